/* An agreement in the course of a placement: signed, filed, amended, renewed, ended. */
#include "config.h"

#include "miao-case-agreement.h"

#include "miao-agreement-rules.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

/* ---- signing ---- */

gboolean
miao_agreement_sign (MiaoCall *call, MiaoRecord *placement, MiaoRecord *agreement, GError **error)
{
  MiaoDate inst = miao_record_get_date (agreement, "signed_inst_on");
  MiaoDate family = miao_record_get_date (agreement, "signed_family_on");
  g_autofree char *number = NULL;
  int year;

  if (inst == MIAO_DATE_NONE || family == MIAO_DATE_NONE) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("请填写双方的签字日期。", "Give the days on which both sides signed."));
    return miao_error_at (error, inst == MIAO_DATE_NONE ? "signed_inst_on" : "signed_family_on");
  }
  if (!miao_facts_not_future (call, "signed_inst_on", inst, error) ||
      !miao_facts_not_future (call, "signed_family_on", family, error))
    return FALSE;
  miao_date_get_ymd (MAX (inst, family), &year, NULL, NULL);
  number = miao_call_next_number (call, "agreement", "agreement_no", "XY", year, error);
  if (number == NULL)
    return FALSE;
  if (!miao_record_has (agreement, "agreement_no"))
    miao_record_set (agreement, "agreement_no", number);
  miao_record_set (agreement, "child", miao_record_get (placement, "child"));
  miao_record_set (agreement, "family", miao_record_get (placement, "family"));
  /* Effective on signature or seal of both sides (Measures, Art. 12). */
  miao_record_set_date (agreement, "effective_on", MAX (inst, family));
  miao_record_set (agreement, "status", "SIGNED");

  return miao_facts_complete_agreement (call, placement, agreement, error) &&
         miao_facts_ask_signing (call, placement, agreement, error);
}

/* ---- filing ---- */

static const MiaoField file_params[] = {
  P_REF ("agreement", "agreement", "Agreement", "寄养协议", P_MUST),
  P_DATE ("filed_on", "Filed on", "备案日期", P_MUST),
  P_TEXT ("filed_no", "Receipt number", "备案编号", P_MAY),
  P_END,
};

static gboolean
check_filing (MiaoCall *call, const MiaoRecord *agreement, MiaoDate on, GError **error)
{
  MiaoDate effective = miao_record_get_date (agreement, "effective_on");
  char day[MIAO_DATE_BUFFER], first[MIAO_DATE_BUFFER];

  if (effective == MIAO_DATE_NONE || on >= effective)
    return miao_facts_not_future (call, "filed_on", on, error);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("备案日期 %s 早于协议生效日 %s。请核对日期。",
                          "Filed on %s, before the agreement took effect on %s. Check the days."),
               miao_date_format (on, day), miao_date_format (effective, first));

  return miao_error_at (error, "filed_on");
}

/* One that has ended may be filed late, and stays ended. */
static gboolean
run_file_agreement (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) agreement = miao_call_load_param (call, "agreement", error);
  MiaoDate on = miao_call_get_date (call, "filed_on", MIAO_DATE_NONE);

  return agreement != NULL && check_filing (call, agreement, on, error) &&
         miao_call_set (call, agreement, error, "filed_on", miao_call_get (call, "filed_on"),
                        "filed_no", miao_call_get (call, "filed_no"), "status",
                        miao_record_is (agreement, "status", "SIGNED")
                            ? "FILED"
                            : miao_record_get (agreement, "status"),
                        NULL);
}

const MiaoUseCase miao_case_file_agreement = {
  .name = "file-agreement",
  .label = "File agreement",
  .label_zh = "寄养协议备案",
  .permission = MIAO_MAY_EVALUATION_FILE,
  .params = file_params,
  .run = run_file_agreement,
};

/* ---- what is changed later ---- */

gboolean
miao_agreement_amend (MiaoCall *call,
                      const char *id,
                      const MiaoAmendment *amendment,
                      GError **error)
{
  g_autoptr (MiaoRecord) agreement = miao_call_load (call, "agreement", id, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (agreement == NULL)
    return FALSE;
  before = miao_record_copy (agreement);
  miao_amendment_add (call, agreement, amendment);

  return miao_call_update (call, before, agreement, error);
}

static void
set_ended (MiaoRecord *agreement, MiaoDate on)
{
  miao_record_set_date (agreement, "ended_on", on);
  miao_record_set (agreement, "status", "ENDED");
}

gboolean
miao_agreement_end (MiaoCall *call, const char *id, MiaoDate on, GError **error)
{
  g_autoptr (MiaoRecord) agreement = miao_call_load (call, "agreement", id, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (agreement == NULL)
    return FALSE;
  before = miao_record_copy (agreement);
  set_ended (agreement, on);

  return miao_call_update (call, before, agreement, error);
}

/* ---- renewal ---- */

static const MiaoField renew_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_END,
};

/* What nobody wrote anew stays as it was agreed; the term and the signatures are new. */
static void
take_over (MiaoRecord *agreement, const MiaoRecord *old)
{
  static const char *const kept[] = { "integration_days",  "allowances",    "visit_plan",
                                      "duties_inst",       "duties_family", "breach",
                                      "clause_version",    "matching",      "short_care_for",
                                      "short_care_reasons" };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (!miao_record_has (agreement, kept[i]))
      miao_record_set (agreement, kept[i], miao_record_get (old, kept[i]));
}

/* The old one goes on until the day before the new term, and says what followed it. */
static gboolean
replace (MiaoCall *call, MiaoRecord *old, const MiaoRecord *agreement, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (old);
  MiaoDate last = MIN (miao_record_get_date (old, "term_to"),
                       miao_record_get_date (agreement, "term_from") - 1);
  g_autofree char *what =
      g_strdup_printf (miao_pick ("续签：由协议 %s 接续。", "Renewed: followed by agreement %s."),
                       miao_record_get (agreement, "agreement_no"));

  miao_amendment_add (call, old, &(MiaoAmendment){ .matter = "OTHER", .what = what });
  set_ended (old, MAX (last, miao_record_get_date (old, "effective_on")));

  return miao_call_update (call, before, old, error);
}

static gboolean
is_renewable (const MiaoRecord *placement, GError **error)
{
  static const char *const states[] = { "INTEGRATION", "EXTENDED", "CONFIRMED", "SHORT_CARE",
                                        NULL };

  if (miao_record_has (placement, "agreement") &&
      g_strv_contains (states, miao_record_get (placement, "status")))
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_REFUSED,
      miao_pick ("只有寄养期间可以续签协议。入户之前请办理签约；已带离、正在解除的，先作出决定。",
                 "An agreement is renewed while the placement goes on. Before moving in it is "
                 "signed; after a removal or with an ending under way that is decided first."));

  return FALSE;
}

static gboolean
run_renew (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  MiaoRecord *agreement = miao_call_get_record (call, "agreement");
  g_autoptr (MiaoRecord) old = NULL;

  if (placement == NULL || !is_renewable (placement, error))
    return FALSE;
  old = miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
  if (old == NULL)
    return FALSE;
  take_over (agreement, old);
  if (!miao_agreement_sign (call, placement, agreement, error))
    return FALSE;
  miao_rules_renew (miao_record_get_id (agreement), miao_record_get_date (old, "term_to"),
                    miao_record_get_date (agreement, "term_from"),
                    miao_record_get_date (agreement, "term_to"), call->findings);

  return miao_call_judge (call, error) && miao_call_insert (call, agreement, error) &&
         replace (call, old, agreement, error) &&
         miao_call_set (call, placement, error, "agreement", miao_record_get_id (agreement), NULL);
}

const MiaoUseCase miao_case_renew_agreement = {
  .name = "renew-agreement",
  .label = "Renew agreement",
  .label_zh = "续签寄养协议",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = renew_params,
  .records = { { "agreement", "agreement", TRUE } },
  .run = run_renew,
};
