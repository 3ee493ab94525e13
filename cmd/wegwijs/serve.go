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

	"github.com/rs/zerolog"

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
	if cfg.Slack.BotToken == "" && cfg.Mattermost.URL == "" {
		return errors.New("the configuration names no place to talk: fill in mattermost or slack ('wegwijs init' helps), or try 'wegwijs demo', which needs none")
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
	mux := http.NewServeMux()
	chats, err := chatsOf(cfg, b, mux, opt.Log)
	if err != nil {
		return errors.Join(err, b.Stop(context.WithoutCancel(ctx)), listener.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	health(mux, func() (err error) {
		for _, c := range chats {
			err = errors.Join(err, c.Ready())
		}
		return err
	})
	server := newServer(mux)
	var serving error
	var wait sync.WaitGroup
	wait.Go(func() {
		serving = serveHTTP(ctx, server, func(s *http.Server) error { return s.Serve(listener) })
		stop()
	})
	var platforms []bot.Platform
	for _, c := range chats {
		platforms = append(platforms, c)
		wait.Go(func() { places.find(ctx, cfg, c, len(chats) > 1, opt.Log) })
	}
	opt.Log.Info().Str("version", opt.Version).Str("listen", listener.Addr().String()).Msg("started")
	err = runBot(ctx, b, platforms)
	stop()
	wait.Wait()
	return errors.Join(err, serving)
}

// A chat is a platform that serve runs on.
type chat interface {
	bot.Platform
	finder
	// Handler takes what the platform calls us for.
	Handler() http.Handler
}

// chatsOf makes the platforms of a configuration. They share one store, so what
// somebody is owed is known wherever they talk.
func chatsOf(cfg *config, b *handlers.Bot, mux *http.ServeMux, log zerolog.Logger) (chats []chat, err error) {
	if cfg.Mattermost.URL != "" {
		m, err := newMattermost(cfg, b, log)
		if err != nil {
			return nil, err
		}
		mux.Handle("/mattermost/", m.Handler())
		mux.Handle(setup.CheckPath, setup.CheckHandler())
		chats = append(chats, m)
	}
	if cfg.Slack.BotToken != "" {
		s, err := newSlack(cfg, b, log)
		if err != nil {
			return nil, err
		}
		mux.Handle("/slack/", s.Handler())
		chats = append(chats, s)
	}
	return chats, nil
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
		Polls:     pollOptions(cfg),
		Agenda:    agendaOf(cfg),
	}
}
