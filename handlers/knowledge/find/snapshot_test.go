package find

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func saved(t testing.TB, x *Index) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := x.Save(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sameAnswers(t *testing.T, want, got *Index, questions []string) {
	t.Helper()
	for _, q := range questions {
		a, b := want.Find(q, Options{Top: 5, Now: today}), got.Find(q, Options{Top: 5, Now: today})
		if a.Band != b.Band || a.Confidence != b.Confidence || !slices.Equal(ids(a), ids(b)) {
			t.Errorf("%q: %s %.3f %v and %s %.3f %v", q, a.Band, a.Confidence, ids(a), b.Band, b.Confidence, ids(b))
		}
	}
}

func TestRestoredIndexAnswersTheSame(t *testing.T) {
	entries := slices.Concat(builtin().Entries(), synthetic(500))
	want := NewIndex(entries)
	got, err := RestoreIndex(bytes.NewReader(saved(t, want)), entries, DefaultLexicon())
	if err != nil {
		t.Fatal(err)
	}
	questions := asked(entries, 100)
	for _, q := range oddQuestions() {
		questions = append(questions, q)
	}
	sameAnswers(t, want, got, append(questions, "wie zit er in de AIC", "hoe maak ik een comunicatieplan"))
	for _, few := range [][]Entry{nil, {{}}} {
		if _, err := RestoreIndex(bytes.NewReader(saved(t, NewIndex(few))), few, DefaultLexicon()); err != nil {
			t.Errorf("an index over %d entries gives %v", len(few), err)
		}
	}
}

func TestIndexOverOtherEntriesIsNotTaken(t *testing.T) {
	entries := few()
	data := saved(t, NewIndex(entries))
	other := slices.Clone(entries)
	other[1].Keywords = []string{"nieuw"}
	lex, err := ParseLexicon([]byte("known: weer"))
	if err != nil {
		t.Fatal(err)
	}
	for name, restore := range map[string]func() (*Index, error){
		"a keyword more": func() (*Index, error) { return RestoreIndex(bytes.NewReader(data), other, DefaultLexicon()) },
		"an entry less":  func() (*Index, error) { return RestoreIndex(bytes.NewReader(data), entries[1:], DefaultLexicon()) },
		"another lexicon": func() (*Index, error) {
			return RestoreIndex(bytes.NewReader(data), entries, lex)
		},
	} {
		if _, err := restore(); !errors.Is(err, ErrOtherEntries) {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func TestDamagedIndexIsNotTaken(t *testing.T) {
	entries := few()
	data := saved(t, NewIndex(entries))
	for i := 0; i < len(data); i += 11 {
		for _, broken := range [][]byte{data[:i], append(append(bytes.Clone(data[:i]), data[i]^0x10), data[i+1:]...)} {
			if _, err := RestoreIndex(bytes.NewReader(broken), entries, DefaultLexicon()); err == nil {
				t.Fatalf("an index damaged at byte %d is taken", i)
			}
		}
	}
	if _, err := RestoreIndex(bytes.NewReader(append(data, 0)), entries, DefaultLexicon()); err == nil {
		t.Error("an index with something behind it is taken")
	}
}

func TestCachedIndex(t *testing.T) {
	entries := few()
	name := filepath.Join(t.TempDir(), "index")
	for _, c := range []struct {
		what   string
		before func()
		stored bool
	}{
		{"the first time", func() {}, false},
		{"again", func() {}, true},
		{"with other entries", func() { entries = entries[1:] }, false},
		{"with these again", func() {}, true},
		{"when the file is broken", func() { os.WriteFile(name, []byte("wegwijs index"), 0o600) }, false},
		{"when it was mended", func() {}, true},
	} {
		c.before()
		x, stored := OpenIndex(entries, DefaultLexicon(), name)
		if err := x.Keep(name); err != nil || stored != c.stored {
			t.Errorf("%s: stored %v, err %v", c.what, stored, err)
		}
		sameAnswers(t, NewIndex(entries), x, []string{"personeelsmagazine", "wat doet het loket"})
	}
	none := filepath.Join(t.TempDir(), "no", "folder")
	x, stored := OpenIndex(entries, DefaultLexicon(), none)
	if err := x.Keep(none); err == nil || stored {
		t.Errorf("a folder that does not exist: stored %v, err %v", stored, err)
	}
	left, err := filepath.Glob(name + "*")
	if err != nil || len(left) != 1 {
		t.Errorf("files left behind: %v", left)
	}
}

// resealed gives data the checksum of what it holds, to get past it.
func resealed(data []byte) []byte {
	var out bytes.Buffer
	e := newEncoder(&out)
	e.out.Write(data)
	e.close(&out)
	return out.Bytes()
}

// Whatever a file holds, restoring gives an error or an index that can be
// searched, and takes no more memory than the file explains.
func FuzzRestoreIndex(f *testing.F) {
	entries := few()
	data := saved(f, NewIndex(entries))
	data = data[:len(data)-32]
	f.Add(uint32(0), data[100:140])
	f.Add(uint32(60), binary.AppendUvarint(nil, 1<<29))
	f.Add(uint32(len(data)-40), []byte{255, 255, 255})
	f.Fuzz(func(t *testing.T, at uint32, patch []byte) {
		broken := bytes.Clone(data)
		copy(broken[int(at)%len(broken):], patch)
		x, err := RestoreIndex(bytes.NewReader(resealed(broken)), entries, DefaultLexicon())
		if err != nil {
			return
		}
		for _, q := range []string{"personeelsmagazine", "personeelsmagzine bij het OM", "draaiboek voor het loket communicatie"} {
			x.Find(q, Options{Top: 5, Now: today})
		}
	})
}

func FuzzRestoreSet(f *testing.F) {
	var s Set
	s.Reload(os.DirFS("../base"), "base")
	for name := range s.files {
		if name > "b" {
			delete(s.files, name)
		}
	}
	var out bytes.Buffer
	if err := s.Save(&out); err != nil {
		f.Fatal(err)
	}
	data := out.Bytes()[:out.Len()-32]
	f.Add(uint32(0), data[100:140])
	f.Add(uint32(500), binary.AppendUvarint(nil, 1<<40))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte) {
		broken := bytes.Clone(data)
		copy(broken[int(at)%len(broken):], patch)
		var s Set
		if err := s.Restore(bytes.NewReader(resealed(broken))); err == nil {
			s.Reload(os.DirFS("../base"), "base")
		}
	})
}
