package sweep

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"candor/generator/internal/source"
)

// forms are the ways in which a text may stand in an output.
var forms = map[string]func(string) []byte{
	"raw":       func(s string) []byte { return []byte("<p>" + s + "</p>") },
	"lower":     func(s string) []byte { return []byte(strings.ToLower(s)) },
	"upper":     func(s string) []byte { return []byte("<b>" + strings.ToUpper(s) + "</b>") },
	"escaped":   func(s string) []byte { return []byte("<p>" + html.EscapeString(s) + "</p>") },
	"entities":  func(s string) []byte { return each8(s, "&#%d;") },
	"hex":       func(s string) []byte { return each8(s, "&#x%x;") },
	"twice":     func(s string) []byte { return []byte(html.EscapeString(string(each8(s, "&#%d;")))) },
	"query":     func(s string) []byte { return []byte("<a href=\"?q=" + url.QueryEscape(s) + "\">") },
	"percent":   percented,
	"json":      func(s string) []byte { return fmt.Appendf(nil, "{\"a\": %q}", s) },
	"u":         func(s string) []byte { return each8(s, "\\u%04x") },
	"attribute": func(s string) []byte { return []byte("<img alt=\"" + html.EscapeString(s) + "\" src=x>") },
	"class":     func(s string) []byte { return []byte("<p class=\"tag-" + slug(s) + "\">x</p>") },
	"slug":      func(s string) []byte { return []byte("<a href=../" + slug(s) + "/>") },
	"spans":     func(s string) []byte { return []byte("<em>" + strings.ReplaceAll(s, " ", "</em> <a href=x>") + "</a>") },
	"comment":   func(s string) []byte { return []byte("<!-- " + s + " -->") },
	"base64":    func(s string) []byte { return encoded(s) },
	"base64 1":  func(s string) []byte { return encoded(" " + s) },
	"base64 2":  func(s string) []byte { return encoded(": " + s) },
	"base64 url": func(s string) []byte {
		return []byte("data:text/plain;base64," + base64.RawURLEncoding.EncodeToString([]byte("~~~ "+s)) + "\"")
	},
	"gzip":        func(s string) []byte { return packed("junk before "+s+" and after", false) },
	"zlib":        func(s string) []byte { return packed(s, true) },
	"zip":         func(s string) []byte { return zipped(s) },
	"gzip in zip": func(s string) []byte { return zipped(string(packed(s, false))) },
	"png text":    func(s string) []byte { return pngWith(s, "tEXt") },
	"png ztext":   func(s string) []byte { return pngWith(s, "zTXt") },
	"png itext":   func(s string) []byte { return pngWith(s, "iTXt") },
	"png pixels":  func(s string) []byte { return pngWith(s, "IDAT") },
	"feed": func(s string) []byte {
		return fmt.Appendf(nil, "<content>%s</content>", html.EscapeString("<p>"+html.EscapeString(s)+"</p>"))
	},
}

func each8(s, format string) []byte {
	var out []byte
	for _, r := range s {
		out = fmt.Appendf(out, format, r)
	}
	return out
}

func percented(s string) []byte {
	var out []byte
	for i := range len(s) {
		out = fmt.Appendf(out, "%%%02X", s[i])
	}
	return out
}

func slug(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if l := folded(r); l != 0 {
			return l
		}
		if passedOver(r) {
			return -1
		}
		return '-'
	}, s), "-")
}

func encoded(s string) []byte {
	return []byte(`{"blob": "` + base64.StdEncoding.EncodeToString([]byte(s)) + `"}`)
}

func packed(s string, z bool) []byte {
	var b bytes.Buffer
	b.WriteString("\x00\xfe\x01")
	if z {
		w := zlib.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
	} else {
		w := gzip.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
	}
	return b.Bytes()
}

var secrets = map[string]string{
	"words":      "The intruder stayed in the ticket queue for eleven days before anybody looked.",
	"handle":     "reported by @nightjar",
	"host":       "relay-07.ops.harbourlight.example",
	"identifier": "acmeVaultSigner",
	"hex":        "0x52908400098527886e0f7030069857d2e4169ee7",
	"commit":     "9fceb02d0ae598e95dc970b74767f19372d61af8",
	"name":       "the firm Ravenscroft knew of it",
	"phrase":     "quiet capitulation",
	"word":       "seventeen",
	"accents":    "Café Zürich hat die Schlüssel vergessen",
	"address":    "10.20.31.44",
	"key":        "sk7Qx92Lm",
	"mail":       "jo.winter@harbourlight.example",
	"path":       `C:\new\table\ledger9.txt`,
	"apostrophe": "the operator's brother-in-law's laptop",
}

func newSweep(visible string, texts ...string) *Sweep {
	in := Input{Visible: [][]byte{[]byte(visible)}}
	for i, text := range texts {
		in.Hidden = append(in.Hidden, Hidden{Pos: source.Pos{File: "content/x.md", Line: i + 1}, Kind: "inline", Text: text})
	}
	return New(in)
}

const visibleText = "We write what happened. The firm knew of it in days. A path and a table, the quiet queue."

func TestEveryFormIsFound(t *testing.T) {
	for kind, secret := range secrets {
		s := newSweep(visibleText, secret)
		for form, write := range forms {
			if strings.HasPrefix(form, "png p") && len(secret) < 6 {
				continue
			}
			if len(s.File("index.html", write(secret))) == 0 {
				t.Errorf("%s as %s: not found in %q", kind, form, clipped(write(secret)))
			}
			if finds := s.File("index.html", write(visibleText)); len(finds) > 0 {
				t.Errorf("%s: false alarm in %s: %v", kind, form, finds)
			}
		}
	}
}

func clipped(data []byte) []byte { return data[:min(len(data), 160)] }

func TestNamesOfFiles(t *testing.T) {
	s := New(Input{Names: []string{"content/incidents/2025-11-02-feed-gap.md", "content/incidents/x/team-photo.png", "content/lessons/nomad/index.md"}})
	for _, path := range []string{"incidents/2025-11-02-feed-gap/index.html", "incidents/x/team-photo.png", "lessons/nomad/index.html"} {
		if len(s.File(path, nil)) != 1 {
			t.Errorf("%s: the name is not found", path)
		}
		if len(s.File("index.html", []byte(`<a href="../`+path+`">`))) != 1 {
			t.Errorf("%s: the link is not found", path)
		}
	}
	if finds := s.File("incidents/2025-11-03-other/index.html", []byte("a feed, a gap, a nomad, 2025-11-02")); len(finds) > 0 {
		t.Errorf("false alarm: %v", finds)
	}
}

func TestNumbers(t *testing.T) {
	s := New(Input{
		Hidden: []Hidden{
			{Kind: Number, Text: "180450"}, {Kind: Number, Text: "12.375"}, {Kind: Number, Text: "0.3417"},
			{Kind: Number, Text: "2031"}, {Kind: Number, Text: "14.5"}, {Kind: "inline", Text: "lost 7,204 ETH"},
			{Kind: Number, Text: "5512"}, {Kind: Number, Text: "88.25"}, {Kind: Number, Text: "6001"},
		},
		Visible:  [][]byte{[]byte("a = 5_512")},
		Computed: []float64{88.2514, 6001.4},
	})
	for _, text := range []string{"180450", "180,450", "180&nbsp;450", "180\u202f450", "180 450", "180450.00", `"v":1.8045e5`, "12.375", "12.38", "34.17&#37;", "0.3417", "7204", "7,204", "x,7204,3", "-7204"} {
		if len(s.File("a.html", []byte("<td>"+text+"</td>"))) == 0 {
			t.Errorf("%s: not found", text)
		}
	}
	for _, text := range []string{"2031", "14.5", "5512", "5,512", "88.25", "1180450", "180450.5", "CVE-2024-7204", "v1.7204", "7204abc", "12.3751", `<rect x="180450" height="7204"/>`, `<path d="M7204 3L12.375,7204"/>`, `<g transform="translate(7204,12.375)"/>`, "6001.4", "6,001"} {
		if finds := s.File("a.html", []byte("<td>"+text+"</td>")); len(finds) > 0 {
			t.Errorf("%s: false alarm %v", text, finds)
		}
	}
	if len(s.File("a.html", []byte(`<path d="M7204 by hand 7204"/><rect title="7204">`))) == 0 {
		t.Error("a number in a text is passed as a coordinate")
	}
}

func TestMomentsByValue(t *testing.T) {
	s := newSweep("began = 2026-03-04T10:53:00+01:00", "2026-03-04T09:53:00Z", "At 2026-03-05 08:17 the desk was told.")
	if finds := s.File("a.html", []byte(`<time datetime="2026-03-04T09:53:00Z">2026-03-04 09:53 UTC</time>`)); len(finds) > 0 {
		t.Errorf("a visible moment is reported: %v", finds)
	}
	for _, form := range []string{"2026-03-05 08:17", `<time datetime="2026-03-05T08:17:00Z">`} {
		if len(s.File("a.html", []byte(form))) != 1 {
			t.Errorf("%s: not found", form)
		}
	}
}

func TestNever(t *testing.T) {
	s := New(Input{Never: []Hidden{{Text: "Acme Custody"}, {Text: "XYZ"}}, Visible: [][]byte{[]byte("Acme Custody, XYZ")}})
	for _, text := range []string{"acme custody", "ACME&nbsp;CUSTODY", "acme-custody", "xyz", "(XYZ)", "<b>Acme</b> <i>Custody</i>"} {
		if len(s.File("a.html", []byte(text))) != 1 {
			t.Errorf("%s: not found", text)
		}
	}
	number := New(Input{Never: []Hidden{{Text: "1,250,000"}}, Visible: [][]byte{[]byte("1250000")}})
	for _, text := range []string{"1250000", "1 250 000", "1,250,000", "&#49;250000"} {
		if len(number.File("a.html", []byte(text))) == 0 {
			t.Errorf("%s: not found", text)
		}
	}
	for _, text := range []string{"acme", "xyzzy", "acmecustody", "custody acme"} {
		if finds := s.File("a.html", []byte(text)); len(finds) > 0 {
			t.Errorf("%s: false alarm", text)
		}
	}
}

func TestOrdinaryWordsTellTogether(t *testing.T) {
	s := newSweep("nothing of the kind", "a mutinous contractor had copied the keyring onto cheap storage")
	if finds := s.File("search.json", []byte(`["storage"]`)); len(finds) > 0 {
		t.Errorf("one ordinary word: %v", finds)
	}
	if len(s.File("search.json", []byte(`["cheap","contractor","keyring","mutinous","storage"]`))) != 1 {
		t.Error("an index of hidden words is not found")
	}
}

func TestNoFalseAlarms(t *testing.T) {
	visible := "The [oracle](https://example.org/a_b) stopped; `sendTo(x)` failed. At 10&nbsp;h {acme} was told. Severity: high."
	s := newSweep(visible, "high", "The oracle stopped, sendTo failed", "in a way", "30-day", "2026-Q3", "utf-8", "and/or", "12th of March", "100ms", "2026-03-04", "not met")
	for _, out := range []string{
		`<p>The <a href="https://example.org/a_b">oracle</a> stopped; <code>sendTo(x)</code> failed.</p>`,
		`<td>2026-Q3</td><td>not</td><td>met</td> in a way, and/or 12th 100ms 30-day 2026-03-04`,
		`<meta charset="utf-8"><script integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC">`,
	} {
		if finds := s.File("a.html", []byte(out)); len(finds) > 0 {
			t.Errorf("%v in %s", finds, out)
		}
	}
}

// A hidden text may hold a word that every file of figures has for a key.
func TestKeysOfFiguresAreNoFind(t *testing.T) {
	s := newSweep("", "Multi-Factor Authentication on all accounts", "The Slope of a Survival curve")
	if finds := s.File("data.json", []byte(`{"trend": {"factor": 1.2, "slope": -0.9}, "durations": {"survival": []}}`)); len(finds) > 0 {
		t.Errorf("%v", finds)
	}
}

func TestOwnHashesArePassed(t *testing.T) {
	sum := strings.Repeat("0a1b2c3d", 8)
	s := newSweep("", "the file is "+sum)
	if finds := s.File("checksums.txt", []byte(sum+"  a/index.html\n")); len(finds) > 0 {
		t.Errorf("checksums.txt: %v", finds)
	}
	if len(s.File("a/index.html", []byte(sum+"  a\n"))) != 1 {
		t.Error("the hash elsewhere is not found")
	}
}

func TestFolder(t *testing.T) {
	s := newSweep("", "relay-07.ops.harbourlight.example")
	finds, err := s.Folder(fstest.MapFS{
		"a/index.html": {Data: []byte("relay-07.ops.harbourlight.example")}, "b.txt": {Data: []byte("nothing")},
		".hidden/relay-07-ops-harbourlight-example.txt": {Data: nil}, ".git/x": {Data: []byte("relay-07.ops.harbourlight.example")},
	})
	if err != nil || len(finds) != 2 || finds[0].Path > finds[1].Path {
		t.Errorf("got %v, %v", finds, err)
	}
}
