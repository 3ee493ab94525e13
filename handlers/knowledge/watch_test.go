package knowledge

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/handlers/knowledge/find"
)

type safeLog struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *safeLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *safeLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func entryFile(id, title string) []byte {
	return fmt.Appendf(nil, "---\nid: %s\nkind: tool\ntitle: {nl: %s}\nsummary: {nl: Over %s.}\nurl: https://example.nl/%s\n---\n", id, title, title, id)
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// watched is a feature over a folder, being watched.
func watched(t *testing.T, folder string) (*Knowledge, *safeLog) {
	t.Helper()
	library := OpenLibrary([]string{folder}, false, t.TempDir())
	entries, _ := library.Read()
	k := New(Options{Index: find.NewIndex(entries), Library: library})
	log := &safeLog{}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- k.Watch(ctx, zerolog.New(log)) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	time.Sleep(50 * time.Millisecond) // until it watches
	return k, log
}

// live is within which time a change must be in use.
const live = 2 * time.Second

// within waits for something to become true, and says how long that took.
func within(t *testing.T, most time.Duration, what string, ok func() bool) {
	t.Helper()
	began := time.Now()
	for !ok() {
		if time.Since(began) > most {
			t.Fatalf("%s: not within %v", what, most)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func TestChangesAreLiveWithinTwoSeconds(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "een.md"), entryFile("een", "Ganzenbord"))
	k, log := watched(t, dir)
	has := func(id, title string) func() bool {
		return func() bool {
			e := k.index.Load().Entry(id)
			return e != nil && e.Title.NL == title
		}
	}
	gone := func(id string) func() bool { return func() bool { return k.index.Load().Entry(id) == nil } }
	write(t, filepath.Join(dir, "een.md"), entryFile("een", "Ganzenborden"))
	within(t, live, "a changed file", has("een", "Ganzenborden"))

	write(t, filepath.Join(dir, "onder", "diep", "twee.md"), entryFile("twee", "Sjoelbak"))
	within(t, live, "a file in a new folder", has("twee", "Sjoelbak"))
	write(t, filepath.Join(dir, "onder", "diep", "twee.md"), entryFile("twee", "Sjoelen"))
	within(t, live, "a change in the new folder", has("twee", "Sjoelen"))

	if err := os.Rename(filepath.Join(dir, "onder"), filepath.Join(dir, "boven")); err != nil {
		t.Fatal(err)
	}
	within(t, live, "a renamed folder", func() bool {
		e := k.index.Load().Entry("twee")
		return e != nil && strings.Contains(e.File, "boven")
	})

	write(t, filepath.Join(dir, "stuk.md"), []byte("---\nid: [\n---\n"))
	write(t, filepath.Join(dir, "drie.md"), entryFile("drie", "Dammen"))
	within(t, live, "a good file beside a broken one", has("drie", "Dammen"))
	within(t, live, "the broken file is reported", func() bool { return strings.Contains(log.String(), "stuk.md") })

	if err := os.RemoveAll(filepath.Join(dir, "boven")); err != nil {
		t.Fatal(err)
	}
	within(t, live, "a removed folder", gone("twee"))

	for _, name := range []string{"een.md", "drie.md"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	within(t, live, "nothing is left", func() bool { return strings.Contains(log.String(), "the old ones stay") })
	if k.index.Load().Entry("een") == nil {
		t.Error("the last entries were dropped although nothing replaces them")
	}
	if n := strings.Count(log.String(), "stuk.md"); n != 1 {
		t.Errorf("the broken file was reported %d times", n)
	}
}

// TestNoQuestionIsLostDuringACheckout changes the whole set again and again,
// as switching a branch does, while questions are asked.
func TestNoQuestionIsLostDuringACheckout(t *testing.T) {
	dir := t.TempDir()
	checkout := func(n int) {
		for i := range 40 {
			path := filepath.Join(dir, fmt.Sprintf("spel-%d.md", i))
			os.Remove(path)
			write(t, path, entryFile(fmt.Sprintf("spel-%d", i), fmt.Sprintf("Ganzenbord versie %d", n)))
		}
	}
	checkout(0)
	k, _ := watched(t, dir)
	stop := make(chan struct{})
	var asked, lost int
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			asked++
			if found := k.index.Load().Find("ganzenbord", find.Options{Top: 1}); len(found.Hits) == 0 {
				lost++
			}
		}
	})
	for n := range 5 {
		checkout(n + 1)
		time.Sleep(100 * time.Millisecond)
	}
	within(t, 3*time.Second, "the last checkout", func() bool {
		e := k.index.Load().Entry("spel-39")
		return e != nil && strings.HasSuffix(e.Title.NL, "versie 5")
	})
	close(stop)
	wait.Wait()
	if lost > 0 || asked < 100 {
		t.Errorf("%d of %d questions found nothing", lost, asked)
	}
}

// TestWordsAreLiveToo: what colleagues call things is kept in the folder, and a
// change of it is a change like any other.
func TestWordsAreLiveToo(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "een.md"), entryFile("een", "Ganzenbord"))
	k, log := watched(t, dir)
	finds := func(q string) func() bool {
		return func() bool { return len(k.index.Load().Find(q, find.Options{}).Hits) > 0 }
	}
	words := filepath.Join(dir, find.WordListName)
	if finds("wieberspel")() {
		t.Fatal("the word is known before it was written down")
	}
	write(t, words, []byte("same:\n  - [wieberspel, ganzenbord]\n"))
	within(t, live, "a word list that came", finds("wieberspel"))
	write(t, words, []byte("same:\n  - [hinkelspel, ganzenbord]\n"))
	within(t, live, "a word list that changed", finds("hinkelspel"))
	write(t, words, []byte("same:\n  - [hinkelspel\n"))
	within(t, live, "a broken word list is reported", func() bool { return strings.Contains(log.String(), find.WordListName) })
	if !finds("ganzenbord")() {
		t.Error("a broken word list takes the entries with it")
	}
	if err := os.Remove(words); err != nil {
		t.Fatal(err)
	}
	within(t, live, "a word list that went", func() bool { return !finds("hinkelspel")() })
}

func TestAMissingFolderIsAFlawAndComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kennis")
	library := OpenLibrary([]string{dir}, true, "")
	entries, flaws := library.Read()
	if len(entries) == 0 || len(flaws) == 0 || !flaws[0].Fatal {
		t.Fatalf("%d entries, flaws %v", len(entries), flaws)
	}
	k := New(Options{Index: find.NewIndex(entries), Library: library})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- k.Watch(ctx, zerolog.Nop()) }()
	time.Sleep(50 * time.Millisecond)
	write(t, filepath.Join(dir, "een.md"), entryFile("een", "Ganzenbord"))
	within(t, 3*time.Second, "the folder that came", func() bool { return k.index.Load().Entry("een") != nil })
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
