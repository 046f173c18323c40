package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// channel is a way that a leak has taken elsewhere: a part of a site with the
// word SECRET in it, and AUDIENCE where it is hidden or, for the control, not.
type channel struct {
	name  string
	files map[string]string
	// stays are words that the public edition has either way: the part itself
	// is there, so that its absence is no accident.
	stays string
	// control are the words that prove that the unhidden part shows; SECRET
	// when empty.
	control string
}

const channelPage = "+++\ntitle = \"Plain\"\ndate = 2026-01-05\nseverity = \"high\"\naudience = \"public\"\n%s+++\n\n%s\n"

func onPage(head, body string) map[string]string {
	return map[string]string{"content/incidents/2026-01-05-plain.md": fmt.Sprintf(channelPage, head, body)}
}

func hiddenPage(head, body string) map[string]string {
	return map[string]string{
		"content/incidents/2026-01-05-plain.md":  fmt.Sprintf(channelPage, "tags = [\"shared\"]\nsystems = [\"oracle\"]\n", "Plain."),
		"content/incidents/2026-01-06-other.md":  "+++\ntitle = \"Other\"\ntags = [\"shared\"]\nsystems = [\"oracle\"]\nseverity = \"high\"\naudience = \"AUDIENCE\"\n" + head + "+++\n\n" + body + "\n",
		"content/incidents/2026-01-07-plain2.md": fmt.Sprintf(channelPage, "", "Plain."),
	}
}

func metricFile(head, rest string) map[string]string {
	return map[string]string{"data/metrics/m.toml": "title = \"M\"\nkind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"public\"\n" + head + "[points]\n2025-01 = 11\n2025-02 = 12\n2025-03 = 13\n" + rest}
}

const secretMetric = "title = \"M\"\nkind = \"level\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"AUDIENCE\"\n[points]\n2025-01 = 1\n"

var channels = []channel{
	// text
	{name: "inline", files: onPage("", "A {AUDIENCE: SECRET} b."), stays: "Plain"},
	{name: "inline with public text", files: onPage("", "A {AUDIENCE: SECRET | public: shown} b.")},
	{name: "inline in a heading, its id and the table of contents", files: onPage("", "## A {AUDIENCE: SECRET | public: x}\n\n## B\n\n## C\n\n## D")},
	{name: "inline in alt text", files: onPage("", "![a {AUDIENCE: SECRET | public: x}](https://example.org/x.png)")},
	{name: "inline in a footnote", files: onPage("", "A[^1].\n\n[^1]: {AUDIENCE: SECRET | public: x}")},
	{name: "inline in a table", files: onPage("", "| a |\n|---|\n| {AUDIENCE: SECRET | public: x} |")},
	{name: "inline in the excerpt and the page's description", files: onPage("", "{AUDIENCE: SECRET | public: shown} is the first word.")},
	{name: "block", files: onPage("", "::: AUDIENCE\nSECRET\n:::")},
	{name: "silent block", files: onPage("", "::: AUDIENCE silent\nSECRET\n:::")},
	{name: "code in a block", files: onPage("", "::: AUDIENCE\n```go\nSECRET\n```\n:::")},
	{name: "heading in a block", files: onPage("", "::: AUDIENCE\n## SECRET\n:::\n\n## A\n\n## B\n\n## C\n\n## D")},
	{name: "footnote in a block", files: onPage("", "::: AUDIENCE\nA[^1].\n\n[^1]: SECRET\n:::\n\nB[^2].\n\n[^2]: two")},
	{name: "link definition in a block", files: onPage("", "::: AUDIENCE\n[a][r]\n\n[r]: https://example.org/SECRET \"SECRET\"\n:::")},
	{name: "section", files: onPage("", "## SECRET {AUDIENCE}\n\nSECRET\n\n### SECRET\n\n## Next")},
	{name: "row of a timeline in the text", files: onPage("", "## Timeline\n\n- 10:00 A\n\n::: AUDIENCE silent\n- 11:00 SECRET\n:::\n")},
	{name: "name", files: map[string]string{"candor.toml": channelConfig + "[names.acme]\nOTHERSAUDIENCE = \"SECRET\"\n", "content/incidents/2026-01-05-plain.md": fmt.Sprintf(channelPage, "summary = \"{acme}\"\n", "By {acme}.")}},
	// pages: title, navigation, neighbours, lists, feeds, sitemap, search, tags, systems, aliases, addresses
	{name: "title of a page", files: hiddenPage("summary = \"x\"\nauthors = [\"SECRET\"]\n", "SECRET"), stays: "Plain"},
	{name: "address of a page", files: map[string]string{"content/incidents/2026-01-06-secretsecret.md": strings.ReplaceAll(hiddenPage("", "x")["content/incidents/2026-01-06-other.md"], "SECRET", "x"), "content/incidents/2026-01-07-plain.md": fmt.Sprintf(channelPage, "", "x")}},
	{name: "tag of a page", files: hiddenPage("[extra]\na = \"SECRET\"\n", "x")},
	{name: "only tag of a page", files: map[string]string{"content/incidents/2026-01-06-other.md": "+++\ntitle = \"Other\"\ntags = [\"secretsecret\"]\nsystems = [\"SECRET\"]\nseverity = \"high\"\naudience = \"AUDIENCE\"\n+++\n\nx\n"}},
	{name: "alias of a page", files: hiddenPage("aliases = [\"incidents/secretsecret\"]\n", "x")},
	{name: "back-link of a page", files: hiddenPage("summary = \"SECRET\"\nrelated = [\"incidents/2026-01-05-plain\"]\n", "x")},
	{name: "cause, control and action of a page", files: hiddenPage("[causes.x]\ntext = \"SECRET\"\n[controls.secretsecret]\noutcome = \"worked\"\n[actions.secretsecret]\ntitle = \"SECRET\"\ndue = 2026-02-01\n", "x")},
	{name: "page of another kind", files: map[string]string{"content/assessments/2026-01-06-x.md": "+++\ntitle = \"SECRET\"\naudience = \"AUDIENCE\"\n[assessment]\ntype = \"self\"\ncompleted = 2026-01-06\nevery = \"3 months\"\n[findings.F-1]\ntitle = \"SECRET\"\nseverity = \"high\"\n+++\n"}},
	{name: "home page", files: map[string]string{"content/pages/home.md": "+++\ntitle = \"Home\"\naudience = \"AUDIENCE\"\n+++\n\nSECRET\n"}},
	// front matter
	{name: "keyed entry", files: onPage("[actions.secretsecret]\ntitle = \"SECRET\"\nowner = \"SECRET\"\naudience = \"AUDIENCE\"\n[actions.b]\ntitle = \"B\"\n", "x")},
	{name: "keyed entries as a whole", files: onPage("[actions]\naudience = \"AUDIENCE\"\n[actions.a]\ntitle = \"SECRET\"\n", "x")},
	{name: "row of a timeline", files: onPage("[timeline]\n\"2026-01-05T10:00:00Z\" = { text = \"SECRET\", audience = \"AUDIENCE\" }\n", "x")},
	{name: "impact", files: onPage("[impact]\nsummary = \"SECRET\"\naudience = \"AUDIENCE\"\n", "x")},
	{name: "link", files: onPage("[links]\nlog = { url = \"https://example.org/SECRET\", audience = \"AUDIENCE\" }\n", "x")},
	{name: "revision, updated date", files: onPage("[revisions]\n2026-03-17 = { text = \"SECRET\", audience = \"AUDIENCE\" }\n", "x")},
	{name: "audience table", files: onPage("[AUDIENCE]\ntitle = \"SECRET\"\n[AUDIENCE.actions.x]\ntitle = \"SECRET\"\n", "x")},
	{name: "extra keys", files: onPage("[extra.x]\nname = \"SECRET\"\naudience = \"AUDIENCE\"\n", "x")},
	// numbers
	{name: "metric", files: map[string]string{"data/metrics/secretsecret.toml": strings.Replace(secretMetric, `"M"`, `"SECRET"`, 1)}},
	{name: "note of a point", files: metricFile("", "2025-04 = { value = 14, note = \"SECRET\", audience = \"AUDIENCE\" }\n")},
	{name: "value of a point: chart, table, downloads, mean, axis", files: metricFile("", "2025-04 = { value = 98765, audience = \"AUDIENCE\" }\n"), control: "98765"},
	{name: "value behind a labelled gap", files: metricFile("", "2025-04 = { value = 98765, audience = \"AUDIENCE\", because = \"law\" }\n"), stays: "law", control: "98765"},
	{name: "change of a metric", files: metricFile("", "[changes]\n2025-02 = { text = \"SECRET\", audience = \"AUDIENCE\" }\n")},
	{name: "sheet", files: map[string]string{"data/metrics/m.toml": strings.Replace(strings.Split(metricFile("", "")["data/metrics/m.toml"], "[points]")[0], "M", "Sheet", 1) + "points_from = { csv = \"s.csv\", period = \"month\", value = \"days\" }\n", "data/metrics/s.csv": "month,days,audience,other\n2025-01,3,,SHEETSECRET\n2025-02,98765,AUDIENCE,SHEETSECRET\n"}, stays: "Sheet", control: "98765"},
	{name: "debt", files: map[string]string{"data/debt.toml": "[a]\ntitle = \"SECRET\"\nopened = 2025-01-01\naudience = \"AUDIENCE\"\n"}},
	{name: "roadmap", files: map[string]string{"data/roadmap.toml": "[a]\ntitle = \"SECRET\"\naudience = \"AUDIENCE\"\n"}},
	{name: "maturity domain", files: map[string]string{"data/maturity.toml": channelModel, "data/attestations/x.toml": "[\"secretsecret/c\"]\n2026-01-01 = { state = \"met\", note = \"SECRET\", share = true }\n"}},
	// files
	{name: "image of hidden text", files: map[string]string{"content/incidents/2026-01-05-plain/index.md": fmt.Sprintf(channelPage, "", "::: AUDIENCE\n![x](secretsecret.png)\n:::"), "content/incidents/2026-01-05-plain/secretsecret.png": string(picture(1, "x"))}},
}

const channelConfig = "title = \"T\"\nbase_url = \"https://example.org/s/\"\nas_of = 2026-03-31\n"

const channelModel = "[model]\nid = \"m\"\nlevels = [\"One\", \"Two\"]\nmax_age_days = 900\n[domains.d]\ntitle = \"D\"\naudience = \"public\"\n[domains.d.criteria.c]\nlevel = 2\ntext = \"C\"\nby = \"attest\"\n" +
	"[groups.secretsecret]\ntitle = \"SECRET\"\n[domains.secretsecret]\ntitle = \"SECRET\"\ngroup = \"secretsecret\"\nscore = \"mean\"\naudience = \"AUDIENCE\"\n[domains.secretsecret.criteria.c]\nlevel = 2\ntext = \"SECRET\"\nby = \"attest\"\n"

// site writes a channel's site for an audience of the hidden part.
func (c channel) site(audience string) fstest.MapFS {
	out := fstest.MapFS{"candor.toml": {Data: []byte(channelConfig)}}
	for name, text := range c.files {
		if !strings.HasSuffix(name, ".png") {
			if audience == "internal" {
				text = strings.ReplaceAll(text, "OTHERS", "public = \"a firm\"\n")
			}
			text = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(text, "OTHERS", ""), "AUDIENCE", audience), "SECRET", "secretsecret")
		}
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// TestChannelText: what is hidden is in no file and in no name of the public
// edition; it is in the internal one; and unhidden it would have been in the
// public one, by the same way.
func TestChannelText(t *testing.T) {
	for _, c := range channels {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			word := c.control
			if word == "" {
				word = "secretsecret"
			}
			trees := editions(t, c.site("internal"), "")
			public, internal, control := trees["public"], trees["internal"], editions(t, c.site("public"), "public")["public"]
			for _, tree := range []map[string][]byte{public, internal, control} {
				lower(tree)
			}
			if file := findIn(public, word); file != "" {
				t.Errorf("hidden, it is in %s", file)
			}
			if findIn(internal, word) == "" {
				t.Error("it is not in the internal edition")
			}
			if findIn(control, word) == "" {
				t.Error("unhidden, it is not in the public edition either")
			}
			if c.stays != "" && findIn(public, strings.ToLower(c.stays)) == "" {
				t.Errorf("%q is gone, too", c.stays)
			}
			if file := findIn(control, "sheetsecret") + findIn(internal, "sheetsecret"); file != "" {
				t.Errorf("a column that no metric uses is in %s", file)
			}
		})
	}
}

// TestChannelSweep: the sweep finds nothing in what the channels' sites publish.
func TestChannelSweep(t *testing.T) { eachChannel(t, sweepClean) }

// TestChannelProof: what they publish follows from their staged source alone.
func TestChannelProof(t *testing.T) { eachChannel(t, proofHolds) }

func eachChannel(t *testing.T, holds func(*testing.T, *Site)) {
	for _, c := range channels {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			holds(t, load(t, c.site("internal"), "public"))
		})
	}
}

// TestChannelNowhere: what is in no edition, whoever it is for.
func TestChannelNowhere(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"HTML comment":              onPage("", "a <!-- SECRET --> b\n\n<!--\nSECRET\n-->"),
		"TOML comment":              onPage("# SECRET\n", "x # b"),
		"id of an event":            {"data/metrics/m.toml": "title = \"M\"\nkind = \"duration\"\nunit = \"days\"\nbetter = \"lower\"\ncadence = \"month\"\naudience = \"public\"\n[events]\nSECRET = { opened = 2025-01-01, closed = 2025-01-03 }\n"},
		"file that nobody shows":    {"content/incidents/2026-01-05-plain/index.md": fmt.Sprintf(channelPage, "", "x"), "content/incidents/2026-01-05-plain/secretsecret.png": string(picture(1, "SECRET"))},
		"editor's backup":           {"content/incidents/2026-01-05-plain.md~": "SECRET", "content/incidents/.secretsecret.md.swp": "SECRET", "content/incidents/2026-01-05-plain.md": fmt.Sprintf(channelPage, "", "x")},
		"words that must not stand": {"candor.toml": channelConfig + "[never.public]\nwords = [\"SECRET\"]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			for audience, tree := range editions(t, channel{files: files}.site("internal"), "") {
				lower(tree)
				if file := findIn(tree, "secretsecret"); file != "" {
					t.Errorf("it is in %s of %s", file, audience)
				}
			}
		})
	}
}

// TestChannelMetadata: what a program wrote into a picture stays in the
// narrowest edition; the picture itself is in both.
func TestChannelMetadata(t *testing.T) {
	files := fstest.MapFS{"candor.toml": {Data: []byte(channelConfig)}, "content/incidents/2026-01-05-plain/index.md": {Data: fmt.Appendf(nil, channelPage, "", "![x](x.png)")},
		"content/incidents/2026-01-05-plain/x.png": {Data: picture(7, "secretsecret")}}
	trees := editions(t, files, "")
	const path = "incidents/2026-01-05-plain/x.png"
	if !bytes.Contains(trees["internal"][path], []byte("secretsecret")) || !bytes.HasPrefix(trees["public"][path], []byte("\x89PNG")) {
		t.Error("the picture is not as it should be in both editions")
	}
	if bytes.Contains(trees["public"][path], []byte("secretsecret")) {
		t.Error("the text is in the public picture")
	}
	// another program's output, which kept it
	theirs := t.TempDir()
	put(t, filepath.Join(theirs, "x.png"), string(files["content/incidents/2026-01-05-plain/x.png"].Data))
	var leak *LeakError
	if err := load(t, files, "public").Verify(context.Background(), theirs); !errors.As(err, &leak) || len(leak.Problems) != 1 || leak.Problems[0].Code != "leak/metadata" {
		t.Errorf("verify says %v", err)
	}
}

// TestChannelMarker: the marker is the same whatever was hidden, and however
// many parts adjoin.
func TestChannelMarker(t *testing.T) {
	build := func(body string) map[string][]byte {
		return editions(t, channel{files: onPage("", body)}.site("internal"), "public")["public"]
	}
	for _, twins := range [][2]string{
		{"a {internal: x} b", "a {internal: a much longer text with **marks**} {internal: y}{internal: z} b"},
		{"::: internal | law\nx\n:::", "::: internal | law\n## H\n\n- a\n- b\n:::\n\n:::: internal until 2027-05-05 | law\n::: internal\ny\n:::\n::::"},
		{"a\n\nb", "a\n\n::: internal silent\nx[^1]\n\n[^1]: y\n:::\n\n<!-- c -->\n\nb"},
		{"::: internal\nx\n:::", "## H {internal}\n\nx\n\n### I\n\ny"},
	} {
		sameTree(t, build(twins[0]), build(twins[1]))
	}
}

// TestChannelCounts: pages that are hidden change no count, no order, no gap in
// a numbering, no date and no figure of those who do not see them.
func TestChannelCounts(t *testing.T) {
	base := map[string]string{"content/incidents/2026-01-05-plain.md": fmt.Sprintf(channelPage, "tags = [\"a\"]\n[times]\nbegan = 2026-01-05T10:00:00Z\ndetected = 2026-01-05T11:00:00Z\nresolved = 2026-01-05T12:00:00Z\n[actions.x]\ntitle = \"X\"\ndue = 2026-02-01\n[controls.c]\noutcome = \"worked\"\n", "Text."),
		"content/reports/2026-q1.md": "+++\ntitle = \"Q1\"\ndate = 2026-03-31\naudience = \"public\"\n[report]\nperiod = \"2026-Q1\"\nmetrics = [\"time-to-detect\"]\n+++\n\nText.\n"}
	more := map[string]string{"content/incidents/2026-02-05-more.md": "+++\ntitle = \"More\"\nseverity = \"critical\"\ntags = [\"a\"]\n[times]\nbegan = 2026-02-05T10:00:00Z\ndetected = 2026-02-05T19:00:00Z\n[actions.x]\ntitle = \"X\"\ndue = 2026-02-01\n[controls.c]\noutcome = \"failed\"\n[revisions]\n2026-03-30 = \"x\"\n+++\n\nText.\n"}
	for name, text := range base {
		more[name] = text
	}
	one, two := editions(t, channel{files: base}.site(""), ""), editions(t, channel{files: more}.site(""), "")
	sameTree(t, one["public"], two["public"])
	if bytes.Equal(one["internal"]["metrics/time-to-detect/data.json"], two["internal"]["metrics/time-to-detect/data.json"]) {
		t.Error("the hidden page does not count where it is seen")
	}
}

// TestChannelProblems: what is printed about a site names nothing hidden, and
// quotes no line of it.
func TestChannelProblems(t *testing.T) {
	for _, files := range []map[string]string{
		onPage("", "a {itnernal: SECRET} b {internal: SECRET} {secretsecretx: SECRET}"),
		onPage("[internal]\nseverty = \"SECRET\"\nseverity = \"SECRET\"\ndate = \"SECRET\"\n", "x"),
		onPage("summary = \"SECRET\nb\"\n", "x"),
		onPage("summary = SECRET\n", "x"),
		onPage("[actions.x]\naudience = \"SECRET\"\n", "x"),
		{"data/metrics/m.toml": strings.Replace(secretMetric, "2025-01 = 1", "2025-01 = \"SECRET\"", 1)},
		{"data/metrics/m.toml": "points_from = { csv = \"s.csv\", period = \"a\", value = \"b\" }\n", "data/metrics/s.csv": "a,b\n2025-01,SECRET\n\"2025-02,SECRET\n"},
		{"content/pages/x.md": "---\ntitle: \"SECRET\nb: [SECRET\n---\n"},
		{"candor.toml": "title = SECRET\n"},
	} {
		ps := problems(t, channel{files: files}.site("internal"))
		if ps.Errors() == 0 {
			t.Errorf("no error in %v", files)
		}
		for _, p := range ps {
			if strings.Contains(strings.ToLower(p.String()), "secretsecret") {
				t.Errorf("%s", p)
			}
		}
	}
}
