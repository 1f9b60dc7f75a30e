/* A family that moves (domain 8.3 P-MOVE): within the province, with the superior department's
 * consent across counties, with the agreements amended, and evaluated anew where it lives now. */
#include "config.h"

#include "miao-agreement-rules.h"
#include "miao-call.h"
#include "miao-case-agreement.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-matching-rules.h"
#include "miao-params.h"

static const MiaoField move_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_DATE ("moved_on", "Moved on", "搬迁日期", P_MUST),
  P_CODE ("home_division", "division", "Division of residence", "住所地行政区划", P_MUST),
  P_TEXT ("address", "New address", "新住址", P_MUST),
  P_DATE ("reported_on", "Reported by the family on", "家庭报告日期", P_MAY),
  P_TEXT ("amendment", "How the agreement is amended", "协议变更内容", P_IF),
  P_REF ("amendment_doc", "document", "Amendment page", "协议变更页", P_MAY),
  P_REF ("cross_area_doc", "document", "Superior department's consent", "跨区同意文件", P_MAY),
  P_END,
};

static gboolean
ask_division (MiaoCall *call, const char *family, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_division (institution != NULL ? miao_record_get (institution, "division_code") : NULL,
                       miao_call_get (call, "home_division"),
                       miao_call_get (call, "cross_area_doc") != NULL, family, NULL,
                       call->findings);

  return TRUE;
}

/* Every child moves with the family, and its agreement says where to. */
static gboolean
move_children (MiaoCall *call, const char *from, GPtrArray *placements, GError **error)
{
  const MiaoAmendment amendment = { .matter = "ADDRESS",
                                    .before = from,
                                    .after = miao_call_get (call, "address"),
                                    .what = miao_call_get (call, "amendment"),
                                    .document = miao_call_get (call, "amendment_doc") };

  for (guint i = 0; i < placements->len; i++) {
    MiaoRecord *placement = placements->pdata[i];

    if ((miao_record_has (placement, "agreement") &&
         !miao_agreement_amend (call, miao_record_get (placement, "agreement"), &amendment,
                                error)) ||
        !miao_call_set (call, placement, error, "home_division",
                        miao_call_get (call, "home_division"), NULL))
      return FALSE;
  }

  return TRUE;
}

/* A home that nobody has seen is not yet one for a further child: until it was evaluated the family
 * is suspended (domain 8.2 F10). The children who live there stay. */
static gboolean
move_family (MiaoCall *call, MiaoRecord *family, GError **error)
{
  static const char *const standing[] = { "QUALIFIED", "FILED", "TRAINED", "ACTIVE", NULL };
  g_autofree char *reason =
      g_strdup_printf (miao_pick ("住所变更：%s 迁至 %s，须作专项评估。",
                                  "Moved on %s to %s; a special evaluation is needed."),
                       miao_call_get (call, "moved_on"), miao_call_get (call, "address"));
  g_autofree char *today = miao_date_dup (call->today);
  g_autoptr (MiaoRecord) now = NULL;

  if (!miao_call_set (call, family, error, "home_division", miao_call_get (call, "home_division"),
                      "address", miao_call_get (call, "address"), NULL))
    return FALSE;
  now = miao_call_load (call, "family", miao_record_get_id (family), error);
  if (now == NULL)
    return FALSE;
  if (miao_record_is (now, "status", "SUSPENDED"))
    return miao_call_set (call, now, error, "suspended_on", today, "status_reason", reason, NULL);

  return !g_strv_contains (standing, miao_record_get (now, "status")) ||
         miao_family_suspend (call, now, reason, error);
}

static gboolean
run_move (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  MiaoDate moved = miao_call_get_date (call, "moved_on", call->today);
  MiaoDate reported = miao_call_get_date (call, "reported_on", call->today);
  const MiaoHome home = { .division = miao_call_get (call, "home_division"),
                          .address = miao_call_get (call, "address") };
  g_autoptr (GPtrArray) there = NULL;
  g_autofree char *from = NULL;

  if (family == NULL || !miao_facts_not_future (call, "moved_on", moved, error) ||
      !miao_facts_not_future (call, "reported_on", reported, error) ||
      !ask_division (call, miao_record_get_id (family), error))
    return FALSE;
  there = miao_facts_placements_agreed (call, miao_record_get_id (family), error);
  if (there == NULL)
    return FALSE;
  if (there->len > 0)
    miao_rules_move_home (miao_record_get_id (family), moved, reported,
                          miao_call_get (call, "amendment") != NULL, call->findings);

  from = g_strdup (miao_record_get (family, "address"));

  return miao_facts_ask_home (call, miao_record_get_id (family), &home, error) &&
         miao_call_judge (call, error) && move_children (call, from, there, error) &&
         move_family (call, family, error);
}

const MiaoUseCase miao_case_move_family = {
  .name = "move-family",
  .label = "Record a move",
  .label_zh = "登记住所变更",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = move_params,
  .run = run_move,
};
