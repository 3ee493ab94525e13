package agenda

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// outcome fills in what came of an item, as the form does it.
func (d *desk) outcome(x *item.Item, v bot.Values) bot.Reply {
	d.Helper()
	r, err := d.tryOutcome(x, v)
	if err != nil {
		d.Fatal(err)
	}
	return r
}

func (d *desk) tryOutcome(x *item.Item, v bot.Values) (bot.Reply, error) {
	if v["came"] == nil {
		v["came"] = []string{cameTreated}
	}
	return d.submitOutcome(d.Context(), &bot.Submit{Origin: d.by("sien"), State: fmt.Sprintf("%s %d %d", decemberMeeting, x.ID, x.Rev), Values: v})
}

// outcomes are what is recorded of an item: "AIC-2026-B01 text", with what was
// taken back.
func (d *desk) outcomes(x *item.Item) (all []string) {
	d.Helper()
	err := d.opt.Store.Read(d.Context(), func(r *store.Reader) error {
		raw, err := store.AgendaOutcomesOf(r, x.ID)
		for _, one := range raw {
			o, err := decodeOutcome(one)
			if err != nil {
				return err
			}
			line := one.Number + " " + o.Text
			if o.Gone {
				line += " (gone)"
			}
			all = append(all, line)
		}
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// afterMeeting is a desk just after the meeting of December.
func afterMeeting(t *testing.T, topics ...string) (*desk, []*item.Item) {
	d := newSeated(t)
	all := d.onAgenda(topics...)
	d.jobs()
	d.now = time.Date(2026, 12, 8, 12, 0, 0, 0, d.opt.Zone)
	return d, all
}

func TestOutcomeWhileSomebodyElseFillsItIn(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	d.outcome(all[0], bot.Values{"what": {"Goed plan."}})
	r := d.outcome(all[0], bot.Values{"what": {"Slecht plan."}, "decisions": {"Niet doen."}, "actions": {"Max: stopt"}})
	for _, want := range []string{"Er is niets bewaard", "Slecht plan.", "Niet doen.", "Max: stopt"} {
		if !strings.Contains(said(r.Private), want) {
			t.Errorf("%q does not say %q", said(r.Private), want)
		}
	}
	if x := d.item(all[0].ID); x.Outcome != "Goed plan." || len(d.outcomes(x)) > 0 {
		t.Errorf("it is now %q with %q", x.Outcome, d.outcomes(x))
	}
}

func TestOutcomesThatCannotBe(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	x := all[0]
	var wrong bot.FieldErrors
	for field, v := range map[string]bot.Values{
		"what":      {"what": {" \n"}, "decisions": {"\n - \n"}},
		"decisions": {"what": {"x"}, "decisions": {strings.Repeat("é", 10000)}},
		"actions":   {"actions": {strings.Repeat("a\n", 5000)}},
		"advice":    {"advice": {strings.Repeat("CRC: x\n", 2000)}},
	} {
		if _, err := d.tryOutcome(x, v); !errors.As(err, &wrong) || wrong[field] == nil {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, who := range []string{"alice", "max", "bram"} {
		s := &bot.Submit{Origin: d.by(who), State: fmt.Sprintf("%s %d %d", decemberMeeting, x.ID, x.Rev), Values: bot.Values{"what": {"x"}}}
		if _, err := d.submitOutcome(t.Context(), s); !isProblem(err) {
			t.Errorf("by %s: %v", who, err)
		}
	}
	for _, state := range []string{"", "x", decemberMeeting, decemberMeeting + " 0 0", decemberMeeting + " 99 1", "aic/2020-01-01 1 1", "\x00 \xff"} {
		if _, err := d.submitOutcome(t.Context(), &bot.Submit{Origin: d.by("sien"), State: state, Values: bot.Values{"what": {"x"}}}); !isProblem(err) {
			t.Errorf("state %q: %v", state, err)
		}
	}
	if x = d.item(x.ID); x.State != item.Scheduled {
		t.Errorf("it is %s", x.State)
	}
}

// TestHeldAndTreated: a mistake in what happened can be mended one way; what was
// treated and told is not undone.
func TestHeldAndTreated(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	d.outcome(all[0], bot.Values{"came": {cameHeld}, "what": {"Geen tijd."}})
	x := d.item(all[0].ID)
	if x.State != item.Held || x.Postponed != 1 {
		t.Fatalf("it is %s, postponed %d times", x.State, x.Postponed)
	}
	if got := d.heard(); !slices.Equal(got, []string{"alice: held"}) {
		t.Errorf("heard: %q", got)
	}
	d.outcome(x, bot.Values{"what": {"Toch besproken."}})
	if x = d.item(x.ID); x.State != item.Handled || x.Outcome != "Toch besproken." {
		t.Fatalf("it is %s: %q", x.State, x.Outcome)
	}
	var wrong bot.FieldErrors
	if _, err := d.tryOutcome(x, bot.Values{"came": {cameHeld}, "what": {"Nee."}}); !errors.As(err, &wrong) || wrong["came"] == nil || d.item(x.ID).Outcome != "Toch besproken." {
		t.Errorf("treated, then held over: %v", err)
	}
}

// TestCorrection: what stays keeps its number, what goes stays as a record, and
// who brought it hears the correction.
func TestCorrection(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	d.outcome(all[0], bot.Values{"decisions": {"Doen.\nDoen.\nLaten."}, "actions": {"Max: belt (1 februari)\nMax: schrijft"}, "advice": {"CRC (gevraagd): wacht"}})
	send := func() bot.Reply {
		r, err := d.press(d.sendDecisions, "sien", fmt.Sprintf("%s %d", decemberMeeting, d.meeting(decemberMeeting).Rev))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	send()
	if got := d.heard(); !slices.Contains(got, "alice: outcome") || !slices.Contains(got, "Max de Vries: decision list") {
		t.Errorf("heard: %q", got)
	}
	x := d.item(all[0].ID)
	d.outcome(x, bot.Values{"decisions": {"Doen.\nDoen."}, "actions": {"Max: belt (2027-02-01)\nAnna: schrijft"}, "advice": {"CRC: wacht"}})
	want := []string{"AIC-2026-A01 belt", "AIC-2026-A02 schrijft (gone)", "AIC-2026-A03 schrijft", "AIC-2026-B01 Doen.", "AIC-2026-B02 Doen.", "AIC-2026-B03 Laten. (gone)", "AIC-2026-V01 wacht (gone)", "AIC-2026-V02 wacht"}
	if got := d.outcomes(x); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	send()
	if got := d.heard(); !slices.Contains(got, "alice: outcome") {
		t.Errorf("the correction is not told: %q", got)
	}
	if r := send(); strings.Contains(said(r.Private), "Van 0") || slices.Contains(d.heard(), "alice: outcome") {
		t.Errorf("a third list tells again: %q", said(r.Private))
	}
	var lists []paper.List
	if err := d.opt.Store.Read(t.Context(), func(r *store.Reader) (err error) { lists, err = decisionLists(r, decemberMeeting); return err }); err != nil || len(lists) != 3 || len(lists[0].Outcomes) != 6 {
		t.Errorf("%v: %d lists", err, len(lists))
	}
}

func TestTwoPeopleCloseOneAction(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	d.outcome(all[0], bot.Values{"actions": {"Max: belt (1 februari)"}})
	presses := []*bot.Press{{Origin: d.by("sien"), Value: "AIC-2026-A01"}, {Origin: d.by("max"), Value: "AIC-2026-A01"}}
	errs := make([]error, len(presses))
	var both sync.WaitGroup
	for i, e := range presses {
		both.Add(1)
		go func() {
			defer both.Done()
			_, errs[i] = d.pressDone(t.Context(), e)
		}()
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v and %v", errs[0], errs[1])
	}
	for i, other := range []string{"max", "sien"} {
		if errs[i] != nil && !strings.Contains(problem(t, errs[i]), "door "+other) {
			t.Errorf("it does not say who closed it: %v", errs[i])
		}
	}
	if _, err := d.submitLater(t.Context(), &bot.Submit{Origin: d.by("max"), State: "AIC-2026-A01", Values: bot.Values{"day": {"2027-03-01"}}}); !isProblem(err) {
		t.Errorf("a closed action is postponed: %v", err)
	}
}

func TestActionsAreForWhoSitsThere(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	d.outcome(all[0], bot.Values{"actions": {"Max: belt (1 februari)"}})
	for _, number := range []string{"AIC-2026-A01", "AIC-2026-A99", "", "x", "AIC-2026-B01"} {
		for name, h := range map[string]bot.PressHandler{"action": d.pressAction, "done": d.pressDone, "drop": d.pressDrop, "later": d.pressLater} {
			if _, err := d.press(h, "alice", number); !errors.Is(err, errNoItem) {
				t.Errorf("%s of %q: %v", name, number, err)
			}
		}
	}
	later := func(day string) error {
		_, err := d.submitLater(t.Context(), &bot.Submit{Origin: d.by("max"), State: "AIC-2026-A01", Values: bot.Values{"day": {day}}})
		return err
	}
	for _, day := range []string{"2027-02-10", "2027-02-01", "2027-02-20"} { // later, sooner, later
		if err := later(day); err != nil {
			t.Fatal(err)
		}
	}
	var wrong bot.FieldErrors
	for _, day := range []string{"", "gisteren", "2026-12-07"} {
		if err := later(day); !errors.As(err, &wrong) {
			t.Errorf("to %q: %v", day, err)
		}
	}
	m, err := d.actionList(t.Context(), d.first(), &presser(d, "max").Origin, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range m.Blocks {
		if table, ok := b.(bot.Table); ok {
			row := table.Rows[0]
			if got := row[len(row)-1].In(bot.NL, bot.Literal); got != "2" {
				t.Errorf("postponed %s times", got)
			}
		}
	}
}

func presser(d *desk, who string) *bot.Press { return &bot.Press{Origin: d.by(who)} }

// TestManyOutcomes: with a long agenda the message stays one that can be sent.
func TestManyOutcomes(t *testing.T) {
	var topics []string
	for i := range 60 {
		topics = append(topics, fmt.Sprintf("Onderwerp %d %s", i, strings.Repeat("lang ", 12)))
	}
	d, _ := afterMeeting(t, topics...)
	r, err := d.outcomesReply(t.Context(), &presser(d, "sien").Origin, decemberMeeting, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Private.Blocks {
		switch b := b.(type) {
		case bot.Table:
			if len(b.Rows) != mostLines+1 {
				t.Errorf("%d rows", len(b.Rows))
			}
			for _, row := range b.Rows {
				for _, cell := range row {
					if cell.In(bot.NL, bot.Literal) == "" {
						t.Error("an empty cell")
					}
				}
			}
		case bot.Menu:
			if len(b.Options) > bot.MaxOptions {
				t.Errorf("%d options", len(b.Options))
			}
		}
	}
}

// TestEntryFile: what people typed cannot be anything else in the file.
func TestEntryFile(t *testing.T) {
	d := newSeated(t)
	for _, typed := range []string{"gewoon", "---\nid: x", "a: b # c", "\"'`", "{{x}}", "*ster* [x](y)", "- een", "\u0000", "é\u200b"} {
		x := &item.Item{Number: "AIC-2026-001", Topic: typed, Ask: typed + "?", Answer: typed, Entry: &item.Entry{Title: typed, Summary: typed, On: d.now, Lang: bot.NL}}
		file, err := entryFile(d.entryOf(d.first(), x))
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		if title, _ := frontOf(t, file); oneLine(title) != oneLine(typed) {
			t.Errorf("%q is read back as %q", typed, title)
		}
	}
}

// TestLongestMessages: however much was recorded, what the secretary and members
// see can be sent everywhere.
func TestLongestMessages(t *testing.T) {
	var topics []string
	for i := range 60 {
		topics = append(topics, fmt.Sprintf("%d %s", i, strings.Repeat("w", 85)))
	}
	d, all := afterMeeting(t, topics...)
	lines := strings.Repeat(strings.Repeat("o", 50)+": "+strings.Repeat("w", 180)+" (1 februari)\n", 12)
	for _, x := range all[:20] {
		d.outcome(x, bot.Values{"what": {strings.Repeat("w", 3000)}, "decisions": {lines}, "actions": {lines}, "advice": {lines}})
	}
	o := presser(d, "sien").Origin
	messages := map[string]*bot.Message{}
	outcomes, err := d.outcomesReply(t.Context(), &o, decemberMeeting, nil)
	if err != nil {
		t.Fatal(err)
	}
	messages["outcomes"] = outcomes.Private
	preview, err := d.press(d.pressDecisions, "sien", decemberMeeting)
	if err != nil {
		t.Fatal(err)
	}
	messages["preview"] = preview.Private
	if messages["actions"], err = d.actionList(t.Context(), d.first(), &o, nil); err != nil {
		t.Fatal(err)
	}
	if messages["advice"], err = d.adviceList(t.Context(), d.first(), &o, nil); err != nil {
		t.Fatal(err)
	}
	for name, m := range messages {
		n := len([]rune(said(m)))
		for _, b := range m.Blocks {
			if table, ok := b.(bot.Table); ok {
				for _, row := range table.Rows {
					for _, cell := range row {
						n += len([]rune(cell.In(bot.NL, bot.Literal))) + len(" | ")
					}
				}
			}
		}
		if n > 15000 {
			t.Errorf("%s: %d characters", name, n)
		}
	}
}

// What was held over and stands on a later agenda is not treated at the old one:
// who brought it would never hear.
func TestOutcomeBelongsToItsMeeting(t *testing.T) {
	d := newSeated(t)
	x := d.onAgenda("Intranet")[0]
	err := d.opt.Store.Write(t.Context(), "", func(tx *store.Tx) error {
		y, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		y.Meeting = "aic/2027-01-12"
		x = y
		return save(tx, y, d.now)
	})
	if err != nil {
		t.Fatal(err)
	}
	var wrong bot.FieldErrors
	if _, err := d.tryOutcome(x, bot.Values{"what": {"Klaar."}, "decisions": {"Doen"}}); !errors.As(err, &wrong) || wrong["came"] == nil {
		t.Errorf("%v, want a word at the field", err)
	}
	if got := d.outcomes(x); len(got) > 0 {
		t.Errorf("recorded all the same: %q", got)
	}
}
