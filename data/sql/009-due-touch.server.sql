-- Whatever changes a record also says that it is to be looked at again, in the same transaction and
-- whoever writes: PostgreSQL. The same as 009-due-touch.file.sql. The functions are made to run as
-- the owner of the tables in roles.sql: nobody writes marks for records but through these.
-- Printed by build-aux/update-schema.

CREATE FUNCTION due_touch (of_kind text, of_record text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT of_kind, of_record, '', CAST (random () * 9e15 AS bigint) WHERE of_record IS NOT NULL
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn $$;
CREATE FUNCTION due_touch_stays (of_child text) RETURNS void LANGUAGE sql AS $$
  SELECT due_touch ('admission', id) FROM admission
    WHERE child = of_child AND closed_on IS NOT NULL $$;
CREATE FUNCTION due_touch_child (of_child text) RETURNS void LANGUAGE sql AS $$
  SELECT due_touch ('child', id) FROM child
    WHERE id = of_child
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT') $$;

CREATE FUNCTION due_touched () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb (OLD) ELSE to_jsonb (NEW) END;
  now jsonb := to_jsonb (NEW);
BEGIN
  IF TG_TABLE_NAME = 'placement' THEN
    PERFORM due_touch ('placement', NEW.id);
    PERFORM due_touch ('family', now ->> 'family');
    IF was ->> 'family' <> now ->> 'family' THEN
      PERFORM due_touch ('family', was ->> 'family');
    END IF;
  ELSIF TG_TABLE_NAME = 'visit' THEN
    PERFORM due_touch ('placement', now ->> 'placement');
    IF (was ->> 'placement') IS DISTINCT FROM (now ->> 'placement') THEN
      PERFORM due_touch ('placement', was ->> 'placement');
    END IF;
  ELSIF TG_TABLE_NAME = 'evaluation' THEN
    PERFORM due_touch ('placement', now ->> 'placement');
    IF (was ->> 'placement') IS DISTINCT FROM (now ->> 'placement') THEN
      PERFORM due_touch ('placement', was ->> 'placement');
    END IF;
    PERFORM due_touch ('family', now ->> 'subject_family');
    IF (was ->> 'subject_family') IS DISTINCT FROM (now ->> 'subject_family') THEN
      PERFORM due_touch ('family', was ->> 'subject_family');
    END IF;
  ELSIF TG_TABLE_NAME = 'need' THEN
    PERFORM due_touch ('need', NEW.id);
  ELSIF TG_TABLE_NAME = 'termination' THEN
    PERFORM due_touch ('termination', NEW.id);
    PERFORM due_touch ('placement', now ->> 'placement');
  ELSIF TG_TABLE_NAME = 'family' THEN
    PERFORM due_touch ('family', NEW.id);
  ELSIF TG_TABLE_NAME = 'family_member' THEN
    PERFORM due_touch ('family', now ->> 'family');
    IF was ->> 'family' <> now ->> 'family' THEN
      PERFORM due_touch ('family', was ->> 'family');
    END IF;
  ELSIF TG_TABLE_NAME = 'archive_volume' THEN
    PERFORM due_touch ('archive_volume', NEW.id);
    PERFORM due_touch_stays (now ->> 'child');
  ELSIF TG_TABLE_NAME = 'admission' THEN
    IF coalesce (now ->> 'closed_on', was ->> 'closed_on') IS NOT NULL THEN
      PERFORM due_touch ('admission', NEW.id);
    END IF;
    PERFORM due_touch_child (now ->> 'child');
    IF was ->> 'child' <> now ->> 'child' THEN
      PERFORM due_touch_child (was ->> 'child');
    END IF;
  ELSIF TG_TABLE_NAME = 'vaccination' THEN
    PERFORM due_touch_child (now ->> 'child');
    IF was ->> 'child' <> now ->> 'child' THEN
      PERFORM due_touch_child (was ->> 'child');
    END IF;
  ELSIF TG_TABLE_NAME = 'growth_measure' THEN
    PERFORM due_touch_child (now ->> 'child');
    IF was ->> 'child' <> now ->> 'child' THEN
      PERFORM due_touch_child (was ->> 'child');
    END IF;
  ELSIF TG_TABLE_NAME = 'document' THEN
    PERFORM due_touch_stays (now ->> 'owner_id');
    IF (was ->> 'owner_id') IS DISTINCT FROM (now ->> 'owner_id') THEN
      PERFORM due_touch_stays (was ->> 'owner_id');
    END IF;
  ELSIF TG_TABLE_NAME = 'agreement' THEN
    PERFORM due_touch ('placement', id) FROM placement WHERE agreement = NEW.id;
  ELSIF TG_TABLE_NAME = 'child' THEN
    PERFORM due_touch_child (NEW.id);
    IF (was ->> 'birth_date') IS DISTINCT FROM (now ->> 'birth_date') THEN
      PERFORM due_touch ('placement', id) FROM placement WHERE child = NEW.id;
    END IF;
    IF was ->> 'status' <> now ->> 'status' THEN
      PERFORM due_touch_stays (NEW.id);
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER placement_due AFTER INSERT OR UPDATE ON placement
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER visit_due AFTER INSERT OR UPDATE ON visit
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER evaluation_due AFTER INSERT OR UPDATE ON evaluation
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER need_due AFTER INSERT OR UPDATE ON need
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER termination_due AFTER INSERT OR UPDATE ON termination
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER family_due AFTER INSERT OR UPDATE ON family
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER family_member_due AFTER INSERT OR UPDATE ON family_member
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER archive_volume_due AFTER INSERT OR UPDATE ON archive_volume
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER admission_due AFTER INSERT OR UPDATE ON admission
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER vaccination_due AFTER INSERT OR UPDATE ON vaccination
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER growth_measure_due AFTER INSERT OR UPDATE ON growth_measure
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER document_due AFTER INSERT OR UPDATE ON document
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER agreement_due AFTER INSERT OR UPDATE ON agreement
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
CREATE TRIGGER child_due AFTER INSERT OR UPDATE ON child
  FOR EACH ROW EXECUTE FUNCTION due_touched ();
