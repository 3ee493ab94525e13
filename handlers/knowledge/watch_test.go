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
	watch(t, k, zerolog.New(log))
	return k, log
}

// watch watches until the test ends.
func watch(t testing.TB, k *Knowledge, log zerolog.Logger) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- k.Watch(ctx, log) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	time.Sleep(50 * time.Millisecond) // until it watches
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

// TestWaysToChangeAFile: editors and deployments do not simply write.
func TestWaysToChangeAFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kennis")
	een := filepath.Join(dir, "een.md")
	write(t, een, entryFile("een", "Ganzenbord"))
	write(t, filepath.Join(dir, "twee.md"), entryFile("twee", "Sjoelbak"))
	k, _ := watched(t, dir)
	is := func(id, title, file string) func() bool {
		return func() bool {
			e := k.index.Load().Entry(id)
			return e != nil && e.Title.NL == title && strings.HasSuffix(e.File, file)
		}
	}
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}

	rename(een, filepath.Join(dir, "spel.md"))
	within(t, live, "a renamed file", is("een", "Ganzenbord", "spel.md"))

	write(t, filepath.Join(dir, ".spel.md.swp"), entryFile("een", "Ganzenborden"))
	rename(filepath.Join(dir, ".spel.md.swp"), filepath.Join(dir, "spel.md"))
	within(t, live, "a file an editor put in the place of another", is("een", "Ganzenborden", "spel.md"))

	write(t, filepath.Join(dir, "drie.md"), entryFile("drie", "Dammen"))
	within(t, live, "an added file", is("drie", "Dammen", "drie.md"))
	if err := os.Remove(filepath.Join(dir, "drie.md")); err != nil {
		t.Fatal(err)
	}
	within(t, live, "a removed file", func() bool { return k.index.Load().Entry("drie") == nil })

	// A deployment puts a whole folder in the place of another, twice.
	for n := range 2 {
		title := fmt.Sprintf("Versie %d", n)
		write(t, filepath.Join(dir+".new", "een.md"), entryFile("een", title))
		rename(dir, fmt.Sprintf("%s.%d", dir, n))
		rename(dir+".new", dir)
		within(t, live, "a folder in the place of another, "+title, is("een", title, "een.md"))
	}
	write(t, een, entryFile("een", "Daarna"))
	within(t, live, "a change in the folder that came", is("een", "Daarna", "een.md"))
	write(t, filepath.Join(dir, "onder", "vier.md"), entryFile("vier", "Schaken"))
	within(t, live, "a folder in the folder that came", is("vier", "Schaken", "vier.md"))
	write(t, filepath.Join(dir, "onder", "vier.md"), entryFile("vier", "Schaakspel"))
	within(t, live, "a change in that", is("vier", "Schaakspel", "vier.md"))
}

// TestNothingIsMissedAtTheStart: a file that changes after the entries were
// read and before the folders are followed is read all the same.
func TestNothingIsMissedAtTheStart(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "een.md"), entryFile("een", "Ganzenbord"))
	library := OpenLibrary([]string{dir}, false, t.TempDir())
	entries, _ := library.Read()
	k := New(Options{Index: find.NewIndex(entries), Library: library})
	write(t, filepath.Join(dir, "twee.md"), entryFile("twee", "Sjoelbak"))
	watch(t, k, zerolog.Nop())
	within(t, live, "a file that came just before", func() bool { return k.index.Load().Entry("twee") != nil })
}

// TestAFolderBehindALinkIsFollowed: this is how Kubernetes mounts files, and
// how many deployments switch versions.
func TestAFolderBehindALinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	version := func(n int) string { return filepath.Join(dir, fmt.Sprintf("..%d", n)) }
	point := func(n int) {
		t.Helper()
		if err := os.Symlink(filepath.Base(version(n)), filepath.Join(dir, "..tmp")); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, "..tmp"), filepath.Join(dir, "..data")); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(version(1), "een.md"), entryFile("een", "Ganzenbord"))
	point(1)
	if err := os.Symlink(filepath.Join("..data", "een.md"), filepath.Join(dir, "een.md")); err != nil {
		t.Fatal(err)
	}
	k, _ := watched(t, dir)
	write(t, filepath.Join(version(2), "een.md"), entryFile("een", "Ganzenbord twee"))
	point(2)
	within(t, live, "a version behind a link", func() bool {
		e := k.index.Load().Entry("een")
		return e != nil && e.Title.NL == "Ganzenbord twee"
	})
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
