package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"wegwijs/bot"
	"wegwijs/store"
)

// dataFlags say whose data a command is about. It works beside a running bot.
type dataFlags struct {
	Config string `help:"The configuration of the bot." type:"path" placeholder:"FILE" xor:"data" required:""`
	Data   string `help:"The folder of a demo." type:"path" placeholder:"DIR" xor:"data" required:""`
}

// database is the file of the store.
func (f dataFlags) database() (string, error) {
	if f.Data != "" {
		return filepath.Join(f.Data, "wegwijs.db"), nil
	}
	cfg, err := loadConfig(f.Config, os.Environ())
	if err != nil {
		return "", err
	}
	return cfg.Database, nil
}

// data is what a bot remembers, and how it is told.
type data struct {
	cfg  *config // of a demo: what holds where nothing is set
	file string  // of the store
	zone *time.Location
	lang bot.Lang
}

// open finds the data of a configuration or of a demo. It reads none of it.
func (f dataFlags) open() (d data, err error) {
	cfg := defaults()
	d.cfg = &cfg
	if f.Data == "" {
		if d.cfg, err = loadConfig(f.Config, os.Environ()); err != nil {
			return d, err
		}
		d.file = d.cfg.Database
	} else if d.file, err = f.database(); err != nil {
		return d, err
	}
	if d.zone = d.cfg.zone; d.zone == nil {
		if d.zone, err = time.LoadLocation(d.cfg.Timezone); err != nil {
			return d, err
		}
	}
	d.lang, _ = bot.ParseLang(d.cfg.Language)
	return d, nil
}

// read looks into the store beside a running bot or without one.
func (d data) read(ctx context.Context, look func(*store.Reader) error) error {
	st, err := store.OpenReadOnly(ctx, d.file)
	if err != nil {
		return err
	}
	defer st.Close()
	return st.Read(ctx, look)
}

// writeLines writes one JSON object per line.
func writeLines[T any](w io.Writer, all []T) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, x := range all {
		if err := e.Encode(x); err != nil {
			return fmt.Errorf("the list cannot be written: %w", err)
		}
	}
	return nil
}

// keepFile writes a file for its owner alone, whole or not at all. One that is
// there is replaced only with force.
func keepFile(file string, content []byte, force bool) error {
	if _, err := os.Lstat(file); err == nil && !force {
		return fmt.Errorf("%s is there already and was left as it is: name another file with -o, or replace it with --force", file)
	}
	part := file + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("the file cannot be written: %w", err)
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, file)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("the file cannot be written: %w", err), os.Remove(part))
	}
	return nil
}
