-- The tables beside the records. Instants are ms UTC.

-- Accounts: who may log in. Keys lie in the slot file, not here. Never deleted, only disabled.
CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  login TEXT NOT NULL UNIQUE CHECK (length (login) BETWEEN 1 AND 100), -- as compared: folded
  name TEXT NOT NULL CHECK (length (name) > 0),
  role TEXT NOT NULL CHECK (length (role) > 0),
  staff TEXT, -- id of the staff record
  disabled @I64 NOT NULL CHECK (disabled IN (0, 1)),
  failed @I64 NOT NULL CHECK (failed >= 0), -- wrong passwords since the last login
  locked_until @I64 NOT NULL, -- 0: not locked
  last_login @I64 NOT NULL, -- 0: never
  created_at @I64 NOT NULL
) @STRICT;

-- Settings: the value of the last valid_from not after the day counts; '' = ever since.
CREATE TABLE setting (
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  value TEXT NOT NULL,
  set_at @I64 NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (name, valid_from)
) @CLUSTERED;

-- Forms as typed so far; record is '' for a record that is not stored yet.
CREATE TABLE draft (
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  content TEXT NOT NULL,
  typed_at @I64 NOT NULL,
  PRIMARY KEY (who, kind, record)
) @STRICT;

-- Small pictures of documents, made anew when lost.
CREATE TABLE thumbnail (
  document TEXT NOT NULL PRIMARY KEY,
  bytes @BLOB NOT NULL CHECK (length (bytes) BETWEEN 1 AND 65536)
) @STRICT;

-- The audit chain. prev is the hash of the row before, 32 zero bytes for the first. That a row is
-- the next one is kept by seq and a guard; indexes on the hashes would only cost every save two
-- random pages.
CREATE TABLE audit (
  seq @I64 NOT NULL PRIMARY KEY CHECK (seq >= 1),
  at @I64 NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  kind TEXT,
  record TEXT,
  detail TEXT,
  digest @BLOB NOT NULL CHECK (length (digest) = 32),
  prev @BLOB NOT NULL CHECK (length (prev) = 32),
  hash @BLOB NOT NULL CHECK (length (hash) = 32)
) @STRICT;
CREATE INDEX audit_record ON audit (record, seq);

-- Signatures over the chain up to a row.
CREATE TABLE seal (
  upto @I64 NOT NULL PRIMARY KEY REFERENCES audit (seq),
  at @I64 NOT NULL,
  who TEXT NOT NULL,
  hash @BLOB NOT NULL CHECK (length (hash) = 32),
  signature @BLOB NOT NULL CHECK (length (signature) = 64),
  public_key @BLOB NOT NULL CHECK (length (public_key) = 32)
) @STRICT;

-- The search index: one row per record that has a name or a number. Made anew by a reindex.
CREATE TABLE person (
  n @I64 NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, -- the name, '' = none yet
  number TEXT,
  names TEXT NOT NULL -- all names, normal form, each on a line
) @STRICT;

-- What is found from its beginning. what: MiaoMatch; field: the field that gave it.
CREATE TABLE person_key (
  what @I64 NOT NULL,
  key TEXT NOT NULL,
  n @I64 NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (what, key, n, field)
) @CLUSTERED;

-- Each character of a name but the first, with the one after it: what is found inside names.
CREATE TABLE person_gram (
  gram TEXT NOT NULL,
  n @I64 NOT NULL,
  PRIMARY KEY (gram, n)
) @CLUSTERED;
