-- Guards of all record tables, for PostgreSQL. Printed from the data dictionary by
-- build-aux/update-schema. Records are never deleted; their identity never changes; a saved
-- row counts its version up by one; append-only kinds do not change at all.

CREATE FUNCTION guard_refuse () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;

CREATE TRIGGER "institution_no_delete" BEFORE DELETE ON "institution" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "institution_identity" BEFORE UPDATE ON "institution" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
CREATE TRIGGER "staff_no_delete" BEFORE DELETE ON "staff" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "staff_identity" BEFORE UPDATE ON "staff" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "staff" ADD CONSTRAINT "staff.import_batch.ref"
  FOREIGN KEY ("import_batch") REFERENCES "import_batch" (id);
CREATE TRIGGER "document_no_delete" BEFORE DELETE ON "document" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "document_identity" BEFORE UPDATE ON "document" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "document" ADD CONSTRAINT "document.replaced_by.ref"
  FOREIGN KEY ("replaced_by") REFERENCES "document" (id);
CREATE TRIGGER "import_batch_no_delete" BEFORE DELETE ON "import_batch" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "import_batch_identity" BEFORE UPDATE ON "import_batch" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
CREATE TRIGGER "child_no_delete" BEFORE DELETE ON "child" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "child_identity" BEFORE UPDATE ON "child" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "child" ADD CONSTRAINT "child.photo_main.ref"
  FOREIGN KEY ("photo_main") REFERENCES "document" (id);
ALTER TABLE "child" ADD CONSTRAINT "child.care_worker.ref"
  FOREIGN KEY ("care_worker") REFERENCES "staff" (id);
ALTER TABLE "child" ADD CONSTRAINT "child.import_batch.ref"
  FOREIGN KEY ("import_batch") REFERENCES "import_batch" (id);
CREATE TRIGGER "admission_no_delete" BEFORE DELETE ON "admission" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "admission_identity" BEFORE UPDATE ON "admission" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "admission" ADD CONSTRAINT "admission.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "admission" ADD CONSTRAINT "admission.received_by.ref"
  FOREIGN KEY ("received_by") REFERENCES "staff" (id);
ALTER TABLE "admission" ADD CONSTRAINT "admission.entrust_agreement.ref"
  FOREIGN KEY ("entrust_agreement") REFERENCES "document" (id);
ALTER TABLE "admission" ADD CONSTRAINT "admission.approve_doc.ref"
  FOREIGN KEY ("approve_doc") REFERENCES "document" (id);
CREATE TRIGGER "child_opinion_no_delete" BEFORE DELETE ON "child_opinion" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "child_opinion_identity" BEFORE UPDATE ON "child_opinion" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "child_opinion" ADD CONSTRAINT "child_opinion.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "child_opinion" ADD CONSTRAINT "child_opinion.taken_by.ref"
  FOREIGN KEY ("taken_by") REFERENCES "staff" (id);
ALTER TABLE "child_opinion" ADD CONSTRAINT "child_opinion.sign_doc.ref"
  FOREIGN KEY ("sign_doc") REFERENCES "document" (id);
ALTER TABLE "child_opinion" ADD CONSTRAINT "child_opinion.second_talk.ref"
  FOREIGN KEY ("second_talk") REFERENCES "child_opinion" (id);
CREATE TRIGGER "child_leave_no_delete" BEFORE DELETE ON "child_leave" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "child_leave_identity" BEFORE UPDATE ON "child_leave" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "child_leave" ADD CONSTRAINT "child_leave.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "child_leave" ADD CONSTRAINT "child_leave.approved_by.ref"
  FOREIGN KEY ("approved_by") REFERENCES "staff" (id);
CREATE TRIGGER "adoption_case_no_delete" BEFORE DELETE ON "adoption_case" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "adoption_case_identity" BEFORE UPDATE ON "adoption_case" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "adoption_case" ADD CONSTRAINT "adoption_case.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "adoption_case" ADD CONSTRAINT "adoption_case.disclosure.ref"
  FOREIGN KEY ("disclosure") REFERENCES "document" (id);
ALTER TABLE "adoption_case" ADD CONSTRAINT "adoption_case.opinion.ref"
  FOREIGN KEY ("opinion") REFERENCES "child_opinion" (id);
CREATE TRIGGER "growth_measure_no_delete" BEFORE DELETE ON "growth_measure" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "growth_measure_identity" BEFORE UPDATE ON "growth_measure" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "growth_measure" ADD CONSTRAINT "growth_measure.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "growth_measure" ADD CONSTRAINT "growth_measure.visit.ref"
  FOREIGN KEY ("visit") REFERENCES "visit" (id);
ALTER TABLE "growth_measure" ADD CONSTRAINT "growth_measure.supersedes.ref"
  FOREIGN KEY ("supersedes") REFERENCES "growth_measure" (id);
CREATE TRIGGER "vaccination_no_delete" BEFORE DELETE ON "vaccination" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "vaccination_identity" BEFORE UPDATE ON "vaccination" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "vaccination" ADD CONSTRAINT "vaccination.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
CREATE TRIGGER "family_no_delete" BEFORE DELETE ON "family" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "family_identity" BEFORE UPDATE ON "family" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "family" ADD CONSTRAINT "family.applicant_member.ref"
  FOREIGN KEY ("applicant_member") REFERENCES "family_member" (id);
ALTER TABLE "family" ADD CONSTRAINT "family.main_caregiver_member.ref"
  FOREIGN KEY ("main_caregiver_member") REFERENCES "family_member" (id);
ALTER TABLE "family" ADD CONSTRAINT "family.blacklist_by.ref"
  FOREIGN KEY ("blacklist_by") REFERENCES "staff" (id);
ALTER TABLE "family" ADD CONSTRAINT "family.import_batch.ref"
  FOREIGN KEY ("import_batch") REFERENCES "import_batch" (id);
CREATE TRIGGER "family_member_no_delete" BEFORE DELETE ON "family_member" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "family_member_identity" BEFORE UPDATE ON "family_member" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "family_member" ADD CONSTRAINT "family_member.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "family_member" ADD CONSTRAINT "family_member.health_doc.ref"
  FOREIGN KEY ("health_doc") REFERENCES "document" (id);
ALTER TABLE "family_member" ADD CONSTRAINT "family_member.consent_doc.ref"
  FOREIGN KEY ("consent_doc") REFERENCES "document" (id);
ALTER TABLE "family_member" ADD CONSTRAINT "family_member.import_batch.ref"
  FOREIGN KEY ("import_batch") REFERENCES "import_batch" (id);
CREATE TRIGGER "training_no_delete" BEFORE DELETE ON "training" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "training_identity" BEFORE UPDATE ON "training" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "training" ADD CONSTRAINT "training.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "training" ADD CONSTRAINT "training.member.ref"
  FOREIGN KEY ("member") REFERENCES "family_member" (id);
ALTER TABLE "training" ADD CONSTRAINT "training.document.ref"
  FOREIGN KEY ("document") REFERENCES "document" (id);
CREATE TRIGGER "caregiver_period_no_delete" BEFORE DELETE ON "caregiver_period" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "caregiver_period_identity" BEFORE UPDATE ON "caregiver_period" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "caregiver_period" ADD CONSTRAINT "caregiver_period.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "caregiver_period" ADD CONSTRAINT "caregiver_period.member.ref"
  FOREIGN KEY ("member") REFERENCES "family_member" (id);
ALTER TABLE "caregiver_period" ADD CONSTRAINT "caregiver_period.training.ref"
  FOREIGN KEY ("training") REFERENCES "training" (id);
ALTER TABLE "caregiver_period" ADD CONSTRAINT "caregiver_period.amendment.ref"
  FOREIGN KEY ("amendment") REFERENCES "document" (id);
CREATE TRIGGER "application_no_delete" BEFORE DELETE ON "application" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "application_identity" BEFORE UPDATE ON "application" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "application" ADD CONSTRAINT "application.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "application" ADD CONSTRAINT "application.form_edition.ref"
  FOREIGN KEY ("form_edition") REFERENCES "form_edition" (id);
ALTER TABLE "application" ADD CONSTRAINT "application.received_by.ref"
  FOREIGN KEY ("received_by") REFERENCES "staff" (id);
CREATE TRIGGER "matching_no_delete" BEFORE DELETE ON "matching" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "matching_identity" BEFORE UPDATE ON "matching" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "matching" ADD CONSTRAINT "matching.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "matching" ADD CONSTRAINT "matching.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "matching" ADD CONSTRAINT "matching.proposer.ref"
  FOREIGN KEY ("proposer") REFERENCES "staff" (id);
ALTER TABLE "matching" ADD CONSTRAINT "matching.decided_by.ref"
  FOREIGN KEY ("decided_by") REFERENCES "staff" (id);
ALTER TABLE "matching" ADD CONSTRAINT "matching.cross_area_doc.ref"
  FOREIGN KEY ("cross_area_doc") REFERENCES "document" (id);
CREATE TRIGGER "agreement_no_delete" BEFORE DELETE ON "agreement" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "agreement_identity" BEFORE UPDATE ON "agreement" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "agreement" ADD CONSTRAINT "agreement.institution.ref"
  FOREIGN KEY ("institution") REFERENCES "institution" (id);
ALTER TABLE "agreement" ADD CONSTRAINT "agreement.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "agreement" ADD CONSTRAINT "agreement.caregiver.ref"
  FOREIGN KEY ("caregiver") REFERENCES "family_member" (id);
ALTER TABLE "agreement" ADD CONSTRAINT "agreement.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "agreement" ADD CONSTRAINT "agreement.matching.ref"
  FOREIGN KEY ("matching") REFERENCES "matching" (id);
ALTER TABLE "agreement" ADD CONSTRAINT "agreement.scan.ref"
  FOREIGN KEY ("scan") REFERENCES "document" (id);
CREATE TRIGGER "placement_no_delete" BEFORE DELETE ON "placement" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "placement_identity" BEFORE UPDATE ON "placement" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "placement" ADD CONSTRAINT "placement.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "placement" ADD CONSTRAINT "placement.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "placement" ADD CONSTRAINT "placement.matching.ref"
  FOREIGN KEY ("matching") REFERENCES "matching" (id);
ALTER TABLE "placement" ADD CONSTRAINT "placement.agreement.ref"
  FOREIGN KEY ("agreement") REFERENCES "agreement" (id);
ALTER TABLE "placement" ADD CONSTRAINT "placement.integration_eval.ref"
  FOREIGN KEY ("integration_eval") REFERENCES "evaluation" (id);
ALTER TABLE "placement" ADD CONSTRAINT "placement.care_worker.ref"
  FOREIGN KEY ("care_worker") REFERENCES "staff" (id);
ALTER TABLE "placement" ADD CONSTRAINT "placement.termination.ref"
  FOREIGN KEY ("termination") REFERENCES "termination" (id);
CREATE TRIGGER "short_care_no_delete" BEFORE DELETE ON "short_care" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "short_care_identity" BEFORE UPDATE ON "short_care" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "short_care" ADD CONSTRAINT "short_care.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "short_care" ADD CONSTRAINT "short_care.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "short_care" ADD CONSTRAINT "short_care.approved_by.ref"
  FOREIGN KEY ("approved_by") REFERENCES "staff" (id);
CREATE TRIGGER "visit_no_delete" BEFORE DELETE ON "visit" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "visit_identity" BEFORE UPDATE ON "visit" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "visit" ADD CONSTRAINT "visit.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "visit" ADD CONSTRAINT "visit.signed_doc.ref"
  FOREIGN KEY ("signed_doc") REFERENCES "document" (id);
CREATE TRIGGER "house_value_no_delete" BEFORE DELETE ON "house_value" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "house_value_no_update" BEFORE UPDATE ON "house_value" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:final');
ALTER TABLE "house_value" ADD CONSTRAINT "house_value.withdraws.ref"
  FOREIGN KEY ("withdraws") REFERENCES "house_value" (id);
CREATE TRIGGER "form_edition_no_delete" BEFORE DELETE ON "form_edition" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "form_edition_no_update" BEFORE UPDATE ON "form_edition" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:final');
CREATE TRIGGER "evaluation_no_delete" BEFORE DELETE ON "evaluation" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "evaluation_identity" BEFORE UPDATE ON "evaluation" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
CREATE TRIGGER "evaluation_final" BEFORE UPDATE ON "evaluation" FOR EACH ROW
  WHEN (OLD.status IN ('FINAL', 'REVIEWED', 'FILED')
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
      OR (NEW."rule_set" IS DISTINCT FROM OLD."rule_set")))
EXECUTE FUNCTION guard_refuse ('guard:final');
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.subject_family.ref"
  FOREIGN KEY ("subject_family") REFERENCES "family" (id);
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.subject_child.ref"
  FOREIGN KEY ("subject_child") REFERENCES "child" (id);
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.form_edition.ref"
  FOREIGN KEY ("form_edition") REFERENCES "form_edition" (id);
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.report_doc.ref"
  FOREIGN KEY ("report_doc") REFERENCES "document" (id);
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.reviewed_by.ref"
  FOREIGN KEY ("reviewed_by") REFERENCES "staff" (id);
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation.supersedes.ref"
  FOREIGN KEY ("supersedes") REFERENCES "evaluation" (id);
CREATE TRIGGER "evaluation_member_no_delete" BEFORE DELETE ON "evaluation_member" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "evaluation_member_identity" BEFORE UPDATE ON "evaluation_member" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "evaluation_member" ADD CONSTRAINT "evaluation_member.evaluation.ref"
  FOREIGN KEY ("evaluation") REFERENCES "evaluation" (id);
ALTER TABLE "evaluation_member" ADD CONSTRAINT "evaluation_member.person.ref"
  FOREIGN KEY ("person") REFERENCES "staff" (id);
ALTER TABLE "evaluation_member" ADD CONSTRAINT "evaluation_member.cw_proof.ref"
  FOREIGN KEY ("cw_proof") REFERENCES "document" (id);
ALTER TABLE "evaluation_member" ADD CONSTRAINT "evaluation_member.sign_doc.ref"
  FOREIGN KEY ("sign_doc") REFERENCES "document" (id);
CREATE TRIGGER "need_no_delete" BEFORE DELETE ON "need" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "need_identity" BEFORE UPDATE ON "need" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "need" ADD CONSTRAINT "need.evaluation.ref"
  FOREIGN KEY ("evaluation") REFERENCES "evaluation" (id);
ALTER TABLE "need" ADD CONSTRAINT "need.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "need" ADD CONSTRAINT "need.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "need" ADD CONSTRAINT "need.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "need" ADD CONSTRAINT "need.staff.ref"
  FOREIGN KEY ("staff") REFERENCES "staff" (id);
ALTER TABLE "need" ADD CONSTRAINT "need.closed_by.ref"
  FOREIGN KEY ("closed_by") REFERENCES "staff" (id);
CREATE TRIGGER "termination_no_delete" BEFORE DELETE ON "termination" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "termination_identity" BEFORE UPDATE ON "termination" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "termination" ADD CONSTRAINT "termination.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "termination" ADD CONSTRAINT "termination.decided_by.ref"
  FOREIGN KEY ("decided_by") REFERENCES "staff" (id);
ALTER TABLE "termination" ADD CONSTRAINT "termination.child_opinion.ref"
  FOREIGN KEY ("child_opinion") REFERENCES "child_opinion" (id);
ALTER TABLE "termination" ADD CONSTRAINT "termination.eval_f.ref"
  FOREIGN KEY ("eval_f") REFERENCES "evaluation" (id);
ALTER TABLE "termination" ADD CONSTRAINT "termination.eval_i.ref"
  FOREIGN KEY ("eval_i") REFERENCES "evaluation" (id);
CREATE TRIGGER "allowance_rate_no_delete" BEFORE DELETE ON "allowance_rate" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "allowance_rate_identity" BEFORE UPDATE ON "allowance_rate" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "allowance_rate" ADD CONSTRAINT "allowance_rate.document.ref"
  FOREIGN KEY ("document") REFERENCES "document" (id);
CREATE TRIGGER "allowance_extra_no_delete" BEFORE DELETE ON "allowance_extra" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "allowance_extra_identity" BEFORE UPDATE ON "allowance_extra" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "allowance_extra" ADD CONSTRAINT "allowance_extra.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "allowance_extra" ADD CONSTRAINT "allowance_extra.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "allowance_extra" ADD CONSTRAINT "allowance_extra.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "allowance_extra" ADD CONSTRAINT "allowance_extra.document.ref"
  FOREIGN KEY ("document") REFERENCES "document" (id);
CREATE TRIGGER "allowance_run_no_delete" BEFORE DELETE ON "allowance_run" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "allowance_run_identity" BEFORE UPDATE ON "allowance_run" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "allowance_run" ADD CONSTRAINT "allowance_run.signed.ref"
  FOREIGN KEY ("signed") REFERENCES "document" (id);
CREATE TRIGGER "allowance_line_no_delete" BEFORE DELETE ON "allowance_line" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "allowance_line_no_update" BEFORE UPDATE ON "allowance_line" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:final');
ALTER TABLE "allowance_line" ADD CONSTRAINT "allowance_line.run.ref"
  FOREIGN KEY ("run") REFERENCES "allowance_run" (id);
ALTER TABLE "allowance_line" ADD CONSTRAINT "allowance_line.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "allowance_line" ADD CONSTRAINT "allowance_line.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "allowance_line" ADD CONSTRAINT "allowance_line.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "allowance_line" ADD CONSTRAINT "allowance_line.rate.ref"
  FOREIGN KEY ("rate") REFERENCES "allowance_rate" (id);
ALTER TABLE "allowance_line" ADD CONSTRAINT "allowance_line.extra.ref"
  FOREIGN KEY ("extra") REFERENCES "allowance_extra" (id);
CREATE TRIGGER "incident_no_delete" BEFORE DELETE ON "incident" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "incident_identity" BEFORE UPDATE ON "incident" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "incident" ADD CONSTRAINT "incident.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "incident" ADD CONSTRAINT "incident.placement.ref"
  FOREIGN KEY ("placement") REFERENCES "placement" (id);
ALTER TABLE "incident" ADD CONSTRAINT "incident.family.ref"
  FOREIGN KEY ("family") REFERENCES "family" (id);
ALTER TABLE "incident" ADD CONSTRAINT "incident.closed_by.ref"
  FOREIGN KEY ("closed_by") REFERENCES "staff" (id);
ALTER TABLE "incident" ADD CONSTRAINT "incident.recorder.ref"
  FOREIGN KEY ("recorder") REFERENCES "staff" (id);
CREATE TRIGGER "delegation_no_delete" BEFORE DELETE ON "delegation" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "delegation_identity" BEFORE UPDATE ON "delegation" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "delegation" ADD CONSTRAINT "delegation.from_staff.ref"
  FOREIGN KEY ("from_staff") REFERENCES "staff" (id);
ALTER TABLE "delegation" ADD CONSTRAINT "delegation.to_staff.ref"
  FOREIGN KEY ("to_staff") REFERENCES "staff" (id);
ALTER TABLE "delegation" ADD CONSTRAINT "delegation.ended_by.ref"
  FOREIGN KEY ("ended_by") REFERENCES "staff" (id);
CREATE TRIGGER "archive_volume_no_delete" BEFORE DELETE ON "archive_volume" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "archive_volume_identity" BEFORE UPDATE ON "archive_volume" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
CREATE TRIGGER "archive_volume_final" BEFORE UPDATE ON "archive_volume" FOR EACH ROW
  WHEN (OLD.status IN ('CLOSED', 'TRANSFERRED', 'ENTRUSTED')
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
      OR (NEW."supplements" IS DISTINCT FROM OLD."supplements")))
EXECUTE FUNCTION guard_refuse ('guard:final');
ALTER TABLE "archive_volume" ADD CONSTRAINT "archive_volume.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
ALTER TABLE "archive_volume" ADD CONSTRAINT "archive_volume.made_by.ref"
  FOREIGN KEY ("made_by") REFERENCES "staff" (id);
ALTER TABLE "archive_volume" ADD CONSTRAINT "archive_volume.checked_by.ref"
  FOREIGN KEY ("checked_by") REFERENCES "staff" (id);
ALTER TABLE "archive_volume" ADD CONSTRAINT "archive_volume.package.ref"
  FOREIGN KEY ("package") REFERENCES "document" (id);
ALTER TABLE "archive_volume" ADD CONSTRAINT "archive_volume.supplements.ref"
  FOREIGN KEY ("supplements") REFERENCES "archive_volume" (id);
CREATE TRIGGER "archive_item_no_delete" BEFORE DELETE ON "archive_item" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "archive_item_no_update" BEFORE UPDATE ON "archive_item" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:final');
ALTER TABLE "archive_item" ADD CONSTRAINT "archive_item.volume.ref"
  FOREIGN KEY ("volume") REFERENCES "archive_volume" (id);
ALTER TABLE "archive_item" ADD CONSTRAINT "archive_item.document.ref"
  FOREIGN KEY ("document") REFERENCES "document" (id);
ALTER TABLE "archive_item" ADD CONSTRAINT "archive_item.supersedes.ref"
  FOREIGN KEY ("supersedes") REFERENCES "archive_item" (id);
CREATE TRIGGER "archive_use_no_delete" BEFORE DELETE ON "archive_use" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "archive_use_identity" BEFORE UPDATE ON "archive_use" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "archive_use" ADD CONSTRAINT "archive_use.volume.ref"
  FOREIGN KEY ("volume") REFERENCES "archive_volume" (id);
ALTER TABLE "archive_use" ADD CONSTRAINT "archive_use.approved_by.ref"
  FOREIGN KEY ("approved_by") REFERENCES "staff" (id);
CREATE TRIGGER "submission_no_delete" BEFORE DELETE ON "submission" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "submission_identity" BEFORE UPDATE ON "submission" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "submission" ADD CONSTRAINT "submission.previous_batch.ref"
  FOREIGN KEY ("previous_batch") REFERENCES "submission" (id);
CREATE TRIGGER "submission_finding_no_delete" BEFORE DELETE ON "submission_finding" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "submission_finding_identity" BEFORE UPDATE ON "submission_finding" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "submission_finding" ADD CONSTRAINT "submission_finding.submission.ref"
  FOREIGN KEY ("submission") REFERENCES "submission" (id);
ALTER TABLE "submission_finding" ADD CONSTRAINT "submission_finding.first_seen_batch.ref"
  FOREIGN KEY ("first_seen_batch") REFERENCES "submission" (id);
CREATE TRIGGER "submission_child_no_delete" BEFORE DELETE ON "submission_child" FOR EACH ROW
EXECUTE FUNCTION guard_refuse ('guard:delete');
CREATE TRIGGER "submission_child_identity" BEFORE UPDATE ON "submission_child" FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
    OR NEW.created_by <> OLD.created_by
    OR NEW.row_version <> OLD.row_version + 1)
EXECUTE FUNCTION guard_refuse ('guard:identity');
ALTER TABLE "submission_child" ADD CONSTRAINT "submission_child.submission.ref"
  FOREIGN KEY ("submission") REFERENCES "submission" (id);
ALTER TABLE "submission_child" ADD CONSTRAINT "submission_child.child.ref"
  FOREIGN KEY ("child") REFERENCES "child" (id);
