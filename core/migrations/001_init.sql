-- The first schema. docs/STORAGE.md says what stands in each column.

-- "ASNO": says that the file is one of ours.
PRAGMA application_id = 0x41534E4F;

CREATE TABLE meta (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    store_id BLOB NOT NULL CHECK (length(store_id) = 16),
    canary   BLOB NOT NULL
) STRICT;

-- AUTOINCREMENT everywhere below: a row id is part of what is sealed, so none is used twice.
CREATE TABLE pairing (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    state BLOB NOT NULL
) STRICT;

CREATE TABLE code (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL,
    secret  BLOB
) STRICT;

CREATE TABLE contact (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    lookup BLOB NOT NULL UNIQUE CHECK (length(lookup) = 32),
    state  BLOB NOT NULL
) STRICT;

CREATE TABLE account (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    lookup  BLOB    NOT NULL UNIQUE CHECK (length(lookup) = 32),
    state   BLOB    NOT NULL,
    code_id INTEGER UNIQUE REFERENCES code (id)
) STRICT;

CREATE TABLE approval (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    lookup     BLOB    NOT NULL CHECK (length(lookup) = 32),
    state      BLOB    NOT NULL,
    UNIQUE (account_id, lookup)
) STRICT;
