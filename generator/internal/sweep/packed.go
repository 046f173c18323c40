package sweep

import (
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// unpackLimit bounds what is unpacked of one file of the output.
const unpackLimit = 256 << 20

// streams searches what is compressed in binary data, wherever it begins:
// members of archives, text of images, streams of documents.
func (c *collector) streams(data []byte, form string, depth int) {
	for at := range each(data, pngSignature) {
		size := c.png(data[at:], form+" png", depth)
		c.streams(data[:at], form, depth)
		c.streams(data[at+size:], form, depth)
		return
	}
	for at := range each(data, "\x1f\x8b\x08") {
		if r, err := gzip.NewReader(bytes.NewReader(data[at:])); err == nil {
			c.unpack(r, form+" gzip", depth)
		}
	}
	for at := range each(data, "PK\x03\x04") {
		c.unpack(member(data[at:]), form+" zip", depth)
	}
	for at := range each(data, "BZh") {
		c.unpack(bzip2.NewReader(bytes.NewReader(data[at:])), form+" bzip2", depth)
	}
	for at := range each(data, "x") {
		if r, err := zlib.NewReader(bytes.NewReader(data[at:])); err == nil {
			c.unpack(r, form+" zlib", depth)
		}
	}
}

// each yields where a signature stands.
func each(data []byte, signature string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := bytes.Index(data[from:], []byte(signature))
			if i < 0 || !yield(from+i) {
				return
			}
			from += i + 1
		}
	}
}

// unpack searches as much of a stream as there is. A damaged end is no reason
// not to look at the beginning.
func (c *collector) unpack(r io.Reader, form string, depth int) {
	if out := c.inflate(r); len(out) >= 4 {
		c.bytes(out, form, depth+1)
	}
}

// inflate reads a stream, and reports when there is more than is searched.
func (c *collector) inflate(r io.Reader) []byte {
	if r == nil || c.spent >= c.sweep.limit {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, int64(c.sweep.limit-c.spent)))
	c.spent += len(out)
	if c.spent >= c.sweep.limit {
		c.at(0, "unsearched", "more packed data than is searched")
	}
	return out
}

// member opens the member of a zip file that begins here, or returns nil.
func member(data []byte) io.Reader {
	if len(data) < 30 {
		return nil
	}
	at := 30 + int(binary.LittleEndian.Uint16(data[26:])) + int(binary.LittleEndian.Uint16(data[28:]))
	if at >= len(data) {
		return nil
	}
	size := uint64(binary.LittleEndian.Uint32(data[18:]))
	switch body := data[at:]; binary.LittleEndian.Uint16(data[8:]) {
	case 0:
		return bytes.NewReader(body[:min(size, uint64(len(body)))])
	case 8:
		return flate.NewReader(bytes.NewReader(body))
	}
	return nil
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// png searches the chunks of an image, each by itself, since the checksum behind
// one may look like a letter, and the image data, joined. In the latter only
// text is looked for. It returns the image's size in bytes.
func (c *collector) png(data []byte, form string, depth int) int {
	var pixels []byte
	at := len(pngSignature)
	for len(data)-at >= 12 {
		size := uint64(binary.BigEndian.Uint32(data[at:]))
		if size > uint64(len(data)-at-12) {
			break
		}
		body := data[at+8 : at+8+int(size)]
		if string(data[at+4:at+8]) == "IDAT" {
			pixels = append(pixels, body...)
		} else if depth < deepest {
			c.bytes(body, form, depth+1)
		}
		at += 12 + int(size)
	}
	if r, err := zlib.NewReader(bytes.NewReader(pixels)); err == nil {
		c.read(c.inflate(r), form, noisy)
	}
	return at
}

// wide reports whether data holds text with a zero byte between letters.
func wide(data []byte) bool {
	inARow := 0
	for i := 0; i+1 < len(data); i++ {
		switch {
		case data[i] == 0 && data[i+1] >= ' ' && data[i+1] < 0x7F:
			i++
			if inARow++; inARow >= 4 {
				return true
			}
		default:
			inARow = 0
		}
	}
	return false
}

// withoutSums drops the hashes from the lines of candor's checksums.txt.
func withoutSums(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for line := range bytes.Lines(data) {
		if len(line) > 64 && line[64] == ' ' && len(bytes.Trim(line[:64], "0123456789abcdef")) == 0 {
			line = line[64:]
		}
		out = append(out, line...)
	}
	return out
}
