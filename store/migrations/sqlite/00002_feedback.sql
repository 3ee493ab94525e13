-- +goose Up

-- How often something was said about a knowledge entry on a day. There is no
-- person in it, and nothing that was typed.
CREATE TABLE feedback (
    entry   TEXT    NOT NULL,
    verdict TEXT    NOT NULL,
    day     INTEGER NOT NULL, -- days since 1 January 1970
    n       INTEGER NOT NULL,
    PRIMARY KEY (entry, verdict, day)
) STRICT, WITHOUT ROWID;
