-- Whatever changes a record also says that it is to be looked at again, in the same transaction and
-- whoever writes: SQLite. The same as 009-due-touch.server.sql. Printed by
-- build-aux/update-schema.

CREATE TRIGGER placement_due_insert AFTER INSERT ON placement
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('placement', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('family', NEW.family, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER visit_due_insert AFTER INSERT ON visit
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'placement', id, '', random () FROM placement WHERE id = NEW.placement
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER evaluation_due_insert AFTER INSERT ON evaluation
  WHEN NEW.placement IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'placement', id, '', random () FROM placement WHERE id = NEW.placement
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER evaluation_due_family_insert AFTER INSERT ON evaluation
  WHEN NEW.subject_family IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'family', id, '', random () FROM family WHERE id = NEW.subject_family
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER need_due_insert AFTER INSERT ON need
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('need', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER termination_due_insert AFTER INSERT ON termination
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('termination', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('placement', NEW.placement, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER family_due_insert AFTER INSERT ON family
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('family', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER family_member_due_insert AFTER INSERT ON family_member
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('family', NEW.family, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER archive_volume_due_insert AFTER INSERT ON archive_volume
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('archive_volume', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'admission', id, '', random () FROM admission WHERE child = NEW.child AND closed_on IS NOT NULL
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER admission_due_insert AFTER INSERT ON admission
  WHEN NEW.closed_on IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('admission', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER admission_due_child_insert AFTER INSERT ON admission
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'child', id, '', random () FROM child WHERE id = NEW.child
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER vaccination_due_insert AFTER INSERT ON vaccination
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'child', id, '', random () FROM child WHERE id = NEW.child
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER growth_measure_due_insert AFTER INSERT ON growth_measure
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'child', id, '', random () FROM child WHERE id = NEW.child
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER document_due_insert AFTER INSERT ON document
  WHEN NEW.owner_id IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'admission', id, '', random () FROM admission WHERE child = NEW.owner_id AND closed_on IS NOT NULL
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER child_due_own_insert AFTER INSERT ON child
  WHEN NEW.status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('child', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER placement_due_update AFTER UPDATE ON placement
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('placement', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('family', NEW.family, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'family', id, '', random () FROM family WHERE id = OLD.family AND id <> NEW.family
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER visit_due_update AFTER UPDATE ON visit
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'placement', id, '', random () FROM placement WHERE id = NEW.placement OR id = OLD.placement
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER evaluation_due_update AFTER UPDATE ON evaluation
  WHEN NEW.placement IS NOT NULL OR OLD.placement IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'placement', id, '', random () FROM placement WHERE id = NEW.placement OR id = OLD.placement
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER evaluation_due_family_update AFTER UPDATE ON evaluation
  WHEN NEW.subject_family IS NOT NULL OR OLD.subject_family IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'family', id, '', random () FROM family WHERE id = NEW.subject_family OR id = OLD.subject_family
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER need_due_update AFTER UPDATE ON need
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('need', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER termination_due_update AFTER UPDATE ON termination
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('termination', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('placement', NEW.placement, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER family_due_update AFTER UPDATE ON family
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('family', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER family_member_due_update AFTER UPDATE ON family_member
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('family', NEW.family, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'family', id, '', random () FROM family WHERE id = OLD.family AND id <> NEW.family
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER archive_volume_due_update AFTER UPDATE ON archive_volume
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('archive_volume', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'admission', id, '', random () FROM admission WHERE child = NEW.child AND closed_on IS NOT NULL
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER admission_due_update AFTER UPDATE ON admission
  WHEN NEW.closed_on IS NOT NULL OR OLD.closed_on IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('admission', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER admission_due_child_update AFTER UPDATE ON admission
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'child', id, '', random () FROM child WHERE id IN (NEW.child, OLD.child)
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER vaccination_due_update AFTER UPDATE ON vaccination
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'child', id, '', random () FROM child WHERE id IN (NEW.child, OLD.child)
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER growth_measure_due_update AFTER UPDATE ON growth_measure
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'child', id, '', random () FROM child WHERE id IN (NEW.child, OLD.child)
      AND status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER document_due_update AFTER UPDATE ON document
  WHEN NEW.owner_id IS NOT NULL OR OLD.owner_id IS NOT NULL
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'admission', id, '', random () FROM admission WHERE child IN (NEW.owner_id, OLD.owner_id) AND closed_on IS NOT NULL
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER agreement_due_update AFTER UPDATE ON agreement
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'placement', id, '', random () FROM placement WHERE agreement = NEW.id
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER child_due_own_update AFTER UPDATE ON child
  WHEN NEW.status IN ('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    VALUES ('child', NEW.id, '', random ())
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER child_due_birth_update AFTER UPDATE ON child
  WHEN NEW.birth_date IS NOT OLD.birth_date
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'placement', id, '', random () FROM placement WHERE child = NEW.id
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;

CREATE TRIGGER child_due_status_update AFTER UPDATE ON child
  WHEN NEW.status <> OLD.status
BEGIN
  INSERT INTO due_mark (kind, record, look_on, turn)
    SELECT 'admission', id, '', random () FROM admission WHERE child = NEW.id AND closed_on IS NOT NULL
    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn;
END;
