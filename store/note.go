package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Note returns a small thing that is known about one person; nil when there is
// none, or it has expired. Kinds do not mix.
func (s *Store) Note(ctx context.Context, kind, platform, user string) ([]byte, error) {
	var data []byte
	err := s.again(ctx, func(r *Reader) error {
		err := r.QueryRow("SELECT data FROM note WHERE kind = $1 AND platform = $2 AND person = $3 AND (expires = 0 OR expires > $4)", kind, platform, user, s.clock.Now()).Scan(&data)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		if err == nil && data == nil {
			data = []byte{} // there is one, and it is empty
		}
		return err
	})
	return data, err
}

// SetNote replaces it; nil deletes it. More than MaxData bytes is ErrTooBig.
func (s *Store) SetNote(ctx context.Context, kind, platform, user string, data []byte) error {
	return s.SetNoteUntil(ctx, kind, platform, user, data, time.Time{})
}

// SetNoteUntil is SetNote for what is known until a moment only; the zero time
// is for good. What has expired is deleted within an hour.
func (s *Store) SetNoteUntil(ctx context.Context, kind, platform, user string, data []byte, expires time.Time) error {
	if len(data) > MaxData {
		return fmt.Errorf("note %s: %w", kind, ErrTooBig)
	}
	return s.Write(ctx, "", func(tx *Tx) error {
		if data == nil {
			_, err := tx.Exec("DELETE FROM note WHERE kind = $1 AND platform = $2 AND person = $3", kind, platform, user)
			return err
		}
		_, err := tx.Exec(`INSERT INTO note (kind, platform, person, data, expires) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (kind, platform, person) DO UPDATE SET data = excluded.data, expires = excluded.expires`,
			kind, platform, user, data, unixOrNever(expires))
		return err
	})
}

// sqlSweepNotes deletes what has expired.
const sqlSweepNotes = "DELETE FROM note WHERE (kind, platform, person) IN (SELECT kind, platform, person FROM note WHERE expires > 0 AND expires <= $1 ORDER BY expires LIMIT $2)"
