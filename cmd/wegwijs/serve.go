package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"wegwijs/bot"
	"wegwijs/handlers"
	"wegwijs/handlers/knowledge"
)

type serveCommand struct {
	Config string `help:"The configuration file." default:"config.yaml" type:"path"`
}

func (c serveCommand) Run(ctx context.Context, s streams) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	cfg, err := loadConfig(c.Config, os.Environ())
	if err != nil {
		return err
	}
	platforms, err := platformsOf(cfg)
	if err != nil {
		return err
	}
	return serve(ctx, cfg, platforms, s)
}

// platformsOf is the list of places where the bot talks.
func platformsOf(cfg *config) ([]bot.Platform, error) {
	switch {
	case cfg.Mattermost.URL != "" || cfg.Mattermost.Token != "":
		return nil, errors.New("this version does not talk to Mattermost yet: try 'wegwijs demo', which is the whole bot in a browser")
	case cfg.Slack.BotToken != "" || cfg.Slack.AppToken != "":
		return nil, errors.New("this version does not talk to Slack yet: try 'wegwijs demo', which is the whole bot in a browser")
	}
	return nil, errors.New("the configuration names no place to talk: fill in mattermost or slack, or try 'wegwijs demo', which needs neither")
}

// serve runs the bot on its platforms, and answers whether it is alive and ready.
func serve(ctx context.Context, cfg *config, platforms []bot.Platform, s streams) error {
	listener, err := net.Listen("tcp", cfg.HTTP.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("http.listen: %s is in use by another program, perhaps another Wegwijs: stop that, or choose another port", cfg.HTTP.Listen)
	}
	if err != nil {
		return fmt.Errorf("http.listen: %w", err)
	}
	b, err := handlers.New(ctx, botOptions(cfg, s))
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var ready atomic.Bool
	ready.Store(true)
	server := newServer(health(&ready))
	var serving error
	var wait sync.WaitGroup
	wait.Go(func() {
		serving = serveHTTP(ctx, server, func(s *http.Server) error { return s.Serve(listener) })
		stop()
	})
	err = runBot(ctx, b, platforms)
	ready.Store(false)
	stop()
	wait.Wait()
	return errors.Join(err, serving)
}

// health answers /healthz (the program runs) and /readyz (it can be talked to).
func health(ready *atomic.Bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if !ready.Load() {
			http.Error(w, "stopping", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	return mux
}

// botOptions turns the configuration into what the bot needs.
func botOptions(cfg *config, s streams) handlers.Options {
	lang, _ := bot.ParseLang(cfg.Language)
	channels := map[bot.ChannelID]bot.Lang{}
	for name, c := range cfg.Channels {
		channels[bot.ChannelID(name)], _ = bot.ParseLang(c.Language)
	}
	var elsewhere []knowledge.Elsewhere
	for _, e := range cfg.Knowledge.Elsewhere {
		elsewhere = append(elsewhere, knowledge.Elsewhere{Title: e.Title, URL: e.URL})
	}
	return handlers.Options{
		Database:    cfg.Database,
		Version:     version(),
		Clock:       bot.WallClock{},
		Log:         newLog(s.err, false),
		Lang:        lang,
		ChannelLang: func(_ bot.PlatformName, c bot.ChannelID) bot.Lang { return channels[c] },
		Zone:        cfg.zone,
		Command:     cfg.Commands.Wegwijs,
		Knowledge:   handlers.Knowledge{Folders: cfg.Knowledge.Paths, Builtin: cfg.Knowledge.Builtin, Elsewhere: elsewhere},
	}
}
