package sweep

import "bytes"

// Watch finds withheld names in texts that an edition shows. It compares as the
// search of an output does: word by word, without regard to case, form, marks on
// letters, possessives, invisible characters, entities and escapes; numbers by
// value.
type Watch struct {
	Names   []Name
	table   table
	numbers map[number]int
	same    [][]int          // names by fingerprint
	first   map[uint32][]int // fingerprints by the trace of their first word or number
	shown   []int            // how many texts may hold a fingerprint
	plain   map[uint32]bool  // words of names; true where one is an ordinary word somewhere
}

// NewWatch prepares the search for names.
func NewWatch(names []Name) *Watch {
	w := &Watch{Names: names, numbers: map[number]int{}, first: map[uint32][]int{}, plain: map[uint32]bool{}}
	byRun := map[uint64]int{}
	for i, n := range names {
		if len(n.words) == 0 {
			id, ok := w.numbers[n.number]
			if !ok {
				id = w.group(n.number.trace())
				w.numbers[n.number] = id
			}
			w.same[id] = append(w.same[id], i)
			continue
		}
		p := printOf(n.words)
		id, ok := byRun[p.hash]
		if !ok {
			id = w.group(n.words[0].trace())
			byRun[p.hash] = id
			p.part = int32(id)
			w.table.add(p)
		}
		w.same[id] = append(w.same[id], i)
		for _, word := range n.words {
			w.plain[word.trace()] = false
		}
	}
	w.table.index()
	w.shown = make([]int, len(w.same))
	return w
}

func (w *Watch) group(first uint32) int {
	id := len(w.same)
	w.same = append(w.same, nil)
	w.first[first] = append(w.first[first], id)
	return id
}

// trace is a word as traces have it.
func (w word) trace() uint32 { return uint32(w.hash>>32) &^ ordinary }

// printOf is the fingerprint of a run of words.
func printOf(words []word) print {
	p := print{words: int8(len(words)), last: uint32(words[len(words)-1].hash >> 32)}
	for _, w := range words {
		p.hash = p.hash*base + w.hash
		p.size += int16(min(w.size, 1000))
	}
	return p
}

// Count takes the trace of a text that is shown, and reports whether one of the
// names may stand in it. All texts are counted before any is searched, since
// what is widely shown is no secret.
func (w *Watch) Count(t Trace) bool {
	may := false
	var all map[uint32]bool
	for _, entry := range t {
		word := entry &^ ordinary
		if known, ok := w.plain[word]; ok && !known && entry&ordinary != 0 {
			w.plain[word] = true
		}
		for _, id := range w.first[word] {
			if all == nil {
				all = make(map[uint32]bool, len(t))
				for _, e := range t {
					all[e&^ordinary] = true
				}
			}
			if w.within(id, all) {
				w.shown[id]++
				may = true
			}
		}
	}
	return may
}

// within reports whether a trace has all words of a name.
func (w *Watch) within(id int, all map[uint32]bool) bool {
	for _, word := range w.Names[w.same[id][0]].words {
		if !all[word.trace()] {
			return false
		}
	}
	return true
}

// Met is a name that a text shows.
type Met struct {
	Name   int // index into Names
	Offset int // behind the first of its words in the text
}

// Look lists the names that stand in a text, each once. A name that more than
// most texts may hold is one only if its author marked it; one of ordinary words
// is none.
func (w *Watch) Look(text []byte, most int) []Met {
	var out []Met
	seen := map[int]bool{}
	s := scanner{table: &w.table, short: true}
	meet := func(id int) {
		if seen[id] {
			return
		}
		seen[id] = true
		for _, i := range w.same[id] {
			if n := &w.Names[i]; (n.Always || w.shown[id] <= most) && (n.Ordinary || w.telling(n)) {
				out = append(out, Met{i, s.shift + s.at})
			}
		}
	}
	s.onPrint = func(i int32, words int, _ uint64) { meet(int(w.table.prints[i].part)) }
	s.onNumber = func(n number, strict bool) {
		if id, ok := w.numbers[n]; ok && strict {
			meet(id)
		}
	}
	s.everyReading(text)
	return out
}

// telling reports whether one of a name's words is no ordinary word.
func (w *Watch) telling(n *Name) bool {
	for _, word := range n.words {
		if !w.plain[word.trace()] {
			return true
		}
	}
	return false
}

// Allow takes the names out that a list of texts permits.
func Allow(names []Name, texts []string) []Name {
	runs, numbers := map[uint64]bool{}, map[number]bool{}
	for _, text := range texts {
		if words := wordsOf(text, literal); len(words) > 0 {
			runs[printOf(words).hash] = true
		}
		s := scanner{short: true, whole: true, onWord: func(uint64, int) {}}
		s.onNumber = func(n number, _ bool) { numbers[n] = true }
		s.scan([]byte(text))
	}
	out := names[:0]
	for _, n := range names {
		if len(n.words) > 0 && runs[printOf(n.words).hash] || len(n.words) == 0 && numbers[n.number] {
			continue
		}
		out = append(out, n)
	}
	return out
}

// Line is the number of the line on which an offset of a text stands, and the
// line.
func Line(text []byte, offset int) (int, []byte) {
	offset = min(offset, len(text))
	from := bytes.LastIndexByte(text[:max(0, offset-1)], '\n') + 1
	line, _, _ := bytes.Cut(text[from:], []byte("\n"))
	return 1 + bytes.Count(text[:from], []byte("\n")), line
}
