package poll

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

var better = survey.Question{Text: "Wat kan beter?", Kind: survey.Open}

// openPoll is a closed poll with so many open answers that nobody looked at.
func (o *office) openPoll(id string, n int, words func(int) string) *poll {
	o.t.Helper()
	x := o.closedPoll(id, oneQuestion(better), survey.Outcome{Asked: 2 * n, Answered: n, Questions: []survey.QuestionOutcome{{N: n, Texts: true}}}, nil)
	err := o.store.Write(o.t.Context(), "", func(tx *store.Tx) error {
		for i := range n {
			if err := tx.AddPollText(id, 0, words(i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return x
}

func (o *office) texts(id string) (all []store.PollText) {
	o.t.Helper()
	err := o.store.Read(o.t.Context(), func(r *store.Reader) (err error) { all, err = store.PollTexts(r, id); return err })
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

// pages returns the message with the page that somebody sees now.
func (o *office) reviewPage(who, id string, n int) *bot.Message {
	o.t.Helper()
	e := o.origin(who, "")
	e.Roles = []bot.Role{bot.Adviser}
	reply, err := o.poll.showPage(o.t.Context(), id, n, &e, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	return reply.Private
}

// button is the value of the button with this action.
func button(t *testing.T, m *bot.Message, action string) string {
	t.Helper()
	for _, b := range m.Blocks {
		if row, ok := b.(bot.Buttons); ok {
			for _, x := range row {
				if x.Action == action {
					return x.Value
				}
			}
		}
	}
	t.Fatalf("there is no button %s in\n%s", action, blocksText(m.Blocks, bot.NL))
	return ""
}

// items are the answers on a page.
func items(m *bot.Message) (all []string) {
	for _, b := range m.Blocks {
		if p, ok := b.(bot.Para); ok {
			for _, i := range p.Items {
				all = append(all, i.In(bot.NL, bot.Literal))
			}
		}
	}
	return all
}

// hide fills in numbers in the form that a button opens.
func (o *office) hide(who string, m *bot.Message, numbers string) (string, bot.FieldErrors) {
	o.t.Helper()
	e := &bot.Press{Origin: o.origin(who, ""), Action: "poll.hide", Value: button(o.t, m, "poll.hide")}
	e.Roles = []bot.Role{bot.Adviser}
	reply, err := o.poll.pressHide(o.t.Context(), e)
	if err != nil {
		o.t.Fatal(err)
	}
	if reply.Form == nil {
		return textOf(reply.Private), nil
	}
	if n := len(reply.Form.State); n > 2000 {
		o.t.Errorf("the state of the form is %d bytes", n)
	}
	return o.submit(&bot.Submit{Origin: o.origin(who, ""), Action: "poll.hide", State: reply.Form.State, Values: bot.Values{"numbers": {numbers}}})
}

func TestReview(t *testing.T) {
	o := newOffice(t, 5)
	withAdviser(o)
	o.openPoll("review00", 12, func(i int) string { return fmt.Sprintf("Mening %d van @channel *hier*", i) })

	for who, want := range map[string]string{
		"bram": "De open antwoorden bij je eigen peiling kijkt een ander na",
		"p3":   "Deze peiling is er niet (meer).",
		"p1":   "Open antwoorden bij “Wat kan beter?”.",
		"p2":   "Open antwoorden bij “Wat kan beter?”.",
	} {
		said, _ := o.say(who, "nakijken review00")
		if !strings.Contains(said, want) {
			t.Errorf("%s reads %q, want %q", who, said, want)
		}
		if reads := strings.Contains(said, "Mening"); reads != (who == "p1" || who == "p2") {
			t.Errorf("%s reads the answers: %v", who, reads)
		}
	}
	if said, _ := o.say("p1", "nakijken"); !strings.Contains(said, "wachten open antwoorden") {
		t.Errorf("without a number p1 reads %q", said)
	}
	for who, want := range map[string]string{
		"bram": "De open antwoorden bij je eigen peiling kijkt een ander na", "p3": "Er zijn nu geen open antwoorden die jij kunt nakijken."} {
		if said, _ := o.say(who, "nakijken"); !strings.Contains(said, want) {
			t.Errorf("without a number %s reads %q", who, said)
		}
	}
	if shown := o.shows("review00", "algemeen"); !strings.Contains(shown, "worden nagekeken door een collega") || strings.Contains(shown, "Mening") {
		t.Errorf("before the look the channel reads\n%s", shown)
	}

	m := o.reviewPage("p1", "review00", 0)
	before := items(m)
	for numbers, want := range map[string]string{
		"0": "“0” is dat niet", "13": "“13” is dat niet", "2 en x": "“x” is dat niet", "5-3": "“5-3” is dat niet", " ": "Typ nummers van 1 tot en met 12",
	} {
		if _, errs := o.hide("p1", m, numbers); errs == nil || !strings.Contains(errs["numbers"].In(bot.NL, bot.Literal), want) {
			t.Errorf("%q gives %v, want %q", numbers, errs, want)
		}
	}
	said, errs := o.hide("p1", m, "2, 5 en 7-8")
	if errs != nil || !strings.Contains(said, "4 antwoorden zijn verborgen en gewist.") {
		t.Fatalf("hiding gives %q, %v", said, errs)
	}
	left := o.texts("review00")
	if len(left) != 8 {
		t.Fatalf("%d answers are left", len(left))
	}
	for _, i := range []int{1, 4, 6, 7} {
		words := before[i][strings.Index(before[i], ": ")+2:]
		if slices.ContainsFunc(left, func(t store.PollText) bool { return t.Text == words }) {
			t.Errorf("answer %d is still there", i+1)
		}
	}
	// What was on the screen is not what is there now: the same button does nothing.
	if said, _ := o.hide("p1", m, "1"); !strings.Contains(said, "Er is intussen iets veranderd") || len(o.texts("review00")) != 8 {
		t.Errorf("an old button gives %q", said)
	}
	m2 := o.reviewPage("p1", "review00", 0)
	old := &bot.Press{Origin: o.origin("p2", ""), Action: "poll.pass", Value: button(t, m, "poll.pass")}
	if said := o.press(old); !strings.Contains(said, "Er is intussen iets veranderd") || o.stored("review00").extra.Reviewed {
		t.Errorf("an old button gives %q", said)
	}
	if said := o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.pass", Value: button(t, m2, "poll.pass")}); !strings.Contains(said, "kijkt een ander na") {
		t.Errorf("the maker lets answers through: %q", said)
	}
	if said := o.press(&bot.Press{Origin: o.origin("p1", ""), Action: "poll.pass", Value: button(t, m2, "poll.pass")}); !strings.Contains(said, "8 antwoorden staan nu bij de uitslag.") {
		t.Errorf("letting through gives %q", said)
	}
	o.run()
	shown := o.shows("review00", "algemeen")
	if strings.Count(shown, "Mening ") != 8 || strings.Contains(shown, "worden nagekeken") || !strings.Contains(shown, "bewaard: totalen, en de open antwoorden zonder wie ze schreef.") {
		t.Errorf("after the look the channel reads\n%s", shown)
	}
	if all := o.sentTo("bram"); len(all) == 0 || !strings.Contains(all[len(all)-1], "Een collega heeft de open antwoorden bij “Wat kan beter?” nagekeken. 8 antwoorden staan nu bij de uitslag.") {
		t.Errorf("the maker reads %q", all)
	}
	for _, text := range []string{"nakijken review00"} {
		if said, _ := o.say("p1", text); !strings.Contains(said, "zijn al nagekeken") {
			t.Errorf("%q gives %q", text, said)
		}
	}
	if said := o.press(&bot.Press{Origin: o.origin("p2", ""), Action: "poll.pass", Value: button(t, m2, "poll.pass")}); !strings.Contains(said, "zijn al nagekeken") {
		t.Errorf("letting through twice gives %q", said)
	}
	if log := o.log.String(); strings.Contains(log, "Mening") {
		t.Errorf("an answer is in the log:\n%s", log)
	}
}

// TestReviewHidesAll hides everything: there is nothing left to show, and that
// is said.
func TestReviewHidesAll(t *testing.T) {
	o := newOffice(t, 5)
	withAdviser(o)
	o.openPoll("hideall0", 3, func(i int) string { return fmt.Sprint("Mening ", i) })
	if said, errs := o.hide("p1", o.reviewPage("p1", "hideall0", 0), "1-3"); errs != nil || !strings.Contains(said, "3 antwoorden zijn verborgen en gewist. Er is niets meer over om te laten zien.") {
		t.Errorf("hiding all gives %q, %v", said, errs)
	}
	if shown := o.shows("hideall0", "algemeen"); !strings.Contains(shown, "Er zijn geen open antwoorden om te tonen.") || !strings.Contains(shown, "bewaard: totalen.") {
		t.Errorf("the channel reads\n%s", shown)
	}
}

// TestReviewPages has more and longer answers than fit in one message: each is
// seen once, in an order that says nothing, and only the end lets them through.
func TestReviewPages(t *testing.T) {
	o := newOffice(t, 5)
	withAdviser(o)
	long := strings.Repeat("x", survey.MaxOpenAnswer-10)
	o.openPoll("pages000", 45, func(i int) string {
		if i%3 == 0 {
			return fmt.Sprintf("%03d %s", i, long)
		}
		return fmt.Sprintf("%03d kort", i)
	})
	seen := map[string]bool{}
	inOrder := true
	last := ""
	for n := 0; ; n++ {
		m := o.reviewPage("p1", "pages000", n)
		words := blocksText(m.Blocks, bot.NL)
		if w := weigh(m.Blocks, bot.NL); w > 9500 {
			t.Errorf("page %d weighs %d", n, w)
		}
		for i, item := range items(m) {
			number, text, _ := strings.Cut(item, ": ")
			if want := fmt.Sprint("Antwoord ", len(seen)+1); number != want {
				t.Fatalf("item %d of page %d is %q, want %q", i, n, number, want)
			}
			seen[text[:3]] = true
			inOrder = inOrder && last < text[:3]
			last = text[:3]
		}
		if strings.Contains(words, "[] Laat alle 45 zien") {
			break
		}
		if !strings.Contains(words, "[] Volgende") || strings.Contains(words, "Laat") && !strings.Contains(words, "Lees ze tot het einde") {
			t.Fatalf("page %d does not go on:\n%s", n, words)
		}
		if n > 45 {
			t.Fatal("there is no end")
		}
	}
	if len(seen) != 45 || inOrder {
		t.Errorf("%d answers were seen; in the order in which they came in: %v", len(seen), inOrder)
	}
}

// TestResultTexts shows long answers cut, and not all of many.
func TestResultTexts(t *testing.T) {
	o := newOffice(t, 5)
	o.openPoll("manytext", 60, func(i int) string { return fmt.Sprintf("Mening %02d %s", i, strings.Repeat("lang ", 150)) })
	err := o.store.Write(t.Context(), "", func(tx *store.Tx) error {
		x, err := load(tx, "manytext")
		if err != nil {
			return err
		}
		texts, err := waitingTexts(tx, "manytext")
		if err != nil {
			return err
		}
		e := o.origin("p1", "")
		return o.poll.pass(tx, x, &e, texts)
	})
	if err != nil {
		t.Fatal(err)
	}
	shown := o.shows("manytext", "algemeen")
	if n := strings.Count(shown, "Mening "); n != 20 || !strings.Contains(shown, "En nog 40 antwoorden.") || !strings.Contains(shown, "/peiling export manytext") {
		t.Errorf("%d answers are shown:\n%s", n, shown)
	}
	if _, files := o.say("bram", "export manytext csv"); len(files) != 1 || strings.Count(string(files[0].Data), "Mening ") != 60 {
		t.Error("not all answers are in the export")
	}
}

// TestUnread erases what nobody looked at in time.
func TestUnread(t *testing.T) {
	o := newOffice(t, 5)
	o.openPoll("unread00", 12, func(i int) string { return fmt.Sprint("Mening ", i) })
	o.schedule("poll.report", "unread00")
	o.run()
	if all := o.sentTo("bram"); !strings.Contains(all[len(all)-1], "Er zijn 12 open antwoorden. Een andere adviseur of een beheerder kijkt ze eerst na, tot 11 februari 2027; daarna worden ze gewist. Vraag een collega om te typen: /peiling nakijken unread00") {
		t.Errorf("the maker reads\n%s", all[len(all)-1])
	}
	at, waits, err := o.store.NextJob(t.Context())
	if want := closed.Add(reviewWithin); err != nil || !waits || !at.Equal(want) {
		t.Errorf("the next job is at %v (%v, %v), want %v", at, waits, err, want)
	}
	o.wait(at.Sub(o.clock.Now()))
	if left := o.texts("unread00"); len(left) > 0 {
		t.Errorf("%d answers are left", len(left))
	}
	if shown := o.shows("unread00", "algemeen"); !strings.Contains(shown, "Er zijn geen open antwoorden om te tonen.") {
		t.Errorf("the channel reads\n%s", shown)
	}
}
