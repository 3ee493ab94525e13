package web_test

import (
	"context"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestPlay(t *testing.T) { bottest.PlayAll(t, "testdata/*.txt", newWorld, build()) }

// The transcripts are true of the plain world too, so they say nothing that
// only holds here.
func TestPlayPlain(t *testing.T) {
	bottest.PlayAll(t, "testdata/*.txt", func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{})
	}, build())
}

// stack is a sample as the player has it.
type stack struct{ *sample }

func (s stack) Dispatch(ctx context.Context, e bot.Event) (bot.Ack, error) {
	return s.router.Dispatch(ctx, e)
}
func (s stack) Idle(ctx context.Context) error          { return s.router.Idle(ctx) }
func (s stack) RunDue(context.Context, time.Time) error { return nil }
func (s stack) NextDue(context.Context) (time.Time, bool, error) {
	return time.Time{}, false, nil
}
func (s stack) Stop(ctx context.Context) error { return s.router.Close(ctx) }

// build makes a bot that remembers across a restart.
func build() bottest.Build {
	mem, count := bottest.NewMemory(), &tally{}
	return func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
		s := newSample(env.Clock, env.Platform, mem, count)
		return stack{s}, s.router.Start(ctx)
	}
}
