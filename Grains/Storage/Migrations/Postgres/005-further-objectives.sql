-- The values of the objectives behind the first one, as a list. Empty where there are none.
ALTER TABLE trials ADD COLUMN further text;
