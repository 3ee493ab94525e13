package bottest_test

import (
	"testing"

	"wegwijs/bot/bottest"
)

func TestPlayPlain(t *testing.T) {
	bottest.PlayAll(t, "testdata/play/*.txt", func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{})
	}, buildEcho)
}

func TestPlayWithoutForms(t *testing.T) {
	bottest.PlayAll(t, "testdata/play/*.txt", func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{NoForms: true})
	}, buildEcho)
}
