package generator

import (
	"fmt"
	"strings"
)

// data writes the files of data/.
func (w *twin) data() {
	sheet := [][]string{{"month", "public_value", "hidden_value", "audience"}}
	for i := range 1 + w.vis.IntN(4) {
		id := fmt.Sprintf("%s-%d", twinWords[w.vis.IntN(len(twinWords))], i)
		kind := pick(w.vis, "level", "count", "proportion", "duration", "gap", "sheet")
		if kind == "sheet" && len(sheet) > 1 {
			kind = "level"
		}
		if kind == "sheet" {
			sheet = w.sheet(sheet, id)
			continue
		}
		level := w.wide(w.vis, 0)
		if level == 0 {
			w.metrics = append(w.metrics, id)
		}
		w.file("data/metrics/"+id+".toml", w.metric(w.vis, id, kind, level, ""))
	}
	some(w.hid, 2, func() {
		id := w.token("metric")
		w.file("data/metrics/"+id+".toml", w.metric(w.hid, id, pick(w.hid, "level", "proportion", "duration"), w.narrow(), w.token("metric")))
	})
	w.maturity()
	w.registers()
}

// metric writes a series with points or events, hidden ones among them.
func (w *twin) metric(r *chance, id, kind string, level int, secret string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title = %q\nkind = %q\nunit = %q\nbetter = %q\ncadence = \"month\"\naudience = %s\ndescription = %q\n", words(r, 2, 4)+" "+secret, kind,
		map[string]string{"duration": "days", "proportion": "%", "gap": "days"}[kind]+strings.Repeat("items", boolInt(kind == "level" || kind == "count")), pick(r, "lower", "higher", "neutral"), w.whole(r, level), sentence(r)+w.name(r))
	w.tomlComment(&b)
	switch {
	case kind == "proportion":
	case r.IntN(3) == 0:
		fmt.Fprintf(&b, "target = { value = %d, by = 202%d-12-31 }\n", 1+r.IntN(40), 5+r.IntN(2))
	case r.IntN(2) == 0:
		fmt.Fprintf(&b, "targets = [{ value = %d, by = 2025-06-30 }, { value = %d, from = 2025-07-01, by = 2026-06-30 }]\n", 1+r.IntN(40), 1+r.IntN(40))
		fmt.Fprintf(&b, "benchmark = { value = %d, source = %q }\n", 1+r.IntN(40), sentence(r))
	}
	if r.IntN(2) == 0 {
		fmt.Fprintf(&b, "measures = %q\nwhen_red = %q\ncensus = %v\n", pick(r, "implementation", "effectiveness", "impact"), sentence(r), r.IntN(2) == 0)
	}
	var visible, hidden []string
	value := w.value(kind)
	if kind == "duration" {
		b.WriteString("[events]\n")
		for i := range 3 + r.IntN(12) {
			visible = append(visible, fmt.Sprintf("V-%d = { opened = 2025-%02d-%02d, closed = 2026-01-%02d }\n", i, 1+r.IntN(12), 1+r.IntN(28), 1+r.IntN(28)))
		}
		if secret == "" {
			some(w.hid, 4, func() {
				hidden = append(hidden, fmt.Sprintf("%s = { opened = 2025-%02d-01, audience = %s }\n", w.gone("event"), 1+w.hid.IntN(12), w.closed(level)))
			})
		}
		return b.String() + w.mixed(visible, hidden)
	}
	b.WriteString("[points]\n")
	for i := range 12 + r.IntN(12) {
		key := fmt.Sprintf("202%d-%02d", 4+i/12, 1+i%12)
		if kind == "gap" {
			key += fmt.Sprintf("-%02d", 1+r.IntN(28))
		}
		switch {
		case r.IntN(5) > 0 || secret != "":
			visible = append(visible, key+" = "+value(r)+"\n")
		case r.IntN(2) == 0:
			visible = append(visible, w.because(level, key, kind, words(r, 1, 4)))
		default:
			if w.hid.IntN(2) == 0 { // a period without a value, and why nobody knows
				hidden = append(hidden, w.point(level, key, kind, fmt.Sprintf("note = %q", w.token("point note"))))
			}
		}
	}
	if secret == "" && kind == "level" { // too few cases: what is withheld is the value, not the point
		visible = append(visible, fmt.Sprintf("2023-12 = { value = %d, n = %d, note = %q }\n", w.hid.IntN(50), w.hid.IntN(3), w.token("small count")))
	}
	text := b.String() + w.mixed(visible, hidden)
	if secret == "" && w.hid.IntN(2) == 0 {
		whole, own := "", fmt.Sprintf(", audience = %s", w.closed(level))
		if w.hid.IntN(2) == 0 { // of the container
			whole, own = fmt.Sprintf("audience = %s\n", w.closed(level)), ""
		}
		text += fmt.Sprintf("[changes]\n%s2024-0%d = { text = %q, rebase = true%s }\n", whole, 2+w.hid.IntN(8), w.token("metric change"), own)
	}
	return text
}

// whole is the audience of a thing that the viewer sees or, hidden, does not.
func (w *twin) whole(r *chance, level int) string {
	if r == w.hid {
		return w.closed(0)
	}
	return fmt.Sprintf("%q", w.order[level])
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// point writes a hidden point.
func (w *twin) point(level int, key, kind, more string) string {
	value := strings.Trim(w.value(kind)(w.hid), "{} ")
	if kind != "proportion" {
		value = "value = " + value
	}
	return fmt.Sprintf("%s = { %s, %s, audience = %s }\n", key, value, more, w.closed(level))
}

// value writes the value of a point.
func (w *twin) value(kind string) func(*chance) string {
	return func(r *chance) string {
		switch kind {
		case "proportion":
			n := 10 + r.IntN(50)
			return fmt.Sprintf("{ k = %d, n = %d }", r.IntN(n+1), n)
		case "count", "gap":
			return fmt.Sprint(r.IntN(40))
		}
		return fmt.Sprintf("%d.%d", r.IntN(60), r.IntN(10))
	}
}

// because is a hidden point with a public reason: a labelled gap.
func (w *twin) because(level int, key, kind, reason string) string {
	return w.point(level, key, kind, fmt.Sprintf("note = %q, because = %q", w.token("point"), reason))
}

// sheet writes two metrics that share a CSV file: one hidden, one with hidden
// lines.
func (w *twin) sheet(rows [][]string, id string) [][]string {
	for i := range 12 {
		key, hidden := fmt.Sprintf("2025-%02d", 1+i), fmt.Sprint(w.hid.IntN(99))
		value, level := fmt.Sprint(w.vis.IntN(50)), ""
		if w.vis.IntN(4) == 0 {
			if value, level = fmt.Sprint(w.hid.IntN(50)), w.order[w.narrow()]; w.hid.IntN(2) == 0 {
				value = "" // a line of the other metric alone
			}
		}
		rows = append(rows, []string{key, value, hidden, level})
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	w.file("data/metrics/shared.csv", b.String())
	meta := "title = %q\nkind = \"level\"\nunit = \"items\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = %q\n[points_from]\ncsv = \"shared.csv\"\nperiod = \"month\"\nvalue = %q\n"
	w.file("data/metrics/"+id+".toml", fmt.Sprintf(meta, words(w.vis, 1, 3), w.order[0], "public_value"))
	w.metrics = append(w.metrics, id)
	w.file("data/metrics/"+w.token("column")+".toml", fmt.Sprintf(meta, w.token("column"), w.order[len(w.order)-1], "hidden_value"))
	return rows
}

// maturity writes a model with visible and hidden domains, and attestations.
func (w *twin) maturity() {
	if w.vis.IntN(4) == 0 {
		return
	}
	head := "[model]\nid = \"m\"\nversion = \"1\"\nbase = 1\nlevels = [\"One\", \"Two\", \"Three\"]\nmax_age_days = 365\n"
	var visible, hidden, seen, unseen []string
	for i := range 1 + w.vis.IntN(3) {
		d := fmt.Sprintf("%s-%d", twinWords[w.vis.IntN(len(twinWords))], i)
		group := ""
		if w.vis.IntN(2) == 0 {
			group = fmt.Sprintf("g%d", i)
			visible = append(visible, fmt.Sprintf("[groups.%s]\ntitle = %q\n", group, words(w.vis, 1, 2)))
		}
		visible = append(visible, w.domain(w.vis, d, group, w.wide(w.vis, 0), words(w.vis, 1, 3)))
		seen = append(seen, w.attested(w.vis, d, false))
	}
	some(w.hid, 2, func() {
		d, group := w.token("domain"), ""
		if w.hid.IntN(2) == 0 {
			group = w.token("domain group")
			w.planted[len(w.planted)-1].nowhere = true // its title is what shows
			hidden = append(hidden, fmt.Sprintf("[groups.%s]\ntitle = %q\n", group, w.token("domain group")))
		}
		hidden = append(hidden, w.domain(w.hid, d, group, w.narrow(), w.token("domain")))
		unseen = append(unseen, w.attested(w.hid, d, true))
	})
	w.file("data/maturity.toml", head+w.mixed(visible, hidden))
	w.file("data/attestations/2025.toml", w.mixed(seen, unseen))
}

func (w *twin) domain(r *chance, id, group string, level int, title string) string {
	s := fmt.Sprintf("[domains.%s]\ntitle = %q\naudience = %s\ntarget = %d\n", id, title, w.whole(r, level), 2+r.IntN(2))
	if group != "" {
		s += fmt.Sprintf("group = %q\nscore = \"mean\"\n", group)
	}
	for level := 2; level <= 3; level++ {
		s += fmt.Sprintf("[domains.%s.criteria.c%d]\nlevel = %d\ntext = %q\nby = \"attest\"\n", id, level, level, sentence(r))
	}
	return s
}

// attested writes the records of a domain. What an assessor wrote down is for
// the narrowest audience, that there is evidence is not.
func (w *twin) attested(r *chance, domain string, hidden bool) string {
	var b strings.Builder
	for level := 2; level <= 3; level++ {
		fmt.Fprintf(&b, "[\"%s/c%d\"]\n", domain, level)
		for year := range 1 + r.IntN(2) {
			fmt.Fprintf(&b, "202%d%s = { state = %q, assessor = \"peer\"", 4+year, dayIn(r)[4:], pick(r, "met", "met", "partial", "not-met"))
			if r.IntN(2) == 0 {
				fmt.Fprintf(&b, ", evidence = [\"https://example.org/%s\"]", w.gone("attestation"))
			}
			if w.hid.IntN(2) == 0 {
				fmt.Fprintf(&b, ", note = %q", w.gone("attestation"))
			}
			b.WriteString(" }\n")
		}
	}
	return b.String()
}

// registers write roadmap and debt.
func (w *twin) registers() {
	var visible, hidden, debts, hiddenDebts []string
	step := func(r *chance, key, title string, level int) string {
		return fmt.Sprintf("[%s]\ntitle = %q\nowner = %q\ndue = %s\n%s\naudience = %s\n", key, title, words(r, 1, 2), dayIn(r), pick(r, "status = \"planned\"", "status = \"doing\"", "dropped = 2026-01-0"+fmt.Sprint(1+r.IntN(9))), w.whole(r, level))
	}
	debt := func(r *chance, key, title string, level int) string {
		return fmt.Sprintf("[%s]\ntitle = %q\nkind = %q\nseverity = %q\nopened = %s\naudience = %s\n", key, title, pick(r, "security", "technical"), pick(r, "high", "low"), dayIn(r), w.whole(r, level))
	}
	for i := range w.vis.IntN(4) {
		visible = append(visible, step(w.vis, fmt.Sprintf("RM-%d", i), sentence(w.vis)+w.name(w.vis), w.wide(w.vis, 0)))
		debts = append(debts, debt(w.vis, fmt.Sprintf("d%d", i), sentence(w.vis)+w.name(w.vis), w.wide(w.vis, 0)))
	}
	some(w.hid, 3, func() {
		hidden = append(hidden, step(w.hid, w.token("roadmap"), w.token("roadmap"), w.narrow()))
		hiddenDebts = append(hiddenDebts, debt(w.hid, w.token("debt"), w.token("debt"), w.narrow()))
	})
	w.file("data/roadmap.toml", w.mixed(visible, hidden))
	w.file("data/debt.toml", w.mixed(debts, hiddenDebts))
}
