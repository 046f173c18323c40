package sweep

import (
	"bytes"
	"math"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// vocabulary are words of markup that stand in outputs whatever they say: those
// of HTML, of formats, of the keys of figures.
const vocabulary = `html head body title script style link meta charset viewport content header footer main section article aside figure figcaption
blockquote table thead tbody tfoot caption colgroup strong button input label legend fieldset select option textarea details summary dialog template
datetime hidden class href rel stylesheet integrity anonymous crossorigin referrer policy noreferrer noopener nofollow canonical alternate
checkbox radio disabled checked search submit placeholder autocomplete spellcheck tabindex aria labelledby describedby hidden expanded controls current
viewBox path circle rect polyline polygon ellipse line text tspan title desc defs symbol clipPath linearGradient stroke fill opacity anchor middle start
stroke-width stroke-linecap stroke-linejoin stroke-dasharray preserveAspectRatio text-anchor font-size font-family font-weight sans serif monospace none inherit currentColor
http https www w3 org 2000 svg 2005 Atom application json xml rss feed entry updated published author urlset sitemap lastmod priority changefreq
sha256 sha384 sha512 utf8 utf-8 base64 html5 ISO-8859-1 true false null undefined function return const await async default import export module
footnote footnotes backref language code align left right center justify width height style loading lazy decoding async sizes srcset
og:title og:description og:type og:url og:site_name twitter:card summary_large_image itemprop itemscope itemtype schema context type name description headline dateModified datePublished
assurance attainment better cadence centre corrected crossings durations earliest evidence factor geometric kind latest limits longest lower mean median
method missing partial period points projected rate runs sentence signal signals slope survival target trend trial unit upper value verdict withheld
User-agent: * Allow: / Disallow: / Sitemap:
robots.txt checksums.txt sitemap.xml feed.xml feed.json report.json index.html 404.html data.csv data.json .nojekyll .well-known/security.txt`

// forget drops the fingerprints that visible texts hold as well: they are there
// by right.
func (s *Sweep) forget(in Input) {
	met := make([]atomic.Bool, len(s.prints.prints))
	numbers := s.visibleNumbers(in.Computed)
	var mu sync.Mutex
	var wait sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			own := map[number]bool{}
			for i := int(next.Add(1)) - 1; i < len(in.Visible)+in.Pages; i = int(next.Add(1)) - 1 {
				if i < len(in.Visible) {
					s.readVisible(in.Visible[i], met, own)
				} else {
					s.readVisible(in.Page(i-len(in.Visible)), met, own)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for n := range own {
				numbers[n] = true
			}
		})
	}
	wait.Wait()
	for n := range numbers {
		if !s.numbers[n].never {
			delete(s.numbers, n)
		}
	}
	s.readMarkup(in, met)
	kept := s.prints.prints[:0]
	for i, p := range s.prints.prints {
		if p.rule == never || !met[i].Load() {
			kept = append(kept, p)
			if p.rule == plain && !p.form {
				s.parts[p.part].plain++
			}
		}
	}
	s.prints = table{prints: kept}
	s.prints.index()
}

// action is what a template computes.
var action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// readMarkup marks what templates say, and notes the words of their tags, of
// style sheets and of scripts, which count in text only.
func (s *Sweep) readMarkup(in Input, met []atomic.Bool) {
	sc := scanner{table: &s.prints, onPrint: func(i int32, words int, how uint64) {
		if allMarkup(how, words) {
			s.prints.prints[i].form = true
		} else {
			met[i].Store(true)
		}
	}}
	for _, text := range in.Templates {
		sc.again(action.ReplaceAllLiteral(text, []byte(" | ")), decoded)
	}
	sc.markup = true
	for _, text := range append(slices.Clip(in.Markup), []byte(vocabulary)) {
		sc.again(text, decoded)
	}
}

// visibleNumbers are the computed figures, rounded in the ways that hidden
// numbers are written, as they are and in per cent.
func (s *Sweep) visibleNumbers(computed []float64) map[number]bool {
	var decimals [20]bool
	for n := range s.numbers {
		decimals[min(max(n.decimals, 0), 19)] = true
	}
	numbers := map[number]bool{}
	for _, value := range computed {
		if math.IsNaN(value) || math.IsInf(value, 0) {
			continue
		}
		for d, used := range decimals {
			if used {
				numbers[rounded(value, d)] = true
				numbers[rounded(value*100, d)] = true
			}
		}
	}
	return numbers
}

// readVisible marks what a visible text holds, read in every way.
func (s *Sweep) readVisible(text []byte, met []atomic.Bool, numbers map[number]bool) {
	sc := scanner{table: &s.prints,
		onPrint: func(i int32, _ int, _ uint64) {
			if !met[i].Load() { // most were met before, and a look is cheaper than a write
				met[i].Store(true)
			}
		},
		onNumber: func(n number, _ bool) { numbers[n] = true },
	}
	sc.scan(text)
	sc.onNumber = nil
	ambiguous(text).around(text, func(part []byte) { sc.again(part, literal) })
	if bytes.Contains(text, []byte("](")) || bytes.Contains(text, []byte("][")) {
		shown, were := withoutLinks(text)
		were.around(shown, func(part []byte) { sc.again(part, markdown) })
		if bytes.IndexByte(shown, '<') >= 0 {
			were = spans{{0, len(shown)}} // text joins across a tag, however long that is
		}
		were.around(shown, func(part []byte) { sc.again(part, decoded) })
	}
	for _, form := range moments(text) {
		sc.again([]byte(form), literal)
	}
}

// again reads another text, or the same one in another way.
func (s *scanner) again(text []byte, how reading) {
	s.text, s.tag, s.inTag, s.reading = window{}, window{}, false, how
	s.scan(text)
}

var addresses = regexp.MustCompile(`\]\([^()\s]*(?:\s+"[^"\n]*")?\)|\]\[[^\[\]\n]*\]`)

// withoutAddresses blanks what markdown does not show of links.
func withoutAddresses(text string) string {
	return addresses.ReplaceAllStringFunc(text, func(link string) string {
		return strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return ' '
		}, link)
	})
}

// addNumbers takes the numbers of a hidden part, as written and rounded; of a
// share, the per cent too.
func (s *Sweep) addNumbers(id int32, h Hidden) {
	var sc scanner
	add := func(n number) {
		if _, ok := s.numbers[n]; !ok && n.telling() {
			s.numbers[n] = place{part: id, at: int32(sc.at)}
		}
	}
	sc = scanner{reading: literal, whole: true, onWord: func(uint64, int) {}, onNumber: func(n number, strict bool) {
		if !strict {
			return
		}
		add(n)
		for n.decimals > 0 {
			n = number{(n.digits + 5) / 10, n.decimals - 1}.trimmed()
			add(n)
		}
	}}
	sc.scan([]byte(h.Text))
	if n, length := readNumber([]byte(h.Text)); h.Kind == Number && length == len(h.Text) && n.digits < powers[min(max(n.decimals, 0), 15)] {
		add(number{n.digits, n.decimals - 2}.trimmed())
	}
}

// powers of ten; a number with so many decimals is a share below them.
var powers = func() (p [16]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()
