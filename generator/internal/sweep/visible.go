package sweep

import (
	"bytes"
	"math"
	"regexp"
	"runtime"
	"sync"
	"sync/atomic"
)

// vocabulary are words that stand in outputs whatever they say: those of HTML,
// of dates, of formats.
const vocabulary = `January February March April May June July August September October November December
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
html head body title script style link meta charset viewport content header footer main section article aside figure figcaption
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
func (s *Sweep) forget(texts int, text func(i int) []byte, computed []float64) {
	met := make([]atomic.Bool, len(s.prints.prints))
	numbers := s.visibleNumbers(computed)
	var mu sync.Mutex
	var wait sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			own := map[number]bool{}
			for i := next.Add(1) - 1; i < int64(texts); i = next.Add(1) - 1 {
				s.readVisible(text(int(i)), met, own)
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
		delete(s.numbers, n)
	}
	kept := s.prints.prints[:0]
	for i, p := range s.prints.prints {
		if p.rule == never || !met[i].Load() {
			kept = append(kept, p)
			if p.rule == plain {
				s.parts[p.part].plain++
			}
		}
	}
	s.prints = table{prints: kept}
	s.prints.index()
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

// withoutAddresses drops what markdown does not show of links.
func withoutAddresses(text string) string {
	shown, _ := withoutLinks([]byte(text))
	return string(shown)
}

// addNumbers takes the numbers of a hidden part, as written and rounded; of a
// share, the per cent too.
func (s *Sweep) addNumbers(id int32, h Hidden) {
	add := func(n number) {
		if _, ok := s.numbers[n]; !ok && n.telling() {
			s.numbers[n] = id
		}
	}
	sc := scanner{reading: literal, onWord: func(uint64, int) {}, onNumber: func(n number, strict bool) {
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
