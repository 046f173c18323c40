package main

import (
	"fmt"
	"time"
)

// print writes the tables: builds, then saves.
func (b *bench) print(sizes []size) {
	fmt.Println("| post-mortems | program | processor time | a page | time passed | largest memory | against Hugo: time | memory |")
	fmt.Println("|--:|---|--:|--:|--:|--:|--:|--:|")
	for _, s := range sizes {
		row(s.pages, "candor, both editions", s.candor, b.against(s.candor, s.hugo))
		row(s.pages, "the same, without the proof", s.unproven, b.against(s.unproven, s.hugo))
		if b.hugo != "" {
			row(s.pages, "Hugo, one edition", s.hugo, "1 | 1")
		}
	}
	fmt.Println("\n| post-mortems | candor: start | save to page, median (longest) | save to list | Hugo: start | save to page |")
	fmt.Println("|--:|--:|--:|--:|--:|--:|")
	for _, s := range sizes {
		fmt.Printf("| %d | %s | %s | %s | %s | %s |\n", s.pages, millis(s.save[started].median), s.save[bodySeen], s.save[listSeen], orNone(s.save, hugoStarted), orNone(s.save, hugoSeen))
	}
}

func row(pages int, program string, c build, ratios string) {
	fmt.Printf("| %d | %s | %.2f s | %.2f ms | %.2f s | %d MB | %s |\n", pages, program, c.processor.Seconds(),
		float64(c.processor.Microseconds())/1000/float64(pages), c.wall.Seconds(), c.memory/1e6, ratios)
}

// against are the ratios to Hugo, of time and of memory.
func (b *bench) against(c, hugo build) string {
	if b.hugo == "" {
		return "– | –"
	}
	return fmt.Sprintf("%.2f | %.2f", ratio(c.processor, hugo.processor), ratio(c.memory, hugo.memory))
}

func ratio[N ~int64](a, b N) float64 { return float64(a) / float64(b) }

func (w wait) String() string {
	if w.longest == 0 {
		return millis(w.median)
	}
	return fmt.Sprintf("%s (%s)", millis(w.median), millis(w.longest))
}

func orNone(m map[string]wait, key string) string {
	if w, ok := m[key]; ok {
		return w.String()
	}
	return "–"
}

func millis(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
