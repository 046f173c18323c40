package theme

import "testing"

func TestWithoutComments(t *testing.T) {
	for in, want := range map[string]string{
		"a <!-- b --> c":                                "a <!----> c",
		"a {{- /* b */ -}} c":                           "a {{- /**/ -}} c",
		"<!-- b {{if .X}} c {{end}} -->":                "<!--{{if .X}}{{end}}-->",
		"<!-- b {{/* --> */}} c -->d":                   "<!--{{/**/}}-->d",
		`{{"<!-- shown -->"}} <!-- b -->`:               `{{"<!-- shown -->"}} <!---->`,
		"{{`}} <!-- shown -->`}}":                       "{{`}} <!-- shown -->`}}",
		`{{"{{/* shown */}}"}}`:                         `{{"{{/* shown */}}"}}`,
		`<p title="<!-- shown -->">`:                    `<p title="<!-- shown -->">`,
		`<p {{if eq .X ">"}}id="a"{{end}}><!-- b -->`:   `<p {{if eq .X ">"}}id="a"{{end}}><!---->`,
		`<p {{/* b */}} title="{{/* c */}}">`:           `<p {{/**/}} title="{{/**/}}">`,
		"<textarea><!-- shown --></textarea><!-- b -->": "<textarea><!-- shown --></textarea><!---->",
		"<title>{{/* b */}}<!-- shown --></title>":      "<title>{{/**/}}<!-- shown --></title>",
		"a < b <!-- c\n\n -->":                          "a < b <!---->",
	} {
		if got := string(WithoutComments([]byte(in))); got != want {
			t.Errorf("%s\ngives %s\nwant  %s", in, got, want)
		}
	}
	for _, name := range Names() {
		data, err := Show(name)
		if err != nil {
			t.Fatal(err)
		}
		once := WithoutComments(data)
		if again := WithoutComments(once); string(again) != string(once) {
			t.Errorf("%s: taking the comments out twice gives another text", name)
		}
	}
}
