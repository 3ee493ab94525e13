package paper_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/office/officetest"
	"wegwijs/handlers/agenda/paper"
)

// hostile are texts that people type or paste, by accident or not.
var hostile = map[string]string{
	"long":          strings.Repeat("Een heel lang verhaal zonder eind. ", 300)[:10_000],
	"one long word": strings.Repeat("x", 10_000),
	"formula":       "=HYPERLINK(\"https://example.nl\";\"klik\")",
	"plus":          "+1+1", "minus": "-1+1", "at": "@SUM(A1)", "tab formula": "\t=1+1", "dde": "=cmd|'/C calc'!A0",
	"html":          "<script>alert(1)</script><b>vet</b> &amp; <img src=x onerror=alert(1)>",
	"mention":       "@channel @all <!channel> <@U0123> @max #algemeen ~algemeen",
	"markdown":      "# kop\n- lijst\n1. een\n> citaat\n```\ncode\n```\n[klik](https://example.nl) ![x](y) **vet** _schuin_ | a | b |\n---\n===",
	"control":       "a\x00b\x01c\x08d\x1be\x7ff\u0085g",
	"no utf-8":      "a\xff\xfeb",
	"line ends":     "een\r\ntwee\rdrie\nvier\u2028vijf",
	"right to left": "שלום \u202eabc\u202c مرحبا",
	"emoji":         "👩‍💻👍🏽 🇳🇱",
	"calendar":      "x\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@example.nl\r\nEND:VALARM;x,y\\n",
	"xml":           "]]></text:p><text:p>\ufffe\uffff",
	"nothing":       " ",
}

// typed sets every text that somebody may have typed.
func typed(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			switch v.Type().Field(i).Name {
			case "Nr", "Number", "Fixed", "Kind", "Nature", "Advice", "State", "Access", "Action", "Lang", "Zone", "View", "UID", "Meeting", "SecretaryEmail", "CommitteeID":
			default:
				typed(v.Field(i), s)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			typed(v.Index(i), s)
		}
	case reflect.String:
		v.SetString(s)
	}
}

// everything sets every text there is, words of ours too.
func everything(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				everything(v.Field(i), s)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			everything(v.Index(i), s)
		}
	case reflect.String:
		v.SetString(s)
	}
}

// fields are all text with spaces and what no format keeps made alike.
func fields(s string) string { return strings.Join(strings.Fields(officetest.Kept(s)), " ") }

func TestHostileText(t *testing.T) {
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			a := sample(bot.NL)
			typed(reflect.ValueOf(&a).Elem(), s)
			if strings.TrimSpace(s) == "" {
				a.UID = ""
			}
			for _, v := range []paper.View{paper.Chair, paper.Public} {
				b := a.For(v)
				title := fields(s)
				for f, read := range map[paper.Format]func([]byte) (officetest.Doc, error){paper.ODT: officetest.ReadODT, paper.DOCX: officetest.ReadDOCX} {
					doc, err := read(agendaIn(t, b, f))
					if err != nil {
						t.Fatalf("%s %s: %v", v, f, err)
					}
					if !strings.Contains(fields(doc.Text()), title) {
						t.Errorf("%s %s: what was typed is not in it", v, f)
					}
				}
				books(t, func(w *bytes.Buffer, f paper.Format) error { return b.Write(w, f) })
				for _, f := range []paper.Format{paper.CSV, paper.CSVExcel} {
					for i, row := range rowsOf(t, agendaIn(t, b, f), f) {
						for _, c := range row {
							if i > 0 && strings.HasPrefix(strings.TrimLeft(c, " "), "=") || strings.HasPrefix(c, "\t") || strings.HasPrefix(c, "@") || strings.HasPrefix(c, "+") || strings.HasPrefix(c, "-") {
								t.Errorf("%s %s: a formula %.40q", v, f, c)
							}
						}
					}
				}
				if !json.Valid(agendaIn(t, b, paper.JSON)) {
					t.Errorf("%s: no JSON", v)
				}
				markdownMeansNothing(t, s, agendaIn(t, b, paper.Markdown))
				if a.UID != "" {
					calendarHolds(t, agendaIn(t, b, paper.ICS))
				}
			}
			for kind, l := range lists(bot.EN) {
				typed(reflect.ValueOf(&l).Elem(), s)
				l.Kind = kind
				l = l.For(paper.Chair)
				for _, f := range paper.Formats {
					if f == paper.ICS {
						continue
					}
					data := listIn(t, l, f)
					if f == paper.ODT || f == paper.DOCX || f == paper.ODS || f == paper.XLSX {
						if _, err := officetest.Parts(data); err != nil {
							t.Errorf("%s %s: %v", kind, f, err)
						}
					}
					if f == paper.Markdown {
						markdownMeansNothing(t, s, data)
					}
				}
			}
		})
	}
}

// calendarHolds tells whether a calendar file is one appointment and nothing else.
func calendarHolds(t *testing.T, data []byte) {
	t.Helper()
	_, e := calendar(t, data)
	if len(e.Components) != 0 || e.GetProperty(ics.ComponentPropertyAttendee) != nil {
		t.Errorf("there is more in the appointment:\n%s", data)
	}
}

// allowed are the elements of the Markdown we write.
var allowed = map[string]bool{"html": true, "head": true, "body": true, "h1": true, "h2": true, "h3": true, "h4": true, "p": true, "ul": true, "li": true, "strong": true, "br": true, "a": true,
	"table": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true}

// markdownMeansNothing reads Markdown as a reader does: what was typed is in it as
// text, and made nothing else.
func markdownMeansNothing(t *testing.T, typed string, data []byte) {
	t.Helper()
	var out bytes.Buffer
	// The reader lets HTML through, so that HTML that was typed would be seen.
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithRendererOptions(unsafeHTML()))
	if err := md.Convert(data, &out); err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for n := range page.Descendants() {
		switch n.Type {
		case html.ElementNode:
			if !allowed[n.Data] {
				t.Errorf("there is a %s", n.Data)
			}
			if n.Data == "br" {
				text.WriteString(" ")
			}
			for _, x := range n.Attr {
				if x.Key != "href" || !strings.HasPrefix(x.Val, "https://") {
					t.Errorf("%s has %s=%.40q", n.Data, x.Key, x.Val)
				}
			}
		case html.TextNode:
			text.WriteString(n.Data)
		}
	}
	want := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(typed, ""))
	want = fields(strings.NewReplacer("\x00", "", "\x01", "", "\x08", "", "\x1b", "", "\x7f", "", "\u0085", "").Replace(want))
	if got := strings.Join(strings.Fields(text.String()), " "); !strings.Contains(got, want) {
		t.Errorf("%.80q is not in %.2000q", want, got)
	}
	for _, mention := range []string{"@channel", "<!channel>", "<@", "@max"} {
		if bytes.Contains(data, []byte(mention)) {
			t.Errorf("%q is in the Markdown as it is", mention)
		}
	}
}

// FuzzText puts a text in every field, words of ours too, and writes everything.
func FuzzText(f *testing.F) {
	for _, name := range []string{"calendar", "control", "markdown", "no utf-8"} {
		f.Add(hostile[name])
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := sample(bot.NL)
		everything(reflect.ValueOf(&a).Elem(), s)
		l := lists(bot.NL)[paper.Decisions]
		everything(reflect.ValueOf(&l).Elem(), s)
		for _, v := range []paper.View{paper.Chair, paper.Public} {
			for _, f := range paper.Formats {
				var b bytes.Buffer
				if err := a.For(v).Write(&b, f); err != nil && err != paper.ErrNoCalendar {
					t.Fatalf("%s: %v", f, err)
				}
				switch f {
				case paper.ODT, paper.DOCX, paper.ODS, paper.XLSX:
					if _, err := officetest.Parts(b.Bytes()); err != nil {
						t.Errorf("%s: %v", f, err)
					}
				case paper.ICS:
					if b.Len() > 0 {
						calendarHolds(t, b.Bytes())
					}
				}
				b.Reset()
				if err := l.For(v).Write(&b, f); err != nil && err != paper.ErrNoCalendar {
					t.Fatalf("%s: %v", f, err)
				}
			}
		}
		a.Name(paper.ODT)
	})
}

const secret = "GEHEIM7351"

// closedAgenda is a random agenda in which everything that is not for everybody
// holds the secret.
func closedAgenda(r *rand.Rand) paper.Agenda {
	a := sample(bot.NL)
	a.Items = nil
	a.SecretaryEmail, a.Apologies, a.Changes = secret+"@example.nl", []string{secret}, []string{secret}
	closed := false
	for i := range 1 + r.IntN(12) {
		x := paper.Item{Nr: fmt.Sprint(i + 1), Number: fmt.Sprintf("AIC-2027-%03d", i), Title: fmt.Sprintf("Open onderwerp %d", i), Annotation: secret, Requester: secret, Sub: i > 0 && r.IntN(3) == 0, MembersOnly: r.IntN(3) == 0}
		if !x.Sub {
			closed = x.MembersOnly
		}
		x.Moves = []paper.Move{{Who: secret, Action: "pass", Reason: secret}}
		x.Documents = []paper.Document{{Nr: "1", Title: "open", Link: "https://example.nl", Access: "open"}, {Title: secret, Link: "https://" + secret + ".nl", Version: secret, Access: "closed"}}
		if x.MembersOnly || x.Sub && closed {
			number, nr, sub, only, docs := x.Number, x.Nr, x.Sub, x.MembersOnly, x.Documents
			x.Start, x.End = a.Start, a.End
			everything(reflect.ValueOf(&x).Elem(), secret)
			x.Number, x.Nr, x.Sub, x.MembersOnly, x.Documents = number+secret, nr, sub, only, docs
		}
		a.Items = append(a.Items, x)
	}
	return a
}

// holds tells whether a file has a text in it, in any of its parts.
func holds(t *testing.T, f paper.Format, data []byte, what string) bool {
	t.Helper()
	switch f {
	case paper.ODT, paper.DOCX, paper.ODS, paper.XLSX:
		parts, err := officetest.Parts(data)
		if err != nil {
			t.Fatal(err)
		}
		for name, part := range parts {
			if strings.Contains(name, what) || bytes.Contains(part, []byte(what)) {
				return true
			}
		}
		return false
	case paper.ICS: // lines are folded
		data = bytes.ReplaceAll(data, []byte("\r\n "), nil)
	}
	return bytes.Contains(data, []byte(what))
}

func noSecret(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 7351))
	a := closedAgenda(r)
	l := lists(bot.NL)[paper.Decisions]
	for i := range l.Outcomes {
		if l.Outcomes[i].MembersOnly = r.IntN(2) == 0; l.Outcomes[i].MembersOnly {
			l.Outcomes[i].Text, l.Outcomes[i].Title, l.Outcomes[i].Owner, l.Outcomes[i].Number = secret, secret, secret, secret
		}
	}
	l.Items = a.Items
	for _, f := range paper.Formats {
		if data := agendaIn(t, a.For(paper.Public), f); holds(t, f, data, secret) {
			t.Errorf("%s: the public view has what is for members only", f)
		}
		if data := agendaIn(t, a, f); holds(t, f, data, secret) {
			t.Errorf("%s: without a view it has what is for members only", f)
		}
		if data := agendaIn(t, a.For("nobody"), f); holds(t, f, data, secret) {
			t.Errorf("%s: in a view that is none it has what is for members only", f)
		}
		if f == paper.ICS {
			continue
		}
		if data := listIn(t, l.For(paper.Public), f); holds(t, f, data, secret) {
			t.Errorf("%s: the public decision list has what is for members only", f)
		}
		for kind, long := range lists(bot.NL) {
			if kind != paper.LongList && kind != paper.Actions && kind != paper.Moves {
				continue
			}
			if got := long.For(paper.Public); len(got.Items) > 0 || len(got.Outcomes) > 0 {
				t.Errorf("the public has a %s", kind)
			}
		}
	}
	for _, f := range []paper.Format{paper.ODT, paper.XLSX, paper.CSV, paper.JSON} {
		if !holds(t, f, agendaIn(t, a.For(paper.Chair), f), secret) {
			t.Errorf("%s: the search finds nothing in the chair's view either", f)
		}
	}
}

func TestPublicHasNothingClosed(t *testing.T) {
	for seed := range uint64(6) {
		noSecret(t, seed)
	}
}

func FuzzPublic(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(noSecret)
}

func TestViews(t *testing.T) {
	a := sample(bot.NL)
	for i := range a.Items {
		a.Items[i].Annotation = "aantekening"
	}
	before, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range paper.Formats {
		for _, v := range []paper.View{paper.Members, paper.Public} {
			if holds(t, f, agendaIn(t, a.For(v), f), "aantekening") {
				t.Errorf("%s %s has what is for the chair", v, f)
			}
		}
	}
	one, _ := a.Only("AIC-2027-014")
	if r := one.For(paper.Receipt); len(r.Items) != 1 || r.Items[0].Annotation != "" || len(r.Items[0].Documents) != 2 || len(r.Items[0].Moves) != 4 || r.Items[0].Moves[1].Reason != "" || r.Items[0].Moves[2].Reason == "" || len(r.Apologies) > 0 {
		t.Errorf("a receipt is %+v", r)
	}
	if r := a.For(paper.Receipt); len(r.Items) != 0 {
		t.Errorf("a receipt of a whole agenda has %d topics", len(r.Items))
	}
	if _, ok := a.Only("AIC-2027-999"); ok {
		t.Error("there is a topic that is not there")
	}
	if _, ok := a.Only(""); ok {
		t.Error("a fixed point is a topic")
	}
	public := a.For(paper.Public)
	var nrs []string
	for _, x := range public.Items {
		nrs = append(nrs, x.Nr)
	}
	if got := strings.Join(nrs, " "); got != "1 2 3 3a 5 6" {
		t.Errorf("the public numbers are %s", got)
	}
	public.Items[2].Documents[0].Title, public.Members[0].Name = "anders", "anders"
	if after, err := json.Marshal(a); err != nil || !bytes.Equal(before, after) {
		t.Error("what a view changes is written back")
	}
}
