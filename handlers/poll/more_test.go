package poll

import (
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/poll/survey"
)

// TestOwnRules: a repetition of the maker's own is read as RFC 5545 says, and
// never runs more than once a day.
func TestOwnRules(t *testing.T) {
	for typed, want := range map[string]string{
		"FREQ=MONTHLY;BYDAY=2TU":              "FREQ=MONTHLY;BYDAY=2TU",
		"rrule: freq=weekly; byday=mo":        "FREQ=WEEKLY;BYDAY=MO",
		"FREQ=DAILY;COUNT=3":                  "FREQ=DAILY;COUNT=3",
		"FREQ=YEARLY":                         "FREQ=YEARLY",
		"FREQ=HOURLY":                         "",
		"FREQ=MINUTELY;INTERVAL=5":            "",
		"FREQ=DAILY;BYHOUR=9,10":              "",
		"elke dinsdag":                        "",
		"":                                    "",
		"FREQ=WEEKLY;BYDAY=XX":                "",
		"FREQ=WEEKLY\nDTSTART:20260101":       "",
		"FREQ=MONTHLY;BYMONTHDAY=99":          "",
		"DTSTART:20260101T000000\nFREQ=DAILY": "",
		"FREQ=MONTHLY;BYDAY=9TU":              "",
		"FREQ=YEARLY;BYEASTER=0":              "",
	} {
		got, wrong := ownRule(typed)
		if got != want || (wrong == nil) != (want != "") {
			t.Errorf("%q is %q, %v", typed, got, wrong)
		}
	}
}

// TestEveryMonthIsEveryMonth: also from the 31st on.
func TestEveryMonthIsEveryMonth(t *testing.T) {
	p := New(Options{Zone: bottest.Zone})
	for _, c := range []struct {
		rule  string
		opens string
		want  []string
	}{
		{"FREQ=MONTHLY", "2027-01-31", []string{"2027-02-28", "2027-03-31", "2027-04-30"}},
		{"FREQ=MONTHLY", "2027-01-30", []string{"2027-02-28", "2027-03-30", "2027-04-30"}},
		{"FREQ=MONTHLY", "2027-01-29", []string{"2027-02-28", "2027-03-29", "2027-04-29"}},
		{"FREQ=MONTHLY", "2027-01-12", []string{"2027-02-12", "2027-03-12", "2027-04-12"}},
		{"FREQ=MONTHLY;INTERVAL=3", "2027-01-31", []string{"2027-04-30", "2027-07-31", "2027-10-31"}},
		{"FREQ=WEEKLY;INTERVAL=2", "2027-03-22", []string{"2027-04-05", "2027-04-19", "2027-05-03"}},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.opens+" 09:00", bottest.Zone)
		if err != nil {
			t.Fatal(err)
		}
		s := survey.Spec{Repeat: monthly(c.rule, at)}
		if value, _, ok := offered(s.Repeat); !ok || value != c.rule {
			t.Errorf("%s is shown as %q", s.Repeat, value)
		}
		first := at
		for _, want := range c.want {
			next, ok := p.nextWave(s, first, at)
			if !ok || next.Format("2006-01-02 15:04") != want+" 09:00" {
				t.Errorf("%s from %s: %v, want %s", c.rule, c.opens, next, want)
			}
			at = next
		}
	}
}

// TestMoreOfAPoll: what few polls need is in the second form, and kept.
func TestMoreOfAPoll(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{"question": "Welke?", "kind": "several", "options": "Rood\nGroen\nBlauw", "mode": "named", "channels": "#algemeen, #beheer"})
	x := d.only()
	d.presses("bram", "poll.more", x.ID)
	said, wrong := d.fills("bram", map[string]string{"repeat": "FREQ=WEEKLY", "max": "2", "split": "yes", "remind": "yes", "interim": "yes", "add": "yes", "nomaker": "yes"})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	has(t, said, "= Herhaling: Elke week", "uitslag per kanaal", "één herinnering in het kanaal", "tussenstand zichtbaar", "iedereen mag een antwoord toevoegen", "ten hoogste 2", "90 dagen na sluiting")
	hasNot(t, said, "Vraag van Bram")
	s := d.only().spec
	if s.Repeat != "FREQ=WEEKLY" || s.Questions[0].Max != 2 || !s.Split || !s.Remind || !s.Interim || !s.AddOption || !s.NoMaker {
		t.Errorf("kept is %+v", s)
	}
	// Without names there are no counts and no new answers, and nothing says otherwise.
	d.presses("bram", "poll.edit", x.ID)
	said, _ = d.fills("bram", map[string]string{"mode": "unnamed"})
	hasNot(t, said, "tussenstand", "toevoegen", "Dit moet eerst anders")
	d.presses("bram", "poll.more", x.ID)
	for _, f := range d.chat.form.Fields {
		if f.Name == "interim" || f.Name == "add" {
			t.Errorf("%s is asked without names", f.Name)
		}
	}
}

// TestSmallParts: beforehand it is said which channel gets no result of its own.
func TestSmallParts(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{"channels": "#algemeen, #klein"})
	d.presses("bram", "poll.more", d.only().ID)
	said, _ := d.fills("bram", map[string]string{"split": "yes"})
	// Everybody of #klein but four is in #algemeen as well: 24 and 8 of 28.
	has(t, said, "#klein heeft 8 mensen: daarvan komt geen eigen uitslag", "Bijna iedereen zit in #algemeen")
	d.presses("bram", "poll.edit", d.only().ID)
	said, _ = d.fills("bram", map[string]string{"channels": "#algemeen, #beheer"})
	hasNot(t, said, "geen eigen uitslag")
}

// TestWrongInTheSecondForm: every mistake is told at its field.
func TestWrongInTheSecondForm(t *testing.T) {
	for _, c := range []struct {
		name   string
		first  map[string]string
		change map[string]string
		field  string
	}{
		{"a rule of one's own that is empty", nil, map[string]string{"repeat": "own"}, "rule"},
		{"a rule that is not chosen", nil, map[string]string{"rule": "FREQ=DAILY"}, "rule"},
		{"every minute", nil, map[string]string{"repeat": "own", "rule": "FREQ=MINUTELY"}, "rule"},
		{"one end of a scale", map[string]string{"kind": "scale5", "question": "Hoe duidelijk?"}, map[string]string{"low": "onduidelijk"}, "top"},
		{"two equal ends", map[string]string{"kind": "scale5", "question": "Hoe duidelijk?"}, map[string]string{"low": "onduidelijk", "top": "Onduidelijk"}, "top"},
		{"more than there are", map[string]string{"kind": "several", "question": "Welke?", "options": "a\nb"}, map[string]string{"max": "3"}, "max"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, nil)
			if c.first == nil {
				c.first = map[string]string{}
			}
			d.filledForm("bram", c.first)
			d.presses("bram", "poll.more", d.only().ID)
			if _, wrong := d.fills("bram", c.change); len(wrong) != 1 || wrong[c.field] == "" {
				t.Errorf("wrong is %v", wrong)
			}
		})
	}
}

// TestFormsAreInBounds: whatever is in a draft, its forms hold what platforms allow.
func TestFormsAreInBounds(t *testing.T) {
	p := New(Options{Zone: bottest.Zone, Command: "peiling"})
	long := make([]survey.Place, 20)
	for i := range long {
		long[i] = survey.Place{Platform: "chat", Channel: "x", Name: "een-heel-lange-naam-van-een-kanaal"}
	}
	for _, spec := range []survey.Spec{
		{},
		{Questions: []survey.Question{{Text: string(make([]rune, 10000)), Kind: survey.One, Options: make([]string, 200)}}, Places: long},
		{Mode: survey.Named, Repeat: "FREQ=DAILY", Places: long, Questions: []survey.Question{{Kind: survey.Several, Max: 3}, {Kind: survey.Scale, High: 5}}},
	} {
		x := &poll{spec: spec}
		for _, f := range []*bot.Form{p.fillIn(x, nil), p.moreOf(x)} {
			for _, l := range []bot.Lang{bot.NL, bot.EN} {
				if n := len([]rune(f.Title.In(l, bot.Literal))); n > 24 {
					t.Errorf("a title of %d", n)
				}
				for _, field := range f.Fields {
					if n := len([]rune(field.Label.In(l, bot.Literal))); n > 24 {
						t.Errorf("%s: a label of %d", field.Name, n)
					}
					if field.Help != nil {
						if n := len([]rune(field.Help.In(l, bot.Literal))); n > 150 {
							t.Errorf("%s: help of %d in %s", field.Name, n, l)
						}
					}
					for _, o := range field.Options {
						if n := len([]rune(o.Label.In(l, bot.Literal))); n > 75 {
							t.Errorf("%s: an option of %d", field.Name, n)
						}
					}
					if _, most := field.Limits(); len(field.Value) > 0 && field.Kind <= bot.LongText && len([]rune(field.Value[0])) > most {
						t.Errorf("%s: holds %d, at most %d", field.Name, len([]rune(field.Value[0])), most)
					}
				}
			}
		}
	}
}
