-- What version 5 has written besides: the values of further objectives.
UPDATE trials SET further = '[12.5,null]' WHERE number = 1;
