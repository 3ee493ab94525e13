package agenda

import (
	"context"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// What a topic gets when its member fills in nothing.
const (
	usualNature  = item.Discuss
	usualMinutes = 10
)

// mostTalk is how many turns of a conversation a card shows: the last ones.
const mostTalk = 6

// card is an item as somebody with this level may see it: what is asked, who
// brought it, where it is, and the rest. There is nothing to press on it.
func (a *Agenda) card(x *item.Item, level item.Level, _ bot.Lang) []bot.Block {
	y, ok := x.At(level)
	if !ok {
		return nil
	}
	title := bot.Text(bot.Bold(bot.Plain(y.Topic)))
	if y.Number != "" {
		title = bot.Bold(bot.Join(bot.Plain(y.Number), colon, bot.Plain(y.Topic)))
	}
	blocks := []bot.Block{bot.Para{Text: title}}
	for _, part := range []struct {
		label bot.Phrase
		text  string
	}{{cardAsk, y.Ask}, {cardExplain, y.Explain}, {cardQuote, y.Quote}, {cardReason, y.Reason}, {cardAnswer, y.Answer}, {cardOutcome, y.Outcome}} {
		if part.text != "" && !(part.label == cardAsk && part.text == y.Topic) {
			blocks = append(blocks, bot.Para{Text: bot.Join(bot.Bold(part.label), colon, bot.Plain(part.text))})
		}
	}
	blocks = append(blocks, a.cardFields(&y))
	if len(y.Documents) > 0 {
		p := bot.Para{Text: bot.Bold(cardDocuments)}
		for _, d := range y.Documents {
			p.Items = append(p.Items, documentText(d))
		}
		blocks = append(blocks, p)
	}
	if len(y.Talk) > 0 {
		p := bot.Para{Text: bot.Bold(cardTalk)}
		if earlier := len(y.Talk) - mostTalk; earlier > 0 {
			p.Items = append(p.Items, cardEarlier.Count(earlier, nil))
		}
		for _, r := range y.Talk[max(0, len(y.Talk)-mostTalk):] {
			p.Items = append(p.Items, cardRemark.With(bot.Args{"who": bot.Plain(r.By.Name), "when": bot.Moment(r.At.In(a.opt.Zone)), "text": bot.Plain(r.Text)}))
		}
		blocks = append(blocks, p)
	}
	if y.Annotation != "" {
		blocks = append(blocks, bot.Para{Text: bot.Join(bot.Bold(cardAnnotation), colon, bot.Plain(y.Annotation))})
	}
	if y.MembersOnly {
		blocks = append(blocks, bot.Note{Text: cardMembersOnly})
	}
	return blocks
}

// cardFields are the short facts of an item.
func (a *Agenda) cardFields(y *item.Item) bot.Fields {
	var all bot.Fields
	add := func(label bot.Phrase, t bot.Text) { all = append(all, bot.Pair{Label: label, Value: t}) }
	where := bot.Text(cardNowhere)
	if d, ok := a.opt.Directory.ByCode(y.Department); ok {
		where = bot.PerLang{NL: d.Name, EN: firstOf(d.EN, d.Name)}
	} else if y.Department != "" {
		where = bot.Plain(y.Department)
	}
	if y.Agency != "" {
		where = bot.Join(where, bot.Phrase{NL: ", ", EN: ", "}, bot.Plain(y.Agency))
	}
	add(cardDepartment, where)
	if y.By.Name != "" {
		from := bot.Text(bot.Plain(y.By.Name))
		if y.Typist.Name != "" {
			from = cardTyped.With(bot.Args{"who": from, "typist": bot.Plain(y.Typist.Name)})
		}
		add(cardFrom, from)
	}
	add(cardNow, stateText(y))
	if t, ok := natureTexts[y.Nature]; ok {
		add(cardNature, t)
	}
	if y.Minutes > 0 {
		add(cardMinutes, textMinutes.Count(y.Minutes, nil))
	}
	if y.Speaker != "" {
		add(cardSpeaker, bot.Plain(y.Speaker))
	}
	if y.Advice.To != "" {
		t := cardUnasked
		if y.Advice.Asked {
			t = cardAsked
		}
		add(cardAdvice, t.With(bot.Args{"to": bot.Plain(y.Advice.To)}))
	}
	if y.Principle != "" {
		add(cardPrinciple, principleText(y.Principle))
	}
	return all
}

// principleText is what a starting point of the vision is called.
func principleText(s string) bot.Text {
	if t, ok := principleTexts[s]; ok {
		return t
	}
	return bot.Plain(s)
}

// decideButtons is what its holder can do with an item now; nothing when it is
// over.
func (a *Agenda) decideButtons(x *item.Item) []bot.Block {
	button := func(label bot.Phrase, action string, style bot.Style) bot.Button {
		return bot.Button{Label: label, Hint: buttonAbout.With(bot.Args{"what": label, "topic": bot.Plain(clip(x.Topic, 45))}), Action: action, Value: idText(x.ID), Style: style}
	}
	more := bot.Buttons{button(buttonExtra, "agenda.extra", bot.Normal)}
	switch x.State {
	case item.Waiting, item.Asked:
		pass, change := button(buttonPass, "agenda.pass", bot.Primary), button(buttonChange, "agenda.complete", bot.Normal)
		ask, decline := button(buttonAskMore, "agenda.askmore", bot.Normal), button(buttonDecline, "agenda.decline", bot.Danger)
		if x.Kind == item.Question {
			pass.Style = bot.Normal
			return []bot.Block{bot.Buttons{button(buttonAnswer, "agenda.answer", bot.Primary), ask, pass, change, decline}}
		}
		return []bot.Block{bot.Buttons{pass, change, ask, decline}, more}
	case item.Passed, item.Held, item.Scheduled:
		row := bot.Buttons{button(buttonEdit, "agenda.complete", bot.Normal), button(buttonAskMore, "agenda.askmore", bot.Normal)}
		if x.Kind == item.Question {
			row = append(row, button(buttonAnswer, "agenda.answer", bot.Normal))
		}
		return []bot.Block{append(row, more...)}
	}
	return nil
}

// usual gives a topic what its member did not fill in.
func (a *Agenda) usual(x *item.Item) {
	if x.Nature == "" {
		x.Nature = usualNature
	}
	if x.Minutes == 0 {
		x.Minutes = usualMinutes
	}
}

// pressPass passes an item on to the long list as it is.
func (a *Agenda) pressPass(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	o := &e.Origin
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		c, x, err := a.deciding(tx, o, idOf(e.Value))
		if err != nil {
			return err
		}
		a.usual(x)
		if _, err := a.act(tx, x, by(o), item.Pass, ""); err != nil {
			return err
		}
		reply.Private, err = a.done(tx, c, o, a.passedOn(x))
		return err
	})
	return reply, err
}

// passedOn says that an item is on the long list, and with what.
func (a *Agenda) passedOn(x *item.Item) bot.Block {
	return bot.Para{Text: textPassed.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic),
		"nature": natureTexts[x.Nature], "minutes": textMinutes.Count(x.Minutes, nil)})}
}

// pressDecline asks why something does not come on the agenda.
func (a *Agenda) pressDecline(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, x, err := a.reading(ctx, &e.Origin, idOf(e.Value))
	if err != nil {
		return bot.Reply{}, err
	}
	if err := a.canStill(ctx, x, item.Decline); err != nil {
		return bot.Reply{}, err
	}
	f := declineForm(x)
	f.Intro = textDeclineIntro.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60)), "who": bot.Plain(clip(x.By.Name, 60)), "c": abbr(c)})
	return bot.Reply{Form: f}, nil
}

func declineForm(x *item.Item) *bot.Form {
	return &bot.Form{Action: "agenda.decline", State: whereState(x), Title: textDeclineTitle, Submit: textDeclineSubmit, Fields: []bot.Field{
		{Name: "reason", Label: textDeclineReason, Help: textDeclineHelp, Kind: bot.LongText, Max: item.MostReason},
	}}
}

// submitDecline does not put an item on the agenda; who brought it hears why.
func (a *Agenda) submitDecline(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	reason, wrong := needed(declineForm(&item.Item{}), s.Values, "reason")
	if wrong != nil {
		return reply, wrong
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		c, x, err := a.decidingForm(tx, o, s.State, reason)
		if err != nil {
			return err
		}
		x.Reason = reason
		d := by(o)
		m, err := a.act(tx, x, d, item.Decline, reason)
		if err != nil {
			return withTyped(err, reason)
		}
		if err := a.tellRequesters(tx, x, notice{What: noticeDeclined, Move: m.ID}, d.at, d.who); err != nil {
			return err
		}
		reply.Private, err = a.done(tx, c, o, bot.Para{Text: textDeclinedDone.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic), "who": bot.Plain(x.By.Name)})})
		return err
	})
	return reply, err
}

// sayDeclined tells who brought something that it does not come on the agenda.
func (a *Agenda) sayDeclined(ctx context.Context, n notice, _ time.Time) (l *letter, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		x, err := load(r, n.Item)
		if err != nil || x.State != item.Declined {
			return err
		}
		c, err := a.committee(x.Committee)
		if err != nil {
			return err
		}
		m, _, err := lastMove(r, x.ID, item.Decline)
		if err != nil {
			return err
		}
		args := bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(x.Topic), "who": doerOf(m), "reason": bot.Plain(x.Reason), "c": abbr(c), "bring": command(c, "onderwerp")}
		l = &letter{Subject: textDeclinedSubject.With(args), Message: bot.Say(
			bot.Para{Text: textDeclined.With(args)}, bot.Para{Text: bot.Join(bot.Bold(cardReason), colon, bot.Plain(x.Reason))}, bot.Note{Text: textDeclinedNext.With(args)})}
		return nil
	})
	return l, err
}

// needed is a field of a form that must say something in words.
func needed(f *bot.Form, v bot.Values, name string) (string, error) {
	if wrong := f.Check(v); wrong != nil {
		return "", wrong
	}
	typed := strings.TrimSpace(v.Text(name))
	if !hasWords(typed) {
		return "", bot.FieldErrors{name: textNoWords}
	}
	return typed, nil
}

// withTyped adds to what a person hears what they typed, so that it is not lost.
func withTyped(err error, typed string) error {
	if p, ok := err.(*bot.Problem); ok {
		return &bot.Problem{Say: bot.Join(p.Say, space, textYouTyped.With(bot.Args{"typed": bot.Plain(typed)})), Err: p.Err}
	}
	return err
}
