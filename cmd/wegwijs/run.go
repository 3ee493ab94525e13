package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/handlers"
)

// shutdownWithin is how long the program waits for what is under way.
const shutdownWithin = 10 * time.Second

// tidyAfter is when memory that only the start needed, a quarter of it all, is
// given back to the system; by itself that takes long where little happens.
const tidyAfter = 5 * time.Second

// runBot runs a bot on its platforms until ctx ends or a platform fails for
// good, and then waits for what is under way: first nothing new comes in, then
// handlers and deliveries finish, then the store closes.
func runBot(ctx context.Context, b *handlers.Bot, platforms []bot.Platform) error {
	for _, p := range platforms {
		b.Router.AddPlatform(p)
	}
	tidy := time.AfterFunc(tidyAfter, debug.FreeOSMemory)
	defer tidy.Stop()
	err := b.Router.Start(context.WithoutCancel(ctx))
	if err == nil {
		err = runUntil(ctx, b, platforms)
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownWithin)
	defer cancel()
	return errors.Join(err, b.StopWith(end, func() error { return settle(err, platforms) }))
}

// settle tells platforms that all they handed on is answered, unless they failed.
func settle(failed error, platforms []bot.Platform) (err error) {
	for _, p := range platforms {
		if p, ok := p.(settler); ok && failed == nil {
			err = errors.Join(err, p.Settle())
		}
	}
	return err
}

// A settler hands events on again at the next start unless it is told that they
// were answered.
type settler interface{ Settle() error }

func runUntil(ctx context.Context, b *handlers.Bot, platforms []bot.Platform) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wait sync.WaitGroup
	errs := make(chan error, len(platforms)+2)
	for _, p := range platforms {
		wait.Go(func() {
			if err := p.Run(ctx, b.Dispatch); err != nil {
				errs <- err // it names itself
				stop()
			}
		})
	}
	wait.Go(func() {
		if err := b.Jobs(ctx); err != nil {
			errs <- fmt.Errorf("jobs: %w", err)
			stop()
		}
	})
	wait.Go(func() {
		if err := b.Watch(ctx); err != nil {
			errs <- fmt.Errorf("knowledge: %w", err)
			stop()
		}
	})
	wait.Wait()
	close(errs)
	var all error
	for err := range errs {
		all = errors.Join(all, err)
	}
	return all
}

// serveHTTP serves a handler until ctx ends, then lets requests finish.
func serveHTTP(ctx context.Context, server *http.Server, listen func(*http.Server) error) error {
	failed := make(chan error, 1)
	go func() { failed <- listen(server) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownWithin)
	defer cancel()
	err := server.Shutdown(end)
	if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// newServer has bounds on what a client may keep us waiting for. Writes have
// none, because a page may stay open for live changes.
func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// newLog writes one line of JSON per event, or plain lines when a person reads along.
func newLog(w io.Writer, plain bool) zerolog.Logger {
	if plain {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: time.TimeOnly, NoColor: true}
	}
	return zerolog.New(zerolog.SyncWriter(w)).With().Timestamp().Logger()
}
