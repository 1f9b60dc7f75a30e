-- What the desks encrypt before a server gets it. Printed from the data dictionary by
-- build-aux/update-schema. Rows that are older are encrypted by "server upgrade", which
-- then makes the constraints hold for all.

ALTER TABLE "institution"
  DROP CONSTRAINT IF EXISTS "institution.void_reason",
  ADD CONSTRAINT "institution.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "institution.address",
  ADD CONSTRAINT "institution.address" CHECK ("address" LIKE '~1%') NOT VALID;
ALTER TABLE "staff"
  DROP CONSTRAINT IF EXISTS "staff.void_reason",
  ADD CONSTRAINT "staff.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "staff.id_no",
  ADD CONSTRAINT "staff.id_no" CHECK ("id_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "staff.qualification",
  ADD CONSTRAINT "staff.qualification" CHECK ("qualification" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "staff.phone",
  ADD CONSTRAINT "staff.phone" CHECK ("phone" LIKE '~1%') NOT VALID;
ALTER TABLE "document"
  DROP CONSTRAINT IF EXISTS "document.void_reason",
  ADD CONSTRAINT "document.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "document.name",
  ADD CONSTRAINT "document.name" CHECK ("name" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "document.links",
  ADD CONSTRAINT "document.links" CHECK ("links" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "document.signature",
  ADD CONSTRAINT "document.signature" CHECK ("signature" LIKE '~1%') NOT VALID;
ALTER TABLE "import_batch"
  DROP CONSTRAINT IF EXISTS "import_batch.void_reason",
  ADD CONSTRAINT "import_batch.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "import_batch.mapping",
  ADD CONSTRAINT "import_batch.mapping" CHECK ("mapping" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "import_batch.undo_reason",
  ADD CONSTRAINT "import_batch.undo_reason" CHECK ("undo_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "child"
  DROP CONSTRAINT IF EXISTS "child.void_reason",
  ADD CONSTRAINT "child.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.name_decision",
  ADD CONSTRAINT "child.name_decision" CHECK ("name_decision" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.id_no",
  ADD CONSTRAINT "child.id_no" CHECK ("id_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.id_absent_reason",
  ADD CONSTRAINT "child.id_absent_reason" CHECK ("id_absent_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.hukou_address",
  ADD CONSTRAINT "child.hukou_address" CHECK ("hukou_address" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.allergies",
  ADD CONSTRAINT "child.allergies" CHECK ("allergies" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.chronic",
  ADD CONSTRAINT "child.chronic" CHECK ("chronic" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.special_marks",
  ADD CONSTRAINT "child.special_marks" CHECK ("special_marks" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.disability_cert_no",
  ADD CONSTRAINT "child.disability_cert_no" CHECK ("disability_cert_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child.adoptable_reason",
  ADD CONSTRAINT "child.adoptable_reason" CHECK ("adoptable_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "admission"
  DROP CONSTRAINT IF EXISTS "admission.void_reason",
  ADD CONSTRAINT "admission.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.sender_docs",
  ADD CONSTRAINT "admission.sender_docs" CHECK ("sender_docs" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.intake_history",
  ADD CONSTRAINT "admission.intake_history" CHECK ("intake_history" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.found_place",
  ADD CONSTRAINT "admission.found_place" CHECK ("found_place" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.finder_name",
  ADD CONSTRAINT "admission.finder_name" CHECK ("finder_name" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.finder_contact",
  ADD CONSTRAINT "admission.finder_contact" CHECK ("finder_contact" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.dna_lab",
  ADD CONSTRAINT "admission.dna_lab" CHECK ("dna_lab" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.notice",
  ADD CONSTRAINT "admission.notice" CHECK ("notice" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.belongings",
  ADD CONSTRAINT "admission.belongings" CHECK ("belongings" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.papers_waived_reason",
  ADD CONSTRAINT "admission.papers_waived_reason" CHECK ("papers_waived_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.exit_receiver",
  ADD CONSTRAINT "admission.exit_receiver" CHECK ("exit_receiver" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "admission.exit_note",
  ADD CONSTRAINT "admission.exit_note" CHECK ("exit_note" LIKE '~1%') NOT VALID;
ALTER TABLE "child_opinion"
  DROP CONSTRAINT IF EXISTS "child_opinion.void_reason",
  ADD CONSTRAINT "child_opinion.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_opinion.present_persons",
  ADD CONSTRAINT "child_opinion.present_persons" CHECK ("present_persons" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_opinion.words",
  ADD CONSTRAINT "child_opinion.words" CHECK ("words" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_opinion.override_reason",
  ADD CONSTRAINT "child_opinion.override_reason" CHECK ("override_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "child_leave"
  DROP CONSTRAINT IF EXISTS "child_leave.void_reason",
  ADD CONSTRAINT "child_leave.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.reason_text",
  ADD CONSTRAINT "child_leave.reason_text" CHECK ("reason_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.place",
  ADD CONSTRAINT "child_leave.place" CHECK ("place" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.companion",
  ADD CONSTRAINT "child_leave.companion" CHECK ("companion" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.contact",
  ADD CONSTRAINT "child_leave.contact" CHECK ("contact" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.extend_reason",
  ADD CONSTRAINT "child_leave.extend_reason" CHECK ("extend_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.extensions",
  ADD CONSTRAINT "child_leave.extensions" CHECK ("extensions" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.return_note",
  ADD CONSTRAINT "child_leave.return_note" CHECK ("return_note" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "child_leave.reasons",
  ADD CONSTRAINT "child_leave.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "adoption_case"
  DROP CONSTRAINT IF EXISTS "adoption_case.void_reason",
  ADD CONSTRAINT "adoption_case.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "adoption_case.applicants",
  ADD CONSTRAINT "adoption_case.applicants" CHECK ("applicants" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "adoption_case.amendments",
  ADD CONSTRAINT "adoption_case.amendments" CHECK ("amendments" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "adoption_case.evaluation",
  ADD CONSTRAINT "adoption_case.evaluation" CHECK ("evaluation" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "adoption_case.end_reason",
  ADD CONSTRAINT "adoption_case.end_reason" CHECK ("end_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "adoption_case.cert_no",
  ADD CONSTRAINT "adoption_case.cert_no" CHECK ("cert_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "adoption_case.reasons",
  ADD CONSTRAINT "adoption_case.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "growth_measure"
  DROP CONSTRAINT IF EXISTS "growth_measure.implausible_note",
  ADD CONSTRAINT "growth_measure.implausible_note" CHECK ("implausible_note" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "growth_measure.void_reason",
  ADD CONSTRAINT "growth_measure.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "vaccination"
  DROP CONSTRAINT IF EXISTS "vaccination.reaction",
  ADD CONSTRAINT "vaccination.reaction" CHECK ("reaction" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "vaccination.deferred",
  ADD CONSTRAINT "vaccination.deferred" CHECK ("deferred" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "vaccination.void_reason",
  ADD CONSTRAINT "vaccination.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "family"
  DROP CONSTRAINT IF EXISTS "family.void_reason",
  ADD CONSTRAINT "family.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.address",
  ADD CONSTRAINT "family.address" CHECK ("address" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.phone",
  ADD CONSTRAINT "family.phone" CHECK ("phone" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.geo",
  ADD CONSTRAINT "family.geo" CHECK ("geo" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.income_sources",
  ADD CONSTRAINT "family.income_sources" CHECK ("income_sources" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.pets",
  ADD CONSTRAINT "family.pets" CHECK ("pets" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.hazards",
  ADD CONSTRAINT "family.hazards" CHECK ("hazards" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.bank_name",
  ADD CONSTRAINT "family.bank_name" CHECK ("bank_name" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.bank_account",
  ADD CONSTRAINT "family.bank_account" CHECK ("bank_account" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.account_holder",
  ADD CONSTRAINT "family.account_holder" CHECK ("account_holder" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.status_reason",
  ADD CONSTRAINT "family.status_reason" CHECK ("status_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family.blacklist_reason",
  ADD CONSTRAINT "family.blacklist_reason" CHECK ("blacklist_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "family_member"
  DROP CONSTRAINT IF EXISTS "family_member.void_reason",
  ADD CONSTRAINT "family_member.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family_member.id_no",
  ADD CONSTRAINT "family_member.id_no" CHECK ("id_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family_member.phone",
  ADD CONSTRAINT "family_member.phone" CHECK ("phone" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "family_member.bad_habits",
  ADD CONSTRAINT "family_member.bad_habits" CHECK ("bad_habits" LIKE '~1%') NOT VALID;
ALTER TABLE "training"
  DROP CONSTRAINT IF EXISTS "training.void_reason",
  ADD CONSTRAINT "training.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "caregiver_period"
  DROP CONSTRAINT IF EXISTS "caregiver_period.void_reason",
  ADD CONSTRAINT "caregiver_period.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "caregiver_period.reason",
  ADD CONSTRAINT "caregiver_period.reason" CHECK ("reason" LIKE '~1%') NOT VALID;
ALTER TABLE "application"
  DROP CONSTRAINT IF EXISTS "application.void_reason",
  ADD CONSTRAINT "application.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "application.motive_text",
  ADD CONSTRAINT "application.motive_text" CHECK ("motive_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "application.documents",
  ADD CONSTRAINT "application.documents" CHECK ("documents" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "application.answers",
  ADD CONSTRAINT "application.answers" CHECK ("answers" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "application.returned_reason",
  ADD CONSTRAINT "application.returned_reason" CHECK ("returned_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "application.decision_reason",
  ADD CONSTRAINT "application.decision_reason" CHECK ("decision_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "matching"
  DROP CONSTRAINT IF EXISTS "matching.void_reason",
  ADD CONSTRAINT "matching.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "matching.reasons_text",
  ADD CONSTRAINT "matching.reasons_text" CHECK ("reasons_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "matching.guards",
  ADD CONSTRAINT "matching.guards" CHECK ("guards" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "matching.meetings",
  ADD CONSTRAINT "matching.meetings" CHECK ("meetings" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "matching.decision_text",
  ADD CONSTRAINT "matching.decision_text" CHECK ("decision_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "matching.attendee_names",
  ADD CONSTRAINT "matching.attendee_names" CHECK ("attendee_names" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "matching.reasons",
  ADD CONSTRAINT "matching.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "agreement"
  DROP CONSTRAINT IF EXISTS "agreement.void_reason",
  ADD CONSTRAINT "agreement.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.allowances",
  ADD CONSTRAINT "agreement.allowances" CHECK ("allowances" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.visit_plan",
  ADD CONSTRAINT "agreement.visit_plan" CHECK ("visit_plan" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.short_care_reasons",
  ADD CONSTRAINT "agreement.short_care_reasons" CHECK ("short_care_reasons" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.duties_inst",
  ADD CONSTRAINT "agreement.duties_inst" CHECK ("duties_inst" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.duties_family",
  ADD CONSTRAINT "agreement.duties_family" CHECK ("duties_family" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.breach",
  ADD CONSTRAINT "agreement.breach" CHECK ("breach" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.amendments",
  ADD CONSTRAINT "agreement.amendments" CHECK ("amendments" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "agreement.reasons",
  ADD CONSTRAINT "agreement.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "placement"
  DROP CONSTRAINT IF EXISTS "placement.void_reason",
  ADD CONSTRAINT "placement.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.extend_reason",
  ADD CONSTRAINT "placement.extend_reason" CHECK ("extend_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.suspend_reason",
  ADD CONSTRAINT "placement.suspend_reason" CHECK ("suspend_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.removals",
  ADD CONSTRAINT "placement.removals" CHECK ("removals" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.pauses",
  ADD CONSTRAINT "placement.pauses" CHECK ("pauses" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.return_reason",
  ADD CONSTRAINT "placement.return_reason" CHECK ("return_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.short_care_reason",
  ADD CONSTRAINT "placement.short_care_reason" CHECK ("short_care_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.adopt_wish",
  ADD CONSTRAINT "placement.adopt_wish" CHECK ("adopt_wish" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.cancel_reason",
  ADD CONSTRAINT "placement.cancel_reason" CHECK ("cancel_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "placement.reasons",
  ADD CONSTRAINT "placement.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "short_care"
  DROP CONSTRAINT IF EXISTS "short_care.void_reason",
  ADD CONSTRAINT "short_care.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "short_care.reason_text",
  ADD CONSTRAINT "short_care.reason_text" CHECK ("reason_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "short_care.carer",
  ADD CONSTRAINT "short_care.carer" CHECK ("carer" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "short_care.reasons",
  ADD CONSTRAINT "short_care.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "visit"
  DROP CONSTRAINT IF EXISTS "visit.void_reason",
  ADD CONSTRAINT "visit.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "visit.items",
  ADD CONSTRAINT "visit.items" CHECK ("items" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "visit.child_words",
  ADD CONSTRAINT "visit.child_words" CHECK ("child_words" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "visit.caregiver_words",
  ADD CONSTRAINT "visit.caregiver_words" CHECK ("caregiver_words" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "visit.problems",
  ADD CONSTRAINT "visit.problems" CHECK ("problems" LIKE '~1%') NOT VALID;
ALTER TABLE "house_value"
  DROP CONSTRAINT IF EXISTS "house_value.void_reason",
  ADD CONSTRAINT "house_value.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "house_value.reason",
  ADD CONSTRAINT "house_value.reason" CHECK ("reason" LIKE '~1%') NOT VALID;
ALTER TABLE "form_edition"
  DROP CONSTRAINT IF EXISTS "form_edition.void_reason",
  ADD CONSTRAINT "form_edition.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "form_edition.items",
  ADD CONSTRAINT "form_edition.items" CHECK ("items" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "form_edition.change",
  ADD CONSTRAINT "form_edition.change" CHECK ("change" LIKE '~1%') NOT VALID;
ALTER TABLE "evaluation"
  DROP CONSTRAINT IF EXISTS "evaluation.void_reason",
  ADD CONSTRAINT "evaluation.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.reason_not_third_party",
  ADD CONSTRAINT "evaluation.reason_not_third_party" CHECK ("reason_not_third_party" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.visited_on",
  ADD CONSTRAINT "evaluation.visited_on" CHECK ("visited_on" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.answers",
  ADD CONSTRAINT "evaluation.answers" CHECK ("answers" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.opinion_text",
  ADD CONSTRAINT "evaluation.opinion_text" CHECK ("opinion_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.rectify",
  ADD CONSTRAINT "evaluation.rectify" CHECK ("rectify" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.review_text",
  ADD CONSTRAINT "evaluation.review_text" CHECK ("review_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.fieldwork",
  ADD CONSTRAINT "evaluation.fieldwork" CHECK ("fieldwork" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.needs",
  ADD CONSTRAINT "evaluation.needs" CHECK ("needs" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.correction_reason",
  ADD CONSTRAINT "evaluation.correction_reason" CHECK ("correction_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation.reasons",
  ADD CONSTRAINT "evaluation.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "evaluation_member"
  DROP CONSTRAINT IF EXISTS "evaluation_member.void_reason",
  ADD CONSTRAINT "evaluation_member.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation_member.id_no",
  ADD CONSTRAINT "evaluation_member.id_no" CHECK ("id_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation_member.conflict_text",
  ADD CONSTRAINT "evaluation_member.conflict_text" CHECK ("conflict_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation_member.opinion",
  ADD CONSTRAINT "evaluation_member.opinion" CHECK ("opinion" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "evaluation_member.dissent",
  ADD CONSTRAINT "evaluation_member.dissent" CHECK ("dissent" LIKE '~1%') NOT VALID;
ALTER TABLE "need"
  DROP CONSTRAINT IF EXISTS "need.void_reason",
  ADD CONSTRAINT "need.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "need.text",
  ADD CONSTRAINT "need.text" CHECK ("text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "need.plan",
  ADD CONSTRAINT "need.plan" CHECK ("plan" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "need.done",
  ADD CONSTRAINT "need.done" CHECK ("done" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "need.drop_reason",
  ADD CONSTRAINT "need.drop_reason" CHECK ("drop_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "termination"
  DROP CONSTRAINT IF EXISTS "termination.void_reason",
  ADD CONSTRAINT "termination.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.ground_text",
  ADD CONSTRAINT "termination.ground_text" CHECK ("ground_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.moved_to_name",
  ADD CONSTRAINT "termination.moved_to_name" CHECK ("moved_to_name" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.support_plan",
  ADD CONSTRAINT "termination.support_plan" CHECK ("support_plan" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.harm_report_no",
  ADD CONSTRAINT "termination.harm_report_no" CHECK ("harm_report_no" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.appeal",
  ADD CONSTRAINT "termination.appeal" CHECK ("appeal" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.aftercare",
  ADD CONSTRAINT "termination.aftercare" CHECK ("aftercare" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.withdrawn_reason",
  ADD CONSTRAINT "termination.withdrawn_reason" CHECK ("withdrawn_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "termination.reasons",
  ADD CONSTRAINT "termination.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "allowance_rate"
  DROP CONSTRAINT IF EXISTS "allowance_rate.void_reason",
  ADD CONSTRAINT "allowance_rate.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_rate.note",
  ADD CONSTRAINT "allowance_rate.note" CHECK ("note" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_rate.reasons",
  ADD CONSTRAINT "allowance_rate.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "allowance_extra"
  DROP CONSTRAINT IF EXISTS "allowance_extra.void_reason",
  ADD CONSTRAINT "allowance_extra.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_extra.reason",
  ADD CONSTRAINT "allowance_extra.reason" CHECK ("reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_extra.decided_note",
  ADD CONSTRAINT "allowance_extra.decided_note" CHECK ("decided_note" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_extra.reasons",
  ADD CONSTRAINT "allowance_extra.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "allowance_run"
  DROP CONSTRAINT IF EXISTS "allowance_run.void_reason",
  ADD CONSTRAINT "allowance_run.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_run.reasons",
  ADD CONSTRAINT "allowance_run.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "allowance_line"
  DROP CONSTRAINT IF EXISTS "allowance_line.void_reason",
  ADD CONSTRAINT "allowance_line.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "allowance_line.note",
  ADD CONSTRAINT "allowance_line.note" CHECK ("note" LIKE '~1%') NOT VALID;
ALTER TABLE "incident"
  DROP CONSTRAINT IF EXISTS "incident.void_reason",
  ADD CONSTRAINT "incident.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.place",
  ADD CONSTRAINT "incident.place" CHECK ("place" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.discoverer",
  ADD CONSTRAINT "incident.discoverer" CHECK ("discoverer" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.description",
  ADD CONSTRAINT "incident.description" CHECK ("description" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.injuries",
  ADD CONSTRAINT "incident.injuries" CHECK ("injuries" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.first_actions",
  ADD CONSTRAINT "incident.first_actions" CHECK ("first_actions" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.reports",
  ADD CONSTRAINT "incident.reports" CHECK ("reports" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.safe_measure_text",
  ADD CONSTRAINT "incident.safe_measure_text" CHECK ("safe_measure_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.missing",
  ADD CONSTRAINT "incident.missing" CHECK ("missing" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.complainant_name",
  ADD CONSTRAINT "incident.complainant_name" CHECK ("complainant_name" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.answer",
  ADD CONSTRAINT "incident.answer" CHECK ("answer" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.result",
  ADD CONSTRAINT "incident.result" CHECK ("result" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.lessons",
  ADD CONSTRAINT "incident.lessons" CHECK ("lessons" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "incident.reasons",
  ADD CONSTRAINT "incident.reasons" CHECK ("reasons" LIKE '~1%') NOT VALID;
ALTER TABLE "delegation"
  DROP CONSTRAINT IF EXISTS "delegation.void_reason",
  ADD CONSTRAINT "delegation.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "archive_volume"
  DROP CONSTRAINT IF EXISTS "archive_volume.void_reason",
  ADD CONSTRAINT "archive_volume.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_volume.note",
  ADD CONSTRAINT "archive_volume.note" CHECK ("note" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_volume.seal",
  ADD CONSTRAINT "archive_volume.seal" CHECK ("seal" LIKE '~1%') NOT VALID;
ALTER TABLE "archive_item"
  DROP CONSTRAINT IF EXISTS "archive_item.void_reason",
  ADD CONSTRAINT "archive_item.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_item.remark",
  ADD CONSTRAINT "archive_item.remark" CHECK ("remark" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_item.supersede_reason",
  ADD CONSTRAINT "archive_item.supersede_reason" CHECK ("supersede_reason" LIKE '~1%') NOT VALID;
ALTER TABLE "archive_use"
  DROP CONSTRAINT IF EXISTS "archive_use.void_reason",
  ADD CONSTRAINT "archive_use.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_use.user_credential",
  ADD CONSTRAINT "archive_use.user_credential" CHECK ("user_credential" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_use.basis",
  ADD CONSTRAINT "archive_use.basis" CHECK ("basis" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_use.purpose",
  ADD CONSTRAINT "archive_use.purpose" CHECK ("purpose" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "archive_use.note",
  ADD CONSTRAINT "archive_use.note" CHECK ("note" LIKE '~1%') NOT VALID;
ALTER TABLE "submission"
  DROP CONSTRAINT IF EXISTS "submission.void_reason",
  ADD CONSTRAINT "submission.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission.receipt_text",
  ADD CONSTRAINT "submission.receipt_text" CHECK ("receipt_text" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission.note",
  ADD CONSTRAINT "submission.note" CHECK ("note" LIKE '~1%') NOT VALID;
ALTER TABLE "submission_finding"
  DROP CONSTRAINT IF EXISTS "submission_finding.void_reason",
  ADD CONSTRAINT "submission_finding.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission_finding.value_masked",
  ADD CONSTRAINT "submission_finding.value_masked" CHECK ("value_masked" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission_finding.message_zh",
  ADD CONSTRAINT "submission_finding.message_zh" CHECK ("message_zh" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission_finding.message_en",
  ADD CONSTRAINT "submission_finding.message_en" CHECK ("message_en" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission_finding.hint",
  ADD CONSTRAINT "submission_finding.hint" CHECK ("hint" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission_finding.note",
  ADD CONSTRAINT "submission_finding.note" CHECK ("note" LIKE '~1%') NOT VALID;
ALTER TABLE "submission_child"
  DROP CONSTRAINT IF EXISTS "submission_child.void_reason",
  ADD CONSTRAINT "submission_child.void_reason" CHECK ("void_reason" LIKE '~1%') NOT VALID,
  DROP CONSTRAINT IF EXISTS "submission_child.reason",
  ADD CONSTRAINT "submission_child.reason" CHECK ("reason" LIKE '~1%') NOT VALID;

ALTER TABLE audit ADD CONSTRAINT "audit.detail"
  CHECK (detail LIKE '~1%') NOT VALID;
ALTER TABLE draft ADD CONSTRAINT "draft.content"
  CHECK (content LIKE '~1%') NOT VALID;
-- Encrypted bytes are longer by the sign, the nonce and the tag: 42.
ALTER TABLE thumbnail DROP CONSTRAINT IF EXISTS thumbnail_bytes_check,
  ADD CONSTRAINT "thumbnail.bytes"
  CHECK (length (bytes) BETWEEN 43 AND 65578 AND substr (bytes, 1, 2) = convert_to ('~1', 'UTF8')) NOT VALID;
ALTER TABLE setting ADD CONSTRAINT "setting.value"
  CHECK (name <> 'vault.audit_key' AND name NOT LIKE 'fieldwork.%'
    OR value LIKE '~1%') NOT VALID;
