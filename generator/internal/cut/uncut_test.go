package cut

import "testing"

func TestMarkOf(t *testing.T) {
	for text, want := range map[string]bool{
		"a {internal: x} b":           true,
		"(internal: x} b":             true,
		"[internal: x}":               true,
		`a \{internal: x} b`:          false,
		"roles (internal: on-call) }": false,
		`{"a": "(internal: x"}`:       false,
		"{community: x}":              false,
		"internal: x}":                false, // without a bracket, the first look alone can tell
		"":                            false,
	} {
		if got := MarkOf([]string{"internal"}, text); got != want {
			t.Errorf("%q: %v", text, got)
		}
		if got := MarkOf([]string{"internal"}, []byte(text)); got != want {
			t.Errorf("bytes of %q: %v", text, got)
		}
	}
}
