package generator

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"
	"testing/fstest"
)

// twin writes a random site. What the viewer may see comes from one source of
// chance, what is hidden from another: two sites of one seed differ in their
// hidden parts only, in how many there are, how long, where and what they say.
type twin struct {
	vis, hid *chance
	order    []string // audiences, widest first
	viewer   int      // whose edition must be the same
	files    fstest.MapFS
	planted  []plant
	pages    []*twinPage // visible ones, then hidden ones
	metrics  []string    // ids of metrics that all may see
	names    []string
	labels   int // makes labels of footnotes and links unique
	notes    int // the same in hidden parts
}

// plant is a word that stands in a hidden part.
type plant struct {
	token, kind string
	nowhere     bool // in no edition
}

// twinPage is a page to be written.
type twinPage struct {
	folder, name string
	level        int // of its audience in order
	hidden       bool
	draft        bool
	bundle       bool // it has a folder, where files stand beside it
	assets       int
}

func (p *twinPage) id() string {
	if p.folder == "pages" {
		return p.name
	}
	return p.folder + "/" + p.name
}

func newTwin(seed, variant uint64) *twin {
	w := &twin{vis: &chance{rand.New(rand.NewPCG(seed, 0)), twinWords}, hid: &chance{rand.New(rand.NewPCG(seed, variant)), hiddenWords}, files: fstest.MapFS{}, order: []string{"public", "internal"}}
	if w.vis.IntN(2) == 0 {
		w.order = []string{"public", "community", "internal"}
		w.viewer = w.vis.IntN(2)
	}
	w.listPages()
	w.config()
	w.data()
	for _, p := range w.pages {
		w.page(p)
	}
	return w
}

func (w *twin) file(name, text string) { w.files[name] = &fstest.MapFile{Data: []byte(text)} }

// tokenSize is how many bytes a token has.
const tokenSize = 11

// token makes a word that stands nowhere else and remembers it.
func (w *twin) token(kind string) string {
	b := []byte("zq")
	for len(b) < tokenSize {
		b = append(b, byte('a'+w.hid.IntN(26)))
	}
	w.planted = append(w.planted, plant{token: string(b), kind: kind})
	return string(b)
}

// gone makes a word that is in no edition.
func (w *twin) gone(kind string) string {
	t := w.token(kind)
	w.planted[len(w.planted)-1].nowhere = true
	return t
}

// wide is an audience that the viewer belongs to, no wider than a level.
func (w *twin) wide(r *chance, level int) int {
	return level + r.IntN(w.viewer+1-level)
}

// narrow is an audience that the viewer does not belong to.
func (w *twin) narrow() int { return w.viewer + 1 + w.hid.IntN(len(w.order)-w.viewer-1) }

// closed is the audience of a hidden part, as TOML: a name, or an embargo that
// will open it to what is around it.
func (w *twin) closed(around int) string {
	now := w.order[w.narrow()]
	if w.hid.IntN(4) > 0 {
		return fmt.Sprintf("%q", now)
	}
	return fmt.Sprintf("{ until = 2026-%02d-01, now = %q, then = %q }", 4+w.hid.IntN(8), now, w.order[around])
}

var twinWords = strings.Fields(`oracle price feed loan bridge relayer pause guardian validator market vault quorum signature deploy alert pager runbook review patch upgrade
	proposal timelock audit finding fuzz invariant monitor ledger epoch finality sequencer withdrawal deposit collateral keeper liquidation token contract proxy storage gas fee`)

// hiddenWords stand in hidden text alone, so that a find of the sweep is one.
var hiddenWords = strings.Fields(`harbour lantern meadow violin copper saddle thimble walnut orchard pebble ribbon anchor button candle drawer feather garden hammer island jacket
	kettle ladder mirror needle pillow quiver rocket spoon teapot umbrella velvet window yarn zipper basket cradle dolphin engine falcon goblet helmet`)

// chance is a source of chance and the words that come from it.
type chance struct {
	*rand.Rand
	words []string
}

// words are some words, more or fewer.
func words(r *chance, least, most int) string {
	out := make([]string, least+r.IntN(most-least+1))
	for i := range out {
		out[i] = r.words[r.IntN(len(r.words))]
	}
	return strings.Join(out, " ")
}

func sentence(r *chance) string {
	s := words(r, 3, 14)
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func pick(r *chance, from ...string) string { return from[r.IntN(len(from))] }

func dayIn(r *chance) string {
	return fmt.Sprintf("202%d-%02d-%02d", 4+r.IntN(2), 1+r.IntN(12), 1+r.IntN(28))
}

// some calls a function a random number of times.
func some(r *chance, most int, do func()) {
	for range r.IntN(most + 1) {
		do()
	}
}

var twinFolders = []string{"incidents", "near-misses", "upgrades", "lessons", "assessments", "culture", "reports", "pages"}

// listPages decides which pages there are, so that they can link to each other.
func (w *twin) listPages() {
	for i := range 4 + w.vis.IntN(6) {
		folder := twinFolders[w.vis.IntN(len(twinFolders))]
		if i == 0 {
			folder = "incidents"
		}
		p := &twinPage{folder: folder, name: fmt.Sprintf("%s-%s-%d", dayIn(w.vis), twinWords[w.vis.IntN(len(twinWords))], i), level: w.wide(w.vis, 0), bundle: w.vis.IntN(2) == 0}
		w.pages = append(w.pages, p)
	}
	if w.vis.IntN(2) == 0 {
		w.pages = append(w.pages, &twinPage{folder: "pages", name: pick(w.vis, "home", "about"), level: w.wide(w.vis, 0)})
	}
	some(w.hid, 4, func() {
		p := &twinPage{folder: twinFolders[w.hid.IntN(len(twinFolders))], hidden: true, level: w.narrow(), draft: w.hid.IntN(5) == 0, bundle: w.hid.IntN(2) == 0}
		kind := "hidden page"
		if p.draft {
			kind, p.level = "draft", len(w.order)-1
		}
		p.name = dayIn(w.hid) + "-" + w.token(kind)
		w.pages = append(w.pages, p)
	})
}

// targets are the pages that text for a level may link to.
func (w *twin) targets(level int, hidden bool) []*twinPage {
	return slices.DeleteFunc(slices.Clone(w.pages), func(p *twinPage) bool { return p.level > level || p.hidden && !hidden || p.draft })
}

func (w *twin) config() {
	var b strings.Builder
	fmt.Fprintf(&b, "title = %q\norganization = \"Example\"\nbase_url = \"https://example.org/s/\"\nas_of = 2026-03-31\nmin_count = 3\n", "Site "+words(w.vis, 1, 3))
	w.tomlComment(&b)
	if w.vis.IntN(2) == 0 {
		b.WriteString("currency = \"USD\"\n")
	}
	fmt.Fprintf(&b, "audiences = [%s]\n", quoted(w.order))
	fmt.Fprintf(&b, "tlp = { public = \"TLP:CLEAR\", internal = %q }\n", pick(w.hid, "TLP:AMBER", "TLP:RED"))
	for _, a := range w.order {
		fmt.Fprintf(&b, "[editions.%s]\noutput = %q\n", a, "out-"+a)
		if a == "internal" && w.hid.IntN(3) == 0 {
			b.WriteString("without = [\"exposure\"]\n")
		}
	}
	for i := range w.vis.IntN(3) {
		name := fmt.Sprintf("firm%d", i)
		w.names = append(w.names, name)
		fmt.Fprintf(&b, "[names.%s]\npublic = \"a %s firm\"\ninternal = \"%s\"\n", name, words(w.vis, 1, 2), "Acme "+w.token("name"))
	}
	if w.hid.IntN(2) == 0 {
		fmt.Fprintf(&b, "[never.public]\nwords = [%q]\n", w.gone("words"))
	}
	w.tomlComment(&b)
	w.file("candor.toml", b.String())
}

func quoted(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q", s))
	}
	return strings.Join(out, ", ")
}

// tomlComment writes a comment, or none.
func (w *twin) tomlComment(b *strings.Builder) {
	if w.hid.IntN(3) == 0 {
		b.WriteString("# " + words(w.hid, 0, 5) + " " + w.gone("toml comment") + "\n")
	}
}

// mixed writes visible and hidden chunks of a file: the visible ones in their
// order, the hidden ones anywhere between.
func (w *twin) mixed(visible, hidden []string) string {
	var b strings.Builder
	for _, chunk := range w.among(visible, hidden) {
		w.tomlComment(&b)
		b.WriteString(chunk)
	}
	return b.String()
}

// among puts hidden parts between visible ones.
func (w *twin) among(visible, hidden []string) []string {
	out := slices.Clone(visible)
	for _, h := range hidden {
		out = slices.Insert(out, w.hid.IntN(len(out)+1), h)
	}
	return out
}

// picture is a small PNG with a text in its metadata.
func picture(shade int, text string) []byte {
	img := image.NewGray(image.Rect(0, 0, 4, 4))
	img.SetGray(1, 1, color.Gray{Y: uint8(shade)})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	chunk := append([]byte("tEXt"), "Comment\x00"+text...)
	data := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	data = append(data, chunk...)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(chunk))
	return slices.Insert(b.Bytes(), 33, data...) // behind the header chunk
}
