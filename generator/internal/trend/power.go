package trend

import (
	"fmt"
	"math"
)

// detectable is the smallest change over the whole time, on the scale of the test,
// that would have been found with a chance of 80 %: (z₀.₉₈₇₅ + z₀.₈)·√f·e per step,
// times the steps, with e = (high − low) / (2·z₀.₉₇₅) the standard error of the slope
// by its interval (Cohen 1988). z₀.₉₈₇₅ is that of one of two tests, z₀.₉₇₅ of one alone. NaN where the
// interval is a point or is not reached.
func (t *tested) detectable() float64 {
	width := t.line.high - t.line.low
	if !(width > 0) {
		return math.NaN()
	}
	whole := t.t[len(t.t)-1] - t.t[0]
	z := normal(0.9875)
	if t.alone {
		z = z95
	}
	return (z + normal(0.8)) * math.Sqrt(t.factor) * (width / (2 * z95)) * whole
}

// rateDetectable is the same for the rates of two halves of the time with that many
// events in all, as a ratio.
func rateDetectable(events int) float64 {
	return settle(math.Exp((normal(0.975) + normal(0.8)) * math.Sqrt(4/float64(events))))
}

// normal is the quantile of the standard normal distribution.
func normal(p float64) float64 { return float64(math.Sqrt2 * math.Erfinv(float64(2*p)-1)) }

// unnoticed says what change the data would have missed.
func (a *Analysis) unnoticed() string {
	switch {
	case a.Smallest == "":
		return ""
	case a.tenfold():
		return a.t("Even a tenfold change over the whole time would probably have gone unnoticed.")
	}
	return fmt.Sprintf(a.t("The smallest change that would probably have been noticed is %s."), a.Smallest)
}

// tenfold reports that a change of a length must be more than tenfold to be noticed.
func (a *Analysis) tenfold() bool {
	d := a.Trend.Detectable
	return a.Trend.Logs && d != nil && *d > math.Ln10
}

// smallest is the smallest change that would probably have been found, in words; ""
// where it cannot be told.
func (a *Analysis) smallest() string {
	d, c := a.Trend.Detectable, a.Comparison
	switch {
	case a.Trend.Method == "rate-ratio" && c != nil && c.Older+c.Newer > 0:
		return fmt.Sprintf(a.t("%s times as many events in one half of the time as in the other"),
			a.number(Figure(rateDetectable(c.Older+c.Newer))))
	case d == nil:
		return ""
	case a.tenfold():
		return a.t("more than a tenfold change over the whole time")
	case a.Trend.Logs:
		return fmt.Sprintf(a.t("a fall of %s or a rise of %s over the whole time"),
			a.number(Percent(-math.Expm1(-*d))), a.number(Percent(math.Expm1(*d))))
	case a.series.Kind == Proportion:
		return fmt.Sprintf(a.t("%s over the whole time"), a.series.amount(math.Min(*d, 1)))
	}
	return fmt.Sprintf(a.t("%s over the whole time"), a.series.amount(*d))
}
