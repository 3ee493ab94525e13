package poll

import (
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerResult(f *bot.Feature) {
	p.registerReport(f)
	p.registerExport(f)
	p.registerReview(f)
}

// outcomeOf is what was published of a closed poll.
func outcomeOf(x *poll) (out survey.Outcome, err error) {
	if len(x.Result) == 0 {
		return out, fmt.Errorf("poll %s: there is no result", x.ID)
	}
	if err := json.Unmarshal(x.Result, &out); err != nil {
		return out, fmt.Errorf("poll %s: its result cannot be read: %w", x.ID, err)
	}
	return out, nil
}

// resultBlocks are the result of a closed poll as it stands in its channels,
// below its question: a sentence, a list that reads well aloud, the chart with
// its alternative text, what will be done with it, and what was erased. All
// numbers are in it whatever fits; see details.
func (p *Poll) resultBlocks(ctx context.Context, x *poll, lang bot.Lang) ([]bot.Block, error) {
	r, err := p.result(ctx, x, lang)
	if err != nil {
		return nil, err
	}
	return r.fitted(), nil
}

// announcement tells a channel that a poll is closed and where its result is.
func (p *Poll) announcement(ctx context.Context, x *poll, lang bot.Lang) (*bot.Message, error) {
	out, err := outcomeOf(x)
	if err != nil {
		return nil, err
	}
	say := textAnnounced
	if out.Withheld != "" {
		say = textAnnouncedNothing
	}
	return &bot.Message{Final: true, Blocks: []bot.Block{bot.Para{Text: say.With(bot.Args{
		"question": x.subject(), "result": x.headline(out, p.opt.Rules)})}}}, nil
}

// A result is a closed poll with everything that may be told of it.
type result struct {
	p     *Poll
	x     *poll
	rep   report.Poll
	out   survey.Outcome
	chart *bot.Picture // nil when there is nothing to draw
	waves []wave       // of its series, up to this one
	texts int          // open answers that wait for the look of a colleague
	lang  bot.Lang
}

func (p *Poll) result(ctx context.Context, x *poll, lang bot.Lang) (*result, error) {
	r := &result{p: p, x: x, lang: lang}
	var err error
	if r.out, err = outcomeOf(x); err != nil {
		return nil, err
	}
	err = p.opt.Store.Read(ctx, func(q *store.Reader) error {
		if r.rep, err = Report(q, x.ID, p.opt.Zone, p.opt.Rules); err != nil {
			return err
		}
		if r.waves, err = wavesUpTo(q, x, p.opt.Zone); err != nil {
			return err
		}
		texts, err := store.PollTexts(q, x.ID)
		for _, t := range texts {
			if !t.Shown {
				r.texts++
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if r.out.Withheld == "" {
		r.chart = p.chart(r.rep, lang)
	}
	return r, nil
}

// A detail is how much of a result is told.
type detail struct {
	list     bool // a line per choice; else all choices of a question in one line
	names    int  // with names, the most per choice
	texts    int  // open answers
	cut      int  // characters of one of those
	question int  // characters of each of several questions; 0 is all
	label    int  // characters of a choice; 0 is all
	waves    int  // of a series, the last ones
	parts    bool // the result per channel
}

// details are tried in order until one fits. What is left out can be
// downloaded, and the message says so; the numbers of all questions stay.
var details = []detail{
	{list: true, names: 50, texts: 20, cut: 280, waves: 12, parts: true},
	{list: true, names: 20, texts: 10, cut: 200, waves: 6, parts: true},
	{list: true, names: 8, texts: 5, cut: 150, waves: 4, parts: true},
	{list: true, names: 4, texts: 5, cut: 150, question: 80, waves: 3, parts: true},
	{texts: 5, cut: 150, question: 80, waves: 3, parts: true},
	{texts: 3, cut: 100, question: 80, waves: 2},
	{question: 60, label: 20, waves: 1},
}

// fits is the weight of a result that every platform shows whole. The narrowest
// takes some 12,000 characters of blocks in one message, notation included (see
// bot/slack); the question above the result needs room as well.
const fits = 9500

// mostBlocks is how many blocks are shown in one message everywhere: Slack takes
// 50, and the question stands above them
// (https://docs.slack.dev/reference/block-kit/blocks).
const mostBlocks = 45

// fitted are the blocks in as much detail as fits.
func (r *result) fitted() (blocks []bot.Block) {
	for _, d := range details {
		if blocks = r.blocks(d); len(blocks) <= mostBlocks && weigh(blocks, r.lang) <= fits {
			break
		}
	}
	return blocks
}

// weigh tells how much room blocks take, in characters with their notation.
func weigh(blocks []bot.Block, l bot.Lang) (n int) {
	const block, line = 110, 80
	text := func(t bot.Text) int {
		if t == nil {
			return 0
		}
		return len([]rune(t.In(l, bot.Literal)))
	}
	for _, b := range blocks {
		n += block
		switch b := b.(type) {
		case bot.Para:
			n += text(b.Text)
			for _, item := range b.Items {
				n += line + text(item)
			}
		case bot.Note:
			n += text(b.Text)
		case bot.Menu:
			n += text(b.Label)
			for _, o := range b.Options {
				n += line + text(o.Label)
			}
		case bot.Picture:
			n += min(text(b.Alt), longestAlt)
		}
	}
	return n
}

func (r *result) blocks(d detail) []bot.Block {
	var blocks []bot.Block
	blocks = append(blocks, bot.Para{Text: r.x.headline(r.out, r.p.opt.Rules)})
	if r.out.Withheld == "" && r.out.Answered > 0 {
		if r.out.Low {
			blocks = append(blocks, bot.Para{Text: textResultLow})
		}
		for i := range min(len(r.x.spec.Questions), len(r.out.Questions)) {
			blocks = append(blocks, r.question(i, d)...)
		}
		if r.chart != nil {
			blocks = append(blocks, r.picture())
		}
		if len(r.rep.Named) > 0 && d.names == 0 {
			blocks = append(blocks, bot.Note{Text: textNamesElsewhere.With(bot.Args{"command": r.p.exportCommand(r.x)})})
		}
		blocks = append(blocks, r.parts(d)...)
		blocks = append(blocks, r.trendBlocks(d)...)
	}
	if r.x.FollowUp != "" {
		blocks = append(blocks, r.followUp())
	}
	return append(blocks, r.notes()...)
}

// longestAlt is how long an alternative text may be on the narrowest platform,
// in characters.
const longestAlt = 2000

// picture is the chart. Where its numbers are too many for an alternative text,
// which would end in the middle of them, that says where they are.
func (r *result) picture() bot.Picture {
	pic := *r.chart
	if utf8.RuneCountInString(pic.Alt.In(r.lang, bot.Literal)) > longestAlt {
		pic.Alt = textChartAbove
	}
	return pic
}

func (r *result) followUp() bot.Block {
	label := textFollowUpLabel
	if r.out.Withheld != "" {
		label = textFollowUpNone
	}
	return bot.Para{Text: textFollowUpShown.With(bot.Args{"label": bot.Bold(label), "text": bot.Plain(r.x.FollowUp)})}
}

// question is the result of one question.
func (r *result) question(i int, d detail) []bot.Block {
	q, out := r.x.spec.Questions[i], r.out.Questions[i]
	var intro []bot.Text
	if len(r.x.spec.Questions) > 1 {
		title := q.Title()
		if d.question > 0 {
			title = short(title.In(r.lang, bot.Literal), d.question)
		}
		intro = append(intro, bot.Bold(textResultQuestion.With(bot.Args{"n": bot.Number(i + 1), "question": title})))
	}
	if len(r.x.spec.Questions) > 1 { // of a single question the sentence above has said it
		if d.label == 0 || out.Withheld != "" || out.Unanimous { // else the numbers say it
			intro = append(intro, finding(q, out, r.p.opt.Rules, false))
		}
		intro = append(intro, estimate(q, out, r.out.Asked, true))
	}
	lines := r.lines(i, d)
	para := bot.Para{Text: spoken(intro...), Items: lines}
	if !d.list && len(lines) > 0 {
		para = bot.Para{Text: spoken(append(intro, bot.Join(joinWith(comma, lines...), period))...)}
	}
	var blocks []bot.Block
	if para.Text != nil || len(para.Items) > 0 {
		blocks = append(blocks, para)
	}
	return append(blocks, r.openAnswers(i, d)...)
}

var (
	comma  = bot.Phrase{NL: ", ", EN: ", "}
	period = bot.Phrase{NL: ".", EN: "."}
)

// lines are the numbers of a question: per choice how many of how many.
func (r *result) lines(i int, d detail) []bot.Text {
	q, out := r.x.spec.Questions[i], r.out.Questions[i]
	if out.Withheld != "" || out.Unanimous || out.N == 0 {
		return nil
	}
	lines := linesOf(q, out, d)
	if d.list && d.names > 0 {
		for n, who := range r.names(i, q, out) {
			if n < len(lines) && len(who) > 0 {
				lines[n] = textResultWho.With(bot.Args{"line": lines[n], "names": namesOf(who, d.names)})
			}
		}
	}
	return lines
}
