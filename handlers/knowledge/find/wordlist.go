package find

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// WordListName is the name of a file in a folder of entries that adds words to
// those of the program: what colleagues call things. Its keys are those of
// synonyms.yaml here, and each extends what the program has.
const WordListName = "synonyms.yaml"

// Limits of one word list. The program's own has some 40 kB.
const (
	maxWordList  = 256 << 10 // bytes
	maxGroups    = 5000
	maxGroupText = 100 // runes
)

// WordList is what one synonyms.yaml adds to the lexicon of the program.
type WordList struct {
	File   string // where it came from, for messages
	source []byte
	lists  lexiconFile
	lines  []int // of the groups under same
}

// ParseWordList reads a word list. A line that cannot be used is reported and
// left out, and the rest is used; a fatal flaw means that nothing is. It never
// panics.
func ParseWordList(name string, data []byte) (*WordList, []Flaw) {
	p := &wordListParser{list: &WordList{File: name, source: bytes.Clone(data)}}
	p.parse(data)
	return p.list, p.flaws
}

type wordListParser struct {
	list  *WordList
	flaws []Flaw
}

func (p *wordListParser) fatal(line int, format string, args ...any) {
	p.flaws = append(p.flaws, Flaw{p.list.File, line, fmt.Sprintf(format, args...), true})
}

func (p *wordListParser) warn(line int, format string, args ...any) {
	p.flaws = append(p.flaws, Flaw{p.list.File, line, fmt.Sprintf(format, args...), false})
}

func (p *wordListParser) parse(data []byte) {
	if len(data) > maxWordList {
		p.fatal(0, "the file is larger than 256 KiB; keep the words that people use, and remove the others")
		return
	}
	if !utf8.Valid(data) {
		p.fatal(lineOfInvalid(data), "the file is not valid UTF-8; save it as UTF-8")
		return
	}
	text := string(bytes.TrimPrefix(data, []byte("\ufeff")))
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if tooDeep(text) {
		p.fatal(1, "the file is nested too deeply; write every group on a line of its own")
		return
	}
	root, err := parseYAML(text, "same:")
	if err != nil {
		if line, why := yamlError(err); why != yamlEmpty {
			p.fatal(line, "the file is not valid YAML (%s); %s", why, yamlRemedy(why))
		}
		return
	}
	for _, pair := range root {
		p.key(nodeText(pair.Key), lineOf(pair), pair.Value)
	}
	p.contradictions()
}

// lineOf is the line of a node in a file without front matter.
func lineOf(n ast.Node) int { return nodeLine(n) - 1 }

func (p *wordListParser) key(key string, line int, v ast.Node) {
	if isNull(v) {
		return
	}
	lists := &p.list.lists
	switch key {
	case "same":
		for _, item := range p.items(key, line, v) {
			g, ok := p.group(lineOf(item), item)
			if !ok {
				continue
			}
			if len(g.NL)+len(g.EN) < 2 {
				p.warn(lineOf(item), "the group has one text only and does nothing; add what means the same, or remove it")
				continue
			}
			lists.Same = append(lists.Same, g)
			p.list.lines = append(p.list.lines, lineOf(item))
		}
	case "oneway":
		for _, item := range p.items(key, line, v) {
			p.oneway(item)
		}
	case "departments":
		p.departments(line, v)
	case "away":
		if g, ok := p.group(line, v); ok {
			lists.Away = g
		}
	case "heads":
		lists.Heads = p.words(key, line, v)
	case "whole":
		lists.Whole = p.words(key, line, v)
	case "known":
		lists.Known = p.words(key, line, v)
	case "elsewhere":
		lists.Elsewhere = p.words(key, line, v)
	case "subject":
		lists.Subject = p.words(key, line, v)
	default:
		p.warn(line, "the key %q is unknown and not used; use same, oneway, departments, subject, elsewhere, away, known, heads or whole", clip(key, 40))
	}
}

// items are the lines of a list.
func (p *wordListParser) items(key string, line int, v ast.Node) []ast.Node {
	seq, ok := v.(*ast.SequenceNode)
	if !ok {
		p.warn(line, "%s must be a list of groups and is not used; begin every group on a line of its own with a dash", key)
		return nil
	}
	if len(seq.Values) > maxGroups {
		p.warn(line, "%s has %d groups and only the first %d are used; remove some", key, len(seq.Values), maxGroups)
		return seq.Values[:maxGroups]
	}
	return seq.Values
}

// group reads texts that belong together: per language, or one list when they
// are the same in both, as names are.
func (p *wordListParser) group(line int, v ast.Node) (lexiconGroup, bool) {
	var g lexiconGroup
	if seq, ok := v.(*ast.SequenceNode); ok {
		g.NL = p.texts(line, seq)
		g.EN = slices.Clone(g.NL)
		if len(g.NL) == 1 { // one text in two languages is still one text
			g.EN = nil
		}
		return g, len(g.NL) > 0
	}
	pairs, ok := mapping(v)
	if !ok {
		p.warn(line, "a group must be a list and is not used; write [intranet, plaza], or {nl: [intranet], en: [intranet, hub]}")
		return g, false
	}
	for _, pair := range pairs {
		switch lang := Lang(nodeText(pair.Key)); lang {
		case NL:
			g.NL = p.texts(lineOf(pair), pair.Value)
		case EN:
			g.EN = p.texts(lineOf(pair), pair.Value)
		default:
			p.warn(lineOf(pair), "the group has the language %q, which is not used; use nl and en", clip(string(lang), 20))
		}
	}
	return g, len(g.NL)+len(g.EN) > 0
}

// texts reads the texts of one language that can be looked for.
func (p *wordListParser) texts(line int, v ast.Node) []string {
	nodes := []ast.Node{v}
	if seq, ok := v.(*ast.SequenceNode); ok {
		nodes = seq.Values
	}
	var out []string
	for _, n := range nodes {
		if isNull(n) {
			continue
		}
		at := line
		if l := lineOf(n); l > 0 {
			at = l
		}
		s, ok := scalar(n)
		if !ok {
			p.warn(at, "there is something that is not a text and not used; quote it when it holds a colon")
			continue
		}
		s = oneLine(s)
		ws := words(s)
		little := !slices.ContainsFunc(ws, func(w word) bool { return !isStop(w, NL) && !isStop(w, EN) })
		switch {
		case utf8.RuneCountInString(s) > maxGroupText:
			p.warn(at, "%q is longer than %d characters and not used; write what people type in a question", clip(s, 40), maxGroupText)
		case len(ws) == 0:
			p.warn(at, "%q has no words and is not used; write letters or digits", clip(s, 40))
		case little:
			p.warn(at, "%q is made of little words only and not used; write a longer text, or an abbreviation in capitals", clip(s, 40))
		default:
			out = append(out, s)
		}
	}
	if len(out) > maxList {
		p.warn(line, "there are %d texts and only the first %d are used; remove some", len(out), maxList)
		out = out[:maxList]
	}
	return out
}

func (p *wordListParser) oneway(item ast.Node) {
	line := lineOf(item)
	pairs, ok := mapping(item)
	if !ok {
		p.warn(line, "a rule must have from and to and is not used; write {from: {nl: [poster]}, to: {nl: [middel]}}")
		return
	}
	var r lexiconRule
	for _, pair := range pairs {
		switch key := nodeText(pair.Key); key {
		case "from":
			r.From, _ = p.group(lineOf(pair), pair.Value)
		case "to":
			r.To, _ = p.group(lineOf(pair), pair.Value)
		default:
			p.warn(lineOf(pair), "the key %q is unknown and not used; a rule has from and to", clip(key, 40))
		}
	}
	if len(r.From.NL)+len(r.From.EN) == 0 || len(r.To.NL)+len(r.To.EN) == 0 {
		p.warn(line, "the rule lacks from or to and is not used; write {from: {nl: [poster]}, to: {nl: [middel]}}")
		return
	}
	p.list.lists.Oneway = append(p.list.lists.Oneway, r)
}

func (p *wordListParser) departments(line int, v ast.Node) {
	pairs, ok := mapping(v)
	if !ok {
		p.warn(line, "departments must have names and is not used; write departments: {names: [[DICTU, dienst ICT uitvoering]]}")
		return
	}
	d := &p.list.lists.Departments
	for _, pair := range pairs {
		switch key := nodeText(pair.Key); key {
		case "names":
			for _, item := range p.items("names", lineOf(pair), pair.Value) {
				if g, ok := p.group(lineOf(item), item); ok {
					d.Names = append(d.Names, g)
				}
			}
		case "to":
			d.To, _ = p.group(lineOf(pair), pair.Value)
		default:
			p.warn(lineOf(pair), "the key %q is unknown and not used; departments has names and to", clip(key, 40))
		}
	}
}

// words reads single words: in one text with spaces between, or as a list.
func (p *wordListParser) words(key string, line int, v ast.Node) string {
	if s, ok := scalar(v); ok {
		return oneLine(s)
	}
	seq, ok := v.(*ast.SequenceNode)
	if !ok {
		p.warn(line, "%s must be a list of words and is not used; write %s: [word, word]", key, key)
		return ""
	}
	var out []string
	for _, n := range seq.Values {
		s, ok := scalar(n)
		if !ok {
			p.warn(lineOf(n), "there is something that is not a word and not used; quote it when it holds a colon")
			continue
		}
		if len(strings.Fields(s)) > 1 {
			remedy := "write its words apart, or leave it out"
			if key == "elsewhere" {
				remedy = "put it under away"
			}
			p.warn(lineOf(n), "%q is more than one word and not used under %s; %s", clip(oneLine(s), 40), key, remedy)
			continue
		}
		out = append(out, oneLine(s))
	}
	return strings.Join(out, " ")
}

// contradictions reports words that belong to the field and to another subject.
func (p *wordListParser) contradictions() {
	field := stems(p.list.lists.Subject)
	for _, w := range strings.Fields(p.list.lists.Elsewhere) {
		if len(words(w)) == 1 && field[stemNL(words(w)[0].text)] {
			p.warn(0, "%q stands under subject and under elsewhere; keep one of the two", clip(w, 40))
		}
	}
}

// With returns a lexicon that knows the words of lists too. Where a list and
// the program disagree on what a question is about, the list is right: an
// organisation with entries about parking says so under subject.
func (l *Lexicon) With(lists ...*WordList) *Lexicon {
	if len(lists) == 0 {
		return l
	}
	all := l.lists
	all.Same, all.Oneway = slices.Clone(all.Same), slices.Clone(all.Oneway)
	all.Departments.Names = slices.Clone(all.Departments.Names)
	sources := slices.Clone(l.sources)
	for _, w := range lists {
		more := &w.lists
		all.Same = append(all.Same, more.Same...)
		all.Oneway = append(all.Oneway, more.Oneway...)
		all.Departments.To = all.Departments.To.and(more.Departments.To)
		all.Departments.Names = append(all.Departments.Names, more.Departments.Names...)
		all.Away = all.Away.and(more.Away)
		all.Heads += " " + more.Heads
		all.Whole += " " + more.Whole
		all.Known += " " + more.Known
		all.Elsewhere = without(all.Elsewhere, more.Subject) + " " + more.Elsewhere
		all.Subject = without(all.Subject, more.Elsewhere) + " " + more.Subject
		sources = append(sources, w.source)
	}
	return newLexicon(all, sources)
}

func (g lexiconGroup) and(more lexiconGroup) lexiconGroup {
	return lexiconGroup{NL: slices.Concat(g.NL, more.NL), EN: slices.Concat(g.EN, more.EN)}
}

// without leaves words out of a list, in all their forms.
func without(list, words string) string {
	out := stems(words)
	if len(out) == 0 {
		return list
	}
	return strings.Join(slices.DeleteFunc(strings.Fields(list), func(w string) bool {
		return out[stemNL(fold(w))] || out[term(fold(w), EN)]
	}), " ")
}

// Check reports groups that can lead nowhere, because no entry has any of their
// texts.
func (w *WordList) Check(x *Index) []Flaw {
	var flaws []Flaw
	for i, g := range w.lists.Same {
		meets := slices.ContainsFunc(phrasesOf(g, 0), func(p phrase) bool {
			_, ok := x.alternative(p.terms, 1)
			return ok
		})
		if !meets {
			first := append(slices.Clone(g.NL), g.EN...)[0]
			flaws = append(flaws, Flaw{w.File, w.lines[i], fmt.Sprintf("no entry has any of the texts beside %q; add the word that an entry uses, or remove the group", clip(first, 40)), false})
		}
	}
	return flaws
}
