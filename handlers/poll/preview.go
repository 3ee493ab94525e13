package poll

import (
	"cmp"
	"context"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// preview shows a draft to its maker: how it will look, where and until when,
// what is claimed about the answers, and beforehand what would go wrong.
func (p *Poll) preview(ctx context.Context, o *bot.Origin, x *poll, found checks) *bot.Message {
	m := bot.Say(bot.Para{Text: bot.Bold(previewTitle)})
	m.Blocks = append(m.Blocks, p.lookDraft(x, o.At)...)
	m.Blocks = append(m.Blocks, p.facts(o, x, found), bot.Para{Text: bot.Join(previewClaim, p.claimOf(x.spec.Mode))})
	if len(found.stops) > 0 {
		m.Blocks = append(m.Blocks, bot.Para{Text: previewStops, Items: found.stops})
	}
	if len(found.remarks) > 0 {
		m.Blocks = append(m.Blocks, bot.Para{Text: previewRemarks, Items: found.remarks})
	}
	if len(found.notes) > 0 {
		m.Blocks = append(m.Blocks, bot.Para{Text: previewNotes, Items: found.notes})
	}
	m.Blocks = append(m.Blocks, draftButtons(x), bot.Note{Text: previewKept.With(bot.Args{"id": bot.Plain(x.ID), "command": p.command("concept " + x.ID)})})
	return m
}

// typed is a command of polls as it is typed.
func (p *Poll) command(rest string) bot.Text {
	return bot.Plain(strings.TrimSpace("/" + p.opt.Command + " " + rest))
}

// draftButtons are what can be done with a draft. What a screen reader says is
// at most 75 characters: Slack takes no more.
func draftButtons(x *poll) bot.Buttons {
	question := bot.Args{"question": draftName(x, 50)}
	return bot.Buttons{
		{Label: buttonPlace, Hint: hintPlace.With(question), Action: "poll.place", Value: x.ID, Style: bot.Primary},
		{Label: buttonEdit, Hint: hintEdit.With(question), Action: "poll.edit", Value: x.ID},
		{Label: buttonMore, Hint: hintMore.With(question), Action: "poll.more", Value: x.ID},
		{Label: buttonDiscard, Hint: hintDiscard.With(question), Action: "poll.discard", Value: x.ID, Style: bot.Danger},
	}
}

// facts are where, who, when and how of a draft.
func (p *Poll) facts(o *bot.Origin, x *poll, found checks) bot.Fields {
	var all bot.Fields
	add := func(label bot.Phrase, value bot.Text) { all = append(all, bot.Pair{Label: label, Value: value}) }
	if len(x.spec.Places) > 0 {
		add(factWhere, placesShown(x.spec.Places, o.Platform))
	}
	switch {
	case found.asked >= 0 && found.about:
		add(factWho, peopleAbout.With(bot.Args{"n": bot.Number(found.asked)}))
	case found.asked >= 0:
		add(factWho, peopleAsked.Count(found.asked, nil))
	}
	if x.spec.Opens.After(o.At) {
		add(factOpens, bot.Moment(x.spec.Opens.In(p.opt.Zone)))
	}
	if x.spec.Repeat != "" {
		add(factRepeat, repeatName(x.spec.Repeat))
	}
	var also []bot.Text
	for _, extra := range []struct {
		on   bool
		text bot.Phrase
	}{
		{x.spec.Split, alsoSplit}, {x.spec.Remind, alsoRemind}, {x.interim(), alsoInterim}, {x.spec.AddOption && x.spec.Mode == survey.Named, alsoOptions},
	} {
		if extra.on {
			also = append(also, extra.text)
		}
	}
	if len(also) > 0 {
		add(factAlso, bot.List(also...))
	}
	return all
}

// claimOf is what is promised about answers, exactly as far as it is true.
func (p *Poll) claimOf(m survey.Mode) bot.Text {
	switch m {
	case survey.Named:
		return claimNamed.Count(int(p.opt.NamesFor.Hours()/24), nil)
	case survey.Final:
		return claimFinal
	}
	return claimUnnamed
}

// lookDraft is a draft as people will see it, without anything to press.
func (p *Poll) lookDraft(x *poll, now time.Time) []bot.Block {
	if len(x.spec.Questions) == 0 {
		return []bot.Block{bot.Para{Text: previewNoWords}}
	}
	shown := *x
	shown.Closes = closing(x.spec, now)
	return p.look(&shown)
}

// closing is when a poll closes that is placed now.
func closing(s survey.Spec, now time.Time) time.Time {
	opens := now
	if s.Opens.After(now) {
		opens = s.Opens
	}
	return cmp.Or(s.Closes, opens.Add(survey.DefaultOpen))
}
