/* A volume as a whole: closing it, and checking it again. */
#include "config.h"

#include "miao-archive.h"
#include "miao-audit.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-params.h"

/* ---- closing a volume ---- */

static const MiaoField close_params[] = {
  P_REF ("volume", "archive_volume", "Volume", "案卷", P_MUST),
  P_REF ("checked_by", "staff", "Checked by", "检查人", P_MUST),
  P_LONG ("note", "End sheet", "备考表（卷内情况说明）", P_MUST),
  P_TEXT ("shelf", "Shelf", "库位", P_MAY),
  P_END,
};

static gboolean
run_close (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) volume = miao_call_load_param (call, "volume", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_auto (MiaoArchiveReport) report = { 0 };

  if (volume == NULL)
    return FALSE;
  before = miao_record_copy (volume);
  if (miao_record_is (volume, "made_by", miao_call_get (call, "checked_by"))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("检查人不能是立卷人本人，请另选检查人。",
                                    "Whoever arranged the volume does not check it. Choose "
                                    "somebody else."));
    return FALSE;
  }
  if (!miao_archive_verify_volume (call->session, volume, &report, error))
    return FALSE;
  if (report.problem != NULL || miao_record_get_int (volume, "items_n", 0) == 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("案卷不能归档：%s", "The volume cannot be closed: %s"),
                 report.problem != NULL
                     ? report.problem
                     : miao_pick ("卷内还没有文件。", "there is nothing in it."));
    return FALSE;
  }
  miao_record_set (volume, "checked_by", miao_call_get (call, "checked_by"));
  miao_record_set (volume, "note", miao_call_get (call, "note"));
  miao_record_set (volume, "shelf", miao_call_get (call, "shelf"));
  miao_record_set_date (volume, "filed_on", call->today);
  if (!miao_archive_sign_volume (call->session, volume, call->now_ms, error))
    return FALSE;
  if (miao_record_is (volume, "status", "FORMING"))
    miao_record_set (volume, "status", "ARRANGING");

  /* What is filed for ever also seals the log that tells how it came about. */
  return miao_call_advance (call, before, volume, "CLOSED", error) &&
         miao_audit_seal (call->session, error);
}

const MiaoUseCase miao_case_close_volume = {
  .name = "close-volume",
  .label = "Close volume",
  .label_zh = "案卷归档",
  .permission = MIAO_MAY_ARCHIVE_SEAL,
  .params = close_params,
  .run = run_close,
};

/* ---- checking a volume ---- */

static const MiaoField verify_params[] = {
  P_REF ("volume", "archive_volume", "Volume", "案卷", P_MUST),
  P_END,
};

/* A broken volume is a result, not a failure: it has to be stored that and when it was seen. */
static gboolean
run_verify (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) volume = miao_call_load_param (call, "volume", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_auto (MiaoArchiveReport) report = { 0 };

  if (volume == NULL || !miao_archive_verify_volume (call->session, volume, &report, error))
    return FALSE;
  before = miao_record_copy (volume);
  miao_record_set_date (volume, "verified_on", call->today);
  miao_record_set (volume, "verified_result", report.problem == NULL ? "OK" : "BROKEN");
  json_object_set_boolean_member (call->result, "sound", report.problem == NULL);
  json_object_set_int_member (call->result, "items", report.items);
  if (report.problem != NULL) {
    json_object_set_int_member (call->result, "bad_item", report.bad_item);
    miao_call_result (call, "problem", report.problem);
  }

  return miao_call_update (call, before, volume, error);
}

const MiaoUseCase miao_case_verify_volume = {
  .name = "verify-volume",
  .label = "Verify volume",
  .label_zh = "校验案卷",
  .permission = MIAO_MAY_ARCHIVE_VERIFY,
  .params = verify_params,
  .run = run_verify,
};
