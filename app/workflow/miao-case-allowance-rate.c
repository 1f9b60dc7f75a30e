/* The rates of the foster allowances: dated, never changed; a new one ends the one before. */
#include "config.h"

#include "miao-allowance-rules.h"
#include "miao-allowance.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

/* The newest month that is approved; NONE when there is none. */
static gboolean
find_final_month (MiaoCall *call, MiaoDate *ret_month, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_run"));
  g_autoptr (MiaoRecord) run = NULL;

  miao_query_where (query, "status", MIAO_OP_IN, "FINAL PAID");
  miao_query_order (query, "month", TRUE);
  if (!miao_store_find_first (call->store, query, &run, error))
    return FALSE;
  *ret_month =
      run != NULL ? miao_allowance_parse_month (miao_record_get (run, "month")) : MIAO_DATE_NONE;

  return TRUE;
}

static char *
dup_what (const MiaoRecord *rate, MiaoLanguage language)
{
  return g_strdup_printf (
      language == MIAO_LANGUAGE_ZH ? "%s（%s）" : "%s (%s)",
      miao_codes_name ("allowance_kind", miao_record_get (rate, "kind"), language),
      miao_codes_name ("allowance_scope", miao_record_get (rate, "scope"), language));
}

static gboolean
overlap (const MiaoRecord *one, const MiaoRecord *other)
{
  MiaoDate one_to = miao_record_get_date (one, "valid_to");
  MiaoDate other_to = miao_record_get_date (other, "valid_to");

  return (one_to == MIAO_DATE_NONE || miao_record_get_date (other, "valid_from") <= one_to) &&
         (other_to == MIAO_DATE_NONE || miao_record_get_date (one, "valid_from") <= other_to);
}

/* What stands against the new rate, and the one in force that it ends. */
static gboolean
find_others (MiaoCall *call,
             const MiaoRecord *rate,
             MiaoRecord **ret_against,
             MiaoRecord **ret_ended,
             GError **error)
{
  g_autoptr (GPtrArray) all =
      miao_call_all (call, "allowance_rate", "kind", miao_record_get (rate, "kind"), error);
  MiaoDate from = miao_record_get_date (rate, "valid_from");

  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoRecord *other = all->pdata[i];

    if (!miao_record_is (other, "scope", miao_record_get (rate, "scope")) || !overlap (rate, other))
      continue;
    if (!miao_record_has (other, "valid_to") && miao_record_get_date (other, "valid_from") < from)
      *ret_ended = miao_record_ref (other);
    else if (*ret_against == NULL)
      *ret_against = miao_record_ref (other);
  }

  return all != NULL;
}

static gboolean
ask (MiaoCall *call,
     const MiaoRecord *rate,
     const MiaoRecord *against,
     MiaoDate from,
     GError **error)
{
  g_autofree char *zh = dup_what (rate, MIAO_LANGUAGE_ZH);
  g_autofree char *en = dup_what (rate, MIAO_LANGUAGE_EN);
  MiaoAllowanceRateFacts facts = {
    .kind_zh = zh,
    .kind_en = en,
    .from = from,
    .to = miao_record_get_date (rate, "valid_to"),
  };

  if (against != NULL) {
    facts.rate = miao_record_get_id (against);
    facts.taken = TRUE;
    facts.other_from = miao_record_get_date (against, "valid_from");
    facts.other_to = miao_record_get_date (against, "valid_to");
  }
  if (!find_final_month (call, &facts.final_month, error))
    return FALSE;
  miao_rules_allowance_rate (&facts, call->findings);

  return miao_call_judge (call, error);
}

static gboolean
run_set (MiaoCall *call, GError **error)
{
  MiaoRecord *rate = miao_call_get_record (call, "rate");
  g_autoptr (MiaoRecord) against = NULL, ended = NULL;
  g_autofree char *last = NULL;

  if (!miao_record_check (rate, TRUE, NULL, error) ||
      !find_others (call, rate, &against, &ended, error) ||
      !ask (call, rate, against, miao_record_get_date (rate, "valid_from"), error))
    return FALSE;
  miao_facts_keep_reasons (call, rate);
  last = miao_date_dup (miao_record_get_date (rate, "valid_from") - 1);

  return miao_call_insert (call, rate, error) &&
         (ended == NULL || miao_call_set (call, ended, error, "valid_to", last, NULL));
}

static const MiaoField no_params[] = {
  P_END,
};

const MiaoUseCase miao_case_set_allowance_rate = {
  .name = "set-allowance-rate",
  .label = "Set a rate of the foster allowance",
  .label_zh = "设定寄养费标准",
  .permission = MIAO_MAY_ALLOWANCE_RATE,
  .params = no_params,
  .records = { { "rate", "allowance_rate", TRUE } },
  .run = run_set,
};

/* ---- without a successor ---- */

static const MiaoField end_params[] = {
  P_REF ("rate", "allowance_rate", "Rate", "寄养费标准", P_MUST),
  P_DATE ("valid_to", "In force until", "停止日期", P_MUST),
  P_LONG ("reason", "Why it ends", "停止的依据", P_MUST),
  P_END,
};

static gboolean
run_end (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) rate = miao_call_load_param (call, "rate", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate to = miao_call_get_date (call, "valid_to", call->today);
  const char *note;
  g_autofree char *words = NULL;

  if (rate == NULL)
    return FALSE;
  if (miao_record_has (rate, "valid_to") || to < miao_record_get_date (rate, "valid_from")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("这项标准已经停止，或者停止日期早于执行日期。请核对日期。",
                   "This rate has ended already, or would end before it begins. Check the day."));
    return FALSE;
  }
  before = miao_record_copy (rate);
  if (!ask (call, rate, NULL, to + 1, error))
    return FALSE;
  note = miao_record_get (rate, "note");
  words = note != NULL ? g_strdup_printf ("%s\n%s", note, miao_call_get (call, "reason"))
                       : g_strdup (miao_call_get (call, "reason"));
  miao_record_set (rate, "note", words);
  miao_record_set_date (rate, "valid_to", to);
  miao_facts_keep_reasons (call, rate);

  return miao_call_update (call, before, rate, error);
}

const MiaoUseCase miao_case_end_allowance_rate = {
  .name = "end-allowance-rate",
  .label = "End a rate of the foster allowance",
  .label_zh = "停止寄养费标准",
  .permission = MIAO_MAY_ALLOWANCE_RATE,
  .params = end_params,
  .run = run_end,
};
