-- A code by SMS signs a browser in as well.
CREATE TABLE browser_session_new (
    id           TEXT    PRIMARY KEY,
    browser      TEXT    NOT NULL,
    account_id   INTEGER NOT NULL REFERENCES account (id),
    known        INTEGER NOT NULL CHECK (known IN (0, 1)),
    stage        TEXT    NOT NULL CHECK (stage IN ('ask', 'code', 'not_asked', 'signed_in')),
    request_id   TEXT,
    method       TEXT CHECK (method IN ('password', 'push', 'code', 'sms')),
    password_ms  INTEGER NOT NULL,
    expires_ms   INTEGER NOT NULL
) STRICT;
INSERT INTO browser_session_new SELECT * FROM browser_session;
DROP TABLE browser_session;
ALTER TABLE browser_session_new RENAME TO browser_session;
