package find

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Spelling repair: only words that no entry, synonym or list knows are
// repaired, and only to words of the entries.
const (
	repairFrom  = 5 // letters
	repairTwo   = 9 // letters from which two mistakes are allowed
	maxRepairs  = 3 // words tried for one
	maxTries    = 6 // parts of a compound tried
	maxRepaired = 6 // words repaired in one question
)

// vocabulary holds the words of all entries for spelling repair, by length and
// then alphabetically. The words of one length lie behind each other in one
// string.
type vocabulary struct {
	text  [maxWord + 1]string
	docs  [maxWord + 1][]uint16 // entries a word stands in, at most 65,535
	masks [maxWord + 1][]uint32 // letters a word has
}

func newVocabulary(surfaces []surface, lex *Lexicon) vocabulary {
	docs := make(map[string]uint32, len(surfaces))
	enter := func(w string, n uint32) {
		if len(w) >= repairFrom-1 && len(w) <= maxWord && isLetters(w) {
			docs[w] += n
		}
	}
	for _, w := range lex.words {
		enter(w, 1)
	}
	for i := range surfaces {
		if s := &surfaces[i]; s.nl > 0 || s.en > 0 {
			enter(s.text, s.docs)
		}
	}
	var byLength [maxWord + 1][]string
	for w := range docs {
		byLength[len(w)] = append(byLength[len(w)], w)
	}
	var v vocabulary
	for n, list := range byLength {
		slices.Sort(list)
		v.text[n] = strings.Join(list, "")
		v.docs[n] = make([]uint16, len(list))
		for i, w := range list {
			v.docs[n][i] = uint16(min(docs[w], math.MaxUint16))
		}
	}
	v.mask()
	return v
}

// mask notes which letters every word has.
func (v *vocabulary) mask() {
	for n := range v.text {
		v.masks[n] = make([]uint32, len(v.docs[n]))
		for i := range v.masks[n] {
			v.masks[n][i] = letters(v.text[n][i*n : (i+1)*n])
		}
	}
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
	return v.within(w, limit)
}

// within returns the words with the fewest mistakes, and at most limit.
func (v *vocabulary) within(w string, limit int) []candidate {
	mask := letters(w)
	var out []candidate
	best := limit
	for n := max(len(w)-limit, repairFrom-1); n <= min(len(w)+limit, maxWord); n++ {
		for i, has := range v.masks[n] {
			if bits.OnesCount32(has^mask) > 2*best {
				continue
			}
			c := v.text[n][i*n : (i+1)*n]
			d := damerau(w, c, best)
			if d > best || d == 0 {
				continue
			}
			if d == 1 && best == 2 {
				best = 1
				out = out[:0]
			}
			rank := float64(min(v.docs[n][i], 20)) / 20
			if c[0] == w[0] {
				rank += 1.5
			}
			if c[n-1] == w[len(w)-1] {
				rank += 0.3
			}
			out = append(out, candidate{c, d, rank})
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

// seam is a place where a misspelled compound may fall apart: stems of what is
// known on one side, and what is left to repair on the other.
type seam struct {
	stems  []string
	known  int // letters of the known side
	before string
	wrong  string
	after  string
	first  bool // the wrong part comes first
}

// nearCompound repairs one part of a compound whose other parts are known:
// "contentplanniing" is content + planning. The longer the known side, the
// earlier it is tried. It returns the stems of the parts and the repaired word.
func (v *vocabulary) nearCompound(w string, known partUse, heads map[string]bool) (stems []string, repaired string) {
	if len(w) < minHead+repairFrom || len(w) > maxWord || !isLetters(w) {
		return nil, ""
	}
	for parts := 1; parts < maxParts; parts++ {
		seams := seamsOf(w, parts, known)
		for _, s := range seams[:min(len(seams), maxTries)] {
			to := v.nearPart(s.wrong, heads)
			if to == "" {
				continue
			}
			stem := stemNL(to)
			if s.first {
				return append([]string{stem}, s.stems...), to + s.after
			}
			return append(s.stems, stem), s.before + to
		}
	}
	return nil, ""
}

// seamsOf returns where one side of a word is known and has so many parts, the
// longest known side first.
func seamsOf(w string, parts int, known partUse) []seam {
	var out []seam
	for i := minHead; i+minHead <= len(w); i++ {
		for _, link := range []string{"", "s"} {
			right, ok := strings.CutPrefix(w[i:], link)
			if !ok || len(right) < minHead {
				continue
			}
			left := w[:i]
			if repairable(right, left) {
				if stems, _ := splitInto(left, parts, known); stems != nil {
					out = append(out, seam{stems: stems, known: len(left), before: left + link, wrong: right})
				}
			}
			if repairable(left, right) {
				if stems, _ := splitInto(right, parts, known); stems != nil {
					out = append(out, seam{stems: stems, known: len(right), wrong: left, after: link + right, first: true})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b seam) int { return b.known - a.known })
	return out
}

// repairable reports whether a part is long enough to be repaired beside a known
// one: one of them has to tell what the word is about.
func repairable(wrong, known string) bool {
	return len(wrong) >= minPart && len(wrong)+len(known) >= minHead+repairFrom && (len(wrong) > repairFrom || len(known) >= repairFrom)
}

// nearPart repairs a part of a compound. Short words resemble many others:
// they are repaired only to what the lexicon says builds compounds.
func (v *vocabulary) nearPart(w string, heads map[string]bool) string {
	for _, c := range v.within(w, 1) {
		if len(w) >= repairFrom || c.text[0] == w[0] && heads[stemNL(c.text)] {
			return c.text
		}
	}
	return ""
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
