package poll

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// space stands between two sentences.
var space = bot.Phrase{NL: " ", EN: " "}

// spoken puts sentences behind one another; those that are nil are not there.
func spoken(all ...bot.Text) bot.Text {
	var said []bot.Text
	for _, t := range all {
		if t != nil {
			said = append(said, t)
		}
	}
	if len(said) == 0 {
		return nil
	}
	return joinWith(space, said...)
}

// A decimal is a number with so many digits behind the comma, with the sign
// that screen readers read as "min".
type decimal struct {
	value  float64
	digits int
}

func (d decimal) In(l bot.Lang, e bot.Escaper) string {
	s := strconv.FormatFloat(math.Abs(d.value), 'f', d.digits, 64)
	if d.value < 0 && strings.Trim(s, "0.") != "" {
		s = "−" + s
	}
	if l != bot.EN {
		s = strings.Replace(s, ".", ",", 1)
	}
	return e.Ours(s)
}

// percent is how many of a group. It is rounded, but says neither nobody nor
// everybody where that is not so.
func percent(n, of int) bot.Text {
	if of <= 0 {
		return textResultPercent.With(bot.Args{"n": bot.Number(0)})
	}
	p := int(math.Round(100 * float64(n) / float64(of)))
	switch {
	case n > 0 && p == 0:
		return textResultUnder1
	case n < of && p == 100:
		return textResultOver99
	}
	return textResultPercent.With(bot.Args{"n": bot.Number(p)})
}

// participation says how many of whom answered.
func participation(out survey.Outcome) bot.Text {
	switch {
	case out.Answered == 0:
		return textResultNobody.Count(out.Asked, nil)
	case out.Answered > out.Asked: // who came into the channel later may answer too
		return textResultMore.Count(out.Answered, bot.Args{"asked": bot.Number(out.Asked)})
	}
	return textResultAnswered.Count(out.Answered, bot.Args{"asked": bot.Number(out.Asked), "rate": percent(out.Answered, out.Asked)})
}

// withheld says why there is no result, in words that tell no more than that.
func withheld(why survey.Reason, rules survey.Rules) bot.Text {
	rules = rules.Normal()
	switch why {
	case survey.FewAnswers:
		return textWithheldFew.With(bot.Args{"n": bot.Number(rules.MinAnswers)})
	case survey.SmallGroup:
		return textWithheldSmall.With(bot.Args{"n": bot.Number(rules.MinGroup)})
	case survey.AlmostSame:
		return textWithheldSame.With(bot.Args{"n": bot.Number(rules.MinAnswers)})
	case survey.NoAnswers:
		return textWithheldNone
	}
	return textWithheldOther
}

// unasked says why there is nothing to tell of one question.
func unasked(q survey.QuestionOutcome, rules survey.Rules) bot.Text {
	switch q.Withheld {
	case survey.FewAnswers:
		return textQuestionFew.With(bot.Args{"n": bot.Number(rules.Normal().MinAnswers)})
	case survey.NoAnswers:
		return textQuestionNone
	}
	return textQuestionWithheld
}

// least is from how many answers on "most people" is not a big word.
const least = 5

// finding is the one thing to remember of a question, nil when there is none,
// or when it is a number: see estimate. With numbers it says how many that are.
func finding(q survey.Question, out survey.QuestionOutcome, rules survey.Rules, numbers bool) bot.Text {
	labels := labelsOf(q)
	switch {
	case out.Withheld != "":
		return unasked(out, rules)
	case out.Unanimous:
		if out.Choice < 0 || out.Choice >= len(labels) {
			return nil
		}
		return textFindingUnanimous.With(bot.Args{"choice": inQuotes(labels[out.Choice])})
	case out.N == 0:
		return textQuestionNone
	case out.ENPS != nil, q.Kind == survey.Scale && out.Mean != nil:
		return nil
	case q.Kind == survey.Rank:
		return firstOf(labels, out)
	}
	return mostChosen(labels, out, numbers)
}

func firstOf(labels []bot.Text, out survey.QuestionOutcome) bot.Text {
	if len(out.Ranking) == 0 || out.Ranking[0].Choice >= len(labels) {
		return nil
	}
	return textFindingRank.With(bot.Args{"choice": inQuotes(labels[out.Ranking[0].Choice])})
}

// mostChosen is what most people chose, or what was chosen most often.
func mostChosen(labels []bot.Text, out survey.QuestionOutcome, numbers bool) bot.Text {
	most := 0
	var top []bot.Text
	for i, n := range out.By {
		if i >= len(labels) || n < most || n == 0 {
			continue
		}
		if n > most {
			most, top = n, nil
		}
		top = append(top, inQuotes(labels[i]))
	}
	if len(top) == 0 {
		return nil
	}
	if len(top) == len(labels) {
		return textFindingEqual
	}
	choice := bot.List(top...)
	if numbers {
		say := textFindingOf
		if len(top) > 1 {
			say = textFindingEach
		}
		choice = say.With(bot.Args{"choice": choice, "n": bot.Number(most), "all": bot.Number(out.N), "rate": percent(most, out.N)})
	}
	say := textFindingOften
	switch {
	case len(top) > 1:
		say = textFindingTie
	case most == out.N && out.N >= least:
		say = textFindingAll
	case 2*most > out.N && out.N >= least:
		say = textFindingMost
	}
	return say.With(bot.Args{"choice": choice})
}

// estimate is a mean or eNPS with what makes it honest: between which numbers
// it lies, and, unless that was just said, of how many answers and people it is.
// Nil where a question has none.
func estimate(q survey.Question, out survey.QuestionOutcome, asked int, answers bool) bot.Text {
	if out.Withheld != "" || out.Unanimous || out.N == 0 {
		return nil
	}
	var what bot.Text
	var number survey.Estimate
	digits := 1
	switch {
	case out.ENPS != nil:
		number, digits = out.ENPS.Score, 0
		what = textEstimateENPS.With(bot.Args{"value": decimal{number.Value, digits}})
	case out.Mean != nil:
		number = *out.Mean
		high := q.High
		if q.Kind == survey.Mood {
			high = q.Choices()
		}
		what = textEstimateMean.With(bot.Args{"value": decimal{number.Value, digits}, "high": bot.Number(high)})
	default:
		return nil
	}
	low, high := decimal{number.Low, digits}, decimal{number.High, digits}
	margin := textEstimateMargin.With(bot.Args{"low": low, "high": high})
	if low.In(bot.NL, bot.Literal) == high.In(bot.NL, bot.Literal) {
		margin = textEstimateSame
	}
	if !answers {
		return textEstimate.With(bot.Args{"what": what, "margin": margin})
	}
	return textEstimateOf.With(bot.Args{"what": what, "margin": margin, "answers": answersOf(out.N, asked)})
}

// inQuotes puts quotes around a choice of more than one word, so that a sentence
// shows where it begins and ends.
func inQuotes(choice bot.Text) bot.Text {
	if typed, ok := choice.(bot.Plain); ok && strings.ContainsFunc(strings.TrimSpace(string(typed)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return textQuoted.With(bot.Args{"words": bot.Plain(strings.TrimSpace(string(typed)))})
	}
	return choice
}

// answersOf is "54 antwoorden, 42 % van 128".
func answersOf(n, asked int) bot.Text {
	answers := textResultAnswers.Count(n, nil)
	if asked <= 0 || n > asked {
		return answers
	}
	return textResultRate.With(bot.Args{"answers": answers, "rate": percent(n, asked), "asked": bot.Number(asked)})
}

// labelsOf are the choices of a question as they stand in a sentence or in
// front of a number: "1 (helemaal niet)" where the platform's own list of
// choices has a colon.
func labelsOf(q survey.Question) []bot.Text {
	if q.Kind != survey.Scale && q.Kind != survey.ENPS {
		return q.Labels()
	}
	low, top := q.Ends()
	labels := make([]bot.Text, q.Choices())
	for i := range labels {
		n, _ := q.Value(i)
		labels[i] = bot.Number(n)
		end := low
		if i == len(labels)-1 {
			end = top
		}
		if i == 0 || i == len(labels)-1 {
			labels[i] = bot.Join(bot.Number(n), bot.Phrase{NL: " (", EN: " ("}, end, bot.Phrase{NL: ")", EN: ")"})
		}
	}
	return labels
}

// headline is what came of a poll in two or three sentences: how many answered,
// and what came out of its only question.
func (x *poll) headline(out survey.Outcome, rules survey.Rules) bot.Text {
	if out.Withheld != "" {
		return spoken(withheld(out.Withheld, rules), x.erased(out))
	}
	say := []bot.Text{participation(out)}
	if len(x.spec.Questions) == 1 && len(out.Questions) == 1 && out.Answered > 0 {
		q, one := x.spec.Questions[0], out.Questions[0]
		say = append(say, finding(q, one, rules, false), estimate(q, one, out.Asked, one.N != out.Answered))
	}
	return spoken(say...)
}

// subject is what a poll is about, in quotes: its question, and how many more.
func (x *poll) subject() bot.Text {
	if len(x.spec.Questions) == 0 {
		return inQuotes(bot.Plain(x.ID))
	}
	q := x.spec.Questions[0]
	title := q.Title()
	if strings.TrimSpace(q.Text) != "" {
		title = short(q.Text, mostOfQuestion)
	}
	first := textQuoted.With(bot.Args{"words": title})
	if more := len(x.spec.Questions) - 1; more > 0 {
		return textSubjectMore.Count(more, bot.Args{"question": first})
	}
	return first
}

// mostOfQuestion is how much of a question is repeated in a sentence.
const mostOfQuestion = 150

// erased says that there are no answers any more, where there were any.
func (x *poll) erased(out survey.Outcome) bot.Text {
	if x.spec.Mode == survey.Named || out.Withheld == survey.NoAnswers {
		return nil
	}
	return textResultErased
}
