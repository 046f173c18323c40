package asset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"testing"
)

const secret = "quillfeather-7731"

func drawing() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, 24, 16), color.Palette{color.Black, color.White, color.RGBA{200, 40, 40, 255}})
	for i := range img.Pix {
		img.Pix[i] = byte(i * i / 7 % 3)
	}
	return img
}

func testPNG(t testing.TB) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, drawing()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func testJPEG(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawing(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func testGIF(t testing.TB) []byte {
	var b bytes.Buffer
	if err := gif.Encode(&b, drawing(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// testWebP is the frame of a file; nothing here looks into the coded image.
func testWebP() []byte {
	body := appendWebP(nil, "VP8X", []byte{0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	body = appendWebP(body, "ICCP", bareProfile(testProfile("")))
	body = appendWebP(body, "VP8L", []byte("\x2f\x00\x00\x00\x00\x88\x88\x08\x00"))
	frame := append(make([]byte, 16), appendWebP(nil, "VP8L", []byte("\x2f\x00\x00\x00\x00"))...)
	return riff(appendWebP(body, "ANMF", frame))
}

func riff(body []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return append(append(out, "WEBP"...), body...)
}

func pixels(t *testing.T, data []byte) []byte {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, a := img.At(x, y).RGBA()
			out = append(out, byte(r>>8), byte(g>>8), byte(b>>8), byte(a>>8))
		}
	}
	return out
}

// testProfile has a white point, and a text in each place that may hold one.
func testProfile(text string) []byte {
	header := make([]byte, iccHeader)
	copy(header[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(header[36:], "acsp")
	copy(header[48:], text)
	tag := func(kind string) []byte { return append([]byte(kind+"\x00\x00\x00\x00\x00\x00\x00\x11"), text...) }
	tags := []iccTag{{"desc", tag("desc")}, {"cprt", tag("text")}, {"dmnd", tag("mluc")}, {"priv", tag("curv")},
		{"wtpt", append([]byte("XYZ \x00\x00\x00\x00\x00\x00\xf6\xd6white-pt"), text...)}}
	out := append(header, 0, 0, 0, byte(len(tags)))
	at := len(out) + iccEntry*len(tags)
	for _, t := range tags {
		out = append(out, t.name...)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.body)))
		at += len(t.body)
	}
	for _, t := range tags {
		out = append(out, t.body...)
	}
	return out
}

// unpacked undoes the packing of a PNG's colour profile, so that it can be searched.
func unpacked(data []byte) []byte {
	i := bytes.Index(data, []byte("iCCPICC\x00\x00"))
	if i < 0 {
		return data
	}
	r, err := zlib.NewReader(bytes.NewReader(data[i+9:]))
	if err != nil {
		return data
	}
	profile, _ := io.ReadAll(r)
	return append(profile, data...)
}

// dirtyEXIF says "turned right" and who took the picture, little-endian.
func dirtyEXIF() []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	b = append(b, 0x3B, 0x01, 2, 0, byte(len(secret)), 0, 0, 0, 38, 0, 0, 0)
	b = append(b, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0)
	return append(b, secret...)
}

// dirt adds the secret wherever a program might have put it.
func dirt(name string, data []byte) []byte {
	switch name {
	case "png":
		at := len(pngSignature) + 25 // behind IHDR
		out := bytes.Clone(data[:at])
		out = appendChunk(out, "iCCP", append([]byte(secret+"\x00\x00"), packed(testProfile(secret))...))
		for _, chunk := range []string{"tEXt", "zTXt", "iTXt", "tIME", "vpAg", "sPLT", "hIST"} {
			out = appendChunk(out, chunk, []byte("Author\x00"+secret))
		}
		out = appendChunk(out, "eXIf", dirtyEXIF())
		return append(append(out, data[at:]...), secret...)
	case "jpeg":
		out := []byte{0xFF, 0xD8}
		out = appendSegment(out, jpegAPP0, append([]byte("JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x02\x03"), secret+"!"...))
		out = appendSegment(out, jpegAPP0, []byte("JFXX\x00\x10"+secret))
		out = appendSegment(out, jpegAPP1, append([]byte("Exif\x00\x00"), dirtyEXIF()...))
		out = appendSegment(out, jpegAPP1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+secret))
		out = appendSegment(out, jpegAPP2, append([]byte("ICC_PROFILE\x00\x01\x01"), testProfile(secret)...))
		out = appendSegment(out, jpegAPP2, []byte("MPF\x00"+secret))
		out = appendSegment(out, 0xED, []byte("Photoshop 3.0\x008BIM"+secret))
		out = appendSegment(out, jpegAPPE, []byte("Adobe\x00\x64\x00\x00\x00\x00\x00"+secret))
		out = appendSegment(out, jpegCOM, []byte(secret))
		return append(append(append(out, 0xFF), data[2:]...), secret...)
	case "gif":
		at := 13 + 3<<(data[10]&7+1)
		out := bytes.Clone(data[:at])
		out = append(out, "\x21\xFE\x11"+secret+"\x00"...)
		out = append(out, "\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\x00\x00"...)
		out = append(out, "\x21\xFF\x0BXMP DataXMP\x11"+secret+"\x00"...)
		out = append(out, "\x21\xF9\x04\x00\x00\x00\x00\x00\x21\x01\x0C............\x11"+secret+"\x00"...)
		return append(append(out, data[at:]...), secret...)
	case "webp":
		body := bytes.Clone(data[12:])
		body[8] |= webpXMP | webpEXIF
		body = appendWebP(body, "EXIF", dirtyEXIF())
		body = appendWebP(body, "XMP ", []byte(secret))
		body = appendWebP(body, "ABCD", []byte(secret))
		return append(riff(body), secret...)
	}
	return append(data, "<!--"+secret+"-->"...)
}
