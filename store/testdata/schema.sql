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
    data     BLOB NOT NULL,
    PRIMARY KEY (kind, platform, person)
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

