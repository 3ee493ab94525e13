package web_test

import (
	"testing"

	"wegwijs/bot/bottest"
	"wegwijs/bot/web/webtest"
)

func newWorld(t *testing.T) bottest.World {
	w, err := webtest.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestContract(t *testing.T) { bottest.Contract(t, newWorld) }
