package asset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// svgElements are those that draw; whatever runs, loads, links, embeds or only
// describes is missing here.
var svgElements = elements(`svg g defs symbol use title desc switch style
	path rect circle ellipse line polyline polygon text tspan textPath
	linearGradient radialGradient stop clipPath mask pattern marker
	filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
	feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
	feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

func elements(names string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}

// CheckSVG accepts plain drawings: known shapes, text and their styling, with
// references into the file itself only. The error is a reason as from Kind.
func CheckSVG(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, roots, style := 0, 0, false
	for {
		at := d.InputOffset()
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return errors.New("begins like SVG but is none (or HTML, which is not published as a file)")
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
			style = t.Name.Local == "style"
			err = checkElement(t, depth == 1)
		case xml.EndElement:
			depth--
			style = false
		case xml.CharData:
			err = checkText(t, depth, style)
		case xml.Comment:
			err = errors.New("a comment, which readers of the file would see")
		case xml.Directive:
			err = errors.New("a document type, which may define entities")
		case xml.ProcInst:
			err = checkInstruction(t, at, data)
		}
		if err != nil {
			return fmt.Errorf("is an SVG drawing with %w (line %d): save it as plain SVG", err, 1+bytes.Count(data[:at], []byte{'\n'}))
		}
	}
	if roots != 1 {
		return errors.New("is an SVG drawing without exactly one svg element")
	}
	return nil
}

func checkElement(e xml.StartElement, root bool) error {
	if e.Name.Space != svgSpace || !svgElements[e.Name.Local] || root && e.Name.Local != "svg" {
		return fmt.Errorf("an element %q, which does not draw", clip(e.Name.Local))
	}
	for _, a := range e.Attr {
		if err := checkAttribute(a); err != nil {
			return err
		}
	}
	return nil
}

func checkAttribute(a xml.Attr) error {
	name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
	switch {
	case a.Name.Space == "xmlns" || a.Name.Space == "" && name == "xmlns":
		if value != svgSpace && value != xlinkSpace {
			return errors.New("a name space of a drawing program's own")
		}
		return nil
	case a.Name.Space == xmlSpace && (name == "space" || name == "lang"):
		return nil
	case a.Name.Space != "" && (a.Name.Space != xlinkSpace || name != "href"):
		return fmt.Errorf("a program's own attribute %q", clip(a.Name.Local))
	case strings.HasPrefix(name, "on"):
		return errors.New("an attribute that runs a script")
	case strings.HasPrefix(name, "data-"), name == "src", name == "base":
		return fmt.Errorf("an attribute %q", clip(a.Name.Local))
	case name == "href" && !strings.HasPrefix(value, "#"):
		return errors.New("a reference out of the file")
	}
	if name == "class" || name == "id" || strings.HasPrefix(name, "aria-") {
		return nil
	}
	return checkStyle(value)
}

func checkText(text xml.CharData, depth int, style bool) error {
	if depth == 0 && len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\uFEFF")))) > 0 {
		return errors.New("text outside of the drawing")
	}
	if style {
		return checkStyle(string(text))
	}
	return nil
}

func checkInstruction(t xml.ProcInst, at int64, data []byte) error {
	if t.Target != "xml" || len(bytes.TrimSpace(bytes.TrimPrefix(data[:at], []byte("\uFEFF")))) > 0 {
		return errors.New("an instruction to a program")
	}
	return nil
}

var (
	styleCall = regexp.MustCompile(`(?i)([a-z-]+)\(\s*["']?\s*(.?)`)
	loading   = elements("url src image image-set cross-fade element paint expression -webkit-image-set -webkit-cross-fade -moz-element")
)

// checkStyle refuses what loads something, in CSS and in attributes that take
// the same values.
func checkStyle(value string) error {
	lower := strings.ToLower(value)
	for _, call := range styleCall.FindAllStringSubmatch(lower, -1) {
		if loading[call[1]] && (call[1] != "url" || call[2] != "#") {
			return errors.New("a style that may load something")
		}
	}
	switch {
	case strings.Contains(lower, "@import"), strings.Contains(lower, "@font-face"), strings.Contains(lower, "@namespace"):
		return errors.New("a style that may load something")
	case strings.Contains(lower, "javascript:"), strings.Contains(lower, "data:"):
		return errors.New("a reference out of the file")
	case strings.ContainsAny(lower, `\`), strings.Contains(lower, "/*"):
		return errors.New("a style with escapes or comments")
	}
	return nil
}

func clip(name string) string { return name[:min(len(name), 40)] }
