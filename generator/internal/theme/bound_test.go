package theme

import "testing"

// TestBound: periods, days and p-values stay on one line, and all else is escaped
// as ever.
func TestBound(t *testing.T) {
	for text, want := range map[string]string{
		"from 6.6 hours (2024-Q1) to 10 hours": `from 6.6 hours (<span class="nb">2024-Q1</span>) to 10 hours`,
		"on 2024-02-08; p = 0.51.":             `on 2024-02-08; <span class="nb">p = 0.51</span>.`,
		"2026-01 to 2026-W07, p < 0.001":       `<span class="nb">2026-01</span> to <span class="nb">2026-W07</span>, <span class="nb">p &lt; 0.001</span>`,
		"a layer-2 <b>, CVE-2024-12345":        `a layer-2 &lt;b&gt;, CVE-2024-12345`,
		"20240-02 and 9 steep = 3":             `20240-02 and 9 steep = 3`,
		"reports/2026-q3, in/2026-03-a.md":     `reports/2026-q3, in/2026-03-a.md`,
		"":                                     "",
	} {
		if got := string(flowing(text)); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
