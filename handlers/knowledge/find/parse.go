package find

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// Limits of one entry file.
const (
	MaxFile     = 1 << 20 // bytes
	maxFront    = 32 << 10
	maxNesting  = 8
	maxTitle    = 150 // runes
	MaxSummary  = 300 // runes; longer is a warning
	hardSummary = 1000
	maxLine     = 300 // runes of a question, keyword or step
	maxList     = 60
)

// Flaw is one thing wrong with an entry file. The message is English and says
// what to do about it. A fatal flaw keeps the entry out of the index.
type Flaw struct {
	File    string
	Line    int // 1-based; 0 when it concerns the whole file
	Message string
	Fatal   bool
}

// String gives the flaw as file:line: message.
func (f Flaw) String() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return fmt.Sprintf("%s: %s", f.File, f.Message)
}

// Fatal reports whether one of the flaws is fatal.
func Fatal(flaws []Flaw) bool {
	for _, f := range flaws {
		if f.Fatal {
			return true
		}
	}
	return false
}

var goodID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Parse reads one entry file: YAML front matter between two lines of ---, and
// Markdown below it. name is used in messages only. It never panics; when a
// flaw is fatal the entry is what could be read and must not be shown.
func Parse(name string, data []byte) (Entry, []Flaw) {
	p := &entryParser{file: name, lines: map[string]int{}}
	p.entry.File = name
	p.parse(data)
	return p.entry, p.flaws
}

type entryParser struct {
	file  string
	entry Entry
	lines map[string]int // of the keys that are there
	noDay bool           // verified_on is no day, which was said
	flaws []Flaw
}

func (p *entryParser) fatal(line int, format string, args ...any) {
	p.flaws = append(p.flaws, Flaw{p.file, line, fmt.Sprintf(format, args...), true})
}

func (p *entryParser) warn(line int, format string, args ...any) {
	p.flaws = append(p.flaws, Flaw{p.file, line, fmt.Sprintf(format, args...), false})
}

func (p *entryParser) parse(data []byte) {
	if len(data) > MaxFile {
		p.fatal(0, "the file is larger than 1 MiB; split it into several entries")
		return
	}
	if !utf8.Valid(data) {
		p.fatal(lineOfInvalid(data), "the file is not valid UTF-8; save it as UTF-8")
		return
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	text := strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
	front, body, problem := splitFront(text)
	if problem != "" {
		p.fatal(1, "%s", problem)
		return
	}
	if len(front) > maxFront {
		p.fatal(1, "the front matter is larger than 32 KiB; move text below the second line of ---")
		return
	}
	if tooDeep(front) {
		p.fatal(1, "the front matter is nested too deeply; write every key on a line of its own")
		return
	}
	p.entry.Body = strings.Clone(strings.TrimSpace(cleanText(body))) // without the front matter before it
	root, err := parseYAML(front, "id: aic")
	if err != nil {
		line, why := yamlError(err)
		p.fatal(line+1, "the front matter is not valid YAML (%s); %s", why, yamlRemedy(why))
		return
	}
	p.front(root)
	p.required()
}

func (p *entryParser) front(root []*ast.MappingValueNode) {
	for _, pair := range root {
		key, line := nodeText(pair.Key), nodeLine(pair)
		if p.lines[key] > 0 {
			p.fatal(line, "the key %q is there twice; keep one", clip(key, 40))
			continue
		}
		p.lines[key] = line
		p.key(key, line, pair.Value)
	}
	p.entry.Lines = Lines{p.lines["title"], p.lines["related"], p.lines["verified_on"], p.lines["valid_until"]}
}

// at is the line of a key, or where it can be added: below the first ---.
func (p *entryParser) at(key string) int { return max(p.lines[key], 1) }

func (p *entryParser) key(key string, line int, v ast.Node) {
	e := &p.entry
	switch key {
	case "id":
		e.ID, e.Line = p.str(key, line, v, 64), line
		if e.ID != "" && !goodID.MatchString(e.ID) {
			p.fatal(line, "id %q is not usable; use small letters, digits and single hyphens, such as leernetwerk", clip(e.ID, 40))
		}
	case "kind":
		e.Kind = Kind(p.str(key, line, v, 40))
		if e.Kind != "" && !knownKind(e.Kind) {
			p.fatal(line, "kind %q does not exist; use one of knowledge, tool, network, body, training, rule, example, contact", clip(string(e.Kind), 40))
		}
	case "access":
		e.Access = Access(p.str(key, line, v, 40))
		switch e.Access {
		case UnknownAccess, Open, WithAccount, FromNetwork:
		default:
			p.warn(line, "access %q does not exist; use open, account or network", clip(string(e.Access), 40))
			e.Access = UnknownAccess
		}
	case "title":
		e.Title = p.localized(key, line, v, maxTitle, maxTitle)
	case "summary":
		e.Summary = p.localized(key, line, v, MaxSummary, hardSummary)
	case "caveat":
		e.Caveat = p.localized(key, line, v, MaxSummary, hardSummary)
	case "questions":
		e.Questions = p.lists(key, line, v)
	case "steps":
		e.Steps = p.lists(key, line, v)
	case "keywords":
		e.Keywords = p.list(key, line, v)
	case "related":
		e.Related = p.list(key, line, v)
	case "url":
		e.URL = p.str(key, line, v, 2000)
		p.link(key, line, e.URL, "https", "http", "mailto")
	case "source":
		e.Source = p.str(key, line, v, 2000)
		if strings.Contains(e.Source, ":") && !strings.Contains(e.Source, " ") {
			p.link(key, line, e.Source, "https", "http")
		}
	case "owner":
		e.Owner = p.str(key, line, v, 200)
	case "contact":
		e.Contact = p.contact(key, line, v)
	case "verified_on":
		e.VerifiedOn = p.date(key, line, v, false)
	case "valid_until":
		e.ValidUntil = p.date(key, line, v, true)
	default:
		p.warn(line, "the key %q is unknown and not used; correct its spelling or remove it", clip(key, 40))
	}
}

func knownKind(k Kind) bool {
	for _, known := range Kinds() {
		if k == known {
			return true
		}
	}
	return false
}

// required reports what an entry needs, and what it should have.
func (p *entryParser) required() {
	e := &p.entry
	if e.ID == "" {
		p.fatal(p.at("id"), "the id is missing; add a line such as id: leernetwerk")
	}
	if e.Kind == "" {
		p.fatal(p.at("kind"), "the kind is missing; add a line such as kind: network")
	}
	if e.Title.IsZero() {
		p.fatal(p.at("title"), "the title is missing; add title: {nl: …, en: …}")
	}
	if e.Summary.IsZero() {
		p.fatal(p.at("summary"), "the summary is missing; add summary: {nl: …, en: …}")
	}
	for _, t := range []struct {
		key  string
		text Localized
	}{{"title", e.Title}, {"summary", e.Summary}} {
		if !t.text.IsZero() && (t.text.NL == "" || t.text.EN == "") {
			p.warn(p.at(t.key), "the %s has one language only; add the other so that everyone can find and read it", t.key)
		}
	}
	if len(e.Questions.NL) == 0 {
		p.warn(p.at("questions"), "there are no Dutch questions; add a few that colleagues really ask, under questions: nl")
	}
	if len(e.Questions.EN) == 0 {
		p.warn(p.at("questions"), "there are no English questions; add a few under questions: en, or English questions will not find it")
	}
	if e.Owner == "" {
		p.warn(p.at("owner"), "the owner is missing; name the group that keeps this entry right")
	}
	if e.VerifiedOn.IsZero() && !p.noDay {
		p.warn(p.at("verified_on"), "the day of the last check is missing; add verified_on: with the day someone checked the entry")
	}
	if e.URL == "" && e.Contact.IsZero() && len(e.Steps.NL)+len(e.Steps.EN) == 0 && e.Body == "" {
		p.warn(p.at("url"), "the entry leads nowhere; add a url, a contact, steps or a text below the front matter")
	}
}

func (p *entryParser) str(key string, line int, v ast.Node, limit int) string {
	if isNull(v) {
		return ""
	}
	s, ok := scalar(v)
	if !ok {
		p.fatal(line, "%s must be one text, not a list or a group of keys; write %s: text", key, key)
		return ""
	}
	s = oneLine(s)
	if utf8.RuneCountInString(s) > limit {
		p.fatal(line, "%s is longer than %d characters; shorten it", key, limit)
		return clip(s, limit)
	}
	return s
}

// contact reads the desk to turn to: an address that is the same in every
// language, or words in both.
func (p *entryParser) contact(key string, line int, v ast.Node) Localized {
	const most = 500
	var out Localized
	if s, ok := scalar(v); ok || isNull(v) {
		out.NL = p.limited(key, line, oneLine(s), most, most)
		out.EN = out.NL
	} else {
		out = p.localized(key, line, v, most, most)
	}
	for _, s := range []string{out.NL, out.EN} {
		scheme, rest, ok := strings.Cut(s, ":")
		if ok && !strings.ContainsAny(scheme, " \t") && !strings.HasPrefix(rest, " ") {
			p.link(key, line, s, "https", "http", "mailto", "tel")
			break
		}
	}
	return out
}

func (p *entryParser) localized(key string, line int, v ast.Node, soft, hard int) Localized {
	var out Localized
	if isNull(v) {
		return out
	}
	if s, ok := scalar(v); ok {
		p.warn(line, "%s has no language and is read as Dutch; write %s: {nl: …, en: …}", key, key)
		out.NL = p.limited(key, line, oneLine(s), soft, hard)
		return out
	}
	p.byLang(key, line, v, func(lang Lang, at int, v ast.Node) {
		s := p.limited(key+"."+string(lang), at, p.text(key+"."+string(lang), at, v), soft, hard)
		if lang == NL {
			out.NL = s
		} else {
			out.EN = s
		}
	})
	return out
}

func (p *entryParser) limited(key string, line int, s string, soft, hard int) string {
	n := utf8.RuneCountInString(s)
	switch {
	case n > hard:
		p.fatal(line, "%s has %d characters and may have %d; shorten it, and put the rest below the front matter", key, n, soft)
		return clip(s, hard)
	case n > soft:
		p.warn(line, "%s has %d characters and may have %d; shorten it, and put the rest below the front matter", key, n, soft)
	}
	return s
}

// text reads a scalar of any length on one line.
func (p *entryParser) text(key string, line int, v ast.Node) string {
	if isNull(v) {
		return ""
	}
	s, ok := scalar(v)
	if !ok {
		p.fatal(line, "%s must be one text; write %s: text", key, key)
	}
	return oneLine(s)
}

func (p *entryParser) lists(key string, line int, v ast.Node) Lists {
	var out Lists
	if isNull(v) {
		return out
	}
	if _, ok := v.(*ast.SequenceNode); ok {
		p.warn(line, "%s has no language and is read as Dutch; write %s: {nl: [ … ], en: [ … ]}", key, key)
		out.NL = p.list(key, line, v)
		return out
	}
	p.byLang(key, line, v, func(lang Lang, at int, v ast.Node) {
		if lang == NL {
			out.NL = p.list(key+".nl", at, v)
		} else {
			out.EN = p.list(key+".en", at, v)
		}
	})
	return out
}

func (p *entryParser) byLang(key string, line int, v ast.Node, each func(Lang, int, ast.Node)) {
	pairs, ok := mapping(v)
	if !ok {
		p.fatal(line, "%s must have a language; write %s: {nl: …, en: …}", key, key)
		return
	}
	for _, pair := range pairs {
		at := nodeLine(pair)
		switch lang := Lang(nodeText(pair.Key)); lang {
		case NL, EN:
			each(lang, at, pair.Value)
		default:
			p.warn(at, "%s has the language %q, which is not used; use nl and en", key, clip(string(lang), 20))
		}
	}
}

func (p *entryParser) list(key string, line int, v ast.Node) []string {
	if isNull(v) {
		return nil
	}
	if s, ok := scalar(v); ok {
		p.warn(line, "%s is one text and is read as a list of one; write %s: [ … ]", key, key)
		if s = oneLine(s); s == "" {
			return nil
		}
		return []string{clip(s, maxLine)}
	}
	seq, ok := v.(*ast.SequenceNode)
	if !ok {
		p.fatal(line, "%s must be a list; write %s: [ … ]", key, key)
		return nil
	}
	var out []string
	for _, item := range seq.Values {
		s, ok := scalar(item)
		if !ok {
			if !isNull(item) {
				p.warn(nodeLine(item), "%s holds something that is not a text; quote it when it holds a colon", key)
			}
			continue
		}
		if s = oneLine(s); s == "" {
			continue
		}
		if utf8.RuneCountInString(s) > maxLine {
			p.warn(nodeLine(item), "%s holds a line longer than %d characters; shorten it", key, maxLine)
			s = clip(s, maxLine)
		}
		out = append(out, s)
	}
	if len(out) > maxList {
		p.warn(line, "%s has %d lines and only the first %d are used; remove some", key, len(out), maxList)
		out = out[:maxList]
	}
	return out
}

func (p *entryParser) date(key string, line int, v ast.Node, mustBeRight bool) Date {
	if isNull(v) {
		return Date{}
	}
	s, ok := scalar(v)
	if s = oneLine(s); ok && s == "" {
		return Date{}
	}
	d, err := ParseDate(s)
	switch {
	case err == nil:
	case mustBeRight: // without it nobody knows whether the entry still holds
		p.fatal(line, "%s: %s", key, err)
	default:
		p.warn(line, "%s: %s; until then the entry counts as not checked", key, err)
		p.noDay = true
	}
	return d
}

// link refuses what a click must never do, such as javascript:.
func (p *entryParser) link(key string, line int, s string, schemes ...string) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil {
		p.fatal(line, "%s is no usable link; write the whole address, such as https://example.nl/page", key)
		return
	}
	for _, scheme := range schemes {
		if u.Scheme != scheme {
			continue
		}
		if (scheme == "https" || scheme == "http") && u.Host == "" || u.User != nil {
			break
		}
		return
	}
	p.fatal(line, "%s %q is not allowed as a link; it must start with %s:// and name a site", key, clip(s, 40), schemes[0])
}
