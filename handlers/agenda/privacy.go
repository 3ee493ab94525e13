package agenda

import (
	"context"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// Name is what the feature is called on the privacy page.
var Name bot.Text = bot.Phrase{NL: "Vragen en onderwerpen voor overleggen", EN: "Questions and topics for committees"}

// Erases is what Erase takes away.
var Erases bot.Text = bot.Phrase{NL: "je concepten voor een overleg, en je departement als je dat koos", EN: "your drafts for a committee, and your department if you chose it"}

// Stored are the lines of the privacy page: what is kept, for how long, and who
// sees it.
func (a *Agenda) Stored() []bot.Text {
	return []bot.Text{storedDraft, storedItem, storedWho, storedSeat, storedRecord}
}

// mostOwn is how many of their own items are looked through for one person.
const mostOwn = 2000

// Mine says what is kept about the person of an event.
func (a *Agenda) Mine(ctx context.Context, o *bot.Origin) (all []bot.Text, err error) {
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		own, err := decodeAll(store.AgendaItemsOf(r, string(o.Platform), string(o.From.ID), mostOwn))
		if err != nil {
			return err
		}
		drafts := 0
		for _, x := range own {
			if x.State == item.Draft {
				drafts++
				continue
			}
			all = append(all, mineItem.With(bot.Args{"number": bot.Plain(x.Number), "topic": bot.Plain(clip(x.Topic, 60)), "state": stateText(x)}))
		}
		if drafts > 0 {
			all = append(all, mineDrafts.Count(drafts, nil))
		}
		code, err := store.AgendaKnown(r, string(o.Platform), string(o.From.ID), knownDepartment)
		if err != nil {
			return err
		}
		if code != "" {
			all = append(all, mineDepartment.With(bot.Args{"department": bot.Plain(code)}))
		}
		away, err := a.mineAbsence(r, o)
		if err != nil {
			return err
		}
		all = append(all, away...)
		for _, c := range a.opt.Committees {
			joined, err := store.AgendaKnown(r, string(o.Platform), string(o.From.ID), knownJoined+c.ID)
			if err != nil {
				return err
			}
			if n := len(strings.Fields(strings.ReplaceAll(joined, ",", " "))); n > 0 {
				all = append(all, mineJoined.Count(n, nil))
			}
			v, err := a.viewer(r, c, o)
			if err != nil {
				return err
			}
			for _, d := range v.Departments {
				all = append(all, mineSeat.With(bot.Args{"committee": bot.Plain(c.Name), "department": bot.Plain(d)}))
			}
		}
		return nil
	})
	return all, err
}

// Erase takes away what is kept about the person of an event and is no record.
func (a *Agenda) Erase(ctx context.Context, o *bot.Origin) (done, kept []bot.Text, refresh []string, err error) {
	drafts, records := 0, 0
	code, away := "", false
	err = a.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		own, err := store.AgendaItemsOf(tx, string(o.Platform), string(o.From.ID), mostOwn)
		if err != nil {
			return err
		}
		for _, x := range own {
			if item.State(x.State) == item.Draft {
				drafts++
			} else {
				records++
			}
		}
		if code, err = store.AgendaKnown(tx, string(o.Platform), string(o.From.ID), knownDepartment); err != nil {
			return err
		}
		if away, err = a.eraseAbsence(tx, o); err != nil {
			return err
		}
		if err := tx.EraseAgendaPerson(string(o.Platform), string(o.From.ID)); err != nil {
			return err
		}
		return tx.ScheduleCheckpoint()
	})
	if err != nil {
		return nil, nil, nil, err
	}
	if drafts > 0 {
		done = append(done, erasedDrafts.Count(drafts, nil))
	}
	if code != "" {
		done = append(done, erasedDepartment)
	}
	if away {
		done = append(done, erasedAway)
	}
	if records > 0 {
		kept = append(kept, keptRecords.Count(records, nil))
	}
	return done, kept, nil, nil
}
