-- What an experiment is found by, in lower case; the database's own lower() knows only ASCII.
ALTER TABLE experiments ADD COLUMN folded_text TEXT NOT NULL DEFAULT '';
UPDATE experiments SET folded_text = lower(
    id || char(10) || name || char(10) || json_extract(spec, '$.job') || char(10) || coalesce(json_extract(spec, '$.description'), '') || char(10) ||
    coalesce((SELECT group_concat(value, char(10)) FROM json_each(spec, '$.tags')), ''));

-- The requests for new experiments that may be sent again, each with what came of it.
CREATE TABLE requests (
    key          TEXT PRIMARY KEY,
    fingerprint  TEXT NOT NULL,
    experiment   TEXT NOT NULL,
    at           INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX requests_by_time ON requests (at);
