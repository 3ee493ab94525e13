// Package home is what Wegwijs says about itself: the menu, help, the language
// a person reads, and what is stored about them. It answers no question about
// anything else.
package home

import (
	"context"
	"slices"
	"strings"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// A Section is a part of the menu that another feature contributes for a person.
type Section func(ctx context.Context, o *bot.Origin) ([]bot.Block, error)

// Options are what the feature needs from the rest of the bot.
type Options struct {
	Command string // the slash command, without the slash
	Words   func() []bot.Words
	SetLang func(context.Context, bot.PersonID, bot.Lang) error
	// Directly and SetDirectly are where private answers go; see bot.Router.
	Directly    func(context.Context, bot.PersonID) (bool, error)
	SetDirectly func(context.Context, *bot.Origin, bool) error
	Sections    []Section
	// Personal is what the router remembers about a person, and Forget erases it.
	Personal func(context.Context, bot.PersonID) (bot.Personal, error)
	Forget   func(context.Context, bot.PersonID) error
	// Unreadable sees to it that what was erased can soon not be read in any
	// file any more, in the transaction that handles the event with this mark.
	Unreadable func(ctx context.Context, mark string) error
	Keepers    []Keeper
	Log        zerolog.Logger
}

// Home is the feature.
type Home struct{ opt Options }

// New makes the feature.
func New(opt Options) *Home { return &Home{opt} }

// Register adds what people can type and press.
func (h *Home) Register(f *bot.Feature) {
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "help", Also: []string{"hulp", "?", "menu"}, Accept: bot.Alone,
		Usage: usageHelp, Help: helpHelp}, h.help)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "taal", Also: []string{"language", "lang"},
		Accept: bot.OneOf("nl", "en", "nederlands", "dutch", "engels", "english", "profiel", "profile"),
		Usage:  usageLang, Help: helpLang}, h.lang)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "privé", Also: []string{"prive", "prive\u0301", "private"},
		Accept: bot.OneOf(append(wordsDirect, wordsChannel...)...), Usage: usagePrivate, Help: helpPrivate}, h.private)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "privacy", Accept: bot.Alone,
		Usage: usagePrivacy, Help: helpPrivacy}, h.typedPrivacy)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "mijn-gegevens", Also: []string{"mijn gegevens", "mijngegevens", "my-data", "my data", "mydata"},
		Accept: bot.Alone, Usage: usageData, Help: helpData}, h.typedData)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "wis-gegevens", Also: []string{"wis gegevens", "wis mijn gegevens", "wisgegevens", "erase-data", "erase data", "erase my data"},
		Accept: bot.Alone, Usage: usageErase, Help: helpErase}, h.typedErase)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "hallo", Also: []string{"hoi", "hi", "hey", "hello", "dag", "goedemorgen", "goedemiddag", "goedenavond", "good morning", "good afternoon"},
		Accept: bot.Alone}, h.hello)
	f.OnWords(bot.Words{Command: h.opt.Command, Word: "bedankt", Also: []string{"dank je", "dank je wel", "dankjewel", "dank u", "dankuwel", "thanks", "thank you", "thx"},
		Accept: bot.Alone}, h.thanks)
	f.OnPress("home.lang", h.pressLang)
	f.OnPress("home.private", h.pressPrivate)
	f.OnPress("home.privacy", h.pressPrivacy)
	f.OnPress("home.data", h.pressData)
	f.OnPress("home.erase", h.pressErase)
	f.OnPress("home.erase.yes", h.eraseAll)
	f.OnPress("home.erase.no", h.pressKeep)
	f.OnVisit(func(ctx context.Context, v *bot.Visit) (*bot.Message, error) { return h.Menu(ctx, &v.Origin) })
}

// Menu is what somebody sees who says nothing but the name of the bot.
func (h *Home) Menu(ctx context.Context, o *bot.Origin) (*bot.Message, error) {
	hello := textHello.With(bot.Args{"name": bot.Plain(firstName(o.From.Name))})
	if o.From.Name == "" {
		hello = textHelloNoName
	}
	m := bot.Say(bot.Para{Text: hello})
	for _, section := range h.opt.Sections {
		blocks, err := section(ctx, o)
		if err != nil {
			// The rest of the menu is worth having.
			h.opt.Log.Error().Str("error", err.Error()).Msg("a part of the menu is left out")
			continue
		}
		m.Blocks = append(m.Blocks, blocks...)
	}
	m.Blocks = append(m.Blocks, bot.Note{Text: textMore.With(bot.Args{"help": bot.Plain("/" + h.opt.Command + " help")})})
	return m, nil
}

func (h *Home) hello(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	m, err := h.Menu(ctx, &c.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return c.Answer(m), nil
}

func (h *Home) thanks(_ context.Context, c *bot.Command) (bot.Reply, error) {
	return c.Answer(bot.Say(bot.Para{Text: textWelcome})), nil
}

// firstName is what a colleague would say; a name in the order "Visser, Sien"
// is left whole.
func firstName(name string) string {
	if strings.Contains(name, ",") {
		return name
	}
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

func (h *Home) help(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	words := slices.DeleteFunc(slices.Clone(h.opt.Words()), func(w bot.Words) bool { return (w.Usage == bot.Phrase{}) || w.Aside })
	var order []string // of commands: what belongs to one stands together
	for _, w := range words {
		if !slices.Contains(order, w.Command) {
			order = append(order, w.Command)
		}
	}
	slices.SortStableFunc(words, func(v, w bot.Words) int { return slices.Index(order, v.Command) - slices.Index(order, w.Command) })
	var items []bot.Text
	for _, w := range words {
		items = append(items, bot.Join(bot.Bold(bot.Join(bot.Plain("/"+w.Command+" "), w.Usage)), bot.Phrase{NL: ": ", EN: ": "}, w.Help))
	}
	return c.Answer(bot.Say(
		bot.Para{Text: textHelp, Items: items},
		bot.Para{Text: textHelpWithoutSlash},
		bot.Note{Text: textNoModel},
	)), nil
}

func (h *Home) lang(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	switch strings.ToLower(c.Text) {
	case "nl", "nederlands", "dutch":
		return h.setLang(ctx, &c.Origin, bot.NL, c.Answer)
	case "en", "engels", "english":
		return h.setLang(ctx, &c.Origin, bot.EN, c.Answer)
	case "profiel", "profile":
		return h.setLang(ctx, &c.Origin, "", c.Answer)
	}
	return c.Answer(bot.Say(
		bot.Para{Text: textWhichLang},
		bot.Buttons{
			{Label: textDutch, Action: "home.lang", Value: "nl"},
			{Label: textEnglish, Action: "home.lang", Value: "en"},
			{Label: textProfile, Action: "home.lang", Value: "profile"},
		})), nil
}

func (h *Home) pressLang(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	l, _ := bot.ParseLang(p.Value)
	return h.setLang(ctx, &p.Origin, l, func(m *bot.Message) bot.Reply { return bot.Reply{Private: m} })
}

func (h *Home) setLang(ctx context.Context, o *bot.Origin, l bot.Lang, answer func(*bot.Message) bot.Reply) (bot.Reply, error) {
	if err := h.opt.SetLang(ctx, o.Person(), l); err != nil {
		return bot.Reply{}, err
	}
	say := textLangSet
	if l == "" {
		say, l = textLangProfile, o.From.Lang
	}
	r := answer(bot.Say(bot.Para{Text: say}))
	r.Lang = l
	return r, nil
}
