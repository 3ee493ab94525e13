package find

import (
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
)

// formatVersion is part of everything that is stored; raise it when an index
// or a set is stored differently.
const formatVersion = 2

const indexMagic = "wegwijs index"

// ErrOtherEntries is returned by RestoreIndex for an index over other entries,
// or one made with other words or rules.
var ErrOtherEntries = errors.New("the stored index belongs to other entries")

// Bounds of the arrays of a stored index.
const (
	mostTerms    = 1 << 26
	mostPostings = 1 << 28
	mostBytes    = 1 << 30
)

// Save writes the index without its entries, so that RestoreIndex need not
// analyse them again.
func (x *Index) Save(w io.Writer) error {
	e := newEncoder(w)
	e.text(indexMagic)
	sum := fingerprint(x.entries, x.lex)
	e.text(string(sum[:]))
	e.text(x.terms.text)
	numbers(e, x.terms.ends)
	numbers(e, x.starts)
	numbers(e, x.postings)
	numbers(e, x.lines)
	numbers(e, x.lineStart)
	numbers(e, x.docLines)
	hashes := make([]uint64, len(x.aliases))
	marks := make([]uint32, len(x.aliases))
	for i, a := range x.aliases {
		hashes[i], marks[i] = a.hash, a.doc<<2|uint32(a.level)
	}
	numbers(e, hashes)
	numbers(e, marks)
	for n := range x.vocab.text {
		e.text(x.vocab.text[n])
		numbers(e, x.vocab.docs[n])
	}
	numbers(e, x.grams.starts)
	numbers(e, x.grams.buckets)
	e.text(string(x.grams.counts))
	return e.close(w)
}

// RestoreIndex reads an index that Save wrote over the same entries with the
// same lexicon. It trusts nothing: what is damaged, cut off, made by another
// version or over other entries or words gives an error, and the caller builds
// the index with NewIndexWith. Memory stays within a small multiple of what is
// read.
func RestoreIndex(r io.Reader, entries []Entry, lex *Lexicon) (*Index, error) {
	d := newDecoder(r)
	if d.text(len(indexMagic)) != indexMagic {
		return nil, errBroken
	}
	sum := fingerprint(entries, lex)
	if d.text(sha256.Size) != string(sum[:]) {
		return nil, ErrOtherEntries
	}
	x := &Index{entries: entries, lex: lex}
	x.terms.text = d.text(mostBytes)
	x.terms.ends = readNumbers[uint32](d, mostTerms)
	x.starts = readNumbers[uint32](d, mostTerms+1)
	x.postings = readNumbers[posting](d, mostPostings)
	x.lines = readNumbers[uint32](d, mostPostings)
	x.lineStart = readNumbers[uint32](d, mostTerms)
	x.docLines = readNumbers[uint32](d, maxDocs+1)
	hashes := readNumbers[uint64](d, mostTerms)
	marks := readNumbers[uint32](d, mostTerms)
	for n := range x.vocab.text {
		x.vocab.text[n] = d.text(mostBytes)
		x.vocab.docs[n] = readNumbers[uint16](d, mostTerms)
	}
	x.grams.starts = readNumbers[uint32](d, maxDocs+1)
	x.grams.buckets = readNumbers[uint16](d, mostPostings)
	x.grams.counts = []byte(d.text(mostPostings))
	if err := d.close(); err != nil {
		return nil, err
	}
	if len(hashes) != len(marks) {
		return nil, errBroken
	}
	x.aliases = make([]alias, len(hashes))
	for i := range hashes {
		x.aliases[i] = alias{hashes[i], marks[i] >> 2, aliasLevel(marks[i] & 3)}
	}
	if !x.sound() {
		return nil, errBroken
	}
	x.terms.hash()
	x.vocab.mask()
	x.ready()
	return x, nil
}

// sound reports whether every number in an index leads to something that
// exists, so that no search can fall off an array.
func (x *Index) sound() bool {
	docs := uint32(min(len(x.entries), maxDocs))
	terms := len(x.terms.ends)
	if !rising(x.terms.ends, len(x.terms.text)) || len(x.starts) != terms+1 || x.starts[0] != 0 || !rising(x.starts, len(x.postings)) {
		return false
	}
	if terms > 0 && int(x.terms.ends[terms-1]) != len(x.terms.text) || int(x.starts[terms]) != len(x.postings) {
		return false
	}
	for _, p := range x.postings {
		if p.doc() >= docs {
			return false
		}
	}
	for t := range terms {
		if list := x.postings[x.starts[t]:x.starts[t+1]]; !slices.IsSortedFunc(list, func(a, b posting) int { return int(a.doc()) - int(b.doc()) }) {
			return false
		}
	}
	for _, t := range x.lines {
		if int(t) >= terms {
			return false
		}
	}
	if len(x.lineStart) == 0 || x.lineStart[0] != 0 || !rising(x.lineStart, len(x.lines)) || len(x.docLines) != int(docs)+1 || !rising(x.docLines, len(x.lineStart)-1) {
		return false
	}
	for i, a := range x.aliases {
		if a.doc >= docs || a.level > asKeyword || i > 0 && x.aliases[i-1].hash > a.hash {
			return false
		}
	}
	for n := range x.vocab.text {
		if len(x.vocab.text[n]) != n*len(x.vocab.docs[n]) || n < repairFrom-1 && len(x.vocab.docs[n]) > 0 {
			return false
		}
	}
	g := &x.grams
	return len(g.starts) == int(docs)+1 && g.starts[0] == 0 && rising(g.starts, len(g.buckets)) && int(g.starts[docs]) == len(g.buckets) && len(g.counts) == len(g.buckets)
}

// rising reports whether no number is smaller than the one before it or larger
// than most.
func rising(list []uint32, most int) bool {
	for i, n := range list {
		if int(n) > most || i > 0 && n < list[i-1] {
			return false
		}
	}
	return true
}

// fingerprint tells apart what gives another index: entries, lexicon, stemmers,
// lists of little words, and the numbers fixed when an index is built.
func fingerprint(entries []Entry, lex *Lexicon) [sha256.Size]byte {
	e := newEncoder(io.Discard)
	e.number(formatVersion)
	e.text(lex.rules())
	e.number(uint64(len(entries)))
	for i := range entries {
		e.entry(&entries[i])
	}
	e.out.Flush()
	return [sha256.Size]byte(e.sum.Sum(nil))
}

// rules is a digest of the lexicon and of how words are read: their stems and
// which of them count as little words.
func (l *Lexicon) rules() string {
	l.once.Do(func() {
		e := newEncoder(io.Discard)
		for _, source := range l.sources {
			e.text(string(source))
		}
		probe := slices.Concat(l.words, strings.Fields(verbsNL), strings.Fields(irregularNL), strings.Fields(shortPluralsNL), strings.Fields(weakVerbsNL), strings.Fields(adjectivesNL))
		for _, lists := range []map[string]bool{stopNL, stopEN, weakNL, weakEN, notPart, shortPart} {
			sorted := make([]string, 0, len(lists))
			for w := range lists {
				sorted = append(sorted, w)
			}
			slices.Sort(sorted)
			e.texts(sorted)
			probe = append(probe, sorted...)
		}
		for _, w := range probe {
			e.text(stemNL(w))
			e.text(stemEN(w))
		}
		for f := range fields {
			for _, v := range []float32{fieldWeight[f], fieldB[f], usualLength[f]} {
				e.number(uint64(math.Float32bits(v)))
			}
		}
		for _, v := range gramWeight {
			e.number(uint64(v))
		}
		for _, v := range []float64{gramSize, k1, headUse, partWeight, maxBody, minPart, minHead, maxParts} {
			e.number(math.Float64bits(v))
		}
		e.out.Flush()
		l.digest = string(e.sum.Sum(nil))
	})
	return l.digest
}
