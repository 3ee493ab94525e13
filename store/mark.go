package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"
)

// MarkAge is how long a handled event is remembered. Platforms deliver again
// within minutes, or an hour after a disturbance.
const MarkAge = 24 * time.Hour

// sqlMark remembers an event; no row changes when it is known, and not so old
// that it was only not swept away yet.
var sqlMark = fmt.Sprintf(`INSERT INTO handled (mark, at) VALUES ($1, $2)
	ON CONFLICT (mark) DO UPDATE SET at = excluded.at WHERE handled.at <= excluded.at - %d`, MarkAge.Milliseconds())

var markText = base32.StdEncoding.WithPadding(base32.NoPadding)

// Mark turns the id of an event into what Write remembers of it:
// HMAC-SHA256 (RFC 2104) of platform and id under a random key of this
// database, cut off at 128 bits. Nobody can tell from it what or whose the
// event was.
func (s *Store) Mark(platform, id string) string {
	mac := hmac.New(sha256.New, s.markKey)
	mac.Write([]byte(platform))
	mac.Write([]byte{0})
	mac.Write([]byte(id))
	return strings.ToLower(markText.EncodeToString(mac.Sum(nil)[:16]))
}

// Handled tells whether an event with this mark was handled less than MarkAge ago.
func (s *Store) Handled(ctx context.Context, mark string) (bool, error) {
	known := false
	err := s.again(ctx, func(r *Reader) error {
		var one int
		err := r.QueryRow("SELECT 1 FROM handled WHERE mark = $1 AND at > $2", mark, s.clock.Now().Add(-MarkAge)).Scan(&one)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		known = err == nil
		return err
	})
	return known, err
}

// SetHandled remembers a mark at the given time. It is no error when it is
// known already.
func (s *Store) SetHandled(ctx context.Context, mark string, at time.Time) error {
	return s.Write(ctx, "", func(tx *Tx) error {
		_, err := tx.Exec(sqlMark, mark, at)
		return err
	})
}

// sweepEvery is how often old marks are deleted, sweepChunk how many in one write.
const (
	sweepEvery = time.Hour
	sweepChunk = 1000
)

// sweep deletes the marks that are older than MarkAge and what was kept or noted
// until now, in small writes so that nobody waits for it. Marks from the future were made while the clock was
// ahead; they are kept from now on as long as others.
func (s *Store) sweep(ctx context.Context, now time.Time) (again time.Duration, err error) {
	for _, work := range []struct {
		query string
		args  []any
	}{
		{sqlMendMarks, []any{now.Add(sweepEvery), sweepChunk, now}},
		{sqlSweep, []any{now.Add(-MarkAge), sweepChunk}},
		{sqlSweepKept, []any{now, sweepChunk}},
		{sqlSweepNotes, []any{now, sweepChunk}},
	} {
		for n := int64(sweepChunk); n == sweepChunk; {
			err := s.Write(ctx, "", func(tx *Tx) error {
				var err error
				n, err = tx.Exec(work.query, work.args...)
				return err
			})
			if err != nil {
				return sweepEvery, err
			}
		}
	}
	return sweepEvery, nil
}

const (
	sqlMendMarks = "UPDATE handled SET at = $3 WHERE mark IN (SELECT mark FROM handled WHERE at > $1 ORDER BY at LIMIT $2)"
	sqlSweep     = "DELETE FROM handled WHERE mark IN (SELECT mark FROM handled WHERE at <= $1 ORDER BY at LIMIT $2)"
)
