package find

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// MaxEntries is how many entry files one folder may hold.
const MaxEntries = 50_000

// maxDepth is how deep folders in a folder are read.
const maxDepth = 12

// Load reads every Markdown file below the root of fsys, except files called
// README.md and what starts with a dot or underscore. label stands before the
// path in File and in flaws. A broken file is reported and left out; the others
// are returned, sorted by path. Of two entries with one id the first counts.
//
// Folders are not followed through symbolic links, so a folder that links to
// itself ends.
func Load(fsys fs.FS, label string) ([]Entry, []Flaw) {
	l := &loader{fsys: fsys, label: label}
	err := fs.WalkDir(fsys, ".", l.visit)
	if err != nil && !errors.Is(err, errTooMany) {
		l.report(".", reason(err))
	}
	entries, double := Merge(l.entries)
	return entries, append(l.flaws, double...)
}

// Merge joins sets of entries. Of entries with one id the first counts; each
// other one is reported and left out.
func Merge(sets ...[]Entry) ([]Entry, []Flaw) {
	var (
		out   []Entry
		flaws []Flaw
		first = map[string]string{}
	)
	for _, set := range sets {
		for _, e := range set {
			if file, ok := first[e.ID]; ok {
				flaws = append(flaws, Flaw{e.File, 0, fmt.Sprintf("the id %q is already used by %s; give one of them another id, or remove it", e.ID, file), true})
				continue
			}
			first[e.ID] = e.File
			out = append(out, e)
		}
	}
	return out, flaws
}

var errTooMany = errors.New("too many files")

type loader struct {
	fsys    fs.FS
	label   string
	entries []Entry
	flaws   []Flaw
	files   int
}

func (l *loader) name(p string) string {
	if l.label == "" {
		return p
	}
	return path.Join(l.label, p)
}

func (l *loader) report(p, message string) {
	l.flaws = append(l.flaws, Flaw{l.name(p), 0, message, true})
}

func (l *loader) visit(p string, d fs.DirEntry, err error) error {
	if err != nil {
		l.report(p, reason(err))
		if d != nil && d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	name := d.Name()
	hidden := p != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_"))
	if d.IsDir() {
		if hidden {
			return fs.SkipDir
		}
		if strings.Count(p, "/") >= maxDepth {
			l.report(p, fmt.Sprintf("the folder lies more than %d folders deep and is not read; move it up", maxDepth))
			return fs.SkipDir
		}
		return nil
	}
	if hidden || !strings.EqualFold(path.Ext(name), ".md") || strings.EqualFold(name, "README.md") {
		return nil
	}
	if l.files == MaxEntries {
		l.report(".", fmt.Sprintf("the folder holds more than %d entry files and the rest is not read; point to a smaller folder", MaxEntries))
		return errTooMany
	}
	l.files++
	l.file(p)
	return nil
}

func (l *loader) file(p string) {
	data, err := readLimited(l.fsys, p)
	if err != nil {
		if !errors.Is(err, errNoFile) {
			l.report(p, reason(err))
		}
		return
	}
	e, flaws := Parse(l.name(p), data)
	l.flaws = append(l.flaws, flaws...)
	if !Fatal(flaws) {
		l.entries = append(l.entries, e)
	}
}

var errNoFile = errors.New("not a file")

// readLimited reads at most one byte more than an entry may have, so that a
// huge file, or one that never ends, costs no memory.
func readLimited(fsys fs.FS, p string) ([]byte, error) {
	info, err := fs.Stat(fsys, p) // follows a link to a file
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errNoFile
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := fsys.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxFile+1))
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
