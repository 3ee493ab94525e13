package survey

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wegwijs/bot"
)

// lines reads a question with each option on a line of its own.
func (p *parser) lines(lines [][]piece, hasQuotes bool) {
	var content [][]piece
	for _, line := range lines {
		if splitByFlag(line) {
			p.doubt(textFlagBetween.With(bot.Args{"typed": bot.Plain(strings.Join(texts(line), " "))}))
		}
		if len(texts(line)) > 0 {
			content = append(content, line)
		}
	}
	if len(content) == 0 {
		return
	}
	if p.startsUnsure(content[0]) {
		p.doubt(textUnsureValue.With(bot.Args{"typed": bot.Plain(strings.Join(texts(content[0]), " "))}))
	}
	content = p.above(content)
	p.question = strings.Join(texts(content[0]), " ")
	if len(content) == 1 {
		if firstKind(content[0]) == word {
			p.bare(content[0])
		}
		return
	}
	var raw []string
	quotes := 0
	for _, line := range content[1:] {
		raw = append(raw, strings.Join(texts(line), " "))
		for _, q := range line {
			if q.kind == quoted {
				quotes++
			}
			if q.kind == quoted && q.lines {
				p.doubt(textLinesInOption.With(bot.Args{"typed": bot.Plain(q.text)}))
			}
		}
	}
	options, bullets, sure := p.unbullet(raw)
	p.options = options
	questionQuoted := firstKind(content[0]) == quoted
	switch {
	case !sure:
		p.doubt(textMixedBullets)
	case quotes > 0 && quotes < len(raw) && !questionQuoted || quotes > 0 && quotes != len(raw):
		p.doubt(textMixedLines)
	case isBullet(p.question):
		p.doubt(textQuestionFirst.With(bot.Args{"typed": bot.Plain(p.question)}))
	case !questionQuoted && !bullets && !strings.HasSuffix(p.question, "?"):
		p.doubt(textWhichQuestion.With(bot.Args{"typed": bot.Plain(p.question)}))
	case !questionQuoted && strings.Count(p.question, "?") > 1:
		p.doubt(textWhichQuestion.With(bot.Args{"typed": bot.Plain(p.question)}))
	case !questionQuoted && inlineOptions(p.question):
		p.doubt(textWhichQuestion.With(bot.Args{"typed": bot.Plain(p.question)}))
	}
	if len(raw) == 1 && quotes == 0 && !bullets && len(splitInline(raw[0])) > 1 {
		p.options = splitInline(raw[0])
		p.doubt(textQuoteOptions.With(bot.Args{"typed": bot.Plain(raw[0])}))
	}
	for _, o := range p.options {
		if strings.HasSuffix(o, "?") {
			p.doubt(textQuestionInLines.With(bot.Args{"typed": bot.Plain(o)}))
			break
		}
		if quotes == 0 && !bullets && noOption(o) {
			p.doubt(textNoOption.With(bot.Args{"typed": bot.Plain(o)}))
			break
		}
	}
	switch {
	case quotes == 0 && !bullets && blankBetween(p.text, raw):
		p.doubt(textBlankLine)
	case bullets && indents(p.text) > 1:
		p.doubt(textIndents)
	}
}

// above takes away the lines above the only line that asks something: "Hallo
// allemaal,". They are told.
func (p *parser) above(content [][]piece) [][]piece {
	asks := -1
	for i, line := range content {
		text := strings.Join(texts(line), " ")
		if !strings.HasSuffix(text, "?") {
			continue
		}
		if asks >= 0 {
			return content
		}
		asks = i
	}
	if asks <= 0 || firstKind(content[0]) != word || isBullet(strings.Join(texts(content[asks]), " ")) {
		return content
	}
	for _, line := range content[:asks] {
		p.doubt(textAbove.With(bot.Args{"typed": bot.Plain(strings.Join(texts(line), " "))}))
	}
	return content[asks:]
}

var (
	greeting  = lazily(`(?i)^(groet|groeten|groetjes|gr\.?|mvg|met vriendelijke groet|vriendelijke groet|hartelijke groet|alvast bedankt|bedankt|dank|dankjewel|thanks|thank you|cheers|regards|kind regards|best regards|hallo|hoi|beste|dag|hello|hi|let op|ps|p\.s\.)(?:[ ,.!:]|$)`)
	endOfLine = lazily(`[,:]$|\S+ \S+ \S+ .*[.!]$`)
	indented  = lazily(`(?m)^( *)(?:[-*•·▪◦‣–—+>]|\d{1,2}[.)]|[a-zA-Z]\)) `)
)

// noOption tells whether a line is more likely a greeting or a sentence than an
// option.
func noOption(s string) bool { return greeting.MatchString(s) || endOfLine.MatchString(s) }

// blankBetween tells whether an empty line stands between the first and the last
// of some lines.
func blankBetween(text string, raw []string) bool {
	first, last := "", ""
	if len(raw) > 0 {
		first, last = raw[0], raw[len(raw)-1]
	}
	inside, blank := false, false
	for line := range strings.SplitSeq(text, "\n") {
		line = tidy(line)
		switch {
		case line == "":
			blank = inside
		case inside && blank:
			return true
		case strings.HasPrefix(line, first):
			inside = true
		}
		if inside && line == last && first != last {
			return false
		}
	}
	return false
}

// indents is how many depths a list with bullets has.
func indents(text string) int {
	depths := map[int]bool{}
	for _, m := range indented.FindAllStringSubmatch(text, -1) {
		depths[len(m[1])] = true
	}
	return len(depths)
}

// inlineOptions tells whether something is behind the question mark.
func inlineOptions(question string) bool {
	ask := strings.LastIndexByte(question, '?')
	return ask >= 0 && strings.TrimSpace(strings.TrimLeft(question[ask:], "?!")) != ""
}

// firstKind is what a line begins with, apart from flags and a bullet.
func firstKind(line []piece) pieceKind {
	for i, q := range line {
		if q.kind == quoted || q.kind == word && !(i+1 < len(line) && bulletPattern.MatchString(q.text+" ")) {
			return q.kind
		}
	}
	return mark
}

func splitLines(pieces []piece) (lines [][]piece) {
	var line []piece
	for _, q := range append(slices.Clone(pieces), piece{kind: newline}) {
		if q.kind != newline {
			line = append(line, q)
			continue
		}
		if len(line) > 0 {
			lines = append(lines, line)
		}
		line = nil
	}
	return lines
}

// bareLines tells whether each line is one thing: quoted texts, or words, after a
// bullet or not.
func bareLines(lines [][]piece) bool {
	for _, line := range lines {
		quotes, words := 0, 0
		for i, q := range line {
			switch {
			case q.kind == quoted:
				quotes++
			case q.kind == word && !(i == 0 && len(line) > 1 && bulletPattern.MatchString(q.text+" ")):
				words++
			}
		}
		if quotes > 0 && words > 0 || quotes > 1 {
			return false
		}
	}
	return true
}

var (
	bulletPattern = lazily(`^(?:[-*•·▪◦‣–—>☐□○◯]|\[ ?\]|(\d{1,2})[.)]|([a-zA-Z])\)) `)
	tightBullet   = lazily(`^[-*•·▪◦‣](\p{L})`)
)

func isBullet(s string) bool { return bulletPattern.MatchString(s) }

// unbullet takes the bullets off options. sure is false when only some have one,
// or numbers do not count from 1.
func (p *parser) unbullet(raw []string) (options []string, bullets, sure bool) {
	n, tight := 0, 0
	counts := true
	for i, s := range raw {
		if m := bulletPattern.FindStringSubmatch(s); m != nil {
			n++
			if m[1] != "" && m[1] != strconv.Itoa(i+1) || m[2] != "" && strings.ToLower(m[2]) != string(rune('a'+i)) {
				counts = false
			}
		}
		if tightBullet.MatchString(s) {
			tight++
		}
	}
	switch {
	case n == len(raw) && counts:
		for _, s := range raw {
			bullet := bulletPattern.FindString(s)
			p.used = append(p.used, bullet)
			options = append(options, strings.TrimSpace(strings.TrimPrefix(s, bullet)))
		}
		return options, true, true
	case tight == len(raw):
		for _, s := range raw {
			_, width := utf8.DecodeRuneInString(s)
			options = append(options, s[width:])
		}
		return options, true, true
	case n == 0 && tight == 0:
		return raw, false, true
	}
	for _, s := range raw {
		bullet := bulletPattern.FindString(s)
		if !counts {
			bullet = ""
		}
		p.used = append(p.used, bullet)
		options = append(options, strings.TrimSpace(strings.TrimPrefix(s, bullet)))
	}
	return options, false, false
}
