-- +goose Up

-- Small things an adapter must know again after a restart, such as where it
-- was in a channel, which forms are open, or the token of a slash command.
CREATE TABLE kept (
    area    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    data    BLOB    NOT NULL,
    expires INTEGER NOT NULL DEFAULT 0, -- Unix milliseconds; 0: never
    PRIMARY KEY (area, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_expires ON kept (expires) WHERE expires > 0;
