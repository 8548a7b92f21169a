-- What an experiment is found by, in lower case; what lower() knows of letters depends on the database's locale.
-- A text of a user may have the character NUL, which JSON can express and PostgreSQL cannot hold.
ALTER TABLE experiments ADD COLUMN folded_text text NOT NULL DEFAULT '';
UPDATE experiments SET folded_text = lower(
    id || chr(10) || name || chr(10) || (document ->> 'job') || chr(10) || coalesce(document ->> 'description', '') || chr(10) ||
    coalesce((SELECT string_agg(tag, chr(10)) FROM json_array_elements_text(document -> 'tags') AS tag), ''))
FROM (SELECT key AS of, replace(spec, '\u0000', '\ufffd')::json AS document FROM experiments) AS documents WHERE key = documents.of;

-- The requests for new experiments that may be sent again, each with what came of it.
CREATE TABLE requests (
    key          text PRIMARY KEY,
    fingerprint  text NOT NULL,
    experiment   text NOT NULL,
    at           bigint NOT NULL
);

CREATE INDEX requests_by_time ON requests (at);
