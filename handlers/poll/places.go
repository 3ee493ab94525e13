package poll

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// slackChannel is how Slack writes a channel that somebody mentioned.
var slackChannel = regexp.MustCompile(`<#([A-Z0-9]+)(?:\|[^>]*)?>`)

// channelNames reads the channels somebody typed: "#a, #b", "a;b", "#a en #b",
// one on a line. The marks in front are left out.
func channelNames(typed string) (all []string) {
	typed = slackChannel.ReplaceAllString(typed, "#$1")
	for _, part := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(",;\n\r", r) }) {
		names := []string{part}
		if strings.ContainsAny(part, "#~") {
			names = strings.Fields(part)
		}
		for _, name := range names {
			name = strings.TrimSpace(name)
			if bare := strings.TrimLeft(name, "#~"); bare != name || len(names) == 1 {
				name = bare
			} else if lower := strings.ToLower(name); lower == "en" || lower == "and" || lower == "&" {
				continue
			}
			if name = strings.TrimSpace(name); name != "" {
				all = append(all, name)
			}
		}
	}
	return all
}

// placesTyped is how the channels of a draft are typed by somebody on a platform.
func placesTyped(places []survey.Place, on bot.PlatformName) string {
	var all []string
	for _, at := range places {
		all = append(all, placeTyped(at, on))
	}
	return strings.Join(all, ", ")
}

func placeTyped(at survey.Place, on bot.PlatformName) string {
	name := at.Name
	if name == "" {
		name = string(at.Channel)
	}
	if at.Platform != on && at.Channel != "" {
		return string(at.Platform) + ":" + name
	}
	return "#" + strings.TrimPrefix(name, "#")
}

// placesShown are the channels of a draft as a sentence names them.
func placesShown(places []survey.Place, on bot.PlatformName) bot.Text {
	var all []bot.Text
	for _, at := range places {
		all = append(all, bot.Plain(placeTyped(at, on)))
	}
	return bot.List(all...)
}

func channelList(names []string) bot.Text {
	var all []bot.Text
	for _, n := range names {
		all = append(all, bot.Plain("#"+n))
	}
	return bot.List(all...)
}

// here is the channel in which something was said; false in a direct
// conversation, and where nobody knows its name.
func (p *Poll) here(ctx context.Context, o *bot.Origin) (at survey.Place, ok bool, err error) {
	if o.Direct || o.Channel == "" {
		return at, false, nil
	}
	ch, err := p.opt.Router.Channel(ctx, o.Platform, string(o.Channel), o.From.ID)
	if notThere(err) {
		return at, false, nil
	}
	if err != nil {
		return at, false, fmt.Errorf("look at a channel: %w", err)
	}
	return survey.Place{Platform: o.Platform, Channel: ch.ID, Name: ch.Name}, true, nil
}

// findPlaces looks up channels by name, each once, as somebody sees them. Those
// that are not there, and those somebody may not know of, are unknown.
func (p *Poll) findPlaces(ctx context.Context, o *bot.Origin, names []string) (places []survey.Place, unknown []string, err error) {
	seen := map[survey.Place]bool{}
	for _, name := range names {
		ch, on, err := p.channel(ctx, o, name)
		if notThere(err) || err == nil && ch.Joined && !ch.Member {
			unknown = append(unknown, name)
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("look for a channel: %w", err)
		}
		at := survey.Place{Platform: on, Channel: ch.ID, Name: ch.Name}
		if !seen[at] {
			places = append(places, at)
		}
		seen[at] = true
	}
	return places, unknown, nil
}

// channel finds a channel by name, or by name on a platform: "slack:nieuws".
func (p *Poll) channel(ctx context.Context, o *bot.Origin, name string) (bot.Channel, bot.PlatformName, error) {
	on := o.Platform
	if where, bare, ok := strings.Cut(name, ":"); ok {
		for _, known := range p.opt.Router.Platforms() {
			if strings.EqualFold(where, string(known)) {
				on, name = known, strings.TrimLeft(strings.TrimSpace(bare), "#~")
			}
		}
	}
	ch, err := p.channelOn(ctx, o, on, name)
	return ch, on, err
}

// channelOn finds a channel of a platform by name or id. On another platform
// than where somebody is now, they are who has their e-mail address there.
func (p *Poll) channelOn(ctx context.Context, o *bot.Origin, on bot.PlatformName, nameOrID string) (bot.Channel, error) {
	if on == o.Platform {
		return p.opt.Router.Channel(ctx, on, nameOrID, o.From.ID)
	}
	nobody := &bot.SendError{Reason: bot.NotFound, Err: errors.New("nobody with this address is in it")}
	me, err := p.opt.Router.Person(ctx, o.Person())
	if err != nil {
		return bot.Channel{}, err
	}
	if me.Email == "" {
		return bot.Channel{}, nobody
	}
	ch, err := p.opt.Router.Channel(ctx, on, nameOrID, "")
	if err != nil {
		return bot.Channel{}, err
	}
	all, err := p.opt.Router.Members(ctx, on, ch.ID)
	if err != nil {
		return bot.Channel{}, err
	}
	for _, id := range all.Users {
		u, err := p.opt.Router.Person(ctx, bot.PersonID{Platform: on, User: id})
		if err == nil && sameAddress(u.Email, me.Email) {
			return p.opt.Router.Channel(ctx, on, string(ch.ID), id)
		}
	}
	return bot.Channel{}, nobody
}

func sameAddress(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) && strings.TrimSpace(a) != ""
}

// notThere tells whether what was looked for is not there, or not for us.
func notThere(err error) bool {
	var s *bot.SendError
	return errors.As(err, &s) && (s.Reason == bot.NotFound || s.Reason == bot.Forbidden)
}
