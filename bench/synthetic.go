package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"wegwijs/handlers/knowledge/find"
)

// Synthetic makes n entries as large as real ones, in both languages, out of
// Dutch-looking words whose use follows Zipf's law, with compounds among them,
// and questions about them of which half have a letter too many. It is the same
// every time.
func Synthetic(n, questions int) ([]find.Entry, []string) {
	s := newSpeaker()
	kinds := find.Kinds()
	entries := make([]find.Entry, n)
	for i := range entries {
		e := &entries[i]
		e.ID, e.Kind = fmt.Sprintf("entry-%d", i), kinds[i%len(kinds)]
		e.Title = find.Localized{NL: s.say(5), EN: s.say(5)}
		e.Summary = find.Localized{NL: s.say(30), EN: s.say(30)}
		for range 5 {
			e.Questions.NL = append(e.Questions.NL, s.say(7))
			e.Questions.EN = append(e.Questions.EN, s.say(7))
		}
		for range 6 {
			e.Keywords = append(e.Keywords, s.word())
		}
		e.Body = s.say(60)
	}
	asked := make([]string, questions)
	for i := range asked {
		q := "waar vind ik " + entries[s.r.IntN(n)].Questions.NL[s.r.IntN(5)] + " voor medewerkers"
		if i%2 == 0 {
			at := 14 + s.r.IntN(len(q)-14)
			q = q[:at] + "x" + q[at:]
		}
		asked[i] = q
	}
	return entries, asked
}

// speaker makes texts out of a vocabulary of its own.
type speaker struct {
	r          *rand.Rand
	zipf       *rand.Zipf
	vocabulary []string
}

func newSpeaker() *speaker {
	s := &speaker{r: rand.New(rand.NewPCG(1, 2)), vocabulary: make([]string, 12_000)}
	onsets := strings.Fields("b d f g h k l m n p r s t v w z st sp kl br gr tr vl schr")
	vowels := strings.Fields("a e i o u aa ee oo ie oe ij ui ei")
	codas := strings.Fields("k l m n p r s t ng rk cht nd f g")
	for i := range s.vocabulary {
		var b strings.Builder
		for range 1 + s.r.IntN(3) {
			b.WriteString(onsets[s.r.IntN(len(onsets))])
			b.WriteString(vowels[s.r.IntN(len(vowels))])
			b.WriteString(codas[s.r.IntN(len(codas))])
		}
		s.vocabulary[i] = b.String()
	}
	s.zipf = rand.NewZipf(s.r, 1.1, 8, uint64(len(s.vocabulary)-1))
	return s
}

func (s *speaker) word() string {
	w := s.vocabulary[s.zipf.Uint64()]
	if s.r.IntN(8) == 0 {
		w += "s" + s.vocabulary[s.zipf.Uint64()]
	}
	return w
}

// say makes a text of n words, a third of them common ones.
func (s *speaker) say(n int) string {
	common := []string{"de", "het", "een", "van", "voor", "communicatie", "medewerkers", "organisatie"}
	out := make([]string, n)
	for i := range out {
		if out[i] = s.word(); s.r.IntN(3) == 0 {
			out[i] = common[s.r.IntN(len(common))]
		}
	}
	return strings.Join(out, " ")
}
