package bottest_test

import (
	"testing"

	"wegwijs/bot/bottest"
)

func TestContract(t *testing.T) {
	bottest.Contract(t, func(*testing.T) bottest.World { return bottest.NewPlain(bottest.PlainOptions{}) })
}

func TestContractWithoutForms(t *testing.T) {
	bottest.Contract(t, func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{NoForms: true})
	})
}
