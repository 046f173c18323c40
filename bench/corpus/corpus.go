// Package corpus makes sites for measurements: as many post-mortems as are
// wanted, of the size and shape of real ones. The same number gives the same
// bytes.
package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Config is the candor.toml of a corpus.
const Config = "title = \"Corpus\"\norganization = \"A protocol\"\nbase_url = \"https://example.org/\"\nas_of = 2026-09-30\n"

// Write writes a site of n post-mortems of 600 to 1,200 words, with tables and
// code, marks in every tenth and a hidden page in every twentieth.
func Write(dir string, n int) error {
	incidents := filepath.Join(dir, "content", "incidents")
	if err := os.MkdirAll(incidents, 0o755); err != nil {
		return fmt.Errorf("make the corpus: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "candor.toml"), []byte(Config), 0o644); err != nil {
		return fmt.Errorf("make the corpus: %w", err)
	}
	for i := range n {
		if err := os.WriteFile(filepath.Join(incidents, Name(i)), []byte(PostMortem(i)), 0o644); err != nil {
			return fmt.Errorf("make the corpus: %w", err)
		}
	}
	return nil
}

// Name is the file name of the i-th page.
func Name(i int) string { return fmt.Sprintf("incident-%05d.md", i) }

// after is how long after the first page's event that of the i-th was.
func after(i int) time.Duration {
	return time.Duration(i) * 9 * time.Hour % (10 * 365 * 24 * time.Hour)
}

// Newest is the page that lists of n pages begin with.
func Newest(n int) int {
	newest := 0
	for i := range n {
		if after(i) > after(newest) {
			newest = i
		}
	}
	return newest
}

var severities = []string{"critical", "high", "medium", "low", "info"}

// PostMortem is the text of the i-th page. Its title can be told from others.
func PostMortem(i int) string {
	began := time.Date(2016, 1, 1, 9, 12, 0, 0, time.UTC).Add(after(i))
	at := func(minutes int) string { return began.Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339) }
	var b strings.Builder
	audience := "public"
	if i%20 == 7 {
		audience = "internal"
	}
	fmt.Fprintf(&b, "+++\ntitle = \"The price feed stopped for the %dth time\"\naudience = %q\nseverity = %q\nstage = \"resolved\"\nsummary = \"A feed stopped and loans were opened at a stale price.\"\nauthors = [\"incident lead\"]\nsystems = [\"oracle\", \"lending\"]\ntags = [\"price-feed\", \"tag-%d\"]\n", i, audience, severities[i%5], i%40)
	fmt.Fprintf(&b, "[times]\nbegan = %s\ndetected = %s\nresponded = %s\nmitigated = %s\nresolved = %s\n", at(0), at(10+i%50), at(20+i%50), at(80+i%90), at(200+i%900))
	fmt.Fprintf(&b, "[detection]\nby = \"monitoring\"\n[causes.stale]\nkind = \"root\"\ncategory = \"process\"\ntext = \"The check compared block numbers, not times.\"\nwhys = [\"Nobody asked for times.\", \"The code was copied.\"]\n[controls.deviation-monitor]\noutcome = \"partial\"\n")
	for a := range 3 {
		fmt.Fprintf(&b, "[actions.action-%d]\ntitle = \"Check the age of the feed in seconds, part %d\"\nkind = \"prevent\"\nowner = \"protocol team\"\ncause = \"stale\"\nstatus = \"done\"\ndue = 2026-04-01\ndone = 2026-03-%02d\n", a, a, 1+i%28)
	}
	b.WriteString("[lessons]\nwell = [\"The pause worked.\"]\nwrong = [\"Nobody watched the feed.\"]\n+++\n\n")
	words := strings.Fields("the feed of prices stopped at a block that nobody watched and a loan was opened with a value that had not been true for an hour while the monitor compared numbers of blocks and found them equal")
	paragraph := func(n, from int) {
		for w := range n {
			b.WriteString(words[(from+w*7)%len(words)])
			if w%13 == 12 {
				b.WriteString(". ")
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString("\n\n")
	}
	for s := range 5 + i%4 {
		fmt.Fprintf(&b, "## Part %d of the story\n\n", s+1)
		paragraph(60+i%40, s)
		if i%10 == 3 && s == 1 {
			b.WriteString("The relayer was run by {internal: Harbourlight | public: a node provider} and *nobody* asked.\n\n::: internal | under investigation\nThe path was named here.\n:::\n\n")
		}
		paragraph(50+i%30, s+3)
	}
	b.WriteString("| Time | What | Who |\n|---|---|--:|\n")
	for r := range 8 {
		fmt.Fprintf(&b, "| %02d:%02d | the `feed` was read again | %d |\n", 9+r/4, r*7%60, r)
	}
	b.WriteString("\n```solidity\nfunction price(address feed) public view returns (uint256) {\n    (, int256 answer,, uint256 updatedAt,) = IFeed(feed).latestRoundData();\n    require(block.timestamp - updatedAt < 3600, \"stale\");\n    return uint256(answer);\n}\n```\n\n- one thing\n- another thing with a [link](https://example.org/)\n")
	return b.String()
}
