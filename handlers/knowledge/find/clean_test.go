package find

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestCleanKeepsWordsAndDropsWhatSurroundsThem(t *testing.T) {
	for pasted, want := range map[string]string{
		"wie zit er in de AIC?":                                       "wie zit er in de AIC?",
		"[wie zit er in de AIC](https://kwaad.example)":               "wie zit er in de AIC",
		"![plaatje](https://x.nl/a.png \"titel\") van het magazine":   "plaatje  van het magazine",
		"zie [dit (oude)](https://nl.wikipedia.org/wiki/A_(b)) stuk":  "zie  dit (oude)  stuk",
		"kijk op https://communicatiekompas.nl/themas?x=1#y eens":     "kijk op   eens",
		"kijk op www.rijksoverheid.nl/nieuwsbrief eens":               "kijk op   eens",
		"<!channel> wat is de AIC":                                    "wat is de AIC",
		"<@U123ABC> <@U123|ann> wat is de AIC":                        "wat is de AIC",
		"<https://x.nl/leernetwerk|de AIC> wat doet die":              "de AIC  wat doet die",
		"<https://x.nl/leernetwerk> wat is dat":                       "wat is dat",
		"<#C123|algemeen> wat is de AIC":                              "algemeen  wat is de AIC",
		"<mailto:a@b.nl|schrijf ons>":                                 "schrijf ons",
		"<b>wat</b> is de <a href=\"https://leernetwerk.nl\">AIC</a>": "wat  is de  AIC",
		"<script>alert('leernetwerk')</script>AIC":                    "AIC",
		"<!-- leernetwerk --> AIC":                                    "AIC",
		"I&amp;W &lt;b&gt;AIC&lt;/b&gt;":                              "I&W  AIC",
		"1 < 2 en 3 > 2":                                              "1 < 2 en 3 > 2",
		"wat\u200bis\u202ede\ufffdAIC\x00\x1b[31m":                    "wat is de AIC  [31m",
		"communi\u00adcatie\u2060plan":                                "communicatieplan",
		"wat is\xff\xfede AIC":                                        "wat is de AIC",
		"javascript:alert(1)":                                         "",
		"mail AZ-Inclusie@minaz.nl":                                   "mail AZ-Inclusie@minaz.nl",
		"let op: wat is de AIC":                                       "let op: wat is de AIC",
	} {
		if got := clean(pasted); got != want {
			t.Errorf("%q gives %q, want %q", pasted, got, want)
		}
	}
}

func TestPastedQuestionsFindTheSameAsTyped(t *testing.T) {
	for _, pasted := range []string{
		"[wie zit er in de AIC](https://kwaad.example)", "<!channel> wie zit er in de AIC", "<@U024BE7LH> wie zit er in de AIC?",
		"@wegwijs wie zit er in de AIC", "<p>wie zit er in de <strong>AIC</strong></p>", "wie zit er in de AIC https://weer.example/vakantie/morgen",
		"**wie zit er in de _AIC_**", "wie\u00a0zit\u200ber\ufffdin de AIC", "> wie zit er in de AIC", "wie zit er in de `AIC`",
		"<https://weer.example/vakantie|wie zit er in de AIC>", "\u202ewie zit er in de AIC\u202c", "wie zit er\tin\nde AIC",
	} {
		a := builtin().Find(pasted, Options{Now: today})
		if len(a.Hits) == 0 || a.Hits[0].Entry.ID != "aic" || a.Band != BandAnswer {
			t.Errorf("%q: band %s, hits %v", pasted, a.Band, ids(a))
		}
	}
	for _, pasted := range []string{"https://communicatiekompas.nl/themas/interne-communicatie/leernetwerk", "<!channel>", "<b></b>", "javascript:alert('AIC')"} {
		if a := builtin().Find(pasted, Options{Now: today}); a.Band != BandNone {
			t.Errorf("%q: band %s, hits %v", pasted, a.Band, ids(a))
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"[a](b)", "<@U1> <!x|y>", "<a><b></", "![](()())", "https://", "<script", "<!--", "&lt;&#x0;", "\u200d\ufffd\xff", strings.Repeat("[", 50) + "](("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		start := time.Now()
		got := clean(s)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\x1b\ufffd") {
			t.Errorf("%q gives %q", s, got)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%d bytes take %v", len(s), took)
		}
	})
}
