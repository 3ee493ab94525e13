package handlers_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/handlers"
)

// spy keeps what is gone at the end: the keys of polls, which only this test may keep.
type spy struct {
	*handlers.Bot
	dir  string
	mu   sync.Mutex
	keys map[string][]byte // by poll
	open []byte            // the files each time while answers came in
}

func (s *spy) RunDue(ctx context.Context, now time.Time) error {
	s.look()
	return s.Bot.RunDue(ctx, now)
}

func (s *spy) look() {
	s.mu.Lock()
	defer s.mu.Unlock()
	files, _ := filepath.Glob(filepath.Join(s.dir, "keys", "*.key"))
	for _, f := range files {
		if key, err := os.ReadFile(f); err == nil {
			s.keys[strings.TrimSuffix(filepath.Base(f), ".key")] = key
		}
	}
}

// The promise of polls without names, over the whole bot: of who only answered
// nothing is left in any file after closing, nor in a backup, nor in the log at its
// most talkative: no id, no name, no address, and no tag although this test keeps the keys.
func TestWhoOnlyAnsweredLeavesNoTrace(t *testing.T) {
	var answered []bottest.Person
	for _, p := range bottest.Everybody() {
		switch p.ID {
		case "alice", "bram", "max", "sien", "emily", "gijs":
		default:
			answered = append(answered, p)
		}
	}
	if len(answered) != 12 {
		t.Fatalf("%d people answer", len(answered))
	}
	for _, w := range worlds {
		if w.name == "plain-without-forms" {
			continue // a form is asked in a direct conversation there: that is another promise
		}
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			world := w.make(t)
			name, ids := string(world.Platform().Name()), map[string]string{}
			for _, p := range answered {
				ids[p.ID] = idOf(world.Platform(), p.ID)
			}
			var log lockedBuffer
			watch := &spy{keys: map[string][]byte{}}
			backup := filepath.Join(t.TempDir(), "backup.db")
			bottest.Play(t, "testdata/sporen/peilingen.txt", world, func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
				env.Log = io.MultiWriter(env.Log, &log)
				stack, err := build(ctx, env)
				if err != nil {
					return nil, err
				}
				watch.Bot, watch.dir = stack.(*handlers.Bot), env.Dir
				return backingUp{watch, backup}, nil
			})
			if len(watch.keys) != 3 {
				t.Fatalf("%d keys were seen of 3 polls", len(watch.keys))
			}
			files := map[string][]byte{"a file of the bot": readAll(t, watch.dir), "the backup": readAll(t, filepath.Dir(backup)), "the log": log.Bytes()}
			if !bytes.Contains(files["a file of the bot"], []byte("Weet je waar je terecht kunt?")) || !bytes.Contains(files["the backup"], []byte("Weet je waar je terecht kunt?")) {
				t.Fatal("not even the question is found: nothing was looked at")
			}
			needles := map[string][]byte{}
			for _, p := range answered {
				needles["the id of "+p.ID] = []byte(ids[p.ID])
				needles["the handle of "+p.ID] = []byte(p.ID)
				needles["the name of "+p.ID] = []byte(p.Name)
				needles["the address of "+p.ID] = []byte(p.Email)
				for poll, key := range watch.keys {
					h := hmac.New(sha256.New, key)
					h.Write([]byte(name + "|" + ids[p.ID]))
					tag := h.Sum(nil)
					needles["a tag of "+p.ID+" in "+poll] = tag
					needles["a tag of "+p.ID+" in hex"] = []byte(hex.EncodeToString(tag))
					needles["a tag of "+p.ID+" in base64"] = []byte(base64.RawStdEncoding.EncodeToString(tag))
				}
			}
			for where, data := range files {
				lower := bytes.ToLower(data)
				for what, needle := range needles {
					if bytes.Contains(data, needle) || !strings.HasPrefix(what, "a tag") && bytes.Contains(lower, bytes.ToLower(needle)) {
						t.Errorf("%s is in %s", what, where)
					}
				}
			}
			// The search can find: while polls were open the tags were there.
			found := 0
			for what, needle := range needles {
				if strings.HasPrefix(what, "a tag") && bytes.Contains(watch.open, needle) {
					found++
				}
			}
			if found < 12 {
				t.Errorf("%d tags were found while polls were open: the search sees nothing", found)
			}
		})
	}
}

// backingUp copies the files for as long as polls are open, and makes a backup at the end.
type backingUp struct {
	*spy
	to string
}

func (b backingUp) RunDue(ctx context.Context, now time.Time) error {
	b.look()
	b.mu.Lock()
	if files, _ := filepath.Glob(filepath.Join(b.dir, "keys", "*.key")); len(files) > 0 {
		for _, f := range []string{"wegwijs.db", "wegwijs.db-wal"} {
			data, _ := os.ReadFile(filepath.Join(b.dir, f))
			b.open = append(b.open, data...)
		}
	}
	b.mu.Unlock()
	return b.Bot.RunDue(ctx, now)
}

func (b backingUp) Stop(ctx context.Context) error {
	if err := b.Store.Backup(ctx, b.to); err != nil {
		return err
	}
	return b.Bot.Stop(ctx)
}
