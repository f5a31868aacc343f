-- "It was not me": links in the notices of what was done with an account. The token is not kept,
-- its hash is. What the account was before is kept with it: contesting goes back to that where it
-- takes power away.
CREATE TABLE contest (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id            INTEGER NOT NULL REFERENCES account (id),
    token_hash            TEXT    NOT NULL UNIQUE,
    two_step              INTEGER NOT NULL CHECK (two_step IN (0, 1)),
    recovery_code_hash    TEXT,
    recovery_code_from_ms INTEGER NOT NULL,
    since_ms              INTEGER NOT NULL,
    expires_ms            INTEGER NOT NULL,
    used_ms               INTEGER
) STRICT;
CREATE INDEX contest_by_account ON contest (account_id);

-- After an owner change: until when the first phone that comes by SMS has the rank of the
-- provider's own check.
ALTER TABLE account ADD COLUMN identity_until_ms INTEGER NOT NULL DEFAULT 0;
