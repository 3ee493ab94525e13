package bottest

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wegwijs/bot"
)

// Texts checks every bot.Phrase in the Go files of a folder: both languages
// are there, with the same places, nothing doubled or left over, and sentences
// end alike. It fails when the folder has no phrases at all, so that a test
// which looks in the wrong place is noticed.
func Texts(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := token.NewFileSet()
	n := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := goparser.ParseFile(files, dir+"/"+e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			lit, ok := node.(*ast.CompositeLit)
			if !ok || !isPhrase(lit.Type) || len(lit.Elts) == 0 {
				return true
			}
			p, ok := phraseOf(lit)
			if !ok {
				return true // made of something else than literals
			}
			n++
			for _, wrong := range faultsOf(p) {
				t.Errorf("%s: %s: %q / %q", files.Position(lit.Pos()), wrong, p.NL, p.EN)
			}
			return true
		})
	}
	if n == 0 {
		t.Errorf("%s has no phrases", dir)
	}
}

func isPhrase(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name == "Phrase"
	case *ast.SelectorExpr:
		return t.Sel.Name == "Phrase"
	}
	return false
}

func phraseOf(lit *ast.CompositeLit) (p bot.Phrase, ok bool) {
	for i, e := range lit.Elts {
		name := []string{"NL", "EN"}[min(i, 1)]
		if kv, keyed := e.(*ast.KeyValueExpr); keyed {
			name, e = kv.Key.(*ast.Ident).Name, kv.Value
		}
		basic, isBasic := e.(*ast.BasicLit)
		if !isBasic {
			return p, false
		}
		s, err := strconv.Unquote(basic.Value)
		if err != nil {
			return p, false
		}
		if name == "NL" {
			p.NL = s
		} else {
			p.EN = s
		}
	}
	return p, true
}

func faultsOf(p bot.Phrase) (faults []string) {
	if p.NL == "" {
		faults = append(faults, "the Dutch is missing")
	}
	if p.EN == "" {
		faults = append(faults, "the English is missing")
	}
	if !slices.Equal(p.Places(bot.NL), p.Places(bot.EN)) {
		faults = append(faults, "the two languages have different places")
	}
	for _, s := range []string{p.NL, p.EN} {
		if strings.Contains(s, "  ") {
			faults = append(faults, "two spaces in a row")
		}
		if strings.ContainsAny(s, "*_`#<>|\\") && !strings.Contains(s, "nl|en") && !strings.HasPrefix(s, "<") {
			faults = append(faults, "markup in a phrase is shown as it is: use Bold or Link")
		}
		if strings.Contains(s, " u ") || strings.HasPrefix(s, "U ") {
			faults = append(faults, "Wegwijs says je, not u")
		}
	}
	if p.NL != "" && p.EN != "" && endOf(p.NL) != endOf(p.EN) {
		faults = append(faults, "one language ends as a sentence and the other does not")
	}
	return faults
}

func endOf(s string) string {
	last := s[len(s)-1:]
	if strings.Contains(".?!:", last) {
		return last
	}
	return ""
}
