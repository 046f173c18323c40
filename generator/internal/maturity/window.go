package maturity

import (
	"time"

	"candor/generator/internal/trend"
)

// ofMetric decides a clause over a metric as it stood on the day.
func ofMetric(c Clause, s trend.Series, day time.Time) Outcome {
	want, ok := inUnitOf(s, c)
	if !ok {
		return missing("the unit of the rule is not that of the metric")
	}
	last := trend.PeriodOf(s.Cadence, day)
	if !last.Complete(day) {
		last = last.Add(-1)
	}
	switch {
	case c.Window.Every:
		return everyPeriod(c, s, want, last)
	case c.Window.Months > 0:
		return together(c, s, want, firstOf(last, c.Window.Months), last)
	case c.Agg == "" || c.Agg == "last":
		if s.Kind == trend.Gap {
			return newestGap(c, s, want, day)
		}
		return newest(c, s, want, last)
	}
	return together(c, s, want, trend.Period{}, last)
}

// inUnitOf converts the rule's value into the unit of the metric; ok is false
// when the two do not go together.
func inUnitOf(s trend.Series, c Clause) (want float64, ok bool) {
	if c.Agg == "count" || c.Unit == "" {
		return c.Value, true
	}
	if c.Unit == "%" {
		if s.Kind == trend.Proportion {
			return c.Value / 100, true
		}
		return c.Value, s.Unit == "%" || s.Unit == "percent"
	}
	from, _ := trend.UnitLength(c.Unit)
	to, ok := trend.UnitLength(s.Unit)
	if !ok {
		return 0, false
	}
	return c.Value * float64(from) / float64(to), true
}

// firstOf is the first period that lies whole in the last months, at least the
// last one.
func firstOf(last trend.Period, months int) trend.Period {
	start := last.Next().Start().AddDate(0, -months, 0)
	first := trend.PeriodOf(last.Cadence(), start)
	if first.Start().Before(start) {
		first = first.Next()
	}
	if last.Before(first) {
		return last
	}
	return first
}

// newestGap takes the longer of the last gap and the one still open, as targets do.
func newestGap(c Clause, s trend.Series, want float64, day time.Time) Outcome {
	v, ok := s.Judged(day)
	switch {
	case !ok:
		return missing("no data for %s", trend.PeriodOf(s.Cadence, day))
	case v.AtLeast:
		return c.comparedBound(v.Value, want, say("%s since the last event, so far", written(s, v.Value)))
	}
	return ofPeriod(c, s, want, v)
}

// newest takes the value of the newest complete period.
func newest(c Clause, s trend.Series, want float64, last trend.Period) Outcome {
	values := s.Values()
	if len(values) == 0 || values[len(values)-1].Period != last {
		return missing("no data for %s", last)
	}
	return ofPeriod(c, s, want, values[len(values)-1])
}

// ofPeriod compares the value of one period.
func ofPeriod(c Clause, s trend.Series, want float64, v trend.PeriodValue) Outcome {
	if !v.AtLeast {
		return c.compared(v.Value, want, say("%s in %s", written(s, v.Value), v.Period))
	}
	return c.comparedBound(v.Value, want, say("at least %s in %s, %d of %s still open",
		written(s, v.Value), v.Period, v.Open, counted(v.N, "event", "events")))
}

// everyPeriod wants the comparison to hold in each period of the window.
func everyPeriod(c Clause, s trend.Series, want float64, last trend.Period) Outcome {
	values := map[trend.Period]trend.PeriodValue{}
	for _, v := range s.Values() {
		values[v.Period] = v
	}
	var o Outcome
	for p := firstOf(last, c.Window.Months); !last.Before(p); p = p.Next() {
		v, there := values[p]
		switch {
		case !there:
			return missing("no data for %s", p)
		case len(s.Events) > 0 && c.Agg != "" && c.Agg != "median":
			o = together(c, s, want, p, p)
		default:
			o = ofPeriod(c, s, want, v)
		}
		if !o.Met {
			return o
		}
	}
	return o
}

// together takes all values of the periods first … last as one sample; from the
// beginning when first is zero.
func together(c Clause, s trend.Series, want float64, first, last trend.Period) Outcome {
	sample, o := gather(s, first, last)
	if !o.Detail.IsZero() {
		return o
	}
	if c.AtLeast > 0 && sample.n < c.AtLeast {
		return missing("only %d of the %d values that the rule wants", sample.n, c.AtLeast)
	}
	agg := c.Agg
	if agg == "" {
		agg = map[trend.Kind]string{trend.Count: "sum", trend.Proportion: "share"}[s.Kind]
	}
	if agg == "" {
		agg = "median"
	}
	x, atLeast, why := sample.aggregate(agg)
	switch {
	case !why.IsZero():
		return Outcome{Reason: NoData, Detail: why}
	case agg == "count":
		return c.compared(x, want, say("%s counted", figure(trend.Figure(x))))
	case atLeast:
		return c.comparedBound(x, want, say("%s, %d of %s still open", aggregated(agg, say("at least %s", written(s, x))),
			sample.open, counted(sample.n, "event", "events")))
	}
	return c.compared(x, want, sample.seen(agg, aggregated(agg, written(s, x))))
}

// seen puts the number of cases to a figure.
func (s *sample) seen(agg string, found Said) Said {
	switch {
	case len(s.events) > 0:
		return say("%s of %s", found, counted(s.n, "event", "events"))
	case agg == "share" && s.counted && s.of > 0:
		return say("%s, %s of %s", found, figure(trend.Figure(float64(s.k))), figure(trend.Figure(float64(s.of))))
	}
	return found
}

// aggregated says a figure and what it is of the values.
func aggregated(agg string, x any) Said {
	switch agg {
	case "median":
		return say("median %s", x)
	case "mean":
		return say("mean %s", x)
	case "min":
		return say("least %s", x)
	case "max":
		return say("most %s", x)
	case "last":
		return say("last %s", x)
	case "sum":
		return say("sum %s", x)
	case "share":
		return say("share %s", x)
	case "p90":
		return say("90th percentile %s", x)
	}
	return say("%s", x)
}

// written is a value with its unit, those of time as symbols.
func written(s trend.Series, x float64) figure {
	if s.Kind == trend.Proportion {
		return figure(trend.Percent(x))
	}
	if symbol, ok := map[string]string{"minutes": "min", "hours": "h", "days": "d"}[s.Unit]; ok {
		return figure(trend.Figure(x) + " " + symbol)
	}
	return figure(trend.Quantity(x, s.Unit))
}
