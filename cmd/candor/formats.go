package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"candor/generator"
)

// fromRoot are problems with the paths that a forge knows: from the root of the
// repository that the site is in, else from the working folder.
func fromRoot(ps generator.Problems, site string) generator.Problems {
	prefix := rootPrefix(site)
	out := slices.Clone(ps)
	for i := range out {
		out[i].File = path.Join(prefix, out[i].File)
	}
	return out
}

// rootPrefix is the path of a folder from the root of its repository, with slashes.
func rootPrefix(site string) string {
	dir, err := filepath.Abs(site)
	if err != nil {
		return ""
	}
	root, err := filepath.Abs(".")
	if err != nil {
		return ""
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			root = at
			break
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	prefix, err := filepath.Rel(root, dir)
	if err != nil || !filepath.IsLocal(prefix) {
		return ""
	}
	return filepath.ToSlash(prefix)
}

// formats are the forms of a list of problems.
var formats = map[string]func(io.Writer, generator.Problems) error{
	"json":   writeJSON,
	"sarif":  writeSARIF,
	"github": writeGitHub,
	"junit":  writeJUnit,
}

// problem is a problem as check --format json prints it.
type problem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

func writeJSON(w io.Writer, ps generator.Problems) error {
	list := []problem{}
	for _, p := range ps {
		list = append(list, problem{p.File, max(p.Line, 1), max(p.Column, 1), p.Severity.String(), p.Code, p.Message, p.Hint})
	}
	return indented(w, map[string]any{"problems": list})
}

func indented(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// said is a problem's message with its hint.
func said(p generator.Problem) string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + " (" + p.Hint + ")"
}

// writeSARIF writes SARIF 2.1.0 (OASIS), which code hosts show beside the lines.
func writeSARIF(w io.Writer, ps generator.Problems) error {
	rules, results := []any{}, []any{}
	var seen []string
	for _, p := range ps {
		if !slices.Contains(seen, p.Code) {
			seen = append(seen, p.Code)
			e, _ := generator.ExplainCode(p.Code)
			rules = append(rules, map[string]any{"id": p.Code, "shortDescription": map[string]string{"text": e.Text}, "help": map[string]string{"text": e.String()}})
		}
		results = append(results, map[string]any{
			"ruleId": p.Code, "ruleIndex": slices.Index(seen, p.Code), "level": p.Severity.String(), "message": map[string]string{"text": said(p)},
			"locations": []any{map[string]any{"physicalLocation": map[string]any{
				"artifactLocation": map[string]string{"uri": (&url.URL{Path: p.File}).EscapedPath()},
				"region":           map[string]int{"startLine": max(p.Line, 1), "startColumn": max(p.Column, 1)}}}},
		})
	}
	driver := map[string]any{"name": "candor", "version": baseVersion, "rules": rules}
	return indented(w, map[string]any{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []any{map[string]any{"tool": map[string]any{"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}}})
}

var (
	githubText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubField = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes workflow commands, which GitHub Actions turns into
// annotations.
func writeGitHub(w io.Writer, ps generator.Problems) error {
	for _, p := range ps {
		if _, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", p.Severity, githubField.Replace(generator.Printable(p.File)), max(p.Line, 1), max(p.Column, 1), githubField.Replace(p.Code), githubText.Replace(generator.Printable(said(p)))); err != nil {
			return err
		}
	}
	return nil
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitFailure `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit writes one test case for each problem; warnings pass.
func writeJUnit(w io.Writer, ps generator.Problems) error {
	var suite struct {
		XMLName  xml.Name    `xml:"testsuite"`
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	suite.Name, suite.Tests, suite.Failures = "candor check", max(len(ps), 1), ps.Errors()
	for _, p := range ps {
		c := junitCase{Class: p.File, Name: fmt.Sprintf("%d:%d %s", max(p.Line, 1), max(p.Column, 1), p.Code)}
		if p.Severity == generator.Error {
			c.Failure = &junitFailure{Type: p.Code, Message: p.Message, Text: p.String()}
		} else {
			c.Out = p.String()
		}
		suite.Cases = append(suite.Cases, c)
	}
	if len(ps) == 0 {
		suite.Cases = []junitCase{{Class: "candor", Name: "no problems"}}
	}
	data, err := xml.MarshalIndent(suite, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, data)
	return err
}
