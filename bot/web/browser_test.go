//go:build browser

package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// site is the sample bot in a chat, and a browser that looks at it.
type site struct {
	*testing.T
	url     string
	browser context.Context
	sample  *sample
	server  *httptest.Server
}

func openSite(t *testing.T) *site {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	chat, err := web.New(web.Options{
		Dir: t.TempDir(), Clock: bot.WallClock{}, Log: zerolog.New(zerolog.NewTestWriter(t)), Zone: zone,
		People: []web.Person{
			{ID: "alice", Name: "Alice Jansen", Role: p("medewerker, Financiën", "employee, Finance")},
			{ID: "bram", Name: "Bram Bakker", Role: p("communicatieadviseur, Financiën", "communication adviser, Finance")},
			{ID: "max", Name: "Max de Vries", Role: p("AIC-lid, Financiën", "AIC member, Finance")},
			{ID: "sien", Name: "Sien Visser", Role: p("secretaris AIC", "secretary of the AIC")},
			{ID: "emily", Name: "Emily Clark", Role: p("collega die Engels leest", "colleague who reads English"), Lang: bot.EN},
		},
		Colleagues: []web.Person{{ID: "daan", Name: "Daan Smit"}, {ID: "fatima", Name: "Fatima El Amrani"}},
		Channels: []web.Channel{
			{ID: "algemeen", Name: "algemeen", Purpose: p("Voor iedereen", "For everybody")},
			{ID: "communicatie", Name: "communicatie", Purpose: p("Adviseurs interne communicatie", "Internal communication advisers")},
		},
		Commands: []web.Hint{
			{Name: "wegwijs", Usage: p("<vraag>", "<question>"), Help: p("stel een vraag", "ask a question")},
			{Name: "peiling", Usage: p("\"Vraag?\" \"A\" \"B\"", "\"Question?\" \"A\" \"B\""), Help: p("vraag meningen in een kanaal", "ask a channel for opinions")},
		},
		Welcome: []bot.Text{
			p("Hoi! Ik ben Wegwijs, een chatbot voor interne communicatie bij het Rijk.", "Hi! I am Wegwijs, a chatbot for internal communication in central government."),
			p("Vraag me waar je iets vindt, wie waarover gaat en welk netwerk bij je past.", "Ask me where to find things, who is responsible, and which network suits you."),
		},
		Try: []bot.Text{p("Waar kan ik terecht met vragen?", "Where can I turn with questions?")},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &site{T: t, sample: newSample(bot.WallClock{}, chat, bottest.NewMemory(), &tally{})}
	ctx, stop := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- chat.Run(ctx, s.sample.router.Dispatch) }()
	s.server = httptest.NewServer(chat.Handler())
	s.url = s.server.URL
	t.Cleanup(func() {
		stop()
		if err := <-ran; err != nil {
			t.Error(err)
		}
		s.server.Close()
		if err := s.sample.router.Close(context.Background()); err != nil {
			t.Error(err)
		}
		if err := chat.Close(); err != nil {
			t.Error(err)
		}
	})
	s.browser = webtest.Chromium(t)
	return s
}

// What the tests of this folder call by short names.
type step = webtest.Step

const within = webtest.Within

var (
	js    = webtest.Script
	until = webtest.Until
	look  = webtest.Look
	axe   = webtest.Axe
)

// accessible runs the rules of WCAG 2.2 AA on the page as it is now.
func (s *site) accessible(ctx context.Context, what, axe string) {
	s.Helper()
	webtest.Accessible(ctx, s.T, what, axe)
}

// window opens another window of the same browser.
func (s *site) window() context.Context {
	s.Helper()
	ctx, cancel := chromedp.NewContext(s.browser)
	s.Cleanup(cancel)
	if err := chromedp.Listen(ctx, func(e any) {
		if e, ok := e.(*runtime.EventExceptionThrown); ok {
			s.Errorf("the script of the page failed: %s", e.ExceptionDetails.Text)
		}
	}); err != nil {
		s.Fatalf("open a window: %v", err)
	}
	return ctx
}

// do does things in a window.
func (s *site) do(ctx context.Context, what string, steps ...step) {
	s.Helper()
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		s.Fatalf("%s: %v", what, err)
	}
}

// ask returns what an expression of the page gives.
func ask[T any](s *site, ctx context.Context, expr string) T {
	s.Helper()
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expr, chromedp.EvalAwaitPromise))
	if err != nil {
		s.Fatalf("%.80s: %v", expr, err)
	}
	return v
}

// enter presses Enter as a keyboard does: the character is part of the key, so
// that a page that handles the key gets no character.
func enter(with kb.Modifier) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		key := input.DispatchKeyEventParams{Type: kb.KeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13, Modifiers: int64(with)}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key); err != nil {
			return err
		}
		key.Type, key.Text = kb.KeyUp, ""
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key)
		return err
	})
}

func (s *site) at(who, in string) string { return fmt.Sprintf("%s/?as=%s&in=%s", s.url, who, in) }

// said posts what somebody types, as another window would.
func (s *site) said(who, in, text string) {
	s.Helper()
	body := "as=" + who + "&in=" + in + "&text=" + strings.NewReplacer(" ", "+", "@", "%40", "?", "%3F").Replace(text)
	resp, err := http.Post(s.url+"/say", "application/x-www-form-urlencoded", strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		s.Fatalf("say: %s", resp.Status)
	}
	if err := s.sample.router.Idle(context.Background()); err != nil {
		s.Fatal(err)
	}
}

// shot keeps a picture of the window, when WEGWIJS_SHOTS names a folder.
func (s *site) shot(ctx context.Context, name string) {
	s.Helper()
	dir := os.Getenv("WEGWIJS_SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		s.Fatalf("take a picture: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600); err != nil {
		s.Fatal(err)
	}
}
