-- The number of the last report of the newest attempt that was counted, so that what is sent again counts once whoever coordinates.
ALTER TABLE trials ADD COLUMN reported INTEGER NOT NULL DEFAULT 0;
