-- What people say of sign-ins that they denied: one report a denial, and the first one stands.
CREATE TABLE report (
    request_id  TEXT    PRIMARY KEY REFERENCES request (id),
    account_id  INTEGER NOT NULL REFERENCES account (id),
    reason      TEXT    NOT NULL CHECK (reason IN ('not_me', 'mistake')),
    subject     TEXT    NOT NULL UNIQUE,
    report      TEXT    NOT NULL,
    receipt     TEXT    NOT NULL,
    reported_ms INTEGER NOT NULL
) STRICT;

-- A report names the answer, not the request.
CREATE UNIQUE INDEX request_by_answer ON request (answer_subject) WHERE answer_subject IS NOT NULL;
