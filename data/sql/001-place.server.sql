-- What lies beside a file and in the database on a server. All of it is encrypted by the desks.

-- The key file, in one row.
CREATE TABLE key_file (
  id @I64 NOT NULL PRIMARY KEY CHECK (id = 1),
  bytes @BLOB NOT NULL CHECK (length (bytes) BETWEEN 1 AND 1000000)
) @STRICT;

-- Documents' files, in pieces.
CREATE TABLE blob (
  id TEXT NOT NULL CHECK (length (id) = 36),
  n @I64 NOT NULL CHECK (n >= 0),
  bytes @BLOB NOT NULL CHECK (length (bytes) BETWEEN 1 AND 262144),
  PRIMARY KEY (id, n)
) @STRICT;
