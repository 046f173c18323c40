package adopt

import (
	"fmt"
	"strings"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// credit is whose the lists' texts are.
const credit = "Security Alliance (SEAL) Frameworks, CC BY-SA 4.0, https://frameworks.securityalliance.org/certs/"

// sealScale is how the certification guidelines score a control.
const sealScale = `
# How the SEAL certification guidelines score a control: all are yes, or do not
# apply with a justification.
[scales.seal]
answers = { no = 0, partial = 0.5, yes = 1 }
satisfied = 1
`

// sealModel is the model of a site that has none.
const sealModel = `[model]
id = "seal-certifications"
version = "%s"
base = 0
levels = ["Not certifiable", "Certifiable"]
max_age_days = 365
requires_evidence = true
`

// Criteria puts control lists into the text of data/maturity.toml as domains,
// for the narrowest audience until somebody says otherwise; text is nil for a
// new file. A domain that is there already is a problem.
func Criteria(file string, text []byte, lists []*List, ps *source.Problems) []byte {
	var b strings.Builder
	root := &document.Node{}
	if text == nil {
		fmt.Fprintf(&b, sealModel, newest(lists))
	} else {
		if root = parse(file, text, ps); root == nil {
			return nil
		}
		b.Write(text)
		if len(text) > 0 && text[len(text)-1] != '\n' {
			b.WriteByte('\n')
		}
	}
	if root.Path("scales", "seal") == nil {
		b.WriteString(sealScale)
	}
	base, aged := int64(0), text == nil
	if model := root.Get("model"); model != nil {
		base, aged = 1, model.Get("max_age_days") != nil
		if n := model.Get("base"); n != nil {
			base = n.Int
		}
	}
	before := ps.Errors()
	for _, l := range lists {
		if n := root.Path("domains", l.ID); n != nil {
			ps.Errorf(n.At(file), "maturity/import", "remove it first, or give the imported ones another name with --domain", "the domain %s is there already; it is not overwritten", l.ID)
			continue
		}
		l.write(&b, base+1, aged, text != nil)
	}
	if ps.Errors() > before {
		return nil
	}
	if parse(file, []byte(b.String()), ps) == nil {
		return nil
	}
	return []byte(b.String())
}

func newest(lists []*List) string {
	day := ""
	for _, l := range lists {
		day = max(day, l.Revised)
	}
	return day
}

// write adds a list as a domain with one level above base.
func (l *List) write(b *strings.Builder, level int64, aged, beside bool) {
	fmt.Fprintf(b, "\n[domains.%s]\ntitle = %s\ntext = %s\nscale = \"seal\"\nmax = %d\n", l.ID, document.Line(l.Title), document.Line(l.about()), level)
	if beside {
		b.WriteString("overall = false\n")
	}
	for _, s := range l.Sections {
		if s.Title != "" {
			fmt.Fprintf(b, "\n# %s\n", strings.Join(strings.Fields(s.Title), " "))
		}
		for _, c := range s.Controls {
			fmt.Fprintf(b, "[domains.%s.criteria.%s]\nlevel = %d\ntext = %s\nby = \"attest\"\n", l.ID, c.ID, level, document.Line(c.text()))
			if !aged {
				b.WriteString("max_age_days = 365\n")
			}
			if len(c.Baselines) > 0 {
				b.WriteString("guidance = [\n")
				for _, text := range c.Baselines {
					fmt.Fprintf(b, "  %s,\n", document.Line(text))
				}
				b.WriteString("]\n")
			}
		}
	}
}

// about is what the domain's page says of its texts: they are not ours.
func (l *List) about() string {
	out := strings.TrimSpace(l.Text)
	if out != "" && !strings.HasSuffix(out, ".") {
		out += "."
	}
	source := "Texts of the controls: " + l.Title
	if l.Version != "" {
		source += ", version " + l.Version
	}
	if l.Revised != "" {
		source += ", revised " + l.Revised
	}
	return strings.TrimSpace(out + " " + source + "; " + credit)
}

func (c Control) text() string {
	switch {
	case c.Title == "":
		return c.Name + ": " + c.Text
	case c.Text == "":
		return c.Name + " " + c.Title
	}
	return c.Name + " " + c.Title + ": " + c.Text
}

// Attestations is a file of the answers to a list, dated on a day; nil when
// nothing was answered.
func (l *List) Attestations(day time.Time, assessor string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Answers to %s, imported.\n", strings.Join(strings.Fields(l.Title), " "))
	n := 0
	for _, s := range l.Sections {
		for _, c := range s.Controls {
			if c.Answer.State == "" {
				continue
			}
			n++
			fmt.Fprintf(&b, "\n[\"%s/%s\"]\n%s = { state = %q, assessor = %q", l.ID, c.ID, day.Format(time.DateOnly), c.Answer.State, assessor)
			if c.Answer.Evidence != "" {
				fmt.Fprintf(&b, ", evidence = [%s]", document.Line(c.Answer.Evidence))
			}
			if c.Answer.Justification != "" {
				fmt.Fprintf(&b, ", justification = %s", document.Line(c.Answer.Justification))
			}
			b.WriteString(" }\n")
		}
	}
	if n == 0 {
		return nil
	}
	return []byte(b.String())
}
