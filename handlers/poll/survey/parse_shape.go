package survey

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// commas takes out a comma, a dash or a stroke between quotes.
func (p *parser) commas(pieces []piece) (rest []piece) {
	for i, q := range pieces {
		comma := q.kind == word && utf8.RuneCountInString(q.text) == 1 && strings.Contains(",;:/|•·-–—", q.text)
		if comma && i > 0 && pieces[i-1].kind == quoted && (i+1 == len(pieces) || pieces[i+1].kind != word) {
			continue
		}
		rest = append(rest, q)
	}
	return rest
}

// quoted reads a line in which everything stands between quotes.
func (p *parser) quoted(pieces []piece) {
	first := true
	inner := false
	for _, q := range pieces {
		if q.kind != quoted {
			continue
		}
		inner = inner || q.inner
		if first {
			p.question, first = q.text, false
			continue
		}
		if q.lines {
			p.doubt(textLinesInOption.With(bot.Args{"typed": bot.Plain(q.text)}))
		}
		p.options = append(p.options, q.text)
	}
	if inner && len(p.options) == 0 {
		p.doubt(textOddQuotes.With(bot.Args{"typed": bot.Plain(p.question)}))
	}
	p.order()
}

// order doubts whether the first of the texts is the question.
func (p *parser) order() {
	asks := 0
	for _, o := range p.options {
		if strings.HasSuffix(o, "?") {
			asks++
		}
	}
	r, _ := utf8.DecodeRuneInString(p.question)
	switch {
	case asks > 0 && !strings.Contains(p.question, "?"), unicode.IsLower(r) && !strings.ContainsAny(p.question, " ?"):
		p.doubt(textQuestionFirst.With(bot.Args{"typed": bot.Plain(p.question)}))
	case asks > 0 && asks == len(p.options):
		p.doubt(textAllQuestions)
	}
}

// bare reads one line without quotes: a question that is answered with yes or no,
// or one of which the type is given by a flag.
func (p *parser) bare(pieces []piece) {
	text := strings.Join(texts(pieces), " ")
	p.question = text
	if splitByFlag(pieces) {
		p.doubt(textFlagBetween.With(bot.Args{"typed": bot.Plain(text)}))
	}
	if p.startsUnsure(pieces) {
		p.doubt(textUnsureValue.With(bot.Args{"typed": bot.Plain(text)}))
	}
	if words := strings.Fields(text); slices.Contains([]string{"anonymous", "true-anonymous", "hidden", "limit"}, strings.ToLower(words[0])) ||
		len(words) > 1 && openPollWord(words[0]) && words[1][0] >= '0' && words[1][0] <= '9' {
		p.doubt(textUnsureValue.With(bot.Args{"typed": bot.Plain(text)}))
	}
	if commandWord(text) {
		p.doubt(textNotAPoll.With(bot.Args{"typed": bot.Plain(text)}))
		return
	}
	ask := strings.IndexByte(text, '?')
	if rest := ""; ask >= 0 {
		rest = strings.TrimSpace(strings.TrimLeft(text[ask:], "?!"))
		if rest == "" || strings.Contains(rest, "?") {
			return // line looks whether it is one question
		}
		p.question = strings.TrimSpace(strings.TrimSuffix(text, rest))
		p.options = splitInline(rest)
		p.doubt(textQuoteOptions.With(bot.Args{"typed": bot.Plain(rest)}))
	}
}

// mixed reads a line with words inside and outside quotes: the words are the
// settings of Open Poll+, the question before its options, or a doubt.
func (p *parser) mixed(pieces []piece) {
	// Runs of words, and quoted texts.
	var runs []piece
	for _, q := range pieces {
		last := len(runs) - 1
		switch {
		case q.kind == quoted:
			runs = append(runs, q)
		case q.kind == mark, q.kind == newline:
			runs = append(runs, piece{kind: mark})
		case q.kind == word && last >= 0 && runs[last].kind == word:
			runs[last].text += " " + q.text
		case q.kind == word:
			runs = append(runs, piece{kind: word, text: q.text})
		}
	}
	runs = slices.DeleteFunc(runs, func(q piece) bool { return q.kind == mark })
	loose := slices.DeleteFunc(slices.Clone(runs), func(q piece) bool { return q.kind != word })

	sure := true
	for _, run := range loose {
		sure = sure && openPoll(strings.Fields(run.text), nil)
	}
	if sure {
		for _, run := range loose {
			openPoll(strings.Fields(run.text), p.settings)
			p.used = append(p.used, run.text)
		}
		p.quoted(slices.DeleteFunc(runs, func(q piece) bool { return q.kind == word }))
		return
	}
	first := runs[0]
	onlyFirst := len(loose) == 1 && first.kind == word
	opens := first.kind == word && openPollWord(strings.Fields(first.text)[0])
	if first.kind == word && strings.HasSuffix(p.text, "?") && !opens && !strings.Contains(strings.TrimSuffix(p.text, "?"), "?") {
		// "Vind je “Wegwijs” een goede naam?"
		p.doubt(textOddQuotes.With(bot.Args{"typed": bot.Plain(p.text)}))
		var all []string
		for _, run := range runs {
			if run.kind == quoted {
				all = append(all, "“"+run.text+"”")
			} else {
				all = append(all, run.text)
			}
		}
		p.question = strings.Join(all, " ")
		return
	}
	asks := onlyFirst && !strings.Contains(first.text, "?") && strings.HasSuffix(runs[1].text, "?")
	if onlyFirst && (opens || asks) {
		p.doubt(textOutsideQuotes.With(bot.Args{"typed": bot.Plain(first.text)}))
		p.used = append(p.used, first.text)
		p.quoted(runs[1:])
		return
	}
	p.question = first.text
	for i, run := range runs {
		if i > 0 {
			p.options = append(p.options, run.text)
		}
		if run.kind != word {
			continue
		}
		certain := i == 0 && onlyFirst && strings.HasSuffix(run.text, "?") && strings.Count(run.text, "?") == 1 && wordsTogether(pieces)
		if !certain {
			p.doubt(textOutsideQuotes.With(bot.Args{"typed": bot.Plain(run.text)}))
		}
	}
	p.order()
}

// wordsTogether tells whether no flag and no new line stands between the words
// before the first quote.
func wordsTogether(pieces []piece) bool {
	last := -1
	for i, q := range pieces {
		if q.kind == word {
			if last >= 0 && i != last+1 {
				return false
			}
			last = i
		}
	}
	return true
}

// loose reads a line of which the quotes do not match. It is always a doubt.
func (p *parser) loose() {
	p.doubt(textUnmatched)
	pieces, _ := lex(p.text, true)
	rest := p.take(pieces)
	begins, _ := utf8.DecodeRuneInString(p.text)
	if strings.HasSuffix(p.text, "?") && unicode.IsLetter(begins) {
		// A question with something between quotes inside.
		text := []rune(p.text)
		for _, span := range p.spans {
			for i := span[0]; i < span[1]; i++ {
				text[i] = ' '
			}
		}
		p.question = tidy(string(text))
		return
	}
	var found []string
	open := false
	for _, q := range rest {
		switch {
		case q.kind == word && !open && strings.Trim(q.text, "?!") == "" && len(found) > 0:
			found[len(found)-1] += q.text // "Komt het uit"?
		case q.kind == word && !open && strings.Trim(q.text, ",;:.()[]{}|/-") == "":
		case q.kind != word:
			open = false
		case open:
			found[len(found)-1] += " " + q.text
		default:
			found, open = append(found, q.text), true
		}
	}
	if len(found) > 0 {
		p.question, p.options = found[0], found[1:]
	}
}

// texts are the words and quoted texts between marks.
func texts(pieces []piece) (all []string) {
	for _, q := range pieces {
		if q.kind == word || q.kind == quoted {
			all = append(all, q.text)
		}
	}
	return all
}

// splitByFlag tells whether a flag stands between words without quotes.
func splitByFlag(line []piece) bool {
	words, marked := false, false
	for _, q := range line {
		switch {
		case q.kind == mark && words:
			marked = true
		case q.kind == word && marked:
			return true
		case q.kind == word:
			words = true
		}
	}
	return false
}

// startsUnsure tells whether words follow the value of a flag in such a way that
// they may belong to it: "--tot morgen 12 mensen genoeg?".
func (p *parser) startsUnsure(line []piece) bool {
	for i, q := range line {
		if q.kind == mark && q.bound && i+1 < len(line) && line[i+1].kind == word {
			r, _ := utf8.DecodeRuneInString(line[i+1].text)
			return q.odd || !unicode.IsUpper(r)
		}
	}
	return false
}

// splitInline makes options of words behind a question, for the form.
func splitInline(s string) []string {
	for _, sep := range []string{",", ";", "/", "|"} {
		if address.MatchString(s) {
			break
		}
		if strings.Contains(s, sep) {
			var all []string
			for part := range strings.SplitSeq(s, sep) {
				if part = strings.TrimSpace(part); part != "" {
					all = append(all, part)
				}
			}
			return all
		}
	}
	return []string{s}
}

// flagInside tells whether a flag was typed inside quotes.
func flagInside(s string) bool {
	for _, w := range strings.Fields(s) {
		name := strings.TrimLeft(w, "-—–")
		if len(name) == len(w) || len(w)-len(name) < 2 {
			continue
		}
		name, _, _ = strings.Cut(name, "=")
		if _, known := flags[flagName(name)]; known {
			return true
		}
	}
	return false
}

// openPoll reads the words Open Poll+ and Simple Poll know outside quotes:
// "anonymous limit 2 hidden". Without settings it only tells whether all of them
// are known.
func openPoll(words []string, s *settings) bool {
	if s == nil {
		s = newSettings(time.Unix(0, 0).UTC())
	}
	for i := 0; i < len(words); i++ {
		value := ""
		if i+1 < len(words) {
			value = words[i+1]
		}
		switch strings.ToLower(words[i]) {
		case "anonymous":
			s.set(setUnnamed, "")
		case "hidden":
			s.set(setHidden, "")
		case "limit":
			if !s.read(setChoose, value, true) {
				return false
			}
			i++
		case "on", "end":
			if _, _, ok := moment(value, s.now); !ok || !strings.Contains(value, "-") {
				return false
			}
			set := setFrom
			if strings.EqualFold(words[i], "end") {
				set = setUntil
			}
			s.read(set, value, true)
			i++
		default:
			return false
		}
	}
	return true
}

// openPollWord tells whether a line begins as it does in Open Poll+.
func openPollWord(w string) bool {
	return slices.Contains([]string{"anonymous", "true-anonymous", "hidden", "limit", "on", "end", "schedule", "add-choice", "create", "lang", "edit", "export"}, strings.ToLower(w))
}
