-- What version 6 has written besides: which reports were counted.
UPDATE trials SET reported = 17 WHERE number = 2;
