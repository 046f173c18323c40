package sweep

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"testing"
)

func zipped(s string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create("a.txt")
	f.Write([]byte("some text before it: " + s + " and some after it, some after it"))
	w.Close()
	return b.Bytes()
}

// pngWith is a PNG with a text in a chunk of that name; image data is cut in
// two.
func pngWith(s, name string) []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write([]byte("\x00 " + s + " \x00"))
	w.Close()
	out := []byte("\x89PNG\r\n\x1a\n")
	switch name {
	case "tEXt":
		out = chunk(out, name, []byte("Comment\x00"+s))
	case "zTXt":
		out = chunk(out, name, append([]byte("Comment\x00\x00"), z.Bytes()...))
	case "iTXt":
		out = chunk(out, name, append([]byte("Comment\x00\x01\x00en\x00\x00"), z.Bytes()...))
	default:
		out = chunk(chunk(out, name, z.Bytes()[:9]), name, z.Bytes()[9:])
	}
	return chunk(out, "IEND", nil)
}

func chunk(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	from := len(out)
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

func TestRandomBytesAreNoFind(t *testing.T) {
	var texts []string
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		texts = append(texts, "id "+randomWord(r, 4)+"7 "+randomWord(r, 9))
	}
	s := newSweep("", texts...)
	data := make([]byte, 1<<22)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	if finds := s.File("a.jpg", data); len(finds) > 0 {
		t.Errorf("%v", finds)
	}
}

func TestPackedBombIsReported(t *testing.T) {
	s := newSweep("", "quiet capitulation")
	s.limit = 1 << 20
	finds := s.File("a.gz", packed(string(make([]byte, s.limit+1)), false))
	if len(finds) != 1 || finds[0].Kind != "unsearched" {
		t.Errorf("got %v", finds)
	}
}
