package agenda

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerBring(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "onderwerp",
			Also:      []string{"onderwerpen", "agendeer", "agenderen", "agendapunt", "topic", "topics", "agenda item"},
			OnMessage: a.onMessage(c), Usage: usageTopic, Help: helpTopic}, on(c, a.bringTopic))
		f.OnWords(bot.Words{Command: c.Command, Word: "vraag",
			Also:  []string{"kennisvraag", "kennisvragen", "question", "ask"},
			Usage: usageQuestion, Help: helpQuestion}, on(c, a.bringQuestion))
		f.OnWords(bot.Words{Command: c.Command, Word: "departement",
			Also:  []string{"mijn departement", "department", "my department", "ministerie", "ministry"},
			Aside: true, Usage: usageDepartment, Help: helpDepartment}, on(c, a.showDepartment))
	})
	f.OnSubmit("agenda.draft", a.submitDraft)
	f.OnPress("agenda.send", a.pressSend)
	f.OnPress("agenda.edit", a.pressEdit)
	f.OnPress("agenda.discard", a.pressDiscard)
	f.OnPress("agenda.join", a.pressJoin)
	f.OnDue("agenda.stale", a.stale)
	f.OnPress("agenda.department", a.pressDepartment)
	f.OnSubmit("agenda.department", a.submitDepartment)
	f.OnPress("agenda.fromquestion", a.pressFromQuestion)
}

func (a *Agenda) bringTopic(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	return a.bring(ctx, c, cmd, item.Topic)
}

func (a *Agenda) bringQuestion(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	return a.bring(ctx, c, cmd, item.Question)
}

// bring starts with what somebody typed. A line that says it all is shown to
// them as it would be sent; of any other one the form asks the rest. What was
// typed is kept before anything is asked: it is not lost when a form is closed
// or cannot open.
func (a *Agenda) bring(ctx context.Context, c committee.Committee, cmd *bot.Command, kind item.Kind) (bot.Reply, error) {
	o := &cmd.Origin
	if err := a.mayBring(ctx, c, o, cmd.Text); err != nil {
		return bot.Reply{}, err
	}
	x := newDraft(c, o, kind)
	if cmd.Text == "" {
		x.Explain = fromQuote(cmd)
		return bot.Reply{Form: a.draftForm(c, x, nil)}, nil
	}
	l := parseLine(kind, cmd.Text)
	x.Topic, x.Ask, x.Explain, x.Minutes = l.Topic, l.Ask, strings.TrimSpace(l.Explain+"\n\n"+fromQuote(cmd)), l.Minutes
	doubts := l.Doubts
	complete := x.Topic != "" && x.Ask != "" && len(doubts) == 0 && len(draftFaults(x)) == 0
	if complete {
		return a.keepAndShow(ctx, c, o, x)
	}
	if err := a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error { return a.keepDraft(tx, x, o.At) }); err != nil {
		return bot.Reply{}, err
	}
	reply := bot.Reply{Form: a.draftForm(c, x, doubts)}
	if n := len([]rune(cmd.Text)); n > mostInField {
		reply.Private = bot.Say(bot.Para{Text: bringTypedLong.With(bot.Args{"n": bot.Number(n), "list": mineCommand(c)})}, bot.Para{Text: bot.Plain(cmd.Text)})
	}
	return reply, nil
}

// newDraft is an item that only who writes it knows. It is not stored yet.
func newDraft(c committee.Committee, o *bot.Origin, kind item.Kind) *item.Item {
	return &item.Item{Committee: c.ID, Kind: kind, State: item.Draft, Created: o.At, By: item.PersonOf(o)}
}

// draftFor is how long a draft is kept that nobody looks after.
const draftFor = 30 * 24 * time.Hour

// keepDraft stores a draft, and has it thrown away when nobody goes on with it.
func (a *Agenda) keepDraft(tx *store.Tx, x *item.Item, at time.Time) error {
	if err := save(tx, x, at); err != nil {
		return err
	}
	return tx.Schedule(store.Job{At: at.Add(draftFor), Kind: "agenda.stale", Key: strconv.FormatInt(x.ID, 10)})
}

// dropDraft throws a draft away; what was never stored is nothing.
func dropDraft(tx *store.Tx, x *item.Item) error {
	if x.ID == 0 {
		return nil
	}
	if err := tx.Unschedule("agenda.stale", strconv.FormatInt(x.ID, 10)); err != nil {
		return err
	}
	return tx.DropAgendaDraft(x.ID)
}

// stale throws a draft away that was not changed for draftFor. What was sent
// meanwhile stays.
func (a *Agenda) stale(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	id, err := strconv.ParseInt(d.Key, 10, 64)
	if err != nil {
		return bot.Reply{}, nil
	}
	return bot.Reply{}, a.once(ctx, d, func(tx *store.Tx) error { return tx.DropAgendaDraft(id) })
}

// draftOf returns a draft of this person, whole. One that was sent meanwhile is
// a Problem that names its number; one that was thrown away, or is somebody
// else's, is errNoItem.
func (a *Agenda) draftOf(q store.Querier, o *bot.Origin, value string) (*item.Item, committee.Committee, error) {
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return nil, committee.Committee{}, errNoItem
	}
	x, err := a.own(q, o, id)
	if isProblem(err) {
		return nil, committee.Committee{}, &bot.Problem{Say: bringGone}
	}
	if err != nil {
		return nil, committee.Committee{}, err
	}
	c, err := a.committee(x.Committee)
	if err != nil {
		return nil, c, err
	}
	if x.State != item.Draft {
		return x, c, &bot.Problem{Say: bringSentAlready.With(bot.Args{"number": bot.Plain(x.Number), "list": mineCommand(c)})}
	}
	return x, c, nil
}

// mayBring tells whether somebody may bring something; a Problem says who can
// do it for them, and what they typed.
func (a *Agenda) mayBring(ctx context.Context, c committee.Committee, o *bot.Origin, typed string) error {
	refuse := func(t bot.Text) error {
		if typed != "" {
			t = bot.Join(t, bringYouTyped, bot.Plain(typed))
		}
		return &bot.Problem{Say: t}
	}
	if o.From.Guest || o.From.Bot {
		return refuse(whoNoGuests.With(bot.Args{"c": abbr(c)}))
	}
	if c.Submit == committee.Everyone || c.Submit == "" {
		return nil
	}
	var ask bot.Text
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		v, err := a.viewer(r, c, o)
		if err != nil || v.Secretary || v.Chair || v.Member() || c.Submit == committee.Advisers && slices.Contains(o.Roles, bot.Adviser) {
			return err
		}
		ask, err = a.whoCan(r, c, o)
		return err
	})
	if err != nil || ask == nil {
		return err
	}
	if c.Submit == committee.Members {
		return refuse(whoMembers.With(bot.Args{"c": abbr(c), "who": ask}))
	}
	return refuse(whoAdvisers.With(bot.Args{"c": abbr(c), "who": ask}))
}

// whoCan names who can bring something for somebody: the member of their
// department, else the secretary.
func (a *Agenda) whoCan(q store.Querier, c committee.Committee, o *bot.Origin) (bot.Text, error) {
	if code, _, known := a.departmentOf(q, c, o); known {
		seats, err := a.seats(q)
		if err != nil {
			return nil, err
		}
		if s, ok := committee.Active(seats, a.opt.Directory, c.ID, code, a.today(o.At)); ok && !s.Member.Zero() {
			return whoMember.With(bot.Args{"name": bot.Plain(s.Member.Name), "c": abbr(c), "department": a.departmentName(code)}), nil
		}
	}
	return secretaryOf(c), nil
}

// secretaryOf names the secretary: "Sien Visser, secretaris van de AIC".
func secretaryOf(c committee.Committee) bot.Text {
	if c.Secretary.Name == "" {
		return whoSecretary.With(bot.Args{"c": abbr(c)})
	}
	return whoSecretaryNamed.With(bot.Args{"name": bot.Plain(c.Secretary.Name), "c": abbr(c)})
}

// mineCommand is what is typed to see what one brought.
func mineCommand(c committee.Committee) bot.Text { return bot.Join(command(c, ""), space, wordMine) }

// abbr is how a committee is called in a few letters: "AIC".
func abbr(c committee.Committee) bot.Text { return bot.Plain(strings.ToUpper(c.ID)) }

// A draftState is what comes back with the form of a draft: which one, and how
// it was when the form opened. ID is 0 for what is not stored yet.
type draftState struct {
	committee string
	kind      item.Kind
	id        int64
	rev       int
}

func stateOf(x *item.Item) string {
	return fmt.Sprintf("%s/%s/%d/%d", x.Committee, x.Kind, x.ID, x.Rev)
}

func parseDraftState(s string) (d draftState, ok bool) {
	part := strings.Split(s, "/")
	if len(part) != 4 {
		return d, false
	}
	d.committee, d.kind = part[0], item.Kind(part[1])
	var err1, err2 error
	d.id, err1 = strconv.ParseInt(part[2], 10, 64)
	d.rev, err2 = strconv.Atoi(part[3])
	return d, errors.Join(err1, err2) == nil && (d.kind == item.Topic || d.kind == item.Question)
}

// pressEdit opens the form of a draft.
func (a *Agenda) pressEdit(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	var form *bot.Form
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, c, err := a.draftOf(r, &e.Origin, e.Value)
		if err == nil {
			form = a.draftForm(c, x, nil)
		}
		return err
	})
	return bot.Reply{Form: form}, err
}

// pressDiscard throws a draft away.
func (a *Agenda) pressDiscard(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	err := a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		x, _, err := a.draftOf(tx, &e.Origin, e.Value)
		if err != nil {
			return err
		}
		return dropDraft(tx, x)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: bringDiscarded})}, nil
}
