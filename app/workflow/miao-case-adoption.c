/* A trial adoption: from the foster home or the institution to those who wish to adopt, until the
 * adoption is registered or the child is back (domain 3.7, 6.34, 8.1 C10). The foster placement
 * goes on meanwhile, unpaid when it is with other people; it is ended before the child leaves. */
#include "config.h"

#include "miao-case-adoption.h"

#include "miao-adoption-rules.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-facts.h"
#include "miao-leave.h"
#include "miao-params.h"
#include "miao-removals.h"
#include "miao-states.h"

#define TRIAL "ADOPT_TRIAL"
#define CARE_ON_TRIAL "7"

/* Returns: the case that has not ended; %NULL without error when there is none. */
static MiaoRecord *
find_open (MiaoCall *call, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("adoption_case"));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);

  return miao_store_first (call->store, query, error);
}

/* The open placement notes the days that the child is with other people. */
static gboolean
pause_placement (MiaoCall *call, const char *child, MiaoDate on, gboolean begins, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "child", child, error);

  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = placements->pdata[i];
    g_autoptr (MiaoRecord) before = NULL;

    if (!miao_state_placement_open (miao_record_get (placement, "status")))
      continue;
    before = miao_record_copy (placement);
    if (begins)
      miao_pauses_begin (placement, on);
    else
      miao_pauses_end (placement, on);
    if (!miao_call_update (call, before, placement, error))
      return FALSE;
  }

  return placements != NULL;
}

/* ---- the trial begins ---- */

static const MiaoField begin_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_END,
};

static gint64
count_coming (MiaoCall *call, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_COMING);

  return miao_store_count (call->store, query, error);
}

static gboolean
ask_begin (MiaoCall *call, const MiaoRecord *child, MiaoRecord *adoption, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) opinion = miao_facts_last_opinion (call, miao_record_get_id (child),
                                                            "ADOPTION", MIAO_DATE_NONE, &problem);
  gint64 coming = problem == NULL ? count_coming (call, miao_record_get_id (child), &problem) : -1;
  const MiaoAdoptionFacts facts = {
    .child = miao_record_get_id (child),
    .coming = coming,
    .state = miao_record_get (child, "status"),
    .adoptable = miao_record_get (child, "adoptable"),
    .born = miao_record_get_date (child, "birth_date"),
    .opinion = miao_facts_opinion (opinion),
    .from = miao_record_get_date (adoption, "from_on"),
    .told_on = miao_record_get_date (child, "adoption_family_told_on"),
    .disclosed_on = miao_record_get_date (adoption, "disclosed_on"),
    .consent_on = miao_record_get_date (adoption, "consent_on"),
    .consent_no = miao_record_get (adoption, "consent_no"),
  };

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_begin_adoption (&facts, call->findings);
  if (opinion != NULL)
    miao_record_set (adoption, "opinion", miao_record_get_id (opinion));

  return TRUE;
}

/* No trial before this stay, and none over another one or a time away. */
static gboolean
check_days (MiaoCall *call, const MiaoRecord *child, const MiaoRecord *adoption, GError **error)
{
  MiaoDate from = miao_record_get_date (adoption, "from_on");
  MiaoDate until = miao_record_get_date (adoption, "until_on");
  MiaoDate first;

  if (!miao_leave_first_day (call, miao_record_get_id (child), &first, error) ||
      !miao_facts_not_future (call, "from_on", from, error))
    return FALSE;
  if (from >= first && (until == MIAO_DATE_NONE || until >= from))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("请核对日期：试收养不早于 %s，计划结束日期不早于开始日期。",
                          "Check the days: the trial begins on %s or later, and ends after it."),
               miao_date_format (first, (char[MIAO_DATE_BUFFER]){ 0 }));

  return miao_error_at (error, from < first ? "from_on" : "until_on");
}

static gboolean
run_begin (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoRecord *adoption = miao_call_get_record (call, "adoption");

  if (child == NULL)
    return FALSE;
  before = miao_record_copy (child);
  miao_record_set (adoption, "child", miao_record_get_id (child));
  miao_record_set (adoption, "state_before", miao_record_get (child, "status"));
  miao_record_set (adoption, "care_mode_before", miao_record_get (child, "care_mode"));
  miao_record_set (adoption, "told_on", miao_record_get (child, "adoption_family_told_on"));
  if (!miao_record_has (adoption, "from_on"))
    miao_record_set_date (adoption, "from_on", call->today);
  if (!ask_begin (call, child, adoption, error) || !miao_call_judge (call, error) ||
      !check_days (call, child, adoption, error))
    return FALSE;
  miao_facts_keep_reasons (call, adoption);
  miao_record_set (child, "care_mode", CARE_ON_TRIAL);
  miao_record_set (child, "away_until", miao_record_get (adoption, "until_on"));
  if (!miao_record_check (adoption, TRUE, NULL, error) ||
      !miao_call_insert (call, adoption, error) ||
      !miao_call_advance (call, before, child, TRIAL, error))
    return FALSE;

  return miao_record_get_bool (adoption, "by_foster_family") ||
         pause_placement (call, miao_record_get_id (child),
                          miao_record_get_date (adoption, "from_on"), TRUE, error);
}

const MiaoUseCase miao_case_begin_adoption_trial = {
  .name = "begin-adoption-trial",
  .label = "Begin a trial adoption",
  .label_zh = "开始试收养",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = begin_params,
  .records = { { "adoption", "adoption_case", TRUE } },
  .run = run_begin,
};

/* ---- the end ---- */

static gboolean
close_case (MiaoCall *call,
            MiaoRecord *adoption,
            MiaoDate on,
            const char *outcome,
            const char *reason,
            GError **error)
{
  g_autofree char *day = miao_date_dup (MAX (on, miao_record_get_date (adoption, "from_on")));

  return miao_call_set (call, adoption, error, "ended_on", day, "outcome", outcome, "end_reason",
                        reason, NULL);
}

static const MiaoField end_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_DATE ("ended_on", "Back on", "结束（返回）日期", P_MAY),
  P_LONG ("reason", "Why it did not come about", "未成原因", P_MUST),
  P_END,
};

static gboolean
check_end (MiaoCall *call, const MiaoRecord *adoption, MiaoDate on, GError **error)
{
  if (on < miao_record_get_date (adoption, "from_on")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("结束日期不能早于试收养开始日期 %s。",
                            "The trial cannot end before it began on %s."),
                 miao_record_get (adoption, "from_on"));
    return miao_error_at (error, "ended_on");
  }

  return miao_facts_not_future (call, "ended_on", on, error);
}

MiaoRecord *
miao_adoption_load_open (MiaoCall *call, const MiaoRecord *child, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MiaoRecord *adoption;

  miao_rules_end_adoption (miao_record_get_id (child), miao_record_get (child, "status"),
                           call->findings);
  if (!miao_call_judge (call, error))
    return NULL;
  adoption = find_open (call, miao_record_get_id (child), &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (adoption == NULL)
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
        miao_pick ("没有找到这次试收养的登记。", "There is no record of this trial adoption."));

  return adoption;
}

static gboolean
run_end (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) adoption =
      child != NULL ? miao_adoption_load_open (call, child, error) : NULL;
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "ended_on", call->today);
  const char *to;

  if (adoption == NULL || !check_end (call, adoption, on, error))
    return FALSE;
  before = miao_record_copy (child);
  if (!miao_leave_settle (call, child, adoption, &to, error))
    return FALSE;

  return close_case (call, adoption, on, "BACK", miao_call_get (call, "reason"), error) &&
         pause_placement (call, miao_record_get_id (child), on, FALSE, error) &&
         miao_call_advance (call, before, child, to, error);
}

const MiaoUseCase miao_case_end_adoption_trial = {
  .name = "end-adoption-trial",
  .label = "End a trial adoption",
  .label_zh = "终止试收养",
  .permission = MIAO_MAY_CHILD_ADMIT,
  .params = end_params,
  .run = run_end,
};

/* ---- the child leaves, or cannot be found ---- */

static gboolean
is_adoption (const char *exit_code)
{
  return g_strcmp0 (exit_code, "E4") == 0 || g_strcmp0 (exit_code, "E5") == 0;
}

/* By the category under which it came: nobody knows its parents. */
static gboolean
is_not_found (const MiaoRecord *admission)
{
  static const char *const codes[] = { "A1", "L1", "T1", NULL };
  const char *code = miao_record_get (admission, "intake_code");

  return code != NULL && g_strv_contains (codes, code);
}

/* Returns: %FALSE with @error when the store fails; @ret_case is %NULL when it is on no trial. */
static gboolean
read_case (MiaoCall *call, const MiaoRecord *child, MiaoRecord **ret_case, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *ret_case = find_open (call, miao_record_get_id (child), &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

gboolean
miao_adoption_ask_leave (MiaoCall *call,
                         const MiaoRecord *child,
                         const MiaoRecord *admission,
                         MiaoDate on,
                         const char *exit_code,
                         GError **error)
{
  g_autoptr (MiaoRecord) adoption = NULL;
  MiaoAdoptedFacts facts;

  if (!is_adoption (exit_code))
    return TRUE;
  if (!read_case (call, child, &adoption, error))
    return FALSE;
  facts = (MiaoAdoptedFacts){
    .id = miao_record_get_id (adoption != NULL ? adoption : child),
    .not_found = is_not_found (admission),
    .from =
        adoption != NULL ? miao_record_get_date (adoption, "from_on") : (MiaoDate) MIAO_DATE_NONE,
    .notice_on = miao_record_get_date (child, "adoption_notice_on"),
    .registered_on = miao_call_get_date (call, "registered_on", MIAO_DATE_NONE),
    .cert_no = miao_call_get (call, "adoption_cert_no"),
    .left_on = on,
  };
  miao_rules_adopted (&facts, call->findings);

  return TRUE;
}

/* Adopted without a trial that was put down here: the case is that one day. */
static MiaoRecord *
new_case (const MiaoRecord *child, const char *state, MiaoDate on)
{
  MiaoRecord *adoption = miao_record_new (miao_kind_find ("adoption_case"));

  miao_record_set (adoption, "child", miao_record_get_id (child));
  miao_record_set (adoption, "state_before", state);
  miao_record_set (adoption, "care_mode_before", miao_record_get (child, "care_mode"));
  miao_record_set_date (adoption, "from_on", on);

  return adoption;
}

gboolean
miao_adoption_leave (MiaoCall *call,
                     MiaoRecord *child,
                     const char *state,
                     MiaoDate on,
                     const char *exit_code,
                     GError **error)
{
  g_autoptr (MiaoRecord) adoption = NULL, before = NULL;

  if (!read_case (call, child, &adoption, error))
    return FALSE;
  if (adoption == NULL && !is_adoption (exit_code))
    return TRUE;
  miao_record_set (child, "away_until", NULL);
  if (!is_adoption (exit_code))
    return close_case (call, adoption, on, "LEFT", NULL, error);
  if (adoption != NULL)
    before = miao_record_copy (adoption);
  else
    adoption = new_case (child, state, on);
  miao_record_set (adoption, "notice_on", miao_record_get (child, "adoption_notice_on"));
  miao_record_set (adoption, "registered_on", miao_call_get (call, "registered_on"));
  miao_record_set (adoption, "cert_no", miao_call_get (call, "adoption_cert_no"));
  miao_facts_keep_reasons (call, adoption);
  miao_record_set_date (adoption, "ended_on", on);
  miao_record_set (adoption, "outcome", "ADOPTED");

  return before != NULL ? miao_call_update (call, before, adoption, error)
                        : miao_call_insert (call, adoption, error);
}

gboolean
miao_adoption_break (MiaoCall *call, MiaoRecord *child, MiaoDate on, GError **error)
{
  g_autoptr (MiaoRecord) adoption = NULL;
  const char *to;

  if (!read_case (call, child, &adoption, error))
    return FALSE;
  if (adoption == NULL)
    return TRUE;

  return miao_leave_settle (call, child, adoption, &to, error) &&
         close_case (call, adoption, on, "BACK", miao_pick ("走失", "went missing"), error);
}

gboolean
miao_adoption_found (MiaoCall *call, const char *child, MiaoDate on, GError **error)
{
  return pause_placement (call, child, on, FALSE, error);
}
