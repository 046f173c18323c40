package sweep

import (
	"strings"
	"testing"
)

// alike are texts that say the same withheld thing as the first of them.
var alike = [][]string{
	{"Hollowmere Vaults", "HOLLOWMERE VAULTS", "hollowmere-vaults", "Hollowmere\nVaults", "**Hollowmere** Vaults", "Hollowmere Vaults's", "Hollowmere Vaults’ keys", "Hollow\u00admere Vaults",
		"Hollow\u200bmere\u2060 Vaults", "Hollowmere&nbsp;Vaults", "Hollowmere%20Vaults", `\u0048ollowmere Vaults`, "Ｈｏｌｌｏｗｍｅｒｅ Vaults", "hollowmerevaults.example", "content/incidents/2026-03-04-hollowmere-vaults.md"},
	{"Café Zürich", "Cafe\u0301 Zu\u0308rich", "CAFÉ ZÜRICH", "cafe-zurich"},
	{"Straße Eins", "STRASSE EINS", "strasse-eins"},
	{"Ærø Finance", "aero finance", "ÆRØ FINANCE"},
	{"Conﬁdent Labs", "Confident Labs", "CONFIDENT LABS"},
	{"Acme", "ACME's", "acme’s node", "[x](https://acme.example/)", "tags = [\"acme\"]", "&#65;cme", "acme&#39;s"},
	{"@zq_relayer", "@ZQ_Relayer", "zq_relayer's", "@zq_relayer,"},
	{"jo.winter@harbourlight.example", "Jo.Winter@Harbourlight.Example"},
	{"relay-07.ops.harbourlight.example", "https://Relay-07.ops.harbourlight.example/x"},
	{"91.198.22.71", "91.198.22.71:8545", "http://91.198.22.71/x", "91.198.22.71/32"},
	{"91.198.22.71:8545", "91.198.22.71", "91.198.22.71:8545"},
	{"relay-07.ops.harbourlight.example:5432", "relay-07.ops.harbourlight.example"},
	{"0xDeadBeef01", "0xdeadbeef01", "DEADBEEF01"},
	{"0x52908400098527886E0F7030069857D2E4169EE7", "0x5290…9ee7", "52908400098527886e0f7030069857d2e4169ee7"},
	{"1,250,000", "1250000", "1 250 000", "1’250’000", "1.250.000", "1_250_000", "12,50,000", "1&nbsp;250&#160;000", "&#49;250000", "%31250000", `\u0031250000`, "１２５００００", "1.25e6", "$1,250,000.00"},
	{"48213", "48,213", "48.213", "&#52;&#56;&#50;&#49;&#51;", "4&#x38;213", "٤٨٢١٣"},
}

// TestOneComparison: a name that is withheld is found in another text that says
// the same, by the check of shown texts and by the search of an output.
func TestOneComparison(t *testing.T) {
	for _, texts := range alike {
		watch := NewWatch(Names(Hidden{Text: texts[0]}, Marked))
		search := newSweep("", texts[0])
		for _, text := range texts {
			shown := []byte("Said of " + text + " only.")
			if !watch.Count(NewTrace(shown)) || len(watch.Look(shown, 3)) == 0 {
				t.Errorf("%q is not seen in %q", texts[0], text)
			}
			if joined := strings.Contains(text, "merevaults"); !joined && len(search.File("a.html", shown)) == 0 {
				t.Errorf("%q is not found in %q", texts[0], text)
			}
		}
	}
}

func TestNotAlike(t *testing.T) {
	for withheld, texts := range map[string][]string{
		"Acme":         {"Acmeist", "pacme"},
		"1,250,000":    {"1,250,001", "125,000", "v1.250.000-2", "0x1250000", "11,250,000"},
		"4711":         {"CVE-2026-4711", "47110", "4711abc"},
		"12.5":         {"12.75", "125", "112.5"},
		"2026":         {"in 2026"},
		"91.198.22.71": {"91.198.22.7", "91.198.22.710", "191.198.22.71"},
	} {
		watch := NewWatch(Names(Hidden{Text: withheld}, Marked))
		for _, text := range texts {
			watch.Count(NewTrace([]byte(text)))
			if met := watch.Look([]byte(text), 3); len(met) > 0 {
				t.Errorf("%q is seen in %q", withheld, text)
			}
		}
	}
}

// What a passage withholds tells by itself only where it would not meet others by
// chance; ordinary words never do.
func TestNamesOfPassages(t *testing.T) {
	passage := "An hour of wrong blocks came from Harbourlight Nodes, says Ravenscroft. The Security team paid 48,213 and 20,000 on Monday.\n\n" +
		"```\nfunction Transfer(address Owner)\n```\n- Ask db1.corp.example, @mallory or jo@corp.example; see README.md at 10:45 on 2026-03-04.\n"
	for text, want := range map[string]string{
		"Harbourlight Nodes": "warning", "HARBOURLIGHT": "warning", "Ravenscroft": "warning", "48213": "error", "db1.corp.example": "error", "@mallory": "error", "jo@corp.example": "error",
		"20000": "", "security teams met": "", "Monday": "", "Transfer": "", "README.md": "", "2026-03-04": "", "10:45": "", "An": "",
	} {
		watch := NewWatch(Names(Hidden{Text: passage}, Passage))
		shown := []byte("Of " + text + " here. The security of nodes matters.")
		watch.Count(NewTrace(shown))
		got := ""
		for _, m := range watch.Look(shown, 3) {
			if got != "error" {
				got = map[bool]string{true: "warning", false: "error"}[watch.Names[m.Name].Part]
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A name that many texts show is known; one that its author marked is not.
func TestWidelyShown(t *testing.T) {
	passage := NewWatch(Names(Hidden{Text: "The blocks came from Harbourlight Nodes then."}, Passage))
	marked := NewWatch(Names(Hidden{Text: "Harbourlight"}, Marked))
	shown := []byte("By Harbourlight Nodes.")
	for range 4 {
		passage.Count(NewTrace(shown))
		marked.Count(NewTrace(shown))
	}
	if len(passage.Look(shown, 3)) > 0 || len(marked.Look(shown, 3)) == 0 {
		t.Error("a name that is widely shown is reported, or one that was marked is not")
	}
}

func TestAllow(t *testing.T) {
	names := Allow(append(Names(Hidden{Text: "Acme Custody"}, Marked), Names(Hidden{Text: "48,213"}, Marked)...), []string{"acme custody", "48213"})
	for _, n := range names {
		if n.Text == "Acme Custody" || len(n.words) == 0 {
			t.Errorf("%q is not permitted", n.Text)
		}
	}
}

// The place of a name is its line, not that of the passage.
func TestLineOfAName(t *testing.T) {
	for _, n := range Names(Hidden{Text: "First.\n\nThen db1.corp.example failed."}, Passage) {
		if n.Line != 2 || n.Column != 6 {
			t.Errorf("%q: line %d, column %d behind the first", n.Text, n.Line, n.Column)
		}
	}
}
