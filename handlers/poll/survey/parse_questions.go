package survey

import (
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
)

var (
	seriesStart = lazily(`^[QqVv] ?\d{0,2} ?: ?`)
	seriesKind  = lazily(`^(.*?) ?\[([^\[\]]*)\]$`)
	seriesEnd   = lazily(`^(?i)(laag|low|hoog|high) ?: ?(.*)$`)
)

// ParseQuestions reads several questions, one after another: "Q: vraag [schaal
// 1-5]" or "V: vraag", with options on lines that start with "-", and the words
// of a scale on lines that start with "laag:" and "hoog:". Types are
// [ja-nee], [één], [kies 2], [meerdere], [schaal 1-5], [enps], [stemming],
// [rangorde] and [open], or in English. A question without a type and with
// options is one of them; without options one for yes or no. The doubts quote
// what is not in the questions.
func ParseQuestions(text string) ([]Question, []bot.Text) {
	qs, doubts, _ := parseQuestions(text)
	return qs, doubts
}

// parseQuestions also tells what was used of the text, as it was typed.
func parseQuestions(text string) (qs []Question, doubts []bot.Text, used []string) {
	typed := map[int]bool{} // questions with a type
	for line := range strings.SplitSeq(clean(text), "\n") {
		line = tidy(line)
		if line == "" {
			continue
		}
		if start := seriesStart.FindString(line); start != "" {
			q, known := parseKind(strings.TrimPrefix(line, start))
			used = append(used, start, strings.TrimPrefix(strings.TrimPrefix(line, start), q.Text))
			if !known {
				doubts = append(doubts, textSeriesKind.With(bot.Args{"typed": bot.Plain(q.Text)}))
			}
			typed[len(qs)] = q.Kind != ""
			qs = append(qs, q)
			continue
		}
		last := len(qs) - 1
		if last >= 0 {
			if bullet := bulletPattern.FindString(line); bullet != "" {
				used = append(used, bullet)
				qs[last].Options = append(qs[last].Options, strings.TrimSpace(strings.TrimPrefix(line, bullet)))
				continue
			}
			if m := seriesEnd.FindStringSubmatch(line); m != nil && qs[last].Kind == Scale {
				end := &qs[last].Top
				if name := strings.ToLower(m[1]); name == "laag" || name == "low" {
					end = &qs[last].Low
				}
				if *end == "" {
					used = append(used, m[1])
					*end = m[2]
					continue
				}
			}
		}
		doubts = append(doubts, textSeriesLine.With(bot.Args{"typed": bot.Plain(line)}))
	}
	for i := range qs {
		q := &qs[i]
		if typed[i] {
			continue
		}
		if q.Kind = One; len(q.Options) > 0 {
			continue
		}
		q.Kind = YesNo
		if q.Text == "" {
			continue
		}
		if why := notYesNo(q.Text); why != nil {
			doubts = append(doubts, textSeriesYesNo.With(bot.Args{"n": bot.Number(i + 1), "why": why}))
		}
	}
	return qs, doubts, used
}

// parseKind takes the type off the end of a question. Brackets that name none
// stay in the question, and are not known.
func parseKind(s string) (q Question, known bool) {
	q.Text = s
	m := seriesKind.FindStringSubmatch(s)
	if m == nil {
		return q, true
	}
	name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(m[2])), " ")
	value = strings.TrimSpace(value)
	switch name {
	case "ja-nee", "ja/nee", "janee", "yesno", "yes-no", "yes/no":
		q.Kind = YesNo
	case "één", "een", "one", "single", "keuze":
		q.Kind = One
	case "meerdere", "multi", "several", "multiple":
		q.Kind = Several
		if value != "" {
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 {
				return Question{Text: s}, false
			}
			q.Max, value = n, ""
		}
	case "kies", "choose", "limit":
		n, ok := wholeNumber(value)
		if !ok {
			return Question{Text: s}, false
		}
		q.Kind, q.Max, value = Several, n, ""
		if n == 1 {
			q.Kind, q.Max = One, 0
		}
	case "schaal", "scale":
		high := scalePattern.FindStringSubmatch(tidyMoment(value))
		if high == nil {
			return Question{Text: s}, false
		}
		q.Kind, value = Scale, ""
		q.High, _ = strconv.Atoi(high[1])
	case "enps":
		q.Kind = ENPS
	case "stemming", "mood":
		q.Kind = Mood
	case "rangorde", "ranking", "rank":
		q.Kind = Rank
	case "open", "open-vraag", "tekst", "text":
		q.Kind = Open
	}
	if q.Kind == "" || value != "" {
		return Question{Text: s}, false
	}
	q.Text = m[1]
	return q, true
}

// FormatQuestions writes what ParseQuestions reads.
func FormatQuestions(qs []Question) string {
	var b strings.Builder
	for i, q := range qs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("V: ")
		if text := tidy(clean(q.Text)); text != "" {
			b.WriteString(text + " ")
		}
		b.WriteString("[" + kindName(q) + "]\n")
		for _, o := range q.Options {
			b.WriteString("- " + tidy(clean(o)) + "\n")
		}
		if low := tidy(clean(q.Low)); low != "" {
			b.WriteString("laag: " + low + "\n")
		}
		if top := tidy(clean(q.Top)); top != "" {
			b.WriteString("hoog: " + top + "\n")
		}
	}
	return b.String()
}

func kindName(q Question) string {
	switch q.Kind {
	case YesNo:
		return "ja-nee"
	case Several:
		if q.Max > 0 {
			return "meerdere " + strconv.Itoa(q.Max)
		}
		return "meerdere"
	case Scale:
		return "schaal 1-" + strconv.Itoa(q.High)
	case ENPS:
		return "enps"
	case Mood:
		return "stemming"
	case Rank:
		return "rangorde"
	case Open:
		return "open"
	}
	return "één"
}

// SplitOptions reads options that were typed one per line, as in a field of a
// form: bullets and quotes around a whole line are taken off, empty lines too.
func SplitOptions(text string) []string {
	var raw []string
	for line := range strings.SplitSeq(clean(text), "\n") {
		if line = tidy(line); line != "" {
			raw = append(raw, line)
		}
	}
	p := &parser{settings: newSettings(time.Time{})}
	options, _, sure := p.unbullet(raw)
	if !sure {
		options = raw
	}
	for i, o := range options {
		pieces, ok := lex(o, false)
		if ok && len(pieces) == 1 && pieces[0].kind == quoted && !pieces[0].odd && pieces[0].text != "" {
			options[i] = pieces[0].text
		}
	}
	return options
}

// series reads a line in which each question begins with "V:" or "Q:". Flags may
// stand on lines above the first question.
func (p *parser) series() bool {
	lines := strings.Split(p.text, "\n")
	first := -1
	for i, line := range lines {
		if seriesStart.MatchString(strings.TrimSpace(line)) {
			first = i
			break
		}
	}
	if first < 0 {
		return false
	}
	head, ok := lex(strings.Join(lines[:first], "\n"), false)
	if !ok {
		return false
	}
	for _, q := range newSettings(p.now).take(head) {
		if q.kind != mark && q.kind != newline {
			return false // something else that has a line with V: in it
		}
	}
	p.take(head)
	for _, line := range lines[first:] {
		if flagInside(line) {
			p.doubt(textSeriesFlag.With(bot.Args{"typed": bot.Plain(tidy(line))}))
			break
		}
	}
	qs, doubts, used := parseQuestions(strings.Join(lines[first:], "\n"))
	p.questions, p.used = qs, append(p.used, used...)
	p.doubts = append(p.doubts, doubts...)
	return true
}
