package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"wegwijs/bot"
	"wegwijs/handlers/poll"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

type pollCommand struct {
	List   pollListCommand   `cmd:"" help:"List the polls, the newest first; not drafts, which only their makers know."`
	Export pollExportCommand `cmd:"" help:"Write the result of a closed poll to a file."`
}

// pollData is where polls are stored and how they are told.
type pollData struct {
	data
	rules survey.Rules
}

// polls are those of a configuration or of a demo.
func (f dataFlags) polls() (pollData, error) {
	d, err := f.open()
	if err != nil {
		return pollData{}, err
	}
	return pollData{d, survey.Rules{MinAnswers: d.cfg.Polls.MinimumAnswers, MinGroup: d.cfg.Polls.MinimumGroup}}, nil
}

type pollListCommand struct {
	dataFlags
	JSON bool `help:"Print one JSON object per poll." name:"json"`
}

// jsonListed is one line of list --json. Answered is null until a poll is
// closed, and where it may not be told.
type jsonListed struct {
	ID       string   `json:"id"`
	State    string   `json:"state"` // waiting, open, closed
	Mode     string   `json:"mode"`  // named, unnamed, final
	Opened   string   `json:"opened"`
	Closes   string   `json:"closes"` // or when it closed
	Asked    int      `json:"asked"`
	Answered *int     `json:"answered"`
	Withheld string   `json:"withheld"`
	Channels []string `json:"channels"`
	Question string   `json:"question"`
}

func (c pollListCommand) Run(ctx context.Context, s streams) error {
	data, err := c.polls()
	if err != nil {
		return err
	}
	var all []jsonListed
	err = data.read(ctx, func(r *store.Reader) error {
		polls, err := store.PollsIn(r, 10_000, store.PollWaiting, store.PollOpen, store.PollClosed)
		for _, p := range polls {
			x, err := data.listed(p)
			if err != nil {
				return err
			}
			all = append(all, x)
		}
		return err
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return writeLines(s.out, all)
	}
	if len(all) == 0 {
		fmt.Fprintln(s.out, "There are no polls.")
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tSTATE\tCLOSES\tANSWERED\tQUESTION")
	for _, x := range all {
		closes := strings.Replace(x.Closes, "T", " ", 1)
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", x.ID, x.State, closes[:min(len(closes), len("2027-01-12 17:00"))], x.answers(), onLine(x.Question, 60))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("the list cannot be written: %w", err)
	}
	return nil
}

func (x jsonListed) answers() string {
	switch {
	case x.Answered != nil:
		return fmt.Sprintf("%d of %d", *x.Answered, x.Asked)
	case x.State == string(store.PollClosed):
		return fmt.Sprintf("not shown (%s)", x.Withheld)
	}
	return "after closing"
}

func (d pollData) listed(p store.Poll) (jsonListed, error) {
	x := jsonListed{ID: p.ID, State: string(p.State), Mode: p.Mode, Asked: p.Asked, Opened: d.moment(p.Opened), Closes: d.moment(p.Closes), Channels: []string{}}
	var spec survey.Spec
	if err := json.Unmarshal(p.Spec, &spec); err != nil {
		return x, fmt.Errorf("poll %s cannot be read: %w", p.ID, err)
	}
	for _, at := range spec.Places {
		x.Channels = append(x.Channels, at.Name)
	}
	if len(spec.Questions) > 0 {
		x.Question = spec.Questions[0].Title().In(d.lang, bot.Literal)
	}
	if p.State != store.PollClosed {
		return x, nil
	}
	x.Closes = d.moment(p.Closed)
	var out survey.Outcome
	if err := json.Unmarshal(p.Result, &out); err != nil {
		return x, fmt.Errorf("poll %s has a result that cannot be read: %w", p.ID, err)
	}
	x.Asked, x.Withheld = out.Asked, string(out.Withheld)
	if out.Withheld == "" || out.Withheld == survey.NoAnswers {
		x.Answered = &out.Answered
	}
	return x, nil
}

func (d pollData) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(d.zone).Format(time.RFC3339)
}

// onLine is what a person typed as part of one line of a terminal, which takes
// orders from control characters.
func onLine(s string, most int) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

type pollExportCommand struct {
	dataFlags
	ID     string `arg:"" help:"The poll; 'wegwijs poll list' shows which there are."`
	Format string `help:"${enum}. csv-excel is what a Dutch Excel opens well." enum:"csv,csv-excel,json,xlsx,png" default:"csv"`
	Output string `short:"o" help:"The file to write, or - for standard output. Without it, a name with the date and the question, in this folder." placeholder:"FILE" type:"path"`
	Force  bool   `help:"Replace the file when it is there."`
	Lang   string `help:"Language of headers and words of ours: ${enum}. Without it, that of the configuration." enum:",nl,en" default:""`
}

func (pollExportCommand) Help() string {
	return "Writes what may be told of the result: for a poll without names that are totals, never who answered what. It works beside a running bot, and never replaces a file without --force."
}

func (c pollExportCommand) Run(ctx context.Context, s streams) error {
	data, err := c.polls()
	if err != nil {
		return err
	}
	if c.Lang != "" {
		data.lang = bot.Lang(c.Lang)
	}
	id := strings.ToLower(strings.TrimSpace(c.ID))
	var result report.Poll
	err = data.read(ctx, func(r *store.Reader) error {
		stored, err := store.PollByID(r, id)
		switch {
		case errors.Is(err, store.ErrNoRows), err == nil && (stored.State == store.PollDraft || stored.State == store.PollDeleted):
			return fmt.Errorf("there is no poll %q: 'wegwijs poll list' shows which there are", c.ID)
		case err != nil:
			return err
		case stored.State != store.PollClosed:
			return fmt.Errorf("poll %s is not closed: it closes at %s, and has no result before that", id, data.moment(stored.Closes))
		}
		result, err = poll.Report(r, id, data.zone, data.rules)
		return err
	})
	if err != nil {
		return err
	}
	var out bytes.Buffer
	format := report.Format(c.Format)
	if err := result.Write(&out, format, data.lang); errors.Is(err, report.ErrNoPicture) {
		return fmt.Errorf("there is no picture of poll %s: it has no numbers that may be shown; choose another --format", id)
	} else if err != nil {
		return err
	}
	if c.Output == "-" {
		_, err := s.out.Write(out.Bytes())
		return err
	}
	file := c.Output
	if file == "" {
		file = result.FileName(format)
	}
	if err := keepFile(file, out.Bytes(), c.Force); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "%s is written.\n", file)
	return nil
}
