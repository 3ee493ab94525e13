package committee

import (
	"strings"
	"testing"

	"wegwijs/bot"
)

func aic() Committee {
	c := Default()
	c.ID, c.Name, c.Command, c.Schedule = "aic", "Adviescommissie interne communicatie", "aic", "FREQ=MONTHLY;BYDAY=2TU"
	return c
}

func TestCommitteesThatAreRight(t *testing.T) {
	for name, change := range map[string]func(*Committee){
		"as it comes":         func(*Committee) {},
		"planned by hand":     func(c *Committee) { c.Schedule = "" },
		"no fixed points":     func(c *Committee) { c.Points = nil },
		"a few departments":   func(c *Committee) { c.Departments = []string{"FIN", "EZ"} },
		"all on the day":      func(c *Committee) { c.Deadlines = Deadlines{} },
		"no warning":          func(c *Committee) { c.Warn = 0 },
		"a meeting all day":   func(c *Committee) { c.Minutes = 1440 },
		"points that fill it": func(c *Committee) { c.Minutes = 27 },
	} {
		c := aic()
		change(&c)
		if problems := c.Check(); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestCommitteesThatAreWrong(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*Committee)
		want   []string // one for each problem
	}{
		"id":                      {func(c *Committee) { c.ID = "A I C" }, []string{`id is "A I C"`}},
		"no name":                 {func(c *Committee) { c.Name = " " }, []string{"name has 1 characters"}},
		"a long name":             {func(c *Committee) { c.Name = strings.Repeat("é", 101) }, []string{"name has 101 characters"}},
		"command":                 {func(c *Committee) { c.Command = "/aic" }, []string{"without the slash"}},
		"schedule":                {func(c *Committee) { c.Schedule = "2e dinsdag" }, []string{"schedule: this is no RRULE"}},
		"time":                    {func(c *Committee) { c.Time = "half tien" }, []string{`time is "half tien"`}},
		"no time":                 {func(c *Committee) { c.Time = "" }, []string{`time is ""`}},
		"minutes":                 {func(c *Committee) { c.Minutes = -1 }, []string{"minutes is -1"}},
		"place":                   {func(c *Committee) { c.Place = strings.Repeat("x", 301) }, []string{"place has 301"}},
		"submit":                  {func(c *Committee) { c.Submit = "all" }, []string{`submit is "all"`}},
		"order":                   {func(c *Committee) { c.Deadlines.Close = -16 }, []string{"deadlines.close (-16) comes before deadlines.call (-15)"}},
		"after the meeting":       {func(c *Committee) { c.Deadlines.Send = 1 }, []string{"deadlines.send is 1"}},
		"before the meeting":      {func(c *Committee) { c.Deadlines.Decisions = -1 }, []string{"deadlines.decisions is -1"}},
		"far away":                {func(c *Committee) { c.Deadlines.Call, c.Deadlines.Feedback = -61, 61 }, []string{"deadlines.call is -61", "deadlines.feedback is 61"}},
		"departments":             {func(c *Committee) { c.Departments = []string{"IenW", "I&W"} }, []string{"I&W twice"}},
		"patience":                {func(c *Committee) { c.Patience = 0 }, []string{"patience is 0"}},
		"warn":                    {func(c *Committee) { c.Warn = -1 }, []string{"warn is -1"}},
		"points of one id":        {func(c *Committee) { c.Points = append(c.Points, c.Points[0]) }, []string{`number 9 has the id "opening"`}},
		"a point of nothing":      {func(c *Committee) { c.Points = []Point{{}} }, []string{`the id ""`, "title of 0"}},
		"a point in one language": {func(c *Committee) { c.Points = []Point{{ID: "x", Title: bot.Phrase{NL: "x"}}} }, []string{"title of 0"}},
		"a point of no time":      {func(c *Committee) { c.Points = []Point{{ID: "x", Title: bot.Phrase{NL: "x", EN: "x"}, Minutes: -5}} }, []string{"takes -5 minutes"}},
		"points that fill it":     {func(c *Committee) { c.Minutes = 26 }, []string{"points take 27 minutes, and a meeting takes 26"}},
		"all at once":             {func(c *Committee) { *c = Committee{} }, []string{"id", "name", "command", "time", "minutes", "submit", "patience"}},
	} {
		c := aic()
		tc.change(&c)
		problems := c.Check()
		if len(problems) != len(tc.want) {
			t.Errorf("%s: %d problems, want %d: %v", name, len(problems), len(tc.want), problems)
			continue
		}
		for i, w := range tc.want {
			if !strings.Contains(problems[i].Error(), w) {
				t.Errorf("%s: %q is not in: %v", name, w, problems[i])
			}
		}
	}
}

func TestSeated(t *testing.T) {
	c := Committee{Departments: []string{"KGG", "ienw", "EZK", "XYZ", "FIN"}}
	var got []string
	for _, x := range c.Seated(Builtin()) {
		got = append(got, x.Code)
	}
	if strings.Join(got, " ") != "EZK FIN IenW" {
		t.Errorf("seats are for %v", got)
	}
	if len((Committee{}).Seated(Builtin())) != 12 || len(c.Seated(nil)) != 0 {
		t.Error("who names no departments has not all of them")
	}
}
