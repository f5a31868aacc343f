-- What owners did with their accounts from the phone: each once, with the receipt that says so.
CREATE TABLE action (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    device_id  INTEGER NOT NULL REFERENCES device (id),
    kind       TEXT    NOT NULL,
    subject    TEXT    NOT NULL UNIQUE,
    challenge  TEXT    NOT NULL UNIQUE,
    object     TEXT    NOT NULL,
    receipt    TEXT    NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;

-- When the account's password was last typed right: in a session of the app, on a phone.
ALTER TABLE device_session ADD COLUMN password_ms INTEGER;
ALTER TABLE device ADD COLUMN password_ms INTEGER;

-- The hash of the recovery code that a session proved; it is used up by the commit.
ALTER TABLE device_session ADD COLUMN recovered TEXT;
