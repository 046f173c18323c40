package generator

import (
	"testing"
)

func TestIsFile(t *testing.T) {
	for evidence, want := range map[string]bool{
		"drills/2026.md": true, "/drills/2026.md": true, "report.pdf": true, "my report.pdf": true, "drills/": true,
		"https://example.org/drill.md": false, "mailto:a@example.org": false, "ipfs://x/y.pdf": false,
		"withheld": false, "runbook": false, "Minutes of May.": false, "drill and/or exercise": false, "version 1.2": false,
	} {
		if isFile(evidence) != want {
			t.Errorf("%q: a file %v, want %v", evidence, !want, want)
		}
	}
}
