package find

import (
	"math"
	"strings"
)

// Parts of compounds: how short they may be and how many a word may have.
const (
	minPart  = 4
	minHead  = 3 // of a part that the lexicon lists
	maxParts = 3
)

// linkers stand between the parts of a Dutch compound: personeelSmagazine,
// medewerkerSbijeenkomst, kranteNkop.
var linkers = []string{"", "s", "e", "en", "n", "er"}

// splitCompound returns the stems of the parts of a Dutch compound, or nil when
// it is none. known gives the stem of a part and how often it is used; 0 is
// unknown. Of several
// ways to split, the one whose parts have the highest geometric mean wins
// (Koehn and Knight, Empirical Methods for Compound Splitting, 2003), and fewer
// parts win over more.
func splitCompound(w string, known partUse) []string {
	if len(w) < 2*minHead+1 || !isLetters(w) {
		return nil
	}
	for n := 2; n <= maxParts; n++ {
		if best, _ := splitInto(w, n, known); best != nil {
			return best
		}
	}
	return nil
}

// splitInto splits into exactly n parts and returns the mean logarithm of their
// use.
func splitInto(w string, n int, known partUse) ([]string, float64) {
	if n == 1 {
		stem, use := part(w, known)
		if use == 0 {
			return nil, 0
		}
		return []string{stem}, math.Log(use)
	}
	var best []string
	bestScore := math.Inf(-1)
	for i := minHead; i+minHead <= len(w); i++ {
		stem, use := part(w[:i], known)
		if use == 0 {
			continue
		}
		for _, link := range linkers {
			rest, ok := strings.CutPrefix(w[i:], link)
			if !ok || len(rest) < minHead {
				continue
			}
			parts, score := splitInto(rest, n-1, known)
			if parts == nil {
				continue
			}
			score += math.Log(use) + 0.1*float64(i) // a longer first part needs no linker
			if score > bestScore {
				bestScore = score
				best = append([]string{stem}, parts...)
			}
		}
	}
	return best, bestScore
}

func part(s string, known partUse) (string, float64) {
	if len(s) < minPart && !shortPart[s] || stopNL[s] || notPart[s] {
		return "", 0
	}
	return known(s)
}

// partUse gives the stem of what may be a part of a compound, and how often it
// is used.
type partUse func(part string) (stem string, use float64)

// shortPart are words of three letters that do build compounds.
var shortPart = set("app web rol taal doel wet dag jaar lid top sg")

// notPart are words that only look like parts: endings and prefixes.
var notPart = set("atie eren heid ring ting ling ning isch lijk baar matig loos teur teit sing king ding tie ten ter ver ont her aan over onder voor door mede tegen even eens stel enen vers elen rende ende erse are ders eel eren erend rijke name ages ages ment ence tion able")
