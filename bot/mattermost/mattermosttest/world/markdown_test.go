package world

import (
	"strings"
	"testing"
)

// TestWhatActsIsSeen sees that a renderer that escapes nothing would not pass:
// what a client does something with is not read as the words that were typed.
func TestWhatActsIsSeen(t *testing.T) {
	for _, typed := range []string{
		"_schuin_", "~~door~~", "`code`", "# Kop", "> citaat", "- lijst", "1. lijst", "---", "| a | b |\n| --- | --- |", "[klik](http://evil.example)", "![x](http://evil.example/x.png)",
		"https://ok.example/a", "www.ok.example", "ann@ok.example", ":smile:", ":white_check_mark:", "#hashtag", "~algemeen", "&lt;", "```\nblok\n```", "<http://evil.example>",
	} {
		blocks, err := readMarkdown(typed)
		if err == nil && len(blocks) == 1 && blocks[0].Kind == "para" && blocks[0].Text == typed {
			t.Errorf("%q acts and is read as nothing but words", typed)
		}
	}
	for _, source := range []string{`\@all`, `a\:b`, `\<b>`} {
		if _, err := readMarkdown(source); err == nil {
			t.Errorf("%q shows a backslash, and nobody says so", source)
		}
	}
}

func TestRead(t *testing.T) {
	source := "Een **vet** woord en [een link](https://x.nl/a%5Fb), \\*dit\\* niet.\n\n- een\n- twee\n\n\u200b\n\n3. drie\n\n_klein_\n\n**Agenda**\n\n| Tijd | Wat |\n| --- | --- |\n| 9\\|00 | a |"
	got, err := readMarkdown(source)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"para Een *vet* woord en een link ‹https://x.nl/a_b›, *dit* niet.", "item een", "item twee", "item drie", "note klein", "table *Agenda*"}
	if len(got) != len(want) {
		t.Fatalf("read as %+v", got)
	}
	for i, b := range got {
		if line := b.Kind + " " + b.Text; line != want[i] {
			t.Errorf("block %d is %q, want %q", i, line, want[i])
		}
	}
	if got[3].Number != 3 || len(got[5].Rows) != 2 || strings.Join(got[5].Rows[1], ";") != "9|00;a" {
		t.Errorf("read as %+v", got)
	}
}
