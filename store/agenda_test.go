package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var meetingDay = time.Date(2027, 1, 12, 8, 0, 0, 0, time.UTC)

// someItem is an item with something in every column.
func someItem() AgendaItem {
	return AgendaItem{Committee: "aic", Kind: "topic", State: "waiting", Holder: "member", Department: "FIN", Platform: "web", Person: "alice",
		Created: meetingDay, Waits: meetingDay, Changed: meetingDay, Data: []byte(`{"topic":"x"}`)}
}

func addItem(t *testing.T, s *Store, x AgendaItem) AgendaItem {
	t.Helper()
	wrote(t, s, func(tx *Tx) error { return tx.AddAgendaItem(&x) })
	return x
}

func TestAnAgendaItemComesBackAsItWasStored(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	x := someItem()
	x.Number, x.Meeting = "AIC-2027-001", "aic/2027-01-12"
	x = addItem(t, s, x)
	x.State, x.Holder, x.Waits, x.Data = "passed", "", time.Time{}, []byte(`{"topic":"y"}`)
	wrote(t, s, func(tx *Tx) error { return tx.SetAgendaItem(&x) })
	if x.Rev != 2 {
		t.Errorf("after one change the item has revision %d", x.Rev)
	}
	same := func(y AgendaItem, err error) {
		t.Helper()
		if err != nil || fmt.Sprintf("%+v", y) != fmt.Sprintf("%+v", x) {
			t.Errorf("there is %+v (%v), want %+v", y, err, x)
		}
	}
	_ = s.Read(t.Context(), func(r *Reader) error {
		same(AgendaItemByID(r, x.ID))
		same(AgendaItemByNumber(r, x.Number))
		for _, f := range []func() ([]AgendaItem, error){
			func() ([]AgendaItem, error) { return AgendaItemsIn(r, "aic", 10, "waiting", "passed") },
			func() ([]AgendaItem, error) { return AgendaItemsOf(r, "web", "alice", 10) },
			func() ([]AgendaItem, error) { return AgendaItemsAt(r, x.Meeting) },
		} {
			all, err := f()
			if err != nil || len(all) != 1 {
				t.Fatalf("%d items: %v", len(all), err)
			}
			same(all[0], nil)
		}
		if _, err := AgendaItemByNumber(r, ""); !errors.Is(err, ErrNoRows) {
			t.Errorf("the item without a number: %v", err)
		}
		if _, err := AgendaItemByID(r, x.ID+1); !errors.Is(err, ErrNoRows) {
			t.Errorf("no item: %v", err)
		}
		return nil
	})
}

// TestADraftIsNoRecord: only a draft can be dropped, and forgetting somebody
// takes their drafts and leaves what they sent.
func TestADraftIsNoRecord(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	sent := addItem(t, s, someItem())
	draft := someItem()
	draft.State, draft.Holder = "draft", ""
	first, second := addItem(t, s, draft), addItem(t, s, draft)
	other := draft
	other.Person = "bob"
	other = addItem(t, s, other)
	wrote(t, s, func(tx *Tx) error {
		for _, id := range []int64{sent.ID, first.ID} {
			if err := tx.DropAgendaDraft(id); err != nil {
				return err
			}
		}
		for _, k := range []string{"department", "away/aic"} {
			if err := tx.SetAgendaKnown("web", "alice", k, "FIN"); err != nil {
				return err
			}
		}
		return tx.SetAgendaKnown("web", "bob", "department", "VWS")
	})
	there := func() (ids []int64) {
		for _, who := range []string{"alice", "bob"} {
			all := look(t, s, func(q Querier) ([]AgendaItem, error) { return AgendaItemsOf(q, "web", who, 10) })
			for _, x := range all {
				ids = append(ids, x.ID)
			}
		}
		slices.Sort(ids)
		return ids
	}
	if got, want := there(), []int64{sent.ID, second.ID, other.ID}; !slices.Equal(got, want) {
		t.Errorf("there are %v, want %v", got, want)
	}
	wrote(t, s, func(tx *Tx) error { return tx.EraseAgendaPerson("web", "alice") })
	if got, want := there(), []int64{sent.ID, other.ID}; !slices.Equal(got, want) {
		t.Errorf("after erasing there are %v, want %v", got, want)
	}
	known := look(t, s, func(q Querier) (map[string]string, error) { return AgendaKnownAll(q, "department") })
	if len(known) != 1 || known["web/bob"] != "VWS" {
		t.Errorf("known is %v", known)
	}
}

// TestEveryColumnOfARecordStays tries to change each part of a move and of a
// version by itself. Names, and who somebody was, can be taken out of a move.
func TestEveryColumnOfARecordStays(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	records(t, s)
	for table, columns := range map[string][]string{
		"agenda_move":    {"item", "at", "action", "was", "became", "holder", "reason"},
		"agenda_version": {"meeting", "list", "number", "final", "at", "name", "data"},
	} {
		for _, c := range columns {
			err := s.Write(t.Context(), "", func(tx *Tx) error {
				_, err := tx.Exec("UPDATE " + table + " SET " + c + " = " + c)
				return err
			})
			if err == nil || !strings.Contains(err.Error(), "are records") {
				t.Errorf("%s.%s can be changed: %v", table, c, err)
			}
		}
	}
	wrote(t, s, func(tx *Tx) error {
		n, err := tx.Exec("UPDATE agenda_move SET platform = '', person = '', name = '', behalf = ''")
		if err == nil && n != 3 {
			t.Errorf("names were taken out of %d moves", n)
		}
		return err
	})
	wrote(t, s, func(tx *Tx) error { // a draft takes its moves with it
		_, err := tx.Exec("DELETE FROM agenda_move WHERE item IN (SELECT id FROM agenda_item WHERE state = 'draft')")
		if err == nil {
			_, err = tx.Exec("DELETE FROM agenda_item WHERE state = 'draft'")
		}
		return err
	})
	if got, want := counts(t, s), "item 2, move 2, outcome 3, version 2, meeting 1"; got != want {
		t.Errorf("there are %s, want %s", got, want)
	}
}

// TestNumbersHaveNoGaps lets many people take numbers at once, some of whom go
// back on it: every number is given once, and none is left out.
func TestNumbersHaveNoGaps(t *testing.T) {
	const people, each = 8, 30
	s := open(t, Options{Clock: newClock()})
	back := errors.New("not after all")
	var mu sync.Mutex
	given := map[string][]int{}
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			for i := range each {
				series := fmt.Sprintf("item/%d", 2026+p%2)
				goesBack := (i+p)%3 == 0
				var n int
				err := s.Write(t.Context(), "", func(tx *Tx) (err error) {
					if n, err = tx.NextAgendaNumber("aic", series); err != nil {
						return err
					}
					x := someItem()
					x.Number = fmt.Sprintf("AIC-%s-%03d", series, n)
					if err := tx.AddAgendaItem(&x); err != nil {
						return err
					}
					if goesBack {
						return back
					}
					return nil
				})
				switch {
				case goesBack && errors.Is(err, back):
				case err != nil || goesBack:
					t.Errorf("a number: %v", err)
				default:
					mu.Lock()
					given[series] = append(given[series], n)
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	if len(given) != 2 {
		t.Fatalf("numbers in %d series", len(given))
	}
	for series, numbers := range given {
		slices.Sort(numbers)
		for i, n := range numbers {
			if n != i+1 {
				t.Fatalf("%s has %v", series, numbers)
			}
		}
	}
	wrote(t, s, func(tx *Tx) error { // another committee and another year count for themselves
		for _, c := range [][2]string{{"naic", "item/2026"}, {"aic", "item/2028"}, {"aic", "decision/2026"}} {
			if n, err := tx.NextAgendaNumber(c[0], c[1]); n != 1 || err != nil {
				t.Errorf("%v begins at %d (%v)", c, n, err)
			}
		}
		return nil
	})
	x := someItem()
	x.Number = "AIC-item/2026-001"
	if err := s.Write(t.Context(), "", func(tx *Tx) error { return tx.AddAgendaItem(&x) }); err == nil {
		t.Error("one number is given to two items")
	}
}

func TestVersionsCountPerListWithoutGaps(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	wrote(t, s, func(tx *Tx) error {
		return tx.AddAgendaMeeting(AgendaMeeting{ID: "aic/2027-01-12", Committee: "aic", Day: "2027-01-12", State: "planned", Data: []byte("{}")})
	})
	var mu sync.Mutex
	var numbers []int
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			v := AgendaVersion{Meeting: "aic/2027-01-12", List: "agenda", At: meetingDay, Name: "Sien", Data: []byte("{}")}
			if err := s.Write(t.Context(), "", func(tx *Tx) error { return tx.AddAgendaVersion(&v) }); err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			numbers = append(numbers, v.Number)
		})
	}
	all.Wait()
	slices.Sort(numbers)
	if want := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}; !slices.Equal(numbers, want) {
		t.Errorf("versions are %v", numbers)
	}
	v := AgendaVersion{Meeting: "aic/2027-01-12", List: "decisions", At: meetingDay, Data: []byte("{}")}
	wrote(t, s, func(tx *Tx) error { return tx.AddAgendaVersion(&v) })
	if v.Number != 1 {
		t.Errorf("the first decision list is version %d", v.Number)
	}
}

// TestTwoWritersOfTheSame: of two who read the same and both write, one is
// refused, and what the other wrote is there.
func TestTwoWritersOfTheSame(t *testing.T) {
	s := open(t, Options{Clock: newClock()})
	x := addItem(t, s, someItem())
	m := AgendaMeeting{ID: "aic/2027-01-12", Committee: "aic", Day: "2027-01-12", State: "planned", Rev: 1, Data: []byte("{}")}
	o := AgendaOutcome{Number: "AIC-2027-A01", Committee: "aic", Kind: "action", Created: meetingDay, Data: []byte("{}")}
	wrote(t, s, func(tx *Tx) error { return errors.Join(tx.AddAgendaMeeting(m), tx.AddAgendaOutcome(&o)) })
	for what, write := range map[string]func(tx *Tx, text string) error{
		"an item":    func(tx *Tx, text string) error { y := x; y.Data = []byte(text); return tx.SetAgendaItem(&y) },
		"a meeting":  func(tx *Tx, text string) error { y := m; y.Data = []byte(text); return tx.SetAgendaMeeting(&y) },
		"an outcome": func(tx *Tx, text string) error { y := o; y.Data = []byte(text); return tx.SetAgendaOutcome(&y) },
	} {
		var mu sync.Mutex
		won, lost := "", 0
		var all sync.WaitGroup
		for i := range 6 {
			all.Go(func() {
				text := fmt.Sprintf(`{"by":%d}`, i)
				err := s.Write(t.Context(), "", func(tx *Tx) error { return write(tx, text) })
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil && won == "":
					won = text
				case errors.Is(err, ErrChanged):
					lost++
				default:
					t.Errorf("%s: %v, after %q", what, err, won)
				}
			})
		}
		all.Wait()
		var data []byte
		switch what {
		case "an item":
			data = look(t, s, func(q Querier) (AgendaItem, error) { return AgendaItemByID(q, x.ID) }).Data
		case "a meeting":
			data = look(t, s, func(q Querier) (AgendaMeeting, error) { return AgendaMeetingByID(q, m.ID) }).Data
		default:
			data = look(t, s, func(q Querier) (AgendaOutcome, error) { return AgendaOutcomeByNumber(q, o.Number) }).Data
		}
		if lost != 5 || string(data) != won {
			t.Errorf("%s: %d were refused, %q won and %q is there", what, lost, won, data)
		}
	}
}

// asked remembers the queries that go through it.
type asked struct {
	Querier
	queries map[string]string
	now     string
}

func (a *asked) Query(query string, args ...any) (*Rows, error) {
	a.queries[a.now] = query
	return a.Querier.Query(query, args...)
}

func (a *asked) QueryRow(query string, args ...any) *Row {
	a.queries[a.now] = query
	return a.Querier.QueryRow(query, args...)
}

// TestTheAgendaIsFoundByAnIndex: with years of items, nothing that people wait
// for reads all of them. Seats and packages are few, and always read whole.
func TestTheAgendaIsFoundByAnIndex(t *testing.T) {
	s := open(t, Options{})
	queries := map[string]string{
		"set item": sqlSetAgendaItem, "drop draft": sqlDropAgendaDraft,
		"erase drafts":   "DELETE FROM agenda_item WHERE platform = $1 AND person = $2 AND state = 'draft'",
		"remove items":   "DELETE FROM agenda_item WHERE state <> 'draft' AND meeting = $1 AND meeting <> ''",
		"remove moves":   "DELETE FROM agenda_move WHERE item IN (SELECT id FROM agenda_item WHERE state <> 'draft' AND meeting = $1 AND meeting <> '')",
		"remove version": "DELETE FROM agenda_version WHERE meeting = $1",
		"set meeting":    "UPDATE agenda_meeting SET day = $1 WHERE id = $2 AND rev = $3",
		"set outcome":    "UPDATE agenda_outcome SET done = $1 WHERE id = $2 AND rev = $3",
	}
	err := s.Read(t.Context(), func(r *Reader) error {
		q := &asked{Querier: r, queries: queries}
		for name, f := range map[string]func() error{
			"item":            func() error { _, err := AgendaItemByID(q, 1); return err },
			"number":          func() error { _, err := AgendaItemByNumber(q, "x"); return err },
			"in":              func() error { _, err := AgendaItemsIn(q, "aic", 10, "waiting", "asked"); return err },
			"of":              func() error { _, err := AgendaItemsOf(q, "web", "alice", 10); return err },
			"at":              func() error { _, err := AgendaItemsAt(q, "aic/2027-01-12"); return err },
			"for a meeting":   func() error { _, err := AgendaItemsFor(q, "aic/2027-01-12"); return err },
			"for a year":      func() error { _, err := AgendaItemsFor(q, "aic/2027"); return err },
			"moves":           func() error { _, err := AgendaMoves(q, 1); return err },
			"meeting":         func() error { _, err := AgendaMeetingByID(q, "x"); return err },
			"from":            func() error { _, err := AgendaMeetingsFrom(q, "aic", "2027-01-12", 10); return err },
			"before":          func() error { _, err := AgendaMeetingsBefore(q, "aic", "2027-01-12", 10); return err },
			"versions":        func() error { _, err := AgendaVersions(q, "aic/2027-01-12", "agenda"); return err },
			"outcome":         func() error { _, err := AgendaOutcomeByNumber(q, "x"); return err },
			"outcomes":        func() error { _, err := AgendaOutcomes(q, "aic", "action", true, 10); return err },
			"outcomes at":     func() error { _, err := AgendaOutcomesAt(q, "aic/2027-01-12"); return err },
			"outcomes of":     func() error { _, err := AgendaOutcomesOf(q, 1); return err },
			"outcomes a year": func() error { _, err := AgendaOutcomesFor(q, "aic/2027"); return err },
			"archive":         func() error { _, err := AgendaArchiveOf(q, "x"); return err },
			"known":           func() error { _, err := AgendaKnown(q, "web", "alice", "department"); return err },
			"known of all":    func() error { _, err := AgendaKnownAll(q, "away/aic"); return err },
		} {
			q.now = name
			if err := f(); err != nil && !errors.Is(err, ErrNoRows) {
				return fmt.Errorf("%s: %w", name, err)
			}
			if queries[name] == "" {
				t.Errorf("%s asks nothing", name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, steps := range plansOf(t, s, queries) {
		for _, step := range steps {
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "CONSTANT") {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// plansOf says how SQLite would answer queries.
func plansOf(t *testing.T, s *Store, queries map[string]string) map[string][]string {
	t.Helper()
	c, err := connect(t.Context(), s.path, toMaintain)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	plans := map[string][]string{}
	for name, query := range queries {
		ses := &session{c: c, own: true}
		var args []any
		for i := 1; strings.Contains(query, fmt.Sprintf("$%d", i)); i++ {
			args = append(args, 1)
		}
		rows, err := ses.query("EXPLAIN QUERY PLAN "+query, args)
		if err != nil {
			t.Fatal(name, err)
		}
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			plans[name] = append(plans[name], step)
		}
		if err := rows.Err(); err != nil {
			t.Error(name, err)
		}
		ses.end(ErrClosed)
	}
	return plans
}
