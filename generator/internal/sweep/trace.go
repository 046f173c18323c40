package sweep

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Trace is the set of a text's words and numbers, each as 32 bits of its hash.
// The lowest bit says that the word stands somewhere in small letters between
// others: then it is an ordinary word.
type Trace []uint32

const ordinary = 1

// NewTrace reads a text in every way in which it may be published.
func NewTrace(text []byte) Trace {
	set := traces.Get().(*traceSet)
	defer traces.Put(set)
	set.reset()
	s := scanner{short: true, onNumber: func(n number, _ bool) { set.add(n.trace()) }}
	s.onWord = func(hash uint64, size int) { set.add(s.traced(hash, size)) }
	s.everyReading(text)
	return append(Trace(nil), set.list...)
}

// everyReading scans a text as a program would read it and, where that may
// differ, as it stands.
func (s *scanner) everyReading(text []byte) {
	s.shift = 0
	s.scan(text)
	if places := ambiguous(text); len(places) > 0 {
		places.around(text, func(part []byte) {
			s.shift = cap(text) - cap(part)
			s.again(part, literal)
		})
	}
}

// traced is a word as a trace has it.
func (s *scanner) traced(hash uint64, size int) uint32 {
	out := uint32(hash>>32) &^ ordinary
	from := s.at - size
	if from <= 0 || s.at < len(s.data) && !endsWord(s.data[s.at]) || !beginsWord(s.data[from-1]) {
		return out
	}
	if r, _ := utf8.DecodeRune(s.data[from:]); unicode.IsLower(r) {
		out |= ordinary
	}
	return out
}

func beginsWord(c byte) bool { return c == ' ' || c == '\n' || c == '(' || c == '"' }

func endsWord(c byte) bool {
	switch c {
	case ' ', '\n', ',', '.', ';', ':', '!', '?', ')', '"':
		return true
	}
	return false
}

// trace is a number as a trace has it.
func (n number) trace() uint32 {
	hash := (n.digits*base + uint64(n.decimals) + seed) * base
	return uint32(hash>>32) &^ ordinary
}

// traceSet is a table of open addressing, which is used again and again.
type traceSet struct {
	slots []int32 // index into list plus one
	list  []uint32
}

var traces = sync.Pool{New: func() any { return &traceSet{slots: make([]int32, 1<<12)} }}

func (t *traceSet) reset() {
	clear(t.slots)
	t.list = t.list[:0]
}

func (t *traceSet) add(entry uint32) {
	if len(t.list) >= len(t.slots)/2 {
		t.grow()
	}
	slot := t.slot(entry)
	if t.slots[slot] == 0 {
		t.list = append(t.list, entry)
		t.slots[slot] = int32(len(t.list))
		return
	}
	t.list[t.slots[slot]-1] |= entry & ordinary
}

// slot is where an entry stands, or would.
func (t *traceSet) slot(entry uint32) int {
	slot := int(entry>>1) & (len(t.slots) - 1)
	for t.slots[slot] != 0 && t.list[t.slots[slot]-1]>>1 != entry>>1 {
		slot = (slot + 1) & (len(t.slots) - 1)
	}
	return slot
}

func (t *traceSet) grow() {
	t.slots = make([]int32, 2*len(t.slots))
	for i, entry := range t.list {
		t.slots[t.slot(entry)] = int32(i) + 1
	}
}
