package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
)

const (
	heartbeat   = 15 * time.Second // so that proxies and browsers see that we are there
	writeWithin = 10 * time.Second // a browser that takes nothing for this long is gone
	atATime     = 50               // changes that are read at once
)

// live streams what changes in a place to the page that shows it, as
// fragments of that page. A stream holds no changes: it reads them from the
// chat, from the cursor on, which the browser repeats when it comes back.
func (w *Web) live(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	who, in := bot.UserID(q.Get("as")), q.Get("in")
	channel := w.world.place(who, in)
	if !w.world.sees(who, channel) {
		w.sorry(rw, r, http.StatusNotFound, "no page")
		return
	}
	if !w.enter() {
		rw.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	defer w.underWay.Done()
	cursor := r.Header.Get("Last-Event-ID")
	if cursor == "" {
		cursor = q.Get("since")
	}
	changed, form, _ := strings.Cut(cursor, "-")
	after, _ := strconv.ParseInt(changed, 10, 64) // no number: from the beginning
	s := &stream{
		w: w, rw: rw, to: http.NewResponseController(rw), channel: channel, after: after, form: form,
		reader: w.reader(who, in, q.Get("thread")), alone: number(bot.MessageID(q.Get("thread"))),
	}
	h := rw.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	if err := s.run(r.Context()); err != nil && r.Context().Err() == nil {
		w.world.Log.Debug().Err(err).Msg("a stream ended")
	}
}

// A stream is one window that watches one place.
type stream struct {
	reader
	w       *Web
	rw      http.ResponseWriter
	to      *http.ResponseController
	channel bot.ChannelID
	alone   int64  // the thread it shows alone; 0 for the whole channel
	after   int64  // the last change it knows
	form    string // the version of the form it shows
	news    map[string]int
	out     bytes.Buffer
}

func (s *stream) run(ctx context.Context) error {
	changes, stop := s.w.chat.hub.watch()
	defer stop()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	fmt.Fprintf(&s.out, "retry: 1000\n\n")
	for {
		if err := s.catchUp(ctx); err != nil {
			return err
		}
		select {
		case <-changes:
		case <-beat.C:
			s.out.WriteString(": still here\n\n")
		case <-ctx.Done():
			return nil
		case <-s.w.stopped:
			return nil
		}
	}
}

// catchUp sends everything that changed since the last time.
func (s *stream) catchUp(ctx context.Context) error {
	for {
		found, err := s.w.chat.messages(ctx, s.As, `channel = $1 AND changed > $2`, `changed`, atATime, string(s.channel), s.after)
		if err != nil {
			return err
		}
		for _, m := range found {
			s.after = m.changed
			if err := s.message(ctx, m); err != nil {
				return err
			}
			s.w.read.set(s.As, s.channel, m.id)
		}
		if err := s.flush(); err != nil {
			return err
		}
		if len(found) < atATime {
			break
		}
	}
	form, err := s.w.chat.formIn(ctx, s.As, s.channel)
	if err != nil {
		return err
	}
	if v := form.version(); v != s.form {
		s.form = v
		if form == nil {
			s.event("noform", "")
		} else if err := s.fragment("form", "form", formView{s.reader, form, ""}); err != nil {
			return err
		}
	}
	news, err := s.w.news(ctx, s.As)
	if err != nil {
		return err
	}
	if !maps.Equal(news, s.news) {
		s.news = news
		data, err := json.Marshal(news)
		if err != nil {
			return err
		}
		s.event("news", string(data))
	}
	return s.flush()
}

// message sends one message: as a talk of its own, or as an answer in one.
func (s *stream) message(ctx context.Context, m *message) error {
	if s.alone != 0 && m.id != s.alone && m.root != s.alone {
		return nil
	}
	if m.gone && m.root != 0 {
		s.event("gone", anchor(m.id))
		return nil
	}
	if m.root != 0 {
		v, err := s.w.view(ctx, s.reader, m)
		if err != nil {
			return err
		}
		return s.fragment("answer", "message", v)
	}
	t, err := s.w.talk(ctx, s.reader, m, mostAnswers)
	if err != nil {
		return err
	}
	if t == nil {
		s.event("gone", anchor(m.id))
		return nil
	}
	if s.alone == 0 {
		// Its day is a heading only when nothing was said that day before it.
		earlier, err := s.w.chat.messages(ctx, s.As, `channel = $1 AND root = 0 AND id < $2`, `id DESC`, 1, string(s.channel), m.id)
		if err != nil {
			return err
		}
		if len(earlier) == 0 || earlier[0].at.In(s.zone).Format(time.DateOnly) != t.Root.day {
			t.Day = s.w.heading(s.reader, m.at)
		}
	}
	return s.fragment("talk", "talk", t)
}

func (s *stream) fragment(event, template string, data any) error {
	var b bytes.Buffer
	if err := s.w.pages.all.ExecuteTemplate(&b, template, data); err != nil {
		return err
	}
	s.event(event, b.String())
	return nil
}

func (s *stream) event(name, data string) {
	fmt.Fprintf(&s.out, "id: %d-%s\nevent: %s\n", s.after, s.form, name)
	for line := range strings.Lines(data) {
		s.out.WriteString("data: " + strings.TrimRight(line, "\r\n") + "\n")
	}
	if data == "" {
		s.out.WriteString("data:\n")
	}
	s.out.WriteString("\n")
}

func (s *stream) flush() error {
	if s.out.Len() == 0 {
		return nil
	}
	if err := s.to.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	if _, err := s.rw.Write(s.out.Bytes()); err != nil {
		return err
	}
	s.out.Reset()
	return s.to.Flush()
}
