package bench

import (
	"fmt"
	"io"

	"wegwijs/handlers/knowledge/find"
)

// many is how many entries times are compared at.
const many = 10_000

// timedQuestions is how many questions times are measured with.
const timedQuestions = 200

// Everything compares on both sets and writes the results as Markdown. It
// returns where find does not win.
func Everything(w io.Writer) (lost []string, err error) {
	golden, err := GoldenSet()
	if err != nil {
		return nil, err
	}
	c, err := Compare(golden)
	if err != nil {
		return nil, err
	}
	c.Print(w)
	lost = c.Losses()
	if _, err := c.timeOn(w, golden.Entries, Mixed(golden.Questions)); err != nil {
		return nil, err
	}
	entries, asked := Synthetic(many, timedQuestions)
	slower, err := c.timeOn(w, entries, asked)
	if err != nil {
		return nil, err
	}
	lost = append(lost, slower...)

	larger, sections, err := LargerSet()
	if err != nil {
		return nil, err
	}
	if c, err = Compare(larger); err != nil {
		return nil, err
	}
	c.Print(w)
	lost = append(lost, c.Losses()...)
	slower, err = c.timeOn(w, sections, Mixed(few(larger.Questions)))
	return append(lost, slower...), err
}

// few takes questions from all of a list, as many as times are measured with.
func few(all []Question) []Question {
	var out []Question
	step := (len(all) + timedQuestions - 1) / timedQuestions
	for i := 0; i < len(all); i += step {
		out = append(out, all[i])
	}
	return out
}

// timeOn measures the best settings of a comparison on entries, prints the times
// and says where find is slower than Bleve.
func (c *Comparison) timeOn(w io.Writer, entries []find.Entry, questions []string) ([]string, error) {
	t, err := Time(entries, questions, c.timed()...)
	if err != nil {
		return nil, err
	}
	PrintTimings(w, fmt.Sprintf("%d entries, settings of the %s", len(entries), c.Set), t)
	return Slower(t), nil
}

// timed are find, the best setting of each peer and, where that is fuzzy, the
// best setting of Bleve that is not: it ranks less well and is faster.
func (c *Comparison) timed() []Setting {
	out := []Setting{c.Find.Setting, c.Bleve[0].Setting}
	if c.Bleve[0].Setting.(Bleve).Fuzzy != 0 {
		for _, r := range c.Bleve {
			if r.Setting.(Bleve).Fuzzy == 0 {
				out = append(out, r.Setting)
				break
			}
		}
	}
	return append(out, c.FTS[0].Setting)
}

// Slower says whether find, which comes first, takes longer than the best setting
// of Bleve, which comes second.
func Slower(t []Timing) []string {
	var out []string
	mine, other := t[0], t[1]
	if mine.Mean > other.Mean {
		out = append(out, fmt.Sprintf("mean time of find is %v, of %s %v", mine.Mean, other.Engine, other.Mean))
	}
	if mine.P99 > other.P99 {
		out = append(out, fmt.Sprintf("p99 of find is %v, of %s %v", mine.P99, other.Engine, other.P99))
	}
	return out
}
