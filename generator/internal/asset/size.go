package asset

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"image"
	_ "image/gif" // for DecodeConfig
	_ "image/jpeg"
	_ "image/png"
	"strconv"
	"strings"
)

// Size is the width and height of an image in CSS pixels, as a browser shows it
// (a camera's turn is done); zeros where the file does not say.
func Size(data []byte) (width, height int) {
	bare, err := Strip(data)
	if err != nil {
		return 0, 0
	}
	switch t, _ := kind(bare); t {
	case svgType:
		return svgSize(bare)
	case webpType:
		width, height = webpSize(bare[12:])
	case pngType, jpegType, gifType:
		c, _, err := image.DecodeConfig(bytes.NewReader(bare))
		if err != nil {
			return 0, 0
		}
		width, height = c.Width, c.Height
	}
	exif := minimalEXIF(0)
	if i := bytes.Index(bare, exif[:len(exif)-7]); i >= 0 && orientation(bare[i:]) > 4 { // it lies on its side
		return height, width
	}
	return width, height
}

// webpSize reads the first chunk of the three kinds of WebP (RFC 9649).
func webpSize(chunk []byte) (width, height int) {
	if len(chunk) < 18 {
		return 0, 0
	}
	body := chunk[8:]
	switch string(chunk[:4]) {
	case "VP8X": // a canvas, both sides less one in 24 bits
		low := func(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
		return low(body[4:]) + 1, low(body[7:]) + 1
	case "VP8L": // a sign, then both sides less one in 14 bits
		bits := binary.LittleEndian.Uint32(body[1:])
		return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
	case "VP8 ": // a frame's head, then both sides in 14 bits, each below its scale
		return int(binary.LittleEndian.Uint16(body[6:]) & 0x3FFF), int(binary.LittleEndian.Uint16(body[8:]) & 0x3FFF)
	}
	return 0, 0
}

// svgSize is the size that a drawing gives itself in pixels.
func svgSize(data []byte) (width, height int) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		size := map[string]int{}
		for _, a := range root.Attr {
			size[a.Name.Local], _ = strconv.Atoi(strings.TrimSuffix(a.Value, "px"))
		}
		if size["width"] > 0 && size["height"] > 0 {
			return size["width"], size["height"]
		}
		return 0, 0
	}
}
