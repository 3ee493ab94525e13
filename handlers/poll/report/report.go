// Package report writes the result of a poll as a picture and as files. It
// knows only what may be published: an Outcome, and of a poll with names who
// answered what. What an Outcome withholds stands in every file as words, never
// as an empty cell that could be taken for a zero.
package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// A Poll is everything a report tells.
type Poll struct {
	ID       string
	Spec     survey.Spec
	Outcome  survey.Outcome
	Rules    survey.Rules // what was too few; zero is 5 and 10
	Reach    []Reach
	Opened   time.Time // in the zone of the organisation, like Closed
	Closed   time.Time
	FollowUp string
	Named    []Named    // of a poll with names, until its names are erased
	Texts    [][]string // per question, open answers a colleague let through
}

// Reach is how many people of a channel answered; Hidden where that is not told.
type Reach struct {
	Place           survey.Place
	Asked, Answered int
	Hidden          bool
}

// Named is what one person answered; an absent answer is nil.
type Named struct {
	Name    string
	Answers []*survey.Answer
}

// A Format is a kind of file.
type Format string

const (
	CSV   Format = "csv"
	Excel Format = "csv-excel" // CSV as a Dutch Excel opens it
	JSON  Format = "json"
	XLSX  Format = "xlsx"
	PNG   Format = "png"
)

// Formats are all there are.
func Formats() []Format { return []Format{CSV, Excel, JSON, XLSX, PNG} }

// Write writes one file. Every file but the picture has the results of all
// questions, of the parts that may be shown, and the reach; with names also who
// answered what. A poll of several questions has one picture with all of them;
// ErrNoPicture when there is nothing to draw.
func (p Poll) Write(w io.Writer, f Format, l bot.Lang) error {
	switch f {
	case CSV:
		return p.writeCSV(w, l, plainCSV)
	case Excel:
		return p.writeCSV(w, l, dutchExcel)
	case JSON:
		return p.writeJSON(w, l)
	case XLSX:
		return p.writeXLSX(w, l)
	case PNG:
		png, _, err := p.Chart(l)
		if err != nil {
			return err
		}
		if png == nil {
			return ErrNoPicture
		}
		_, err = w.Write(png)
		return err
	}
	return fmt.Errorf("there is no format %q: choose one of %v", f, Formats())
}

// ErrNoPicture says that nothing of a result can be drawn.
var ErrNoPicture = &bot.Problem{Say: textNoPicture}

// FileName is what an export is called: "2027-01-12 peiling weet-je-waar
// abcdefgh.csv". It holds letters without accents, digits, spaces and hyphens
// only, so every system takes it, and at most 80 characters.
func (p Poll) FileName(f Format) string {
	name := p.Closed.Format(time.DateOnly) + " peiling"
	if len(p.Spec.Questions) > 0 {
		if s := slug(words(p.Spec.Questions[0].Title(), bot.NL)); s != "" {
			name += " " + s
		}
	}
	if s := slug(p.ID); s != "" {
		name += " " + s
	}
	if f == Excel {
		return name + " excel.csv"
	}
	return name + "." + string(f)
}

// longestSlug is how much of a question is in the name of a file.
const longestSlug = 40

// slug is what is left of words in the name of a file.
func slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’': // an accent; the mark in "foto's"
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s = strings.TrimRight(b.String(), "-")
	if len(s) > longestSlug {
		s = s[:longestSlug]
		if i := strings.LastIndexByte(s, '-'); i > longestSlug/2 {
			s = s[:i] // no half a word at the end
		}
	}
	return strings.TrimRight(s, "-")
}

// withNames tells whether who answered what is told.
func (p Poll) withNames() bool { return p.Spec.Mode == survey.Named }

// several tells whether there is more than one question.
func (p Poll) several() bool { return len(p.Spec.Questions) > 1 }

// outcome of a question; one that is not there is withheld for the reason of
// the poll.
func (p Poll) outcome(i int) survey.QuestionOutcome {
	return questionOf(p.Outcome.Questions, i, p.Outcome.Withheld)
}

func questionOf(all []survey.QuestionOutcome, i int, why survey.Reason) survey.QuestionOutcome {
	if i < len(all) && why == "" {
		return all[i]
	}
	return survey.QuestionOutcome{Withheld: cmp.Or(why, notTold)}
}

// notTold is the reason for what is not in an outcome.
const notTold survey.Reason = "not-told"

// choicesOf are the choices of a question as they are counted: as many as its
// outcome has, so that a number never stands behind another choice.
func choicesOf(q survey.Question, o survey.QuestionOutcome) []bot.Text {
	all := slices.Clone(q.Labels())
	for i := len(all); i < len(o.By); i++ {
		all = append(all, textChoice.With(bot.Args{"n": bot.Number(i + 1)}))
	}
	return all
}

// choice is the label of one choice.
func choice(all []bot.Text, i int) bot.Text {
	if i >= 0 && i < len(all) {
		return all[i]
	}
	return textChoice.With(bot.Args{"n": bot.Number(i + 1)})
}

// fewTexts says that too few people answered an open question to show answers.
func (p Poll) fewTexts() bot.Text {
	return textFewAnswers.With(bot.Args{"n": bot.Number(p.Rules.MinTexts())})
}

// why says in words why something is not shown.
func (p Poll) why(r survey.Reason) bot.Text {
	switch r {
	case survey.FewAnswers:
		return textFewAnswers.With(bot.Args{"n": bot.Number(cmp.Or(p.Rules.MinAnswers, 5))})
	case survey.SmallGroup:
		return textSmallGroup.With(bot.Args{"n": bot.Number(cmp.Or(p.Rules.MinGroup, 10))})
	case survey.AlmostSame:
		return textAlmostSame
	case survey.NoAnswers:
		return textNoAnswers
	}
	return textNotShown
}
