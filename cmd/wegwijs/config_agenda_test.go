package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"wegwijs/handlers/agenda/committee"
)

func TestNoCommittees(t *testing.T) {
	c, err := load(t, "language: nl\n")
	if err != nil {
		t.Fatal(err)
	}
	dir, committees, seats, cal := agendaOptions(c)
	if len(dir.All()) != 12 || len(committees) != 0 || len(seats) != 0 || cal.Zone != c.zone || cal.Working("2027-03-26") {
		t.Errorf("there are %d departments, %d committees, %d seats", len(dir.All()), len(committees), len(seats))
	}
}

func TestSmallestCommittee(t *testing.T) {
	c, err := load(t, "committees: [{id: aic, name: Adviescommissie, secretary: sien@minaz.nl}]\ndepartments: {seats: [{department: FIN, person: 'mattermost:max'}]}\n")
	if err != nil {
		t.Fatal(err)
	}
	_, committees, seats, _ := agendaOptions(c)
	want := committee.Default()
	want.ID, want.Name, want.Command = "aic", "Adviescommissie", "aic"
	want.Secretary = committee.Who{Ref: "sien@minaz.nl", Name: "sien@minaz.nl", Email: "sien@minaz.nl"}
	got := committees[0]
	if len(got.Points) != 8 || got.Points[0] != want.Points[0] {
		t.Errorf("the points are %v", got.Points)
	}
	got.Points, want.Points = nil, nil
	if got.ID != want.ID || got.Command != want.Command || got.Secretary != want.Secretary || got.Deadlines != want.Deadlines || got.Time != want.Time || got.Minutes != 120 || got.Submit != committee.Everyone || got.Patience != 2 || got.Warn != 20 || !got.Chair.Zero() {
		t.Errorf("got %+v", got)
	}
	if len(seats) != 1 || seats[0] != (committee.Seat{Committee: "aic", Department: "FIN", Member: committee.Who{Ref: "mattermost:max", Name: "max"}}) {
		t.Errorf("got %+v", seats)
	}
}

func TestCommitteesAsConfigured(t *testing.T) {
	c, err := load(t, `timezone: Europe/Amsterdam
commands: {poll: enquete}
roles: {secretaries: ['mattermost:sien']}
committees:
  - id: aic
    name: " Adviescommissie "
    command: peiling
    schedule: FREQ=MONTHLY;BYDAY=2TU
    time: "9.30"
    minutes: 90
    place: https://vergader.example.nl/aic
    chair: slack:U01
    chair_name: Ineke
    submit: members
    deadlines: {call: -20, feedback: 5, decisions: 0}
    patience: 3
    warn: 0
    departments: [FIN, EZ, RvS]
    points:
      - id: opening
      - {id: rondvraag, title: Wie nog?, minutes: 0}
      - {id: eigen, title: Eigen punt, en: A point of our own, minutes: 4, first: true}
  - {id: naic, name: Netwerk, time: 13:00, points: []}
departments:
  list:
    - {code: RvS, name: Raad van State, domains: [raadvanstate.nl], agencies: [{code: ABR, name: Afdeling bestuursrechtspraak}]}
  seats:
    - {committee: aic, department: FIN, person: max@minfin.nl, name: Max, deputy: "web:lotte", deputy_name: Lotte, from: 2026-01-01, until: 2026-12-31}
    - {committee: aic, department: FIN, name: Olga Smit, email: o.smit@minfin.nl, from: 1-1-2027}
    - {committee: naic, department: RvS, person: "slack:U02"}
holidays:
  list: [{day: 2027-05-05, name: Bevrijdingsdag, en: Liberation Day}, {day: 2027-12-24, name: Brugdag}]
  not: [2027-03-26]
`)
	if err != nil {
		t.Fatal(err)
	}
	dir, committees, seats, cal := agendaOptions(c)
	if m, ok := dir.ByEmail("x@raadvanstate.nl"); !ok || m.Department.Code != "RvS" || m.Department.EN != "Raad van State" || len(dir.All()) != 13 {
		t.Errorf("departments: %+v", m)
	}
	x := committees[0]
	if x.Name != "Adviescommissie" || x.Command != "peiling" || x.Schedule != "FREQ=MONTHLY;BYDAY=2TU" || x.Time != "9.30" || x.Minutes != 90 || x.Place != "https://vergader.example.nl/aic" ||
		!x.Secretary.Zero() || x.Chair != (committee.Who{Ref: "slack:U01", Name: "Ineke"}) || x.Submit != committee.Members || x.Patience != 3 || x.Warn != 0 ||
		x.Deadlines != (committee.Deadlines{Call: -20, Close: -8, Decide: -7, Draft: -6, Send: -5, Decisions: 0, Feedback: 5}) || strings.Join(x.Departments, " ") != "FIN EZ RvS" {
		t.Errorf("got %+v", x)
	}
	usual := committee.DefaultPoints()
	if len(x.Points) != 3 || x.Points[0] != usual[0] || x.Points[1].Title.NL != "Wie nog?" || x.Points[1].Title.EN != "Wie nog?" || x.Points[1].Minutes != 0 || x.Points[1].First ||
		x.Points[2].ID != "eigen" || x.Points[2].Title.EN != "A point of our own" || !x.Points[2].First || x.Points[2].Minutes != 4 {
		t.Errorf("the points are %+v", x.Points)
	}
	if y := committees[1]; y.Time != "13:00" || len(y.Points) != 0 || y.Schedule != "" {
		t.Errorf("got %+v", y)
	}
	want := []committee.Seat{
		{Committee: "aic", Department: "FIN", Member: committee.Who{Ref: "max@minfin.nl", Name: "Max", Email: "max@minfin.nl"}, Deputy: committee.Who{Ref: "web:lotte", Name: "Lotte"}, From: "2026-01-01", Until: "2026-12-31"},
		{Committee: "aic", Department: "FIN", Member: committee.Who{Name: "Olga Smit", Email: "o.smit@minfin.nl"}, From: "2027-01-01"},
		{Committee: "naic", Department: "RvS", Member: committee.Who{Ref: "slack:U02", Name: "U02"}},
	}
	for i := range want {
		if i >= len(seats) || seats[i] != want[i] {
			t.Errorf("seat %d is not %+v: %+v", i+1, want[i], seats)
		}
	}
	if name, _ := cal.Holiday("2027-05-05"); name.EN != "Liberation Day" || cal.Working("2027-12-24") || !cal.Working("2027-03-26") {
		t.Error("the days off are not those that were said")
	}
	all, err := x.Occurrences("2026-11-26", 2, cal)
	if err != nil || len(all) != 2 || all[1].Start.Format("2006-01-02 15:04 MST") != "2027-01-12 09:30 CET" {
		t.Errorf("%v, %v", all, err)
	}
}

// TestExampleCommitteesLoad: whoever takes the marks of comment away has what works.
func TestExampleCommitteesLoad(t *testing.T) {
	data, err := os.ReadFile("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	empty := regexp.MustCompile(`^( *[a-z]+:) \[\]$`)
	lines, taken := strings.Split(string(data), "\n"), false
	from := 0
	for i, line := range lines {
		if line == "committees: []" {
			from = i
		}
	}
	for i := from; i < len(lines)-1; i++ {
		if m := empty.FindStringSubmatch(lines[i]); m != nil && strings.HasPrefix(lines[i+1], "#") {
			lines[i], taken = m[1], true
		} else if taken && strings.HasPrefix(lines[i], "#") {
			lines[i] = " " + lines[i][1:]
		} else {
			taken = false
		}
	}
	c, err := load(t, strings.Join(lines, "\n"))
	if err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(lines[from:], "\n"))
	}
	dir, committees, seats, cal := agendaOptions(c)
	if len(committees) != 2 || len(seats) != 2 || len(cal.Extra) != 1 || len(dir.All()) != 11 {
		t.Errorf("%d committees, %d seats, %d days off, %d departments", len(committees), len(seats), len(cal.Extra), len(dir.All()))
	}
	usual := committee.Default()
	got := committees[0]
	if len(got.Points) != len(usual.Points) || got.Deadlines != usual.Deadlines || got.Time != usual.Time || got.Minutes != usual.Minutes || got.Patience != usual.Patience || got.Warn != usual.Warn || got.Submit != usual.Submit {
		t.Errorf("the example does not show the defaults: %+v", got)
	}
	for i, p := range usual.Points {
		if got.Points[i] != p {
			t.Errorf("point %d of the example is %+v", i+1, got.Points[i])
		}
	}
}

func TestProblemsOfCommittees(t *testing.T) {
	const aic = "committees: [{id: aic, name: AIC, secretary: a@b}]\n"
	for _, tc := range []struct {
		name, yaml string
		want       []string
	}{
		{"unknown keys", "committees: [{id: aic, name: AIC, secretary: a@b, shedule: x}]\ndepartments: {seat: []}\nholidays: {also: []}\n", []string{"3 problems", `"shedule"`, `"seat"`, `"also"`}},
		{"a word for a number", "committees: [{id: aic, name: AIC, secretary: a@b, minutes: lang}]\n", []string{"1 problem", "a whole number"}},
		{"nothing", "committees: [{}]\n", []string{"4 problems", `id is ""`, "name has 0 characters", `command is ""`, "secretary is empty"}},
		{"schedule", "committees: [{id: aic, name: AIC, secretary: a@b, schedule: 2e dinsdag}]\n", []string{"1 problem", "committees number 1 (aic): schedule: this is no RRULE", "FREQ=MONTHLY;BYDAY=2TU"}},
		{"a schedule without days", "committees: [{id: aic, name: AIC, secretary: a@b, schedule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30}]\n", []string{"1 problem", "no day fits"}},
		{"times", "committees: [{id: aic, name: AIC, secretary: a@b, time: 25:00, minutes: 0}]\n", []string{"2 problems", `time is "25:00"`, "minutes is 0"}},
		{"a number for a time", "committees: [{id: aic, name: AIC, secretary: a@b, time: 9.30}]\n", []string{"1 problem", `time is "9.3"`, `as "09:00"`}},
		{"submit", "committees: [{id: aic, name: AIC, secretary: a@b, submit: all}]\n", []string{"1 problem", `submit is "all": write everyone, members or advisers`}},
		{"deadlines", "committees: [{id: aic, name: AIC, secretary: a@b, deadlines: {call: -5, send: 1}}]\n", []string{"2 problems", "deadlines.close (-8) comes before deadlines.call (-5)", "deadlines.send is 1"}},
		{"points", "committees: [{id: aic, name: AIC, secretary: a@b, minutes: 10, points: [{id: opening, minutes: 20}, {id: opening, minutes: 0}]}]\n", []string{"2 problems", `has the id "opening"`, "points take 20 minutes, and a meeting takes 10"}},
		{"patience", "committees: [{id: aic, name: AIC, secretary: a@b, patience: 0, warn: -1}]\n", []string{"2 problems", "patience is 0", "warn is -1"}},
		{"two of one id", "committees: [{id: aic, name: AIC, secretary: a@b}, {id: aic, name: AIC, command: bic, secretary: a@b}]\n", []string{"1 problem", `number 2 (aic): another one has the id "aic"`}},
		{"two of one command", "committees: [{id: aic, name: AIC, secretary: a@b}, {id: bic, name: BIC, command: aic, secretary: a@b}]\n", []string{"1 problem", `command is "aic", and so is that of committees number 1 (aic)`}},
		{"a command of the bot", "committees: [{id: wegwijs, name: AIC, secretary: a@b}, {id: bic, name: BIC, command: peiling, secretary: a@b}]\n", []string{"2 problems", "so is that of commands.wegwijs", "so is that of commands.poll"}},
		{"a command with a slash", "committees: [{id: aic, name: AIC, command: /aic, secretary: a@b}]\n", []string{"1 problem", "without the slash"}},
		{"people", "committees: [{id: aic, name: AIC, secretary: sien, chair: 'mattermost:@chairs'}]\n", []string{"2 problems", `secretary is "sien", which names nobody`, `chair is "mattermost:@chairs"`}},
		{"no secretary", "committees: [{id: aic, name: AIC}]\n", []string{"1 problem", "roles.secretaries"}},
		{"only the name of a secretary", "committees: [{id: aic, name: AIC, secretary_name: Sien}]\n", []string{"1 problem", "secretary is empty"}},
		{"a group for a secretary", "committees: [{id: aic, name: AIC}]\nroles: {secretaries: ['mattermost:@secretarissen']}\n", []string{"1 problem", "names no person"}},
		{"departments", "committees: [{id: aic, name: AIC, secretary: a@b, departments: [FIN, XYZ, fin]}]\n", []string{"2 problems", `"XYZ", which is none`, "AZ, BZ", "fin twice"}},
		{"no departments", aic + "departments: {builtin: false}\n", []string{"1 problem", "departments.builtin"}},
		{"a department of one's own", "departments: {list: [{code: X Y, name: Iks}, {code: ZZ, name: Financiën, domains: ['https://x']}]}\n", []string{"1 problem", "departments.list", `"X Y"`}},
		{"names of two", "departments: {list: [{code: ZZ, name: Financiën, domains: ['https://x', minbzk.nl]}]}\n", []string{"3 problems", `"Financiën" is of both FIN and ZZ`, `"https://x"`, `"minbzk.nl" is of both BZK and ZZ`}},
		{"overlapping seats", aic + "departments: {seats: [{department: FIN, person: a@b, from: 2026-01-01}, {department: fin, person: 'web:max', from: 2026-06-01, until: 2026-12-31}]}\n",
			[]string{"1 problem", "departments.seats: seat 2 (fin in aic): max (2026-06-01 to 2026-12-31) sits there at the same time as a@b (from 2026-01-01, seat 1)"}},
		{"seats", aic + "departments: {seats: [{committee: bic, department: XYZ, person: max, deputy: max, deputy_email: x, from: 2027-01-01, until: 2026-01-01}, {committee: aic, department: FIN, from: gauw}]}\n",
			[]string{"9 problems", "person is \"max\"", "deputy is \"max\"", `the e-mail address "x"`, `no committee "bic": the committees are aic`, `no department "XYZ"`, "until (2026-01-01) is before from (2027-01-01)", "max is member and deputy", "nobody sits in it", `from is "gauw"`}},
		{"a seat without a committee", "departments: {seats: [{committee: aic, department: FIN, person: a@b}]}\n", []string{"1 problem", "there are no committees"}},
		{"a seat that is not there", "committees: [{id: aic, name: AIC, secretary: a@b, departments: [BZK]}]\ndepartments: {seats: [{department: FIN, person: a@b}]}\n", []string{"1 problem", "aic has no seat for it"}},
		{"holidays", "holidays: {list: [{day: gauw, name: ''}], not: [2027-03-27, gauw]}\n", []string{"4 problems", `day is "gauw"`, "has no name", "2027-03-27 is no holiday", `not number 2 is "gauw"`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := load(t, tc.yaml)
			if err == nil {
				t.Fatal("it was accepted")
			}
			for _, w := range tc.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not in:\n%v", w, err)
				}
			}
		})
	}
}
