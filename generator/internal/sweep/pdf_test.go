package sweep

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// document writes a PDF of objects, the first of which is its catalogue; extra
// goes into its trailer.
func document(extra string, objects ...string) []byte {
	b := bytes.NewBufferString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(b, "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, extra, xref)
	return b.Bytes()
}

// stream is a packed stream with keys of its own.
func stream(keys, text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return fmt.Sprintf("<<%s /Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream", keys, b.Len(), b.String())
}

// pageOf is a document of one page with these contents, font and objects.
func pageOf(contents, font, extra string, more ...string) []byte {
	return document(extra, append([]string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> /XObject <</X1 6 0 R>>>>>>", stream("", contents), font}, more...)...)
}

const (
	plainFont = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
	wideFont  = "<</Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R>>"
	noFont    = "<</Type /Font /Subtype /Type0 /Encoding /Identity-H>>"
	picture   = "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1>>\nstream\nx\nendstream"
)

func utf16Hex(text string) string {
	out := "FEFF"
	for _, r := range text {
		out += fmt.Sprintf("%04X", r)
	}
	return out
}

func TestTextOfDocuments(t *testing.T) {
	form := stream("/Type /XObject /Subtype /Form /Resources <</Font <</F1 5 0 R>>>>", "BT /F1 9 Tf (by Hollowmere Vaults) Tj ET")
	letters := stream("", "begincodespacerange <0000> <FFFF> endcodespacerange beginbfrange <0001> <000B> [<0048> <006F> <006C> <006C> <006F> <0077> <006D> <0065> <0072> <0065> <0020>] <000C> <0010> [<0056> <0061> <0075> <0074> <0073>] endbfrange")
	for name, data := range map[string][]byte{
		"text":           pageOf("BT /F1 9 Tf (by Hollowmere Vaults) Tj ET", plainFont, "", picture),
		"kerned":         pageOf("BT /F1 9 Tf [(Hol) 20 (low) -30 (mere) -300 (Vaults)] TJ ET", plainFont, "", picture),
		"hex":            pageOf("BT /F1 9 Tf <486F6C6C6F776D657265205661756C7473> Tj ET", plainFont, "", picture),
		"wide font":      pageOf("BT /F1 9 Tf <0001000200030004000500060007000800090008000B000C000D000E0004000F0010> Tj ET", wideFont, "", picture, letters),
		"form":           pageOf("/X1 Do", plainFont, "", form),
		"author":         document("/Info <</Author <"+utf16Hex("Hollowmere Vaults")+">>>", "<</Type /Catalog>>"),
		"bookmark":       document("", "<</Type /Catalog /Outlines <</First <</Title (Hollowmere Vaults)>>>>>>"),
		"metadata":       document("", "<</Type /Catalog /Metadata 2 0 R>>", stream("/Type /Metadata /Subtype /XML", "<x:xmpmeta><dc:creator>Hollowmere Vaults</dc:creator></x:xmpmeta>")),
		"second version": bytes.Replace(pageOf("BT /F1 9 Tf (by Hollowmere Vaults) Tj ET", plainFont, "", picture), []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1),
		"no structure":   []byte("%PDF-1.4\n1 0 obj<</Author<" + utf16Hex("Hollowmere Vaults") + ">>>endobj\ntrailer<<>>\n%%EOF\n"),
	} {
		text, why := textOfPDF(data)
		if got := strings.Join(strings.Fields(string(text)), " "); !strings.Contains(got, "Hollowmere Vaults") || why != "" {
			t.Errorf("%s: %q, %q", name, got, why)
		}
		if s := newSweep("", "by the firm Hollowmere Vaults"); len(s.File("r.pdf", data)) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}

// The codes of a font are read by its table of letters.
func TestLettersOfCodes(t *testing.T) {
	c := readCodes([]byte("begincodespacerange <0000> <FFFF> endcodespacerange beginbfrange <0001> <0003> <0041> <0004> <0005> [<00660069> <0062>] endbfrange beginbfchar <0010> <0020> endbfchar"))
	if got := c.read("\x00\x01\x00\x03\x00\x10\x00\x04\x00\x05"); got != "AC fib" {
		t.Errorf("got %q", got)
	}
}

func TestUnsearchable(t *testing.T) {
	for name, data := range map[string][]byte{
		"letters without names": pageOf("BT /F1 9 Tf <0001> Tj ET", noFont, "", picture),
		"a picture":             pageOf("q /X1 Do Q", plainFont, "", picture),
		"encrypted":             document("/Encrypt <</Filter /Standard /V 5 /R 6>>", "<</Type /Catalog>>"),
		"damaged":               pageOf("BT ET", plainFont, "", picture)[:300],
		"7z":                    []byte("7z\xBC\xAF\x27\x1C\x00\x04"),
		"zip with a password":   []byte("PK\x03\x04\x14\x00\x01\x00\x08\x00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
	} {
		if Unsearchable(data) == "" {
			t.Errorf("%s: said to be searched", name)
		}
		if s := newSweep("", "Hollowmere Vaults"); len(s.File("a.bin", data)) == 0 {
			t.Errorf("%s: a search says nothing", name)
		}
	}
	if why := Unsearchable([]byte("%PDF-1.4\ntrailer<<>>\n%%EOF\n")); why != "" {
		t.Errorf("a document without parts: %s", why)
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pageOf("BT /F1 9 Tf [(Hol) 20 (low)] TJ ET", plainFont, "", picture))
	f.Fuzz(func(t *testing.T, data []byte) { textOfPDF(append([]byte("%PDF-1.7\n"), data...)) })
}
