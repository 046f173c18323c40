package theme

import (
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"strings"
	"testing"

	"candor/generator/internal/chart"
)

// TestDrawing makes each kind of chart into a file: well-formed, without a class
// or a variable or a link, and every mark has its colour.
func TestDrawing(t *testing.T) {
	built, err := Load(nil, "en")
	if err != nil {
		t.Fatal(err)
	}
	bars, err := chart.Bars(chart.BarChart{Head: chart.Head{ID: "b", Title: "Two <bars>"}, Stacked: true, Categories: []string{"a"},
		Series: []chart.BarSeries{{Name: "High", Severity: 2, Values: []chart.BarValue{{Value: 1, OK: true}}}, {Name: "Low", Severity: 4, Values: []chart.BarValue{{Value: 2, OK: true}}}}})
	if err != nil {
		t.Fatal(err)
	}
	text := string(built.Drawing(bars.Wide))
	wellFormed(t, text)
	for _, want := range []string{`xmlns="http://www.w3.org/2000/svg"`, `fill="#9e2a12"`, `fill="#f6d992"`, `stroke="#66717d"`, `fill="#fff" x="-12"`, `font-size="15px"`, "Two &lt;bars&gt;"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	text = string(built.Drawing(template.HTML(`<svg class="chart narrow" viewBox="0 0 10 20" width="10" height="20" role="group"><g role="img"><path class="l s2 pr" d="M0 0L1 1"/></g><a href="../x/" aria-label="x"><text class="it" x="1" y="2">1</text></a></svg>`)))
	wellFormed(t, text)
	for _, want := range []string{`viewBox="-12 -12 34 44"`, `stroke-dasharray="3 4"`, `stroke="#d9480f"`, `fill="none"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	for _, bad := range []string{"class=", "var(", "<a ", "href"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s in %s", bad, text)
		}
	}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
}
