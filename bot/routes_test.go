package bot

import (
	"strings"
	"testing"
)

func TestCutWord(t *testing.T) {
	for _, tc := range []struct {
		text, word, rest string
		ok               bool
	}{
		{"help", "help", "", true},
		{" Help! ", "help", "", true},
		{"help?", "help", "", true},
		{"helpen", "help", "", false},
		{"help mij", "help", "mij", true},
		{"mijn  inbreng nu", "mijn inbreng", "nu", true},
		{"mijn", "mijn inbreng", "", false},
		{"", "help", "", false},
		{"taal\u00a0nl", "taal", "nl", true},
		{"taal\nnl", "taal", "nl", true},
		{"anything", "", "anything", true},
		{"dank je wel!", "dank je wel", "", true},
	} {
		rest, ok := cutWord(tc.text, tc.word)
		if rest != tc.rest && tc.ok || ok != tc.ok {
			t.Errorf("cutWord(%q, %q) = %q, %v; want %q, %v", tc.text, tc.word, rest, ok, tc.rest, tc.ok)
		}
	}
}

func TestTheLongestWordWins(t *testing.T) {
	rs := routes{words: []wordsRoute{
		{feature: "free", words: Words{Command: "w"}},
		{feature: "help", words: Words{Command: "w", Word: "help", Accept: Alone}},
		{feature: "lang", words: Words{Command: "w", Word: "taal", Also: []string{"language"}, Accept: OneOf("nl", "en")}},
		{feature: "mine", words: Words{Command: "w", Word: "mijn"}},
		{feature: "input", words: Words{Command: "w", Word: "mijn inbreng"}},
		{feature: "other", words: Words{Command: "x", Word: "help"}},
	}}
	for text, want := range map[string]string{
		"help": "help", "help mij": "free", "HELP": "help", "taal": "lang", "taal EN": "lang", "taal van nu": "free",
		"language nl": "lang", "mijn inbreng": "input", "mijn x": "mine", "iets": "free", "": "free",
	} {
		route, _, _, ok := rs.command("w", text)
		if !ok || route.feature != want {
			t.Errorf("%q goes to %q, want %q", text, route.feature, want)
		}
	}
	if _, _, _, ok := rs.command("x", "nothing"); ok {
		t.Error("a command without free text took free text")
	}
}

func FuzzCutWord(f *testing.F) {
	f.Add("help mij", "help")
	f.Add("dank je wel!", "dank je wel")
	f.Add("\xff\u00a0", "\xff")
	f.Fuzz(func(t *testing.T, text, word string) {
		rest, ok := cutWord(text, word)
		if ok && !strings.HasSuffix(strings.TrimSpace(text), rest) {
			t.Errorf("cutWord(%q, %q) made up %q", text, word, rest)
		}
	})
}
