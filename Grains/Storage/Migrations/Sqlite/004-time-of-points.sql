-- How long the trial had computed: for a point in milliseconds, for the start of an attempt in seconds. Empty for what was stored before.
ALTER TABLE metrics ADD COLUMN elapsed INTEGER;
ALTER TABLE attempts ADD COLUMN seconds_before REAL;
