package mattermost

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// started runs an adapter and waits until it has caught up.
func (w *wire) started(kept Memory, change func(*Options)) (*ear, dialled) {
	w.t.Helper()
	before := w.called("GET /users/me/channels")
	e := w.listen(kept, change).run()
	d := w.next()
	w.hello(d, fmt.Sprint("id", time.Now().UnixNano()))
	for {
		if _, missing := e.in.marks.from(); !missing && w.called("GET /users/me/channels") > before {
			return e, d
		}
		time.Sleep(time.Millisecond)
	}
}

// settled ends an adapter as the program does.
func (e *ear) settled() {
	e.t.Helper()
	if err := e.end(); err != nil {
		e.t.Error(err)
	}
	if err := e.Settle(); err != nil {
		e.t.Error(err)
	}
}

func TestNothingIsReadAtTheVeryFirstStart(t *testing.T) {
	w := newWire(t)
	w.said(1, "@wegwijs lang geleden", time.Now().Add(-30*time.Minute))
	e, _ := w.started(newMemory(), nil)
	time.Sleep(20 * time.Millisecond)
	e.silence()
}

func TestNothingIsMissedOrRepeatedOverARestart(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, d := w.started(kept, nil)
	w.posted(d, w.said(1, "@wegwijs een", time.Now()), 1)
	e.heard()
	e.settled()

	w.said(2, "@wegwijs twee", time.Now())
	w.said(3, "iets anders", time.Now())
	e, _ = w.started(kept, nil)
	if got := e.heard(); got != "twee" {
		t.Errorf("heard %q", got)
	}
	e.silence()
	e.settled()
	e, _ = w.started(kept, nil)
	e.silence()

	// Killed: what was handed on just before may not have been handled, so it
	// comes again. The router knows what it did.
	e.end()
	e, d = w.started(kept, nil)
	w.posted(d, w.said(4, "@wegwijs vier", time.Now()), 1)
	e.heard()
	e.end()
	e, _ = w.started(kept, nil)
	for got := ""; got != "vier"; {
		got = e.heard()
	}
}

func TestFourHundredAreMissed(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, _ := w.started(kept, nil)
	e.settled()
	for i := range 450 {
		text := "niet voor ons"
		if i%10 == 0 || i > 400 {
			text = fmt.Sprint("@wegwijs ", i)
		}
		w.said(i, text, time.Now())
	}
	e, _ = w.started(kept, nil)
	n := 0
	for i := range 450 {
		if i%10 == 0 || i > 400 {
			if got := e.heard(); got != fmt.Sprint(i) {
				t.Fatalf("heard %q, want %d", got, i)
			}
			n++
		}
	}
	e.silence()
	if n := w.called("GET /channels/" + wireRoom + "/posts"); n > 5 {
		t.Errorf("%d pages were read", n)
	}
}

func TestWhatIsTooOldIsNotAnswered(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, d := w.started(kept, nil)
	w.posted(d, w.said(1, "@wegwijs nul", time.Now().Add(-3*time.Hour)), 1)
	e.heard()
	e.in.marks.mu.Lock()
	e.in.marks.upto = time.Now().Add(-3 * time.Hour).UnixMilli()
	e.in.marks.mu.Unlock()
	e.settled()
	w.said(2, "@wegwijs te oud", time.Now().Add(-61*time.Minute))
	w.said(3, "@wegwijs nog net", time.Now().Add(-59*time.Minute))
	e, _ = w.started(kept, nil)
	if got := e.heard(); got != "nog net" {
		t.Errorf("heard %q", got)
	}
	e.silence()
	e.settled()
	w.said(4, "@wegwijs korter", time.Now().Add(-5*time.Second))
	e, _ = w.started(kept, func(o *Options) { o.CatchUp = time.Second })
	e.silence()
}

// A server whose clock is five minutes off decides what is old.
func TestClocksDiffer(t *testing.T) {
	for _, off := range []time.Duration{-5 * time.Minute, 5 * time.Minute} {
		w, kept := newWire(t), newMemory()
		w.ahead = off
		e, d := w.started(kept, nil)
		w.posted(d, w.said(1, "@wegwijs een", time.Now().Add(off)), 1)
		e.heard()
		e.settled()
		w.said(2, "@wegwijs te oud", time.Now().Add(off-61*time.Minute))
		w.said(3, "@wegwijs twee", time.Now().Add(off))
		e, _ = w.started(kept, nil)
		if got := e.heard(); got != "twee" {
			t.Errorf("clock off by %v: heard %q", off, got)
		}
		e.silence()
		e.settled()
	}
}

func TestDeletedAndEditedWhileAway(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, _ := w.started(kept, nil)
	e.settled()
	w.said(1, "@wegwijs weg", time.Now()).DeleteAt = 1
	edited := w.said(2, "@wegwijs gewijzigd", time.Now())
	edited.EditAt = edited.CreateAt + 1
	w.said(3, "@wegwijs van een bot", time.Now()).AddProp(model.PostPropsFromBot, "true")
	w.said(4, "@wegwijs van een webhook", time.Now()).AddProp(model.PostPropsFromWebhook, "true")
	w.said(5, "@wegwijs van ons", time.Now()).UserId = wireBot
	w.said(6, "@wegwijs kwam erbij", time.Now()).Type = model.PostTypeJoinChannel
	e, _ = w.started(kept, nil)
	if got := e.heard(); got != "gewijzigd" {
		t.Errorf("heard %q", got)
	}
	e.silence()
}

func TestCatchUpIsTriedAgain(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, _ := w.started(kept, nil)
	e.settled()
	w.said(1, "@wegwijs gemist", time.Now())
	w.listDown = http.StatusServiceUnavailable
	e = w.listen(kept, nil).run()
	d := w.next()
	w.hello(d, "een")
	for w.called("GET /channels/"+wireRoom+"/posts") < 4 {
		time.Sleep(5 * time.Millisecond)
	}
	// Meanwhile what comes in is answered, and not twice after that.
	w.posted(d, w.said(2, "@wegwijs nieuw", time.Now()), 1)
	if got := e.heard(); got != "nieuw" {
		t.Errorf("heard %q", got)
	}
	w.set(func() { w.listDown = 0 })
	if got := e.heard(); got != "gemist" {
		t.Errorf("heard %q", got)
	}
	e.silence()
}

// A server so slow that one try reads some channels only: the next goes on with
// the others, so that all are read in the end.
func TestCatchUpOnASlowServer(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, _ := w.started(kept, nil)
	e.settled()
	w.said(1, "@wegwijs gemist", time.Now())
	w.slow = 300 * time.Millisecond
	for i := range 3 * readAtOnce {
		w.rooms = append(w.rooms, fmt.Sprintf("r%025d", i))
	}
	e = w.listen(kept, nil)
	e.in.tempo.read = 400 * time.Millisecond
	e.run()
	w.hello(w.next(), "een")
	if got := e.heard(); got != "gemist" {
		t.Errorf("heard %q", got)
	}
	e.silence()
	for _, missing := e.in.marks.from(); missing; _, missing = e.in.marks.from() {
		time.Sleep(5 * time.Millisecond)
	}
}

func TestCatchUpIsLimited(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, _ := w.started(kept, nil)
	e.settled()
	w.said(1, "@wegwijs gemist", time.Now())
	w.limited = 2
	e, _ = w.started(kept, nil)
	if got := e.heard(); got != "gemist" {
		t.Errorf("heard %q", got)
	}
}

// Somebody who says more than the router takes at once is heard later, in
// order, and it is not forgotten when the program ends before that.
func TestTooMuchOfOnePerson(t *testing.T) {
	w, kept := newWire(t), newMemory()
	e, d := w.started(kept, nil)
	e.fail(bot.ErrBusy)
	now := time.Now()
	for i := range 1000 {
		w.posted(d, w.said(i, fmt.Sprint("@wegwijs ", i), now.Add(time.Duration(i)*time.Millisecond)), int64(i+1))
	}
	e.in.marks.mu.Lock()
	for e.in.marks.busy == 0 {
		e.in.marks.mu.Unlock()
		time.Sleep(time.Millisecond)
		e.in.marks.mu.Lock()
	}
	e.in.marks.mu.Unlock()
	e.silence()
	e.fail(nil)
	for i := range 1000 {
		if got := e.heard(); got != fmt.Sprint(i) {
			t.Fatalf("heard %q, want %d", got, i)
		}
	}
	e.settled()

	e, d = w.started(kept, nil)
	e.fail(bot.ErrClosed)
	w.posted(d, w.said(2000, "@wegwijs bij het sluiten", now.Add(2*time.Second)), 1)
	w.posted(d, w.said(2001, "niet voor ons", now.Add(3*time.Hour)), 2)
	time.Sleep(50 * time.Millisecond)
	e.settled()
	e, _ = w.started(kept, func(o *Options) { o.CatchUp = 5 * time.Hour })
	if got := e.heard(); got != "bij het sluiten" {
		t.Errorf("heard %q", got)
	}
	e.silence()
}

func TestMarksAreBounded(t *testing.T) {
	k := newMarks(newMemory())
	now := time.Now()
	for i := range 100_000 {
		k.done(fmt.Sprint(i), now.UnixMilli()+int64(i)*10, i%2 == 0)
	}
	if len(k.handed) > 60_000 || len(k.caught) > 60_000 {
		t.Errorf("%d posts are remembered, %d of them twice", len(k.handed), len(k.caught))
	}
	if err := k.settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	data, _, err := k.memory.Kept(t.Context(), areaSeen, marksKey)
	if err != nil || len(data) > 64<<10 {
		t.Errorf("%d bytes are kept (%v)", len(data), err)
	}
	if !strings.Contains(string(data), `"99999"`) {
		t.Error("the newest post is not among them")
	}
}
