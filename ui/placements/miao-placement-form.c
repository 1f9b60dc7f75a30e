/* What the forms of a placement's acts hold: which rows, and what stands in them at first. */
#include "config.h"

#include "miao-placement-acts.h"

#include "miao-child-words.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static void
fix_placement (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  miao_act_form_fix (form, "placement", miao_placement_facts_id (facts));
}

static void
set_day (MiaoRecordForm *rows, const char *field, MiaoDate day)
{
  g_autofree char *text = day != MIAO_DATE_NONE ? miao_date_dup (day) : NULL;

  miao_record_form_set (rows, field, text);
}

void
miao_placement_fill_decide (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = {
    "decision", "decided_on",     "attendees",        "attendee_names",  "note",
    "meetings", "cross_area_doc", "override_opinion", "override_reason", NULL
  };
  g_autoptr (MiaoRecord) refusal = miao_placement_facts_refusal (facts);
  GtkWidget *words = miao_child_words_new (facts->session, refusal);
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  if (words != NULL)
    miao_act_form_add_widget (form, words);
  rows = miao_act_form_add_params (form, fields);
  miao_record_form_set (rows, "decision", "AGREE");
  set_day (rows, "decided_on", facts->today);
  if (facts->matching != NULL)
    miao_record_form_set (rows, "meetings", miao_record_get (facts->matching, "meetings"));
}

void
miao_placement_fill_withdraw (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "reason", NULL };

  fix_placement (form, facts);
  miao_act_form_add_params (form, fields);
}

/* The words that an agreement must have; each house changes them to its own. */
static void
set_clauses (MiaoRecordForm *rows)
{
  miao_record_form_set (rows, "visit_plan",
                        _ ("Once a week in the integration period, then once a month; some visits "
                           "without notice."));
  miao_record_form_set (rows, "short_care_for", "1 2 3");
  miao_record_form_set (rows, "short_care_reasons",
                        _ ("The caregiver is ill or away, or there is an emergency in the family; "
                           "at most 30 days."));
  miao_record_form_set (rows, "duties_inst",
                        _ ("Makes the care plan, trains and guides the family, visits regularly, "
                           "pays the allowance on time, keeps the placement's file."));
  miao_record_form_set (
      rows, "duties_family",
      _ ("Keeps the child safe and respected, cares and educates day by day, sees "
         "a doctor in time, accepts visits and supervision."));
  miao_record_form_set (rows, "breach",
                        _ ("Who breaks the agreement is asked to mend it; in grave cases the "
                           "placement may be ended."));
}

static MiaoRecordForm *
add_agreement (MiaoActForm *form, const MiaoPlacementFacts *facts, MiaoDate from)
{
  const char *const fields[] = { _ ("#Mandatory clauses"), "term_from",        "term_to",
                                 "integration_days",       "caregiver",        "duties_inst",
                                 "duties_family",          "breach",           _ ("#Signatures"),
                                 "signed_inst_on",         "signed_family_on", "scan",
                                 _ ("#Further clauses"),   "visit_plan",       "short_care_for",
                                 "short_care_reasons",     "allowances",       NULL };
  MiaoDate born = miao_record_get_date (facts->child, "birth_date");
  MiaoDate adult = miao_date_birthday (born, 18);
  MiaoDate until = miao_date_add_months (from, 24) - 1;
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_record (form, "agreement", fields, NULL);
  set_day (rows, "term_from", from);
  set_day (rows, "term_to", adult != MIAO_DATE_NONE ? MIN (until, adult) : until);
  miao_record_form_set (rows, "caregiver",
                        miao_record_get (facts->family, "main_caregiver_member"));

  return rows;
}

void
miao_placement_fill_sign (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  MiaoRecordForm *rows = add_agreement (form, facts, facts->today);

  miao_record_form_set (rows, "integration_days", "90");
  set_clauses (rows);
}

void
miao_placement_fill_renew (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const kept[] = { "integration_days",   "duties_inst",
                                      "duties_family",      "breach",
                                      "visit_plan",         "short_care_for",
                                      "short_care_reasons", "allowances" };
  MiaoDate old_to = facts->agreement != NULL ? miao_record_get_date (facts->agreement, "term_to")
                                             : MIAO_DATE_NONE;
  MiaoRecordForm *rows =
      add_agreement (form, facts, old_to != MIAO_DATE_NONE ? old_to + 1 : facts->today);

  for (gsize i = 0; facts->agreement != NULL && i < G_N_ELEMENTS (kept); i++)
    miao_record_form_set (rows, kept[i], miao_record_get (facts->agreement, kept[i]));
}

void
miao_placement_fill_file (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "filed_on", "filed_no", NULL };
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "agreement", miao_record_get_id (facts->agreement));
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "filed_on", facts->today);
}

void
miao_placement_fill_move_in (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "moved_in_on", "handover_list", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "moved_in_on", facts->today);
}

void
miao_placement_fill_evaluation (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "kind",
                                        "planned_on",
                                        "mode",
                                        "provider_type",
                                        "reason_not_third_party",
                                        "provider_name",
                                        "provider_uscc",
                                        "contract_no",
                                        "contract_from",
                                        "contract_to",
                                        NULL };
  gboolean integration = miao_placement_facts_in (facts, "INTEGRATION EXTENDED");
  MiaoRecordForm *rows;
  MiaoDate in = miao_record_get_date (facts->placement, "moved_in_on");
  MiaoDate planned = in + facts->settings.integration_min_days - 10; /* remind day of D16 */

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  miao_record_form_set (rows, "kind",
                        integration ? "EV_C_INTEGRATION"
                        : miao_placement_facts_in (facts, "SUSPENDED ENDING ENDED")
                            ? "EV_F_FAMILY_END"
                            : "EV_D_EFFECT");
  set_day (rows, "planned_on", integration ? MAX (facts->today, planned) : facts->today);
}

void
miao_placement_fill_opinion (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "about", "held_on",         "method",
                                        "place", "present_persons", "caregiver_absent",
                                        "words", "opinion",         "sign_doc",
                                        NULL };
  const char *about = "PRE";
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "child", miao_record_get_id (facts->child));
  rows = miao_act_form_add_record (form, "opinion", fields, NULL);
  if (miao_placement_facts_in (facts, "INTEGRATION EXTENDED"))
    about = "INTEGRATION";
  else if (miao_placement_facts_in (facts, "CONFIRMED SHORT_CARE SUSPENDED ENDING"))
    about = "END";
  miao_record_form_set (rows, "about", about);
  set_day (rows, "held_on", facts->today);
}

void
miao_placement_fill_extend (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "extended_to", "extend_reason", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "extended_to",
           miao_record_get_date (facts->placement, "integration_due_max") +
               facts->settings.extension_days);
}

void
miao_placement_fill_confirm (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "confirmed_on", "integration_eval", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "confirmed_on", facts->today);
  if (facts->evaluation != NULL && miao_record_has (facts->evaluation, "conclusion"))
    miao_record_form_set (rows, "integration_eval", miao_record_get_id (facts->evaluation));
}

void
miao_placement_fill_caregiver (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "member",        "reason",  "approved_on", "amendment",
                                        "amendment_doc", "healthy", "able",        "records_clear",
                                        "has_time",      NULL };
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "family", miao_record_get_id (facts->family));
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "approved_on", facts->today);
}

void
miao_placement_fill_amend (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "matter",  "what",     "before", "after",
                                        "term_to", "document", NULL };
  MiaoFieldRow *matter;

  fix_placement (form, facts);
  matter = miao_record_form_get_row (miao_act_form_add_params (form, fields), "matter");
  /* They have acts of their own, which ask for more than a page that is signed. */
  miao_field_row_leave_out (matter, "CAREGIVER ADDRESS");
  miao_field_row_set_hint (matter,
                           _ ("For another caregiver use “Change the main caregiver”; for another "
                              "address “Record a move” at the family."));
}

void
miao_placement_fill_short_care (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "from_on",     "until_on",    "reason",
                                        "reason_text", "place",       "family",
                                        "carer",       "approved_on", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_record (form, "care", fields, NULL);
  set_day (rows, "from_on", facts->today);
  set_day (rows, "until_on", facts->today + facts->settings.short_care_days);
  set_day (rows, "approved_on", facts->today);
  miao_record_form_set (rows, "place", "INSTITUTION");
}

void
miao_placement_fill_short_care_end (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "returned_on", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "returned_on", facts->today);
}

void
miao_placement_begin_proposal (MiaoActForm *form, MiaoSession *session)
{
  static const char *const fields[] = { "child",    "family",         "match_reasons",
                                        "meetings", "cross_area_doc", "care_worker",
                                        NULL };
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "propose-match", NULL);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("What is still missing blocks only the decision, not the proposal."));
  rows = miao_act_form_add_params (form, fields);
  miao_record_form_set (rows, "care_worker", miao_session_get_staff (session));
  miao_act_form_set_live (form, TRUE);
  miao_act_form_show (form);
}
