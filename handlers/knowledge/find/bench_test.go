package find

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{64, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			entries := synthetic(n)
			x := NewIndex(entries)
			questions := asked(entries, 500)
			took := make([]time.Duration, 0, 1<<16)
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				x.Find(questions[i%len(questions)], Options{})
				if len(took) < cap(took) {
					took = append(took, time.Since(start))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}

// kept is how much memory is in use that was not before, in MB.
func kept(before runtime.MemStats) float64 {
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	return float64(int64(after.HeapAlloc)-int64(before.HeapAlloc)) / 1e6
}

func memory() runtime.MemStats {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m
}

func BenchmarkNewIndex(b *testing.B) {
	for _, n := range []int{64, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			entries := synthetic(n)
			before := memory()
			var x *Index
			for b.Loop() {
				x = NewIndex(entries)
			}
			b.ReportMetric(kept(before), "MB-kept")
			runtime.KeepAlive(x)
		})
	}
}

// folder writes entries as files, 200 to a folder.
func folder(b *testing.B, entries []Entry) string {
	b.Helper()
	dir := b.TempDir()
	for i := range entries {
		e := &entries[i]
		list := func(l []string) string { return "\n    - " + strings.Join(l, "\n    - ") }
		text := fmt.Sprintf("---\nid: %s\nkind: %s\ntitle:\n  nl: %s\n  en: %s\nsummary:\n  nl: %s\n  en: %s\nquestions:\n  nl:%s\n  en:%s\nkeywords: [%s]\nurl: https://example.nl/%d\naccess: open\nowner: AIC\nsource: https://example.nl\nverified_on: 2026-11-23\n---\n\n%s\n",
			e.ID, e.Kind, e.Title.NL, e.Title.EN, e.Summary.NL, e.Summary.EN, list(e.Questions.NL), list(e.Questions.EN), strings.Join(e.Keywords, ", "), i, e.Body)
		sub := filepath.Join(dir, fmt.Sprint(i/200))
		if err := os.MkdirAll(sub, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(sub, e.ID+".md"), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// start does what a program does when it starts: read the folder and get an
// index.
func start(b *testing.B, dir, cache string) (*Set, *Index) {
	b.Helper()
	s := OpenSet(filepath.Join(cache, "set"))
	entries, _, changed, err := s.Reload(os.DirFS(dir), "set")
	if err != nil {
		b.Fatal(err)
	}
	if changed {
		if err := s.Keep(filepath.Join(cache, "set")); err != nil {
			b.Fatal(err)
		}
	}
	x, stored := OpenIndex(entries, DefaultLexicon(), filepath.Join(cache, "index"))
	if !stored {
		if err := x.Keep(filepath.Join(cache, "index")); err != nil {
			b.Fatal(err)
		}
	}
	return s, x
}

// BenchmarkStart10000 starts from nothing (cold, with the files in the memory of
// the system), when nothing changed (warm), and after one file changed.
func BenchmarkStart10000(b *testing.B) {
	dir := folder(b, synthetic(10_000))
	b.Run("cold", func(b *testing.B) {
		before := memory()
		for b.Loop() {
			s, x := start(b, dir, b.TempDir())
			b.StopTimer()
			b.ReportMetric(kept(before), "MB-kept")
			runtime.KeepAlive(s)
			runtime.KeepAlive(x)
			b.StartTimer()
		}
	})
	cache := b.TempDir()
	s, _ := start(b, dir, cache)
	b.Run("warm", func(b *testing.B) {
		before := memory()
		for b.Loop() {
			s, x := start(b, dir, cache)
			b.StopTimer()
			b.ReportMetric(kept(before), "MB-kept")
			runtime.KeepAlive(s)
			runtime.KeepAlive(x)
			b.StartTimer()
		}
	})
	b.Run("changed", func(b *testing.B) {
		at := time.Unix(1_000_000_000, 0)
		name := filepath.Join(dir, "0", "entry-0.md")
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			at = at.Add(time.Second)
			if err := os.WriteFile(name, fmt.Appendf(data, "%d", at.Unix()), 0o600); err != nil {
				b.Fatal(err)
			}
			if err := os.Chtimes(name, at, at); err != nil {
				b.Fatal(err)
			}
			entries, _, changed, err := s.Reload(os.DirFS(dir), "set")
			if err != nil || !changed {
				b.Fatalf("changed %v, err %v", changed, err)
			}
			NewIndex(entries)
		}
	})
}

// BenchmarkLoad100000 reads a folder of twice as many files as are allowed.
func BenchmarkLoad100000(b *testing.B) {
	fsys := fstest.MapFS{}
	for i := range 100_000 {
		id := fmt.Sprintf("e%d", i)
		fsys[fmt.Sprintf("%d/%s.md", i/500, id)] = entryFile(id, today)
	}
	for b.Loop() {
		entries, flaws := Load(fsys, "set")
		if len(entries) != MaxEntries || len(flaws) != 1 {
			b.Fatalf("%d entries, %d flaws", len(entries), len(flaws))
		}
	}
}
