package poll

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// section is the part of the menu about polls, as somebody sees it.
func (o *office) section(who, channel string) string {
	o.t.Helper()
	at := o.origin(who, channel)
	blocks, err := o.poll.Section(o.t.Context(), &at)
	if err != nil {
		o.t.Fatal(err)
	}
	return textOf(&bot.Message{Blocks: blocks})
}

// types types a command in a channel ("" is the direct conversation), and
// returns what the person reads.
func (o *office) types(who, channel, text string) string {
	o.t.Helper()
	e := &bot.Command{Origin: o.origin(who, channel), Name: "peiling", Text: text, Slash: true}
	return o.said(e, func() error { _, err := o.router.Dispatch(o.t.Context(), e); return err })
}

// draft stores a draft by bram.
func (o *office) draft(s survey.Spec) string {
	o.t.Helper()
	id, err := newID()
	if err != nil {
		o.t.Fatal(err)
	}
	s.Mode = survey.Unnamed
	x := &poll{Poll: store.Poll{ID: id, State: store.PollDraft, Platform: "test", Maker: "bram", MakerName: "Bram Bakker", Created: o.clock.Now()}, spec: s}
	if err := o.store.Write(o.t.Context(), "", x.save); err != nil {
		o.t.Fatal(err)
	}
	return id
}

func TestTheMenuShowsWhatWaitsForAnAnswer(t *testing.T) {
	o := newOffice(t, 20)
	o.chats["test"].people["gast"] = bot.User{ID: "gast", Name: "Gijs Gast", Lang: bot.NL, Guest: true}
	o.chats["test"].channels["a"] = append(o.chats["test"].channels["a"], "gast")
	if got := o.section("p1", ""); got != "" {
		t.Errorf("without polls the menu says %q", got)
	}
	named, final := yesNo("Kom je naar de borrel op vrijdag in de kantine?"), yesNo("Vertrouw je de top?")
	named.Mode, final.Mode = survey.Named, survey.Final
	named.Closes = o.clock.Now().Add(8 * time.Hour)
	for _, s := range []survey.Spec{named, final} {
		o.ask(s, "a")
	}
	inB := o.ask(yesNo("Werkt dit?"), "b")
	want := `Peilingen die je nog niet hebt beantwoord
“Kom je naar de borrel op vrijdag in de kantine?”, met naam. Kan tot 17.00 uur.
“Vertrouw je de top?”, zonder naam, definitief. Kan tot maandag 30 november 2026, 9.00 uur.
[Beantwoord: Kom je naar de borrel op…]
[Beantwoord: Vertrouw je de top?]
`
	if got := o.section("p1", ""); got != want {
		t.Errorf("p1, who is not in #b, reads\n%s, want\n%s", got, want)
	}
	if got := o.section("p2", ""); !strings.Contains(got, "[Beantwoord: Werkt dit?]") {
		t.Errorf("p2, who is in #b, reads\n%s", got)
	}
	for _, who := range []string{"gast", "vreemde"} {
		if got := o.section(who, ""); got != "" {
			t.Errorf("%s reads\n%s", who, got)
		}
	}
	// An adapter may not have said that somebody is a guest; their profile does.
	unsaid := o.origin("gast", "")
	unsaid.From.Guest = false
	if blocks, err := o.poll.Section(t.Context(), &unsaid); err != nil || blocks != nil {
		t.Errorf("a guest that nobody said is one sees %v, %v", blocks, err)
	}
	// What is answered goes, in every mode; a button brings to the question.
	got := o.press(&bot.Press{Origin: o.origin("p2", ""), Action: "poll.give", Value: inB})
	if !strings.Contains(got, "Werkt dit?") {
		t.Errorf("the button says %q", got)
	}
	o.pick(inB, "p2", "", 0)
	if got := o.section("p2", ""); strings.Contains(got, "Werkt dit?") {
		t.Errorf("after answering the menu still says\n%s", got)
	}
	ids := map[string]string{}
	for _, x := range mustOpen(t, o) {
		ids[x.title()] = x.ID
	}
	o.pick(ids[named.Questions[0].Text], "p2", "", 1)
	o.submit(&bot.Submit{Origin: o.origin("p2", "a"), Action: "poll.answer", State: ids[final.Questions[0].Text], Values: bot.Values{"q0p0": {"0"}}})
	if got := o.section("p2", ""); got != "" {
		t.Errorf("who answered everything reads\n%s", got)
	}
	// Past its end a poll waits for nobody, also before the job that closes it.
	o.clock.Advance(8 * time.Hour)
	if got := o.section("p1", ""); strings.Contains(got, "borrel") {
		t.Errorf("past its end the menu says\n%s", got)
	}
	// Of a poll whose key is missing nobody can tell who answered: it is left out.
	if err := o.keys.Forget(inB); err != nil {
		t.Fatal(err)
	}
	if got := o.section("p4", ""); strings.Contains(got, "Werkt dit?") {
		t.Errorf("without its key the menu says\n%s", got)
	}
}

func mustOpen(t *testing.T, o *office) (all []*poll) {
	t.Helper()
	at := o.origin("nobody", "")
	all, err := o.poll.others(t.Context(), &at)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A platform that cannot say who is in a channel costs what is in that channel,
// and not the menu. It is asked a few times at most, and not again for a while.
func TestTheMenuDoesNotWaitForThePlatform(t *testing.T) {
	o := newOffice(t, 20)
	c := o.chats["test"]
	for i := range 30 {
		name := bot.ChannelID(fmt.Sprint("k", i))
		c.channels[name] = []bot.UserID{"bram", "p1"}
		s := yesNo(fmt.Sprint("Vraag ", i, "?"))
		o.ask(s, string(name))
	}
	o.poll.members = members{}
	c.members = 0
	first := strings.Count(o.section("p1", ""), "“Vraag")
	if c.members != mostLookups || first != mostListed {
		t.Errorf("%d look-ups for one menu that names %d polls", c.members, first)
	}
	for range 3 {
		o.section("p1", "")
	}
	c.members = 0
	if got := o.section("p1", ""); c.members != 0 || !strings.Contains(got, "En nog 20.") {
		t.Errorf("%d look-ups once all is known, and\n%s", c.members, got)
	}
	o.clock.Advance(time.Minute)
	if o.section("vreemde", ""); c.members != 0 {
		t.Errorf("%d look-ups for somebody else", c.members)
	}
	o.poll.members = members{}
	for i := range 30 {
		c.down = append(c.down, bot.ChannelID(fmt.Sprint("k", i)))
	}
	if got := o.section("p1", ""); got != "" {
		t.Errorf("nobody can be looked up, and the menu says\n%s", got)
	}
	// Whoever stands in the channel is in it.
	if got := o.section("p1", "k3"); !strings.Contains(got, "Vraag 3?") || strings.Contains(got, "Vraag 4?") {
		t.Errorf("in #k3 the menu says\n%s", got)
	}
}

func TestTheMenuShowsWhatSomebodyMade(t *testing.T) {
	o := newOffice(t, 20)
	closed := o.ask(yesNo("Dicht?"), "a")
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: closed})
	o.run()
	draft := o.draft(yesNo("Concept?"))
	open := o.ask(yesNo("Open?"), "a")
	later := yesNo("Later?")
	later.Opens = o.clock.Now().Add(24 * time.Hour)
	waits := o.ask(later, "a")
	want := fmt.Sprintf(`Jouw peilingen
“Open?”. Sluit maandag 30 november 2026, 9.00 uur. Nummer %s.
“Later?”. Gaat open op dinsdag 24 november 2026, 9.00 uur. Nummer %s.
“Concept?”. Dit is een concept. Nummer %s.
“Dicht?”. Gesloten op maandag 23 november 2026, 9.00 uur. Nummer %s.
[Beheer: Open?]
[Beheer: Later?]
[Beheer: Concept?]
[Beheer: Dicht?]
`, open, waits, draft, closed)
	if got := o.section("bram", ""); !strings.HasSuffix(got, want) {
		t.Errorf("the maker reads\n%s, want\n%s", got, want)
	}
	if got := o.section("p1", ""); strings.Contains(got, "Jouw") {
		t.Errorf("another reads\n%s", got)
	}
	if got := o.types("bram", "a", "lijst"); !strings.HasSuffix(got, want) {
		t.Errorf("the list says\n%s, want\n%s", got, want)
	}
	// More than fit in a row are in a menu, which does the same.
	o.ask(yesNo("Nog een?"), "a")
	o.ask(survey.Spec{Questions: []survey.Question{{Kind: survey.ENPS}}}, "a")
	if got := o.section("bram", ""); !strings.Contains(got, "Kies een peiling om te beheren") || strings.Contains(got, "[Beheer") {
		t.Errorf("with six polls the maker reads\n%s", got)
	}
	got := o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.manage.one", Choice: open})
	if !strings.Contains(got, "Open?") || !strings.Contains(got, "Sluit nu") {
		t.Errorf("choosing one says\n%s", got)
	}
	if got := o.press(&bot.Press{Origin: o.origin("p3", ""), Action: "poll.give.one", Choice: open}); !strings.Contains(got, "Open?") {
		t.Errorf("choosing one to answer says\n%s", got)
	}
	// What closed long ago is not in the way any more.
	o.wait(15 * 24 * time.Hour)
	if got := o.section("bram", ""); strings.Contains(got, "Dicht?") {
		t.Errorf("after two weeks the maker reads\n%s", got)
	}
}

// Labels fit where they are shown, also of questions that were never typed.
func TestLabelsOfAnOverviewFit(t *testing.T) {
	long := strings.Repeat("ongelooflijk ", 20)
	for n := 1; n <= 7; n += 6 {
		for _, q := range []survey.Question{{Text: long, Kind: survey.YesNo}, {Text: strings.Repeat("x", 300), Kind: survey.Open}, {Kind: survey.ENPS}, {Kind: survey.Mood}} {
			var all []*poll
			for i := range n {
				all = append(all, &poll{Poll: store.Poll{ID: fmt.Sprint("poll", i)}, spec: survey.Spec{Questions: []survey.Question{q}}})
			}
			p := New(Options{})
			for _, blocks := range [][]bot.Block{p.ownBlocks(all, textYours), p.waitingBlocks(all, &bot.Origin{}), p.reviewBlocks(all)} {
				for _, lang := range []bot.Lang{bot.NL, bot.EN} {
					labels(blocks, func(text bot.Text, most int) {
						if s := []rune(text.In(lang, bot.Literal)); len(s) > most || len(s) == 0 {
							t.Errorf("%q has %d characters; at most %d fit", string(s), len(s), most)
						}
					})
				}
			}
		}
	}
}

func labels(blocks []bot.Block, check func(bot.Text, int)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case bot.Buttons:
			for _, x := range b {
				check(x.Label, maxButton)
			}
		case bot.Menu:
			for _, x := range b.Options {
				check(x.Label, maxOptionLabel)
			}
		}
	}
}

// Colleagues of the maker see which open answers wait for them, and whoever
// looks after the bot sees what runs.
func TestTheListForColleagues(t *testing.T) {
	o := newOffice(t, 20)
	s := survey.Spec{Questions: []survey.Question{{Text: "Wat kan beter?", Kind: survey.Open}}}
	id := o.ask(s, "a")
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: id})
	o.run()
	err := o.store.Write(t.Context(), "", func(tx *store.Tx) error {
		_, err := tx.Exec("INSERT INTO poll_text (poll, id, question, text) VALUES ($1, x'01', 0, 'Meer koffie')", id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	running := o.ask(yesNo("Loopt dit?"), "b")
	list := func(who string, roles ...bot.Role) string {
		t.Helper()
		c := &bot.Command{Origin: o.origin(who, "")}
		c.Roles = roles
		r, err := o.poll.list(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		return textOf(r.Private)
	}
	review := "Open antwoorden om na te kijken\n“Wat kan beter?”. Of typ: /peiling nakijken " + id + "\n[Kijk na: Wat kan beter?]\n"
	others := "Open peilingen van anderen\n“Loopt dit?”. Sluit maandag 30 november 2026, 9.00 uur. Nummer " + running + ".\n"
	for _, c := range []struct {
		who            string
		role           bot.Role
		review, others bool
	}{
		{"p1", "", false, false},
		{"p1", bot.Secretary, false, false},
		{"p1", bot.Adviser, true, false},
		{"p1", bot.Admin, true, true},
		{"bram", bot.Adviser, false, false}, // the maker does not look at their own
		{"bram", bot.Admin, false, false},
	} {
		got := list(c.who, c.role)
		if strings.Contains(got, review) != c.review || strings.Contains(got, others) != c.others {
			t.Errorf("%s as %q reads\n%s", c.who, c.role, got)
		}
	}
	if got := list("p1", ""); got != "Er is nu geen peiling die op je antwoord wacht.\n" {
		t.Errorf("p1 reads %q", got)
	}
	x := o.stored(id)
	x.extra.Reviewed = true
	if err := o.store.Write(t.Context(), "", x.save); err != nil {
		t.Fatal(err)
	}
	if got := list("p1", bot.Adviser); strings.Contains(got, "nakijken") {
		t.Errorf("after the look of a colleague another reads\n%s", got)
	}
}
