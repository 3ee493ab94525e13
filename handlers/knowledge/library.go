package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"wegwijs/handlers/knowledge/find"
)

// A Library is the entries of folders and of the built-in set. It remembers
// what it read, so that a change costs what changed, and a start with nothing
// changed costs little. It is not safe for concurrent use.
type Library struct {
	folders []string
	cache   string // folder for what is remembered between starts; empty: nothing is
	sets    map[string]*find.Set
	entries []find.Entry // of the last reading
	builtin []find.Entry
	flaws   []find.Flaw // of the built-in set
	words   []*find.WordList
	lexicon *find.Lexicon // of the program, with words
	index   *find.Index   // made since Keep
	changed bool          // since Keep
}

// OpenLibrary prepares to read folders, and the built-in entries when asked.
// An entry in a folder replaces a built-in entry of the same id without remark:
// that is how an organisation corrects one.
func OpenLibrary(folders []string, builtin bool, cache string) *Library {
	l := &Library{folders: folders, cache: cache, sets: map[string]*find.Set{}, lexicon: find.DefaultLexicon()}
	if builtin {
		l.builtin, l.flaws = inside()
	}
	for _, folder := range folders {
		if cache == "" {
			l.sets[folder] = &find.Set{}
		} else {
			l.sets[folder] = find.OpenSet(l.cacheFile(folder, ".entries"))
		}
	}
	return l
}

// inside is the entries of the program with their flaws, and insideIndex the
// index of those alone. They are the same for as long as the program runs, so
// they are read once, however many libraries there are. Nobody may change them.
var (
	inside      = sync.OnceValues(func() ([]find.Entry, []find.Flaw) { return find.Load(Base(), "builtin") })
	insideIndex = sync.OnceValue(func() *find.Index {
		entries, _ := inside()
		return find.NewIndex(entries)
	})
)

func (l *Library) cacheFile(folder, ending string) string {
	sum := sha256.Sum256([]byte(folder))
	return filepath.Join(l.cache, hex.EncodeToString(sum[:8])+ending)
}

// Read reads what changed since the last time. Everything that is wrong comes
// back as a flaw; what is fatal was left out. A folder that cannot be read keeps
// the entries and words it had. When nothing changed the entries are those of the
// last time, and not other ones that are the same.
func (l *Library) Read() ([]find.Entry, []find.Flaw) {
	var all []find.Entry
	var flaws []find.Flaw
	var words []*find.WordList
	place := map[string]int{} // in all, by id
	same := l.entries != nil
	for _, folder := range l.folders {
		read, wrong, changed, err := l.sets[folder].Reload(os.DirFS(folder), folder)
		if err != nil {
			read = l.sets[folder].Entries()
			wrong = []find.Flaw{{File: folder, Fatal: true, Message: "this is not a folder that can be read: correct the path, or make the folder"}}
		}
		l.changed = l.changed || changed
		same = same && !changed
		flaws = append(flaws, wrong...)
		words = append(words, l.sets[folder].WordLists()...)
		all = slices.Grow(all, len(read)+len(l.builtin))
		for i := range read {
			e := &read[i]
			if first, twice := place[e.ID]; twice {
				flaws = append(flaws, find.Flaw{File: e.File, Line: e.Line, Fatal: true, Message: fmt.Sprintf("the id %q is already used by %s:%d; give one of them another id, or remove it", e.ID, all[first].File, all[first].Line)})
				continue
			}
			place[e.ID] = len(all)
			all = append(all, *e)
		}
	}
	if !same {
		for i := range l.builtin {
			if _, replaced := place[l.builtin[i].ID]; !replaced {
				all = append(all, l.builtin[i])
			}
		}
		l.entries = all
		for _, folder := range l.folders {
			l.sets[folder].Share(all)
		}
	}
	if !slices.Equal(words, l.words) { // a list that did not change is the same one
		l.words, l.lexicon = words, find.DefaultLexicon().With(words...)
	}
	return l.entries, append(flaws, l.flaws...)
}

// Check reports what can only be seen over all entries and words together.
func (l *Library) Check(entries []find.Entry, now time.Time) []find.Flaw {
	flaws := find.Check(entries, now)
	if len(l.words) > 0 {
		x := find.NewIndexWith(entries, l.lexicon)
		for _, w := range l.words {
			flaws = append(flaws, w.Check(x)...)
		}
	}
	return flaws
}

// Index makes the index of entries with the words that were read: from what is
// remembered when nothing changed since the last start.
func (l *Library) Index(entries []find.Entry) *find.Index {
	if len(l.folders) == 0 && len(entries) > 0 && len(entries) == len(l.entries) && &entries[0] == &l.entries[0] {
		return insideIndex() // there are no others
	}
	if l.cache == "" || len(l.folders) == 0 || l.changed {
		l.index = find.NewIndexWith(entries, l.lexicon)
		return l.index
	}
	x, stored := find.OpenIndex(entries, l.lexicon, l.indexFile())
	if !stored {
		l.index = x
	}
	return x
}

func (l *Library) indexFile() string { return filepath.Join(l.cache, "index") }

// Keep remembers entries and index for the next start, when they changed. It is
// apart from Index because it takes a while: what was read is used before.
func (l *Library) Keep() error {
	x := l.index
	l.index = nil
	if l.cache == "" || len(l.folders) == 0 || !l.changed && x == nil {
		return nil
	}
	if err := os.MkdirAll(l.cache, 0o700); err != nil {
		return fmt.Errorf("remember the entries: %w", err)
	}
	for _, folder := range l.folders {
		if err := l.sets[folder].Keep(l.cacheFile(folder, ".entries")); err != nil {
			return fmt.Errorf("remember the entries: %w", err)
		}
	}
	if x != nil {
		if err := x.Keep(l.indexFile()); err != nil {
			return fmt.Errorf("remember the index: %w", err)
		}
	}
	l.changed = false
	return nil
}

// Many entries are most of what the program holds, and they stay: the half as
// much again that Go otherwise lets grow beside them is of no use. A question
// leaves some 50 kB of garbage, so that collecting it early costs nearly nothing.
const (
	manyEntries = 1000
	leanGC      = 20 // percent, see GOGC in package runtime
	readGC      = 50 // while entries are read
)

// hurry lets garbage grow for as long as entries are read and indexed again:
// to collect it at every third would take as long as the work. tidy ends it.
func (l *Library) hurry() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(readGC)
	}
}

// tidy gives the memory that reading took back to the system, for 10,000
// entries more than they and their index take, and keeps what grows small: the
// bot is to run beside others on a small machine. Whoever sets GOGC decides.
func (l *Library) tidy(entries int) {
	if entries < manyEntries {
		return
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(leanGC)
	}
	debug.FreeOSMemory()
}
