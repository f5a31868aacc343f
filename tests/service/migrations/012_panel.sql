-- What the owner does in a browser that is signed in. Where a session was seen last, for the list
-- of browsers.
ALTER TABLE browser_session ADD COLUMN seen TEXT;
-- A number is changed with a code to the new one and one to the one before.
CREATE TABLE sms_code_new (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id            INTEGER NOT NULL REFERENCES account (id),
    purpose               TEXT    NOT NULL CHECK (purpose IN
        ('sign_in', 'associate', 'verify_number', 'change_number', 'deactivate')),
    session               TEXT    NOT NULL,
    number                TEXT    NOT NULL,
    possession_thumbprint TEXT,
    mac                   BLOB    NOT NULL,
    tries_left            INTEGER NOT NULL,
    state                 TEXT    NOT NULL CHECK (state IN ('live', 'used', 'burned', 'replaced')),
    created_ms            INTEGER NOT NULL,
    expires_ms            INTEGER NOT NULL
) STRICT;
INSERT INTO sms_code_new SELECT * FROM sms_code;
DROP TABLE sms_code;
ALTER TABLE sms_code_new RENAME TO sms_code;
CREATE INDEX sms_code_by_account ON sms_code (account_id, created_ms);
CREATE UNIQUE INDEX one_live_code ON sms_code (session, purpose) WHERE state = 'live';
-- Contesting goes back on these too; they are not known of links that were sent before.
ALTER TABLE contest ADD COLUMN number TEXT;
ALTER TABLE contest ADD COLUMN notice_address TEXT;
ALTER TABLE contest ADD COLUMN code_allowed INTEGER CHECK (code_allowed IN (0, 1));
ALTER TABLE contest ADD COLUMN sms_allowed INTEGER CHECK (sms_allowed IN (0, 1));
