package agenda

import (
	"context"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerMenu(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command}, on(c, a.typedMenu))
		f.OnWords(bot.Words{Command: c.Command, Word: "help", Also: []string{"hulp", "?"}, Accept: bot.Alone, Usage: usageHelp, Help: helpHelp}, on(c, a.typedHelp))
	})
	f.OnPress("agenda.begin", a.pressBegin)
	f.OnPress("agenda.mine", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, err := a.committee(e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.typedMine(ctx, c, &bot.Command{Origin: e.Origin, Name: c.Command})
	})
	f.OnPress("agenda.next", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, err := a.committee(e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.typedMeeting(ctx, c, &bot.Command{Origin: e.Origin, Name: c.Command})
	})
	f.OnPress("agenda.last", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, err := a.committee(e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.typedAgenda(ctx, c, &bot.Command{Origin: e.Origin, Name: c.Command})
	})
	f.OnPress("agenda.todo", func(ctx context.Context, e *bot.Press) (bot.Reply, error) {
		c, err := a.committee(e.Value)
		if err != nil {
			return bot.Reply{}, err
		}
		return a.typedTodo(ctx, c, &bot.Command{Origin: e.Origin, Name: c.Command})
	})
}

// pressBegin opens the form to bring something.
func (a *Agenda) pressBegin(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, kind, _ := strings.Cut(e.Value, " ")
	c, err := a.committee(id)
	if err != nil {
		return bot.Reply{}, err
	}
	cmd := &bot.Command{Origin: e.Origin, Name: c.Command}
	if item.Kind(kind) == item.Question {
		return a.bringQuestion(ctx, c, cmd)
	}
	return a.bringTopic(ctx, c, cmd)
}

// typedMenu shows what a person can do with a committee. Words that are no
// command are no question to it: they are asked about.
func (a *Agenda) typedMenu(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if strings.TrimSpace(cmd.Text) != "" {
		m := a.help(c, textUnknown.With(bot.Args{"typed": bot.Plain(clip(cmd.Text, 60)), "command": command(c, "")}))
		return cmd.Answer(m), nil
	}
	if cmd.From.Guest {
		return bot.Reply{}, &bot.Problem{Say: textNoGuests}
	}
	blocks := []bot.Block{bot.Para{Text: bot.Bold(bot.Plain(c.Name))}}
	more, err := a.sectionOf(ctx, c, &cmd.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	var next bot.Text
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error { next = a.nextMeetingText(r, c, cmd.At); return nil })
	if err != nil {
		return bot.Reply{}, err
	}
	blocks = append(append(blocks, bot.Para{Text: next}), more...)
	blocks = append(blocks, bot.Note{Text: textMenuMore.With(bot.Args{"help": command(c, "help")})})
	return bot.Reply{Private: &bot.Message{Blocks: blocks}}, nil
}

func (a *Agenda) typedHelp(_ context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	return cmd.Answer(a.help(c, textHelpOf.With(bot.Args{"committee": bot.Plain(c.Name)}))), nil
}

// help lists what can be typed after the command of a committee.
func (a *Agenda) help(c committee.Committee, say bot.Text) *bot.Message {
	list := bot.Para{Text: say}
	for _, w := range a.opt.Router.Words() {
		if w.Command == c.Command && w.Word != "" && (w.Usage != bot.Phrase{}) {
			list.Items = append(list.Items, bot.Join(bot.Bold(bot.Join(command(c, ""), bot.Phrase{NL: " ", EN: " "}, w.Usage)), bot.Phrase{NL: ": ", EN: ": "}, w.Help))
		}
	}
	return bot.Say(list)
}

// Section is what the menu of the bot shows of committees to a person.
func (a *Agenda) Section(ctx context.Context, o *bot.Origin) ([]bot.Block, error) {
	if o.From.Guest {
		return nil, nil
	}
	var blocks []bot.Block
	for i, c := range a.opt.Committees {
		more, err := a.sectionOf(ctx, c, o)
		if err != nil {
			return nil, err
		}
		if len(more) == 0 || i > 0 && len(more) == 1 {
			continue // a second committee only where something waits
		}
		blocks = append(append(blocks, bot.Para{Text: bot.Bold(bot.Plain(c.Name))}), more...)
	}
	return blocks, nil
}

// sectionOf is what waits for a person in a committee, and what they can do.
func (a *Agenda) sectionOf(ctx context.Context, c committee.Committee, o *bot.Origin) ([]bot.Block, error) {
	waiting, own := 0, 0
	var v item.Viewer
	var last *meeting
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		if v, err = a.viewer(r, c, o); err != nil {
			return err
		}
		all, err := itemsIn(r, c, item.Waiting)
		if err != nil {
			return err
		}
		k, err := a.keeping(r, c, o.At)
		if err != nil {
			return err
		}
		for _, x := range all {
			if is(k.who(x), o) || x.Holder == item.Secretary && v.Secretary {
				waiting++
			}
		}
		if last, err = a.lastShared(r, c, v, o.At); err != nil {
			return err
		}
		mine, err := store.AgendaItemsOf(r, string(o.Platform), string(o.From.ID), 200)
		for _, x := range mine {
			if x.Committee == c.ID && !item.State(x.State).Over() {
				own++
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var blocks []bot.Block
	if waiting > 0 {
		blocks = append(blocks, bot.Para{Text: textWaitsForYou.Count(waiting, nil)}, bot.Buttons{{Label: textToTodo, Action: "agenda.todo", Value: c.ID, Style: bot.Primary}})
	}
	row, err := a.offer(ctx, c, o, "")
	if err != nil {
		return nil, err
	}
	if own > 0 {
		row = append(row, bot.Button{Label: textToMine.With(bot.Args{"n": bot.Number(own)}), Action: "agenda.mine", Value: c.ID})
	}
	switch {
	case v.Secretary:
		row = append(row, bot.Button{Label: textToMeeting, Action: "agenda.next", Value: c.ID})
	case last != nil:
		row = append(row, bot.Button{Label: textLastAgenda, Action: "agenda.last", Value: c.ID})
	}
	if len(row) > 0 {
		blocks = append(blocks, row)
	}
	return blocks, nil
}

// AskButton takes a question to a committee. Who shows it fills in which one.
func AskButton(c committee.Committee) *bot.Button {
	return &bot.Button{Label: textAskYourMember.With(bot.Args{"committee": bot.Plain(strings.ToUpper(c.ID))}), Action: "agenda.fromquestion"}
}
