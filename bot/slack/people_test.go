package slack

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest"
)

func TestUserOf(t *testing.T) {
	o := newOffice(t, slacktest.Options{})
	here := &self{Team: "T1"}
	for what, c := range map[string]struct {
		u    slack.User
		me   *self
		want bot.User
		zone string
	}{
		"everything": {slack.User{Name: "ann", RealName: "Ann", Locale: "nl-NL", TZ: "America/New_York", TeamID: "T1", Profile: slack.UserProfile{RealName: "Ann de Boer", Email: "ann@minfin.nl"}}, here,
			bot.User{Handle: "ann", Name: "Ann de Boer", Lang: bot.NL, Email: "ann@minfin.nl"}, "America/New_York"},
		"little":              {slack.User{Name: "ann", Locale: "de-DE", TZ: "Mars/Olympus"}, here, bot.User{Handle: "ann", Name: "ann"}, "Europe/Amsterdam"},
		"a guest":             {slack.User{Name: "ann", IsRestricted: true, Locale: "en-GB"}, here, bot.User{Handle: "ann", Name: "ann", Lang: bot.EN, Guest: true}, "Europe/Amsterdam"},
		"of one channel":      {slack.User{Name: "ann", IsUltraRestricted: true}, here, bot.User{Handle: "ann", Name: "ann", Guest: true}, "Europe/Amsterdam"},
		"a stranger":          {slack.User{Name: "ann", IsStranger: true}, here, bot.User{Handle: "ann", Name: "ann", Guest: true}, "Europe/Amsterdam"},
		"of another team":     {slack.User{Name: "ann", TeamID: "T2"}, here, bot.User{Handle: "ann", Name: "ann", Guest: true}, "Europe/Amsterdam"},
		"a bot, gone":         {slack.User{Name: "poll", IsBot: true, Deleted: true}, here, bot.User{Handle: "poll", Name: "poll", Bot: true, Inactive: true}, "Europe/Amsterdam"},
		"a workflow":          {slack.User{Name: "flow", IsWorkflowBot: true}, here, bot.User{Handle: "flow", Name: "flow", Bot: true}, "Europe/Amsterdam"},
		"another workspace":   {slack.User{Name: "ann", TeamID: "T2", Enterprise: slack.EnterpriseUser{EnterpriseID: "E1"}}, &self{Team: "T1", Enterprise: "E1"}, bot.User{Handle: "ann", Name: "ann"}, "Europe/Amsterdam"},
		"another enterprise":  {slack.User{Name: "ann", TeamID: "T2", Enterprise: slack.EnterpriseUser{EnterpriseID: "E2"}}, &self{Team: "T1", Enterprise: "E1"}, bot.User{Handle: "ann", Name: "ann", Guest: true}, "Europe/Amsterdam"},
		"a colleague, hidden": {slack.User{Name: "ann", TeamID: "T9"}, &self{Team: "T1", Enterprise: "E1"}, bot.User{Handle: "ann", Name: "ann"}, "Europe/Amsterdam"},
	} {
		got := o.people.userOf(&c.u, c.me)
		if got.Zone == nil || got.Zone.String() != c.zone {
			t.Errorf("%s: in zone %v, want %s", what, got.Zone, c.zone)
		}
		if got.Zone = nil; got != c.want {
			t.Errorf("%s: %+v, want %+v", what, got, c.want)
		}
	}
	slackbotHere := o.people.userOf(&slack.User{ID: slackbot, Name: "slackbot"}, here)
	if !slackbotHere.Bot {
		t.Error("Slackbot is no bot")
	}
}

func TestPeopleAreRemembered(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	for range 3 {
		if u, err := o.User(t.Context(), o.user("alice")); err != nil || u.Handle != "alice" {
			t.Fatal(u, err)
		}
	}
	if n := o.server.Calls("users.info"); n != 1 {
		t.Errorf("asked %d times", n)
	}
	o.server.ChangeUser("alice", func(u *slacktest.User) { u.RealName = "Alice Anders" })
	o.people.forget(string(o.user("alice")))
	if u, err := o.User(t.Context(), o.user("alice")); err != nil || u.Name != "Alice Anders" {
		t.Error(u, err)
	}
	// While Slack answers no questions, none are asked.
	o.fault(slacktest.Fault{Method: "users.info", RetryAfter: 30 * time.Second})
	_, err := o.User(t.Context(), o.user("bram"))
	o.fails("429", err, bot.RateLimited)
	before := o.server.Calls("users.info")
	_, err = o.User(t.Context(), "UNOBODY")
	if s := o.fails("asked to wait", err, bot.RateLimited); s.RetryAfter != 30*time.Second {
		t.Errorf("to wait %v", s.RetryAfter)
	}
	// Everybody is in the list that is read meanwhile.
	o.people.all.Lock() // when whoever reads it is done
	defer o.people.all.Unlock()
	if u, err := o.User(t.Context(), o.user("sien")); err != nil || u.Handle != "sien" || o.server.Calls("users.info") != before {
		t.Errorf("%+v, %v, asked %d times", u, err, o.server.Calls("users.info")-before)
	}
	o.clock.Advance(30 * time.Second)
	for _, bad := range []bot.UserID{"", "U", "u123", "U1 2", "../U1", "UNOBODY"} {
		_, err := o.User(t.Context(), bad)
		o.fails(string(bad), err, bot.NotFound)
	}
}

// A large channel is met with a few questions, not with one for each person.
func TestMembersOfALargeChannel(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	names := []string{"alice", "bram"}
	for i := range 1200 {
		u := slacktest.User{Name: fmt.Sprint("collega", i), Locale: "nl-NL", Zone: "Europe/Amsterdam"}
		switch i {
		case 3:
			u.Guest = true
		case 4:
			u.Stranger, u.Team = true, "T0OTHER"
		case 5:
			u.Bot = true
		case 6:
			u.Deleted = true
		}
		o.server.AddUser(u)
		names = append(names, u.Name)
	}
	id := o.server.AddChannel(slacktest.Channel{Name: "groot"}, append(names, "wegwijs")...)
	got, err := o.Members(t.Context(), bot.ChannelID(id))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Users) != 1199 || got.Guests != 1 {
		t.Errorf("%d members and %d guests, want 1199 and 1", len(got.Users), got.Guests)
	}
	for _, name := range []string{"collega4", "collega5", "collega6", "wegwijs"} {
		if slices.Contains(got.Users, o.user(name)) {
			t.Errorf("%s is a member", name)
		}
	}
	if n := o.server.Calls("users.info"); n > fewUnknown {
		t.Errorf("%d people were asked for one by one", n)
	}
	if n := o.server.Calls("users.list") + o.server.Calls("conversations.members"); n > 8 {
		t.Errorf("%d pages", n)
	}
}

func TestChannelsAndGroups(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	for _, name := range []string{"algemeen", "#algemeen"} {
		if ids, err := o.ChannelIDs(t.Context(), name); err != nil || !slices.Equal(ids, []bot.ChannelID{o.general().Channel}) {
			t.Errorf("%s: %v, %v", name, ids, err)
		}
	}
	for range 2 {
		if ids, err := o.ChannelIDs(t.Context(), "nergens"); err != nil || len(ids) != 0 {
			t.Errorf("%v, %v", ids, err)
		}
	}
	if n := o.server.Calls("conversations.list"); n > 2 {
		t.Errorf("%d lists of channels", n)
	}
	o.server.AddGroup("adviseurs", "alice", "bram")
	for name, want := range map[string][]string{"alice": {"adviseurs"}, "sien": nil} {
		if got, err := o.Groups(t.Context(), o.user(name)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s is in %v, %v", name, got, err)
		}
	}
	// Without the right to read them, and without a paid plan, there are none.
	for _, code := range []string{"missing_scope", "paid_teams_only"} {
		o.restart()
		o.fault(slacktest.Fault{Method: "usergroups.list", Error: code})
		if got, err := o.Groups(t.Context(), o.user("alice")); err != nil || len(got) != 0 {
			t.Errorf("%s: %v, %v", code, got, err)
		}
	}
	o.restart()
	o.fault(slacktest.Fault{Method: "usergroups.list", Error: "internal_error"})
	if _, err := o.Groups(t.Context(), o.user("alice")); err == nil {
		t.Error("a fault is no answer")
	}
	_, err := o.Members(t.Context(), "x/../y")
	o.fails("a bad channel", err, bot.NotFound)
}

func TestPeopleOfTheWorld(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{Enterprise: "E0RIJK"})
	got, err := o.Members(t.Context(), o.general().Channel)
	if err != nil || len(got.Users) != len(bottest.Everybody()) || got.Guests != 1 {
		t.Errorf("%d members, %d guests, %v", len(got.Users), got.Guests, err)
	}
}
