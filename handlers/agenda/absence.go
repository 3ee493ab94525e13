package agenda

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

func (a *Agenda) registerAbsence(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "afwezig", Also: []string{"ik ben afwezig", "afwezigheid", "met verlof", "verlof", "away", "out of office"},
			Aside: true, Usage: usageAway, Help: helpAway}, on(c, a.typedAway))
		f.OnWords(bot.Words{Command: c.Command, Word: "terug", Also: []string{"ik ben terug", "weer terug", "ik ben weer terug", "back", "i am back"}, Accept: bot.Alone,
			Aside: true, Usage: usageBack, Help: helpBack}, on(c, a.typedBack))
	})
	f.OnPress("agenda.away", a.pressAway)
	f.OnSubmit("agenda.away", a.submitAway)
	f.OnPress("agenda.back", a.pressBack)
}

// A place is a seat in which somebody sits, as member or deputy.
type place struct {
	c    committee.Committee
	seat committee.Seat
	who  committee.Who
}

// placesOf are the seats of somebody in all committees, on a day and from then
// on: whoever is away is away everywhere.
func (a *Agenda) placesOf(q store.Querier, means func(committee.Who) bool, on committee.Day) (all []place, err error) {
	seats, err := a.seats(q)
	if err != nil {
		return nil, err
	}
	for _, s := range seats {
		c, err := a.committee(s.Committee)
		if err != nil || s.Until != "" && s.Until < on {
			continue
		}
		for _, w := range []committee.Who{s.Member, s.Deputy} {
			if !w.Zero() && means(w) {
				all = append(all, place{c, s, w})
			}
		}
	}
	return all, nil
}

// An absentee is who is away: who says so, or somebody of a seat for whom the
// secretary says so.
type absentee struct {
	places []place
	named  string // set when it is somebody else
}

// absenteeOf finds who is meant. rest is the text without their name.
func (a *Agenda) absenteeOf(q store.Querier, c committee.Committee, o *bot.Origin, text string) (who absentee, rest string, err error) {
	today := a.today(o.At)
	if a.isSecretary(c, o) {
		others, err := a.placesOf(q, func(w committee.Who) bool { return w.Name != "" && startsWith(text, w.Name) }, today)
		if err != nil {
			return who, text, err
		}
		others = slices.DeleteFunc(others, func(p place) bool { return p.c.ID != c.ID })
		if len(others) > 0 {
			// "Anna Bos" is not also Anna: the longest name is meant.
			name := slices.MaxFunc(others, func(p, q place) int { return cmp.Compare(len(p.who.Name), len(q.who.Name)) }).who.Name
			others = slices.DeleteFunc(others, func(p place) bool { return !strings.EqualFold(p.who.Name, name) })
			return absentee{others, name}, strings.TrimSpace(text[len(name):]), nil
		}
	}
	who.places, err = a.placesOf(q, func(w committee.Who) bool { return is(w, o) }, today)
	return who, text, err
}

// startsWith tells whether a text begins with a name, as a word of its own.
func startsWith(text, name string) bool {
	return len(text) >= len(name) && strings.EqualFold(text[:len(name)], name) && (len(text) == len(name) || strings.ContainsAny(text[len(name):len(name)+1], " ,:"))
}

// typedAway takes a period, or shows what is known.
func (a *Agenda) typedAway(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if isBack(cmd.Text) {
		return a.back(ctx, c, &cmd.Origin, "")
	}
	var who absentee
	var rest, show string
	var shown *bot.Message
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) {
		if who, rest, err = a.absenteeOf(r, c, &cmd.Origin, cmd.Text); err != nil {
			return err
		}
		if len(who.places) == 0 {
			return &bot.Problem{Say: textAwayNoSeat.With(bot.Args{"c": abbr(c), "seats": command(c, "leden")})}
		}
		if show = strings.Trim(rest, " ,:"); show == "" || isBack(show) {
			shown, err = a.showAway(r, c, who, cmd.At)
		}
		return err
	})
	switch {
	case err != nil:
		return bot.Reply{}, err
	case isBack(show):
		return a.back(ctx, c, &cmd.Origin, who.named)
	case shown != nil:
		return bot.Reply{Private: shown}, nil
	}
	from, until, ok := parseAway(show, a.today(cmd.At))
	if !ok {
		return bot.Reply{}, &bot.Problem{Say: textAwayUnclear.With(bot.Args{"typed": bot.Plain(clip(show, 60)),
			"one": command(c, "afwezig t/m 15 januari"), "two": command(c, "afwezig van 4 januari t/m 15 januari")})}
	}
	if wrong := a.wrongAway(from, until, a.today(cmd.At)); wrong != nil {
		return bot.Reply{}, &bot.Problem{Say: wrong}
	}
	return a.goAway(ctx, c, &cmd.Origin, who.named, from, until)
}

// mostAway is the longest somebody can be away, in days: after that it is time
// for somebody else in the seat.
const mostAway = 366

// wrongAway says what is wrong with a period; nil when nothing is.
func (a *Agenda) wrongAway(from, until, today committee.Day) bot.Text {
	args := bot.Args{"from": from.Text(), "until": until.Text()}
	switch {
	case until < from:
		return textAwayTurned.With(args)
	case until < today:
		return textAwayPast.With(args)
	case from.Add(mostAway) < until:
		return textAwayLong
	}
	return nil
}

// showAway says whether somebody is away, and from when till when.
func (a *Agenda) showAway(q store.Querier, c committee.Committee, who absentee, at time.Time) (*bot.Message, error) {
	name := who.places[0].who
	days, err := store.AgendaKnown(q, "seat", refOf(name), knownAway+who.places[0].c.ID)
	if err != nil {
		return nil, err
	}
	from, until, _ := strings.Cut(days, "/")
	args := bot.Args{"name": bot.Plain(nameOf(name)), "from": committee.Day(from).Text(), "until": committee.Day(until).Text(),
		"example": command(c, "afwezig t/m 15 januari")}
	about := c.ID + "/" + who.named
	if days == "" || committee.Day(until) < a.today(at) {
		say := bot.Text(textAwayNot)
		if who.named != "" {
			say = textAwayNotNamed.With(args)
		}
		return bot.Say(bot.Para{Text: say}, bot.Buttons{{Label: textAwayReport, Action: "agenda.away", Value: about, Style: bot.Primary}},
			bot.Note{Text: textAwayHow.With(args)}), nil
	}
	say := textAwayIs
	if who.named != "" {
		say = textAwayIsNamed
	}
	return bot.Say(bot.Para{Text: say.With(args)}, bot.Buttons{backButton(about), {Label: textAwayOther, Action: "agenda.away", Value: about}}), nil
}

func backButton(about string) bot.Button {
	return bot.Button{Label: textBackAgain, Action: "agenda.back", Value: firstBytes(about, 200)}
}

// goAway keeps a period, and hands on what waits for them when it has begun.
func (a *Agenda) goAway(ctx context.Context, c committee.Committee, o *bot.Origin, named string, from, until committee.Day) (reply bot.Reply, err error) {
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		who, _, err := a.absenteeOf(tx, c, o, named)
		if err != nil {
			return err
		}
		if len(who.places) == 0 || who.named != named {
			return errNoItem
		}
		for _, p := range who.places {
			if err := tx.SetAgendaKnown("seat", refOf(p.who), knownAway+p.c.ID, string(from)+"/"+string(until)); err != nil {
				return err
			}
		}
		moved, err := a.handOnOf(tx, who, by(o))
		if err != nil {
			return err
		}
		args := bot.Args{"name": bot.Plain(nameOf(who.places[0].who)), "from": from.Text(), "until": until.Text()}
		say := textAwayIs
		if who.named != "" {
			say = textAwayIsNamed
		}
		var lines []bot.Text
		for _, p := range who.places {
			line, err := a.instead(tx, p, from)
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		blocks := []bot.Block{bot.Para{Text: bot.Bold(say.With(args)), Items: lines}}
		if moved > 0 {
			blocks = append(blocks, bot.Para{Text: textAwayMoved.Count(moved, nil)})
		} else if from > a.today(o.At) {
			blocks = append(blocks, bot.Para{Text: textAwayThen.With(args)})
		}
		reply.Private = bot.Say(append(blocks, bot.Buttons{backButton(c.ID + "/" + who.named)})...)
		return nil
	})
	return reply, err
}

// instead says who gets what is for somebody of a seat while they are away.
func (a *Agenda) instead(q store.Querier, p place, from committee.Day) (bot.Text, error) {
	args := bot.Args{"c": abbr(p.c), "department": a.departmentName(p.seat.Department), "name": secretaryOf(p.c)}
	if refOf(p.who) == refOf(p.seat.Deputy) {
		return textInsteadDeputy.With(args), nil
	}
	if !p.seat.Deputy.Zero() {
		until, err := a.away(q, p.c, p.seat.Deputy, from)
		if err != nil {
			return nil, err
		}
		if until == "" {
			args["name"] = bot.Plain(nameOf(p.seat.Deputy))
			return textInstead.With(args), nil
		}
	}
	return textInstead.With(args), nil
}

// handOnOf hands on what waits for somebody who is away now, and tells the new
// holder at once what cannot wait for their list of the next morning.
func (a *Agenda) handOnOf(tx *store.Tx, who absentee, d doing) (moved int, err error) {
	done := map[string]bool{}
	for _, p := range who.places {
		if done[p.c.ID] {
			continue
		}
		done[p.c.ID] = true
		all, err := itemsIn(tx, p.c, item.Waiting, item.Asked)
		if err != nil {
			return moved, err
		}
		k, err := a.keeping(tx, p.c, d.at)
		if err != nil {
			return moved, err
		}
		for _, x := range all {
			if x.Holder == item.Secretary || refOf(k.who(x)) != refOf(p.who) {
				continue
			}
			ok, err := a.keepMoving(tx, p.c, x, d, false, nil)
			if err != nil {
				return moved, err
			}
			if !ok {
				continue
			}
			moved++
			if x.State != item.Waiting || !a.pressing(tx, p.c, x, d.at) {
				continue
			}
			if err := a.notify(tx, d.at, notice{What: noticeWaits, Committee: p.c.ID, Item: x.ID, Extra: string(a.today(d.at)), Who: k.who(x)}); err != nil {
				return moved, err
			}
		}
	}
	return moved, nil
}

// forgetAbsences forgets those that are over.
func (a *Agenda) forgetAbsences(tx *store.Tx, c committee.Committee, today committee.Day) error {
	all, err := store.AgendaKnownAll(tx, knownAway+c.ID)
	if err != nil {
		return err
	}
	for who, days := range all {
		_, ref, _ := strings.Cut(who, "/")
		if _, until, _ := strings.Cut(days, "/"); committee.Day(until) < today {
			if err := tx.SetAgendaKnown("seat", ref, knownAway+c.ID, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// awayForm asks from when till when.
func awayForm(about string) *bot.Form {
	return &bot.Form{Action: "agenda.away", State: about, Title: textAwayTitle, Submit: textSave, Fields: []bot.Field{
		{Name: "from", Label: textAwayFrom, Help: textAwayFromHelp, Kind: bot.DateOnly, Optional: true},
		{Name: "until", Label: textUntilDay, Help: textAwayUntilHelp, Kind: bot.DateOnly},
	}}
}

// aboutAway reads who a button or form is about: "aic/" and a name, or nothing.
func (a *Agenda) aboutAway(value string) (committee.Committee, string, error) {
	id, named, _ := strings.Cut(value, "/")
	c, err := a.committee(id)
	return c, named, err
}

func (a *Agenda) pressAway(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, named, err := a.aboutAway(e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		who, _, err := a.absenteeOf(r, c, &e.Origin, named)
		if err == nil && (len(who.places) == 0 || who.named != named) {
			return errNoItem
		}
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: awayForm(e.Value)}, nil
}

func (a *Agenda) submitAway(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, named, err := a.aboutAway(s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	if wrong := awayForm(s.State).Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	today := a.today(s.At)
	from, until := today, today
	if t, ok := s.Values.Date("from", a.opt.Zone); ok {
		from = committee.DayOf(t)
	}
	if t, ok := s.Values.Date("until", a.opt.Zone); ok {
		until = committee.DayOf(t)
	}
	if wrong := a.wrongAway(from, until, today); wrong != nil {
		return bot.Reply{}, bot.FieldErrors{"until": wrong}
	}
	return a.goAway(ctx, c, &s.Origin, named, from, until)
}

func (a *Agenda) typedBack(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	return a.back(ctx, c, &cmd.Origin, "")
}

func (a *Agenda) pressBack(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, named, err := a.aboutAway(e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	return a.back(ctx, c, &e.Origin, named)
}

// back ends an absence. What went to somebody else meanwhile stays there: they
// may be at it.
func (a *Agenda) back(ctx context.Context, c committee.Committee, o *bot.Origin, named string) (reply bot.Reply, err error) {
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		who, _, err := a.absenteeOf(tx, c, o, named)
		if err != nil {
			return err
		}
		if len(who.places) == 0 || who.named != named {
			return &bot.Problem{Say: textAwayNoSeat.With(bot.Args{"c": abbr(c), "seats": command(c, "leden")})}
		}
		for _, p := range who.places {
			if err := tx.SetAgendaKnown("seat", refOf(p.who), knownAway+p.c.ID, ""); err != nil {
				return err
			}
		}
		say := bot.Text(textBackIs.With(bot.Args{"todo": command(c, "te-doen")}))
		if named != "" {
			say = textBackIsNamed.With(bot.Args{"name": bot.Plain(named)})
		}
		reply.Private = bot.Say(bot.Para{Text: say})
		return nil
	})
	return reply, err
}

// isBack tells whether somebody says that they are back.
func isBack(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .!")) {
	case "terug", "weer terug", "ben terug", "back", "is terug", "niet meer", "voorbij", "stop":
		return true
	}
	return false
}
