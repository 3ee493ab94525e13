package agenda

import (
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

func TestParseAway(t *testing.T) {
	const today = committee.Day("2026-12-10") // a Thursday
	for _, c := range []struct {
		in          string
		from, until committee.Day
	}{
		{"t/m 15 januari", "2026-12-10", "2027-01-15"},
		{"T/M 15 januari.", "2026-12-10", "2027-01-15"},
		{"tot en met 15 januari 2027", "2026-12-10", "2027-01-15"},
		{"tot 15 januari", "2026-12-10", "2027-01-14"},
		{"until 15 January", "2026-12-10", "2027-01-15"},
		{"van 4 januari t/m 15 januari", "2027-01-04", "2027-01-15"},
		{"van 4 t/m 15 januari", "2027-01-04", "2027-01-15"},
		{"from 4 January to 15 January", "2027-01-04", "2027-01-15"},
		{"4 januari - 15 januari", "2027-01-04", "2027-01-15"},
		{"van 20 december t/m 4 januari", "2026-12-20", "2027-01-04"},
		{"2026-12-20 t/m 2027-01-04", "2026-12-20", "2027-01-04"},
		{"vandaag", "2026-12-10", "2026-12-10"},
		{"morgen", "2026-12-11", "2026-12-11"},
		{"ben op 15 januari", "2027-01-15", "2027-01-15"},
		{"t/m morgen", "2026-12-10", "2026-12-11"},
		{"2027-01-15 t/m 2027-01-04", "2027-01-15", "2027-01-04"}, // turned round: said by wrongAway
	} {
		from, until, ok := parseAway(c.in, today)
		if !ok || from != c.from || until != c.until {
			t.Errorf("%q: %s/%s %v, want %s/%s", c.in, from, until, ok, c.from, c.until)
		}
	}
	for _, s := range []string{"", "t/m", "volgende keer", "van t/m", "t/m 31 februari", "tot nooit", "<b>", "van 4 januari t/m gisteren of zo"} {
		if from, until, ok := parseAway(s, today); ok {
			t.Errorf("%q is read as %s/%s", s, from, until)
		}
	}
}

func FuzzParseAway(f *testing.F) {
	for _, s := range []string{"t/m 15 januari", "van 4 t/m 15 januari", "tot en met", " - ", "van van van 4", "9999-12-31 t/m 0000-01-01", "tot 1 januari"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		from, until, ok := parseAway(s, "2026-12-10")
		if !ok {
			return
		}
		for _, d := range []committee.Day{from, until} {
			if _, real := committee.ParseDay(string(d)); !real {
				t.Errorf("%q gives %q, which is no day", s, d)
			}
		}
	})
}

func TestWrongAway(t *testing.T) {
	a := &Agenda{}
	const today = committee.Day("2026-12-10")
	for _, c := range []struct {
		from, until committee.Day
		wrong       bool
	}{
		{"2026-12-10", "2026-12-10", false}, {"2026-12-01", "2026-12-10", false}, {"2026-12-10", "2027-12-11", false},
		{"2026-12-11", "2026-12-10", true}, {"2026-12-01", "2026-12-09", true}, {"2026-12-10", "2027-12-12", true},
	} {
		if got := a.wrongAway(c.from, c.until, today) != nil; got != c.wrong {
			t.Errorf("%s/%s: wrong %v", c.from, c.until, got)
		}
	}
}

func TestAbsenceIsMineToSeeAndErase(t *testing.T) {
	d := newDesk(t, "aic", "naic")
	o := d.by("max")
	if _, err := d.goAway(t.Context(), d.opt.Committees[0], &o, "", "2026-11-23", "2026-12-04"); err != nil {
		t.Fatal(err)
	}
	mine := func() (n int) {
		t.Helper()
		all, err := d.Mine(t.Context(), &o)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range all {
			if strings.Contains(line.In(bot.NL, bot.Literal), "vrijdag 4 december 2026") {
				n++
			}
		}
		return n
	}
	if n := mine(); n != 2 {
		t.Errorf("%d committees say that Max is away", n)
	}
	done, _, _, err := d.Erase(t.Context(), &o)
	if err != nil || len(done) != 1 || mine() != 0 {
		t.Errorf("%v %v, and still %d", done, err, mine())
	}
	// Days that are over are forgotten by themselves.
	o = d.by("max")
	if _, err := d.goAway(t.Context(), d.opt.Committees[0], &o, "", "2026-11-23", "2026-11-24"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day  committee.Day
		want int
	}{{"2026-11-24", 1}, {"2026-11-25", 0}} {
		var all map[string]string
		d.write(func(tx *store.Tx) (err error) {
			if err := d.forgetAbsences(tx, d.opt.Committees[0], c.day); err != nil {
				return err
			}
			all, err = store.AgendaKnownAll(tx, knownAway+"aic")
			return err
		})
		if len(all) != c.want {
			t.Errorf("on %s: %v", c.day, all)
		}
	}
}

// The secretary names one person: somebody whose name begins the same is not away.
func TestAwayByTheWholeName(t *testing.T) {
	d := newDesk(t)
	d.opt.Seats = append(d.opt.Seats,
		committee.Seat{Committee: "aic", Department: "BZ", Member: committee.Who{Name: "Anna", Email: "anna@minbuza.nl"}, From: "2026-01-01"},
		committee.Seat{Committee: "aic", Department: "AZ", Member: committee.Who{Name: "Anna Bos", Email: "a.bos@minaz.nl"}, From: "2026-01-01"})
	c := d.opt.Committees[0]
	for text, want := range map[string][2]bool{"Anna Bos t/m 15 december": {false, true}, "Anna t/m 15 december": {true, false}} {
		if _, err := d.typedAway(t.Context(), c, &bot.Command{Origin: d.by("sien"), Text: text}); err != nil {
			t.Fatal(err)
		}
		var got [2]bool
		d.write(func(tx *store.Tx) error {
			for i, ref := range []string{"anna@minbuza.nl", "a.bos@minaz.nl"} {
				days, err := store.AgendaKnown(tx, "seat", ref, knownAway+"aic")
				if err != nil {
					return err
				}
				got[i] = days != ""
				if err := tx.SetAgendaKnown("seat", ref, knownAway+"aic", ""); err != nil {
					return err
				}
			}
			return nil
		})
		if got != want {
			t.Errorf("%s: %v are away, want %v", text, got, want)
		}
	}
}
