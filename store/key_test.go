package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func openKeys(t testing.TB, dir string) *Keys {
	t.Helper()
	k, err := OpenKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func makeKey(t testing.TB, k *Keys, poll string) (secret []byte) {
	t.Helper()
	if err := k.Make(poll); err != nil {
		t.Fatal(err)
	}
	secret, err := os.ReadFile(filepath.Join(k.dir, poll+".key"))
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestATagIsAnHMAC(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "keys")
	k := openKeys(t, dir)
	secret := makeKey(t, k, "abcd2345")
	h := hmac.New(sha256.New, secret)
	h.Write([]byte("web|ann"))
	want := h.Sum(nil)
	for i, k := range []*Keys{k, openKeys(t, dir)} { // also after a restart
		tag, err := k.Tag("abcd2345", "web|ann")
		if err != nil || !bytes.Equal(tag, want) {
			t.Errorf("%d: %x, %v, want %x", i, tag, err, want)
		}
		if tag, err := k.Tag("abcd2345", "web|bob"); err != nil || bytes.Equal(tag, want) {
			t.Errorf("%d: two people are one: %v", i, err)
		}
	}
	if other := makeKey(t, k, "efgh2345"); bytes.Equal(other, secret) || len(other) != 32 {
		t.Errorf("another poll has the key %x", other)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]os.FileMode{dir: 0o700 | os.ModeDir, filepath.Join(dir, "abcd2345.key"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	// What somebody made readable is closed again.
	if err := errors.Join(os.Chmod(dir, 0o755), os.Chmod(filepath.Join(dir, "abcd2345.key"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := openKeys(t, dir).Tag("abcd2345", "x"); err != nil {
		t.Error(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700 | os.ModeDir, filepath.Join(dir, "abcd2345.key"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestAKeyIsNeverReplaced(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir)
	secret := makeKey(t, k, "p")
	for _, again := range []*Keys{k, openKeys(t, dir)} {
		if got := makeKey(t, again, "p"); !bytes.Equal(got, secret) {
			t.Error("it was replaced")
		}
	}
	file := filepath.Join(dir, "p.key")
	// Whoever has it in memory goes on with it, and puts it back.
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if got := makeKey(t, k, "p"); !bytes.Equal(got, secret) {
		t.Error("a poll that is running got another key")
	}
	for name, data := range map[string][]byte{"half": secret[:16], "empty": {}, "long": make([]byte, 33), "zeros": make([]byte, 32)} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		k := openKeys(t, dir)
		_, err := k.Tag("p", "ann")
		for _, err := range []error{err, k.Make("p")} {
			if !errors.Is(err, ErrBadKey) || !errors.Is(err, ErrNoKey) || !strings.Contains(err.Error(), file) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: it was changed, %v", name, err)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := openKeys(t, dir).Make("p"); !errors.Is(err, ErrBadKey) {
		t.Errorf("a folder: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestIdsThatLeadElsewhereHaveNoKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	k := openKeys(t, dir)
	for _, id := range []string{"", "../x", "a/b", `a\b`, "A", "a.b", "é", "a\x00", strings.Repeat("a", 33), "con:", " a"} {
		_, err := k.Tag(id, "ann")
		for _, err := range []error{err, k.Make(id), k.Forget(id)} {
			if err == nil || errors.Is(err, ErrNoKey) || len(err.Error()) > 200 {
				t.Errorf("%q: %v", id, err)
			}
		}
	}
	if got := contents(t, filepath.Dir(dir)); got != "keys: \n" {
		t.Errorf("made: %s", got)
	}
	makeKey(t, k, strings.Repeat("z", 32))
}

func TestAForgottenKeyIsGone(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir)
	secret := makeKey(t, k, "p")
	known, _ := k.loaded.Load("p")
	// A second name of the file shows that it was overwritten, not only deleted.
	second := filepath.Join(t.TempDir(), "second")
	if err := os.Link(filepath.Join(dir, "p.key"), second); err != nil {
		t.Skipf("no links here: %v", err)
	}
	for range 2 { // the second time there is none, which is no error
		if err := k.Forget("p"); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(second); err != nil || bytes.Contains(data, secret[:8]) {
		t.Errorf("the file has %x, %v", data, err)
	}
	if known.(*pollKey).secret != [keySize]byte{} {
		t.Error("it is still in memory")
	}
	for _, k := range []*Keys{k, openKeys(t, dir)} {
		if _, err := k.Tag("p", "ann"); !errors.Is(err, ErrNoKey) || errors.Is(err, ErrBadKey) {
			t.Errorf("a tag: %v", err)
		}
	}
	if got := contents(t, dir); got != "" {
		t.Errorf("left: %s", got)
	}
	// What a link leads to is somebody else's.
	if err := os.WriteFile(second, []byte("somebody else's"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(second, filepath.Join(dir, "q.key")); err != nil {
		t.Fatal(err)
	}
	if err := k.Forget("q"); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(second); err != nil || string(data) != "somebody else's" {
		t.Errorf("it has %q, %v", data, err)
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir)
	for _, p := range []string{"open", "closed1", "closed2"} {
		makeKey(t, k, p)
	}
	for _, name := range []string{"README", "UPPER.key", ".unfinished-123"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	k = openKeys(t, dir)
	gone, err := k.Sweep(func(poll string) bool { return poll == "open" })
	if diff := cmp.Diff([]string{"closed1", "closed2"}, gone); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if all, err := k.All(); err != nil || !slices.Equal(all, []string{"open"}) {
		t.Errorf("left: %v, %v", all, err)
	}
	var names []string
	for _, line := range strings.Split(strings.TrimSpace(contents(t, dir)), "\n") {
		names = append(names, strings.SplitN(line, ":", 2)[0])
	}
	if diff := cmp.Diff([]string{"README", "UPPER.key", "open.key"}, names); diff != "" {
		t.Error(diff)
	}
	// One that cannot be deleted does not spare the others.
	if err := os.MkdirAll(filepath.Join(dir, "bad.key", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	gone, err = k.Sweep(func(string) bool { return false })
	if err == nil || !strings.Contains(err.Error(), "bad.key") || !slices.Equal(gone, []string{"open"}) {
		t.Errorf("gone: %v, %v", gone, err)
	}
}

func TestKeysFromManySides(t *testing.T) {
	k := openKeys(t, t.TempDir())
	var all sync.WaitGroup
	stop := make(chan bool)
	var tags atomic.Int64
	for range 8 {
		all.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				_, err := k.Tag(fmt.Sprintf("p%d", i%4), "ann")
				if err == nil {
					tags.Add(1)
				} else if !errors.Is(err, ErrNoKey) || errors.Is(err, ErrBadKey) {
					t.Error(err)
				}
			}
		})
	}
	for i := range 40 {
		poll := fmt.Sprintf("p%d", i%4)
		if err := k.Make(poll); err != nil {
			t.Error(err)
		}
		if i%4 == 3 {
			if err := k.Forget(poll); err != nil {
				t.Error(err)
			}
		}
	}
	close(stop)
	all.Wait()
	if tags.Load() == 0 {
		t.Error("no tags: this test cannot see")
	}
}

// keyVictim makes keys until it is killed, and prints each that is on disk.
func keyVictim(dir string) {
	k, err := OpenKeys(dir)
	for i := 0; err == nil; i++ {
		poll := fmt.Sprintf("p%d", i)
		if err = k.Make(poll); err == nil {
			fmt.Println(poll)
		}
		if i >= 3 && err == nil { // and forgets some
			err = k.Forget(fmt.Sprintf("p%d", i-3))
		}
	}
	fmt.Println("error:", err)
	os.Exit(1)
}

func TestNoHalfKeyAfterAKill(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for round := range 6 {
		dir := t.TempDir()
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), "STORE_TEST_KEYS="+dir)
		out := &printed{wanted: 1, seen: make(chan bool)}
		cmd.Stdout = out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-out.seen
		time.Sleep(time.Duration(round) * 3 * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		words := strings.Split(out.text.String(), "\n")
		last := words[len(words)-2]
		k := openKeys(t, dir)
		if _, err := k.Tag(last, "ann"); err != nil {
			t.Errorf("the last that was confirmed, %s: %v", last, err)
		}
		all, err := k.All()
		if err != nil || len(all) > 5 {
			t.Errorf("%d keys, %v", len(all), err)
		}
		for _, poll := range all {
			data, err := os.ReadFile(filepath.Join(dir, poll+".key"))
			if err != nil {
				t.Fatal(err)
			}
			// One that was being forgotten may be left without a key in it.
			_, err = k.Tag(poll, "ann")
			forgotten := len(data) == 0 || bytes.Equal(data, make([]byte, 32))
			if len(data) != 0 && len(data) != 32 || forgotten != (err != nil) {
				t.Errorf("%s has %d bytes: %v", poll, len(data), err)
			}
			if err := k.Forget(poll); err != nil {
				t.Error(err)
			}
		}
		if got := contents(t, dir); got != "" {
			t.Errorf("left: %s", got)
		}
	}
}

func BenchmarkTag(b *testing.B) {
	k := openKeys(b, b.TempDir())
	makeKey(b, k, "p")
	b.SetParallelism(64 / runtime.GOMAXPROCS(0))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := k.Tag("p", "mattermost|8q4xkz6mbjg9igeb1xqdw3ry9e"); err != nil {
				b.Error(err)
			}
		}
	})
}
