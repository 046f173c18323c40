package document

import (
	"strings"

	"github.com/BurntSushi/toml"
)

// value passes over a value and fills the node from what the library decoded.
func (s *scan) value(node *Node, value any) error {
	s.space(false)
	switch s.peek() {
	case '"', '\'':
		if quote := s.text[s.at : s.at+1]; !strings.HasPrefix(s.text[s.at:], quote+quote) {
			node.Inner = s.column(s.at + 1)
		}
		s.str()
	case '[':
		return s.list(node, value)
	case '{':
		return s.inline(node, value)
	default:
		for s.at < len(s.text) && !strings.ContainsRune(",]}#\n\r", rune(s.text[s.at])) {
			s.at++
		}
	}
	node.fill(value)
	return nil
}

// str passes over a string of any of the four forms.
func (s *scan) str() {
	quote := s.text[s.at : s.at+1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(s.text[s.at:], long) {
		s.at += 3
		for s.at < len(s.text) && !strings.HasPrefix(s.text[s.at:], long) {
			if s.text[s.at] == '\\' && quote == `"` {
				s.next()
			}
			s.next()
		}
		s.at += 3
		for s.at < len(s.text) && s.text[s.at:s.at+1] == quote {
			s.at++ // up to two quotes may stand before the closing three
		}
		return
	}
	s.at++
	for s.at < len(s.text) && s.text[s.at:s.at+1] != quote {
		if s.text[s.at] == '\\' && quote == `"` {
			s.at++
		}
		s.at++
	}
	s.at++
}

func (s *scan) list(node *Node, value any) error {
	node.Kind = List
	s.at++
	for i := 0; ; i++ {
		s.space(true)
		if s.peek() == ',' {
			s.at++
			s.space(true)
		}
		if s.at >= len(s.text) || s.peek() == ']' {
			s.at++
			return nil
		}
		v, ok := item(value, i)
		if !ok {
			return s.errorf("this list is not well-formed")
		}
		child := &Node{Line: s.line, Column: s.column(s.at)}
		node.Nodes = append(node.Nodes, child)
		if err := s.value(child, v); err != nil {
			return err
		}
	}
}

// item returns the i-th value of a decoded list.
func item(value any, i int) (any, bool) {
	switch v := value.(type) {
	case []any:
		if i < len(v) {
			return v[i], true
		}
	case []map[string]any:
		if i < len(v) {
			return v[i], true
		}
	}
	return nil, false
}

func (s *scan) inline(node *Node, value any) error {
	node.Kind = Table
	s.at++
	for {
		s.space(true)
		if s.peek() == ',' {
			s.at++
			s.space(true)
		}
		if s.at >= len(s.text) || s.peek() == '}' {
			s.at++
			return nil
		}
		if err := s.pair(node, value); err != nil {
			return err
		}
	}
}

// unquoteKey resolves the escapes of a double-quoted key.
func unquoteKey(quoted string) string {
	if !strings.Contains(quoted, `\`) {
		return quoted[1 : len(quoted)-1]
	}
	var one struct{ K string }
	if _, err := toml.Decode("K = "+quoted, &one); err != nil {
		return quoted[1 : len(quoted)-1]
	}
	return one.K
}
