package poll

import (
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// TestWhoMayMakePolls: advisers, and where that is configured who looks after
// the channel. Others read who can, and what they typed is not lost.
func TestWhoMayMakePolls(t *testing.T) {
	const line = `"Werk je op kantoor?"`
	d := newDesk(t, nil)
	has(t, d.types("alice", "algemeen", line), "communicatieadviseurs", "Dit typte je: "+line)
	has(t, d.types("gast", "algemeen", line), "Als gast kun je geen peiling maken")
	has(t, d.types("alice", "", line), "communicatieadviseurs")
	if len(d.stored()) != 0 {
		t.Error("something was kept")
	}

	d = newDesk(t, func(o *Options) { o.KeepersCreate = true })
	d.chat.channels["beheer"].keepers = []bot.UserID{"kees", "gast"}
	has(t, d.types("alice", "beheer", line), "beheerder van een kanaal")
	has(t, d.types("gast", "beheer", line), "Als gast")
	has(t, d.types("kees", "algemeen", line), "beheerder van een kanaal")
	if said := d.types("kees", "beheer", ""); said != "" {
		t.Fatalf("said %q instead of a form", said)
	}
	said, _ := d.fills("kees", map[string]string{"question": "Werk je op kantoor?"})
	hasNot(t, said, "Dit moet eerst anders")
	has(t, d.presses("kees", "poll.place", d.only().ID), "Je peiling komt eraan in #beheer")

	for _, c := range []struct {
		change map[string]string
		say    string
	}{
		{map[string]string{"channels": "#algemeen, #beheer"}, "geen beheerder van #algemeen"},
		{map[string]string{"kind": "enps"}, "eNPS-vraag is voor communicatieadviseurs"},
		{map[string]string{"kind": "mood"}, "Naar de stemming vragen is voor communicatieadviseurs"},
		{map[string]string{"kind": "open", "mode": "named"}, "open vraag met naam is voor communicatieadviseurs"},
	} {
		d.types("kees", "beheer", "")
		c.change["question"] = "Hoe gaat het nu?"
		said, wrong := d.fills("kees", c.change)
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		has(t, said, "Dit moet eerst anders", c.say)
		id := d.onlyDraft().ID
		has(t, d.presses("kees", "poll.place", id), "Nog niet geplaatst", c.say)
		d.presses("kees", "poll.discard", id)
	}
	// Who looks after a channel no longer may not place what was made before.
	d.types("kees", "beheer", "")
	d.fills("kees", map[string]string{"question": "Nog een?"})
	d.chat.channels["beheer"].keepers = nil
	has(t, d.presses("kees", "poll.place", d.onlyDraft().ID), "communicatieadviseur")
}

// TestPollsAreOff: a draft is kept, and it is said what is missing and who can help.
func TestPollsAreOff(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Purpose, o.LegalBasis = "", " " })
	d.chat.people["max"] = bot.User{ID: "max", Name: "Max de Vries", Handle: "max", Lang: bot.NL}
	said := d.filledForm("bram", map[string]string{})
	has(t, said, "Je concept is bewaard", "het doel en de wettelijke grondslag", "Max de Vries en beheer@example.nl")
	has(t, d.presses("bram", "poll.place", d.only().ID), "Nog niet geplaatst", "Peilingen staan hier nog uit")
	if d.only().State != store.PollDraft {
		t.Error("it was placed")
	}
}

// TestManaging: the maker and administrators may, and for others it is not there.
func TestManaging(t *testing.T) {
	p := New(Options{})
	at := func(who string, roles ...bot.Role) *bot.Origin {
		return &bot.Origin{Platform: "chat", From: bot.User{ID: bot.UserID(who)}, Roles: roles}
	}
	x := &poll{Poll: store.Poll{State: store.PollOpen, Platform: "chat", Maker: "bram"}}
	draft := &poll{Poll: store.Poll{State: store.PollDraft, Platform: "chat", Maker: "bram"}}
	elsewhere := at("bram")
	elsewhere.Platform = "slack"
	for _, c := range []struct {
		o           *bot.Origin
		open, draft bool
	}{
		{at("bram"), true, true},
		{at("sien", bot.Adviser), false, false},
		{at("max", bot.Admin), true, false},
		{elsewhere, false, false},
		{at(""), false, false},
	} {
		if got := p.may(t.Context(), c.o, x) == nil; got != c.open {
			t.Errorf("%s of an open poll: %v", c.o.From.ID, got)
		}
		if got := p.may(t.Context(), c.o, draft) == nil; got != c.draft {
			t.Errorf("%s of a draft: %v", c.o.From.ID, got)
		}
	}
}

// TestOnlyAdvisers: which questions nobody else asks.
func TestOnlyAdvisers(t *testing.T) {
	for _, c := range []struct {
		spec survey.Spec
		only bool
	}{
		{survey.Spec{Mode: survey.Unnamed, Questions: []survey.Question{{Kind: survey.YesNo}}}, false},
		{survey.Spec{Mode: survey.Unnamed, Questions: []survey.Question{{Kind: survey.Open}}}, false},
		{survey.Spec{Mode: survey.Named, Questions: []survey.Question{{Kind: survey.YesNo}, {Kind: survey.Open}}}, true},
		{survey.Spec{Mode: survey.Named, Questions: []survey.Question{{Kind: survey.YesNo}, {Kind: survey.Mood}}}, true},
		{survey.Spec{Mode: survey.Final, Questions: []survey.Question{{Kind: survey.ENPS}}}, true},
	} {
		if got := onlyAdvisers(c.spec) != nil; got != c.only {
			t.Errorf("%+v: %v", c.spec, got)
		}
	}
}
