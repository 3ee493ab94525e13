package mattermost

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// wire is the little of a server that tests of the socket need, with a hand
// on every byte of it. The fake server in mattermosttest is the strict one.
type wire struct {
	t      *testing.T
	server *httptest.Server
	self   model.User
	dials  chan dialled // each connection that was opened

	mu       sync.Mutex
	down     int           // status of every REST call; 0 is up
	listDown int           // status of a list of posts; 0 is up
	limited  int           // how many lists of posts are refused because there are too many calls
	ahead    time.Duration // its clock
	calls    []string
	posts    []*model.Post // newest last
	rooms    []string      // more channels, with nothing in them
	slow     time.Duration // how long a list of posts of one of them takes
	extra    http.HandlerFunc
}

// dialled is one connection, and how it was asked for.
type dialled struct {
	*websocket.Conn
	id, seq, token string
}

var (
	wireBot  = strings.Repeat("b", 26)
	wireAnn  = strings.Repeat("a", 26)
	wireRoom = strings.Repeat("c", 26)
)

func newWire(t *testing.T) *wire {
	w := &wire{t: t, dials: make(chan dialled, 100), self: model.User{Id: wireBot, Username: "wegwijs", IsBot: true, UpdateAt: 1}}
	w.server = httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(w.server.Close)
	return w
}

func (w *wire) serve(rw http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/pad/api/v4")
	w.mu.Lock()
	w.calls = append(w.calls, r.Method+" "+path)
	down, self, posts, extra := w.down, w.self, w.posts, w.extra
	rooms, slow := w.rooms, w.slow
	list := path == "/channels/"+wireRoom+"/posts"
	if list && w.listDown != 0 {
		down = w.listDown
	}
	if list && w.limited > 0 {
		w.limited--
		down = http.StatusTooManyRequests
	}
	rw.Header().Set("Date", time.Now().Add(w.ahead).UTC().Format(http.TimeFormat))
	w.mu.Unlock()
	switch {
	case path == "/websocket":
		c, err := (&websocket.Upgrader{}).Upgrade(rw, r, nil)
		if err == nil {
			w.dials <- dialled{c, r.URL.Query().Get("connection_id"), r.URL.Query().Get("sequence_number"), r.Header.Get("Authorization")}
		}
	case down != 0:
		rw.WriteHeader(down)
		fmt.Fprint(rw, `{"id":"api.context.session_expired.app_error"}`)
	case path == "/users/me":
		json.NewEncoder(rw).Encode(self)
	case path == "/users/me/channels":
		last := int64(0)
		for _, p := range posts {
			last = max(last, p.CreateAt)
		}
		var all []model.Channel
		for _, id := range append(rooms, wireRoom) {
			all = append(all, model.Channel{Id: id, Type: model.ChannelTypeOpen, LastPostAt: last})
		}
		json.NewEncoder(rw).Encode(all)
	case strings.HasSuffix(path, "/posts") && !list:
		time.Sleep(slow)
		json.NewEncoder(rw).Encode(model.NewPostList())
	case list:
		list := model.NewPostList()
		for i := len(posts) - 1; i >= 0 && len(list.Order) < 200; i-- {
			if before := r.URL.Query().Get("before"); before == "" || posts[i].Id < before {
				list.AddOrder(posts[i].Id)
				list.AddPost(posts[i])
			}
		}
		json.NewEncoder(rw).Encode(list)
	case strings.HasPrefix(path, "/users/"):
		json.NewEncoder(rw).Encode(model.User{Id: path[len("/users/"):], Username: "ann", FirstName: "Ann", Locale: "nl"})
	case extra != nil:
		extra(rw, r)
	default:
		http.NotFound(rw, r)
	}
}

// said adds what Ann said; ids go up.
func (w *wire) said(n int, text string, at time.Time) *model.Post {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := &model.Post{Id: fmt.Sprintf("p%025d", n), CreateAt: at.UnixMilli(), UserId: wireAnn, ChannelId: wireRoom, Message: text}
	w.posts = append(w.posts, p)
	return p
}

func (w *wire) set(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f()
}

func (w *wire) called(what string) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.calls {
		if c == what {
			n++
		}
	}
	return n
}

// next waits for a connection.
func (w *wire) next() dialled {
	w.t.Helper()
	select {
	case d := <-w.dials:
		w.t.Cleanup(func() { d.Close() })
		return d
	case <-time.After(10 * time.Second):
		w.t.Fatal("no connection within 10 s")
		return dialled{}
	}
}

func (w *wire) hello(d dialled, id string) {
	w.send(d, eventHello, map[string]any{"connection_id": id}, 0)
}

func (w *wire) send(d dialled, event string, data map[string]any, seq int64) {
	w.t.Helper()
	for _, raw := range sentBy(w.t, event, data, seq)[:1] {
		if err := d.WriteMessage(websocket.TextMessage, raw); err != nil {
			w.t.Error(err)
		}
	}
}

func (w *wire) posted(d dialled, p *model.Post, seq int64) {
	w.t.Helper()
	data, err := json.Marshal(p)
	if err != nil {
		w.t.Fatal(err)
	}
	w.send(d, eventPosted, map[string]any{"post": string(data), "channel_type": "O", "sender_name": "@ann"}, seq)
}

// ear is an adapter that runs against the wire, and what it heard.
type ear struct {
	*Mattermost
	t      *testing.T
	log    *logged
	events chan bot.Event
	stop   context.CancelFunc
	ran    chan error
	mu     sync.Mutex
	err    error // what Dispatch returns
	answer bot.Ack
}

// logged is a log that tests read while it is written.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func (w *wire) listen(kept Memory, change func(*Options)) *ear {
	w.t.Helper()
	e := &ear{t: w.t, log: &logged{}, events: make(chan bot.Event, 10_000), ran: make(chan error, 1)}
	opt := Options{
		URL: w.server.URL + "/pad/", Token: "geheim", PublicURL: "http://bot.example/", Memory: kept,
		Clock: bot.WallClock{}, Log: zerolog.New(e.log), Commands: []SlashCommand{{Name: "wegwijs"}},
	}
	if change != nil {
		change(&opt)
	}
	m, err := New(opt)
	if err != nil {
		w.t.Fatal(err)
	}
	e.Mattermost = m
	m.Hasten()
	return e
}

func (e *ear) run() *ear {
	ctx, stop := context.WithCancel(e.t.Context())
	e.stop = stop
	go func() { e.ran <- e.Run(ctx, e.dispatch) }()
	e.t.Cleanup(func() { e.end() })
	return e
}

func (e *ear) dispatch(_ context.Context, ev bot.Event) (bot.Ack, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.err != nil {
		return bot.Ack{}, e.err
	}
	e.events <- ev
	return e.answer, nil
}

func (e *ear) fail(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.err = err
}

// end stops the adapter and returns what Run returned.
func (e *ear) end() error {
	e.t.Helper()
	e.stop()
	select {
	case err := <-e.ran:
		e.ran <- err
		return err
	case <-time.After(6 * time.Second):
		e.t.Error("Run did not end within 6 s")
		return nil
	}
}

func (e *ear) heard() string {
	e.t.Helper()
	select {
	case ev := <-e.events:
		switch ev := ev.(type) {
		case *bot.Mention:
			return ev.Text
		case *bot.Gone:
			return "gone " + string(ev.Message)
		}
		return fmt.Sprintf("%T", ev)
	case <-time.After(10 * time.Second):
		e.t.Fatalf("heard nothing within 10 s; log: %s", e.log)
		return ""
	}
}

// silence fails when something is heard after all.
func (e *ear) silence() {
	e.t.Helper()
	select {
	case ev := <-e.events:
		e.t.Errorf("heard %T %+v", ev, bot.OriginOf(ev).ID)
	case <-time.After(50 * time.Millisecond):
	}
}
