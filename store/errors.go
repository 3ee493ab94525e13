package store

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with the database file. Every one comes with a sentence
// that names the file and says what an operator can do.
var (
	ErrLocked   = errors.New("the database is in use")
	ErrReadOnly = errors.New("the database cannot be opened or written") // for want of permission
	ErrNotOurs  = errors.New("the file is not a database of Wegwijs")
	ErrCorrupt  = errors.New("the database is damaged")
	ErrNewer    = errors.New("the database is newer than this program")
	ErrOlder    = errors.New("the database is older than this program")
	ErrFull     = errors.New("the disk is full")
	ErrMissing  = errors.New("there is no database")
	// ErrIO says that the disk, or the network share, failed.
	ErrIO = errors.New("the disk failed")
	// ErrResources says that the system has no memory or file handles left.
	ErrResources = errors.New("the system has no memory or file handles left")
)

// What can be wrong with a call.
var (
	// ErrHandled says that the event with this mark was handled before; nothing was written.
	ErrHandled = errors.New("this event was handled before")
	// ErrClosed says that the store is closed, or that a transaction is used after its end.
	ErrClosed = errors.New("the store or the transaction is closed")
	// ErrNested says that a write was asked for inside a write: a programmer error.
	ErrNested = errors.New("a write inside a write")
	// ErrReadTooLong says that a read transaction was ended after ReadLimit.
	ErrReadTooLong = errors.New("a read took too long and was ended")
	// ErrTooManyReads says that a read waited for ReadWait and was not begun.
	ErrTooManyReads = errors.New("too many reads at once: a read waited too long for its turn and was not done")
	// ErrWriteTooLong says that a write waited for WriteLimit and was not begun.
	ErrWriteTooLong = errors.New("a write waited too long for its turn and was not done")
	// ErrTooBig says that a note or a payload is larger than MaxData.
	ErrTooBig = errors.New("too much data for one record")
)

// A FileError is a problem with the database file.
type FileError struct {
	Kind error  // one of the sentinels above
	Path string // of the database
	Say  string // what is wrong and what helps, in one sentence for the operator
	Err  error  // what SQLite or the system said; may be nil
}

func (e *FileError) Error() string {
	if e.Err == nil {
		return e.Say
	}
	return e.Say + " (" + e.Err.Error() + ")"
}

func (e *FileError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// fileError writes the sentence for a kind of problem.
func fileError(kind error, path string, err error) *FileError {
	say := ""
	switch kind {
	case ErrLocked:
		say = "database %s is in use by another program: stop the other Wegwijs, or the tool that has it open, or give this one a database of its own"
	case ErrReadOnly:
		say = "database %s cannot be opened, or cannot be written: give the user that runs Wegwijs permission to read and write the file and its folder, or choose another place"
	case ErrNotOurs:
		say = "%s is not a database of Wegwijs: check the name under `database`, and move the file away if Wegwijs should start a new one there"
	case ErrCorrupt:
		say = "database %s is damaged: stop Wegwijs, " + putBackup
	case ErrFull:
		say = "database %s cannot grow because the disk, or what this user may use of it, is full: make room; nothing that was confirmed is lost"
	case ErrMissing:
		say = "there is no database at %s: check the name under `database`, or start Wegwijs once to create it"
	case ErrIO:
		say = "database %s cannot be read or written because the disk or the network share reports an error: look in the log of the system, repair or replace the disk, and start Wegwijs again; nothing that was confirmed is lost as long as the disk kept it"
	case ErrResources:
		say = "database %s cannot be used because the system has no memory or file handles left: end other programs or raise the limits of this one (ulimit -n), and start Wegwijs again when it does not recover by itself"
	case ErrNewer, ErrOlder:
		say = "the schema of database %s has another version than this program"
	}
	return &FileError{Kind: kind, Path: path, Say: strings.ReplaceAll(say, "%s", path), Err: err}
}

// putBackup is how a backup is put in place of a database. A log that stays
// behind would be played into the backup and damage it as well.
const putBackup = "move %s, %s-wal and %s-shm, as far as they are there, to another folder, and only then put the latest backup in their place"

// A PanicError is what a panic inside a write becomes: Write panics with it
// again, in the goroutine of its caller.
type PanicError struct {
	Value any
	Stack []byte // of the goroutine that panicked first
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
