package find

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// MaxEntries is how many entry files one folder may hold.
const MaxEntries = 50_000

const (
	maxDepth = 12        // how deep folders in a folder are read
	maxNames = 1_000_000 // names that are looked at in one folder
)

// Set remembers the entries of a folder by file, so that reading it again after
// a change parses only what changed. The zero Set remembers nothing. It is not
// safe for concurrent use.
type Set struct {
	files map[string]*file
	words []*WordList // of the last reading, by path
	label string
	read  bool // in this run of the program

	entryLimit, nameLimit int // for tests; 0 means MaxEntries and maxNames
}

// file is what was read of one file, and how the file looked then.
type file struct {
	size  int64
	mtime int64  // Unix nanoseconds; 0 is never trusted
	entry *Entry // nil when it cannot be used
	words *WordList
	flaws []Flaw
}

// Reload reads every Markdown file below the root of fsys, except files called
// README.md and what starts with a dot or underscore, and the word lists, for
// WordLists. Files whose size and time
// of change are those of the last call are not read again; a file system that
// tells no times is read whole. label stands before the path in File and in
// flaws.
//
// A broken file is reported and left out; the others are returned, sorted by
// path. Of two entries with one id the first counts. changed says whether
// entries, word lists or flaws may differ from those of the last call. err is set when the
// root cannot be read at all, which is a flaw too; the set then remembers what
// it had, and the caller keeps the entries it has.
//
// Folders are not followed through symbolic links, so a folder that links to
// itself ends. The slices are the caller's; what entries point to is shared and
// must not be changed.
func (s *Set) Reload(fsys fs.FS, label string) (entries []Entry, flaws []Flaw, changed bool, err error) {
	w := &walk{fsys: fsys, label: label, entryLimit: MaxEntries, nameLimit: maxNames}
	if s.entryLimit > 0 {
		w.entryLimit = s.entryLimit
	}
	if s.nameLimit > 0 {
		w.nameLimit = s.nameLimit
	}
	if _, err := fs.ReadDir(fsys, "."); err != nil {
		flaw := Flaw{File: w.name("."), Message: reason(err), Fatal: true}
		return nil, []Flaw{flaw}, true, fmt.Errorf("knowledge in %s: %w", w.name("."), err)
	}
	err = fs.WalkDir(fsys, ".", w.visit)
	if err != nil && !errors.Is(err, errTooMany) {
		w.report(".", reason(err))
	}
	known := s.files
	if s.label != label {
		known = nil
	}
	changed = w.read(known)
	next := make(map[string]*file, len(w.found))
	s.words = nil
	entries = make([]Entry, 0, len(w.found))
	for _, f := range w.found {
		flaws = append(flaws, f.flaws...)
		next[f.path] = f.file
		if f.entry != nil {
			entries = append(entries, *f.entry)
		}
		if f.words != nil {
			s.words = append(s.words, f.words)
		}
	}
	s.files, s.label, s.read = next, label, true
	entries, double := Merge(entries)
	return entries, append(append(flaws, w.flaws...), double...), changed, nil
}

// Entries returns the entries that the last Reload which could read the root
// gave.
func (s *Set) Entries() []Entry {
	if !s.read {
		return nil
	}
	paths := slices.SortedFunc(maps.Keys(s.files), func(a, b string) int { // as they are walked
		return strings.Compare(strings.ReplaceAll(a, "/", "\x00"), strings.ReplaceAll(b, "/", "\x00"))
	})
	entries := make([]Entry, 0, len(paths))
	for _, p := range paths {
		if f := s.files[p]; f.entry != nil {
			entries = append(entries, *f.entry)
		}
	}
	entries, _ = Merge(entries)
	return entries
}

// Share makes the set remember its entries where they are in a slice, so that
// they are not held twice. The slice must not be changed any more.
func (s *Set) Share(entries []Entry) {
	at := make(map[string]*Entry, len(entries))
	for i := range entries {
		at[entries[i].File] = &entries[i]
	}
	for _, f := range s.files {
		if f.entry == nil {
			continue
		}
		if e := at[f.entry.File]; e != nil && e.ID == f.entry.ID {
			f.entry = e
		} else {
			own := *f.entry // one that counts no more must not keep the slice it was in
			f.entry = &own
		}
	}
}

// WordLists returns the word lists that the last Reload found, by path. They
// must not be changed.
func (s *Set) WordLists() []*WordList { return s.words }

// walk looks for entry files.
type walk struct {
	fsys                  fs.FS
	label                 string
	entryLimit, nameLimit int
	names                 int
	found                 []found
	flaws                 []Flaw
}

type found struct {
	path string
	*file
}

var errTooMany = errors.New("too many files")

func (w *walk) name(p string) string {
	if w.label == "" {
		return p
	}
	return path.Join(w.label, p)
}

func (w *walk) report(p, message string) {
	w.flaws = append(w.flaws, Flaw{w.name(p), 0, message, true})
}

func (w *walk) visit(p string, d fs.DirEntry, err error) error {
	if err != nil {
		w.report(p, reason(err))
		if d != nil && d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	if w.names++; w.names > w.nameLimit {
		w.report(".", fmt.Sprintf("the folder holds more than %d names and the rest is not looked at; point to a smaller folder", w.nameLimit))
		return errTooMany
	}
	name := d.Name()
	hidden := p != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_"))
	if d.IsDir() {
		if hidden {
			return fs.SkipDir
		}
		if strings.Count(p, "/") >= maxDepth {
			w.report(p, fmt.Sprintf("the folder lies more than %d folders deep and is not read; move it up", maxDepth))
			return fs.SkipDir
		}
		return nil
	}
	if hidden || !isWordList(p) && (!strings.EqualFold(path.Ext(name), ".md") || strings.EqualFold(name, "README.md")) {
		return nil
	}
	if len(w.found) == w.entryLimit {
		w.report(".", fmt.Sprintf("the folder holds more than %d entry files and the rest is not read; point to a smaller folder", w.entryLimit))
		return errTooMany
	}
	f, err := w.stat(p, d)
	if err != nil {
		if !errors.Is(err, errNoFile) {
			why := reason(err)
			if errors.Is(err, fs.ErrNotExist) { // its name is there
				why = "the file it links to does not exist; correct the link or remove it"
			}
			f = &file{flaws: []Flaw{{w.name(p), 0, why, true}}}
			w.found = append(w.found, found{p, f})
		}
		return nil
	}
	w.found = append(w.found, found{p, f})
	return nil
}

func isWordList(p string) bool { return strings.EqualFold(path.Base(p), WordListName) }

var errNoFile = errors.New("not a file")

// stat looks at a file, through a link when it is one.
func (w *walk) stat(p string, d fs.DirEntry) (*file, error) {
	info, err := d.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = fs.Stat(w.fsys, p)
	}
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errNoFile
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f := &file{size: info.Size()}
	if t := info.ModTime(); !t.IsZero() {
		f.mtime = t.UnixNano()
	}
	return f, nil
}

// read takes over what is known of unchanged files and parses the others, on
// all processors. It reports whether anything may differ.
func (w *walk) read(known map[string]*file) (changed bool) {
	changed = len(known) != len(w.found)
	var parse []int
	for i := range w.found {
		f := &w.found[i]
		if len(f.flaws) > 0 { // it could not be looked at
			changed = changed || !same(known[f.path], f.file)
			continue
		}
		if old := known[f.path]; old != nil && old.mtime != 0 && old.mtime == f.mtime && old.size == f.size {
			f.file = old
			continue
		}
		parse = append(parse, i)
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parse)) {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(parse) {
					return
				}
				w.parse(&w.found[parse[i]])
			}
		})
	}
	wait.Wait()
	for _, i := range parse {
		changed = changed || !same(known[w.found[i].path], w.found[i].file)
	}
	return changed
}

// same reports whether two readings of a file gave the same.
func same(a, b *file) bool {
	return a != nil && b != nil && reflect.DeepEqual(a.entry, b.entry) && reflect.DeepEqual(a.words, b.words) && reflect.DeepEqual(a.flaws, b.flaws)
}

func (w *walk) parse(f *found) {
	data, err := w.content(f)
	if err != nil {
		f.flaws = []Flaw{{w.name(f.path), 0, reason(err), true}}
		f.mtime = 0 // look again next time
		return
	}
	if isWordList(f.path) {
		f.read(w.name(f.path), data)
		return
	}
	e, flaws := Parse(w.name(f.path), data)
	f.flaws = flaws
	if !Fatal(flaws) {
		e.pack()
		f.entry = &e
	}
}

// read takes the words of a list, when they can be used.
func (f *file) read(name string, data []byte) {
	words, flaws := ParseWordList(name, data)
	f.flaws = flaws
	if !Fatal(flaws) {
		f.words = words
	}
}

// content reads at most one byte more than an entry may have, so that a huge
// file, or one that grows for ever, costs no memory.
func (w *walk) content(f *found) ([]byte, error) {
	in, err := w.fsys.Open(f.path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	if f.size > MaxFile {
		return make([]byte, MaxFile+1), nil // Parse says that it is too large
	}
	out := make([]byte, 0, f.size+1)
	for {
		n, err := in.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		switch {
		case err == io.EOF || len(out) > MaxFile:
			return out, nil
		case err != nil:
			return nil, err
		case len(out) == cap(out):
			out = append(out, 0)[:len(out)]
		}
	}
}

// reason turns an error of the file system into a sentence with a remedy.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "it does not exist; check the path in the configuration"
	case errors.Is(err, fs.ErrPermission):
		return "it may not be read; give the account that runs the program the right to read it"
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return fmt.Sprintf("it cannot be read (%v); check that it is an ordinary file", err)
}

const setMagic = "wegwijs set"

// Save writes what the set remembers, for Restore.
func (s *Set) Save(w io.Writer) error {
	e := newEncoder(w)
	e.text(setMagic)
	e.number(formatVersion)
	e.text(parseRules())
	e.text(s.label)
	e.number(uint64(len(s.files)))
	for p, f := range s.files {
		e.text(p)
		e.number(uint64(f.size))
		e.number(uint64(f.mtime))
		e.number(uint64(len(f.flaws)))
		for _, flaw := range f.flaws {
			e.text(flaw.File)
			e.number(uint64(flaw.Line))
			e.text(flaw.Message)
			e.yes(flaw.Fatal)
		}
		if e.yes(f.entry != nil); f.entry != nil {
			e.entry(f.entry)
		}
		if e.yes(f.words != nil); f.words != nil {
			e.text(string(f.words.source))
		}
	}
	return e.close(w)
}

// Restore reads what Save wrote; the next Reload then parses only files that
// changed since. What is damaged, cut off or made by another version gives an
// error and leaves the set as it was.
func (s *Set) Restore(r io.Reader) error {
	d := newDecoder(r)
	if d.text(len(setMagic)) != setMagic || d.number() != formatVersion || d.text(mostText) != parseRules() {
		return errBroken
	}
	label := d.text(mostText)
	n := d.count(maxNames)
	files := make(map[string]*file, min(n, chunk))
	for range n {
		p := d.text(mostText)
		f := &file{size: int64(d.number()), mtime: int64(d.number())}
		for range d.count(mostList * 16) {
			if d.err != nil {
				break
			}
			flaw := Flaw{File: d.text(mostText), Line: d.count(MaxFile), Message: d.text(mostText)}
			flaw.Fatal = d.yes()
			f.flaws = append(f.flaws, flaw)
		}
		if d.yes() {
			f.entry = d.entry()
		}
		if d.yes() { // read again, as this version reads it
			source := d.text(mostText)
			f.read(path.Join(label, p), []byte(source))
		}
		if d.err != nil {
			return d.err
		}
		files[p] = f
	}
	if err := d.close(); err != nil {
		return err
	}
	s.files, s.label = files, label
	return nil
}

// parseRules is what Parse makes of a file that has something of everything, so
// that entries read by another version of the program are not taken over.
func parseRules() string {
	e, flaws := Parse("probe.md", []byte(probeEntry))
	return fmt.Sprintf("%+v %v %d %d %d", e, flaws, maxTitle, MaxSummary, maxLine)
}

const probeEntry = `---
id: probe
kind: tool
title: {nl: a, en: b}
summary: een samenvatting
questions: [wat is dit]
keywords: {a: b}
url: javascript:x
access: secret
contact: tel:1
valid_until: 2026-02-30
other: 1
---
Text
`
