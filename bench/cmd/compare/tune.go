package main

import (
	"fmt"

	"wegwijs/bench"
)

// some is how many questions of the larger set weights are tuned on.
const some = 140

// tuneAll prints the weights with which every kind of peer does best.
func tuneAll() error {
	golden, err := bench.GoldenSet()
	if err != nil {
		return err
	}
	larger, _, err := bench.LargerSet()
	if err != nil {
		return err
	}
	larger.Questions = every(len(larger.Questions)/some, larger.Questions)
	for _, s := range []bench.Set{golden, larger} {
		for _, peer := range bench.Tunable() {
			w, best, err := bench.Tune(s, bench.Weights{1, 1, 1, 1, 1}, peer)
			if err != nil {
				return err
			}
			fmt.Printf("%s: %v gives nDCG@10 %.4f, with typing errors %.4f: %s\n", s.Name, w, best.Clean.NDCG, best.Typo.NDCG, best.Engine)
		}
	}
	return nil
}

func every(nth int, all []bench.Question) []bench.Question {
	var out []bench.Question
	for i := 0; i < len(all); i += max(nth, 1) {
		out = append(out, all[i])
	}
	return out
}
