package agenda

import (
	"context"
	"strings"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
)

// onMessage is what the action at a message is called: of the first committee it
// has no name, because most places have one.
func (a *Agenda) onMessage(c committee.Committee) bot.Phrase {
	if c.ID == a.opt.Committees[0].ID {
		return labelOnMessage
	}
	l := bot.Phrase{NL: labelOnMessageOf.NL + strings.ToUpper(c.ID), EN: labelOnMessageOf.EN + strings.ToUpper(c.ID)}
	if max(utf8.RuneCountInString(l.NL), utf8.RuneCountInString(l.EN)) > 24 {
		return bot.Phrase{}
	}
	return l
}

// fromQuote is the message that a command is about, as a quotation that says who
// wrote it; "" when there is none.
func fromQuote(cmd *bot.Command) string {
	if strings.TrimSpace(cmd.Quote) == "" {
		return ""
	}
	intro := quoteIntro.In(cmd.Lang, bot.Literal)
	if cmd.QuoteBy.Name != "" {
		intro = quoteIntroBy.With(bot.Args{"name": bot.Plain(cmd.QuoteBy.Name)}).In(cmd.Lang, bot.Literal)
	}
	quote := strings.TrimSpace(cmd.Quote)
	if room := item.MostExplain - utf8.RuneCountInString(intro) - len("“”…"); utf8.RuneCountInString(quote) > room {
		quote = firstRunes(quote, room) + "…"
	}
	return intro + "“" + quote + "”"
}

// pressFromQuestion brings a question that Wegwijs could not answer to a
// committee: the form opens with the question in it. Where there are several
// committees to choose from, they are asked which.
func (a *Agenda) pressFromQuestion(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	o := &e.Origin
	question, ok := "", false
	if a.opt.Question != nil {
		question, ok = a.opt.Question(ctx, e.Value)
	}
	question = strings.TrimSpace(question)
	var may []committee.Committee
	var refused error
	for _, c := range a.opt.Committees {
		switch err := a.mayBring(ctx, c, o, question); {
		case err == nil:
			may = append(may, c)
		case !isProblem(err):
			return bot.Reply{}, err
		case refused == nil:
			refused = err
		}
	}
	switch {
	case len(may) == 0:
		return bot.Reply{}, refused
	case !ok || question == "":
		return bot.Reply{}, &bot.Problem{Say: questionGone.With(bot.Args{"command": bot.Join(command(may[0], ""), space, wordQuestion)})}
	}
	for _, c := range may {
		if e.Choice != c.ID && len(may) > 1 {
			continue
		}
		x := newDraft(c, o, item.Question)
		l := parseLine(item.Question, question)
		x.Topic, x.Ask, x.Explain = l.Topic, l.Ask, l.Explain
		return bot.Reply{Form: a.draftForm(c, x, nil)}, nil
	}
	menu := bot.Menu{Label: questionWhich, Action: "agenda.fromquestion", Value: e.Value}
	for _, c := range may[:min(len(may), bot.MaxOptions)] {
		menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(firstRunes(c.Name, 75)), Value: c.ID})
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: questionWhichText.With(bot.Args{"question": bot.Plain(question)})}, menu)}, nil
}
