package agenda_test

import (
	"testing"

	"wegwijs/bot/bottest"
)

func TestTexts(t *testing.T) { bottest.Texts(t, ".") }
