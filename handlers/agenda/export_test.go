package agenda

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// someone is somebody who asks for a document.
func someone(id bot.UserID, name string) *bot.Origin {
	return &bot.Origin{Platform: "web", From: bot.User{ID: id, Handle: string(id), Name: name}, At: theMeeting, Lang: bot.NL}
}

var (
	theSecretary = someone("sien", "Sien Visser")
	theMember    = someone("max", "Max de Vries")
	anybody      = someone("koen", "Koen")
	theRequester = someone("alice", "Alice Jansen")
)

func TestWordsOfAnExport(t *testing.T) {
	_, c := aDesk(t)
	for text, want := range map[string]struct {
		w    order
		rest string
	}{
		"":                                 {},
		"agenda":                           {w: order{what: exportAgenda}},
		"longlist xlsx":                    {w: order{what: "longlist", format: paper.XLSX}},
		"XLSX longlist":                    {w: order{what: "longlist", format: paper.XLSX}},
		"12 januari voorzitter docx":       {w: order{view: paper.Chair, format: paper.DOCX}, rest: "12 januari"},
		"besluitenlijst 2027-01-12, .odt":  {w: order{what: "decisions", format: paper.ODT}, rest: "2027-01-12,"},
		"aic-2027-014":                     {w: order{what: exportReceipt, on: "AIC-2027-014"}},
		"word":                             {w: order{format: paper.DOCX}},
		"agenda agenda":                    {w: order{what: exportAgenda}, rest: "agenda"},
		"=1+1 <script> @all \x00":          {rest: "=1+1 <script> @all \x00"},
		strings.Repeat("x", 10_000) + " y": {rest: strings.Repeat("x", 10_000) + " y"},
	} {
		w, rest := orderIn(c, text)
		if w != want.w || rest != want.rest {
			t.Errorf("%.40q: %+v, rest %.40q", text, w, rest)
		}
		if id, back := orderOf(w.value(c)); id != c.ID || back != w {
			t.Errorf("%.40q: as a button carries it: %+v", text, back)
		}
	}
	long := order{what: "decisions", on: "aic/2027-01-12-2", view: paper.Members, format: paper.CSVExcel}
	if n := len(long.value(c)); n > 200 {
		t.Errorf("a button carries %d bytes", n)
	}
	for _, value := range []string{"", "aic", "aic x y z w v", "aic agenda \x00"} {
		orderOf(value) // whatever a platform sends
	}
}

func FuzzOrder(f *testing.F) {
	f.Add("longlist xlsx")
	f.Add("AIC-2027-014 odt")
	f.Add("12 januari voorzitter docx")
	c := aicCommittee
	f.Fuzz(func(t *testing.T, text string) {
		w, rest := orderIn(c, text)
		if len(strings.Fields(rest)) > len(strings.Fields(text)) {
			t.Errorf("%q leaves %q", text, rest)
		}
		if strings.ContainsAny(w.on, " \n") {
			t.Errorf("%q is of %q", text, w.on)
		}
	})
}

// Who may have what: the rest is not there for them.
func TestWhoMayExport(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	gets := func(o *bot.Origin, w order) (text string, err error) {
		t.Helper()
		var p product
		err = a.opt.Store.Read(t.Context(), func(r *store.Reader) (err error) { p, err = a.made(r, c, o, w); return err })
		var problem *bot.Problem
		if err != nil && !errors.As(err, &problem) {
			t.Fatal(err)
		}
		if err != nil {
			return "", err
		}
		var b bytes.Buffer
		if err := p.write(&b, paper.Markdown); err != nil {
			t.Fatal(err)
		}
		return b.String(), nil
	}
	agenda := order{what: exportAgenda, on: "aic/2027-01-12"}
	for _, o := range []*bot.Origin{theMember, anybody, theRequester} {
		if text, err := gets(o, agenda); err == nil {
			t.Errorf("%s has what was never sent:\n%s", o.From.Name, text)
		}
	}
	a.sent(t, c, false)
	if text, err := gets(theMember, agenda); err != nil || !strings.Contains(text, "Besloten zaak") || strings.Contains(text, "voor de voorzitter") {
		t.Errorf("the member has %v\n%s", err, text)
	}
	if text, err := gets(anybody, agenda); err == nil {
		t.Errorf("somebody has a concept:\n%s", text)
	}
	a.sent(t, c, true)
	for _, o := range []*bot.Origin{anybody, theRequester} {
		if text, err := gets(o, agenda); err != nil || !strings.Contains(text, "Het nieuwe intranet") || strings.Contains(text, "Besloten") || strings.Contains(text, "Alice") {
			t.Errorf("%s has %v\n%s", o.From.Name, err, text)
		}
	}
	chair := agenda
	chair.view = paper.Chair
	if text, err := gets(theSecretary, chair); err != nil || !strings.Contains(text, "voor de voorzitter") {
		t.Errorf("the secretary has %v\n%s", err, text)
	}
	members := agenda
	members.view = paper.Members
	for o, w := range map[*bot.Origin]order{theMember: chair, anybody: members, theRequester: chair} {
		if text, err := gets(o, w); err == nil {
			t.Errorf("%s has the view %s:\n%s", o.From.Name, w.view, text)
		}
	}
	for _, what := range exportKinds[1:] {
		if text, err := gets(anybody, order{what: what}); err == nil {
			t.Errorf("somebody has the %s:\n%s", what, text)
		}
	}
	if _, err := gets(theMember, order{what: "longlist"}); err == nil {
		t.Error("a member has the long list")
	}
	receipt := order{what: exportReceipt, on: "AIC-2027-001"}
	if text, err := gets(theRequester, receipt); err != nil || !strings.Contains(text, "Nieuw intranet") || strings.Contains(text, "voor de voorzitter") || strings.Contains(text, "Besloten stuk") || strings.Contains(text, "reden ") {
		t.Errorf("who brought it has %v\n%s", err, text)
	}
	missing, forbidden := order{what: exportReceipt, on: "AIC-2027-099"}, receipt
	_, one := gets(anybody, missing)
	_, other := gets(anybody, forbidden)
	if one == nil || one != other {
		t.Errorf("missing is %v, and forbidden %v", one, other)
	}
	guest := *anybody
	guest.From.Guest = true
	if _, err := gets(&guest, agenda); err == nil {
		t.Error("a guest has the agenda")
	}
	for _, w := range []order{{what: "everything"}, {what: exportAgenda, on: "naic/2027-01-12"}, {what: exportAgenda, on: "x"}, {what: "decisions", on: "x"}} {
		if _, err := gets(theSecretary, w); err == nil {
			t.Errorf("there is a %+v", w)
		}
	}
}

// What comes of a topic for members only is not in the public decision list.
func TestDecisionsOfClosedTopics(t *testing.T) {
	a, c := aDesk(t)
	a.write(t, func(tx *store.Tx) error {
		for id, text := range map[int64]string{1: "Begin in maart.", 2: "Geheim besluit."} {
			if _, err := a.addOutcome(tx, c, kindDecision, outcome{Text: text}, "aic/2027-01-12", id, "", theMeeting); err != nil {
				return err
			}
		}
		return nil
	})
	a.look(t, func(r *store.Reader) error {
		m, err := loadMeeting(r, "aic/2027-01-12")
		if err != nil {
			return err
		}
		l, err := a.outcomesOf(r, c, paper.Decisions, m, theMeeting, false)
		if err != nil {
			return err
		}
		if p, err := a.made(r, c, theSecretary, order{what: "decisions", on: "aic/2027-01-12"}); err != nil || p.size != 2 {
			t.Errorf("the secretary has %d of them, %v", p.size, err)
		}
		if public := l.For(paper.Public); len(l.Outcomes) != 2 || len(public.Outcomes) != 1 || public.Outcomes[0].Text != "Begin in maart." {
			t.Errorf("all: %+v\npublic: %+v", l.Outcomes, public.Outcomes)
		}
		return nil
	})
}

// While an item changes, a document has it as it was or as it is, never half.
func TestExportWhileItemsChange(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	done := make(chan error, 1)
	go func() {
		for i := range 60 {
			err := a.opt.Store.Write(t.Context(), "", func(tx *store.Tx) error {
				for id := int64(1); id <= 2; id++ {
					x, err := load(tx, id)
					if err != nil {
						return err
					}
					x.Ask, x.Explain = fmt.Sprint(i), fmt.Sprint(i)
					if err := save(tx, x, theMeeting); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for n := 0; ; n++ {
		var p paper.Agenda
		a.look(t, func(r *store.Reader) (err error) {
			m, err := loadMeeting(r, "aic/2027-01-12")
			if err == nil {
				p, err = a.paperOf(r, m)
			}
			return err
		})
		if x, y := p.Items[1], p.Items[2]; n > 0 && x.Ask != "=1+1" && (x.Ask != x.Explain || x.Ask != y.Ask) {
			t.Fatalf("half of it: %s %s %s", x.Ask, x.Explain, y.Ask)
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				t.Error("nothing was read meanwhile")
			}
			_ = c
			return
		default:
		}
	}
}

// 500 topics are read well within what a read may take, and packed.
func TestManyItems(t *testing.T) {
	a, c := aDesk(t)
	a.write(t, func(tx *store.Tx) error {
		m, err := loadMeeting(tx, "aic/2027-01-12")
		if err != nil {
			return err
		}
		for i := range 500 {
			x := item.Item{Committee: "aic", Kind: item.Topic, State: item.Waiting, Holder: item.Member, Department: "FIN", Created: theMeeting, Number: fmt.Sprintf("AIC-2027-%d", 1000+i),
				Topic: fmt.Sprintf("Onderwerp %d", i), Explain: strings.Repeat("Een toelichting. ", 100), Minutes: 5}
			if err := save(tx, &x, theMeeting); err != nil {
				return err
			}
			if _, err := a.act(tx, &x, doing{at: theMeeting, who: item.Person{Name: "Max"}}, item.Pass, ""); err != nil {
				return err
			}
			m.plan.Points = append(m.plan.Points, outline.Point{Ref: x.Number, Title: x.Topic, Minutes: 5})
		}
		return saveMeeting(tx, m)
	})
	begun := time.Now()
	var p paper.Agenda
	a.look(t, func(r *store.Reader) (err error) {
		p, err = LoadAgenda(r, a.opt, "aic/2027-01-12", 0, theMeeting)
		return err
	})
	if took := time.Since(begun); len(p.Items) != 500 || took > time.Second {
		t.Errorf("%d topics were read in %v", len(p.Items), took)
	}
	a.sent(t, c, true)
	if pack := a.packs(t, "aic/2027-01-12"); pack.Items != 500 {
		t.Errorf("%d items are in the package", pack.Items)
	}
}
