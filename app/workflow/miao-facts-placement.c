/* What the rules about signing, moving in and visits ask. */
#include "config.h"

#include "miao-agreement-rules.h"
#include "miao-child-rules.h"
#include "miao-due.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-standing-rules.h"
#include "miao-states.h"

void
miao_facts_soften (MiaoFindings *findings)
{
  for (guint i = 0; i < miao_findings_length (findings); i++) {
    MiaoFinding *finding = (MiaoFinding *) miao_findings_get (findings, i);

    if (miao_finding_severity (finding) == MIAO_SEVERITY_BLOCK ||
        miao_finding_severity (finding) == MIAO_SEVERITY_REASON)
      miao_finding_set_severity (finding, MIAO_SEVERITY_ADVICE);
  }
}

gint64
miao_facts_open_of_child (MiaoCall *call, const char *child, const char *except, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_WITH_PLACE);
  if (except != NULL)
    miao_query_where (query, "id", MIAO_OP_NE, except);

  return miao_store_count (call->store, query, error);
}

/* ---- agreement ---- */

gboolean
miao_facts_complete_agreement (MiaoCall *call,
                               MiaoRecord *placement,
                               MiaoRecord *agreement,
                               GError **error)
{
  g_autoptr (MiaoRecord) family =
      miao_call_load (call, "family", miao_record_get (placement, "family"), error);
  g_autoptr (MiaoRecord) institution = NULL;

  if (family == NULL)
    return FALSE;
  institution = miao_facts_institution (call->store, error);
  if (institution == NULL && error != NULL && *error != NULL)
    return FALSE;
  if (institution != NULL)
    miao_record_set (agreement, "institution", miao_record_get_id (institution));
  miao_record_set (agreement, "matching", miao_record_get (placement, "matching"));
  if (!miao_record_has (agreement, "caregiver"))
    miao_record_set (agreement, "caregiver", miao_record_get (family, "main_caregiver_member"));
  if (!miao_record_has (agreement, "clause_version"))
    miao_record_set_int (agreement, "clause_version", 1);

  return TRUE;
}

static MiaoClauses
read_clauses (const MiaoRecord *agreement)
{
  MiaoClauses clauses = 0;

  if (miao_record_has (agreement, "term_from") && miao_record_has (agreement, "term_to"))
    clauses |= MIAO_CLAUSE_TERM;
  if (miao_record_has (agreement, "duties_inst"))
    clauses |= MIAO_CLAUSE_DUTIES_INSTITUTION;
  if (miao_record_has (agreement, "duties_family"))
    clauses |= MIAO_CLAUSE_DUTIES_FAMILY;
  if (miao_record_has (agreement, "caregiver"))
    clauses |= MIAO_CLAUSE_CAREGIVER;
  if (miao_record_has (agreement, "integration_days"))
    clauses |= MIAO_CLAUSE_INTEGRATION;
  if (miao_record_has (agreement, "breach"))
    clauses |= MIAO_CLAUSE_BREACH;

  return clauses;
}

static gboolean
find_training (MiaoCall *call, const char *member, MiaoDate *ret_on, GError **error)
{
  g_autoptr (GPtrArray) trainings = miao_call_all (call, "training", "member", member, error);

  *ret_on = MIAO_DATE_NONE;
  for (guint i = 0; trainings != NULL && i < trainings->len; i++) {
    MiaoRecord *training = g_ptr_array_index (trainings, i);

    const MiaoDate on = miao_record_get_date (training, "to_on");

    /* Who passed once has passed, also before a later one. */
    if (miao_facts_is_pre_service (training) && (*ret_on == MIAO_DATE_NONE || on < *ret_on))
      *ret_on = on;
  }

  return trainings != NULL;
}

gboolean
miao_facts_ask_signing (MiaoCall *call,
                        MiaoRecord *placement,
                        MiaoRecord *agreement,
                        GError **error)
{
  g_autoptr (MiaoRecord) family =
      miao_call_load (call, "family", miao_record_get (placement, "family"), error);
  g_autoptr (MiaoRecord) child = NULL, caregiver = NULL, matching = NULL;
  const MiaoDate effective = miao_record_get_date (agreement, "effective_on");
  MiaoSigningFacts facts;
  MiaoDate trained;

  if (family == NULL ||
      (child = miao_call_load (call, "child", miao_record_get (placement, "child"), error)) ==
          NULL ||
      (caregiver = miao_call_load (call, "family_member", miao_record_get (agreement, "caregiver"),
                                   error)) == NULL ||
      !find_training (call, miao_record_get_id (caregiver), &trained, error))
    return FALSE;
  if (miao_record_has (placement, "matching")) {
    matching = miao_call_load (call, "matching", miao_record_get (placement, "matching"), error);
    if (matching == NULL)
      return FALSE;
  }
  facts = (MiaoSigningFacts){
    .agreement = miao_record_get_id (agreement),
    .family = miao_record_get_id (family),
    .child = miao_record_get_id (child),
    .matched_on = matching != NULL ? miao_record_get_date (matching, "decided_on") : MIAO_DATE_NONE,
    /* Qualified anew after its qualification ended: what was filed then does not count now. */
    .family_filed_on = miao_record_is (family, "status", "QUALIFIED")
                           ? MIAO_DATE_NONE
                           : miao_record_get_date (family, "filed_on"),
    .caregiver = miao_facts_caregiver (caregiver),
    .main_caregiver =
        miao_record_is (family, "main_caregiver_member", miao_record_get_id (caregiver)),
    .co_living = miao_record_get_bool (caregiver, "co_living"),
    .trained_on = trained,
    .clauses = read_clauses (agreement),
    .integration_days = (int) miao_record_get_int (agreement, "integration_days", 0),
    .child_born = miao_record_get_date (child, "birth_date"),
    .term_from = miao_record_get_date (agreement, "term_from"),
    .term_to = miao_record_get_date (agreement, "term_to"),
    .signed_institution_on = miao_record_get_date (agreement, "signed_inst_on"),
    .signed_family_on = miao_record_get_date (agreement, "signed_family_on"),
  };
  miao_rules_family_ready (facts.family, miao_record_get (family, "status"), call->findings);
  miao_rules_sign (&facts, miao_facts_settings_on (call, effective), effective, call->findings);

  return miao_facts_ask_family_safe (call, facts.family, call->findings, error);
}

gboolean
miao_facts_ask_caregiver_change (MiaoCall *call,
                                 MiaoRecord *member,
                                 const MiaoAnswers *answers,
                                 MiaoDate approved_on,
                                 gboolean amended,
                                 GError **error)
{
  MiaoCaregiverChangeFacts facts = {
    .caregiver = miao_facts_caregiver (member),
    .answers = *answers,
    .approved_on = approved_on,
    .amended = amended,
  };

  if (!find_training (call, miao_record_get_id (member), &facts.trained_on, error))
    return FALSE;
  miao_rules_change_caregiver (&facts, miao_facts_settings (call), call->today, call->findings);

  return TRUE;
}

/* ---- move in ---- */

static const MiaoRecord *
find_member (GPtrArray *members, const char *id)
{
  for (guint i = 0; i < members->len; i++)
    if (g_strcmp0 (miao_record_get_id (members->pdata[i]), id) == 0)
      return members->pdata[i];

  return NULL;
}

gboolean
miao_facts_ask_move_in (MiaoCall *call, MiaoRecord *placement, MiaoDate on, GError **error)
{
  const char *family = miao_record_get (placement, "family");
  const char *child = miao_record_get (placement, "child");
  g_autoptr (MiaoRecord) agreement = NULL, home = NULL, who = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) members = NULL;
  MiaoMoveInFacts facts = { 0 };
  const MiaoRecord *agreed;
  gint64 open;
  int foster;

  if (miao_record_has (placement, "agreement")) {
    agreement = miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
    if (agreement == NULL)
      return FALSE;
  }
  records = miao_call_all (call, "family_member", "family", family, error);
  open = miao_facts_open_of_child (call, child, miao_record_get_id (placement), error);
  foster = miao_facts_foster_now (call, family, miao_record_get_id (placement), error);
  if (records == NULL || open < 0 || foster < 0)
    return FALSE;
  home = miao_call_load (call, "family", family, error);
  if (home == NULL || (who = miao_call_load (call, "child", child, error)) == NULL)
    return FALSE;
  miao_rules_family_ready (family, miao_record_get (home, "status"), call->findings);
  members = miao_facts_members (records);
  facts.placement = miao_record_get_id (placement);
  facts.family = family;
  facts.child = child;
  if (agreement != NULL) {
    facts.effective_on = miao_record_get_date (agreement, "effective_on");
    facts.term_to = miao_record_get_date (agreement, "term_to");
    facts.agreed_caregiver = miao_record_get (agreement, "caregiver");
    agreed = find_member (records, facts.agreed_caregiver);
    facts.agreed_caregiver_name = agreed != NULL ? miao_record_get (agreed, "name") : NULL;
  }
  agreed = find_member (records, miao_record_get (home, "main_caregiver_member"));
  if (agreed != NULL)
    facts.caregiver = miao_facts_caregiver (agreed);
  facts.foster_now = foster;
  facts.members = (const MiaoMemberFacts *) members->data;
  facts.n_members = members->len;
  facts.open_placements = (guint) open;
  facts.handover_list = miao_call_get_bool (call, "handover_list");
  miao_rules_move_in (&facts, miao_facts_settings_on (call, on), on, call->findings);

  return miao_facts_ask_family_safe (call, family, call->findings, error) &&
         miao_facts_ask_child_moves (call, who, on, error);
}

/* What a visit counts for (INT-03, the reminder D18) is that somebody went and saw how the child
 * is: who, whether the child was seen, and what the child said or why there are no words. */
static gboolean
visit_says_something (const MiaoRecord *visit, GError **error)
{
  const char *missing = NULL, *field = "visitors";

  if (!miao_record_has (visit, "visitors") && !miao_record_has (visit, "visitor_names")) {
    missing = miao_pick ("请填写探访人。", "Say who visited.");
  } else if (!miao_record_has (visit, field = "child_seen")) {
    missing = miao_pick ("请填写是否见到儿童。", "Say whether the child was seen.");
  } else if (!miao_record_has (visit, field = "child_words")) {
    missing = miao_pick ("请填写“儿童的话”；没有见到儿童或儿童不会表达的，写明原因和观察到的情况。",
                         "Write down the child's words; when the child was not seen or does not "
                         "speak, write why and what was observed.");
  }
  if (missing == NULL)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, missing);

  return miao_error_at (error, field);
}

/* Small children are seen more often (house rule, as D18 counts). */
static gboolean
set_next_visit (
    MiaoCall *call, const MiaoRecord *placement, MiaoRecord *visit, MiaoDate on, GError **error)
{
  const gboolean integration = miao_record_is (placement, "status", "INTEGRATION") ||
                               miao_record_is (placement, "status", "EXTENDED");
  g_autoptr (MiaoRecord) child = NULL;

  if (miao_record_has (visit, "next_due"))
    return TRUE;
  child = miao_call_load (call, "child", miao_record_get (placement, "child"), error);
  if (child == NULL)
    return FALSE;
  miao_record_set_date (visit, "next_due",
                        on + miao_due_visit_days (integration,
                                                  miao_record_get_date (child, "birth_date"),
                                                  miao_facts_settings_on (call, on), on));

  return TRUE;
}

gboolean
miao_facts_ask_visit (MiaoCall *call, MiaoRecord *placement, MiaoRecord *visit, GError **error)
{
  MiaoDate on = miao_record_get_date (visit, "visited_on");
  MiaoDate in = miao_record_get_date (placement, "moved_in_on");

  if (on == MIAO_DATE_NONE) {
    on = call->today;
    miao_record_set_date (visit, "visited_on", on);
  }
  if (in == MIAO_DATE_NONE || on < in) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("探访日期不能早于入户日期。请核对日期；儿童入户后才登记探访。",
                   "A visit cannot lie before the day of moving in. Check the day; "
                   "visits are recorded once the child has moved in."));
    return miao_error_at (error, "visited_on");
  }
  if (miao_record_has (placement, "ended_on") &&
      on > miao_record_get_date (placement, "ended_on")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("探访日期在解除寄养之后。请核对日期；解除以后的，登记后续照护随访。",
                   "The visit lies after the end of the placement. Check the day; after the end, "
                   "record a follow-up."));
    return miao_error_at (error, "visited_on");
  }
  if (!set_next_visit (call, placement, visit, on, error))
    return FALSE;
  if (!miao_record_has (visit, "visitors") && miao_facts_own_staff (call) != NULL)
    miao_record_set (visit, "visitors", miao_facts_own_staff (call));

  return visit_says_something (visit, error) &&
         miao_facts_not_future (call, "visited_on", on, error);
}
