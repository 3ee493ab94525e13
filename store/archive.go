package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"strings"
	"time"
)

// An AgendaArchive says that the records of a meeting, or of what came on no
// agenda in a year, were written to an archive package.
type AgendaArchive struct {
	What   string // "aic/2027-01-12", or "aic/2027"
	At     time.Time
	Digest string // SHA-256 of the package, hexadecimal
	// Records is SHA-256 over the records that are in it: AgendaRecords gives
	// another one when something changed since.
	Records   string
	Confirmed time.Time // when somebody said that it was taken into the records system
	Name      string    // who said so
}

// ErrNotArchived says that records may not be removed: they are in no package,
// that was not confirmed, or they changed since.
var ErrNotArchived = errors.New("the records were not archived")

func scanAgendaArchive(row interface{ Scan(...any) error }) (x AgendaArchive, err error) {
	var at, confirmed int64
	err = row.Scan(&x.What, &at, &x.Digest, &confirmed, &x.Name)
	x.At, x.Confirmed = timeOf(at), timeOf(confirmed)
	x.Digest, x.Records, _ = strings.Cut(x.Digest, "/")
	return x, err
}

// AgendaArchiveOf returns what is known of one package; zero when there is none.
func AgendaArchiveOf(q Querier, what string) (AgendaArchive, error) {
	x, err := scanAgendaArchive(q.QueryRow("SELECT what, at, digest, confirmed, name FROM agenda_archive WHERE what = $1", what))
	if errors.Is(err, ErrNoRows) {
		return AgendaArchive{}, nil
	}
	if err != nil {
		return x, fmt.Errorf("archive: %w", err)
	}
	return x, nil
}

// AgendaArchives returns the packages of a committee, in the order of their names.
func AgendaArchives(q Querier, committee string) ([]AgendaArchive, error) {
	return list(q, "archives", scanAgendaArchive, "SELECT what, at, digest, confirmed, name FROM agenda_archive WHERE substr(what, 1, length($1)) = $1 ORDER BY what", committee+"/")
}

// SetAgendaArchive remembers a package. One with other contents than the one that
// was there has to be confirmed again; the same one stays confirmed.
func (tx *Tx) SetAgendaArchive(x AgendaArchive) error {
	_, err := tx.Exec(`INSERT INTO agenda_archive (what, at, digest) VALUES ($1, $2, $3) ON CONFLICT (what) DO UPDATE SET
		confirmed = CASE WHEN agenda_archive.digest = excluded.digest THEN agenda_archive.confirmed ELSE 0 END,
		name = CASE WHEN agenda_archive.digest = excluded.digest THEN agenda_archive.name ELSE '' END,
		at = excluded.at, digest = excluded.digest`, x.What, unixOrNever(x.At), x.Digest+"/"+x.Records)
	if err != nil {
		return fmt.Errorf("store an archive: %w", err)
	}
	return nil
}

// ConfirmAgendaArchive notes that the package with this digest was taken into the
// records system. ErrChanged when that is not the package any more.
func (tx *Tx) ConfirmAgendaArchive(what, digest string, at time.Time, name string) error {
	n, err := tx.Exec("UPDATE agenda_archive SET confirmed = $1, name = $2 WHERE what = $3 AND confirmed = 0 AND substr(digest, 1, 64) = $4", unixOrNever(at), name, what, digest)
	if err != nil {
		return fmt.Errorf("confirm an archive: %w", err)
	}
	if n == 0 {
		return fmt.Errorf("confirm the archive of %s: %w", what, ErrChanged)
	}
	return nil
}

// yearOf splits "aic/2027" in the committee and the time that year spans, as the
// schema reckons: in UTC. It is false for a meeting.
func yearOf(what string) (committee string, from, until time.Time, ok bool) {
	i := strings.LastIndexByte(what, '/')
	if i < 0 || len(what)-i != len("/2027") {
		return "", from, until, false
	}
	year, err := strconv.Atoi(what[i+1:])
	if err != nil {
		return "", from, until, false
	}
	return what[:i], time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC), true
}

// AgendaItemsFor returns the items that belong to a package, the oldest first:
// those of a meeting, or those that came on no agenda in a year. Drafts are not
// among them.
func AgendaItemsFor(q Querier, what string) ([]AgendaItem, error) {
	if c, from, until, ok := yearOf(what); ok {
		return list(q, "agenda items", scanAgendaItem, "SELECT "+agendaItemColumns+` FROM agenda_item
			WHERE committee = $1 AND meeting = '' AND state <> 'draft' AND created >= $2 AND created < $3 ORDER BY created, id`, c, from.UnixMilli(), until.UnixMilli())
	}
	return list(q, "agenda items", scanAgendaItem, "SELECT "+agendaItemColumns+" FROM agenda_item WHERE meeting = $1 AND meeting <> '' AND state <> 'draft' ORDER BY created, id", what)
}

// AgendaOutcomesFor returns the outcomes that belong to a package, the first one
// first.
func AgendaOutcomesFor(q Querier, what string) ([]AgendaOutcome, error) {
	if c, from, until, ok := yearOf(what); ok {
		return list(q, "outcomes", scanAgendaOutcome, "SELECT "+agendaOutcomeColumns+` FROM agenda_outcome
			WHERE committee = $1 AND meeting = '' AND created >= $2 AND created < $3 ORDER BY id`, c, from.UnixMilli(), until.UnixMilli())
	}
	return AgendaOutcomesAt(q, what)
}

// AgendaRecords is SHA-256 over all records that belong to a package.
func AgendaRecords(q Querier, what string) (string, error) {
	h := sha256.New()
	items, err := AgendaItemsFor(q, what)
	if err != nil {
		return "", err
	}
	for _, x := range items {
		add(h, "item", x.ID, x.Number, x.Kind, x.State, x.Department, x.Rev, string(x.Data))
		moves, err := AgendaMoves(q, x.ID)
		if err != nil {
			return "", err
		}
		for _, m := range moves {
			add(h, "move", m.ID, m.At.UnixMilli(), m.Action, m.Was, m.Became, m.Reason)
		}
	}
	outcomes, err := AgendaOutcomesFor(q, what)
	if err != nil {
		return "", err
	}
	for _, o := range outcomes {
		add(h, "outcome", o.ID, o.Number, o.Kind, o.Done, o.Due, o.Rev, string(o.Data))
	}
	if _, _, _, year := yearOf(what); !year {
		for _, which := range []string{"agenda", "decisions"} {
			all, err := AgendaVersions(q, what, which)
			if err != nil {
				return "", err
			}
			for _, v := range all {
				add(h, "version", which, v.Number, v.Final, v.At.UnixMilli(), string(v.Data))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// add writes values to a digest so that no two lists of values are alike.
func add(h hash.Hash, values ...any) {
	for _, v := range values {
		fmt.Fprintf(h, "%q,", fmt.Sprint(v))
	}
	h.Write([]byte("\n"))
}

// RemoveAgendaRecords removes what belongs to a package: items with their moves,
// outcomes, versions, and the meeting itself. It removes nothing, and says
// ErrNotArchived, unless that package was confirmed and has all of them as they
// are now. That there was a package, and its digest, stays.
func (tx *Tx) RemoveAgendaRecords(what string) (removed int, err error) {
	kept, err := AgendaArchiveOf(tx, what)
	if err != nil {
		return 0, err
	}
	records, err := AgendaRecords(tx, what)
	if err != nil {
		return 0, err
	}
	if kept.Confirmed.IsZero() || kept.Records != records {
		return 0, fmt.Errorf("%s: %w", what, ErrNotArchived)
	}
	run := func(sql string, args ...any) {
		if err != nil {
			return
		}
		var n int64
		n, err = tx.Exec(sql, args...)
		removed += int(n)
	}
	if c, from, until, ok := yearOf(what); ok {
		of := "committee = $1 AND meeting = '' AND created >= $2 AND created < $3"
		args := []any{c, from.UnixMilli(), until.UnixMilli()}
		run("DELETE FROM agenda_move WHERE item IN (SELECT id FROM agenda_item WHERE state <> 'draft' AND "+of+")", args...)
		run("DELETE FROM agenda_item WHERE state <> 'draft' AND "+of, args...)
		run("DELETE FROM agenda_outcome WHERE "+of, args...)
	} else {
		run("DELETE FROM agenda_move WHERE item IN (SELECT id FROM agenda_item WHERE state <> 'draft' AND meeting = $1 AND meeting <> '')", what)
		run("DELETE FROM agenda_item WHERE state <> 'draft' AND meeting = $1 AND meeting <> ''", what)
		run("DELETE FROM agenda_outcome WHERE meeting = $1", what)
		run("DELETE FROM agenda_version WHERE meeting = $1", what)
		run("DELETE FROM agenda_meeting WHERE id = $1", what)
	}
	if err != nil {
		return 0, fmt.Errorf("remove the records of %s: %w", what, err)
	}
	return removed, nil
}
