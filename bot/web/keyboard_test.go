//go:build browser

package web_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tabTo presses Tab until the focus is on what an expression of the page's
// active element says, as somebody without a mouse does.
func (s *site) tabTo(ctx context.Context, what, expr string) {
	s.Helper()
	for range 60 {
		if ask[bool](s, ctx, "(e => !!("+expr+"))(document.activeElement)") {
			return
		}
		s.do(ctx, "press Tab", chromedp.KeyEvent(kb.Tab))
	}
	s.Fatalf("Tab does not reach %s", what)
}

func TestKeyboardAlone(t *testing.T) {
	s := openSite(t)
	w := s.window()
	s.do(w, "open", look(1280, 800, "light"), chromedp.Navigate(s.at("alice", "dm")), until(`document.readyState === "complete"`), js(`document.activeElement.blur()`),
		chromedp.KeyEvent(kb.Tab), until(`document.activeElement.matches(".skip")`), enter(0), until(`document.activeElement.id === "say"`))

	s.do(w, "type", chromedp.KeyEvent("eerste regel"),
		enter(kb.ModifierShift),
		chromedp.KeyEvent("tweede regel"))
	if typed := ask[string](s, w, `document.getElementById("say").value`); typed != "eerste regel\ntweede regel" {
		t.Errorf("Shift+Enter gave %q", typed)
	}
	s.do(w, "send with Enter", enter(0), until(`[...document.querySelectorAll("article")].some(a => a.innerText.includes("Je vroeg: eerste regel"))`))
	s.do(w, "look at the text box", until(`document.activeElement.id === "say"`))
	if left := ask[string](s, w, `document.getElementById("say").value`); left != "" {
		t.Errorf("after sending, %q is left in the text box", left)
	}

	s.do(w, "ask for everything", chromedp.KeyEvent("alles"), enter(0), until(`document.querySelector("form.buttons")`))
	s.tabTo(w, "the button", `e.textContent === "Stel iets voor"`)
	s.do(w, "press it", enter(0), until(`document.querySelector("dialog:modal")`))
	if !ask[bool](s, w, `document.getElementById("form").contains(document.activeElement)`) {
		t.Error("the focus is not in the form that opened")
	}
	s.do(w, "cancel with Escape", chromedp.KeyEvent(kb.Escape), until(`!document.getElementById("form")`), until(`document.activeElement.textContent === "Stel iets voor"`))

	s.do(w, "open it again", enter(0), until(`document.querySelector("dialog:modal")`),
		chromedp.KeyEvent("Taal"), enter(0), until(`document.activeElement.id === "form-wrong"`))
	if kept := ask[string](s, w, `document.querySelector("[name=f-topic]").value`); kept != "Taal" {
		t.Errorf("after errors the field holds %q", kept)
	}
	s.tabTo(w, "the link to the first error", `e.matches(".wrong a")`)
	s.do(w, "follow it", enter(0), until(`document.activeElement.name === "f-topic"`), chromedp.KeyEvent(kb.End), chromedp.KeyEvent(" in verandering"))
	s.tabTo(w, "the kind", `e.name === "f-kind"`)
	s.do(w, "choose it", chromedp.KeyEvent(" "))
	s.tabTo(w, "the minutes", `e.name === "f-minutes"`)
	s.do(w, "fill in and send", chromedp.KeyEvent("15"), enter(0), until(`!document.getElementById("form")`),
		until(`[...document.querySelectorAll("article")].some(a => a.innerText.includes("Ontvangen: Taal in verandering"))`))

	// Choosing from a menu does nothing until it is confirmed.
	s.tabTo(w, "the menu", `e.matches(".menu select")`)
	before := ask[int](s, w, `document.querySelectorAll("article").length`)
	s.do(w, "choose", chromedp.KeyEvent(kb.ArrowDown), chromedp.Sleep(200*time.Millisecond))
	if after := ask[int](s, w, `document.querySelectorAll("article").length`); before != after {
		t.Error("choosing from the menu did something before it was confirmed")
	}
	s.tabTo(w, "its button", `e.matches(".menu button")`)
	s.do(w, "confirm", enter(0), until(`[...document.querySelectorAll("article")].some(a => a.innerText.includes("Gekozen: ic"))`))

	// Slash commands are offered while typing, and chosen with the arrow keys.
	s.do(w, "type a slash", chromedp.Focus(chromedp.CSS("#say")), chromedp.KeyEvent("/p"), until(`document.getElementById("hints").open`), chromedp.KeyEvent(kb.ArrowDown), enter(0), until(`document.activeElement.id === "say"`))
	if offered := ask[string](s, w, `document.getElementById("say").value`); offered != "/peiling " {
		t.Errorf("the command chosen gave %q", offered)
	}
}

func TestLive(t *testing.T) {
	s := openSite(t)
	one, two := s.window(), s.window()
	for _, w := range []struct {
		ctx context.Context
		who string
	}{{one, "alice"}, {two, "emily"}} {
		s.do(w.ctx, "open", look(1280, 800, "light"), chromedp.Navigate(s.at(w.who, "algemeen")), until(`document.readyState === "complete"`), js(`window.same = true`))
	}
	s.do(two, "begin to type", chromedp.Focus(chromedp.CSS("#say")), chromedp.KeyEvent("half a sen"))

	s.do(one, "say something", chromedp.Focus(chromedp.CSS("#say")), chromedp.KeyEvent("Hallo & <b>goedemorgen</b>"), enter(0))
	s.do(two, "see it in the other window", until(`[...document.querySelectorAll("article")].some(a => a.innerText.includes("Hallo & <b>goedemorgen</b>"))`))
	s.do(one, "post a counter", chromedp.KeyEvent("/wegwijs tel"), enter(0))
	s.do(two, "see it", until(`document.querySelector("form.buttons button")`), chromedp.Focus(chromedp.CSS("form.buttons button")))
	s.do(one, "press", until(`document.querySelector("form.buttons button")`), chromedp.Click(chromedp.CSS("form.buttons button")))
	s.do(two, "see the edit", until(`[...document.querySelectorAll("article")].some(a => a.innerText.includes("1 collega"))`))

	type around struct {
		Same    bool   `json:"same"`
		Focus   string `json:"focus"`
		Typed   string `json:"typed"`
		Private bool   `json:"private"`
		Slash   bool   `json:"slash"`
	}
	state := ask[around](s, two, `({
		same: window.same === true, focus: document.activeElement.textContent, typed: document.getElementById("say").value,
		private: document.body.innerText.includes("Je doet mee."), slash: document.body.innerText.includes("/wegwijs tel"),
	})`)
	if !state.Same {
		t.Error("the page was loaded again")
	}
	if !strings.HasPrefix(state.Focus, "Ik doe mee") {
		t.Errorf("the edit moved the focus to %q", state.Focus)
	}
	if state.Typed != "half a sen" {
		t.Errorf("the text box holds %q", state.Typed)
	}
	if state.Private || state.Slash {
		t.Error("what is for one person alone reached another window")
	}
	s.do(one, "see the private answer", until(`[...document.querySelectorAll("article.private")].some(a => a.innerText.includes("Je doet mee.") && a.innerText.includes("Alleen voor jou"))`))

	// What one person is told directly shows as news to whoever plays several.
	s.said("max", "dm", "hallo")
	s.do(one, "see news", until(`document.querySelector('[data-news="as max"]').checkVisibility()`))

	s.do(one, "delete the counter", js(`(d => { d.open = true; d.querySelector("button").click() })([...document.querySelectorAll("article")].find(a => a.innerText.includes("1 collega")).querySelector("details.more"))`))
	s.do(two, "see it go", until(`![...document.querySelectorAll("article")].some(a => a.innerText.includes("1 collega"))`))
}
