package preview

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// served is a preview of two editions of two pages each.
func served(open bool) http.Handler {
	s := &Server{Open: open}
	edition := func(name string) Edition {
		return Edition{Audience: name, File: func(path string) ([]byte, bool, error) {
			switch path {
			case "index.html", "incidents/x/index.html", "404.html":
				return []byte("<html><head></head><body>" + name + " " + path + "</body></html>"), true, nil
			case "report.json":
				return []byte("{}"), true, nil
			}
			return nil, false, nil
		}}
	}
	s.Show(News{View: &View{Editions: []Edition{edition("internal"), edition("public")}, Public: "public"}})
	return s.handler("127.0.0.1", "4321")
}

func ask(h http.Handler, method, address, host string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:4321/", nil)
	r.Host = host
	if path, query, found := strings.Cut(address, "?"); found {
		r.URL.RawQuery, address = query, path
	}
	r.URL.Path = address
	if at := strings.Index(address, "%"); at >= 0 {
		r.URL.RawPath = address
		r.URL.Path = strings.NewReplacer("%2e", ".", "%2E", ".", "%2f", "/", "%2F", "/", "%5c", `\`, "%00", "\x00").Replace(address)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 4321})))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const home = "127.0.0.1:4321"

// TestHostileRequests: what a page of another site could make a browser ask
// for, and what a stranger could, is refused.
func TestHostileRequests(t *testing.T) {
	hostile := []struct {
		name, method, path, host string
		headers                  []string
	}{
		{"a foreign name", "GET", "/", "evil.example", nil},
		{"a foreign name with the port", "GET", "/", "evil.example:4321", nil},
		{"a name that resolves to the loopback", "GET", "/", "127.0.0.1.nip.example:4321", nil},
		{"no name", "GET", "/", "", nil},
		{"another port", "GET", "/", "127.0.0.1:4322", nil},
		{"no port", "GET", "/", "127.0.0.1", nil},
		{"all addresses", "GET", "/", "0.0.0.0:4321", nil},
		{"the loopback as a number", "GET", "/", "2130706433:4321", nil},
		{"a name that ends alike", "GET", "/", "evillocalhost:4321", nil},
		{"a name with a dot", "GET", "/", "localhost.:4321", nil},
		{"the machine's address, on the loopback alone", "GET", "/", "192.0.2.7:4321", nil},
		{"a foreign origin", "GET", "/", home, []string{"Origin", "http://evil.example"}},
		{"a foreign origin over TLS", "GET", "/", home, []string{"Origin", "https://127.0.0.1:4321"}},
		{"an origin without a name", "GET", "/", home, []string{"Origin", "null"}},
		{"an origin of another port", "GET", "/", home, []string{"Origin", "http://127.0.0.1:8080"}},
		{"two origins", "GET", "/", home, []string{"Origin", "http://127.0.0.1:4321", "Origin", "http://evil.example"}},
		{"an image of another site", "GET", "/report.json", home, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}},
		{"a link of another site", "GET", "/", home, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}},
		{"a page of another port", "GET", "/", home, []string{"Sec-Fetch-Site", "same-site"}},
		{"the stream for another site", "GET", "/_candor/events", home, []string{"Origin", "http://evil.example"}},
		{"the state for another site", "GET", "/_candor/state?path=/", home, []string{"Sec-Fetch-Site", "cross-site"}},
		{"a change", "POST", "/", home, nil},
		{"a question before a change", "OPTIONS", "/", home, []string{"Origin", "http://evil.example", "Access-Control-Request-Method", "POST"}},
		{"an upload", "PUT", "/index.html", home, nil},
		{"a way up", "GET", "/../candor.toml", home, nil},
		{"a way up, encoded", "GET", "/%2e%2e/candor.toml", home, nil},
		{"a way up, with an encoded slash", "GET", "/incidents%2f..%2f..%2fcandor.toml", home, nil},
		{"a backslash", "GET", `/..\candor.toml`, home, nil},
		{"an encoded backslash", "GET", "/%5c..%5ccandor.toml", home, nil},
		{"a NUL", "GET", "/index.html%00.png", home, nil},
		{"two slashes", "GET", "//evil.example/", home, nil},
		{"a folder's list", "GET", "/incidents/", home, nil},
		{"a source file", "GET", "/content/incidents/x.md", home, nil},
		{"the preview's own pages", "GET", "/_candor/compare.html", home, nil},
	}
	h := served(false)
	for _, c := range hostile {
		w := ask(h, c.method, c.path, c.host, c.headers...)
		if w.Code < 400 || strings.Contains(w.Body.String(), "incidents/x") {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
		for name := range w.Header() {
			if strings.HasPrefix(name, "Access-Control") {
				t.Errorf("%s: the answer has %s", c.name, name)
			}
		}
	}
}

// TestRequests: what a browser asks for at the own desk is answered, and not
// kept.
func TestRequests(t *testing.T) {
	h := served(false)
	for _, c := range []struct {
		path, want string
		headers    []string
	}{
		{"/", "internal index.html", nil},
		{"/index.html", "internal index.html", []string{"Sec-Fetch-Site", "none"}},
		{"/incidents/x/", "internal incidents/x/index.html", []string{"Sec-Fetch-Site", "same-origin"}},
		{"/public/", "public index.html", nil},
		{"/public/incidents/x/index.html", "public incidents/x/index.html", nil},
		{"/compare/incidents/x/", "<iframe", nil},
		{"/_candor/state?path=/public/", `"editions":["internal","public"]`, []string{"Origin", "http://127.0.0.1:4321", "Sec-Fetch-Site", "same-origin"}},
		{"/_candor/preview.js", "EventSource", nil},
	} {
		for _, host := range []string{home, "localhost:4321", "[::1]:4321", "LOCALHOST:4321"} {
			if strings.Contains(strings.Join(c.headers, " "), "Origin") && host != home {
				continue
			}
			w := ask(h, "GET", c.path, host, c.headers...)
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), c.want) {
				t.Errorf("%s of %s: %d %s", c.path, host, w.Code, w.Body)
			}
			if w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s may be kept", c.path)
			}
		}
	}
	if w := ask(h, "GET", "/public/incidents/x", home); w.Code != http.StatusFound || w.Header().Get("Location") != "/public/incidents/x/" {
		t.Errorf("a page without its slash: %d %s", w.Code, w.Header())
	}
}

// TestOpen: a preview that others may reach answers under its address, and says
// nothing of the source.
func TestOpen(t *testing.T) {
	h := served(true)
	if w := ask(h, "GET", "/", "192.0.2.7:4321"); w.Code != http.StatusOK {
		t.Errorf("its own address: %d", w.Code)
	}
	if w := ask(h, "GET", "/", "192.0.2.8:4321"); w.Code != http.StatusForbidden {
		t.Errorf("another address: %d", w.Code)
	}
}

// TestAddress: what is printed can be opened.
func TestAddress(t *testing.T) {
	for bind, want := range map[string]string{
		"127.0.0.1": "http://127.0.0.1:", "::1": "http://[::1]:", "[::1]": "http://[::1]:",
		"localhost": "http://localhost:", "0.0.0.0": "http://localhost:", "::": "http://localhost:",
	} {
		l, err := Listen("127.0.0.1", 0, false)
		if err != nil {
			t.Fatal(err)
		}
		address := Address(bind, l)
		if _, port, _ := net.SplitHostPort(l.Addr().String()); address != want+port+"/" {
			t.Errorf("--bind %s: %s", bind, address)
		} else if host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/"); !slices.Contains(hosts(bind, port), host) {
			t.Errorf("--bind %s: %s is refused", bind, host)
		}
		_ = l.Close()
	}
	if !slices.Contains(hosts("127.0.0.1", "80"), "127.0.0.1") {
		t.Error("browsers leave port 80 out")
	}
}

// TestListen: only a port that is taken makes it look for the next one.
func TestListen(t *testing.T) {
	taken, err := Listen("127.0.0.1", 0, false)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	if l, err := Listen("127.0.0.1", port, false); err == nil {
		_ = l.Close()
		t.Error("a taken port was had")
	}
	next, err := Listen("127.0.0.1", port, true)
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if next.Addr().(*net.TCPAddr).Port <= port {
		t.Errorf("the port after %d is %s", port, next.Addr())
	}
}
