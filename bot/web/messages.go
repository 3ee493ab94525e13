package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"wegwijs/bot"
)

// A message is one thing said, as it is kept.
type message struct {
	id, root int64
	channel  bot.ChannelID
	author   bot.UserID // empty: ours
	reader   bot.UserID // empty: everybody in the channel
	lang     bot.Lang
	text     string  // of a person
	blocks   []block // of ours
	files    []attachment
	at       time.Time
	edited   bool
	gone     bool
	changed  int64
	once     string
}

func (m *message) ours() bool { return m.author == "" }

func messageID(n int64) bot.MessageID {
	if n == 0 {
		return ""
	}
	return bot.MessageID(strconv.FormatInt(n, 10))
}

func number(id bot.MessageID) int64 {
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// insert adds a message within a write and returns its id. A message with the
// same once that is there already stays as it is.
func (c *chat) insert(tx *sql.Tx, m *message) (id int64, added bool, err error) {
	blocks, err := json.Marshal(m.blocks)
	if err != nil {
		return 0, false, err
	}
	var once any
	if m.once != "" {
		once = m.once
		err := tx.QueryRow(`SELECT id FROM messages WHERE once = $1`, once).Scan(&id)
		if err == nil {
			return id, false, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return 0, false, err
		}
	}
	err = tx.QueryRow(`INSERT INTO messages (channel, root, author, reader, lang, text, blocks, at, changed, once)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
		string(m.channel), m.root, string(m.author), string(m.reader), string(m.lang), m.text, string(blocks), m.at.UnixMilli(), c.next(), once).Scan(&id)
	if err != nil {
		return 0, false, err
	}
	c.newest.said(m.channel, id)
	return id, true, attach(tx, id, m.files)
}

func attach(tx *sql.Tx, id int64, files []attachment) error {
	for i, a := range files {
		data := a.data
		if data == nil {
			data = []byte{}
		}
		if _, err := tx.Exec(`INSERT INTO attachments (message, n, name, type, data) VALUES ($1, $2, $3, $4, $5)`, id, i+1, a.name, a.mediaType, data); err != nil {
			return err
		}
	}
	return nil
}

// replace makes a message of ours show something else; false when there is none.
func (c *chat) replace(tx *sql.Tx, id int64, l bot.Lang, blocks []block, files []attachment) (bool, error) {
	data, err := json.Marshal(blocks)
	if err != nil {
		return false, err
	}
	res, err := tx.Exec(`UPDATE messages SET blocks = $1, lang = $2, edited = 1, changed = $3 WHERE id = $4 AND author = '' AND gone = 0`, string(data), string(l), c.next(), id)
	if err != nil {
		return false, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	if _, err := tx.Exec(`DELETE FROM attachments WHERE message = $1`, id); err != nil {
		return false, err
	}
	return true, attach(tx, id, files)
}

// erase takes a message of ours away and leaves only its place.
func (c *chat) erase(tx *sql.Tx, id int64) (bool, error) {
	res, err := tx.Exec(`UPDATE messages SET blocks = '[]', gone = 1, changed = $1 WHERE id = $2 AND author = '' AND gone = 0`, c.next(), id)
	if err != nil {
		return false, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	_, err = tx.Exec(`DELETE FROM attachments WHERE message = $1`, id)
	return err == nil, err
}

const columns = `id, channel, root, author, reader, lang, text, blocks, at, edited, gone, changed`

func scan(row interface{ Scan(...any) error }) (*message, error) {
	var m message
	var blocks string
	var at int64
	if err := row.Scan(&m.id, &m.channel, &m.root, &m.author, &m.reader, &m.lang, &m.text, &blocks, &at, &m.edited, &m.gone, &m.changed); err != nil {
		return nil, err
	}
	m.at = time.UnixMilli(at)
	if m.ours() {
		if err := json.Unmarshal([]byte(blocks), &m.blocks); err != nil {
			return nil, fmt.Errorf("message %d: %w", m.id, err)
		}
		giveTokens(m.blocks)
	}
	return &m, nil
}

// messages are what a query for one viewer finds. The query ends where the
// messages somebody may not see are left out: no other query reads messages
// for people.
func (c *chat) messages(ctx context.Context, viewer bot.UserID, where, order string, limit int, args ...any) ([]*message, error) {
	args = append(args, string(viewer), limit)
	n := len(args)
	q, err := c.prepared(fmt.Sprintf(`SELECT %s FROM messages WHERE (%s) AND (reader = '' OR reader = $%d) ORDER BY %s LIMIT $%d`, columns, where, n-1, order, n))
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*message
	for rows.Next() {
		m, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// message returns one message somebody may see, nil when there is none.
func (w *Web) message(ctx context.Context, viewer bot.UserID, id int64) (*message, error) {
	all, err := w.chat.messages(ctx, viewer, `id = $1`, `id`, 1, id)
	if err != nil || len(all) == 0 || !w.world.sees(viewer, all[0].channel) {
		return nil, err
	}
	return all[0], nil
}

// rootOf finds the root of a thread in a channel: 0 for no thread, false when
// there is no such message.
func rootOf(tx *sql.Tx, channel bot.ChannelID, thread bot.MessageID) (int64, bool, error) {
	if thread == "" {
		return 0, true, nil
	}
	var id, root int64
	err := tx.QueryRow(`SELECT id, root FROM messages WHERE id = $1 AND channel = $2`, number(thread), string(channel)).Scan(&id, &root)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, false, nil
	case err != nil:
		return 0, false, err
	case root != 0:
		return root, true, nil
	}
	return id, true, nil
}

// news counts what others said in a channel after a message, for one viewer.
func (c *chat) news(ctx context.Context, viewer bot.UserID, channel bot.ChannelID, after int64) (n int, err error) {
	if c.newest.in(channel) <= after {
		return 0, nil // as in most places nearly always
	}
	q, err := c.prepared(sqlUnread)
	if err == nil {
		err = q.QueryRowContext(ctx, string(channel), after, string(viewer)).Scan(&n)
	}
	return n, err
}

const sqlUnread = `SELECT COUNT(*) FROM (SELECT 1 FROM messages WHERE channel = $1 AND id > $2 AND author <> $3 AND gone = 0 AND (reader = '' OR reader = $3) LIMIT 100)`

// newest knows the newest message of every channel since the start, or one that
// was about to be. What was there before is not new to anybody: see marks.
type newest struct {
	mu sync.Mutex
	id map[bot.ChannelID]int64
}

func (n *newest) said(channel bot.ChannelID, id int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.id == nil {
		n.id = map[bot.ChannelID]int64{}
	}
	n.id[channel] = max(n.id[channel], id)
}

func (n *newest) in(channel bot.ChannelID) int64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.id[channel]
}

func (c *chat) last(ctx context.Context) (id int64, err error) {
	err = c.reads.QueryRowContext(ctx, `SELECT COALESCE(MAX(id), 0) FROM messages`).Scan(&id)
	return id, err
}
