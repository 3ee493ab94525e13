package survey

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// Title is what a question asks: the words of its maker, or, of ENPS and Mood
// without words, a standard question in both languages.
func (q Question) Title() bot.Text {
	if t := strings.TrimSpace(q.Text); t != "" {
		return bot.Plain(t)
	}
	switch q.Kind {
	case ENPS:
		return textENPS
	case Mood:
		return textMood
	}
	return bot.Plain("")
}

// Labels are the choices of a question in order; nil for an Open one. What a
// person typed is bot.Plain, what is ours is in both languages.
func (q Question) Labels() []bot.Text {
	switch q.Kind {
	case YesNo:
		return []bot.Text{textYes, textNo}
	case One, Several, Rank:
		labels := make([]bot.Text, len(q.Options))
		for i, o := range q.Options {
			labels[i] = bot.Plain(o)
		}
		return labels
	case Scale:
		low, top := q.Ends()
		return numbered(1, q.High, low, top)
	case ENPS:
		low, top := q.Ends()
		return numbered(0, 10, low, top)
	case Mood:
		return []bot.Text{textMood1, textMood2, textMood3, textMood4, textMood5}
	}
	return nil
}

// Ends are what the lowest and the highest number of a Scale or ENPS mean: the
// words of the maker, or our own. They are nil for other kinds.
func (q Question) Ends() (low, top bot.Text) {
	switch q.Kind {
	case ENPS:
		return textENPSLow, textENPSTop
	case Scale:
		low, top = textScaleLow, textScaleTop
		if t := strings.TrimSpace(q.Low); t != "" {
			low = bot.Plain(t)
		}
		if t := strings.TrimSpace(q.Top); t != "" {
			top = bot.Plain(t)
		}
	}
	return low, top
}

// numbered are the numbers of a scale; the words at its ends say which end is which.
func numbered(from, to int, low, top bot.Text) (labels []bot.Text) {
	for n := from; n <= to; n++ {
		number := bot.Number(n)
		switch n {
		case from:
			labels = append(labels, textPoint.With(bot.Args{"n": number, "words": low}))
		case to:
			labels = append(labels, textPoint.With(bot.Args{"n": number, "words": top}))
		default:
			labels = append(labels, number)
		}
	}
	return labels
}

// Face is an emoji that may stand beside the word of a mood, never instead of
// it; empty for other kinds.
func (q Question) Face(choice int) string {
	faces := [...]string{"😞", "🙁", "😐", "🙂", "😀"}
	if q.Kind != Mood || choice < 0 || choice >= len(faces) {
		return ""
	}
	return faces[choice]
}

// Choices is how many choices there are; 0 for an Open question.
func (q Question) Choices() int {
	switch q.Kind {
	case YesNo:
		return 2
	case One, Several, Rank:
		return len(q.Options)
	case Scale:
		return max(q.High, 0)
	case ENPS:
		return 11
	case Mood:
		return 5
	}
	return 0
}

// Value is the number a choice stands for; false where choices are no numbers.
func (q Question) Value(choice int) (int, bool) {
	if choice < 0 || choice >= q.Choices() {
		return 0, false
	}
	switch q.Kind {
	case Scale, Mood:
		return choice + 1, true
	case ENPS:
		return choice, true
	}
	return 0, false
}

// Most is how many choices one person may make.
func (q Question) Most() int {
	switch q.Kind {
	case Open:
		return 0
	case Rank:
		return len(q.Options)
	case Several:
		if q.Max > 0 && q.Max < len(q.Options) {
			return q.Max
		}
		return len(q.Options)
	}
	return 1
}

// Wrong says why a question cannot be answered like this; nil when it can.
func (q Question) Wrong(a Answer) bot.Text {
	if q.Kind == Open {
		switch n := utf8.RuneCountInString(strings.TrimSpace(a.Text)); {
		case len(a.Choices) > 0 || !readable(a.Text):
			return textTypeAnswer
		case n > MaxOpenAnswer:
			return textLongAnswer.With(bot.Args{"n": bot.Number(n), "max": bot.Number(MaxOpenAnswer)})
		}
		return nil
	}
	seen := map[int]bool{}
	for _, c := range a.Choices {
		if c < 0 || c >= q.Choices() {
			return textNoChoice
		}
		if seen[c] {
			return textChosenTwice
		}
		seen[c] = true
	}
	switch n := len(a.Choices); {
	case q.Kind == Rank && n != len(q.Options):
		return textRankAll.Count(len(q.Options), nil)
	case q.Kind == Several && n == 0:
		return textChooseSome
	case q.Kind == Several && n > q.Most():
		return textChooseMost.Count(q.Most(), bot.Args{"chosen": bot.Number(n)})
	case q.Kind != Several && q.Kind != Rank && n != 1:
		return textChooseOne
	}
	return nil
}

// Encode writes an answer as it is stored: "2", "0,2" in the order of the
// choices, for Rank in the order of the answer, or the words of an Open one.
// Answers that say the same are written the same.
func (q Question) Encode(a Answer) string {
	if q.Kind == Open {
		return strings.TrimSpace(a.Text)
	}
	choices := slices.Clone(a.Choices)
	if q.Kind != Rank {
		slices.Sort(choices)
		choices = slices.Compact(choices)
	}
	parts := make([]string, len(choices))
	for i, c := range choices {
		parts[i] = strconv.Itoa(c)
	}
	return strings.Join(parts, ",")
}

var errAnswer = errors.New("not an answer to this question")

// Decode reads what Encode wrote. Its errors never hold the answer.
func (q Question) Decode(s string) (Answer, error) {
	if q.Kind == Open {
		a := Answer{Text: s}
		if q.Wrong(a) != nil {
			return Answer{}, errAnswer
		}
		return a, nil
	}
	var a Answer
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || strconv.Itoa(n) != part {
			return Answer{}, errAnswer
		}
		a.Choices = append(a.Choices, n)
	}
	if q.Wrong(a) != nil || q.Encode(a) != s {
		return Answer{}, errAnswer
	}
	return a, nil
}

// Faults say what is impossible about a poll, in sentences for its maker that
// say what to do; none when it can be placed.
func (s Spec) Faults() []bot.Text {
	var all []bot.Text
	if len(s.Questions) == 0 {
		all = append(all, textNoQuestion)
	}
	if n := len(s.Questions); n > MaxQuestions {
		all = append(all, textManyQuestions.With(bot.Args{"n": bot.Number(n), "max": bot.Number(MaxQuestions)}))
	}
	if n := s.fields(); n > MaxFields && len(s.Questions) <= MaxQuestions {
		all = append(all, textManyFields.With(bot.Args{"n": bot.Number(n), "max": bot.Number(MaxFields)}))
	}
	for i, q := range s.Questions {
		for _, fault := range q.faults() {
			if len(s.Questions) > 1 {
				fault = textInQuestion.With(bot.Args{"n": bot.Number(i + 1), "fault": fault})
			}
			all = append(all, fault)
		}
	}
	switch s.Mode {
	case Named, Unnamed, Final:
	default:
		all = append(all, textNoMode)
	}
	if s.Interim && s.Mode != Named {
		all = append(all, textInterimNames)
	}
	if s.AddOption && s.Mode != Named {
		all = append(all, textAddNames)
	}
	if s.AddOption && !s.choice() {
		all = append(all, textAddChoice)
	}
	if !s.Opens.IsZero() && !s.Closes.IsZero() {
		switch {
		case !s.Closes.After(s.Opens):
			all = append(all, textClosesFirst)
		case s.Closes.After(longest(s.Opens)):
			all = append(all, textTooLong.With(bot.Args{"days": bot.Number(MaxOpen / (24 * time.Hour)), "at": bot.Day(longest(s.Opens))}))
		}
	}
	return all
}

// fields is how many fields the form of a poll has.
func (s Spec) fields() (n int) {
	for _, q := range s.Questions {
		if q.Kind == Rank {
			n += min(len(q.Options), MaxRanked)
			continue
		}
		n++
	}
	return n
}

// choice tells whether the one question of a poll has options to choose from.
func (s Spec) choice() bool {
	return len(s.Questions) == 1 && (s.Questions[0].Kind == One || s.Questions[0].Kind == Several)
}

// longest is the last moment at which a poll that opens then can close: MaxOpen
// in days of the calendar, so that a change of the clock does not shorten it.
func longest(opens time.Time) time.Time { return opens.AddDate(0, 0, int(MaxOpen/(24*time.Hour))) }

// FaultsAt is Faults with what is impossible because of the moment at which the
// poll is placed: one that opens or closes in the past, or is open too long.
func (s Spec) FaultsAt(now time.Time) []bot.Text {
	all := s.Faults()
	if !s.Opens.IsZero() && s.Opens.Before(now) {
		all = append(all, textOpensPast.With(bot.Args{"at": bot.Moment(s.Opens.In(now.Location()))}))
	}
	if !s.Closes.IsZero() && !s.Closes.After(now) {
		all = append(all, textClosesPast.With(bot.Args{"at": bot.Moment(s.Closes.In(now.Location()))}))
	}
	if s.Opens.IsZero() && s.Closes.After(longest(now)) {
		all = append(all, textTooLong.With(bot.Args{"days": bot.Number(MaxOpen / (24 * time.Hour)), "at": bot.Day(longest(now))}))
	}
	return all
}

func (q Question) faults() (all []bot.Text) {
	number := func(n int) bot.Text { return bot.Number(n) }
	switch n := utf8.RuneCountInString(strings.TrimSpace(q.Text)); {
	case n == 0 && q.Kind != ENPS && q.Kind != Mood:
		all = append(all, textNoQuestion)
	case n > 0 && !readable(q.Text):
		all = append(all, textQuestionWords)
	case n > MaxQuestion:
		all = append(all, textLongQuestion.With(bot.Args{"n": number(n), "max": number(MaxQuestion)}))
	}
	switch q.Kind {
	case One, Several, Rank:
		return append(all, q.optionFaults()...)
	case Scale:
		if q.High != 5 && q.High != 10 {
			all = append(all, textScaleHigh)
		}
		for _, end := range []string{q.Low, q.Top} {
			switch n := utf8.RuneCountInString(strings.TrimSpace(end)); {
			case n > MaxLabel:
				all = append(all, textLongEnd.With(bot.Args{"words": bot.Plain(short(end)), "n": number(n), "max": number(MaxLabel)}))
			case n > 0 && !readable(end):
				all = append(all, textEmojiOption.With(bot.Args{"option": bot.Plain(end)}))
			}
		}
		if q.Low != "" && fold(q.Low) == fold(q.Top) {
			all = append(all, textEqualEnds)
		}
	case YesNo, ENPS, Mood, Open:
	default:
		return append(all, textNoKind)
	}
	if len(q.Options) > 0 {
		all = append(all, textNoOptionsHere)
	}
	return all
}

func (q Question) optionFaults() (all []bot.Text) {
	number := func(n int) bot.Text { return bot.Number(n) }
	n, most := len(q.Options), MaxOptions
	if q.Kind == Rank {
		most = MaxRanked
	}
	switch {
	case n == 0:
		all = append(all, textNoOptions)
	case n < MinOptions:
		all = append(all, textOneOption)
	case n > most && q.Kind == Rank:
		all = append(all, textManyRanked.With(bot.Args{"n": number(n), "max": number(most)}))
	case n > most:
		all = append(all, textManyOptions.With(bot.Args{"n": number(n), "max": number(most)}))
	}
	first := map[string]int{}
	for i, o := range q.Options {
		length := utf8.RuneCountInString(strings.TrimSpace(o))
		switch {
		case length == 0:
			all = append(all, textEmptyOption.With(bot.Args{"n": number(i + 1)}))
			continue
		case length > MaxOption:
			all = append(all, textLongOption.With(bot.Args{"option": bot.Plain(short(o)), "n": number(length), "max": number(MaxOption)}))
		case !readable(o):
			all = append(all, textEmojiOption.With(bot.Args{"option": bot.Plain(o)}))
		}
		if j, twice := first[fold(o)]; twice {
			all = append(all, textEqualOptions.With(bot.Args{"option": bot.Plain(short(o)), "a": number(j + 1), "b": number(i + 1)}))
			continue
		}
		first[fold(o)] = i
	}
	switch {
	case q.Kind != Several:
	case q.Max < 0 || q.Max == 1:
		all = append(all, textMaxLow)
	case q.Max > n && n >= MinOptions:
		all = append(all, textMaxHigh.With(bot.Args{"max": number(q.Max), "n": number(n)}))
	}
	return all
}

// Same is equal for polls that ask the same: the same questions and choices,
// without regard to capitals, punctuation and space, or to the order of options.
func (s Spec) Same() string {
	var parts []string
	for _, q := range s.Questions {
		text := bare(q.Text)
		if q.Kind == ENPS && (text == bare(textENPS.NL) || text == bare(textENPS.EN)) ||
			q.Kind == Mood && (text == bare(textMood.NL) || text == bare(textMood.EN)) {
			text = ""
		}
		kind := string(q.Kind)
		if q.Kind == Scale {
			kind = fmt.Sprintf("%s%d", q.Kind, q.High)
		}
		options := make([]string, len(q.Options))
		for i, o := range q.Options {
			options[i] = bare(o)
		}
		slices.Sort(options)
		parts = append(parts, kind+":"+text+":"+strings.Join(options, ","))
	}
	return strings.Join(parts, "\n")
}

// bare leaves letters, digits and symbols in small letters.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsControl(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// SameWords tells whether two options would count as one: capitals and white
// space make no difference.
func SameWords(a, b string) bool { return fold(a) == fold(b) }

// fold makes words that differ only in capitals and space equal.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(unicode.ToUpper(r))
	}, s)
}

// readable tells whether there is a letter or digit: a picture or a dash alone
// says nothing to who hears it read aloud.
func readable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// short is enough of what somebody typed to recognise it.
func short(s string) string {
	const most = 40
	r := []rune(strings.TrimSpace(s))
	if len(r) <= most {
		return string(r)
	}
	return strings.TrimSpace(string(r[:most-1])) + "…"
}
