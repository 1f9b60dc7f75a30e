-- Guards of all record tables, for SQLite. Printed from the data dictionary by
-- build-aux/update-schema. Records are never deleted; their identity never changes; a saved
-- row counts its version up by one; append-only kinds do not change at all.

CREATE TRIGGER "institution_no_delete" BEFORE DELETE ON "institution"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "institution_identity" BEFORE UPDATE ON "institution"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "staff_no_delete" BEFORE DELETE ON "staff"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "staff_identity" BEFORE UPDATE ON "staff"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "document_no_delete" BEFORE DELETE ON "document"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "document_identity" BEFORE UPDATE ON "document"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "import_batch_no_delete" BEFORE DELETE ON "import_batch"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "import_batch_identity" BEFORE UPDATE ON "import_batch"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "child_no_delete" BEFORE DELETE ON "child"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "child_identity" BEFORE UPDATE ON "child"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "admission_no_delete" BEFORE DELETE ON "admission"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "admission_identity" BEFORE UPDATE ON "admission"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "child_opinion_no_delete" BEFORE DELETE ON "child_opinion"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "child_opinion_identity" BEFORE UPDATE ON "child_opinion"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "growth_measure_no_delete" BEFORE DELETE ON "growth_measure"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "growth_measure_identity" BEFORE UPDATE ON "growth_measure"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "family_no_delete" BEFORE DELETE ON "family"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "family_identity" BEFORE UPDATE ON "family"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "family_member_no_delete" BEFORE DELETE ON "family_member"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "family_member_identity" BEFORE UPDATE ON "family_member"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "training_no_delete" BEFORE DELETE ON "training"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "training_identity" BEFORE UPDATE ON "training"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "caregiver_period_no_delete" BEFORE DELETE ON "caregiver_period"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "caregiver_period_identity" BEFORE UPDATE ON "caregiver_period"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "application_no_delete" BEFORE DELETE ON "application"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "application_identity" BEFORE UPDATE ON "application"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "matching_no_delete" BEFORE DELETE ON "matching"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "matching_identity" BEFORE UPDATE ON "matching"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "agreement_no_delete" BEFORE DELETE ON "agreement"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "agreement_identity" BEFORE UPDATE ON "agreement"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "placement_no_delete" BEFORE DELETE ON "placement"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "placement_identity" BEFORE UPDATE ON "placement"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "visit_no_delete" BEFORE DELETE ON "visit"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "visit_identity" BEFORE UPDATE ON "visit"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "evaluation_no_delete" BEFORE DELETE ON "evaluation"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "evaluation_identity" BEFORE UPDATE ON "evaluation"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "evaluation_member_no_delete" BEFORE DELETE ON "evaluation_member"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "evaluation_member_identity" BEFORE UPDATE ON "evaluation_member"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "termination_no_delete" BEFORE DELETE ON "termination"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "termination_identity" BEFORE UPDATE ON "termination"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "archive_volume_no_delete" BEFORE DELETE ON "archive_volume"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "archive_volume_identity" BEFORE UPDATE ON "archive_volume"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "archive_item_no_delete" BEFORE DELETE ON "archive_item"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "archive_item_no_update" BEFORE UPDATE ON "archive_item"
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER "archive_use_no_delete" BEFORE DELETE ON "archive_use"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "archive_use_identity" BEFORE UPDATE ON "archive_use"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "submission_no_delete" BEFORE DELETE ON "submission"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "submission_identity" BEFORE UPDATE ON "submission"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "submission_finding_no_delete" BEFORE DELETE ON "submission_finding"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "submission_finding_identity" BEFORE UPDATE ON "submission_finding"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
