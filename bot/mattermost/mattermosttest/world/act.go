package world

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
)

// at returns somebody at their client, looking at a place, when the adapter is there.
func (w *World) at(ctx context.Context, who string, where bottest.Place) (p *mattermosttest.Person, channelID string, err error) {
	p = w.site.People[who]
	if p == nil {
		return nil, "", fmt.Errorf("there is nobody called %s", who)
	}
	if err := w.connected(ctx); err != nil {
		return nil, "", err
	}
	channelID = w.site.Channels[where.Channel]
	if where.Channel == "" {
		if channelID, err = p.Direct(ctx, w.site.BotID); err != nil {
			return nil, "", err
		}
	}
	p.LooksAt(channelID, w.site.TeamID)
	return p, channelID, nil
}

// Say types into the text box of a place, or of the newest thread there.
func (w *World) Say(ctx context.Context, who string, where bottest.Place, text string) error {
	p, channelID, err := w.at(ctx, who, where)
	if err != nil {
		return err
	}
	root := ""
	if where.Thread {
		if root, err = w.thread(ctx, p, channelID, where.Of); err != nil {
			return err
		}
	}
	if strings.HasPrefix(text, "/") {
		if err := w.commanded(ctx); err != nil {
			return err
		}
		return p.Slash(ctx, w.site.TeamID, channelID, root, text)
	}
	// People know the bot by one name, whatever it has on this server.
	text = botName.ReplaceAllString(text, "@"+w.site.BotName+"$1")
	if _, err := p.Say(ctx, channelID, root, text); err != nil {
		return err
	}
	return w.Settle(ctx)
}

var botName = regexp.MustCompile(`(?i)@wegwijs([^a-z0-9_-]|$)`)

// thread is the root of the newest thread of a place; of is who wrote in it, or empty.
func (w *World) thread(ctx context.Context, p *mattermosttest.Person, channelID, of string) (string, error) {
	by := ""
	if of != "" {
		by = w.site.People[of].ID
	}
	all, err := p.Sees(ctx)
	if err != nil {
		return "", err
	}
	for _, post := range slices.Backward(all) {
		if post.ChannelId == channelID && post.Type != model.PostTypeEphemeral && (of == "" || post.UserId == by) {
			if post.RootId != "" {
				return post.RootId, nil
			}
			return post.Id, nil
		}
	}
	return "", errors.New("nobody said anything there yet")
}

// commanded waits until the slash command is there. Where the bot may not make
// it, an administrator does, with the address the bot tells them.
func (w *World) commanded(ctx context.Context) error {
	if w.site.Fake == nil {
		return w.until(ctx, "the slash command is not made", func() bool {
			var all []*model.Command
			err := w.site.Admin.Do(ctx, "GET", "/commands?custom_only=true&team_id="+w.site.TeamID, nil, &all)
			return err == nil && len(all) == len(commands())
		})
	}
	if w.bare && len(w.site.Fake.Commands(w.site.TeamName)) == 0 {
		err := w.until(ctx, "the adapter has no address for commands", func() bool {
			secret, ok, err := w.memory.Kept(ctx, "mattermost/path", "command")
			for _, c := range commands() {
				if err == nil && ok {
					w.site.Fake.AddCommand(w.site.TeamName, c.Name, w.hook.URL+"/mattermost/command/"+string(secret))
				}
			}
			return ok
		})
		if err != nil {
			return err
		}
	}
	return w.until(ctx, "the slash command is not made", func() bool {
		all := w.site.Fake.Commands(w.site.TeamName)
		return len(all) == len(commands()) && strings.HasPrefix(all[0].URL, w.hook.URL)
	})
}

// Press presses a button.
func (w *World) Press(ctx context.Context, who, label string) error {
	return w.act(ctx, who, func(p *mattermosttest.Person) error { return p.Press(ctx, label) })
}

// Choose chooses from a menu.
func (w *World) Choose(ctx context.Context, who, menu, option string) error {
	return w.act(ctx, who, func(p *mattermosttest.Person) error { return p.Choose(ctx, menu, option) })
}

func (w *World) act(ctx context.Context, who string, do func(*mattermosttest.Person) error) error {
	p := w.site.People[who]
	if p == nil {
		return fmt.Errorf("there is nobody called %s", who)
	}
	if err := w.connected(ctx); err != nil {
		return err
	}
	if _, _, err := p.Find(ctx, func(post *model.Post, _ *model.PostAction) bool {
		p.LooksAt(post.ChannelId, w.site.TeamID)
		return true
	}); err != nil {
		return fmt.Errorf("%s looks for something to press: %w", who, err)
	}
	return do(p)
}

// Fill fills in the form that is open for somebody and sends it.
func (w *World) Fill(ctx context.Context, who string, values []bottest.Value) error {
	p := w.site.People[who]
	if p == nil {
		return fmt.Errorf("there is nobody called %s", who)
	}
	if err := w.connected(ctx); err != nil {
		return err
	}
	if w.interviews.Going(who) {
		return w.interviews.Fill(ctx, who, values, func(ctx context.Context, text string) error { return w.Say(ctx, who, bottest.Place{}, text) }, w.look)
	}
	d, err := p.Dialog(ctx)
	if err != nil {
		return err
	}
	if d == nil {
		return fmt.Errorf("no form is open for %s", who)
	}
	w.mu.Lock()
	form := w.drafts[who]
	if form == nil || form.dialog != d {
		form = newDraft(d)
		w.drafts[who] = form
	}
	w.mu.Unlock()
	for _, v := range values {
		if err := form.fill(v); err != nil {
			return err
		}
	}
	if err := w.look(ctx); err != nil { // what came before comes first
		return err
	}
	reply, err := p.Submit(ctx, form.values)
	if err != nil {
		return err
	}
	if reply.Error == "" && len(reply.Errors) == 0 {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, form.refused(who, reply))
	return nil
}

// somebodyIn is who looks at a place.
func somebodyIn(where bottest.Place) string {
	if in := bottest.ChannelMembers(where.Channel); len(in) > 0 {
		return in[0]
	}
	return bottest.Everybody()[0].ID
}

// Delete lets an administrator delete the newest public message of ours in a place.
func (w *World) Delete(ctx context.Context, where bottest.Place) error {
	p, channelID, err := w.at(ctx, somebodyIn(where), where)
	if err != nil {
		return err
	}
	all, err := p.Sees(ctx)
	if err != nil {
		return err
	}
	for _, post := range slices.Backward(all) {
		if post.ChannelId != channelID || post.UserId != w.site.BotID || post.Type == model.PostTypeEphemeral || (post.RootId != "") != where.Thread {
			continue
		}
		if err := w.site.Admin.Do(ctx, "DELETE", "/posts/"+post.Id, nil, nil); err != nil {
			return err
		}
		return w.Settle(ctx)
	}
	return fmt.Errorf("there is no message of ours in #%s", where.Channel)
}

// Redeliver lets the server hand on the last thing a person did once more. A
// real one cannot be asked to, so there the bot gets it again from here.
func (w *World) Redeliver(ctx context.Context) error {
	if w.site.Fake != nil {
		if err := w.site.Fake.Redeliver(ctx); err != nil {
			return err
		}
		return w.Settle(ctx)
	}
	w.mu.Lock()
	again := w.again
	w.mu.Unlock()
	if again == nil {
		return errors.New("nobody did anything yet")
	}
	return again(ctx)
}
