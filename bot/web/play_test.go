package web_test

import (
	"testing"

	"wegwijs/bot/bottest"
)

func TestPlay(t *testing.T) { bottest.PlayAll(t, "testdata/*.txt", newWorld, build()) }

// The transcripts are true of the plain world too, so they say nothing that
// only holds here.
func TestPlayPlain(t *testing.T) {
	bottest.PlayAll(t, "testdata/*.txt", func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{})
	}, build())
}
