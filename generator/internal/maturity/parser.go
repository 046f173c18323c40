package maturity

import "strings"

// parser walks over the tokens of a rule.
type parser struct {
	source string
	tokens []token
	at     int
}

// name takes an id, which may begin with a digit and go over several tokens.
func (p *parser) name() (token, bool) {
	t := p.peek()
	end := t.pos
	for end < len(p.source) && (isLetter(p.source[end]) || isDigit(p.source[end]) || p.source[end] == '-' && end > t.pos) {
		end++
	}
	if end == t.pos || (t.kind == 'n' && isNumber(p.source[t.pos:end])) {
		return t, false
	}
	for p.peek().kind != 0 && p.peek().pos < end {
		p.next()
	}
	return token{'w', p.source[t.pos:end], t.pos}, true
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789.-") == "" }

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.kind != 0 {
		p.at++
	}
	return t
}

// word takes a given word.
func (p *parser) word(w string) bool {
	if t := p.peek(); t.kind == 'w' && t.text == w {
		p.at++
		return true
	}
	return false
}

func (p *parser) sign(kind byte) bool {
	if p.peek().kind == kind {
		p.at++
		return true
	}
	return false
}

// wrong is an error at the next token, with the nearest of the known names.
func (p *parser) wrong(text string, known ...string) *RuleError {
	t := p.peek()
	if t.kind == 0 {
		text += ", but the rule ends"
	}
	return &RuleError{Pos: t.pos, Text: text, Hint: hint(t.text, known)}
}
