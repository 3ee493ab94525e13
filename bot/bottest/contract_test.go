package bottest_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

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
	fault  string
	pinged *[]string
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
			if p.fault == "confuses twins" && c.Value == "7" && c.Choice == "zwart" {
				c.Choice = ""
			}
		case *bot.Gone:
			switch p.fault {
			case "tells of another message":
				c.Message = "m1"
			case "makes up a key":
				c.Key = "demo/1"
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

func (p brokenPlatform) Edit(ctx context.Context, to bot.Address, id bot.MessageID, m *bot.Message) error {
	if text := m.Blocks[0].(bot.Para).Text; p.fault == "loses last edits" && text != nil && strings.HasPrefix(text.In(bot.NL, raw{}), "nu bericht 4") {
		return nil
	}
	return p.Platform.Edit(ctx, to, id, m)
}

func (p brokenPlatform) Members(ctx context.Context, c bot.ChannelID) (bot.Members, error) {
	m, err := p.Platform.Members(ctx, c)
	if err == nil && p.fault == "bots are people" {
		m.Users = append(m.Users, "wegwijs")
	}
	return m, err
}

func (w broken) Secrets() []string {
	if w.fault == "secret in an error" || w.fault == "secret in an error, then no more" {
		return []string{"the transcript said so"}
	}
	return w.Plain.Secrets()
}

func (w broken) Fail(n int, reason bot.Reason, after time.Duration) {
	if w.fault == "secret in an error, then no more" {
		reason = bot.Forbidden // which ends a test that asked for something else
	}
	w.Plain.Fail(n, reason, after)
}

func (w broken) Close() error {
	if w.fault == "says no, then does not close" {
		return errors.Join(w.Plain.Close(), errors.New("left open"))
	}
	return w.Plain.Close()
}

func (w broken) Delete(ctx context.Context, where bottest.Place) error {
	if w.fault == "says no, then does not close" {
		return errors.New("nobody may delete")
	}
	return w.Plain.Delete(ctx, where)
}

func (w broken) Pinged() []string {
	if w.fault != "pings" {
		return w.Plain.Pinged()
	}
	pinged := *w.pinged
	*w.pinged = nil
	return pinged
}

func (w broken) Seen(ctx context.Context) ([]bottest.Seen, error) {
	seen, err := w.Plain.Seen(ctx)
	for i := range seen {
		for j := range seen[i].Blocks {
			b := &seen[i].Blocks[j]
			switch w.fault {
			case "pings":
				if strings.Contains(b.Text, "@alice") {
					*w.pinged = append(*w.pinged, "alice")
				}
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
			return broken{bottest.NewPlain(bottest.PlainOptions{}), fault, &[]string{}}
		})
		return
	}
	for fault, c := range map[string]struct{ where, says string }{
		"keeps the mention":                {"a_mention_arrives_without_the_mention", ""},
		"drops values":                     {"a_form_with_every_kind_of_field", ""},
		"changes values":                   {"a_button", ""},
		"confuses twins":                   {"what_means_the_same_is_told_apart", `choice ""`},
		"one id":                           {"many_at_once", ""},
		"loses last edits":                 {"many_at_once", "in the end the edited message reads"},
		"leaks":                            {"private_stays_private", ""},
		"posts twice":                      {"one_Once_is_one_message", ""},
		"one language":                     {"both_languages", ""},
		"no threads":                       {"a_thread_is_a_thread", ""},
		"untyped errors":                   {"errors_have_a_reason", ""},
		"bots are people":                  {"people_and_members", ""},
		"secret in an error":               {"errors_have_a_reason", "an error holds a secret"},
		"secret in an error, then no more": {"errors_have_a_reason", "an error holds a secret"},
		"says no, then does not close":     {"a_deleted_message_is_gone", "close: left open"},
		"tells of another message":         {"a_deleted_message_is_gone", `message "m1" in`},
		"makes up a key":                   {"a_deleted_message_is_gone", `has the key "demo/1"`},
		"pings":                            {"what_people_type_cannot_act", "pinged [alice"},
		"markup acts":                      {"what_people_type_cannot_act", ""},
		"links act":                        {"what_people_type_cannot_act", ""},
		"cuts":                             {"a_long_message_is_not_cut", ""},
		"drops files":                      {"every_kind_of_block_arrives", ""},
		"drops notes":                      {"every_kind_of_block_arrives", ""},
	} {
		t.Run(fault, func(t *testing.T) {
			out := fails(t, fault)
			if !strings.Contains(out, "--- FAIL: TestContractNotices/"+c.where+" ") || !strings.Contains(out, c.says) {
				t.Errorf("the test %q did not fail, or did not say %q:\n%s", c.where, c.says, out)
			}
		})
	}
}
