package knowledge

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/rs/zerolog"

	"wegwijs/handlers/knowledge/find"
)

// A changed file is live within two seconds: a burst of changes (an editor that
// saves, a git checkout of the whole set) is read when it has been quiet for
// quietFor, or after patience when it never is.
const (
	quietFor = 300 * time.Millisecond
	patience = 1500 * time.Millisecond
	// lookEvery is how often the folders are looked at where the system cannot
	// tell about changes, such as on some network drives, and as a net below
	// the system's word everywhere else.
	lookEvery = 30 * time.Second
	lookOften = time.Second
)

// Watch reads the folders again whenever something in them changes, until ctx
// ends. Questions are answered from the old entries until the new ones are
// ready. What cannot be used is logged once; when nothing at all can be used
// any more, the old entries stay.
func (k *Knowledge) Watch(ctx context.Context, log zerolog.Logger) error {
	if k.opt.Library == nil || len(k.opt.Library.folders) == 0 {
		<-ctx.Done()
		return nil
	}
	w := &watcher{k: k, log: log}
	return w.run(ctx)
}

type watcher struct {
	k     *Knowledge
	log   zerolog.Logger
	told  map[find.Flaw]bool // flaws that were logged
	state string             // of the folders when they were read last
}

func (w *watcher) run(ctx context.Context) error {
	often := lookEvery
	var changes <-chan fsnotify.Event
	var troubles <-chan error
	system, err := fsnotify.NewWatcher()
	if err == nil {
		defer system.Close()
		changes, troubles = system.Events, system.Errors
		err = w.follow(system)
	}
	if err != nil {
		w.log.Warn().Str("error", err.Error()).Msg("the system does not tell about changed knowledge; looking every second instead")
		often = lookOften
	}
	look := time.NewTicker(often)
	defer look.Stop()
	w.catchUp()
	var quiet <-chan time.Time
	var since time.Time // of the first change that was not read yet
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-changes:
			if e.Has(fsnotify.Create) {
				// A new folder: what is in it must be followed too.
				if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
					w.followBelow(system, e.Name)
				}
			}
			if since.IsZero() {
				since = time.Now()
			}
			quiet = time.After(max(0, min(quietFor, patience-time.Since(since))))
		case err := <-troubles:
			w.log.Warn().Str("error", err.Error()).Msg("changes of knowledge may have been missed; looking now")
			quiet = time.After(quietFor)
		case <-look.C:
			if w.look() != w.state && quiet == nil {
				quiet = time.After(quietFor)
			}
		case <-quiet:
			quiet, since = nil, time.Time{}
			if system != nil {
				// A folder that came back, or was put in the place of another.
				// Followed before it is read: what changes in between is told.
				if err := w.follow(system); err != nil {
					w.log.Warn().Str("error", err.Error()).Msg("a knowledge folder cannot be followed")
				}
			}
			w.reload()
		}
	}
}

// catchUp reads what changed between the start of the program, when the entries
// were read, and now, when the folders are followed.
func (w *watcher) catchUp() {
	w.state = w.look()
	l := w.k.opt.Library
	before := l.changed
	l.changed = false
	entries, flaws := l.Read()
	if l.changed {
		w.use(entries, flaws)
	} else {
		l.tidy(len(entries))
	}
	l.changed = l.changed || before
}

// reload reads everything and swaps the index.
func (w *watcher) reload() {
	w.state = w.look()
	w.k.opt.Library.hurry()
	w.use(w.k.opt.Library.Read())
}

// use tells what is wrong, and swaps the index.
func (w *watcher) use(entries []find.Entry, flaws []find.Flaw) {
	now := map[find.Flaw]bool{}
	for _, f := range flaws {
		now[f] = true
		if !w.told[f] {
			w.log.Warn().Str("file", f.File).Int("line", f.Line).Bool("left_out", f.Fatal).Msg(f.Message)
		}
	}
	w.told = now
	if len(entries) == 0 {
		w.log.Error().Msg("not one knowledge entry can be used any more; the old ones stay until that is mended")
		w.k.opt.Library.tidy(len(w.k.index.Load().Entries()))
		return
	}
	began := time.Now()
	w.k.put(w.k.opt.Library.Index(entries), w.k.opt.Library.lexicon)
	if err := w.k.opt.Library.Keep(); err != nil {
		w.log.Warn().Str("error", err.Error()).Msg("the next start takes longer")
	}
	w.k.opt.Library.tidy(len(entries))
	w.log.Info().Int("entries", len(entries)).Int("flaws", len(flaws)).Dur("took_ms", time.Since(began)).Msg("knowledge was read again")
}

// follow asks the system to tell about changes in the folders and all below.
func (w *watcher) follow(system *fsnotify.Watcher) error {
	for _, folder := range w.k.opt.Library.folders {
		if err := system.Add(folder); err != nil {
			if os.IsNotExist(err) {
				// Its parent tells when it comes.
				if err := system.Add(filepath.Dir(filepath.Clean(folder))); err == nil {
					continue
				}
			}
			return fmt.Errorf("follow %s: %w", folder, err)
		}
		w.followBelow(system, folder)
	}
	return nil
}

func (w *watcher) followBelow(system *fsnotify.Watcher, folder string) {
	filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			if err := system.Add(path); err != nil {
				w.log.Warn().Str("error", err.Error()).Msg("a knowledge folder cannot be followed")
			}
		}
		return nil
	})
}

// look describes all files by name, size and time, without reading them.
func (w *watcher) look() string {
	var state []byte
	for _, folder := range w.k.opt.Library.folders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if info, err := d.Info(); err == nil {
				state = fmt.Appendf(state, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return string(state)
}
