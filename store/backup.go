package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a copy of the database, as it was at one moment, to a file that
// is not there yet (fs.ErrExist when it is), readable for its owner only. When it
// returns nil the copy is on disk, complete and looked through for damage; when
// it fails or the program is killed, nothing has that name.
//
// It works beside a running bot, also from another process, and nobody's write
// waits for it. It is one read, the only one that may take longer than
// ReadLimit: 4 to 8 ms for each MB on 2 cores. As long as it takes, what was
// deleted stays in the log; the job that empties it tries again until the copy
// is made.
//
// The copy is written anew, row by row: it holds nothing of what was deleted,
// and nothing of the order in which rows came. The keys of polls are not in it,
// so from a copy nobody can tell who gave an answer without names; a poll that
// was open takes no answers after the copy was put back, but can be closed.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	fail := func(err error) error { return fmt.Errorf("the backup %s cannot be written: %w", path, err) }
	if s.writer != nil && s.writer.inside() {
		return fail(ErrNested)
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fail(&fs.PathError{Op: "create", Path: path, Err: fs.ErrExist})
	}
	f, err := os.CreateTemp(filepath.Dir(path), halfMade+"*")
	if err != nil {
		return fail(err)
	}
	if err := f.Close(); err != nil {
		return fail(err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error counts
		}
	}()
	if err := copyInto(ctx, s.path, f.Name()); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fail(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := syncFile(f.Name()); err != nil {
		return fail(err)
	}
	if err := place(f.Name(), path); err != nil {
		return fail(err)
	}
	return nil
}

// copyInto copies a database into an empty file, and looks the copy through.
func copyInto(ctx context.Context, from, to string) (err error) {
	c, err := connect(ctx, from, toCopy)
	if err != nil {
		return err
	}
	ended := newWatch(c.interrupt)
	unwatch := context.AfterFunc(ctx, ended.run)
	_, err = c.exec("VACUUM INTO $1", to)
	if !unwatch() {
		<-ended.done
	}
	if err := errors.Join(err, c.close()); err != nil {
		return err
	}
	made, err := connect(ctx, to, toInspect)
	if err != nil {
		return err
	}
	return errors.Join(made.damageAnywhere(), made.miscounted(), made.close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
