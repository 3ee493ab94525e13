//go:build browser

package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestAccessible checks WCAG 2.2 AA by machine, in both colour schemes, on a
// phone and on a desk, with everything on the page that can be there.
func TestAccessible(t *testing.T) {
	rules := axe(t)
	s := openSite(t)
	s.said("bram", "algemeen", "Goedemorgen allemaal! Wie gaat er mee naar de lunchlezing?")
	s.said("daan", "algemeen", "@wegwijs waar meld ik me aan?")
	s.said("bram", "algemeen", "/wegwijs tel")
	s.said("alice", "algemeen", "/wegwijs waar vind ik een huisstijl?")
	s.said("alice", "algemeen", "@wegwijs alles")
	s.said("emily", "dm", "alles")
	for _, scheme := range []string{"light", "dark"} {
		for _, size := range [][2]int64{{360, 740}, {1280, 800}} {
			name := fmt.Sprintf("%s-%d", scheme, size[0])
			t.Run(name, func(t *testing.T) {
				s := *s
				s.T = t
				w := s.window()
				s.do(w, "open the channel", look(size[0], size[1], scheme), chromedp.Navigate(s.at("alice", "algemeen")), until(`document.querySelectorAll("article").length >= 8`))
				s.accessible(w, "channel", rules)
				s.shot(w, name+"-channel")

				s.do(w, "open the form", js(`[...document.querySelectorAll("button")].find(b => b.textContent === "Stel iets voor").click()`), until(`document.querySelector("dialog:modal")`))
				s.accessible(w, "form", rules)
				s.shot(w, name+"-form")
				s.do(w, "send the form empty", chromedp.Click(chromedp.CSS("#form button.primary")), until(`document.querySelector("dialog:modal .wrong")`), until(`document.activeElement.id === "form-wrong"`))
				s.accessible(w, "form with errors", rules)
				s.shot(w, name+"-errors")
				s.do(w, "close the form", chromedp.KeyEvent(kb.Escape), until(`!document.getElementById("form")`))

				s.do(w, "open the direct conversation", chromedp.Navigate(s.at("emily", "dm")), until(`document.querySelectorAll("article").length >= 2`))
				s.accessible(w, "direct conversation in English", rules)
				s.shot(w, name+"-direct")
				s.do(w, "open an empty one", chromedp.Navigate(s.at("max", "dm")), until(`document.querySelector(".welcome")`))
				s.accessible(w, "welcome", rules)
				s.shot(w, name+"-welcome")
				if size[0] < 600 {
					s.do(w, "open the list", chromedp.Click(chromedp.CSS(".open-around")), until(`document.querySelector("#around:popover-open")`))
					s.accessible(w, "list", rules)
					s.shot(w, name+"-list")
				}
				s.do(w, "open what is not there", chromedp.Navigate(s.url+"/nergens"))
				s.accessible(w, "not found", rules)

				for _, in := range []string{"algemeen", "dm"} {
					s.do(w, "open "+in, chromedp.Navigate(s.at("alice", in)))
					wide := ask[int](&s, w, `document.documentElement.scrollWidth - innerWidth`)
					if wide > 0 {
						t.Errorf("the page scrolls sideways by %d px", wide)
					}
				}
				s.do(w, "open the channel", chromedp.Navigate(s.at("alice", "algemeen")))
				small := ask[[]string](&s, w, `[...document.querySelectorAll("button, summary, select, textarea, nav a")].filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width < 24 || r.height < 24).map(([e, r]) => e.outerHTML.slice(0, 80) + " " + r.width + "×" + r.height)`)
				for _, x := range small {
					t.Errorf("smaller than 24 px: %s", x)
				}
			})
		}
	}
}
