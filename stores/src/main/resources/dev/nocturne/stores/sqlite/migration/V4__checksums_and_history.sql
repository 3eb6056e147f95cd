-- CRC-32C of what a row says and of whom (docs/adr/0013); null in rows of earlier versions.
ALTER TABLE events ADD COLUMN sum INTEGER;
ALTER TABLE states ADD COLUMN sum INTEGER;
ALTER TABLE attachments ADD COLUMN sum INTEGER;
ALTER TABLE receipts ADD COLUMN sum INTEGER;

-- Names the history of the file: another in each copy, and in what is restored (docs/adr/0014).
ALTER TABLE epoch ADD COLUMN history INTEGER NOT NULL DEFAULT 0;

-- The highest number of a change, beside those that the rowids of events are.
ALTER TABLE epoch ADD COLUMN reached INTEGER NOT NULL DEFAULT 0;

-- The time that retention has come to; null before its first sweep.
ALTER TABLE epoch ADD COLUMN retained_at INTEGER;

PRAGMA user_version = 4;
