package generator

import (
	"strings"
	"testing"
)

// TestProofNamesFew: the first differing files are named, the rest counted, and
// the list of checksums only where nothing else differs.
func TestProofNamesFew(t *testing.T) {
	ps := others([]string{"a", "b", sums, "d", "e", "f", "g", "h"}, "public")
	if len(ps) != mostOthers || ps[2].File != "public/d" || !strings.HasSuffix(ps[4].Message, "another one, and so are 2 more") {
		t.Errorf("%v", ps)
	}
	if ps := others([]string{sums}, "public"); len(ps) != 1 || !strings.HasSuffix(ps[0].Message, "another one") {
		t.Errorf("%v", ps)
	}
}
