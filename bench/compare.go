package bench

import (
	"fmt"

	"wegwijs/handlers/knowledge/find"
)

// Set is a set of documents with questions about them.
type Set struct {
	Name      string
	Entries   []find.Entry
	Questions []Question
	Bleve     []Bleve // settings of the peers that are compared on it
	FTS       []FTS
}

// GoldenSet is the golden questions of the product over its built-in entries.
func GoldenSet() (Set, error) {
	entries, err := Builtin(BuiltinFolder)
	if err != nil {
		return Set{}, err
	}
	questions, err := Golden(GoldenFolder)
	if err != nil {
		return Set{}, err
	}
	return Set{"golden questions", entries, questions, append(bleveSettings(goldenBleve), englishSettings(goldenBleve)...),
		ftsSettings(goldenWords, goldenPrefix, goldenGrams)}, nil
}

// LargerSet is the set that `go run ./corpus` builds, and the same text in
// smaller pieces to measure time on.
func LargerSet() (Set, []find.Entry, error) {
	c, err := ReadCorpus(CorpusFolder)
	if err != nil {
		return Set{}, nil, err
	}
	return Set{"larger set", c.Pages, c.Questions, bleveSettings(largerBleve), ftsSettings(largerFTS, largerFTS, largerFTS)}, c.Sections, nil
}

// Result is how one engine did on a set: as asked, and with one typing error in
// every question that has a word long enough for it.
type Result struct {
	Engine      string
	Setting     Setting
	Clean, Typo Quality
	Kinds       map[string]Quality // by kind of question, as asked
}

// mean is the measure by which the best setting of an engine is chosen.
func (r *Result) mean() float64 { return (r.Clean.NDCG + r.Typo.NDCG) / 2 }

// Comparison is find beside every setting of both peers.
type Comparison struct {
	Set        string
	Entries    int
	Find       Result
	Bleve, FTS []Result // every setting, the best first
}

// Compare asks find and every setting of the peers the questions of a set.
//
// The best setting of a peer is the one with the highest mean of nDCG@10 with
// and without typing errors on these very questions: the peers may choose with
// the answers in hand, find may not.
func Compare(s Set) (*Comparison, error) {
	docs := Documents(s.Entries)
	c := &Comparison{Set: s.Name, Entries: len(s.Entries)}
	var err error
	if c.Find, err = measure(Find{}, s, docs); err != nil {
		return nil, err
	}
	for _, b := range s.Bleve {
		r, err := measure(b, s, docs)
		if err != nil {
			return nil, err
		}
		c.Bleve = append(c.Bleve, r)
	}
	for _, f := range s.FTS {
		r, err := measure(f, s, docs)
		if err != nil {
			return nil, err
		}
		c.FTS = append(c.FTS, r)
	}
	bestFirst(c.Bleve)
	bestFirst(c.FTS)
	return c, nil
}

func measure(setting Setting, s Set, docs []Document) (Result, error) {
	e, err := setting.Build(s.Entries, docs)
	if err != nil {
		return Result{}, err
	}
	defer e.Close() // an index in memory loses nothing by closing
	r := Result{Engine: e.Name(), Setting: setting}
	if r.Clean, r.Kinds, err = Measure(e, s.Questions); err != nil {
		return Result{}, err
	}
	r.Typo, _, err = Measure(e, Typos(s.Questions))
	return r, err
}

// Losses says where find does not rank better than both peers in every setting,
// in nDCG@10 and hit@3, with and without typing errors. It is empty when find
// wins everywhere.
func (c *Comparison) Losses() []string {
	var out []string
	less := func(what string, mine, theirs float64, peer string) {
		if mine <= theirs {
			out = append(out, fmt.Sprintf("%s: %s of find is %.4f, of %s %.4f", c.Set, what, mine, peer, theirs))
		}
	}
	for _, peers := range [][]Result{c.Bleve, c.FTS} {
		for _, p := range peers {
			less("nDCG@10", c.Find.Clean.NDCG, p.Clean.NDCG, p.Engine)
			less("hit@3", c.Find.Clean.Hit3, p.Clean.Hit3, p.Engine)
			less("nDCG@10 with typing errors", c.Find.Typo.NDCG, p.Typo.NDCG, p.Engine)
			less("hit@3 with typing errors", c.Find.Typo.Hit3, p.Typo.Hit3, p.Engine)
		}
	}
	return out
}
