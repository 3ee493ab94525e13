package web_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
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
