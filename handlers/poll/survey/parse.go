package survey

import (
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
)

// A Line is what was understood of a line that somebody typed.
type Line struct {
	Spec     Spec
	Channels []string   // names after --kanalen, without the #; "slack:naam" names a platform
	Doubts   []bot.Text // what was not understood, or cannot be; then the form opens
	Empty    bool       // nothing was typed
}

// Complete tells whether the line was fully understood: it may be placed.
func (l Line) Complete() bool { return !l.Empty && len(l.Doubts) == 0 && len(l.Spec.Faults()) == 0 }

// Parse reads a line. now is when it was typed, in the zone of the organisation.
//
// The question comes first and the options after it, between quotes of any kind
// or each on a line of its own; flags stand anywhere around them. A question
// alone that can be answered with yes or no is one. What can be read in two ways
// is a doubt: no poll is made that its maker may not have meant. Whatever was
// typed is in the Spec, in Channels or quoted in a doubt.
func Parse(text string, now time.Time) Line {
	line, _ := parse(text, now)
	return line
}

// parse is Parse that tells which flags it used, as they were typed.
func parse(text string, now time.Time) (Line, []string) {
	text = strings.TrimSpace(clean(text))
	if text == "" {
		return Line{Spec: Spec{Mode: Unnamed}, Empty: true}, nil
	}
	p := &parser{settings: newSettings(now), text: text}
	if p.series() {
		return p.line(), p.used
	}
	pieces, ok := lex(text, false)
	if !ok {
		p.loose()
		return p.line(), p.used
	}
	p.read(p.take(pieces))
	return p.line(), p.used
}

// A parser is one line on its way to be a poll.
type parser struct {
	*settings
	text      string
	question  string
	options   []string
	questions []Question // of a series; then question and options are empty
}

// read finds the question and the options between what is left without flags.
func (p *parser) read(pieces []piece) {
	pieces = p.commas(pieces)
	hasQuotes, hasWords := false, false
	for _, q := range pieces {
		hasQuotes = hasQuotes || q.kind == quoted
		hasWords = hasWords || q.kind == word
		if q.kind == quoted && q.text == "" {
			p.doubt(textEmptyQuotes)
		}
		if q.kind == quoted && q.odd {
			p.doubt(textOddQuotes.With(bot.Args{"typed": bot.Plain(q.text)}))
		}
		if q.kind == quoted && flagInside(q.text) {
			p.doubt(textFlagInside.With(bot.Args{"typed": bot.Plain(q.text)}))
		}
	}
	switch {
	case !hasQuotes && !hasWords:
	case !hasWords:
		p.quoted(pieces)
	default:
		lines := splitLines(pieces)
		switch {
		case len(lines) > 1 && !hasQuotes || len(lines) > 1 && bareLines(lines):
			p.lines(lines, hasQuotes)
		case !hasQuotes:
			p.bare(lines[0])
		default:
			p.mixed(pieces)
		}
	}
}

// line makes the poll of what was read.
func (p *parser) line() Line {
	spec := Spec{Mode: p.mode(), Opens: p.from, Closes: p.until, Interim: p.interim, AddOption: p.add, Remind: p.remind, NoMaker: p.noMaker, Split: p.split}
	if p.hidden && p.interim {
		p.doubt(textHiddenInterim)
	}
	if len(p.questions) > 0 {
		spec.Questions = p.questions
		if len(p.kinds) > 0 || p.choose >= 0 || p.low+p.top != "" {
			p.doubt(textKindInSeries)
		}
	} else if q := p.one(); q.Text != "" || len(q.Options) > 0 || len(p.kinds) > 0 || p.choose >= 0 {
		spec.Questions = []Question{q}
	}
	if !p.from.IsZero() && !p.until.IsZero() {
		if _, isLong := duration(tidyMoment(p.spell), p.now); isLong {
			p.doubt(textFromWhen.With(bot.Args{"typed": bot.Plain(p.spell)}))
		}
	}
	// FaultsAt has what Faults has, and then what the clock says.
	p.doubts = append(p.doubts, spec.FaultsAt(p.now)[len(spec.Faults()):]...)
	return Line{Spec: spec, Channels: p.channels, Doubts: p.doubts}
}

// mode is the one that was asked for. "--zonder-naam --definitief" is how the
// third is called.
func (p *parser) mode() Mode {
	has := func(s setting) bool { return slices.Contains(p.modes, s) }
	if has(setNamed) && (has(setUnnamed) || has(setFinal)) {
		p.doubt(textTwoModes)
		return Unnamed
	}
	switch {
	case has(setNamed):
		return Named
	case has(setFinal):
		return Final
	}
	return Unnamed
}

// one is the question of a poll that has one.
func (p *parser) one() Question {
	q := Question{Text: p.question, Options: p.options}
	if len(p.kinds) > 1 {
		p.doubt(textTwoKinds)
	}
	if p.low+p.top != "" && !slices.Contains(p.kinds, setScale) {
		p.doubt(textEndsNoScale.With(bot.Args{"typed": bot.List(plainList(p.low, p.top)...)}))
	}
	if p.choose >= 0 && len(p.kinds) > 0 {
		p.doubt(textChooseKind.With(bot.Args{"n": bot.Number(p.choose)}))
	}
	if len(p.kinds) > 0 {
		switch p.kinds[0] {
		case setScale:
			q.Kind, q.High, q.Low, q.Top = Scale, p.high, p.low, p.top
			if len(q.Options) == 2 && q.Low == "" && q.Top == "" {
				q.Low, q.Top, q.Options = q.Options[0], q.Options[1], nil
				p.doubt(textOptionsAreEnds.With(bot.Args{"low": bot.Plain(q.Low), "top": bot.Plain(q.Top)}))
			}
		case setENPS:
			q.Kind = ENPS
		case setMood:
			q.Kind = Mood
		case setRank:
			q.Kind = Rank
		case setOpen:
			q.Kind = Open
		case setYesNo:
			q.Kind = YesNo
		}
		return q
	}
	switch {
	case p.choose == 1:
		q.Kind = One
	case p.choose >= 0:
		q.Kind, q.Max = Several, p.choose
	case len(q.Options) > 0:
		q.Kind = One
	default:
		q.Kind = YesNo
		if q.Text != "" && len(p.doubts) == 0 {
			if why := notYesNo(q.Text); why != nil {
				p.doubt(why)
			}
		}
	}
	return q
}

func plainList(words ...string) (all []bot.Text) {
	for _, w := range words {
		if w != "" {
			all = append(all, bot.Plain(w))
		}
	}
	return all
}
