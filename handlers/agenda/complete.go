package agenda

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// completeState is which item a form is of, and as it was when it was opened.
func completeState(x *item.Item) string { return fmt.Sprintf("%d/%d", x.ID, x.Rev) }

func parseCompleteState(s string) (id int64, rev int) {
	first, second, _ := strings.Cut(s, "/")
	rev, _ = strconv.Atoi(second) // 0: no item was ever like that
	return idOf(first), rev
}

// pressComplete opens the form with what the committee must know.
func (a *Agenda) pressComplete(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, x, err := a.reading(ctx, &e.Origin, idOf(e.Value))
	if err != nil {
		return bot.Reply{}, err
	}
	if err := a.canStill(ctx, x, item.Complete); err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: a.completeForm(x, e.Lang)}, nil
}

// documentExample is how one document is typed.
var documentExample = bot.PerLang{NL: "Titel | https://voorbeeld.nl | openbaar", EN: "Title | https://example.com | public"}

// completeForm is the form of an item for its member, filled with what it holds.
func (a *Agenda) completeForm(x *item.Item, l bot.Lang) *bot.Form {
	nature, minutes := x.Nature, x.Minutes
	if nature == "" {
		nature = usualNature
	}
	if minutes == 0 {
		minutes = usualMinutes
	}
	only := "no"
	if x.MembersOnly {
		only = "yes"
	}
	natures := bot.Field{Name: "nature", Label: textCompleteNature, Kind: bot.Choice, Value: []string{string(nature)}}
	for _, n := range []item.Nature{item.Inform, item.Discuss, item.Decide, item.Advise} {
		natures.Options = append(natures.Options, bot.Option{Label: natureTexts[n], Value: string(n)})
	}
	submit := textCompleteSave
	if x.State == item.Waiting || x.State == item.Asked {
		submit = textCompletePass
	}
	return &bot.Form{Action: "agenda.complete", State: completeState(x), Title: textCompleteTitle, Submit: submit, Intro: textCompleteWarn, Fields: []bot.Field{
		{Name: "topic", Label: textCompleteTopic, Max: item.MostTopic, Value: filled(x.Topic)},
		{Name: "ask", Label: textCompleteAsk, Kind: bot.LongText, Max: item.MostAsk, Value: filled(x.Ask)},
		{Name: "explain", Label: textCompleteExplain, Kind: bot.LongText, Optional: true, Max: item.MostExplain, Value: filled(x.Explain)},
		natures,
		{Name: "minutes", Label: textCompleteMinutes, Kind: bot.WholeNumber, Min: 1, Max: item.MostMinutes, Value: []string{strconv.Itoa(minutes)}},
		{Name: "speaker", Label: textCompleteSpeaker, Optional: true, Max: item.MostSpeaker, Value: filled(x.Speaker)},
		{Name: "documents", Label: textCompleteDocuments, Help: textDocumentsHelp.With(bot.Args{"example": documentExample}), Kind: bot.LongText, Optional: true, Value: filled(documentsTyped(x.Documents, l))},
		{Name: "membersonly", Label: textCompleteOnly, Help: textCompleteOnlyHelp, Kind: bot.YesNo, Value: []string{only}},
	}}
}

// readComplete takes what was filled in, and says what is wrong with it.
func (a *Agenda) readComplete(v bot.Values, x *item.Item) error {
	wrong := a.completeForm(&item.Item{}, bot.NL).Check(v)
	if wrong == nil {
		wrong = bot.FieldErrors{}
	}
	x.Topic, x.Ask, x.Explain = oneLine(v.Text("topic")), strings.TrimSpace(v.Text("ask")), strings.TrimSpace(v.Text("explain"))
	x.Nature, x.Speaker, x.MembersOnly = item.Nature(v.Text("nature")), oneLine(v.Text("speaker")), v.Yes("membersonly")
	x.Minutes, _ = v.Number("minutes") // Check refused what is no number
	for field, typed := range map[string]string{"topic": x.Topic, "ask": x.Ask} {
		if wrong[field] == nil && !hasWords(typed) {
			wrong[field] = textNoWords
		}
	}
	docs, faults := parseDocuments(v.Text("documents"))
	x.Documents = docs
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		// What does not fit in the form again would be lost there the next time.
		if utf8.RuneCountInString(documentsTyped(docs, l)) > mostInField && wrong["documents"] == nil {
			wrong["documents"] = docLongList.With(bot.Args{"max": bot.Number(mostInField)})
		}
	}
	if len(faults) > 0 && wrong["documents"] == nil {
		var say []bot.Text
		for i, f := range faults[:min(len(faults), 3)] {
			if i > 0 {
				say = append(say, space)
			}
			say = append(say, docFaultText.With(bot.Args{"line": bot.Number(f.line), "typed": bot.Plain(clip(f.typed, 60)), "why": f.why}))
		}
		wrong["documents"] = bot.Join(say...)
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

// submitComplete keeps what a member filled in; what waits for them is passed on
// with it. When somebody changed it meanwhile, nothing is written and what was
// typed is shown.
func (a *Agenda) submitComplete(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	id, rev := parseCompleteState(s.State)
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		c, x, err := a.deciding(tx, o, id)
		if err != nil {
			return withTyped(err, strings.TrimSpace(s.Values.Text("topic")+"\n"+s.Values.Text("ask")+"\n"+s.Values.Text("explain")))
		}
		now := *x
		wrong := a.readComplete(s.Values, x)
		switch {
		case now.Rev != rev:
			say := bot.Text(textCompleteChanged)
			if !item.Can(now.State, item.Complete) {
				var late *bot.Problem
				if err := a.tooLate(tx, &now); !errors.As(err, &late) {
					return err
				}
				say = late.Say
			}
			reply.Private = a.changedMeanwhile(&now, say, s.Values)
			return nil
		case wrong != nil:
			return wrong
		}
		if _, err := a.act(tx, x, by(o), item.Complete, ""); err != nil {
			return err
		}
		if err := a.follow(tx, c, &now, x, o.At); err != nil {
			return err
		}
		if x.State != item.Waiting && x.State != item.Asked {
			reply.Private = bot.Say(append([]bot.Block{bot.Para{Text: textCompleteSaved}}, a.card(x, item.Department, o.Lang)...)...)
			return nil
		}
		if _, err := a.act(tx, x, by(o), item.Pass, ""); err != nil {
			return err
		}
		reply.Private, err = a.done(tx, c, o, a.passedOn(x))
		return err
	})
	return reply, err
}

// changedMeanwhile shows what somebody typed for an item that is not any more
// what it was, beside what it is now.
func (a *Agenda) changedMeanwhile(now *item.Item, say bot.Text, v bot.Values) *bot.Message {
	p := bot.Para{Text: textCompleteTyped}
	for _, f := range a.completeForm(now, bot.NL).Fields {
		if typed := v.Text(f.Name); typed != "" && f.Kind != bot.Choice && f.Kind != bot.YesNo {
			p.Items = append(p.Items, bot.Join(f.Label, colon, bot.Plain(typed)))
		}
	}
	blocks := append([]bot.Block{bot.Para{Text: say}}, a.card(now, item.Department, bot.NL)...)
	return bot.Say(append(append(blocks, p), a.decideButtons(now)...)...)
}

// adviceTo are to whom advice goes.
var adviceTo = []string{"CRC", "VoRa"}

// pressExtra opens the second form: advice, and the vision of 2024.
func (a *Agenda) pressExtra(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, x, err := a.reading(ctx, &e.Origin, idOf(e.Value))
	if err != nil {
		return bot.Reply{}, err
	}
	if err := a.canStill(ctx, x, item.Complete); err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: extraForm(x)}, nil
}

func extraForm(x *item.Item) *bot.Form {
	asked := "unasked"
	if x.Advice.Asked {
		asked = "asked"
	}
	to := bot.Field{Name: "to", Label: textExtraTo, Help: textExtraToHelp, Optional: true, Max: 60, Value: filled(x.Advice.To)}
	principle := bot.Field{Name: "principle", Label: textExtraPrinciple, Kind: bot.Choice, Optional: true, Value: filled(x.Principle)}
	for _, p := range []string{"betrekken", "binden", "bewegen"} {
		principle.Options = append(principle.Options, bot.Option{Label: principleTexts[p], Value: p})
	}
	if !slices.ContainsFunc(principle.Options, func(o bot.Option) bool { return o.Value == x.Principle }) {
		principle.Value = nil
	}
	return &bot.Form{Action: "agenda.extra", State: completeState(x), Title: textExtraTitle, Submit: textExtraSave, Fields: []bot.Field{
		to,
		{Name: "asked", Label: textExtraAsked, Kind: bot.Choice, Value: []string{asked}, Options: []bot.Option{
			{Label: textExtraIsAsked, Value: "asked"}, {Label: textExtraUnasked, Value: "unasked"}}},
		principle,
	}}
}

// submitExtra keeps the second form. It does not pass the item on.
func (a *Agenda) submitExtra(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	id, rev := parseCompleteState(s.State)
	if wrong := extraForm(&item.Item{}).Check(s.Values); wrong != nil {
		return reply, wrong
	}
	to := oneLine(s.Values.Text("to"))
	for _, name := range adviceTo {
		if strings.EqualFold(to, name) {
			to = name
		}
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		_, x, err := a.deciding(tx, o, id)
		if err != nil {
			return err
		}
		if x.Rev != rev {
			return withTyped(&bot.Problem{Say: textCompleteChanged}, strings.TrimSpace(to+" "+s.Values.Text("principle")))
		}
		x.Advice = item.Advice{To: to, Asked: to != "" && s.Values.Text("asked") == "asked"}
		x.Principle = s.Values.Text("principle")
		if _, err := a.act(tx, x, by(o), item.Complete, ""); err != nil {
			return err
		}
		blocks := append([]bot.Block{bot.Para{Text: textCompleteSaved}}, a.card(x, item.Department, o.Lang)...)
		reply.Private = bot.Say(append(blocks, a.decideButtons(x)...)...)
		return nil
	})
	return reply, err
}
