package web_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// stream reads the events of a stream until it ends.
func stream(t *testing.T, ctx context.Context, url, last string) (<-chan [3]string, *http.Response) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan [3]string, 1000)
	go func() {
		defer close(out)
		defer resp.Body.Close()
		var e [3]string
		for in := bufio.NewScanner(resp.Body); in.Scan(); {
			line := in.Text()
			switch {
			case line == "" && e[1] != "":
				out <- e
				e = [3]string{}
			case strings.HasPrefix(line, "id: "):
				e[0] = line[4:]
			case strings.HasPrefix(line, "event: "):
				e[1] = line[7:]
			case strings.HasPrefix(line, "data: "):
				e[2] += line[6:] + "\n"
			}
		}
	}()
	return out, resp
}

// next is the next event of a kind.
func next(t *testing.T, events <-chan [3]string, kind string) [3]string {
	t.Helper()
	for {
		select {
		case e, ok := <-events:
			if !ok {
				t.Fatalf("the stream ended before a %s", kind)
			}
			if e[1] == kind {
				return e
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("no %s came", kind)
		}
	}
}

func TestStream(t *testing.T) {
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	chat, err := web.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	running, stop := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- chat.Run(running, silent) }()
	server := httptest.NewServer(chat.Handler())
	defer server.Close()
	here := bot.Address{Platform: "web", Channel: "algemeen", Lang: bot.NL}
	send := func(to bot.Address, text string) bot.MessageID {
		id, err := chat.Send(t.Context(), to, bot.Say(bot.Para{Text: bot.Plain(text)}))
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	send(here, "van vroeger")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	events, resp := stream(t, ctx, server.URL+"/live?as=alice&in=algemeen&since=1-0", "")
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "text/event-stream") {
		t.Fatalf("the stream is %q", ct)
	}
	secret := here
	secret.User = "bram"
	send(secret, "geheim van bram")
	id := send(here, "iets nieuws")
	first := next(t, events, "talk")
	if !strings.Contains(first[2], "iets nieuws") {
		t.Errorf("got %q", first)
	}
	if err := chat.Edit(t.Context(), here, id, bot.Say(bot.Para{Text: bot.Plain("iets anders")})); err != nil {
		t.Fatal(err)
	}
	if e := next(t, events, "talk"); !strings.Contains(e[2], "iets anders") || !strings.Contains(e[2], `id="m`+string(id)+`"`) {
		t.Errorf("an edit came as %q", e)
	}
	from := &bot.Origin{From: bot.User{ID: "alice"}, Channel: "algemeen"}
	if err := chat.OpenForm(t.Context(), from, sampleForm, bot.NL); err != nil {
		t.Fatal(err)
	}
	form := next(t, events, "form")
	if !strings.Contains(form[2], "<dialog") {
		t.Errorf("a form came as %q", form)
	}

	// Who comes back gets what it missed, and a form that is still open is not
	// sent again over what was typed in it.
	cancel()
	again, _ := stream(t, t.Context(), server.URL+"/live?as=alice&in=algemeen&since=0-0", form[0])
	other, _ := stream(t, t.Context(), server.URL+"/live?as=emily&in=algemeen&since=0-0", "")
	thread := here
	thread.Thread = id
	send(thread, "in de draad")
	if e := next(t, again, "answer"); !strings.Contains(e[2], "in de draad") {
		t.Errorf("got %q", e)
	}
	next(t, other, "answer")
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
	for name, events := range map[string]<-chan [3]string{"alice": again, "emily": other} {
		for ended := false; !ended; {
			select {
			case e, ok := <-events:
				if ended = !ok; ok && (e[1] == "form" || strings.Contains(e[2], "geheim")) {
					t.Errorf("%s gets %q", name, e)
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("the stream of %s does not end with Run", name)
			}
		}
	}
	if err := chat.Close(); err != nil {
		t.Error(err)
	}
}
