package find

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const good = `---
id: leernetwerk
kind: network
title: {nl: Leernetwerk, en: Learning network}
summary: {nl: Kennis delen., en: Share knowledge.}
questions: {nl: [Hoe word ik lid?], en: [How do I join?]}
keywords: [lid, B1, 2024]
url: https://example.nl/leer
access: account
owner: AIC
contact: leer@example.nl
steps: {nl: [Meld je aan.], en: [Sign up.]}
source: https://example.nl/bron
verified_on: 2026-11-23
valid_until: ""
related: [aic]
caveat: {nl: Nog te bevestigen., en: To be confirmed.}
---

Meer **tekst**.
`

func TestParseReadsEveryKey(t *testing.T) {
	want := Entry{
		ID: "leernetwerk", Kind: Network, Title: Localized{"Leernetwerk", "Learning network"},
		Summary:   Localized{"Kennis delen.", "Share knowledge."},
		Questions: Lists{[]string{"Hoe word ik lid?"}, []string{"How do I join?"}},
		Keywords:  []string{"lid", "B1", "2024"}, URL: "https://example.nl/leer", Access: WithAccount,
		Owner: "AIC", Contact: Localized{"leer@example.nl", "leer@example.nl"}, Steps: Lists{[]string{"Meld je aan."}, []string{"Sign up."}},
		Source: "https://example.nl/bron", VerifiedOn: Date{2026, time.November, 23}, Related: []string{"aic"},
		Caveat: Localized{"Nog te bevestigen.", "To be confirmed."}, Body: "Meer **tekst**.", File: "x.md", Line: 2, Lines: Lines{4, 16, 14, 15},
	}
	for name, data := range map[string]string{
		"plain":                good,
		"Windows line ends":    strings.ReplaceAll(good, "\n", "\r\n"),
		"old Mac line ends":    strings.ReplaceAll(good, "\n", "\r"),
		"byte order mark":      "\ufeff" + good,
		"spaces after dashes":  strings.ReplaceAll(good, "---\n", "--- \n"),
		"no line end at end":   strings.TrimRight(good, "\n"),
		"text over more lines": strings.Replace(good, "{nl: Kennis delen., en: Share knowledge.}", "\n  nl: >\n    Kennis\n    delen.\n  en: |\n    Share\n    knowledge.", 1),
	} {
		want := want
		if name == "text over more lines" { // six more
			want.Lines = Lines{4, 22, 20, 21}
		}
		got, flaws := Parse("x.md", []byte(data))
		if diff := cmp.Diff(want, got); diff != "" || len(flaws) > 0 {
			t.Errorf("%s: %v\n%s", name, flaws, diff)
		}
	}
}

// replaced is the good entry with one line replaced.
func replaced(key, line string) string {
	lines := strings.Split(good, "\n")
	for i := range lines {
		if strings.HasPrefix(lines[i], key+":") {
			lines[i] = line
		}
	}
	return strings.Join(lines, "\n")
}

func TestParseReportsFlaws(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		want  string // part of the message
		line  int
		fatal bool
	}{
		"empty":               {"", "no front matter", 1, true},
		"no front matter":     {"# Title\n\ntext", "no front matter", 1, true},
		"never ends":          {"---\nid: a\n", "does not end", 1, true},
		"empty front matter":  {"---\n---\n", "it is empty", 2, true},
		"a list":              {"---\n- id: a\n- b\n---\n", "it is a list", 2, true},
		"a text":              {"---\nhello\n---\n", "it holds no keys", 2, true},
		"not UTF-8":           {"---\nid: a\xff\n---\n", "not valid UTF-8", 2, true},
		"broken YAML":         {"---\nid: a\ntitle: {nl: [\n---\n", "not valid YAML", 3, true},
		"colon in text":       {replaced("owner", "owner: a: b: c"), "not valid YAML", 10, true},
		"deep":                {"---\nid: " + strings.Repeat("[", 3000) + "\n---\n", "nested too deeply", 1, true},
		"deep dashes":         {"---\n" + strings.Repeat("- ", 3000) + "\n---\n", "nested too deeply", 1, true},
		"too large":           {"---\n" + strings.Repeat("a", MaxFile) + "\n---\n", "larger than 1 MiB", 0, true},
		"large front matter":  {"---\n# " + strings.Repeat("a", maxFront) + "\n---\n", "larger than 32 KiB", 1, true},
		"key twice":           {strings.Replace(good, "owner: AIC", "owner: AIC\nowner: x", 1), "owner", 11, true},
		"unknown key":         {replaced("owner", "ownr: AIC"), `key "ownr" is unknown`, 10, false},
		"no owner":            {replaced("owner", ""), "owner is missing", 1, false},
		"no id":               {replaced("id", ""), "id is missing", 1, true},
		"no question":         {replaced("questions", "questions: {nl: [Hoe word ik lid?]}"), "no English questions; add", 6, false},
		"never checked":       {replaced("verified_on", `verified_on: ""`), "the last check is missing; add", 14, false},
		"odd id":              {replaced("id", "id: Leer Netwerk"), "is not usable", 2, true},
		"no kind":             {replaced("kind", ""), "kind is missing", 1, true},
		"unknown kind":        {replaced("kind", "kind: thing"), "kind \"thing\" does not exist; use one of", 3, true},
		"kind is a list":      {replaced("kind", "kind: [tool]"), "must be one text", 3, true},
		"no title":            {replaced("title", ""), "title is missing", 1, true},
		"one language":        {replaced("title", "title: {nl: Leernetwerk}"), "title has one language only", 4, false},
		"title without":       {replaced("title", "title: Leernetwerk"), "no language and is read as Dutch", 4, false},
		"title is a list":     {replaced("title", "title: [a, b]"), "must have a language", 4, true},
		"third language":      {replaced("title", "title: {nl: a, en: b, fr: c}"), `language "fr"`, 4, false},
		"summary long":        {replaced("summary", "summary: {nl: "+strings.Repeat("a ", 200)+", en: b}"), "has 399 characters and may have 300", 5, false},
		"summary very long":   {replaced("summary", "summary: {nl: "+strings.Repeat("a", 10_000)+", en: b}"), "has 10000 characters", 5, true},
		"javascript":          {replaced("url", "url: javascript:alert(1)"), "not allowed as a link", 8, true},
		"javascript capitals": {replaced("url", "url: \"JavaScript:alert(1)\""), "not allowed as a link", 8, true},
		"data link":           {replaced("url", "url: data:text/html,x"), "not allowed as a link", 8, true},
		"no site":             {replaced("url", "url: https:///pad"), "not allowed as a link", 8, true},
		"password in link":    {replaced("url", "url: https://a:b@example.nl"), "not allowed as a link", 8, true},
		"relative link":       {replaced("url", "url: /pad"), "not allowed as a link", 8, true},
		"javascript source":   {replaced("source", "source: javascript:alert(1)"), "not allowed as a link", 13, true},
		"javascript contact":  {replaced("contact", "contact: javascript:alert(1)"), "not allowed as a link", 11, true},
		"unknown access":      {replaced("access", "access: secret"), "access \"secret\" does not exist", 9, false},
		"impossible date":     {replaced("verified_on", "verified_on: 2026-02-30"), "no existing day", 14, false},
		"impossible end":      {replaced("valid_until", "valid_until: 2026-13-01"), "no existing day", 15, true},
		"year of two digits":  {replaced("valid_until", "valid_until: 0026-01-01"), "outside 2000 to 2199", 15, true},
		"not a date":          {replaced("valid_until", "valid_until: volgend jaar"), "no existing day", 15, true},
		"keywords are text":   {replaced("keywords", "keywords: lid"), "read as a list of one", 7, false},
		"keywords are a map":  {replaced("keywords", "keywords: {a: b}"), "must be a list", 7, true},
		"list in list":        {replaced("keywords", "keywords: [a, [b]]"), "not a text", 7, false},
		"alias":               {replaced("owner", "owner: *x"), "", 10, true},
	} {
		_, flaws := Parse("x.md", []byte(c.data))
		found := false
		for _, f := range flaws {
			found = found || strings.Contains(f.Message, c.want) && f.Line == c.line && f.Fatal == c.fatal && f.File == "x.md"
			if f.Line == 0 && !strings.HasPrefix(f.Message, "the file") || !strings.Contains(f.Message, ";") {
				t.Errorf("%s: no line or no remedy in %q", name, f)
			}
		}
		if !found {
			t.Errorf("%s: got %v, want %q on line %d, fatal %v", name, flaws, c.want, c.line, c.fatal)
		}
	}
}

func TestOneFlawForAnImpossibleDay(t *testing.T) {
	if _, flaws := Parse("x.md", []byte(replaced("verified_on", "verified_on: 2026-02-30"))); len(flaws) != 1 {
		t.Errorf("%v", flaws)
	}
}

func TestParseCleansTexts(t *testing.T) {
	e, _ := Parse("x.md", []byte(replaced("title", `title: {nl: "Leer\u202enet\u0007werk\n twee", en: b}`)))
	if e.Title.NL != "Leernet werk twee" {
		t.Errorf("title is %q", e.Title.NL)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{good, "---\n---", "---\na: &a [*a]\n---", "---\n? a\n---", "---\nid: !!binary x\n---", "---\n<<: {id: a}\n---", "---\nid: |\n---", "---\ntitle: {nl: 1, en: true}\n---"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, flaws := Parse("x.md", data)
		for _, flaw := range flaws {
			if flaw.Message == "" || flaw.Line < 0 {
				t.Errorf("flaw says nothing: %+v", flaw)
			}
		}
		if Fatal(flaws) {
			return
		}
		if e.ID == "" || e.Title.IsZero() || e.Summary.IsZero() || !knownKind(e.Kind) {
			t.Errorf("accepted without what is required: %+v", e)
		}
		NewIndex([]Entry{e}).Find(e.Title.In(NL), Options{})
	})
}

func TestLoadKeepsTheRest(t *testing.T) {
	entry := func(id string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.Replace(good, "id: leernetwerk", "id: "+id, 1))}
	}
	deep := strings.Repeat("a/", maxDepth+1)
	fsys := fstest.MapFS{
		"a.md": entry("a"), "sub/b.MD": entry("b"), "README.md": entry("readme"), "note.txt": entry("txt"),
		".git/c.md": entry("c"), "_draft.md": entry("d"), "broken.md": {Data: []byte("no")}, "z.md": entry("a"),
		deep + "e.md": entry("e"), "huge.md": {Data: make([]byte, MaxFile+1)}, "folder.md/f.md": entry("f"),
	}
	entries, flaws := Load(fsys, "set")
	var got []string
	for _, e := range entries {
		got = append(got, e.ID+" "+e.File)
	}
	if diff := cmp.Diff([]string{"a set/a.md", "f set/folder.md/f.md", "b set/sub/b.MD"}, got); diff != "" {
		t.Error(diff)
	}
	var all []string
	for _, f := range flaws {
		all = append(all, f.String())
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{
		"set/broken.md:1: there is no front matter", "set/huge.md: the file is larger than 1 MiB",
		`set/z.md:2: the id "a" is already used by set/a.md:2;`, "folders deep and is not read",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no flaw %q in:\n%s", want, text)
		}
	}
}

// A folder of 100,000 files gives what it may and says so, once. All but a few
// are empty here: BenchmarkLoad100000 reads whole entries.
func TestLoadStopsAtTooManyFiles(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 100_000 {
		fsys[fmt.Sprintf("%03d/f%06d.md", i/500, i)] = &fstest.MapFile{}
	}
	fsys["000/f000000.md"], fsys["199/f099999.md"] = entryFile("first", today), entryFile("last", today)
	entries, flaws := Load(fsys, "set")
	if len(entries) != 1 || entries[0].ID != "first" {
		t.Errorf("%d entries", len(entries))
	}
	if got := flaws[len(flaws)-1].String(); len(flaws) != MaxEntries || got != "set: the folder holds more than 50000 entry files and the rest is not read; point to a smaller folder" {
		t.Errorf("%d flaws, the last is %s", len(flaws), got)
	}
}

func TestLoadMissingFolder(t *testing.T) {
	entries, flaws := Load(missing{}, "gone")
	if len(entries) != 0 || len(flaws) != 1 || !strings.Contains(flaws[0].String(), "gone: it does not exist; check the path") {
		t.Errorf("%v %v", entries, flaws)
	}
}
