-- What version 4 has written besides: when points came and how old the trial was at the start of its attempt.
INSERT INTO metrics (experiment, trial, metric, step, value, elapsed) VALUES (1, 1, 1, 3, 0.5, 1500);
UPDATE attempts SET seconds_before = 0.5;
