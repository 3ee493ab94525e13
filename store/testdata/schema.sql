CREATE TABLE feedback (
    entry   TEXT    NOT NULL,
    verdict TEXT    NOT NULL,
    day     INTEGER NOT NULL, -- days since 1 January 1970
    n       INTEGER NOT NULL,
    PRIMARY KEY (entry, verdict, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);

CREATE TABLE handled (
    mark TEXT    NOT NULL PRIMARY KEY,
    at   INTEGER NOT NULL -- Unix milliseconds
) STRICT, WITHOUT ROWID;

CREATE INDEX handled_at ON handled (at);

CREATE TABLE job (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL, -- Unix milliseconds
    kind       TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    payload    BLOB,
    tries      INTEGER NOT NULL DEFAULT 0,
    unfinished INTEGER NOT NULL DEFAULT 0, -- how often in a row the program ended during a try
    wanted     INTEGER NOT NULL DEFAULT 1 CHECK (wanted IN (0, 1)), -- 0: unscheduled while it ran, so not tried again
    state      INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)) -- 0 waiting, 1 running, 2 failed and waiting for another try
) STRICT;

CREATE INDEX job_at ON job (at, id, kind) WHERE state <> 1;

CREATE INDEX job_twin ON job (kind, key, state);

CREATE UNIQUE INDEX job_waiting ON job (kind, key) WHERE state = 0;

CREATE TABLE kept (
    area    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    data    BLOB    NOT NULL,
    expires INTEGER NOT NULL DEFAULT 0, -- Unix milliseconds; 0: never
    PRIMARY KEY (area, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_expires ON kept (expires) WHERE expires > 0;

CREATE TABLE note (
    kind     TEXT NOT NULL,
    platform TEXT NOT NULL,
    person   TEXT NOT NULL,
    data     BLOB NOT NULL, expires INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, platform, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_expires ON note (expires) WHERE expires > 0;

CREATE TABLE poll (
    id         TEXT    NOT NULL PRIMARY KEY,
    state      TEXT    NOT NULL CHECK (state IN ('draft', 'waiting', 'open', 'closed', 'deleted')),
    mode       TEXT    NOT NULL CHECK (mode IN ('named', 'unnamed', 'final')),
    platform   TEXT    NOT NULL, -- of the maker
    maker      TEXT    NOT NULL,
    maker_name TEXT    NOT NULL,
    spec       BLOB    NOT NULL, -- JSON: questions, places, and how it goes
    same       TEXT    NOT NULL DEFAULT '', -- the same for polls that ask the same
    series     TEXT    NOT NULL DEFAULT '', -- the first poll of its waves
    wave       INTEGER NOT NULL DEFAULT 0,
    created    INTEGER NOT NULL, -- Unix milliseconds, like the other times; 0: not
    opened     INTEGER NOT NULL DEFAULT 0,
    closes     INTEGER NOT NULL DEFAULT 0,
    closed     INTEGER NOT NULL DEFAULT 0,
    asked      INTEGER NOT NULL DEFAULT 0, -- people in all its channels, each once
    answered   INTEGER NOT NULL DEFAULT 0, -- people who answered: while it is open the rows of poll_voter
    answers    INTEGER NOT NULL DEFAULT 0, -- the rows of poll_answer, so that a copy that misses some is noticed
    result     BLOB,    -- JSON: totals, made at closing
    follow_up  TEXT    NOT NULL DEFAULT '', -- what will be done with it, in the maker's words
    extra      BLOB     -- JSON: corrections, the look of a colleague, and what else happens on the way
) STRICT;

CREATE INDEX poll_maker ON poll (platform, maker, created DESC, id);

CREATE INDEX poll_named ON poll (id, state) WHERE mode = 'named';

CREATE INDEX poll_same ON poll (same, created DESC, id) WHERE same <> '';

CREATE INDEX poll_series ON poll (series, wave, created, id) WHERE series <> '';

CREATE INDEX poll_state ON poll (state, created DESC, id);

CREATE TABLE poll_answer (
    poll     TEXT    NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    holder   BLOB    NOT NULL,
    question INTEGER NOT NULL,
    choice   TEXT    NOT NULL,
    part     TEXT    NOT NULL DEFAULT '', -- the channel, where the result is split by it
    PRIMARY KEY (poll, holder, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE poll_place (
    poll     TEXT    NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    platform TEXT    NOT NULL,
    channel  TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    asked    INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0,
    gone     INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)), -- its message was deleted by hand
    PRIMARY KEY (poll, platform, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE poll_text (
    poll     TEXT    NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    id       BLOB    NOT NULL,
    question INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    shown    INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)), -- a colleague let it through
    PRIMARY KEY (poll, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE poll_voter (
    poll  TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    voter BLOB NOT NULL,
    name  TEXT NOT NULL DEFAULT '', -- only with names
    PRIMARY KEY (poll, voter)
) STRICT, WITHOUT ROWID;

CREATE TABLE posted (
    key   TEXT    NOT NULL PRIMARY KEY,
    place TEXT    UNIQUE, -- NULL while it is nowhere
    data  BLOB    NOT NULL,
    final INTEGER NOT NULL CHECK (final IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX posted_unfinished ON posted (key) WHERE final = 0;

CREATE TABLE program (
    schema  INTEGER NOT NULL PRIMARY KEY,
    version TEXT    NOT NULL
) STRICT;

CREATE TABLE secret (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

