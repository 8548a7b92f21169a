-- When it was deleted: nobody sees it any more, and its rows are on their way out.
ALTER TABLE experiments ADD COLUMN deleted INTEGER;

-- The name in lower case, to search in; the database's own lower() knows only ASCII.
ALTER TABLE experiments ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
UPDATE experiments SET folded_name = lower(name);

ALTER TABLE experiments ADD COLUMN active_seconds REAL NOT NULL DEFAULT 0;
ALTER TABLE experiments ADD COLUMN parent TEXT;
ALTER TABLE trials ADD COLUMN adjustments TEXT NOT NULL DEFAULT '[]';

CREATE TABLE attempts (
    experiment  INTEGER NOT NULL,
    trial       INTEGER NOT NULL,
    attempt     INTEGER NOT NULL,
    silo        TEXT NOT NULL,
    slot        TEXT NOT NULL,
    from_step   INTEGER NOT NULL,
    started     INTEGER NOT NULL,
    ended       INTEGER,
    outcome     TEXT,
    error       TEXT,
    PRIMARY KEY (experiment, trial, attempt)
) WITHOUT ROWID;

CREATE INDEX artifacts_by_content ON artifacts (sha256);

CREATE TABLE blobs (
    key      TEXT NOT NULL,
    part     INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    written  INTEGER NOT NULL,
    content  BLOB NOT NULL,
    PRIMARY KEY (key, part)
);
