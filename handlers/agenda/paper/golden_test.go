package paper_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/paper"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it, and go test -update when it is right. It is now:\n%s", file, got)
	}
}

func written(t *testing.T, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func agendaIn(t *testing.T, a paper.Agenda, f paper.Format) []byte {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return a.Write(b, f) })
}

func listIn(t *testing.T, l paper.List, f paper.Format) []byte {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return l.Write(b, f) })
}

// textFormats are those whose files can be read as they are.
var textFormats = []paper.Format{paper.Markdown, paper.CSV, paper.CSVExcel, paper.JSON, paper.ICS}

func TestGoldenAgenda(t *testing.T) {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		for _, v := range []paper.View{paper.Members, paper.Chair, paper.Public} {
			a := sample(l).For(v)
			for _, f := range textFormats {
				if v != paper.Chair && f != paper.Markdown && f != paper.ICS {
					continue // the columns are the same
				}
				name := "agenda-" + string(v) + "." + string(l) + "." + string(f)
				golden(t, name, agendaIn(t, a, f))
			}
		}
		one, ok := sample(l).Only("AIC-2027-014")
		if !ok {
			t.Fatal("there is no such topic")
		}
		golden(t, "receipt."+string(l)+".md", agendaIn(t, one.For(paper.Receipt), paper.Markdown))
	}
}

func TestGoldenLists(t *testing.T) {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		for kind, list := range lists(l) {
			list = list.For(paper.Chair)
			for _, f := range []paper.Format{paper.Markdown, paper.CSV} {
				golden(t, string(kind)+"."+string(l)+"."+string(f), listIn(t, list, f))
			}
		}
		golden(t, "decisions-public."+string(l)+".md", listIn(t, lists(l)[paper.Decisions].For(paper.Public), paper.Markdown))
	}
}
