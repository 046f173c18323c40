package theme

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var tag = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*(/?)>`)

var void = []string{"meta", "link", "img", "input", "br", "hr"}

// nested reports elements that are not closed in order or stand where they must
// not, loose angle brackets, attributes given twice, and what the policy forbids.
func nested(html string) error {
	var open []string
	rest := strings.TrimPrefix(html, "<!doctype html>")
	if len(rest) == len(html) {
		return fmt.Errorf("no doctype")
	}
	for {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			break
		}
		m := tag.FindStringSubmatch(rest[at:])
		if m == nil || !strings.HasPrefix(rest[at:], m[0]) {
			return fmt.Errorf("a loose bracket: %.60q", rest[at:])
		}
		rest = rest[at+len(m[0]):]
		if m[1] == "/" {
			if len(open) == 0 || open[len(open)-1] != m[2] {
				return fmt.Errorf("</%s> closes %v", m[2], open)
			}
			open = open[:len(open)-1]
			continue
		}
		if err := attributes(m[2], m[3]); err != nil {
			return err
		}
		if parent := last(open); m[2] == "li" && parent != "ul" && parent != "ol" {
			return fmt.Errorf("<li> in <%s>", parent)
		} else if (m[2] == "div" || m[2] == "ul" || m[2] == "ol" || m[2] == "p" || m[2] == "table") && (parent == "p" || parent == "span" || parent == "ul" || parent == "ol") {
			return fmt.Errorf("<%s> in <%s>", m[2], parent)
		}
		if !slices.Contains(void, m[2]) && m[4] == "" {
			open = append(open, m[2])
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("never closed: %v", open)
	}
	return nil
}

func last(open []string) string {
	if len(open) == 0 {
		return ""
	}
	return open[len(open)-1]
}

var attribute = regexp.MustCompile(`([a-zA-Z:-]+)(?:="([^"]*)")?`)

func attributes(element, list string) error {
	seen := map[string]bool{}
	for _, m := range attribute.FindAllStringSubmatch(list, -1) {
		name, value := strings.ToLower(m[1]), m[2]
		switch {
		case seen[name]:
			return fmt.Errorf("<%s%s> has two %s", element, list, name)
		case name == "style" || strings.HasPrefix(name, "on"):
			return fmt.Errorf("<%s%s>: the policy forbids %s", element, list, name)
		case name == "id" && value == "", name == "href" && strings.Contains(value, "ZgotmplZ"):
			return fmt.Errorf("<%s%s>: a bad %s", element, list, name)
		}
		seen[name] = true
	}
	return nil
}

func compressed(t *testing.T, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
