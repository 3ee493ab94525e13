package find

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// OpenIndex returns an index over entries with a lexicon: the one stored in a
// file when it still fits, and otherwise a new one. stored says whether the file
// was used.
func OpenIndex(entries []Entry, lex *Lexicon, name string) (x *Index, stored bool) {
	if f, err := os.Open(name); err == nil {
		x, err := RestoreIndex(f, entries, lex)
		f.Close()
		if err == nil {
			return x, true
		}
	}
	return NewIndexWith(entries, lex), false
}

// Keep stores the index in a file, for OpenIndex.
func (x *Index) Keep(name string) error { return replace(name, x.Save) }

// OpenSet returns the set stored in a file, or one that remembers nothing when
// there is no such file, or none that can be used.
func OpenSet(name string) *Set {
	s := &Set{}
	if f, err := os.Open(name); err == nil {
		_ = s.Restore(f) // a set that cannot be used is read again from the entries
		f.Close()
	}
	return s
}

// Keep stores the set in a file, for OpenSet.
func (s *Set) Keep(name string) error { return replace(name, s.Save) }

// replace writes a file beside another and puts it in its place, so that the
// program never leaves half a file behind.
func replace(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("store what was read: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
			err = fmt.Errorf("store what was read: %w", err)
		}
	}()
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
