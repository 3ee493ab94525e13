package bottest_test

import (
	"fmt"
	"os"
	"regexp"
	"testing"

	"wegwijs/bot/bottest"
)

// What README shows must be what the parser reads.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```transcript\n(.*?)```").FindAllSubmatch(text, -1)
	if len(examples) != 2 {
		t.Fatalf("README has %d examples, want 2", len(examples))
	}
	for i, e := range examples {
		if _, err := bottest.Parse(fmt.Sprintf("README, example %d", i+1), string(e[1])); err != nil {
			t.Error(err)
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `(.+?)`(?:, `.+?`)? \\| (?:`(.+?)`)? ?\\|").FindAllSubmatch(text, -1) {
		for _, line := range m[1:] {
			if len(line) == 0 || line[0] == '>' || regexp.MustCompile(`^[\[{(=~-]|^Een alinea`).Match(line) || regexp.MustCompile(`^…`).Match(line) || string(line) == "at …" {
				continue
			}
			if _, err := bottest.Parse("README, "+string(line), "herstart\n"+string(line)); err != nil {
				t.Error(err)
			}
		}
	}
	heads := 0
	for _, m := range regexp.MustCompile("`(> [^`]+)`").FindAllSubmatch(text, -1) {
		heads++
		if _, err := bottest.Parse("README, "+string(m[1]), "alice: a\n"+string(m[1])); err != nil {
			t.Error(err)
		}
	}
	if heads < 12 {
		t.Errorf("%d first lines found in README, want at least 12", heads)
	}
}
