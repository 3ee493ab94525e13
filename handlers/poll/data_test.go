package poll

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// mine is what somebody reads about themselves.
func (o *office) mine(who, channel string) string {
	o.t.Helper()
	at := o.origin(who, channel)
	lines, err := o.poll.Mine(o.t.Context(), &at)
	if err != nil {
		o.t.Fatal(err)
	}
	return textOf(bot.Say(bot.Para{Items: lines}))
}

func (o *office) erase(who string) (done, kept string) {
	o.t.Helper()
	at := o.origin(who, "a")
	d, k, refresh, err := o.poll.Erase(o.t.Context(), &at)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, key := range refresh {
		o.router.Refresh(key)
	}
	return textOf(bot.Say(bot.Para{Items: d})), textOf(bot.Say(bot.Para{Items: k}))
}

// five opens a poll in each mode by bram, and one with names that is closed;
// everybody from p1 to p12 answers yes to all.
type five struct{ named, unnamed, final, closed string }

func (o *office) five() (f five) {
	o.t.Helper()
	for _, c := range []struct {
		id       *string
		question string
		mode     survey.Mode
	}{{&f.closed, "Was je er?", survey.Named}, {&f.named, "Kom je?", survey.Named}, {&f.unnamed, "Werkt dit?", survey.Unnamed}, {&f.final, "Vertrouw je dit?", survey.Final}} {
		s := yesNo(c.question)
		s.Mode = c.mode
		*c.id = o.ask(s, "a")
		for i := 1; i <= 12; i++ {
			o.submit(&bot.Submit{Origin: o.origin(name(i), "a"), Action: "poll.answer", State: *c.id, Values: bot.Values{"q0p0": {"0"}}})
		}
		o.clock.Advance(time.Minute)
	}
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: f.closed})
	o.run()
	return f
}

func name(i int) string { return "p" + string(bot.Number(i).In(bot.NL, bot.Literal)) }

func TestWhatPollsHoldOfSomebody(t *testing.T) {
	o := newOffice(t, 20)
	f := o.five()
	want := `Je antwoordde definitief op “Vertrouw je dit?”. Alleen dát je antwoordde is bewaard, tot sluiting: maandag 30 november 2026, 9.03 uur. Welk antwoord van jou is, kan Wegwijs niet zien.
Je antwoordde zonder naam op “Werkt dit?”: Ja. Dat wordt gewist bij sluiting: maandag 30 november 2026, 9.02 uur.
Je antwoordde met naam op “Kom je?”: Ja. Dat wordt gewist op 28 februari 2027.
Je antwoordde met naam op “Was je er?”: Ja. Dat wordt gewist op 21 februari 2027.
`
	if got := o.mine("p3", "a"); got != want {
		t.Errorf("in a channel p3 reads\n%s, want\n%s", got, want)
	}
	// A direct conversation stays: what was answered without a name is not said in it.
	got := o.mine("p3", "")
	if strings.Contains(got, "“Werkt dit?”: Ja") || !strings.Contains(got, "Je antwoordde zonder naam op “Werkt dit?”. Je antwoord wordt gewist bij sluiting") || !strings.Contains(got, "zeg ik hier niet") {
		t.Errorf("directly p3 reads\n%s", got)
	}
	if got := o.mine("p15", "a"); got != "" {
		t.Errorf("who answered nothing reads\n%s", got)
	}
	draft := o.draft(yesNo("Concept?"))
	if got := o.mine("bram", "a"); !strings.Contains(got, "Je maakte het concept “Concept?”. Alleen jij ziet het. Nummer "+draft+".") || !strings.Contains(got, "Je maakte de peiling “Kom je?”, nummer "+f.named+".") {
		t.Errorf("the maker reads\n%s", got)
	}
	// After closing nothing is left of who answered without a name.
	for _, id := range []string{f.unnamed, f.final} {
		o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: id})
	}
	o.run()
	if got := o.mine("p3", "a"); strings.Contains(got, "zonder naam") || strings.Contains(got, "definitief") {
		t.Errorf("after closing p3 reads\n%s", got)
	}
	open := o.ask(yesNo("Zonder sleutel?"), "a")
	if err := o.keys.Forget(open); err != nil {
		t.Fatal(err)
	}
	if got := o.mine("p3", "a"); !strings.Contains(got, "Of je antwoordde op “Zonder sleutel?” kan ik nu niet zien") {
		t.Errorf("without a key p3 reads\n%s", got)
	}
}

func TestErasingWhatPollsHoldOfSomebody(t *testing.T) {
	o := newOffice(t, 20)
	f := o.five()
	done, kept := o.erase("p3")
	if want := `Je antwoord op “Werkt dit?” en “Kom je?”. Het telt niet mee in de uitslag.
Je naam en je antwoord bij “Was je er?”. De totalen van de uitslag blijven.
`; done != want {
		t.Errorf("erased\n%s, want\n%s", done, want)
	}
	if !strings.HasPrefix(kept, "Je definitieve antwoord op “Vertrouw je dit?”: een definitief antwoord is niet aan jou te koppelen") ||
		!strings.Contains(kept, "De totalen van gesloten peilingen") {
		t.Errorf("kept\n%s", kept)
	}
	for id, want := range map[string]int{f.named: 11, f.unnamed: 11, f.final: 12, f.closed: 12} {
		if n := o.stored(id).Answered; n != want {
			t.Errorf("%s counts %d answers, want %d", o.stored(id).title(), n, want)
		}
	}
	if got := o.mine("p3", "a"); strings.Contains(got, "Ja") || strings.Count(got, "\n") != 1 {
		t.Errorf("after erasing p3 reads\n%s", got)
	}
	if got := o.mine("p4", "a"); strings.Count(got, "\n") != 4 {
		t.Errorf("p4, who erased nothing, reads\n%s", got)
	}
	// Erased once more, there is nothing. Answering again is possible.
	if done, _ := o.erase("p3"); done != "" {
		t.Errorf("a second time it erased\n%s", done)
	}
	if got := o.pick(f.unnamed, "p3", "a", 1); !strings.Contains(got, "Opgeslagen: Nee.") {
		t.Errorf("answering again: %q", got)
	}
	if n := o.stored(f.unnamed).Answered; n != 12 {
		t.Errorf("%d answers", n)
	}
}

// Soon not a byte of it is in any file.
func TestWhatIsErasedCannotBeRead(t *testing.T) {
	o := newOffice(t, 20)
	o.five()
	everything := func() []byte {
		t.Helper()
		var all []byte
		files, err := filepath.Glob(filepath.Join(o.dir, "w.db*"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, data...)
		}
		return all
	}
	if !bytes.Contains(everything(), []byte("Persoon 12")) || !bytes.Contains(everything(), []byte("Persoon 11")) {
		t.Fatal("names are not in the files to begin with")
	}
	o.erase("p12")
	o.wait(2 * time.Second)
	for _, trace := range []string{"Persoon 12", "test|p12"} {
		if bytes.Contains(everything(), []byte(trace)) {
			t.Errorf("%q can still be read", trace)
		}
	}
	if !bytes.Contains(everything(), []byte("Persoon 11")) {
		t.Error("a colleague is gone too")
	}
}

func TestErasingWhoMadeAPoll(t *testing.T) {
	o := newOffice(t, 20)
	f := o.five()
	draft := o.draft(yesNo("Concept?"))
	review := o.ask(survey.Spec{Questions: []survey.Question{{Text: "Wat kan beter?", Kind: survey.Open}}}, "a")
	o.press(&bot.Press{Origin: o.origin("bram", "a"), Action: "poll.close", Value: review})
	o.run()
	err := o.store.Write(t.Context(), "", func(tx *store.Tx) error {
		_, err := tx.Exec("INSERT INTO poll_text (poll, id, question, text) VALUES ($1, x'01', 0, 'Meer koffie')", review)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	done, kept := o.erase("bram")
	if want := "Je concept “Concept?”.\nDat jij “Was je er?” maakte. De uitslag blijft; jij kunt er niets meer mee doen.\n"; done != want {
		t.Errorf("erased\n%s, want\n%s", done, want)
	}
	for _, want := range []string{
		"Dat jij “Vertrouw je dit?”, “Werkt dit?” en “Kom je?” maakte: zolang een peiling loopt, moet iemand haar kunnen sluiten.",
		"Dat jij “Wat kan beter?” maakte: een ander dan de maker moet de open antwoorden nog nakijken.",
	} {
		if !strings.Contains(kept, want) {
			t.Errorf("kept\n%s, want %s", kept, want)
		}
	}
	if x := o.stored(f.closed); x.Maker != "" || x.MakerName != "" || x.State != store.PollClosed || len(x.Result) == 0 {
		t.Errorf("the closed poll is %+v", x.Poll)
	}
	if x := o.stored(f.named); x.Maker != "bram" {
		t.Error("nobody can close the open poll any more")
	}
	if _, err := o.poll.read(t.Context(), draft); !noPoll(err) {
		t.Errorf("the draft is there: %v", err)
	}
	err = o.store.Read(t.Context(), func(r *store.Reader) error {
		var jobs, words int
		if err := r.QueryRow("SELECT count(*) FROM job WHERE person = 'bram' AND key LIKE $1", f.closed+"%").Scan(&jobs); err != nil {
			return err
		}
		err := r.QueryRow("SELECT count(*) FROM poll WHERE id = $1 AND (maker <> '' OR maker_name <> '' OR CAST(spec AS TEXT) LIKE '%Concept%')", draft).Scan(&words)
		if jobs != 0 || words != 0 {
			t.Errorf("%d jobs still name the maker; of the draft is left %d", jobs, words)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// What was scheduled for it still happens.
	o.wait(100 * 24 * time.Hour)
	if got := o.mine("p3", "a"); o.stored(f.closed).extra.Nameless.IsZero() || strings.Contains(got, "Was je er?") {
		t.Errorf("names are still there after their time:\n%s", got)
	}
	// Closed by now and with nothing to wait for, the rest goes too.
	x := o.stored(review)
	x.extra.Reviewed, x.extra.Reviewer = true, "test/p15"
	if err := o.store.Write(t.Context(), "", x.save); err != nil {
		t.Fatal(err)
	}
	if got := o.mine("p15", "a"); got != "Je keek de open antwoorden na van “Wat kan beter?”.\n" {
		t.Errorf("who looked reads\n%s", got)
	}
	if done, _ := o.erase("p15"); done != "Dat jij de open antwoorden nakeek van “Wat kan beter?”.\n" {
		t.Errorf("erased of who looked\n%s", done)
	}
	if x := o.stored(review); x.extra.Reviewer != "" || !x.extra.Reviewed {
		t.Errorf("the look of a colleague is now %+v", x.extra)
	}
	if done, kept := o.erase("bram"); !strings.Contains(done, "“Wat kan beter?”") || strings.Contains(kept, "maakte") {
		t.Errorf("erased\n%skept\n%s", done, kept)
	}
	if got := o.mine("bram", "a"); got != "" {
		t.Errorf("in the end the maker reads\n%s", got)
	}
}

// The page says how polls are set up, and when they are off.
func TestThePrivacyPageIsOfTheConfiguration(t *testing.T) {
	on := Options{Purpose: "weten hoe het gaat.", LegalBasis: "gerechtvaardigd belang", Rules: survey.Rules{MinAnswers: 7, MinGroup: 25}, NamesFor: 30 * 24 * time.Hour}
	with := func(change func(*Options)) Options { o := on; change(&o); return o }
	for _, c := range []struct {
		name     string
		opt      Options
		has, not []string
	}{
		{"as it is set up", on,
			[]string{"Doel: weten hoe het gaat. Grondslag: gerechtvaardigd belang.\n", "er is geen besluit ingevuld", "ten minste 7 antwoorden uit een groep van ten minste 25 mensen",
				"30 dagen na sluiting", "minder dan 7 antwoorden", "open antwoorden zonder naam worden alleen bewaard bij ten minste 10", "communicatieadviseurs en beheerders van wegwijs."},
			[]string{"beheert", "staan uit"}},
		{"with a works council", with(func(o *Options) { o.Consent = Consent{"2026-10-01", "OR 2026-17"} }), []string{"Ondernemingsraad: OR 2026-17, 1 oktober 2026."}, []string{"geen besluit"}},
		{"with only its date", with(func(o *Options) { o.Consent.Date = "vorige week" }), []string{"Ondernemingsraad: vorige week."}, nil},
		{"with keepers", with(func(o *Options) { o.KeepersCreate = true }), []string{"Ook wie een kanaal beheert"}, nil},
		{"open answers follow a higher minimum", with(func(o *Options) { o.Rules.MinAnswers = 12 }), []string{"alleen bewaard bij ten minste 12"}, nil},
		{"off", with(func(o *Options) { o.LegalBasis = " " }), []string{"Peilingen staan uit", "Een concept"}, []string{"Doel:", "leidinggevende"}},
	} {
		p := New(c.opt)
		var items []bot.Text
		items = append(items, p.Stored()...)
		for _, a := range p.Asked() {
			items = append(items, a[0], a[1])
		}
		got := strings.ToLower(textOf(bot.Say(bot.Para{Items: items})))
		for _, want := range c.has {
			if !strings.Contains(got, strings.ToLower(want)) {
				t.Errorf("%s: the page does not say %q:\n%s", c.name, want, got)
			}
		}
		for _, bad := range append(c.not, "100 %", "anoniem", "niemand kan ooit", "geen persoonsgegevens") {
			if strings.Contains(got, strings.ToLower(bad)) {
				t.Errorf("%s: the page says %q:\n%s", c.name, bad, got)
			}
		}
	}
}
