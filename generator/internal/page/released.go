package page

import (
	"fmt"
	"strings"

	"candor/generator/internal/program"
)

// statisticName is how a released statistic is called.
var statisticName = map[string]string{"mean": "Mean", "median": "Median", "sum": "Sum", "min": "Smallest value", "max": "Largest value", "last": "Newest value"}

// releasedFacts are a metric's figures that were computed with values that some
// readers do not see.
func (a at) releasedFacts(f *facts, m *program.Metric) {
	how := a.t("computed with values that are withheld here")
	if a.internal() {
		how = a.t("released to wider audiences, who do not see all values")
	}
	for _, x := range m.Released.Figures() {
		name := a.t(statisticName[x.Name])
		if x.Name != "min" && x.Name != "max" && x.Name != "last" {
			name += a.t(" of all values")
		}
		f.text(name, fmt.Sprintf("%s, %s%s", a.quantity(m, x.Value), how, prefixed(": ", m.Released.Because)))
	}
}

// released lists every figure that is an exception to the cut.
func (a at) released() []string {
	var out []string
	for _, m := range a.Index.Program.Metrics {
		for _, x := range m.Released.Figures() {
			out = append(out, strings.ToLower(a.t(statisticName[x.Name]))+a.t(" of ")+m.Title+prefixed(a.t(", because "), m.Released.Because))
		}
	}
	if a.Model == nil {
		return out
	}
	for _, d := range a.Model.Domains {
		if d.Released != nil {
			out = append(out, a.t("level of ")+d.Title)
		}
	}
	for _, id := range a.Model.Release {
		out = append(out, a.t("level of ")+a.domainTitle(id))
	}
	return out
}

// releasedPolicy says what is said of them on the page of methods.
func (a at) releasedPolicy(f *facts) {
	list := strings.Join(a.released(), "; ")
	switch {
	case list == "":
	case a.internal():
		f.text("Released figures", a.t("Wider editions show these figures although they do not show all that is in them: ")+list+".")
	default:
		f.text("Exceptions", a.t("These figures, and no others, were computed with parts that this edition does not show: ")+list+".")
	}
}
