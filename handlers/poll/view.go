package poll

import (
	"context"
	"errors"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// Suffixes of the id in keys of messages that stand beside the message of a
// poll. Each is said once, and changes only when the poll is deleted.
const (
	closedSuffix = ".uitslag"
	remindSuffix = ".herinnering"
	fixSuffix    = ".verbeterd"
)

// How often the message of an open poll may change. Without names it is slow,
// so that nobody can tell from it who answered just now; every edit also leaves
// a copy in the chat program's own database.
const (
	namedPace   = bot.DefaultPace
	unnamedPace = time.Minute
)

// step is in how large steps participation is shown without names.
const step = 5

// view says what a message of a poll shows now.
func (p *Poll) view(ctx context.Context, key string) (*bot.Message, error) {
	id, platform, channel := cutKey(key)
	id, what, beside := strings.Cut(id, ".")
	var x *poll
	var counts []store.PollCount
	var names []store.NamedAnswer
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := store.PollByID(r, id)
		if errors.Is(err, store.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if x, err = decode(r, raw); err != nil {
			return err
		}
		if x.State == store.PollOpen && x.interim() && !beside {
			if counts, err = store.CountAnswers(r, id); err != nil {
				return err
			}
			names, err = store.NamedAnswers(r, id)
		}
		return err
	})
	if err != nil || x == nil {
		return nil, err
	}
	lang := p.langOf(platform, channel)
	m := &bot.Message{Key: key, Pace: unnamedPace}
	if x.spec.Mode == survey.Named {
		m.Pace = namedPace
	}
	switch {
	case x.State == store.PollDeleted:
		m.Final = true
		m.Blocks = []bot.Block{bot.Para{Text: textDeleted}}
	case beside:
		m.Final = x.extra.Settled
		m.Blocks, err = p.besideBlocks(ctx, x, "."+what, lang)
	case x.State == store.PollClosed:
		m.Final = x.extra.Settled
		m.Blocks, err = p.closedBlocks(ctx, x, lang)
	case x.State == store.PollOpen:
		m.Blocks = p.openBlocks(x, counts, names, lang)
	default:
		return nil, nil
	}
	if err != nil || len(m.Blocks) == 0 {
		return nil, err
	}
	return m, nil
}

// interim tells whether counts are shown while a poll is open: only with names.
func (x *poll) interim() bool { return x.spec.Mode == survey.Named && x.spec.Interim }

func (p *Poll) langOf(platform, channel string) bot.Lang {
	if p.opt.Lang == nil {
		return bot.NL
	}
	return p.opt.Lang(bot.PlatformName(platform), bot.ChannelID(channel))
}

// besideBlocks are the messages that stand beside the one of the poll.
func (p *Poll) besideBlocks(ctx context.Context, x *poll, what string, lang bot.Lang) ([]bot.Block, error) {
	switch {
	case what == closedSuffix:
		m, err := p.announcement(ctx, x, lang)
		if m == nil {
			return nil, err
		}
		return m.Blocks, err
	case what == remindSuffix:
		return p.reminder(x), nil
	case strings.HasPrefix(what, fixSuffix):
		return x.fixBlocks(strings.TrimPrefix(what, fixSuffix)), nil
	}
	return nil, nil
}

// openBlocks are an open poll: what is asked, with what to answer it, and what
// holds for it.
func (p *Poll) openBlocks(x *poll, counts []store.PollCount, names []store.NamedAnswer, lang bot.Lang) (blocks []bot.Block) {
	for _, d := range openDetails {
		if blocks = p.openIn(d, x, counts, names); len(blocks) <= mostBlocks && weigh(blocks, lang) <= fits {
			break
		}
	}
	return blocks
}

// openDetail is how much of an open poll is shown. The choices are also in the
// form or the menu, and who answered what is in the result.
type openDetail struct {
	names            int // behind one choice
	choices, interim bool
}

// openDetails are tried in order until one fits.
var openDetails = []openDetail{{mostNames, true, true}, {10, true, true}, {0, true, true}, {0, false, true}, {0, false, false}}

func (p *Poll) openIn(d openDetail, x *poll, counts []store.PollCount, names []store.NamedAnswer) []bot.Block {
	blocks := append(x.questionsIn(d.choices), x.answerBlock())
	if x.spec.AddOption && x.spec.Mode == survey.Named && len(x.spec.Questions) == 1 && len(x.spec.Questions[0].Options) > 0 &&
		len(x.spec.Questions[0].Options) < survey.MaxOptions {
		blocks = append(blocks, bot.Buttons{{Label: textAddOption, Hint: textAbout.With(bot.Args{"what": textAddOption, "question": bot.Plain(x.title())}), Action: "poll.add", Value: x.ID}})
	}
	switch {
	case x.interim() && !d.interim:
		blocks = append(blocks, bot.Para{Text: textInterimLong})
	case x.interim():
		blocks = append(blocks, x.interimBlocks(counts, names, d.names)...)
	}
	return append(blocks, x.noteBlocks(p, true)...)
}

// look is how a poll will look in its channels, without what it is answered with.
func (p *Poll) look(x *poll) []bot.Block {
	return append(x.questionBlocks(), x.noteBlocks(p, false)...)
}

// questionBlocks are what is asked, and the answers there are.
func (x *poll) questionBlocks() []bot.Block { return x.questionsIn(true) }

// questionsIn leaves the answers to the form or the menu when there is no room
// for them.
func (x *poll) questionsIn(choices bool) []bot.Block {
	var blocks []bot.Block
	if len(x.spec.Questions) > 1 {
		para := bot.Para{Text: bot.Bold(textSeries.With(bot.Args{"n": bot.Number(len(x.spec.Questions))})), Numbered: true}
		for _, q := range x.spec.Questions {
			item := bot.Text(bot.Plain(q.Text))
			if choices {
				item = bot.Join(item, choicesBehind(q))
			}
			para.Items = append(para.Items, item)
		}
		return append(blocks, para)
	}
	if len(x.spec.Questions) == 0 {
		return nil // nothing is asked yet
	}
	q := x.spec.Questions[0]
	para := bot.Para{Text: bot.Bold(bot.Plain(q.Text)), Numbered: true}
	if choices && !x.byButtons() && q.Kind != survey.Scale && q.Kind != survey.ENPS {
		para.Items = q.Labels()
	}
	blocks = append(blocks, para)
	if q.Kind == survey.Scale || q.Kind == survey.ENPS {
		labels := q.Labels() // numbers: a number before each would be one too many
		blocks = append(blocks, bot.Para{Text: textFrom.With(bot.Args{"low": labels[0], "high": labels[len(labels)-1]})})
	}
	if how := howMany(q); how != nil {
		blocks = append(blocks, bot.Para{Text: how})
	}
	return blocks
}

// howMany is what a list does not show: that one may choose more, or puts all of
// it in order. Nil where one chooses one.
func howMany(q survey.Question) bot.Text {
	switch {
	case q.Kind == survey.Rank:
		return textInOrder
	case q.Kind == survey.Several && q.Max > 0 && q.Max < len(q.Options):
		return textAtMost.With(bot.Args{"max": bot.Number(q.Max)})
	case q.Kind == survey.Several:
		return textMayMore
	}
	return nil
}

// choicesBehind are the answers to one of several questions, in one line.
func choicesBehind(q survey.Question) bot.Text {
	labels := q.Labels()
	switch {
	case len(labels) == 0:
		return textOwnWords
	case q.Kind == survey.Scale || q.Kind == survey.ENPS:
		return textFromTo.With(bot.Args{"low": labels[0], "high": labels[len(labels)-1]})
	}
	choices := bot.Join(bot.Phrase{NL: " (", EN: " ("}, joinWith(bot.Phrase{NL: " / ", EN: " / "}, labels...), bot.Phrase{NL: ")", EN: ")"})
	if how := howMany(q); how != nil {
		return bot.Join(choices, bot.Phrase{NL: " ", EN: " "}, how)
	}
	return choices
}

// noteBlocks are the small lines under an open poll: who asks, what is kept of
// who answers, until when, and how many take part. Without names that last is told
// in the channel only, where it changes at its pace: who may look as often as
// they like would see who made it move.
func (x *poll) noteBlocks(p *Poll, participation bool) []bot.Block {
	var first []bot.Text
	if !x.spec.NoMaker && x.MakerName != "" {
		first = append(first, textAskedBy.With(bot.Args{"name": bot.Plain(x.MakerName)}))
	}
	least := p.opt.Rules.Normal().MinAnswers
	if len(x.spec.Questions) == 1 && x.spec.Questions[0].Kind == survey.Open {
		least = p.opt.Rules.MinTexts()
	}
	first = append(first, modeLong(x.spec.Mode, least))
	blocks := []bot.Block{bot.Note{Text: joinWith(bot.Phrase{NL: " ", EN: " "}, first...)}}
	for _, fixed := range x.shownFixes() {
		blocks = append(blocks, bot.Note{Text: textFixed.With(bot.Args{"was": bot.Plain(fixed.Was), "when": bot.Moment(fixed.At.In(p.opt.Zone))})})
	}
	var last []bot.Text
	if !x.Closes.IsZero() {
		say := textCloses
		if x.extra.Extended {
			say = textExtendedTo
		}
		last = append(last, say.With(bot.Args{"when": bot.Moment(x.Closes.In(p.opt.Zone))}))
	}
	if x.State == store.PollOpen && participation {
		last = append(last, x.participation())
	}
	if p.opt.Consent.Reference != "" {
		last = append(last, textConsent.With(bot.Args{"reference": bot.Plain(p.opt.Consent.Reference)}))
	}
	if len(last) > 0 {
		blocks = append(blocks, bot.Note{Text: joinWith(bot.Phrase{NL: " ", EN: " "}, last...)})
	}
	return blocks
}

// mostFixes is how many corrections stand under a poll: the last ones. Each was
// told in its channels.
const mostFixes = 5

func (x *poll) shownFixes() []fix {
	return x.extra.Fixes[max(0, len(x.extra.Fixes)-mostFixes):]
}

// participation is how many answered: exactly with names, in steps without.
func (x *poll) participation() bot.Text {
	if x.spec.Mode == survey.Named {
		return textAnswers.Count(x.Answered, nil)
	}
	n := x.Answered / step * step
	if n == 0 {
		return textNotYet.With(bot.Args{"n": bot.Number(step)})
	}
	return textAtLeast.With(bot.Args{"n": bot.Number(n)})
}

// mostNames is how many names are shown behind one choice.
const mostNames = 50

// interimBlocks are how a poll with names stands.
func (x *poll) interimBlocks(counts []store.PollCount, names []store.NamedAnswer, most int) []bot.Block {
	var blocks []bot.Block
	for i, q := range x.spec.Questions {
		labels := q.Labels()
		if len(labels) == 0 || q.Kind == survey.Rank {
			continue // how these stand is not said in a line
		}
		by := make([]int, len(labels))
		who := make([][]bot.Text, len(labels))
		for _, c := range counts {
			if c.Question != i {
				continue
			}
			if a, err := q.Decode(c.Choice); err == nil {
				for _, n := range a.Choices {
					by[n] += c.N
				}
			}
		}
		for _, v := range names {
			if v.Question != i {
				continue
			}
			if a, err := q.Decode(v.Choice); err == nil {
				for _, n := range a.Choices {
					who[n] = append(who[n], bot.Plain(v.Name))
				}
			}
		}
		para := bot.Para{Text: textInterim}
		if len(x.spec.Questions) > 1 {
			para.Text = bot.Plain(q.Text)
		}
		for n, l := range labels {
			line := bot.Join(l, bot.Phrase{NL: ": ", EN: ": "}, bot.Number(by[n]))
			if len(who[n]) > 0 && most > 0 {
				line = bot.Join(line, bot.Phrase{NL: " (", EN: " ("}, namesText(who[n], most), bot.Phrase{NL: ")", EN: ")"})
			}
			para.Items = append(para.Items, line)
		}
		blocks = append(blocks, para)
	}
	return blocks
}

// namesText is a list of names that stays readable.
func namesText(names []bot.Text, most int) bot.Text {
	if len(names) <= most {
		return bot.List(names...)
	}
	more := textMoreNames.With(bot.Args{"n": bot.Number(len(names) - most)})
	return bot.Join(joinWith(bot.Phrase{NL: ", ", EN: ", "}, names[:most]...), bot.Phrase{NL: " ", EN: " "}, more)
}

// closedBlocks are a closed poll with its result.
func (p *Poll) closedBlocks(ctx context.Context, x *poll, lang bot.Lang) ([]bot.Block, error) {
	result, err := p.resultBlocks(ctx, x, lang)
	if err != nil {
		return nil, err
	}
	if len(x.spec.Questions) == 1 {
		result = append([]bot.Block{bot.Para{Text: bot.Bold(bot.Plain(x.title()))}}, result...)
	} else {
		result = append([]bot.Block{bot.Para{Text: bot.Bold(textSeries.With(bot.Args{"n": bot.Number(len(x.spec.Questions))}))}}, result...)
	}
	return result, nil
}
