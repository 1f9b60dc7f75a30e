/* What one family gets for a month, to sign for (domain 10.3, P19). */
#include "config.h"

#include "miao-allowance.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-paper-private.h"
#include "miao-print-receipt.h"

/* The month that was asked for, or the newest one in which the family gets something. */
static MiaoRecord *
find_run (MiaoPaper *paper, GError **error)
{
  g_autoptr (GPtrArray) runs =
      miao_allowance_runs_of (miao_session_get_store (paper->session), paper->id, error);

  if (runs == NULL)
    return NULL;
  for (guint i = 0; i < runs->len; i++)
    if (paper->month == NULL || miao_record_is (runs->pdata[i], "month", paper->month)) {
      g_ptr_array_add (paper->records, miao_record_ref (runs->pdata[i]));
      return runs->pdata[i];
    }
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
               miao_pick ("这个家庭%s%s没有寄养费，没有领款单可以打印。请先编制寄养费。",
                          "This family has no allowances%s%s, so there is no receipt. Prepare them "
                          "first."),
               paper->month != NULL ? miao_pick ("在 ", " in ") : "",
               paper->month != NULL ? paper->month : "");

  return NULL;
}

static void
add_row (MiaoPaper *paper, const MiaoRecord *line, GArray *rows)
{
  const char *what =
      miao_codes_name ("allowance_kind", miao_record_get (line, "kind"), MIAO_LANGUAGE_ZH);
  const MiaoAllowanceReceiptRow row = {
    .child = miao_paper_name (paper, "child", miao_record_get (line, "child")),
    .what = miao_record_is (line, "scope", "ALL")
                ? what
                : miao_paper_keep (
                      paper, g_strdup_printf ("%s（%s）", what,
                                              miao_codes_name ("allowance_scope",
                                                               miao_record_get (line, "scope"),
                                                               MIAO_LANGUAGE_ZH))),
    .how = miao_paper_keep (paper, miao_paper_dup_allowance_sum (line)),
    .fen = miao_record_get_int (line, "fen", 0),
  };

  g_array_append_val (rows, row);
}

gboolean
miao_paper_make_receipt (MiaoPaper *paper, GError **error)
{
  MiaoRecord *family = miao_paper_load (paper, "family", paper->id, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (MiaoAllowanceReceiptRow));
  g_autoptr (GPtrArray) lines = NULL;
  MiaoAllowanceReceipt receipt = { .institution = paper->institution };

  if (family == NULL || !miao_session_require (paper->session, MIAO_MAY_READ_BENEFITS, error))
    return FALSE;
  receipt.run = find_run (paper, error);
  if (receipt.run == NULL)
    return FALSE;
  lines = miao_allowance_lines (miao_session_get_store (paper->session), receipt.run, error);
  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (miao_record_is (lines->pdata[i], "family", paper->id))
      add_row (paper, lines->pdata[i], rows);
  receipt.family = miao_record_get (family, "name");
  receipt.family_no = miao_record_get (family, "family_no");
  receipt.carer =
      miao_paper_name (paper, "family_member", miao_record_get (family, "main_caregiver_member"));
  receipt.rows = (const MiaoAllowanceReceiptRow *) rows->data;
  receipt.n_rows = rows->len;
  paper->info.series = "家庭寄养";
  paper->document = miao_print_receipt (&paper->info, &receipt);

  return TRUE;
}
