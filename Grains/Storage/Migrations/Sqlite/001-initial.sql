CREATE TABLE experiments (
    key         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    spec        TEXT NOT NULL,
    state       INTEGER NOT NULL,
    reason      TEXT,
    created     INTEGER NOT NULL,
    ended       INTEGER,
    planned     INTEGER,
    counts      TEXT NOT NULL,
    best_trial  INTEGER,
    best_value  REAL,
    last_event  INTEGER NOT NULL,
    epoch       INTEGER NOT NULL
);

CREATE TABLE trials (
    experiment       INTEGER NOT NULL REFERENCES experiments (key),
    number           INTEGER NOT NULL,
    state            INTEGER NOT NULL,
    attempt          INTEGER NOT NULL,
    failures         INTEGER NOT NULL,
    parameters       TEXT NOT NULL,
    choices          TEXT NOT NULL,
    silo             TEXT,
    slot             TEXT,
    step             REAL NOT NULL,
    steps            INTEGER NOT NULL,
    unit             TEXT NOT NULL,
    metrics          TEXT NOT NULL,
    objective        REAL,
    started          INTEGER,
    ended            INTEGER,
    ended_event      INTEGER,
    seconds          REAL NOT NULL,
    error            TEXT,
    checkpoints      TEXT NOT NULL,
    PRIMARY KEY (experiment, number)
) WITHOUT ROWID;

CREATE INDEX trials_by_state ON trials (experiment, state, number);
CREATE INDEX trials_by_objective ON trials (experiment, objective);

CREATE TABLE metric_names (
    key   INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE
);

CREATE TABLE metrics (
    experiment  INTEGER NOT NULL,
    trial       INTEGER NOT NULL,
    metric      INTEGER NOT NULL REFERENCES metric_names (key),
    step        INTEGER NOT NULL,
    value       REAL,
    PRIMARY KEY (experiment, trial, metric, step)
) WITHOUT ROWID;

CREATE TABLE artifacts (
    experiment  INTEGER NOT NULL,
    trial       INTEGER NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    PRIMARY KEY (experiment, trial, name)
) WITHOUT ROWID;

CREATE TABLE events (
    experiment  INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    trial       INTEGER,
    attempt     INTEGER,
    state       INTEGER,
    text        TEXT,
    PRIMARY KEY (experiment, sequence)
) WITHOUT ROWID;
