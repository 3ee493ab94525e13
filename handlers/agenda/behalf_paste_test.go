package agenda

import (
	"strings"
	"testing"
	"unicode/utf8"

	"wegwijs/handlers/agenda/item"
)

func TestParsePasted(t *testing.T) {
	for _, c := range []struct {
		in   string
		want pasted
	}{
		{"", pasted{}},
		{"Jan Pieters", pasted{name: "Jan Pieters"}},
		{"Jan van der Berg", pasted{name: "Jan van der Berg"}},
		{"Fatima El Amrani-'t Hooft", pasted{name: "Fatima El Amrani-'t Hooft"}},
		{"Nieuwe huisstijl", pasted{topic: "Nieuwe huisstijl"}},
		{"Podcasts", pasted{topic: "Podcasts"}},
		{"Huisstijl, beeldmerk en logo", pasted{topic: "Huisstijl, beeldmerk en logo"}},
		{"jan@rws.nl", pasted{email: "jan@rws.nl"}},
		{"Jan Pieters <jan@rws.nl>", pasted{name: "Jan Pieters", email: "jan@rws.nl"}},
		{"Jan Pieters jan@rws.nl", pasted{name: "Jan Pieters", email: "jan@rws.nl"}},
		{"Pieters, J. (RWS) <jan@rws.nl>", pasted{name: "Pieters, J. (RWS)", email: "jan@rws.nl"}},
		{"Hoe doen jullie dat?", pasted{text: "Hoe doen jullie dat?"}},
		{"Van: Jan Pieters <jan@rws.nl>\nAan: Secretariaat AIC\nOnderwerp: RE: FW: Huisstijl\n\nHoi Sien,\n\nOnderwerp: ja.", pasted{"Jan Pieters", "jan@rws.nl", "Huisstijl", "Hoi Sien,\n\nOnderwerp: ja."}},
		{"\n\nFrom: Jan Pieters [mailto:jan@rws.nl]\r\nSent: Monday\r\nSubject: Logo\r\nText", pasted{"Jan Pieters", "jan@rws.nl", "Logo", "Text"}},
		{"**Van:** Jan\n> Onderwerp: Logo\n> Hoe dan", pasted{"Jan", "", "Logo", "> Hoe dan"}},
		{"Let op: dit is tekst\nVan: niet de kop", pasted{text: "Let op: dit is tekst\nVan: niet de kop"}},
		{"Onderwerp: " + strings.Repeat("a", 100), pasted{topic: strings.Repeat("a", 90), text: strings.Repeat("a", 100)}},
	} {
		if got := parsePasted(c.in); got != c.want {
			t.Errorf("parsePasted(%q)\n got %+v\nwant %+v", c.in, got, c.want)
		}
	}
}

func FuzzParsePasted(f *testing.F) {
	for _, s := range []string{"Van: Jan <jan@rws.nl>\nOnderwerp: RE: x\ntekst", "RE:RE:", "<@>", "Van:\nVan: a", "a <b", "\n:\n", "Onderwerp: \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := parsePasted(s)
		if utf8.RuneCountInString(p.topic) > item.MostTopic {
			t.Errorf("a topic of %d characters", utf8.RuneCountInString(p.topic))
		}
		if strings.Contains(p.name, "\n") || strings.ContainsAny(p.email, "\r\n") {
			t.Errorf("a name or an address of several lines: %+v", p)
		}
		if strings.TrimSpace(s) != "" && p == (pasted{}) && !onlyHeads(s) {
			t.Errorf("nothing is left of %q", s)
		}
	})
}

// onlyHeads tells whether every line is a head of which nothing is kept.
func onlyHeads(s string) bool {
	for _, l := range strings.Split(s, "\n") {
		if strings.TrimSpace(l) != "" && !strings.Contains(l, ":") {
			return false
		}
	}
	return true
}
