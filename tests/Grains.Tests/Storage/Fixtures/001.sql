-- What version 1 has written: one experiment with an ended and a waiting trial.
INSERT INTO experiments (id, name, spec, state, reason, created, ended, planned, counts, best_trial, best_value, last_event, epoch) VALUES
    ('old-one', 'Old One', '{"name":"Old One","job":"classifier","parameters":{"lr":0.1},"objective":{"metric":"test.accuracy"},"seed":7}',
     0, 'because', 1767355200000, NULL, 2, '{"waiting":1,"completed":1}', 1, 0.5, 3, 4);

INSERT INTO trials (experiment, number, state, attempt, failures, parameters, choices, silo, slot, step, steps, unit, metrics, objective, started, ended, ended_event, seconds, error, checkpoints) VALUES
    (1, 1, 2, 1, 0, '{"lr":0.1}', '{"lr":0.1}', 'local', 'cpu:0', 10, 10, 'epoch', '{"test.accuracy":0.5,"loss":"NaN"}', 0.5, 1767355200000, 1767355260000, 2, 60, NULL, '[]'),
    (1, 2, 0, 1, 1, '{"lr":0.2}', '{"lr":0.2}', 'local', 'cpu:1', 4, 10, 'epoch', '{}', NULL, 1767355200000, NULL, NULL, 12.5, 'broken',
     '[{"step":4,"key":"checkpoints/old-one/2/1-4","sha256":"ab"}]');

INSERT INTO metric_names (name) VALUES ('test.accuracy'), ('loss');
INSERT INTO metrics (experiment, trial, metric, step, value) VALUES (1, 1, 1, 1, 0.25), (1, 1, 1, 2, 0.5), (1, 1, 2, 1, NULL);
INSERT INTO artifacts (experiment, trial, name, media_type, size, sha256) VALUES (1, 1, 'weights.npz', 'application/zip', 12, 'cd');
INSERT INTO events (experiment, sequence, at, kind, trial, attempt, state, text) VALUES
    (1, 1, 1767355200000, 3, 1, 1, NULL, 'hello'),
    (1, 2, 1767355260000, 2, 1, 1, 2, NULL),
    (1, 3, 1767355260000, 1, NULL, NULL, 0, 'because');
