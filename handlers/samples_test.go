package handlers_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/store"
)

// The features in this file are small and exist for TestVocabulary only. They
// do what later features will do with the vocabulary, and nothing well.

func buildSamples(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
	b, err := newBot(ctx, env, nil)
	if err != nil {
		return nil, err
	}
	if err := sampleTables(filepath.Join(env.Dir, "wegwijs.db")); err != nil {
		return nil, err
	}
	poll := &samplePoll{b}
	f := b.Router.Feature("poll")
	f.OnWords(bot.Words{Command: "peiling"}, poll.create)
	f.OnDue("poll.show", poll.show)
	f.OnDue("poll.close", poll.close)
	f.OnPress("poll.answer", poll.answer)
	f.OnView(poll.view)
	f.OnGone(poll.gone)
	agenda := &sampleAgenda{b, idOf(env.Platform, "max")}
	f = b.Router.Feature("agenda")
	f.OnWords(bot.Words{Command: "aic", Word: "onderwerp", Usage: bot.Phrase{NL: "onderwerp", EN: "topic"},
		Help:      bot.Phrase{NL: "brengt een onderwerp in", EN: "brings a topic"},
		OnMessage: bot.Phrase{NL: "Maak agendapunt", EN: "Make agenda item"}}, agenda.form)
	f.OnWords(bot.Words{Command: "aic", Word: "stuk"}, func(context.Context, *bot.Command) (bot.Reply, error) { panic("broken on purpose") })
	f.OnWords(bot.Words{Command: "aic", Word: "fout"}, func(context.Context, *bot.Command) (bot.Reply, error) {
		return bot.Reply{}, errors.New("the disk of nobody in particular is full")
	})
	f.OnSubmit("agenda.bring", agenda.bring)
	f.OnDue("agenda.ask", agenda.ask)
	f.OnPress("agenda.pass", agenda.pass)
	f.OnDue("agenda.tell", agenda.tell)
	return b, b.Router.Start(ctx)
}

// sampleTables makes the tables of the samples from outside: tables are the
// store's own business, and it refuses to let a feature make one.
func sampleTables(file string) error {
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer db.Close()
	for _, table := range []string{
		`CREATE TABLE IF NOT EXISTS sample_poll (id INTEGER PRIMARY KEY, question TEXT, channel TEXT, open INTEGER) STRICT`,
		`CREATE TABLE IF NOT EXISTS sample_answer (poll INTEGER, person TEXT, choice TEXT, PRIMARY KEY (poll, person)) STRICT`,
		`CREATE TABLE IF NOT EXISTS sample_request (id INTEGER PRIMARY KEY, person TEXT, topic TEXT, ask TEXT, minutes INTEGER, state TEXT) STRICT`,
	} {
		if _, err := db.Exec(table); err != nil {
			return err
		}
	}
	return nil
}

type samplePoll struct{ *handlers.Bot }

func (p *samplePoll) create(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	question := strings.Trim(c.Text, `"`)
	if question == "" {
		return bot.Reply{}, &bot.Problem{Say: bot.Phrase{NL: "Typ een vraag tussen aanhalingstekens.", EN: "Type a question between quotes."}}
	}
	err := p.Store.Write(ctx, c.Mark, func(tx *store.Tx) error {
		var id int64
		if err := tx.QueryRow(`INSERT INTO sample_poll (question, channel, open) VALUES ($1, $2, 1) RETURNING id`, question, string(c.Channel)).Scan(&id); err != nil {
			return err
		}
		key := fmt.Sprint(id)
		to := store.Job{Platform: string(c.Platform), Channel: string(c.Channel), Key: key}
		show, close := to, to
		show.Kind, show.At = "poll.show", c.At
		close.Kind, close.At = "poll.close", c.At.Add(48*time.Hour)
		if err := tx.Schedule(show); err != nil {
			return err
		}
		return tx.Schedule(close)
	})
	return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Phrase{NL: "Je peiling komt eraan.", EN: "Your poll is on its way."}})}, err
}

func (p *samplePoll) show(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	m, err := p.view(ctx, "poll/"+d.Key)
	return bot.Reply{Public: m}, err
}

func (p *samplePoll) view(ctx context.Context, key string) (*bot.Message, error) {
	m := &bot.Message{Key: key}
	err := p.Store.Read(ctx, func(r *store.Reader) error {
		var question string
		var open bool
		var n, yes int
		id := strings.TrimPrefix(key, "poll/")
		err := r.QueryRow(`SELECT question, open FROM sample_poll WHERE id = $1`, id).Scan(&question, &open)
		if errors.Is(err, sql.ErrNoRows) {
			m = nil
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.QueryRow(`SELECT count(*), coalesce(sum(choice = 'ja'), 0) FROM sample_answer WHERE poll = $1`, id).Scan(&n, &yes); err != nil {
			return err
		}
		answers := bot.Plural{
			One:  bot.Phrase{NL: "{n} antwoord", EN: "{n} answer"},
			Many: bot.Phrase{NL: "{n} antwoorden", EN: "{n} answers"},
		}
		m.Blocks = append(m.Blocks, bot.Para{Text: bot.Bold(bot.Plain(question))})
		if !open {
			m.Final = true
			m.Blocks = append(m.Blocks, bot.Table{
				Caption: bot.Phrase{NL: "Uitslag", EN: "Result"},
				Head:    []bot.Text{bot.Phrase{NL: "Antwoord", EN: "Answer"}, bot.Phrase{NL: "Aantal", EN: "Number"}},
				Rows: [][]bot.Text{
					{bot.Phrase{NL: "Ja", EN: "Yes"}, bot.Number(yes)},
					{bot.Phrase{NL: "Nee", EN: "No"}, bot.Number(n - yes)},
				},
			}, bot.Note{Text: bot.Phrase{NL: "Gesloten.", EN: "Closed."}})
			return nil
		}
		m.Blocks = append(m.Blocks,
			bot.Buttons{
				{Label: bot.Phrase{NL: "Ja", EN: "Yes"}, Action: "poll.answer", Value: id + " ja"},
				{Label: bot.Phrase{NL: "Nee", EN: "No"}, Action: "poll.answer", Value: id + " nee"},
			},
			bot.Note{Text: answers.Count(n, nil)})
		return nil
	})
	return m, err
}

func (p *samplePoll) answer(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, choice, _ := strings.Cut(e.Value, " ")
	closed := &bot.Problem{Say: bot.Phrase{NL: "Deze peiling is gesloten.", EN: "This poll is closed."}}
	err := p.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		n, err := tx.Exec(`INSERT INTO sample_answer SELECT id, $2, $3 FROM sample_poll WHERE id = $1 AND open = 1
			ON CONFLICT (poll, person) DO UPDATE SET choice = excluded.choice`, id, string(e.From.ID), choice)
		if err != nil {
			return err
		}
		if n == 0 {
			return closed
		}
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{
		Private: bot.Say(bot.Para{Text: bot.Phrase{NL: "Opgeslagen: {choice}.", EN: "Stored: {choice}."}.With(bot.Args{"choice": bot.Plain(choice)})}),
		Refresh: []string{"poll/" + id},
	}, nil
}

func (p *samplePoll) close(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	err := p.Store.Write(ctx, "", func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE sample_poll SET open = 0 WHERE id = $1`, d.Key)
		return err
	})
	return bot.Reply{Refresh: []string{"poll/" + d.Key}}, err
}

func (p *samplePoll) gone(ctx context.Context, g *bot.Gone) error {
	return p.Store.Write(ctx, "", func(tx *store.Tx) error {
		id := strings.TrimPrefix(g.Key, "poll/")
		if err := tx.Unschedule("poll.close", id); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE sample_poll SET open = 0 WHERE id = $1`, id)
		return err
	})
}

type sampleAgenda struct {
	*handlers.Bot
	member string // whoever decides, by the id the platform has for them
}

// idOf is the id of somebody by name. Most worlds have names for ids.
func idOf(p bot.Platform, name string) string {
	if x, ok := p.(interface{ IDOf(name string) bot.UserID }); ok {
		return string(x.IDOf(name))
	}
	return name
}

func (a *sampleAgenda) fields() *bot.Form {
	return &bot.Form{
		Action: "agenda.bring",
		Title:  bot.Phrase{NL: "Onderwerp voor de AIC", EN: "Topic for the AIC"},
		Submit: bot.Phrase{NL: "Verstuur", EN: "Send"},
		Fields: []bot.Field{
			{Name: "topic", Label: bot.Phrase{NL: "Onderwerp", EN: "Topic"}, Kind: bot.ShortText, Max: 90},
			{Name: "ask", Label: bot.Phrase{NL: "Wat vraag je de AIC?", EN: "What do you ask?"}, Kind: bot.LongText},
			{Name: "minutes", Label: bot.Phrase{NL: "Minuten", EN: "Minutes"}, Kind: bot.WholeNumber, Min: 5, Max: 60, Optional: true},
		},
	}
}

func (a *sampleAgenda) form(_ context.Context, c *bot.Command) (bot.Reply, error) {
	f := a.fields()
	if c.Text != "" {
		f.Fields[0].Value = []string{c.Text}
	}
	if c.Quote != "" {
		f.Fields[1].Value = []string{c.QuoteBy.Name + ": " + c.Quote}
	}
	return bot.Reply{Form: f}, nil
}

func (a *sampleAgenda) bring(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	if wrong := a.fields().Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	minutes, _ := s.Values.Number("minutes")
	err := a.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		var id int64
		err := tx.QueryRow(`INSERT INTO sample_request (person, topic, ask, minutes, state) VALUES ($1, $2, $3, $4, 'new') RETURNING id`,
			string(s.From.ID), s.Values.Text("topic"), s.Values.Text("ask"), minutes).Scan(&id)
		if err != nil {
			return err
		}
		return tx.Schedule(store.Job{At: s.At, Kind: "agenda.ask", Key: fmt.Sprint(id), Platform: string(s.Platform), User: a.member})
	})
	return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Phrase{NL: "Verstuurd naar jouw AIC-lid.", EN: "Sent to your AIC member."}})}, err
}

func (a *sampleAgenda) request(ctx context.Context, id string) (person, topic, ask string, err error) {
	err = a.Store.Read(ctx, func(r *store.Reader) error {
		return r.QueryRow(`SELECT person, topic, ask FROM sample_request WHERE id = $1`, id).Scan(&person, &topic, &ask)
	})
	return person, topic, ask, err
}

func (a *sampleAgenda) ask(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	_, topic, ask, err := a.request(ctx, d.Key)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(
		bot.Para{Text: bot.Phrase{NL: "Een collega vraagt:", EN: "A colleague asks:"}},
		bot.Fields{
			{Label: bot.Phrase{NL: "Onderwerp", EN: "Topic"}, Value: bot.Plain(topic)},
			{Label: bot.Phrase{NL: "Vraag", EN: "Question"}, Value: bot.Plain(ask)},
		},
		bot.Buttons{
			{Label: bot.Phrase{NL: "Zet door", EN: "Pass on"}, Action: "agenda.pass", Value: d.Key, Style: bot.Primary},
		})}, nil
}

func (a *sampleAgenda) pass(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	person, _, _, err := a.request(ctx, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		n, err := tx.Exec(`UPDATE sample_request SET state = 'passed' WHERE id = $1 AND state = 'new'`, e.Value)
		if err != nil {
			return err
		}
		if n == 0 {
			return &bot.Problem{Say: bot.Phrase{NL: "Dat had je al gedaan.", EN: "You had done that already."}}
		}
		return tx.Schedule(store.Job{At: e.At, Kind: "agenda.tell", Key: e.Value, Platform: string(e.Platform), User: person})
	})
	return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Phrase{NL: "Doorgezet naar de secretaris.", EN: "Passed on to the secretary."}})}, err
}

func (a *sampleAgenda) tell(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	_, topic, _, err := a.request(ctx, d.Key)
	return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Phrase{
		NL: "Je onderwerp “{topic}” is doorgezet.",
		EN: "Your topic “{topic}” was passed on.",
	}.With(bot.Args{"topic": bot.Plain(topic)})})}, err
}
