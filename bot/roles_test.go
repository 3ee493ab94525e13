package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// office is a platform with profiles and groups.
type office struct {
	platform
	people map[bot.UserID]bot.User
	groups map[bot.UserID][]string
	asked  int
}

func (o *office) User(_ context.Context, id bot.UserID) (bot.User, error) { return o.people[id], nil }

func (o *office) Groups(_ context.Context, id bot.UserID) ([]string, error) {
	o.asked++
	if g, ok := o.groups[id]; ok {
		return g, nil
	}
	return nil, errors.New("no answer")
}

// TestEventsSayWhichRolesSomebodyHas: handlers read them, and never look them up.
func TestEventsSayWhichRolesSomebodyHas(t *testing.T) {
	where := &office{
		people: map[bot.UserID]bot.User{
			"1": {ID: "1", Name: "Ann", Handle: "ann", Email: "ann@minfin.nl", Lang: bot.NL},
			"2": {ID: "2", Name: "Gast", Handle: "gast", Email: "gast@minfin.nl", Lang: bot.NL, Guest: true},
			"3": {ID: "3", Name: "Bram", Handle: "bram", Lang: bot.NL},
			"4": {ID: "4", Name: "Cas", Handle: "cas", Lang: bot.NL},
		},
		groups: map[bot.UserID][]string{"1": nil, "2": {"beheer"}, "3": {"beheer"}},
	}
	var log bytes.Buffer
	roster := bot.Roster{bot.Admin: {"test:@beheer"}, bot.Adviser: {"test:ann", "gast@minfin.nl"}, bot.Secretary: {"ann@minfin.nl", "test:4"}}
	r := bot.NewRouter(bot.Options{Memory: bottest.NewMemory(), Clock: bottest.NewClock(bottest.Start), Log: zerolog.New(&log), Home: "wegwijs", Roster: roster})
	r.AddPlatform(where)
	got := map[bot.UserID]string{}
	r.Feature("echo").OnWords(bot.Words{Command: "wegwijs"}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		got[c.From.ID] = fmt.Sprint(c.Roles)
		return bot.Reply{}, nil
	})
	ctx := context.Background()
	for _, who := range []string{"1", "2", "3", "4"} {
		m := mention(who, "event "+who, "x")
		// What an adapter knows of somebody may be little.
		m.From.Name, m.From.Lang = "Somebody", bot.NL
		if _, err := r.Dispatch(ctx, m); err != nil {
			t.Fatal(err)
		}
		if err := r.Idle(ctx); err != nil {
			t.Fatal(err)
		}
	}
	for who, want := range map[bot.UserID]string{"1": "[adviser secretary]", "2": "[]", "3": "[admin]", "4": "[secretary]"} {
		if got[who] != want {
			t.Errorf("%s is %s, want %s", who, got[who], want)
		}
	}
	if where.asked != 4 || strings.Count(log.String(), "groups cannot be read") != 1 {
		t.Errorf("asked %d times; the log says %s", where.asked, log.String())
	}
	if err := r.Close(ctx); err != nil {
		t.Error(err)
	}
}
