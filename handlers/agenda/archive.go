package agenda

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerArchive(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "archief", Also: []string{"archive", "archiveer"}, Accept: bot.Alone, Aside: true, Usage: usageArchive, Help: helpArchive}, on(c, a.typedArchive))
	})
	f.OnPress("agenda.pack", a.pressPack)
	f.OnPress("agenda.packed", a.pressPacked)
	a.onDay("retention", a.retain)
}

// A shelf is one package that there is, or could be.
type shelf struct {
	what string
	on   committee.Day // of the meeting; or a year
	kept store.AgendaArchive
	// changed says that the records are not those of the package any more.
	changed bool
}

// shelves are the packages of a committee: of every meeting until today that was or
// was cancelled, and of every year in which something came on no agenda; the last one
// first. What was removed after archiving is among them.
func (a *Agenda) shelves(q store.Querier, c committee.Committee, at time.Time) (all []shelf, err error) {
	raw, err := store.AgendaMeetingsBefore(q, c.ID, string(a.today(at).Add(1)), mostShelves)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, m := range raw {
		names = append(names, m.ID)
	}
	for year := at.UTC().Year() - 1; year > at.UTC().Year()-6; year-- {
		names = append(names, fmt.Sprintf("%s/%d", c.ID, year))
	}
	kept, err := store.AgendaArchives(q, c.ID)
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		if !slices.Contains(names, k.What) {
			names = append(names, k.What)
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	for _, name := range names {
		s := shelf{what: name}
		if s.on, err = dayOf(q, name); err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(kept, func(k store.AgendaArchive) bool { return k.What == name }); i >= 0 {
			s.kept = kept[i]
		}
		empty, err := nothingOf(q, name)
		if err != nil {
			return nil, err
		}
		if empty && s.kept.At.IsZero() {
			continue
		}
		if !empty && !s.kept.At.IsZero() {
			records, err := store.AgendaRecords(q, name)
			if err != nil {
				return nil, err
			}
			s.changed = records != s.kept.Records
		}
		all = append(all, s)
	}
	return all, nil
}

// mostShelves is how many meetings are looked at: ten years of one a month.
const mostShelves = 120

// nothingOf tells whether there are no records that belong to a package.
func nothingOf(q store.Querier, what string) (bool, error) {
	items, err := store.AgendaItemsFor(q, what)
	if err != nil || len(items) > 0 {
		return false, err
	}
	outcomes, err := store.AgendaOutcomesFor(q, what)
	if err != nil || len(outcomes) > 0 {
		return false, err
	}
	for _, which := range []string{listAgenda, listDecisions} {
		if all, err := store.AgendaVersions(q, what, which); err != nil || len(all) > 0 {
			return false, err
		}
	}
	return true, nil
}

func (a *Agenda) typedArchive(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	return a.archiveReply(ctx, c, &cmd.Origin, nil)
}

// mostArchived is how many packages a message lists.
const mostArchived = 12

// archiveReply shows the secretary what is archived, what is not, and what can be
// done.
func (a *Agenda) archiveReply(ctx context.Context, c committee.Committee, o *bot.Origin, first bot.Text) (bot.Reply, error) {
	if !a.isSecretary(c, o) {
		return bot.Reply{}, &bot.Problem{Say: textForSecretary.With(bot.Args{"agenda": command(c, "agenda")})}
	}
	var all []shelf
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		all, err = a.shelves(r, c, o.At)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	if len(all) == 0 {
		return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Para{Text: textNothingArchived})}}, nil
	}
	var lines []bot.Text
	menu := bot.Menu{Label: textMakePackage, Action: "agenda.pack", Value: c.ID}
	for i, s := range all {
		if i < mostArchived {
			lines = append(lines, a.shelfText(s))
		}
		if (s.kept.At.IsZero() || s.changed) && len(menu.Options) < bot.MaxOptions {
			menu.Options = append(menu.Options, bot.Option{Label: a.whatText(s.on), Value: s.what})
		}
	}
	if n := len(all) - mostArchived; n > 0 {
		lines = append(lines, textAndMore.Count(n, nil))
	}
	blocks = append(blocks, bot.Para{Text: bot.Bold(textArchive.With(bot.Args{"committee": bot.Plain(c.Name)})), Items: lines})
	if row := a.confirmButtons(all); len(row) > 0 {
		blocks = append(blocks, row)
	}
	if len(menu.Options) > 0 {
		blocks = append(blocks, menu)
	}
	return bot.Reply{Private: &bot.Message{Blocks: append(blocks, bot.Note{Text: a.keepText()})}}, nil
}

// confirmButtons are for the packages that were not confirmed yet.
func (a *Agenda) confirmButtons(all []shelf) (row bot.Buttons) {
	for _, s := range all {
		if s.kept.At.IsZero() || s.changed || !s.kept.Confirmed.IsZero() || len(row) == bot.MaxButtons {
			continue
		}
		row = append(row, a.confirmButton(s.what, s.on, s.kept.Digest))
	}
	return row
}

func (a *Agenda) confirmButton(what string, on committee.Day, digest string) bot.Button {
	short := bot.Text(bot.Plain(string(on)))
	if isDay(on) {
		short = bot.Date(on.In(a.opt.Zone))
	}
	return bot.Button{Label: textTakenIn.With(bot.Args{"what": short}), Hint: textTakenInHint.With(bot.Args{"what": a.whatText(on)}), Action: "agenda.packed", Value: what + " " + digest}
}

// keepText says what becomes of records that were archived.
func (a *Agenda) keepText() bot.Text {
	if a.opt.KeepFor <= 0 {
		return textKeptForEver
	}
	return textKeptFor.Count(a.opt.KeepFor, nil)
}

// whatText is what a package is of: a meeting, or a year.
func (a *Agenda) whatText(on committee.Day) bot.Text {
	if isDay(on) {
		return textOfMeeting.With(bot.Args{"day": bot.Date(on.In(a.opt.Zone))})
	}
	return textOfYear.With(bot.Args{"year": bot.Plain(string(on))})
}

func (a *Agenda) shelfText(s shelf) bot.Text {
	args := bot.Args{"what": a.whatText(s.on), "at": bot.Date(s.kept.At.In(a.opt.Zone)), "digest": bot.Plain(s.kept.Digest[:min(12, len(s.kept.Digest))]),
		"name": bot.Plain(firstOf(s.kept.Name, textBotItself.NL)), "confirmed": bot.Date(s.kept.Confirmed.In(a.opt.Zone))}
	switch {
	case s.kept.At.IsZero():
		return textNotArchived.With(args)
	case s.changed:
		return textArchivedOld.With(args)
	case s.kept.Confirmed.IsZero():
		return textArchivedOnly.With(args)
	}
	return textArchivedWhole.With(args)
}

// pressPack makes a package, and remembers it. What changes meanwhile is seen when
// it is confirmed: its sum is not that of the records then.
func (a *Agenda) pressPack(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, err := a.committee(e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	if !a.isSecretary(c, &e.Origin) || !strings.HasPrefix(e.Choice, c.ID+"/") {
		return bot.Reply{}, errNoItem
	}
	var r *Records
	err = a.opt.Store.Read(ctx, func(q *store.Reader) (err error) { r, err = a.records(q, e.Choice); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	p, err := r.Pack()
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error { return tx.SetAgendaArchive(p.Archived(e.At)) })
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(
		bot.Para{Text: textPackage.With(bot.Args{"what": a.whatText(p.On), "files": bot.Number(p.Files)})},
		bot.File{Name: p.Name, Type: "application/zip", Data: p.Data},
		bot.Note{Text: textPackageDigest.With(bot.Args{"digest": bot.Plain(p.Digest)})},
		bot.Buttons{a.confirmButton(p.What, p.On, p.Digest)},
	)}, nil
}

// pressPacked notes that a package was taken into the records system.
func (a *Agenda) pressPacked(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	what, sum, _ := strings.Cut(e.Value, " ")
	id, _, _ := strings.Cut(what, "/")
	c, err := a.committee(id)
	if err != nil {
		return bot.Reply{}, err
	}
	if !a.isSecretary(c, &e.Origin) {
		return bot.Reply{}, errNoItem
	}
	var on committee.Day
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		if on, err = dayOf(tx, what); err != nil {
			return err
		}
		kept, err := store.AgendaArchiveOf(tx, what)
		if err != nil {
			return err
		}
		records, err := store.AgendaRecords(tx, what)
		if err != nil {
			return err
		}
		if kept.Records != records {
			return &bot.Problem{Say: textArchiveChanged.With(bot.Args{"command": command(c, "archief")})}
		}
		if !kept.Confirmed.IsZero() {
			return nil // somebody pressed twice
		}
		err = tx.ConfirmAgendaArchive(what, sum, e.At, e.From.Name)
		if errors.Is(err, store.ErrChanged) {
			return &bot.Problem{Say: textArchiveChanged.With(bot.Args{"command": command(c, "archief")})}
		}
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return a.archiveReply(ctx, c, &e.Origin, textConfirmed.With(bot.Args{"what": a.whatText(on)}))
}

// retain removes what was taken into the records system long enough ago. What is
// not over yet stays, and so does what changed since its package was made.
func (a *Agenda) retain(ctx context.Context, c committee.Committee, d *bot.Due) error {
	if a.opt.KeepFor <= 0 {
		return nil
	}
	return a.once(ctx, d, func(tx *store.Tx) error {
		kept, err := store.AgendaArchives(tx, c.ID)
		if err != nil {
			return err
		}
		for _, k := range kept {
			if k.Confirmed.IsZero() || d.At.Before(k.Confirmed.AddDate(0, 0, a.opt.KeepFor)) {
				continue
			}
			over, err := allOver(tx, k.What)
			if err != nil {
				return err
			}
			if !over {
				continue
			}
			n, err := tx.RemoveAgendaRecords(k.What)
			if errors.Is(err, store.ErrNotArchived) {
				continue
			}
			if err != nil {
				return err
			}
			if n > 0 {
				a.opt.Log.Info().Str("what", k.What).Int("records", n).Msg("records of a committee were removed: they are in the records system")
			}
		}
		return nil
	})
}

// allOver tells whether nothing more happens to what belongs to a package: every
// item is over, and no action is open.
func allOver(q store.Querier, what string) (bool, error) {
	items, err := store.AgendaItemsFor(q, what)
	if err != nil {
		return false, err
	}
	for _, x := range items {
		if !item.State(x.State).Over() {
			return false, nil
		}
	}
	outcomes, err := store.AgendaOutcomesFor(q, what)
	if err != nil {
		return false, err
	}
	for _, o := range outcomes {
		if o.Kind == kindAction && !o.Done {
			return false, nil
		}
	}
	return true, nil
}
