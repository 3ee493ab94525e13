package main

import (
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// TestDocumentedCommandsParse: whoever copies a command from a document is not told
// that a flag is missing or unknown. That they do what is said of them is tested
// where they are.
func TestDocumentedCommandsParse(t *testing.T) {
	indented := regexp.MustCompile(`(?m)^    (?:docker compose exec wegwijs )?(?:go run \./cmd/wegwijs|\.?/?wegwijs|ExecStart=/usr/local/bin/wegwijs) (.+)$`)
	inline := regexp.MustCompile("`(?:\\./)?wegwijs ([^`]+)`")
	found := 0
	for _, file := range []string{"README.md", "CONTRIBUTING.md", "docs/mattermost.md", "docs/slack.md", "docs/agenda.md", "docs/nl/agenda.md", "docs/nl/kennis.md"} {
		data, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range indented.FindAllStringSubmatch(string(data), -1) {
			found++
			if m[1] == "--help" {
				continue // it prints, and parsing goes on behind it
			}
			if err := parses(t, words(m[1])); err != nil {
				t.Errorf("%s: wegwijs %s: %v", file, m[1], err)
			}
		}
		// In a sentence a command is named rather than copied; what needs to know
		// where the data are says so where it is copied from.
		for _, m := range inline.FindAllStringSubmatch(string(data), -1) {
			found++
			err := parses(t, words(strings.ReplaceAll(m[1], "\n", " ")))
			if err != nil && !regexp.MustCompile(`^missing flags: .*--config=FILE`).MatchString(err.Error()) && !strings.HasPrefix(err.Error(), "expected ") {
				t.Errorf("%s: wegwijs %s: %v", file, m[1], err)
			}
		}
	}
	if found < 35 {
		t.Errorf("%d commands were found", found)
	}
	for _, wrong := range []string{"poll list", "backup copy.db", "serve --confg x", "pole list"} {
		if parses(t, words(wrong)) == nil {
			t.Errorf("%s passes", wrong)
		}
	}
}

// parses tells what the program says of how it is called; it runs nothing.
func parses(t *testing.T, args []string) error {
	t.Helper()
	parser, err := kong.New(&program{}, kong.Name("wegwijs"), kong.Writers(io.Discard, io.Discard), kong.Exit(func(int) {}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = parser.Parse(args)
	return err
}

// words are the arguments as a shell reads them: quotation marks hold words
// together, and # begins a remark.
func words(line string) (all []string) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|#.*|\S+`).FindAllStringSubmatch(line, -1) {
		switch {
		case strings.HasPrefix(m[0], "#"):
			return all
		case strings.HasPrefix(m[0], `"`):
			all = append(all, m[1])
		default:
			all = append(all, m[0])
		}
	}
	return all
}
