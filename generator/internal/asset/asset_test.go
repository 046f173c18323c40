package asset

import (
	"bytes"
	"strings"
	"testing"
)

func TestKind(t *testing.T) {
	for name, want := range map[string]string{
		"image/png":       string(testPNG(t)),
		"image/jpeg":      string(testJPEG(t)),
		"image/gif":       string(testGIF(t)),
		"image/webp":      string(testWebP()),
		"image/svg+xml":   plainSVG,
		"application/pdf": "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj",
		"application/json": `{"a": [1, 2]}
`,
		"text/plain": "day,value\n2026-01-01,4 < 5\n",
	} {
		got, err := Kind([]byte(want))
		if err != nil || got.MIME != name {
			t.Errorf("%s: got %q, %v", name, got.MIME, err)
		}
	}
}

func TestKindRefuses(t *testing.T) {
	for data, want := range map[string]string{
		"":                                       "empty",
		"<!doctype html><p>x":                    "SVG",
		"\uFEFF \n<html><body>x</body></html>":   "does not draw",
		"<script>alert(1)</script>":              "does not draw",
		"<?php echo 1 ?>":                        "instruction",
		"#!/bin/sh\nrm x":                        "script",
		"PK\x03\x04\x14\x00":                     "archive",
		"\x7fELF\x02\x01\x01\x00":                "program",
		"MZ\x90\x00\x03":                         "program",
		"\x1f\x8b\x08\x00":                       "compressed",
		"\x00\x00\x00\x20ftypavif\x00":           "AVIF",
		"\x00\x00\x00\x20ftypheic\x00":           "film",
		"8BPS\x00\x01\x00":                       "layers",
		"text\x00with a null":                    "no kind",
		"latin \xE9":                             "no kind",
		"%PDF-1.4 << /S /JavaScript /JS (x) >>":  "script",
		"%PDF-1.4 << /Type /EmbeddedFile >>":     "other files",
		"\xCF\xFA\xED\xFE\x07\x00\x00\x01 macho": "no kind",
	} {
		_, err := Kind([]byte(data))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", data, err, want)
		}
	}
}

func TestCheckWantsAFittingName(t *testing.T) {
	png := testPNG(t)
	for name, ok := range map[string]bool{"a.png": true, "a.PNG": true, "a.jpg": false, "a.html": false, "a": false, "png": false} {
		if _, err := Check(name, png); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, ok := range map[string]bool{"a.json": true, "a.txt": true, "a.html": false, "a.js": false, "a.htm": false, "a.svg": false, "a.csv": true} {
		if _, err := Check(name, []byte(`{"a": 1}`)); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

const plainSVG = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" role="img" aria-label="Data: a\b">
<title>Order of calls (image of)</title>
<defs><linearGradient id="g"><stop offset="0" stop-color="rgb(1,2,3)"/></linearGradient></defs>
<style>.a { fill: url(#g); stroke: var(--x) }</style>
<g transform="translate(1,2)" style="fill:url(#g)"><path class="a" d="M0 0L1 1"/><use xlink:href="#g"/></g>
<text x="1" y="2">Vault::pay \ data: image(x)</text>
</svg>`

func TestCheckSVG(t *testing.T) {
	if err := CheckSVG([]byte(plainSVG)); err != nil {
		t.Fatal(err)
	}
	wrap := func(inside string) string { return `<svg xmlns="http://www.w3.org/2000/svg">` + inside + `</svg>` }
	for _, bad := range []string{
		wrap(`<script>x</script>`), wrap(`<SCRIPT/>`),
		wrap(`<foreignObject/>`), wrap(`<image href="x.png"/>`), wrap(`<a href="https://x"/>`),
		wrap(`<path onload="x"/>`), wrap(`<path ONCLICK="x"/>`), wrap(`<animate attributeName="href"/>`),
		wrap(`<set/>`), wrap(`<iframe/>`), wrap(`<metadata>by N.N.</metadata>`),
		wrap(`<use href="other.svg#a"/>`), wrap(`<use xmlns:l="http://www.w3.org/1999/xlink" l:href="https://x#a"/>`),
		wrap(`<use href="javascript:x"/>`), wrap(`<path data-author="x"/>`), wrap(`<path xml:base="https://x"/>`),
		wrap(`<path fill="url(https://x)"/>`), wrap(`<path style="fill: URL( 'x' )"/>`), wrap(`<path style="fill: u\72l(x)"/>`),
		wrap(`<style>@import "x";</style>`), wrap(`<style>a{background:image-set("x")}</style>`), wrap(`<style>/* by N.N. */</style>`),
		wrap(`<style><![CDATA[a{fill:url(x)}]]></style>`), wrap(`<style>@font-face{}</style>`),
		wrap(`<!-- by N.N. -->`), wrap(`<?xml-stylesheet href="x"?>`), wrap(`<feImage href="#a"/>`),
		wrap(`<path xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="x"/>`),
		`<!DOCTYPE svg [<!ENTITY a "b">]>` + wrap(`&a;`), wrap(`&a;`), `<?xml-stylesheet href="x"?>` + wrap(``),
		`<svg/>`, wrap(``) + wrap(``), wrap(``) + "x", wrap(`<g>`), `<g xmlns="http://www.w3.org/2000/svg"/>`,
		wrap(`<html:script xmlns:html="http://www.w3.org/1999/xhtml"/>`),
		`<?xml version="1.0" encoding="UTF-7"?>` + wrap(``),
	} {
		if CheckSVG([]byte(bad)) == nil {
			t.Errorf("accepted: %s", bad)
		}
	}
}

func TestStripTakesSecretsOut(t *testing.T) {
	for name, data := range map[string][]byte{"png": testPNG(t), "jpeg": testJPEG(t), "gif": testGIF(t), "webp": testWebP()} {
		dirty := dirt(name, data)
		if !bytes.Contains(dirty, []byte(secret)) {
			t.Fatalf("%s: the control holds no secret", name)
		}
		clean, err := Strip(dirty)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bytes.Contains(unpacked(clean), []byte(secret)) {
			t.Errorf("%s: the secret is still there", name)
		}
		again, err := Strip(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Errorf("%s: stripping twice differs: %v", name, err)
		}
		if same, err := Strip(data); err != nil || !bytes.Equal(same, data) {
			t.Errorf("%s: a clean image is changed: %v", name, err)
		}
		if name == "webp" {
			continue
		}
		if got, want := pixels(t, clean), pixels(t, data); !bytes.Equal(got, want) {
			t.Errorf("%s: other pixels", name)
		}
	}
}

func TestStripKeepsOrientationAndProfile(t *testing.T) {
	for name, data := range map[string][]byte{"png": testPNG(t), "jpeg": testJPEG(t), "webp": testWebP()} {
		clean, err := Strip(dirt(name, data))
		if err != nil || !bytes.Contains(clean, minimalEXIF(6)) {
			t.Errorf("%s: orientation lost: %v", name, err)
		}
		if !bytes.Contains(unpacked(clean), []byte("white-pt")) {
			t.Errorf("%s: colour profile lost", name)
		}
	}
	gif, _ := Strip(dirt("gif", testGIF(t)))
	if !bytes.Contains(gif, []byte("NETSCAPE2.0\x03\x01\x05\x00\x00")) {
		t.Error("gif: loop lost")
	}
}

func TestStripRefusesDamage(t *testing.T) {
	for name, data := range map[string][]byte{"png": testPNG(t), "jpeg": testJPEG(t), "gif": testGIF(t), "webp": testWebP()} {
		for cut := len(data) - 1; cut > 12; cut -= 3 {
			if _, err := Strip(data[:cut]); err == nil {
				t.Errorf("%s cut to %d of %d bytes is accepted", name, cut, len(data))
			}
		}
	}
}

func FuzzStrip(f *testing.F) {
	for name, data := range map[string][]byte{"png": testPNG(f), "jpeg": testJPEG(f), "gif": testGIF(f), "webp": testWebP(), "svg": []byte(plainSVG)} {
		f.Add(data)
		f.Add(dirt(name, data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, err := Strip(data)
		if err != nil {
			return
		}
		again, err := Strip(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("not idempotent (%v): % x\nthen % x", err, clean, again)
		}
	})
}
