package web_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// chatWith opens a chat with a bot that does what do says.
func chatWith(t *testing.T, opt web.Options, do bot.Dispatch) (*web.Web, string) {
	t.Helper()
	chat, err := web.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- chat.Run(ctx, do) }()
	server := httptest.NewServer(chat.Handler())
	t.Cleanup(func() {
		stop()
		if err := <-ran; err != nil {
			t.Error(err)
		}
		server.Close()
		if err := chat.Close(); err != nil {
			t.Error(err)
		}
	})
	return chat, server.URL
}

func silent(context.Context, bot.Event) (bot.Ack, error) { return bot.Ack{}, nil }

var stay = &http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := stay.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestRefusesStrangers(t *testing.T) {
	_, base := chatWith(t, webtest.Options(t.TempDir(), bot.WallClock{}), func(context.Context, bot.Event) (bot.Ack, error) {
		t.Error("a stranger's words reached the bot")
		return bot.Ack{}, nil
	})
	port := base[strings.LastIndex(base, ":"):]
	for _, c := range []struct {
		name, method, host string
		header             map[string]string
		want               int
	}{
		{"own name", "GET", "localhost" + port, nil, 200},
		{"own number", "GET", "127.0.0.1" + port, nil, 200},
		{"own new number", "GET", "[::1]" + port, nil, 200},
		{"without a port", "GET", "localhost", nil, 200},
		{"another port", "GET", "127.0.0.1:1", nil, 200},
		{"foreign name", "GET", "evil.example" + port, nil, 421},
		{"foreign number", "GET", "192.168.1.5" + port, nil, 421},
		{"almost our name", "GET", "localhost.evil.example" + port, nil, 421},
		{"with words for a port", "GET", "localhost:x", nil, 421},
		{"empty", "GET", "[", nil, 421},
		{"post from another site", "POST", "localhost" + port, map[string]string{"Origin": "https://evil.example"}, 403},
		{"post from another port", "POST", "localhost" + port, map[string]string{"Origin": "http://localhost:1"}, 403},
		{"post from nowhere", "POST", "localhost" + port, map[string]string{"Origin": "null"}, 403},
		{"post that says so itself", "POST", "localhost" + port, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"post from a neighbour", "POST", "localhost" + port, map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := url.Values{"as": {"alice"}, "in": {"dm"}, "text": {"hallo"}}.Encode()
			path := "/?as=alice&in=dm"
			if c.method == "POST" {
				path = "/say"
			}
			r, err := http.NewRequest(c.method, base+path, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			r.Host = c.host
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for k, v := range c.header {
				r.Header.Set(k, v)
			}
			resp, err := stay.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != c.want {
				t.Errorf("status %d, want %d", resp.StatusCode, c.want)
			}
			csp := resp.Header.Get("Content-Security-Policy")
			if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
				t.Errorf("Content-Security-Policy is %q", csp)
			}
			if resp.Header.Get("X-Content-Type-Options") != "nosniff" || resp.Header.Get("Referrer-Policy") != "same-origin" {
				t.Error("a security header is missing")
			}
		})
	}
}

func TestBadRequests(t *testing.T) {
	_, base := chatWith(t, webtest.Options(t.TempDir(), bot.WallClock{}), silent)
	for path, want := range map[string]int{
		"/": 303, "/?as=alice": 303, "/?as=nobody&in=dm": 404, "/?as=alice&in=geheim": 404, "/?as=alice&in=dm:bram": 404, "/?as=alice&in=dm&thread=999": 404,
		"/?as=alice&in=dm&before=-1": 200, "/?as=alice&in=dm&notice=%3Cscript%3E": 200, "/geen": 404, "/file/1/1?as=alice": 404, "/file/x/y": 404,
		"/static/style.css": 200, "/static/chat.go": 404, "/live?as=nobody&in=dm": 404, "/say": 405,
	} {
		if got, body := get(t, base+path); got != want && (path != "/say" || got != 404) || strings.Contains(body, "<script>") {
			t.Errorf("GET %s gives %d, want %d", path, got, want)
		}
	}
	for _, c := range []struct {
		path, body string
		want       int
	}{
		{"/say", "as=alice&in=dm&text=+++", 303},
		{"/say", "as=nobody&in=dm&text=x", 404},
		{"/say", "as=alice&in=dm%3Abram&text=x", 404},
		{"/say", "%zz", 400},
		{"/say", "as=alice&in=dm&text=" + strings.Repeat("x", 2<<20), 413},
		{"/press", "as=alice&in=dm&m=1&b=x", 303},
		{"/press", "as=alice&in=dm&m=x", 303},
		{"/submit", "as=alice&in=dm&form=7", 303},
		{"/cancel", "as=alice&in=dm&form=-1", 303},
		{"/delete", "as=alice&in=dm&m=12", 303},
	} {
		resp, err := stay.Post(base+c.path, "application/x-www-form-urlencoded", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.want {
			t.Errorf("POST %s %.60s gives %d, want %d", c.path, c.body, resp.StatusCode, c.want)
		}
	}
	long := "begin " + strings.Repeat("é", 10_000) + " eind"
	resp, err := stay.PostForm(base+"/say", url.Values{"as": {"alice"}, "in": {"algemeen"}, "text": {long}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if _, body := get(t, base+"/?as=bram&in=algemeen"); !strings.Contains(body, long) {
		t.Error("a long message is not whole")
	}
}

func TestListen(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.168.1.1:0", "[::]:0", "example.nl:0", "8080", ""} {
		l, err := web.Listen(addr)
		if err == nil {
			l.Close()
			t.Errorf("%q was accepted", addr)
		} else if !strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("%q: the error does not say what to do: %v", addr, err)
		}
	}
	l, err := web.Listen("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
		t.Errorf("localhost is %v", l.Addr())
	}
	if _, err := web.Listen(l.Addr().String()); err == nil || !strings.Contains(err.Error(), "in use") || !strings.Contains(err.Error(), "--listen") {
		t.Errorf("a port in use gives %v", err)
	}
}

func TestRefusesFiles(t *testing.T) {
	for name, content := range map[string]string{"text": "dit is geen databank, maar een briefje van iemand anders", "page": "SQLite format 3\x00 en dan onzin"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "chat.db"), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := web.New(webtest.Options(dir, bot.WallClock{})); err == nil || !strings.Contains(err.Error(), "move it away") {
				t.Errorf("got %v", err)
			}
			if got, err := os.ReadFile(filepath.Join(dir, "chat.db")); err != nil || string(got) != content {
				t.Error("the file was changed")
			}
		})
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := web.New(webtest.Options(file, bot.WallClock{})); err == nil {
		t.Error("a file was accepted as a folder")
	}
}

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

func TestFilesArePrivate(t *testing.T) {
	chat, base := chatWith(t, webtest.Options(t.TempDir(), bot.WallClock{}), silent)
	id, err := chat.Send(t.Context(), bot.Address{Platform: "web", Channel: "algemeen", User: "alice"}, bot.Say(bot.File{Name: `../"rare" naam.html`, Type: "text/html", Data: []byte("<script>alert(1)</script>")}))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := get(t, base+"/file/"+string(id)+"/1?as=bram"); got != 404 {
		t.Errorf("somebody else gets %d", got)
	}
	resp, err := stay.Get(base + "/file/" + string(id) + "/1?as=alice")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if d := resp.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment;") || strings.Contains(d, "..") || resp.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("served with %v", resp.Header)
	}
}

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

// A page holds the newest talks and leads to the older ones.
func TestLongConversations(t *testing.T) {
	chat, base := chatWith(t, webtest.Options(t.TempDir(), bot.WallClock{}), silent)
	to := bot.Address{Platform: "web", Channel: "algemeen"}
	var root bot.MessageID
	for i := range 450 {
		id, err := chat.Send(t.Context(), to, bot.Say(bot.Para{Text: bot.Plain(fmt.Sprintf("nummer %d.", i))}))
		if err != nil {
			t.Fatal(err)
		}
		root = id
	}
	to.Thread = root
	for i := range 40 {
		if _, err := chat.Send(t.Context(), to, bot.Say(bot.Para{Text: bot.Plain(fmt.Sprintf("antwoord %d.", i))})); err != nil {
			t.Fatal(err)
		}
	}
	path, pages, seen := "/?as=alice&in=algemeen", 0, 0
	for path != "" {
		begin := time.Now()
		_, body := get(t, base+path)
		t.Logf("%d kB in %v", len(body)/1000, time.Since(begin).Round(time.Millisecond))
		pages++
		seen += strings.Count(body, "nummer ")
		if n := strings.Count(body, "<article"); n > 231 {
			t.Errorf("a page holds %d messages", n)
		}
		if pages == 1 && (strings.Contains(body, "antwoord 3.") || !strings.Contains(body, "antwoord 39.") || !strings.Contains(body, "Toon alle 40 antwoorden")) {
			t.Error("a long thread is not shown by its end")
		}
		path = ""
		if i := strings.Index(body, "&amp;before="); i > 0 {
			before, _, _ := strings.Cut(body[i+len("&amp;before="):], `"`)
			path = "/?as=alice&in=algemeen&before=" + before
		}
	}
	if pages != 3 || seen != 450 {
		t.Errorf("%d messages on %d pages", seen, pages)
	}
	if _, body := get(t, base+"/?as=alice&in=algemeen&thread="+string(root)); strings.Count(body, "antwoord ") != 40 {
		t.Error("a thread by itself does not show all answers")
	}
}
