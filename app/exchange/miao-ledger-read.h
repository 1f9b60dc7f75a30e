#pragma once

#include "miao-ledger-map.h"
#include "miao-ledger-value.h"
#include "miao-record.h"

G_BEGIN_DECLS

/*
 * A ledger of children, row by row as records with what is wrong or doubtful in each. Nothing is
 * stored here; what is already in the store is the use case's to compare.
 */

/**
 * MiaoLedgerProblem:
 * @line: row of the ledger
 * @column: index of the column, -1 when the row as a whole is meant
 * @other_line: the row that this one contradicts; 0 = none
 * @value: (nullable): what the cell holds
 * @code: "date-unreadable", "duplicate-id", …
 */
typedef struct {
  guint line;
  int column;
  guint other_line;
  MiaoLedgerSeverity severity;
  const char *code;
  char *heading;
  char *value;
  const MiaoField *field;
  char *text_zh;
  char *text_en;
} MiaoLedgerProblem;

/** Returns: (transfer none): the text in the language of the screen. */
const char *miao_ledger_problem_text (const MiaoLedgerProblem *problem);
/** Returns: (transfer full): line, column, heading, field, value, severity, code, both texts. */
JsonObject *
miao_ledger_problem_to_json (const MiaoLedgerProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

/** For arrays of #MiaoLedgerProblem. */
void miao_ledger_problem_free (gpointer problem);

/**
 * MiaoLedgerEntry:
 * @child: the child without an id; without a file number when the ledger gives none
 * @admission: the admission; @closed_on is set when the ledger says that the child has left
 * @problems: (element-type MiaoLedgerProblem): notes, warnings and errors, by column
 * @worst: the worst of them; a row with an ERROR cannot be imported
 *
 * Valid during the callback only (the records may be kept with a reference).
 */
typedef struct {
  guint line;
  const MiaoLedgerRow *row;
  MiaoRecord *child;
  MiaoRecord *admission;
  const GPtrArray *problems;
  MiaoLedgerSeverity worst;
} MiaoLedgerEntry;

typedef gboolean (*MiaoLedgerEntryFunc) (const MiaoLedgerEntry *entry,
                                         gpointer user_data,
                                         GError **error);

/**
 * MiaoLedgerReadOptions:
 * @today: the day of the import; later dates are errors
 * @arrived_on: for rows without a day of arrival (with a warning); %MIAO_DATE_NONE: an error
 */
typedef struct {
  MiaoDate today;
  MiaoDate arrived_on;
} MiaoLedgerReadOptions;

/** Counted while reading. @n_rows = those below the headings that hold something. */
typedef struct {
  guint n_rows;
  guint n_errors;   /* rows with an error */
  guint n_warnings; /* rows without an error, with a warning */
} MiaoLedgerTotals;

/**
 * miao_ledger_read_children:
 * @map: a map of the profile %MIAO_LEDGER_CHILDREN
 * @ret_totals: (out) (optional)
 *
 * Calls @func for every row. Memory grows by some 100 bytes a row, for finding one child in two
 * rows.
 *
 * Errors: those of miao_ledger_foreach().
 */
gboolean miao_ledger_read_children (MiaoLedger *ledger,
                                    const MiaoLedgerMap *map,
                                    const MiaoLedgerReadOptions *options,
                                    MiaoLedgerEntryFunc func,
                                    gpointer user_data,
                                    MiaoLedgerTotals *ret_totals,
                                    GCancellable *cancellable,
                                    GError **error);

/** The same, but a thread of its own reads ahead of @func, which runs here; it gets no @row. */
gboolean miao_ledger_read_children_ahead (MiaoLedger *ledger,
                                          const MiaoLedgerMap *map,
                                          const MiaoLedgerReadOptions *options,
                                          MiaoLedgerEntryFunc func,
                                          gpointer user_data,
                                          MiaoLedgerTotals *ret_totals,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
