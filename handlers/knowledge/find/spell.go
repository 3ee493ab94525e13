package find

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
)

// Spelling repair: only words that no entry, synonym or list knows are
// repaired, and only to words of the entries.
const (
	repairFrom  = 5 // letters
	repairTwo   = 9 // letters from which two mistakes are allowed
	maxRepairs  = 3 // words tried for one
	maxTries    = 4 // parts of a compound tried
	maxRepaired = 6 // words repaired in one question
)

// vocabulary holds the words of all entries for spelling repair, by length.
type vocabulary struct {
	words []vocabWord // by length, then alphabetically
	from  [maxWord + 2]int
}

type vocabWord struct {
	text string
	mask uint32 // letters it has
	docs uint32
}

func newVocabulary(table []surface, lex *Lexicon) *vocabulary {
	v := &vocabulary{}
	seen := map[string]int{}
	for _, w := range lex.words {
		if len(w) >= repairFrom-1 && len(w) <= maxWord && isLetters(w) {
			seen[w] = len(v.words)
			v.words = append(v.words, vocabWord{w, letters(w), 1})
		}
	}
	for i := range table {
		s := &table[i]
		if len(s.text) < repairFrom-1 || len(s.text) > maxWord || !isLetters(s.text) || s.nl == 0 && s.en == 0 {
			continue
		}
		if at, ok := seen[s.text]; ok {
			v.words[at].docs += s.docs
			continue
		}
		seen[s.text] = len(v.words)
		v.words = append(v.words, vocabWord{s.text, letters(s.text), s.docs})
	}
	slices.SortFunc(v.words, func(a, b vocabWord) int {
		if len(a.text) != len(b.text) {
			return len(a.text) - len(b.text)
		}
		if a.text < b.text {
			return -1
		}
		return 1
	})
	v.words = slices.Clip(v.words)
	for n := range v.from {
		v.from[n] = sort.Search(len(v.words), func(i int) bool { return len(v.words[i].text) >= n })
	}
	return v
}

// letters is a set of letters; words that differ in many of them cannot be one
// or two mistakes apart.
func letters(s string) uint32 {
	var m uint32
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'a' && c <= 'z' {
			m |= 1 << (c - 'a')
		}
	}
	return m
}

type candidate struct {
	text string
	dist int
	rank float64
}

// near returns the words closest to one that is unknown, best first.
func (v *vocabulary) near(w string) []candidate {
	if len(w) < repairFrom || len(w) > maxWord || !isLetters(w) {
		return nil
	}
	limit := 1
	if len(w) >= repairTwo {
		limit = 2
	}
	mask := letters(w)
	var out []candidate
	best := limit
	for n := max(len(w)-limit, repairFrom-1); n <= min(len(w)+limit, maxWord); n++ {
		for i := v.from[n]; i < v.from[n+1]; i++ {
			c := &v.words[i]
			if bits.OnesCount32(c.mask^mask) > 2*best {
				continue
			}
			d := damerau(w, c.text, best)
			if d > best || d == 0 {
				continue
			}
			if d == 1 && best == 2 {
				best = 1
				out = out[:0]
			}
			rank := float64(min(c.docs, 20)) / 20
			if c.text[0] == w[0] {
				rank += 1.5
			}
			if c.text[len(c.text)-1] == w[len(w)-1] {
				rank += 0.3
			}
			out = append(out, candidate{c.text, d, rank})
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		switch {
		case a.dist != b.dist:
			return a.dist - b.dist
		case a.rank > b.rank:
			return -1
		case a.rank < b.rank:
			return 1
		}
		return 0
	})
	return out[:min(len(out), maxRepairs)]
}

// nearCompound repairs one part of a compound whose other part is known:
// "contentplanniing" is content + planning. It returns the stems of the parts
// and the repaired word.
func (v *vocabulary) nearCompound(w string, known partUse) (stems []string, repaired string) {
	if len(w) < minPart+repairFrom || len(w) > maxWord || !isLetters(w) {
		return nil, ""
	}
	tries := 0
	for i := len(w) - minPart; i >= minPart && tries < maxTries; i-- {
		for _, link := range []string{"", "s"} {
			right, ok := strings.CutPrefix(w[i:], link)
			if !ok {
				continue
			}
			left := w[:i]
			leftStem, leftUse := part(left, known)
			rightStem, rightUse := part(right, known)
			switch {
			case leftUse > 0 && len(right) >= repairFrom:
				tries++
				if found := v.near(right); len(found) > 0 && found[0].dist == 1 {
					return []string{leftStem, stemNL(found[0].text)}, left + link + found[0].text
				}
			case rightUse > 0 && len(left) >= repairFrom:
				tries++
				if found := v.near(left); len(found) > 0 && found[0].dist == 1 {
					return []string{stemNL(found[0].text), rightStem}, found[0].text + link + right
				}
			}
		}
	}
	return nil, ""
}

// damerau is the Damerau-Levenshtein distance in its optimal string alignment
// form: insertions, deletions, substitutions, and swaps of neighbours. It stops
// and returns limit+1 once the distance is larger.
func damerau(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][maxWord + 2]uint8
	before, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		prev[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = uint8(i)
		low := cur[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			cur[j] = d
			low = min(low, d)
		}
		if int(low) > limit {
			return limit + 1
		}
		before, prev, cur = prev, cur, before
	}
	return int(prev[len(b)])
}
