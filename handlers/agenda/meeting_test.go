package agenda

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

const (
	decemberMeeting = "aic/2026-12-08"
	januaryMeeting  = "aic/2027-01-12"
)

// first is the committee that a desk of meetings is about.
func (d *desk) first() committee.Committee { return d.opt.Committees[0] }

// meeting reads a meeting.
func (d *desk) meeting(id string) (m *meeting) {
	d.Helper()
	if err := d.opt.Store.Read(d.Context(), func(r *store.Reader) (err error) { m, err = loadMeeting(r, id); return err }); err != nil {
		d.Fatal(err)
	}
	return m
}

// item reads an item.
func (d *desk) item(id int64) (x *item.Item) {
	d.Helper()
	if err := d.opt.Store.Read(d.Context(), func(r *store.Reader) (err error) { x, err = load(r, id); return err }); err != nil {
		d.Fatal(err)
	}
	return x
}

// onAgenda brings topics, puts them on the agenda of December, and shares it.
func (d *desk) onAgenda(topics ...string) (all []*item.Item) {
	d.Helper()
	for _, topic := range topics {
		x := &item.Item{Committee: "aic", Kind: item.Topic, Department: "FIN", Topic: topic, Ask: "Wat vinden jullie?", By: item.Person{Platform: "plain", ID: "alice", Name: "alice"}}
		d.write(func(tx *store.Tx) error {
			if err := d.submit(tx, d.first(), x, doing{who: x.By, at: d.now}); err != nil {
				return err
			}
			_, err := d.act(tx, x, doing{at: d.now}, item.Pass, "")
			return err
		})
		all = append(all, x)
	}
	d.write(func(tx *store.Tx) error {
		m, err := loadMeeting(tx, decemberMeeting)
		if err != nil {
			return err
		}
		for _, x := range all {
			m.plan.Points = append(m.plan.Points, outline.Point{Ref: x.Number, Title: x.Topic, Minutes: 10})
		}
		if err := saveMeeting(tx, m); err != nil {
			return err
		}
		_, err = d.makeVersion(tx, d.first(), m, true, doing{at: d.now})
		return err
	})
	for i, x := range all {
		all[i] = d.item(x.ID)
	}
	return all
}

// day does what the morning of a day asks for, and returns who hears what.
func (d *desk) day(on committee.Day) (all []string) {
	d.Helper()
	at, err := on.At(morning, d.opt.Zone)
	if err != nil {
		d.Fatal(err)
	}
	d.now = at
	if err := d.dayOfDeadlines(d.Context(), d.first(), &bot.Due{Origin: bot.Origin{ID: "job-" + string(on), At: at}}); err != nil {
		d.Fatal(err)
	}
	return d.heard()
}

// heard are the notices that wait now: "Sien Visser: closed".
func (d *desk) heard() (all []string) {
	d.Helper()
	for _, n := range d.jobs() {
		who := nameOf(n.Who)
		if who == "" {
			who = n.To.Name
		}
		if n.What != "" {
			all = append(all, who+": "+n.What)
		}
	}
	slices.Sort(all)
	return all
}

func (d *desk) days(from, until committee.Day) map[committee.Day][]string {
	d.Helper()
	all := map[committee.Day][]string{}
	for day := from; day <= until; day = day.Add(1) {
		if got := d.day(day); len(got) > 0 {
			all[day] = got
		}
	}
	return all
}

func wantDays(t *testing.T, got, want map[committee.Day][]string) {
	t.Helper()
	for day, all := range want {
		if !slices.Equal(got[day], all) {
			t.Errorf("on %s %q is heard, want %q", day, got[day], all)
		}
	}
	for day, all := range got {
		if want[day] == nil {
			t.Errorf("on %s %q is heard, want nothing", day, all)
		}
	}
}

// TestWhoIsRemindedOn: what is not done is reminded of, once, and what is done is not.
func TestWhoIsRemindedOn(t *testing.T) {
	d := newSeated(t)
	wantDays(t, d.days("2026-11-14", "2026-12-14"), map[committee.Day][]string{
		"2026-11-17": {"Fatima El Amrani: call", "Greetje Dijkstra: call", "Ineke Postma: call", "Joost Kuipers: call", "Max de Vries: call", "Yusuf Demir: call"},
		"2026-11-27": {"Sien Visser: closed"},
		"2026-11-30": {"Sien Visser: draft"},
		"2026-12-01": {"Sien Visser: send"},
	})

	d = newSeated(t)
	d.onAgenda("Intranet")
	d.jobs()
	wantDays(t, d.days("2026-11-24", "2026-12-11"), map[committee.Day][]string{
		"2026-11-27": {"Sien Visser: closed"},
		"2026-12-09": {"Sien Visser: decisions"},
		"2026-12-11": {"Sien Visser: feedback"},
	})
	if m := d.meeting(decemberMeeting); m.State != meetingHeld {
		t.Errorf("a week later the meeting is %s", m.State)
	}
	l, err := d.notices["feedback"](t.Context(), notice{What: "feedback", Committee: "aic", Meeting: decemberMeeting, Extra: "2026-12-08", Who: d.first().Secretary}, d.now)
	if err != nil || l == nil {
		t.Fatal(l, err)
	}
	if !strings.Contains(said(l.Message), "Intranet") {
		t.Errorf("%q does not say whose topic it is", said(l.Message))
	}

	d = newSeated(t)
	x := d.onAgenda("Intranet")[0]
	d.now = time.Date(2026, 12, 8, 12, 0, 0, 0, d.opt.Zone)
	d.outcome(x, bot.Values{"what": {"Mooi plan."}})
	if _, err := d.press(d.sendDecisions, "sien", fmt.Sprintf("%s %d", decemberMeeting, d.meeting(decemberMeeting).Rev)); err != nil {
		t.Fatal(err)
	}
	d.jobs()
	wantDays(t, d.days("2026-12-09", "2026-12-16"), map[committee.Day][]string{}) // all is done
}

// TestRemindersAfterAWeekOfSilence: what still helps is said, with the day it was
// for; what does not is not.
func TestRemindersAfterAWeekOfSilence(t *testing.T) {
	d := newSeated(t)
	d.day("2026-11-25")
	if got, want := d.day("2026-12-02"), []string{"Sien Visser: draft", "Sien Visser: send"}; !slices.Equal(got, want) {
		t.Errorf("after a week %q is heard, want %q", got, want)
	}
	if got := d.day("2026-12-02"); len(got) > 0 {
		t.Errorf("the same day again: %q", got)
	}
	n := notice{What: "send", Committee: "aic", Meeting: decemberMeeting, Extra: "2026-12-08", Who: d.first().Secretary}
	l, err := d.notices["send"](t.Context(), n, d.now)
	if err != nil || !strings.Contains(said(l.Message), "De dag hiervoor was dinsdag 1 december 2026") {
		t.Errorf("%v: %q does not say that it is late", err, said(l.Message))
	}
	d = newSeated(t)
	if got := d.day("2026-12-20"); len(got) > 0 {
		t.Errorf("long after the meeting %q is heard", got)
	}
}

// TestMovedMeeting: days move along, what was reminded of is reminded of again,
// what waits about the old day is not said, and calendars know it as the same.
func TestMovedMeeting(t *testing.T) {
	d := newSeated(t)
	d.onAgenda("Intranet")
	d.jobs()
	d.day("2026-11-27")
	before := d.meeting(decemberMeeting)
	move := bot.Values{"day": {"2026-12-15"}, "time": {"10.00"}, "minutes": {"90"}, "place": {"Zaal 3"}, "why": {"ziekte"}}
	s := &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: move}
	if _, err := d.submitMove(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	after := d.meeting(decemberMeeting)
	if after.ID != before.ID || after.Sequence != before.Sequence+1 || after.day() != "2026-12-15" || after.plan.Was != "2026-12-08" {
		t.Errorf("moved, it is %+v", after)
	}
	heard := d.heard()
	for _, who := range []string{"Max de Vries: moved", "Ineke Postma: moved", "alice: moved"} {
		if !slices.Contains(heard, who) {
			t.Errorf("%q is not heard: %q", who, heard)
		}
	}
	old := notice{What: "closed", Committee: "aic", Meeting: decemberMeeting, Extra: "2026-12-08", Who: d.first().Secretary}
	if l, err := d.notices["closed"](t.Context(), old, d.now); l != nil || err != nil {
		t.Errorf("what is about the old day is said: %v %v", l, err)
	}
	wantDays(t, d.days("2026-11-30", "2026-12-08"), map[committee.Day][]string{"2026-12-04": {"Sien Visser: closed"}})

	// Twice the same is nothing; on a day that is taken it stays where it is.
	again := &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: move}
	if r, err := d.submitMove(t.Context(), again); err != nil || !strings.Contains(said(r.Private), "niets veranderd") || len(d.heard()) > 0 {
		t.Errorf("the same again: %v %q", err, said(r.Private))
	}
	taken := &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: bot.Values{"day": {"2027-01-12"}, "time": {"10.00"}, "minutes": {"90"}}}
	var wrong bot.FieldErrors
	if _, err := d.submitMove(t.Context(), taken); !errors.As(err, &wrong) || wrong["day"] == nil || d.meeting(decemberMeeting).day() != "2026-12-15" {
		t.Errorf("to a day that is taken: %v", err)
	}
	// The series does not plan the old day again.
	if err := d.Start(t.Context(), d.now); err != nil {
		t.Fatal(err)
	}
	if m := d.meeting(decemberMeeting); m.day() != "2026-12-15" {
		t.Errorf("after a restart it is on %s", m.day())
	}
}

// TestEverybodyHearsOfAMove: also who joined a topic of somebody else, each once.
func TestEverybodyHearsOfAMove(t *testing.T) {
	d := newSeated(t)
	all := d.onAgenda("Intranet", "Podcasts", "Rijkshuisstijl")
	koen := item.Person{Platform: "plain", ID: "koen", Name: "koen"}
	d.write(func(tx *store.Tx) error {
		for _, x := range all[1:] { // the second one is of somebody who brought the first one too
			x.Also = append(x.Also, koen)
			if err := save(tx, x, d.now); err != nil {
				return err
			}
		}
		return nil
	})
	d.jobs()
	s := &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: bot.Values{"day": {"2026-12-15"}, "time": {"10.00"}, "minutes": {"90"}}}
	if _, err := d.submitMove(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	heard := d.heard()
	for _, who := range []string{"alice: moved", "koen: moved"} {
		if n := len(slices.DeleteFunc(slices.Clone(heard), func(s string) bool { return s != who })); n != 1 {
			t.Errorf("%q is heard %d times: %q", who, n, heard)
		}
	}
}

// TestOtherHoursAreTold: a meeting that people count on does not change its time
// or place unheard, and one nobody was called to is arranged in silence.
func TestOtherHoursAreTold(t *testing.T) {
	d := newSeated(t)
	d.onAgenda("Intranet")
	d.jobs()
	change := func(id, at, place string) string {
		t.Helper()
		r, err := d.submitDetails(t.Context(), &bot.Submit{Origin: d.by("sien"), State: id, Values: bot.Values{"time": {at}, "minutes": {"90"}, "place": {place}}})
		if err != nil {
			t.Fatal(err)
		}
		return said(r.Private)
	}
	answer := change(decemberMeeting, "10.00", "Zaal 3")
	if heard := d.heard(); !slices.Contains(heard, "Max de Vries: changed") || !slices.Contains(heard, "alice: changed") || !strings.Contains(answer, "horen dat") {
		t.Errorf("heard: %q; the secretary: %q", heard, answer)
	}
	n := notice{What: noticeChanged, Committee: "aic", Meeting: decemberMeeting, Extra: "1", Who: d.first().Secretary}
	l, err := d.tellMoved(t.Context(), n, d.now)
	if err != nil || !strings.Contains(said(l.Message), "10.00–11.30 uur") || !strings.Contains(said(l.Message), "Zaal 3") {
		t.Errorf("it says %v %v", l, err)
	}
	if change(decemberMeeting, "10.00", "Zaal 3"); len(d.heard()) > 0 {
		t.Error("the same again is told")
	}
	if change("aic/2027-03-09", "10.00", "Zaal 3"); len(d.heard()) > 0 {
		t.Error("of a meeting that nobody was called to is told")
	}
}

// TestCalendarAfterAMove: who takes the agenda that was sent into a calendar gets
// the hours and the place the meeting has now, and reads them in chat.
func TestCalendarAfterAMove(t *testing.T) {
	d := newSeated(t)
	d.onAgenda("Intranet")
	s := &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: bot.Values{"day": {"2026-12-15"}, "time": {"10.00"}, "minutes": {"90"}, "place": {"Zaal 3"}}}
	if _, err := d.submitMove(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	koen := d.by("koen")
	r, err := d.export(t.Context(), d.first(), &koen, order{what: exportAgenda, on: decemberMeeting, format: paper.ICS})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Private.Blocks {
		if f, ok := b.(bot.File); ok {
			for _, want := range []string{"DTSTART;TZID=Europe/Amsterdam:20261215T100000", "DTEND;TZID=Europe/Amsterdam:20261215T113000", "LOCATION:Zaal 3", "SEQUENCE:1", "Intranet (10.00)"} {
				if !strings.Contains(string(f.Data), want) {
					t.Errorf("there is no %q in\n%s", want, f.Data)
				}
			}
		}
	}
	shown, err := d.shared(t.Context(), d.first(), &koen, d.meeting(decemberMeeting))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range shown.Blocks {
		if table, ok := b.(bot.Table); ok && table.Rows[0][1].In(bot.NL, bot.Literal) != "10.00 (10 min)" {
			t.Errorf("in chat the first point is at %q", table.Rows[0][1].In(bot.NL, bot.Literal))
		}
	}
}

// TestTopicWithoutOutcome: a topic of which nothing was filled in does not get
// lost between two agendas: the secretary sees it until it has an outcome.
func TestTopicWithoutOutcome(t *testing.T) {
	d := newSeated(t)
	x := d.onAgenda("Intranet")[0]
	d.now = time.Date(2026, 12, 21, 9, 0, 0, 0, d.opt.Zone)
	next := func() bot.Reply {
		t.Helper()
		o := d.by("sien")
		r, err := d.meetingReply(t.Context(), &o, januaryMeeting, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := next(); !strings.Contains(said(r.Private), "Van dinsdag 8 december 2026 is bij 1 onderwerp") || !slices.Contains(buttons(r)["agenda.outcomes"], decemberMeeting) {
		t.Errorf("the secretary is not asked: %q", said(r.Private))
	}
	d.outcome(x, bot.Values{"came": {cameHeld}})
	if r := next(); strings.Contains(said(r.Private), "nog niet ingevuld") {
		t.Errorf("with an outcome: %q", said(r.Private))
	}
}

func TestCancelledOnce(t *testing.T) {
	d := newSeated(t)
	x := d.onAgenda("Intranet")[0]
	d.jobs()
	cancel := func() (bot.Reply, error) {
		return d.submitCancel(t.Context(), &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: bot.Values{"why": {"Te weinig onderwerpen."}}})
	}
	if _, err := cancel(); err != nil {
		t.Fatal(err)
	}
	if heard := d.heard(); !slices.Contains(heard, "alice: cancelled") || !slices.Contains(heard, "Yusuf Demir: cancelled") {
		t.Errorf("heard: %q", heard)
	}
	if x = d.item(x.ID); x.State != item.Held || x.Postponed != 1 {
		t.Errorf("what was on the agenda is %s, postponed %d times", x.State, x.Postponed)
	}
	if _, err := cancel(); !isProblem(err) || len(d.heard()) > 0 || d.item(x.ID).Postponed != 1 {
		t.Errorf("a second time: %v", err)
	}
	wantDays(t, d.days("2026-11-26", "2026-12-10"), map[committee.Day][]string{})
	if _, err := d.submitCancel(t.Context(), &bot.Submit{Origin: d.by("sien"), State: januaryMeeting, Values: bot.Values{"why": {" \n "}}}); err == nil || d.meeting(januaryMeeting).State != meetingPlanned {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := d.submitCancel(t.Context(), &bot.Submit{Origin: d.by("max"), State: januaryMeeting, Values: bot.Values{"why": {"x"}}}); !isProblem(err) || d.meeting(januaryMeeting).State != meetingPlanned {
		t.Errorf("by a member: %v", err)
	}
}

// TestPlannedAgainAfterCancelling: on a day with a cancelled meeting and a new one,
// the new one is meant, and there is room for one.
func TestPlannedAgainAfterCancelling(t *testing.T) {
	d := newSeated(t)
	d.onAgenda("Intranet")
	if _, err := d.submitCancel(t.Context(), &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: bot.Values{"why": {"Ziekte."}}}); err != nil {
		t.Fatal(err)
	}
	plan := func() (bot.Reply, error) {
		return d.submitNewMeeting(t.Context(), &bot.Submit{Origin: d.by("sien"), State: "aic", Values: bot.Values{"day": {"2026-12-08"}, "time": {"14.00"}, "minutes": {"60"}}})
	}
	if r, err := plan(); err != nil || !strings.Contains(said(r.Private), "is gepland") {
		t.Errorf("planned again: %v", err)
	}
	var wrong bot.FieldErrors
	if _, err := plan(); !errors.As(err, &wrong) || wrong["day"] == nil {
		t.Errorf("a second time: %v", err)
	}
	m, err := d.meetingOn(t.Context(), d.first(), "8 december 2026", d.now)
	if err != nil || m.State != meetingPlanned || m.plan.Time != "14:00" {
		t.Errorf("on that day it is %+v, %v", m, err)
	}
}

// TestLongAndStrangeInMeetings: what is too long keeps the form open, and what
// looks like markup is only text.
func TestLongAndStrangeInMeetings(t *testing.T) {
	d := newSeated(t)
	long := strings.Repeat("é", 10000)
	values := func(more bot.Values) bot.Values {
		v := bot.Values{"day": {"2026-12-15"}, "time": {"9.00"}, "minutes": {"60"}}
		for name, typed := range more {
			v[name] = typed
		}
		return v
	}
	for field, h := range map[string]bot.SubmitHandler{"why": d.submitMove, "chair": d.submitDetails, "apologies": d.submitDetails, "place": d.submitMove} {
		var wrong bot.FieldErrors
		_, err := h(t.Context(), &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: values(bot.Values{field: {long}})})
		if !errors.As(err, &wrong) || wrong[field] == nil {
			t.Errorf("%s: %v", field, err)
		}
	}
	var wrong bot.FieldErrors
	if _, err := d.submitCancel(t.Context(), &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: bot.Values{"why": {long}}}); !errors.As(err, &wrong) || d.meeting(decemberMeeting).State != meetingPlanned {
		t.Errorf("a long reason: %v", err)
	}
	const strange = "=1+1 <b>@all</b> *x* [a](javascript:b)"
	r, err := d.submitDetails(t.Context(), &bot.Submit{Origin: d.by("sien"), State: decemberMeeting, Values: values(bot.Values{"chair": {strange}, "apologies": {strange + "\n\n(x"}, "place": {"javascript:alert(1)"}})})
	if err != nil {
		t.Fatal(err)
	}
	m := d.meeting(decemberMeeting)
	if m.plan.Chair.Name != strange || len(m.plan.Apologies) != 2 || m.plan.Place != "javascript:alert(1)" {
		t.Errorf("%+v", m.plan)
	}
	for _, b := range r.Private.Blocks {
		for _, f := range fieldsOf(b) {
			if s := f.Value.In(bot.NL, bot.Literal); strings.Contains(s, "‹") {
				t.Errorf("%q is a link", s)
			}
		}
	}
}

func fieldsOf(b bot.Block) bot.Fields {
	f, _ := b.(bot.Fields)
	return f
}

func TestMeetingsThatCannotBe(t *testing.T) {
	d := newSeated(t)
	right := map[string]string{"day": "2026-12-15", "time": "9.00", "minutes": "60", "place": "Zaal 3"}
	for _, tc := range []struct{ field, typed string }{
		{"day", ""}, {"day", "morgen"}, {"day", "2026-12-12"}, {"day", "2026-12-25"}, {"day", "2026-11-20"}, {"day", "2027-02-29"},
		{"time", ""}, {"time", "half tien"}, {"time", "25.00"},
		{"minutes", ""}, {"minutes", "0"}, {"minutes", "14"}, {"minutes", "601"}, {"minutes", "-60"}, {"minutes", "een uur"}, {"minutes", "99999999999999999999"},
		{"place", strings.Repeat("é", 201)},
	} {
		v := bot.Values{}
		for name, typed := range right {
			v[name] = []string{typed}
		}
		v[tc.field] = []string{tc.typed}
		_, err := d.submitNewMeeting(t.Context(), &bot.Submit{Origin: d.by("sien"), State: "naic", Values: v})
		var wrong bot.FieldErrors
		if !errors.As(err, &wrong) || wrong[tc.field] == nil || len(wrong) != 1 {
			t.Errorf("%s %q: %v", tc.field, tc.typed, err)
		}
	}
	if _, err := d.submitNewMeeting(t.Context(), &bot.Submit{Origin: d.by("sien"), State: "naic"}); err == nil {
		t.Error("a form without anything in it plans a meeting")
	}
}

// TestStrangeDays: 29 February, and the nights in which the clock changes.
func TestStrangeDays(t *testing.T) {
	d := newSeated(t)
	d.now = time.Date(2028, 1, 3, 9, 0, 0, 0, d.opt.Zone)
	v := bot.Values{"day": {"2028-02-29"}, "time": {"9.00"}, "minutes": {"60"}}
	if _, err := d.submitNewMeeting(t.Context(), &bot.Submit{Origin: d.by("sien"), State: "naic", Values: v}); err != nil {
		t.Fatal(err)
	}
	m := d.meeting("naic/2028-02-29")
	if got := d.startOf(m).Format(time.DateTime); got != "2028-02-29 09:00:00" {
		t.Errorf("it begins at %s", got)
	}
	for _, tc := range []struct{ day, clock, want string }{
		{"2027-03-28", "02:30", "2027-03-28"}, {"2027-10-31", "02:30", "2027-10-31"}, {"2027-03-28", "23:59", "2027-03-28"}, {"2027-03-28", "nonsense", "2027-03-28"},
	} {
		m := &meeting{AgendaMeeting: store.AgendaMeeting{Day: tc.day}, plan: plan{Time: tc.clock, Minutes: 60}}
		at := d.startOf(m)
		if at.Format(time.DateOnly) != tc.want {
			t.Errorf("a meeting on %s at %s begins at %s", tc.day, tc.clock, at)
		}
		if said := d.when(m).In(bot.NL, bot.Literal); !strings.Contains(said, "uur") || strings.Contains(said, "{") {
			t.Errorf("%s %s is said as %q", tc.day, tc.clock, said)
		}
	}
}
