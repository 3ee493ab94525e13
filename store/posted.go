package store

import (
	"context"
	"errors"
)

// Posted returns what SetPosted remembered of the message with this key.
func (s *Store) Posted(ctx context.Context, key string) (data []byte, ok bool, err error) {
	err = s.Read(ctx, func(r *Reader) error {
		err := r.QueryRow("SELECT data FROM posted WHERE key = $1", key).Scan(&data)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return data, ok, err
}

// SetPosted remembers or replaces what is known of the message with this key.
// A place belongs to one key: the last that says so, because a platform that
// was set up anew uses the ids of its messages again. An empty place is
// nowhere. Messages that are final are not Unfinished.
func (s *Store) SetPosted(ctx context.Context, key, place string, data []byte, final bool) error {
	return s.Write(ctx, "", func(tx *Tx) error {
		var where any
		if place != "" {
			where = place
			if _, err := tx.Exec("DELETE FROM posted WHERE place = $1 AND key <> $2", place, key); err != nil {
				return err
			}
		}
		if data == nil {
			data = []byte{}
		}
		_, err := tx.Exec(`INSERT INTO posted (key, place, data, final) VALUES ($1, $2, $3, $4)
			ON CONFLICT (key) DO UPDATE SET place = excluded.place, data = excluded.data, final = excluded.final`,
			key, where, data, final)
		return err
	})
}

// DropPosted forgets a message. It is no error when it was not there.
func (s *Store) DropPosted(ctx context.Context, key string) error {
	return s.Write(ctx, "", func(tx *Tx) error {
		_, err := tx.Exec("DELETE FROM posted WHERE key = $1", key)
		return err
	})
}

// KeyAt returns the key of the message at a place.
func (s *Store) KeyAt(ctx context.Context, place string) (key string, ok bool, err error) {
	err = s.Read(ctx, func(r *Reader) error {
		err := r.QueryRow("SELECT key FROM posted WHERE place = $1", place).Scan(&key)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return key, ok, err
}

// Unfinished returns the keys of all messages that are not final, sorted.
func (s *Store) Unfinished(ctx context.Context) ([]string, error) {
	var keys []string
	err := s.Read(ctx, func(r *Reader) error {
		rows, err := r.Query("SELECT key FROM posted WHERE final = 0 ORDER BY key")
		if err != nil {
			return err
		}
		for rows.Next() {
			var key string
			if err := rows.Scan(&key); err != nil {
				return err
			}
			keys = append(keys, key)
		}
		return rows.Err()
	})
	return keys, err
}
