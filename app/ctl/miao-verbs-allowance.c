/* allowances: what a month's foster allowances come to, and the table of those that are stored. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-allowance.h"
#include "miao-kinds.h"
#include "miao-money.h"
#include "miao-thresholds.h"

static void
add_lines (JsonObject *object, GPtrArray *lines)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lines->len; i++) {
    JsonObject *line = miao_record_to_json (lines->pdata[i]);
    g_autofree char *zh = miao_allowance_dup_sum (lines->pdata[i], MIAO_LANGUAGE_ZH);
    g_autofree char *en = miao_allowance_dup_sum (lines->pdata[i], MIAO_LANGUAGE_EN);

    json_object_set_string_member (line, "sum_zh", zh);
    json_object_set_string_member (line, "sum_en", en);
    json_array_add_object_element (array, line);
  }
  json_object_set_array_member (object, "lines", array);
}

/* What would be prepared now; nothing is written. */
static int
preview (MiaoCtl *ctl, MiaoDate month)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (MiaoAllowance) allowance = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = miao_allowance_dup_month (month), *pay_due = NULL, *total = NULL;
  MiaoStore *store = miao_session_get_store (ctl->session);
  MiaoRuleSettings settings;

  if (!miao_session_require (ctl->session, MIAO_MAY_READ_BENEFITS, &error))
    return miao_ctl_trouble (error);
  miao_thresholds_read (store, miao_session_today (ctl->session), &settings);
  if (!miao_store_begin_read (store, &error))
    return miao_ctl_trouble (error);
  allowance = miao_allowance_compute (store, month, &settings, &error);
  miao_store_rollback (store);
  if (allowance == NULL)
    return miao_ctl_trouble (error);
  pay_due = miao_date_dup (allowance->pay_due);
  total = miao_money_dup_plain (allowance->total_fen);
  json_object_set_string_member (object, "month", text);
  json_object_set_string_member (object, "pay_due", pay_due);
  json_object_set_int_member (object, "total_fen", allowance->total_fen);
  json_object_set_string_member (object, "total", total);
  add_lines (object, allowance->lines);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

/* allowances MONTH | RUN [--output F.csv] */
static int
run_allowances (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (MiaoRecord) run = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  MiaoDate month = miao_allowance_parse_month (arguments[0]);
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (month != MIAO_DATE_NONE)
    return preview (ctl, month);
  if (!miao_session_require (ctl->session, MIAO_MAY_READ_BENEFITS, &error))
    return miao_ctl_trouble (error);
  run = miao_store_load (miao_session_get_store (ctl->session), miao_kind_find ("allowance_run"),
                         arguments[0], &error);
  if (run != NULL)
    lines = miao_allowance_lines (miao_session_get_store (ctl->session), run, &error);
  if (lines == NULL)
    return miao_ctl_trouble (error);
  if (ctl->output != NULL &&
      !miao_allowance_write_csv (ctl->session, arguments[0], ctl->output, &error))
    return miao_ctl_trouble (error);
  object = miao_record_to_json (run);
  if (ctl->output != NULL)
    json_object_set_string_member (object, "file", ctl->output);
  add_lines (object, lines);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_allowance[] = {
  { "allowances", "MONTH | ID [--output F.csv]",
    "what a month's foster allowances come to; the table of stored ones", 1, run_allowances,
    "某月寄养费的计算，或已编制批次的明细" },
  { NULL },
};
