package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"wegwijs/handlers/knowledge"
	"wegwijs/store"
)

type knowledgeGapsCommand struct {
	dataFlags
	Days int  `help:"How many days to look back." default:"90"`
	JSON bool `help:"Print one JSON object per line of the list." name:"json"`
}

// jsonGap is one line of gaps --json.
type jsonGap struct {
	Entry   string `json:"entry"`
	Verdict string `json:"verdict"`
	N       int    `json:"n"`
}

// gapWords say what a verdict means for a content owner.
var gapWords = map[string]string{
	knowledge.Unanswered: "questions near it got no answer",
	knowledge.OtherTopic: "people were looking for something else",
	knowledge.Outdated:   "people say it is no longer true",
	knowledge.Unclear:    "people do not understand it",
	knowledge.DeadLink:   "people say the link does not work",
}

func (c knowledgeGapsCommand) Run(ctx context.Context, s streams) error {
	if c.Days < 1 || c.Days > 3660 {
		return usageError{errors.New("--days takes a number from 1 to 3660")}
	}
	file, err := c.database()
	if err != nil {
		return err
	}
	st, err := store.OpenReadOnly(ctx, file)
	if err != nil {
		return err
	}
	defer st.Close()
	var all []store.Feedback
	since := time.Now().AddDate(0, 0, -c.Days)
	if err := st.Read(ctx, func(r *store.Reader) (err error) { all, err = store.FeedbackSince(r, since); return err }); err != nil {
		return err
	}
	print := json.NewEncoder(s.out)
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	n := 0
	for _, f := range all {
		words, gap := gapWords[f.Verdict]
		if !gap {
			continue
		}
		n++
		if c.JSON {
			if err := print.Encode(jsonGap{f.Entry, f.Verdict, f.N}); err != nil {
				return fmt.Errorf("the list cannot be written: %w", err)
			}
			continue
		}
		fmt.Fprintf(w, "%d\t%s\t%s\n", f.N, f.Entry, words)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("the list cannot be written: %w", err)
	}
	if !c.JSON && n == 0 {
		fmt.Fprintf(s.out, "No gaps in the last %s.\n", count(c.Days, "day", "days"))
	}
	return nil
}
