/* An ending from the ground or the application to the filing: begin → (end-placement) → settle; or
 * the family changes its mind. Only the institution's head ends (domain 8.3 P8–P10). */
#include "config.h"

#include "miao-call.h"
#include "miao-case-placement.h"
#include "miao-case-short-care.h"
#include "miao-cases.h"
#include "miao-ending.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-incidents.h"
#include "miao-params.h"
#include "miao-removals.h"

MiaoRecord *
miao_ending_find_open (MiaoStore *store, const char *placement, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("termination"));

  miao_query_where (query, "placement", MIAO_OP_EQ, placement);
  miao_query_where (query, "decided_on", MIAO_OP_NULL, NULL);
  miao_query_where (query, "withdrawn_on", MIAO_OP_NULL, NULL);
  miao_query_order (query, "created_at", TRUE);

  return miao_store_first (store, query, error);
}

MiaoRecord *
miao_ending_take (MiaoCall *call, MiaoRecord *placement, MiaoRecord *given, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) begun =
      miao_ending_find_open (call->store, miao_record_get_id (placement), &problem);
  const MiaoField *fields = miao_record_get_kind (given)->fields;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (begun == NULL)
    return miao_record_ref (given);
  for (guint i = 0; fields[i].name != NULL; i++)
    if (miao_record_has (given, fields[i].name))
      miao_record_set (begun, fields[i].name, miao_record_get (given, fields[i].name));

  return g_steal_pointer (&begun);
}

/* The evaluations that belong to an ending. */
static const struct {
  const char *field, *kind;
} links[] = { { "eval_f", "EV_F_FAMILY_END" }, { "eval_i", "EV_I_CHILD_END" } };

gboolean
miao_ending_take_evaluation (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  const char *field = NULL;
  g_autoptr (MiaoRecord) placement = NULL, termination = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    if (miao_record_is (evaluation, "kind", links[i].kind))
      field = links[i].field;
  if (field == NULL)
    return TRUE;
  placement = miao_call_load (call, "placement", miao_record_get (evaluation, "placement"), error);
  if (placement == NULL)
    return FALSE;
  /* Before the decision, ending the placement takes it. */
  if (!miao_record_has (placement, "termination"))
    return TRUE;
  termination =
      miao_call_load (call, "termination", miao_record_get (placement, "termination"), error);

  return termination != NULL &&
         (miao_record_has (termination, field) ||
          miao_call_set (call, termination, error, field, miao_record_get_id (evaluation), NULL));
}

gboolean
miao_ending_complete (MiaoCall *call, MiaoRecord *termination, GError **error)
{
  g_autofree char *number = NULL;
  int year;

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (MiaoRecord) evaluation = NULL;

    if (miao_record_has (termination, links[i].field))
      continue;
    evaluation = miao_facts_last_evaluation (call->store, links[i].kind, "placement",
                                             miao_record_get (termination, "placement"), &problem);
    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (evaluation != NULL)
      miao_record_set (termination, links[i].field, miao_record_get_id (evaluation));
  }
  if (miao_record_has (termination, "notice_no"))
    return TRUE;
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "termination", "notice_no", "JC", year, error);
  if (number == NULL)
    return FALSE;
  miao_record_set (termination, "notice_no", number);

  return TRUE;
}

/* ---- begin ---- */

static const MiaoField begin_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_END,
};

static gboolean
run_begin (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  MiaoRecord *termination = miao_call_get_record (call, "termination");
  g_autoptr (MiaoRecord) before = NULL;

  if (placement == NULL)
    return FALSE;
  before = miao_record_copy (placement);
  miao_record_set (termination, "placement", miao_record_get_id (placement));
  miao_record_set_date (termination, "started_on", call->today);
  miao_record_set (termination, "decided_on", NULL);
  if (miao_record_has (termination, "applied_on") &&
      !miao_facts_not_future (call, "applied_on", miao_record_get_date (termination, "applied_on"),
                              error))
    return FALSE;
  if (!miao_ending_complete (call, termination, error) ||
      !miao_facts_ask_begin_ending (call, placement, termination, error) ||
      !miao_call_judge (call, error) || !miao_call_insert (call, termination, error))
    return FALSE;
  if (!miao_record_is (placement, "status", "SUSPENDED"))
    miao_record_set (placement, "status_before", miao_record_get (placement, "status"));

  return miao_call_move (call, placement, "ENDING", error) &&
         miao_call_update (call, before, placement, error);
}

const MiaoUseCase miao_case_begin_ending = {
  .name = "begin-ending",
  .label = "Begin an ending",
  .label_zh = "启动解除",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = begin_params,
  .records = { { "termination", "termination", TRUE } },
  .run = run_begin,
};

/* ---- withdraw ---- */

static const MiaoField withdraw_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_LONG ("reason", "Why it goes on", "继续寄养的理由", P_MUST),
  P_END,
};

static MiaoRecord *
load_open (MiaoCall *call, MiaoRecord *placement, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MiaoRecord *termination =
      miao_ending_find_open (call->store, miao_record_get_id (placement), &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (termination == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("没有正在办理的解除。", "No ending is under way."));

  return termination;
}

static gboolean
run_withdraw (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL, termination = NULL;
  g_autofree char *today = miao_date_dup (call->today);
  gboolean elsewhere;

  if (placement == NULL || (termination = load_open (call, placement, error)) == NULL ||
      !miao_short_care_is_open (call, miao_record_get_id (placement), &elsewhere, error))
    return FALSE;
  before = miao_record_copy (placement);
  /* Who was taken out goes back to the family with it. */
  if (miao_removals_is_out (placement) &&
      (!miao_incident_ask_return (call, placement, error) || !miao_call_judge (call, error) ||
       !miao_placement_take_back (call, placement, call->today, miao_call_get (call, "reason"),
                                  error)))
    return FALSE;
  miao_facts_keep_reasons (call, placement);

  return miao_call_set (call, termination, error, "withdrawn_on", today, "withdrawn_reason",
                        miao_call_get (call, "reason"), NULL) &&
         miao_call_move (call, placement,
                         elsewhere ? "SHORT_CARE" : miao_placement_state_before (placement),
                         error) &&
         miao_call_update (call, before, placement, error);
}

const MiaoUseCase miao_case_withdraw_ending = {
  .name = "withdraw-ending",
  .label = "Withdraw the ending",
  .label_zh = "撤回解除",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = withdraw_params,
  .run = run_withdraw,
};

/* ---- settle ---- */

static const MiaoField settle_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("filed_on", "Filed on", "解除备案日期", P_MAY),
  P_TEXT ("filed_no", "Filing number", "解除备案号", P_MAY),
  P_INT ("settled_fen",
         "Settled (hundredths of a yuan)",
         "结算金额（分）",
         0,
         G_GINT64_CONSTANT (100000000000),
         P_MAY),
  P_DATE ("settled_on", "Settled on", "结算日期", P_MAY),
  P_BOOL ("belongings_ok", "Belongings handed over", "物品交接完成", P_MAY),
  P_LONG ("appeal", "Objection of the family", "家庭的异议", P_MAY),
  P_END,
};

static gboolean
run_settle (MiaoCall *call, GError **error)
{
  static const char *const copied[] = { "filed_on",   "filed_no",      "settled_fen",
                                        "settled_on", "belongings_ok", "appeal" };
  static const char *const days[] = { "filed_on", "settled_on" };
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) termination = NULL, before = NULL;

  if (placement == NULL)
    return FALSE;
  if (!miao_record_is (placement, "status", "ENDED") ||
      !miao_record_has (placement, "termination")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("寄养关系还没有解除。先由负责人批准解除，再备案、结算。",
                                    "The placement has not ended yet. The head ends it first."));
    return FALSE;
  }
  termination =
      miao_call_load (call, "termination", miao_record_get (placement, "termination"), error);
  if (termination == NULL)
    return FALSE;
  before = miao_record_copy (termination);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    if (miao_record_has (call->params, copied[i]))
      miao_record_set (termination, copied[i], miao_call_get (call, copied[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (!miao_facts_not_future (call, days[i], miao_record_get_date (termination, days[i]), error))
      return FALSE;

  return miao_ending_complete (call, termination, error) &&
         miao_facts_ask_settling (call, placement, termination, error) &&
         miao_call_judge (call, error) && miao_call_update (call, before, termination, error);
}

const MiaoUseCase miao_case_settle_ending = {
  .name = "settle-ending",
  .label = "File and settle the ending",
  .label_zh = "解除备案与结算",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = settle_params,
  .run = run_settle,
};
