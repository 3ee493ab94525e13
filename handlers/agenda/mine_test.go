package agenda

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// What somebody brought is nobody else's to see, send, change or withdraw, and
// what is not there looks the same.
func TestOnlyOnesOwn(t *testing.T) {
	d := newDesk(t)
	x := d.sent("alice", "Nieuw intranet", "Hoe doen jullie dat?")
	if _, err := d.bringTopic(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("alice"), Text: "Vergaderregels"}); err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]bot.PressHandler{"show": d.pressOwn, "send": d.pressSend, "edit": d.pressEdit, "discard": d.pressDiscard,
		"withdraw": d.pressWithdraw, "withdrawn": d.pressWithdrawn, "reply": d.pressReply} {
		var answers []string
		for _, value := range []string{strconv.FormatInt(x.ID, 10), "2", "999", "-1", "", "x", "9999999999999999999999"} {
			_, err := d.press(h, "mallory", value)
			answers = append(answers, problem(t, err))
		}
		for _, said := range answers[:3] {
			if said != answers[2] {
				t.Errorf("%s: %q", name, answers)
			}
		}
	}
	if _, err := d.submitReply(t.Context(), &bot.Submit{Origin: d.by("mallory"), State: "1", Values: bot.Values{"text": {"hallo"}}}); err != nil {
		t.Error("what was typed is lost:", err)
	}
	if y := d.all()[0]; y.State != item.Waiting || len(y.Talk) != 0 {
		t.Errorf("somebody else changed it: %+v", y)
	}
}

func TestJoiningAndForMembersOnly(t *testing.T) {
	d := newDesk(t)
	x := d.sent("alice", "Sociaal intranet", "Wie heeft ervaring?")
	c := d.opt.Committees[0]
	show := func(who string) string {
		t.Helper()
		r, err := d.bringTopic(t.Context(), c, &bot.Command{Origin: d.by(who), Text: "Een sociaal intranet: wat kost het?"})
		if err != nil {
			t.Fatal(err)
		}
		return said(r.Private)
	}
	seen := show("lotte")
	if !strings.Contains(seen, "Sociaal intranet (Financiën)") || strings.Contains(seen, "alice") || strings.Contains(seen, x.Number) || strings.Contains(seen, "ervaring") {
		t.Errorf("of another's request is shown: %q", seen)
	}
	if _, err := d.press(d.pressJoin, "lotte", "2/1"); err != nil {
		t.Fatal(err)
	}
	if y := d.all()[0]; len(y.Also) != 1 || y.Also[0].Name != "lotte" {
		t.Errorf("%+v", y.Also)
	}
	err := d.opt.Store.Read(t.Context(), func(r *store.Reader) error {
		moves, err := store.AgendaMoves(r, x.ID)
		if err == nil && (len(moves) != 2 || moves[1].Action != "join" || moves[1].Name != "lotte") {
			t.Errorf("%+v", moves)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	y := d.all()[0]
	y.MembersOnly = true
	d.write(func(tx *store.Tx) error { return save(tx, y, d.now) })
	if seen := show("ravi"); strings.Contains(seen, "Sociaal intranet (") || strings.Contains(seen, "sluit") {
		t.Errorf("for members only: %q", seen)
	}
	for _, value := range []string{"3/1", "3/2", "3/3", "3/", "3/x", "/", ""} {
		if _, err := d.press(d.pressJoin, "ravi", value); !isProblem(err) {
			t.Errorf("%q: %v", value, err)
		}
	}
	// Lotte joined before it was for members only: its topic is not shown to her any more.
	r, err := d.typedMine(t.Context(), c, &bot.Command{Origin: d.by("lotte")})
	if err != nil || strings.Contains(said(r.Private), "Sociaal intranet (Fin") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	// Ravi's and lotte's are drafts still.
	if len(d.all()) != 1 {
		t.Error("joining sent something")
	}
}

// What was withdrawn after the agenda was sent asks for a new version, and says so.
func TestWithdrawnAfterTheAgendaWasSent(t *testing.T) {
	d := newDesk(t)
	c := d.opt.Committees[0]
	x := d.sent("alice", "Nieuw intranet", "Hoe doen jullie dat?")
	d.jobs() // what comes of sending
	doing := doing{at: d.now}
	plan, err := json.Marshal(plan{Time: "09:00", Minutes: 120})
	if err != nil {
		t.Fatal(err)
	}
	page, err := json.Marshal(paper.Agenda{Items: []paper.Item{{Number: x.Number, Title: x.Topic}}})
	if err != nil {
		t.Fatal(err)
	}
	d.write(func(tx *store.Tx) error {
		if err := tx.AddAgendaMeeting(store.AgendaMeeting{ID: "aic/2026-12-08", Committee: c.ID, Day: "2026-12-08", State: meetingPlanned, Data: plan}); err != nil {
			return err
		}
		if _, err := d.act(tx, x, doing, item.Pass, ""); err != nil {
			return err
		}
		x.Meeting = "aic/2026-12-08"
		if _, err := d.act(tx, x, doing, item.Schedule, ""); err != nil {
			return err
		}
		return tx.AddAgendaVersion(&store.AgendaVersion{Meeting: x.Meeting, List: listAgenda, At: d.now, Data: page})
	})
	r, err := d.press(d.pressWithdraw, "alice", "1")
	if err != nil || !strings.Contains(said(r.Private), "rondgestuurd") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	if r, err = d.press(d.pressWithdrawn, "alice", "1"); err != nil || !strings.Contains(said(r.Private), "nieuwe versie") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	jobs := d.jobs()
	if len(jobs) != 1 || jobs[0].What != noticeWithdrawn || jobs[0].Extra != onSentAgenda || jobs[0].Who.Name != "Sien Visser" {
		t.Fatalf("%+v", jobs)
	}
	l, err := d.sayWithdrawn(t.Context(), jobs[0], d.now)
	if err != nil || l == nil || !strings.Contains(said(l.Message), "dinsdag 8 december 2026, 9.00 uur, die al rondgestuurd is") || !strings.Contains(said(l.Message), "/aic vergadering") {
		t.Errorf("%v %+v", err, l)
	}
	if _, err := d.press(d.pressWithdrawn, "alice", "1"); !strings.Contains(problem(t, err), "kan niet meer") {
		t.Error(err)
	}
}

func TestAnsweringWhatWasAsked(t *testing.T) {
	d := newDesk(t)
	x := d.sent("alice", "Nieuw intranet", "Hoe doen jullie dat?")
	d.jobs()
	answer := func(text string) (bot.Reply, error) {
		return d.submitReply(t.Context(), &bot.Submit{Origin: d.by("alice"), State: "1", Values: bot.Values{"text": {text}}})
	}
	d.write(func(tx *store.Tx) error {
		x.Talk = append(x.Talk, item.Remark{At: d.now, By: item.Person{Name: "Max de Vries"}, From: talkHolder, Text: "Wanneer begint het?"})
		_, err := d.act(tx, x, doing{at: d.now}, item.AskMore, "")
		return err
	})
	r, err := d.typedMine(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("alice")})
	if err != nil || !strings.Contains(said(r.Private), "Gevraagd: Wanneer begint het?") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	r, err = d.press(d.pressReply, "alice", "1")
	if err != nil || r.Form == nil || !strings.Contains(r.Form.Intro.In(bot.NL, bot.Literal), "Wanneer begint het?") {
		t.Fatalf("%v %+v", err, r)
	}
	var wrong bot.FieldErrors
	for _, text := range []string{"", "   ", strings.Repeat("x", 10000)} {
		if _, err := answer(text); !errors.As(err, &wrong) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
	d.now = d.now.Add(time.Hour)
	if r, err = answer("In <b>mei</b>, @channel"); err != nil || !strings.Contains(said(r.Private), "Max de Vries") {
		t.Fatalf("%v %q", err, said(r.Private))
	}
	y := d.all()[0]
	if y.State != item.Waiting || y.Holder != item.Member || !y.Waits.Equal(d.now) || len(y.Talk) != 2 || y.Talk[1].Text != "In <b>mei</b>, @channel" || y.Talk[1].From != talkRequester {
		t.Errorf("%+v", y)
	}
	jobs := d.jobs()
	if len(jobs) != 1 || jobs[0].What != noticeReplied || jobs[0].Who.Name != "Max de Vries" {
		t.Fatalf("%+v", jobs)
	}
	l, err := d.sayReplied(t.Context(), jobs[0], d.now)
	if err != nil || l == nil || !strings.Contains(said(l.Message), "In <b>mei</b>, @channel") || !strings.Contains(said(l.Message), "AIC-2026-001") {
		t.Errorf("%v %+v", err, l)
	}
	if r, err = answer("In <b>mei</b>, @channel"); err != nil || !strings.Contains(said(r.Private), "al aangekomen") || len(d.jobs()) != 0 {
		t.Errorf("%v %q", err, said(r.Private))
	}
	d.write(func(tx *store.Tx) error {
		_, err := d.act(tx, y, doing{at: d.now}, item.Decline, "Past niet")
		return err
	})
	if r, err = answer("Toch in juni"); err != nil || !strings.Contains(said(r.Private), "kan niet meer") || !strings.Contains(said(r.Private), "Toch in juni") {
		t.Errorf("%v %q", err, said(r.Private))
	}
	r, err = d.typedMine(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("alice"), Text: "#1"})
	if err == nil && strings.Contains(said(r.Private), "Trek in") {
		t.Error("what is over can be withdrawn")
	}
}

func TestFullNumber(t *testing.T) {
	c := committee.Committee{ID: "aic"}
	for typed, want := range map[string]string{
		"14": "AIC-2027-014", "#14": "AIC-2027-014", "014": "AIC-2027-014", "nr. 14": "AIC-2027-014", "nummer 14": "AIC-2027-014", "2026-14": "AIC-2026-014",
		"AIC-2026-14": "AIC-2026-014", "aic-2026-014": "AIC-2026-014", "[AIC-2026-014]": "AIC-2026-014", "aic-14": "AIC-2027-014", " 14 ": "AIC-2027-014",
		"naic-14": "naic-14", "veertien": "veertien", "": "", "1234567": "1234567", "AIC-2026-1000": "AIC-2026-1000",
	} {
		if got := fullNumber(c, typed, 2027); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// With hundreds of requests the list stays one that a platform can show.
func TestMineWithManyRequests(t *testing.T) {
	d := newDesk(t)
	c := d.opt.Committees[0]
	for i := range 120 {
		d.now = d.now.Add(time.Minute)
		o := d.by("alice")
		x := newDraft(c, &o, item.Topic)
		x.Topic, x.Ask = fmt.Sprintf("Onderwerp%d %s", i, strings.Repeat("é", 70)), strings.Repeat("w", 1000)
		d.write(func(tx *store.Tx) error { return d.submit(tx, c, x, by(&o)) })
	}
	r, err := d.typedMine(t.Context(), c, &bot.Command{Origin: d.by("alice")})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Private.Blocks {
		switch b := b.(type) {
		case bot.Para:
			if len(b.Items) > mostListed {
				t.Errorf("%d items", len(b.Items))
			}
		case bot.Menu:
			if len(b.Options) > bot.MaxOptions {
				t.Errorf("%d options", len(b.Options))
			}
			for _, o := range b.Options {
				if n := len([]rune(o.Label.In(bot.NL, bot.Literal))); n > 75 {
					t.Errorf("a label of %d characters", n)
				}
			}
		}
	}
	if !strings.Contains(said(r.Private), "Nog 100 oudere") {
		t.Errorf("%q", said(r.Private))
	}
	if r, err = d.typedMine(t.Context(), c, &bot.Command{Origin: d.by("alice"), Text: "3"}); err != nil || !strings.Contains(said(r.Private), "Onderwerp2 ") {
		t.Errorf("%v %q", err, said(r.Private))
	}
}

// Who asked about something that goes on meanwhile gets the answer: the member
// who did, and not only the secretary.
func TestTheAnswerGoesToWhoAsked(t *testing.T) {
	for asks, gets := range map[string]string{"max": "plain:max", "sien": "plain:sien"} {
		d := newDesk(t)
		x := d.sent("alice", "Huisstijl", "Wie doet dit ook?")
		if _, err := d.press(d.pressPass, "max", idText(x.ID)); err != nil {
			t.Fatal(err)
		}
		ask := bot.Submit{Origin: d.by(asks), State: idText(x.ID) + "/" + string(item.Passed), Values: bot.Values{"question": {"Wie spreekt?"}}}
		if _, err := d.submitAskMore(t.Context(), &ask); err != nil {
			t.Fatal(err)
		}
		d.jobs()
		if _, err := d.submitReply(t.Context(), &bot.Submit{Origin: d.by("alice"), State: idText(x.ID), Values: bot.Values{"text": {"Ik."}}}); err != nil {
			t.Fatal(err)
		}
		told := d.jobs()
		if len(told) != 1 || told[0].What != noticeReplied || told[0].Who.Ref != gets {
			t.Errorf("%s asked, and this is said: %+v", asks, told)
		}
	}
}

// Only what was shown because it is like a draft can be joined: a value that was
// made up tells nobody what others brought.
func TestJoiningWhatWasNotShown(t *testing.T) {
	d := newDesk(t)
	x := d.sent("alice", "Reorganisatie van de directie", "Hoe vertellen we dit?")
	if _, err := d.bringTopic(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("ravi"), Text: "Podcasts: wie maakt er een?"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.press(d.pressJoin, "ravi", "2/1"); problem(t, err) != errNoItem.Say.In(bot.NL, bot.Literal) {
		t.Error(err)
	}
	if _, err := d.press(d.pressPass, "max", idText(x.ID)); err != nil {
		t.Fatal(err)
	}
	if y := d.all()[0]; len(y.Also) != 0 {
		t.Errorf("%+v", y.Also)
	}
}
