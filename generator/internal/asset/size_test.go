package asset

import "testing"

func TestSize(t *testing.T) {
	lossy := appendWebP(nil, "VP8 ", []byte("\x30\x01\x00\x9d\x01\x2a\x18\x00\x10\x40\x00\x00"))
	lossless := appendWebP(nil, "VP8L", []byte("\x2f\x17\xc0\x03\x00\x00\x00\x00\x00\x00"))
	canvas := appendWebP(nil, "VP8X", []byte{0, 0, 0, 0, 0x17, 0, 0, 0x0f, 0, 0})
	for _, c := range []struct {
		name          string
		data          []byte
		width, height int
	}{
		{"png", testPNG(t), 24, 16},
		{"jpeg", testJPEG(t), 24, 16},
		{"gif", testGIF(t), 24, 16},
		{"webp, lossy with a scale", riff(lossy), 24, 16},
		{"webp, lossless", riff(lossless), 24, 16},
		{"webp, extended", riff(canvas), 24, 16},
		{"png turned", dirt("png", testPNG(t)), 16, 24},
		{"jpeg turned", dirt("jpeg", testJPEG(t)), 16, 24},
		{"svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24px" height="16"/>`), 24, 16},
		{"svg of its box's size", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"/>`), 0, 0},
		{"svg in other units", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24em" height="16em"/>`), 0, 0},
		{"webp cut short", riff(appendWebP(nil, "VP8L", []byte{0x2f})), 0, 0},
		{"text", []byte("no image"), 0, 0},
		{"nothing", nil, 0, 0},
	} {
		if width, height := Size(c.data); width != c.width || height != c.height {
			t.Errorf("%s: %d × %d, not %d × %d", c.name, width, height, c.width, c.height)
		}
	}
}
