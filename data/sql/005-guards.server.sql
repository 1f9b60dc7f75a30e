-- Guards for PostgreSQL that the dictionary does not tell; the same as 005-guards.file.sql. What
-- they say is put into words in app/store/miao-store-explain.c. Writing transactions wait for one
-- another, so that what is counted here does not change before the commit.

-- 2. At most two open placements per family (Measures of 2014 and domain 6.36).
CREATE FUNCTION guard_placement_family () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  open_states CONSTANT text[] := ARRAY['SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED',
                                       'SHORT_CARE', 'SUSPENDED', 'ENDING'];
BEGIN
  IF NEW.status <> ALL (open_states) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.status = ANY (open_states) AND NEW.family = OLD.family THEN
      RETURN NEW;
    END IF;
  END IF;
  IF (SELECT count (*) FROM placement WHERE family = NEW.family AND id <> NEW.id
      AND status = ANY (open_states)) >= 2 THEN
    RAISE EXCEPTION 'guard:family-full';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER placement_family BEFORE INSERT OR UPDATE ON placement
  FOR EACH ROW EXECUTE FUNCTION guard_placement_family ();

-- The team of a final evaluation is final too.
CREATE FUNCTION guard_evaluation_member () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about text := CASE WHEN TG_OP = 'INSERT' THEN NEW.evaluation ELSE OLD.evaluation END;
BEGIN
  IF (SELECT status FROM evaluation WHERE id = about) IN ('FINAL', 'REVIEWED', 'FILED') THEN
    RAISE EXCEPTION 'guard:final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_member_final BEFORE INSERT OR UPDATE ON evaluation_member
  FOR EACH ROW EXECUTE FUNCTION guard_evaluation_member ();

-- 8. A closed volume takes no further items.
CREATE FUNCTION guard_archive_item () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM archive_volume WHERE id = NEW.volume) NOT IN ('FORMING', 'ARRANGING') THEN
    RAISE EXCEPTION 'guard:sealed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER archive_item_closed BEFORE INSERT ON archive_item
  FOR EACH ROW EXECUTE FUNCTION guard_archive_item ();

-- The foster allowances of a month: lines come while it is open; what is approved stays, and only
-- its payment is noted once.
CREATE FUNCTION guard_allowance_line () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM allowance_run WHERE id = NEW.run) <> 'OPEN' THEN
    RAISE EXCEPTION 'guard:final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allowance_line_final BEFORE INSERT ON allowance_line
  FOR EACH ROW EXECUTE FUNCTION guard_allowance_line ();
CREATE FUNCTION guard_allowance_run () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.month <> OLD.month OR OLD.status = 'PAID'
     OR (OLD.status = 'FINAL' AND (NEW.status <> 'PAID' OR NEW.revision <> OLD.revision
       OR NEW.digest <> OLD.digest OR NEW.total_fen <> OLD.total_fen
       OR NEW.prepared_account <> OLD.prepared_account)) THEN
    RAISE EXCEPTION 'guard:final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allowance_run_final BEFORE UPDATE ON allowance_run
  FOR EACH ROW EXECUTE FUNCTION guard_allowance_run ();
-- A one-off amount that was approved or withdrawn stays as it is; an approved one may be withdrawn
-- until the month that it goes with is approved.
CREATE FUNCTION guard_allowance_extra () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'WITHDRAWN'
     OR (OLD.status = 'APPROVED' AND (NEW.status <> 'WITHDRAWN'
       OR EXISTS (SELECT 1 FROM allowance_line l JOIN allowance_run r ON r.id = l.run
         AND r.revision = l.revision WHERE l.extra = OLD.id AND r.status <> 'OPEN')))
     OR NEW.fen <> OLD.fen OR NEW.month <> OLD.month OR NEW.placement <> OLD.placement
     OR NEW.proposed_account <> OLD.proposed_account THEN
    RAISE EXCEPTION 'guard:final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allowance_extra_final BEFORE UPDATE ON allowance_extra
  FOR EACH ROW EXECUTE FUNCTION guard_allowance_extra ();

-- The audit chain: only the next line, never another.
CREATE FUNCTION guard_audit_insert () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_seq BIGINT := 0;
  last_hash BYTEA := decode (repeat ('00', 32), 'hex');
BEGIN
  SELECT seq, hash INTO last_seq, last_hash FROM audit ORDER BY seq DESC LIMIT 1;
  IF NOT FOUND THEN
    last_seq := 0;
    last_hash := decode (repeat ('00', 32), 'hex');
  END IF;
  IF NEW.seq <> last_seq + 1 OR NEW.prev <> last_hash THEN
    RAISE EXCEPTION 'guard:audit-order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_insert BEFORE INSERT ON audit
  FOR EACH ROW EXECUTE FUNCTION guard_audit_insert ();
CREATE TRIGGER audit_final BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION guard_refuse ('guard:audit-final');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse ('guard:audit-final');

CREATE FUNCTION guard_seal_insert () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.upto <= (SELECT coalesce (max (upto), 0) FROM seal) THEN
    RAISE EXCEPTION 'guard:audit-order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seal_insert BEFORE INSERT ON seal
  FOR EACH ROW EXECUTE FUNCTION guard_seal_insert ();
CREATE TRIGGER seal_final BEFORE UPDATE OR DELETE ON seal
  FOR EACH ROW EXECUTE FUNCTION guard_refuse ('guard:audit-final');
CREATE TRIGGER seal_truncate BEFORE TRUNCATE ON seal
  FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse ('guard:audit-final');

-- Accounts sign what was done; they are disabled, not deleted.
CREATE TRIGGER account_delete BEFORE DELETE ON account
  FOR EACH ROW EXECUTE FUNCTION guard_refuse ('guard:delete');

-- 3. Nobody is placed who has left.
CREATE FUNCTION guard_child_left () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM child WHERE id = NEW.child) IN ('EXITED', 'FOLLOWUP', 'DECEASED') THEN
    RAISE EXCEPTION 'guard:child-left';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER placement_child_left BEFORE INSERT ON placement
  FOR EACH ROW EXECUTE FUNCTION guard_child_left ();

-- For the planner, after an import; whoever may write may ask for it.
CREATE FUNCTION count_rows () RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'miaopu' LOOP
    EXECUTE format ('ANALYZE miaopu.%I', one.tablename);
  END LOOP;
END $$;

-- The next number of the search index; whoever asks may not see all rows.
CREATE FUNCTION person_next () RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$ SELECT coalesce (max (n), 0) + 1 FROM person $$;
