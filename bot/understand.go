package bot

import (
	"context"
	"strings"
)

// understand turns a mention into the command it names, a number into the
// choice it stands for, and an answer to an interview into the next question
// or the submitted form. With a reply there is no handler to call.
func (r *Router) understand(ctx context.Context, e Event) (Event, *Reply, error) {
	m, ok := e.(*Mention)
	if !ok {
		return e, nil, nil
	}
	text := strings.TrimSpace(m.Text)
	if m.Direct {
		submit, question, err := r.interviewed(ctx, &m.Origin, text)
		switch {
		case err != nil || question != nil:
			return e, question, err
		case submit != nil:
			return submit, nil, nil
		}
		press, no, err := r.chosen(ctx, &m.Origin, text)
		switch {
		case err != nil || no != nil:
			return e, no, err
		case press != nil:
			return press, nil, nil
		}
	}
	name := r.opt.Home
	words := strings.TrimPrefix(text, "/")
	for _, w := range r.routes.words {
		if rest, ok := cutWord(words, w.words.Command); ok && (text != words || !strings.HasPrefix(rest, ":")) {
			name, text = w.words.Command, rest
			break
		}
	}
	return &Command{Origin: m.Origin, Name: name, Text: text}, nil, nil
}

// unknown answers words after a command that takes no free text.
func (r *Router) unknown(c *Command) Reply {
	var items []Text
	for _, w := range r.Words() {
		if w.Command == c.Name && (w.Usage != Phrase{}) {
			items = append(items, Join(Bold(Join(Plain("/"+w.Command+" "), w.Usage)), Phrase{": ", ": "}, w.Help))
		}
	}
	return c.Answer(Say(Para{Text: textUnknownWord.With(Args{"command": Plain("/" + c.Name)}), Items: items}))
}

// settle fills in who caused an event, which language they read, and where they
// want what only they may see.
func (r *Router) settle(ctx context.Context, o *Origin) {
	// Without a handle nobody has a role by it.
	if o.From.Name == "" || o.From.Lang == "" || o.From.Handle == "" && len(r.opt.Roster) > 0 {
		if p := r.platforms[o.Platform]; p != nil {
			if u, ok := r.people.get(ctx, p, o.From.ID); ok {
				o.From = filledIn(o.From, u)
			}
		}
	}
	o.Roles = r.roles(ctx, o)
	if !o.Direct && o.Channel != "" {
		// When it cannot be read, what is private is as private in the channel.
		o.directly, _ = r.Directly(ctx, o.Person())
	}
	if data, err := r.opt.Memory.Note(ctx, noteLang, string(o.Platform), string(o.From.ID)); err == nil && len(data) > 0 {
		if l, ok := ParseLang(string(data)); ok {
			o.Lang = l
			return
		}
	}
	if o.From.Lang != "" {
		o.Lang = o.From.Lang
		return
	}
	o.Lang = r.opt.Lang
}

// filledIn is what the adapter knew, with the rest from the profile.
func filledIn(known, profile User) User {
	if known.Name == "" {
		known.Name = profile.Name
	}
	if known.Handle == "" {
		known.Handle = profile.Handle
	}
	if known.Lang == "" {
		known.Lang = profile.Lang
	}
	if known.Zone == nil {
		known.Zone = profile.Zone
	}
	if known.Email == "" {
		known.Email = profile.Email
	}
	known.Guest = known.Guest || profile.Guest
	known.Bot = known.Bot || profile.Bot
	known.Inactive = known.Inactive || profile.Inactive
	return known
}
