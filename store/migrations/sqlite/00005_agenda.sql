-- +goose Up

-- What people bring to a committee. An item that was sent is a record: it is
-- never deleted by people, and only after it was archived by retention.
CREATE TABLE agenda_item (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number     TEXT    NOT NULL DEFAULT '', -- "AIC-2027-014"; a draft has none
    committee  TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('topic', 'question')),
    state      TEXT    NOT NULL CHECK (state IN ('draft', 'waiting', 'asked', 'passed', 'scheduled', 'held', 'handled', 'circulated', 'answered', 'declined', 'withdrawn', 'merged')),
    holder     TEXT    NOT NULL DEFAULT '' CHECK (holder IN ('', 'member', 'deputy', 'secretary')), -- who has it while it waits
    department TEXT    NOT NULL DEFAULT '', -- its code when it was brought
    platform   TEXT    NOT NULL DEFAULT '', -- who brought it; empty without an account here
    person     TEXT    NOT NULL DEFAULT '',
    meeting    TEXT    NOT NULL DEFAULT '', -- on whose agenda it stands, or stood last
    created    INTEGER NOT NULL, -- Unix milliseconds, like the other times; 0: not
    waits      INTEGER NOT NULL DEFAULT 0, -- since when it waits for its holder
    changed    INTEGER NOT NULL,
    rev        INTEGER NOT NULL DEFAULT 1, -- counts changes
    data       BLOB    NOT NULL -- JSON: what it says
) STRICT;
CREATE UNIQUE INDEX agenda_item_number ON agenda_item (number) WHERE number <> '';
CREATE INDEX agenda_item_state ON agenda_item (committee, state, created, id);
CREATE INDEX agenda_item_person ON agenda_item (platform, person, created DESC, id);
CREATE INDEX agenda_item_meeting ON agenda_item (meeting, id) WHERE meeting <> '';

-- Every move of an item: who, when, why. Nothing of it changes afterwards.
CREATE TABLE agenda_move (
    id       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    item     INTEGER NOT NULL REFERENCES agenda_item (id),
    at       INTEGER NOT NULL,
    platform TEXT    NOT NULL DEFAULT '',
    person   TEXT    NOT NULL DEFAULT '',
    name     TEXT    NOT NULL, -- as it was then; empty: the bot itself
    behalf   TEXT    NOT NULL DEFAULT '', -- "namens …"
    action   TEXT    NOT NULL,
    was      TEXT    NOT NULL, -- state before
    became   TEXT    NOT NULL,
    holder   TEXT    NOT NULL DEFAULT '',
    reason   TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX agenda_move_item ON agenda_move (item, id);

-- How many numbers a committee gave out in a year.
CREATE TABLE agenda_number (
    committee TEXT    NOT NULL,
    series    TEXT    NOT NULL, -- "item/2027", "decision/2027"
    last      INTEGER NOT NULL,
    PRIMARY KEY (committee, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_meeting (
    id        TEXT    NOT NULL PRIMARY KEY, -- "aic/2027-01-12": the committee and the day it was first planned on
    committee TEXT    NOT NULL,
    day       TEXT    NOT NULL, -- the day it is on now, "2027-01-12"
    state     TEXT    NOT NULL CHECK (state IN ('planned', 'cancelled', 'held')),
    sequence  INTEGER NOT NULL DEFAULT 0, -- of its calendar entry
    rev       INTEGER NOT NULL DEFAULT 1,
    data      BLOB    NOT NULL -- JSON: times, place, people, the agenda as the secretary is making it
) STRICT;
CREATE INDEX agenda_meeting_day ON agenda_meeting (committee, day);

-- Versions of an agenda, and of a decision list, as they were sent. Nothing of
-- it changes afterwards.
CREATE TABLE agenda_version (
    meeting TEXT    NOT NULL REFERENCES agenda_meeting (id),
    list    TEXT    NOT NULL CHECK (list IN ('agenda', 'decisions')),
    number  INTEGER NOT NULL,
    final   INTEGER NOT NULL CHECK (final IN (0, 1)),
    at      INTEGER NOT NULL,
    name    TEXT    NOT NULL, -- who made it
    data    BLOB    NOT NULL, -- JSON: all of it, as it was then
    PRIMARY KEY (meeting, list, number)
) STRICT, WITHOUT ROWID;

-- Decisions, actions and advice.
CREATE TABLE agenda_outcome (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number    TEXT    NOT NULL UNIQUE, -- "AIC-2027-B03"
    committee TEXT    NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('decision', 'action', 'advice')),
    meeting   TEXT    NOT NULL DEFAULT '',
    item      INTEGER NOT NULL DEFAULT 0,
    done      INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)), -- an action that is finished, a decision that was taken back
    due       TEXT    NOT NULL DEFAULT '', -- "2027-02-01"
    created   INTEGER NOT NULL,
    rev       INTEGER NOT NULL DEFAULT 1,
    data      BLOB    NOT NULL -- JSON: text, owner, how often postponed
) STRICT;
CREATE INDEX agenda_outcome_list ON agenda_outcome (committee, kind, done, id);
CREATE INDEX agenda_outcome_meeting ON agenda_outcome (meeting, id);
CREATE INDEX agenda_outcome_item ON agenda_outcome (item, id) WHERE item > 0;

-- Seats as they were decided in chat. The last one with an id that overlaps wins.
CREATE TABLE agenda_seat (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    committee  TEXT    NOT NULL,
    department TEXT    NOT NULL,
    since      TEXT    NOT NULL,
    until      TEXT    NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    name       TEXT    NOT NULL, -- who decided
    data       BLOB    NOT NULL -- JSON: member and deputy
) STRICT;

-- Small things that are known about a person here: their department, when they
-- are away.
CREATE TABLE agenda_person (
    platform TEXT NOT NULL,
    person   TEXT NOT NULL,
    kind     TEXT NOT NULL, -- "department", "away/aic"
    value    TEXT NOT NULL,
    PRIMARY KEY (platform, person, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_person_kind ON agenda_person (kind);

-- What is in an archive package, and whether that was confirmed: a meeting, or
-- "aic/2027" for what was brought that year and came on no agenda.
CREATE TABLE agenda_archive (
    what      TEXT    NOT NULL PRIMARY KEY,
    at        INTEGER NOT NULL,
    digest    TEXT    NOT NULL, -- of the package
    confirmed INTEGER NOT NULL DEFAULT 0, -- when the secretary said that it was taken into the records system
    name      TEXT    NOT NULL DEFAULT ''
) STRICT;

-- What was said, sent or decided stays as it was. Only erasing names, and what
-- retention removes after archiving, goes past these.
-- +goose StatementBegin
CREATE TRIGGER agenda_move_stays BEFORE UPDATE OF item, at, action, was, became, holder, reason ON agenda_move BEGIN SELECT RAISE(ABORT, 'moves are records'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agenda_version_stays BEFORE UPDATE ON agenda_version BEGIN SELECT RAISE(ABORT, 'versions are records'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agenda_item_stays BEFORE DELETE ON agenda_item WHEN OLD.state <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = CASE OLD.meeting WHEN '' THEN OLD.committee || '/' || strftime('%Y', OLD.created / 1000, 'unixepoch') ELSE OLD.meeting END AND a.confirmed > 0) BEGIN SELECT RAISE(ABORT, 'items are records'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agenda_version_kept BEFORE DELETE ON agenda_version
    WHEN NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = OLD.meeting AND a.confirmed > 0) BEGIN SELECT RAISE(ABORT, 'versions are records'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agenda_outcome_kept BEFORE DELETE ON agenda_outcome
    WHEN NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = CASE OLD.meeting WHEN '' THEN OLD.committee || '/' || strftime('%Y', OLD.created / 1000, 'unixepoch') ELSE OLD.meeting END AND a.confirmed > 0) BEGIN SELECT RAISE(ABORT, 'decisions are records'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER agenda_move_kept BEFORE DELETE ON agenda_move
    WHEN EXISTS (SELECT 1 FROM agenda_item i WHERE i.id = OLD.item AND i.state <> 'draft'
        AND NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = CASE i.meeting WHEN '' THEN i.committee || '/' || strftime('%Y', i.created / 1000, 'unixepoch') ELSE i.meeting END AND a.confirmed > 0)) BEGIN SELECT RAISE(ABORT, 'moves are records'); END;
-- +goose StatementEnd
