-- What holds across reports. All rows are of one run, whose key is in `across_runs`; whatever makes them stale empties
-- these tables in the same transaction, so that nothing stale is ever read.

CREATE TABLE across_runs (
  key TEXT NOT NULL
) STRICT;

CREATE TABLE shared_passages (
  id TEXT PRIMARY KEY,
  first_report TEXT NOT NULL,
  second_report TEXT NOT NULL,
  words INTEGER NOT NULL,
  direction TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;

-- `backing` and `standing` are JSON as well: the chains behind the event, and the rule that names its standing.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  place TEXT,
  when_start TEXT,
  when_end TEXT,
  claims INTEGER NOT NULL,
  standing TEXT NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  json TEXT NOT NULL,
  backing_json TEXT NOT NULL,
  standing_json TEXT NOT NULL
) STRICT;

CREATE TABLE event_claims (
  claim TEXT NOT NULL,
  event TEXT NOT NULL REFERENCES events (id)
) STRICT;
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE INDEX event_claims_event ON event_claims (event);

CREATE TABLE disagreements (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE supersessions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  earlier TEXT NOT NULL,
  later TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
