-- Guards for SQLite that the dictionary does not tell. What they say is put into words in
-- app/store/miao-store-explain.c.

-- 2. At most two open placements per family (Measures of 2014 and domain 6.36).
CREATE TRIGGER placement_family_insert BEFORE INSERT ON placement
  WHEN NEW.status IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE', 'SUSPENDED',
                      'ENDING')
    AND (SELECT count(*) FROM placement WHERE family = NEW.family AND id <> NEW.id
         AND status IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE',
                        'SUSPENDED', 'ENDING')) >= 2
BEGIN SELECT RAISE (ABORT, 'guard:family-full'); END;

CREATE TRIGGER placement_family_update BEFORE UPDATE ON placement
  WHEN NEW.status IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE', 'SUSPENDED',
                      'ENDING')
    AND (OLD.status NOT IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE',
                            'SUSPENDED', 'ENDING') OR NEW.family <> OLD.family)
    AND (SELECT count(*) FROM placement WHERE family = NEW.family AND id <> NEW.id
         AND status IN ('SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE',
                        'SUSPENDED', 'ENDING')) >= 2
BEGIN SELECT RAISE (ABORT, 'guard:family-full'); END;

-- The team of a final evaluation is final too.
CREATE TRIGGER evaluation_member_final_insert BEFORE INSERT ON evaluation_member
  WHEN (SELECT status FROM evaluation WHERE id = NEW.evaluation) IN ('FINAL', 'REVIEWED', 'FILED')
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER evaluation_member_final_update BEFORE UPDATE ON evaluation_member
  WHEN (SELECT status FROM evaluation WHERE id = OLD.evaluation) IN ('FINAL', 'REVIEWED', 'FILED')
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;

-- 8. A closed volume takes no further items.
CREATE TRIGGER archive_item_closed BEFORE INSERT ON archive_item
  WHEN (SELECT status FROM archive_volume WHERE id = NEW.volume) NOT IN ('FORMING', 'ARRANGING')
BEGIN SELECT RAISE (ABORT, 'guard:sealed'); END;

-- The foster allowances of a month: lines come while it is open; what is approved stays, and only
-- its payment is noted once.
CREATE TRIGGER allowance_line_final BEFORE INSERT ON allowance_line
  WHEN (SELECT status FROM allowance_run WHERE id = NEW.run) <> 'OPEN'
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER allowance_run_final BEFORE UPDATE ON allowance_run
  WHEN NEW.month <> OLD.month OR OLD.status = 'PAID'
    OR (OLD.status = 'FINAL' AND (NEW.status <> 'PAID' OR NEW.revision <> OLD.revision
      OR NEW.digest <> OLD.digest OR NEW.total_fen <> OLD.total_fen
      OR NEW.prepared_account <> OLD.prepared_account))
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
-- A one-off amount that was approved or withdrawn stays as it is; an approved one may be withdrawn
-- until the month that it goes with is approved.
CREATE TRIGGER allowance_extra_final BEFORE UPDATE ON allowance_extra
  WHEN OLD.status = 'WITHDRAWN'
    OR (OLD.status = 'APPROVED' AND (NEW.status <> 'WITHDRAWN'
      OR EXISTS (SELECT 1 FROM allowance_line l JOIN allowance_run r ON r.id = l.run
        AND r.revision = l.revision WHERE l.extra = OLD.id AND r.status <> 'OPEN')))
    OR NEW.fen <> OLD.fen OR NEW.month <> OLD.month OR NEW.placement <> OLD.placement
    OR NEW.proposed_account <> OLD.proposed_account
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;

-- The audit chain: only the next line, never another.
CREATE TRIGGER audit_insert BEFORE INSERT ON audit
  WHEN NEW.seq <> (SELECT coalesce (max (seq), 0) + 1 FROM audit)
    OR NEW.prev <> coalesce ((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob (32))
BEGIN SELECT RAISE (ABORT, 'guard:audit-order'); END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
-- The order also stops INSERT OR REPLACE, whose hidden delete fires no trigger.
CREATE TRIGGER seal_insert BEFORE INSERT ON seal
  WHEN NEW.upto <= (SELECT coalesce (max (upto), 0) FROM seal)
BEGIN SELECT RAISE (ABORT, 'guard:audit-order'); END;
CREATE TRIGGER seal_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;
CREATE TRIGGER seal_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE (ABORT, 'guard:audit-final'); END;

-- Accounts sign what was done; they are disabled, not deleted.
CREATE TRIGGER account_delete BEFORE DELETE ON account
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;

-- 3. Nobody is placed who has left.
CREATE TRIGGER placement_child_left BEFORE INSERT ON placement
  WHEN (SELECT status FROM child WHERE id = NEW.child) IN ('EXITED', 'FOLLOWUP', 'DECEASED')
BEGIN SELECT RAISE (ABORT, 'guard:child-left'); END;
