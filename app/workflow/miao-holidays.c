/* The working days: those shipped, and the institution's own file for the years to come. */
#include "config.h"

#include "miao-holidays.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-params.h"
#include "miao-store-tables.h"

#include <gio/gio.h>

#define FILE_MAX_BYTES (256 * 1024)

MiaoCalendar *
miao_holidays_read (MiaoStore *store)
{
  g_autofree char *text =
      miao_store_setting_get (store, MIAO_SETTING_HOLIDAYS, MIAO_DATE_NONE, NULL);
  MiaoCalendar *calendar = miao_calendar_parse (text, NULL);

  return calendar != NULL ? calendar : miao_calendar_parse (NULL, NULL);
}

static const MiaoField import_params[] = {
  P_TEXT ("path", "Holiday file", "节假日文件", P_MUST),
  P_END,
};

static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = g_malloc (FILE_MAX_BYTES + 2);
  gsize n = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, FILE_MAX_BYTES + 1, &n, NULL, error))
    return NULL;
  text[n] = '\0';
  if (n > FILE_MAX_BYTES || !g_utf8_validate (text, (gssize) n, NULL)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这不是节假日文件：应为 UTF-8 文本，不超过 256 KB。",
                                    "This is no holiday file: UTF-8 text of at most 256 KB is "
                                    "expected."));
    return NULL;
  }

  return g_steal_pointer (&text);
}

/* The file takes the place of the one before; the shipped days stay where it says nothing. */
static gboolean
run_import (MiaoCall *call, GError **error)
{
  g_autofree char *text = read_file (miao_call_get (call, "path"), error);
  g_autoptr (MiaoCalendar) calendar = NULL;
  g_autofree char *count = NULL;

  if (text == NULL)
    return FALSE;
  calendar = miao_calendar_parse (text, error);
  if (calendar == NULL)
    return FALSE;
  count = g_strdup_printf ("%u", miao_calendar_count (calendar));
  miao_call_result (call, "days", count);

  return miao_store_setting_set (call->store, MIAO_SETTING_HOLIDAYS, text, MIAO_DATE_NONE,
                                 miao_session_get_account (call->session), call->now_ms, error);
}

const MiaoUseCase miao_case_import_holidays = {
  .name = "import-holidays",
  .label = "Import holidays",
  .label_zh = "导入节假日",
  .permission = MIAO_MAY_INSTITUTION_EDIT,
  .params = import_params,
  .run = run_import,
};
