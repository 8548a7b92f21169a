-- What version 3 has written besides: what the experiment is found by, and the request for it.
UPDATE experiments SET folded_text = 'old-one found again';
INSERT INTO requests (key, fingerprint, experiment, at) VALUES ('key-1', 'f1', 'old-one', 1767355200000);
