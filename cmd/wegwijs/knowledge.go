package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"wegwijs/handlers/knowledge"
	"wegwijs/handlers/knowledge/find"
)

// knowledgeCommand is for content owners: is what we know in order?
type knowledgeCommand struct {
	Check knowledgeCheckCommand `cmd:"" help:"Report every flaw in the entries, with file, line and remedy."`
	List  knowledgeListCommand  `cmd:"" help:"Show the entries."`
	Gaps  knowledgeGapsCommand  `cmd:"" help:"Show where people got no answer, or one that did not help."`
	Due   knowledgeDueCommand   `cmd:"" help:"Show the entries that expired, were never checked, or were checked more than a year ago."`
}

// entriesFlags say which entries a command is about.
type entriesFlags struct {
	Knowledge []string `help:"Folder with entries, used instead of the built-in set; may be given more than once." type:"path" sep:"none" placeholder:"DIR"`
	Builtin   bool     `help:"Use the built-in set beside the folders."`
}

func (f entriesFlags) open() *knowledge.Library {
	return knowledge.OpenLibrary(f.Knowledge, f.Builtin || len(f.Knowledge) == 0, "")
}

func (f entriesFlags) read() ([]find.Entry, []find.Flaw) { return f.open().Read() }

type knowledgeCheckCommand struct {
	entriesFlags
	JSON bool `help:"Print one JSON object per flaw." name:"json"`
}

// jsonFlaw is one line of check --json.
type jsonFlaw struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
	LeftOut bool   `json:"left_out"`
}

func (c knowledgeCheckCommand) Run(s streams) error {
	library := c.open()
	entries, flaws := library.Read()
	flaws = append(flaws, library.Check(entries, time.Now())...)
	left := 0
	print := json.NewEncoder(s.out)
	for _, f := range flaws {
		if f.Fatal {
			left++
		}
		if c.JSON {
			print.Encode(jsonFlaw{f.File, f.Line, f.Message, f.Fatal})
			continue
		}
		what := "warning"
		if f.Fatal {
			what = "left out"
		}
		fmt.Fprintf(s.out, "%s (%s)\n", f, what)
	}
	if !c.JSON {
		fmt.Fprintf(s.out, "%s, %s, %d of them left out.\n", count(len(entries), "usable entry", "usable entries"), count(len(flaws), "flaw", "flaws"), left)
	}
	if len(flaws) > 0 {
		return errFaults
	}
	return nil
}

type knowledgeListCommand struct {
	entriesFlags
	Kind string `help:"Only entries of this kind, such as network or tool." enum:"knowledge,tool,network,body,training,rule,example,contact," default:""`
	Lang string `help:"Language of the titles." enum:"nl,en" default:"nl"`
	JSON bool   `help:"Print one JSON object per entry." name:"json"`
}

// jsonEntry is one line of list --json and due --json.
type jsonEntry struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Title      string `json:"title"`
	URL        string `json:"url"`
	Owner      string `json:"owner"`
	VerifiedOn string `json:"verified_on"`
	ValidUntil string `json:"valid_until"`
	File       string `json:"file"`
}

func (c knowledgeListCommand) Run(s streams) error {
	entries, flaws := c.read()
	var chosen []find.Entry
	for _, e := range entries {
		if c.Kind == "" || string(e.Kind) == c.Kind {
			chosen = append(chosen, e)
		}
	}
	if err := printEntries(s, chosen, find.Lang(c.Lang), c.JSON); err != nil {
		return err
	}
	return tellLeftOut(s, flaws)
}

type knowledgeDueCommand struct {
	entriesFlags
	JSON bool `help:"Print one JSON object per entry." name:"json"`
}

func (c knowledgeDueCommand) Run(s streams) error {
	entries, flaws := c.read()
	now := time.Now()
	var due []find.Entry
	for _, e := range entries {
		if e.Expired(now) || e.Overdue(now) {
			due = append(due, e)
		}
	}
	if err := printEntries(s, due, find.NL, c.JSON); err != nil {
		return err
	}
	return tellLeftOut(s, flaws)
}

// tellLeftOut says on stderr what a list does not show.
func tellLeftOut(s streams, flaws []find.Flaw) error {
	left := 0
	for _, f := range flaws {
		if f.Fatal {
			left++
			fmt.Fprintf(s.err, "wegwijs: left out %s\n", f)
		}
	}
	if left > 0 {
		return errFaults
	}
	return nil
}

func printEntries(s streams, entries []find.Entry, lang find.Lang, asJSON bool) error {
	if asJSON {
		print := json.NewEncoder(s.out)
		for _, e := range entries {
			err := print.Encode(jsonEntry{e.ID, string(e.Kind), e.Title.In(lang), e.URL, e.Owner, e.VerifiedOn.String(), e.ValidUntil.String(), e.File})
			if err != nil {
				return fmt.Errorf("the list cannot be written: %w", err)
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tKIND\tCHECKED\tVALID UNTIL\tOWNER\tTITLE")
	for _, e := range entries {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", e.ID, e.Kind, orDash(e.VerifiedOn.String()), orDash(e.ValidUntil.String()), orDash(e.Owner), e.Title.In(lang))
	}
	if err := w.Flush(); err != nil {
		return errors.Join(errors.New("the list cannot be written"), err)
	}
	fmt.Fprintf(s.out, "%s.\n", count(len(entries), "entry", "entries"))
	return nil
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
