package agenda

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestPatternsCompile reads every pattern in the source: one that does not
// compile would only be noticed by who needs it first.
func TestPatternsCompile(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile("= lazily\\(`([^`]+)`\\)").FindAllStringSubmatch(string(text), -1) {
			n++
			if _, err := regexp.Compile(m[1]); err != nil {
				t.Errorf("%s: %v", f, err)
			}
		}
	}
	if n < 30 {
		t.Errorf("%d patterns were found", n)
	}
}
