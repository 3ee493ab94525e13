package agenda

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// An Entry is the answer to a question, as knowledge for whoever asks it next.
type Entry struct {
	ID        string // "aic-2027-014"
	Title     string
	Questions []string
	Summary   string // the answer in short
	Body      string // all of it, when the summary is not
	Owner     string // the committee
	Source    string
	Lang      bot.Lang
	On        time.Time
}

// mostSummary is how long the summary of an entry may be, in characters.
const mostSummary = 300

func (a *Agenda) registerPromote(f *bot.Feature) {
	f.OnPress("agenda.promote", a.pressPromote)
	f.OnSubmit("agenda.promote", a.submitPromote)
	f.OnPress("agenda.unpromote", a.pressUnpromote)
}

// answered reads an answered item for who decides on it.
func (a *Agenda) answered(q store.Querier, o *bot.Origin, value string) (committee.Committee, *item.Item, error) {
	x, err := load(q, idOf(value))
	if err != nil {
		return committee.Committee{}, nil, err
	}
	c, err := a.committee(x.Committee)
	if err != nil {
		return c, nil, err
	}
	if x, err = a.decides(q, c, o, x.ID); err != nil {
		return c, nil, err
	}
	if x.State != item.Answered || x.Answer == "" {
		return c, nil, &bot.Problem{Say: textNotAnswered}
	}
	return c, x, nil
}

// shareable is answered, for an answer that everybody may read.
func (a *Agenda) shareable(q store.Querier, o *bot.Origin, value string) (committee.Committee, *item.Item, error) {
	c, x, err := a.answered(q, o, value)
	if err == nil && x.MembersOnly {
		err = &bot.Problem{Say: textPromoteMembersOnly}
	}
	return c, x, err
}

func (a *Agenda) pressPromote(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	var x *item.Item
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		_, x, err = a.shareable(r, &e.Origin, e.Value)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	title, summary := x.Topic, x.Answer
	if x.Entry != nil {
		title, summary = x.Entry.Title, x.Entry.Summary
	}
	return bot.Reply{Form: &bot.Form{Action: "agenda.promote", State: idText(x.ID), Title: textPromoteTitle, Submit: textPromoteSubmit, Intro: textPromoteIntro,
		Fields: []bot.Field{
			{Name: "title", Label: textEntryTitle, Kind: bot.ShortText, Max: 120, Value: []string{clip(title, 120)}},
			{Name: "summary", Label: textEntrySummary, Help: textEntryHelp, Kind: bot.LongText, Max: mostSummary, Value: []string{clipped(summary, mostSummary)}},
		}}}, nil
}

// submitPromote makes an answer knowledge: whoever asks next gets it at once. The
// file is for the folder of whoever looks after the entries.
func (a *Agenda) submitPromote(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	var x *item.Item
	var c committee.Committee
	title, summary := oneLine(s.Values.Text("title")), strings.TrimSpace(s.Values.Text("summary"))
	wrong := bot.FieldErrors{}
	if title == "" {
		wrong["title"] = textFillThis
	}
	for field, t := range tooLong(s.Values, mostName, "title") {
		wrong[field] = t
	}
	if n := len([]rune(summary)); n == 0 || n > mostSummary {
		wrong["summary"] = textSummaryBounds.With(bot.Args{"max": bot.Number(mostSummary)})
	}
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	err := a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) (err error) {
		if c, x, err = a.shareable(tx, &s.Origin, s.State); err != nil {
			return err
		}
		x.Entry = &item.Entry{Title: title, Summary: summary, On: s.At, By: s.From.Name, Lang: s.Lang}
		_, err = a.act(tx, x, by(&s.Origin), item.Promote, "")
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if a.opt.Changed != nil {
		a.opt.Changed(ctx)
	}
	entry := a.entryOf(c, x)
	file, err := entryFile(entry)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textPromoted.With(bot.Args{"title": bot.Plain(title)})},
		bot.File{Name: entry.ID + ".md", Type: "text/markdown; charset=utf-8", Data: file},
		bot.Note{Text: textPromotedFile}, bot.Buttons{{Label: textUnpromote, Action: "agenda.unpromote", Value: idText(x.ID)}})}, nil
}

func (a *Agenda) pressUnpromote(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	err := a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		_, x, err := a.answered(tx, &e.Origin, e.Value)
		if err != nil {
			return err
		}
		x.Entry = nil
		_, err = a.act(tx, x, by(&e.Origin), item.Promote, "teruggenomen")
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if a.opt.Changed != nil {
		a.opt.Changed(ctx)
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textUnpromoted})}, nil
}

// entryOf is an answered item as knowledge.
func (a *Agenda) entryOf(c committee.Committee, x *item.Item) Entry {
	e := Entry{ID: strings.ToLower(x.Number), Title: x.Entry.Title, Summary: x.Entry.Summary, Owner: c.Name, Source: c.Name + ", " + x.Number,
		Lang: x.Entry.Lang, On: x.Entry.On}
	for _, q := range []string{x.Ask, x.Topic} {
		if q = clipped(oneLine(q), mostSummary); q != "" && (len(e.Questions) == 0 || e.Questions[0] != q) {
			e.Questions = append(e.Questions, q)
		}
	}
	if oneLine(x.Answer) != oneLine(e.Summary) {
		e.Body = x.Answer
	}
	return e
}

// Entries are the answers that became knowledge, of all committees. What is for
// members only is none.
func (a *Agenda) Entries(ctx context.Context) (all []Entry, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		for _, c := range a.opt.Committees {
			items, err := itemsIn(r, c, item.Answered)
			if err != nil {
				return err
			}
			for _, x := range items {
				if x.Entry != nil && !x.MembersOnly {
					all = append(all, a.entryOf(c, x))
				}
			}
		}
		return nil
	})
	return all, err
}

// entryFile is an entry as a file for a folder of knowledge.
func entryFile(e Entry) ([]byte, error) {
	lang := e.Lang
	if lang == "" {
		lang = bot.NL
	}
	in := func(v any) map[string]any { return map[string]any{string(lang): v} }
	front, err := yaml.MarshalWithOptions(yaml.MapSlice{
		{Key: "id", Value: e.ID}, {Key: "kind", Value: "knowledge"}, {Key: "title", Value: in(e.Title)}, {Key: "summary", Value: in(oneLine(e.Summary))},
		{Key: "questions", Value: in(e.Questions)}, {Key: "access", Value: "open"}, {Key: "owner", Value: e.Owner}, {Key: "source", Value: e.Source},
		{Key: "verified_on", Value: e.On.Format(time.DateOnly)},
	})
	if err != nil {
		return nil, fmt.Errorf("entry %s: %w", e.ID, err)
	}
	return []byte("---\n" + string(front) + "---\n\n" + e.Body + "\n"), nil
}
