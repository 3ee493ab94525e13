package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// A notice is something that somebody must hear. It is stored with what it is
// about, and made into words when it is said: of what is stored then.
type notice struct {
	What      string        `json:"what"` // names its maker
	Committee string        `json:"committee"`
	Item      int64         `json:"item,omitempty"`
	Move      int64         `json:"move,omitempty"`
	Meeting   string        `json:"meeting,omitempty"`
	Extra     string        `json:"extra,omitempty"` // the maker's own
	To        item.Person   `json:"to,omitzero"`     // whom
	Who       committee.Who `json:"who,omitzero"`    // or whom, by a name of the configuration
	// Mail says that it goes to the secretary, who sends it on by mail: To or
	// Who has no account here.
	Mail bool `json:"mail,omitempty"`
}

// key tells one notice to one person from all others.
func (n notice) key() string {
	to := string(n.To.Platform) + ":" + string(n.To.ID)
	if !n.To.Here() {
		to = refOf(n.Who) + n.To.Email
	}
	return fmt.Sprintf("%s/%s/%d/%d/%s/%s/%s", n.What, n.Committee, n.Item, n.Move, n.Meeting, n.Extra, to)
}

// tellRequesters has who brought an item, and who joined it, hear something, but
// for who did it.
func (a *Agenda) tellRequesters(tx *store.Tx, x *item.Item, n notice, at time.Time, but ...item.Person) error {
	for _, p := range append([]item.Person{x.By}, x.Also...) {
		nobody := !p.Here() && p.Name == "" && p.Email == ""
		if nobody || slices.ContainsFunc(but, func(q item.Person) bool { return samePerson(p, q) }) {
			continue
		}
		n.Committee, n.Item, n.To = x.Committee, x.ID, p
		if err := a.notify(tx, at, n); err != nil {
			return err
		}
	}
	return nil
}

// A letter is a notice in words. Subject is for who gets it by mail.
type letter struct {
	Subject bot.Text
	Message *bot.Message
}

// A noticeMaker makes words of a notice for its reader. Nil means that there is
// nothing to say any more.
type noticeMaker func(ctx context.Context, n notice, at time.Time) (*letter, error)

// onNotice registers the maker of one kind of notice.
func (a *Agenda) onNotice(what string, make noticeMaker) {
	if a.notices[what] != nil {
		panic("agenda: two makers of the notice " + what)
	}
	a.notices[what] = make
}

// notify has somebody hear something, in this transaction: it is not lost when
// the program ends. Who cannot be reached here is reached through the secretary.
func (a *Agenda) notify(tx *store.Tx, at time.Time, n notice) error {
	kind, j := "agenda.find", store.Job{At: at, Key: n.key()}
	if n.To.Here() {
		kind, j.Platform, j.User = "agenda.tell", string(n.To.Platform), string(n.To.ID)
	}
	j.Kind = kind
	var err error
	if j.Payload, err = json.Marshal(n); err != nil {
		return fmt.Errorf("agenda: notice %s: %w", n.What, err)
	}
	return tx.Schedule(j)
}

// find looks up who a notice is for, and addresses it.
func (a *Agenda) find(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	var n notice
	if err := json.Unmarshal(d.Payload, &n); err != nil {
		return bot.Reply{}, fmt.Errorf("agenda: notice: %w", err)
	}
	c, err := a.committee(n.Committee)
	if err != nil {
		return bot.Reply{}, nil // the committee is not configured any more
	}
	person, err := a.whereIs(ctx, n.Who, n.To)
	if err != nil {
		return bot.Reply{}, err
	}
	if person.Here() {
		n.To = person
	} else {
		n.Mail = true
	}
	to := person
	if n.Mail {
		if to, err = a.onDuty(ctx, c, n); err != nil {
			return bot.Reply{}, err
		}
	}
	data, err := json.Marshal(n)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("agenda: notice: %w", err)
	}
	return bot.Reply{}, a.once(ctx, d, func(tx *store.Tx) error {
		return tx.Schedule(store.Job{At: d.At, Kind: "agenda.tell", Key: n.key(), Platform: string(to.Platform), User: string(to.ID), Payload: data})
	})
}

// onDuty is the secretary of a committee, who hears what somebody without an
// account should. Where that cannot be, it is an error: it is tried again for
// days, in which an account comes back or the configuration is mended.
func (a *Agenda) onDuty(ctx context.Context, c committee.Committee, n notice) (item.Person, error) {
	p, err := a.whereIs(ctx, c.Secretary, item.Person{})
	if err == nil && !p.Here() {
		err = fmt.Errorf("agenda: the secretary of %s has no account here, so nobody can be told of %q: mend secretary of this committee in the configuration", c.ID, n.What)
	}
	return p, err
}

// left tells whether the account of somebody here is not used any more. While
// the platform cannot say, it is.
func (a *Agenda) left(ctx context.Context, p item.Person) bool {
	u, err := a.opt.Router.Person(ctx, bot.PersonID{Platform: p.Platform, User: p.ID})
	var no *bot.SendError
	return err == nil && u.Inactive || errors.As(err, &no) && no.Reason == bot.NotFound
}

// once writes what a job is for. A job that is done again, because the program
// ended before that was noted, writes nothing.
func (a *Agenda) once(ctx context.Context, d *bot.Due, fn func(*store.Tx) error) error {
	err := a.opt.Store.Write(ctx, a.opt.Store.Mark("job", d.ID), fn)
	if errors.Is(err, store.ErrHandled) {
		return nil
	}
	return err
}

// whereIs finds somebody's account here: by the name of the configuration, else
// by the address. Nobody, and an account that is not used any more, is a person
// who is not Here.
func (a *Agenda) whereIs(ctx context.Context, w committee.Who, p item.Person) (item.Person, error) {
	if p.Here() {
		return p, nil
	}
	for _, ref := range []string{w.Ref, w.Email, p.Email} {
		if ref == "" {
			continue
		}
		id, u, err := a.opt.Router.Find(ctx, ref)
		var no *bot.SendError
		switch {
		case errors.As(err, &no) && no.Reason == bot.NotFound:
			continue
		case err != nil:
			return item.Person{}, err
		case u.Inactive || u.Bot || u.Guest:
			continue
		}
		return item.Person{Platform: id.Platform, ID: id.User, Handle: u.Handle, Name: u.Name, Email: u.Email, Lang: u.Lang}, nil
	}
	return item.Person{Name: firstOf(p.Name, w.Name, w.Ref), Email: firstOf(p.Email, w.Email), Lang: p.Lang}, nil
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// tell says a notice to who it was addressed to.
func (a *Agenda) tell(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	var n notice
	if err := json.Unmarshal(d.Payload, &n); err != nil {
		return bot.Reply{}, fmt.Errorf("agenda: notice: %w", err)
	}
	make := a.notices[n.What]
	if make == nil {
		return bot.Reply{}, fmt.Errorf("agenda: nobody makes the notice %q", n.What)
	}
	l, err := make(ctx, n, d.At)
	if err == nil && l != nil {
		l, err = a.unlessClosed(ctx, n, l, d.At)
	}
	var gone *bot.Problem
	if errors.As(err, &gone) {
		return bot.Reply{}, nil // what it was about is not there any more
	}
	if err != nil || l == nil {
		return bot.Reply{}, err
	}
	if n.Mail {
		return bot.Reply{Private: a.byMail(n, l)}, nil
	}
	if n.To.Here() && a.left(ctx, n.To) {
		return bot.Reply{}, a.tellByMail(ctx, d, n)
	}
	return bot.Reply{Private: l.Message}, nil
}

// tellByMail has the secretary hear what somebody who left should have heard.
func (a *Agenda) tellByMail(ctx context.Context, d *bot.Due, n notice) error {
	c, err := a.committee(n.Committee)
	if err != nil {
		return nil // not configured any more
	}
	to, err := a.onDuty(ctx, c, n)
	if err != nil {
		return err
	}
	n.Mail = true
	data, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("agenda: notice: %w", err)
	}
	return a.once(ctx, d, func(tx *store.Tx) error {
		return tx.Schedule(store.Job{At: d.At, Kind: "agenda.tell", Key: "mail/" + n.key(), Platform: string(to.Platform), User: string(to.ID), Payload: data})
	})
}

// unlessClosed is a letter, or, for who joined an item that is for members only
// now, one that says just that.
func (a *Agenda) unlessClosed(ctx context.Context, n notice, l *letter, at time.Time) (*letter, error) {
	if n.Item == 0 || !n.Who.Zero() || n.What == noticeJoinedGone { // that one names nothing itself
		return l, nil
	}
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil {
			return err
		}
		closed, err := a.closedTo(r, x, n.To, at)
		if err != nil || !closed {
			return err
		}
		c, err := a.committee(x.Committee)
		if err == nil {
			args := bot.Args{"c": abbr(c), "who": secretaryOf(c)}
			l = &letter{Subject: joinedNews, Message: bot.Say(bot.Para{Text: joinedClosed.With(args)})}
		}
		return err
	})
	return l, err
}
