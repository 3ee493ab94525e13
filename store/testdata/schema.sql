CREATE TABLE agenda_archive (
    what      TEXT    NOT NULL PRIMARY KEY,
    at        INTEGER NOT NULL,
    digest    TEXT    NOT NULL, -- of the package
    confirmed INTEGER NOT NULL DEFAULT 0, -- when the secretary said that it was taken into the records system
    name      TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE TRIGGER agenda_item_stays BEFORE DELETE ON agenda_item WHEN OLD.state <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = CASE OLD.meeting WHEN '' THEN OLD.committee || '/' || strftime('%Y', OLD.created / 1000, 'unixepoch') ELSE OLD.meeting END AND a.confirmed > 0) BEGIN SELECT RAISE(ABORT, 'items are records'); END;

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

CREATE INDEX agenda_item_meeting ON agenda_item (meeting, id) WHERE meeting <> '';

CREATE UNIQUE INDEX agenda_item_number ON agenda_item (number) WHERE number <> '';

CREATE INDEX agenda_item_person ON agenda_item (platform, person, created DESC, id);

CREATE INDEX agenda_item_state ON agenda_item (committee, state, created, id);

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

CREATE TRIGGER agenda_move_kept BEFORE DELETE ON agenda_move
    WHEN EXISTS (SELECT 1 FROM agenda_item i WHERE i.id = OLD.item AND i.state <> 'draft'
        AND NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = CASE i.meeting WHEN '' THEN i.committee || '/' || strftime('%Y', i.created / 1000, 'unixepoch') ELSE i.meeting END AND a.confirmed > 0)) BEGIN SELECT RAISE(ABORT, 'moves are records'); END;

CREATE TRIGGER agenda_move_stays BEFORE UPDATE OF item, at, action, was, became, holder, reason ON agenda_move BEGIN SELECT RAISE(ABORT, 'moves are records'); END;

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

CREATE TABLE agenda_number (
    committee TEXT    NOT NULL,
    series    TEXT    NOT NULL, -- "item/2027", "decision/2027"
    last      INTEGER NOT NULL,
    PRIMARY KEY (committee, series)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER agenda_outcome_kept BEFORE DELETE ON agenda_outcome
    WHEN NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = CASE OLD.meeting WHEN '' THEN OLD.committee || '/' || strftime('%Y', OLD.created / 1000, 'unixepoch') ELSE OLD.meeting END AND a.confirmed > 0) BEGIN SELECT RAISE(ABORT, 'decisions are records'); END;

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

CREATE INDEX agenda_outcome_item ON agenda_outcome (item, id) WHERE item > 0;

CREATE INDEX agenda_outcome_list ON agenda_outcome (committee, kind, done, id);

CREATE INDEX agenda_outcome_meeting ON agenda_outcome (meeting, id);

CREATE TABLE agenda_person (
    platform TEXT NOT NULL,
    person   TEXT NOT NULL,
    kind     TEXT NOT NULL, -- "department", "away/aic"
    value    TEXT NOT NULL,
    PRIMARY KEY (platform, person, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX agenda_person_kind ON agenda_person (kind);

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

CREATE TRIGGER agenda_version_kept BEFORE DELETE ON agenda_version
    WHEN NOT EXISTS (SELECT 1 FROM agenda_archive a WHERE a.what = OLD.meeting AND a.confirmed > 0) BEGIN SELECT RAISE(ABORT, 'versions are records'); END;

CREATE TRIGGER agenda_version_stays BEFORE UPDATE ON agenda_version BEGIN SELECT RAISE(ABORT, 'versions are records'); END;

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

