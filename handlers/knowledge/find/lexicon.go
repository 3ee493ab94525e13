package find

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed synonyms.yaml
var synonymsYAML []byte

// Lexicon holds what the finder knows about words beyond the entries: synonyms,
// parts of compounds, and ordinary words. It is immutable.
type Lexicon struct {
	groups  []synonyms
	byFirst map[string][]phrase // by the key of a phrase's first word
	words   []string            // single words of groups and heads, as written
	heads   map[string]bool     // stems that build compounds
	whole   map[string]bool     // words not to split
	known   map[string]bool     // words not to repair
	subject map[string]bool     // stems that belong to the field
	foreign map[string]bool     // stems that belong to other subjects
	away    map[string][]phrase // texts that do, by the key of their first word

	lists   lexiconFile // of the program and of all files that extend it
	sources [][]byte    // those files
	once    sync.Once
	digest  string // see rules
}

// synonyms is what one group expands to: each text as a list of terms.
type synonyms struct {
	texts      []phrase
	weight     float32
	department bool // found only by who names a department
}

// phrase is a text of a group as terms of one language: every word of it, to
// recognise it in a question, and those that carry a subject, to look for.
type phrase struct {
	match []string
	terms []string // empty when one word of a longer text is all that is left
	group int
}

type lexiconFile struct {
	Same        []lexiconGroup
	Oneway      []lexiconRule
	Departments struct {
		To    lexiconGroup
		Names []lexiconGroup
	}
	Heads, Whole, Known, Elsewhere, Subject string
	Away                                    lexiconGroup
}

type lexiconGroup struct{ NL, EN []string }

type lexiconRule struct{ From, To lexiconGroup }

// DefaultLexicon returns the lexicon that comes with the program.
var DefaultLexicon = sync.OnceValue(func() *Lexicon {
	lex, err := ParseLexicon(synonymsYAML)
	if err != nil {
		panic(err) // the file is part of the program and covered by a test
	}
	return lex
})

// ParseLexicon reads a lexicon as synonyms.yaml describes it. An error says
// which line is wrong.
func ParseLexicon(data []byte) (*Lexicon, error) {
	var file lexiconFile
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("synonyms: %w", err)
	}
	return newLexicon(file, [][]byte{slices.Clone(data)}), nil
}

func newLexicon(file lexiconFile, sources [][]byte) *Lexicon {
	lex := &Lexicon{
		lists:   file,
		sources: sources,
		byFirst: map[string][]phrase{},
		heads:   stems(file.Heads),
		whole:   set(fold(file.Whole)),
		known:   set(fold(file.Known)),
		subject: stems(file.Subject),
		foreign: stems(file.Elsewhere),
	}
	for w := range set(fold(file.Heads)) {
		lex.words = append(lex.words, w)
	}
	for _, g := range file.Same {
		lex.collect(g)
		id := len(lex.groups)
		texts := phrasesOf(g, id)
		lex.groups = append(lex.groups, synonyms{texts: texts, weight: wSynonym})
		lex.enter(texts)
	}
	for _, rule := range file.Oneway {
		id := len(lex.groups)
		lex.groups = append(lex.groups, synonyms{texts: phrasesOf(rule.To, id), weight: wOneway})
		lex.enter(phrasesOf(rule.From, id))
		lex.collect(rule.From)
	}
	if id := len(lex.groups); len(file.Departments.Names) > 0 {
		lex.groups = append(lex.groups, synonyms{texts: phrasesOf(file.Departments.To, id), weight: wDepartment, department: true})
		for _, names := range file.Departments.Names {
			lex.enter(phrasesOf(names, id))
		}
	}
	lex.away = map[string][]phrase{}
	for _, p := range phrasesOf(file.Away, 0) {
		lex.away[p.match[0]] = append(lex.away[p.match[0]], p)
	}
	slices.Sort(lex.words)
	lex.words = slices.Compact(lex.words)
	return lex
}

// collect keeps the single words of a group for spelling repair.
func (l *Lexicon) collect(g lexiconGroup) {
	for _, text := range append(slices.Clone(g.NL), g.EN...) {
		if ws := words(text); len(ws) == 1 {
			l.words = append(l.words, ws[0].text)
		}
	}
}

func (l *Lexicon) enter(texts []phrase) {
	for _, p := range texts {
		l.byFirst[p.match[0]] = append(l.byFirst[p.match[0]], p)
	}
}

func phrasesOf(g lexiconGroup, id int) []phrase {
	var out []phrase
	for i, list := range [][]string{g.NL, g.EN} {
		lang := []Lang{NL, EN}[i]
		for _, text := range list {
			p := phrase{group: id}
			for _, w := range words(text) {
				p.match = append(p.match, term(w.text, lang))
				if !isStop(w, lang) {
					p.terms = append(p.terms, term(w.text, lang))
				}
			}
			if len(p.terms) == 0 {
				continue
			}
			if len(p.terms) == 1 && len(p.match) > 1 {
				p.terms = nil
			}
			out = append(out, p)
		}
	}
	return out
}

// term is the key of a word in the index: its stem in a language. English stems
// are marked, so that the two languages do not meet by accident.
func term(text string, lang Lang) string {
	if lang == EN {
		return "\x01" + stemEN(text)
	}
	return stemNL(text)
}

// isStop reports whether a word carries no subject. Abbreviations in capitals
// that are also a little word (OM, IT) keep their meaning.
func isStop(w word, lang Lang) bool {
	if w.upper && len(w.text) > 1 {
		return false
	}
	if len(w.text) == 1 {
		return true
	}
	if lang == EN {
		return stopEN[w.text]
	}
	return stopNL[w.text]
}

func stems(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words(list) {
		out[stemNL(w.text)] = true
		out[term(w.text, EN)] = true
	}
	return out
}

// elsewhere reports whether a word, or the start of a compound, belongs to
// another subject.
func (l *Lexicon) elsewhere(w string) bool {
	if l.foreign[stemNL(w)] || l.foreign[term(w, EN)] {
		return true
	}
	if !isLetters(w) {
		return false
	}
	for i := 5; i+3 <= len(w); i++ {
		if l.foreign[w[:i]] {
			return true
		}
	}
	return false
}

// isAway reports whether a question holds a text that belongs to another
// subject.
func (l *Lexicon) isAway(ws []word, lang Lang) bool {
	ws = ws[:min(len(ws), 2*maxWords)]
	keys := make([]string, len(ws))
	for i, w := range ws {
		keys[i] = term(w.text, lang)
	}
	for i := range keys {
		for _, p := range l.away[keys[i]] {
			if n := len(p.match); n <= len(keys)-i && slices.Equal(p.match, keys[i:i+n]) {
				return true
			}
		}
	}
	return false
}
