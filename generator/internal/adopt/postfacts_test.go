package adopt

import (
	"strings"
	"testing"
	"time"
)

// head is the front matter of a post that is imported on a day, without its title.
func head(text string) string {
	p := ReadPost("old/post.md", []byte(text), time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC))
	return p.Head("internal")
}

// TestFacts: what front matter, tables and lists say becomes facts of the page.
func TestFacts(t *testing.T) {
	for name, c := range map[string]struct{ text, want, lacks string }{
		"front matter of other tools": {"---\ntitle: T\nstart_time: 2019-03-26T21:29:00Z\nend_time: 2019-04-10T15:00:00Z\npublished: 2019-04-12\nimpact: Nobody could log in\nseverity: SEV2\n---\nText.",
			"date = 2019-03-26|severity = \"high\"|began = 2019-03-26T21:29:00Z|resolved = 2019-04-10T15:00:00Z|[impact]|summary = \"Nobody could log in\"", "2019-04-12"},
		"a table of facts": {"# T\n\n| | |\n|---|---|\n| Start time | 2021-05-10 12:15 UTC |\n| **Detected** | 2021-05-10 12:25 UTC |\n| Resolved at | May 10, 2021 14:00 (UTC) |\n| Severity | P1 |\n| Impact | Nobody could pay |\n",
			"date = 2021-05-10|severity = \"critical\"|began = 2021-05-10T12:15:00Z|detected = 2021-05-10T12:25:00Z|resolved = 2021-05-10T14:00:00Z|summary = \"Nobody could pay\"", ""},
		"a list of key events": {"# T\n\n* **Key events**\n  - First detected 2021-05-10 12:15\n  - Incident declared 2021-05-10 12:25\n  - Repaired: 2021-05-10 14:00 UTC\n",
			"# decide: the time has no offset; it was taken as UTC\ndetected = 2021-05-10T12:15:00Z|responded = 2021-05-10T12:25:00Z|mitigated = 2021-05-10T14:00:00Z", ""},
		"a timeline is no list of facts": {"# T\n\n## Timeline\n\n- 12:15 Detected 3 errors\n- Resolved 12 tickets\n", "", "[times]"},
		"a time without its day":         {"# T\n\nDetected: 12:15\n", "", "detected"},
		"a time of two days":             {"# T\n\nDetected: 1/2/2021 12:15\n", "", "detected"},
		"actions as a list": {"# T\n\n## Action items\n\n- [x] Alert when the feed is old\n- [Ask the provider](https://example.org/7).\n  - by mail\n\n## More\n\nText.",
			"[actions.alert-when-the-feed-is]\ntitle = \"Alert when the feed is old\"\nstatus = \"done\"|[actions.ask-the-provider]\ntitle = \"Ask the provider\"\ntext = \"by mail\"\nticket = \"https://example.org/7\"", ""},
		"actions as a table": {"# T\n\n### Follow-ups\n\n| Action | Owner | Due | Status | Ticket |\n|---|---|---|---|---|\n| Alert | platform team | 2021-06-01 | In progress | https://example.org/8 |\n| Alert | | | Won't do | |\n",
			"[actions.action-alert]\ntitle = \"Alert\"\nowner = \"platform team\"\nstatus = \"doing\"\nticket = \"https://example.org/8\"\ndue = 2021-06-01|[actions.action-alert-2]", "|"},
		"prose is no list of actions": {"# T\n\n## Next steps\n\nWe will write more.\n\n- one\n", "", "[actions"},
	} {
		got := head(c.text)
		for want := range strings.SplitSeq(c.want, "|") {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", name, want, got)
			}
		}
		if c.lacks != "" && strings.Contains(got, c.lacks) {
			t.Errorf("%s: %q in\n%s", name, c.lacks, got)
		}
	}
}

// TestActionsLeaveTheText: a list that became entries does not stand there twice.
func TestActionsLeaveTheText(t *testing.T) {
	p := ReadPost("a.md", []byte("# T\n\nBefore.\n\n## Action items\n\n- Alert {internal}\n\n## After\n\nText.\n"), time.Now())
	if want := "Before.\n\n## Actions\n\n## After\n\nText.\n"; p.Body != want {
		t.Errorf("%q\nwant %q", p.Body, want)
	}
	if got := p.Head("internal"); !strings.Contains(got, `title = "Alert \\{internal}"`) {
		t.Error(got)
	}
}
