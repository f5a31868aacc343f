-- After "it was not me" or three wrong numbers in a day no unknown browser asks the phone, until
-- the password changes.
ALTER TABLE account ADD COLUMN unknown_refused_ms INTEGER NOT NULL DEFAULT 0;
