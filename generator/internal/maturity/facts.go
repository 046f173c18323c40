package maturity

import (
	"time"

	"candor/generator/internal/trend"
)

// Facts is what rules may ask about: the site's metrics and pages as plain data.
type Facts struct {
	// Metrics by id. Rules take complete periods only and see a metric's own
	// evidence, before any correction over several metrics.
	Metrics map[string]trend.Series
	// Things by collection: incidents, near-misses, findings, assessments, …
	// A collection that is known but empty has an entry.
	Things map[string][]Thing
	// Fields by collection: what a condition may ask for, each with the values that
	// it can have; nil: any.
	Fields map[string]map[string][]string
}

// Thing is a page or an entry that rules may count.
type Thing struct {
	Date   time.Time         // when it came to be
	Closed time.Time         // when its status was reached; zero: it is open
	Fields map[string]string // severity, status, type, subject, …
}

// has reports whether the thing bears the value on the day. A thing is open
// until it is closed, whatever its status says now.
func (t Thing) has(field, value string, day time.Time) bool {
	if field == "status" {
		if t.Closed.IsZero() || t.Closed.After(day) {
			return value == "open" || (t.Closed.IsZero() && t.Fields[field] == value)
		}
	}
	return t.Fields[field] == value
}

// there reports whether the thing exists by the end of the day.
func (t Thing) there(day time.Time) bool { return t.Date.Before(day.AddDate(0, 0, 1)) }

// trendAt caches the verdict of one metric on one day.
type trendAt struct {
	day     time.Time
	verdict trend.Verdict
	n       int
}

// verdict is what a metric's own evidence says at the end of a day.
func (r *Register) verdict(metric string, day time.Time) trendAt {
	if c, ok := r.trends[metric]; ok && c.day.Equal(day) {
		return c
	}
	a := trend.Analyse(r.in.Facts.Metrics[metric].At(day))
	c := trendAt{day, a.Trend.Verdict, a.Trend.N}
	r.trends[metric] = c
	return c
}

// form is what a clause asks, now that the names are known: count(X) without
// conditions counts things when X is a collection.
func (f Facts) form(c Clause) Form {
	if _, things := f.Things[c.Name]; c.Form == OfMetric && c.Agg == "count" && things {
		return OfCount
	}
	return c.Form
}
