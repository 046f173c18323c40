package preview

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// guard lets through what a browser of this machine asks for on its own behalf,
// and refuses what a page of another site, or a name that was bent to this
// address, makes it ask for.
type guard struct {
	hosts []string // allowed in Host and Origin, with the port
	open  bool     // others may reach it: an address of its own is allowed as well
	next  http.Handler
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Content-Security-Policy", "frame-ancestors 'self'")
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET is answered here", http.StatusMethodNotAllowed)
	case !g.host(r, r.Host):
		http.Error(w, "this host name is not the preview's", http.StatusForbidden)
	case !g.origin(r):
		http.Error(w, "other sites may not read the preview", http.StatusForbidden)
	case !plainPath(r):
		http.Error(w, "no such address", http.StatusBadRequest)
	default:
		g.next.ServeHTTP(w, r)
	}
}

// host reports whether a name, with its port, is the preview's own.
func (g *guard) host(r *http.Request, host string) bool {
	if slices.Contains(g.hosts, strings.ToLower(host)) {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return ok && g.open && host == local.String()
}

// origin reports whether a request comes from the preview's own pages or from
// the address bar. Browsers say so in Sec-Fetch-Site; Origin is for old ones.
func (g *guard) origin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	for _, o := range r.Header.Values("Origin") {
		host, ok := strings.CutPrefix(o, "http://")
		if !ok || !g.host(r, host) {
			return false
		}
	}
	return true
}

// plainPath reports whether an address is written the plain way: without dots,
// backslashes and double slashes, also in their encoded forms.
func plainPath(r *http.Request) bool {
	p := r.URL.Path
	if !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "\\\x00") || strings.Contains(p, "//") || strings.Contains(strings.ToLower(r.URL.EscapedPath()), "%2f") {
		return false
	}
	return !slices.ContainsFunc(strings.Split(p, "/"), func(s string) bool { return s == "." || s == ".." })
}

// hosts are the names under which a listener on a loopback or named address is
// reached.
func hosts(bind, port string) []string {
	bind = strings.Trim(bind, "[]")
	names := []string{"127.0.0.1", "localhost", "::1"}
	if a, err := netip.ParseAddr(bind); bind != "" && (err != nil || !a.IsUnspecified()) {
		names = append(names, bind)
	}
	var out []string
	for _, n := range names {
		host := strings.ToLower(net.JoinHostPort(n, port))
		out = append(out, host, strings.TrimSuffix(host, ":80")) // the usual port is left out
	}
	return out
}

// Loopback reports whether an address is reached from this machine alone.
func Loopback(bind string) bool {
	a, err := netip.ParseAddr(strings.Trim(bind, "[]"))
	return bind == "localhost" || err == nil && a.IsLoopback()
}
