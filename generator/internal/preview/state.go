package preview

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"net/http"
	"path/filepath"
	"strings"

	"candor/generator/internal/source"
)

// state is what the bar in the page asks for after each reload.
type state struct {
	Page     string    `json:"page"`  // stamp of the page that is asked about: another one means a reload
	Shown    bool      `json:"shown"` // false: the site had errors since the beginning
	Style    string    `json:"style"` // stamp of the style sheet
	Editions []string  `json:"editions"`
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Problems []problem `json:"problems"`
	Millis   int64     `json:"millis"`
	Searched int       `json:"searched"` // files of the wider editions that were searched, -1: not yet
	Leaks    int       `json:"leaks"`
	Saves    int       `json:"saves"`        // how many changes there were
	Go       string    `json:"go,omitempty"` // address of the page that changed last
}

type problem struct {
	Severity string `json:"severity"`
	Text     string `json:"text"`
	Hint     string `json:"hint,omitempty"`
	Place    string `json:"place"`
	Link     string `json:"link,omitempty"`
}

// most is how many problems a page shows; the rest is counted.
const most = 50

func (s *Server) state(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	now, search, saves, view := s.news, s.search, s.saves, s.view
	s.mu.Unlock()
	address := r.URL.Query().Get("path")
	_, page, _ := s.resolve(view, address)
	st := state{Page: stamp(page), Shown: view != nil, Millis: now.Millis, Saves: saves, Searched: -1, Problems: []problem{}}
	if view != nil {
		for _, e := range view.Editions {
			st.Editions = append(st.Editions, e.Audience)
		}
		e, _ := find(view, address)
		if sheet, ok, err := e.File("assets/style.css"); ok && err == nil {
			st.Style = stamp(sheet)
		}
	}
	if !s.Open { // whoever may reach it from elsewhere learns nothing but pages
		st.Go = now.Go
		s.addProblems(&st, now.Problems)
		if search.Done {
			st.Searched, st.Leaks = search.Files, len(search.Finds)
			s.addProblems(&st, search.Finds)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(st) // whoever went away needs no answer
}

func (s *Server) addProblems(st *state, list source.Problems) {
	for _, p := range list {
		severity := "warning"
		if p.Severity == source.Error {
			severity = "error"
			st.Errors++
		} else {
			st.Warnings++
		}
		if len(st.Problems) == most {
			continue
		}
		shown := problem{Severity: severity, Text: fmt.Sprintf("%s [%s]", p.Message, p.Code), Hint: p.Hint, Place: fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)}
		if s.EditorLinks {
			shown.Link = "vscode://file/" + strings.TrimPrefix(filepath.ToSlash(s.Dir), "/") + "/" + shown.Place
		}
		st.Problems = append(st.Problems, shown)
	}
}

// seed makes the stamps of a run; another run has others.
var seed = maphash.MakeSeed()

// stamp is a short name for what a page holds.
func stamp(page []byte) string {
	return fmt.Sprintf("%x", maphash.Bytes(seed, page))
}
