package intake

import "testing"

// TestPerson: names of people are told from those of roles, teams and firms.
func TestPerson(t *testing.T) {
	for text, want := range map[string]bool{
		"Maria Keller": true, "Jean-Luc Martin": true, "Ana M. Pereira": true, "Dr. Anna Berg": true, "Ludwig van Houten": true, "Sinéad O'Brien": true, "Ian McAllister": true, "Åsa Lindqvist-Berg": true,
		"Protocol Team": false, "protocol team": false, "Guardian Signers": false, "Incident Commander": false, "Site Reliability": false, "Trust & Safety": false, "On-Call Engineer": false,
		"Tidemark": false, "SRE": false, "Platform": false, "the On Call": false, "Blockchain Labs": false, "Customer Care": false, "two delegates": false, "An Audit Firm": false, "Head of Security": false, "": false,
		"Incident Lead (rotating)": false, "DevOps": false, "CTO": false, "Red Team": false, "Key Management": false,
	} {
		if got := person(text) || handle.MatchString(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"@mk": true, "lead (@mk)": true, "m.keller@example.org": true, "24 @ 7 desk": false} {
		if handle.MatchString(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
