package sweep

import (
	"bytes"
	"strings"
)

// drawn are attributes of SVG that hold coordinates, which are computed; skipped
// besides are the hashes that candor writes.
var drawn = func() map[uint64]bool {
	set := map[uint64]bool{}
	for name := range strings.FieldsSeq("d x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy points width height viewBox offset transform") {
		set[hashOf(name)] = true
	}
	return set
}()

// spoken are attributes whose values people read, hear or follow.
var spoken = func() map[uint64]bool {
	set := map[uint64]bool{}
	for name := range strings.FieldsSeq("alt title content label placeholder value summary href src srcset cite datetime data srcdoc action poster download") {
		set[hashOf(name)] = true
	}
	return set
}()

var spokenMay = mayBe(spoken)

// drawnMay spares most names the look into drawn.
var drawnMay = func() [256]bool {
	may := mayBe(drawn)
	may[byte(integrity)] = true
	return may
}()

// mayBe tells by the last byte of a hash whether a look into a set is worth it.
func mayBe(set map[uint64]bool) (may [256]bool) {
	for hash := range set {
		may[byte(hash)] = true
	}
	return may
}

var integrity = hashOf("integrity")

func hashOf(word string) uint64 {
	hash := uint64(seed)
	for i := range len(word) {
		hash = (hash ^ uint64(class[word[i]])) * prime
	}
	return hash
}

// attribute passes the value of an attribute that says nothing, and returns
// where to go on; i is behind the equals sign.
func (s *scanner) attribute(name uint64, i int) int {
	if !drawnMay[byte(name)] || name != integrity && !drawn[name] {
		return i
	}
	rest := s.data[i:]
	if rest[0] == '\\' && len(rest) > 1 {
		rest = rest[1:] // inside JSON
	}
	if rest[0] != '"' && rest[0] != '\'' {
		return i
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return i
	}
	value := rest[1 : 1+end]
	if name == integrity && bytes.HasPrefix(value, []byte("sha")) && bytes.IndexByte(value, ' ') < 0 || name != integrity && coordinates(value) {
		return len(s.data) - len(rest) + 1 + end
	}
	return i
}

// coordinates reports whether a value holds numbers, single letters and the
// words of a transformation only.
func coordinates(value []byte) bool {
	for _, word := range []string{"translate(", "rotate(", "scale(", "matrix("} {
		if bytes.HasPrefix(value, []byte(word)) {
			value = value[len(word):]
		}
	}
	for i, c := range value {
		l := class[c]
		if l == special && c != '%' && c != '\\' || l == opening || l > '9' && i > 0 && class[value[i-1]] > '9' {
			return false
		}
	}
	return true
}
