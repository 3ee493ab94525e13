//go:build browser

package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijs/bot/web/webtest"
	"wegwijs/handlers/agenda/office/officetest"
)

// says types something to the bot and sends it.
func (w *demoWindow) says(who, text string) {
	w.Helper()
	w.do("say "+text, w.open(who, "dm"), webtest.Until(`document.readyState === "complete"`),
		chromedp.Focus(chromedp.CSS("#say")), chromedp.KeyEvent(text), press("Verstuur"))
}

// choose chooses the option of the last menu that reads so, and confirms it.
func choose(option string) webtest.Step {
	return webtest.Script(fmt.Sprintf(`(() => {
		const menu = [...document.querySelectorAll("main .menu")].at(-1), select = menu.querySelector("select");
		select.value = [...select.options].find(o => o.textContent.includes(%q)).value;
		menu.querySelector("button").click();
	})()`, option))
}

// field is a field of the form that is open, by its label.
func field(label string) string {
	return fmt.Sprintf(`document.getElementById([...document.querySelectorAll("dialog:modal label")].find(l => l.querySelector(".label")?.textContent === %q)?.htmlFor)`, label)
}

// fill types into a field of the form that is open.
func fill(label, text string) []webtest.Step {
	return []webtest.Step{webtest.Until(field(label)), webtest.Script(field(label) + ".focus()"), chromedp.KeyEvent(text)}
}

// both keeps pictures of the window as it is on a desk and on a phone, and checks
// that nothing has to be scrolled sideways on the phone.
func (w *demoWindow) both(name, rules string) {
	w.Helper()
	newest := webtest.Script(`document.querySelector("dialog") || [...document.querySelectorAll("main article")].at(-1)?.scrollIntoView()`)
	w.do(name, newest)
	webtest.Accessible(w.ctx, w.T, name, rules)
	w.shot(name)
	w.do(name+" on a phone", webtest.Look(390, 1400, "light"), newest)
	webtest.Accessible(w.ctx, w.T, name+" on a phone", rules)
	w.shot(name + "-phone")
	wide, err := chromedp.Run(w.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - innerWidth`))
	if err != nil {
		w.Fatal(err)
	}
	if wide > 0 {
		w.Errorf("%s: on a phone the page scrolls sideways by %d px", name, wide)
	}
	w.do(name+" on a desk", webtest.Look(1280, 1100, "light"), newest)
}

// download gets the last file whose name ends so, and its name.
func (w *demoWindow) download(ext string) (name string, data []byte) {
	w.Helper()
	link, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]string](fmt.Sprintf(`(a => [a.download, a.href])([...document.querySelectorAll("main .file a")].filter(a => a.download.endsWith(%q)).at(-1))`, ext)))
	if err != nil {
		w.Fatalf("there is no %s: %v\n%s", ext, err, w.text())
	}
	resp, err := http.Get(link[1])
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	data, err = io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		w.Fatalf("%s: %s, %v", link[0], resp.Status, err)
	}
	if dir := os.Getenv("WEGWIJS_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, link[0]), data, 0o600); err != nil {
			w.Fatal(err)
		}
	}
	return link[0], data
}

// TestLiveAgenda is the story of a topic in the demo: brought by an employee,
// passed on by the member of their department, put first on an agenda that the
// secretary has proposed and edits as text, sent, and exported; and every page of
// it is accessible, on a desk and on a phone.
func TestLiveAgenda(t *testing.T) {
	rules := webtest.Axe(t)
	w := openDemo(t)
	const topic, others = "Wegwijzer op intranet", "Collega's bereiken die buiten werken"

	w.do("look", webtest.Look(1280, 1100, "light"))
	w.do("begin", w.open("alice", "dm"), webtest.Until(`document.readyState === "complete"`))
	w.both("agenda-0-welcome", rules)
	w.do("begin", press("/aic onderwerp"))
	w.do("fill in the form", fill("Onderwerp", topic+" (15 min)")...)
	w.do("fill in the form", fill("Wat vraag je de AIC?", "Wie maakt hem samen met ons?")...)
	w.both("agenda-1-form", rules)
	w.do("send it", press("Verstuur"), reads("Dit gaat naar Max de Vries, AIC-lid voor Financiën."))
	w.both("agenda-2-sent", rules)

	w.says("max", "/aic te-doen")
	w.do("see what waits", reads("Er wachten 3 verzoeken op jou:"), webtest.Until(`document.querySelector("main .menu select")`))
	w.both("agenda-3-todo", rules)
	w.do("look at one", choose(topic), reads("Wie maakt hem samen met ons?"))
	w.both("agenda-4-card", rules)
	w.do("pass it on", press("Zet door"), reads(" is doorgezet: "+topic))
	w.both("agenda-5-passed", rules)

	w.says("sien", "aic vergadering")
	w.do("see what came in", reads("Stel een agenda voor"), reads(topic), reads("1 keer aangehouden"))
	w.both("agenda-6-came-in", rules)
	w.do("have an agenda proposed", press("Stel een agenda voor"), reads("Het past: "), reads("Rondvraag"))
	w.both("agenda-7-proposed", rules)
	w.do("open it as text", press("Bewerk als tekst"), webtest.Until(field("Agenda")))
	w.both("agenda-8-text", rules)
	w.do("move a line", webtest.Script(fmt.Sprintf(`((text) => {
		const lines = text.value.split("\n"), of = words => lines.findIndex(l => l.includes(words));
		const [line] = lines.splice(of(%q), 1);
		lines.splice(of(%q), 0, line);
		text.value = lines.join("\n");
	})(%s)`, topic, others, field("Agenda"))), press("Neem over"), reads("Overgenomen."))
	w.do("look at it before it is sent", press("Verstuur concept"), reads("versie 1"))
	w.both("agenda-9-preview", rules)
	w.do("send it", webtest.Script(`[...document.querySelectorAll("main article button")].filter(b => b.textContent.trim() === "Verstuur").at(-1).click()`), reads("gaat nu naar"))
	w.both("agenda-10-sent", rules)

	w.do("export it", press("Exporteer"), webtest.Until(`[...document.querySelectorAll("main .file a")].some(a => a.download.endsWith(".docx"))`))
	w.both("agenda-11-files", rules)
	for ext, read := range map[string]func([]byte) (officetest.Doc, error){".odt": officetest.ReadODT, ".docx": officetest.ReadDOCX} {
		name, data := w.download(ext)
		doc, err := read(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := doc.Text()
		first, then := strings.Index(text, topic), strings.Index(text, others)
		if first < 0 || then < first || !strings.Contains(name, "v1 concept") || len(doc.Tables()) == 0 || len(doc.Outline()) == 0 {
			t.Errorf("%s: the topic that was moved is not there, or not before the other one (%d, %d):\n%s", name, first, then, text)
		}
	}

	for option, ext := range map[string]string{"(ods)": ".ods", "(xlsx)": ".xlsx", "(csv-excel)": ".csv", "(md)": ".md", "(json)": ".json", "(ics)": ".ics"} {
		w.do("have another kind of file", choose(option), webtest.Until(fmt.Sprintf(`[...document.querySelectorAll("main .file a")].some(a => a.download.endsWith(%q))`, ext)))
		if name, data := w.download(ext); len(data) == 0 {
			t.Errorf("%s is empty", name)
		}
	}

	w.says("greetje", "/aic agenda")
	w.do("see it as a member", reads(topic), reads("Boodschap aan medewerkers over de verhuizingen"))
	w.both("agenda-12-member", rules)
	w.says("alice", "/aic leden")
	w.do("see who sits there", reads("Max de Vries"), reads("vacant"))
	w.both("agenda-13-seats", rules)
	w.says("alice", "wie is mijn AIC-lid?")
	w.do("ask who it is", reads("Bram Bakker"), reads("Vraag het Max"))
	w.both("agenda-14-who", rules)
	if text := w.text(); strings.Contains(text, "verhuizingen") {
		t.Errorf("alice reads what is for members only:\n%s", text)
	}
}
