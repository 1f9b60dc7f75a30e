-- Guards of the audit chain and its seals, for SQLite: lines are appended in order and stay as they
-- are. The order also stops INSERT OR REPLACE, whose hidden DELETE fires no trigger.

CREATE TRIGGER audit_order BEFORE INSERT ON audit
  WHEN NEW.seq <> (SELECT coalesce (max (seq), 0) + 1 FROM audit)
    OR NEW.prev <> coalesce ((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob (32))
BEGIN SELECT RAISE (ABORT, 'guard:audit-order'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
CREATE TRIGGER seal_order BEFORE INSERT ON seal
  WHEN NEW.upto <= (SELECT coalesce (max (upto), 0) FROM seal)
BEGIN SELECT RAISE (ABORT, 'guard:audit-order'); END;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
