package committee

import (
	"fmt"
	"slices"
	"strings"
)

// Who is somebody who was named in a configuration or in chat.
type Who struct {
	Ref   string // "mattermost:max", "slack:U01", "web:max" or an e-mail address; "" when without an account here
	Name  string // as people know them; may be empty when Ref is not
	Email string
}

// Zero tells whether nobody was named.
func (w Who) Zero() bool { return w == Who{} }

func (w Who) String() string {
	for _, s := range []string{w.Name, w.Ref, w.Email} {
		if s != "" {
			return s
		}
	}
	return "nobody"
}

// same tells whether two names mean one person.
func (w Who) same(o Who) bool {
	switch {
	case w.Zero() || o.Zero():
		return false
	case w.Ref != "" && (strings.EqualFold(w.Ref, o.Ref) || strings.EqualFold(w.Ref, o.Email)):
		return true
	case w.Email != "" && (strings.EqualFold(w.Email, o.Email) || strings.EqualFold(w.Email, o.Ref)):
		return true
	}
	return w.Ref == "" && o.Ref == "" && w.Email == "" && o.Email == "" && strings.EqualFold(w.Name, o.Name)
}

// A Seat is who sits in a committee for a department, and when.
type Seat struct {
	Committee, Department string // the id of one and the code of the other
	Member, Deputy        Who    // Deputy may be nobody
	From, Until           Day    // both days included; "" is open
}

// on tells whether a seat is taken on a day.
func (s Seat) on(d Day) bool { return s.From <= d && (s.Until == "" || d <= s.Until) }

// days are its days in words for who configures it.
func (s Seat) days() string {
	switch {
	case s.From == "" && s.Until == "":
		return "always"
	case s.Until == "":
		return "from " + string(s.From)
	case s.From == "":
		return "until " + string(s.Until)
	}
	return string(s.From) + " to " + string(s.Until)
}

func (s Seat) overlaps(o Seat) bool {
	return (s.Until == "" || o.From <= s.Until) && (o.Until == "" || s.From <= o.Until)
}

// CheckSeats says everything that is wrong with seats, in the order they are in:
// a committee or department that there is not, days that are none or in the wrong
// order, nobody in a seat, a deputy who is the member, and two seats of one
// department at one time. A nil directory knows no departments.
func CheckSeats(d *Directory, committees []string, seats []Seat) (problems []error) {
	wrong := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	for i, s := range seats {
		name := fmt.Sprintf("seat %d (%s in %s)", i+1, orNone(s.Department), orNone(s.Committee))
		if !slices.ContainsFunc(committees, func(c string) bool { return strings.EqualFold(c, s.Committee) }) {
			wrong("%s: there is no committee %q: %s", name, s.Committee, thereAre("committees", committees))
		}
		if _, ok := d.ByCode(s.Department); !ok {
			wrong("%s: there is no department %q: %s", name, s.Department, thereAre("departments", d.codes()))
		}
		usable := true
		for _, day := range []struct {
			key string
			d   Day
		}{{"from", s.From}, {"until", s.Until}} {
			if _, ok := day.d.date(); !ok && day.d != "" {
				wrong("%s: %s is %q: write the day as 2027-01-12", name, day.key, string(day.d))
				usable = false
			}
		}
		if usable && s.From != "" && s.Until != "" && s.Until < s.From {
			wrong("%s: until (%s) is before from (%s)", name, s.Until, s.From)
			usable = false
		}
		if s.Member.Zero() {
			wrong("%s: nobody sits in it: name a person, or take the seat out", name)
		}
		if s.Member.same(s.Deputy) {
			wrong("%s: %s is member and deputy: name somebody else as deputy, or nobody", name, s.Member)
		}
		if !usable {
			continue
		}
		for j, o := range seats[:i] {
			if strings.EqualFold(o.Committee, s.Committee) && d.seatKey(o.Department) == d.seatKey(s.Department) && s.overlaps(o) && (o.Until == "" || o.From <= o.Until) {
				wrong("%s: %s (%s) sits there at the same time as %s (%s, seat %d): let one end before the other begins", name, s.Member, s.days(), o.Member, o.days(), j+1)
			}
		}
	}
	return problems
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func thereAre(what string, all []string) string {
	if len(all) == 0 {
		return "there are no " + what
	}
	return "the " + what + " are " + strings.Join(all, ", ")
}

// Merge is the seats of the configuration with those that were decided in chat,
// which win from the day they begin. A seat of the configuration that began
// before, or on the same day, ends the day before, and does not come back when
// the one of chat ends: so a seat can be ended in chat. One that begins while the
// one of chat lasts begins the day after it.
func Merge(file, chat []Seat) []Seat {
	all := make([]Seat, 0, len(file)+len(chat))
	for _, s := range file {
		kept := true
		for _, c := range chat {
			if !strings.EqualFold(s.Committee, c.Committee) || codeKey(s.Department) != codeKey(c.Department) {
				continue
			}
			switch {
			case s.From <= c.From && c.From == "":
				kept = false
			case s.From <= c.From:
				if s.Until == "" || s.Until >= c.From {
					s.Until = c.From.Add(-1)
				}
			case c.Until == "":
				kept = false
			case s.From <= c.Until:
				s.From = c.Until.Add(1)
			}
			if kept = kept && (s.Until == "" || s.From <= s.Until); !kept {
				break
			}
		}
		if kept {
			all = append(all, s)
		}
	}
	return append(all, chat...)
}

// Active is the seat of a department in a committee on a day. Where a department
// never had a seat of its own that began, those of the departments that were
// merged into it count. Of several the one that began last wins, and of those
// the last one in the list.
func Active(seats []Seat, d *Directory, committee, department string, on Day) (Seat, bool) {
	own, former := map[string]bool{codeKey(department): true}, map[string]bool{}
	if x, ok := d.ByCode(department); ok {
		own = map[string]bool{codeKey(x.Code): true}
		for _, s := range x.Also {
			own[codeKey(s)] = true
		}
		for _, s := range x.Former {
			former[codeKey(s)] = true
		}
	}
	var best Seat
	began, found := false, false
	for _, of := range []map[string]bool{own, former} {
		for _, s := range seats {
			if !strings.EqualFold(s.Committee, committee) || !of[codeKey(s.Department)] {
				continue
			}
			began = began || s.From <= on
			if s.on(on) && (!found || s.From >= best.From) {
				best, found = s, true
			}
		}
		if began {
			break
		}
	}
	return best, found
}

// Vacant are the departments of a committee that nobody sits for on a day, or
// whose seat ends within c.Warn working days (Dutch holidays) without somebody
// who follows at once. By code.
func Vacant(seats []Seat, d *Directory, c Committee, on Day) (vacant []Department) {
	horizon := on
	if c.Warn > 0 {
		horizon = Calendar{}.Shift(on, c.Warn)
	}
	for _, x := range c.Seated(d) {
		for day := on; ; {
			s, ok := Active(seats, d, c.ID, x.Code, day)
			if !ok {
				vacant = append(vacant, x)
				break
			}
			next := s.Until.Add(1)
			if s.Until == "" || s.Until > horizon || next <= day {
				break
			}
			day = next
		}
	}
	return vacant
}
