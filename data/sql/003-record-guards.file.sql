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
CREATE TRIGGER "child_leave_no_delete" BEFORE DELETE ON "child_leave"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "child_leave_identity" BEFORE UPDATE ON "child_leave"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "adoption_case_no_delete" BEFORE DELETE ON "adoption_case"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "adoption_case_identity" BEFORE UPDATE ON "adoption_case"
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
CREATE TRIGGER "vaccination_no_delete" BEFORE DELETE ON "vaccination"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "vaccination_identity" BEFORE UPDATE ON "vaccination"
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
CREATE TRIGGER "short_care_no_delete" BEFORE DELETE ON "short_care"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "short_care_identity" BEFORE UPDATE ON "short_care"
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
CREATE TRIGGER "house_value_no_delete" BEFORE DELETE ON "house_value"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "house_value_no_update" BEFORE UPDATE ON "house_value"
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER "form_edition_no_delete" BEFORE DELETE ON "form_edition"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "form_edition_no_update" BEFORE UPDATE ON "form_edition"
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER "evaluation_no_delete" BEFORE DELETE ON "evaluation"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "evaluation_identity" BEFORE UPDATE ON "evaluation"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "evaluation_final" BEFORE UPDATE ON "evaluation"
  WHEN OLD.status IN ('FINAL', 'REVIEWED', 'FILED')
    AND (NEW.status NOT IN ('FINAL', 'REVIEWED', 'FILED')
      OR (NEW."eval_no" IS DISTINCT FROM OLD."eval_no")
      OR (NEW."kind" IS DISTINCT FROM OLD."kind")
      OR (NEW."subject_family" IS DISTINCT FROM OLD."subject_family")
      OR (NEW."subject_child" IS DISTINCT FROM OLD."subject_child")
      OR (NEW."placement" IS DISTINCT FROM OLD."placement")
      OR (NEW."form_id" IS DISTINCT FROM OLD."form_id")
      OR (NEW."form_version" IS DISTINCT FROM OLD."form_version")
      OR (NEW."form_edition" IS DISTINCT FROM OLD."form_edition")
      OR (NEW."form_sha256" IS DISTINCT FROM OLD."form_sha256")
      OR (NEW."mode" IS DISTINCT FROM OLD."mode")
      OR (NEW."provider_type" IS DISTINCT FROM OLD."provider_type")
      OR (NEW."provider_name" IS DISTINCT FROM OLD."provider_name")
      OR (NEW."provider_uscc" IS DISTINCT FROM OLD."provider_uscc")
      OR (NEW."contract_no" IS DISTINCT FROM OLD."contract_no")
      OR (NEW."contract_from" IS DISTINCT FROM OLD."contract_from")
      OR (NEW."contract_to" IS DISTINCT FROM OLD."contract_to")
      OR (NEW."reason_not_third_party" IS DISTINCT FROM OLD."reason_not_third_party")
      OR (NEW."planned_on" IS DISTINCT FROM OLD."planned_on")
      OR (NEW."team_on" IS DISTINCT FROM OLD."team_on")
      OR (NEW."started_on" IS DISTINCT FROM OLD."started_on")
      OR (NEW."visited_on" IS DISTINCT FROM OLD."visited_on")
      OR (NEW."finished_on" IS DISTINCT FROM OLD."finished_on")
      OR (NEW."answers" IS DISTINCT FROM OLD."answers")
      OR (NEW."total_score" IS DISTINCT FROM OLD."total_score")
      OR (NEW."grade" IS DISTINCT FROM OLD."grade")
      OR (NEW."conclusion" IS DISTINCT FROM OLD."conclusion")
      OR (NEW."opinion_text" IS DISTINCT FROM OLD."opinion_text")
      OR (NEW."rectify" IS DISTINCT FROM OLD."rectify")
      OR (NEW."rectify_due" IS DISTINCT FROM OLD."rectify_due")
      OR (NEW."valid_until" IS DISTINCT FROM OLD."valid_until" AND OLD."valid_until" IS NOT NULL)
      OR (NEW."leader_signed_at" IS DISTINCT FROM OLD."leader_signed_at")
      OR (NEW."report_doc" IS DISTINCT FROM OLD."report_doc" AND OLD."report_doc" IS NOT NULL)
      OR (NEW."final_digest" IS DISTINCT FROM OLD."final_digest" AND OLD."final_digest" IS NOT NULL)
      OR (NEW."fieldwork" IS DISTINCT FROM OLD."fieldwork")
      OR (NEW."supersedes" IS DISTINCT FROM OLD."supersedes")
      OR (NEW."needs" IS DISTINCT FROM OLD."needs")
      OR (NEW."correction_reason" IS DISTINCT FROM OLD."correction_reason")
      OR (NEW."reasons" IS DISTINCT FROM OLD."reasons")
      OR (NEW."rule_set" IS DISTINCT FROM OLD."rule_set"))
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER "evaluation_member_no_delete" BEFORE DELETE ON "evaluation_member"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "evaluation_member_identity" BEFORE UPDATE ON "evaluation_member"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "need_no_delete" BEFORE DELETE ON "need"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "need_identity" BEFORE UPDATE ON "need"
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
CREATE TRIGGER "allowance_rate_no_delete" BEFORE DELETE ON "allowance_rate"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "allowance_rate_identity" BEFORE UPDATE ON "allowance_rate"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "allowance_extra_no_delete" BEFORE DELETE ON "allowance_extra"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "allowance_extra_identity" BEFORE UPDATE ON "allowance_extra"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "allowance_run_no_delete" BEFORE DELETE ON "allowance_run"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "allowance_run_identity" BEFORE UPDATE ON "allowance_run"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "allowance_line_no_delete" BEFORE DELETE ON "allowance_line"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "allowance_line_no_update" BEFORE UPDATE ON "allowance_line"
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
CREATE TRIGGER "incident_no_delete" BEFORE DELETE ON "incident"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "incident_identity" BEFORE UPDATE ON "incident"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
CREATE TRIGGER "delegation_no_delete" BEFORE DELETE ON "delegation"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "delegation_identity" BEFORE UPDATE ON "delegation"
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
CREATE TRIGGER "archive_volume_final" BEFORE UPDATE ON "archive_volume"
  WHEN OLD.status IN ('CLOSED', 'TRANSFERRED', 'ENTRUSTED')
    AND (NEW.status NOT IN ('CLOSED', 'TRANSFERRED', 'ENTRUSTED')
      OR (NEW."child" IS DISTINCT FROM OLD."child")
      OR (NEW."archival_code" IS DISTINCT FROM OLD."archival_code")
      OR (NEW."class" IS DISTINCT FROM OLD."class")
      OR (NEW."fonds_no" IS DISTINCT FROM OLD."fonds_no")
      OR (NEW."volume_no" IS DISTINCT FROM OLD."volume_no")
      OR (NEW."title" IS DISTINCT FROM OLD."title")
      OR (NEW."year_from" IS DISTINCT FROM OLD."year_from")
      OR (NEW."year_to" IS DISTINCT FROM OLD."year_to")
      OR (NEW."retention" IS DISTINCT FROM OLD."retention")
      OR (NEW."items_n" IS DISTINCT FROM OLD."items_n")
      OR (NEW."pages_n" IS DISTINCT FROM OLD."pages_n")
      OR (NEW."made_by" IS DISTINCT FROM OLD."made_by")
      OR (NEW."checked_by" IS DISTINCT FROM OLD."checked_by")
      OR (NEW."filed_on" IS DISTINCT FROM OLD."filed_on")
      OR (NEW."note" IS DISTINCT FROM OLD."note")
      OR (NEW."package" IS DISTINCT FROM OLD."package" AND OLD."package" IS NOT NULL)
      OR (NEW."chain_hash" IS DISTINCT FROM OLD."chain_hash" AND OLD."chain_hash" IS NOT NULL)
      OR (NEW."seal" IS DISTINCT FROM OLD."seal" AND OLD."seal" IS NOT NULL)
      OR (NEW."sealed_at" IS DISTINCT FROM OLD."sealed_at" AND OLD."sealed_at" IS NOT NULL)
      OR (NEW."sealed_by" IS DISTINCT FROM OLD."sealed_by" AND OLD."sealed_by" IS NOT NULL)
      OR (NEW."supplements" IS DISTINCT FROM OLD."supplements"))
BEGIN SELECT RAISE (ABORT, 'guard:final'); END;
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
CREATE TRIGGER "submission_child_no_delete" BEFORE DELETE ON "submission_child"
BEGIN SELECT RAISE (ABORT, 'guard:delete'); END;
CREATE TRIGGER "submission_child_identity" BEFORE UPDATE ON "submission_child"
  WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1
BEGIN SELECT RAISE (ABORT, 'guard:identity'); END;
