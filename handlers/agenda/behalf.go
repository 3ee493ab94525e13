package agenda

import (
	"context"
	"net/mail"
	"slices"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// Everything here is about people without an account: a colleague who mails the
// secretary, a member on another chat server. The secretary does for them what
// others do here themselves, and the record says so.

func (a *Agenda) registerBehalf(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "namens", Also: []string{"on behalf", "behalf", "per mail", "by mail"},
			Aside: true, Usage: usageBehalf, Help: helpBehalf}, on(c, a.typedBehalf))
	})
	f.OnSubmit("agenda.behalf", a.submitBehalf)
	f.OnPress("agenda.already", a.pressAlready)
	f.OnPress("agenda.mailed", a.pressMailed)
	f.OnPress("agenda.mandate", a.pressMandate)
	f.OnPress("agenda.replyfor", a.pressReplyFor)
	f.OnSubmit("agenda.replyfor", a.submitReplyFor)
	a.registerAbsence(f)
	a.registerHistory(f)
	a.registerDaily(f)
}

// onlySecretary lets nobody but the secretary go on.
func (a *Agenda) onlySecretary(c committee.Committee, o *bot.Origin) error {
	if a.isSecretary(c, o) {
		return nil
	}
	return &bot.Problem{Say: textBehalfOnly.With(bot.Args{"topic": command(c, "onderwerp")})}
}

// typedBehalf opens the form to enter what came by mail, filled with what was
// found in what the secretary typed or pasted.
func (a *Agenda) typedBehalf(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if err := a.onlySecretary(c, &cmd.Origin); err != nil {
		return bot.Reply{}, err
	}
	if n, ok := numberIn(c, cmd.Text); ok {
		return a.decideNumber(ctx, c, cmd, n)
	}
	p := parsePasted(cmd.Text)
	x := newDraft(c, &cmd.Origin, item.Topic)
	x.By, x.Topic = item.Person{Name: p.name, Email: p.email}, p.topic
	if len([]rune(p.text)) <= item.MostAsk {
		x.Ask = p.text
	} else {
		x.Explain = p.text
	}
	if m, ok := a.opt.Directory.ByEmail(p.email); ok {
		x.Department = m.Department.Code
	}
	reply := bot.Reply{Form: a.behalfForm(c, x)}
	if len([]rune(p.text)) > item.MostExplain {
		reply.Private = bot.Say(bot.Para{Text: textBehalfLong.With(bot.Args{"max": bot.Number(item.MostExplain)})}, bot.Para{Text: bot.Plain(cmd.Text)})
	}
	return reply, nil
}

// behalfForm asks what came by mail.
func (a *Agenda) behalfForm(c committee.Committee, x *item.Item) *bot.Form {
	where := bot.Field{Name: "department", Label: textDepartment, Kind: bot.Choice, Value: filled(x.Department)}
	for _, d := range a.departments(c) {
		if len(where.Options) == bot.MaxOptions-1 {
			break
		}
		name := func(s string) string { return firstRunes(d.Code+": "+s, 75) }
		where.Options = append(where.Options, bot.Option{Label: bot.PerLang{NL: name(d.Name), EN: name(firstOf(d.EN, d.Name))}, Value: d.Code})
	}
	where.Options = append(where.Options, bot.Option{Label: textBehalfNowhere, Value: notKnown})
	if !slices.ContainsFunc(where.Options, func(o bot.Option) bool { return o.Value == x.Department }) {
		where.Value = nil
	}
	kind := bot.Field{Name: "kind", Label: textBehalfKind, Kind: bot.Choice, Value: []string{string(x.Kind)}, Options: []bot.Option{
		{Label: textBehalfTopic, Value: string(item.Topic)}, {Label: textBehalfQuestion, Value: string(item.Question)},
	}}
	return &bot.Form{Action: "agenda.behalf", State: c.ID, Title: textBehalfTitle, Submit: textBehalfSave, Intro: textBehalfIntro, Fields: []bot.Field{
		{Name: "name", Label: textBehalfName, Max: 120, Value: filled(firstRunes(x.By.Name, 120))},
		{Name: "email", Label: textBehalfEmail, Help: textBehalfEmailHelp, Optional: true, Max: 120, Value: filled(firstRunes(x.By.Email, 120))},
		where, kind,
		{Name: "topic", Label: formTopic, Help: formTopicHelp, Max: mostShort, Value: filled(x.Topic)},
		{Name: "ask", Label: short(formAsk.With(bot.Args{"c": abbr(c)}), formAskShort), Help: formAskHelp, Kind: bot.LongText, Max: mostInField, Value: filled(x.Ask)},
		{Name: "explain", Label: formExplain, Help: formExplainHelp, Kind: bot.LongText, Optional: true, Max: mostInField, Value: filled(x.Explain)},
	}}
}

// readBehalf takes what was filled in, and says what is wrong with it.
func (a *Agenda) readBehalf(c committee.Committee, v bot.Values, x *item.Item) bot.FieldErrors {
	errs := a.behalfForm(c, x).Check(v)
	if errs == nil {
		errs = bot.FieldErrors{}
	}
	x.By = item.Person{Name: oneLine(v.Text("name")), Email: strings.TrimSpace(v.Text("email")), Lang: a.opt.Lang}
	if x.Kind = item.Topic; v.Text("kind") == string(item.Question) {
		x.Kind = item.Question
	}
	x.Topic = oneLine(v.Text("topic"))
	if x.Kind == item.Topic {
		x.Topic, x.Minutes = cutMinutes(x.Topic)
	}
	x.Ask, x.Explain = strings.TrimSpace(v.Text("ask")), strings.TrimSpace(v.Text("explain"))
	if x.Department = v.Text("department"); x.Department == notKnown {
		x.Department = ""
	}
	if x.By.Email != "" {
		if parsed, err := mail.ParseAddress(x.By.Email); err != nil || strings.ContainsAny(x.By.Email, " <>") {
			errs["email"] = textBehalfBadEmail
		} else {
			x.By.Email = parsed.Address
		}
	}
	if x.By.Name != "" && !hasWords(x.By.Name) {
		errs["name"] = formNoWords
	}
	for field, t := range draftFaults(x) {
		if errs[field] == nil {
			errs[field] = t
		}
	}
	if m, ok := a.opt.Directory.ByEmail(x.By.Email); ok && m.Department.Code == x.Department && m.Agency != nil {
		x.Agency = m.Agency.Code
	}
	return errs
}

// submitBehalf enters what came by mail: it goes to the member of the department
// like everything else, and the secretary is told to whom.
func (a *Agenda) submitBehalf(ctx context.Context, s *bot.Submit) (reply bot.Reply, err error) {
	o := &s.Origin
	c, err := a.committee(s.State)
	if err != nil {
		return reply, err
	}
	if err := a.onlySecretary(c, o); err != nil {
		return reply, err
	}
	x := newDraft(c, o, item.Topic)
	if wrong := a.readBehalf(c, s.Values, x); len(wrong) > 0 {
		return reply, wrong
	}
	if x.By.Email != "" {
		// Whoever has an account here after all hears from the bot what becomes of it.
		// Where that cannot be known now, they are found when there is something to tell.
		if found, err := a.whereIs(ctx, committee.Who{}, x.By); err == nil && found.Here() {
			x.By = found
		}
	}
	x.Typist = item.PersonOf(o)
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		twin, err := mailTwin(tx, c, x)
		if err != nil {
			return err
		}
		if twin != nil {
			reply.Private = bot.Say(bot.Para{Text: textBehalfTwin.With(bot.Args{
				"number": bot.Bold(bot.Plain(twin.Number)), "topic": bot.Plain(twin.Topic), "name": bot.Plain(x.By.Name), "state": stateText(twin)})})
			return nil
		}
		reply.Private, err = a.enter(tx, c, o, x)
		return err
	})
	return reply, err
}

// mailTwin returns what stands open of the same person in the same words; nil
// when there is none. A mail that is read twice is entered once.
func mailTwin(q store.Querier, c committee.Committee, x *item.Item) (*item.Item, error) {
	all, err := itemsIn(q, c, item.Waiting, item.Asked, item.Passed, item.Scheduled, item.Held)
	if err != nil {
		return nil, err
	}
	for _, y := range all {
		if y.Kind == x.Kind && strings.EqualFold(y.By.Name, x.By.Name) && strings.EqualFold(y.By.Email, x.By.Email) &&
			plainWords(y.Topic) == plainWords(x.Topic) && plainWords(y.Ask) == plainWords(x.Ask) {
			return y, nil
		}
	}
	return nil, nil
}

// enter submits an item for somebody, and says what comes of it.
func (a *Agenda) enter(tx *store.Tx, c committee.Committee, o *bot.Origin, x *item.Item) (*bot.Message, error) {
	d := by(o)
	d.behalf = x.By.Name
	if err := a.submit(tx, c, x, d); err != nil {
		return nil, err
	}
	way, err := a.wayOf(tx, c, x, o.At)
	if err != nil {
		return nil, err
	}
	if way.why != "" {
		if err := a.handOn(tx, c, x, x.Holder, doing{at: o.At}, way.why); err != nil {
			return nil, err
		}
	}
	args := bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic), "name": bot.Plain(x.By.Name), "c": abbr(c)}
	hears := textBehalfMail.With(args)
	if x.By.Here() {
		hears = textBehalfHere.With(args)
	}
	m := bot.Say(bot.Para{Text: textBehalfEntered.With(args)})
	if x.Holder == item.Secretary {
		why := textBehalfNoMember
		if x.Department == "" {
			why = textBehalfNoDepartment
		}
		m.Blocks = append(m.Blocks, bot.Para{Text: bot.Join(why, space, a.nextMeetingText(tx, c, o.At))}, bot.Note{Text: hears})
		m.Blocks = append(m.Blocks, a.card(x, item.Everything, o.Lang)...)
		return bot.Say(append(append(m.Blocks, a.decideButtons(x)...), a.placeMenu(c, x)...)...), nil
	}
	m.Blocks = append(m.Blocks, bot.Para{Text: bot.Join(way.text, space, a.nextMeetingText(tx, c, o.At))},
		bot.Buttons{{Label: textAlready, Hint: textAlreadyHint.With(bot.Args{"topic": hintTopic(x)}), Action: "agenda.already", Value: idText(x.ID)}},
		bot.Note{Text: bot.Join(textAlreadyNote.With(bot.Args{"name": bot.Plain(way.who.Name)}), space, hears)})
	return m, nil
}

// pressAlready puts what came by mail straight on the long list: the secretary
// knows that it is right, and the member need not look at it.
func (a *Agenda) pressAlready(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	o := &e.Origin
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		c, x, err := a.behalfItem(tx, o, e.Value)
		if err != nil {
			return err
		}
		who, err := a.holds(tx, c, x, e.At)
		if err != nil {
			return err
		}
		if x.Kind == item.Topic && x.Nature == "" {
			x.Nature = item.Discuss
		}
		if x.Kind == item.Topic && x.Minutes == 0 {
			x.Minutes = 10
		}
		reason := textAlreadyReason.With(bot.Args{"name": bot.Plain(nameOf(who))}).In(a.opt.Lang, bot.Literal)
		if _, err := a.act(tx, x, by(o), item.Pass, reason); err != nil {
			return err
		}
		reply.Private = bot.Say(bot.Para{Text: textAlreadyDone.With(bot.Args{
			"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(clip(x.Topic, 60)), "list": command(c, "vergadering")})})
		return nil
	})
	return reply, err
}

// behalfItem reads an item that a value names, whole, for the secretary of its
// committee; to others there is none.
func (a *Agenda) behalfItem(q store.Querier, o *bot.Origin, value string) (committee.Committee, *item.Item, error) {
	x, err := load(q, idOf(value))
	if err != nil {
		return committee.Committee{}, nil, err
	}
	c, err := a.committee(x.Committee)
	if err != nil {
		return c, nil, err
	}
	if !a.isSecretary(c, o) || x.State == item.Draft {
		return c, nil, errNoItem
	}
	return c, x, nil
}
