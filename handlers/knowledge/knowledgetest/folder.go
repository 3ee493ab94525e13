// Package knowledgetest makes folders of entries for tests of how fast and how
// large things are.
package knowledgetest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Folder writes n entries as large as real ones, a hundred to a folder, out of
// Dutch-looking words whose use follows Zipf's law, as in real texts. It returns
// questions about them, of which half have a letter too many. They are the same
// every time.
func Folder(dir string, n, questions int) ([]string, error) {
	s := newSpeaker()
	kinds := strings.Fields("knowledge tool network body training rule example contact")
	var asked []string
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprint(i/100))
		if err := os.MkdirAll(sub, 0o700); err != nil {
			return nil, err
		}
		question := s.say(7)
		text := fmt.Sprintf("---\nid: onderwerp-%[1]d\nkind: %[2]s\ntitle:\n  nl: %[3]s\n  en: %[4]s\nsummary:\n  nl: %[5]s\n  en: %[6]s\nquestions:\n  nl:\n    - %[7]s\n%[8]s  en:\n%[9]skeywords: [%[10]s]\n"+
			"url: https://intranet.example.nl/%[1]d\naccess: network\nowner: Redactie\nsource: https://intranet.example.nl/%[1]d\nverified_on: 2026-11-23\nrelated: [onderwerp-%[11]d]\n---\n\n%[12]s\n",
			i, kinds[i%len(kinds)], s.say(5), s.say(5), s.summary(), s.summary(), question, s.lines(4), s.lines(5), strings.Join(s.words(6), ", "), (i+1)%n, s.say(60))
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("onderwerp-%d.md", i)), []byte(text), 0o600); err != nil {
			return nil, err
		}
		if len(asked) < questions && i%max(n/max(questions, 1), 1) == 0 {
			q := "waar vind ik " + question + " voor medewerkers"
			if len(asked)%2 == 0 {
				at := 14 + s.r.IntN(len(q)-14)
				q = q[:at] + "x" + q[at:]
			}
			asked = append(asked, q)
		}
	}
	return asked, nil
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

func (s *speaker) words(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s.vocabulary[s.zipf.Uint64()]
		if s.r.IntN(8) == 0 {
			out[i] += "s" + s.vocabulary[s.zipf.Uint64()]
		}
	}
	return out
}

// say makes a text of n words, a third of them common ones.
func (s *speaker) say(n int) string {
	common := []string{"de", "het", "een", "van", "voor", "communicatie", "medewerkers", "organisatie"}
	out := s.words(n)
	for i := range out {
		if s.r.IntN(3) == 0 {
			out[i] = common[s.r.IntN(len(common))]
		}
	}
	return strings.Join(out, " ")
}

// summary is as long as a summary may be at most.
func (s *speaker) summary() string {
	text := s.say(30)
	if len(text) > 300 {
		text = text[:strings.LastIndexByte(text[:301], ' ')]
	}
	return text
}

func (s *speaker) lines(n int) string {
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "    - %s\n", s.say(7))
	}
	return b.String()
}
