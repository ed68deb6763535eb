-- When reports were written: the result of solving all limits together, what reviewers decided, when a report was read.

CREATE TABLE dated (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  key TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;

-- Append-only: a decision is taken back by another one that revokes it. `report` is the report's identity.
CREATE TABLE date_judgements (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE TRIGGER date_judgements_stay BEFORE UPDATE ON date_judgements
BEGIN SELECT RAISE(ABORT, 'judgements are not changed; revoke them'); END;
CREATE TRIGGER date_judgements_remain BEFORE DELETE ON date_judgements
BEGIN SELECT RAISE(ABORT, 'judgements are not deleted; revoke them'); END;

-- The first day on which a report was read, where the reader told it.
CREATE TABLE read_days (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  day TEXT NOT NULL
) STRICT;
