package handlers_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/committee"
)

// restarted tells whether the bot was started before with these files.
func restarted(env bottest.Env) (bool, error) {
	mark := filepath.Join(env.Dir, "started")
	_, err := os.Stat(mark)
	if errors.Is(err, os.ErrNotExist) {
		return false, os.WriteFile(mark, nil, 0o600)
	}
	return true, err
}

// buildMerged is buildAgenda where EZ and KGG are departments of their own until
// the bot is started again: then they are EZK, with Pieter in its seat.
func buildMerged(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
	merged, err := restarted(env)
	if err != nil {
		return nil, err
	}
	directory, err := committee.Builtin().With([]committee.Department{{Code: "EZ", Name: "Economische Zaken"}, {Code: "KGG", Name: "Klimaat en Groene Groei"}})
	if err != nil {
		return nil, err
	}
	if merged {
		directory = committee.Builtin()
	}
	b, err := newBot(ctx, env, func(o *handlers.Options) {
		o.Also = nil
		o.Agenda = testCommittees()
		o.Agenda.Directory = directory
		o.Agenda.Seats = append(o.Agenda.Seats, committee.Seat{Committee: "aic", Department: "KGG", Member: at("thijs.mulder@minlnv.nl", "Thijs Mulder"), From: "2026-01-01", Until: "2026-11-23"})
	})
	if err != nil {
		return nil, err
	}
	return b, b.Router.Start(ctx)
}

func TestDepartmentMergedOnTheWay(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			bottest.PlayAll(t, "agenda/testdata/samengevoegd/*.txt", w.make, buildMerged)
		})
	}
}

// leaving is a platform on which an account is not used any more.
type leaving struct {
	bot.Platform
	who string
}

func (p leaving) Find(ctx context.Context, name string) (bot.User, error) {
	u, err := p.Platform.(bot.Finder).Find(ctx, name)
	u.Inactive = err == nil && strings.EqualFold(string(u.ID), p.who)
	return u, err
}

func (p leaving) User(ctx context.Context, id bot.UserID) (bot.User, error) {
	u, err := p.Platform.User(ctx, id)
	u.Inactive = err == nil && strings.EqualFold(string(u.ID), p.who)
	return u, err
}

func TestAccountOfAMemberIsGone(t *testing.T) { goneAfterRestart(t, "account-weg", "max") }

func TestAccountOfARequesterIsGone(t *testing.T) { goneAfterRestart(t, "vrager-weg", "alice") }

// goneAfterRestart plays conversations in which an account is not used any more
// once the program was started again.
func goneAfterRestart(t *testing.T, folder, who string) {
	t.Helper()
	bottest.PlayAll(t, "agenda/testdata/"+folder+"/*.txt", func(*testing.T) bottest.World { return bottest.NewPlain(bottest.PlainOptions{}) },
		func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
			again, err := restarted(env)
			if err != nil {
				return nil, err
			}
			if again {
				env.Platform = leaving{env.Platform, who}
			}
			return buildAgenda(ctx, env)
		})
}
