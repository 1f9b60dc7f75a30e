/* A family that is never to have a child again: abuse, false papers (domain 6.6). */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-states.h"

static const MiaoField bar_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_LONG ("reason", "Reason", "禁用原因", P_MUST),
  P_END,
};

static gboolean
has_child (MiaoCall *call, const char *family, gboolean *ret_has, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "family", family, error);

  *ret_has = FALSE;
  for (guint i = 0; placements != NULL && i < placements->len; i++)
    *ret_has |= miao_state_placement_open (miao_record_get (placements->pdata[i], "status"));

  return placements != NULL;
}

static gboolean
run_bar (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  g_autoptr (MiaoRecord) before = NULL;
  gboolean lived_in;

  if (family == NULL || !has_child (call, miao_record_get_id (family), &lived_in, error))
    return FALSE;
  if (lived_in) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("该家庭还有未解除的寄养关系。请先把儿童接回并解除寄养关系，再禁用家庭。",
                   "A child is still placed with this family. Take the child back and end the "
                   "placement first."));
    return FALSE;
  }
  before = miao_record_copy (family);
  miao_record_set_bool (family, "blacklist_flag", TRUE);
  miao_record_set (family, "blacklist_reason", miao_call_get (call, "reason"));
  miao_record_set (family, "blacklist_by", miao_facts_own_staff (call));
  miao_record_set_date (family, "blacklist_on", call->today);

  return miao_call_advance (call, before, family, "BARRED", error);
}

const MiaoUseCase miao_case_bar_family = {
  .name = "bar-family",
  .label = "Bar family",
  .label_zh = "禁用寄养家庭",
  .permission = MIAO_MAY_FAMILY_BAR,
  .params = bar_params,
  .run = run_bar,
};
