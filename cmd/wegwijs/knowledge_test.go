package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/store"
)

// hasLine is a flaw with its line and, behind a semicolon, what to do.
var hasLine = regexp.MustCompile(`^/[a-z]+\.md:[0-9]+: [^;]+; `)

func TestKnowledgeCheckNamesEveryFlaw(t *testing.T) {
	dir := t.TempDir()
	good, err := os.ReadFile("testdata/fuzz-knowledge/aic.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"aic.md":   strings.Replace(string(good), "\nrelated: [", "\nrelated: [nergens, ", 1),
		"twice.md": string(good),
		"list.md":  "---\n- a\n---\n",
		"url.md":   strings.Replace(strings.Replace(string(good), "id: aic", "id: url", 1), "\nurl: http", "\nurl: javascript:alert(1) http", 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	status, out, errs := call(t, "", "knowledge", "check", "--knowledge", dir)
	if status != failed {
		t.Errorf("status %d: %s", status, errs)
	}
	for _, want := range []string{"list.md:2: ", "url.md:", `twice.md:2: the id "aic" is already used by `, `the related entry "nergens" does not exist; correct the id`, "left out", "warning"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, dir) && !hasLine.MatchString(strings.TrimPrefix(line, dir)) {
			t.Errorf("a flaw without file, line and remedy: %s", line)
		}
	}
	if status, out, errs := call(t, "", "knowledge", "list", "--kind", "network"); status != done || !strings.Contains(out, "leernetwerk") || strings.Contains(out, "kernboodschap") {
		t.Errorf("list: status %d\n%s%s", status, out, errs)
	}
	if status, out, _ := call(t, "", "knowledge", "due"); status != done || !strings.Contains(out, "werkprogramma-vora") {
		t.Errorf("due: status %d\n%s", status, out)
	}
}

// TestWordsOfAFolder: an organisation's own words are used, and what is wrong
// with them is told with file, line and remedy.
func TestWordsOfAFolder(t *testing.T) {
	dir := t.TempDir()
	good, err := os.ReadFile("testdata/fuzz-knowledge/aic.md")
	if err != nil {
		t.Fatal(err)
	}
	words := "same:\n  - [wijze raad, AIC]\n  - [kletskring]\n  - [plein, forum]\n"
	for name, text := range map[string]string{"aic.md": string(good), "synonyms.yaml": words} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if status, out, errs := call(t, "", "ask", "--knowledge", dir, "--json", "wie zitten er in de wijze raad"); status != done || !strings.Contains(out, `"band":"answer"`) {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	status, out, _ := call(t, "", "knowledge", "check", "--knowledge", dir)
	for _, want := range []string{"synonyms.yaml:3: the group has one text only and does nothing; add what means the same", `synonyms.yaml:4: no entry has any of the texts beside "plein"; add`} {
		if status != failed || !strings.Contains(out, want) {
			t.Errorf("status %d, %q is not in:\n%s", status, want, out)
		}
	}
}

// TestGapsWorkBesideARunningBot: content owners need not wait for the bot to stop.
func TestGapsWorkBesideARunningBot(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(dir, "wegwijs.db"), store.Options{Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for _, verdict := range []string{"unanswered", "unanswered", "helped", "dead-link"} {
		if err := st.Write(ctx, "", func(tx *store.Tx) error { return tx.CountFeedback("aic", verdict, time.Now()) }); err != nil {
			t.Fatal(err)
		}
	}
	status, out, errs := call(t, "", "knowledge", "gaps", "--data", dir)
	if status != done || !strings.Contains(out, "2  aic  questions near it got no answer") || !strings.Contains(out, "link does not work") || strings.Contains(out, "helped") {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
	if status, _, errs := call(t, "", "knowledge", "gaps", "--data", filepath.Join(dir, "nowhere")); status != failed || errs == "" {
		t.Errorf("without data: status %d, %q", status, errs)
	}
}
