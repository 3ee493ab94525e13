package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/web"
	"wegwijs/handlers"
)

type demoCommand struct {
	Listen    string   `help:"Address to serve the chat on; only this machine can reach it." default:"127.0.0.1:8080"`
	Data      string   `help:"Folder to keep everything in. Without it the demo starts empty each time." type:"path"`
	Knowledge []string `help:"Folder with entries of your own beside the built-in set; changes are live at once." type:"path" sep:"none" placeholder:"DIR"`
	Log       bool     `help:"Write one line per handled event to standard error."`
}

func (d demoCommand) Help() string {
	return "Open the address it prints in a browser. Choose who you are, and talk to Wegwijs in a channel (@wegwijs …) or directly."
}

func (d demoCommand) Run(ctx context.Context, s streams) (err error) {
	began := time.Now()
	ctx, stop := untilStopped(ctx)
	defer stop()
	listener, err := web.Listen(d.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	dir := d.Data
	if dir == "" {
		if dir, err = os.MkdirTemp("", "wegwijs-demo-"); err != nil {
			return fmt.Errorf("no temporary folder for the demo: %w: name a folder of your own with --data", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("the folder of --data cannot be made: %w", err)
	}
	log := zerolog.New(zerolog.SyncWriter(s.err)).Level(zerolog.WarnLevel).With().Timestamp().Logger()
	if d.Log {
		log = newLog(s.err, true)
	}
	chat, b, err := newDemo(ctx, dir, d.Knowledge, log)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "Wegwijs is ready: open http://%s in a browser (started in %d ms).\nStop with Ctrl+C.\n", listener.Addr(), time.Since(began).Milliseconds())
	if d.Data == "" {
		fmt.Fprintln(s.out, "Nothing is kept when it stops; --data FOLDER keeps it.")
	}
	return runDemo(ctx, listener, chat, b)
}

// newDemo makes the chat and the bot in it.
func newDemo(ctx context.Context, dir string, folders []string, log zerolog.Logger) (*web.Web, *handlers.Bot, error) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return nil, nil, err
	}
	database := filepath.Join(dir, "wegwijs.db")
	_, err = os.Stat(database)
	empty := errors.Is(err, fs.ErrNotExist)
	b, err := handlers.New(ctx, handlers.Options{
		Database:  database,
		Version:   version(),
		Clock:     bot.WallClock{},
		Log:       log,
		Lang:      bot.NL,
		Zone:      zone,
		Command:   "wegwijs",
		Knowledge: handlers.Knowledge{Folders: folders, Builtin: true, Elsewhere: demoElsewhere},
		Roster:    demoRoster,
		Polls:     demoPolls(dir),
		Agenda:    demoAgenda(zone),
	})
	if err != nil {
		return nil, nil, err
	}
	if empty {
		if err := b.Examples(ctx, demoRequests()); err != nil {
			return nil, nil, errors.Join(err, b.Stop(ctx))
		}
	}
	opt := demoPeople()
	opt.Dir, opt.Clock, opt.Log, opt.Zone = dir, bot.WallClock{}, log, zone
	opt.Lively = web.Lively{Within: 12 * time.Second, Words: demoWords}
	opt.Patience = 300 * time.Millisecond
	opt.Commands = demoHints(b.Router.Words())
	chat, err := web.New(opt)
	if err != nil {
		return nil, nil, errors.Join(err, b.Stop(ctx))
	}
	return chat, b, nil
}

// demoHints are the commands that the page names: not what few people need, apart
// from what the people of the demo are there for.
func demoHints(all []bot.Words) (hints []web.Hint) {
	for _, w := range all {
		if (w.Usage == bot.Phrase{}) || w.Aside && !slices.Contains(demoAside, w.Word) {
			continue
		}
		word := func(usage string) (longest string) {
			for _, s := range append([]string{w.Word}, w.Also...) {
				if len(s) > len(longest) && strings.HasPrefix(usage+" ", s+" ") {
					longest = s
				}
			}
			return longest
		}
		hints = append(hints, web.Hint{Name: w.Command, Word: bot.PerLang{NL: word(w.Usage.NL), EN: word(w.Usage.EN)}, Usage: w.Usage, Help: w.Help})
	}
	return hints
}

// runDemo serves the chat until ctx ends or something fails.
func runDemo(ctx context.Context, listener net.Listener, chat *web.Web, b *handlers.Bot) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := newServer(chat.Handler())
	var serving error
	var wait sync.WaitGroup
	wait.Go(func() {
		serving = serveHTTP(ctx, server, func(s *http.Server) error { return s.Serve(listener) })
		stop()
	})
	err := runBot(ctx, b, []bot.Platform{chat})
	stop()
	wait.Wait()
	return errors.Join(err, serving, chat.Close())
}
