// Package asset decides which files beside a page may be published, and takes
// the metadata out of them. It must not know of pages, audiences or folders: it
// gets bytes and gives bytes.
package asset

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Type is a kind of file that may be published.
type Type struct {
	Name string   // for messages: "a PNG image"
	MIME string   // without parameters
	Exts []string // extensions that fit, with the dot; the usual one first
	AsIs bool     // cannot be cleaned: goes out byte for byte, so a build's report names it
	Text bool     // what it says can be read as it stands

	strip func([]byte) ([]byte, error) // nil when nothing is to be taken out
}

var (
	pngType  = &Type{Name: "a PNG image", MIME: "image/png", Exts: []string{".png"}, strip: stripPNG}
	jpegType = &Type{Name: "a JPEG image", MIME: "image/jpeg", Exts: []string{".jpg", ".jpeg"}, strip: stripJPEG}
	webpType = &Type{Name: "a WebP image", MIME: "image/webp", Exts: []string{".webp"}, strip: stripWebP}
	gifType  = &Type{Name: "a GIF image", MIME: "image/gif", Exts: []string{".gif"}, strip: stripGIF}
	svgType  = &Type{Name: "an SVG drawing", MIME: "image/svg+xml", Exts: []string{".svg"}, Text: true}
	pdfType  = &Type{Name: "a PDF document", MIME: "application/pdf", Exts: []string{".pdf"}, AsIs: true}
	jsonType = &Type{Name: "JSON", MIME: "application/json", Exts: []string{".json"}, AsIs: true, Text: true}
	textType = &Type{Name: "plain text", MIME: "text/plain", AsIs: true, Text: true,
		Exts: []string{".txt", ".csv", ".tsv", ".json", ".log", ".diff", ".patch", ".asc", ".toml", ".yaml", ".yml", ".sol", ".vy"}}
)

// Kind tells by content what a file is. The error is the reason why it may not
// be published, as a phrase that goes on from "this file".
func Kind(data []byte) (Type, error) {
	t, err := kind(data)
	if err != nil {
		return Type{}, err
	}
	return *t, nil
}

// Check is Kind, and the name's extension must fit the content: servers go by
// the extension.
func Check(name string, data []byte) (Type, error) {
	t, err := kind(data)
	if err != nil {
		return Type{}, err
	}
	ext := strings.ToLower(path.Ext(name))
	if t == jsonType && ext != ".json" {
		t = textType
	}
	if !slices.Contains(t.Exts, ext) {
		return Type{}, fmt.Errorf("is %s, which its name does not say: it should end in %s", t.Name, t.Exts[0])
	}
	return *t, nil
}

// Strip takes the metadata out of a file and leaves what is shown as it is, bit
// for bit. Stripping twice is the same as once. Files without a place for
// metadata, and those that Type.AsIs tells of, come back as they are. The error
// is a reason as from Kind.
func Strip(data []byte) ([]byte, error) {
	t, err := kind(data)
	if err != nil || t.strip == nil {
		return data, err
	}
	return t.strip(data)
}

// Carries reports whether an image holds metadata that Strip would take away. Of
// one that Strip cannot read, nobody can say that it holds none.
func Carries(data []byte) bool {
	t := picture(data)
	if t == nil {
		return false
	}
	bare, err := t.strip(data)
	return err != nil || !bytes.Equal(bare, data)
}

// picture tells images by their first bytes; nil for all else.
func picture(data []byte) *Type {
	switch {
	case bytes.HasPrefix(data, pngSignature):
		return pngType
	case bytes.HasPrefix(data, []byte{0xFF, 0xD8, 0xFF}):
		return jpegType
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return gifType
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return webpType
	}
	return nil
}

func kind(data []byte) (*Type, error) {
	if len(data) == 0 {
		return nil, errors.New("is empty")
	}
	if t := picture(data); t != nil {
		return t, nil
	}
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return pdfType, checkPDF(data)
	}
	if what := refused(data); what != "" {
		return nil, errors.New(what)
	}
	return textKind(data)
}

// textKind tells the kinds of text apart.
func textKind(data []byte) (*Type, error) {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n\f")
	switch {
	case !plain(data):
		return nil, errors.New("is of no kind that is published: PNG, JPEG, WebP, GIF, SVG, PDF and plain text are")
	case bytes.HasPrefix(text, []byte("#!")):
		return nil, errors.New("is a script that a shell would run")
	case bytes.HasPrefix(text, []byte("<")):
		if err := CheckSVG(data); err != nil {
			return nil, err
		}
		return svgType, nil
	case len(text) > 0 && (text[0] == '{' || text[0] == '[') && json.Valid(text):
		return jsonType, nil
	}
	return textType, nil
}

// plain reports whether data is UTF-8 without control characters.
func plain(data []byte) bool {
	for _, c := range data {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7F {
			return false
		}
	}
	return utf8.Valid(data)
}

// refused names what is asked for now and then, with the way out.
func refused(data []byte) string {
	for _, r := range []struct {
		at         int
		magic, why string
	}{
		{0, "PK\x03\x04", "is an archive (or an office document), whose inside is not looked at: publish its files one by one, or as PDF"},
		{0, "\x1f\x8b", "is compressed: publish it unpacked"},
		{0, "II*\x00", "is a TIFF image, which is not shown by browsers: save it as PNG"},
		{0, "MM\x00*", "is a TIFF image, which is not shown by browsers: save it as PNG"},
		{0, "8BPS", "has layers: save it as PNG"},
		{0, "BM", "is a bitmap: save it as PNG"},
		{4, "ftypavif", "is an AVIF image, whose metadata cannot be taken out here: save it as WebP or PNG"},
		{4, "ftyp", "is a film or an image of a kind whose metadata cannot be taken out here: save it as PNG"},
		{0, "MZ", "is a program"},
		{0, "\x7fELF", "is a program"},
	} {
		if len(data) > r.at && bytes.HasPrefix(data[r.at:], []byte(r.magic)) && !plain(data) {
			return r.why
		}
	}
	return ""
}

// checkPDF refuses documents that do something or carry other files. What hides
// in compressed streams is not looked at.
func checkPDF(data []byte) error {
	for _, r := range []struct{ name, why string }{
		{"/JavaScript", "holds a script"},
		{"/Launch", "starts programs"},
		{"/EmbeddedFile", "carries other files"},
	} {
		if bytes.Contains(data, []byte(r.name)) {
			return fmt.Errorf("is a PDF document that %s: print it to a new one", r.why)
		}
	}
	return nil
}

// cutShort is the error of a file that ends too early or is damaged.
func cutShort(format string, at int) error {
	return fmt.Errorf("is a %s image that is damaged or cut short (byte %d): save it anew", format, at)
}

// orientation finds the one entry of EXIF that changes how an image is shown:
// 2 to 8, or 0 when it is upright or not said.
func orientation(tiff []byte) byte {
	tiff = bytes.TrimPrefix(tiff, []byte("Exif\x00\x00"))
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	n := int(order.Uint16(tiff[at:]))
	for entry := tiff[at+2:]; n > 0 && len(entry) >= 12; n, entry = n-1, entry[12:] {
		value := order.Uint16(entry[8:])
		if order.Uint16(entry) == 0x0112 && order.Uint16(entry[2:]) == 3 && value >= 2 && value <= 8 {
			return byte(value)
		}
	}
	return 0
}

// minimalEXIF says how an image is turned, and nothing else.
func minimalEXIF(turned byte) []byte {
	return []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{turned}) + "\x00\x00\x00\x00\x00\x00")
}
