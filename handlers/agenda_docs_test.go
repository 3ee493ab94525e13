package handlers_test

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
)

// TestDocumentedWordsOfCommittees: what the documents say one can type after /aic is
// a word of committees, and the Dutch manual names every word there is.
func TestDocumentedWordsOfCommittees(t *testing.T) {
	plain := bottest.NewPlain(bottest.PlainOptions{})
	stack, err := buildAgenda(t.Context(), bottest.Env{Dir: t.TempDir(), Clock: bot.WallClock{}, Platform: plain.Platform(), Log: &bytes.Buffer{}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stack.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	b, ok := stack.(*handlers.Bot)
	if !ok {
		t.Fatalf("%T", stack)
	}
	var words []bot.Words
	for _, w := range b.Words() {
		if w.Command == "aic" && w.Word != "" {
			words = append(words, w)
		}
	}
	means := func(typed string) string { // the longest word it begins with
		best, long := "", 0
		for _, w := range words {
			for _, spelling := range append([]string{w.Word}, w.Also...) {
				if strings.HasPrefix(strings.ToLower(typed)+" ", spelling+" ") && len(spelling) > long {
					best, long = w.Word, len(spelling)
				}
			}
		}
		return best
	}
	command := regexp.MustCompile("(?m)(?:`|^    )/aic(?: |\n)([^`\n]+)")
	var found []string
	for _, file := range []string{"README.md", "docs/nl/gebruik.md", "docs/agenda.md", "docs/nl/agenda.md"} {
		data, err := os.ReadFile("../" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range command.FindAllStringSubmatch(string(data), -1) {
			w := means(m[1])
			if w == "" {
				t.Errorf("%s: /aic %s is no word", file, m[1])
			}
			if file == "docs/nl/agenda.md" {
				found = append(found, w)
			}
		}
	}
	for _, w := range words {
		if !slices.Contains(found, w.Word) {
			t.Errorf("docs/nl/agenda.md does not tell about /aic %s", w.Word)
		}
	}
	if means("fluitketel") != "" || len(words) < 18 {
		t.Errorf("%d words are known", len(words))
	}
}
