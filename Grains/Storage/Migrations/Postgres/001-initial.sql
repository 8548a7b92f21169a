CREATE TABLE experiments (
    key         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          text NOT NULL UNIQUE,
    name        text NOT NULL,
    spec        text NOT NULL,
    state       integer NOT NULL,
    reason      text,
    created     bigint NOT NULL,
    ended       bigint,
    planned     integer,
    counts      text NOT NULL,
    best_trial  integer,
    best_value  double precision,
    last_event  bigint NOT NULL,
    epoch       bigint NOT NULL
);

CREATE TABLE trials (
    experiment   bigint NOT NULL,
    number       integer NOT NULL,
    state        integer NOT NULL,
    attempt      integer NOT NULL,
    failures     integer NOT NULL,
    parameters   text NOT NULL,
    choices      text NOT NULL,
    silo         text,
    slot         text,
    step         double precision NOT NULL,
    steps        bigint NOT NULL,
    unit         text NOT NULL,
    metrics      text NOT NULL,
    objective    double precision,
    started      bigint,
    ended        bigint,
    ended_event  bigint,
    seconds      double precision NOT NULL,
    error        text,
    checkpoints  text NOT NULL,
    PRIMARY KEY (experiment, number)
);

CREATE INDEX trials_by_state ON trials (experiment, state, number);

-- One for each direction: read backwards, an index puts the trials without an objective first.
CREATE INDEX trials_by_objective ON trials (experiment, objective, number);
CREATE INDEX trials_by_objective_descending ON trials (experiment, objective DESC NULLS LAST, number);

CREATE TABLE metric_names (
    key   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name  text NOT NULL UNIQUE
);

CREATE TABLE metrics (
    experiment  bigint NOT NULL,
    trial       integer NOT NULL,
    metric      integer NOT NULL,
    step        bigint NOT NULL,
    value       double precision,
    PRIMARY KEY (experiment, trial, metric, step)
);

CREATE TABLE artifacts (
    experiment  bigint NOT NULL,
    trial       integer NOT NULL,
    name        text COLLATE "C" NOT NULL,
    media_type  text NOT NULL,
    size        bigint NOT NULL,
    sha256      text NOT NULL,
    PRIMARY KEY (experiment, trial, name)
);

CREATE TABLE events (
    experiment  bigint NOT NULL,
    sequence    bigint NOT NULL,
    at          bigint NOT NULL,
    kind        integer NOT NULL,
    trial       integer,
    attempt     integer,
    state       integer,
    text        text,
    PRIMARY KEY (experiment, sequence)
);
