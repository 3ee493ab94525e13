package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// built is where the program was built, by the flags it was built with.
var built struct {
	mu     sync.Mutex
	folder string
	by     map[string]string
}

// TestMain takes away what was built.
func TestMain(m *testing.M) {
	status := m.Run()
	if built.folder != "" {
		if err := os.RemoveAll(built.folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}

func buildProgram(t testing.TB) string { return buildWith(t) }

// buildStripped builds what an operator would run.
func buildStripped(t testing.TB) string { return buildWith(t, "-trimpath", "-ldflags=-s -w") }

// buildWith builds the program once, however many tests run it.
func buildWith(t testing.TB, flags ...string) string {
	t.Helper()
	built.mu.Lock()
	defer built.mu.Unlock()
	key := strings.Join(flags, " ")
	if binary, ok := built.by[key]; ok {
		return binary
	}
	if built.folder == "" {
		folder, err := os.MkdirTemp("", "wegwijs-built-")
		if err != nil {
			t.Fatal(err)
		}
		built.folder, built.by = folder, map[string]string{}
	}
	binary := filepath.Join(built.folder, fmt.Sprintf("wegwijs-%d", len(built.by)))
	build := exec.Command("go", append(append([]string{"build", "-o", binary}, flags...), ".")...)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	built.by[key] = binary
	return binary
}
