-- The graph, its log, and what the log keeps of idempotency keys. Indexes are in index.go, where they are put right at each opening.

CREATE TABLE node (
  seq        INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  type       TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  createdAt  TEXT    NOT NULL,
  updatedAt  TEXT    NOT NULL,
  updatedBy  TEXT    NOT NULL,
  properties BLOB    NOT NULL -- JSONB; read it with json(properties)
) STRICT;

-- The key starts with the source, so that it also answers what relations remain at a node, which foreign keys ask.
CREATE TABLE relation (
  source     TEXT NOT NULL REFERENCES node (id),
  type       TEXT NOT NULL,
  target     TEXT NOT NULL REFERENCES node (id),
  value      TEXT NOT NULL, -- of the edge's @unique property; '' where it has none
  properties BLOB NOT NULL, -- JSONB
  PRIMARY KEY (source, type, target, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  sequence INTEGER PRIMARY KEY,
  record   TEXT NOT NULL, -- canonical JSON
  hash     TEXT NOT NULL
) STRICT;

CREATE TABLE idempotency (
  actor    TEXT    NOT NULL,
  mutation TEXT    NOT NULL,
  key      TEXT    NOT NULL,
  digest   TEXT    NOT NULL,
  sequence INTEGER NOT NULL REFERENCES change (sequence),
  result   TEXT    NOT NULL,
  PRIMARY KEY (actor, mutation, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  name     TEXT    PRIMARY KEY CHECK (name = 'log'), -- one row
  sequence INTEGER NOT NULL,
  hash     TEXT    NOT NULL,
  at       TEXT    NOT NULL -- of the last change
) STRICT, WITHOUT ROWID;

INSERT INTO head (name, sequence, hash, at) VALUES ('log', 0, '', '');
