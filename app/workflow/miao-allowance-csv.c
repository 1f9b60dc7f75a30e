/* The lines of a month's foster allowances as a table for office programs. */
#include "config.h"

#include "miao-allowance.h"

#include "miao-codes.h"
#include "miao-csv.h"
#include "miao-error.h"
#include "miao-file.h"
#include "miao-kinds.h"
#include "miao-money.h"
#include "miao-output.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* office programs know UTF-8 by it */

static void
add (GString *csv, const char *cell)
{
  if (csv->len > strlen (BYTE_ORDER_MARK) && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  miao_csv_append (csv, cell != NULL ? cell : "");
}

static void
add_field (GString *csv, const MiaoRecord *line, const char *field)
{
  const MiaoField *definition = miao_kind_field (miao_record_get_kind (line), field);
  const char *text = miao_record_get (line, field);

  if (definition->type == MIAO_TYPE_CODE && text != NULL)
    text = miao_codes_name (definition->table, text, miao_language ());
  add (csv, text);
}

static void
add_money (GString *csv, const MiaoRecord *line, const char *field)
{
  g_autofree char *text = miao_record_has (line, field)
                              ? miao_money_dup_plain (miao_record_get_int (line, field, 0))
                              : g_strdup ("");

  add (csv, text);
}

static gboolean
add_other (GString *csv, MiaoStore *store, const MiaoRecord *line, const char *kind, GError **error)
{
  g_autoptr (MiaoRecord) record =
      miao_store_load (store, miao_kind_find (kind), miao_record_get (line, kind), error);

  if (record == NULL)
    return FALSE;
  add (csv, miao_record_get (record, miao_record_get_kind (record)->number));
  add (csv, miao_record_get (record, "name"));

  return TRUE;
}

static gboolean
add_line (GString *csv, MiaoStore *store, const MiaoRecord *line, GError **error)
{
  static const char *const before[] = { "month",   "origin", "kind", "scope",     "fund_source",
                                        "from_on", "to_on",  "days", "month_days" };
  g_autofree char *sum = miao_allowance_dup_sum (line, miao_language ());

  add_field (csv, line, "line_no");
  if (!add_other (csv, store, line, "family", error) ||
      !add_other (csv, store, line, "child", error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    add_field (csv, line, before[i]);
  add_money (csv, line, "standard_fen");
  add_money (csv, line, "fen");
  add (csv, sum);
  g_string_append (csv, "\r\n");

  return TRUE;
}

static void
add_head (GString *csv)
{
  static const char *const heads[][2] = {
    { "序号", "Line" },
    { "家庭编号", "Family number" },
    { "寄养家庭", "Family" },
    { "院内编号", "File number" },
    { "儿童", "Child" },
    { "费用月份", "Of the month" },
    { "明细类别", "What it is" },
    { "费用种类", "Kind" },
    { "适用儿童", "Paid for" },
    { "资金来源", "Paid from" },
    { "起", "From" },
    { "止", "To" },
    { "天数", "Days" },
    { "当月天数", "Days of the month" },
    { "月标准（元）", "A month (yuan)" },
    { "金额（元）", "Amount (yuan)" },
    { "算式", "Sum" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    add (csv, miao_pick (heads[i][0], heads[i][1]));
  g_string_append (csv, "\r\n");
}

static GString *
make_csv (MiaoStore *store, const MiaoRecord *run, guint *ret_n, GError **error)
{
  g_autoptr (GPtrArray) lines = miao_allowance_lines (store, run, error);
  GString *csv = g_string_new (BYTE_ORDER_MARK);
  gboolean ok = lines != NULL;

  add_head (csv);
  for (guint i = 0; ok && i < lines->len; i++)
    ok = add_line (csv, store, lines->pdata[i], error);
  *ret_n = ok ? lines->len : 0;
  if (!ok)
    g_string_free (g_steal_pointer (&csv), TRUE);

  return csv;
}

gboolean
miao_allowance_write_csv (MiaoSession *session,
                          const char *run_id,
                          const char *path,
                          GError **error)
{
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autoptr (MiaoRecord) run = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GString *csv;
  gint64 number;
  guint n;

  if (!miao_session_require (session, MIAO_MAY_READ_BENEFITS, error))
    return FALSE;
  run = miao_store_load (store, miao_kind_find ("allowance_run"), run_id, error);
  if (run == NULL)
    return FALSE;
  csv = make_csv (store, run, &n, error);
  if (csv == NULL)
    return FALSE;
  bytes = g_string_free_to_bytes (csv);
  json_object_set_string_member (detail, "document", "allowances");
  json_object_set_int_member (detail, "lines", n);
  number = miao_output_begin (session, "export", "allowance_run", run_id, detail, error);
  if (number == 0)
    return FALSE;
  if (miao_file_replace (path, bytes, error))
    return TRUE;
  (void) miao_output_cancel (session, number, NULL);

  return FALSE;
}
