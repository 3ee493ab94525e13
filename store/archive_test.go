package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

const archived = "aic/2027-01-12"

// records stores a meeting with everything that belongs to it, an item of the
// same year that came on no agenda, and a draft.
func records(t *testing.T, s *Store) {
	t.Helper()
	at := time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)
	wrote(t, s, func(tx *Tx) error {
		if err := tx.AddAgendaMeeting(AgendaMeeting{ID: archived, Committee: "aic", Day: "2027-01-12", State: "held", Data: []byte("{}")}); err != nil {
			return err
		}
		for i, x := range []AgendaItem{
			{Number: "AIC-2027-001", State: "handled", Meeting: archived},
			{Number: "AIC-2027-002", State: "declined"},
			{State: "draft"},
		} {
			x.Committee, x.Kind, x.Created, x.Changed, x.Data = "aic", "topic", at, at, []byte(`{"topic":"x"}`)
			if err := tx.AddAgendaItem(&x); err != nil {
				return err
			}
			if err := tx.AddAgendaMove(&AgendaMove{Item: x.ID, At: at, Name: "Max", Action: "submit", Was: "draft", Became: "waiting"}); err != nil {
				return err
			}
			meeting := x.Meeting
			if err := tx.AddAgendaOutcome(&AgendaOutcome{Number: fmt.Sprintf("AIC-2027-B%02d", i), Committee: "aic", Kind: "decision", Meeting: meeting, Item: x.ID, Created: at, Data: []byte("{}")}); err != nil {
				return err
			}
		}
		for _, which := range []string{"agenda", "decisions"} {
			if err := tx.AddAgendaVersion(&AgendaVersion{Meeting: archived, List: which, Final: true, At: at, Data: []byte("{}")}); err != nil {
				return err
			}
		}
		return nil
	})
}

func wrote(t *testing.T, s *Store, fn func(*Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), "", fn); err != nil {
		t.Fatal(err)
	}
}

// counts says how many rows there are.
func counts(t *testing.T, s *Store) string {
	t.Helper()
	var all []string
	err := s.Read(t.Context(), func(r *Reader) error {
		for _, table := range []string{"item", "move", "outcome", "version", "meeting"} {
			var n int
			if err := r.QueryRow("SELECT count(*) FROM agenda_" + table).Scan(&n); err != nil {
				return err
			}
			all = append(all, fmt.Sprintf("%s %d", table, n))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, ", ")
}

const allThere = "item 3, move 3, outcome 3, version 2, meeting 1"

// Nothing of the records can be removed or changed before it was archived and
// that was confirmed, whatever a program tries.
func TestRecordsStay(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	records(t, s)
	at := time.Date(2027, 2, 1, 9, 0, 0, 0, time.UTC)
	try := func(when, sql string) {
		t.Helper()
		err := s.Write(t.Context(), "", func(tx *Tx) error { _, err := tx.Exec(sql); return err })
		if err == nil || !strings.Contains(err.Error(), "are records") && !strings.Contains(err.Error(), "FOREIGN KEY") {
			t.Errorf("%s: %s: %v", when, sql, err)
		}
	}
	tries := []string{
		"DELETE FROM agenda_item WHERE number = 'AIC-2027-001'", "DELETE FROM agenda_item WHERE number = 'AIC-2027-002'",
		"DELETE FROM agenda_move WHERE item IN (SELECT id FROM agenda_item WHERE number = 'AIC-2027-001')", "DELETE FROM agenda_move WHERE item IN (SELECT id FROM agenda_item WHERE number = 'AIC-2027-002')",
		"DELETE FROM agenda_outcome WHERE number = 'AIC-2027-B00'", "DELETE FROM agenda_outcome WHERE number = 'AIC-2027-B01'",
		"DELETE FROM agenda_version WHERE list = 'agenda'", "DELETE FROM agenda_version WHERE list = 'decisions'", "DELETE FROM agenda_meeting",
		"UPDATE agenda_version SET data = x'00'", "UPDATE agenda_move SET reason = 'x'", "UPDATE agenda_move SET at = 1", "UPDATE agenda_move SET action = 'x'", "UPDATE agenda_move SET item = 1", "UPDATE agenda_move SET was = 'x', became = 'x', holder = 'x'",
	}
	for _, sql := range tries {
		try("not archived", sql)
	}
	wrote(t, s, func(tx *Tx) error {
		for _, what := range []string{archived, "aic/2027"} {
			sum, err := AgendaRecords(tx, what)
			if err != nil {
				return err
			}
			if err := tx.SetAgendaArchive(AgendaArchive{What: what, At: at, Digest: strings.Repeat("a", 64), Records: sum}); err != nil {
				return err
			}
		}
		return nil
	})
	for _, sql := range tries {
		try("not confirmed", sql)
	}
	for _, what := range []string{archived, "aic/2027", "aic/2026", "naic/2027"} {
		err := s.Write(t.Context(), "", func(tx *Tx) error { _, err := tx.RemoveAgendaRecords(what); return err })
		if !errors.Is(err, ErrNotArchived) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := counts(t, s); got != allThere {
		t.Errorf("there are %s", got)
	}
}

func TestArchive(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	records(t, s)
	at := time.Date(2027, 2, 1, 9, 0, 0, 0, time.UTC)
	sum := strings.Repeat("ab", 32)
	keep := func(what, digest string) {
		wrote(t, s, func(tx *Tx) error {
			now, err := AgendaRecords(tx, what)
			if err != nil {
				return err
			}
			return tx.SetAgendaArchive(AgendaArchive{What: what, At: at, Digest: digest, Records: now})
		})
	}
	confirm := func(what, digest string) error {
		return s.Write(t.Context(), "", func(tx *Tx) error { return tx.ConfirmAgendaArchive(what, digest, at, "Sien Visser") })
	}
	of := func(what string) (x AgendaArchive) {
		t.Helper()
		if err := s.Read(t.Context(), func(r *Reader) (err error) { x, err = AgendaArchiveOf(r, what); return err }); err != nil {
			t.Fatal(err)
		}
		return x
	}
	if x := of(archived); x != (AgendaArchive{}) {
		t.Errorf("before there is one: %+v", x)
	}
	keep(archived, sum)
	if err := confirm(archived, strings.Repeat("cd", 32)); !errors.Is(err, ErrChanged) {
		t.Errorf("confirmed with another digest: %v", err)
	}
	if err := confirm(archived, sum); err != nil {
		t.Fatal(err)
	}
	if x := of(archived); x.Digest != sum || len(x.Records) != 64 || !x.Confirmed.Equal(at) || x.Name != "Sien Visser" {
		t.Errorf("it is %+v", x)
	}
	keep(archived, sum) // made once more, and the same
	if of(archived).Confirmed.IsZero() {
		t.Error("the same package has to be confirmed again")
	}
	// An item changes: what is in the package is not what is there.
	wrote(t, s, func(tx *Tx) error {
		x, err := AgendaItemByNumber(tx, "AIC-2027-001")
		if err != nil {
			return err
		}
		return tx.SetAgendaItem(&x)
	})
	remove := func(what string) (n int, err error) {
		err = s.Write(t.Context(), "", func(tx *Tx) error { n, err = tx.RemoveAgendaRecords(what); return err })
		return n, err
	}
	if _, err := remove(archived); !errors.Is(err, ErrNotArchived) {
		t.Errorf("what changed is removed: %v", err)
	}
	keep(archived, strings.Repeat("ef", 32))
	if x := of(archived); !x.Confirmed.IsZero() || x.Name != "" {
		t.Errorf("another package is confirmed: %+v", x)
	}
	if err := confirm(archived, strings.Repeat("ef", 32)); err != nil {
		t.Fatal(err)
	}
	if n, err := remove(archived); err != nil || n != 6 {
		t.Errorf("%d rows, %v", n, err)
	}
	if got := counts(t, s); got != "item 2, move 2, outcome 2, version 0, meeting 0" {
		t.Errorf("after the meeting was removed there are %s", got)
	}
	if of(archived).Digest == "" {
		t.Error("that there was a package is forgotten")
	}
	keep("aic/2027", sum)
	if err := confirm("aic/2027", sum); err != nil {
		t.Fatal(err)
	}
	if n, err := remove("aic/2027"); err != nil || n != 4 {
		t.Errorf("%d rows, %v", n, err)
	}
	if got := counts(t, s); got != "item 1, move 1, outcome 0, version 0, meeting 0" { // the draft
		t.Errorf("in the end there are %s", got)
	}
	err := s.Read(t.Context(), func(r *Reader) error {
		all, err := AgendaArchives(r, "aic")
		if len(all) != 2 || all[0].What != "aic/2027" || all[1].What != archived {
			t.Errorf("the packages are %+v", all)
		}
		if other, _ := AgendaArchives(r, "ai"); len(other) != 0 {
			t.Errorf("another committee has %+v", other)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
