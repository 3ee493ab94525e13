// Command corpus builds the larger set that find is compared on: Dutch help
// pages out of packages of Debian, with questions that people who wrote the pages
// made themselves.
//
// It must be run from the folder bench, on a system with apt-get and dpkg-deb.
// What it makes is not kept in the repository.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"wegwijs/bench"
)

// most is how many questions of one kind are kept.
const most = 200

func main() {
	debs := flag.String("debs", "", "folder with the packages as .deb files; empty downloads them with apt-get")
	out := flag.String("out", bench.CorpusFolder, "folder to build the set in")
	flag.Parse()
	if err := run(*debs, *out); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func run(debs, out string) error {
	work, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var pages []page
	for _, s := range sources {
		p, err := s.fetch(debs, filepath.Join(work, s.name))
		if err != nil {
			return err
		}
		read, err := s.read(p.root)
		if err != nil {
			return fmt.Errorf("read %s: %w", s.name, err)
		}
		fmt.Printf("%s %s, %s: %d pages in Dutch\n", s.name, p.version, s.licence, len(read))
		pages = append(pages, read...)
	}
	questions := ask(pages)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	whole, parts := documents(pages), sections(pages)
	for _, f := range []struct {
		name string
		data []byte
	}{
		{bench.PagesFile, lines(whole)}, {bench.SectionsFile, lines(parts)}, {bench.QuestionsFile, lines(questions)},
	} {
		if err := os.WriteFile(filepath.Join(out, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d pages, %d sections, %d questions in %s\n", len(whole), len(parts), len(questions), out)
	kinds := map[string]int{}
	for _, q := range questions {
		kinds[q.Kind]++
	}
	for _, k := range []string{indexTerm, heading, description} {
		fmt.Printf("  %d questions are the %s of a page\n", kinds[k], k)
	}
	if len(parts) < sectionsWanted {
		return fmt.Errorf("there are only %d sections, and times are measured on %d: the packages hold less than they did", len(parts), sectionsWanted)
	}
	return nil
}

// lines writes values as JSON, one on a line.
func lines[T any](values []T) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, v := range values {
		if err := enc.Encode(v); err != nil {
			panic(err) // texts and lists of texts always encode
		}
	}
	return slices.Clip(b.Bytes())
}
