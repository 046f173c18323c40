package maturity

import (
	"fmt"
	"strconv"
)

// window reads "for N months" or "over N months with n >= K".
func (p *parser) window(c *Clause) error {
	t := p.peek()
	if t.kind != 'w' || (t.text != "for" && t.text != "over") {
		return nil
	}
	if c.Form == OfAge || (c.Form == OfCount && t.text == "for") {
		return p.wrong(fmt.Sprintf("%q does not go with %s(…)", t.text, c.Form))
	}
	p.next()
	c.Window.Every = t.text == "for"
	n, err := p.whole("expected a whole number of months, 1 to 1200")
	if err != nil {
		return err
	}
	months, known := spans[p.peek().text]
	if !known {
		return p.wrong("expected months, quarters or years", "months", "quarters", "years")
	}
	p.next()
	c.Window.Months = n * months
	if p.peek().text != "with" {
		return nil
	}
	if c.Window.Every {
		return p.wrong(`"with n" goes with "over" only`)
	}
	p.next()
	if !p.word("n") {
		return p.wrong(`expected "n >= K"`)
	}
	if op := p.peek(); op.text != ">=" {
		return p.wrong(`expected ">="`)
	}
	p.next()
	c.AtLeast, err = p.whole("expected a whole number, 1 to 1200")
	return err
}

func (p *parser) whole(text string) (int, error) {
	t := p.peek()
	n, err := strconv.Atoi(t.text)
	if t.kind != 'n' || err != nil || n < 1 || n > 1200 {
		return 0, p.wrong(text)
	}
	p.next()
	return n, nil
}
