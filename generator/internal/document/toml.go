package document

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// SyntaxError is a place where a text is not well-formed. Its message quotes no
// line of the source, since that could be hidden.
type SyntaxError struct {
	Line, Column int
	Message      string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message) }

// ParseTOML reads a TOML text. firstLine is the number of its first line in the
// file. The library checks the text and gives the values; the scan beside it
// finds where each key stands, which the library keeps to itself.
func ParseTOML(text string, firstLine int) (*Node, error) {
	if at, deep := tooDeep(text); deep {
		return nil, errorAt(text, at, firstLine, fmt.Sprintf("tables and lists are nested more than %d deep here", mostDeep))
	}
	values := map[string]any{}
	if _, err := toml.Decode(text, &values); err != nil {
		return nil, tomlError(err, text, firstLine)
	}
	s := &scan{text: text, line: int32(firstLine), members: map[*Node]map[string]*Node{}}
	root := &Node{Kind: Table, Line: int32(firstLine), Column: 1}
	if err := s.document(root, values); err != nil {
		return nil, err
	}
	return root, nil
}

func tomlError(err error, text string, firstLine int) error {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return &SyntaxError{Line: firstLine, Column: 1, Message: "this is not TOML"}
	}
	start := min(max(pe.Position.Start, 0), len(text))
	return errorAt(text, start, firstLine, tomlMessage(pe.Message))
}

// errorAt is an error at an offset. The library's own line may be the one behind.
func errorAt(text string, at, firstLine int, message string) error {
	column := len([]rune(text[strings.LastIndexByte(text[:at], '\n')+1:at])) + 1
	return &SyntaxError{Line: firstLine + strings.Count(text[:at], "\n"), Column: column, Message: message}
}

// tomlMessage keeps the library's message unless it quotes what stands there.
func tomlMessage(m string) string {
	if strings.Contains(m, "already been defined") || strings.Contains(m, "already") {
		return "this key stands there twice"
	}
	if i := strings.IndexAny(m, `"'`); i >= 0 || strings.Contains(m, ":") {
		return "this is not TOML: " + reason(m)
	}
	return "this is not TOML: " + m
}

func reason(m string) string {
	for _, known := range []struct{ part, say string }{
		{"expected value", "a value is missing or not quoted"},
		{"expected key", "a key is missing"},
		{"expected end of", "something stands behind the value"},
		{"newline", "a text or a table runs over the end of its line"},
		{"escape", "an escape that TOML does not know"},
		{"Invalid", "a value that is neither text, number nor date"},
		{"invalid", "a character or value that TOML does not allow here"},
	} {
		if strings.Contains(m, known.part) {
			return known.say
		}
	}
	return "a quote, a bracket or an equals sign is missing or out of place"
}

// fill sets a node's kind and value from what the library decoded.
func (n *Node) fill(value any) {
	switch v := value.(type) {
	case string:
		n.Kind, n.Text = String, v
	case int64:
		n.Kind, n.Int = Integer, v
	case float64:
		n.Kind, n.Float = Float, v
	case bool:
		n.Kind = Boolean
		if v {
			n.Int = 1
		}
	case time.Time:
		n.fillTime(v)
	}
}

// fillTime tells the four kinds of TOML times apart by the library's location
// names.
func (n *Node) fillTime(t time.Time) {
	switch t.Location().String() {
	case "date-local":
		n.Kind, n.Time = Date, time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	case "datetime-local":
		n.Kind, n.Text = Local, t.Format("2006-01-02T15:04:05.999999999")
	case "time-local":
		n.Kind, n.Text = Local, t.Format("15:04:05.999999999")
	default:
		n.Kind, n.Time = Moment, fixed(t)
	}
}

// fixed gives a time a zone that depends on its offset alone, never on the
// machine's zone files.
func fixed(t time.Time) time.Time {
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset))
	}
	return t.UTC()
}
