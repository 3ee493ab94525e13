package find

import (
	"sort"
	"strings"
	"sync"
)

// BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009):
// the counts of a term in the fields of an entry are weighed and normalised by
// field length, added, and then saturated once.
const k1 = 1.2

type field uint8

const (
	inTitle field = iota
	inQuestions
	inKeywords
	inSummary
	inBody
	fields
)

// fieldNames are for explanations.
var fieldNames = [fields]string{"title", "questions", "keywords", "summary", "body"}

var fieldWeight = [fields]float32{4, 1.5, 3.8, 1.1, 0.5}
var fieldB = [fields]float32{0.4, 1, 0.6, 0.4, 0.6}

// usualLength is how many words a field has in the built-in set. Lengths are
// measured against it, or against the average of the set at hand where that is
// longer: what an entry scores does not fall because short ones stand beside it,
// and long texts are not punished where all are long.
var usualLength = [fields]float32{12, 78, 19, 68, 52}

const (
	headUse    = 3    // entries a word of the lexicon's heads counts for more
	partWeight = 0.5  // of a part of a compound in an entry
	maxBody    = 20e3 // bytes of a body that are indexed
)

// Index finds entries, at most 262,144; what lies beyond is never found. It is
// immutable and safe for concurrent use.
type Index struct {
	entries []Entry
	lex     *Lexicon

	terms    table
	starts   []uint32   // postings of term t: starts[t] to starts[t+1]
	postings []posting  // by term, then by entry
	idf      []float32  // by term
	maxIDF   float32    // of a word no entry has
	vocab    vocabulary // words as written, for spelling repair

	lines     []uint32 // terms of titles, questions and keywords, line after line
	lineStart []uint32 // line l: lines[lineStart[l]:lineStart[l+1]]
	docLines  []uint32 // entry d has the lines docLines[d] to docLines[d+1]

	grams grams // four letters in a row, by entry

	aliases []alias // sorted by hash
	groups  map[int][]alternative

	scratch *sync.Pool // apart: a pool stays for two collections, and would keep an index that was replaced
}

// alias is a text that names an entry.
type alias struct {
	hash  uint64
	doc   uint32
	level aliasLevel
}

type aliasLevel uint8

const (
	asName     aliasLevel = iota // title, abbreviation or id
	asQuestion                   // one of its questions
	asKeyword
)

// NewIndex builds an index over entries with the lexicon of the program. The
// index keeps the slice; it must not be changed afterwards.
func NewIndex(entries []Entry) *Index { return NewIndexWith(entries, DefaultLexicon()) }

// Entries returns the entries in the index, in the order they were given. The
// slice must not be changed.
func (x *Index) Entries() []Entry { return x.entries }

// Entry returns the entry with an id, or nil.
func (x *Index) Entry(id string) *Entry {
	for i := range x.entries {
		if x.entries[i].ID == id {
			return &x.entries[i]
		}
	}
	return nil
}

// contentKey is a text as stems of the words that carry a subject.
func contentKey(ws []word, lang Lang, termOf func(*word) string) string {
	var b strings.Builder
	for i := range ws {
		if w := &ws[i]; !isStop(*w, lang) && !isWeak(*w, lang) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteByte('=')
			b.WriteString(termOf(w))
		}
	}
	return b.String()
}

func isWeak(w word, lang Lang) bool {
	if w.upper {
		return false
	}
	if lang == EN {
		return weakEN[w.text]
	}
	return weakNL[w.text]
}

// hash is 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// named returns the entries an alias names, those by name first.
func (x *Index) named(key string) []alias {
	if key == "" {
		return nil
	}
	h := hash(key)
	i := sort.Search(len(x.aliases), func(i int) bool { return x.aliases[i].hash >= h })
	j := i
	for j < len(x.aliases) && x.aliases[j].hash == h {
		j++
	}
	return x.aliases[i:j]
}
