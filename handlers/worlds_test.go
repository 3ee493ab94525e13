package handlers_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest/world"
	slackworld "wegwijs/bot/slack/slacktest/world"
	"wegwijs/bot/web/webtest"
	"wegwijs/handlers"
	"wegwijs/handlers/knowledge"
	"wegwijs/handlers/poll"
	"wegwijs/handlers/poll/survey"
)

// update rewrites the transcripts from the plain world: go test ./handlers -run /^plain$ -update
var _ = bottest.Flag()

// worlds is every place a transcript is played in. A platform is finished when
// every transcript passes on it.
var worlds = []struct {
	name string
	make func(t *testing.T) bottest.World
}{
	{"plain", func(t *testing.T) bottest.World { return bottest.NewPlain(bottest.PlainOptions{}) }},
	{"plain-without-forms", func(t *testing.T) bottest.World { return bottest.NewPlain(bottest.PlainOptions{NoForms: true}) }},
	{"web", func(t *testing.T) bottest.World {
		w, err := webtest.New(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return w
	}},
	{"mattermost", func(t *testing.T) bottest.World { return onMattermost(t, world.Options{}) }},
	{"slack", func(t *testing.T) bottest.World {
		w, err := slackworld.New(slackworld.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}},
}

func onMattermost(t *testing.T, opt world.Options) bottest.World {
	w, err := world.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTranscripts(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			for _, f := range []struct {
				folder string
				build  bottest.Build
			}{{"home", build}, {"knowledge", build}, {"poll", build}, {"agenda", buildAgenda}} {
				t.Run(f.folder, func(t *testing.T) {
					bottest.PlayAll(t, filepath.Join(f.folder, "testdata", "*.txt"), w.make, f.build)
				})
			}
		})
	}
}

// TestVocabulary plays conversations of features that exist only here, to see
// that the vocabulary says a poll and an agenda request without a special case.
func TestVocabulary(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			bottest.PlayAll(t, filepath.Join("testdata", "vocabulary", "*.txt"), w.make, buildSamples)
		})
	}
}

// build makes the bot as it is, with one live answer and one link elsewhere.
func build(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
	b, err := newBot(ctx, env, func(o *handlers.Options) {
		o.Roster = bot.Roster{
			bot.Admin:     {"max.devries@minfin.nl"},
			bot.Adviser:   {"bram.bakker@minfin.nl", "sien.visser@minaz.nl"},
			bot.Secretary: {"sien.visser@minaz.nl"},
		}
		o.Polls = &handlers.Polls{
			Command: "peiling", Keys: filepath.Join(env.Dir, "keys"),
			Purpose:    "weten hoe het met ons gaat",
			LegalBasis: "gerechtvaardigd belang",
			Consent:    poll.Consent{Date: "2026-10-01", Reference: "OR 2026-17"},
			Rules:      survey.Rules{MinAnswers: 5, MinGroup: 10},
			NamesFor:   90 * 24 * time.Hour,
		}
	})
	if err != nil {
		return nil, err
	}
	return b, b.Router.Start(ctx)
}

// newBot makes a bot without polls; change may say otherwise.
func newBot(ctx context.Context, env bottest.Env, change func(*handlers.Options)) (*handlers.Bot, error) {
	opt := handlers.Options{
		Database: filepath.Join(env.Dir, "wegwijs.db"),
		Clock:    env.Clock,
		Log:      zerolog.New(env.Log),
		Lang:     bot.NL,
		Zone:     bottest.Zone,
		Command:  "wegwijs",
		Knowledge: handlers.Knowledge{
			Builtin:   true,
			Elsewhere: []knowledge.Elsewhere{{Title: "Personeelszaken", URL: "https://personeel.example.nl"}},
		},
		Also: []knowledge.Source{whoIsMyMember},
	}
	if change != nil {
		change(&opt)
	}
	b, err := handlers.New(ctx, opt)
	if err != nil {
		return nil, err
	}
	b.Router.AddPlatform(env.Platform)
	return b, nil
}

// whoIsMyMember stands for another feature that knows an answer by heart.
func whoIsMyMember(_ context.Context, q knowledge.Question) (*bot.Message, error) {
	if !strings.Contains(strings.ToLower(q.Text), "mijn aic-lid") {
		return nil, nil
	}
	return bot.Say(bot.Para{Text: bot.Phrase{
		NL: "Voor {name} is dat Max de Vries.",
		EN: "For {name} that is Max de Vries.",
	}.With(bot.Args{"name": bot.Plain(q.From.Name)})}), nil
}
