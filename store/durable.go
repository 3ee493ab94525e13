package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// halfMade starts the names of files that are not finished. What is left of
// them when the program is killed is never taken for the file itself.
const halfMade = ".unfinished-"

// writeNew makes a file, readable for its owner only. When it returns nil the
// file is on disk; whenever the program or the machine stops, it is there as a
// whole or not at all. A file that is there is never replaced: fs.ErrExist.
func writeNew(path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), halfMade+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error counts
		}
	}()
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return place(f.Name(), path)
}

// place gives a finished file its name, unless there is one with that name.
func place(from, path string) error {
	err := os.Link(from, path)
	switch {
	case err == nil:
		err = os.Remove(from)
	case errors.Is(err, fs.ErrExist):
		return err
	default: // this file system has no links
		if _, there := os.Lstat(path); there == nil {
			return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
		}
		err = os.Rename(from, path)
	}
	return errors.Join(err, syncFolder(filepath.Dir(path)))
}

// syncFolder puts on disk which files a folder has. Windows does that by
// itself, and some network shares cannot be asked.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
