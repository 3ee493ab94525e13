package knowledge

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"wegwijs/bot"
	"wegwijs/store"
)

// Verdicts are what can be said about an answer, as they are counted. They are
// stored without a name; Unanswered counts questions that got no answer, under
// the entry that was nearest.
const (
	Helped     = "helped"
	OtherTopic = "other-topic"
	Outdated   = "outdated"
	Unclear    = "unclear"
	DeadLink   = "dead-link"
	Unanswered = "unanswered"
)

var verdicts = []struct {
	verdict string
	label   bot.Phrase
}{
	{Helped, bot.Phrase{NL: "Dit hielp", EN: "This helped"}},
	{OtherTopic, bot.Phrase{NL: "Dit hielp niet: ik zocht iets anders", EN: "This did not help: I was looking for something else"}},
	{Outdated, bot.Phrase{NL: "Dit hielp niet: het klopt niet meer", EN: "This did not help: it is no longer true"}},
	{Unclear, bot.Phrase{NL: "Dit hielp niet: ik begrijp het niet", EN: "This did not help: I do not understand it"}},
	{DeadLink, bot.Phrase{NL: "Dit hielp niet: de link werkt niet", EN: "This did not help: the link does not work"}},
}

// askFeedback asks whether an answer helped. once names the answer.
func askFeedback(entry, once string) bot.Menu {
	m := bot.Menu{Label: textDidItHelp, Action: "knowledge.feedback", Value: entry + " " + once}
	for _, v := range verdicts {
		m.Options = append(m.Options, bot.Option{Label: v.label, Value: v.verdict})
	}
	return m
}

// feedback counts what somebody says about an answer, once per person and
// answer. That they said it is remembered for a day as a code without a name,
// like any handled event; what they said only as a number.
func (k *Knowledge) feedback(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	entry, once, _ := strings.Cut(p.Value, " ")
	known := false
	for _, v := range verdicts {
		known = known || v.verdict == p.Choice
	}
	if !known || k.index.Load().Entry(entry) == nil {
		return bot.Reply{}, &bot.Problem{Say: textEntryGone}
	}
	thanks := textThanks
	if p.Choice != Helped {
		thanks = textSorry
	}
	mark := k.opt.Store.Mark(string(p.Platform), "feedback "+string(p.From.ID)+" "+once)
	err := k.opt.Store.Write(ctx, mark, func(tx *store.Tx) error { return tx.CountFeedback(entry, p.Choice, p.At) })
	if errors.Is(err, store.ErrHandled) {
		thanks, err = textSaidAlready, nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("feedback: %w", err)
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: thanks})}, nil
}

// unanswered counts a question near the subject that got no answer, under the
// entry that was nearest: a gap for content owners to fill. The question itself
// is not stored.
func (k *Knowledge) unanswered(ctx context.Context, c *bot.Command, nearest string) error {
	// A mark of its own: that it was counted does not mean that it was answered.
	mark := k.opt.Store.Mark(string(c.Platform), "gap "+c.Mark)
	err := k.opt.Store.Write(ctx, mark, func(tx *store.Tx) error { return tx.CountFeedback(nearest, Unanswered, c.At) })
	if err != nil && !errors.Is(err, store.ErrHandled) {
		return fmt.Errorf("count an unanswered question: %w", err)
	}
	return nil
}
