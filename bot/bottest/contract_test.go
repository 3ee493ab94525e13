package bottest_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

func TestContract(t *testing.T) {
	bottest.Contract(t, func(*testing.T) bottest.World { return bottest.NewPlain(bottest.PlainOptions{}) })
}

func TestContractWithoutForms(t *testing.T) {
	bottest.Contract(t, func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{NoForms: true})
	})
}

// broken is a world with one fault.
type broken struct {
	*bottest.Plain
	fault string
}

type brokenPlatform struct {
	bot.Platform
	fault string
}

func (w broken) Platform() bot.Platform { return brokenPlatform{w.Plain.Platform(), w.fault} }

func (p brokenPlatform) Run(ctx context.Context, do bot.Dispatch) error {
	return p.Platform.Run(ctx, func(ctx context.Context, e bot.Event) (bot.Ack, error) {
		o := bot.OriginOf(e)
		switch c := e.(type) {
		case *bot.Mention:
			if p.fault == "keeps the mention" {
				c.Text = "@wegwijs " + c.Text
			}
		case *bot.Submit:
			if p.fault == "drops values" {
				delete(c.Values, "many")
			}
		case *bot.Press:
			if p.fault == "changes values" {
				c.Value = strings.ToLower(c.Value)
			}
		}
		if p.fault == "one id" {
			o.ID = "e1"
		}
		return do(ctx, e)
	})
}

func (p brokenPlatform) Send(ctx context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	switch {
	case p.fault == "leaks" && to.Channel != "":
		to.User = ""
	case p.fault == "posts twice":
		to.Once = ""
	case p.fault == "one language":
		to.Lang = bot.NL
	case p.fault == "no threads":
		to.Thread = ""
	}
	id, err := p.Platform.Send(ctx, to, m)
	if err != nil && p.fault == "untyped errors" {
		return "", errors.New(err.Error())
	}
	return id, err
}

func (p brokenPlatform) Members(ctx context.Context, c bot.ChannelID) (bot.Members, error) {
	m, err := p.Platform.Members(ctx, c)
	if err == nil && p.fault == "bots are people" {
		m.Users = append(m.Users, "wegwijs")
	}
	return m, err
}

func (w broken) Secrets() []string {
	if w.fault == "secret in an error" {
		return []string{"the transcript said so"}
	}
	return nil
}

func (w broken) Seen(ctx context.Context) ([]bottest.Seen, error) {
	seen, err := w.Plain.Seen(ctx)
	for i := range seen {
		for j := range seen[i].Blocks {
			b := &seen[i].Blocks[j]
			switch w.fault {
			case "markup acts":
				b.Text = strings.ReplaceAll(b.Text, `\*`, "")
			case "links act":
				b.Text = strings.ReplaceAll(b.Text, "[klik](http://evil.example)", "klik ‹http://evil.example›")
			case "cuts":
				if r := []rune(b.Text); len(r) > 16_383 {
					b.Text = string(r[:16_383])
				}
			case "drops files":
				if b.Kind == "file" {
					b.Data = nil
				}
			case "drops notes":
				if b.Kind == "note" {
					b.Text = ""
				}
			}
		}
	}
	return seen, err
}

func TestContractNotices(t *testing.T) {
	if fault := os.Getenv(failing); fault != "" {
		bottest.Contract(t, func(*testing.T) bottest.World {
			return broken{bottest.NewPlain(bottest.PlainOptions{}), fault}
		})
		return
	}
	for fault, where := range map[string]string{
		"keeps the mention":  "a_mention_arrives_without_the_mention",
		"drops values":       "a_form_with_every_kind_of_field",
		"changes values":     "a_button",
		"one id":             "many_at_once",
		"leaks":              "private_stays_private",
		"posts twice":        "one_Once_is_one_message",
		"one language":       "both_languages",
		"no threads":         "a_thread_is_a_thread",
		"untyped errors":     "errors_have_a_reason",
		"bots are people":    "people_and_members",
		"secret in an error": "errors_have_a_reason",
		"markup acts":        "what_people_type_cannot_act",
		"links act":          "what_people_type_cannot_act",
		"cuts":               "a_long_message_is_not_cut",
		"drops files":        "every_kind_of_block_arrives",
		"drops notes":        "every_kind_of_block_arrives",
	} {
		t.Run(fault, func(t *testing.T) {
			out := fails(t, fault)
			if !strings.Contains(out, "--- FAIL: TestContractNotices/"+where+" ") {
				t.Errorf("the test %q did not fail:\n%s", where, out)
			}
		})
	}
}
