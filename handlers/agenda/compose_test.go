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
	"wegwijs/handlers/agenda/outline"
	"wegwijs/store"
)

const theDay = "aic/2027-01-12"

// moment is somebody's event a few days before the meeting.
func moment(who *bot.Origin) bot.Origin {
	o := *who
	o.At = theMeeting.AddDate(0, 0, -5)
	return o
}

func press(who *bot.Origin, value, choice string) *bot.Press {
	return &bot.Press{Origin: moment(who), Value: value, Choice: choice}
}

func (a *Agenda) meetingNow(t *testing.T) (m *meeting) {
	t.Helper()
	a.look(t, func(r *store.Reader) (err error) { m, err = loadMeeting(r, theDay); return err })
	return m
}

func (a *Agenda) itemNow(t *testing.T, id int64) (x *item.Item) {
	t.Helper()
	a.look(t, func(r *store.Reader) (err error) { x, err = load(r, id); return err })
	return x
}

// buttons are the values of the buttons of a reply, by action.
func buttons(r bot.Reply) map[string][]string {
	all := map[string][]string{}
	if r.Private == nil {
		return all
	}
	for _, b := range r.Private.Blocks {
		if row, ok := b.(bot.Buttons); ok {
			for _, x := range row {
				all[x.Action] = append(all[x.Action], x.Value)
			}
		}
	}
	return all
}

// Two who press the same button send one version.
func TestSentOnceByTwoAtOnce(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	before, err := a.pressShare(t.Context(), press(theSecretary, theDay+" final", ""))
	if err != nil {
		t.Fatal(err)
	}
	value := buttons(before)["agenda.sharenow"][0]
	errs := make([]error, 8)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() { _, errs[i] = a.shareNow(t.Context(), press(theSecretary, value, "")) })
	}
	all.Wait()
	sent := 0
	for _, err := range errs {
		var problem *bot.Problem
		switch {
		case err == nil:
			sent++
		case !errors.As(err, &problem):
			t.Error(err)
		}
	}
	a.look(t, func(r *store.Reader) error {
		v, err := versions(r, theDay)
		if sent != 1 || len(v) != 1 {
			t.Errorf("%d were told that it is sent, and there are %d versions", sent, len(v))
		}
		return err
	})
}

// What was looked at is what is sent: what changed meanwhile is shown first.
func TestNotSentWhenItChanged(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	for what, change := range map[string]func(*store.Tx) error{
		"a topic was withdrawn": func(tx *store.Tx) error {
			x, err := load(tx, 2)
			if err == nil {
				_, err = a.act(tx, x, doing{at: theMeeting}, item.Withdraw, "")
			}
			return err
		},
		"a topic says something else": func(tx *store.Tx) error {
			x, err := load(tx, 1)
			if err != nil {
				return err
			}
			x.Ask, x.MembersOnly = "iets anders", true
			return save(tx, x, theMeeting)
		},
		"another secretary took a point off": func(tx *store.Tx) error {
			m, err := loadMeeting(tx, theDay)
			if err != nil {
				return err
			}
			m.plan.Points = m.plan.Points[1:]
			return saveMeeting(tx, m)
		},
	} {
		before, err := a.pressShare(t.Context(), press(theSecretary, theDay+" concept", ""))
		if err != nil {
			t.Fatal(err)
		}
		a.write(t, change)
		value := buttons(before)["agenda.sharenow"][0]
		after, err := a.shareNow(t.Context(), press(theSecretary, value, ""))
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		a.look(t, func(r *store.Reader) error {
			v, err := versions(r, theDay)
			if len(v) != 0 {
				t.Errorf("%s: it was sent all the same", what)
			}
			return err
		})
		if got := buttons(after)["agenda.sharenow"]; len(got) == 0 || got[0] == value {
			t.Errorf("%s: it is not shown again: %v", what, got)
		}
	}
}

// The chair goes on writing while the secretary looks: that stops nothing, and
// the version has it.
func TestSentWhileTheChairWrites(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	before, err := a.pressShare(t.Context(), press(theSecretary, theDay+" concept", ""))
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, func(tx *store.Tx) error {
		x, err := load(tx, 1)
		if err != nil {
			return err
		}
		x.Annotation = "net geschreven"
		return save(tx, x, theMeeting)
	})
	if _, err := a.shareNow(t.Context(), press(theSecretary, buttons(before)["agenda.sharenow"][0], "")); err != nil {
		t.Fatal(err)
	}
	a.look(t, func(r *store.Reader) error {
		v, err := versions(r, theDay)
		if len(v) != 1 || v[0].Items[1].Annotation != "net geschreven" {
			t.Errorf("the versions are %+v", v)
		}
		return err
	})
}

// Many change one agenda at once, and no change is lost.
func TestManyChangeAnAgendaAtOnce(t *testing.T) {
	a, c := aDesk(t)
	const n = 24
	ids := make([]int64, n)
	a.write(t, func(tx *store.Tx) error {
		for i := range n {
			x := item.Item{Committee: "aic", Kind: item.Topic, State: item.Passed, Department: "FIN", Topic: fmt.Sprintf("Onderwerp %02d", i),
				Number: fmt.Sprintf("AIC-2027-%03d", 100+i), Created: theMeeting, By: item.Person{Name: "Alice Jansen"}}
			if err := save(tx, &x, theMeeting); err != nil {
				return err
			}
			ids[i] = x.ID
		}
		return nil
	})
	errs := make([]error, 2*n)
	var all sync.WaitGroup
	for i, id := range ids {
		value := theDay + " " + idText(id)
		all.Go(func() { _, errs[2*i] = a.pressAdd(t.Context(), press(theSecretary, value, "")) })
		all.Go(func() {
			_, errs[2*i+1] = a.submitAnnotate(t.Context(), &bot.Submit{Origin: moment(theSecretary), State: value, Values: bot.Values{"annotation": {"bij " + value}}})
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	m := a.meetingNow(t)
	for _, id := range ids {
		x := a.itemNow(t, id)
		if !slices.ContainsFunc(m.plan.Points, func(p outline.Point) bool { return p.Ref == x.Number }) {
			t.Errorf("%s is not on the agenda", x.Number)
		}
		if x.Annotation != "bij "+theDay+" "+idText(id) {
			t.Errorf("%s has the annotation %q", x.Number, x.Annotation)
		}
	}
	last := m.plan.Points[len(m.plan.Points)-1]
	if want := c.Points[len(c.Points)-1].ID; last.Fixed != want {
		t.Errorf("it ends with %+v, not %s", last, want)
	}
}

// Two who write one annotation do not lose each other's words.
func TestAnnotationOfTwo(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	chair := someone("ineke", "Ineke Postma")
	if _, err := a.pressAnnotate(t.Context(), press(anybody, theDay, "1")); err == nil {
		t.Error("anybody writes annotations")
	}
	a.opt.Committees[0].Chair.Ref = "web:ineke"
	form, err := a.pressAnnotate(t.Context(), press(chair, theDay, "1"))
	if err != nil {
		t.Fatal(err)
	}
	say := func(who *bot.Origin, state, text string) bot.Reply {
		t.Helper()
		reply, err := a.submitAnnotate(t.Context(), &bot.Submit{Origin: moment(who), State: state, Values: bot.Values{"annotation": {text}}})
		if err != nil {
			t.Fatal(err)
		}
		return reply
	}
	say(theSecretary, form.Form.State, "van de secretaris")
	late := say(chair, form.Form.State, "van de voorzitter")
	if got := a.itemNow(t, 1).Annotation; got != "van de secretaris" {
		t.Errorf("it is now %q", got)
	}
	if text := wordsIn(late.Private); !strings.Contains(text, "van de voorzitter") || !strings.Contains(text, "van de secretaris") {
		t.Errorf("who was late reads %s", text)
	}
}

// wordsIn are the paragraphs and notes of a message.
func wordsIn(m *bot.Message) string {
	var b strings.Builder
	for _, block := range m.Blocks {
		switch x := block.(type) {
		case bot.Para:
			b.WriteString(x.Text.In(bot.NL, bot.Literal) + "\n")
			for _, line := range x.Items {
				b.WriteString("- " + line.In(bot.NL, bot.Literal) + "\n")
			}
		case bot.Note:
			b.WriteString(x.Text.In(bot.NL, bot.Literal) + "\n")
		}
	}
	return b.String()
}

// A text that was made of another agenda is not taken, and shown again.
func TestTextOfAnotherAgenda(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	opened, err := a.openText(t.Context(), press(theSecretary, theDay, ""))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.pressOff(t.Context(), press(theSecretary, theDay+" 2", "")); err != nil {
		t.Fatal(err)
	}
	was := a.meetingNow(t).plan.Points
	typed := opened.Form.Fields[0].Value[0] + "\nIets wat ik er zelf bij typte"
	reply, err := a.submitText(t.Context(), &bot.Submit{Origin: moment(theSecretary), State: opened.Form.State, Values: bot.Values{"text1": {typed}}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(a.meetingNow(t).plan.Points, was) {
		t.Error("it was taken over")
	}
	if text := wordsIn(reply.Private); !strings.Contains(text, "Iets wat ik er zelf bij typte") {
		t.Errorf("what was typed is lost: %s", text)
	}
	// What does not change the agenda does not stop it: somebody cannot come.
	opened, _ = a.openText(t.Context(), press(theSecretary, theDay, ""))
	a.write(t, func(tx *store.Tx) error {
		m, err := loadMeeting(tx, theDay)
		if err != nil {
			return err
		}
		m.plan.Apologies = append(m.plan.Apologies, apology{Name: "Max de Vries"})
		return saveMeeting(tx, m)
	})
	if _, err := a.submitText(t.Context(), &bot.Submit{Origin: moment(theSecretary), State: opened.Form.State, Values: bot.Values{"text1": {"Opening\nNieuw punt"}}}); err != nil {
		t.Fatal(err)
	}
	if got := a.meetingNow(t).plan.Points; len(got) != 2 {
		t.Errorf("the agenda is %+v", got)
	}
}

// Faults stand at the field in which the line is, also when others are empty or
// begin with empty lines.
func TestFaultsAtTheirField(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	opened, err := a.openText(t.Context(), press(theSecretary, theDay, ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		parts []string
		want  []string
	}{
		{[]string{"\n\nOpening\nX [AIC-1999-001]", "Sluiting"}, []string{"text1"}},
		{[]string{"Opening", "\nX (veel min)\nY"}, []string{"text2"}},
		{[]string{"Opening", "", "X (900 min)"}, []string{"text3"}},
		{[]string{"X (veel min)", "Y", "Z (weinig min)"}, []string{"text1", "text3"}},
		{[]string{"", "", ""}, []string{"text1"}},
	} {
		values := bot.Values{}
		for i, part := range c.parts {
			values[fmt.Sprintf("text%d", i+1)] = []string{part}
		}
		_, err := a.submitText(t.Context(), &bot.Submit{Origin: moment(theSecretary), State: opened.Form.State, Values: values})
		var wrong bot.FieldErrors
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", c.parts, err)
			continue
		}
		var got []string
		for name := range wrong {
			got = append(got, name)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: faults at %v, want %v", c.parts, got, c.want)
		}
	}
	many := strings.Repeat("X (veel min)\n", 100)
	_, err = a.submitText(t.Context(), &bot.Submit{Origin: moment(theSecretary), State: opened.Form.State, Values: bot.Values{"text1": {many}}})
	var wrong bot.FieldErrors
	if !errors.As(err, &wrong) || len(wrong["text1"].In(bot.NL, bot.Literal)) > 1000 {
		t.Errorf("of a hundred faults: %v", err)
	}
}

// What an edited agenda leaves out is asked about until it is settled.
func TestMissingUntilSettled(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	a.sent(t, c, false)
	take := func(text string) {
		t.Helper()
		o := moment(theSecretary)
		if _, faults, err := a.takeText(t.Context(), &o, c, theDay, text, ""); err != nil || faults != nil {
			t.Fatal(err, faults)
		}
	}
	asked := func() []int64 { return a.meetingNow(t).plan.Missing }
	take("Opening")
	if got := asked(); !slices.Equal(got, []int64{1, 2}) {
		t.Fatalf("asked about %v", got)
	}
	take("Opening\nBesloten zaak")
	if got := asked(); !slices.Equal(got, []int64{1}) {
		t.Errorf("when one is back, asked about %v", got)
	}
	now := a.meetingNow(t)
	a.look(t, func(r *store.Reader) error {
		desk, err := a.tableOf(r, c, now)
		if !slices.ContainsFunc(desk.rest, func(x *item.Item) bool { return x.ID == 1 }) {
			t.Error("what stood on the agenda that was sent is nowhere any more")
		}
		return err
	})
	// Who brought it withdraws it before the secretary answers.
	a.write(t, func(tx *store.Tx) error {
		x, err := load(tx, 1)
		if err == nil {
			_, err = a.act(tx, x, doing{at: theMeeting}, item.Withdraw, "")
		}
		return err
	})
	if _, err := a.pressMissing(t.Context(), press(theSecretary, theDay+" hold", "")); err != nil {
		t.Fatal(err)
	}
	if x := a.itemNow(t, 1); x.State != item.Withdrawn || len(asked()) != 0 {
		t.Errorf("it is %s, and asked about %v", x.State, asked())
	}
}

// An agenda follows what a member changes, but not where the secretary wrote
// other words.
func TestAgendaFollowsItsTopics(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t) // the first topic has other words and minutes there
	for id := range int64(2) {
		a.write(t, func(tx *store.Tx) error {
			x, err := load(tx, id+1)
			if err != nil {
				return err
			}
			was := *x
			x.Topic, x.Minutes = "Andere woorden", 25
			if err := save(tx, x, theMeeting); err != nil {
				return err
			}
			return a.follow(tx, c, &was, x, theMeeting.Add(-time.Hour))
		})
	}
	points := a.meetingNow(t).plan.Points
	if p := points[1]; p.Title != "Het nieuwe intranet" || p.Minutes != 20 {
		t.Errorf("the secretary's own words became %+v", p)
	}
	if p := points[2]; p.Title != "Andere woorden" || p.Minutes != 25 || !p.Sub {
		t.Errorf("the other is %+v", p)
	}
}

// A topic takes the place of the one that is merged into it, and everybody who
// brought one of the two hears it.
func TestMergingKeepsThePlace(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	if _, err := a.pressMergeInto(t.Context(), press(theSecretary, theDay+" 2", "3")); err != nil {
		t.Fatal(err)
	}
	if p := a.meetingNow(t).plan.Points; p[2].Ref != "AIC-2027-003" || !p[2].Sub {
		t.Errorf("the agenda is %+v", p)
	}
	if x := a.itemNow(t, 3); !x.MembersOnly {
		t.Error("what was for members only is for everybody now")
	}
	for _, into := range []string{"2", "3", "4", "77", "-1", ""} { // merged already, itself, declined, not there
		if _, err := a.pressMergeInto(t.Context(), press(theSecretary, theDay+" 3", into)); err == nil {
			t.Errorf("merged into %q", into)
		}
	}
}

// What a platform sends of a button that was made up is no item, and no panic.
func TestValuesThatAreNone(t *testing.T) {
	a, _ := aDesk(t)
	a.compose(t)
	for _, value := range []string{"", " ", "aic/2027-01-12", "x y z w v", "aic/2027-01-12 999", "aic/1999-01-01 1", "aic/2027-01-12 1 2 3 4", "\x00", strings.Repeat("9 ", 900)} {
		for _, do := range []func() (bot.Reply, error){
			func() (bot.Reply, error) { return a.shareNow(t.Context(), press(theSecretary, value, "")) },
			func() (bot.Reply, error) { return a.pressMergeInto(t.Context(), press(theSecretary, value, "x")) },
			func() (bot.Reply, error) { return a.pressAnnotate(t.Context(), press(anybody, value, "1")) },
			func() (bot.Reply, error) { return a.pressOff(t.Context(), press(theMember, value, "")) },
			func() (bot.Reply, error) { return a.pressMissing(t.Context(), press(theRequester, value, "")) },
			func() (bot.Reply, error) {
				return a.submitText(t.Context(), &bot.Submit{Origin: moment(anybody), State: value})
			},
		} {
			_, err := do()
			var problem *bot.Problem
			if err == nil || !errors.As(err, &problem) {
				t.Errorf("%.20q: %v", value, err)
			}
		}
	}
}

// What stood under a point that goes stands on its own then.
func TestAnAgendaWithoutAPoint(t *testing.T) {
	a := outline.Point{Ref: "a"}
	b := outline.Point{Ref: "b"}
	under := func(ref string) outline.Point { return outline.Point{Ref: ref, Sub: true} }
	for _, c := range []struct {
		gone         string
		points, want []outline.Point
	}{
		{"b", []outline.Point{a, b, under("c"), under("d")}, []outline.Point{a, {Ref: "c"}, {Ref: "d"}}},
		{"c", []outline.Point{a, b, under("c"), under("d")}, []outline.Point{a, b, under("d")}},
		{"a", []outline.Point{a, b, under("c")}, []outline.Point{b, under("c")}},
		{"b c", []outline.Point{a, b, under("c"), under("d")}, []outline.Point{a, {Ref: "d"}}},
		{"a b c", []outline.Point{a, b, under("c")}, nil},
		{"", nil, nil},
	} {
		gone := strings.Fields(c.gone)
		if got := pointsWithout(c.points, func(p outline.Point) bool { return slices.Contains(gone, p.Ref) }); !slices.Equal(got, c.want) {
			t.Errorf("without %q: %+v, want %+v", c.gone, got, c.want)
		}
	}
}
