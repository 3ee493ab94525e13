package find

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// entryFile is a file with an entry of its own id.
func entryFile(id string, at time.Time) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Replace(good, "id: leernetwerk", "id: "+id, 1)), ModTime: at, Mode: 0o644}
}

// counting counts how many files are opened.
type counting struct {
	fstest.MapFS
	mu     *sync.Mutex // files are read side by side
	opened map[string]int
}

func (c counting) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".md") {
		c.mu.Lock()
		c.opened[name]++
		c.mu.Unlock()
	}
	return c.MapFS.Open(name)
}

func TestReloadReadsOnlyWhatChanged(t *testing.T) {
	fsys := counting{fstest.MapFS{}, &sync.Mutex{}, map[string]int{}}
	for i := range 20 {
		fsys.MapFS[fmt.Sprintf("map/e%02d.md", i)] = entryFile(fmt.Sprintf("e%d", i), today)
	}
	fsys.MapFS["broken.md"] = &fstest.MapFile{Data: []byte("---\nid: x\n"), ModTime: today}
	var s Set
	reload := func(what string, wantEntries, wantFlaws int, wantChanged bool, wantOpened ...string) []Entry {
		t.Helper()
		clear(fsys.opened)
		entries, flaws, changed, err := s.Reload(fsys, "set")
		if err != nil || len(entries) != wantEntries || len(flaws) != wantFlaws || changed != wantChanged {
			t.Errorf("%s: %d entries, flaws %v, changed %v, err %v", what, len(entries), flaws, changed, err)
		}
		var opened []string
		for name := range fsys.opened {
			opened = append(opened, name)
		}
		if wantOpened != nil && !cmp.Equal(opened, wantOpened) || wantOpened == nil && len(opened) > 0 {
			t.Errorf("%s: opened %v, want %v", what, opened, wantOpened)
		}
		return entries
	}
	entries, flaws, changed, err := s.Reload(fsys, "set")
	if len(entries) != 20 || len(flaws) != 1 || !changed || err != nil {
		t.Fatalf("%d entries, flaws %v, changed %v, err %v", len(entries), flaws, changed, err)
	}
	reload("nothing changed", 20, 1, false)
	fsys.MapFS["map/e03.md"] = entryFile("e3", today.Add(time.Second))
	reload("touched", 20, 1, false, "map/e03.md")
	fsys.MapFS["map/e03.md"] = entryFile("renamed", today.Add(2*time.Second))
	if got := reload("changed", 20, 1, true, "map/e03.md"); got[3].ID != "renamed" || got[3].File != "set/map/e03.md" {
		t.Errorf("the fourth entry is %s in %s", got[3].ID, got[3].File)
	}
	fsys.MapFS["map/e99.md"] = entryFile("new", today)
	reload("added", 21, 1, true, "map/e99.md")
	delete(fsys.MapFS, "map/e99.md")
	reload("removed", 20, 1, true)
	fsys.MapFS["broken.md"] = entryFile("mended", today.Add(time.Second))
	reload("mended", 21, 0, true, "broken.md")
	fsys.MapFS["map/e04.md"], fsys.MapFS["map/e05.md"] = entryFile("e5", today.Add(time.Second)), entryFile("e5", today.Add(time.Second))
	clear(fsys.opened)
	entries, flaws, changed, _ = s.Reload(fsys, "set")
	if want := `set/map/e05.md:2: the id "e5" is already used by set/map/e04.md:2;`; len(entries) != 20 || !changed || len(flaws) != 1 || !strings.HasPrefix(flaws[0].String(), want) {
		t.Errorf("two entries with one id: %d entries, flaws %v, want %s", len(entries), flaws, want)
	}
	if got, _, changed, _ := s.Reload(fsys, "other"); !changed || got[0].File != "other/broken.md" {
		t.Errorf("another label: changed %v, file %s", changed, got[0].File)
	}
	if _, _, _, err := s.Reload(missing{}, "other"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing root gives %v", err)
	}
	if got, _, changed, err := s.Reload(fsys, "other"); len(got) != 20 || changed || err != nil {
		t.Errorf("after a missing root: %d entries, changed %v, err %v", len(got), changed, err)
	}
}

func TestReloadWithoutTimesReadsEverything(t *testing.T) {
	fsys := counting{fstest.MapFS{"a.md": entryFile("a", time.Time{})}, &sync.Mutex{}, map[string]int{}}
	var s Set
	s.Reload(fsys, "")
	fsys.MapFS["a.md"] = entryFile("b", time.Time{})
	if entries, _, changed, _ := s.Reload(fsys, ""); entries[0].ID != "b" || !changed || fsys.opened["a.md"] != 2 {
		t.Errorf("entry %s, changed %v, opened %d times", entries[0].ID, changed, fsys.opened["a.md"])
	}
}

func TestTooManyFilesAreBounded(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 40 {
		fsys[fmt.Sprintf("e%02d.md", i)] = entryFile(fmt.Sprintf("e%d", i), today)
		fsys[fmt.Sprintf("f%02d.txt", i)] = &fstest.MapFile{}
	}
	for _, c := range []struct {
		set     Set
		entries int
		flaw    string
	}{
		{Set{entryLimit: 10}, 10, "more than 10 entry files and the rest is not read; point to a smaller folder"},
		{Set{nameLimit: 20}, 19, "more than 20 names and the rest is not looked at; point to a smaller folder"},
		{Set{entryLimit: 40}, 40, ""},
	} {
		entries, flaws, _, err := c.set.Reload(fsys, "set")
		if len(entries) != c.entries || err != nil || c.flaw == "" && len(flaws) > 0 || c.flaw != "" && (len(flaws) != 1 || !strings.Contains(flaws[0].String(), c.flaw) || !flaws[0].Fatal) {
			t.Errorf("%d entries, flaws %v, err %v, want %d and %q", len(entries), flaws, err, c.entries, c.flaw)
		}
		if _, _, changed, _ := c.set.Reload(fsys, "set"); changed {
			t.Error("nothing changed, and it says so")
		}
	}
}

func TestBadFilesAreReportedAndTheRestIsRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string, mode fs.FileMode) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("good.md", good, 0o600)
	write("invalid.md", good+"\xff", 0o600)
	write("list.md", "---\n- a\n- b\n---\n", 0o600)
	write("huge.md", "", 0o600)
	if err := os.Truncate(filepath.Join(dir, "huge.md"), 50<<20); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("loop.md", filepath.Join(dir, "loop.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "again")); err != nil {
		t.Fatal(err)
	}
	entries, flaws := Load(os.DirFS(dir), "set")
	if len(entries) != 1 {
		t.Errorf("entries %v", entries)
	}
	var got []string
	for _, f := range flaws {
		got = append(got, f.String())
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{
		"set/huge.md: the file is larger than 1 MiB", "set/invalid.md:21: the file is not valid UTF-8",
		"set/list.md:2: the front matter is not valid YAML (it is a list", "set/loop.md: it cannot be read (too many levels of symbolic links)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no flaw %q in\n%s", want, text)
		}
	}
	if len(flaws) != 4 {
		t.Errorf("flaws:\n%s", text)
	}
}

// unreadable refuses to open one file.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "secret.md" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

// forbidden is a file system that nothing may be read of: chmod does not keep
// root out, and a test must not depend on who runs it.
type forbidden struct{}

func (forbidden) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

// half forbids one folder.
type half struct{ fstest.MapFS }

func (h half) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "dicht" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return h.MapFS.ReadDir(name)
}

func TestUnreadableFolders(t *testing.T) {
	fsys := fstest.MapFS{"a.md": entryFile("a", today), "dicht/b.md": entryFile("b", today)}
	var s Set
	if entries, flaws, _, err := s.Reload(half{fsys}, "set"); len(entries) != 1 || err != nil || len(flaws) != 1 ||
		flaws[0].String() != "set/dicht: it may not be read; give the account that runs the program the right to read it" {
		t.Errorf("a folder in the folder: %d entries, flaws %v, err %v", len(entries), flaws, err)
	}
	if entries, flaws, _, _ := s.Reload(fsys, "set"); len(entries) != 2 || len(flaws) != 0 {
		t.Errorf("once it may be read: %d entries, flaws %v", len(entries), flaws)
	}
	_, flaws, _, err := s.Reload(forbidden{}, "set")
	if !errors.Is(err, fs.ErrPermission) || len(flaws) != 1 || !flaws[0].Fatal || !strings.HasPrefix(flaws[0].String(), "set: it may not be read; give") {
		t.Errorf("the folder itself: flaws %v, err %v", flaws, err)
	}
	if entries, _, changed, err := s.Reload(fsys, "set"); len(entries) != 2 || changed || err != nil {
		t.Errorf("afterwards: %d entries, changed %v, err %v", len(entries), changed, err)
	}
}

func TestUnreadableFilesAreTriedAgain(t *testing.T) {
	fsys := fstest.MapFS{"a.md": entryFile("a", today), "secret.md": entryFile("b", today)}
	var s Set
	entries, flaws, _, err := s.Reload(unreadable{fsys}, "set")
	if len(entries) != 1 || err != nil || len(flaws) != 1 || !strings.Contains(flaws[0].String(), "set/secret.md: it may not be read; give the account") {
		t.Errorf("%d entries, flaws %v, err %v", len(entries), flaws, err)
	}
	if entries, flaws, changed, _ := s.Reload(fsys, "set"); len(entries) != 2 || len(flaws) != 0 || !changed {
		t.Errorf("%d entries, flaws %v, changed %v", len(entries), flaws, changed)
	}
}

func TestSetIsKeptAndRestored(t *testing.T) {
	fsys := counting{fstest.MapFS{"a.md": entryFile("a", today), "b.md": {Data: []byte("---\nid: x\n"), ModTime: today}}, &sync.Mutex{}, map[string]int{}}
	var s Set
	want, wantFlaws, _, _ := s.Reload(fsys, "set")
	name := filepath.Join(t.TempDir(), "set")
	if err := s.Keep(name); err != nil {
		t.Fatal(err)
	}
	clear(fsys.opened)
	got, flaws, changed, err := OpenSet(name).Reload(fsys, "set")
	if diff := cmp.Diff(want, got) + cmp.Diff(wantFlaws, flaws); diff != "" || changed || err != nil || len(fsys.opened) > 0 {
		t.Errorf("changed %v, err %v, opened %v\n%s", changed, err, fsys.opened, diff)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 7 {
		for _, broken := range [][]byte{data[:i], append(append(bytes.Clone(data[:i]), data[i]^0x20), data[i+1:]...)} {
			var s Set
			if err := s.Restore(bytes.NewReader(broken)); err == nil {
				t.Fatalf("a set damaged at byte %d is taken", i)
			}
		}
	}
	if err := s.Keep(filepath.Join(t.TempDir(), "no", "folder")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that does not exist gives %v", err)
	}
	if entries, _, changed, _ := OpenSet(filepath.Join(t.TempDir(), "none")).Reload(fsys, "set"); len(entries) != 1 || !changed {
		t.Errorf("without a file: %d entries, changed %v", len(entries), changed)
	}
}

// An entry that is stored must come back whole, also when it gets a new field.
func TestStoredEntriesComeBackWhole(t *testing.T) {
	var e Entry
	n := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		n++
		switch v.Kind() {
		case reflect.String:
			v.SetString(fmt.Sprintf("text %d", n))
		case reflect.Int:
			v.SetInt(int64(n % 12))
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			for i := range v.Len() {
				fill(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		default:
			t.Fatalf("a field of kind %s", v.Kind())
		}
	}
	fill(reflect.ValueOf(&e).Elem())
	var out bytes.Buffer
	enc := newEncoder(&out)
	enc.entry(&e)
	if err := enc.close(&out); err != nil {
		t.Fatal(err)
	}
	dec := newDecoder(&out)
	got := dec.entry()
	if err := dec.close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&e, got); diff != "" {
		t.Error(diff)
	}
}

// What a set remembers is what Reload gave, where the caller keeps it.
func TestEntriesAreHeldOnce(t *testing.T) {
	at := time.Unix(1_700_000_000, 0)
	fsys := fstest.MapFS{"b/x.md": entryFile("x", at), "b.md": entryFile("y", at), "a.md": entryFile("z", at), "c.md": entryFile("x", at)}
	var s Set
	if s.Entries() != nil {
		t.Error("a set that read nothing has entries")
	}
	entries, _, _, err := s.Reload(fsys, "set")
	if err != nil || len(entries) != 3 || !reflect.DeepEqual(s.Entries(), entries) {
		t.Fatalf("read %v, remembers %v, err %v", entries, s.Entries(), err)
	}
	s.Share(entries)
	for i := range entries {
		if f := s.files[strings.TrimPrefix(entries[i].File, "set/")]; f.entry != &entries[i] {
			t.Errorf("%s is held twice", entries[i].File)
		}
	}
	if again, _, changed, _ := s.Reload(fsys, "set"); changed || !reflect.DeepEqual(again, entries) {
		t.Errorf("changed %v: %v", changed, again)
	}
}
