/* A closed volume goes to the archives hall. */
#include "config.h"

#include "miao-archive.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

static const MiaoField transfer_params[] = {
  P_REF ("volume", "archive_volume", "Volume", "案卷", P_MUST),
  P_DATE ("transferred_on", "Handed over on", "移交日期", P_MAY),
  P_TEXT ("transferred_to", "Received by", "接收的档案馆", P_MUST),
  P_END,
};

static gboolean
check_day (MiaoCall *call, const MiaoRecord *volume, MiaoDate on, GError **error)
{
  if (!miao_facts_not_future (call, "transferred_on", on, error))
    return FALSE;
  if (on >= miao_record_get_date (volume, "filed_on"))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("移交日期早于归档日期（%s）。请核对。",
                          "It was closed later than that, on %s. Check the day."),
               miao_record_get (volume, "filed_on"));

  return miao_error_at (error, "transferred_on");
}

/* Who takes it over is told that it is authentic, complete and readable: so it is looked at first.
 */
static gboolean
check_sound (MiaoCall *call, MiaoRecord *volume, GError **error)
{
  g_auto (MiaoArchiveReport) report = { 0 };

  if (!miao_archive_verify_volume (call->session, volume, &report, error))
    return FALSE;
  if (report.problem == NULL)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("案卷不能移交：%s", "The volume cannot be handed over: %s"),
               report.problem);

  return FALSE;
}

static gboolean
run_transfer (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) volume = miao_call_load_param (call, "volume", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "transferred_on", call->today);

  if (volume == NULL)
    return FALSE;
  before = miao_record_copy (volume);
  if (!miao_call_move (call, volume, "TRANSFERRED", error) ||
      !check_day (call, volume, on, error) || !check_sound (call, volume, error))
    return FALSE;
  miao_record_set_date (volume, "transferred_on", on);
  miao_record_set (volume, "transferred_to", miao_call_get (call, "transferred_to"));
  miao_record_set_date (volume, "verified_on", call->today);
  miao_record_set (volume, "verified_result", "OK");
  miao_call_result (call, "transferred_to", miao_call_get (call, "transferred_to"));

  return miao_call_update (call, before, volume, error);
}

const MiaoUseCase miao_case_transfer_volume = {
  .name = "transfer-volume",
  .label = "Hand a volume over to the archives hall",
  .label_zh = "案卷移交进馆",
  .permission = MIAO_MAY_ARCHIVE_SEAL,
  .params = transfer_params,
  .run = run_transfer,
};
