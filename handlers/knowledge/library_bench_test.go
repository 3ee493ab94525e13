package knowledge

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/handlers/knowledge/find"
	"wegwijs/handlers/knowledge/knowledgetest"
)

// folderOf writes n entries, and returns their folder and questions about them.
func folderOf(t testing.TB, n int) (dir string, questions []string) {
	t.Helper()
	dir = t.TempDir()
	questions, err := knowledgetest.Folder(dir, n, 500)
	if err != nil {
		t.Fatal(err)
	}
	return dir, questions
}

// BenchmarkColdFolder reads and indexes 10,000 entries for the first time.
// Target: at most 4 s.
func BenchmarkColdFolder(b *testing.B) {
	dir, _ := folderOf(b, 10_000)
	for b.Loop() {
		open(b, dir, b.TempDir())
	}
}

// BenchmarkWarmFolder does it again when nothing changed. Target: at most 1 s.
func BenchmarkWarmFolder(b *testing.B) {
	dir, _ := folderOf(b, 10_000)
	cache := b.TempDir()
	open(b, dir, cache)
	for b.Loop() {
		open(b, dir, cache)
	}
}

// BenchmarkOneChange reads 10,000 entries again of which one changed. Target:
// live within 2 s, with what the watcher waits.
func BenchmarkOneChange(b *testing.B) {
	dir, _ := folderOf(b, 10_000)
	l := open(b, dir, b.TempDir())
	file := filepath.Join(dir, "0", "onderwerp-7.md")
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	for n := 0; b.Loop(); n++ {
		if err := os.WriteFile(file, fmt.Appendf(nil, "%s\nVersie %d.\n", text, n), 0o600); err != nil {
			b.Fatal(err)
		}
		read(b, l)
	}
}

// BenchmarkMemoryOfFolder measures the heap of 10,000 entries with their index.
func BenchmarkMemoryOfFolder(b *testing.B) {
	dir, _ := folderOf(b, 10_000)
	for b.Loop() {
		b.ReportMetric(heapOf(b, dir), "MB")
	}
}

// heapOf is how much memory entries and index take, in MB.
func heapOf(t testing.TB, dir string) float64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC() // what pools hold goes only now
	runtime.ReadMemStats(&before)
	l := OpenLibrary([]string{dir}, true, t.TempDir())
	x := read(t, l)
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(x)
	runtime.KeepAlive(l)
	return float64(after.HeapAlloc-before.HeapAlloc) / 1e6
}

// BenchmarkLiveChange measures from writing one of 10,000 files to the first
// question that is answered with it, as it is watched. Target: at most 2 s.
func BenchmarkLiveChange(b *testing.B) {
	dir, _ := folderOf(b, 10_000)
	k := watchedLibrary(b, dir)
	n := 0
	for b.Loop() {
		n++
		liveAfter(b, k, dir, n)
	}
}

func watchedLibrary(t testing.TB, dir string) *Knowledge {
	t.Helper()
	l := open(t, dir, t.TempDir())
	k := New(Options{Index: read(t, l), Library: l})
	watch(t, k, zerolog.Nop())
	return k
}

// liveAfter changes an entry, and waits until a question finds what it says now.
func liveAfter(t testing.TB, k *Knowledge, dir string, n int) time.Duration {
	t.Helper()
	began := time.Now()
	word := fmt.Sprintf("ganzenbord%dversie", n)
	if err := os.WriteFile(filepath.Join(dir, "0", "onderwerp-7.md"), entryFile("onderwerp-7", word), 0o600); err != nil {
		t.Fatal(err)
	}
	for {
		if a := k.index.Load().Find(word, find.Options{Top: 1}); len(a.Hits) > 0 && a.Hits[0].Entry.Title.NL == word {
			return time.Since(began)
		}
		if time.Since(began) > time.Minute {
			t.Fatal("the change is not found")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

var entries = flag.Int("entries", 1000, "how many entries TestNumbersDoNotDrift makes; CI makes 10,000")

// TestNumbersDoNotDrift sees that the numbers of docs/performance.md stay
// reached. On a busy machine, or with the race detector, times say little, so
// they are compared with each other, and the fastest of a few counts.
func TestNumbersDoNotDrift(t *testing.T) {
	dir, questions := folderOf(t, *entries)
	heap := heapOf(t, dir)
	cache := t.TempDir()
	began := time.Now()
	x := read(t, open(t, dir, cache))
	cold := time.Since(began)
	warm, again := time.Hour, time.Hour
	var l *Library
	for range 3 {
		began = time.Now()
		l = open(t, dir, cache)
		warm = min(warm, time.Since(began))
	}
	for n := range 2 {
		if err := os.WriteFile(filepath.Join(dir, "0", "onderwerp-8.md"), entryFile("onderwerp-8", fmt.Sprintf("Versie %d", n)), 0o600); err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		read(t, l)
		again = min(again, time.Since(began))
	}
	p99 := slowest(x, questions, 99)
	live := liveAfter(t, watchedLibrary(t, dir), dir, 1)
	t.Logf("%d entries: cold %v, warm %v, one change read in %v and live after %v, p99 %v, heap %.1f MB", *entries, cold, warm, again, live, p99, heap)
	if warm > cold/2 {
		t.Errorf("a start with nothing changed takes %v, from a cold folder %v: what was remembered is of little use", warm, cold)
	}
	if again > cold {
		t.Errorf("to read one change takes %v, the whole folder %v", again, cold)
	}
	if live > max(2*time.Second, patience+3*cold) {
		t.Errorf("a change is live after %v; a cold folder takes %v", live, cold)
	}
	if p99 > max(5*time.Millisecond, cold/200) {
		t.Errorf("p99 of a question is %v; a cold folder takes %v", p99, cold)
	}
	if most := 10 + 0.009*float64(*entries); heap > most { // leaves a third of 150 MB to the rest of the bot
		t.Errorf("entries and index take %.1f MB, want at most %.1f", heap, most)
	}
}

// slowest is the percentile of how long questions take, each asked three times.
func slowest(x *find.Index, questions []string, percent int) time.Duration {
	took := make([]time.Duration, len(questions))
	for i, q := range questions {
		took[i] = time.Hour
		for range 3 {
			began := time.Now()
			x.Find(q, find.Options{Top: 5})
			took[i] = min(took[i], time.Since(began))
		}
	}
	slices.Sort(took)
	return took[len(took)*percent/100]
}

func open(b testing.TB, dir, cache string) *Library {
	b.Helper()
	l := OpenLibrary([]string{dir}, true, cache)
	read(b, l)
	if err := l.Keep(); err != nil {
		b.Fatal(err)
	}
	return l
}

func read(b testing.TB, l *Library) *find.Index {
	b.Helper()
	entries, flaws := l.Read()
	if len(entries) < 1000 {
		b.Fatalf("%d entries, flaws %v", len(entries), flaws[:min(len(flaws), 3)])
	}
	return l.Index(entries)
}
