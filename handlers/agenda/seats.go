package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

func (a *Agenda) registerSeats(f *bot.Feature) {
	a.each(func(c committee.Committee) {
		f.OnWords(bot.Words{Command: c.Command, Word: "leden", Also: []string{"members", "lid", "member"}, Accept: bot.Alone, Usage: usageSeats, Help: helpSeats}, on(c, a.typedSeats))
		f.OnWords(bot.Words{Command: c.Command, Word: "leden wijzig", Also: []string{"leden wijzigen", "members change", "wijzig leden"}, Aside: true, Usage: usageSeatChange, Help: helpSeatChange}, on(c, a.typedSeatChange))
	})
	f.OnPress("agenda.seat", a.pressSeat)
	f.OnSubmit("agenda.seat", a.submitSeat)
	a.onDay("vacant", a.dayOfVacancies)
	a.onDay("filled", a.dayOfFilled)
	a.onNotice(noticeVacant, a.tellVacant)
	a.onNotice(noticeSeated, a.tellSeated)
}

// typedSeats shows who sits in a committee, to every employee.
func (a *Agenda) typedSeats(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if cmd.From.Guest {
		return bot.Reply{}, &bot.Problem{Say: textNoGuests}
	}
	m, err := a.seatList(ctx, c, &cmd.Origin, nil)
	if err != nil {
		return bot.Reply{}, err
	}
	return cmd.Answer(m), nil
}

func (a *Agenda) seatList(ctx context.Context, c committee.Committee, o *bot.Origin, first bot.Text) (*bot.Message, error) {
	var seats []committee.Seat
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { seats, err = a.seats(r); return err })
	if err != nil {
		return nil, err
	}
	today := a.today(o.At)
	var blocks []bot.Block
	if first != nil {
		blocks = append(blocks, bot.Para{Text: first})
	}
	t := bot.Table{Caption: textSeatsOf.With(bot.Args{"committee": bot.Plain(c.Name)}), Head: []bot.Text{textDepartment, textMember, textDeputy}}
	for _, d := range a.departments(c) {
		row := []bot.Text{bot.Join(bot.Plain(d.Code+", "), bot.PerLang{NL: d.Name, EN: d.EN}), textVacant, none}
		if s, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, today); ok {
			row[1], row[2] = cell(nameOf(s.Member)), cell(nameOf(s.Deputy))
			if s.Until != "" {
				row[1] = textUntil.With(bot.Args{"name": row[1], "day": bot.Date(s.Until.In(a.opt.Zone))})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	blocks = append(blocks, bot.Para{Text: bot.Bold(textSeatsOf.With(bot.Args{"committee": bot.Plain(c.Name)}))}, t)
	who := bot.Fields{}
	if !c.Chair.Zero() {
		who = append(who, bot.Pair{Label: textChairLabel, Value: bot.Plain(nameOf(c.Chair))})
	}
	if !c.Secretary.Zero() {
		who = append(who, bot.Pair{Label: textSecretary, Value: bot.Plain(nameOf(c.Secretary))})
	}
	if len(who) > 0 {
		blocks = append(blocks, who)
	}
	if slices.Contains(o.Roles, bot.Admin) {
		blocks = append(blocks, bot.Buttons{{Label: textChangeSeat, Action: "agenda.seat", Value: c.ID}})
	}
	return &bot.Message{Blocks: blocks}, nil
}

// typedSeatChange opens the form to change a seat, for administrators.
func (a *Agenda) typedSeatChange(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	if !slices.Contains(cmd.Roles, bot.Admin) {
		return bot.Reply{}, &bot.Problem{Say: a.onlyAdmins()}
	}
	code := ""
	if text := strings.TrimSpace(cmd.Text); text != "" {
		found := a.opt.Directory.Find(text)
		if len(found) != 1 {
			return bot.Reply{}, &bot.Problem{Say: textWhichDepartment.With(bot.Args{"typed": bot.Plain(clip(text, 60))})}
		}
		code = found[0].Department.Code
	}
	return a.seatForm(ctx, c, cmd.At, code)
}

// onlyAdmins says who can change seats.
func (a *Agenda) onlyAdmins() bot.Text {
	if len(a.opt.Admins) == 0 {
		return textOnlyAdmins
	}
	return textOnlyAdminsNamed.With(bot.Args{"admins": bot.Plain(strings.Join(a.opt.Admins, ", "))})
}

func (a *Agenda) pressSeat(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, err := a.committee(e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	if !slices.Contains(e.Roles, bot.Admin) {
		return bot.Reply{}, &bot.Problem{Say: a.onlyAdmins()}
	}
	return a.seatForm(ctx, c, e.At, "")
}

func (a *Agenda) seatForm(ctx context.Context, c committee.Committee, at time.Time, code string) (bot.Reply, error) {
	var seats []committee.Seat
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { seats, err = a.seats(r); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	today := a.today(at)
	choice := bot.Field{Name: "department", Label: textDepartment, Kind: bot.Choice}
	for _, d := range a.departments(c) {
		if len(choice.Options) < bot.MaxOptions {
			choice.Options = append(choice.Options, bot.Option{Label: bot.Plain(clip(d.Code+", "+d.Name, 75)), Value: d.Code})
		}
	}
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	var s committee.Seat
	if code != "" {
		choice.Value = []string{code}
		s, _ = committee.Active(seats, a.opt.Directory, c.ID, code, today)
	}
	return bot.Reply{Form: &bot.Form{Action: "agenda.seat", State: c.ID, Title: textSeatTitle, Submit: textSave, Intro: textSeatIntro, Fields: []bot.Field{
		choice,
		{Name: "name", Label: textMember, Help: textNameHelp, Kind: bot.ShortText, Max: 120, Value: one(s.Member.Name)},
		{Name: "ref", Label: textAccount, Help: textAccountHelp, Kind: bot.ShortText, Optional: true, Max: 120, Value: one(firstOf(s.Member.Ref, s.Member.Email))},
		{Name: "deputy", Label: textDeputy, Kind: bot.ShortText, Optional: true, Max: 120, Value: one(s.Deputy.Name)},
		{Name: "deputyref", Label: textDeputyAccount, Kind: bot.ShortText, Optional: true, Max: 120, Value: one(firstOf(s.Deputy.Ref, s.Deputy.Email))},
		{Name: "from", Label: textFromDay, Kind: bot.DateOnly, Value: one(string(today))},
		{Name: "until", Label: textUntilDay, Kind: bot.DateOnly, Optional: true, Value: one(string(s.Until))},
	}}}, nil
}

// mostName is how long a name or an account may be, in characters.
const mostName = 120

// submitSeat records a seat. Who is named by an account is looked up, so that a
// typing error is noticed now and not when a request goes nowhere.
func (a *Agenda) submitSeat(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, err := a.committee(s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	if !slices.Contains(s.Roles, bot.Admin) {
		return bot.Reply{}, &bot.Problem{Say: a.onlyAdmins()}
	}
	if wrong := tooLong(s.Values, mostName, "name", "ref", "deputy", "deputyref"); wrong != nil {
		return bot.Reply{}, wrong
	}
	wrong := bot.FieldErrors{}
	seat := committee.Seat{Committee: c.ID, Department: s.Values.Text("department")}
	if _, ok := a.opt.Directory.ByCode(seat.Department); !ok {
		wrong["department"] = textFillThis
	}
	here := bot.Text(nil)
	for _, f := range []struct {
		who       *committee.Who
		name, ref string
	}{{&seat.Member, "name", "ref"}, {&seat.Deputy, "deputy", "deputyref"}} {
		ref := strings.TrimSpace(s.Values.Text(f.ref))
		w, account, err := a.named(ctx, &s.Origin, oneLine(s.Values.Text(f.name)), ref)
		if err != nil {
			return bot.Reply{}, err
		}
		if !account && ref != "" && !strings.Contains(ref, "@") || !account && strings.HasPrefix(ref, "@") {
			wrong[f.ref] = textNobodyNamed.With(bot.Args{"typed": bot.Plain(clip(ref, 60))})
		}
		if !account && f.ref == "ref" {
			here = textNoAccountHere.With(bot.Args{"name": bot.Plain(nameOf(w))})
		}
		*f.who = w
	}
	if seat.Member.Zero() {
		wrong["name"] = textFillThis
	}
	from, okFrom := s.Values.Date("from", a.opt.Zone)
	until, okUntil := s.Values.Date("until", a.opt.Zone)
	if !okFrom {
		wrong["from"] = textBadDay
	}
	seat.From = committee.DayOf(from)
	if okUntil {
		if seat.Until = committee.DayOf(until); seat.Until < seat.From {
			wrong["until"] = textUntilBefore
		}
	}
	if sameWho(seat.Member, seat.Deputy) || !seat.Deputy.Zero() && refOf(seat.Deputy) == refOf(seat.Member) {
		wrong["deputy"] = textSameDeputy
	}
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	data, err := json.Marshal(sitting{Member: seat.Member, Deputy: seat.Deputy})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("seat: %w", err)
	}
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		raw := store.AgendaSeat{Committee: c.ID, Department: seat.Department, From: string(seat.From), Until: string(seat.Until), At: s.At, Name: s.From.Name, Data: data}
		seats, err := a.seats(tx)
		if err != nil {
			return err
		}
		was, _ := committee.Active(seats, a.opt.Directory, c.ID, seat.Department, seat.From)
		if err := tx.AddAgendaSeat(&raw); err != nil {
			return err
		}
		for _, in := range []struct {
			role     string
			who, was committee.Who
		}{{seatMember, seat.Member, was.Member}, {seatDeputy, seat.Deputy, was.Deputy}} {
			if in.who.Ref == "" || sameWho(in.who, in.was) {
				continue // nobody with an account here, or nobody new
			}
			extra := fmt.Sprintf("%s/%s/%s/%d", in.role, seat.Department, seat.From, raw.ID)
			if err := a.notify(tx, s.At, notice{What: noticeSeated, Committee: c.ID, Extra: extra, Who: in.who}); err != nil {
				return err
			}
		}
		return a.fill(tx, c, s.At)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	say := bot.Text(textSeatKept.With(bot.Args{"department": bot.Plain(seat.Department), "name": bot.Plain(nameOf(seat.Member)), "from": seat.From.Text()}))
	if here != nil {
		say = bot.Join(say, bot.Phrase{NL: " ", EN: " "}, here)
	}
	m, err := a.seatList(ctx, c, &s.Origin, say)
	return bot.Reply{Private: m}, err
}

// sameWho tells whether two names of seats mean one person.
func sameWho(x, y committee.Who) bool {
	return x.Ref != "" && strings.EqualFold(x.Ref, y.Ref) || x.Email != "" && strings.EqualFold(x.Email, y.Email)
}

// named is who a name and an account mean. A handle without a platform is one of
// the platform it was typed on.
func (a *Agenda) named(ctx context.Context, o *bot.Origin, name, ref string) (w committee.Who, account bool, err error) {
	w = committee.Who{Name: name}
	if ref == "" {
		return w, false, nil
	}
	full := ref
	switch {
	case strings.HasPrefix(ref, "@"):
		full = string(o.Platform) + ":" + strings.TrimPrefix(ref, "@")
	case strings.Contains(ref, ":"):
	case strings.Contains(ref, "@"):
		w.Email = ref
	default:
		full = string(o.Platform) + ":" + ref
	}
	id, u, err := a.opt.Router.Find(ctx, full)
	var no *bot.SendError
	switch {
	case errors.As(err, &no) && no.Reason == bot.NotFound:
		return w, false, nil
	case err != nil:
		return w, false, err
	case u.Inactive || u.Bot || u.Guest:
		return w, false, nil
	}
	w.Ref, w.Email = string(id.Platform)+":"+string(id.User), u.Email
	if w.Name == "" {
		w.Name = u.Name
	}
	return w, true, nil
}
