package bench

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// minTypoWord is the length in letters from which a word can get a typing error:
// in shorter ones an error mostly makes another word.
const minTypoWord = 5

// keys are the rows of a keyboard, for letters that stand side by side.
var keys = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// Typo returns a question with one typing error in one of its words of at least
// five letters: a letter left out, two swapped, one doubled, or one replaced by
// its neighbour on the keyboard; never the first letter, and not in words that
// hold other signs than letters. Word, place and kind of error depend on the
// question alone, so that every engine gets the same. It reports false when no
// word is long enough.
func Typo(q Question) (Question, bool) {
	h := fnv.New64a()
	h.Write([]byte(q.ID + "\x00" + q.Text))
	seed := h.Sum64()
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407 // PCG's multiplier
		return int((seed >> 33) % uint64(n))
	}
	words := strings.Fields(q.Text)
	var long []int
	for i, w := range words {
		if letters(w) && len([]rune(w)) >= minTypoWord {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return q, false
	}
	i := long[next(len(long))]
	word := []rune(words[i])
	for try := 0; ; try++ {
		changed := mistype(word, 1+next(len(word)-1), next(4)+try)
		if changed != words[i] { // swapping two equal letters changes nothing
			words[i] = changed
			q.Text = strings.Join(words, " ")
			return q, true
		}
	}
}

// mistype makes one error in word at a place that is not the first.
func mistype(word []rune, at, kind int) string {
	before, c, after := string(word[:at]), word[at], string(word[at+1:])
	switch kind % 4 {
	case 0:
		return before + after
	case 1:
		if at == len(word)-1 {
			return string(word[:at-1]) + string(c) + string(word[at-1])
		}
		return before + string(word[at+1]) + string(c) + string(word[at+2:])
	case 2:
		return before + string(c) + string(c) + after
	}
	return before + string(neighbour(c)) + after
}

// neighbour is a letter beside c on a keyboard; e for letters with accents.
func neighbour(c rune) rune {
	for _, row := range keys {
		if i := strings.IndexRune(row, unicode.ToLower(c)); i >= 0 {
			if i+1 < len(row) {
				return rune(row[i+1])
			}
			return rune(row[i-1])
		}
	}
	return 'e'
}

func letters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

// Typos returns the questions that can have a typing error, with it.
func Typos(all []Question) []Question {
	var out []Question
	for _, q := range all {
		if t, ok := Typo(q); ok {
			out = append(out, t)
		}
	}
	return out
}
