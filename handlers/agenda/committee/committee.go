// Package committee is who sits where and when things are due: departments,
// seats, meetings as a series, and working days. It stores and says nothing.
package committee

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
)

// Submit is who may bring something to a committee.
type Submit string

const (
	Everyone Submit = "everyone" // who is no guest
	Members  Submit = "members"  // who has a seat, as member or deputy
	Advisers Submit = "advisers" // advisers, and members
)

// Deadlines are in working days from the meeting: negative is before it.
type Deadlines struct {
	Call      int // the call for topics goes out
	Close     int // the last day to bring something
	Decide    int // the last day for members to decide
	Draft     int // the draft agenda goes to the chair
	Send      int // the agenda and its documents are sent
	Decisions int // the list of decisions is sent
	Feedback  int // everybody who brought something has heard what became of it
}

// DefaultDeadlines are those of a committee of which nothing else was said.
func DefaultDeadlines() Deadlines {
	return Deadlines{Call: -15, Close: -8, Decide: -7, Draft: -6, Send: -5, Decisions: 1, Feedback: 3}
}

// A Point is on every agenda of a committee.
type Point struct {
	ID      string // stable, unique in its committee
	Title   bot.Phrase
	Minutes int
	First   bool // before what came in; else after it
}

// DefaultPoints are the points of an agenda that a Dutch committee expects.
func DefaultPoints() []Point {
	return []Point{
		{"opening", bot.Phrase{NL: "Opening", EN: "Opening"}, 2, true},
		{"agenda", bot.Phrase{NL: "Vaststellen agenda", EN: "Adoption of the agenda"}, 3, true},
		{"mededelingen", bot.Phrase{NL: "Mededelingen", EN: "Announcements"}, 5, true},
		{"verslag", bot.Phrase{NL: "Verslag, actie- en besluitenlijst", EN: "Minutes, actions and decisions"}, 5, true},
		{"wvttk", bot.Phrase{NL: "Wat verder ter tafel komt", EN: "Any other business"}, 5, false},
		{"rondvraag", bot.Phrase{NL: "Rondvraag", EN: "Questions"}, 5, false},
		{"volgende", bot.Phrase{NL: "Volgende vergadering", EN: "Next meeting"}, 1, false},
		{"sluiting", bot.Phrase{NL: "Sluiting", EN: "Closing"}, 1, false},
	}
}

// A Committee is as it was configured. Nothing in it is filled in by itself: see
// Default for what holds where nothing else was said.
type Committee struct {
	ID, Name, Command string // Command is the slash command, without the slash
	Schedule          string // an RRULE (RFC 5545); "" when meetings are planned by hand
	Time              string // "09:00"; of the meetings of the schedule, and offered for others
	Minutes           int    // how long a meeting takes
	Place             string // an address or a link
	Secretary, Chair  Who    // zero when nobody was named
	Submit            Submit // who may bring something
	Deadlines         Deadlines
	Points            []Point
	Departments       []string // with a seat; empty: all of the directory
	Patience          int      // working days a request waits for the member, then for the deputy, then it goes to the secretary
	Warn              int      // working days before a seat ends that it counts as (nearly) vacant
}

// Default is a committee with what holds where nothing else was said.
func Default() Committee {
	return Committee{Time: "09:00", Minutes: 120, Submit: Everyone, Deadlines: DefaultDeadlines(), Points: DefaultPoints(), Patience: 2, Warn: 20}
}

var (
	idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,30}$`)
	// commandForm is what both platforms accept as the name of a command.
	commandForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,30}$`)
)

const (
	mostOfName  = 100 // characters
	mostOfPlace = 300
	mostDays    = 60   // working days from a meeting
	mostMinutes = 1440 // a meeting fits in a day
)

// Check says everything that is wrong with a committee, for who configures it.
// Each sentence begins with the key it is about. What depends on others (whether
// a department exists, whether a command is taken) it does not know.
func (c Committee) Check() (problems []error) {
	wrong := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if !idForm.MatchString(c.ID) {
		wrong("id is %q: use lower-case letters, digits and hyphens, such as aic", c.ID)
	}
	if n := utf8.RuneCountInString(c.Name); strings.TrimSpace(c.Name) == "" || n > mostOfName {
		wrong("name has %d characters: write the name people know, of at most %d", n, mostOfName)
	}
	if !commandForm.MatchString(c.Command) {
		wrong("command is %q: use lower-case letters, digits and hyphens, without the slash", c.Command)
	}
	if c.Schedule != "" {
		if err := checkSchedule(c.Schedule); err != nil {
			wrong("schedule: %w", err)
		}
	}
	if !clock.MatchString(c.Time) {
		wrong("time is %q: write when meetings begin as \"09:00\"", c.Time)
	}
	if c.Minutes < 1 || c.Minutes > mostMinutes {
		wrong("minutes is %d: write how long a meeting takes, from 1 to %d", c.Minutes, mostMinutes)
	}
	if n := utf8.RuneCountInString(c.Place); n > mostOfPlace {
		wrong("place has %d characters: keep it to %d", n, mostOfPlace)
	}
	switch c.Submit {
	case Everyone, Members, Advisers:
	default:
		wrong("submit is %q: write everyone, members or advisers", string(c.Submit))
	}
	problems = append(problems, c.Deadlines.check()...)
	problems = append(problems, checkPoints(c.Points, c.Minutes)...)
	seen := map[string]bool{}
	for _, d := range c.Departments {
		if seen[codeKey(d)] {
			wrong("departments names %s twice: keep one of them", d)
		}
		seen[codeKey(d)] = true
	}
	if c.Patience < 1 || c.Patience > mostDays {
		wrong("patience is %d: write how many working days a request waits for somebody, from 1 to %d", c.Patience, mostDays)
	}
	if c.Warn < 0 || c.Warn > 250 {
		wrong("warn is %d: write how many working days before a seat ends the secretary hears of it, from 0 to 250", c.Warn)
	}
	return problems
}

func (d Deadlines) check() (problems []error) {
	steps := []struct {
		key  string
		days int
	}{{"call", d.Call}, {"close", d.Close}, {"decide", d.Decide}, {"draft", d.Draft}, {"send", d.Send}, {"decisions", d.Decisions}, {"feedback", d.Feedback}}
	for i, s := range steps {
		if s.days < -mostDays || s.days > mostDays {
			problems = append(problems, fmt.Errorf("deadlines.%s is %d: write working days from the meeting, from -%d (before it) to %d", s.key, s.days, mostDays, mostDays))
		}
		if i > 0 && s.days < steps[i-1].days {
			problems = append(problems, fmt.Errorf("deadlines.%s (%d) comes before deadlines.%s (%d): the order is call, close, decide, draft, send, the meeting, decisions, feedback", s.key, s.days, steps[i-1].key, steps[i-1].days))
		}
	}
	if d.Send > 0 {
		problems = append(problems, fmt.Errorf("deadlines.send is %d: the agenda is sent on the day of the meeting (0) or before it (negative)", d.Send))
	}
	if d.Decisions < 0 {
		problems = append(problems, fmt.Errorf("deadlines.decisions is %d: decisions are sent on the day of the meeting (0) or after it", d.Decisions))
	}
	return problems
}

func checkPoints(points []Point, minutes int) (problems []error) {
	seen, sum := map[string]bool{}, 0
	for i, p := range points {
		name := fmt.Sprintf("points number %d", i+1)
		if !idForm.MatchString(p.ID) {
			problems = append(problems, fmt.Errorf("%s has the id %q: use lower-case letters, digits and hyphens", name, p.ID))
		} else if seen[p.ID] {
			problems = append(problems, fmt.Errorf("%s has the id %q, and so has another one: give each an id of its own", name, p.ID))
		}
		seen[p.ID] = true
		for _, title := range []string{p.Title.NL, p.Title.EN} {
			if n := utf8.RuneCountInString(title); strings.TrimSpace(title) == "" || n > mostOfName {
				problems = append(problems, fmt.Errorf("%s has a title of %d characters: write one of 1 to %d", name, n, mostOfName))
				break
			}
		}
		if p.Minutes < 0 || p.Minutes > mostMinutes {
			problems = append(problems, fmt.Errorf("%s takes %d minutes: write 0 or more", name, p.Minutes))
			continue
		}
		sum += p.Minutes
	}
	if minutes > 0 && sum > minutes {
		problems = append(problems, fmt.Errorf("points take %d minutes, and a meeting takes %d: nothing else fits", sum, minutes))
	}
	return problems
}

// Dates are the days on which something is due for one meeting.
type Dates struct{ Call, Close, Decide, Draft, Send, Decisions, Feedback Day }

// Dates are the days that go with a meeting: all of them working days, also when
// the meeting itself is on a day off.
func (c Committee) Dates(meeting Day, cal Calendar) Dates {
	d := c.Deadlines
	return Dates{
		Call: cal.Shift(meeting, d.Call), Close: cal.Shift(meeting, d.Close), Decide: cal.Shift(meeting, d.Decide), Draft: cal.Shift(meeting, d.Draft),
		Send: cal.Shift(meeting, d.Send), Decisions: cal.Shift(meeting, d.Decisions), Feedback: cal.Shift(meeting, d.Feedback),
	}
}

// Open tells whether something can still be brought on a day: until and with
// the day of closing.
func (d Dates) Open(today Day) bool { return today <= d.Close }

// An Occurrence is one meeting of a series.
type Occurrence struct {
	Day        Day
	Was        Day        // the day of the series, when that is no working day and Day is the next one that is; else ""
	Holiday    bot.Phrase // what Was is; empty when it is in a weekend
	Start, End time.Time  // in the zone of the calendar
}

// mostOccurrences is more than anybody plans ahead.
const mostOccurrences = 1000

// Occurrences are the next n meetings of the series after a day, the first one
// first. A day of the series that is no working day becomes the next one that is;
// two that thereby fall on one day are one. Fewer come when the series ends
// or has no more days in 40 years; none without a schedule. The error says what
// is wrong with the schedule or the time.
func (c Committee) Occurrences(after Day, n int, cal Calendar) ([]Occurrence, error) {
	if c.Schedule == "" || n <= 0 {
		return nil, nil
	}
	from, ok := after.date()
	if !ok {
		return nil, fmt.Errorf("%q is no day", string(after))
	}
	series, err := readSchedule(c.Schedule)
	if err != nil {
		return nil, err
	}
	n = min(n, mostOccurrences)
	var all []Occurrence
	// A day before after can become one after it: no row of days off is longer.
	next := series.from(from.AddDate(0, 0, -30), from.AddDate(40, 0, 0))
	for {
		d, more := next()
		if !more {
			return all, nil
		}
		o := Occurrence{Day: cal.Shift(d, 0)}
		if o.Day <= after {
			continue
		}
		if o.Day != d {
			o.Was = d
			o.Holiday, _ = cal.Holiday(d)
		}
		if o.Start, err = o.Day.At(c.Time, cal.zone()); err != nil {
			return nil, err
		}
		o.End = o.Start.Add(time.Duration(c.Minutes) * time.Minute)
		if i := len(all) - 1; i >= 0 && all[i].Day == o.Day {
			if o.Was == "" {
				all[i] = o // a day of the series itself is nearer to what was meant
			}
			continue
		}
		if len(all) == n {
			return all, nil
		}
		all = append(all, o)
	}
}

var errNoDays = errors.New("no day fits it in 40 years: correct it")

// Seated are the departments with a seat in a committee, by code: those it names
// and d knows, or all of d when it names none. A former code is the department of
// today.
func (c Committee) Seated(d *Directory) []Department {
	if len(c.Departments) == 0 {
		return d.All()
	}
	var all []Department
	for _, code := range c.Departments {
		if x, ok := d.ByCode(code); ok && !slices.ContainsFunc(all, func(y Department) bool { return y.Code == x.Code }) {
			all = append(all, x)
		}
	}
	slices.SortFunc(all, byCode)
	return all
}
