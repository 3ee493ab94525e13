package poll

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerCreate(f *bot.Feature) {
	words := func(w bot.Words) bot.Words { w.Command = p.opt.Command; return w }
	f.OnWords(words(bot.Words{Usage: usageMake, Help: helpMake}), p.make)
	f.OnWords(words(bot.Words{Word: "sjabloon", Also: []string{"sjablonen", "template", "templates"}, Accept: bot.Alone,
		Usage: usageTemplate, Help: helpTemplate}), p.templates)
	f.OnWords(words(bot.Words{Word: "concept", Also: []string{"concepten", "draft", "drafts"},
		Accept: func(rest string) bool { return rest == "" || pollID.MatchString(rest) }, Usage: usageDraft, Help: helpDraft}), p.concept)
	f.OnWords(words(bot.Words{Word: "help", Also: []string{"hulp", "?"}, Accept: bot.Alone}), p.help)
	f.OnDue("poll.stale", p.stale)
	f.OnPress("poll.place", p.placed)
	f.OnPress("poll.edit", p.edit)
	f.OnPress("poll.more", p.more)
	f.OnPress("poll.discard", p.discard)
	f.OnPress("poll.draft", p.other)
	f.OnPress("poll.template", p.fromTemplate)
	f.OnSubmit("poll.form", p.submitted)
	f.OnSubmit("poll.moreform", p.submittedMore)
}

// make makes a poll of a line that somebody typed. Only a line that is wholly
// understood, for one channel, with nothing to remark, is placed at once. Every
// other one is kept as a draft before anything is asked: what was typed is not
// lost when a form is closed or cannot open.
func (p *Poll) make(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	o := &c.Origin
	if err := p.mayMake(ctx, o, c.Text); err != nil {
		return bot.Reply{}, err
	}
	id, err := newID()
	if err != nil {
		return bot.Reply{}, err
	}
	line := survey.Parse(c.Text, c.At)
	x := p.newDraft(o, id, worded(line.Spec, p.langFor(o)))
	doubts := line.Doubts
	if x.spec.Places, err = p.placesOf(ctx, o, line.Channels); err != nil {
		return bot.Reply{}, err
	}
	if line.Empty {
		return bot.Reply{Form: p.fillIn(x, nil)}, nil
	}
	if faults := x.spec.FaultsAt(c.At); !line.Complete() || len(faults) > 0 {
		return p.keepAndAsk(ctx, c, x, append(doubts, notAmong(faults, doubts)...))
	}
	found := p.examine(ctx, o, x)
	if len(x.spec.Places) != 1 || len(found.stops) > 0 || len(found.remarks) > 0 || found.asked < 0 {
		x.Asked = max(found.asked, 0)
		if err := p.keep(ctx, o, x); err != nil {
			return bot.Reply{}, err
		}
		return bot.Reply{Private: p.preview(ctx, o, x, found)}, nil
	}
	err = p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		if err := x.save(tx); err != nil {
			return err
		}
		return p.place(tx, x, o.At)
	})
	if err != nil {
		return bot.Reply{}, wrap("place a poll", err)
	}
	return bot.Reply{Private: p.underWay(x, o)}, nil
}

// placesOf are the channels a line names, else the one it was typed in. A name
// that nobody knows stays as it was typed, to be mended in the form.
func (p *Poll) placesOf(ctx context.Context, o *bot.Origin, names []string) ([]survey.Place, error) {
	if len(names) == 0 {
		at, ok, err := p.here(ctx, o)
		if err != nil || !ok {
			return nil, err
		}
		return []survey.Place{at}, nil
	}
	var bare []string
	for _, n := range names {
		bare = append(bare, channelNames(n)...)
	}
	places, unknown, err := p.findPlaces(ctx, o, bare)
	if err != nil {
		return nil, err
	}
	for _, name := range unknown {
		places = append(places, survey.Place{Platform: o.Platform, Name: name})
	}
	return places, nil
}

// keepAndAsk keeps what was understood of a line and opens the form with it.
// What does not fit in the form is shown beside it.
func (p *Poll) keepAndAsk(ctx context.Context, c *bot.Command, x *poll, doubts []bot.Text) (bot.Reply, error) {
	if err := p.keep(ctx, &c.Origin, x); err != nil {
		return bot.Reply{}, err
	}
	reply := bot.Reply{Form: p.fillIn(x, doubts)}
	if n := utf8.RuneCountInString(c.Text); n > mostTyped {
		reply.Private = bot.Say(
			bot.Para{Text: typedLong.With(bot.Args{"n": bot.Number(n), "max": bot.Number(survey.MaxQuestion)})},
			bot.Para{Text: bot.Plain(c.Text)})
	}
	return reply, nil
}

// notAmong are the sentences that were not said yet.
func notAmong(all, said []bot.Text) []bot.Text {
	return slices.DeleteFunc(slices.Clone(all), func(t bot.Text) bool {
		return slices.ContainsFunc(said, func(s bot.Text) bool { return s.In(bot.NL, bot.Literal) == t.In(bot.NL, bot.Literal) })
	})
}

// placed places a draft. What makes that impossible is looked at again: it may
// have changed since the maker saw it.
func (p *Poll) placed(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	o := &e.Origin
	x, err := p.draft(ctx, o, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	found := p.examine(ctx, o, x)
	if len(found.stops) > 0 || found.asked < 0 {
		return bot.Reply{Private: bot.Say(bot.Para{Text: placeNotNow, Items: found.stops}, draftButtons(x))}, nil
	}
	err = p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		now, err := draftOf(tx, o, x.ID)
		if err != nil {
			return err
		}
		if string(now.Spec) != string(x.Spec) {
			// It was changed while we looked: what was looked at is not what would be placed.
			return &bot.Problem{Say: placeChanged}
		}
		now.Asked, now.MakerName = found.asked, o.From.Name
		x = now
		if err := tx.Unschedule("poll.stale", x.ID); err != nil {
			return err
		}
		return p.place(tx, now, o.At)
	})
	if err != nil {
		return bot.Reply{}, wrap("place a poll", err)
	}
	return bot.Reply{Private: p.underWay(x, o)}, nil
}

// underWay tells the maker that a poll was placed, and what happens next.
func (p *Poll) underWay(x *poll, o *bot.Origin) *bot.Message {
	args := bot.Args{"channels": placesShown(x.spec.Places, o.Platform), "closes": bot.Moment(closing(x.spec, o.At).In(p.opt.Zone))}
	say := comingNow.With(args)
	if x.spec.Opens.After(o.At) {
		args["opens"] = bot.Moment(x.spec.Opens.In(p.opt.Zone))
		say = comingLater.With(args)
	}
	return bot.Say(bot.Para{Text: say}, bot.Note{Text: comingNext.With(bot.Args{"id": bot.Plain(x.ID), "close": p.command("sluit " + x.ID), "list": p.command("lijst")})})
}

// help lists what can be typed after the command, with examples of a poll in a line.
func (p *Poll) help(_ context.Context, c *bot.Command) (bot.Reply, error) {
	lines := bot.Para{Text: helpLines}
	for _, example := range []bot.Phrase{helpLine1, helpLine2, helpLine3} {
		lines.Items = append(lines.Items, bot.Bold(bot.Join(p.command(""), bot.Phrase{NL: " ", EN: " "}, example)))
	}
	also := bot.Para{Text: helpAlso}
	for _, w := range p.opt.Router.Words() {
		if w.Command == p.opt.Command && w.Word != "" && (w.Usage != bot.Phrase{}) {
			also.Items = append(also.Items, bot.Join(bot.Bold(bot.Join(p.command(""), bot.Phrase{NL: " ", EN: " "}, w.Usage)), bot.Phrase{NL: ": ", EN: ": "}, w.Help))
		}
	}
	return c.Answer(bot.Say(lines, also, bot.Note{Text: helpForm.With(bot.Args{"command": p.command("")})})), nil
}

// templates lists the polls that are ready to be changed.
func (p *Poll) templates(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	if err := p.mayMake(ctx, &c.Origin, ""); err != nil {
		return bot.Reply{}, err
	}
	para := bot.Para{Text: templateIntro}
	menu := bot.Menu{Label: templateChoose, Action: "poll.template"}
	for _, t := range survey.Templates() {
		para.Items = append(para.Items, bot.Join(bot.Bold(t.Title), bot.Phrase{NL: ": ", EN: ": "}, t.For))
		menu.Options = append(menu.Options, bot.Option{Label: t.Title, Value: t.ID})
	}
	if len(menu.Options) == 0 {
		return bot.Reply{}, errors.New("there are no templates")
	}
	return c.Answer(bot.Say(para, menu)), nil
}

// fromTemplate makes a draft of a template and shows it.
func (p *Poll) fromTemplate(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	o := &e.Origin
	if err := p.mayMake(ctx, o, ""); err != nil {
		return bot.Reply{}, err
	}
	t, ok := templateOf(e.Choice)
	if !ok {
		return bot.Reply{}, &bot.Problem{Say: templateGone.With(bot.Args{"command": p.command("sjabloon")})}
	}
	id, err := newID()
	if err != nil {
		return bot.Reply{}, err
	}
	x := p.newDraft(o, id, survey.Spec{Questions: t.Questions(p.langFor(o)), Mode: t.Mode, Template: t.ID})
	if x.spec.Places, err = p.placesOf(ctx, o, nil); err != nil {
		return bot.Reply{}, err
	}
	return p.keepAndShow(ctx, o, x)
}

func templateOf(id string) (survey.Template, bool) {
	for _, t := range survey.Templates() {
		if t.ID == id {
			return t, true
		}
	}
	return survey.Template{}, false
}

// worded gives a question that needs no words of its maker those of our own, in
// one language: what is asked is the same for everybody who is asked.
func worded(s survey.Spec, l bot.Lang) survey.Spec {
	s.Questions = slices.Clone(s.Questions)
	for i, q := range s.Questions {
		if strings.TrimSpace(q.Text) == "" && (q.Kind == survey.ENPS || q.Kind == survey.Mood) {
			s.Questions[i].Text = q.Title().In(l, bot.Literal)
		}
	}
	return s
}

// langFor is the language in which a channel is asked: its own, and in a direct
// conversation that of the maker.
func (p *Poll) langFor(o *bot.Origin) bot.Lang {
	if o.Direct || p.opt.Lang == nil {
		return o.Lang
	}
	if l := p.opt.Lang(o.Platform, o.Channel); l != "" {
		return l
	}
	return o.Lang
}
