package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"wegwijs/bot"
)

// application marks a file as a chat of ours: "WWch" in ASCII
// (https://www.sqlite.org/pragma.html#pragma_application_id).
const application = 0x57576368

// version is the schema below. A file of another version is refused: the chat
// of a demo is not worth a migration, and silently losing it would be worse.
const version = 1

const schema = `
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE messages (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	channel TEXT NOT NULL,
	root    INTEGER NOT NULL DEFAULT 0,  -- of the thread it is in
	author  TEXT NOT NULL DEFAULT '',    -- a person; empty: ours
	reader  TEXT NOT NULL DEFAULT '',    -- who alone sees it; empty: everybody there
	lang    TEXT NOT NULL DEFAULT '',
	text    TEXT NOT NULL DEFAULT '',    -- as a person typed it
	blocks  TEXT NOT NULL DEFAULT '[]',  -- as we said it
	at      INTEGER NOT NULL,            -- Unix milliseconds
	edited  INTEGER NOT NULL DEFAULT 0,
	gone    INTEGER NOT NULL DEFAULT 0,
	changed INTEGER NOT NULL UNIQUE,     -- counts everything that ever happened to messages
	once    TEXT UNIQUE
) STRICT;
CREATE INDEX messages_place ON messages (channel, root, id);
CREATE INDEX messages_changed ON messages (channel, changed);
CREATE TABLE attachments (
	message INTEGER NOT NULL REFERENCES messages (id),
	n       INTEGER NOT NULL,
	name    TEXT NOT NULL,
	type    TEXT NOT NULL,
	data    BLOB NOT NULL,
	PRIMARY KEY (message, n)
) STRICT;
CREATE TABLE forms (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	person   TEXT NOT NULL,
	channel  TEXT NOT NULL,
	thread   TEXT NOT NULL,
	message  TEXT NOT NULL,
	form     TEXT NOT NULL,
	typed    TEXT NOT NULL DEFAULT '',
	errors   TEXT NOT NULL DEFAULT '',
	revision INTEGER NOT NULL DEFAULT 0,
	UNIQUE (person, channel)
) STRICT;
CREATE TABLE events (
	n          INTEGER PRIMARY KEY AUTOINCREMENT,
	id         TEXT NOT NULL UNIQUE,
	event      TEXT NOT NULL,
	at         INTEGER NOT NULL,  -- when it happened
	dispatched INTEGER NOT NULL   -- when it was last handed on
) STRICT;
`

// chat is the file in which the chat is kept. Whatever it has acknowledged
// survives the end of the process.
type chat struct {
	file    string
	writes  *sql.DB // one connection
	reads   *sql.DB
	asked   sync.Map // what is asked of reads again and again: *sql.Stmt by its SQL
	newest  newest
	turn    sync.Mutex // whoever holds it commits for everybody who waits
	queue   sync.Mutex
	waiting []*write
	changed int64 // the last change that was counted; under turn
	hub     hub
}

// A write is one thing to commit. It may be tried once more on its own, so it
// has no effect but on the transaction and its own results.
type write struct {
	do   func(*sql.Tx) error
	err  error
	done bool
}

func openChat(dir string) (*chat, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("web: make the folder of the chat: %w", err)
	}
	file := filepath.Join(dir, "chat.db")
	dsn := func(more string) string {
		u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(file)}
		if !filepath.IsAbs(file) {
			u.Opaque, u.Path = (&url.URL{Path: filepath.ToSlash(file)}).EscapedPath(), ""
		}
		u.RawQuery = "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=cache_size(-1024)" + more
		return u.String()
	}
	c := &chat{file: file}
	var err error
	if c.writes, err = sql.Open("sqlite", dsn("&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=secure_delete(1)&_txlock=immediate")); err != nil {
		return nil, fmt.Errorf("web: open %s: %w", file, err)
	}
	c.writes.SetMaxOpenConns(1)
	if c.reads, err = sql.Open("sqlite", dsn("&_pragma=query_only(1)")); err != nil {
		return nil, errors.Join(fmt.Errorf("web: open %s: %w", file, err), c.writes.Close())
	}
	c.reads.SetMaxOpenConns(4)
	c.reads.SetMaxIdleConns(4)
	if err := c.prepare(); err != nil {
		return nil, errors.Join(err, c.close())
	}
	if _, err := c.prepared(sqlUnread); err != nil {
		return nil, errors.Join(fmt.Errorf("web: %s cannot be read as a chat: %w", file, err), c.close())
	}
	return c, nil
}

func (c *chat) prepare() error {
	var app, v, tables int
	row := c.writes.QueryRow(`SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT COUNT(*) FROM sqlite_schema)`)
	if err := row.Scan(&app, &v, &tables); err != nil {
		return fmt.Errorf("web: %s cannot be read as a chat; move it away to begin with an empty one: %w", c.file, err)
	}
	switch {
	case tables == 0:
		return c.create()
	case app != application:
		return fmt.Errorf("web: %s is not a chat of this program; move it away or choose another folder", c.file)
	case v != version:
		return fmt.Errorf("web: %s is a chat of another version (%d, this program has %d); use the program that made it, or move it away to begin with an empty one", c.file, v, version)
	}
	if err := c.writes.QueryRow(`SELECT COALESCE(MAX(changed), 0) FROM messages`).Scan(&c.changed); err != nil {
		return fmt.Errorf("web: %s cannot be read as a chat; move it away to begin with an empty one: %w", c.file, err)
	}
	return nil
}

func (c *chat) create() error {
	tx, err := c.writes.Begin()
	if err != nil {
		return fmt.Errorf("web: make %s: %w", c.file, err)
	}
	defer tx.Rollback() // no effect after Commit
	for _, q := range []string{schema, fmt.Sprintf("PRAGMA application_id = %d", application), fmt.Sprintf("PRAGMA user_version = %d", version)} {
		if _, err := tx.Exec(q); err != nil {
			return fmt.Errorf("web: make %s: %w", c.file, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("web: make %s: %w", c.file, err)
	}
	return nil
}

func (c *chat) close() error { return errors.Join(c.reads.Close(), c.writes.Close()) }

// prepared is a query of reads that is prepared once. It is for the few that are
// asked for every page and every change, and never has anybody's words in it.
func (c *chat) prepared(query string) (*sql.Stmt, error) {
	if q, ok := c.asked.Load(query); ok {
		return q.(*sql.Stmt), nil
	}
	q, err := c.reads.Prepare(query)
	if err != nil {
		return nil, err
	}
	if first, twice := c.asked.LoadOrStore(query, q); twice {
		return first.(*sql.Stmt), q.Close()
	}
	return q, nil
}

// write commits what do does and returns after the commit. Writes that wait
// for their turn share one commit; each is still one whole or nothing.
func (c *chat) write(do func(*sql.Tx) error) error {
	w := &write{do: do}
	c.queue.Lock()
	c.waiting = append(c.waiting, w)
	c.queue.Unlock()
	c.turn.Lock()
	defer c.turn.Unlock()
	if w.done {
		return w.err
	}
	c.queue.Lock()
	all := c.waiting
	c.waiting = nil
	c.queue.Unlock()
	if err := c.commit(all); err != nil && len(all) > 1 {
		// One of them spoils it for the others: each on its own.
		for _, x := range all {
			x.err = c.commit([]*write{x})
		}
	} else {
		for _, x := range all {
			x.err = err
		}
	}
	for _, x := range all {
		x.done = true
	}
	c.hub.wake()
	return w.err
}

func (c *chat) commit(all []*write) error {
	tx, err := c.writes.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after Commit
	for _, w := range all {
		if err := w.do(tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// next counts one more change. It is called within a write.
func (c *chat) next() int64 {
	c.changed++
	return c.changed
}

// remember keeps the names of people, so that what they said keeps its author
// when they live here no longer.
func (c *chat) remember(people map[bot.UserID]Person) error {
	err := c.write(func(tx *sql.Tx) error {
		for id, p := range people {
			if _, err := tx.Exec(`INSERT INTO people (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name`, string(id), p.Name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("web: remember who lives in the chat: %w", err)
	}
	return nil
}

// name finds somebody who lived here before.
func (c *chat) name(ctx context.Context, id bot.UserID) (string, bool, error) {
	var name string
	err := c.reads.QueryRowContext(ctx, `SELECT name FROM people WHERE id = $1`, string(id)).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return name, err == nil, err
}

// hub tells everybody who watches that something changed. What changed they
// read from the chat themselves, so nobody's slowness costs memory.
type hub struct {
	mu       sync.Mutex
	watchers map[chan struct{}]struct{}
}

func (h *hub) watch() (changes <-chan struct{}, stop func()) {
	ch := make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.watchers == nil {
		h.watchers = map[chan struct{}]struct{}{}
	}
	h.watchers[ch] = struct{}{}
	return ch, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers, ch)
	}
}

func (h *hub) wake() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for ch := range h.watchers {
		select {
		case ch <- struct{}{}:
		default: // it knows already
		}
	}
}
