package maturity

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"candor/generator/internal/trend"
)

var (
	aggregates = []string{"median", "p90", "mean", "min", "max", "last", "sum", "count", "share"}
	functions  = append(slices.Clone(aggregates), "trend", "age")
	operators  = []string{"<=", ">=", "<", ">", "==", "!="}
	verdicts   = []string{"improving", "worsening", "rising", "falling", "stepped", "reversed", "steady", "no-evidence", "not-enough-data", "stale"}
	spans      = map[string]int{"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}
	units      = []string{"m", "h", "d", "w", "%"}
)

// ParseRule reads a rule. The error is a *RuleError with the byte offset of what
// is wrong.
func ParseRule(source string) (*Rule, error) {
	p := &parser{source: source, tokens: lex(source)}
	r := &Rule{Source: source}
	for {
		c, err := p.clause()
		if err != nil {
			return nil, err
		}
		r.Clauses = append(r.Clauses, c)
		if p.peek().kind == 0 {
			return r, nil
		}
		if !p.word("and") {
			return nil, p.wrong(`expected "and" or the end of the rule`, "and", "for", "over", "with")
		}
	}
}

// clause reads one condition.
func (p *parser) clause() (Clause, error) {
	c := Clause{Form: OfMetric, Pos: p.peek().pos}
	name, ok := p.name()
	if !ok {
		return c, p.wrong("expected a metric or one of " + strings.Join(functions, ", "))
	}
	if p.peek().kind != '(' {
		c.Name, c.NamePos = name.text, name.pos
		err := p.comparison(&c)
		return c, err
	}
	if !slices.Contains(functions, name.text) {
		return c, &RuleError{name.pos, "unknown function; known are " + strings.Join(functions, ", "), hint(name.text, functions)}
	}
	p.next()
	err := p.function(&c, name.text)
	return c, err
}

// function reads what stands in the parentheses, and after them.
func (p *parser) function(c *Clause, name string) error {
	switch name {
	case "trend":
		c.Form = OfTrend
	case "age":
		c.Form = OfAge
		if !p.word("latest") {
			return p.wrong(`expected "latest"`, "latest")
		}
	default:
		c.Agg = name
	}
	t, ok := p.name()
	if !ok {
		return p.wrong("expected a name")
	}
	c.Name, c.NamePos = t.text, t.pos
	if err := p.where(c); err != nil {
		return err
	}
	if !p.sign(')') {
		return p.wrong(`expected ")"`)
	}
	if c.Form == OfTrend {
		return p.is(c)
	}
	return p.comparison(c)
}

// where reads conditions, which only things have.
func (p *parser) where(c *Clause) error {
	if p.peek().text != "where" {
		return nil
	}
	if c.Form == OfTrend || (c.Form == OfMetric && c.Agg != "count") {
		return p.wrong(`"where" goes with count(…) and age(latest …) only`)
	}
	if c.Agg == "count" {
		c.Form = OfCount
	}
	p.next()
	for {
		field := p.peek()
		if field.kind != 'w' {
			return p.wrong("expected a field such as severity or status")
		}
		p.next()
		op := p.peek()
		if op.kind != 'o' || (op.text != "=" && op.text != "!=" && op.text != "==") {
			return p.wrong(`expected "=" or "!="`)
		}
		p.next()
		value := p.peek()
		if value.kind != 'w' && value.kind != 'n' {
			return p.wrong("expected a value")
		}
		p.next()
		c.Where = append(c.Where, Condition{field.text, op.text == "!=", value.text, field.pos})
		if !p.word("and") {
			return nil
		}
	}
}

// is reads the verdict of a trend.
func (p *parser) is(c *Clause) error {
	if !p.word("is") {
		return p.wrong(`expected "is" and a verdict: `+strings.Join(verdicts, ", "), "is")
	}
	t := p.peek()
	if t.kind != 'w' || !slices.Contains(verdicts, t.text) {
		return p.wrong("expected a verdict: "+strings.Join(verdicts, ", "), verdicts...)
	}
	p.next()
	c.Verdict = trend.Verdict(t.text)
	return nil
}

// comparison reads the operator, the value and the window.
func (p *parser) comparison(c *Clause) error {
	op := p.peek()
	if op.kind != 'o' || !slices.Contains(operators, op.text) {
		e := p.wrong("expected one of " + strings.Join(operators, " "))
		if op.text == "=" {
			e.Hint = `did you mean "=="?`
		}
		return e
	}
	p.next()
	c.Op = op.text
	if err := p.value(c); err != nil {
		return err
	}
	return p.window(c)
}

func (p *parser) value(c *Clause) error {
	t := p.peek()
	x, err := strconv.ParseFloat(t.text, 64)
	if t.kind != 'n' || err != nil || math.IsInf(x, 0) {
		return p.wrong("expected a number")
	}
	p.next()
	c.Value, c.ValPos = x+0, t.pos
	u := p.peek()
	if u.kind == 'w' && slices.Contains(units, u.text) {
		c.Unit = p.next().text
	} else if u.kind == 'w' && u.pos == t.pos+len(t.text) {
		return p.wrong("unknown unit; known are m (minutes), h, d, w, %", units...)
	}
	return nil
}
