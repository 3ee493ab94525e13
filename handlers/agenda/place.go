package agenda

import (
	"context"
	"slices"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// What has no department came to the secretary. Who finds out where it belongs
// gives it to that department: its member decides, as on everything else.

var (
	textPlaceMenu   = bot.Phrase{NL: "Geef door aan een departement", EN: "Hand on to a department"}
	textPlaced      = bot.Phrase{NL: "{number} hoort nu bij {department} en gaat naar {who}: {topic}", EN: "{number} is of {department} now and goes to {who}: {topic}"}
	textPlacedYours = bot.Phrase{NL: "{number} hoort nu bij {department}: {topic}. Daar is nu geen lid: jij beslist.", EN: "{number} is of {department} now: {topic}. There is no member there now: it is up to you."}
)

// placeMenu lets the secretary say of which department an item is that has none.
func (a *Agenda) placeMenu(c committee.Committee, x *item.Item) []bot.Block {
	if x.Department != "" || x.State != item.Waiting && x.State != item.Asked {
		return nil
	}
	menu := bot.Menu{Label: textPlaceMenu, Action: "agenda.place", Value: idText(x.ID)}
	for _, d := range a.departments(c) {
		if len(menu.Options) == bot.MaxOptions {
			break
		}
		name := func(s string) string { return firstRunes(d.Code+": "+s, 75) }
		menu.Options = append(menu.Options, bot.Option{Label: bot.PerLang{NL: name(d.Name), EN: name(firstOf(d.EN, d.Name))}, Value: d.Code})
	}
	if len(menu.Options) == 0 {
		return nil
	}
	return []bot.Block{menu}
}

// pressPlace gives an item to a department: to its member, or whoever is there
// for them, who hears of it at once close to the deadline.
func (a *Agenda) pressPlace(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	o := &e.Origin
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		c, x, err := a.behalfItem(tx, o, e.Value)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(a.departments(c), func(d committee.Department) bool { return d.Code == e.Choice }) {
			return errNoItem
		}
		if x.Department != "" || x.State != item.Waiting && x.State != item.Asked {
			return a.tooLate(tx, x)
		}
		x.Department, x.Waits = e.Choice, e.At
		var who committee.Who
		if x.Holder, who, err = a.holderOf(tx, c, x, e.At); err != nil {
			return err
		}
		m, err := a.act(tx, x, by(o), item.Rehome, a.departmentName(x.Department).In(a.opt.Lang, bot.Literal))
		if err != nil {
			return err
		}
		args := bot.Args{"number": bot.Bold(bot.Plain(x.Number)), "topic": bot.Plain(x.Topic), "department": a.departmentName(x.Department), "who": cell(nameOf(who))}
		say := textPlaced
		if x.Holder == item.Secretary {
			say = textPlacedYours
		} else if x.State == item.Waiting && a.pressing(tx, c, x, e.At) {
			if err := a.notify(tx, e.At, notice{What: noticeWaits, Committee: c.ID, Item: x.ID, Move: m.ID, Who: who}); err != nil {
				return err
			}
		}
		reply.Private, err = a.done(tx, c, o, bot.Para{Text: say.With(args)})
		return err
	})
	return reply, err
}
