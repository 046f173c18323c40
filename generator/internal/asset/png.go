package asset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

var pngSignature = []byte("\x89PNG\r\n\x1a\n")

// pngKept are the chunks that change how an image is shown; all others are
// metadata, or unknown.
var pngKept = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true,
	"gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "cICP": true, "mDCV": true, "cLLI": true,
	"sBIT": true, "bKGD": true, "pHYs": true,
	"acTL": true, "fcTL": true, "fdAT": true,
}

// stripPNG drops text, times, EXIF but for the orientation, chunks that are not
// known, the texts of colour profiles, and whatever follows the end (a cropped image's old bytes, for one).
func stripPNG(data []byte) ([]byte, error) {
	out := append([]byte(nil), pngSignature...)
	turned := byte(0)
	for at := len(pngSignature); ; {
		if len(data)-at < 12 {
			return nil, cutShort("PNG", at)
		}
		size := uint64(binary.BigEndian.Uint32(data[at:]))
		if size > uint64(len(data)-at-12) {
			return nil, cutShort("PNG", at)
		}
		end := at + 12 + int(size)
		name, body := string(data[at+4:at+8]), data[at+8:end-4]
		if crc32.ChecksumIEEE(data[at+4:end-4]) != binary.BigEndian.Uint32(data[end-4:]) {
			return nil, cutShort("PNG", at)
		}
		switch {
		case name == "eXIf":
			turned = orientation(body)
		case name == "iCCP":
			out = append(out, bareChunk(data[at:end])...)
		case name == "IDAT" && turned != 0:
			out, turned = appendChunk(out, "eXIf", minimalEXIF(turned)), 0
			fallthrough
		case pngKept[name]:
			out = append(out, data[at:end]...)
		case name[0]&0x20 == 0:
			return nil, cutShort("PNG", at) // a critical chunk that nobody knows
		}
		if name == "IEND" {
			return out, nil
		}
		at = end
	}
}

// appendChunk writes a PNG chunk with its checksum.
func appendChunk(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	from := len(out)
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

// bareChunk is a chunk with a colour profile, without the profile's name and
// texts; nothing when the profile cannot be read. One that is bare already stays
// as it is packed: another version of the packer would write other bytes.
func bareChunk(chunk []byte) []byte {
	body := chunk[8 : len(chunk)-4]
	end := bytes.IndexByte(body[:min(len(body), 80)], 0)
	if end < 0 || len(body) < end+2 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(body[end+2:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, iccLimit))
	if err != nil {
		return nil
	}
	bare := bareProfile(profile)
	switch {
	case bare == nil:
		return nil
	case bytes.Equal(bare, profile) && string(body[:end]) == "ICC" && wholly(body[end+2:]):
		return chunk
	}
	return appendChunk(nil, "iCCP", append([]byte("ICC\x00\x00"), packed(bare)...))
}

// wholly reports whether nothing follows what is packed.
func wholly(data []byte) bool {
	rest := bytes.NewReader(data)
	r, err := zlib.NewReader(rest)
	if err == nil {
		_, err = io.Copy(io.Discard, r)
	}
	return err == nil && rest.Len() == 0
}

func packed(data []byte) []byte {
	var buf bytes.Buffer
	w := zlib.NewWriter(&buf)
	_, _ = w.Write(data) // a buffer takes all
	_ = w.Close()
	return buf.Bytes()
}
