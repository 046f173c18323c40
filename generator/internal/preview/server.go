package preview

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Server shows the newest view of a site.
type Server struct {
	Dir         string // the site's folder, absolute, for links to an editor
	EditorLinks bool   // problems link to vscode://
	Open        bool   // others than this machine may reach it

	mu     sync.Mutex
	view   *View // the last one without errors
	news   News
	search Search
	saves  int
	reload stream
}

// own is the folder of addresses that are the preview's, not the site's.
const own = "/_candor/"

//go:embed assets
var assets embed.FS

// Listen takes a port of an address: that one, or with a port of 0 any free one.
// With next, the first free one from there on.
func Listen(bind string, port int, next bool) (net.Listener, error) {
	for tries := 0; ; tries++ {
		l, err := net.Listen("tcp", net.JoinHostPort(strings.Trim(bind, "[]"), strconv.Itoa(port+tries)))
		if err == nil || !next || tries == 50 || !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
	}
}

// Address is where a browser of this machine finds what listens on an address.
func Address(bind string, l net.Listener) string {
	host := strings.Trim(bind, "[]")
	if a, err := netip.ParseAddr(host); err == nil && a.IsUnspecified() {
		host = "localhost"
	}
	_, port, _ := net.SplitHostPort(l.Addr().String()) // a listener has one
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// Serve answers requests until the context ends.
func (s *Server) Serve(ctx context.Context, l net.Listener, bind string) error {
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: s.handler(bind, port), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

func (s *Server) handler(bind, port string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(own+"events", &s.reload)
	mux.HandleFunc(own+"state", s.state)
	mux.HandleFunc(own+"{name}", s.asset)
	mux.HandleFunc("/compare/", s.compare)
	mux.HandleFunc("/", s.page)
	return &guard{hosts: hosts(bind, port), open: s.Open, next: mux}
}

// Show takes the news of a change and tells the browsers. What was found in the
// view before no longer counts.
func (s *Server) Show(n News) {
	s.mu.Lock()
	s.news, s.search = n, Search{}
	s.saves++
	if n.View != nil {
		s.view = n.View
	}
	s.mu.Unlock()
	s.reload.reload()
}

// Found takes what the search of a view found. That of an older view than the
// newest comes too late.
func (s *Server) Found(v *View, f Search) {
	s.mu.Lock()
	if s.news.View == v {
		s.search = f
	}
	s.mu.Unlock()
	s.reload.reload()
}

// find tells which edition an address belongs to, and the path in it.
func find(v *View, address string) (e *Edition, path string) {
	for i := range v.Editions {
		e := &v.Editions[i]
		if rest, ok := strings.CutPrefix(address, prefix(v, e)); ok && (i > 0 || len(v.Editions) == 1) {
			return e, index(rest)
		}
	}
	return &v.Editions[0], index(strings.TrimPrefix(address, "/"))
}

// prefix is the folder of an edition's addresses. The narrowest has the root;
// so has one that is shown alone, besides its own.
func prefix(v *View, e *Edition) string {
	switch e.Audience {
	case v.Public:
		return "/public/"
	case v.Editions[0].Audience:
		return "/"
	default:
		return "/" + e.Audience + "/"
	}
}

func index(p string) string {
	if p == "" || strings.HasSuffix(p, "/") {
		return p + "index.html"
	}
	return p
}

// page answers with a file of an edition.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	view := s.newest()
	if s.folder(view, r.URL.Path+"/") {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
		return
	}
	name, data, status := s.resolve(view, r.URL.Path)
	s.answer(w, status, name, data)
}

func (s *Server) newest() *View {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view
}

// resolve makes what stands at an address: a file, or the page that says why
// there is none.
func (s *Server) resolve(view *View, address string) (name string, data []byte, status int) {
	if view == nil {
		return "waiting.html", mustAsset("waiting.html"), http.StatusServiceUnavailable
	}
	e, name := find(view, address)
	data, ok, err := e.File(name)
	switch {
	case err != nil:
		return "fault.txt", []byte("This page cannot be made: " + err.Error() + "\n"), http.StatusInternalServerError
	case !ok:
		data, _, _ = e.File("404.html")
		return "404.html", rooted(data, prefix(view, e)), http.StatusNotFound
	}
	return name, data, http.StatusOK
}

// relative are links to the edition's own files.
var relative = regexp.MustCompile(` (href|src)="([^"/#:]+[^":]*)"`)

// rooted makes the links of a page that stands at any address lead from the
// edition's root.
func rooted(page []byte, root string) []byte {
	return relative.ReplaceAll(page, []byte(` $1="`+root+`$2"`))
}

// folder reports whether an address with a slash behind it is a page.
func (s *Server) folder(v *View, address string) bool {
	if v == nil || path.Ext(strings.TrimSuffix(address, "/")) != "" || strings.HasSuffix(address, "//") {
		return false
	}
	e, name := find(v, address)
	_, ok, err := e.File(name)
	return ok && err == nil
}

// types are those of the files that an edition has.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".xml": "application/xml", ".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif", ".pdf": "application/pdf",
}

func (s *Server) answer(w http.ResponseWriter, status int, name string, data []byte) {
	kind := types[strings.ToLower(path.Ext(name))]
	if kind == "" {
		kind = "application/octet-stream"
	}
	if path.Ext(name) == ".html" {
		data = s.withBar(data)
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_, _ = w.Write(data) // whoever went away needs no answer
}

// bar are the two lines that a page gets on its way; its own policy allows them.
const bar = `<link rel="stylesheet" href="` + own + `preview.css"><script src="` + own + `preview.js" data-stamp="%s" defer></script>` + "\n"

// withBar puts the bar's lines into the head.
func (s *Server) withBar(page []byte) []byte {
	at := max(0, bytes.Index(page, []byte("</head>")))
	return slices.Concat(page[:at], fmt.Appendf(nil, bar, stamp(page)), page[at:])
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	data, err := assets.ReadFile("assets/" + r.PathValue("name"))
	if err != nil || path.Ext(r.PathValue("name")) == ".html" {
		http.NotFound(w, r)
		return
	}
	s.answer(w, http.StatusOK, r.PathValue("name"), data)
}

// compare shows a page of the narrowest edition beside that of the widest. The
// page is always the same; its script puts the two into their frames.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("Content-Type", types[".html"])
	_, _ = w.Write(mustAsset("compare.html"))
}

func mustAsset(name string) []byte {
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return data
}
