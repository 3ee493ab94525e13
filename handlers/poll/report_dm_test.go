package poll

import (
	"fmt"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// fiftyFour is a poll of which there is something to tell.
func (o *office) fiftyFour(id string, channels ...string) *poll {
	spec := oneQuestion(soms)
	if len(channels) > 0 {
		spec.Places = places(channels...)
	}
	return o.closedPoll(id, spec, survey.Outcome{Asked: 128, Answered: 54, Questions: []survey.QuestionOutcome{{N: 54, By: []int{15, 31, 8}}}}, nil)
}

// reach stores how many of how many answered in each channel.
func (o *office) reach(id string, numbers ...[2]int) {
	o.t.Helper()
	x := o.stored(id)
	err := o.store.Write(o.t.Context(), "", func(tx *store.Tx) error {
		for i, n := range numbers {
			if _, err := tx.Exec("UPDATE poll_place SET asked = $1, answered = $2 WHERE poll = $3 AND channel = $4", n[1], n[0], id, x.places[i].Channel); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// schedule makes the job of the report due.
func (o *office) schedule(kind, id string) {
	o.t.Helper()
	x := o.stored(id)
	if err := o.store.Write(o.t.Context(), "", func(tx *store.Tx) error { return tx.Schedule(x.job(kind, o.clock.Now())) }); err != nil {
		o.t.Fatal(err)
	}
}

// sentTo is what somebody was sent directly, one string per message.
func (o *office) sentTo(who bot.UserID) (all []string) {
	c := o.chats["test"]
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.said {
		if s.to.User == who {
			all = append(all, blocksText(s.m.Blocks, s.to.Lang))
		}
	}
	return all
}

func TestReportReach(t *testing.T) {
	o := newOffice(t, 3)
	for _, c := range []struct {
		name    string
		numbers [][2]int
		want    []string
		without []string
	}{
		{"one channel", [][2]int{{54, 128}}, []string{"- De hele uitslag staat in #k0.", "- #k0: 54 van 128 bereikt"}, nil},
		{"three channels", [][2]int{{4, 60}, {12, 17}, {38, 51}},
			[]string{"- Bereikt per kanaal: #k0 4 van 60, #k1 12 van 17 en #k2 38 van 51.", "- #k0: 4 van 60 bereikt"}, nil},
		{"one small channel", [][2]int{{4, 60}, {12, 17}, {3, 9}}, // 54 less the others would be the small one
			[]string{"- Bereikt per kanaal: #k0 4 van 60.", "- #k0: 4 van 60 bereikt", "- #k1: niet te tonen, want dan is een kleiner kanaal uit te rekenen", "- #k2: te klein om te tonen"},
			[]string{"3 van 9", "12 van 17"}},
		{"small channels only", [][2]int{{4, 9}, {3, 9}}, []string{"- #k0: te klein om te tonen", "- #k1: te klein om te tonen"}, []string{"Bereikt per kanaal"}},
		{"seven channels", [][2]int{{4, 60}, {12, 17}, {30, 90}, {30, 90}, {30, 90}, {30, 90}, {1, 90}},
			[]string{"- Het minst bereikt: #k6 1 van 90. Het best bereikt: #k1 12 van 17.", "- #k5: 30 van 90 bereikt"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := strings.ReplaceAll(c.name, " ", "")
			var names []string
			for i := range c.numbers {
				names = append(names, fmt.Sprint("k", i))
			}
			o.fiftyFour(id, names...)
			o.reach(id, c.numbers...)
			o.schedule("poll.report", id)
			o.run()
			all := o.sentTo("bram")
			got := all[len(all)-1]
			for _, want := range append(c.want, "- We vroegen: “Weet je waar je met vragen terechtkunt?” 54 van 128 collega's antwoordden (42 %).", "- De meesten kozen Soms (31 van 54, 57 %).") {
				if !strings.Contains(got, want+"\n") {
					t.Errorf("%q is not there:\n%s", want, got)
				}
			}
			for _, not := range c.without {
				if strings.Contains(got, not) {
					t.Errorf("%q is there:\n%s", not, got)
				}
			}
		})
	}
}

// TestReportToNobody has the maker leave before the poll closes: nobody is sent
// anything, nothing is tried again for days, and the operator reads which poll
// it is.
func TestReportToNobody(t *testing.T) {
	for _, c := range []struct {
		name  string
		leave func(people map[bot.UserID]bot.User)
	}{
		{"inactive", func(people map[bot.UserID]bot.User) {
			u := people["bram"]
			u.Inactive = true
			people["bram"] = u
		}},
		{"gone", func(people map[bot.UserID]bot.User) { delete(people, "bram") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, 3)
			o.fiftyFour("leftleft")
			c.leave(o.chats["test"].people)
			o.schedule("poll.report", "leftleft")
			o.run()
			if all := o.sentTo("bram"); len(all) > 0 {
				t.Errorf("sent to who left: %s", all)
			}
			if _, waits, err := o.store.NextJob(t.Context()); err != nil || waits {
				t.Errorf("something is tried again: %v, %v", waits, err)
			}
			log := o.log.String()
			if !strings.Contains(log, `"poll":"leftleft"`) || !strings.Contains(log, "has left") || strings.Contains(log, "bram") || strings.Contains(log, "vragen terecht") {
				t.Errorf("the log reads:\n%s", log)
			}
		})
	}
}

// TestPasteLanguage has an English channel and a Dutch maker: what is pasted in
// the channel is English, what the maker reads is Dutch.
func TestPasteLanguage(t *testing.T) {
	o := newOffice(t, 3)
	o.poll.opt.Lang = func(_ bot.PlatformName, c bot.ChannelID) bot.Lang {
		if c == "english" {
			return bot.EN
		}
		return bot.NL
	}
	for _, c := range []struct {
		channels []string
		want     string
	}{
		{[]string{"english"}, "- Most chose Soms (31 of 54, 57%)."},
		{[]string{"english", "algemeen"}, "- De meesten kozen Soms (31 van 54, 57 %)."},
	} {
		id := fmt.Sprint("lang", len(c.channels))
		o.fiftyFour(id, c.channels...)
		o.schedule("poll.report", id)
		o.run()
		all := o.sentTo("bram")
		if got := all[len(all)-1]; !strings.Contains(got, c.want+"\n") || !strings.Contains(got, "Zinnen om over te nemen") {
			t.Errorf("%q is not in it, or it is not in Dutch:\n%s", c.want, got)
		}
	}
}

// TestFollowUp is how what will be done with a result gets under it.
func TestFollowUp(t *testing.T) {
	o := newOffice(t, 3)
	o.fiftyFour("followed", "a", "b")
	give := func(who, text string) (string, bot.FieldErrors) {
		return o.submit(&bot.Submit{Origin: o.origin(who, ""), Action: "poll.followup", State: "followed", Values: bot.Values{"followup": {text}}})
	}
	if said, _ := give("p1", "Niets."); !strings.Contains(said, "Deze peiling is er niet (meer).") {
		t.Errorf("somebody else reads %q", said)
	}
	if said := o.press(&bot.Press{Origin: o.origin("p1", ""), Action: "poll.followup", Value: "followed"}); !strings.Contains(said, "Deze peiling is er niet (meer).") {
		t.Errorf("somebody else reads %q", said)
	}
	for text, want := range map[string]string{
		"":                       "Vul in wat er met de uitslag gaat gebeuren.",
		strings.Repeat("a", 501): "Dit zijn 501 tekens. Er passen er 500.",
	} {
		if _, errs := give("bram", text); errs["followup"] == nil || errs["followup"].In(bot.NL, bot.Literal) != want {
			t.Errorf("%d characters give %v, want %q", len(text), errs, want)
		}
	}
	if o.stored("followed").FollowUp != "" {
		t.Fatalf("what was refused is stored")
	}
	for _, text := range []string{"We maken\n  een wegwijzer.", "De wegwijzer is er @channel."} {
		said, errs := give("bram", text)
		flat := strings.Join(strings.Fields(text), " ")
		if want := "Opgeslagen. Dit staat nu onder de uitslag in #a en #b:\n" + flat; errs != nil || !strings.Contains(said, want) {
			t.Errorf("the maker reads %q, %v", said, errs)
		}
		for _, channel := range []string{"a", "b"} {
			if shown := o.shows("followed", channel); strings.Count(shown, "Wat er met de uitslag gebeurt: "+flat+"\n") != 1 {
				t.Errorf("#%s shows\n%s", channel, shown)
			}
		}
	}
	if said, errs := give("bram", " "); errs != nil || !strings.Contains(said, "Weggehaald bij de uitslag in #a en #b.") {
		t.Errorf("emptying it gives %q, %v", said, errs)
	}
	if shown := o.shows("followed", "a"); strings.Contains(shown, "Wat er met de uitslag gebeurt") {
		t.Errorf("it is still there:\n%s", shown)
	}
}

// TestFollowUpIsTooEarly asks before there is a result.
func TestFollowUpIsTooEarly(t *testing.T) {
	o := newOffice(t, 12)
	id := o.ask(yesNo("Gaat het goed?"), "a")
	if said := o.press(&bot.Press{Origin: o.origin("bram", ""), Action: "poll.followup", Value: id}); !strings.Contains(said, "Deze peiling is nog niet gesloten.") {
		t.Errorf("the maker reads %q", said)
	}
}
