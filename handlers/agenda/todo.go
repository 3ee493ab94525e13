package agenda

import (
	"cmp"
	"context"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// mostTodo is how many items a list shows in words; its menu holds more.
const mostTodo = 20

// due are the last days to decide, per meeting that is coming.
type due []committee.Dates

// deadlines are those of the meetings that are coming.
func (a *Agenda) deadlines(q store.Querier, c committee.Committee, at time.Time) (all due, err error) {
	meetings, err := a.upcoming(q, c, at)
	if err != nil {
		return nil, err
	}
	for _, m := range meetings {
		all = append(all, c.Dates(m.day(), a.opt.Calendar))
	}
	return all, nil
}

// of is the last day to decide on an item for the first meeting that still took
// requests when it was brought; "" when there is none.
func (all due) of(a *Agenda, x *item.Item) committee.Day {
	for _, d := range all {
		if d.Open(a.today(x.Created)) {
			return d.Decide
		}
	}
	return ""
}

// todoOf is what waits for somebody: what they hold, nearest deadline first, and
// what they asked more for.
func (a *Agenda) todoOf(q store.Querier, c committee.Committee, o *bot.Origin) (waiting, asked []*item.Item, ends due, err error) {
	all, err := itemsIn(q, c, item.Waiting, item.Asked)
	if err != nil {
		return nil, nil, nil, err
	}
	if ends, err = a.deadlines(q, c, o.At); err != nil {
		return nil, nil, nil, err
	}
	k, err := a.keeping(q, c, o.At)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, x := range all {
		if x.Holder == item.Secretary && a.isSecretary(c, o) || is(k.who(x), o) {
			if x.State == item.Asked {
				asked = append(asked, x)
			} else {
				waiting = append(waiting, x)
			}
		}
	}
	slices.SortStableFunc(waiting, func(x, y *item.Item) int {
		return cmp.Or(cmp.Compare(lastIfNone(ends.of(a, x)), lastIfNone(ends.of(a, y))), x.Waits.Compare(y.Waits), cmp.Compare(x.ID, y.ID))
	})
	return waiting, asked, ends, nil
}

func lastIfNone(d committee.Day) committee.Day {
	if d == "" {
		return "9999-12-31"
	}
	return d
}

// typedTodo lists what waits for who asks; for the secretary also what waits
// elsewhere.
func (a *Agenda) typedTodo(ctx context.Context, c committee.Committee, cmd *bot.Command) (reply bot.Reply, err error) {
	o := &cmd.Origin
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		v, err := a.viewer(r, c, o)
		if err != nil {
			return err
		}
		if !v.Secretary && !v.Member() {
			return &bot.Problem{Say: textTodoOnly.With(bot.Args{"c": abbr(c), "mine": command(c, "mijn-inbreng")})}
		}
		reply.Private, err = a.todoMessage(r, c, o, v)
		return err
	})
	return reply, err
}

func (a *Agenda) todoMessage(q store.Querier, c committee.Committee, o *bot.Origin, v item.Viewer) (*bot.Message, error) {
	waiting, asked, ends, err := a.todoOf(q, c, o)
	if err != nil {
		return nil, err
	}
	m := &bot.Message{}
	switch len(waiting) {
	case 0:
		m.Blocks = append(m.Blocks, bot.Para{Text: textTodoNone.With(bot.Args{"c": abbr(c)})})
	case 1:
		m.Blocks = append(m.Blocks, bot.Para{Text: textTodoOne})
		m.Blocks = append(m.Blocks, a.turn(waiting[0], v, ends, o)...)
	default:
		m.Blocks = append(m.Blocks, a.todoList(textTodoTitle.Count(len(waiting), nil), waiting, ends), todoMenu(c, waiting))
	}
	if len(asked) > 0 {
		p := bot.Para{Text: textTodoAsked.Count(len(asked), nil)}
		for _, x := range asked[:min(len(asked), mostTodo)] {
			p.Items = append(p.Items, textTodoAskedLine.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(clip(x.Topic, 60)),
				"who": bot.Plain(x.By.Name), "since": bot.Day(a.askedAt(x).In(a.opt.Zone))}))
		}
		menu := todoMenu(c, asked)
		menu.Label = textTodoPickAsked
		m.Blocks = append(m.Blocks, p, menu)
	}
	elsewhere, err := a.elsewhere(q, c, o, v)
	if err != nil {
		return nil, err
	}
	m.Blocks = append(m.Blocks, elsewhere...)
	return m, nil
}

// askedAt is since when somebody is asked for more.
func (a *Agenda) askedAt(x *item.Item) time.Time {
	for _, r := range slices.Backward(x.Talk) {
		if r.From == fromHolder {
			return r.At
		}
	}
	return x.Waits
}

// todoList is what waits, in words.
func (a *Agenda) todoList(title bot.Text, all []*item.Item, ends due) bot.Para {
	p := bot.Para{Text: bot.Bold(title)}
	for _, x := range all[:min(len(all), mostTodo)] {
		line := textTodoLine.With(bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(clip(x.Topic, 60)),
			"who": bot.Plain(clip(x.By.Name, 60)), "since": bot.Day(x.Waits.In(a.opt.Zone))})
		if day := ends.of(a, x); day != "" {
			line = bot.Join(line, textTodoDue.With(bot.Args{"day": day.Text()}))
		}
		p.Items = append(p.Items, line)
	}
	if more := len(all) - mostTodo; more > 0 {
		p.Items = append(p.Items, textTodoMore.Count(more, nil))
	}
	return p
}

// todoMenu is to pick one of what waits.
func todoMenu(c committee.Committee, all []*item.Item) bot.Menu {
	menu := bot.Menu{Label: textTodoPick, Action: "agenda.pick", Value: c.ID}
	for _, x := range all[:min(len(all), bot.MaxOptions)] {
		menu.Options = append(menu.Options, bot.Option{Label: bot.Plain(firstRunes(x.Number+": "+clip(x.Topic, 50), 75)), Value: idText(x.ID)})
	}
	return menu
}

// elsewhere is what waits with others, with whom and for how long: all of it for
// the secretary, and for a member or deputy what their own department has.
func (a *Agenda) elsewhere(q store.Querier, c committee.Committee, o *bot.Origin, v item.Viewer) ([]bot.Block, error) {
	all, err := itemsIn(q, c, item.Waiting, item.Asked)
	if err != nil {
		return nil, err
	}
	t := bot.Table{Caption: textElsewhere, Head: []bot.Text{textHeadNumber, textHeadTopic, textHeadWith, textHeadSince}}
	k, err := a.keeping(q, c, o.At)
	if err != nil {
		return nil, err
	}
	var others []*item.Item
	for _, x := range all {
		if !v.Secretary && !slices.Contains(v.Departments, a.current(x)) {
			continue
		}
		who := k.who(x)
		if x.Holder == item.Secretary && v.Secretary || is(who, o) {
			continue
		}
		if others = append(others, x); len(others) > mostTodo {
			continue
		}
		with, since := bot.Text(cell(nameOf(who))), x.Waits
		if x.State == item.Asked {
			with, since = textWithBringer.With(bot.Args{"who": cell(x.By.Name)}), a.askedAt(x)
		}
		long := bot.Text(textSinceToday)
		if days := a.opt.Calendar.Between(a.today(since), a.today(o.At)); days > 0 {
			long = textWorkingDays.Count(days, nil)
		}
		t.Rows = append(t.Rows, []bot.Text{bot.Plain(x.Number), bot.Plain(clip(x.Topic, 60)), with, long})
	}
	if len(others) == 0 {
		return nil, nil
	}
	blocks := []bot.Block{t}
	if more := len(others) - mostTodo; more > 0 {
		blocks = append(blocks, bot.Note{Text: textTodoMore.Count(more, nil)})
	}
	menu := todoMenu(c, others)
	menu.Label = textPickElsewhere
	return append(blocks, menu), nil
}

// turn is one item to decide on: its card, until when, and what can be done.
func (a *Agenda) turn(x *item.Item, v item.Viewer, ends due, o *bot.Origin) []bot.Block {
	level := item.Department
	if v.Secretary {
		level = item.Everything
	}
	blocks := a.card(x, level, o.Lang)
	if day := ends.of(a, x); day != "" && (x.State == item.Waiting || x.State == item.Asked) {
		blocks = append(blocks, bot.Note{Text: textTurnDue.With(bot.Args{"day": day.Text()})})
	}
	blocks = append(blocks, a.decideButtons(x)...)
	if c, err := a.committee(x.Committee); err == nil && v.Secretary {
		blocks = append(blocks, a.placeMenu(c, x)...)
	}
	return blocks
}

// pressPick shows the item that was picked from a list.
func (a *Agenda) pressPick(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		c, x, err := a.deciding(r, &e.Origin, idOf(e.Choice))
		if err != nil {
			return err
		}
		v, err := a.viewer(r, c, &e.Origin)
		if err != nil {
			return err
		}
		ends, err := a.deadlines(r, c, e.At)
		if err != nil {
			return err
		}
		reply.Private = bot.Say(a.turn(x, v, ends, &e.Origin)...)
		return nil
	})
	return reply, err
}

// done says what was done, and gives the next item that waits for this person,
// so that a list is finished without going back to it.
func (a *Agenda) done(q store.Querier, c committee.Committee, o *bot.Origin, said ...bot.Block) (*bot.Message, error) {
	waiting, _, ends, err := a.todoOf(q, c, o)
	if err != nil {
		return nil, err
	}
	m := bot.Say(said...)
	if len(waiting) == 0 {
		m.Blocks = append(m.Blocks, bot.Note{Text: textDoneAll})
		return m, nil
	}
	v, err := a.viewer(q, c, o)
	if err != nil {
		return nil, err
	}
	m.Blocks = append(m.Blocks, bot.Para{Text: bot.Bold(textDoneNext.Count(len(waiting), nil))})
	m.Blocks = append(m.Blocks, a.turn(waiting[0], v, ends, o)...)
	return m, nil
}
