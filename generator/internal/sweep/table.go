package sweep

import "math/bits"

// longest is the longest run of words that is looked up; run is how many of
// them a running text is cut into: fewer would meet ordinary phrases.
const (
	longest = 8
	run     = 5
)

// print is the fingerprint of a word or a run of words.
type print struct {
	hash  uint64
	last  uint32 // upper bits of its last word's hash
	part  int32
	at    int32 // offset in the part's text, behind its first word
	size  int16 // letters and digits
	words int8
	rule  rule
	form  bool // markup has these words, too: they count in text only
}

// rule says what a meeting is worth.
type rule uint8

const (
	sure   rule = iota // enough by itself
	inside             // only within one block of text: short runs of words meet across cells and headings by chance
	plain              // an ordinary word: several of a part are needed
	never              // a word of the author's list: also where visible texts hold it
)

// table finds fingerprints by hash. A bit for each keeps most words that are no
// fingerprint from being looked up at all.
type table struct {
	prints  []print
	known   map[uint64]struct{} // while it is filled
	lengths []int               // numbers of words in use
	most    int                 // the largest of them
	bits    []uint64
	ends    [1 << 11]uint64 // a bit for each word that a fingerprint ends with
	slots   []int32         // open addressing; index into prints plus one
	shift   uint
}

// add notes a fingerprint; the first part that holds it keeps it.
func (t *table) add(p print) {
	if t.known == nil {
		t.known = map[uint64]struct{}{}
	}
	if _, ok := t.known[p.hash]; ok && p.rule != never {
		return
	}
	t.known[p.hash] = struct{}{}
	t.prints = append(t.prints, p)
}

// index builds what find needs.
func (t *table) index() {
	t.known = nil
	width := max(10, bits.Len(uint(len(t.prints)))+1)
	t.slots = make([]int32, 1<<width)
	t.bits = make([]uint64, 1<<(width-3)) // eight bits for each slot
	t.shift = uint(64 - width - 3)
	var used [longest + 1]bool
	for i, p := range t.prints {
		bit := t.bit(p.hash)
		t.bits[bit>>6] |= 1 << (bit & 63)
		t.ends[p.last>>21] |= 1 << (p.last >> 15 & 63)
		slot := bit >> 3
		for t.slots[slot] != 0 {
			slot = (slot + 1) & uint64(len(t.slots)-1)
		}
		t.slots[slot] = int32(i) + 1
		used[p.words] = true
	}
	t.lengths = t.lengths[:0]
	for n, ok := range used {
		if ok {
			t.lengths, t.most = append(t.lengths, n), n
		}
	}
}

// bit is where a hash has its mark: the upper bits are the good ones.
func (t *table) bit(hash uint64) uint64 { return hash >> (t.shift & 63) }

// mayEnd reports whether a word may be the last one of a fingerprint.
func (t *table) mayEnd(hash uint64) bool {
	return t.ends[hash>>53]&(1<<(hash>>47&63)) != 0
}

// may reports whether a hash is worth a look.
func (t *table) may(hash uint64) bool {
	bit := t.bit(hash)
	return t.bits[bit>>6]&(1<<(bit&63)) != 0
}

// find calls yield for each fingerprint of that hash and number of words.
func (t *table) find(hash uint64, words int, yield func(i int32)) {
	for slot := t.bit(hash) >> 3; t.slots[slot] != 0; slot = (slot + 1) & uint64(len(t.slots)-1) {
		i := t.slots[slot] - 1
		if p := &t.prints[i]; p.hash == hash && int(p.words) == words {
			yield(i)
		}
	}
}
