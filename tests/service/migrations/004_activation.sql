-- Activation. A number that a session of the app verified becomes the account's when 2-step
-- verification goes on; `held` is what the account's device has to wait with until
-- `full_power_from_ms`.
ALTER TABLE device_session ADD COLUMN number TEXT;
ALTER TABLE pairing ADD COLUMN held TEXT NOT NULL DEFAULT 'widening'
    CHECK (held IN ('nothing', 'settings', 'widening'));
ALTER TABLE account ADD COLUMN held TEXT NOT NULL DEFAULT 'nothing'
    CHECK (held IN ('nothing', 'settings', 'widening'));
UPDATE account SET held = 'widening' WHERE full_power_from_ms > 0;
