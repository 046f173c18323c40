package sweep

import "bytes"

// Visible texts are read in several ways. Where these may differ is a small part
// of most texts, and only that part is read again.

// spans are places in a text, in order: offsets from, to.
type spans [][2]int

// reach is how far behind a sign that begins an entity or an escape what it
// stands for may go on.
const reach = 64

// ambiguous are the places where a text may say something else when entities and
// escapes are undone and tags are set apart.
func ambiguous(text []byte) spans {
	var out spans
	for i := 0; i < len(text); {
		next := bytes.IndexAny(text[i:], `<>&%\`)
		if next < 0 {
			break
		}
		i += next
		to := min(i+reach, len(text))
		if text[i] == '<' { // all of the tag: coordinates in it may have been passed
			if to = i + 1 + bytes.IndexByte(text[i:], '>'); to == i {
				to = len(text)
			}
		}
		out = append(out, [2]int{i, to})
		i++
		if text[i-1] == '<' {
			i = to
		}
	}
	return out
}

// withoutLinks drops what markdown does not show of links, and tells where they
// were.
func withoutLinks(text []byte) (shown []byte, were spans) {
	at := 0
	for _, link := range addresses.FindAllIndex(text, -1) {
		shown = append(shown, text[at:link[0]]...)
		were = append(were, [2]int{len(shown), len(shown) + 2})
		shown = append(shown, "] "...)
		at = link[1]
	}
	return append(shown, text[at:]...), were
}

// around calls read for the parts of a text around the places, each with all
// runs of words that reach into one.
func (s spans) around(text []byte, read func(part []byte)) {
	from, last := 0, -1 // where the run at hand begins, and its last place ends
	for _, place := range s {
		reach := 0
		if last >= 0 { // no byte between two places is looked at more than twice
			reach = min(place[0], wordsBehind(text[:place[0]], last))
		}
		if start := reach + wordsBefore(text[reach:], place[0]-reach); start > reach || last < 0 {
			if last >= 0 {
				read(text[from:wordsBehind(text, last)])
			}
			from = start
		}
		last = max(last, place[1])
	}
	if last >= 0 {
		read(text[from:wordsBehind(text, last)])
	}
}

// wordsBefore is where the word at i, and as many before it as a run has, begin.
// What has no separator in it counts as one word at most: a <wbr> joins two.
func wordsBefore(text []byte, i int) int {
	for n := 0; n <= longest && i > 0; {
		for i > 0 && class[text[i-1]] == separator {
			i--
		}
		word := false
		for i > 0 && class[text[i-1]] != separator {
			i--
			word = word || class[text[i]] >= letter
		}
		if word {
			n++
		}
	}
	return i
}

// wordsBehind is where they end.
func wordsBehind(text []byte, i int) int {
	for n := 0; n <= longest && i < len(text); {
		for i < len(text) && class[text[i]] == separator {
			i++
		}
		word := false
		for i < len(text) && class[text[i]] != separator {
			word = word || class[text[i]] >= letter
			i++
		}
		if word {
			n++
		}
	}
	return i
}

// wordBefore is where the word that ends at i, or the last one before, begins.
func wordBefore(text []byte, i int) int {
	for i > 0 && class[text[i-1]] < special {
		i--
	}
	for i > 0 && class[text[i-1]] >= special {
		i--
	}
	return i
}

// wordBehind is where the next word behind i ends.
func wordBehind(text []byte, i int) int {
	for i < len(text) && class[text[i]] < special {
		i++
	}
	for i < len(text) && class[text[i]] >= special {
		i++
	}
	return i
}
