package trend

import "fmt"

func (c Cadence) plural(n int) string {
	if n == 1 {
		return string(c)
	}
	return string(c) + "s"
}

// say puts the findings into words.
func (a *Analysis) say(family int) {
	a.Trend.Sentence = fmt.Sprint(a.Trend.Verdict)
	if a.Target != nil {
		a.project()
	}
}
