package agenda

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// What is known about a person here, in the store.
const (
	knownDepartment = "department" // its code, or its code and an agency: "IenW/RWS"
	knownAway       = "away/"      // with the id of the committee: "2027-01-04/2027-01-15"
)

// sitting is what is stored of a seat that was decided in chat.
type sitting struct {
	Member committee.Who `json:"member"`
	Deputy committee.Who `json:"deputy,omitzero"`
}

// seats are those of the configuration with those that were decided in chat.
func (a *Agenda) seats(q store.Querier) ([]committee.Seat, error) {
	raw, err := store.AgendaSeats(q)
	if err != nil {
		return nil, err
	}
	var chat []committee.Seat
	for _, r := range raw {
		var who sitting
		if err := json.Unmarshal(r.Data, &who); err != nil {
			return nil, fmt.Errorf("seat %d: %w", r.ID, err)
		}
		chat = append(chat, committee.Seat{Committee: r.Committee, Department: r.Department, Member: who.Member, Deputy: who.Deputy,
			From: committee.Day(r.From), Until: committee.Day(r.Until)})
	}
	return committee.Merge(a.opt.Seats, chat), nil
}

// is tells whether a name of the configuration means who caused an event.
func is(w committee.Who, o *bot.Origin) bool {
	if o.From.Guest || o.From.Bot || o.From.Inactive || w.Zero() {
		return false
	}
	return w.Ref != "" && bot.Names(w.Ref, o.Platform, o.From) || w.Email != "" && o.From.Email != "" && strings.EqualFold(w.Email, o.From.Email)
}

// viewer is what somebody is to a committee now.
func (a *Agenda) viewer(q store.Querier, c committee.Committee, o *bot.Origin) (item.Viewer, error) {
	v := item.Viewer{Person: o.Person(), Email: o.From.Email, Guest: o.From.Guest,
		Secretary: a.isSecretary(c, o), Chair: is(c.Chair, o)}
	seats, err := a.seats(q)
	if err != nil {
		return v, err
	}
	today := a.today(o.At)
	for _, d := range a.departments(c) {
		seat, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, today)
		if ok && (is(seat.Member, o) || is(seat.Deputy, o)) {
			v.Departments = append(v.Departments, d.Code)
		}
	}
	return v, nil
}

// isSecretary tells whether somebody is the secretary of a committee: the one
// the configuration names, or anybody who has the role, which holds for every
// committee, so that a colleague can take over.
func (a *Agenda) isSecretary(c committee.Committee, o *bot.Origin) bool {
	return is(c.Secretary, o) || slices.Contains(o.Roles, bot.Secretary)
}

// withSecretary are committees that all have somebody to tell what nobody else
// decides: where one names no secretary, it is the first person who has that
// role. A group has the role, and cannot be told.
func withSecretary(all []committee.Committee, role []string) []committee.Committee {
	all = slices.Clone(all)
	for i := range all {
		for _, ref := range role {
			if s := &all[i].Secretary; s.Ref == "" && s.Email == "" && !strings.Contains(ref, ":@") {
				s.Ref = ref
				if s.Name == "" {
					s.Name = ref[strings.Index(ref, ":")+1:]
				}
			}
		}
	}
	return all
}

// departments are those with a seat in a committee.
func (a *Agenda) departments(c committee.Committee) []committee.Department {
	if len(c.Departments) == 0 {
		return a.opt.Directory.All()
	}
	var all []committee.Department
	for _, code := range c.Departments {
		if d, ok := a.opt.Directory.ByCode(code); ok {
			all = append(all, d)
		}
	}
	return all
}

// current is what the department of an item is called today.
func (a *Agenda) current(x *item.Item) string {
	if d, ok := a.opt.Directory.ByCode(x.Department); ok {
		return d.Code
	}
	return x.Department
}

// see returns an item as this person may see it; errNoItem, also when it is
// there and not for them. It is the one way to an item that people name.
func (a *Agenda) see(q store.Querier, c committee.Committee, o *bot.Origin, id int64) (*item.Item, item.Level, error) {
	x, err := load(q, id)
	if err != nil {
		return nil, item.Nothing, err
	}
	if x.Committee != c.ID {
		return nil, item.Nothing, errNoItem
	}
	v, err := a.viewer(q, c, o)
	if err != nil {
		return nil, item.Nothing, err
	}
	concept, final, err := a.published(q, x)
	if err != nil {
		return nil, item.Nothing, err
	}
	level := v.Of(x, a.current(x), final || concept && v.Member())
	y, ok := x.At(level)
	if !ok {
		return nil, item.Nothing, errNoItem
	}
	return &y, level, nil
}

// decides returns an item that this person decides on now: as the member or
// deputy of its department, or as secretary. It is whole, to be changed and
// stored; others hear that there is none.
func (a *Agenda) decides(q store.Querier, c committee.Committee, o *bot.Origin, id int64) (*item.Item, error) {
	_, level, err := a.see(q, c, o, id)
	if err != nil {
		return nil, err
	}
	if level != item.Department && level != item.Everything {
		return nil, errNoItem
	}
	v, err := a.viewer(q, c, o)
	if err != nil {
		return nil, err
	}
	x, err := load(q, id)
	if err == nil && level == item.Everything && !v.Secretary && !slices.Contains(v.Departments, a.current(x)) {
		return nil, errNoItem // the chair reads, and does not decide
	}
	return x, err
}

// own returns an item that this person brought, whole.
func (a *Agenda) own(q store.Querier, o *bot.Origin, id int64) (*item.Item, error) {
	x, err := load(q, id)
	if err != nil {
		return nil, err
	}
	if !broughtBy(x, o) {
		return nil, errNoItem
	}
	return x, nil
}

// away tells until when somebody of a seat is away; "" when they are there.
func (a *Agenda) away(q store.Querier, c committee.Committee, w committee.Who, on committee.Day) (committee.Day, error) {
	all, err := store.AgendaKnownAll(q, knownAway+c.ID)
	if err != nil {
		return "", err
	}
	for who, days := range all {
		// An absence is kept under the seat's own name for somebody, so that it
		// also holds for whoever has no account here.
		_, ref, _ := strings.Cut(who, "/")
		if !strings.EqualFold(ref, refOf(w)) {
			continue
		}
		from, until, _ := strings.Cut(days, "/")
		if committee.Day(from) <= on && on <= committee.Day(until) {
			return committee.Day(until), nil
		}
	}
	return "", nil
}

// refOf is the name under which the absence of somebody of a seat is kept: the
// platform column is "seat", the person column is this.
func refOf(w committee.Who) string {
	for _, s := range []string{w.Ref, w.Email, w.Name} {
		if s != "" {
			return strings.ToLower(s)
		}
	}
	return ""
}

// holderOf is who gets an item of a department now: its member, the deputy when
// the member is away or has no account any more, else the secretary.
func (a *Agenda) holderOf(q store.Querier, c committee.Committee, x *item.Item, at time.Time) (item.Holder, committee.Who, error) {
	seats, err := a.seats(q)
	if err != nil {
		return "", committee.Who{}, err
	}
	today := a.today(at)
	seat, ok := committee.Active(seats, a.opt.Directory, c.ID, a.current(x), today)
	if !ok || x.Department == "" {
		return item.Secretary, c.Secretary, nil
	}
	for _, try := range []struct {
		h item.Holder
		w committee.Who
	}{{item.Member, seat.Member}, {item.Deputy, seat.Deputy}} {
		if try.w.Zero() {
			continue
		}
		until, err := a.away(q, c, try.w, today)
		if err != nil {
			return "", committee.Who{}, err
		}
		gone, err := store.AgendaKnown(q, "seat", refOf(try.w), knownGone+c.ID)
		if err != nil {
			return "", committee.Who{}, err
		}
		if until == "" && gone == "" {
			return try.h, try.w, nil
		}
	}
	return item.Secretary, c.Secretary, nil
}

// A keeping tells who has what waits in a committee, from the seats of one
// moment: they are read once, however much waits.
type keeping struct {
	a     *Agenda
	c     committee.Committee
	seats []committee.Seat
	on    committee.Day
}

func (a *Agenda) keeping(q store.Querier, c committee.Committee, at time.Time) (keeping, error) {
	seats, err := a.seats(q)
	return keeping{a, c, seats, a.today(at)}, err
}

// who has an item that waits.
func (k keeping) who(x *item.Item) committee.Who {
	if x.Holder == item.Secretary {
		return k.c.Secretary
	}
	seat, ok := committee.Active(k.seats, k.a.opt.Directory, k.c.ID, k.a.current(x), k.on)
	switch {
	case !ok:
		return k.c.Secretary
	case x.Holder == item.Deputy && !seat.Deputy.Zero():
		return seat.Deputy
	}
	return seat.Member
}

// holds is who has one item that waits.
func (a *Agenda) holds(q store.Querier, c committee.Committee, x *item.Item, at time.Time) (committee.Who, error) {
	k, err := a.keeping(q, c, at)
	if err != nil {
		return committee.Who{}, err
	}
	return k.who(x), nil
}
