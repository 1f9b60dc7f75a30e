/* A return's way out: write the file → send it → (miao-case-receipt.c) what came back. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-cwx-validate.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-import.h"
#include "miao-output.h"
#include "miao-params.h"
#include "miao-return.h"

#include <glib/gstdio.h>
#include <string.h>

#define MS_PER_SECOND 1000

/* ---- write ---- */

static const MiaoField write_params[] = {
  P_REF ("submission", "submission", "Batch", "上报批次", P_MUST),
  P_LONG ("path", "File", "文件路径", P_MUST),
  P_END,
};

static void
tell_validated (guint64 bytes, guint64 total, gpointer data)
{
  const MiaoCall *call = data;

  miao_progress_tell (call->progress, miao_pick ("读回校验", "Reading it back"), bytes, total);
}

/* What was approved is what is written: when the state has changed since, the counts differ and the
 * writer refuses; the file is then read back and checked like any other. */
static gboolean
check_file (MiaoCall *call, const char *path, GError **error)
{
  const MiaoCwxValidateOptions options = { .schema_only = TRUE };
  g_autoptr (MiaoCwxReport) report =
      miao_cwx_validate (path, &options, tell_validated, call, call->cancellable, error);

  if (report == NULL)
    return FALSE;
  if (report->n_by_severity[MIAO_SEVERITY_FATAL] > 0) {
    const MiaoCwxItem *item = g_ptr_array_index (report->items, 0);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("写出的文件没有通过格式校验（第%u行：%s），文件未登记。",
                            "The file that was written does not fit its schema (line %u: %s); it "
                            "was not registered."),
                 item->line, miao_pick (item->title_zh, item->title_en));
    return FALSE;
  }

  return TRUE;
}

/* What the batch says of a child, kept for the comparison with the next batch. */
static gboolean
keep_child (const MiaoFolder *folder, gpointer data, GError **error)
{
  static const char *const same[] = { "child_no", "sex", "birth_date", "ethnic" };
  MiaoCall *call = data;
  const MiaoRecord *child = miao_folder_get_record (folder);
  g_autoptr (MiaoRecord) row = miao_record_new (miao_kind_find ("submission_child"));

  miao_record_set (row, "submission", call->subject_id);
  miao_record_set (row, "child", miao_record_get_id (child));
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    miao_record_set (row, same[i], miao_record_get (child, same[i]));
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));
    const char *paid = strcmp (miao_record_get_kind (part)->name, "admission") == 0
                           ? miao_record_get (part, "paid_through")
                           : NULL;

    if (paid != NULL && g_strcmp0 (paid, miao_record_get (row, "paid_through")) > 0)
      miao_record_set (row, "paid_through", paid);
  }

  return miao_call_insert (call, row, error);
}

/* Under another name until it is checked, so that a file of that name that is there already is only
 * replaced by a whole one. */
static gboolean
write_and_check (MiaoCall *call,
                 MiaoRecord *submission,
                 const char *path,
                 MiaoCwxWritten *ret_written,
                 GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (MiaoReturn) batch = miao_return_new (call->session, submission, error);

  if (batch == NULL)
    return FALSE;
  miao_return_set_each (batch, keep_child, call);
  if (!miao_return_write (batch, part, call->progress, call->cancellable, ret_written, error))
    return FALSE;
  if (!check_file (call, part, error)) {
    g_remove (part);
    return FALSE;
  }
  if (g_rename (part, path) != 0) {
    g_remove (part);
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
        miao_pick ("不能写入“%s”。请换一个位置。", "“%s” cannot be written. Choose another place."),
        path);
    return FALSE;
  }
  miao_call_set_made (call, path);

  return TRUE;
}

static gboolean
run_write (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_call_load_param (call, "submission", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autofree char *name = NULL;
  const char *path = miao_call_get (call, "path");
  MiaoCwxWritten written = { 0 };
  g_autoptr (JsonObject) detail = json_object_new ();

  if (submission == NULL)
    return FALSE;
  before = miao_record_copy (submission);
  if (!miao_call_move (call, submission, "SEALED", error))
    return FALSE;
  if (call->preview)
    return TRUE;
  json_object_set_string_member (detail, "document", "national-return");
  if (miao_output_begin (call->session, "export", "submission", miao_record_get_id (submission),
                         detail, error) == 0)
    return FALSE;
  if (!write_and_check (call, submission, path, &written, error))
    return FALSE;
  name = g_path_get_basename (path);
  miao_record_set (submission, "file_name", name);
  miao_record_set (submission, "file_sha256", written.sha256);
  miao_record_set_int (submission, "file_bytes", (gint64) written.bytes);
  miao_record_set_int (submission, "sealed_at", call->now_ms);
  miao_call_result (call, "file", path);
  miao_call_result (call, "sha256", written.sha256);

  return miao_call_update (call, before, submission, error);
}

const MiaoUseCase miao_case_write_submission = {
  .name = "write-submission",
  .label = "Write return file",
  .label_zh = "生成上报文件",
  .permission = MIAO_MAY_SUBMISSION_WRITE,
  .params = write_params,
  .run = run_write,
};

/* ---- send ---- */

static const MiaoField send_params[] = {
  P_REF ("submission", "submission", "Batch", "上报批次", P_MUST),
  P_LONG ("path", "File that is sent", "报送的文件", P_MUST),
  P_TEXT ("sent_how", "How it is sent", "报送方式", P_MUST),
  P_DATE ("sent_on", "Sent on", "报送日期", P_MAY),
  P_LONG ("note", "Note", "备注", P_MAY),
  P_END,
};

/* What goes out is what was approved, byte for byte. */
static gboolean
compare_file (MiaoCall *call, const MiaoRecord *submission, GError **error)
{
  const char *path = miao_call_get (call, "path");
  g_autofree char *digest = miao_import_file_digest (path, NULL);

  if (digest == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("找不到或打不开“%s”。请选择要报送的上报文件。",
                            "“%s” is not there or cannot be opened. Choose the return file that "
                            "is sent."),
                 path);
    return FALSE;
  }
  if (g_strcmp0 (digest, miao_record_get (submission, "file_sha256")) == 0)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("这个文件与登记的不一致，不能报送：登记的摘要以 %.8s 开头，文件的是 "
                          "%.8s。请选择封装时生成的“%s”；找不到时重新编制批次。",
                          "This file is not the one in the register and must not be sent: the "
                          "digest there begins with %.8s, that of the file with %.8s. Choose “%s” "
                          "as it was written, or build the batch anew."),
               miao_record_get (submission, "file_sha256"), digest,
               miao_record_get (submission, "file_name"));

  return FALSE;
}

/* The day of the register's instant, in the person's time zone. */
static MiaoDate
day_of (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / MS_PER_SECOND);
  int year, month, day;

  if (time == NULL)
    return MIAO_DATE_NONE;
  g_date_time_get_ymd (time, &year, &month, &day);

  return miao_date_from_ymd (year, month, day);
}

static gboolean
check_sent_day (MiaoCall *call, const MiaoRecord *submission, MiaoDate on, GError **error)
{
  MiaoDate sealed = day_of (miao_record_get_int (submission, "sealed_at", 0));
  char day[MIAO_DATE_BUFFER];

  if (!miao_facts_not_future (call, "sent_on", on, error))
    return FALSE;
  if (on >= sealed)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("报送日期不能早于文件封装的日期 %s。",
                          "It cannot have been sent before its file was written on %s."),
               miao_date_format (sealed, day));

  return miao_error_at (error, "sent_on");
}

/* The batch that this one corrects is replaced now, and what its receipt said is settled. */
static gboolean
replace_corrected (MiaoCall *call, const MiaoRecord *submission, GError **error)
{
  g_autoptr (MiaoRecord) old = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!miao_record_is (submission, "submission_kind", "correction"))
    return TRUE;
  old = miao_call_load (call, "submission", miao_record_get (submission, "previous_batch"), error);
  if (old == NULL || !miao_call_advance (call, NULL, old, "CORRECTED", error))
    return FALSE;
  findings =
      miao_call_all (call, "submission_finding", "submission", miao_record_get_id (old), error);
  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    MiaoRecord *finding = g_ptr_array_index (findings, i);

    if (miao_record_is (finding, "origin", "receipt") &&
        miao_record_is (finding, "status", "open") &&
        !miao_call_set (call, finding, error, "status", "fixed", NULL))
      return FALSE;
  }

  return findings != NULL;
}

static gboolean
run_send (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_call_load_param (call, "submission", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "sent_on", call->today);

  if (submission == NULL)
    return FALSE;
  before = miao_record_copy (submission);
  if (!miao_call_move (call, submission, "SENT", error) ||
      !check_sent_day (call, submission, on, error) || !compare_file (call, submission, error))
    return FALSE;
  miao_record_set_date (submission, "sent_on", on);
  miao_record_set (submission, "sent_how", miao_call_get (call, "sent_how"));
  miao_record_set (submission, "sent_by", miao_session_get_name (call->session));
  if (miao_call_get (call, "note") != NULL)
    miao_record_set (submission, "note", miao_call_get (call, "note"));

  return miao_call_update (call, before, submission, error) &&
         replace_corrected (call, submission, error);
}

const MiaoUseCase miao_case_send_submission = {
  .name = "send-submission",
  .label = "Record sending of return",
  .label_zh = "登记报送",
  .permission = MIAO_MAY_SUBMISSION_SEND,
  .params = send_params,
  .run = run_send,
};
