-- Tables follow the types of tawatur/model. Indexed columns stand beside `json`, the whole value.
-- Every derived row names the stage and version that made it; `stage_runs` holds the key that says whether it is current.

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  identity TEXT NOT NULL,
  version INTEGER NOT NULL,
  superseded INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  outlet TEXT,
  published_start TEXT,
  published_end TEXT,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  json TEXT NOT NULL,
  lines TEXT NOT NULL
) STRICT;
CREATE INDEX reports_identity ON reports (identity, version);
CREATE INDEX reports_name ON reports (name);

CREATE TABLE refusals (
  source TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  advice TEXT NOT NULL,
  PRIMARY KEY (source, stage)
) STRICT;

CREATE TABLE stage_runs (
  report TEXT NOT NULL REFERENCES reports (id),
  stage TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (report, stage)
) STRICT;

CREATE TABLE passages (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  part TEXT NOT NULL,
  stage TEXT NOT NULL,
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX passages_report ON passages (report, "start");

CREATE TABLE mentions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_report ON mentions (report, "start");

CREATE TABLE datings (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  "start" TEXT,
  "end" TEXT,
  stage TEXT NOT NULL,
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;

CREATE TABLE claims (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL,
  place TEXT,
  lat REAL,
  lon REAL,
  when_start TEXT,
  when_end TEXT,
  polarity TEXT NOT NULL,
  modality TEXT NOT NULL,
  stage TEXT NOT NULL,
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX claims_report ON claims (report, "start");
CREATE INDEX claims_type ON claims (type);
CREATE INDEX claims_id ON claims (id);

-- The names that a claim is found by, folded: role is agent, target, place or source.
CREATE TABLE claim_names (
  claim INTEGER NOT NULL REFERENCES claims (row),
  role TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE INDEX claim_names_claim ON claim_names (claim);
CREATE INDEX claim_names_key ON claim_names (role, key);

-- Points of claims, by claims.row.
CREATE VIRTUAL TABLE claim_points USING rtree (row, min_lat, max_lat, min_lon, max_lon);

-- Sentences by passages.row; `shadow` holds folded, light-stemmed words, so that any SQLite can search it.
CREATE VIRTUAL TABLE sentences USING fts5 (shadow, tokenize = 'unicode61');
