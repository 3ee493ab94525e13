package store

import (
	"context"
	"errors"
	"fmt"
)

// Note returns a small thing that is known about one person; nil when there is
// none. Kinds do not mix.
func (s *Store) Note(ctx context.Context, kind, platform, user string) ([]byte, error) {
	var data []byte
	err := s.again(ctx, func(r *Reader) error {
		err := r.QueryRow("SELECT data FROM note WHERE kind = $1 AND platform = $2 AND person = $3", kind, platform, user).Scan(&data)
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
	if len(data) > MaxData {
		return fmt.Errorf("note %s: %w", kind, ErrTooBig)
	}
	return s.Write(ctx, "", func(tx *Tx) error {
		if data == nil {
			_, err := tx.Exec("DELETE FROM note WHERE kind = $1 AND platform = $2 AND person = $3", kind, platform, user)
			return err
		}
		_, err := tx.Exec(`INSERT INTO note (kind, platform, person, data) VALUES ($1, $2, $3, $4)
			ON CONFLICT (kind, platform, person) DO UPDATE SET data = excluded.data`, kind, platform, user, data)
		return err
	})
}
