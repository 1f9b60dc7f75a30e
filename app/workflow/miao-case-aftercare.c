/* Follow-ups of a child after its placement ended, kept with the ending. */
#include "config.h"

#include "miao-aftercare.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-ending-rules.h"
#include "miao-error.h"
#include "miao-params.h"

#define DIED "T26"

gboolean
miao_aftercare_is_due (const MiaoRecord *termination)
{
  return !miao_record_is (termination, "ground", DIED) &&
         (miao_record_is (termination, "moved_to", "INSTITUTION") ||
          miao_record_is (termination, "moved_to", "FAMILY"));
}

static const char *
day_of (JsonArray *notes, guint i)
{
  return json_object_get_string_member_with_default (json_array_get_object_element (notes, i), "on",
                                                     "");
}

MiaoDate
miao_aftercare_last_day (const MiaoRecord *termination)
{
  g_autoptr (JsonArray) notes = miao_record_get_list (termination, "aftercare");
  MiaoDate last = MIAO_DATE_NONE;

  for (guint i = 0; i < json_array_get_length (notes); i++)
    last = MAX (last, miao_date_parse (day_of (notes, i)));

  return last;
}

char *
miao_aftercare_dup_days (const MiaoRecord *termination)
{
  g_autoptr (JsonArray) notes = miao_record_get_list (termination, "aftercare");
  GString *days = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (notes); i++)
    g_string_append_printf (days, "%s%s", i > 0 ? "、" : "", day_of (notes, i));

  return g_string_free (days, FALSE);
}

/* ---- the use case ---- */

static const MiaoField aftercare_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("seen_on", "Day of the follow-up", "随访日期", P_MAY),
  P_TEXT ("by", "Followed up by", "随访人", P_MAY),
  P_LONG ("state", "How the child is", "儿童近况", P_MUST),
  P_LONG ("problems", "Problems", "存在的问题", P_MAY),
  P_LONG ("next", "Next step", "下一步安排", P_MAY),
  P_END,
};

static void
add_note (MiaoCall *call, MiaoRecord *termination, MiaoDate on)
{
  static const char *const texts[] = { "state", "problems", "next" };
  g_autoptr (JsonArray) notes = miao_record_get_list (termination, "aftercare");
  g_autofree char *day = miao_date_dup (on);
  const char *by = miao_call_get (call, "by");
  JsonObject *note = json_object_new ();

  json_object_set_string_member (note, "on", day);
  json_object_set_string_member (note, "by",
                                 by != NULL ? by : miao_session_get_name (call->session));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (miao_call_get (call, texts[i]) != NULL)
      json_object_set_string_member (note, texts[i], miao_call_get (call, texts[i]));
  json_array_add_object_element (notes, note);
  miao_record_set_list (termination, "aftercare", notes);
}

static gboolean
run_aftercare (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) termination = NULL, before = NULL;
  const MiaoDate on = miao_call_get_date (call, "seen_on", call->today);

  if (placement == NULL)
    return FALSE;
  if (!miao_record_is (placement, "status", "ENDED") ||
      !miao_record_has (placement, "termination")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("寄养关系还没有解除。解除以前登记探访，解除以后再登记随访。",
                                    "The placement has not ended yet. Record a visit until it has, "
                                    "and a follow-up afterwards."));
    return FALSE;
  }
  termination =
      miao_call_load (call, "termination", miao_record_get (placement, "termination"), error);
  if (termination == NULL)
    return FALSE;
  miao_rules_aftercare_day (miao_record_get_id (termination),
                            miao_record_get_date (placement, "ended_on"), on, call->today,
                            call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  before = miao_record_copy (termination);
  add_note (call, termination, on);

  return miao_call_update (call, before, termination, error);
}

const MiaoUseCase miao_case_record_aftercare = {
  .name = "record-aftercare",
  .label = "Record a follow-up",
  .label_zh = "登记后续照护随访",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = aftercare_params,
  .run = run_aftercare,
};
