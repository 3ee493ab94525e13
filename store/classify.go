package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// This file tells which kind of problem an error of the system or of SQLite is.

// system gives an error of the operating system its kind and its sentence.
func system(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileError(ErrMissing, path, err)
	case isFolder(path):
		return fileError(ErrNotOurs, path, err)
	}
	return fileError(systemKind(err), path, err)
}

// systemKind tells an error of the system that has another cause from a disk
// that fails.
func systemKind(err error) error {
	for kind, numbers := range systemErrors {
		for _, n := range numbers {
			if errors.Is(err, n) {
				return kind
			}
		}
	}
	return ErrIO
}

// systemErrors says which errors are of which kind. A file that may not grow
// further, by a quota or a limit of the process, is full as well.
var systemErrors = map[error][]error{
	ErrFull:      {syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG},
	ErrResources: {syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM},
	ErrReadOnly:  {fs.ErrPermission, syscall.EROFS, syscall.ENOTDIR, syscall.EISDIR, syscall.ENAMETOOLONG, syscall.ELOOP, syscall.EINVAL},
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// classify gives an error of SQLite its kind and its sentence.
func classify(path string, err error) error { return classifyAs(path, err, 0) }

// classify knows what the system said as well. It must not be called while a
// statement runs in another goroutine.
func (c *conn) classify(err error) error {
	var e *sqlite.Error
	if err == nil || !errors.As(err, &e) {
		return err
	}
	var said syscall.Errno
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		tls := libc.NewTLS()
		defer tls.Close()
		said = syscall.Errno(sqlite3.Xsqlite3_system_errno(tls, c.handle))
	}
	return classifyAs(c.path, err, said)
}

// classifyAs uses what the system said only for what SQLite has no code for:
// it may be left from something that went wrong, and did not matter, before.
func classifyAs(path string, err error, said syscall.Errno) error {
	var e *sqlite.Error
	var file *FileError
	if err == nil || !errors.As(err, &e) || errors.As(err, &file) {
		return err
	}
	if said != 0 {
		if kind := systemKind(said); kind == ErrFull || kind == ErrResources {
			return fileError(kind, path, errors.Join(err, said))
		}
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return fileError(ErrLocked, path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fileError(ErrReadOnly, path, err)
	case sqlite3.SQLITE_CANTOPEN:
		return cannotOpen(path, err)
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		// Our id was seen in the file before SQLite was: it was a database.
		return fileError(ErrCorrupt, path, err)
	case sqlite3.SQLITE_FULL:
		return fileError(ErrFull, path, err)
	case sqlite3.SQLITE_NOMEM:
		return fileError(ErrResources, path, err)
	case sqlite3.SQLITE_IOERR:
		switch e.Code() {
		case sqlite3.SQLITE_IOERR_SHMSIZE: // no room for the index of the log
			return fileError(ErrFull, path, err)
		case sqlite3.SQLITE_IOERR_NOMEM:
			return fileError(ErrResources, path, err)
		}
		return fileError(ErrIO, path, err)
	}
	return err
}

// cannotOpen finds out why, as far as that shows from outside. It does not
// open the file itself: closing it again could drop SQLite's locks.
func cannotOpen(path string, err error) error {
	if _, why := os.Stat(path); why != nil {
		return system(path, errors.Join(err, why))
	}
	dir, why := os.Open(filepath.Dir(path))
	if why != nil {
		return system(path, errors.Join(err, why))
	}
	dir.Close()
	return fileError(ErrReadOnly, path, err)
}

// fatal tells whether SQLite may have rolled back the whole transaction
// (https://www.sqlite.org/lang_transaction.html, "Response To Errors").
func fatal(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE,
		sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_AUTH:
		return false
	}
	return true
}
