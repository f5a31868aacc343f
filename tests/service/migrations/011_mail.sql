-- How far the e-mails of the outbox have come on their way to the provider's relay.
-- next_try_ms is set when a node takes one, so that one that dies over it leaves it to be taken again.
ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN next_try_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN ended TEXT CHECK (ended IN ('sent', 'refused', 'given_up'));
CREATE INDEX outbox_waiting ON outbox (next_try_ms) WHERE channel = 'email' AND ended IS NULL;
