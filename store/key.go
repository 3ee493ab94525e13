package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

var (
	// ErrNoKey says that the key of a poll is not there (any more): who answered
	// cannot be recognised, so no answer can be taken.
	ErrNoKey = errors.New("the key of this poll is not there")
	// ErrBadKey says that there is a file for the key of a poll and that it holds
	// no key. It is an ErrNoKey as well, and its text names the file.
	ErrBadKey = fmt.Errorf("%w: its file is damaged", ErrNoKey)
)

const (
	keySize   = 32 // bytes: as much as the hash gives
	keySuffix = ".key"
	maxPollID = 32 // characters
)

// Keys are secrets that must be forgettable, one per poll, in a folder outside
// the database and its backups. Without its key nobody can tell whose tag it is.
//
// A folder belongs to one database: Sweep deletes the keys of polls it does not
// know. All methods may be called from many goroutines at once.
type Keys struct {
	dir    string
	files  sync.Mutex // held by whoever changes the folder, or loads from it
	loaded sync.Map   // id of a poll -> *pollKey
}

// A pollKey is a key in memory. Whoever uses it holds the lock, so that nobody
// uses what is being cleared.
type pollKey struct {
	use    sync.RWMutex
	secret [keySize]byte
	gone   bool
}

// OpenKeys makes the folder when it is not there, for its owner only: mode 0700
// for the folder and 0600 for each key. A folder of ours that others may read is
// closed to them; one of somebody else's stays as it is, and the keys in it are
// readable for their owner all the same.
func OpenKeys(dir string) (*Keys, error) {
	wrap := func(err error) error {
		return fmt.Errorf("the folder for the keys of polls cannot be used: %w", err)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, wrap(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, wrap(err)
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, wrap(err)
	} else if info.Mode().Perm()&0o077 != 0 {
		_ = os.Chmod(dir, 0o700)
	}
	if err := syncFolder(filepath.Dir(dir)); err != nil && !errors.Is(err, fs.ErrPermission) {
		return nil, wrap(err)
	}
	// What a killed program left was never used, or has a name of its own too.
	left, err := filepath.Glob(filepath.Join(dir, halfMade+"*"))
	if err != nil {
		return nil, wrap(err)
	}
	for _, f := range left {
		if err := os.Remove(f); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, wrap(err)
		}
	}
	return &Keys{dir: dir}, nil
}

// file is where the key of a poll is; an id that could lead elsewhere has none.
func (k *Keys) file(poll string) (string, error) {
	if !isPollID(poll) {
		return "", fmt.Errorf("%.40q cannot have a key: an id has 1 to %d of the characters a-z and 0-9", poll, maxPollID)
	}
	return filepath.Join(k.dir, poll+keySuffix), nil
}

func isPollID(id string) bool {
	return len(id) >= 1 && len(id) <= maxPollID && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// Make makes the key of a poll, on disk before it returns. A key that is there
// is never replaced, and it is no error; a file that is there and holds no key
// is ErrBadKey. A key that was forgotten, or that somebody took away, is not
// missed: so make it before the poll opens, and never after.
func (k *Keys) Make(poll string) error {
	path, err := k.file(poll)
	if err != nil {
		return err
	}
	k.files.Lock()
	defer k.files.Unlock()
	made := &pollKey{}
	if known, ok := k.loaded.Load(poll); ok {
		made = known.(*pollKey)
	} else if _, err := rand.Read(made.secret[:]); err != nil {
		return fmt.Errorf("make the key of poll %s: %w", poll, err)
	}
	err = writeNew(path, made.secret[:])
	if errors.Is(err, fs.ErrExist) {
		// Perhaps it was made just before the machine stopped, and is not on disk.
		if err := syncFolder(k.dir); err != nil {
			return fmt.Errorf("the key of poll %s cannot be written: %w", poll, err)
		}
		if _, ok := k.loaded.Load(poll); ok {
			return nil
		}
		clear(made.secret[:])
		_, err := k.load(poll, path)
		return err
	}
	if err != nil {
		return fmt.Errorf("the key of poll %s cannot be written: %w", poll, err)
	}
	k.loaded.Store(poll, made)
	return nil
}

// load reads a key. The caller holds the lock of the files.
func (k *Keys) load(poll, path string) (*pollKey, error) {
	if known, ok := k.loaded.Load(poll); ok {
		return known.(*pollKey), nil
	}
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoKey
	}
	if err != nil {
		return nil, fmt.Errorf("the key of poll %s cannot be read: %w", poll, err)
	}
	bad := func(what string) error {
		return fmt.Errorf("%w: %s %s; put the file back as it was, or close poll %s without it", ErrBadKey, path, what, poll)
	}
	if !info.Mode().IsRegular() {
		return nil, bad("is not a file")
	}
	if info.Size() != keySize {
		return nil, bad(fmt.Sprintf("has %d bytes instead of %d", info.Size(), keySize))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the key of poll %s cannot be read: %w", poll, err)
	}
	defer clear(data)
	key := &pollKey{}
	if copy(key.secret[:], data); len(data) != keySize || bytes.Equal(data, make([]byte, keySize)) {
		return nil, bad("was overwritten")
	}
	if info.Mode().Perm()&0o077 != 0 {
		_ = os.Chmod(path, 0o600) // as it was before somebody put it back
	}
	k.loaded.Store(poll, key)
	return key, nil
}

// Tag is what stands for somebody in a poll: HMAC-SHA256 with the key of the
// poll, 32 bytes. Without the key it is ErrNoKey.
func (k *Keys) Tag(poll, person string) ([]byte, error) {
	known, ok := k.loaded.Load(poll)
	if !ok {
		path, err := k.file(poll)
		if err != nil {
			return nil, err
		}
		k.files.Lock()
		key, err := k.load(poll, path)
		k.files.Unlock()
		if err != nil {
			return nil, err
		}
		known = key
	}
	key := known.(*pollKey)
	key.use.RLock()
	defer key.use.RUnlock()
	if key.gone {
		return nil, ErrNoKey
	}
	h := hmac.New(sha256.New, key.secret[:])
	h.Write([]byte(person))
	return h.Sum(nil), nil
}

// Forget clears a key in memory, overwrites its file and deletes it; all of that
// is on disk when it returns nil. It is no error when there is no key.
//
// It cannot reach what was copied: by a backup of the folder, by a snapshot of
// the file system, by a disk that writes new blocks instead of overwriting (an
// SSD, or a file system that copies on write, such as Btrfs and ZFS), by swap,
// or by the runtime of Go while it computed tags. A folder on tmpfs, which a
// restart of the machine empties, has the least of these.
func (k *Keys) Forget(poll string) error {
	path, err := k.file(poll)
	if err != nil {
		return err
	}
	k.files.Lock()
	defer k.files.Unlock()
	if known, ok := k.loaded.LoadAndDelete(poll); ok {
		key := known.(*pollKey)
		key.use.Lock()
		clear(key.secret[:])
		key.gone = true
		key.use.Unlock()
	}
	// A file that may not be written can perhaps still be deleted.
	_ = overwrite(path)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the key of poll %s cannot be deleted: %w", poll, err)
	}
	if err := syncFolder(k.dir); err != nil {
		return fmt.Errorf("the key of poll %s cannot be deleted: %w", poll, err)
	}
	return nil
}

// overwrite replaces what is in a file by zeros, which are no key, and empties
// it: whenever the program is killed meanwhile, nobody takes what is left for a
// key.
func overwrite(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fs.ErrInvalid // what a link leads to is somebody else's
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, max(info.Size(), keySize)))
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.Truncate(0)
	}
	return errors.Join(err, f.Close())
}

// All returns the polls there are keys of, sorted. Other files are left out.
func (k *Keys) All() ([]string, error) {
	files, err := os.ReadDir(k.dir)
	if err != nil {
		return nil, fmt.Errorf("the folder with the keys of polls cannot be read: %w", err)
	}
	var all []string
	for _, f := range files {
		if id, ok := strings.CutSuffix(f.Name(), keySuffix); ok && isPollID(id) {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all, nil
}

// Sweep forgets the keys of polls that keep does not want, and returns which
// they were, sorted: keys that stayed because the program was killed between
// closing a poll and forgetting its key. One that cannot be deleted does not
// spare the others.
func (k *Keys) Sweep(keep func(poll string) bool) (gone []string, err error) {
	all, err := k.All()
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, poll := range all {
		if keep(poll) {
			continue
		}
		if err := k.Forget(poll); err != nil {
			errs = append(errs, err)
			continue
		}
		gone = append(gone, poll)
	}
	return gone, errors.Join(errs...)
}
