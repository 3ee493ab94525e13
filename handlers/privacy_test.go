package handlers_test

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/poll/survey"
)

// What people say in a channel and not to Wegwijs is neither stored nor logged,
// nor who said it: not a byte of it is in any file of the bot, nor in its log.
// The privacy page names this test.
func TestWhatIsNotForWegwijsLeavesNoTrace(t *testing.T) {
	page, err := os.ReadFile("home/testdata/privacy.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(page, []byte(t.Name())) {
		t.Errorf("the privacy page does not name the test %s", t.Name())
	}
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			// What is stored must be found, or finding nothing says nothing.
			const stored = "canary stored on purpose"
			var dir string
			var log lockedBuffer
			world := w.make(t)
			thijs := idOf(world.Platform(), "thijs")
			bottest.Play(t, "testdata/privacy/niet-gericht.txt", world, func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
				dir = env.Dir
				env.Log = io.MultiWriter(env.Log, &log)
				stack, err := build(ctx, env)
				if err != nil {
					return nil, err
				}
				return stack, stack.(*handlers.Bot).Store.SetNote(ctx, "canary", "none", "nobody", []byte(stored))
			})
			files := readAll(t, dir)
			if !bytes.Contains(files, []byte(stored)) {
				t.Fatal("not even what is stored can be found in the files")
			}
			if log.Len() == 0 {
				t.Fatal("nothing was logged")
			}
			for _, word := range []string{"zilverreiger", "binnenhof", thijs} {
				if bytes.Contains(bytes.ToLower(files), []byte(strings.ToLower(word))) {
					t.Errorf("%q is in a file of the bot", word)
				}
				if strings.Contains(strings.ToLower(log.String()), strings.ToLower(word)) {
					t.Errorf("%q is in the log", word)
				}
			}
		})
	}
}

// readAll is every byte of every file in a folder: the database, its log, and
// whatever else the bot keeps.
func readAll(t *testing.T, dir string) []byte {
	t.Helper()
	var all []byte
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all = append(all, data...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

// The privacy page is made from how this bot is set up.
func TestThePrivacyPageWithoutPolls(t *testing.T) {
	for file, change := range map[string]func(*handlers.Options){
		"geen-peilingen": nil,
		"peilingen-uit": func(o *handlers.Options) {
			o.Polls = &handlers.Polls{Command: "peiling", Keys: filepath.Join(filepath.Dir(o.Database), "keys"), Purpose: "weten hoe het met ons gaat",
				Rules: survey.Rules{MinAnswers: 5, MinGroup: 10}, NamesFor: 90 * 24 * time.Hour}
		},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			world := bottest.NewPlain(bottest.PlainOptions{})
			bottest.Play(t, filepath.Join("testdata", "privacy", file+".txt"), world, func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
				b, err := newBot(ctx, env, change)
				if err != nil {
					return nil, err
				}
				return b, b.Router.Start(ctx)
			})
		})
	}
}
