package bottest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Zone works on every machine
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
)

// A SyntaxError is a line of a transcript that cannot be read.
type SyntaxError struct {
	File string
	Line int
	Say  string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Say) }

// ReadFile parses the transcript in a file.
func ReadFile(file string) (*Transcript, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read transcript: %w", err)
	}
	return Parse(filepath.Base(file), string(data))
}

const (
	name  = `([\p{L}][\p{L}\p{Nd}_.-]*)`
	place = `(?: in (#[\p{L}\p{Nd}_.-]+|dm))?(, (?:in de draad|in the thread))?`
)

var (
	sayStep     = regexp.MustCompile(`^` + name + place + `:(?: (.*))?$`)
	pressStep   = regexp.MustCompile(`^` + name + ` (drukt op|presses) "(.+)"$`)
	chooseStep  = regexp.MustCompile(`^` + name + ` (kiest|chooses) "(.+?)"(?: (?:uit|from) "(.+)")?$`)
	chooseAt    = regexp.MustCompile(`^` + name + ` (kiest|chooses) "(.+)" (?:bij het bericht van|at the message of) ` + name + `$`)
	fillStep    = regexp.MustCompile(`^` + name + ` (vult in|fills in):?$`)
	waitStep    = regexp.MustCompile(`^(wacht|wait) (.+)$`)
	atStep      = regexp.MustCompile(`^(om|at) (.+)$`)
	failStep    = regexp.MustCompile(`^(platform faalt|platform fails)(?: (\d+) (?:keer|times|time))?(?:: ([^(]+?)(?: \((.+)\))?)?$`)
	deleteStep  = regexp.MustCompile(`^(?:iemand|somebody) (verwijdert het bericht|deletes the message)` + place + `$`)
	numberStart = regexp.MustCompile(`^\d+\. `)
	clockTime   = regexp.MustCompile(`^\d{1,2}:\d{2}$`)
)

// Parse reads a transcript; file is only used to say where. Errors are
// *SyntaxError.
func Parse(file, text string) (*Transcript, error) {
	p := &transcriptParser{t: &Transcript{File: file}}
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	p.t.lines = strings.Split(text, "\n")
	for i := 0; i < len(p.t.lines); {
		n, err := p.line(i)
		if err != nil {
			return nil, err
		}
		i = n
	}
	if p.t.begins() == len(p.t.Steps) {
		return nil, p.wrong(len(p.t.lines)-1, "nothing happens in this transcript; a step is, for example,  alice in #algemeen: @wegwijs hallo")
	}
	if p.t.Lang == "" {
		p.t.Lang = bot.NL
	}
	return p.t, nil
}

type transcriptParser struct{ t *Transcript }

func (p *transcriptParser) wrong(i int, format string, args ...any) error {
	return &SyntaxError{p.t.File, i + 1, fmt.Sprintf(format, args...)}
}

// speaks settles the language by the first word of the notation that has one.
func (p *transcriptParser) speaks(english bool) {
	if p.t.Lang == "" {
		p.t.Lang = bot.NL
		if english {
			p.t.Lang = bot.EN
		}
	}
}

// line reads what starts at line i and returns where the next thing starts.
func (p *transcriptParser) line(i int) (next int, err error) {
	line := p.t.lines[i]
	if !utf8.ValidString(line) {
		return 0, p.wrong(i, "this line is not UTF-8")
	}
	line = strings.TrimRight(line, " \t\r")
	switch {
	case line == "" || line[0] == '#':
		return i + 1, nil
	case line[0] == '>':
		return i + 1, p.seen(i, line)
	case line[0] == ' ' || line[0] == '\t':
		return 0, p.wrong(i, "an indented line continues what somebody says or fills in; there is nothing above it to continue")
	}
	next = i + 1
	for next < len(p.t.lines) && indent(p.t.lines[next]) > 0 && strings.TrimSpace(p.t.lines[next]) != "" {
		if !utf8.ValidString(p.t.lines[next]) {
			return 0, p.wrong(next, "this line is not UTF-8")
		}
		next++
	}
	step, err := p.step(i, line, next)
	if err != nil {
		return 0, err
	}
	if next > i+1 && step.Verb != Say && step.Verb != Fill {
		return 0, p.wrong(i+1, "an indented line continues what somebody says or fills in; the step above is neither")
	}
	step.Line = i + 1
	p.t.Steps = append(p.t.Steps, step)
	return next, nil
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

func (p *transcriptParser) step(i int, line string, next int) (Step, error) {
	if m := waitStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[1] == "wait")
		d, ok := parsePeriod(m[2])
		if !ok {
			return Step{}, p.wrong(i, "%q is not a time to wait; write it as  wacht 48 uur,  wacht 1 uur 30 minuten  or  wait 90s", m[2])
		}
		return Step{Verb: Wait, For: d}, nil
	}
	if m := atStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[1] == "at")
		return p.at(i, m[2])
	}
	switch line {
	case "herstart", "restart":
		p.speaks(line == "restart")
		return Step{Verb: Restart}, nil
	case "opnieuw bezorgd", "redeliver":
		p.speaks(line == "redeliver")
		return Step{Verb: Redeliver}, nil
	}
	if m := failStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[1] == "platform fails")
		return p.fail(i, m)
	}
	if m := deleteStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[1] == "deletes the message")
		if !strings.HasPrefix(m[2], "#") {
			return Step{}, p.wrong(i, "say in which channel, as  iemand verwijdert het bericht in #algemeen")
		}
		return Step{Verb: Delete, Where: p.place(m[2], m[3])}, nil
	}
	if m := pressStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[2] == "presses")
		return Step{Verb: Press, Who: m[1], Label: m[3]}, nil
	}
	if m := chooseAt.FindStringSubmatch(line); m != nil {
		p.speaks(m[2] == "chooses")
		return Step{Verb: ChooseAt, Who: m[1], Option: m[3], Where: Place{Of: m[4]}}, nil
	}
	if m := chooseStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[2] == "chooses")
		return Step{Verb: Choose, Who: m[1], Option: m[3], Label: m[4]}, nil
	}
	if m := fillStep.FindStringSubmatch(line); m != nil {
		p.speaks(m[2] == "fills in")
		values, err := p.values(i+1, next)
		return Step{Verb: Fill, Who: m[1], Values: values}, err
	}
	if m := sayStep.FindStringSubmatch(line); m != nil {
		text := strings.TrimSpace(m[4])
		if more := dedent(p.t.lines[i+1 : next]); len(more) > 0 {
			text = strings.TrimPrefix(text+"\n"+strings.Join(more, "\n"), "\n")
		}
		text, err := unescape(text)
		if err != nil {
			return Step{}, p.wrong(i, "%v", err)
		}
		if text == "" {
			return Step{}, p.wrong(i, "%s says nothing; write the words after the colon", m[1])
		}
		return Step{Verb: Say, Who: m[1], Where: p.place(m[2], m[3]), Text: text}, nil
	}
	return Step{}, p.wrong(i, "this is not a step: %s%s", clip(line), hint(line))
}

// hint says what a line that is no step was perhaps meant to be.
func hint(line string) string {
	for _, h := range []struct{ word, example string }{
		{"drukt", `alice drukt op "Deel in dit kanaal"`},
		{"press", `alice presses "Share in this channel"`},
		{"kiest", `alice kiest "Netwerk" uit "Kies een thema"`},
		{"choose", `alice chooses "Network" from "Choose a theme"`},
		{"vult", `alice vult in  and below it, indented,  Onderwerp = Huisstijl`},
		{"fill", `alice fills in  and below it, indented,  Subject = House style`},
		{"wacht", `wacht 48 uur`},
		{"wait", `wait 48h`},
		{"herstart", `herstart`},
		{"restart", `restart`},
		{"opnieuw", `opnieuw bezorgd`},
		{"redeliver", `redeliver`},
		{"faalt", `platform faalt 2 keer: te snel (5s)`},
		{"fail", `platform fails 2 times: too fast (5s)`},
		{"verwijder", `iemand verwijdert het bericht in #algemeen`},
		{"delete", `somebody deletes the message in #algemeen`},
	} {
		if strings.Contains(line, h.word) {
			return "; did you mean  " + h.example
		}
	}
	return "; somebody says something as  alice in #algemeen: tekst"
}

func clip(s string) string {
	if utf8.RuneCountInString(s) > 80 {
		s = string([]rune(s)[:80]) + "…"
	}
	return strconv.Quote(s)
}

func (p *transcriptParser) place(where, thread string) Place {
	if thread != "" {
		p.speaks(strings.HasSuffix(thread, "thread"))
	}
	pl := Place{Thread: thread != ""}
	if strings.HasPrefix(where, "#") {
		pl.Channel = where[1:]
	}
	return pl
}

func (p *transcriptParser) at(i int, s string) (Step, error) {
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.ParseInLocation(layout, s, Zone); err == nil {
			return Step{Verb: At, At: t}, nil
		}
	}
	if t, err := time.Parse("15:04", s); err == nil && clockTime.MatchString(s) {
		return Step{Verb: At, Clock: t.Format("15:04")}, nil
	}
	return Step{}, p.wrong(i, "%q is not a moment; write it as  om 2026-11-23 09:00  or  om 17:00", s)
}

func (p *transcriptParser) fail(i int, m []string) (Step, error) {
	s := Step{Verb: Fail, Times: 1, Reason: bot.Temporary}
	if m[2] != "" {
		n, err := strconv.Atoi(m[2])
		if err != nil || n < 1 || n > 1000 {
			return s, p.wrong(i, "a platform fails 1 to 1000 times, not %s", m[2])
		}
		s.Times = n
	}
	if m[3] != "" {
		found := false
		for _, v := range vocabularies {
			for r, word := range v.reasons {
				if m[3] == word {
					s.Reason, found = bot.Reason(r), true
				}
			}
		}
		if !found {
			return s, p.wrong(i, "a platform does not fail with %q; it fails with one of %s", m[3], strings.Join(words(p.t.Lang).reasons[:], ", "))
		}
	}
	if m[4] != "" {
		d, ok := parsePeriod(m[4])
		if !ok || s.Reason != bot.RateLimited {
			return s, p.wrong(i, "(%s) is how long to wait, and only of  te snel (5s)", m[4])
		}
		s.Retry = d
	}
	return s, nil
}

// parsePeriod reads "48 uur", "1 uur 30 minuten", "48h" and "1h30m".
func parsePeriod(s string) (time.Duration, bool) {
	const most = 20 * 365 * day
	if d, err := time.ParseDuration(s); err == nil {
		return d, d > 0 && d <= most
	}
	parts := strings.Fields(s)
	if len(parts) == 0 || len(parts)%2 != 0 {
		return 0, false
	}
	var sum time.Duration
	for i := 0; i < len(parts); i += 2 {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 || n > 1_000_000 {
			return 0, false
		}
		found := false
		for _, v := range vocabularies {
			for _, u := range v.units {
				if !found && (parts[i+1] == u.one || parts[i+1] == u.many) {
					found = true
					if time.Duration(n) > (most-sum)/u.is {
						return 0, false
					}
					sum += time.Duration(n) * u.is
				}
			}
		}
		if !found {
			return 0, false
		}
	}
	return sum, sum > 0
}

// saysSomething tells whether the beginning of a line tells one line from
// another: it has a word behind the marks of its block.
func saysSomething(begins string) bool {
	if h, _, ok := parseHead(begins + "…"); ok && h.What == Opened {
		begins = strings.TrimSuffix(h.Title, "…")
	}
	begins = numberStart.ReplaceAllString(begins+" ", "")
	return strings.ContainsFunc(begins, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) && r > unicode.MaxASCII
	})
}

// values reads the indented lines of a fill step. A line that is indented
// further than the first continues the value above it.
func (p *transcriptParser) values(from, to int) ([]Value, error) {
	var out []Value
	for i := from; i < to; {
		line := p.t.lines[i]
		label, typed, ok := strings.Cut(line, "=")
		label = strings.TrimSpace(label)
		if !ok || label == "" {
			return nil, p.wrong(i, "a field is filled in as  Onderwerp = Huisstijl")
		}
		for _, v := range out {
			if v.Label == label {
				return nil, p.wrong(i, "%q is filled in twice; several values go on one line, as  Kanalen = a | b", label)
			}
		}
		end := i + 1
		for end < to && indent(p.t.lines[end]) > indent(p.t.lines[from]) {
			end++
		}
		typed = strings.TrimSpace(typed)
		value := Value{Label: label}
		for _, part := range splitValues(strings.TrimPrefix(typed+"\n"+strings.Join(dedent(p.t.lines[i+1:end]), "\n"), "\n")) {
			s, err := unescape(part)
			if err != nil {
				return nil, p.wrong(i, "%v", err)
			}
			if s != "" {
				value.Values = append(value.Values, s)
			}
		}
		out = append(out, value)
		i = end
	}
	return out, nil
}

// seen reads one line of what becomes visible after the step above it.
func (p *transcriptParser) seen(i int, line string) error {
	if len(p.t.Steps) == 0 {
		return p.wrong(i, "what becomes visible follows a step; there is none above this line")
	}
	line = strings.TrimSpace(line[1:])
	if line == "" {
		return nil
	}
	if p.t.begins() == len(p.t.Steps) {
		return p.wrong(i, "the story begins here, so nothing is seen yet; put this below the step that makes it visible")
	}
	step := &p.t.Steps[len(p.t.Steps)-1]
	if begins, open := openEnd(line); open && !saysSomething(begins) {
		return p.wrong(i, "this is true of whatever is seen; write how the line begins before the …, or  \\…  when the line is … itself")
	}
	if head, lang, ok := parseHead(line); ok {
		p.speaks(lang == bot.EN)
		step.Expect = append(step.Expect, Shown{Line: i + 1, Head: head})
		return nil
	}
	if len(step.Expect) == 0 {
		return p.wrong(i, "first say who sees it and where, as  > wegwijs in #algemeen:  or  > wegwijs aan alice:  or  > formulier voor alice: Titel")
	}
	last := &step.Expect[len(step.Expect)-1]
	last.Lines = append(last.Lines, line)
	return nil
}
