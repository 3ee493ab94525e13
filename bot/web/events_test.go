package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// A process that dies may not have handled what it took, so the next one hands
// it on once more, under the same id, in order.
func TestNothingSaidIsLost(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	var mu sync.Mutex
	var ids [3][]string
	take := func(life int) bot.Dispatch {
		return func(_ context.Context, e bot.Event) (bot.Ack, error) {
			mu.Lock()
			defer mu.Unlock()
			ids[life] = append(ids[life], bot.OriginOf(e).ID)
			return bot.Ack{}, nil
		}
	}
	lifetime := func(life int, during func(base string), after func(*web.Web)) {
		chat, err := web.New(opt)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		ran := make(chan error, 1)
		go func() { ran <- chat.Run(ctx, take(life)) }()
		server := httptest.NewServer(chat.Handler())
		during(server.URL)
		stop()
		if err := <-ran; err != nil {
			t.Error(err)
		}
		after(chat)
		server.Close()
		if err := chat.Close(); err != nil {
			t.Error(err)
		}
	}
	say := func(base, once string) {
		resp, err := stay.PostForm(base+"/say", url.Values{"as": {"alice"}, "in": {"dm"}, "text": {"hallo"}, "once": {once}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	lifetime(0, func(base string) {
		for i := range 3 {
			say(base, fmt.Sprintf("aaaaaaaa%d", i))
		}
		say(base, "aaaaaaaa2") // the browser sends it twice: one message, one id
	}, func(*web.Web) {})
	lifetime(1, func(base string) {
		say(base, "bbbbbbbb")
		if _, body := get(t, base+"/?as=alice&in=dm"); strings.Count(body, "<article") != 4 {
			t.Errorf("%d messages after a restart, want 4", strings.Count(body, "<article"))
		}
	}, func(chat *web.Web) {
		if err := chat.Settle(); err != nil { // an orderly end
			t.Error(err)
		}
	})
	lifetime(2, func(string) { time.Sleep(20 * time.Millisecond) }, func(*web.Web) {})
	want := "[[say alice aaaaaaaa0 say alice aaaaaaaa1 say alice aaaaaaaa2 say alice aaaaaaaa2] " +
		"[say alice aaaaaaaa0 say alice aaaaaaaa1 say alice aaaaaaaa2 say alice bbbbbbbb] []]"
	if got := fmt.Sprint(ids); got != want {
		t.Errorf("events\n%s, want\n%s", got, want)
	}
}

// What comes when the program is about to stop waits for the next start.
func TestTooLateForThisRun(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	chat, err := web.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := chat.Run(ctx, silent); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(chat.Handler())
	resp, err := stay.PostForm(server.URL+"/say", url.Values{"as": {"alice"}, "in": {"dm"}, "text": {"hallo"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if to := resp.Header.Get("Location"); !strings.Contains(to, "notice=late") {
		t.Errorf("sent to %q, without a word that the answer is late", to)
	}
	server.Close()
	if err := errors.Join(chat.Settle(), chat.Close()); err != nil {
		t.Fatal(err)
	}
	got := make(chan string, 1)
	chatWith(t, opt, func(_ context.Context, e bot.Event) (bot.Ack, error) {
		got <- e.(*bot.Mention).Text
		return bot.Ack{}, nil
	})
	select {
	case text := <-got:
		if text != "hallo" {
			t.Errorf("got %q", text)
		}
	case <-time.After(10 * time.Second):
		t.Error("what was said too late for one run did not come in the next")
	}
}

func TestBusyBotSaysSo(t *testing.T) {
	_, base := chatWith(t, webtest.Options(t.TempDir(), bot.WallClock{}), func(context.Context, bot.Event) (bot.Ack, error) { return bot.Ack{}, bot.ErrBusy })
	resp, err := stay.PostForm(base+"/say", url.Values{"as": {"alice"}, "in": {"dm"}, "text": {"hallo"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	to := resp.Header.Get("Location")
	if _, body := get(t, base+to); !strings.Contains(body, "Probeer het over een minuut nog eens") {
		t.Errorf("sent to %q, which does not say that it was not taken", to)
	}
}
