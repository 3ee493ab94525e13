package agenda

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// TestWordsOfReminders: each says when, for which committee, and nothing that is
// only true of the first one.
func TestWordsOfReminders(t *testing.T) {
	d := newSeated(t)
	d.onAgenda("Intranet")
	for _, r := range reminders {
		n := notice{What: r.notice, Committee: "aic", Meeting: decemberMeeting, Extra: "2026-12-08", Who: d.first().Secretary}
		l, err := d.notices[r.notice](t.Context(), n, d.now)
		if err != nil || l == nil {
			t.Errorf("%s: %v %v", r.notice, l, err)
			continue
		}
		for _, lang := range []bot.Lang{bot.NL, bot.EN} {
			all := l.Subject.In(lang, bot.Literal)
			for _, b := range l.Message.Blocks {
				if p, ok := b.(bot.Para); ok {
					all += "\n" + p.Text.In(lang, bot.Literal)
				}
			}
			if strings.ContainsAny(all, "{}") || !strings.Contains(all, "Adviescommissie interne communicatie") || !strings.Contains(all, "2026") {
				t.Errorf("%s in %s: %q", r.notice, lang, all)
			}
		}
	}
	d.write(func(tx *store.Tx) error {
		m, err := loadMeeting(tx, decemberMeeting)
		if err != nil {
			return err
		}
		m.plan.Chair = committee.Who{}
		return saveMeeting(tx, m)
	})
	n := notice{What: "draft", Committee: "aic", Meeting: decemberMeeting, Extra: "2026-12-08", Who: d.first().Secretary}
	if l, err := d.notices["draft"](t.Context(), n, d.now); err != nil || strings.Contains(said(l.Message), "voorzitter") {
		t.Errorf("without a chair: %v %q", err, said(l.Message))
	}
}

// TestPapersThatFollow: who has a paper to hand in hears so on the day papers are
// sent, and not when it came, or when its topic is not on the agenda any more.
func TestPapersThatFollow(t *testing.T) {
	d := newSeated(t)
	x := d.onAgenda("Intranet", "Podcast")[0]
	set := func(change func(*item.Item)) {
		t.Helper()
		d.write(func(tx *store.Tx) error {
			x, err := load(tx, x.ID)
			if err != nil {
				return err
			}
			change(x)
			return save(tx, x, d.now)
		})
	}
	set(func(x *item.Item) {
		x.Documents = []item.Document{{Title: "Het plan", Access: item.Later}, {Title: "De brief", Link: "https://example.nl", Access: item.Open}}
	})
	d.jobs()
	if got := d.days("2026-11-28", "2026-12-02"); !slices.Contains(got["2026-12-01"], "Max de Vries: follows") || len(got["2026-12-02"]) > 0 {
		t.Errorf("heard: %q", got)
	}
	n := notice{What: noticeOwnFollows, Committee: "aic", Meeting: decemberMeeting, Item: x.ID}
	l, err := d.tellFollows(t.Context(), n, d.now)
	if err != nil || l == nil || !strings.Contains(said(l.Message), "Het plan") || strings.Contains(said(l.Message), "De brief") {
		t.Fatalf("%v %+v", err, l)
	}
	set(func(x *item.Item) { x.Documents[0].Access = item.Open })
	if l, err := d.tellFollows(t.Context(), n, d.now); l != nil || err != nil {
		t.Errorf("it came, and is asked for: %v %v", l, err)
	}
	set(func(x *item.Item) { x.Documents[0].Access, x.State = item.Later, item.Withdrawn })
	if l, err := d.tellFollows(t.Context(), n, d.now); l != nil || err != nil {
		t.Errorf("it was withdrawn, and its paper is asked for: %v %v", l, err)
	}
}

// TestActionsAreRemindedOfOnce: on their day, on Monday for the weekend, and also
// when the program did not run on that day.
func TestActionsAreRemindedOfOnce(t *testing.T) {
	d, all := afterMeeting(t, "Intranet")
	d.outcome(all[0], bot.Values{"actions": {"Max: belt (10 december)\nFIN: schrijft (zaterdag 12 december)\nYusuf: leest (15 december)\nNiemand: denkt (16 december)\nwacht"}})
	d.jobs()
	morningOf := func(on committee.Day) (heard []string) {
		at, err := on.At(morning, d.opt.Zone)
		if err != nil {
			t.Fatal(err)
		}
		d.now = at
		if err := d.dayOfActions(t.Context(), d.first(), &bot.Due{Origin: bot.Origin{ID: "actions-" + string(on), At: at}}); err != nil {
			t.Fatal(err)
		}
		for _, n := range d.jobs() {
			if n.What != noticeAction {
				continue
			}
			l, err := d.tellAction(t.Context(), n, at)
			if err != nil || l == nil {
				t.Fatalf("%+v: %v %v", n, l, err)
			}
			heard = append(heard, nameOf(n.Who)+": "+said(l.Message))
		}
		slices.Sort(heard)
		return heard
	}
	for _, tc := range []struct {
		day  committee.Day
		want []string
	}{
		{"2026-12-09", nil},
		{"2026-12-10", []string{"Max de Vries: Actie AIC-2026-A01 is voor donderdag 10 december 2026: belt"}},
		{"2026-12-11", nil},
		{"2026-12-12", nil}, // Saturday
		{"2026-12-14", []string{"Max de Vries: Actie AIC-2026-A02 was voor zaterdag 12 december 2026: schrijft"}},
		// Nothing ran for a week.
		{"2026-12-22", []string{"Sien Visser: Actie AIC-2026-A04 was voor woensdag 16 december 2026: denkt", "Yusuf Demir: Actie AIC-2026-A03 was voor dinsdag 15 december 2026: leest"}},
		{"2026-12-23", nil},
	} {
		got := morningOf(tc.day)
		if len(got) != len(tc.want) {
			t.Errorf("on %s %q is heard, want %q", tc.day, got, tc.want)
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], tc.want[i]) {
				t.Errorf("on %s %q is heard, want %q", tc.day, got[i], tc.want[i])
			}
		}
	}
	if _, err := d.submitLater(t.Context(), &bot.Submit{Origin: d.by("max"), State: "AIC-2026-A01", Values: bot.Values{"day": {"2026-12-24"}}}); err != nil {
		t.Fatal(err)
	}
	if got := morningOf("2026-12-24"); len(got) != 1 {
		t.Errorf("what was put off is not reminded of: %q", got)
	}
	old := notice{What: noticeAction, Committee: "aic", Extra: "AIC-2026-A01 2026-12-10"}
	if l, err := d.tellAction(t.Context(), old, d.now); l != nil || err != nil {
		t.Errorf("what waits about the old day is said: %v %v", l, err)
	}
}

// TestVacanciesAreToldOnceAMonth, and when they change.
func TestVacanciesAreToldOnceAMonth(t *testing.T) {
	d := newSeated(t)
	d.opt.Committees[0].Departments = []string{"FIN", "DEF"}
	told := 0
	day := func(on committee.Day) int {
		at, err := on.At(morning, d.opt.Zone)
		if err != nil {
			t.Fatal(err)
		}
		d.now = at
		if err := d.dayOfVacancies(t.Context(), d.first(), &bot.Due{Origin: bot.Origin{ID: "vacant-" + string(on), At: at}}); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, got := range d.heard() {
			if got == "Sien Visser: vacant" {
				n++
			}
		}
		told += n
		return n
	}
	for on := committee.Day("2026-11-20"); on <= "2027-01-31"; on = on.Add(1) {
		n := day(on)
		if first := on == "2026-11-20" || on == "2026-12-01" || on == "2027-01-04"; first != (n == 1) {
			t.Errorf("on %s it is told %d times", on, n)
		}
	}
	d.opt.Committees[0].Departments = []string{"FIN", "DEF", "JenV"}
	if n := day("2027-02-10"); n != 1 {
		t.Errorf("one more is told %d times", n)
	}
	d.opt.Committees[0].Departments = []string{"FIN"}
	if n := day("2027-02-11"); n != 0 {
		t.Errorf("none is told %d times", n)
	}
	l, err := d.tellVacant(t.Context(), notice{What: noticeVacant, Committee: "aic"}, time.Date(2027, 2, 11, 9, 0, 0, 0, d.opt.Zone))
	if l != nil || err != nil {
		t.Errorf("none is said as %v %v", l, err)
	}
}

// TestQuestionInAMeeting: a question that was on an agenda is answered there, and
// its answer can become knowledge; what is for members only cannot.
func TestQuestionInAMeeting(t *testing.T) {
	d, all := afterMeeting(t, "Intranet", "Salarissen")
	for _, x := range all {
		d.write(func(tx *store.Tx) error {
			x, err := load(tx, x.ID)
			if err != nil {
				return err
			}
			x.Kind = item.Question
			x.MembersOnly = x.Topic == "Salarissen"
			return save(tx, x, d.now)
		})
		x = d.item(x.ID)
		d.outcome(x, bot.Values{"what": {"Bij BZ."}})
		x = d.item(x.ID)
		if x.State != item.Answered || x.Answer != "Bij BZ." {
			t.Fatalf("it is %s: %q", x.State, x.Answer)
		}
		r, err := d.press(d.pressPromote, "sien", idText(x.ID))
		if err != nil || r.Form == nil {
			if x.MembersOnly && isProblem(err) {
				continue
			}
			t.Fatalf("%s: %v", x.Topic, err)
		}
		if x.MembersOnly {
			t.Error("what is for members only can become knowledge")
		}
		s := &bot.Submit{Origin: d.by("sien"), State: r.Form.State, Values: bot.Values{"title": {"Wie heeft een intranet?"}, "summary": {"Bij BZ."}}}
		if _, err := d.submitPromote(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := d.Entries(t.Context())
	if err != nil || len(entries) != 1 || entries[0].Title != "Wie heeft een intranet?" {
		t.Errorf("%v: %+v", err, entries)
	}
	if _, err := d.press(d.pressTell, "sien", decemberMeeting); err != nil {
		t.Fatal(err)
	}
	if got := d.heard(); !slices.Equal(got, []string{"alice: outcome", "alice: outcome"}) {
		t.Errorf("heard: %q", got)
	}
	if r, err := d.press(d.pressTell, "sien", decemberMeeting); err != nil || len(d.heard()) > 0 || !strings.Contains(said(r.Private), "niets nieuws") {
		t.Errorf("again: %v %q", err, said(r.Private))
	}
}
