package bench

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"wegwijs/handlers/knowledge/find"
)

// CorpusFolder is where `go run ./corpus` puts the larger set, seen from the
// folder of this module.
const CorpusFolder = "data"

// The files of the larger set.
const (
	PagesFile     = "pages.jsonl"
	SectionsFile  = "sections.jsonl"
	QuestionsFile = "questions.jsonl"
)

// Page is a document of the larger set, as its files hold it.
type Page struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Summary string `json:"summary"` // the first paragraph
	Body    string `json:"body"`    // the other paragraphs
}

// Corpus is the larger set.
type Corpus struct {
	Pages     []find.Entry // what the questions are about
	Sections  []find.Entry // the same text in smaller pieces, to measure time on
	Questions []Question
}

// ReadCorpus reads the larger set. When it is not there, the error says which
// command builds it.
func ReadCorpus(folder string) (*Corpus, error) {
	var c Corpus
	var err error
	if c.Pages, err = readPages(filepath.Join(folder, PagesFile)); err == nil {
		if c.Sections, err = readPages(filepath.Join(folder, SectionsFile)); err == nil {
			c.Questions, err = readLines[Question](filepath.Join(folder, QuestionsFile))
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the larger set is not built (%w): build it with `go run ./corpus` in the folder bench", err)
	}
	if err != nil {
		return nil, fmt.Errorf("read the larger set: %w; build it anew with `go run ./corpus` in the folder bench", err)
	}
	return &c, nil
}

func readPages(name string) ([]find.Entry, error) {
	pages, err := readLines[Page](name)
	if err != nil {
		return nil, err
	}
	out := make([]find.Entry, len(pages))
	for i, p := range pages {
		out[i] = find.Entry{
			ID: p.ID, Kind: find.Knowledge,
			Title:   find.Localized{NL: p.Title},
			Summary: find.Localized{NL: p.Summary},
			Body:    p.Body,
		}
	}
	return out, nil
}
