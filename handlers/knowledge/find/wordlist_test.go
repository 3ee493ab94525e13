package find

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

const someWords = `# What we call things here.
same:
  - [Plaza, intranet]
  - {nl: [personeelsmagazine, "blauwe reiger"], en: [gazette]}
  - [OM, Openbaar Ministerie]
oneway:
  - {from: {nl: [lichtkrant]}, to: {nl: [loket]}}
subject: parkeren fietsenstalling
elsewhere: [kantinekaart]
away: {nl: ["taart bestellen"]}
`

func TestWordsOfAnOrganisation(t *testing.T) {
	list, flaws := ParseWordList("synonyms.yaml", []byte(someWords))
	if len(flaws) > 0 {
		t.Fatal(flaws)
	}
	entries := append(few(), Entry{ID: "intranet", Kind: Tool, Title: Localized{NL: "Intranet"}},
		Entry{ID: "plekken", Kind: Rule, Title: Localized{NL: "Plekken bij het kantoor"}, Summary: Localized{NL: "Wie er mag parkeren."}, Keywords: []string{"parkeren"}})
	before, after := NewIndex(entries), NewIndexWith(entries, DefaultLexicon().With(list))
	for _, c := range []struct{ rule, question, before, after string }{
		{"a name of our own", "iets op Plaza zetten", "", "intranet"},
		{"in any inflection or case", "iets op plaza's zetten", "", "intranet"},
		{"and in English", "where is the plaza", "", "intranet"},
		{"several words", "wat is de blauwe reiger", "", "huisblad"},
		{"one way", "wie gaat over de lichtkrant", "", "loket"},
		{"words of the program still work", "personeelskrant", "huisblad", "huisblad"},
	} {
		if _, got := first(t, before, c.question); got != c.before {
			t.Errorf("%s: without the list %q finds %q, want %q", c.rule, c.question, got, c.before)
		}
		if _, got := first(t, after, c.question); got != c.after {
			t.Errorf("%s: with the list %q finds %q, want %q", c.rule, c.question, got, c.after)
		}
	}
	// An abbreviation that is also a little word is one in capitals only.
	if _, got := first(t, after, "om en het"); got != "" {
		t.Errorf("a little word finds %q", got)
	}
	// What an organisation has entries about is not another subject.
	if a, _ := first(t, before, "bij welk kantoor kan ik parkeren"); a.Band == BandAnswer {
		t.Error("the example proves nothing: parking is answered without the list")
	}
	if a, got := first(t, after, "bij welk kantoor kan ik parkeren"); got != "plekken" || a.Band != BandAnswer || !a.OnTopic {
		t.Errorf("parking: band %s, %s", a.Band, got)
	}
	for _, q := range []string{"waar laat ik mijn kantinekaart", "ik wil voor het loket taart bestellen"} {
		if a, _ := first(t, after, q); a.Band == BandAnswer {
			t.Errorf("%q is answered although it is about something else", q)
		}
	}
	if got := DefaultLexicon().With(); got != DefaultLexicon() {
		t.Error("no lists make another lexicon")
	}
}

func TestDepartmentsOfAnOrganisation(t *testing.T) {
	list, flaws := ParseWordList("synonyms.yaml", []byte("departments: {names: [[DICTU, dienst ICT uitvoering]]}"))
	if len(flaws) > 0 {
		t.Fatal(flaws)
	}
	x := NewIndexWith(builtin().Entries(), DefaultLexicon().With(list))
	for _, q := range []string{"wie is het AIC-lid van DICTU", "dictu", "wie zit er namens de dienst ICT uitvoering in de AIC"} {
		if a, got := first(t, x, q); got != "aic" || a.Band == BandNone {
			t.Errorf("%q finds %q, band %s", q, got, a.Band)
		}
	}
}

func TestFlawsOfAWordList(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		want  string
		line  int
		fatal bool
	}{
		"not UTF-8":       {"same:\n  - [a\xff, b]", "not valid UTF-8; save it", 2, true},
		"broken":          {"same:\n  - [intranet\n", "not valid YAML", 2, true},
		"a list":          {"- [a, b]", "it is a list, and must be keys with values such as same:", 1, true},
		"a text":          {"intranet", "it holds no keys", 1, true},
		"deep":            {"same: " + strings.Repeat("[", 3000), "nested too deeply", 1, true},
		"too large":       {strings.Repeat("# veel\n", maxWordList/7+1), "larger than 256 KiB", 0, true},
		"unknown key":     {"same: []\nsmae: []", `"smae" is unknown and not used; use same,`, 2, false},
		"key twice":       {"known: [weer]\nknown: [zon]", `"known" already defined at [1:1]); keep one`, 2, true},
		"no list":         {"same: intranet", "same must be a list of groups", 1, false},
		"no group":        {"same:\n  - intranet", "a group must be a list", 2, false},
		"one text":        {"same:\n  - [Plaza]", "the group has one text only", 2, false},
		"third language":  {"same:\n  - {nl: [a1, b1], fr: [c1]}", `language "fr"`, 2, false},
		"no words":        {"same:\n  - [Plaza, intranet, \"!?\"]", `"!?" has no words`, 2, false},
		"little words":    {"same:\n  - [Plaza, intranet, om de]", "made of little words only", 2, false},
		"text too long":   {"same:\n  - [Plaza, intranet,\n     " + strings.Repeat("woord ", 30) + "]", "longer than 100 characters", 3, false},
		"a list in it":    {"same:\n  - [Plaza, intranet, [hub]]", "not a text", 2, false},
		"many texts":      {"same:\n  - [" + strings.Repeat("plaza, ", 61) + "hub]", "only the first 60 are used", 2, false},
		"rule without to": {"oneway:\n  - {from: [lichtkrant]}", "lacks from or to", 2, false},
		"rule is a text":  {"oneway:\n  - lichtkrant", "must have from and to", 2, false},
		"rule with more":  {"oneway:\n  - {from: [lichtkrant], to: [loket], via: [x]}", `"via" is unknown`, 2, false},
		"departments":     {"departments: [DICTU]", "departments must have names", 1, false},
		"department key":  {"departments:\n  name: [[DICTU]]", `"name" is unknown`, 2, false},
		"two words":       {"known: [mooi weer]", `"mooi weer" is more than one word and not used under known`, 1, false},
		"two words away":  {"elsewhere: [taart bestellen]", "put it under away", 1, false},
		"words are keys":  {"known: {weer: ja}", "known must be a list of words", 1, false},
		"both":            {"subject: parkeren\nelsewhere: parkeer", "stands under subject and under elsewhere", 0, false},
	} {
		list, flaws := ParseWordList("words.yaml", []byte(c.data))
		found := slices.ContainsFunc(flaws, func(f Flaw) bool {
			return strings.Contains(f.Message, c.want) && strings.Contains(f.Message, ";") && f.Line == c.line && f.Fatal == c.fatal && f.File == "words.yaml"
		})
		if !found {
			t.Errorf("%s: got %v, want %q on line %d, fatal %v", name, flaws, c.want, c.line, c.fatal)
		}
		NewIndexWith(few(), DefaultLexicon().With(list)).Find("wie gaat over Plaza", Options{})
	}
	for name, data := range map[string]string{"empty": "", "a remark": "# nog niets\n", "nothing in it": "same:\noneway:\n", "Windows": "same:\r\n  - [Plaza, intranet]\r\n"} {
		if _, flaws := ParseWordList("words.yaml", []byte(data)); len(flaws) > 0 {
			t.Errorf("%s: %v", name, flaws)
		}
	}
}

func TestGroupsThatLeadNowhereAreReported(t *testing.T) {
	list, _ := ParseWordList("words.yaml", []byte("same:\n  - [Plaza, personeelsmagazine]\n  - [Plein, forum]\n"))
	flaws := list.Check(NewIndexWith(few(), DefaultLexicon().With(list)))
	if len(flaws) != 1 || !strings.HasPrefix(flaws[0].String(), `words.yaml:3: no entry has any of the texts beside "Plein"; add`) {
		t.Errorf("flaws %v", flaws)
	}
}

// A word list is read again when it changes, is remembered between starts, and
// makes another index.
func TestWordListsOfAFolder(t *testing.T) {
	fsys := counting{fstest.MapFS{"a.md": entryFile("a", today), "sub/Synonyms.yaml": {Data: []byte(someWords), ModTime: today}}, &sync.Mutex{}, map[string]int{}}
	var s Set
	entries, flaws, changed, err := s.Reload(fsys, "set")
	if len(entries) != 1 || len(flaws) != 0 || !changed || err != nil || len(s.WordLists()) != 1 || s.WordLists()[0].File != "set/sub/Synonyms.yaml" {
		t.Fatalf("%d entries, flaws %v, changed %v, err %v, lists %v", len(entries), flaws, changed, err, s.WordLists())
	}
	kept := s.WordLists()[0]
	if _, _, changed, _ := s.Reload(fsys, "set"); changed || s.WordLists()[0] != kept {
		t.Error("a list that did not change is another one")
	}
	var stored bytes.Buffer
	if err := s.Save(&stored); err != nil {
		t.Fatal(err)
	}
	var again Set
	if err := again.Restore(&stored); err != nil {
		t.Fatal(err)
	}
	if _, _, changed, _ := again.Reload(fsys, "set"); changed || len(again.WordLists()) != 1 || !bytes.Equal(again.WordLists()[0].source, kept.source) {
		t.Errorf("restored: changed %v, lists %v", changed, again.WordLists())
	}
	x := NewIndexWith(entries, DefaultLexicon().With(kept))
	var index bytes.Buffer
	if err := x.Save(&index); err != nil {
		t.Fatal(err)
	}
	if _, err := RestoreIndex(bytes.NewReader(index.Bytes()), entries, DefaultLexicon()); err != ErrOtherEntries {
		t.Errorf("an index with other words gives %v", err)
	}
	fsys.MapFS["sub/Synonyms.yaml"] = &fstest.MapFile{Data: []byte("same: [["), ModTime: today.Add(time.Second)}
	if _, flaws, changed, _ := s.Reload(fsys, "set"); !changed || len(flaws) != 1 || !flaws[0].Fatal || len(s.WordLists()) != 0 {
		t.Errorf("a broken list: changed %v, flaws %v, lists %v", changed, flaws, s.WordLists())
	}
	delete(fsys.MapFS, "sub/Synonyms.yaml")
	if _, flaws, changed, _ := s.Reload(fsys, "set"); !changed || len(flaws) != 0 {
		t.Errorf("a list that went: changed %v, flaws %v", changed, flaws)
	}
}

// A large list must not hold up a start.
func TestALargeWordListIsReadQuickly(t *testing.T) {
	var b strings.Builder
	b.WriteString("same:\n")
	for i := 0; b.Len() < maxWordList-100; i++ {
		fmt.Fprintf(&b, "  - {nl: [woord%d, anders%d], en: [word%d]}\n", i, i, i)
	}
	best := time.Hour
	for range 3 {
		began := time.Now()
		list, flaws := ParseWordList("words.yaml", []byte(b.String()))
		DefaultLexicon().With(list)
		best = min(best, time.Since(began))
		if len(flaws) > 1 {
			t.Fatal(flaws)
		}
	}
	t.Logf("%d kB in %v", b.Len()/1000, best)
	if best > 10*time.Second {
		t.Errorf("it takes %v", best)
	}
}

func FuzzParseWordList(f *testing.F) {
	for _, s := range []string{someWords, "same: [[a, b]]", "same: &a [*a]", "? a", "<<: {same: []}", "known: |\n  a b", "departments: {names: [[x]], to: [y]}", "away: [a b]"} {
		f.Add([]byte(s))
	}
	base, err := ParseLexicon([]byte("subject: communicatie")) // that of the program takes a while
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, flaws := ParseWordList("words.yaml", data)
		for _, flaw := range flaws {
			if flaw.Message == "" || flaw.Line < 0 {
				t.Errorf("flaw says nothing: %+v", flaw)
			}
		}
		x := NewIndexWith(few(), base.With(list))
		x.Find("wie maakt het personeelsmagazine", Options{})
		list.Check(x)
	})
}

// What the manual shows must work as it stands there.
func TestExamplesOfTheManual(t *testing.T) {
	manual, err := os.ReadFile("../../../docs/nl/kennis.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(kind string) []byte {
		_, rest, _ := strings.Cut(string(manual), "```"+kind+"\n")
		text, _, ok := strings.Cut(rest, "```")
		if !ok {
			t.Fatalf("the manual shows no %s", kind)
		}
		return []byte(text)
	}
	list, flaws := ParseWordList("kennis.md", block("yaml"))
	if len(flaws) > 0 || len(list.lists.Same) == 0 || len(list.lists.Departments.Names) == 0 {
		t.Errorf("the word list has flaws %v", flaws)
	}
	if e, flaws := Parse("kennis.md", block("markdown")); len(flaws) > 0 || e.ID == "" {
		t.Errorf("the entry has flaws %v", flaws)
	}
}
