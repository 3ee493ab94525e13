package mattermost

import (
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// What of a channel is read when somebody asks for it, and what never is.
func TestSaid(t *testing.T) {
	post := strings.Repeat("p", 26)
	typed := func(change func(*model.Post)) *model.Post {
		p := &model.Post{Id: post, UserId: apiAnn, ChannelId: apiRoom, Message: "  Het logo is **oud**. \n", Props: model.StringInterface{}}
		if change != nil {
			change(p)
		}
		return p
	}
	for what, c := range map[string]struct {
		post   *model.Post
		member int
		kind   model.ChannelType
		want   string
	}{
		"a person":              {typed(nil), 200, model.ChannelTypeOpen, "Het logo is **oud**."},
		"in a private channel":  {typed(nil), 200, model.ChannelTypePrivate, "Het logo is **oud**."},
		"in a group":            {typed(nil), 200, model.ChannelTypeGroup, "Het logo is **oud**."},
		"the bot itself":        {typed(func(p *model.Post) { p.UserId = apiBot }), 200, model.ChannelTypeOpen, ""},
		"another bot":           {typed(func(p *model.Post) { p.Props["from_bot"] = "true" }), 200, model.ChannelTypeOpen, ""},
		"a webhook":             {typed(func(p *model.Post) { p.Props["from_webhook"] = "true" }), 200, model.ChannelTypeOpen, ""},
		"the server":            {typed(func(p *model.Post) { p.Type = "system_join_channel" }), 200, model.ChannelTypeOpen, ""},
		"another channel":       {typed(func(p *model.Post) { p.ChannelId = apiDM }), 200, model.ChannelTypeOpen, ""},
		"a deleted post":        {typed(func(p *model.Post) { p.DeleteAt = 1 }), 200, model.ChannelTypeOpen, ""},
		"no member":             {typed(nil), 404, model.ChannelTypeOpen, ""},
		"may not know":          {typed(nil), 403, model.ChannelTypeOpen, ""},
		"a direct conversation": {typed(nil), 200, model.ChannelTypeDirect, ""},
	} {
		t.Run(what, func(t *testing.T) {
			a := newAPI(t)
			a.reply("GET /channels/{id}", 200, model.Channel{Id: apiRoom, Type: c.kind})
			a.reply("GET /channels/{id}/members/{id}", c.member, map[string]any{"id": "api.x", "status_code": c.member})
			a.reply("GET /posts/{id}", 200, c.post)
			text, by, err := a.Said(t.Context(), bot.ChannelID(apiRoom), bot.MessageID(post))
			if text != c.want {
				t.Errorf("reads %q, want %q", text, c.want)
			}
			if c.want != "" {
				if err != nil || by != bot.UserID(apiAnn) {
					t.Errorf("by %q, %v", by, err)
				}
				return
			}
			reasonIs(t, what, err, bot.NotFound)
			if by != "" || err != nil && strings.Contains(err.Error(), "logo") {
				t.Errorf("by %q, %v", by, err)
			}
			if n := len(a.called("GET /posts/{id}")); (c.member != 200 || c.kind == model.ChannelTypeDirect) && n != 0 {
				t.Errorf("%d posts were read where we have nothing to read", n)
			}
		})
	}
	for status, want := range map[int]bot.Reason{404: bot.NotFound, 403: bot.Forbidden, 503: bot.Temporary, 401: bot.NoAccess} {
		a := newAPI(t)
		a.reply("GET /posts/{id}", status, map[string]any{"id": "api.x", "message": "geheim", "status_code": status})
		text, _, err := a.Said(t.Context(), bot.ChannelID(apiRoom), bot.MessageID(post))
		reasonIs(t, "a refusal", err, want)
		if text != "" {
			t.Errorf("%d: reads %q", status, text)
		}
	}
}
