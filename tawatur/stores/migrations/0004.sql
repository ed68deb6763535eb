-- What dating keeps of each report between runs, so that adding one report to many does not read them all again: what
-- the report says of its day by itself, and its words as the search for shared passages sees them (`words` is empty
-- where no report lacks a date). `key` says what both were made from.

CREATE TABLE dating_kept (
  report TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  json TEXT NOT NULL,
  words BLOB
) STRICT;
