-- +goose Up

-- Polls: what was asked, and after closing what came of it. Nobody who only
-- answered is in this table.
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
CREATE INDEX poll_state ON poll (state, created DESC, id);
CREATE INDEX poll_same ON poll (same, created DESC, id) WHERE same <> '';
CREATE INDEX poll_series ON poll (series, wave, created, id) WHERE series <> '';
CREATE INDEX poll_named ON poll (id, state) WHERE mode = 'named';

-- How many were asked and how many answered, per channel. These are counters:
-- nothing ties them to an answer.
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

-- Who answered: without names a keyed tag, with names the person. There is no
-- time in it and no order: the key decides where a row stands.
CREATE TABLE poll_voter (
    poll  TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    voter BLOB NOT NULL,
    name  TEXT NOT NULL DEFAULT '', -- only with names
    PRIMARY KEY (poll, voter)
) STRICT, WITHOUT ROWID;

-- What was answered. Holder is the voter where an answer can be changed, and
-- 16 random bytes of their own per answer where it is final.
CREATE TABLE poll_answer (
    poll     TEXT    NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    holder   BLOB    NOT NULL,
    question INTEGER NOT NULL,
    choice   TEXT    NOT NULL,
    part     TEXT    NOT NULL DEFAULT '', -- the channel, where the result is split by it
    PRIMARY KEY (poll, holder, question)
) STRICT, WITHOUT ROWID;

-- Open answers that wait for the look of a colleague, after closing. Random
-- ids: their order says nothing.
CREATE TABLE poll_text (
    poll     TEXT    NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    id       BLOB    NOT NULL,
    question INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    shown    INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)), -- a colleague let it through
    PRIMARY KEY (poll, id)
) STRICT, WITHOUT ROWID;

-- What somebody is being asked lives for a while only, and stands under a code
-- instead of under who they are. What was asked before stood under who they are.
DELETE FROM note WHERE kind IN ('offer', 'interview');
ALTER TABLE note ADD COLUMN expires INTEGER NOT NULL DEFAULT 0; -- Unix milliseconds; 0: never
CREATE INDEX note_expires ON note (expires) WHERE expires > 0;
