/* The wish of a foster family to adopt the child that lives with it: it goes first when it
 * qualifies (Measures for Family Foster Care). */
#include "config.h"

#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-states.h"

static const MiaoField wish_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("wished_on", "Told on", "提出日期", P_MAY),
  P_LONG ("wish", "What the family said", "意愿说明", P_MAY),
  P_BOOL ("withdrawn", "The family does not wish it any more", "家庭不再有收养意愿", P_MAY),
  P_END,
};

/* A family says so while the child lives with it. */
static gboolean
check_day (MiaoCall *call, const MiaoRecord *placement, MiaoDate on, GError **error)
{
  const MiaoDate moved_in = miao_record_get_date (placement, "moved_in_on");
  char day[MIAO_DATE_BUFFER], first[MIAO_DATE_BUFFER];

  if (!miao_facts_not_future (call, "wished_on", on, error))
    return FALSE;
  if (moved_in != MIAO_DATE_NONE && on >= moved_in)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("提出日期 %s 早于入户日 %s，请更正日期。",
                          "The day %s lies before the child moved in on %s; correct the date."),
               miao_date_format (on, day), miao_date_format (moved_in, first));

  return miao_error_at (error, "wished_on");
}

static gboolean
refuse (const char *zh, const char *en, GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED, miao_pick (zh, en));

  return FALSE;
}

static gboolean
run_wish (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  const MiaoDate on = miao_call_get_date (call, "wished_on", call->today);
  g_autofree char *day = miao_date_dup (on);

  if (placement == NULL)
    return FALSE;
  if (!miao_state_placement_open (miao_record_get (placement, "status")))
    return refuse ("儿童现在不在这个家庭寄养，不能登记收养意愿。请在儿童现在的寄养关系中登记。",
                   "The child is not fostered with this family now; no wish to adopt is recorded. "
                   "Record it with the placement that the child is in now.",
                   error);
  if (miao_record_get_bool (call->params, "withdrawn"))
    return miao_record_has (placement, "adopt_wish_on")
               ? miao_call_set (call, placement, error, "adopt_wish_on", NULL, "adopt_wish", NULL,
                                NULL)
               : refuse ("没有登记过收养意愿，不用撤回。", "No wish to adopt is recorded.", error);

  return check_day (call, placement, on, error) &&
         miao_call_set (call, placement, error, "adopt_wish_on", day, "adopt_wish",
                        miao_call_get (call, "wish"), NULL);
}

const MiaoUseCase miao_case_record_adoption_wish = {
  .name = "record-adoption-wish",
  .label = "Record the wish to adopt",
  .label_zh = "登记优先收养意愿",
  .permission = MIAO_MAY_CHILD_EDIT,
  .params = wish_params,
  .run = run_wish,
};
