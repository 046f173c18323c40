package document

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// ParseYAML reads a YAML text into the tree that the same TOML would give. Keys
// are strings as written. Anchors, aliases, tags, several documents and
// duplicate keys are errors.
func ParseYAML(text string, firstLine int) (*Node, error) {
	root := &Node{Kind: Table, Line: int32(firstLine), Column: 1}
	dec := yaml.NewDecoder(strings.NewReader(text))
	var doc yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return root, nil
	} else if err != nil {
		return nil, yamlError(err, firstLine)
	}
	y := yamlReader{offset: firstLine - 1}
	var second yaml.Node
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, y.errorf(&second, "one YAML document is allowed here")
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return root, nil
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, y.errorf(top, "this is no list of keys and values")
	}
	if err := y.fill(root, top); err != nil {
		return nil, err
	}
	return root, nil
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

func yamlError(err error, firstLine int) error {
	line := 1
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	return &SyntaxError{Line: firstLine - 1 + line, Column: 1, Message: "this is not YAML: a quote, a colon or the indentation is out of place"}
}

type yamlReader struct{ offset int }

func (y yamlReader) errorf(at *yaml.Node, format string, args ...any) error {
	return &SyntaxError{Line: y.offset + max(at.Line, 1), Column: max(at.Column, 1), Message: fmt.Sprintf(format, args...)}
}

func (y yamlReader) fill(n *Node, from *yaml.Node) error {
	switch {
	case from.Kind == yaml.AliasNode || from.Anchor != "":
		return y.errorf(from, "anchors and aliases are not read here")
	case from.Style&yaml.TaggedStyle != 0:
		return y.errorf(from, "tags are not read here")
	case from.Kind == yaml.MappingNode:
		return y.table(n, from)
	case from.Kind == yaml.SequenceNode:
		return y.list(n, from)
	}
	y.scalar(n, from)
	return nil
}

func (y yamlReader) table(n *Node, from *yaml.Node) error {
	n.Kind = Table
	for i := 0; i+1 < len(from.Content); i += 2 {
		key, value := from.Content[i], from.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Tag == "!!merge":
			return y.errorf(key, "a key is a plain word")
		case n.Get(key.Value) != nil:
			return y.errorf(key, "this key stands there twice")
		}
		m := &Node{Key: key.Value, Line: int32(y.offset + key.Line), Column: int32(key.Column)}
		if err := y.fill(m, value); err != nil {
			return err
		}
		n.Nodes = append(n.Nodes, m)
	}
	return nil
}

func (y yamlReader) list(n *Node, from *yaml.Node) error {
	n.Kind = List
	for _, item := range from.Content {
		m := &Node{Line: int32(y.offset + item.Line), Column: int32(item.Column)}
		if err := y.fill(m, item); err != nil {
			return err
		}
		n.Nodes = append(n.Nodes, m)
	}
	return nil
}

// scalar follows the YAML 1.2 core schema, plus dates and times.
func (y yamlReader) scalar(n *Node, from *yaml.Node) {
	n.Kind, n.Text = String, from.Value
	if from.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return
	}
	switch from.Value {
	case "true", "True", "TRUE":
		n.Kind, n.Text, n.Int = Boolean, "", 1
	case "false", "False", "FALSE":
		n.Kind, n.Text = Boolean, ""
	case "", "~", "null", "Null", "NULL":
		n.Kind, n.Text = Null, ""
	default:
		plainScalar(n)
	}
}

var (
	yamlInt   = regexp.MustCompile(`^[-+]?[0-9]+$`)
	yamlFloat = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	yamlTime  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}([Tt ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?$`)
)

func plainScalar(n *Node) {
	text := n.Text
	switch {
	case yamlInt.MatchString(text):
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			n.Kind, n.Int, n.Text = Integer, i, ""
		}
	case yamlFloat.MatchString(text):
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			n.Kind, n.Float, n.Text = Float, f, ""
		}
	case yamlTime.MatchString(text):
		yamlMoment(n, text)
	}
}

func yamlMoment(n *Node, text string) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		n.Kind, n.Time, n.Text = Date, t, ""
		return
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z07:00",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04 Z07:00", "2006-01-02 15:04Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			n.Kind, n.Time, n.Text = Moment, fixed(t), ""
			return
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if _, err := time.Parse(layout, text); err == nil {
			n.Kind = Local
			return
		}
	}
}
