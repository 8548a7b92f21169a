-- What version 2 has written besides: an attempt, an adjustment.
INSERT INTO attempts (experiment, trial, attempt, silo, slot, from_step, started, ended, outcome, error) VALUES
    (1, 1, 1, 'local', 'cpu:0', 0, 1767355200000, 1767355260000, 'completed', NULL);
UPDATE trials SET adjustments = '[{"path":"lr","value":0.3,"step":5}]' WHERE number = 1;
UPDATE experiments SET active_seconds = 60, parent = 'older-one';
