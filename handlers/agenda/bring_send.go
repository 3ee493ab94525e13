package agenda

import (
	"context"
	"errors"
	"strconv"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// sendOrAsk sends a draft that is complete. When the department of this person
// is not known, or something like it is open already and they are not sure, the
// draft is kept and shown, and they decide.
func (a *Agenda) sendOrAsk(ctx context.Context, c committee.Committee, o *bot.Origin, x *item.Item, sure bool) (reply bot.Reply, err error) {
	like, err := a.alike(ctx, c, o, x)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		twin, err := a.twin(tx, o, x)
		if err != nil {
			return err
		}
		if twin != nil {
			reply.Private = a.twinMessage(c, twin)
			return dropDraft(tx, x)
		}
		code, agency, known, err := a.whereFrom(tx, o)
		if err != nil {
			return err
		}
		if known && (sure || len(like) == 0) {
			x.Department, x.Agency = code, agency
			reply.Private, err = a.send(tx, c, o, x)
			return err
		}
		if err := a.keepDraft(tx, x, o.At); err != nil {
			return err
		}
		reply.Private, err = a.preview(tx, c, o, x, like)
		return err
	})
	return reply, err
}

// keepAndShow keeps a draft and shows it as it would be sent.
func (a *Agenda) keepAndShow(ctx context.Context, c committee.Committee, o *bot.Origin, x *item.Item) (reply bot.Reply, err error) {
	like, err := a.alike(ctx, c, o, x)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		twin, err := a.twin(tx, o, x)
		if err != nil {
			return err
		}
		if twin != nil {
			reply.Private = a.twinMessage(c, twin)
			return nil
		}
		if err := a.keepDraft(tx, x, o.At); err != nil {
			return err
		}
		reply.Private, err = a.preview(tx, c, o, x, like)
		return err
	})
	return reply, err
}

// pressSend sends a draft that was shown.
func (a *Agenda) pressSend(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	var x *item.Item
	var c committee.Committee
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { x, c, err = a.draftOf(r, &e.Origin, e.Value); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	if err := a.mayBring(ctx, c, &e.Origin, ""); err != nil {
		return bot.Reply{}, err
	}
	if len(draftFaults(x)) > 0 {
		return bot.Reply{Form: a.draftForm(c, x, []bot.Text{bringNotComplete})}, nil
	}
	return a.sendOrAsk(ctx, c, &e.Origin, x, true)
}

// send submits an item of which the department is settled, and says to whom it
// goes and what happens next. Whoever holds it and brought it decides at once.
func (a *Agenda) send(tx *store.Tx, c committee.Committee, o *bot.Origin, x *item.Item) (*bot.Message, error) {
	if x.ID > 0 {
		if err := tx.Unschedule("agenda.stale", strconv.FormatInt(x.ID, 10)); err != nil {
			return nil, err
		}
	}
	x.By, x.Created = item.PersonOf(o), o.At
	if err := a.submit(tx, c, x, by(o)); err != nil {
		return nil, err
	}
	way, err := a.wayOf(tx, c, x, o.At)
	if err != nil {
		return nil, err
	}
	if way.why != "" {
		// Why it came to the secretary or the deputy is a record, like every step.
		if err := a.handOn(tx, c, x, x.Holder, doing{at: o.At}, way.why); err != nil {
			return nil, err
		}
	}
	sent := bringSent
	if x.Kind == item.Question {
		sent = bringSentQuestion
	}
	title := bot.Para{Text: sent.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic)})}
	if isPerson(way.who, x.By) {
		blocks := []bot.Block{title, bot.Para{Text: bringYours.With(bot.Args{"c": abbr(c)})}}
		blocks = append(blocks, a.card(x, item.Department, o.Lang)...)
		return bot.Say(append(blocks, a.decideButtons(x)...)...), nil
	}
	return bot.Say(title, bot.Para{Text: bot.Join(way.text, space, a.nextMeetingText(tx, c, o.At))},
		bot.Note{Text: bringNext.With(bot.Args{"list": mineCommand(c)})}), nil
}

// A way is where an item goes: to whom, in a sentence, and why not to the member.
type way struct {
	who  committee.Who
	text bot.Text
	why  string // for the record; empty when it goes to the member
}

// wayOf says where an item of this department goes now.
func (a *Agenda) wayOf(q store.Querier, c committee.Committee, x *item.Item, at time.Time) (way, error) {
	holder, who, err := a.holderOf(q, c, x, at)
	if err != nil {
		return way{}, err
	}
	seats, err := a.seats(q)
	if err != nil {
		return way{}, err
	}
	seat, ok := committee.Active(seats, a.opt.Directory, c.ID, a.current(x), a.today(at))
	department := a.departmentName(x.Department)
	args := bot.Args{"name": bot.Plain(who.Name), "c": abbr(c), "department": department, "member": bot.Plain(seat.Member.Name), "secretary": secretaryOf(c)}
	why := func(t bot.Phrase) string { return t.With(args).In(a.opt.Lang, bot.Literal) }
	notThere := whyAway
	if gone, err := store.AgendaKnown(q, "seat", refOf(seat.Member), knownGone+c.ID); err != nil {
		return way{}, err
	} else if gone != "" {
		notThere = whyGone
	}
	switch {
	case x.Department == "":
		return way{who, wayUnknown.With(args), why(whyUnknown)}, nil
	case !ok:
		return way{who, wayVacant.With(args), why(whyVacant)}, nil
	case holder == item.Secretary:
		return way{who, wayNobody.With(args), why(notThere)}, nil
	case holder == item.Deputy && seat.Member.Zero():
		return way{who, wayDeputyOnly.With(args), ""}, nil
	case holder == item.Deputy:
		return way{who, wayDeputy.With(args), why(notThere)}, nil
	}
	return way{who, wayMember.With(args), ""}, nil
}

// preview shows a draft to who wrote it: what is said, what is like it, where it
// goes and until when.
func (a *Agenda) preview(q store.Querier, c committee.Committee, o *bot.Origin, x *item.Item, like []*item.Item) (*bot.Message, error) {
	m := bot.Say(bot.Para{Text: bot.Bold(bringPreview.With(bot.Args{"c": abbr(c)}))})
	m.Blocks = append(m.Blocks, a.words(c, x)...)
	code, agency, known, err := a.whereFrom(q, o)
	if err != nil {
		return nil, err
	}
	send := bringSend
	if len(like) > 0 {
		m.Blocks = append(m.Blocks, a.likeBlocks(o, x, like)...)
		send = bringSendAnyway
	}
	if known {
		there := *x
		there.Department, there.Agency = code, agency
		way, err := a.wayOf(q, c, &there, o.At)
		if err != nil {
			return nil, err
		}
		text := way.text
		if isPerson(way.who, item.PersonOf(o)) {
			text = wayYou.With(bot.Args{"c": abbr(c), "department": a.departmentName(code)})
		}
		m.Blocks = append(m.Blocks, bot.Para{Text: bot.Join(text, space, a.nextMeetingText(q, c, o.At))})
	} else {
		m.Blocks = append(m.Blocks, bot.Para{Text: bot.Join(departmentAsk.With(bot.Args{"c": abbr(c)}), space, a.nextMeetingText(q, c, o.At))},
			a.departmentMenu(departmentSend, sendTo+strconv.FormatInt(x.ID, 10)))
	}
	row := draftButtons(x, send)
	if !known {
		row = row[1:] // choosing the department sends it
	}
	m.Blocks = append(m.Blocks, row, bot.Note{Text: bringKept.With(bot.Args{"list": mineCommand(c)})})
	return m, nil
}

// words are what an item says, whole.
func (a *Agenda) words(c committee.Committee, x *item.Item) []bot.Block {
	topic := bot.Text(bot.Plain(withMinutes(x)))
	label := formTopic
	if x.Kind == item.Question && x.Ask == x.Topic {
		label = bringAsks
	}
	var blocks []bot.Block
	if x.Topic != "" {
		blocks = append(blocks, bot.Para{Text: bot.Join(label, colon, bot.Bold(topic))})
	}
	if x.Ask != "" && x.Ask != x.Topic {
		blocks = append(blocks, bot.Para{Text: bot.Join(bringAsks, colon, bot.Plain(x.Ask))})
	}
	if x.Explain != "" {
		blocks = append(blocks, bot.Para{Text: bot.Join(bringExplain, colon, bot.Plain(x.Explain))})
	}
	return blocks
}

var colon = bot.Phrase{NL: ": ", EN: ": "}

// draftButtons are what can be done with a draft.
func draftButtons(x *item.Item, send bot.Phrase) bot.Buttons {
	value := strconv.FormatInt(x.ID, 10)
	about := func(label bot.Phrase) bot.Text {
		return bringAbout.With(bot.Args{"what": label, "topic": hintTopic(x)})
	}
	return bot.Buttons{
		{Label: send, Hint: about(send), Action: "agenda.send", Value: value, Style: bot.Primary},
		{Label: bringEdit, Hint: about(bringEdit), Action: "agenda.edit", Value: value},
		{Label: bringDiscard, Hint: about(bringDiscard), Action: "agenda.discard", Value: value, Style: bot.Danger},
	}
}

// hintTopic is a topic as a screen reader says it on a button: all of the label
// is at most 75 characters on Slack.
func hintTopic(x *item.Item) bot.Text {
	s := x.Topic
	if s == "" {
		s = x.Ask
	}
	if r := []rune(s); len(r) > 45 {
		s = string(r[:44]) + "…"
	}
	return bot.Plain(s)
}

// twinFor is how long the same text of the same person is one and the same
// request that came twice.
const twinFor = 24 * time.Hour

// twin returns what this person sent with the same words within a day; nil when
// there is none. What was declined or taken back may be tried again.
func (a *Agenda) twin(q store.Querier, o *bot.Origin, x *item.Item) (*item.Item, error) {
	all, err := decodeAll(store.AgendaItemsOf(q, string(o.Platform), string(o.From.ID), 50))
	if err != nil {
		return nil, err
	}
	for _, y := range all {
		if y.State != item.Draft && y.State != item.Withdrawn && y.State != item.Declined && y.ID != x.ID && y.Committee == x.Committee && y.Kind == x.Kind && o.At.Sub(y.Created) < twinFor &&
			plainWords(y.Topic) == plainWords(x.Topic) && plainWords(y.Ask) == plainWords(x.Ask) && plainWords(y.Explain) == plainWords(x.Explain) {
			return y, nil
		}
	}
	return nil, nil
}

// twinMessage says that something was sent already, and where it is.
func (a *Agenda) twinMessage(c committee.Committee, x *item.Item) *bot.Message {
	return bot.Say(bot.Para{Text: bringTwin.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic), "state": stateText(x)})},
		bot.Note{Text: bringTwinNote.With(bot.Args{"list": mineCommand(c)})})
}

// isProblem tells whether an error is one that a person can mend.
func isProblem(err error) bool {
	var p *bot.Problem
	return errors.As(err, &p)
}
