package poll

import (
	"fmt"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// say types a command with a slash in a channel, and returns what the person is
// told, and the files they are sent.
func (o *office) say(who, text string) (string, []bot.File) {
	o.t.Helper()
	c := o.chats["test"]
	c.mu.Lock()
	before := len(c.said)
	c.mu.Unlock()
	words := o.said2(&bot.Command{Origin: o.origin(who, "a"), Name: "peiling", Text: text, Slash: true})
	return words, c.filesTo(bot.UserID(who), before)
}

func (o *office) said2(e bot.Event) string {
	o.t.Helper()
	return o.said(e, func() error { _, err := o.router.Dispatch(o.t.Context(), e); return err })
}

func (c *chat) filesTo(who bot.UserID, from int) (files []bot.File) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.said[from:] {
		for _, b := range s.m.Blocks {
			if f, ok := b.(bot.File); ok && s.to.User == who {
				files = append(files, f)
			}
		}
	}
	return files
}

// withAdviser makes p1 an adviser and p2 an administrator.
func withAdviser(o *office) {
	o.t.Helper()
	for id, role := range map[bot.UserID]string{"p1": "adviseur", "p2": "beheer"} {
		u := o.chats["test"].people[id]
		u.Email = role + "@minfin.nl"
		o.chats["test"].people[id] = u
	}
}

func TestExport(t *testing.T) {
	o := newOffice(t, 5)
	withAdviser(o)
	o.fiftyFour("fifty4aa")
	o.closedPoll("withheld", oneQuestion(soms), survey.Outcome{Asked: 128, Withheld: survey.FewAnswers}, nil)
	open := o.ask(yesNo("Gaat het goed?"), "a")
	for _, c := range []struct {
		who, text, want string
		files           string // the end of the name of the file
	}{
		{"bram", "export fifty4aa csv", "De uitslag van “Weet je waar je met vragen terechtkunt?”:", "fifty4aa.csv"},
		{"bram", "export FIFTY4AA xlsx", "De uitslag van", "fifty4aa.xlsx"},
		{"bram", "export <fifty4aa> csv-excel", "De uitslag van", "excel.csv"},
		{"bram", "exporteer fifty4aa excel", "De uitslag van", "fifty4aa.xlsx"},
		{"bram", "export fifty4aa json", "De uitslag van", "fifty4aa.json"},
		{"bram", "download fifty4aa plaatje", "De uitslag van", "fifty4aa.png"},
		{"bram", "export fifty4aa", "Wat voor bestand wil je?\nKies een soort bestand", ""},
		{"bram", "export fifty4aa pdf", "Een bestand van de soort “pdf” kan ik niet maken.", ""},
		{"bram", "export", "Van welke peiling wil je de uitslag?\nKies een peiling", ""},
		{"bram", "export csv", "Van welke peiling wil je de uitslag?", ""},
		{"bram", "export " + open + " csv", "Deze peiling is nog open. De uitslag komt na sluiting: maandag 30 november 2026, 9.00 uur.", ""},
		{"bram", "export withheld csv", "Minder dan 5 antwoorden: daarom geen uitslag. De antwoorden zijn gewist.", ""},
		{"bram", "export nietdaar csv", "Deze peiling is er niet (meer).", ""},
		{"p1", "export fifty4aa csv", "De uitslag van", "fifty4aa.csv"},
		{"p2", "export fifty4aa csv", "De uitslag van", "fifty4aa.csv"},
		{"p3", "export fifty4aa csv", "Deze peiling is er niet (meer).", ""},
		{"p3", "export", "Je hebt geen peiling die gesloten is.", ""},
	} {
		said, files := o.say(c.who, c.text)
		if !strings.Contains(said, c.want) {
			t.Errorf("%s types %q and reads %q, want %q", c.who, c.text, said, c.want)
		}
		switch {
		case c.files == "" && len(files) > 0, c.files != "" && (len(files) != 1 || !strings.HasSuffix(files[0].Name, c.files) || len(files[0].Data) == 0):
			t.Errorf("%s types %q and is sent %d files, want one that ends in %q", c.who, c.text, len(files), c.files)
		}
	}
	for _, e := range []*bot.Press{
		{Origin: o.origin("bram", ""), Action: "poll.download", Value: "fifty4aa"},
		{Origin: o.origin("bram", ""), Action: "poll.which", Choice: "fifty4aa"},
	} {
		if said := o.press(e); !strings.Contains(said, "Wat voor bestand wil je?") {
			t.Errorf("%s gives %q", e.Action, said)
		}
	}
	for _, e := range []*bot.Press{
		{Origin: o.origin("bram", ""), Action: "poll.export", Value: "fifty4aa", Choice: "csv"},
		{Origin: o.origin("bram", ""), Action: "poll.which", Value: "csv", Choice: "fifty4aa"},
	} {
		if said := o.press(e); !strings.Contains(said, "De uitslag van") {
			t.Errorf("%s gives %q", e.Action, said)
		}
	}
	if said := o.press(&bot.Press{Origin: o.origin("p3", ""), Action: "poll.export", Value: "fifty4aa", Choice: "csv"}); !strings.Contains(said, "Deze peiling is er niet (meer).") {
		t.Errorf("somebody else presses and reads %q", said)
	}
}

// TestExportForWhoLeft is how an administrator does what the maker would have done.
func TestExportForWhoLeft(t *testing.T) {
	o := newOffice(t, 5)
	withAdviser(o)
	o.fiftyFour("fifty4aa", "a")
	for who, want := range map[string]bool{"p2": true, "p1": false, "bram": false} {
		said, _ := o.say(who, "export fifty4aa")
		if has := strings.Contains(said, "[Vertel wat ermee gebeurt]"); has != want {
			t.Errorf("%s reads %q", who, said)
		}
	}
	said, errs := o.submit(&bot.Submit{Origin: o.origin("p2", ""), Action: "poll.followup", State: "fifty4aa", Values: bot.Values{"followup": {"Er komt een wegwijzer."}}})
	if errs != nil || !strings.Contains(said, "Opgeslagen.") || !strings.Contains(o.shows("fifty4aa", "a"), "Er komt een wegwijzer.") {
		t.Errorf("an administrator reads %q, %v", said, errs)
	}
	if said := o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.manage", Value: "fifty4aa"}); !strings.Contains(said, "[Vertel wat ermee gebeurt]\n[Download]\n[Verwijder]") {
		t.Errorf("the maker can do:\n%s", said)
	}
}

// TestExportNames downloads a poll with names: they are for who looks after it.
func TestExportNames(t *testing.T) {
	o := newOffice(t, 5)
	withAdviser(o)
	spec := oneQuestion(soms)
	spec.Mode = survey.Named
	o.closedPoll("named4aa", spec, survey.Outcome{Asked: 100, Answered: 3, Questions: []survey.QuestionOutcome{{N: 3, By: []int{0, 3, 0}}}}, nil)
	o.answers("named4aa", 3, 1)
	for who, names := range map[string]bool{"bram": true, "p2": true, "p1": false} {
		for _, format := range []string{"csv", "json"} {
			said, files := o.say(who, "export named4aa "+format)
			if len(files) != 1 {
				t.Fatalf("%s reads %q", who, said)
			}
			if has := strings.Contains(string(files[0].Data), "Persoon 00001"); has != names {
				t.Errorf("names in the %s of %s: %v\n%s", format, who, has, files[0].Data)
			}
			if want := map[bool]string{true: "Wegwijs wist die op 12 april 2027", false: "Zonder namen en bereik"}[names]; !strings.Contains(said, want) {
				t.Errorf("%s reads %q, without %q", who, said, want)
			}
		}
	}
}

// TestExportPicture asks for a picture of what cannot be drawn.
func TestExportPicture(t *testing.T) {
	o := newOffice(t, 3)
	o.closedPoll("openopen", oneQuestion(survey.Question{Text: "Wat kan beter?", Kind: survey.Open}),
		survey.Outcome{Asked: 30, Answered: 24, Questions: []survey.QuestionOutcome{{N: 24, Texts: true}}}, nil)
	if said, files := o.say("bram", "export openopen png"); len(files) > 0 || !strings.Contains(said, "is geen plaatje te maken") {
		t.Errorf("%d files, and %q", len(files), said)
	}
	if said, files := o.say("bram", "export openopen csv"); len(files) != 1 || !strings.Contains(said, "worden nagekeken door een collega") {
		t.Errorf("%d files, and %q", len(files), said)
	}
}

// TestWhichPollFits has more polls than are offered, with long questions.
func TestWhichPollFits(t *testing.T) {
	o := newOffice(t, 3)
	q := soms
	q.Text = strings.Repeat("lang ", 60)
	for i := range mostRecent + 3 {
		o.closedPoll(fmt.Sprintf("many%04d", i), oneQuestion(q), survey.Outcome{Asked: 30, Answered: 24, Questions: []survey.QuestionOutcome{{N: 24, By: []int{8, 8, 8}}}}, nil)
	}
	c := &bot.Command{Origin: o.origin("bram", "a"), Name: "peiling"}
	reply, err := o.poll.whichPoll(t.Context(), &c.Origin, "")
	if err != nil {
		t.Fatal(err)
	}
	menu := reply.Private.Blocks[1].(bot.Menu)
	if len(menu.Options) != mostRecent {
		t.Errorf("%d polls are offered", len(menu.Options))
	}
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		if label := menu.Options[0].Label.In(l, bot.Literal); len([]rune(label)) > 75 {
			t.Errorf("a label of %d characters: %s", len([]rune(label)), label)
		}
	}
}
