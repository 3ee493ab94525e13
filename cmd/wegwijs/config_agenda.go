package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/committee"
)

type departmentsConfig struct {
	Builtin bool               `yaml:"builtin"`
	List    []departmentConfig `yaml:"list"`
	Seats   []seatConfig       `yaml:"seats"`
}

type departmentConfig struct {
	Code     string         `yaml:"code"`
	Name     string         `yaml:"name"`
	EN       string         `yaml:"en"`
	Also     []string       `yaml:"also"`
	Former   []string       `yaml:"former"`
	Domains  []string       `yaml:"domains"`
	Agencies []agencyConfig `yaml:"agencies"`
}

type agencyConfig struct {
	Code    string   `yaml:"code"`
	Name    string   `yaml:"name"`
	Also    []string `yaml:"also"`
	Domains []string `yaml:"domains"`
}

type seatConfig struct {
	Department  string `yaml:"department"`
	Committee   string `yaml:"committee"`
	Person      string `yaml:"person"`
	Name        string `yaml:"name"`
	Email       string `yaml:"email"`
	Deputy      string `yaml:"deputy"`
	DeputyName  string `yaml:"deputy_name"`
	DeputyEmail string `yaml:"deputy_email"`
	From        string `yaml:"from"`
	Until       string `yaml:"until"`
}

// committeeConfig is a committee; what is nil is as committee.Default has it.
type committeeConfig struct {
	ID            string          `yaml:"id"`
	Name          string          `yaml:"name"`
	Command       string          `yaml:"command"`
	Schedule      string          `yaml:"schedule"`
	Time          string          `yaml:"time"`
	Minutes       *int            `yaml:"minutes"`
	Place         string          `yaml:"place"`
	Secretary     string          `yaml:"secretary"`
	SecretaryName string          `yaml:"secretary_name"`
	Chair         string          `yaml:"chair"`
	ChairName     string          `yaml:"chair_name"`
	Submit        string          `yaml:"submit"`
	Deadlines     deadlinesConfig `yaml:"deadlines"`
	Patience      *int            `yaml:"patience"`
	Warn          *int            `yaml:"warn"`
	Departments   []string        `yaml:"departments"`
	Points        *[]pointConfig  `yaml:"points"`
}

type deadlinesConfig struct {
	Call      *int `yaml:"call"`
	Close     *int `yaml:"close"`
	Decide    *int `yaml:"decide"`
	Draft     *int `yaml:"draft"`
	Send      *int `yaml:"send"`
	Decisions *int `yaml:"decisions"`
	Feedback  *int `yaml:"feedback"`
}

type pointConfig struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	EN      string `yaml:"en"`
	Minutes *int   `yaml:"minutes"`
	First   *bool  `yaml:"first"`
}

type holidaysConfig struct {
	List []holidayConfig `yaml:"list"`
	Not  []string        `yaml:"not"`
}

type holidayConfig struct {
	Day  string `yaml:"day"`
	Name string `yaml:"name"`
	EN   string `yaml:"en"`
}

// agendaOptions are the committees of a configuration that was checked, with the
// departments, seats and working days that go with them.
func agendaOptions(c *config) (dir *committee.Directory, committees []committee.Committee, seats []committee.Seat, cal committee.Calendar) {
	dir, _ = c.directory()
	return dir, c.committees(), c.seats(), c.calendar()
}

// checkAgenda says what is wrong with the keys about committees.
func (c *config) checkAgenda() (problems []string) {
	wrong := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	if m := keptDays.FindStringSubmatch(c.Retention.Agenda); m != nil {
		c.keepAgenda, _ = strconv.Atoi(m[1])
	} else {
		wrong("retention.agenda is %q: write for how many days records of committees stay after the secretary confirmed that they were archived, such as 365d; 0d keeps them", c.Retention.Agenda)
	}
	dir, err := c.directory()
	if err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			wrong("departments.list: %s", line)
		}
	}
	if len(c.Committees) > 0 && len(dir.All()) == 0 && err == nil {
		wrong("departments has none, and committees has one: set departments.builtin to true, or write departments under departments.list")
	}
	problems = append(problems, c.checkHolidays()...)
	all := c.committees()
	var ids []string
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	commands := map[string]string{c.Commands.Wegwijs: "commands.wegwijs"}
	if c.Commands.Poll != "" {
		commands[c.Commands.Poll] = "commands.poll"
	}
	for i, x := range all {
		name := fmt.Sprintf("committees number %d (%s)", i+1, x.ID)
		for _, err := range x.Check() {
			wrong("%s: %v", name, err)
		}
		if x.ID != "" && slices.Contains(ids[:i], x.ID) {
			wrong("%s: another one has the id %q: give each an id of its own", name, x.ID)
		}
		if taken, ok := commands[x.Command]; !ok {
			commands[x.Command] = name
		} else if x.Command != "" {
			wrong("%s: command is %q, and so is that of %s: give each a name of its own", name, x.Command, taken)
		}
		problems = append(problems, checkWho(name+": secretary", c.Committees[i].Secretary, "")...)
		problems = append(problems, checkWho(name+": chair", c.Committees[i].Chair, "")...)
		isPerson := func(ref string) bool { return !strings.Contains(ref, ":@") }
		if x.Secretary.Ref == "" && !slices.ContainsFunc(c.Roles.Secretaries, isPerson) {
			wrong("%s: secretary is empty, and roles.secretaries names no person: name who gets what nobody else decides", name)
		}
		for _, d := range x.Departments {
			if _, ok := dir.ByCode(d); !ok && err == nil {
				wrong("%s: departments has %q, which is none: add it under departments.list, or write one of %s", name, d, codes(dir))
			}
		}
	}
	return append(problems, c.checkSeats(dir, err == nil, all, ids)...)
}

// checkSeats says what is wrong with who sits where; known says that the
// departments are those that were meant.
func (c *config) checkSeats(dir *committee.Directory, known bool, all []committee.Committee, ids []string) (problems []string) {
	for i, s := range c.Departments.Seats {
		name := fmt.Sprintf("departments.seats number %d (%s)", i+1, s.Department)
		problems = append(problems, checkWho(name+": person", s.Person, s.Email)...)
		problems = append(problems, checkWho(name+": deputy", s.Deputy, s.DeputyEmail)...)
	}
	if !known {
		return problems
	}
	seats := c.seats()
	for _, err := range committee.CheckSeats(dir, ids, seats) {
		problems = append(problems, "departments.seats: "+err.Error())
	}
	for i, s := range seats {
		for _, x := range all {
			d, ok := dir.ByCode(s.Department)
			if ok && x.ID == s.Committee && !slices.ContainsFunc(x.Seated(dir), func(y committee.Department) bool { return y.Code == d.Code }) {
				problems = append(problems, fmt.Sprintf("departments.seats: seat %d (%s in %s): %s has no seat for it: add it to departments of the committee, or take the seat out", i+1, s.Department, s.Committee, x.ID))
			}
		}
	}
	return problems
}

func (c *config) checkHolidays() (problems []string) {
	for i, h := range c.Holidays.List {
		if _, ok := committee.ParseDay(h.Day); !ok {
			problems = append(problems, fmt.Sprintf("holidays.list number %d: day is %q: write it as 2027-05-05", i+1, h.Day))
		}
		if strings.TrimSpace(h.Name) == "" {
			problems = append(problems, fmt.Sprintf("holidays.list number %d has no name: write what people call that day", i+1))
		}
	}
	off := c.calendar()
	off.Not = nil
	for i, s := range c.Holidays.Not {
		d, ok := committee.ParseDay(s)
		if !ok {
			problems = append(problems, fmt.Sprintf("holidays.not number %d is %q: write the day as 2027-03-26", i+1, s))
		} else if _, ok := off.Holiday(d); !ok {
			problems = append(problems, fmt.Sprintf("holidays.not number %d: %s is no holiday, so it is worked on anyway: correct the day, or take it out", i+1, d))
		}
	}
	return problems
}

var mailAddress = regexp.MustCompile(`^[^\s@:<>]+@[^\s@:<>]+$`)

// checkWho says what is wrong with how somebody is named.
func checkWho(key, ref, email string) (problems []string) {
	if ref != "" && (!person.MatchString(ref) || strings.Contains(ref, ":@")) {
		problems = append(problems, fmt.Sprintf("%s is %q, which names nobody: write mattermost:ann, slack:U0123 or ann@minfin.nl", key, ref))
	}
	if email != "" && !mailAddress.MatchString(email) {
		problems = append(problems, fmt.Sprintf("%s has the e-mail address %q: write it as ann@minfin.nl", key, email))
	}
	return problems
}

func codes(dir *committee.Directory) string {
	var all []string
	for _, x := range dir.All() {
		all = append(all, x.Code)
	}
	return strings.Join(all, ", ")
}

// directory is what is known of departments. With an error it is what came with
// the program.
func (c *config) directory() (*committee.Directory, error) {
	dir := committee.Empty()
	if c.Departments.Builtin {
		dir = committee.Builtin()
	}
	var more []committee.Department
	for _, d := range c.Departments.List {
		x := committee.Department{Code: d.Code, Name: d.Name, EN: d.EN, Also: d.Also, Former: d.Former, Domains: d.Domains}
		if x.EN == "" {
			x.EN = d.Name
		}
		for _, a := range d.Agencies {
			x.Agencies = append(x.Agencies, committee.Agency{Code: a.Code, Name: a.Name, Also: a.Also, Domains: a.Domains})
		}
		more = append(more, x)
	}
	if len(more) == 0 {
		return dir, nil
	}
	with, err := dir.With(more)
	if err != nil {
		return dir, err
	}
	return with, nil
}

// who is somebody as they are named; a name is what people read, so there is
// always one.
func who(ref, name, email string) committee.Who {
	w := committee.Who{Ref: ref, Name: strings.TrimSpace(name), Email: email}
	if w.Email == "" && mailAddress.MatchString(ref) {
		w.Email = ref
	}
	if w.Name == "" && !w.Zero() {
		w.Name = w.Email
		if w.Name == "" {
			w.Name = ref[strings.IndexByte(ref, ':')+1:]
		}
	}
	return w
}

func (c *config) seats() (all []committee.Seat) {
	for _, s := range c.Departments.Seats {
		seat := committee.Seat{Committee: s.Committee, Department: s.Department, Member: who(s.Person, s.Name, s.Email), Deputy: who(s.Deputy, s.DeputyName, s.DeputyEmail),
			From: dayOf(s.From), Until: dayOf(s.Until)}
		if seat.Committee == "" && len(c.Committees) == 1 {
			seat.Committee = c.Committees[0].ID
		}
		all = append(all, seat)
	}
	return all
}

// dayOf is a day as it was written; what is no day stays as it is, to be named.
func dayOf(s string) committee.Day {
	if d, ok := committee.ParseDay(s); ok {
		return d
	}
	return committee.Day(s)
}

func (c *config) calendar() committee.Calendar {
	cal := committee.Calendar{Zone: c.zone}
	for _, h := range c.Holidays.List {
		name := bot.Phrase{NL: strings.TrimSpace(h.Name), EN: strings.TrimSpace(h.EN)}
		if name.EN == "" {
			name.EN = name.NL
		}
		cal.Extra = append(cal.Extra, committee.Holiday{Day: dayOf(h.Day), Name: name})
	}
	for _, s := range c.Holidays.Not {
		cal.Not = append(cal.Not, dayOf(s))
	}
	return cal
}

func (c *config) committees() (all []committee.Committee) {
	for _, y := range c.Committees {
		x := committee.Default()
		x.ID, x.Name, x.Command, x.Schedule, x.Place, x.Departments = y.ID, strings.TrimSpace(y.Name), y.Command, y.Schedule, strings.TrimSpace(y.Place), y.Departments
		x.Secretary, x.Chair = who(y.Secretary, y.SecretaryName, ""), who(y.Chair, y.ChairName, "")
		if x.Command == "" {
			x.Command = x.ID
		}
		if y.Time != "" {
			x.Time = y.Time
		}
		if y.Submit != "" {
			x.Submit = committee.Submit(y.Submit)
		}
		for _, n := range []struct {
			from *int
			into *int
		}{
			{y.Minutes, &x.Minutes}, {y.Patience, &x.Patience}, {y.Warn, &x.Warn},
			{y.Deadlines.Call, &x.Deadlines.Call}, {y.Deadlines.Close, &x.Deadlines.Close}, {y.Deadlines.Decide, &x.Deadlines.Decide}, {y.Deadlines.Draft, &x.Deadlines.Draft},
			{y.Deadlines.Send, &x.Deadlines.Send}, {y.Deadlines.Decisions, &x.Deadlines.Decisions}, {y.Deadlines.Feedback, &x.Deadlines.Feedback},
		} {
			if n.from != nil {
				*n.into = *n.from
			}
		}
		if y.Points != nil {
			x.Points = points(*y.Points)
		}
		all = append(all, x)
	}
	return all
}

// points are the fixed points of an agenda; one that has the id of a usual one
// is as that one in what it does not say.
func points(all []pointConfig) (list []committee.Point) {
	usual := committee.DefaultPoints()
	for _, p := range all {
		x := committee.Point{ID: p.ID}
		if i := slices.IndexFunc(usual, func(u committee.Point) bool { return u.ID == p.ID }); i >= 0 {
			x = usual[i]
		}
		if p.Title != "" {
			x.Title = bot.Phrase{NL: p.Title, EN: p.Title}
		}
		if p.EN != "" {
			x.Title.EN = p.EN
		}
		if p.Minutes != nil {
			x.Minutes = *p.Minutes
		}
		if p.First != nil {
			x.First = *p.First
		}
		list = append(list, x)
	}
	return list
}

// keptDays is a number of days, from none to a hundred years.
var keptDays = regexp.MustCompile(`^(0|[1-9][0-9]{0,4})d$`)

// agendaOf is all of it, as the bot takes it.
func agendaOf(c *config) handlers.Agenda {
	dir, committees, seats, cal := agendaOptions(c)
	return handlers.Agenda{Committees: committees, Directory: dir, Seats: seats, Calendar: cal, KeepFor: c.keepAgenda}
}
