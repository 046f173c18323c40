package detector

import (
	"crypto/sha256"

	"github.com/tyler-smith/go-bip39/wordlists"
)

// wordNumbers gives the words of BIP-39's English list their numbers.
var wordNumbers = func() map[string]uint16 {
	numbers := make(map[string]uint16, len(wordlists.English))
	for i, w := range wordlists.English {
		numbers[w] = uint16(i)
	}
	return numbers
}()

// common marks the beginnings of the list's words: three letters tell most
// others apart.
var common = func() (set [1 << 15]bool) {
	for _, w := range wordlists.English {
		set[front([]byte(w))] = true
	}
	return set
}()

func front(w []byte) int { return int(w[0]&31)<<10 | int(w[1]&31)<<5 | int(w[2]&31) }

// listed is a word of the list in a text.
type listed struct {
	at     int
	number uint16
}

// phrases finds where 12, 15, 18, 21 or 24 words of the list in a row have the
// right checksum. Between them may stand spaces, commas, numbers and tags.
func phrases(data []byte) []int {
	var found []int
	var run []listed
	for i := 0; i < len(data); {
		c := data[i]
		if lower(c) >= 'a' && lower(c) <= 'z' {
			from := i
			for i < len(data) && lower(data[i]) >= 'a' && lower(data[i]) <= 'z' {
				i++
			}
			number, ok := numberOf(data[from:i])
			if ok {
				run = append(run, listed{from, number})
				continue
			}
			found = append(found, valid(run)...)
			run = run[:0]
			continue
		}
		next := between(data, i)
		if next == i {
			found = append(found, valid(run)...)
			run = run[:0]
			next = i + 1
		}
		i = next
	}
	return append(found, valid(run)...)
}

// between passes one separator of a phrase: a sign, or a tag. It returns i if
// what stands there ends a phrase.
func between(data []byte, i int) int {
	switch c := data[i]; {
	case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ',' || c == '.' || c == ')' || c == '"' || c == '\'' || c == '-' || c == '|' || c >= '0' && c <= '9':
		return i + 1
	case c == '<':
		for j := i + 1; j < len(data) && j < i+80; j++ {
			if data[j] == '>' {
				return j + 1
			}
		}
	}
	return i
}

func numberOf(word []byte) (uint16, bool) {
	if len(word) < 3 || len(word) > 8 || !common[front(word)] {
		return 0, false
	}
	var buf [8]byte
	for i, c := range word {
		buf[i] = lower(c)
	}
	n, ok := wordNumbers[string(buf[:len(word)])]
	return n, ok
}

// valid returns where phrases with a right checksum begin in a run of words.
// The longest are tried first; one in another is not reported again.
func valid(run []listed) []int {
	var found []int
	for from := 0; from+12 <= len(run); from++ {
		for n := 24; n >= 12; n -= 3 {
			if from+n <= len(run) && varied(run[from:from+n]) && checksum(run[from:from+n]) {
				found = append(found, run[from].at)
				from += n - 1
				break
			}
		}
	}
	return found
}

// varied reports whether half of the words or more are different ones, as those
// of any wallet are; in a sheet, open and false may stand in each row.
func varied(words []listed) bool {
	different := map[uint16]bool{}
	for _, w := range words {
		different[w.number] = true
	}
	return 2*len(different) >= len(words)
}

// checksum follows BIP-39: eleven bits a word, of which one in 33 is the
// beginning of the others' SHA-256.
func checksum(words []listed) bool {
	var bits [33]byte
	for i, w := range words {
		for b := range 11 {
			if w.number&(1<<(10-b)) != 0 {
				at := i*11 + b
				bits[at/8] |= 1 << (7 - at%8)
			}
		}
	}
	entropy := len(words) * 11 * 32 / 33 / 8
	sum := sha256.Sum256(bits[:entropy])
	mask := byte(0xFF) << (8 - len(words)/3)
	return (bits[entropy]^sum[0])&mask == 0
}
