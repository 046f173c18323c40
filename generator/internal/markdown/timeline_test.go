package markdown

import (
	"strings"
	"testing"
)

// TestTimeline: what is taken out of a timeline, and what stays.
func TestTimeline(t *testing.T) {
	for _, c := range []struct{ name, in, rows, stays string }{
		{"plain", "- 14:32 The *feed* stops.\n- 2026-03-04 15:00 – Alert.\n- no time\n", "14:32| The <em>feed</em> stops.; 2026-03-04 15:00| Alert.", "no time"},
		{"numbers", "1. 14:32 a\n2. 14:33 b\n", "14:32| a; 14:33| b", ""},
		{"bold", "- **14:32**: a\n- **14:33 UTC** – b\n- **14:34: c** d\n", "14:32| a; 14:33 UTC| b; 14:34| <strong>c</strong> d", ""},
		{"bold day", "- **May 14, 2026 00:52 (UTC)** a\n- **May 14, 2026** 00:53 b\n", "2026-05-14 00:52 UTC| a; 2026-05-14 00:53| b", ""},
		{"code", "- `14:32` a\n- `2026-03-04T14:33:00Z`: b\n", "14:32| a; 2026-03-04 14:33 Z| b", ""},
		{"brackets and boxes", "- [14:32] a\n- [ ] 14:33 b\n", "14:32| a; 14:33| <span class=\"box\"", ""},
		{"link", "- [14:32 UTC](https://e.org/tx) a\n", `14:32 UTC| <a href="https://e.org/tx">14:32 UTC</a> a`, ""},
		{"about", "- ~14:32 a\n", "14:32| ~14:32 a", ""},
		{"range", "- 10:00–10:15 a\n", "10:00–10:15| a", ""},
		{"more than a line", "- 14:32 a\n\n  b\n  - c\n", "14:32| <p>a</p>", ""},
		{"days above items", "- **May 14, 2026**\n  - 00:52 a\n  - 00:53 b\n- May 15\n  - 10:00 c\n", "# 2026-05-14|; 00:52| a; 00:53| b; # 0-05-15|; 10:00| c", ""},
		{"sub-headings", "### 4 March 2026\n\n- 14:32 a\n\n### Day two: 2026-03-05 (CET)\n\n- 09:00 b\n\n### Later\n\nx\n", "# 2026-03-04|; 14:32| a; # 2026-03-05 CET|; 09:00| b", "Later"},
		{"entries as sub-headings", "### 14:32 UTC: a\n\nb\n\n- c\n\n### 14:33\n\nd\n\n### e\n\nf\n", "14:32 UTC| a\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>; 14:33| <p>d</p>", "f"},
		{"a day in bold", "**May 14, 2026**\n\n- 14:32 a\n", "# 2026-05-14|; 14:32| a", ""},
		{"paragraphs", "**14:32 UTC** – a\n\n14:33 b\n14:34 c\nmore\n", "14:32 UTC| a; 14:33| b; 14:34| c", ""},
		{"prose", "2026-03-04 was a bad day for everybody who had relied on this feed alone.\n", "", "was a bad day"},
		{"table", "| Time (UTC) | Event |\n|---|---|\n| 14:32 | The *feed* stops |\n| 14:33 | b |\n", "14:32 UTC| The <em>feed</em> stops; 14:33 UTC| b", ""},
		{"table of days", "| Date | Time | Who | Event |\n|---|---|---|---|\n| 2026-03-04 | 14:32 | ops | a |\n| | 14:33 | | b |\n", "2026-03-04 14:32| ops – a; 14:33| b", ""},
		{"table without words", "| | |\n|---|---|\n| 14:32 | a |\n", "14:32| a", ""},
		{"table of two zones", "| Time (PST) | Time (UTC) | Event |\n|---|---|---|\n| 06:32 | 14:32 | a |\n", "14:32 UTC| 06:32 – a", ""},
		{"table with a gap", "| Time | Event |\n|---|---|\n| later | a |\n| 14:33 | b |\n", "14:33| b", "later"},
		{"table of lengths", "| Time to detect | Event |\n|---|---|\n| 00:05 | a |\n", "", "00:05"},
		{"zone of all", "All times are in CEST.\n\n- 14:32 a\n", "# CEST|; 14:32| a", "All times"},
		{"marks", "- 14:32 ⟦internal¦¦secret⟧ a\n- ⟦internal¦¦14:33⟧ b\n- 14:34 ⊘ c\n", `14:32| <span class="shade">`, "14:33"},
		{"hidden entries", "- 14:32 a\n\n▼internal¦¦\n\n- 14:33 b\n\n▲\n\n- 14:34 c\n", "14:32| a; <|; 14:33| b; >|; 14:34| c", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := parse(t, "## Timeline\n\n"+c.in+"\n## Next\n\ny\n")
			_, body, _ := strings.Cut(got, "</h2>")
			stays, rows, _ := strings.Cut(body, "row ")
			rows = strings.ReplaceAll(strings.TrimSpace(rows), "\nrow ", "; ")
			if !strings.HasPrefix(rows, c.rows) || c.rows == "" && rows != "" {
				t.Errorf("rows %s\nwant %s", rows, c.rows)
			}
			stays, _, _ = strings.Cut(stays, "[timeline]")
			if !strings.Contains(stays, c.stays) || c.stays == "" && strings.TrimSpace(stays) != "" {
				t.Errorf("stays %q, want %q", stays, c.stays)
			}
		})
	}
}

// TestTimelineHeading: which headings are a timeline's.
func TestTimelineHeading(t *testing.T) {
	for heading, want := range map[string]bool{"Timeline": true, "TIMELINE:": true, "Timeline of events": true, "Incident timeline (UTC)": true,
		"3. Detailed Timeline": true, "Timeline of the attack": true, "Sequence of events": true, "Chronology": true, "Timeline (all times UTC) Monday May 10th, 2021": true,
		"Impact on the timeline feature": false, "Timelines": false, "Next steps": false} {
		got, _ := parse(t, "## "+heading+"\n\n- 14:32 a\n")
		if taken := strings.Contains(got, "14:32| a") || strings.Contains(got, "14:32 UTC| a"); taken != want {
			t.Errorf("%s: %v", heading, taken)
		}
	}
	got, _ := parse(t, "## Disclosure timeline\n\n- 10:00 a\n\n## Timeline\n\n- 14:32 b\n")
	if !strings.Contains(got, "14:32| b") || strings.Contains(got, "10:00| a") {
		t.Error("the heading that says Timeline alone comes first:", got)
	}
}
