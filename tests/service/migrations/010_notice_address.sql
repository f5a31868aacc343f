-- A notice address that its owner has yet to confirm, with the code that was mailed there. Codes
-- themselves are not kept, only a MAC of each.
CREATE TABLE notice_code (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    address    TEXT    NOT NULL,
    mac        BLOB    NOT NULL,
    tries_left INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_code_by_account ON notice_code (account_id, created_ms);
