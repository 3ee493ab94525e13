package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijs/store"
)

func TestBackup(t *testing.T) {
	data, to := t.TempDir(), t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(data, "wegwijs.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // it runs meanwhile
	keys, err := store.OpenKeys(filepath.Join(data, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Make("abcd2345"); err != nil {
		t.Fatal(err)
	}
	tag, err := keys.Tag("abcd2345", "web|ann")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)
	open := store.Poll{ID: "abcd2345", State: store.PollOpen, Mode: "unnamed", Spec: []byte("{}"), Created: now, Opened: now, Closes: now.Add(time.Hour)}
	err = s.Write(t.Context(), "", func(tx *store.Tx) error {
		if err := tx.SetPoll(open); err != nil {
			return err
		}
		_, err := tx.CastBallot(store.Ballot{Poll: open.ID, Voter: tag, Choices: map[int]string{0: "1"}, At: now})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	file := filepath.Join(to, "copy.db")
	status, out, errs := call(t, "", "backup", file, "--data", data)
	if status != done || !strings.Contains(out, "keys of polls are not in it") || !strings.Contains(out, "can be closed") {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	key, err := os.ReadFile(filepath.Join(data, "keys", "abcd2345.key"))
	if err != nil {
		t.Fatal(err)
	}
	copied, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(copied), string(key)) || strings.Contains(string(copied), "web|ann") {
		t.Error("the copy has a key, or who answered")
	}

	// Put back without keys it takes no answers, and can be closed.
	elsewhere, err := store.OpenKeys(filepath.Join(to, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := elsewhere.Tag("abcd2345", "web|bob"); !errors.Is(err, store.ErrNoKey) {
		t.Errorf("a tag without a key: %v", err)
	}
	back, err := store.Open(t.Context(), file, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	err = back.Write(t.Context(), "", func(tx *store.Tx) error {
		counts, err := store.CountAnswers(tx, "abcd2345")
		if len(counts) != 1 || counts[0].N != 1 {
			t.Errorf("it has %v", counts)
		}
		p := open
		p.State = store.PollClosed
		return errors.Join(err, tx.SetPoll(p), tx.EraseAnswers(p.ID))
	})
	if err != nil {
		t.Error(err)
	}

	for _, tc := range []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"it is there", []string{"backup", file, "--data", data}, failed, "another name"},
		{"no folder", []string{"backup", filepath.Join(to, "none", "copy.db"), "--data", data}, failed, "make the folder"},
		{"no database", []string{"backup", filepath.Join(to, "x.db"), "--data", to + "/none"}, failed, "there is no database"},
		{"of what", []string{"backup", filepath.Join(to, "x.db")}, usage, "--config"},
		{"where to", []string{"backup", "--data", data}, usage, "file"},
		{"help", []string{"backup", "--help"}, done, "on purpose"},
	} {
		status, out, errs := call(t, "", tc.args...)
		if status != tc.status || !strings.Contains(out+errs, tc.says) {
			t.Errorf("%s: status %d\n%s%s", tc.name, status, out, errs)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (backupCommand{File: filepath.Join(to, "x.db"), dataFlags: dataFlags{Data: data}}).Run(ctx, streams{}); !errors.Is(err, context.Canceled) && (err == nil || !strings.Contains(err.Error(), "there is no backup")) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := os.Stat(filepath.Join(to, "x.db")); err == nil {
		t.Error("a backup that was not made is there")
	}
}
