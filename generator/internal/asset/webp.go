package asset

import "encoding/binary"

// Flags of a VP8X chunk that promise metadata, or a colour profile.
const (
	webpICC  = 0x20
	webpXMP  = 0x04
	webpEXIF = 0x08
)

// stripWebP drops XMP, EXIF but for the orientation, unknown chunks and what
// follows the file's stated end. Of the colour profile, the colours stay.
func stripWebP(data []byte) ([]byte, error) {
	size := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if size < 12 || size > uint64(len(data)) {
		return nil, cutShort("WebP", len(data))
	}
	turned := byte(0)
	body, err := stripChunks(data[12:size], &turned)
	if err != nil || len(body) == 0 {
		return nil, cutShort("WebP", 12)
	}
	extended := string(body[:4]) == "VP8X" && len(body) >= 18
	if extended {
		body[8] &^= webpXMP | webpEXIF
		if len(body) < 22 || string(body[18:22]) != "ICCP" {
			body[8] &^= webpICC
		}
	}
	if extended && turned != 0 {
		body[8] |= webpEXIF
		body = appendWebP(body, "EXIF", minimalEXIF(turned))
	}
	out := append([]byte("RIFF"), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(body)+4))
	return append(append(out, "WEBP"...), body...), nil
}

// stripChunks keeps the chunks that hold the image; a frame of an animation has
// chunks of its own.
func stripChunks(data []byte, turned *byte) ([]byte, error) {
	var out []byte
	for at := 0; at < len(data); {
		if len(data)-at < 8 {
			return nil, cutShort("WebP", at)
		}
		name, size := string(data[at:at+4]), uint64(binary.LittleEndian.Uint32(data[at+4:]))
		if size > uint64(len(data)-at-8) {
			return nil, cutShort("WebP", at)
		}
		body := data[at+8 : at+8+int(size)]
		at += 8 + int(size+size%2)
		switch name {
		case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM":
			out = appendWebP(out, name, body)
		case "ICCP":
			if bare := bareProfile(body); bare != nil {
				out = appendWebP(out, name, bare)
			}
		case "EXIF":
			*turned = orientation(body)
		case "ANMF":
			if len(body) < 16 {
				return nil, cutShort("WebP", at)
			}
			frame, err := stripChunks(body[16:], new(byte))
			if err != nil {
				return nil, err
			}
			out = appendWebP(out, name, append(append([]byte(nil), body[:16]...), frame...))
		}
	}
	return out, nil
}

func appendWebP(out []byte, name string, body []byte) []byte {
	out = binary.LittleEndian.AppendUint32(append(out, name...), uint32(len(body)))
	out = append(out, body...)
	if len(body)%2 == 1 {
		out = append(out, 0)
	}
	return out
}
