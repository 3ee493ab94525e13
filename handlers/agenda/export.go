package agenda

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

func (a *Agenda) registerExport(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "export", Also: []string{"exporteer", "exporteren", "download"}, Aside: true, Usage: usageExport, Help: helpExport}, on(c, a.typedExport))
	})
	f.OnPress("agenda.export", a.pressExport)
	f.OnPress("agenda.exportas", a.pressExportAs)
	a.registerArchive(f)
}

// typedExport reads what somebody wants from words in any order: "longlist xlsx",
// "12 januari voorzitter docx", "AIC-2027-014".
func (a *Agenda) typedExport(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	w, rest := orderIn(c, cmd.Text)
	switch {
	case rest != "":
		day, ok := committee.ParseTyped(rest, a.today(cmd.At))
		if !ok {
			return a.whatToExport(ctx, c, &cmd.Origin, textExportUnknown.With(bot.Args{"typed": brief(rest), "command": command(c, "export agenda docx")}))
		}
		m, err := a.meetingOn(ctx, c, string(day), cmd.At)
		if err != nil {
			return bot.Reply{}, err
		}
		w.on = m.ID
		if w.what == "" {
			w.what = exportAgenda
		}
	case w.what == "" && w.format == "" && w.view == "":
		return a.whatToExport(ctx, c, &cmd.Origin, nil)
	case w.what == "":
		w.what = exportAgenda
	}
	return a.export(ctx, c, &cmd.Origin, w)
}

// pressExport gives the documents of a meeting: what its secretary has, or what
// was shared with whoever presses.
func (a *Agenda) pressExport(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, err := a.meetingOf(ctx, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	return a.export(ctx, c, &e.Origin, order{what: exportAgenda, on: m.ID})
}

func (a *Agenda) pressExportAs(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, w := orderOf(e.Value)
	c, err := a.committee(id)
	if err != nil {
		return bot.Reply{}, err
	}
	if e.Choice != "" {
		w.format = paper.Format(e.Choice)
	}
	return a.export(ctx, c, &e.Origin, w)
}

// whatToExport asks what somebody wants: of what there is for them.
func (a *Agenda) whatToExport(ctx context.Context, c committee.Committee, o *bot.Origin, first bot.Text) (bot.Reply, error) {
	var row bot.Buttons
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		for _, what := range exportKinds {
			switch _, err := a.made(r, c, o, order{what: what}); {
			case errors.As(err, new(*bot.Problem)):
				continue
			case err != nil:
				return err
			}
			row = append(row, bot.Button{Label: exportLabel(order{what: what}), Action: "agenda.exportas", Value: order{what: what}.value(c)})
		}
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if len(row) == 0 {
		return bot.Reply{}, &bot.Problem{Say: textNoneToExport.With(bot.Args{"command": command(c, "export")})}
	}
	if first == nil {
		first = textWhatExport
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: first}, row)}, nil
}

// exportLabel is what a button says: "Longlist (ODS en XLSX)".
func exportLabel(w order) bot.Text {
	say := textExportOf
	if slices.Contains(w.usual(), paper.XLSX) {
		say = textExportSheets
	}
	return say.With(bot.Args{"what": exportTexts[w.what]})
}

// A product is a document that was made for somebody.
type product struct {
	write func(*bytes.Buffer, paper.Format) error
	name  func(paper.Format) string
	say   bot.Text
	view  paper.View
	views []paper.View // they may have
	on    string       // what it is of: a meeting, a request
	size  int          // topics or outcomes in it
}

// export gives somebody the files they want, and offers the other kinds.
func (a *Agenda) export(ctx context.Context, c committee.Committee, o *bot.Origin, w order) (bot.Reply, error) {
	var p product
	decided := false
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { // all of it as it is at one moment
		if p, err = a.made(r, c, o, w); err != nil || w.what != exportAgenda {
			return err
		}
		list, err := a.made(r, c, o, order{what: string(paper.Decisions), on: p.on})
		if errors.As(err, new(*bot.Problem)) {
			return nil
		}
		decided = list.size > 0
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	blocks := []bot.Block{bot.Para{Text: p.say}}
	for _, f := range w.usual() {
		var file bytes.Buffer
		if err := p.write(&file, f); err != nil {
			return bot.Reply{}, err
		}
		blocks = append(blocks, bot.File{Name: p.name(f), Type: f.Media(), Data: file.Bytes()})
	}
	switch {
	case w.what == exportReceipt:
	case p.view == paper.Chair && w.what == exportAgenda && w.format != paper.ICS:
		blocks = append(blocks, bot.Note{Text: textForChair})
	case p.view == paper.Public && len(p.views) > 1:
		blocks = append(blocks, bot.Note{Text: textForAll})
	}
	w.on, w.view = p.on, p.view
	var row bot.Buttons
	for _, v := range p.views {
		if v != p.view {
			other := order{what: w.what, on: w.on, view: v}
			row = append(row, bot.Button{Label: viewLabels[v], Action: "agenda.exportas", Value: other.value(c)})
		}
	}
	if decided {
		list := order{what: string(paper.Decisions), on: p.on}
		row = append(row, bot.Button{Label: exportLabel(list), Action: "agenda.exportas", Value: list.value(c)})
	}
	if len(row) > 0 {
		blocks = append(blocks, row)
	}
	menu := bot.Menu{Label: textOtherFormat, Action: "agenda.exportas", Value: order{what: w.what, on: w.on, view: w.view}.value(c)}
	for _, f := range paper.Formats {
		if f == paper.ICS && w.what != exportAgenda || slices.Contains(w.usual(), f) {
			continue
		}
		menu.Options = append(menu.Options, bot.Option{Label: f.Label(), Value: string(f)})
	}
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, menu)}}, nil
}

var viewLabels = map[paper.View]bot.Phrase{paper.Members: textExportMembers, paper.Chair: textExportChair, paper.Public: textExportPublic}

// made makes a document as this person may have it. What is not there, and what
// is not for them, is a Problem.
func (a *Agenda) made(q store.Querier, c committee.Committee, o *bot.Origin, w order) (product, error) {
	v, err := a.viewer(q, c, o)
	if err != nil {
		return product{}, err
	}
	if v.Guest && w.what != exportReceipt {
		return product{}, &bot.Problem{Say: textNoGuests}
	}
	switch w.what {
	case exportAgenda:
		return a.madeAgenda(q, c, o, v, w)
	case exportReceipt:
		return a.madeReceipt(q, c, o, w)
	case string(paper.LongList), string(paper.Decisions), string(paper.Actions), string(paper.Advices):
		return a.madeList(q, c, o, v, w)
	}
	return product{}, errNoItem
}

// viewsOf are the views that somebody may have, the usual one first.
func viewsOf(v item.Viewer) []paper.View {
	switch {
	case v.Secretary:
		return []paper.View{paper.Members, paper.Chair, paper.Public}
	case v.Chair:
		return []paper.View{paper.Chair, paper.Members, paper.Public}
	case v.Member():
		return []paper.View{paper.Members, paper.Public}
	}
	return []paper.View{paper.Public}
}

// chosen is the view that was asked for, when they may have it.
func (a *Agenda) chosen(c committee.Committee, w order, may []paper.View) (paper.View, error) {
	if w.view == "" {
		return may[0], nil
	}
	if !slices.Contains(may, w.view) {
		return "", &bot.Problem{Say: textNotForYou.With(bot.Args{"command": command(c, "export agenda")})}
	}
	return w.view, nil
}

func (a *Agenda) madeAgenda(q store.Querier, c committee.Committee, o *bot.Origin, v item.Viewer, w order) (product, error) {
	m, err := a.meetingFor(q, c, o, v, w.on)
	if err != nil {
		return product{}, err
	}
	views := viewsOf(v)
	view, err := a.chosen(c, w, views)
	if err != nil {
		return product{}, err
	}
	var p paper.Agenda
	if v.Secretary {
		p, err = a.workingAgenda(q, m, o.At)
	} else {
		p, err = a.lastSent(q, m, v)
	}
	if err != nil {
		return product{}, err
	}
	say := textHereAgenda.With(bot.Args{"day": bot.Day(p.Start.In(a.opt.Zone)), "version": versionText(p)})
	if p.Version == 0 {
		say = textHereUnsent.With(bot.Args{"day": bot.Day(p.Start.In(a.opt.Zone))})
	}
	p.Cancelled, p.Sequence = m.State == meetingCancelled, m.Sequence
	p = p.For(view)
	appointment := movedTo(p, a.sheetOf(c, m))
	write := func(b *bytes.Buffer, f paper.Format) error {
		if f == paper.ICS {
			return appointment.Write(b, f)
		}
		return p.Write(b, f)
	}
	return product{write: write, name: p.Name, say: say, view: view, views: views, on: m.ID, size: len(p.Items)}, nil
}

// meetingFor is the meeting somebody means: the one they name, else the one whose
// agenda they see, for the secretary the next one.
func (a *Agenda) meetingFor(q store.Querier, c committee.Committee, o *bot.Origin, v item.Viewer, id string) (*meeting, error) {
	if id != "" {
		m, err := loadMeeting(q, id)
		if err == nil && m.Committee != c.ID {
			return nil, &bot.Problem{Say: textNoMeeting}
		}
		return m, err
	}
	if v.Secretary {
		if all, err := a.upcoming(q, c, o.At); err != nil || len(all) > 0 {
			if err != nil {
				return nil, err
			}
			return all[0], nil
		}
	}
	m, err := a.lastShared(q, c, v, o.At)
	if err == nil && m == nil {
		return nil, errNothingSent
	}
	return m, err
}

// lastSent is the version that was shared last with somebody: others than who
// sits in the committee get what is final.
func (a *Agenda) lastSent(q store.Querier, m *meeting, v item.Viewer) (paper.Agenda, error) {
	all, err := versions(q, m.ID)
	if err != nil {
		return paper.Agenda{}, err
	}
	for _, p := range slices.Backward(all) {
		if p.Final || sits(v) {
			return p, nil
		}
	}
	return paper.Agenda{}, errNothingSent
}

func (a *Agenda) madeReceipt(q store.Querier, c committee.Committee, o *bot.Origin, w order) (product, error) {
	raw, err := store.AgendaItemByNumber(q, w.on)
	if errors.Is(err, store.ErrNoRows) {
		return product{}, errNoItem
	}
	if err != nil {
		return product{}, err
	}
	_, level, err := a.see(q, c, o, raw.ID)
	if err != nil {
		return product{}, err
	}
	if level < item.Own { // on an agenda they may read, and somebody else's
		return product{}, errNoItem
	}
	x, err := load(q, raw.ID)
	if err != nil {
		return product{}, err
	}
	p, err := a.receiptOf(q, c, x)
	if err != nil {
		return product{}, err
	}
	p.Lang, p.Made = o.Lang, o.At // it is theirs alone
	p = p.For(paper.Receipt)
	return product{write: func(b *bytes.Buffer, f paper.Format) error { return p.Write(b, f) }, name: p.Name, view: paper.Receipt, on: x.Number,
		say: textHereReceipt.With(bot.Args{"number": bot.Plain(x.Number), "topic": brief(x.Topic)})}, nil
}

func (a *Agenda) madeList(q store.Querier, c committee.Committee, o *bot.Origin, v item.Viewer, w order) (product, error) {
	kind := paper.ListKind(w.what)
	views := viewsOf(v)
	switch {
	case kind == paper.LongList && !v.Secretary && !v.Chair,
		kind != paper.Decisions && !sits(v):
		return product{}, &bot.Problem{Say: textNotForYou.With(bot.Args{"command": command(c, "export agenda")})}
	case kind != paper.Decisions:
		views = views[:1] // what is under way is not for everybody
	}
	if kind == paper.LongList {
		views = []paper.View{paper.Chair}
	}
	view, err := a.chosen(c, w, views)
	if err != nil && kind == paper.Decisions {
		return product{}, err
	} else if err != nil {
		view = views[0]
	}
	var l paper.List
	on := ""
	say := textHereList.With(bot.Args{"what": exportTexts[w.what], "committee": bot.Plain(c.Name)})
	if kind == paper.LongList {
		l, err = a.longListOf(q, c, o.At)
	} else {
		var m *meeting
		if kind == paper.Decisions {
			if m, err = a.decidedAt(q, c, o, v, w.on); err != nil {
				return product{}, err
			}
			on = m.ID
			say = textHereDecision.With(bot.Args{"day": bot.Day(m.day().In(a.opt.Zone))})
		}
		l, err = a.outcomesOf(q, c, kind, m, o.At, true)
		if err == errNothingSent && v.Secretary {
			l, err = a.outcomesOf(q, c, kind, m, o.At, false)
		}
	}
	if err != nil {
		return product{}, err
	}
	l = l.For(view)
	return product{write: func(b *bytes.Buffer, f paper.Format) error { return l.Write(b, f) }, name: l.Name, say: say, view: view, views: views, on: on, size: len(l.Items) + len(l.Outcomes)}, nil
}

// decidedAt is the meeting whose decision list somebody means: the one they name,
// else the last one that has a list they may have.
func (a *Agenda) decidedAt(q store.Querier, c committee.Committee, o *bot.Origin, v item.Viewer, id string) (*meeting, error) {
	if id != "" {
		return a.meetingFor(q, c, o, v, id)
	}
	raw, err := store.AgendaMeetingsBefore(q, c.ID, string(a.today(o.At).Add(1)), 12)
	if err != nil {
		return nil, err
	}
	for _, r := range raw {
		m, err := decodeMeeting(r)
		if err != nil {
			return nil, err
		}
		sent, err := decisionLists(q, m.ID)
		if err != nil {
			return nil, err
		}
		if len(sent) > 0 {
			return m, nil
		}
		now, err := store.AgendaOutcomesAt(q, m.ID)
		if err != nil {
			return nil, err
		}
		if v.Secretary && len(now) > 0 {
			return m, nil
		}
	}
	return nil, errNothingSent
}
