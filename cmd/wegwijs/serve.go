package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"

	"wegwijs/bot"
	"wegwijs/bot/mattermost/setup"
	"wegwijs/handlers"
	"wegwijs/handlers/knowledge"
)

type serveCommand struct {
	Config string `help:"The configuration file." default:"config.yaml" type:"path"`
}

func (serveCommand) Help() string {
	return "Runs until it is told to stop (Ctrl+C or SIGTERM), and then finishes what is under way. Under http.listen, /healthz says whether the program runs, and /readyz whether it can be talked to. 'wegwijs doctor' says what is missing."
}

func (c serveCommand) Run(ctx context.Context, s streams) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	cfg, err := loadConfig(c.Config, os.Environ())
	if err != nil {
		return err
	}
	if err := anywhereToTalk(cfg); err != nil {
		return err
	}
	return serve(ctx, cfg, s)
}

// anywhereToTalk says what to do when no platform is configured.
func anywhereToTalk(cfg *config) error {
	switch {
	case cfg.Slack.BotToken != "" || cfg.Slack.AppToken != "":
		return errors.New("this version does not talk to Slack yet: take the slack block out of the configuration, or try 'wegwijs demo', which is the whole bot in a browser")
	case cfg.Mattermost.URL == "":
		return errors.New("the configuration names no place to talk: fill in mattermost ('wegwijs init' helps), or try 'wegwijs demo', which needs none")
	}
	return nil
}

// serve runs the bot on its platforms, and answers whether it is alive and ready.
func serve(ctx context.Context, cfg *config, s streams) error {
	listener, err := net.Listen("tcp", cfg.HTTP.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("http.listen: %s is in use by another program, perhaps another Wegwijs: stop that, or choose another port", cfg.HTTP.Listen)
	}
	if err != nil {
		return fmt.Errorf("http.listen: %w", err)
	}
	places := &channelNames{}
	opt := botOptions(cfg, s)
	opt.ChannelLang = places.lang
	b, err := handlers.New(ctx, opt)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	chat, err := newMattermost(cfg, b, opt.Log)
	if err != nil {
		return errors.Join(err, b.Stop(context.WithoutCancel(ctx)), listener.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	mux := http.NewServeMux()
	mux.Handle("/mattermost/", chat.Handler())
	mux.Handle(setup.CheckPath, setup.CheckHandler())
	health(mux, chat.Ready)
	server := newServer(mux)
	var serving error
	var wait sync.WaitGroup
	wait.Go(func() {
		serving = serveHTTP(ctx, server, func(s *http.Server) error { return s.Serve(listener) })
		stop()
	})
	wait.Go(func() { places.find(ctx, cfg, chat, opt.Log) })
	opt.Log.Info().Str("version", opt.Version).Str("listen", listener.Addr().String()).Msg("started")
	err = runBot(ctx, b, []bot.Platform{chat})
	stop()
	wait.Wait()
	return errors.Join(err, serving)
}

// botOptions turns the configuration into what the bot needs.
func botOptions(cfg *config, s streams) handlers.Options {
	lang, _ := bot.ParseLang(cfg.Language)
	var elsewhere []knowledge.Elsewhere
	for _, e := range cfg.Knowledge.Elsewhere {
		elsewhere = append(elsewhere, knowledge.Elsewhere{Title: e.Title, URL: e.URL})
	}
	return handlers.Options{
		Database:  cfg.Database,
		Version:   version(),
		Clock:     bot.WallClock{},
		Log:       newLog(s.err, false),
		Lang:      lang,
		Zone:      cfg.zone,
		Roster:    cfg.roster(),
		Command:   cfg.Commands.Wegwijs,
		Knowledge: handlers.Knowledge{Folders: cfg.Knowledge.Paths, Builtin: cfg.Knowledge.Builtin, Elsewhere: elsewhere},
	}
}
