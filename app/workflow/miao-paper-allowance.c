/* The sheet on which families sign for a month's foster allowances. */
#include "config.h"

#include "miao-allowance.h"
#include "miao-codes.h"
#include "miao-money.h"
#include "miao-paper-private.h"
#include "miao-print-allowance.h"

/* Sums in the order in which they first come up. */
static void
add_sum (GArray *sums, const char *label, gint64 fen)
{
  MiaoAllowanceSheetSum sum = { label, fen };

  for (guint i = 0; i < sums->len; i++) {
    MiaoAllowanceSheetSum *other = &g_array_index (sums, MiaoAllowanceSheetSum, i);

    if (g_strcmp0 (other->label, label) == 0) {
      other->fen += fen;
      return;
    }
  }
  g_array_append_val (sums, sum);
}

static const char *
code_name (const char *table, const char *code)
{
  return code != NULL ? miao_codes_name (table, code, MIAO_LANGUAGE_ZH) : "未注明";
}

/* The sum in yuan without its unit, which stands in the heads: "3100.00÷31×26=2600.00". */
char *
miao_paper_dup_allowance_sum (const MiaoRecord *line)
{
  int days = (int) miao_record_get_int (line, "days", 0);
  int month_days = (int) miao_record_get_int (line, "month_days", 0);
  g_autofree char *fen = miao_money_dup (miao_record_get_int (line, "fen", 0));
  g_autofree char *standard = miao_money_dup (miao_record_get_int (line, "standard_fen", 0));
  g_autofree char *due = miao_money_dup (miao_record_get_int (line, "due_fen", 0));
  g_autofree char *paid = miao_money_dup (miao_record_get_int (line, "paid_fen", 0));
  int from, to;

  if (miao_record_is (line, "origin", "ONCE"))
    return g_strdup_printf ("一次性 %s（%s）", fen, miao_record_get (line, "note"));
  if (!miao_record_is (line, "origin", "REGULAR"))
    return g_strdup_printf ("%s %s：应发 %s，已发 %s，差额 %s",
                            code_name ("allowance_line_kind", miao_record_get (line, "origin")),
                            miao_record_get (line, "month"), due, paid, fen);
  if (days == month_days)
    return g_strdup_printf ("整月 %s", fen);
  miao_date_get_ymd (miao_record_get_date (line, "from_on"), NULL, NULL, &from);
  miao_date_get_ymd (miao_record_get_date (line, "to_on"), NULL, NULL, &to);

  return g_strdup_printf ("%d日至%d日 %s÷%d×%d=%s", from, to, standard, month_days, days, fen);
}

static void
append_line (GString *text, const MiaoRecord *line)
{
  g_autofree char *sum = miao_paper_dup_allowance_sum (line);

  g_string_append_printf (text, "\n%s",
                          code_name ("allowance_kind", miao_record_get (line, "kind")));
  if (!miao_record_is (line, "scope", "ALL"))
    g_string_append_printf (text, "（%s）",
                            code_name ("allowance_scope", miao_record_get (line, "scope")));
  g_string_append_printf (text, "：%s", sum);
}

/* The lines of one family, from @first on. Returns where the next family begins. */
static guint
add_family (MiaoPaper *paper, GPtrArray *lines, guint first, GArray *rows, GError **error)
{
  const char *id = miao_record_get (lines->pdata[first], "family");
  MiaoRecord *family = miao_paper_load (paper, "family", id, error);
  MiaoAllowanceSheetRow row = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  const char *child = NULL, *carer;
  guint i;

  if (family == NULL)
    return 0;
  for (i = first; i < lines->len && miao_record_is (lines->pdata[i], "family", id); i++) {
    const MiaoRecord *line = lines->pdata[i];
    gint64 fen = miao_record_get_int (line, "fen", 0);

    if (g_strcmp0 (child, miao_record_get (line, "child")) != 0) {
      child = miao_record_get (line, "child");
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              miao_paper_name (paper, "child", child));
    }
    append_line (text, line);
    if (miao_record_is (line, "origin", "REGULAR"))
      row.regular_fen += fen;
    else
      row.other_fen += fen;
  }
  carer =
      miao_paper_name (paper, "family_member", miao_record_get (family, "main_caregiver_member"));
  row.family =
      miao_paper_keep (paper, g_strdup_printf ("%s\n%s", miao_paper_name (paper, "family", id),
                                               miao_record_get (family, "family_no")));
  row.carer = miao_paper_keep (paper, g_strdup_printf ("照料人：%s", carer != NULL ? carer : "—"));
  row.what = miao_paper_keep (paper, g_strdup (text->str));
  g_array_append_val (rows, row);

  return i;
}

gboolean
miao_paper_make_allowance (MiaoPaper *paper, GError **error)
{
  MiaoRecord *run = miao_paper_load (paper, "allowance_run", paper->id, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (MiaoAllowanceSheetRow));
  g_autoptr (GArray) kinds = g_array_new (FALSE, TRUE, sizeof (MiaoAllowanceSheetSum));
  g_autoptr (GArray) sources = g_array_new (FALSE, TRUE, sizeof (MiaoAllowanceSheetSum));
  g_autoptr (GPtrArray) lines = NULL;
  MiaoAllowanceSheet sheet = { .run = run, .institution = paper->institution };

  if (run == NULL || !miao_session_require (paper->session, MIAO_MAY_READ_BENEFITS, error))
    return FALSE;
  lines = miao_allowance_lines (miao_session_get_store (paper->session), run, error);
  for (guint i = 0; lines != NULL && i < lines->len;) {
    i = add_family (paper, lines, i, rows, error);
    if (i == 0)
      return FALSE;
  }
  for (guint i = 0; lines != NULL && i < lines->len; i++) {
    const MiaoRecord *line = lines->pdata[i];
    gint64 fen = miao_record_get_int (line, "fen", 0);

    add_sum (kinds, code_name ("allowance_kind", miao_record_get (line, "kind")), fen);
    add_sum (sources, code_name ("fund_source", miao_record_get (line, "fund_source")), fen);
  }
  sheet.rows = (const MiaoAllowanceSheetRow *) rows->data;
  sheet.n_rows = rows->len;
  sheet.kinds = (const MiaoAllowanceSheetSum *) kinds->data;
  sheet.n_kinds = kinds->len;
  sheet.sources = (const MiaoAllowanceSheetSum *) sources->data;
  sheet.n_sources = sources->len;
  paper->info.series = "家庭寄养";
  paper->document = miao_print_allowance (&paper->info, &sheet);

  return lines != NULL;
}
