package bench

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"
)

// Print writes a comparison as Markdown: find and the best setting of each peer,
// the same by kind of question, and every setting that was tried.
func (c *Comparison) Print(w io.Writer) {
	best := []Result{c.Find, c.Bleve[0], c.FTS[0]}
	fmt.Fprintf(w, "### %s: %d entries, %d questions, %d with one typing error\n\n", c.Set, c.Entries, c.Find.Clean.Asked, c.Find.Typo.Asked)
	printQuality(w, best)
	fmt.Fprintf(w, "\nnDCG@10 (hit@3) by kind of question, without typing errors:\n\n| kind | questions | find | Bleve | FTS5 |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, kind := range slices.Sorted(maps.Keys(c.Find.Kinds)) {
		fmt.Fprintf(w, "| %s | %d |", kind, c.Find.Kinds[kind].Asked)
		for _, r := range best {
			fmt.Fprintf(w, " %.3f (%.3f) |", r.Kinds[kind].NDCG, r.Kinds[kind].Hit3)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\nEvery setting that was tried, best first (weights of %s):\n\n", "title/questions/keywords/summary/body")
	printQuality(w, slices.Concat(c.Bleve, c.FTS))
	fmt.Fprintln(w)
}

func printQuality(w io.Writer, results []Result) {
	fmt.Fprintln(w, "| engine | hit@1 | hit@3 | nDCG@10 | MRR | typo hit@1 | typo hit@3 | typo nDCG@10 | typo MRR |")
	fmt.Fprintln(w, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, r := range results {
		a, b := r.Clean, r.Typo
		fmt.Fprintf(w, "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |\n",
			r.Engine, a.Hit1, a.Hit3, a.NDCG, a.MRR, b.Hit1, b.Hit3, b.NDCG, b.MRR)
	}
}

// PrintTimings writes times as Markdown.
func PrintTimings(w io.Writer, title string, timings []Timing) {
	fmt.Fprintf(w, "### Time, %s\n\n", title)
	fmt.Fprintln(w, "| engine | questions | mean | p99 | building the index |")
	fmt.Fprintln(w, "| --- | ---: | ---: | ---: | ---: |")
	for _, t := range timings {
		fmt.Fprintf(w, "| %s | %d | %s | %s | %s |\n", t.Engine, t.Asked, millis(t.Mean), millis(t.P99), millis(t.Build))
	}
	fmt.Fprintln(w)
}

func millis(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}
