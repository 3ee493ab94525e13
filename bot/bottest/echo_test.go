package bottest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

var _ = bottest.Flag()

// echo is a bot of its own, small enough to read in one go: it says back what
// it hears, counts presses in one message, and remembers on disk.
type echo struct {
	env  bottest.Env
	file string
	work sync.WaitGroup

	mu     sync.Mutex
	disk   echoDisk
	dirty  bool // the counter's message does not show its count
	waits  bool // its edit waits for the clock
	asking map[bot.UserID]*question
}

type echoDisk struct {
	Handled map[string]bool
	Count   int
	Posted  *posted
	Jobs    []echoJob
}

type posted struct {
	To bot.Address
	ID bot.MessageID
}

type echoJob struct {
	At   time.Time
	To   bot.Address
	Text string
}

type question struct {
	form   *bot.Form
	next   int
	values bot.Values
	origin bot.Origin
}

func buildEcho(_ context.Context, env bottest.Env) (bottest.Stack, error) {
	e := &echo{env: env, file: filepath.Join(env.Dir, "echo.json"), asking: map[bot.UserID]*question{}}
	e.disk.Handled = map[string]bool{}
	data, err := os.ReadFile(e.file)
	if errors.Is(err, os.ErrNotExist) {
		return e, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &e.disk); err != nil {
		return nil, err
	}
	e.refresh()
	return e, nil
}

// save writes to disk; e.mu is held.
func (e *echo) save() {
	data, err := json.Marshal(e.disk)
	if err == nil {
		err = os.WriteFile(e.file, data, 0o600)
	}
	if err != nil {
		panic(err)
	}
}

func (e *echo) Dispatch(ctx context.Context, ev bot.Event) (bot.Ack, error) {
	o := bot.OriginOf(ev)
	fmt.Fprintf(e.env.Log, "event %s %T\n", o.ID, ev)
	e.mu.Lock()
	known := e.disk.Handled[o.ID]
	e.disk.Handled[o.ID] = true
	e.save()
	e.mu.Unlock()
	if known {
		return bot.Ack{}, nil
	}
	switch ev := ev.(type) {
	case *bot.Submit:
		return e.submit(ctx, *o, ev.Values)
	case *bot.Mention:
		e.hear(ctx, *o, ev.Text, false)
	case *bot.Command:
		e.hear(ctx, *o, strings.TrimSpace(ev.Text+" "+ev.Quote), true)
	case *bot.Press:
		e.press(*o, ev)
	case *bot.Gone:
		e.mu.Lock()
		e.disk.Posted = nil
		e.save()
		e.mu.Unlock()
		e.send(bot.Address{User: "alice"}, "De teller is weggehaald.")
	}
	return bot.Ack{}, nil
}

func (e *echo) Words() []bot.Words {
	return []bot.Words{
		{Command: "wegwijs"},
		{Command: "wegwijs", Word: "herhaal", OnMessage: bot.Phrase{NL: "Herhaal dit", EN: "Repeat this"}},
	}
}

func (e *echo) Idle(context.Context) error { e.work.Wait(); return nil }

func (e *echo) Stop(context.Context) error { e.work.Wait(); return nil }

func (e *echo) NextDue(context.Context) (time.Time, bool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var next time.Time
	for _, j := range e.disk.Jobs {
		if next.IsZero() || j.At.Before(next) {
			next = j.At
		}
	}
	return next, !next.IsZero(), nil
}

func (e *echo) RunDue(_ context.Context, now time.Time) error {
	e.mu.Lock()
	var due, later []echoJob
	for _, j := range e.disk.Jobs {
		if j.At.After(now) {
			later = append(later, j)
		} else {
			due = append(due, j)
		}
	}
	e.disk.Jobs = later
	e.save()
	e.mu.Unlock()
	for _, j := range due {
		e.send(j.To, j.Text)
	}
	return nil
}

// deliver sends until it succeeds, the next try a second later.
func (e *echo) deliver(to bot.Address, m *bot.Message, then func(bot.MessageID)) {
	to.Platform = e.env.Platform.Name()
	if to.Lang == "" {
		to.Lang = bot.NL
	}
	e.work.Go(func() {
		id, err := e.env.Platform.Send(context.Background(), to, m)
		if bot.Retryable(err) {
			var s *bot.SendError
			errors.As(err, &s)
			e.env.Clock.AfterFunc(max(time.Second, s.RetryAfter), func() { e.deliver(to, m, then) })
			return
		}
		if err != nil {
			fmt.Fprintf(e.env.Log, "send: %v\n", err)
			return
		}
		if then != nil {
			then(id)
		}
	})
}

func (e *echo) send(to bot.Address, text string) {
	e.deliver(to, bot.Say(bot.Para{Text: bot.Plain(text)}), nil)
}

// reply is where an event is answered.
func reply(o bot.Origin) bot.Address {
	to := bot.Address{Channel: o.Channel, Thread: o.Thread, Lang: o.From.Lang, Reply: o.Reply}
	if to.Thread == "" && !o.Direct {
		to.Thread = o.Message
	}
	return to
}

func (e *echo) hear(ctx context.Context, o bot.Origin, text string, private bool) {
	e.mu.Lock()
	q := e.asking[o.From.ID]
	e.mu.Unlock()
	to := reply(o)
	if private {
		to.User = o.From.ID
	}
	switch {
	case q != nil && o.Direct:
		e.interview(ctx, q, text)
	case text == "teller":
		to.Once, to.Thread = "count", ""
		e.deliver(to, e.counter(), func(id bot.MessageID) {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.disk.Posted = &posted{to, id}
			e.save()
		})
	case text == "alles":
		e.deliver(to, everything(), nil)
	case text == "formulier":
		f := allKinds()
		err := e.env.Platform.OpenForm(ctx, &o, f, o.From.Lang)
		if errors.Is(err, bot.ErrNoForms) {
			q := &question{form: f, values: bot.Values{}, origin: o}
			e.mu.Lock()
			e.asking[o.From.ID] = q
			e.mu.Unlock()
			e.ask(q, nil)
		} else if err != nil {
			fmt.Fprintf(e.env.Log, "form: %v\n", err)
		}
	default:
		m := bot.Say(bot.Para{Text: said.With(bot.Args{"text": bot.Plain(text)})})
		if private {
			m.Blocks = append(m.Blocks, bot.Buttons{{Label: share, Action: "echo.share", Value: "1"}})
		}
		e.deliver(to, m, nil)
	}
}

var (
	said  = bot.Phrase{NL: "Je zei: {text}", EN: "You said: {text}"}
	share = bot.Phrase{NL: "Deel in dit kanaal", EN: "Share in this channel"}
)

func (e *echo) press(o bot.Origin, p *bot.Press) {
	switch p.Action {
	case "echo.share":
		e.send(bot.Address{Channel: o.Channel}, o.From.Name+" deelt iets.")
	case "echo.choose":
		e.send(bot.Address{User: o.From.ID}, "Je koos "+p.Choice+" van "+p.Value+".")
	case "echo.count":
		e.mu.Lock()
		e.disk.Count++
		e.save()
		e.mu.Unlock()
		e.refresh()
	}
}

func (e *echo) counter() *bot.Message {
	e.mu.Lock()
	defer e.mu.Unlock()
	return &bot.Message{Key: "echo/count", Blocks: []bot.Block{
		bot.Para{Text: bot.Phrase{NL: "Teller: {n}", EN: "Count: {n}"}.With(bot.Args{"n": bot.Number(e.disk.Count)})},
		bot.Buttons{{Label: bot.Plain("Tel"), Action: "echo.count"}},
	}}
}

// refresh edits the counter at once, and again after its pace if needed.
func (e *echo) refresh() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.disk.Posted == nil {
		return
	}
	e.dirty = true
	if e.waits {
		return
	}
	e.waits, e.dirty = true, false
	to, id := e.disk.Posted.To, e.disk.Posted.ID
	to.Platform, to.Lang = e.env.Platform.Name(), bot.NL
	e.work.Go(func() {
		if err := e.env.Platform.Edit(context.Background(), to, id, e.counter()); err != nil {
			fmt.Fprintf(e.env.Log, "edit: %v\n", err)
		}
	})
	e.env.Clock.AfterFunc(bot.DefaultPace, func() {
		e.mu.Lock()
		e.waits = false
		again := e.dirty
		e.mu.Unlock()
		if again {
			e.refresh()
		}
	})
}

func (e *echo) submit(_ context.Context, o bot.Origin, v bot.Values) (bot.Ack, error) {
	errs := allKinds().Check(v)
	if v.Text("subject") == "verboden" {
		errs = bot.FieldErrors{"subject": bot.Plain("Dit mag niet.")}
	}
	if errs != nil {
		return bot.Ack{Errors: errs, Lang: o.From.Lang}, nil
	}
	to := bot.Address{User: o.From.ID, Lang: o.From.Lang}
	e.send(to, fmt.Sprintf("Bewaard: %s.", strings.Join([]string{v.Text("subject"), v.Text("kind"), strings.Join(v.All("channels"), "+"), v.Text("minutes"), v.Text("day"), v.Text("start"), v.Text("final")}, ", ")))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.disk.Jobs = append(e.disk.Jobs, echoJob{o.At.Add(48 * time.Hour), to, "Over dit onderwerp hoor je nu iets."})
	e.save()
	return bot.Ack{}, nil
}

// ask asks the next field in words.
func (e *echo) ask(q *question, why bot.Text) {
	f := q.form.Fields[q.next]
	m := &bot.Message{}
	if why != nil {
		m.Blocks = append(m.Blocks, bot.Para{Text: why})
	}
	m.Blocks = append(m.Blocks, bot.Para{Text: bot.Bold(f.Label)})
	e.deliver(bot.Address{User: q.origin.From.ID, Lang: q.origin.From.Lang}, m, nil)
}

// interview takes an answer in words.
func (e *echo) interview(ctx context.Context, q *question, text string) {
	f := q.form.Fields[q.next]
	var values []string
	switch {
	case text == "-":
	case f.Kind == bot.Choice || f.Kind == bot.Choices:
		for _, part := range strings.Split(text, ", ") {
			for i, o := range f.Options {
				if part == o.Label.In(bot.NL, raw{}) || part == fmt.Sprint(i+1) {
					part = o.Value
				}
			}
			values = append(values, part)
		}
	case f.Kind == bot.YesNo:
		values = []string{map[string]string{"ja": "yes", "nee": "no"}[text]}
	case f.Kind == bot.DateTime:
		values = []string{strings.Replace(text, " ", "T", 1)}
	default:
		values = []string{text}
	}
	if t := f.Check(values); t != nil {
		e.ask(q, t)
		return
	}
	if len(values) > 0 {
		q.values[f.Name] = values
	} else {
		delete(q.values, f.Name)
	}
	if q.next++; q.next < len(q.form.Fields) {
		e.ask(q, nil)
		return
	}
	ack, err := e.submit(ctx, q.origin, q.values)
	if err != nil {
		panic(err)
	}
	for i, f := range q.form.Fields {
		if t := ack.Errors[f.Name]; t != nil {
			q.next = i
			e.ask(q, t)
			return
		}
	}
	e.mu.Lock()
	delete(e.asking, q.origin.From.ID)
	e.mu.Unlock()
}

type raw struct{}

func (raw) Ours(s string) string    { return s }
func (raw) Theirs(s string) string  { return s }
func (raw) Bold(s string) string    { return s }
func (raw) Link(s, _ string) string { return s }

func everything() *bot.Message {
	return bot.Say(
		bot.Para{Text: bot.Join(bot.Bold(bot.Plain("Kop")), bot.Plain(" met "), bot.Link(bot.Plain("een link"), "https://example.nl/a"))},
		bot.Para{Text: bot.Plain("Een lijst:"), Items: []bot.Text{bot.Plain("een"), bot.Plain("twee *sterren*")}},
		bot.Para{Items: []bot.Text{bot.Plain("eerst"), bot.Plain("dan")}, Numbered: true},
		bot.Fields{{Label: bot.Plain("Wanneer"), Value: bot.Day(bottest.Start)}},
		bot.Buttons{{Label: bot.Plain("Ja"), Hint: bot.Plain("Ja, ik doe mee"), Action: "echo.yes"}, {Label: bot.Plain("Nee"), Action: "echo.no"}},
		bot.Menu{Label: bot.Plain("Kies een thema"), Action: "echo.choose", Value: "thema", Options: []bot.Option{{Label: bot.Plain("Netwerk"), Value: "n"}, {Label: bot.Plain("Opleiding"), Value: "o"}}},
		bot.Table{Caption: bot.Plain("Agenda"), Head: []bot.Text{bot.Plain("Tijd"), bot.Plain("Onderwerp")}, Rows: [][]bot.Text{{bot.Plain("9.00"), bot.Plain("Opening | welkom")}}},
		bot.Picture{Name: "uitslag.png", PNG: []byte("\x89PNG"), Alt: bot.Plain("Ja 3, nee 2")},
		bot.File{Name: "agenda.odt", Type: "application/vnd.oasis.opendocument.text", Data: make([]byte, 123)},
		bot.Para{Text: bot.Plain("- dit is geen lijst\nmaar wel\u200b twee regels")},
		bot.Note{Text: bot.Plain("Bron: intranet")},
	)
}

func allKinds() *bot.Form {
	option := func(s string) bot.Option {
		return bot.Option{Label: bot.Plain(s), Value: strings.ToLower(s[:1])}
	}
	return &bot.Form{
		Action: "echo.submit", State: "s1", Title: bot.Plain("Onderwerp aanmelden"), Submit: bot.Plain("Versturen"),
		Intro: bot.Plain("Waar moet het over gaan?"),
		Fields: []bot.Field{
			{Name: "subject", Label: bot.Plain("Onderwerp"), Help: bot.Plain("In een paar woorden.")},
			{Name: "why", Label: bot.Plain("Toelichting"), Kind: bot.LongText, Optional: true},
			{Name: "kind", Label: bot.Plain("Soort"), Kind: bot.Choice, Options: []bot.Option{option("Overleg"), option("Besluit")}, Value: []string{"o"}},
			{Name: "channels", Label: bot.Plain("Kanalen"), Kind: bot.Choices, Optional: true, Options: []bot.Option{option("Algemeen"), option("Communicatie"), option("Zaal, groot")}},
			{Name: "minutes", Label: bot.Plain("Minuten"), Kind: bot.WholeNumber, Min: 5, Max: 60, Value: []string{"15"}},
			{Name: "day", Label: bot.Plain("Dag"), Kind: bot.DateOnly},
			{Name: "start", Label: bot.Plain("Begin"), Kind: bot.DateTime},
			{Name: "final", Label: bot.Plain("Definitief"), Kind: bot.YesNo},
		},
	}
}
