package asset

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// An ICC profile (ICC.1:2022) is a header of 128 bytes, a table of tags, and
// their data. Beside colours it holds text: a description, a copyright, the
// names of a device and its maker, tags of programs.
const (
	iccHeader = 128
	iccEntry  = 12
	iccLimit  = 16 << 20 // bytes of an unpacked profile
)

// iccColours are the tags that change how an image is shown.
var iccColours = strings.Fields("wtpt bkpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC lumi chrm cicp gamt " +
	"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3")

// iccNumeric are the types of data that hold numbers only.
var iccNumeric = []string{"XYZ ", "curv", "para", "sf32", "chrm", "cicp", "mft1", "mft2", "mAB ", "mBA ", "mpet"}

// bareProfile keeps the colours of a profile and leaves out its texts, dates and
// names of devices. The result is nil when the profile cannot be read: then
// nobody can say what stands in it.
func bareProfile(data []byte) []byte {
	if len(data) < iccHeader+4 || string(data[36:40]) != "acsp" {
		return nil
	}
	table, n := data[iccHeader+4:], binary.BigEndian.Uint32(data[iccHeader:])
	if uint64(n)*iccEntry > uint64(len(table)) {
		return nil
	}
	tags := []iccTag{{"desc", emptyText("desc", data[8])}, {"cprt", emptyText("text", data[8])}}
	for ; n > 0; n, table = n-1, table[iccEntry:] {
		name, from, size := string(table[:4]), binary.BigEndian.Uint32(table[4:]), binary.BigEndian.Uint32(table[8:])
		if uint64(from)+uint64(size) > uint64(len(data)) || size < 8 {
			return nil
		}
		body := numeric(data[from : from+size])
		if body != nil && slices.Contains(iccColours, name) {
			tags = append(tags, iccTag{name, body})
		}
	}
	return writeProfile(data[:iccHeader], tags)
}

type iccTag struct {
	name string
	body []byte
}

// emptyText is a text of a profile that says nothing, as its version writes it.
func emptyText(kind string, version byte) []byte {
	switch {
	case version >= 4:
		return []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x0C")
	case kind == "text":
		return []byte("text\x00\x00\x00\x00\x00")
	}
	return append([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x01"), make([]byte, 79)...)
}

// numeric returns the data of a tag without what follows its numbers; nil when
// it may hold text.
func numeric(body []byte) []byte {
	if !slices.Contains(iccNumeric, string(body[:4])) {
		return nil
	}
	size := uint64(len(body))
	switch kind := string(body[:4]); {
	case kind == "XYZ ":
		size = 20
	case kind == "curv" && len(body) >= 12:
		size = 12 + 2*uint64(binary.BigEndian.Uint32(body[8:]))
	case kind == "para" && len(body) >= 12:
		size = 12 + 4*uint64(max(1, min(binary.BigEndian.Uint16(body[8:]), 4)*2-1))
	}
	return body[:min(size, uint64(len(body)))]
}

// writeProfile writes tags behind a header without date, maker and identifiers.
// Tags of the same data share it.
func writeProfile(header []byte, tags []iccTag) []byte {
	out := append(bytes.Clone(header), make([]byte, 4+iccEntry*len(tags))...)
	for _, named := range [][2]int{{4, 8}, {24, 36}, {40, 44}, {48, 56}, {80, iccHeader}} {
		clear(out[named[0]:named[1]])
	}
	binary.BigEndian.PutUint32(out[iccHeader:], uint32(len(tags)))
	at := map[string]int{}
	for i, t := range tags {
		from, again := at[string(t.body)]
		if !again {
			from = len(out)
			at[string(t.body)] = from
			out = append(out, t.body...)
			out = append(out, make([]byte, -len(out)&3)...)
		}
		entry := out[iccHeader+4+iccEntry*i:]
		copy(entry, t.name)
		binary.BigEndian.PutUint32(entry[4:], uint32(from))
		binary.BigEndian.PutUint32(entry[8:], uint32(len(t.body)))
	}
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}
