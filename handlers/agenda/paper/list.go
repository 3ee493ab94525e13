package paper

import (
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/office"
)

// outcomeKinds are the kinds of outcomes in the order of a decision list.
var outcomeKinds = []string{"decision", "action", "advice"}

// document is a list as a document.
func (l List) document() office.Document {
	title := words(textListTitles[l.Kind].With(bot.Args{"committee": bot.Plain(l.Committee)}), l.Lang)
	d := office.Document{Title: title, Subject: words(textListNames[l.Kind], l.Lang), Author: l.Committee, Lang: tagOf(l.Lang), Created: l.created(),
		Header: oneLine(l.Committee) + "\t" + words(textListNames[l.Kind], l.Lang), Footer: l.footer(), Landscape: l.Kind != Decisions}
	b := &body{lang: l.Lang}
	if l.Kind == Decisions && !l.Meeting.IsZero() {
		b.lead(textOfMeeting.With(bot.Args{"day": bot.Day(l.Meeting)}))
	} else if !l.At.IsZero() {
		b.lead(textAsOf.With(bot.Args{"day": bot.Day(l.At)}))
	}
	if l.View == Public {
		b.small(textForPublic)
	}
	if len(l.Items) == 0 && len(l.Outcomes) == 0 {
		b.para(words(textListEmpty[l.Kind], l.Lang))
	}
	switch l.Kind {
	case Decisions:
		l.decisions(b)
	case LongList:
		if len(l.Items) > 0 {
			b.add(l.long())
		}
	case Moves:
		for _, x := range l.Items {
			if len(x.Moves) == 0 {
				continue // a point that only stands on the agenda
			}
			b.heading(1, strings.TrimSpace(x.Number+" "+x.title(l.Lang)))
			var lines []string
			for _, m := range x.Moves {
				lines = append(lines, m.line(l.Lang))
			}
			b.list(lines)
		}
	default:
		for _, kind := range outcomeKinds {
			if all := l.of(kind); len(all) > 0 {
				b.add(l.outcomes(kind, all, true))
			}
		}
	}
	d.Body = b.blocks
	return d
}

// decisions adds the decisions, actions and advice of a meeting, and what was
// treated.
func (l List) decisions(b *body) {
	for _, kind := range outcomeKinds {
		if all := l.of(kind); len(all) > 0 {
			b.heading(1, word(outcomesPlural, kind, l.Lang))
			b.add(l.outcomes(kind, all, false))
		}
	}
	if len(l.Items) == 0 {
		return
	}
	b.heading(1, words(textTreated, l.Lang))
	t := office.Table{Head: l.heads(colNr, colTopic, colFrom, colOutcome), Widths: []int{4, 18, 12, 22}}
	for _, x := range l.Items {
		nr := x.Nr
		if nr == "" {
			nr = x.Number
		}
		t.Rows = append(t.Rows, []office.Cell{{Runs: plain(nr)}, {Runs: plain(x.title(l.Lang)), Head: true}, {Runs: plain(x.from(l.Lang))}, {Runs: linked(x.Outcome)}})
	}
	b.add(t)
}

func (l List) of(kind string) (all []Outcome) {
	for _, o := range l.Outcomes {
		if o.Kind == kind {
			all = append(all, o)
		}
	}
	return all
}

func (l List) heads(all ...bot.Phrase) (heads []string) {
	for _, p := range all {
		heads = append(heads, words(p, l.Lang))
	}
	return heads
}

// outcomes is a table of one kind of outcomes. Of several meetings, it says of
// which each is.
func (l List) outcomes(kind string, all []Outcome, meetings bool) office.Table {
	heads, widths := []bot.Phrase{colNr}, []int{19}
	switch kind {
	case "action":
		heads, widths = append(heads, colAction, colTopic, colOwner, colDue, colPutOff), append(widths, 26, 17, 13, 15, 13)
	case "advice":
		heads, widths = append(heads, colAdvice, colTopic, colTo, colAsked), append(widths, 34, 20, 12, 18)
	default:
		heads, widths = append(heads, colDecision, colTopic), append(widths, 50, 34)
	}
	if meetings {
		heads, widths = append(heads, colMeeting), append(widths, 16)
	}
	t := office.Table{Head: l.heads(heads...), Widths: widths}
	for _, o := range all {
		text := o.text(l.Lang)
		if o.MembersOnly {
			text += " (" + words(textOnlyMembers, l.Lang) + ")"
		}
		row := []office.Cell{{Runs: plain(o.Number)}, {Runs: linked(text), Head: true}, {Runs: plain(oneLine(o.Title))}}
		switch kind {
		case "action":
			row = append(row, office.Cell{Runs: plain(o.Owner)}, office.Cell{Runs: plain(o.due(l.Lang))},
				office.Cell{Runs: plain(strconv.Itoa(o.Postponed)), Right: true})
		case "advice":
			row = append(row, office.Cell{Runs: plain(o.To)}, office.Cell{Runs: plain(askedWord(o.Asked, l.Lang))})
		}
		if meetings {
			row = append(row, office.Cell{Runs: plain(dateWords(o.Meeting, l.Lang))})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// text is what was decided, with the word that it is done or was taken back.
func (o Outcome) text(l bot.Lang) string {
	switch {
	case o.Done && o.Kind == "action":
		return o.Text + " (" + words(textDone, l) + ")"
	case o.Done:
		return o.Text + " (" + words(textTakenBack, l) + ")"
	}
	return o.Text
}

// long is the long list as a table.
func (l List) long() office.Table {
	t := office.Table{
		Head:   l.heads(colNumber, colTopic, colAsk, colNature, colFrom, colMinutes, colBrought, colState),
		Widths: []int{14, 22, 28, 15, 16, 10, 14, 13},
	}
	for _, x := range l.Items {
		minutes := ""
		if x.Minutes > 0 {
			minutes = strconv.Itoa(x.Minutes)
		}
		t.Rows = append(t.Rows, []office.Cell{
			{Runs: plain(x.Number)}, {Runs: plain(x.title(l.Lang)), Head: true}, {Runs: linked(x.Ask)}, {Runs: plain(word(natureWords, x.Nature, l.Lang))},
			{Runs: plain(x.from(l.Lang))}, {Runs: plain(minutes), Right: true}, {Runs: plain(dateWords(x.Brought, l.Lang))}, {Runs: plain(word(stateWords, x.State, l.Lang))},
		})
	}
	return t
}

func (l List) created() time.Time {
	if l.At.IsZero() {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return l.At
}

func (l List) footer() string {
	if l.Version == 0 {
		return words(textAsOf.With(bot.Args{"day": bot.Day(l.At)}), l.Lang)
	}
	status := bot.Text(textConcept)
	if l.Final {
		status = textFinal
	}
	return words(textFooterV.With(bot.Args{"n": bot.Plain(strconv.Itoa(l.Version)), "status": status}), l.Lang)
}

// due is the day an action is due; zero when none is set. What is no day is shown
// as it was written.
func (o Outcome) due(l bot.Lang) string {
	if t, err := time.Parse(time.DateOnly, o.Due); err == nil {
		return dateWords(t, l)
	}
	return o.Due
}

func dateWords(t time.Time, l bot.Lang) string {
	if t.IsZero() {
		return ""
	}
	return words(bot.Date(t), l)
}

func yesNo(yes bool, l bot.Lang) string {
	if yes {
		return words(textYes, l)
	}
	return words(textNo, l)
}

func askedWord(asked bool, l bot.Lang) string {
	if asked {
		return words(textIsAsked, l)
	}
	return words(textIsUnasked, l)
}
