package asset

import "bytes"

// stripGIF drops comments, programs' own blocks but for the loop of an
// animation, text drawn over the image (no browser shows it), and what follows
// the end.
func stripGIF(data []byte) ([]byte, error) {
	s := gifStripper{data: data}
	if !s.copy(13) || !s.colours(data[10]) {
		return nil, cutShort("GIF", s.at)
	}
	for s.at < len(data) {
		block, ok := data[s.at], false
		switch block {
		case 0x3B:
			return append(s.out, block), nil
		case 0x2C:
			ok = s.image()
		case 0x21:
			ok = s.extension()
		}
		if !ok {
			break
		}
	}
	return nil, cutShort("GIF", s.at)
}

type gifStripper struct {
	data    []byte
	at      int
	control []byte // a graphic control block that waits for its image
	out     []byte
}

// copy keeps the next n bytes.
func (s *gifStripper) copy(n int) bool {
	if len(s.data)-s.at < n {
		return false
	}
	s.out = append(s.out, s.data[s.at:s.at+n]...)
	s.at += n
	return true
}

// colours keeps a colour table, if the flags say that one follows.
func (s *gifStripper) colours(flags byte) bool {
	if flags&0x80 == 0 {
		return true
	}
	return s.copy(3 << (flags&7 + 1))
}

func (s *gifStripper) image() bool {
	s.out = append(s.out, s.control...)
	s.control = nil
	if len(s.data)-s.at < 10 {
		return false
	}
	flags := s.data[s.at+9]
	if !s.copy(10) || !s.colours(flags) || !s.copy(1) {
		return false
	}
	from := s.at
	if !s.skip() {
		return false
	}
	s.out = append(s.out, s.data[from:s.at]...)
	return true
}

// skip passes a chain of blocks, its empty one included.
func (s *gifStripper) skip() bool {
	for s.at < len(s.data) {
		n := int(s.data[s.at])
		s.at += 1 + n
		if n == 0 {
			return true
		}
	}
	return false
}

func (s *gifStripper) extension() bool {
	from := s.at
	s.at += 2
	if s.at >= len(s.data) || !s.skip() {
		return false
	}
	block := s.data[from:s.at]
	switch block[1] {
	case 0xF9:
		s.control = block
		if len(block) != 8 {
			return false
		}
	case 0x01:
		s.control = nil
	case 0xFF:
		s.out = append(s.out, loop(block)...)
	}
	return true
}

// loop is a block that says how often an animation runs, or nothing.
func loop(block []byte) []byte {
	for _, program := range []string{"NETSCAPE2.0", "ANIMEXTS1.0"} {
		head := "\x21\xFF\x0B" + program + "\x03\x01"
		if bytes.HasPrefix(block, []byte(head)) && len(block) >= len(head)+3 {
			return append(bytes.Clone(block[:len(head)+2]), 0)
		}
	}
	return nil
}
