package find

import "math"

// Band says how sure an answer is.
type Band string

// The bands, as they are printed.
const (
	BandAnswer  Band = "answer"  // the first hit answers the question
	BandSuggest Band = "suggest" // one of the first hits may
	BandNone    Band = "none"    // nothing in the set answers it
)

// Confidence from which a question is answered or suggestions are made,
// calibrated on the golden set.
const (
	answerFrom   = 0.60
	suggestFrom  = 0.18
	answerAmount = 0.75 // of a question that asks for a number
	// A question about the field deserves a guess sooner than one about anything.
	suggestSubject = 0.10
	suggestAside   = 0.12 // about the field, with a word of another subject
)

// enough is the matched mass, relative to that of a word in one entry out of
// a hundred, below which evidence is too thin to be sure.
const enough = 0.9

// foreignFactor is what confidence keeps when a word of the question belongs to
// another subject.
const foreignFactor = 0.45

// asideFactor is what it keeps when an entry has that word: enough to suggest
// the entry, and too little to answer with it.
const asideFactor = 0.55

// confidence joins how much of the question an entry covers, how well one of
// its lines resembles the question, and how much evidence there is at all.
// Coverage decides: raw scores do not tell apart what a set cannot answer.
func confidence(cover, line, evidence float32) float64 {
	c := float64(cover) * (0.75 + 0.25*float64(line))
	if evidence < enough {
		c *= math.Sqrt(float64(max(evidence, 0) / enough))
	}
	return math.Min(c, 0.99)
}
