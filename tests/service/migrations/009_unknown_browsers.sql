-- After "it was not me" or three wrong numbers in a day no unknown browser asks the phone, until
-- the password changes.
ALTER TABLE account ADD COLUMN unknown_refused_ms INTEGER NOT NULL DEFAULT 0;
-- What an account was asked lately is counted for every page that waits.
CREATE INDEX request_by_account ON request (account_id, created_ms);
