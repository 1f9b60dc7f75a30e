/* allowances: what a month's foster allowances come to, and the table of those that are stored. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-allowance-account.h"
#include "miao-allowance.h"
#include "miao-error.h"
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
  if (!miao_thresholds_read (store, miao_session_today (ctl->session), &settings, &error) ||
      !miao_store_begin_read (store, &error))
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

static void
add_months (JsonObject *object, const MiaoAllowanceAccount *account)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < account->months->len; i++) {
    const MiaoAllowanceMonth *month = account->months->pdata[i];
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "run", month->run);
    json_object_set_string_member (row, "month", month->month);
    json_object_set_string_member (row, "status", month->status);
    if (month->paid_on != NULL)
      json_object_set_string_member (row, "paid_on", month->paid_on);
    json_object_set_int_member (row, "fen", month->fen);
    json_array_add_object_element (array, row);
  }
  json_object_set_array_member (object, "months", array);
}

static void
add_stops (JsonObject *object, const MiaoAllowanceAccount *account)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < account->stops->len; i++) {
    const MiaoAllowanceStop *stop = account->stops->pdata[i];
    g_autofree char *from = miao_date_dup (stop->from);
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "child", stop->child);
    json_object_set_string_member (row, "from", from);
    json_object_set_string_member (row, "reason", stop->reason);
    json_array_add_object_element (array, row);
  }
  json_object_set_array_member (object, "stops", array);
}

/* What was paid for one child, family or placement, what is due, stopped and taken back. */
static int
tell_account (MiaoCtl *ctl, const char *kind, const char *id)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (MiaoAllowanceAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *due = NULL;
  JsonArray *extras = json_array_new ();

  account = miao_allowance_account_read (ctl->session, kind, id, miao_session_today (ctl->session),
                                         &error);
  if (account == NULL) {
    json_array_unref (extras);
    return miao_ctl_trouble (error);
  }
  due = miao_allowance_dup_month (account->due);
  add_months (object, account);
  json_object_set_string_member (object, "due", due);
  json_object_set_int_member (object, "due_fen", account->due_fen);
  json_object_set_int_member (object, "added_fen", account->added_fen);
  json_object_set_int_member (object, "clawback_fen", account->clawback_fen);
  add_stops (object, account);
  for (guint i = 0; i < account->extras->len; i++)
    json_array_add_object_element (extras, miao_record_to_json (account->extras->pdata[i]));
  json_object_set_array_member (object, "extras", extras);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

static gboolean
is_account (const char *word)
{
  static const char *const kinds[] = { "child", "family", "placement", NULL };

  return g_strv_contains (kinds, word);
}

/* allowances MONTH | RUN [--output F.csv] | child|family|placement ID */
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
  if (arguments[1] != NULL) {
    if (is_account (arguments[0]))
      return tell_account (ctl, arguments[0], arguments[1]);
    g_set_error (
        &error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("寄养费按儿童（child）、家庭（family）或寄养关系（placement）查，没有“%s”。",
                   "Allowances are told of a child, a family or a placement, not of “%s”."),
        arguments[0]);
    return miao_ctl_trouble (error);
  }
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
  { "allowances", "MONTH | ID [--output F.csv] | child|family|placement ID",
    "what a month's foster allowances come to; the table of stored ones; what one gets", 1,
    run_allowances, "某月寄养费的计算，已编制批次的明细，或一名儿童、一户家庭的收支" },
  { NULL },
};
