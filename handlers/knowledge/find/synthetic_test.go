package find

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// synthetic makes n entries out of Dutch-looking words whose use follows Zipf's
// law, as in real texts, with compounds among them.
func synthetic(n int) []Entry {
	r := rand.New(rand.NewPCG(1, 2))
	onsets := strings.Fields("b d f g h k l m n p r s t v w z st sp kl br gr tr vl schr")
	vowels := strings.Fields("a e i o u aa ee oo ie oe ij ui ei")
	codas := strings.Fields("k l m n p r s t ng rk cht nd f g")
	vocabulary := make([]string, 12000)
	for i := range vocabulary {
		var b strings.Builder
		for range 1 + r.IntN(3) {
			b.WriteString(onsets[r.IntN(len(onsets))])
			b.WriteString(vowels[r.IntN(len(vowels))])
			b.WriteString(codas[r.IntN(len(codas))])
		}
		vocabulary[i] = b.String()
	}
	zipf := rand.NewZipf(r, 1.1, 8, uint64(len(vocabulary)-1))
	pick := func() string {
		w := vocabulary[zipf.Uint64()]
		if r.IntN(8) == 0 {
			w += "s" + vocabulary[zipf.Uint64()]
		}
		return w
	}
	text := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = pick()
			if r.IntN(3) == 0 {
				out[i] = []string{"de", "het", "een", "van", "voor", "communicatie", "medewerkers", "organisatie"}[r.IntN(8)]
			}
		}
		return strings.Join(out, " ")
	}
	kinds := Kinds()
	entries := make([]Entry, n)
	for i := range entries {
		e := &entries[i]
		e.ID = fmt.Sprintf("entry-%d", i)
		e.Kind = kinds[i%len(kinds)]
		e.Title = Localized{text(5), text(5)}
		e.Summary = Localized{text(30), text(30)}
		for range 5 {
			e.Questions.NL = append(e.Questions.NL, text(7))
			e.Questions.EN = append(e.Questions.EN, text(7))
		}
		for range 6 {
			e.Keywords = append(e.Keywords, pick())
		}
		e.Body = text(60)
	}
	return entries
}

// asked makes questions out of the entries, some with a typing error.
func asked(entries []Entry, n int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	out := make([]string, n)
	for i := range out {
		q := "waar vind ik " + entries[r.IntN(len(entries))].Questions.NL[r.IntN(5)] + " voor medewerkers"
		if i%2 == 0 {
			at := 14 + r.IntN(len(q)-14)
			q = q[:at] + "x" + q[at:]
		}
		out[i] = q
	}
	return out
}
