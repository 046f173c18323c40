package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// corpus writes a site of n post-mortems of 600 to 1,200 words, with tables,
// code, marks in every tenth and a hidden page in every twentieth.
func corpus(tb testing.TB, dir string, n int) {
	tb.Helper()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	write("candor.toml", "title = \"Corpus\"\norganization = \"A protocol\"\nbase_url = \"https://example.org/\"\nas_of = 2026-09-30\n")
	for i := range n {
		write(fmt.Sprintf("content/incidents/incident-%05d.md", i), postMortem(i))
	}
}

var severities = []string{"critical", "high", "medium", "low", "info"}

func postMortem(i int) string {
	began := time.Date(2016, 1, 1, 9, 12, 0, 0, time.UTC).Add(time.Duration(i) * 9 * time.Hour % (10 * 365 * 24 * time.Hour))
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

// BenchmarkBuild builds both editions of the corpus and compares the processor
// time with the floor: goldmark with GFM and toml over the same pages, and
// writing the same bytes, nothing else.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			dir := b.TempDir()
			corpus(b, dir, n)
			var spent, floor time.Duration
			for range b.N {
				runtime.GC()
				spent += processor(func() { build(b, dir) })
				runtime.GC()
				floor += processor(func() { floorOf(b, dir) })
			}
			var mem runtime.MemStats
			runtime.ReadMemStats(&mem)
			b.ReportMetric(float64(spent.Microseconds())/float64(b.N*n), "cpu-µs/page")
			b.ReportMetric(float64(spent)/float64(floor), "×floor")
			b.ReportMetric(float64(peak())/1e6, "peak-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func build(tb testing.TB, dir string) {
	tb.Helper()
	site, err := Load(Config{Dir: dir, Today: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		tb.Fatal(err)
	}
	defer site.Close()
	if _, err := site.Build(context.Background()); err != nil {
		for _, p := range site.Problems {
			tb.Log(p)
		}
		tb.Fatal(err)
	}
}

// floorOf does what any generator must: parse, render, write as many bytes.
func floorOf(tb testing.TB, dir string) {
	tb.Helper()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	files, err := filepath.Glob(filepath.Join(dir, "content/incidents/*.md"))
	if err != nil {
		tb.Fatal(err)
	}
	parallel(len(files), func(i int) {
		data, err := os.ReadFile(files[i])
		if err != nil {
			tb.Error(err)
			return
		}
		parts := strings.SplitN(string(data), "+++\n", 3)
		values := map[string]any{}
		if _, err := toml.Decode(parts[1], &values); err != nil {
			tb.Error(err)
		}
		var buf bytes.Buffer
		if err := md.Convert([]byte(parts[2]), &buf); err != nil {
			tb.Error(err)
		}
	}, nil)
	floor := filepath.Join(dir, "floor")
	defer os.RemoveAll(floor)
	for _, edition := range []string{"public", "private"} {
		err := filepath.WalkDir(filepath.Join(dir, edition), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			to := filepath.Join(floor, strings.TrimPrefix(path, dir))
			if d.IsDir() {
				return os.MkdirAll(to, 0o755)
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			return os.WriteFile(to, make([]byte, info.Size()), 0o644)
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// processor is the processor time, user and system, that some work takes.
func processor(work func()) time.Duration {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	work()
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	return time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
}

// peak is the largest resident size of the process so far, in bytes.
func peak() int64 {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return r.Maxrss * 1024
}
