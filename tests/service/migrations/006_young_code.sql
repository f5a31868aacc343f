-- A recovery code that was made while settings were held proves no more than an SMS until they are
-- not: else whoever activates with a number of their own would lift the hold with it.
ALTER TABLE account ADD COLUMN recovery_code_from_ms INTEGER NOT NULL DEFAULT 0;
UPDATE account SET recovery_code_from_ms = full_power_from_ms WHERE held = 'settings';
