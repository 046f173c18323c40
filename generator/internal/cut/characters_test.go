package cut

import "testing"

// TestRefusedIn: what no file may hold is refused in a decoded text, too; all
// else, line feeds included, is not.
func TestRefusedIn(t *testing.T) {
	for text, refused := range map[string]bool{
		"One\u2028two": true, "a\u0085": true, "a\x00": true, "a\rb": true, "\ufdd0": true, "\xff": true,
		"": false, "a\nb\tc": false, "\u00e9 \ufffd \U0001f600": false,
	} {
		if got := refusedIn(text) != ""; got != refused {
			t.Errorf("%q: refused is %v", text, got)
		}
	}
}
