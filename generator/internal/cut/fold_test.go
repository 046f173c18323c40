package cut

import "testing"

// TestSlips: a closing brace whose mark began with another bracket, or with none.
func TestSlips(t *testing.T) {
	for _, c := range []struct {
		name, before string
		text, code   bool
	}{
		{"a wrong bracket", "(internal: Acme", true, true},
		{"no bracket", "internal: Acme", true, false},
		{"behind another colon", "note: the vendor (internal: Acme", true, true},
		{"behind an address", "https://example.org/(internal: Acme", true, true},
		{"behind a time", "at 10:20 [internal: Acme", true, true},
		{"behind a slash", "/internal: Acme", true, false},
		{"behind a comma", "a,internal: Acme", true, false},
		{"nearly an audience", "a: (interal: Acme", true, true},
		{"one of several words", "internal: a, b: c", true, false},
		{"a call", "f(internal: Acme) ", true, false},
		{"a bracket inside", "(internal: Acme (x)", true, true},
		{"the widest audience", "a: (public: Acme", false, false},
		{"another word", "note: (deadline: today", false, false},
		{"a brace of its own", "a: {internal: Acme", false, false},
		{"the end of a longer word", "xinternals-y: a", false, false},
	} {
		rules := testRules(t)
		if got := rules.slip(c.before, false); got != c.text {
			t.Errorf("%s, in text: %v", c.name, got)
		}
		if got := rules.slip(c.before, true); got != c.code {
			t.Errorf("%s, in code: %v", c.name, got)
		}
	}
}
