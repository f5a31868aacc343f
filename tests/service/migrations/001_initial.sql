-- The stand-in provider's database. All moments are Unix milliseconds on the provider's clock.

CREATE TABLE meta (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    store_id BLOB    NOT NULL
) STRICT;
INSERT INTO meta (only, store_id) VALUES (1, randomblob(16));

-- The signed keys objects, epoch 1 first. The private keys are files beside the database.
CREATE TABLE keys_chain (
    epoch      INTEGER PRIMARY KEY,
    kid        TEXT    NOT NULL,
    object     TEXT    NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

-- One row per mailbox. A transaction that settles something for an account raises `turn` first:
-- on a database with row locks that one update makes its competitors wait.
CREATE TABLE account (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    pseudonym             TEXT    NOT NULL UNIQUE,
    email                 TEXT    NOT NULL UNIQUE,
    name                  TEXT    NOT NULL,
    language              TEXT    NOT NULL CHECK (language IN ('en', 'it')),
    password_hash         TEXT    NOT NULL,
    previous_password     TEXT,
    password_changed_ms   INTEGER NOT NULL,
    owner_since_ms        INTEGER NOT NULL,
    two_step              INTEGER NOT NULL CHECK (two_step IN (0, 1)),
    number                TEXT,
    number_verified_ms    INTEGER,
    notice_address        TEXT,
    notice_verified_ms    INTEGER,
    primary_method        TEXT    NOT NULL CHECK (primary_method IN ('push', 'code')),
    push_allowed          INTEGER NOT NULL CHECK (push_allowed IN (0, 1)),
    code_allowed          INTEGER NOT NULL CHECK (code_allowed IN (0, 1)),
    sms_allowed           INTEGER NOT NULL CHECK (sms_allowed IN (0, 1)),
    recovery_code_hash    TEXT,
    generation            INTEGER NOT NULL,
    full_power_from_ms    INTEGER NOT NULL,
    frozen_ms             INTEGER,
    created_ms            INTEGER NOT NULL,
    turn                  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every phone that ever was an account's device. Rows stay: keys that went out never return.
CREATE TABLE device (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id            INTEGER NOT NULL REFERENCES account (id),
    generation            INTEGER NOT NULL,
    possession            BLOB    NOT NULL,
    possession_thumbprint TEXT    NOT NULL UNIQUE,
    approval              BLOB    NOT NULL,
    approval_thumbprint   TEXT    NOT NULL UNIQUE,
    class                 TEXT    NOT NULL,
    level                 TEXT    NOT NULL,
    name                  TEXT    NOT NULL,
    app                   TEXT    NOT NULL,
    proof                 TEXT    NOT NULL CHECK (proof IN ('sms', 'old_key', 'recovery', 'identity')),
    statement             TEXT    NOT NULL,
    paired                TEXT    NOT NULL,
    totp_secret           BLOB    NOT NULL,
    totp_last_step        INTEGER NOT NULL DEFAULT 0,
    long_poll             TEXT,
    state                 TEXT    NOT NULL CHECK (state IN
        ('associated', 'replaced', 'owner_changed', 'signed_out', 'deactivated')),
    since_ms              INTEGER NOT NULL,
    out_ms                INTEGER,
    UNIQUE (account_id, generation)
) STRICT;
CREATE UNIQUE INDEX one_device_per_account ON device (account_id) WHERE state = 'associated';

-- Every approval key of every accepted statement, committed or not: it may stand in no other.
CREATE TABLE stated_key (
    thumbprint TEXT    PRIMARY KEY,
    pairing_id INTEGER NOT NULL REFERENCES pairing (id)
) STRICT;

-- A sign-in of the app, bound to a possession key before any password is sent. `source` counts
-- the sessions of one network address and is a MAC of it. What the account was at the right
-- password is kept, so that the session ends when the account is no longer that.
CREATE TABLE device_session (
    id                    TEXT    PRIMARY KEY,
    possession            BLOB    NOT NULL,
    possession_thumbprint TEXT    NOT NULL,
    source                BLOB    NOT NULL,
    state                 TEXT    NOT NULL CHECK (state IN
        ('new', 'code', 'signed_in', 'not_active', 'ended')),
    password_tries_left   INTEGER NOT NULL,
    account_id            INTEGER REFERENCES account (id),
    password_changed_ms   INTEGER,
    owner_since_ms        INTEGER,
    created_ms            INTEGER NOT NULL,
    expires_ms            INTEGER NOT NULL
) STRICT;
CREATE INDEX device_session_by_key ON device_session (possession_thumbprint);
CREATE INDEX device_session_by_source ON device_session (source, created_ms);

CREATE TABLE sms_code (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id            INTEGER NOT NULL REFERENCES account (id),
    purpose               TEXT    NOT NULL CHECK (purpose IN
        ('sign_in', 'associate', 'verify_number', 'deactivate')),
    session               TEXT    NOT NULL,
    number                TEXT    NOT NULL,
    possession_thumbprint TEXT,
    mac                   BLOB    NOT NULL,
    tries_left            INTEGER NOT NULL,
    state                 TEXT    NOT NULL CHECK (state IN ('live', 'used', 'burned', 'replaced')),
    created_ms            INTEGER NOT NULL,
    expires_ms            INTEGER NOT NULL
) STRICT;
CREATE INDEX sms_code_by_account ON sms_code (account_id, created_ms);
CREATE UNIQUE INDEX one_live_code ON sms_code (session, purpose) WHERE state = 'live';

CREATE TABLE wrong_code (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    kind       TEXT    NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_code_by_account ON wrong_code (account_id, at_ms);

-- Wrong passwords on the page, by a MAC of the network address: they never lock an account.
CREATE TABLE wrong_password (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket BLOB    NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_password_by_bucket ON wrong_password (bucket, at_ms);

-- One attempt to make a phone the account's device. `generation` is the account's when the
-- challenge was made; the commit gives the next one and succeeds only if nobody did before.
CREATE TABLE pairing (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    session               TEXT    NOT NULL REFERENCES device_session (id),
    account_id            INTEGER NOT NULL REFERENCES account (id),
    state                 TEXT    NOT NULL CHECK (state IN
        ('challenge', 'reserved', 'committed', 'ended')),
    created_ms            INTEGER NOT NULL,
    expires_ms            INTEGER NOT NULL,
    code_mac              BLOB    NOT NULL,
    generation            INTEGER NOT NULL,
    challenge             TEXT    NOT NULL,
    ephemeral             BLOB,
    statement             TEXT,
    statement_subject     TEXT,
    approval              BLOB,
    approval_thumbprint   TEXT,
    class                 TEXT,
    level                 TEXT,
    device_name           TEXT,
    app                   TEXT,
    totp_secret           BLOB,
    full_power_from_ms    INTEGER,
    paired                TEXT,
    paired_hash           TEXT
) STRICT;
CREATE UNIQUE INDEX one_challenge_per_session ON pairing (session)
    WHERE state IN ('challenge', 'reserved');
CREATE INDEX pairing_by_paired ON pairing (paired_hash);

-- A browser after the right password. The cookie itself is not kept, only its hash.
-- `browser` stays when the cookie is replaced and never leaves the database.
CREATE TABLE browser_session (
    id           TEXT    PRIMARY KEY,
    browser      TEXT    NOT NULL,
    account_id   INTEGER NOT NULL REFERENCES account (id),
    known        INTEGER NOT NULL CHECK (known IN (0, 1)),
    stage        TEXT    NOT NULL CHECK (stage IN ('ask', 'code', 'not_asked', 'signed_in')),
    request_id   TEXT,
    method       TEXT CHECK (method IN ('password', 'push', 'code')),
    password_ms  INTEGER NOT NULL,
    expires_ms   INTEGER NOT NULL
) STRICT;

CREATE TABLE known_browser (
    id         TEXT    NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id),
    since_ms   INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    PRIMARY KEY (id, account_id)
) STRICT;

-- An approval request. `number` is erased when the request is settled.
CREATE TABLE request (
    id              TEXT    PRIMARY KEY,
    account_id      INTEGER NOT NULL REFERENCES account (id),
    device_id       INTEGER NOT NULL REFERENCES device (id),
    generation      INTEGER NOT NULL,
    class           TEXT    NOT NULL CHECK (class IN ('known', 'unknown')),
    browser_session TEXT    NOT NULL,
    browser         TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('sign_in', 'action')),
    number          TEXT,
    number_digits   INTEGER NOT NULL,
    object          TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN
        ('open', 'approved', 'denied', 'burned', 'expired', 'cancelled')),
    created_ms      INTEGER NOT NULL,
    expires_ms      INTEGER NOT NULL,
    settled_ms      INTEGER,
    answer_subject  TEXT,
    answer          TEXT,
    receipt         TEXT,
    consumed_ms     INTEGER
) STRICT;
CREATE UNIQUE INDEX one_open_request ON request (account_id, class) WHERE state = 'open';
CREATE INDEX request_by_device ON request (device_id, state);

CREATE TABLE seen_jti (
    thumbprint TEXT    NOT NULL,
    jti        TEXT    NOT NULL,
    until_ms   INTEGER NOT NULL,
    PRIMARY KEY (thumbprint, jti)
) STRICT;
CREATE INDEX seen_jti_by_end ON seen_jti (until_ms);

-- What would have been sent. `recipient` of a notice to a phone is its device id.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    channel    TEXT    NOT NULL CHECK (channel IN ('sms', 'email', 'phone')),
    recipient  TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;
