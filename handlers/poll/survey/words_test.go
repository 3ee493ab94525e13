package survey

import (
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestWords(t *testing.T) { bottest.Texts(t, ".") }

// An echo shows texts as they are.
type echo struct{}

func (echo) Ours(s string) string          { return s }
func (echo) Theirs(s string) string        { return s }
func (echo) Bold(s string) string          { return s }
func (echo) Link(words, url string) string { return words }

// say is texts in one language, one per line.
func say(l bot.Lang, texts ...bot.Text) string {
	lines := make([]string, len(texts))
	for i, t := range texts {
		lines[i] = t.In(l, echo{})
	}
	return strings.Join(lines, "\n")
}
