package poll

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// filledForm opens the form in #algemeen and fills it: the draft is kept.
func (d *desk) filledForm(who string, change map[string]string) (said string) {
	d.t.Helper()
	if said := d.types(who, "algemeen", ""); said != "" {
		d.t.Fatalf("beside the form it is said: %s", said)
	}
	if change["question"] == "" && change["kind"] == "" {
		change["question"] = "Werk je vandaag op kantoor?"
	}
	said, wrong := d.fills(who, change)
	if len(wrong) > 0 {
		d.t.Fatalf("the form stays open: %v", wrong)
	}
	return said
}

// TestAFilledFormIsPlacedFromItsPreview is the shortest way with a form.
func TestAFilledFormIsPlacedFromItsPreview(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Consent = Consent{Date: "2026-10-01", Reference: "OR 2026-17"} })
	said := d.filledForm("bram", map[string]string{"channels": "#algemeen en #beheer, ~algemeen"})
	has(t, said, "to bram", "Werk je vandaag op kantoor?", "- Ja\n- Nee", "= Waar: #algemeen en #beheer",
		"= Wie: 36 mensen", "OR 2026-17", "Vraag van Bram", "Na sluiting bewaart Wegwijs alleen totalen", "[Plaats]", "[Pas aan]", "[Meer…]", "[Gooi weg]")
	hasNot(t, said, "Let op", "Dit moet eerst anders")
	x := d.only()
	if x.State != store.PollDraft || len(x.spec.Places) != 2 || x.spec.Mode != survey.Unnamed || x.spec.Questions[0].Kind != survey.YesNo || x.Asked != 36 {
		t.Fatalf("kept is %+v with %+v", x.Poll, x.spec)
	}
	said = d.presses("bram", "poll.place", x.ID)
	has(t, said, "Je peiling komt eraan in #algemeen en #beheer.", "30 november 2026, 9.00 uur", x.ID, "/peiling sluit "+x.ID)
	has(t, d.presses("bram", "poll.place", x.ID), "al geplaatst")
	d.only()
}

// TestWhatIsTypedInTheForm: every mistake is told at its field, and the form stays open.
func TestWhatIsTypedInTheForm(t *testing.T) {
	for _, c := range []struct {
		name   string
		change map[string]string
		field  string
		say    string
	}{
		{"nothing", map[string]string{}, "question", "vraag"},
		{"only emoji", map[string]string{"question": "🎉🎉"}, "question", "woorden"},
		{"a long question", map[string]string{"question": strings.Repeat("x", 301)}, "question", "300"},
		{"one option", map[string]string{"question": "Welke?", "options": "Rood"}, "options", "één optie"},
		{"two equal options", map[string]string{"question": "Welke?", "options": "Rood\nrood"}, "options", "gelijk"},
		{"200 options", map[string]string{"question": "Welke?", "options": strings.Repeat("a\n", 200)}, "options", "200"},
		{"options with yes and no", map[string]string{"question": "Goed?", "kind": "yesno", "options": "Ja\nNee"}, "options", "geen eigen antwoorden"},
		{"too many to order", map[string]string{"question": "Wat eerst?", "kind": "rank", "options": "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk"}, "options", "10"},
		{"a channel nobody knows", map[string]string{"question": "Goed?", "channels": "#algemeen, #nergens"}, "channels", "#nergens"},
		{"a channel for others", map[string]string{"question": "Goed?", "channels": "#besloten"}, "channels", "ken ik niet"},
		{"no channel", map[string]string{"question": "Goed?", "channels": ""}, "channels", "ten minste één kanaal"},
		{"a type that is not offered", map[string]string{"question": "Goed?", "kind": "onzin"}, "kind", "uit de lijst"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, nil)
			d.types("bram", "algemeen", "")
			said, wrong := d.fills("bram", c.change)
			if said != "" || len(wrong) != 1 || !strings.Contains(wrong[c.field], c.say) {
				t.Errorf("said %q, wrong %v", said, wrong)
			}
			if len(d.stored()) != 0 {
				t.Error("something was kept")
			}
		})
	}
}

// TestKindsOfTheForm: what is chosen is what is asked, and what the form shows next time.
func TestKindsOfTheForm(t *testing.T) {
	for value, want := range map[string]survey.Question{
		"auto":    {Kind: survey.One, Options: []string{"Rood", "Groen"}},
		"several": {Kind: survey.Several, Options: []string{"Rood", "Groen"}},
		"rank":    {Kind: survey.Rank, Options: []string{"Rood", "Groen"}},
		"yesno":   {Kind: survey.YesNo},
		"scale5":  {Kind: survey.Scale, High: 5},
		"scale10": {Kind: survey.Scale, High: 10},
		"enps":    {Kind: survey.ENPS},
		"mood":    {Kind: survey.Mood},
		"open":    {Kind: survey.Open},
	} {
		d := newDesk(t, nil)
		change := map[string]string{"kind": value, "question": "Wat vind je?"}
		if want.Options != nil {
			change["options"] = "- Rood\n\n• Groen\n"
		}
		d.filledForm("bram", change)
		x := d.only()
		got := x.spec.Questions[0]
		if got.Kind != want.Kind || got.High != want.High || strings.Join(got.Options, "|") != strings.Join(want.Options, "|") {
			t.Errorf("%s became %+v", value, got)
		}
		d.presses("bram", "poll.edit", x.ID)
		for _, f := range d.chat.form.Fields {
			if f.Name == "kind" && f.Value[0] != value && (value != "yesno" || f.Value[0] != formAuto) {
				t.Errorf("%s is shown as %s", value, f.Value[0])
			}
		}
	}
}

// TestTheFormTwice: sending it twice, and once more after the poll was placed or
// thrown away, never loses or doubles anything.
func TestTheFormTwice(t *testing.T) {
	d := newDesk(t, nil)
	d.types("bram", "algemeen", "")
	form := d.chat.form
	d.fills("bram", map[string]string{"question": "Een?"})
	d.chat.form = form
	d.fills("bram", map[string]string{"question": "Een, of twee?"})
	x := d.only()
	if x.spec.Questions[0].Text != "Een, of twee?" {
		t.Errorf("kept is %q", x.spec.Questions[0].Text)
	}
	d.presses("bram", "poll.discard", x.ID)
	if x := d.only(); x.State != store.PollDeleted || len(x.spec.Questions) > 0 || x.Maker+x.MakerName != "" {
		t.Errorf("left is %+v with %+v", x.Poll, x.spec)
	}
	has(t, d.presses("bram", "poll.place", x.ID), "Deze peiling is er niet (meer)")
	d.chat.form = form
	has(t, func() string { said, _ := d.fills("bram", map[string]string{"question": "Toch maar?"}); return said }(), "Toch maar?")
	if all := d.stored(); len(all) != 2 || all[0].ID == x.ID && all[1].ID == x.ID {
		t.Errorf("%d polls", len(all))
	}
}

// TestADraftIsItsMakersAlone: for others it is not there.
func TestADraftIsItsMakersAlone(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{})
	x := d.only()
	missing := d.presses("sien", "poll.place", "aaaaaaaa")
	for _, action := range []string{"poll.place", "poll.edit", "poll.more", "poll.discard"} {
		if got := d.presses("sien", action, x.ID); got != missing || got == "" {
			t.Errorf("%s says %q, and of none at all %q", action, got, missing)
		}
	}
	d.presses("bram", "poll.edit", x.ID)
	said, _ := d.fills("sien", map[string]string{"question": "Van mij?"})
	has(t, said, "Van mij?")
	for _, y := range d.stored() {
		if y.ID == x.ID && (y.Maker != "bram" || y.spec.Questions[0].Text == "Van mij?") {
			t.Errorf("the draft of bram is %+v", y)
		}
	}
	has(t, d.types("sien", "algemeen", "concept"), "Van mij?")
	has(t, d.types("sien", "algemeen", "concept "+x.ID), "Deze peiling is er niet (meer)")
	has(t, d.types("bram", "algemeen", "concept"), "Werk je vandaag op kantoor?")
}

// TestWhatThePreviewSays: beforehand, what would go wrong.
func TestWhatThePreviewSays(t *testing.T) {
	for _, c := range []struct {
		name   string
		change map[string]string
		say    string
		stops  bool
	}{
		{"few people", map[string]string{"channels": "#klein"}, "8 mensen: zonder naam komt er geen uitslag", false},
		{"the bot is not there", map[string]string{"channels": "#algemeen, #stil"}, "Wegwijs zit niet in #stil: typ daar /invite @wegwijs", true},
		{"archived", map[string]string{"channels": "#oud"}, "#oud is gearchiveerd", true},
		{"open answers", map[string]string{"kind": "open", "question": "Wat kan beter?"}, "Onder de 10 antwoorden worden open antwoorden niet getoond", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, nil)
			said := d.filledForm("bram", c.change)
			has(t, said, c.say)
			id := d.only().ID
			said = d.presses("bram", "poll.place", id)
			if c.stops {
				has(t, said, "Nog niet geplaatst", c.say, "[Plaats] poll.place "+id)
				d.chat.channels["stil"].absent, d.chat.channels["oud"].archived = false, false
				said = d.presses("bram", "poll.place", id)
			}
			has(t, said, "Je peiling komt eraan")
		})
	}
}

// TestPeopleAreCountedOnce: across channels, without guests.
func TestPeopleAreCountedOnce(t *testing.T) {
	d := newDesk(t, nil)
	d.chat.channels["beheer"].members = append(d.chat.channels["beheer"].members, "gast", d.chat.channels["algemeen"].members[0])
	d.chat.channels["algemeen"].members = append(d.chat.channels["algemeen"].members, "gast")
	has(t, d.filledForm("bram", map[string]string{"channels": "#algemeen, #beheer"}), "= Wie: 36 mensen")
	has(t, d.filledForm("bram", map[string]string{"channels": "#beheer"}), "= Wie: 17 mensen")
}

// TestManyPeopleWithGuests: where looking everybody up would take too long, the
// number is an estimate and says so.
func TestManyPeopleWithGuests(t *testing.T) {
	d := newDesk(t, nil)
	people(d.chat, "groot", 1200)
	d.chat.channels["groot"].members = append(d.chat.channels["groot"].members, "bram", "gast")
	has(t, d.filledForm("bram", map[string]string{"channels": "#groot"}), "= Wie: 1201 mensen, gasten niet meegeteld")
	has(t, d.filledForm("bram", map[string]string{"channels": "#groot, #algemeen"}), "= Wie: ongeveer 1224 mensen")
}

// TestPeopleCannotBeCounted: then nothing is placed, and that is said.
func TestPeopleCannotBeCounted(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{})
	d.chat.broken = &bot.SendError{Reason: bot.Temporary}
	has(t, d.presses("bram", "poll.place", d.only().ID), "Nog niet geplaatst", "Ik kan #algemeen nu niet bekijken")
	if d.only().State != store.PollDraft {
		t.Error("it was placed")
	}
	d.chat.broken = nil
	has(t, d.presses("bram", "poll.place", d.only().ID), "Je peiling komt eraan")
}

// TestTwoPlatforms: only where everybody can be told apart by their address.
func TestTwoPlatforms(t *testing.T) {
	d := newDesk(t, nil)
	// Bram is the same person on both, and so is everybody in #beheer.
	said := d.filledForm("bram", map[string]string{"channels": "#algemeen, slack:beheer"})
	has(t, said, "= Waar: #algemeen en slack:beheer", "= Wie: 36 mensen")
	hasNot(t, said, "Dit moet eerst anders")

	nameless := d.slack.channels["beheer"].members[0]
	u := d.slack.people[nameless]
	u.Email = ""
	d.slack.people[nameless] = u
	said = d.filledForm("bram", map[string]string{"channels": "#algemeen, slack:beheer"})
	has(t, said, "van 1 mens ken ik geen e-mailadres")
	has(t, d.presses("bram", "poll.place", d.stored()[0].ID), "Nog niet geplaatst", "twee chatprogramma's")

	// Who is not in the channel over there does not get to know of it.
	d.slack.channels["beheer"].members = d.slack.channels["beheer"].members[1:12]
	d.types("bram", "algemeen", "")
	_, wrong := d.fills("bram", map[string]string{"question": "Goed?", "channels": "#algemeen, slack:beheer"})
	has(t, wrong["channels"], "ken ik niet")
}

// becomes stores a poll as if it had got that far.
func (d *desk) becomes(x *poll, state store.PollState) {
	d.t.Helper()
	x.State, x.Same = state, x.spec.Same()
	err := d.store.Write(d.t.Context(), "", func(tx *store.Tx) error {
		if err := x.save(tx); err != nil {
			return err
		}
		for _, at := range x.spec.Places {
			if err := tx.SetPollPlace(x.ID, store.PollPlace{Platform: string(at.Platform), Channel: string(at.Channel), Name: at.Name}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// TestTheSameQuestionAgain: it is said beforehand that a result may stay away.
func TestTheSameQuestionAgain(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{"channels": "#algemeen, #beheer"})
	x := d.only()
	x.Closed = bottest.Start.AddDate(0, 0, -20)
	d.becomes(x, store.PollClosed)
	has(t, d.filledForm("bram", map[string]string{"question": "werk je vandaag op KANTOOR"}), "Dezelfde vraag is gesteld in #algemeen, met een uitslag van 3 november 2026", "ten minste 5 mensen")
	hasNot(t, d.filledForm("bram", map[string]string{"question": "Werk je morgen op kantoor?"}), "Dezelfde vraag")
	hasNot(t, d.filledForm("bram", map[string]string{"mode": "named"}), "Dezelfde vraag")
	hasNot(t, d.filledForm("bram", map[string]string{"channels": "#klein"}), "Dezelfde vraag")
	d.clock.Advance(9 * 24 * time.Hour)
	hasNot(t, d.filledForm("bram", map[string]string{}), "Dezelfde vraag")
	y := p(d).newDraft(&bot.Origin{Platform: "chat", From: bot.User{ID: "sien"}, At: d.clock.Now()}, "aaaaaaaa", x.spec)
	d.becomes(y, store.PollOpen)
	has(t, d.filledForm("bram", map[string]string{"mode": "named"}), "Dezelfde vraag loopt al in #algemeen")
	has(t, d.filledForm("bram", map[string]string{"question": "Iets anders?"}), "In #algemeen loopt nog 1 peiling")
}

// TestThreeChannelsInFewActions: one line and one button, or a form and one button.
func TestThreeChannelsInFewActions(t *testing.T) {
	d := newDesk(t, nil)
	has(t, d.types("bram", "algemeen", `"Is de planning duidelijk?" --kanalen #algemeen,#beheer,#klein`), "= Wie: 40 mensen")
	has(t, d.presses("bram", "poll.place", d.only().ID), "komt eraan in #algemeen, #beheer en #klein")
	if places := d.only().places; len(places) != 3 {
		t.Errorf("it is placed in %v", places)
	}
}

// TestHelp lists what can be typed, with a poll in a line first.
func TestHelp(t *testing.T) {
	d := newDesk(t, nil)
	has(t, d.types("alice", "algemeen", "help"), "/peiling “Werk je vandaag op kantoor?”", "/peiling sjabloon: begint", "/peiling concept: gaat verder", "Alleen /peiling opent het formulier.")
	for _, line := range []bot.Phrase{helpLine1, helpLine2, helpLine3} {
		for _, text := range []string{line.NL, line.EN} {
			if l := survey.Parse(text, bottest.Start); !l.Complete() {
				t.Errorf("%s is not understood: %v", text, l.Doubts)
			}
		}
	}
}

// TestOldDraftsAreThrownAway: 90 days after the last change, and never a poll that was placed.
func TestOldDraftsAreThrownAway(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{"question": "Blijft dit?"})
	left := d.only()
	d.filledForm("bram", map[string]string{"question": "Wordt dit geplaatst?"})
	for _, x := range d.stored() {
		if x.ID != left.ID {
			d.presses("bram", "poll.place", x.ID)
		}
	}
	run := func() {
		t.Helper()
		if _, err := d.store.RunDue(t.Context(), d.clock.Now(), func(ctx context.Context, j store.Job) error {
			_, err := d.router.Dispatch(ctx, &bot.Due{Origin: bot.Origin{ID: fmt.Sprint("job-", j.ID), Platform: bot.PlatformName(j.Platform), From: bot.User{ID: bot.UserID(j.User)}, At: d.clock.Now()}, Kind: j.Kind, Key: j.Key})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	d.clock.Advance(80 * 24 * time.Hour)
	d.presses("bram", "poll.edit", left.ID)
	d.fills("bram", map[string]string{"question": "Blijft dit nog?"})
	d.clock.Advance(89 * 24 * time.Hour)
	run()
	if x := d.onlyDraft(); x.ID != left.ID {
		t.Fatalf("left is %+v", x.Poll)
	}
	d.clock.Advance(24 * time.Hour)
	run()
	for _, x := range d.stored() {
		switch {
		case x.ID == left.ID && (x.State != store.PollDeleted || strings.Contains(string(x.Spec), "Blijft")):
			t.Errorf("kept is %s", x.Spec)
		case x.ID != left.ID && x.State == store.PollDeleted:
			t.Error("a poll that was placed is gone")
		}
	}
}
