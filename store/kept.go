package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Kept returns a small thing that an adapter keeps under a key of an area;
// false when there is none, or when it has expired.
func (s *Store) Kept(ctx context.Context, area, key string) (data []byte, ok bool, err error) {
	err = s.again(ctx, func(r *Reader) error {
		err := r.QueryRow("SELECT data FROM kept WHERE area = $1 AND key = $2 AND (expires = 0 OR expires > $3)", area, key, s.clock.Now()).Scan(&data)
		if errors.Is(err, ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return data, ok, err
}

// KeptAll returns everything of an area that has not expired, by key.
func (s *Store) KeptAll(ctx context.Context, area string) (map[string][]byte, error) {
	all := map[string][]byte{}
	err := s.again(ctx, func(r *Reader) error {
		rows, err := r.Query("SELECT key, data FROM kept WHERE area = $1 AND (expires = 0 OR expires > $2)", area, s.clock.Now())
		if err != nil {
			return err
		}
		for rows.Next() {
			var key string
			var data []byte
			if err := rows.Scan(&key, &data); err != nil {
				return err
			}
			all[key] = data
		}
		return rows.Err()
	})
	return all, err
}

// Keep keeps or replaces one thing, until it expires; the zero time is never.
// More than MaxData bytes is ErrTooBig.
func (s *Store) Keep(ctx context.Context, area, key string, data []byte, expires time.Time) error {
	return s.KeepAll(ctx, area, map[string][]byte{key: data}, expires)
}

// KeepAll keeps several things of an area in one write.
func (s *Store) KeepAll(ctx context.Context, area string, all map[string][]byte, expires time.Time) error {
	for _, data := range all {
		if len(data) > MaxData {
			return fmt.Errorf("keep in %s: %w", area, ErrTooBig)
		}
	}
	return s.Write(ctx, "", func(tx *Tx) error {
		for key, data := range all {
			if data == nil {
				data = []byte{}
			}
			if _, err := tx.Exec(`INSERT INTO kept (area, key, data, expires) VALUES ($1, $2, $3, $4)
				ON CONFLICT (area, key) DO UPDATE SET data = excluded.data, expires = excluded.expires`,
				area, key, data, unixOrNever(expires)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Unkeep forgets one thing and tells whether it was there: of many who ask at
// once, one hears yes. What has expired is not there.
func (s *Store) Unkeep(ctx context.Context, area, key string) (was bool, err error) {
	now := s.clock.Now()
	err = s.Write(ctx, "", func(tx *Tx) error {
		n, err := tx.Exec("DELETE FROM kept WHERE area = $1 AND key = $2 AND (expires = 0 OR expires > $3)", area, key, now)
		was = n > 0
		return err
	})
	return was, err
}

func unixOrNever(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// sqlSweepKept deletes what has expired.
const sqlSweepKept = "DELETE FROM kept WHERE (area, key) IN (SELECT area, key FROM kept WHERE expires > 0 AND expires <= $1 ORDER BY expires LIMIT $2)"
