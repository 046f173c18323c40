package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Drawing makes a chart of a page into a file of its own: the colours and lines
// that the style sheet gives to classes become attributes, since programs that
// open the file do not have the sheet, and a strict policy allows no other. The
// colours are those of paper. Links go, for they lead nowhere from a file.
func (t *Theme) Drawing(svg template.HTML) []byte {
	var out bytes.Buffer
	text := anchors.ReplaceAllString(string(svg), "")
	inks, known, last := t.inks(), map[string]string{}, 0 // known: a chart has many elements of few kinds
	for _, at := range classed.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[last:at[4]])
		name := text[at[2]:at[3]]
		if name == "svg" {
			out.WriteString(` xmlns="http://www.w3.org/2000/svg"`)
		} else {
			kind := name + " " + text[at[6]:at[7]]
			if _, ok := known[kind]; !ok {
				known[kind] = inks.attributes(name, strings.Fields(text[at[6]:at[7]]))
			}
			out.WriteString(known[kind])
		}
		last = at[5]
	}
	out.WriteString(text[last:])
	return append(sheet(unclassed.ReplaceAll(out.Bytes(), []byte("<text"+inks.attributes("text", nil)+" $1")), inks), '\n')
}

// margin is how far the labels of a drawing may stand out from it.
const margin = 12

// sheet lays a drawing on paper, with a margin.
func sheet(svg []byte, of *inks) []byte {
	return sized.ReplaceAllFunc(svg, func(open []byte) []byte {
		m := sized.FindSubmatch(open)
		w, _ := strconv.ParseFloat(string(m[2]), 64) // digits, by the pattern
		h, _ := strconv.ParseFloat(string(m[3]), 64)
		w, h = w+2*margin, h+2*margin
		return fmt.Appendf(nil, `<svg%sviewBox="-%d -%d %g %g" width="%g" height="%g"%s%s<rect fill="%s" x="-%d" y="-%d" width="%g" height="%g"/>`,
			m[1], margin, margin, w, h, w, h, of.font, m[4], template.HTMLEscapeString(of.paper), margin, margin, w, h)
	})
}

// classed finds elements with a class: the name, and the attribute whole and its
// value. unclassed finds text without one, sized the size of a drawing.
var (
	classed   = regexp.MustCompile(`<([a-z]+)[^<>]*?( class="([^"]*)")`)
	unclassed = regexp.MustCompile(`<text (x=)`)
	anchors   = regexp.MustCompile(`</?a\b[^>]*>`)
	sized     = regexp.MustCompile(`^<svg( [^>]*?)viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"([^>]*>)`)
)

// inks are the rules of the style sheet for what is inside a .chart, weakest
// first.
type inks struct {
	rules []ink
	paper string // the colour of the background
	font  string // attributes
}

type ink struct {
	element string   // "" for any
	classes []string // all of which an element must have
	without string   // a class that it must not have
	sets    [][2]string
}

func (k *ink) matches(element string, classes []string) bool {
	if k.element != "" && k.element != element || k.without != "" && slices.Contains(classes, k.without) {
		return false
	}
	return !slices.ContainsFunc(k.classes, func(c string) bool { return !slices.Contains(classes, c) })
}

// attributes are what the rules come to for one element.
func (all *inks) attributes(element string, classes []string) string {
	var names []string
	values := map[string]string{}
	for _, k := range all.rules {
		if !k.matches(element, classes) {
			continue
		}
		for _, s := range k.sets {
			if _, again := values[s[0]]; !again {
				names = append(names, s[0])
			}
			values[s[0]] = s[1]
		}
	}
	var b strings.Builder
	for _, n := range names {
		b.WriteString(" " + n + `="` + template.HTMLEscapeString(values[n]) + `"`)
	}
	return b.String()
}

var (
	comment   = regexp.MustCompile(`(?s)/\*.*?\*/`)
	rule      = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	block     = regexp.MustCompile(`(?s)@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}`) // @media … and all in it
	reference = regexp.MustCompile(`var\((--[\w-]+)\)`)
	anyOf     = regexp.MustCompile(`:is\(([^)]*)\)`)
	negated   = regexp.MustCompile(`:not\(\.([\w-]+)\)`)
	selector  = regexp.MustCompile(`^([a-z]*)((?:\.[\w-]+)*)$`)
)

// painted are the properties that an attribute of SVG may set.
var painted = []string{"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "text-anchor", "font-weight", "paint-order"}

// readInks takes a style sheet's tokens and the rules for charts out of it.
func readInks(css []byte) *inks {
	text := block.ReplaceAllString(comment.ReplaceAllString(string(css), ""), "")
	all, tokens := &inks{}, map[string]string{}
	for _, r := range rule.FindAllStringSubmatch(text, -1) {
		for _, s := range declarations(r[2]) {
			if strings.TrimSpace(r[1]) == ":root" && strings.HasPrefix(s[0], "--") {
				tokens[s[0]] = s[1]
			}
		}
	}
	for _, r := range rule.FindAllStringSubmatch(text, -1) {
		var sets [][2]string
		for _, s := range declarations(r[2]) {
			value := reference.ReplaceAllStringFunc(s[1], func(v string) string { return tokens[v[4:len(v)-1]] })
			if size, family, ok := strings.Cut(value, " "); ok && s[0] == "font" && strings.HasPrefix(strings.TrimSpace(r[1]), ".chart ") {
				all.font = fmt.Sprintf(` font-size="%s" font-family="%s"`, size, template.HTMLEscapeString(family))
			} else if slices.Contains(painted, s[0]) {
				sets = append(sets, [2]string{s[0], value})
			}
		}
		if len(sets) > 0 {
			all.rules = append(all.rules, selected(r[1], sets)...)
		}
	}
	slices.SortStableFunc(all.rules, func(x, y ink) int { return x.weight() - y.weight() })
	all.paper = tokens["--bg"]
	return all
}

func declarations(body string) [][2]string {
	var out [][2]string
	for _, d := range strings.Split(body, ";") {
		if name, value, ok := strings.Cut(d, ":"); ok {
			out = append(out, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return out
}

// selected are the rules of a selector list; what is not about an element right
// in a chart is left out.
func selected(list string, sets [][2]string) []ink {
	var out []ink
	inside, ok := strings.CutPrefix(strings.TrimSpace(list), ".chart ")
	if !ok {
		return nil
	}
	k := ink{sets: sets}
	if m := negated.FindStringSubmatch(inside); m != nil {
		k.without, inside = m[1], negated.ReplaceAllString(inside, "")
	}
	alternatives := []string{inside}
	if m := anyOf.FindStringSubmatch(inside); m != nil {
		alternatives = strings.Split(m[1], ",")
	}
	for _, one := range alternatives {
		m := selector.FindStringSubmatch(strings.TrimSpace(one))
		if m == nil {
			continue
		}
		k.element, k.classes = m[1], strings.FieldsFunc(m[2], func(r rune) bool { return r == '.' })
		out = append(out, k)
	}
	return out
}

// weight is the rank of a selector: classes before elements.
func (k *ink) weight() int {
	w := 2 * len(k.classes)
	if k.element != "" {
		w++
	}
	if k.without != "" {
		w += 2
	}
	return w
}
