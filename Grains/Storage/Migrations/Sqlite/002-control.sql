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
