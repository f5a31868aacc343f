-- Invitations that a signed-in browser made for its mailbox. The token is not kept: it is a MAC of
-- the id, and its hash finds the row. `session` is the app's that redeemed it.
CREATE TABLE invitation (
    id         TEXT    PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    browser    TEXT    NOT NULL,
    token_hash TEXT    NOT NULL UNIQUE,
    session    TEXT,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX invitation_by_account ON invitation (account_id, created_ms);
