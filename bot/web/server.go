package web

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"

	"wegwijs/bot"
)

//go:embed static
var static embed.FS

// maxBody bounds what a browser may send at once. A text of 10,000 characters
// takes at most 120 kB in the notation of a form.
const maxBody = 1 << 20

// policy lets a page load its own style, script and pictures and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Handler serves the chat to browsers on this computer. It refuses requests
// under a foreign name (https://en.wikipedia.org/wiki/DNS_rebinding) and what
// other websites send. Streams of changes end when Run ends.
func (w *Web) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", w.page)
	mux.HandleFunc("GET /live", w.live)
	mux.HandleFunc("GET /file/{message}/{n}", w.file)
	mux.HandleFunc("POST /say", w.say)
	mux.HandleFunc("POST /press", w.press)
	mux.HandleFunc("POST /submit", w.submit)
	mux.HandleFunc("POST /cancel", w.cancel)
	mux.HandleFunc("POST /delete", w.delete)
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded
	}
	assets := http.FileServerFS(files)
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // their addresses carry a digest
		assets.ServeHTTP(rw, r)
	})))
	mux.HandleFunc("/", func(rw http.ResponseWriter, r *http.Request) { w.sorry(rw, r, http.StatusNotFound, "no page") })

	same := http.NewCrossOriginProtection()
	same.SetDenyHandler(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.sorry(rw, r, http.StatusForbidden, "foreign")
	}))
	guarded := same.Handler(mux)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// Not "no-referrer": with it browsers send "Origin: null" from our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !ownName(r.Host) {
			w.sorry(rw, r, http.StatusMisdirectedRequest, "no host")
			return
		}
		r.Body = http.MaxBytesReader(rw, r.Body, maxBody)
		guarded.ServeHTTP(rw, r)
	})
}

// ownName tells whether a Host header names this computer as itself.
func ownName(host string) bool {
	name := host
	if h, port, err := net.SplitHostPort(host); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return false
		}
		name = h
	} else {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
		if name != host && name != "::1" {
			return false
		}
	}
	return strings.EqualFold(name, "localhost") || name == "127.0.0.1" || name == "::1"
}

// Listen opens an address for the chat. Only this computer may reach it:
// whoever opens the page can be anybody in it. The error says what to do.
func Listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%q is no address to listen on: write it as 127.0.0.1:8080", addr)
	}
	if ip := net.ParseIP(host); !strings.EqualFold(host, "localhost") && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("the demo only listens on this computer itself, because anybody who can open the page can be anybody in it: use 127.0.0.1:%s instead of %q", port, addr)
	}
	if strings.EqualFold(host, "localhost") {
		addr = net.JoinHostPort("127.0.0.1", port) // whatever the name means here
	}
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s is in use, perhaps by a demo that still runs: stop that, or choose another port, such as --listen %s: %w", port, net.JoinHostPort(host, "0"), err)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("port %s may not be used by you: choose one above 1023, such as --listen 127.0.0.1:8080: %w", port, err)
	case err != nil:
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	return l, nil
}

// sorry answers a request that cannot be served with a page that says why.
func (w *Web) sorry(rw http.ResponseWriter, r *http.Request, status int, what string) {
	l := bot.NL
	if tag, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ","); tag != "" {
		if got, ok := bot.ParseLang(tag); ok {
			l = got
		}
	}
	if p, ok := w.world.people[bot.UserID(r.URL.Query().Get("as"))]; ok {
		l = p.Lang
	}
	w.pages.write(rw, status, "sorry", sorryPage{reader{Lang: l}, w.pages.assets, plain(text(what), l), plain(text(what+" more"), l)})
}

type sorryPage struct {
	reader
	Assets assets
	Title  string
	More   string
}
