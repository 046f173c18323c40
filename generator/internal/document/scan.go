package document

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// scan walks a TOML text that the library found well-formed, so it need not
// check what it passes over; it finds keys, their order and their places.
type scan struct {
	text string
	at   int
	line int32
	bol  int // where the line begins

	counted, columns int // the line up to here has so many characters

	members map[*Node]map[string]*Node // tables that headers and dotted keys went through
}

func (s *scan) errorf(format string, args ...any) error {
	return &SyntaxError{Line: int(s.line), Column: int(s.column(s.at)), Message: fmt.Sprintf(format, args...)}
}

// column counts the characters of a line once, if it is asked in order.
func (s *scan) column(at int) int32 {
	if s.counted < s.bol || s.counted > at {
		s.counted, s.columns = s.bol, 0
	}
	s.columns += utf8.RuneCountInString(s.text[s.counted:at])
	s.counted = at
	return int32(s.columns) + 1
}

// member finds a member of a table; a table of 25,000 is not looked through for
// each of them.
func (s *scan) member(table *Node, key string) *Node {
	index := s.members[table]
	if index == nil {
		index = make(map[string]*Node, len(table.Nodes))
		for _, m := range table.Nodes {
			index[m.Key] = m
		}
		s.members[table] = index
	}
	return index[key]
}

// add puts a member at the end of a table.
func (s *scan) add(table, m *Node) {
	table.Nodes = append(table.Nodes, m)
	if index := s.members[table]; index != nil {
		index[m.Key] = m
	}
}

func (s *scan) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// next passes one byte and counts lines.
func (s *scan) next() {
	if s.peek() == '\n' {
		s.line++
		s.bol = s.at + 1
	}
	s.at++
}

// space passes blanks; with lines also line ends and comments.
func (s *scan) space(lines bool) {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\t':
			s.at++
		case lines && (c == '\n' || c == '\r'):
			s.next()
		case lines && c == '#':
			for s.at < len(s.text) && s.text[s.at] != '\n' {
				s.at++
			}
		default:
			return
		}
	}
}

// document reads headers and key lines into root; values mirrors it.
func (s *scan) document(root *Node, values map[string]any) error {
	table, in := root, any(values)
	for {
		s.space(true)
		if s.at >= len(s.text) {
			return nil
		}
		var err error
		if s.peek() == '[' {
			table, in, err = s.header(root, values)
		} else {
			err = s.pair(table, in)
		}
		if err != nil {
			return err
		}
	}
}

// header reads [a.b] or [[a.b]] and returns the table that it opens.
func (s *scan) header(root *Node, values map[string]any) (*Node, any, error) {
	s.at++
	array := s.peek() == '['
	if array {
		s.at++
	}
	node, in := root, any(values)
	for {
		s.space(false)
		line, column := s.line, s.column(s.at)
		key, err := s.key()
		if err != nil {
			return nil, nil, err
		}
		s.space(false)
		last := s.peek() == ']'
		node, in, err = s.descend(node, in, key, line, column, array && last)
		if err != nil {
			return nil, nil, err
		}
		if last {
			break
		}
		s.at++ // the dot
	}
	for s.at < len(s.text) && s.text[s.at] == ']' {
		s.at++
	}
	return node, in, nil
}

// descend goes to a member table, made when it is new; with array to a new item
// of a list of tables, otherwise to the newest item where the member is a list.
func (s *scan) descend(node *Node, in any, key string, line, column int32, array bool) (*Node, any, error) {
	m, ok := in.(map[string]any)
	if !ok {
		return nil, nil, s.errorf("this table cannot stand here")
	}
	child := s.member(node, key)
	if child == nil {
		child = &Node{Key: key, Line: line, Column: column, Kind: Table}
		if array {
			child.Kind = List
		}
		s.add(node, child)
	}
	value := m[key]
	items, isList := value.([]map[string]any)
	if !isList {
		return child, value, nil
	}
	if array {
		child.Nodes = append(child.Nodes, &Node{Line: line, Column: column, Kind: Table})
	}
	n := len(child.Nodes)
	if n == 0 || n > len(items) {
		return nil, nil, s.errorf("this table cannot stand here")
	}
	return child.Nodes[n-1], items[n-1], nil
}

// pair reads key = value into a table.
func (s *scan) pair(table *Node, in any) error {
	for {
		s.space(false)
		line, column := s.line, s.column(s.at)
		key, err := s.key()
		if err != nil {
			return err
		}
		s.space(false)
		if s.peek() == '.' {
			s.at++
			if table, in, err = s.descend(table, in, key, line, column, false); err != nil {
				return err
			}
			continue
		}
		if s.peek() != '=' {
			return s.errorf("an equals sign is missing")
		}
		s.at++
		m, ok := in.(map[string]any)
		if !ok {
			return s.errorf("this key cannot stand here")
		}
		node := &Node{Key: key, Line: line, Column: column}
		s.add(table, node)
		return s.value(node, m[key])
	}
}

// key reads a bare or quoted key.
func (s *scan) key() (string, error) {
	switch s.peek() {
	case '"':
		start := s.at
		s.str()
		return unquoteKey(s.text[start:s.at]), nil
	case '\'':
		start := s.at
		s.str()
		return s.text[start+1 : s.at-1], nil
	}
	start := s.at
	for s.at < len(s.text) && !strings.ContainsRune(" \t=.]\n\r", rune(s.text[s.at])) {
		s.at++
	}
	if s.at == start {
		return "", s.errorf("a key is missing")
	}
	return s.text[start:s.at], nil
}
