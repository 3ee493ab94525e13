package webtest

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Everybody looks after every step, and most pages are then what they were. So
// a page is kept, and read again when the stream of changes that its script
// listens to tells of one. Nobody takes the stream's word for it: in each place
// one person after another reads the page all the same, and in the end everybody
// reads every page of a place where something was done.

// now is the page of a person as it is now. Its forms may be of before: to send
// one of them takes a page from get.
func (w *World) now(ctx context.Context, who, place string) (*page, error) {
	k := w.keptOf(who, place)
	changed, err := w.changed(ctx, who, place, k.cursor)
	if err != nil {
		return nil, err
	}
	if !changed {
		return k, nil
	}
	return w.get(ctx, who, place)
}

// again is now for somebody who does not take the stream's word for it.
func (w *World) again(ctx context.Context, who, place string) (*page, error) {
	k := w.keptOf(who, place)
	changed, err := w.changed(ctx, who, place, k.cursor)
	if err != nil || changed {
		return w.get(ctx, who, place)
	}
	p, err := w.readAgain(ctx, who, place)
	if err != nil {
		return nil, err
	}
	if p.state() != k.state() {
		// Unless it happened just now.
		if changed, err := w.changed(ctx, who, place, k.cursor); err != nil || !changed {
			return nil, fmt.Errorf("the page of %s in %s shows something else than before, and its stream of changes does not say so (%v)", who, place, err)
		}
	}
	return p, nil
}

// lookAtAll reads all pages of places where something was done, and one of each
// other place, whatever the streams say; w.mu is held. An error says that somebody
// sees what they should not, or that nobody was told of something.
func (w *World) lookAtAll() error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	w.act.Lock()
	used := w.used
	w.act.Unlock()
	for _, place := range places() {
		people := in(place)
		if !used[place] {
			people = people[:1]
		}
		pages, err := each(people, func(who string) (*page, error) { return w.readAgain(ctx, who, place) })
		if err != nil {
			return err
		}
		sights, err := sightings(place, people, pages)
		if err != nil {
			return err
		}
		for _, s := range sights {
			if s.ours && !s.gone && w.known[s.id] != s.shown {
				return fmt.Errorf("message %s in %s shows %s to %v, of which no stream of changes told", s.id, place, s.shown, s.by)
			}
		}
	}
	return nil
}

// get reads a page.
func (w *World) get(ctx context.Context, who, place string) (*page, error) {
	data, err := w.fetchURL(ctx, pageURL(who, place))
	if err != nil {
		return nil, err
	}
	return w.keep(who, place, data)
}

// readAgain reads a page, and does not take it apart when it shows what it did.
func (w *World) readAgain(ctx context.Context, who, place string) (*page, error) {
	data, err := w.fetchURL(ctx, pageURL(who, place))
	if err != nil {
		return nil, err
	}
	if k := w.keptOf(who, place); k.sum == sumOf(data) {
		return k, nil
	}
	return w.keep(who, place, data)
}

func pageURL(who, place string) string {
	return "/?" + url.Values{"as": {who}, "in": {place}}.Encode()
}

func (w *World) keep(who, place string, data []byte) (*page, error) {
	p, err := readPage(data)
	if err != nil {
		return nil, err
	}
	w.keeping.Lock()
	defer w.keeping.Unlock()
	w.kept[who+" "+place] = p
	return p, nil
}

// keptOf is the page of a person as it was last read; at first it is empty.
func (w *World) keptOf(who, place string) *page {
	w.keeping.Lock()
	defer w.keeping.Unlock()
	if p := w.kept[who+" "+place]; p != nil {
		return p
	}
	return &page{cursor: "0-0"}
}

// state is what is seen on a page.
func (p *page) state() string {
	var b strings.Builder
	for _, a := range p.articles {
		fmt.Fprintln(&b, a.id, a.root, a.changed, a.ours, a.private, a.gone, a.shown)
	}
	if p.form != nil {
		fmt.Fprintln(&b, p.form.at, p.form.seen(), p.form.errors)
	}
	return b.String()
}

var seed = maphash.MakeSeed()

// sumOf is the same for two readings of a page that show the same: what is
// beside the conversation is left out, and what is new in every form.
func sumOf(data []byte) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	if i := bytes.Index(data, []byte(`role="log"`)); i > 0 {
		data = data[i:]
	}
	once := []byte(`name="once" value="`)
	for {
		i := bytes.Index(data, once)
		if i < 0 {
			h.Write(data)
			return h.Sum64()
		}
		h.Write(data[:i])
		data = data[i+len(once):]
		data = data[bytes.IndexByte(data, '"')+1:]
	}
}

// changed asks the stream of changes of a page whether something changed there
// since a cursor.
func (w *World) changed(ctx context.Context, who, place, since string) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/live?"+url.Values{"as": {who}, "in": {place}, "since": {since}}.Encode(), nil)
	r.Host = "localhost"
	s := &listener{header: http.Header{}, enough: cancel}
	w.handler.ServeHTTP(s, r)
	switch {
	case s.status == http.StatusServiceUnavailable:
		return true, nil // it has no streams while it does not run
	case s.status != http.StatusOK || len(s.events) == 0:
		return false, fmt.Errorf("the stream of changes of %s in %s ends with status %d and without a word", who, place, s.status)
	}
	return !slices.Equal(s.events, []string{"news"}), nil
}

// A listener takes what a stream says at once and then goes away. What is new
// elsewhere comes last, and always in the beginning.
type listener struct {
	header http.Header
	enough func()
	status int
	events []string
}

func (s *listener) Header() http.Header              { return s.header }
func (s *listener) WriteHeader(status int)           { s.status = status }
func (s *listener) Flush()                           {}
func (s *listener) SetWriteDeadline(time.Time) error { return nil }

func (s *listener) Write(data []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	for line := range bytes.Lines(data) {
		if event, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("event: ")); ok {
			s.events = append(s.events, string(event))
			s.enough()
		}
	}
	return len(data), nil
}
