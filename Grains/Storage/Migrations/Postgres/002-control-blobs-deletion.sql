-- When it was deleted: nobody sees it any more, and its rows are on their way out.
ALTER TABLE experiments ADD COLUMN deleted bigint;

-- The name in lower case, to search in; what lower() knows of letters depends on the database's locale.
ALTER TABLE experiments ADD COLUMN folded_name text NOT NULL DEFAULT '';
UPDATE experiments SET folded_name = lower(name);

ALTER TABLE experiments ADD COLUMN active_seconds double precision NOT NULL DEFAULT 0;
ALTER TABLE experiments ADD COLUMN parent text;
ALTER TABLE trials ADD COLUMN adjustments text NOT NULL DEFAULT '[]';

CREATE TABLE attempts (
    experiment  bigint NOT NULL,
    trial       integer NOT NULL,
    attempt     integer NOT NULL,
    silo        text NOT NULL,
    slot        text NOT NULL,
    from_step   bigint NOT NULL,
    started     bigint NOT NULL,
    ended       bigint,
    outcome     text,
    error       text,
    PRIMARY KEY (experiment, trial, attempt)
);

CREATE INDEX artifacts_by_content ON artifacts (sha256);

CREATE TABLE blobs (
    key      text COLLATE "C" NOT NULL,
    part     integer NOT NULL,
    size     bigint NOT NULL,
    written  bigint NOT NULL,
    content  bytea NOT NULL,
    PRIMARY KEY (key, part)
);
