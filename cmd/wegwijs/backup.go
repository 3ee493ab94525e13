package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"wegwijs/store"
)

type backupCommand struct {
	File string `arg:"" help:"Where the copy goes; it must not be there yet." type:"path"`
	dataFlags
}

func (backupCommand) Help() string {
	return `Copies the database to FILE, whole and as it was at one moment, also while the bot runs; the copy is readable for its owner only.

The keys of polls are not in it, on purpose: so nobody can find out from a copy who gave which answer without a name. When a copy is put back, polls that were open then take no answers any more, unless the folder with keys still has theirs; they can be closed, and what was answered until the copy counts.`
}

func (c backupCommand) Run(ctx context.Context, s streams) error {
	file, err := c.database()
	if err != nil {
		return err
	}
	ctx, stop := untilStopped(ctx)
	defer stop()
	st, err := store.OpenReadOnly(ctx, file)
	if err != nil {
		return err
	}
	defer st.Close()
	err = st.Backup(ctx, c.File)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already and stays as it is: give the backup another name, or move the file away", c.File)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: make the folder %s first", err, filepath.Dir(c.File))
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("stopped: there is no backup %s", c.File)
	case err != nil:
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return fmt.Errorf("the backup was made, and cannot be found back: %w", err)
	}
	fmt.Fprintf(s.out, "%s: %.1f MB, whole and looked through.\n", c.File, float64(info.Size())/1e6)
	fmt.Fprintln(s.out, "The keys of polls are not in it, on purpose: polls that are open in it take no answers when it is put back without them, but can be closed.")
	return nil
}
