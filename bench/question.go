package bench

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Question is something to look for, with the documents that answer it.
type Question struct {
	ID     string   `json:"id"`
	Kind   string   `json:"kind"` // by which reports group questions
	Lang   string   `json:"lang"`
	Text   string   `json:"text"`
	Expect []string `json:"expect"`
}

// GoldenFolder is where the golden questions of the product lie, seen from the
// folder of this module.
const GoldenFolder = "../handlers/knowledge/find/testdata/golden"

// Golden reads the golden questions that have an answer. Those that must be
// declined are left out: no engine but find declines.
func Golden(folder string) ([]Question, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("list golden questions: %w", err)
	}
	var out []Question
	for _, name := range files {
		all, err := readLines[Question](name)
		if err != nil {
			return nil, err
		}
		for _, q := range all {
			if len(q.Expect) > 0 {
				q.Kind = strings.TrimSuffix(filepath.Base(name), ".jsonl")
				out = append(out, q)
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no golden questions in %s: run this from the folder bench", folder)
	}
	return out, nil
}

// Mixed returns the texts of questions, every other one with a typing error where
// it can have one: what people type, to measure time with.
func Mixed(questions []Question) []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		if i%2 == 0 {
			q, _ = Typo(q)
		}
		out[i] = q.Text
	}
	return out
}

// readLines reads a file with one JSON value on every line.
func readLines[T any](name string) ([]T, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		out = append(out, v)
	}
	return out, lines.Err()
}
