#include "config.h"

#include "miao-import-check.h"

#include "miao-error.h"
#include "miao-import.h"

#include <glib/gi18n.h>

/* So many rows are shown even when nothing is wrong in them. */
#define FIRST_ROWS 30

static void
row_free (gpointer data)
{
  MiaoImportRow *row = data;

  g_strfreev (row->cells);
  g_free (row->severities);
  g_free (row);
}

static void
problem_free (gpointer data)
{
  MiaoImportProblem *problem = data;

  g_free (problem->title);
  g_free (problem->text);
  g_free (problem);
}

void
miao_import_check_free (MiaoImportCheck *check)
{
  g_ptr_array_unref (check->rows);
  g_ptr_array_unref (check->problems);
  g_free (check);
}

static void
add_problem (MiaoImportCheck *check, const MiaoLedgerProblem *found)
{
  MiaoImportProblem *problem = g_new0 (MiaoImportProblem, 1);

  problem->line = found->line;
  problem->column = found->column;
  problem->severity = (int) found->severity;
  /* Translators: line of the ledger, heading of the column, what the cell holds. */
  problem->title = g_strdup_printf (_ ("Line %u %s %s"), found->line,
                                    found->heading != NULL ? found->heading : "",
                                    found->value != NULL ? found->value : "");
  problem->text = g_strdup (miao_ledger_problem_text (found));
  g_ptr_array_add (check->problems, problem);
}

static void
add_row (MiaoImportCheck *check, const MiaoLedgerEntry *entry)
{
  MiaoImportRow *row = g_new0 (MiaoImportRow, 1);
  guint n = entry->row->n_cells;

  row->line = entry->line;
  row->worst = (int) entry->worst;
  row->cells = g_new0 (char *, n + 1);
  row->severities = g_new0 (int, n + 1);
  for (guint i = 0; i < n; i++)
    row->cells[i] = g_strdup (entry->row->cells[i].text);
  for (guint i = 0; i < entry->problems->len; i++) {
    const MiaoLedgerProblem *problem = entry->problems->pdata[i];

    if (problem->column >= 0 && (guint) problem->column < n)
      row->severities[problem->column] =
          MAX (row->severities[problem->column], (int) problem->severity);
  }
  g_ptr_array_add (check->rows, row);
}

/* Lines between two words about how far the reading is. */
#define STEP_LINES 200

typedef struct {
  MiaoImportCheck *check;
  const MiaoProgress *progress;
  GCancellable *cancellable;
  guint64 n_lines; /* of the ledger; 0: a workbook does not say */
} Reading;

static gboolean
take_entry (const MiaoLedgerEntry *entry, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  MiaoImportCheck *check = reading->check;
  gboolean doubtful = entry->worst >= MIAO_LEDGER_WARNING;

  if (entry->line % STEP_LINES == 0)
    miao_progress_tell (reading->progress, _ ("Reading and checking every row"),
                        MIN (entry->line, reading->n_lines), reading->n_lines);
  if (g_cancellable_is_cancelled (reading->cancellable)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED, _ ("Cancelled"));
    return FALSE;
  }
  if ((doubtful || check->rows->len < FIRST_ROWS) && check->rows->len < MIAO_IMPORT_MAX_ROWS)
    add_row (check, entry);
  for (guint i = 0; i < entry->problems->len; i++) {
    const MiaoLedgerProblem *problem = entry->problems->pdata[i];

    if (problem->severity >= MIAO_LEDGER_WARNING && check->problems->len < MIAO_IMPORT_MAX_PROBLEMS)
      add_problem (check, problem);
  }
  return TRUE;
}

/* What stops the import first, then by line. */
static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const MiaoImportProblem *one = *(MiaoImportProblem *const *) a;
  const MiaoImportProblem *other = *(MiaoImportProblem *const *) b;

  if (one->severity != other->severity)
    return other->severity - one->severity;
  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;
  return one->column - other->column;
}

MiaoImportCheck *
miao_import_check_new (MiaoLedger *ledger,
                       const MiaoLedgerMap *map,
                       MiaoDate today,
                       MiaoDate arrived_on,
                       const MiaoProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (MiaoImportCheck) check = g_new0 (MiaoImportCheck, 1);
  const MiaoLedgerReadOptions options = { .today = today, .arrived_on = arrived_on };
  Reading reading = { .check = check, .progress = progress, .cancellable = cancellable };

  if (progress != NULL && miao_ledger_get_format (ledger) == MIAO_LEDGER_TEXT)
    reading.n_lines = miao_import_count_lines (miao_ledger_get_path (ledger));
  check->rows = g_ptr_array_new_with_free_func (row_free);
  check->problems = g_ptr_array_new_with_free_func (problem_free);
  if (!miao_ledger_read_children (ledger, map, &options, take_entry, &reading, &check->totals,
                                  cancellable, error))
    return NULL;
  g_ptr_array_sort (check->problems, compare_problems);
  return g_steal_pointer (&check);
}
