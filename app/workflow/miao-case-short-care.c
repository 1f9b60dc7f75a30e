/* Short-term care: another carer for a while, the placement goes on (domain 6.17, 8.3 P5). */
#include "config.h"

#include "miao-agreement-rules.h"
#include "miao-case-short-care.h"
#include "miao-cases.h"
#include "miao-codes.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-standing-rules.h"

static gboolean
refuse_dates (const char *field, GError **error)
{
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick (
          "请核对日期：短期养育从正式寄养之后开始，计划结束日期不早于开始日期。",
          "Check the days: short-term care begins after the placement was confirmed and ends "
          "after it began."));
  return miao_error_at (error, field);
}

static gboolean
check_days (MiaoCall *call, const MiaoRecord *placement, const MiaoRecord *care, GError **error)
{
  MiaoDate from = miao_record_get_date (care, "from_on");
  MiaoDate until = miao_record_get_date (care, "until_on");
  MiaoDate confirmed = miao_record_get_date (placement, "confirmed_on");

  if (confirmed != MIAO_DATE_NONE && from < confirmed)
    return refuse_dates ("from_on", error);
  if (until == MIAO_DATE_NONE || until < from)
    return refuse_dates ("until_on", error);

  return miao_facts_not_future (call, "from_on", from, error);
}

static void
note_on_placement (MiaoRecord *placement, const MiaoRecord *care)
{
  const char *reason =
      miao_codes_name ("short_care_reason", miao_record_get (care, "reason"), miao_language ());
  const char *text = miao_record_get (care, "reason_text");
  g_autofree char *words =
      text != NULL ? g_strconcat (reason, miao_pick ("：", ": "), text, NULL) : g_strdup (reason);

  miao_record_set (placement, "short_care_from", miao_record_get (care, "from_on"));
  miao_record_set (placement, "short_care_to", miao_record_get (care, "until_on"));
  miao_record_set (placement, "short_care_reason", words);
}

static gboolean
ask_reason (MiaoCall *call, const MiaoRecord *placement, const MiaoRecord *care, GError **error)
{
  g_autoptr (MiaoRecord) agreement =
      miao_record_has (placement, "agreement")
          ? miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error)
          : NULL;

  if (agreement == NULL)
    return !miao_record_has (placement, "agreement");
  miao_rules_short_care_reason (miao_record_get_id (placement), miao_record_get (care, "reason"),
                                miao_record_get (agreement, "short_care_for"),
                                miao_record_get (agreement, "short_care_reasons"), call->findings);

  return TRUE;
}

/* ---- with another family ---- */

#define WITH_FAMILY "FAMILY"

/* FST-04 and FST-05 block as they do for a placement; how many children and how small ones live
 * there is weighed by the head, for it is not for long (FAM-11 and FAM-12 speak of placements). */
static gboolean
ask_guest_family (MiaoCall *call, MiaoRecord *family, MiaoDate on, GError **error)
{
  const char *id = miao_record_get_id (family);
  const MiaoRuleSettings *settings = miao_facts_settings_on (call, on);
  g_autoptr (GPtrArray) records = miao_call_all (call, "family_member", "family", id, error);
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (GArray) members = NULL;
  const int foster = records != NULL ? miao_facts_foster_now (call, id, NULL, error) : -1;
  const gint64 guests = foster >= 0 ? miao_facts_guests_now (call, id, error) : -1;

  if (guests < 0)
    return FALSE;
  members = miao_facts_members (records);
  miao_rules_capacity (id, foster + (int) guests, 1, settings, findings);
  miao_rules_coliving (id, (const MiaoMemberFacts *) members->data, members->len, settings, on,
                       findings);
  miao_facts_soften (findings);
  miao_findings_append (call->findings, findings);
  miao_rules_family_ready (id, miao_record_get (family, "status"), call->findings);

  return miao_facts_ask_family_safe (call, id, call->findings, error);
}

/* Where nobody else is named, the family's main caregiver cares for the child. */
static gboolean
name_carer (MiaoCall *call, MiaoRecord *care, const MiaoRecord *family, GError **error)
{
  const char *caregiver = miao_record_get (family, "main_caregiver_member");
  g_autoptr (MiaoRecord) member = NULL;

  if (miao_record_has (care, "carer") || caregiver == NULL)
    return TRUE;
  member = miao_call_load (call, "family_member", caregiver, error);
  if (member == NULL)
    return FALSE;
  miao_record_set (care, "carer", miao_record_get (member, "name"));

  return TRUE;
}

static gboolean
ask_where (MiaoCall *call, const MiaoRecord *placement, MiaoRecord *care, GError **error)
{
  const char *id = miao_record_get (care, "family");
  g_autoptr (MiaoRecord) family = NULL;
  gboolean own;

  if (!miao_record_is (care, "place", WITH_FAMILY)) {
    if (id == NULL)
      return TRUE;
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("安置去向不是其他合格寄养家庭：请改选安置去向，或者清除接收家庭。",
                   "The child does not stay with another qualified family: change where it stays, "
                   "or clear the family that takes it in."));
    return miao_error_at (error, "family");
  }
  if (id != NULL && (family = miao_call_load (call, "family", id, error)) == NULL)
    return FALSE;
  own = miao_record_is (placement, "family", id);
  miao_rules_short_care_family (miao_record_get_id (placement),
                                family != NULL ? miao_record_get (family, "name") : NULL,
                                family != NULL && own, call->findings);
  if (family == NULL || own)
    return TRUE;

  return name_carer (call, care, family, error) &&
         ask_guest_family (call, family, miao_record_get_date (care, "from_on"), error);
}

/* ---- the beginning ---- */

static gboolean
run_begin (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoRecord *care = miao_call_get_record (call, "care");
  MiaoDate from;

  if (placement == NULL)
    return FALSE;
  before = miao_record_copy (placement);
  miao_record_set (care, "placement", miao_record_get_id (placement));
  miao_record_set (care, "approved_by", miao_facts_own_staff (call));
  if (!miao_record_has (care, "from_on"))
    miao_record_set_date (care, "from_on", call->today);
  if (!miao_call_move (call, placement, "SHORT_CARE", error) ||
      !check_days (call, placement, care, error))
    return FALSE;
  from = miao_record_get_date (care, "from_on");
  miao_rules_short_care_approval (miao_record_get_id (placement),
                                  miao_record_get_date (care, "approved_on"), from, call->findings);
  miao_rules_short_care (miao_record_get_id (placement), from, NULL,
                         miao_facts_settings_on (call, from),
                         miao_record_get_date (care, "until_on"), call->findings);
  if (!ask_reason (call, placement, care, error) || !ask_where (call, placement, care, error) ||
      !miao_call_judge (call, error))
    return FALSE;
  miao_facts_keep_reasons (call, care);
  note_on_placement (placement, care);

  return miao_record_check (care, TRUE, NULL, error) && miao_call_insert (call, care, error) &&
         miao_call_update (call, before, placement, error);
}

static const MiaoField begin_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_END,
};

const MiaoUseCase miao_case_begin_short_care = {
  .name = "begin-short-care",
  .label = "Begin short-term care",
  .label_zh = "开始短期养育",
  .permission = MIAO_MAY_PLACEMENT_CONFIRM,
  .params = begin_params,
  .records = { { "care", "short_care", TRUE } },
  .run = run_begin,
};

/* ---- the end ---- */

/* Returns: the care that has not ended; %NULL without error when there is none. */
static MiaoRecord *
find_open (MiaoCall *call, const char *placement, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("short_care"));

  miao_query_where (query, "placement", MIAO_OP_EQ, placement);
  miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);

  return miao_store_first (call->store, query, error);
}

static gboolean
close_care (MiaoCall *call, MiaoRecord *care, MiaoDate on, gboolean returned, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (care);

  miao_record_set_date (care, "ended_on", on);
  miao_record_set_bool (care, "returned", returned);
  miao_facts_keep_reasons (call, care);

  return miao_call_update (call, before, care, error);
}

gboolean
miao_short_care_is_open (MiaoCall *call, const char *placement, gboolean *ret, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) care = find_open (call, placement, &problem);

  *ret = care != NULL;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

gboolean
miao_short_care_close (
    MiaoCall *call, const char *placement, MiaoDate on, gboolean returned, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) care = find_open (call, placement, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }

  return care == NULL || close_care (call, care, on, returned, error);
}

static const MiaoField end_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("returned_on", "Back with the family on", "回寄养家庭日期", P_MAY),
  P_END,
};

static gboolean
run_end (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  MiaoDate on = miao_call_get_date (call, "returned_on", call->today);
  MiaoDate from;

  if (placement == NULL)
    return FALSE;
  /* A placement that was removed in an emergency also knows the way back to CONFIRMED, which is
   * not this one. */
  if (!miao_record_is (placement, "status", "SHORT_CARE")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("该寄养关系目前不在短期养育中。", "This placement is not in short-term care."));
    return FALSE;
  }
  from = miao_record_get_date (placement, "short_care_from");
  if (!miao_facts_not_future (call, "returned_on", on, error))
    return FALSE;
  if (on < from)
    return refuse_dates ("returned_on", error);
  miao_rules_short_care (miao_record_get_id (placement), from, NULL,
                         miao_facts_settings_on (call, on), on, call->findings);

  return miao_call_judge (call, error) &&
         miao_short_care_close (call, miao_record_get_id (placement), on, TRUE, error) &&
         miao_call_advance (call, NULL, placement, "CONFIRMED", error);
}

const MiaoUseCase miao_case_end_short_care = {
  .name = "end-short-care",
  .label = "End short-term care",
  .label_zh = "结束短期养育",
  .permission = MIAO_MAY_PLACEMENT_START,
  .params = end_params,
  .run = run_end,
};
