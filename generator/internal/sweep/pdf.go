package sweep

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// Unsearchable is why the text of a file cannot be searched, as a phrase that
// goes on from "this file"; "" where it can.
func Unsearchable(data []byte) string {
	if isPDF(data) {
		_, why := textOfPDF(data)
		return why
	}
	return sealed(data)
}

// sealed tells of containers that are not opened here.
func sealed(data []byte) string {
	for magic, what := range map[string]string{
		"7z\xBC\xAF\x27\x1C": "a 7z archive", "Rar!\x1A\x07": "a RAR archive", "\xFD7zXZ\x00": "packed with xz",
		"\x28\xB5\x2F\xFD": "packed with zstd", "\x04\x22\x4D\x18": "packed with lz4",
		"age-encryption.org/": "encrypted with age", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1": "an old office document",
	} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return "is " + what
		}
	}
	for at := range each(data, "PK\x03\x04") {
		if at == 0 && len(data) > 30 && data[6]&1 != 0 {
			return "is an encrypted zip archive"
		}
		break
	}
	return ""
}

func isPDF(data []byte) bool { return bytes.HasPrefix(data, []byte("%PDF-")) }

// pdf searches what a document says: its pages, and the texts around them.
func (c *collector) pdf(data []byte, form string) {
	text, why := textOfPDF(data)
	if why != "" {
		c.at(0, "unsearched", "it "+why)
	}
	c.read(text, form+" pdf", 0)
}

// Bounds of what is read of one document.
const (
	pdfNodes = 200_000
	pdfText  = 32 << 20
	pdfDeep  = 60
)

// textOfPDF is the text of a document's pages, its metadata, notes, bookmarks and
// fields, and what else is written in strings. why tells what of it cannot be
// read.
func textOfPDF(data []byte) (text []byte, why string) {
	r := pdfReader{seen: map[string]bool{}}
	err := r.document(data)
	if err != nil && !bytes.Contains(data, []byte("stream")) && !bytes.Contains(data, []byte("/Encrypt")) {
		err = nil // nothing is packed in it: all of its text stands there as it is
	}
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword) || err != nil && bytes.Contains(data, []byte("/Encrypt")):
		why = "is an encrypted PDF document"
	case err != nil:
		why = "is a PDF document whose parts cannot be read"
	default:
		why = r.why
	}
	return r.out.Bytes(), why
}

type pdfReader struct {
	out   bytes.Buffer
	seen  map[string]bool // dictionaries that were read
	nodes int
	why   string
}

var (
	pdfHex     = regexp.MustCompile(`<([0-9A-Fa-f\s]{8,})>`)
	errTooMuch = errors.New("more than is searched")
)

// strings reads the hexadecimal strings of a document's bytes.
func (r *pdfReader) strings(data []byte) {
	for _, m := range pdfHex.FindAllSubmatch(data, -1) {
		r.say(pdfString(unhex(m[1])))
	}
}

func (r *pdfReader) say(text string) {
	r.out.WriteString(text)
	r.out.WriteByte('\n')
	if r.out.Len() > pdfText {
		panic(errTooMuch)
	}
}

func unhex(digits []byte) []byte {
	var out []byte
	half := rune(-1)
	for _, c := range digits {
		switch d := digit(c); {
		case d < 0:
		case half < 0:
			half = d
		default:
			out, half = append(out, byte(half<<4|d)), -1
		}
	}
	return out
}

// pdfString is a string outside of a page: UTF-16 with a mark, or bytes.
func pdfString(s []byte) string {
	if !bytes.HasPrefix(s, []byte("\xFE\xFF")) {
		return string(s)
	}
	return utf16BE(s[2:])
}

func utf16BE(s []byte) string {
	var units []uint16
	for ; len(s) >= 2; s = s[2:] {
		units = append(units, uint16(s[0])<<8|uint16(s[1]))
	}
	return string(utf16.Decode(units))
}

// document reads a document. The library panics where one is damaged.
func (r *pdfReader) document(data []byte) (err error) {
	defer func() {
		if what := recover(); what != nil {
			err = fmt.Errorf("%v", what)
		}
	}()
	r.strings(data)
	data = bytes.Clone(data)
	if len(data) > 10 && data[5] == '2' {
		copy(data[5:8], "1.7") // the library knows the first version alone, whose form is the same
	}
	doc, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	r.walk(doc.Trailer().Key("Info"), 0)
	r.walk(doc.Trailer().Key("Root"), 0)
	for i := 1; i <= min(doc.NumPage(), pdfNodes); i++ {
		page := doc.Page(i)
		said, before := r.page(page.V, page.Resources(), 0), r.why
		if said == 0 && r.why == before && pictures(page.Resources()) {
			r.why = fmt.Sprintf("is a PDF document with a picture instead of text on page %d", i)
		}
	}
	return nil
}

// walk says every string below a value, and the metadata.
func (r *pdfReader) walk(v pdf.Value, depth int) {
	if r.nodes++; depth > pdfDeep || r.nodes > pdfNodes {
		return
	}
	switch v.Kind() {
	case pdf.String:
		r.say(v.Text())
	case pdf.Array:
		for i := range v.Len() {
			r.walk(v.Index(i), depth+1)
		}
	case pdf.Dict, pdf.Stream:
		text := v.String()
		if r.seen[text] {
			return
		}
		r.seen[text] = true
		if v.Kind() == pdf.Stream && v.Key("Subtype").Name() == "XML" {
			data, _ := io.ReadAll(io.LimitReader(v.Reader(), pdfText))
			r.say(string(data))
		}
		for _, key := range v.Keys() {
			r.walk(v.Key(key), depth+1)
		}
	}
}

// pictures reports whether a page draws one.
func pictures(resources pdf.Value) bool {
	objects := resources.Key("XObject")
	for _, name := range objects.Keys() {
		if objects.Key(name).Key("Subtype").Name() == "Image" {
			return true
		}
	}
	return false
}

// wideGap is the space between letters, in thousandths of their size, that reads
// as one between words.
const wideGap = -180

// page says the text of a page or of a form on it, and returns how long it is.
func (r *pdfReader) page(v, resources pdf.Value, depth int) int {
	contents := v.Key("Contents")
	if v.Kind() == pdf.Stream {
		contents = v
	}
	if contents.Kind() == pdf.Null || depth > 8 {
		return 0
	}
	from := r.out.Len()
	letters := func(s string) string { return s }
	show := func(v pdf.Value) { r.out.WriteString(letters(v.RawString())) }
	pdf.Interpret(contents, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		switch {
		case r.out.Len() > pdfText:
			panic(errTooMuch)
		case op == "Tf" && len(args) == 2:
			letters = r.font(resources.Key("Font").Key(args[0].Name()))
		case op == "Do" && len(args) == 1:
			if form := resources.Key("XObject").Key(args[0].Name()); form.Key("Subtype").Name() == "Form" {
				r.page(form, form.Key("Resources"), depth+1)
			}
		case op == "Tj" && len(args) == 1:
			show(args[0])
		case (op == "'" || op == "\"") && len(args) > 0:
			r.out.WriteByte('\n')
			show(args[len(args)-1])
		case op == "TJ" && len(args) == 1:
			for i := range args[0].Len() {
				if x := args[0].Index(i); x.Kind() == pdf.String {
					show(x)
				} else if x.Float64() < wideGap {
					r.out.WriteByte(' ')
				}
			}
		case strings.Contains(" Td TD T* Tm BT ET ", " "+op+" "):
			r.out.WriteByte('\n')
		}
	})
	r.out.WriteByte('\n')
	return len(bytes.TrimSpace(r.out.Bytes()[from:]))
}

// font is how the codes of a font are read as letters.
func (r *pdfReader) font(v pdf.Value) func(string) string {
	if codes := v.Key("ToUnicode"); codes.Kind() == pdf.Stream {
		data, _ := io.ReadAll(io.LimitReader(codes.Reader(), pdfText))
		if m := readCodes(data); len(m.letters) > 0 {
			return m.read
		}
	}
	if kind := v.Key("Subtype").Name(); kind == "Type0" && v.Key("Encoding").Name() != "UniGB-UCS2-H" || kind == "Type3" {
		r.why = "is a PDF document with a font that does not name its letters"
	}
	font := pdf.Font{V: v}
	return font.Encoder().Decode
}
