-- What an administrator opened for a while: rows that the role does not see otherwise are read
-- while a return is built. Nobody writes here but the function open_return() of roles.sql, nobody
-- deletes, and it counts only in later transactions, so that nothing is read without a trace.
CREATE TABLE act (
  who TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what = 'return'),
  at @I64 NOT NULL, -- ms UTC, by the server's clock
  xact @I64 NOT NULL, -- the transaction that opened it
  PRIMARY KEY (xact, who)
) @STRICT;
