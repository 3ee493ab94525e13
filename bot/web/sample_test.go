package web_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// sample is a bot that shows one of everything.
type sample struct {
	router *bot.Router
	*tally
}

// tally is what a sample stores.
type tally struct {
	mu    sync.Mutex
	count int
}

var (
	p = func(nl, en string) bot.Phrase { return bot.Phrase{NL: nl, EN: en} }

	buttonCount = bot.Button{Label: p("Ik doe mee", "Count me in"), Hint: p("Ik doe mee: lunch over heldere taal", "Count me in: lunch about plain language"), Action: "sample.count", Value: "1", Style: bot.Primary}
	buttonForm  = bot.Button{Label: p("Stel iets voor", "Suggest something"), Action: "sample.form", Value: "1"}
	buttonStop  = bot.Button{Label: p("Stop ermee", "Stop it"), Action: "sample.stop", Value: "1", Style: bot.Danger}
	theme       = bot.Menu{Label: p("Kies een thema", "Choose a theme"), Action: "sample.theme", Value: "1", Options: []bot.Option{
		{Label: p("Interne communicatie", "Internal communication"), Value: "ic"},
		{Label: p("Leiderschap", "Leadership"), Value: "lead"},
		{Label: p("Veranderen", "Change"), Value: "change"},
	}}
)

// chart is a small picture of bars.
func chart() []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 560, 200))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for i, w := range []int{420, 260, 90} {
		for x := range w {
			for y := range 36 {
				img.Set(40+x, 24+i*56+y, color.NRGBA{11, 107, 93, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var picture = chart()

func everything() *bot.Message {
	return bot.Say(
		bot.Para{Text: bot.Join(p("Je kunt terecht bij het ", "You can turn to the "), bot.Bold(p("Leernetwerk interne communicatie", "Learning network for internal communication")), p(". Lid worden kan in drie stappen:", ". Joining takes three steps:"))},
		bot.Para{Numbered: true, Items: []bot.Text{
			bot.Join(p("Vraag een account aan bij ", "Ask for an account at "), bot.Link(p("het platform", "the platform"), "https://example.nl/leernetwerk?a=1&b=2")),
			p("Meld je aan voor de groep.", "Join the group."),
			p("Stel jezelf kort voor.", "Introduce yourself."),
		}},
		bot.Fields{{Label: p("Voor wie", "For whom"), Value: p("iedereen bij het Rijk", "everybody in central government")}, {Label: p("Kosten", "Costs"), Value: p("geen", "none")}},
		bot.Table{Caption: p("Bijeenkomsten dit najaar", "Meetings this autumn"),
			Head: []bot.Text{p("Datum", "Date"), p("Onderwerp", "Subject"), p("Plaats", "Place")},
			Rows: [][]bot.Text{
				{p("12 januari", "12 January"), p("Heldere taal in verandertrajecten", "Plain language in times of change"), bot.Plain("Den Haag")},
				{p("9 februari", "9 February"), p("Meten wat medewerkers bereikt", "Measuring what reaches people"), bot.Plain("Utrecht")},
			}},
		bot.Picture{Name: "uitslag.png", PNG: picture, Alt: p("Staafdiagram: ja 42, soms 26, nee 9", "Bar chart: yes 42, sometimes 26, no 9")},
		bot.File{Name: "agenda januari.odt", Type: "application/vnd.oasis.opendocument.text", Data: bytes.Repeat([]byte("agenda"), 4200)},
		bot.Buttons{buttonCount, buttonForm, buttonStop},
		theme,
		bot.Note{Text: p("Bron: themapagina Interne communicatie · gecontroleerd op 20 november 2026", "Source: theme page Internal communication · checked on 20 November 2026")},
	)
}

func counter(n int) *bot.Message {
	return &bot.Message{Key: "sample/count", Pace: time.Millisecond, Blocks: []bot.Block{
		bot.Para{Text: bot.Plural{One: p("{n} collega doet mee.", "{n} colleague joins."), Many: p("{n} collega’s doen mee.", "{n} colleagues join.")}.Count(n, nil)},
		bot.Buttons{buttonCount},
	}}
}

var sampleForm = &bot.Form{
	Action: "sample.form", State: "7", Title: p("Stel een onderwerp voor", "Suggest a topic"), Submit: p("Verstuur voorstel", "Send suggestion"),
	Intro: p("Je voorstel gaat naar de secretaris.", "Your suggestion goes to the secretary."),
	Fields: []bot.Field{
		{Name: "topic", Label: p("Onderwerp", "Topic"), Help: p("In één regel.", "In one line."), Kind: bot.ShortText, Min: 5},
		{Name: "why", Label: p("Toelichting", "Explanation"), Kind: bot.LongText, Optional: true},
		{Name: "kind", Label: p("Soort", "Kind"), Kind: bot.Choice, Options: []bot.Option{{Label: p("Ter bespreking", "For discussion"), Value: "talk"}, {Label: p("Ter besluitvorming", "For decision"), Value: "decide"}}},
		{Name: "who", Label: p("Voor wie", "For whom"), Kind: bot.Choices, Optional: true, Options: theme.Options},
		{Name: "minutes", Label: p("Minuten", "Minutes"), Help: p("Hoe lang het duurt.", "How long it takes."), Kind: bot.WholeNumber, Min: 5, Max: 60},
		{Name: "day", Label: p("Datum", "Date"), Kind: bot.DateOnly, Optional: true},
		{Name: "at", Label: p("Begint om", "Starts at"), Kind: bot.DateTime, Optional: true},
		{Name: "inside", Label: p("Alleen voor leden", "Members only"), Kind: bot.YesNo, Value: []string{"no"}},
	},
}

func newSample(clock bot.Clock, platform bot.Platform, mem bot.Memory, t *tally) *sample {
	s := &sample{tally: t, router: bot.NewRouter(bot.Options{Memory: mem, Clock: clock, Log: zerolog.Nop(), Home: "wegwijs"})}
	s.router.AddPlatform(platform)
	f := s.router.Feature("sample")
	f.OnWords(bot.Words{Command: "wegwijs", Word: "", Help: p("Antwoord op je vraag", "An answer to your question")}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		return c.Answer(bot.Say(bot.Para{Text: bot.Join(p("Je vroeg: ", "You asked: "), bot.Plain(c.Text))})), nil
	})
	f.OnWords(bot.Words{Command: "wegwijs", Word: "alles", Accept: bot.Alone}, func(_ context.Context, c *bot.Command) (bot.Reply, error) {
		return c.Answer(everything()), nil
	})
	f.OnWords(bot.Words{Command: "wegwijs", Word: "tel", Accept: bot.Alone}, func(context.Context, *bot.Command) (bot.Reply, error) {
		return bot.Reply{Public: counter(0)}, nil
	})
	f.OnPress("sample.count", func(context.Context, *bot.Press) (bot.Reply, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.count++
		return bot.Reply{Private: bot.Say(bot.Para{Text: p("Je doet mee.", "You are in.")}), Refresh: []string{"sample/count"}}, nil
	})
	f.OnPress("sample.stop", func(context.Context, *bot.Press) (bot.Reply, error) {
		return bot.Reply{}, &bot.Problem{Say: p("Alleen de maker kan dit stoppen.", "Only the maker can stop this.")}
	})
	f.OnPress("sample.theme", func(_ context.Context, e *bot.Press) (bot.Reply, error) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Join(p("Gekozen: ", "Chosen: "), bot.Plain(e.Choice))})}, nil
	})
	f.OnPress("sample.form", func(context.Context, *bot.Press) (bot.Reply, error) {
		return bot.Reply{Form: sampleForm}, nil
	})
	f.OnSubmit("sample.form", func(_ context.Context, e *bot.Submit) (bot.Reply, error) {
		if errs := sampleForm.Check(e.Values); errs != nil {
			return bot.Reply{}, errs
		}
		n, _ := e.Values.Number("minutes")
		return bot.Reply{Private: bot.Say(bot.Para{Text: bot.Join(p("Ontvangen: ", "Received: "), bot.Plain(e.Values.Text("topic")))},
			bot.Fields{{Label: p("Minuten", "Minutes"), Value: bot.Plain(strconv.Itoa(n))}, {Label: p("Begint om", "Starts at"), Value: bot.Plain(e.Values.Text("at"))}, {Label: p("Staat", "State"), Value: bot.Plain(e.State)}})}, nil
	})
	f.OnView(func(context.Context, string) (*bot.Message, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return counter(s.count), nil
	})
	f.OnGone(func(context.Context, *bot.Gone) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.count = -1
		return nil
	})
	return s
}
