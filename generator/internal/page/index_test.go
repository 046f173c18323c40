package page

import (
	"slices"
	"testing"
)

func TestSearchWords(t *testing.T) {
	got := searchWords("Über-Prüfung: the feed's 2nd “Oracle” a")
	want := []string{"uber", "prufung", "the", "feed", "2nd", "oracle"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSearchIndexNumbers: a word has each page once.
func TestSearchIndexNumbers(t *testing.T) {
	x := SearchIndex{Words: map[string][]int{}}
	x.add("a/", "Feed", "Incident", []string{"feed", "The feed"})
	x.add("b/", "Other", "Incident", []string{"a feed"})
	if !slices.Equal(x.Words["feed"], []int{0, 1}) || len(x.Pages) != 2 {
		t.Errorf("%v", x)
	}
}
