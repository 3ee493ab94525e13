package web

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
)

//go:embed templates
var templates embed.FS

// pages are the templates, and where the style and the script are found.
type pages struct {
	all    *template.Template
	assets assets
}

// assets are addresses that change with what they lead to.
type assets struct{ Style, Script string }

func newPages() (*pages, error) {
	t, err := template.New("").Funcs(template.FuncMap{"safe": safe, "short": short}).ParseFS(templates, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("web: read the templates: %w", err)
	}
	p := &pages{all: t}
	for name, to := range map[string]*string{"style.css": &p.assets.Style, "chat.js": &p.assets.Script} {
		data, err := static.ReadFile("static/" + name)
		if err != nil {
			return nil, fmt.Errorf("web: read %s: %w", name, err)
		}
		sum := sha256.Sum256(data)
		*to = "/static/" + name + "?" + hex.EncodeToString(sum[:6])
	}
	return p, nil
}

// write answers with a page. It is whole or not at all.
func (p *pages) write(rw http.ResponseWriter, status int, name string, data any) {
	var b bytes.Buffer
	if err := p.all.ExecuteTemplate(&b, name, data); err != nil {
		panic(fmt.Sprintf("web: template %s: %v", name, err)) // a fault of ours, found by every test of that page
	}
	h := rw.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	rw.WriteHeader(status)
	rw.Write(b.Bytes()) // an error means that the browser went away
}

// A reader is who looks at a page and where.
type reader struct {
	Lang bot.Lang
	As   bot.UserID
	In   string // the place as the browser names it
	View string // the thread shown alone; empty: the whole channel
	zone *time.Location
}

// T is a text of the page in the reader's language. Places are filled with
// pairs of name and value.
func (r reader) T(name string, pairs ...any) (string, error) {
	p, ok := texts[name]
	if !ok {
		return "", fmt.Errorf("no text is called %q", name)
	}
	args := bot.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = bot.Plain(fmt.Sprint(pairs[i+1]))
	}
	return plain(bot.Phrase(p).With(args), r.Lang), nil
}

// Reader is the reader itself, for templates that need nothing else.
func (r reader) Reader() reader { return r }

// Once is new for each form, so that a form that is sent twice is one event.
func (r reader) Once() string { return rand.Text() }

// LangOf is a lang attribute where words are not in the reader's language.
func (r reader) LangOf(l bot.Lang) template.HTMLAttr {
	if l == r.Lang || l != bot.NL && l != bot.EN {
		return ""
	}
	return template.HTMLAttr(`lang="` + string(l) + `"`)
}

// initials are at most two letters for the round picture beside a name.
func initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "?"
	}
	first := []rune(words[0])[:1]
	if len(words) == 1 {
		return strings.ToUpper(string(first))
	}
	return strings.ToUpper(string(first) + string([]rune(words[len(words)-1])[:1]))
}

// hue chooses one of the eight colours of the round pictures: people who are
// named one after another differ.
func (w *world) hue(id bot.UserID) int { return (slices.Index(w.names, id) + 8) % 8 }

// size is how much a file is: "12 kB", "1,4 MB".
func size(n int, l bot.Lang) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	s := fmt.Sprintf("%.1f MB", float64(n)/1e6)
	if l != bot.EN {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
