package agenda

import (
	"context"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// untold tells whether who brought an item did not hear yet what came of it.
func untold(x *item.Item, m *meeting) bool {
	return !x.Told && (x.State == item.Handled || x.State == item.Answered) && x.Meeting == m.ID
}

// tellOutcomes has everybody who brought something to a meeting hear what came
// of it, once; a correction is told again.
func (a *Agenda) tellOutcomes(tx *store.Tx, c committee.Committee, m *meeting, d doing) (told int, err error) {
	t, err := a.treatedAt(tx, c, m)
	if err != nil {
		return 0, err
	}
	for _, x := range t.order {
		if !untold(x, m) {
			continue
		}
		x.Told = true
		move, err := a.act(tx, x, d, item.Tell, "")
		if err != nil {
			return told, err
		}
		told++
		if err := a.tellRequesters(tx, x, notice{What: noticeOutcome, Move: move.ID, Meeting: m.ID}, d.at); err != nil {
			return told, err
		}
		for _, from := range x.From { // who brought what was merged into it is in Also; their own item is told as well
			y, err := load(tx, from)
			if err != nil {
				return told, err
			}
			if y.State == item.Merged && !y.Told {
				y.Told = true
				if _, err := a.act(tx, y, d, item.Tell, ""); err != nil {
					return told, err
				}
			}
		}
	}
	return told, nil
}

// pressTell has requesters hear what came of it without the decision list.
func (a *Agenda) pressTell(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	told := 0
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) (err error) {
		told, err = a.tellOutcomes(tx, c, m, by(&e.Origin))
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if told == 0 {
		return a.outcomesReply(ctx, &e.Origin, m.ID, textToldNobody)
	}
	return a.outcomesReply(ctx, &e.Origin, m.ID, textToldTo.Count(told, nil))
}

// tellOutcome tells who brought something what came of it.
func (a *Agenda) tellOutcome(ctx context.Context, n notice, at time.Time) (*letter, error) {
	x, err := a.itemOf(ctx, n.Item)
	if err != nil {
		return nil, err
	}
	var all []store.AgendaOutcome
	var m *meeting
	times := 0
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		if all, err = store.AgendaOutcomesOf(r, x.ID); err != nil {
			return err
		}
		moves, err := store.AgendaMoves(r, x.ID)
		if err != nil {
			return err
		}
		for _, move := range moves {
			if item.Action(move.Action) == item.Tell && move.ID <= n.Move {
				times++
			}
		}
		m, err = loadMeeting(r, n.Meeting)
		return err
	})
	if err != nil {
		return nil, err
	}
	return a.about(ctx, n, textSubjectOutcome, func(x *item.Item, args bot.Args) []bot.Block {
		args["when"] = a.when(m)
		say := textWasTreated
		if x.Kind == item.Question {
			say = textQuestionTreated
		}
		blocks := []bot.Block{bot.Para{Text: say.With(args)}}
		if times > 1 {
			blocks = append(blocks, bot.Para{Text: textToldBetter})
		}
		if x.Outcome != "" {
			blocks = append(blocks, bot.Para{Text: textCame, Items: []bot.Text{bot.Plain(x.Outcome)}})
		}
		if x.Answer != "" && x.Answer != x.Outcome {
			blocks = append(blocks, bot.Para{Text: textAnswerIs, Items: []bot.Text{bot.Plain(x.Answer)}})
		}
		for _, kind := range []struct {
			kind string
			head bot.Text
		}{{kindDecision, textDecided}, {kindAction, textAgreed}, {kindAdvice, textAdvised}} {
			var lines []bot.Text
			for _, raw := range all {
				o, err := decodeOutcome(raw)
				if err != nil || raw.Kind != kind.kind || o.Gone {
					continue
				}
				line := bot.Text(bot.Plain(o.Text))
				if o.Owner != "" {
					line = bot.Join(line, bot.Plain(" ("+o.Owner+")"))
				}
				if o.To != "" {
					line = textLineTo.With(bot.Args{"what": line, "to": bot.Plain(o.To)})
				}
				if raw.Due != "" {
					line = textLineDue.With(bot.Args{"what": line, "day": committee.Day(raw.Due).Text()})
				}
				lines = append(lines, line)
			}
			if len(lines) > 0 {
				blocks = append(blocks, bot.Para{Text: kind.head, Items: lines})
			}
		}
		return append(blocks, bot.Note{Text: textThanks})
	})
}
