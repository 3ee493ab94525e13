package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// wantsDirect is what the note of somebody holds who wants everything private
// in the direct conversation. Who wants it in the channel has no note.
const wantsDirect = "direct"

// SetLang remembers which language a person reads; "" follows their profile again.
func (r *Router) SetLang(ctx context.Context, p PersonID, l Lang) error {
	var data []byte
	if l != "" {
		data = []byte(l)
	}
	if err := r.opt.Memory.SetNote(ctx, noteLang, string(p.Platform), string(p.User), data); err != nil {
		return fmt.Errorf("bot: remember the language: %w", err)
	}
	return nil
}

// SetDirectly remembers whether the person of an event wants what only they may
// see in their direct conversation, instead of in the channel where it happens.
// The answer to this event follows it already.
func (r *Router) SetDirectly(ctx context.Context, o *Origin, yes bool) error {
	var data []byte
	if yes {
		data = []byte(wantsDirect)
	}
	if err := r.opt.Memory.SetNote(ctx, notePrivate, string(o.Platform), string(o.From.ID), data); err != nil {
		return fmt.Errorf("bot: remember where private answers go: %w", err)
	}
	o.directly = yes
	return nil
}

// Directly tells what SetDirectly remembered.
func (r *Router) Directly(ctx context.Context, p PersonID) (bool, error) {
	data, err := r.opt.Memory.Note(ctx, notePrivate, string(p.Platform), string(p.User))
	if err != nil {
		return false, fmt.Errorf("bot: where private answers go: %w", err)
	}
	return string(data) == wantsDirect, nil
}

// Personal is everything the router remembers about one person.
type Personal struct {
	Lang     Lang // the language they chose; empty: that of their profile
	Directly bool // they chose private answers in the direct conversation
	Choices  int  // in the newest message of the direct conversation, to choose by number
	Form     Text // title of the form they are answering question by question; nil: none
}

// Personal returns what is remembered about a person.
func (r *Router) Personal(ctx context.Context, p PersonID) (about Personal, err error) {
	note := func(kind string) (data []byte) {
		if err == nil {
			data, err = r.opt.Memory.Note(ctx, kind, string(p.Platform), string(p.User))
		}
		return data
	}
	asked := func(kind string) (data []byte) {
		if err == nil {
			data, err = r.asked(ctx, kind, p)
		}
		return data
	}
	lang, private, offer, form := note(noteLang), note(notePrivate), asked(noteOffer), asked(noteInterview)
	if err != nil {
		return Personal{}, fmt.Errorf("bot: what is remembered about somebody: %w", err)
	}
	about.Lang, _ = ParseLang(string(lang))
	about.Directly = string(private) == wantsDirect
	var off offered
	if json.Unmarshal(offer, &off) == nil {
		about.Choices = len(off.Choices)
	}
	var iv interview
	if len(form) > 0 && json.Unmarshal(form, &iv) == nil {
		about.Form = Plain(iv.Title)
	}
	return about, nil
}

// Forget erases what is remembered about a person, also what is known of their
// profile for some minutes. What they chose holds no more.
func (r *Router) Forget(ctx context.Context, p PersonID) error {
	for _, kind := range []string{noteOffer, noteInterview} {
		if err := r.setAsked(ctx, kind, p, nil, time.Time{}); err != nil {
			return fmt.Errorf("bot: forget somebody: %w", err)
		}
	}
	for _, kind := range []string{noteLang, notePrivate} {
		if err := r.opt.Memory.SetNote(ctx, kind, string(p.Platform), string(p.User), nil); err != nil {
			return fmt.Errorf("bot: forget somebody: %w", err)
		}
	}
	r.people.drop(p)
	return nil
}
