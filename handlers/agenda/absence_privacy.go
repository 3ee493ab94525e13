package agenda

import (
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

// mineAbsence says that somebody is noted as away, for what is kept about them.
func (a *Agenda) mineAbsence(q store.Querier, o *bot.Origin) (all []bot.Text, err error) {
	places, err := a.placesOf(q, func(w committee.Who) bool { return is(w, o) }, a.today(o.At))
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, p := range places {
		days, err := store.AgendaKnown(q, "seat", refOf(p.who), knownAway+p.c.ID)
		if err != nil {
			return nil, err
		}
		from, until, ok := strings.Cut(days, "/")
		if key := p.c.ID + " " + days; ok && !seen[key] {
			seen[key] = true
			all = append(all, mineAway.With(bot.Args{"c": abbr(p.c), "from": committee.Day(from).Text(), "until": committee.Day(until).Text()}))
		}
	}
	return all, nil
}

// eraseAbsence takes away that somebody is noted as away: they said so
// themselves, or it was said for them. It tells whether there was something.
func (a *Agenda) eraseAbsence(tx *store.Tx, o *bot.Origin) (bool, error) {
	all, err := a.mineAbsence(tx, o)
	if err != nil || len(all) == 0 {
		return false, err
	}
	places, err := a.placesOf(tx, func(w committee.Who) bool { return is(w, o) }, a.today(o.At))
	if err != nil {
		return false, err
	}
	for _, p := range places {
		if err := tx.SetAgendaKnown("seat", refOf(p.who), knownAway+p.c.ID, ""); err != nil {
			return false, err
		}
	}
	return true, nil
}
