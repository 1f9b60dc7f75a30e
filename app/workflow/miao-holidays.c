/* The working days: those shipped, and the institution's own file for the years to come. */
#include "config.h"

#include "miao-holidays.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-params.h"
#include "miao-store-tables.h"
#include "miao-text-file.h"

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

/* The file takes the place of the one before; the shipped days stay where it says nothing. */
static gboolean
run_import (MiaoCall *call, GError **error)
{
  g_autofree char *text = miao_text_file_read (miao_call_get (call, "path"), error);
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
