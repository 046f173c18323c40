package page

// methods tell of each kind how its figures are computed: the formula, and whose
// it is.
var methods = map[string][]Fact{
	"duration": {
		{Name: "Centre", Text: "Median by Kaplan and Meier (1958), so that what is still open counts: S(t) = Π (1 − dᵢ/nᵢ) over the times tᵢ ≤ t at which dᵢ of the nᵢ that still ran ended; the median is the first t with S(t) < ½, or the middle of a stretch on which S is exactly ½ if a later event ends it. Where S does not get there, the median is at least that of all lengths so far. Without open items it is the ordinary median."},
		{Name: "Interval of the median", Text: "Where S(t) with Greenwood's variance (1926), on the logarithm, still allows ½; without open items, order statistics at the binomial ranks of 2.5\u202f% and 97.5\u202f%, from 6 events on."},
		{Name: "Trend", Text: "On the logarithm of the lengths, by start. An open event counts as at least as long as it has lasted."},
		{Name: "Newer and older half", Text: "Log-rank test (Mantel 1966) of the events that began in either half of the time."},
	},
	"count": {
		{Name: "Rate", Text: "Events per period, k/T, with Garwood's exact interval (1936): Γ⁻¹(0.025; k)/T to Γ⁻¹(0.975; k + 1)/T."},
		{Name: "Newer and older half", Text: "As many periods on both sides, compared by the exact conditional binomial test (Przyborowski and Wilenski 1940)."},
	},
	"proportion": {
		{Name: "Share", Text: "k of n with Wilson's interval (1927), (k + z²/2 ± z·√(k(n − k)/n + z²/4)) / (n + z²) with z = 1.96; at 0 and n that of Clopper and Pearson (1934)."},
		{Name: "Trend", Text: "On the shares."},
	},
	"level": {
		{Name: "Centre", Text: "The newest value, and the median of all."},
	},
	"gap": {
		{Name: "Centre", Text: "The median gap; the gap since the last event is “so far”."},
		{Name: "Trend", Text: "Ratio of the rates of two halves of the time, by the exact conditional binomial test (Przyborowski and Wilenski 1940)."},
	},
}

// slopes are the formulas of the trend test.
var slopes = []Fact{
	{Name: "Mann-Kendall", Text: "S = Σ sgn(yⱼ − yᵢ) over all pairs i < j; Var S = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18, t the sizes of ties; z = (S − sgn S) / √Var S (Mann 1945, Kendall 1975)."},
	{Name: "Slope", Text: "The median of (yⱼ − yᵢ) / (tⱼ − tᵢ) over all pairs, with the line through the medians (Theil 1950, Sen 1968, Conover 1980); the interval between the slopes of the ranks (N ± 1.96·√Var S) / 2 of all N."},
	{Name: "Values that follow each other", Text: "With r, the lag-1 autocorrelation of what the slope leaves over, and r* = (n·r + 2) / (n − 4) cut to 0 … 0.9, the variance of S grows by (1 + r*) / (1 − r*) (Bayley and Hammersley 1946). Where Σ (yᵢ − yᵢ₋₁)² is less than 36 / (n + 4.2) times the squares of what the line leaves over, a random walk would move like this (Sargan and Bhargava 1983), and Mann-Kendall does not count."},
	{Name: "Difference-sign test", Text: "Steps up among the steps up and down, by the exact binomial test against ½; it holds for random walks, too. The smaller p of both tests counts, doubled (Holm 1979)."},
	{Name: "Reversal", Text: "The newest four or more steps go against the line, or the newest value has left the limits of what the line leaves over and come back by more than two values differ by chance."},
	{Name: "Smallest change", Text: "(2.24 + 0.84) times the standard error of the slope, allowing for values that follow each other, times the length of the series: found with a chance of 80\u202f% (Cohen 1988)."},
}

// limits are the formulas of the band in a chart.
var limits = Fact{Name: "Limits", Text: "Mean ± 2.66 times the mean distance of neighbours, without distances above 3.267 times their mean (XmR); durations on the logarithm, gaps to the power of 1/3.6. New limits begin only at a declared change. Counts with a mean under 5 have none; the time between their events is charted instead (g chart, Benneyan 2001)."}

// method tells how the figures of a metric are computed.
func (b *Builder) method(m *measured) []Fact {
	out := b.told(methods[m.Kind]...)
	if m.Kind != "gap" {
		out = append(out, b.told(slopes...)...)
	}
	if m.Season != nil {
		out = append(out, Fact{Name: "Seasons", Text: b.t("Each season is compared with itself only: S and Var S are summed over the seasons (Hirsch, Slack and Smith 1982).")})
	}
	return append(append(out, b.told(limits)...), b.general()...)
}

// general is what holds for metrics of all kinds.
func (b *Builder) general() []Fact {
	return []Fact{
		{Name: "When we speak of a trend", Text: b.t("With at least 8 values, p below 0.05 after allowing for values that follow each other and for two tests, and after Benjamini and Hochberg's correction (q = 0.05) over all metrics of this edition that vary; parts by severity are corrected among themselves.")},
		{Name: "Missing values", Text: b.t("Missing values stay missing: they are never treated as 0 or interpolated. Incomplete periods are not used for verdicts.")},
	}
}

// told are facts in the site's language.
func (b *Builder) told(list ...Fact) []Fact {
	out := make([]Fact, len(list))
	for i, f := range list {
		out[i] = Fact{Name: f.Name, Text: b.t(f.Text)}
	}
	return out
}
