package knowledge

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// folderOf writes n entries about different things.
func folderOf(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprint(i%100))
		if err := os.MkdirAll(sub, 0o700); err != nil {
			b.Fatal(err)
		}
		text := fmt.Sprintf(`---
id: onderwerp-%[1]d
kind: knowledge
title: {nl: "Onderwerp %[1]d over regeling %[2]d", en: "Subject %[1]d on scheme %[2]d"}
summary: {nl: "Hier staat wat je moet weten over regeling %[2]d en afspraak %[3]d bij dienst %[4]d.", en: "What you need to know about scheme %[2]d and agreement %[3]d at service %[4]d."}
questions:
  nl: ["hoe werkt regeling %[2]d bij dienst %[4]d", "waar vind ik afspraak %[3]d"]
  en: ["how does scheme %[2]d work"]
keywords: [regeling%[2]d, dienst%[4]d]
url: https://intranet.example.nl/%[1]d
owner: Dienst %[4]d
source: https://intranet.example.nl/%[1]d
verified_on: 2026-11-23
---

Deze tekst hoort bij onderwerp %[1]d en legt uit wat dienst %[4]d doet met afspraak %[3]d.
`, i, i%700, i%311, i%53)
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("onderwerp-%d.md", i)), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// BenchmarkColdFolder reads and indexes 10,000 entries for the first time.
// Target: at most 4 s.
func BenchmarkColdFolder(b *testing.B) {
	dir := folderOf(b, 10_000)
	for b.Loop() {
		open(b, dir, b.TempDir())
	}
}

// BenchmarkWarmFolder does it again when nothing changed. Target: at most 1 s.
func BenchmarkWarmFolder(b *testing.B) {
	dir, cache := folderOf(b, 10_000), b.TempDir()
	open(b, dir, cache)
	for b.Loop() {
		open(b, dir, cache)
	}
}

// BenchmarkOneChange reads 10,000 entries again of which one changed. Target:
// live within 2 s, with what the watcher waits.
func BenchmarkOneChange(b *testing.B) {
	dir := folderOf(b, 10_000)
	l := open(b, dir, b.TempDir())
	file := filepath.Join(dir, "7", "onderwerp-7.md")
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
	dir := folderOf(b, 10_000)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		l := OpenLibrary([]string{dir}, true, b.TempDir())
		x := read(b, l)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
		runtime.KeepAlive(x)
		runtime.KeepAlive(l)
	}
}

func open(b *testing.B, dir, cache string) *Library {
	b.Helper()
	l := OpenLibrary([]string{dir}, true, cache)
	read(b, l)
	if err := l.Keep(); err != nil {
		b.Fatal(err)
	}
	return l
}

func read(b *testing.B, l *Library) any {
	b.Helper()
	entries, flaws := l.Read()
	if len(entries) < 10_000 {
		b.Fatalf("%d entries, flaws %v", len(entries), flaws[:min(len(flaws), 3)])
	}
	x, err := l.Index(entries)
	if err != nil {
		b.Fatal(err)
	}
	return x
}
