package knowledge

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"wegwijs/bot"
	"wegwijs/handlers/knowledge/find"
)

//go:embed themes.yaml
var themesFile []byte

// theme is a subject to browse by.
type theme struct {
	ID      string                  `yaml:"id"`
	Title   struct{ NL, EN string } `yaml:"title"`
	Entries []string                `yaml:"entries"`
}

// readThemes reads the file that is part of the program; a test reads it too.
func readThemes() []theme {
	var all []theme
	if err := yaml.UnmarshalWithOptions(themesFile, &all, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("themes.yaml: %v", err)) // a mistake of ours, found by the tests
	}
	return all
}

// kindTitles are the kinds of entries in the words of people.
var kindTitles = map[find.Kind]bot.Phrase{
	find.Knowledge: {NL: "Kennis", EN: "Knowledge"},
	find.Tool:      {NL: "Hulpmiddelen", EN: "Tools"},
	find.Network:   {NL: "Netwerken", EN: "Networks"},
	find.Body:      {NL: "Overleggen en diensten", EN: "Councils and services"},
	find.Training:  {NL: "Opleiding", EN: "Training"},
	find.Rule:      {NL: "Regels en richtlijnen", EN: "Rules and guidelines"},
	find.Example:   {NL: "Voorbeelden", EN: "Examples"},
	find.Contact:   {NL: "Loketten en contact", EN: "Desks and contact"},
}

// browse offers the themes and the kinds.
func (k *Knowledge) browse(_ context.Context, c *bot.Command) (bot.Reply, error) {
	index := k.index.Load()
	themes := bot.Menu{Label: textChooseTheme, Action: "knowledge.theme", Value: "theme"}
	for _, t := range k.themes {
		if slices.ContainsFunc(t.Entries, func(id string) bool { return index.Entry(id) != nil }) {
			themes.Options = append(themes.Options, bot.Option{Label: bot.PerLang{NL: t.Title.NL, EN: t.Title.EN}, Value: t.ID})
		}
	}
	kinds := bot.Menu{Label: textChooseKind, Action: "knowledge.theme", Value: "kind"}
	for _, kind := range find.Kinds() {
		if slices.ContainsFunc(index.Entries(), func(e find.Entry) bool { return e.Kind == kind }) {
			kinds.Options = append(kinds.Options, bot.Option{Label: kindTitles[kind], Value: string(kind)})
		}
	}
	m := bot.Say(bot.Para{Text: textBrowse})
	for _, menu := range []bot.Menu{themes, kinds} {
		if len(menu.Options) > 0 {
			m.Blocks = append(m.Blocks, menu)
		}
	}
	return c.Answer(m), nil
}

// theme lists the entries of a theme or kind. Browsing is one person's own business.
func (k *Knowledge) theme(_ context.Context, p *bot.Press) (bot.Reply, error) {
	index := k.index.Load()
	var name bot.Text
	var entries []*find.Entry
	switch id := p.Choice; p.Value {
	case "theme":
		for _, t := range k.themes {
			if t.ID != id {
				continue
			}
			name = bot.PerLang{NL: t.Title.NL, EN: t.Title.EN}
			for _, id := range t.Entries {
				if e := index.Entry(id); e != nil {
					entries = append(entries, e)
				}
			}
		}
	case "kind":
		if title, ok := kindTitles[find.Kind(id)]; ok {
			name = title
			for i := range index.Entries() {
				if e := &index.Entries()[i]; string(e.Kind) == id {
					entries = append(entries, e)
				}
			}
		}
	}
	if len(entries) == 0 {
		return bot.Reply{}, &bot.Problem{Say: textNothingHere}
	}
	menu := bot.Menu{Label: textChooseEntry, Action: "knowledge.pick"}
	for _, e := range entries[:min(len(entries), bot.MaxOptions)] {
		menu.Options = append(menu.Options, bot.Option{Label: bot.PerLang{NL: cut(e.Title.NL, optionFits), EN: cut(e.Title.EN, optionFits)}, Value: e.ID})
	}
	m := bot.Say(bot.Para{Text: bot.Bold(name)}, menu)
	if len(entries) > bot.MaxOptions {
		m.Blocks = append(m.Blocks, bot.Note{Text: textMoreThanFit.With(bot.Args{"n": bot.Number(bot.MaxOptions), "all": bot.Number(len(entries))})})
	}
	return bot.Reply{Private: m}, nil
}

// optionFits is the length of an option's label in characters, see bot.Option.
const optionFits = 75

// pick answers with the entry that was chosen from a list.
func (k *Knowledge) pick(_ context.Context, p *bot.Press) (bot.Reply, error) {
	e := k.index.Load().Entry(p.Choice)
	if e == nil {
		return bot.Reply{}, &bot.Problem{Say: textEntryGone}
	}
	k.recent.set(pressedIn(p, false), e.ID, p.Lang, p.At)
	return bot.Reply{Private: k.answer(e, p.At, mannerFor(!p.Direct, p.Lang, &p.Origin))}, nil
}
