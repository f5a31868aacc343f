-- What the owner did with an account from this phone: each with what was signed, and its receipt.
CREATE TABLE action (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    lookup     BLOB    NOT NULL CHECK (length(lookup) = 32),
    state      BLOB    NOT NULL,
    UNIQUE (account_id, lookup)
) STRICT;
