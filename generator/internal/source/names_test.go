package source

import "testing"

func TestFillNames(t *testing.T) {
	forms := map[string]string{"acme": "a custody provider", "x": ""}
	for text, want := range map[string]string{
		"by {acme} and {acme}": "by a custody provider and a custody provider",
		`not \{acme}, {acme}`:  `not \{acme}, a custody provider`,
		"{{acme}} {other} {x}": "{a custody provider} {other} ",
		"open {acme":           "open {acme",
		"":                     "",
	} {
		if got := FillNames(text, forms); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
