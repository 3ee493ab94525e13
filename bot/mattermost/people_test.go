package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

func TestUsers(t *testing.T) {
	a := newAPI(t)
	utc := map[string]string{"useAutomaticTimezone": "true", "automaticTimezone": "America/New_York"}
	for what, c := range map[string]struct {
		u    model.User
		want bot.User
		zone string
	}{
		"everything": {model.User{Username: "ann", FirstName: "Ann", LastName: "de Boer", Nickname: "An", Locale: "nl", Email: "ann@minfin.nl", Roles: "system_user", Timezone: utc},
			bot.User{Handle: "ann", Name: "Ann de Boer", Lang: bot.NL, Email: "ann@minfin.nl"}, "America/New_York"},
		"a nickname": {model.User{Username: "ann", Nickname: "An", Locale: "en-AU"}, bot.User{Handle: "ann", Name: "An", Lang: bot.EN}, "Europe/Amsterdam"},
		"a guest":    {model.User{Username: "ann", Roles: "system_guest", Locale: "de"}, bot.User{Handle: "ann", Name: "ann", Guest: true}, "Europe/Amsterdam"},
		"a bot, gone": {model.User{Username: "poll", IsBot: true, DeleteAt: 1, Timezone: map[string]string{"manualTimezone": "Mars/Olympus"}},
			bot.User{Handle: "poll", Name: "poll", Bot: true, Inactive: true}, "Europe/Amsterdam"},
	} {
		c.u.Id = apiAnn
		a.reply("GET /users/{id}", 200, &c.u)
		a.people.forget(apiAnn)
		got, err := a.User(t.Context(), bot.UserID(apiAnn))
		if err != nil {
			t.Fatal(err)
		}
		if got.Zone.String() != c.zone {
			t.Errorf("%s lives in %v", what, got.Zone)
		}
		c.want.ID, got.Zone = bot.UserID(apiAnn), nil
		if got != c.want {
			t.Errorf("%s is %+v, want %+v", what, got, c.want)
		}
	}
	n := len(a.called("GET /users/{id}"))
	if _, err := a.User(t.Context(), bot.UserID(apiAnn)); err != nil || len(a.called("GET /users/{id}")) != n {
		t.Error("the same question was asked twice")
	}
	a.clock.Advance(peopleLives)
	a.reply("GET /users/{id}", 404, map[string]any{})
	_, err := a.User(t.Context(), bot.UserID(apiAnn))
	reasonIs(t, "nobody", err, bot.NotFound)
	_, err = a.User(t.Context(), "../me")
	reasonIs(t, "no id", err, bot.NotFound)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.User(ctx, bot.UserID(apiBen)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestManyAskTogether(t *testing.T) {
	a := newAPI(t)
	a.on("GET /users/{id}", func(string) (int, any) {
		a.mu.Lock()
		defer a.mu.Unlock()
		id := path.Base(a.calls[len(a.calls)-1].path) // one question at a time
		if id[25] == '9' {
			return 404, map[string]any{}
		}
		return 200, &model.User{Id: id}
	})
	a.on("POST /users/ids", func(body string) (int, any) {
		time.Sleep(5 * time.Millisecond)
		var ids []string
		if json.Unmarshal([]byte(body), &ids) != nil || len(ids) > peopleAtOnce {
			t.Errorf("asked for %d people at once", len(ids))
		}
		var us []*model.User
		for _, id := range ids {
			if id[25] != '9' { // nobody's
				us = append(us, &model.User{Id: id, Username: "u" + id})
			}
		}
		return 200, us
	})
	var wait sync.WaitGroup
	for i := range 1000 {
		wait.Go(func() {
			id := fmt.Sprintf("%026d", i)
			u, err := a.User(t.Context(), bot.UserID(id))
			var no *bot.SendError
			if id[25] == '9' && (!errors.As(err, &no) || no.Reason != bot.NotFound) || id[25] != '9' && (err != nil || u.ID != bot.UserID(id)) {
				t.Errorf("%d: %+v, %v", i, u, err)
			}
		})
	}
	wait.Wait()
	if n := len(a.calls); n > 100 {
		t.Errorf("a thousand people are %d calls", n)
	}
}

func TestMembers(t *testing.T) {
	a := newAPI(t)
	remote := "elders"
	page := 0
	a.on("GET /users", func(string) (int, any) {
		page++
		var us []*model.User
		n := peoplePage
		if page == 2 {
			n = 3
		}
		for i := range n {
			u := &model.User{Id: fmt.Sprintf("%013d%013d", page, i), Username: "u"}
			switch i {
			case 0:
				u.IsBot = true
			case 1:
				u.DeleteAt = 1
			case 2:
				u.RemoteId = &remote
			case 3:
				u.Roles = "system_guest"
			}
			us = append(us, u)
		}
		return 200, us
	})
	m, err := a.Members(t.Context(), bot.ChannelID(apiRoom))
	if err != nil || len(m.Users) != peoplePage-3 || m.Guests != 1 || page != 2 {
		t.Errorf("%d members, %d guests, %d pages, %v", len(m.Users), m.Guests, page, err)
	}
	if u, err := a.User(t.Context(), m.Users[0]); err != nil || u.ID != m.Users[0] || len(a.called("GET /users/{id}")) != 0 {
		t.Errorf("a member is not known: %v", err)
	}
	a.reply("GET /users", 403, map[string]any{})
	_, err = a.Members(t.Context(), bot.ChannelID(apiRoom))
	reasonIs(t, "a channel we are not in", err, bot.Forbidden)
	_, err = a.Members(t.Context(), "x")
	reasonIs(t, "no channel", err, bot.NotFound)
}

func TestGroupsAndNames(t *testing.T) {
	a := newAPI(t)
	name := "communicatie"
	for what, c := range map[string]struct {
		status int
		body   any
		want   []string
		fails  bool
	}{
		"licensed":        {200, []*model.Group{{Name: &name}, {}}, []string{"communicatie"}, false},
		"without licence": {501, map[string]any{"id": "api.license_error"}, nil, false},
		"not allowed":     {403, map[string]any{}, nil, false},
		"in trouble":      {503, map[string]any{}, nil, true},
	} {
		a.reply("GET /users/{id}/groups", c.status, c.body)
		got, err := a.Groups(t.Context(), bot.UserID(apiAnn))
		if !slices.Equal(got, c.want) || (err != nil) != c.fails {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
	a.reply("GET /users/username/{name}", 200, &model.User{Id: apiAnn, Username: "ann"})
	if id, err := a.UserID(t.Context(), "Ann"); err != nil || id != bot.UserID(apiAnn) {
		t.Errorf("%q, %v", id, err)
	}
	a.reply("GET /users/email/{name}", 404, map[string]any{})
	_, err := a.UserID(t.Context(), "ann@minfin.nl")
	reasonIs(t, "nobody", err, bot.NotFound)
}
