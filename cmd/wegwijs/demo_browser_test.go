//go:build browser

package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/rs/zerolog"

	"wegwijs/bot/web/webtest"
)

// demoWindow is a window on the demo.
type demoWindow struct {
	*testing.T
	ctx context.Context
	url string
}

// openDemo starts the demo as somebody does who just built it.
func openDemo(t *testing.T) *demoWindow {
	t.Helper()
	chat, b, err := newDemo(context.Background(), t.TempDir(), nil, zerolog.New(zerolog.NewTestWriter(t)).Level(zerolog.WarnLevel))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() { ran <- runDemo(ctx, listener, chat, b) }()
	t.Cleanup(func() {
		stop()
		if err := <-ran; err != nil {
			t.Error(err)
		}
	})
	w, cancel := chromedp.NewContext(webtest.Chromium(t))
	t.Cleanup(cancel)
	if err := chromedp.Do(w); err != nil { // the window lives as long as this context
		t.Fatalf("open a window: %v", err)
	}
	return &demoWindow{T: t, ctx: w, url: "http://" + listener.Addr().String()}
}

func (w *demoWindow) do(what string, steps ...webtest.Step) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, 2*webtest.Within)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.Fatalf("%s: %v\n%s", what, err, w.text())
	}
}

// text is what the page reads.
func (w *demoWindow) text() string {
	w.Helper()
	s, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`document.querySelector("main").innerText`))
	if err != nil {
		w.Fatalf("read the page: %v", err)
	}
	return s
}

// open shows a conversation as somebody.
func (w *demoWindow) open(who, in string) webtest.Step {
	return chromedp.Navigate(fmt.Sprintf("%s/?as=%s&in=%s", w.url, who, in))
}

// press presses the last button with these words.
func press(label string) webtest.Step {
	return webtest.Script(fmt.Sprintf(`[...document.querySelectorAll("main button")].filter(b => b.textContent.trim() === %q).at(-1).click()`, label))
}

// reads waits until the page reads something.
func reads(words string) webtest.Step {
	return webtest.Until(fmt.Sprintf(`document.querySelector("main").innerText.includes(%q)`, words))
}

// shot keeps a picture of the window, when WEGWIJS_SHOTS names a folder.
func (w *demoWindow) shot(name string) {
	w.Helper()
	dir := os.Getenv("WEGWIJS_SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		w.Fatalf("take a picture: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600); err != nil {
		w.Fatal(err)
	}
}

// TestLivePoll is the story of a poll in the demo: made in one line, answered by
// a dozen people by themselves, closed, with its chart, its sentences and what
// will be done with it; and every page of it is accessible.
func TestLivePoll(t *testing.T) {
	rules := webtest.Axe(t)
	w := openDemo(t)
	const question = "Weet je waar je terecht kunt met vragen?"

	w.do("ask", webtest.Look(1280, 900, "light"), w.open("bram", "algemeen"), webtest.Until(`document.readyState === "complete"`),
		chromedp.Focus(chromedp.CSS("#say")), chromedp.KeyEvent(`/peiling "`+question+`" "Altijd" "Soms" "Nooit" --tot 2d`),
		press("Verstuur"), reads("Je peiling komt eraan in #algemeen."), webtest.Until(`document.querySelector("main .menu select")`), reads("Nog geen 5 antwoorden."))
	webtest.Accessible(w.ctx, t, "the poll", rules)
	w.shot("1-asked")

	// Nobody does anything: colleagues answer by themselves, Greetje the last.
	w.do("wait for the last", w.open("greetje", "algemeen"), reads("Opgeslagen: "))
	w.do("look at the poll", w.open("bram", "algemeen"), reads("antwoorden."))
	before := w.text()
	if !strings.Contains(before, "Nog geen 5 antwoorden.") && !strings.Contains(before, "Ten minste 10 antwoorden.") {
		t.Errorf("while it is open the poll says neither of what it may say about how many answered:\n%s", before)
	}
	if told := regexp.MustCompile(`(Altijd|Soms|Nooit): *[0-9]`).FindString(before); told != "" {
		t.Errorf("before the end the channel reads %q", told)
	}
	w.shot("2-answered")

	w.do("close it", w.open("bram", "dm"), reads("staat open tot"))
	w.shot("3-maker")
	w.do("close it", press("Sluit nu"), reads("Zinnen om over te nemen"), reads("#algemeen: 12 van 17 bereikt"))
	webtest.Accessible(w.ctx, t, "what the maker gets", rules)
	w.shot("4-closed")

	w.do("tell what happens", press("Vertel wat ermee gebeurt"), webtest.Until(`document.querySelector("dialog:modal textarea")`))
	webtest.Accessible(w.ctx, t, "the form", rules)
	w.do("tell what happens", chromedp.Focus(chromedp.CSS("dialog textarea")),
		chromedp.KeyEvent("In januari komt er een wegwijzer op intranet. Sien maakt hem."))
	w.shot("5-form")
	w.do("tell what happens", press("Zet bij de uitslag"), reads("Dit staat nu onder de uitslag in #algemeen"))

	w.do("see the result as somebody else", w.open("alice", "algemeen"), reads("12 van 17 collega's antwoordden (71 %)."), reads("Wat er met de uitslag gebeurt: In januari komt er een wegwijzer op intranet. Sien maakt hem."),
		reads("bewaard: totalen"), webtest.Until(`document.querySelector("figure img")?.complete && document.querySelector("figure img").naturalWidth > 0`),
		webtest.Script(`document.querySelector("figure").closest("article").scrollIntoView()`))
	webtest.Accessible(w.ctx, t, "the result", rules)
	w.shot("6-result")
	alt, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`document.querySelector("figure img").alt`))
	if err != nil {
		t.Fatal(err)
	}
	result := w.text()
	for _, choice := range []string{"Altijd", "Soms", "Nooit"} {
		if !strings.Contains(alt, choice+": ") {
			t.Errorf("the picture's text does not say how many chose %s: %s", choice, alt)
		}
		if !strings.Contains(result, choice+": ") {
			t.Errorf("the result does not say in words how many chose %s:\n%s", choice, result)
		}
	}
	w.do("look on a phone in the dark", webtest.Look(360, 740, "dark"), webtest.Script(`document.querySelector("figure").scrollIntoView()`))
	webtest.Accessible(w.ctx, t, "the result on a phone", rules)
	w.shot("7-phone")
	wide, err := chromedp.Run(w.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - innerWidth`))
	if err != nil {
		t.Fatal(err)
	}
	if wide > 0 {
		t.Errorf("on a phone the page scrolls sideways by %d px", wide)
	}
}
