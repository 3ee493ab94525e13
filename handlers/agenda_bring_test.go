package handlers_test

import (
	"context"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/committee"
)

// buildUnplaced is buildAgenda where an e-mail address of Finance does not tell
// where somebody works.
func buildUnplaced(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
	directory, err := committee.Builtin().With([]committee.Department{{Code: "FIN", Name: "Financiën", EN: "Finance"}})
	if err != nil {
		return nil, err
	}
	b, err := newBot(ctx, env, func(o *handlers.Options) {
		o.Also = nil
		o.Roster = bot.Roster{bot.Adviser: {"sien.visser@minaz.nl"}}
		o.Agenda = testCommittees()
		o.Agenda.Directory = directory
	})
	if err != nil {
		return nil, err
	}
	return b, b.Router.Start(ctx)
}

func TestDepartmentIsAsked(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			bottest.PlayAll(t, "agenda/testdata/zonder-domein/*.txt", w.make, buildUnplaced)
		})
	}
}

// buildByRole is buildAgenda where no committee names its secretary: it is who
// has that role.
func buildByRole(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
	b, err := newBot(ctx, env, func(o *handlers.Options) {
		o.Also = nil
		o.Roster = bot.Roster{bot.Secretary: {"other:@secretarissen", "sien.visser@minaz.nl"}}
		o.Agenda = testCommittees()
		for i := range o.Agenda.Committees {
			o.Agenda.Committees[i].Secretary = committee.Who{}
		}
	})
	if err != nil {
		return nil, err
	}
	return b, b.Router.Start(ctx)
}

func TestSecretaryByRole(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			bottest.PlayAll(t, "agenda/testdata/rol/*.txt", w.make, buildByRole)
		})
	}
}
