#pragma once

#include "miao-ledger-read.h"
#include "miao-progress.h"

G_BEGIN_DECLS

/** Rows that are shown with everything in them; the rest is only counted. */
#define MIAO_IMPORT_MAX_ROWS 500
#define MIAO_IMPORT_MAX_PROBLEMS 500

/** A row of the ledger as it is shown. @worst: a MiaoLedgerSeverity. */
typedef struct {
  guint line;
  GStrv cells;
  int *severities; /* of each cell */
  int worst;
} MiaoImportRow;

/** One thing that is wrong or doubtful. */
typedef struct {
  guint line;
  int column;
  int severity;
  char *title;
  char *text;
} MiaoImportProblem;

/**
 * MiaoImportCheck:
 * @rows: (element-type MiaoImportRow): those with problems and the first ones
 * @problems: (element-type MiaoImportProblem)
 *
 * What reading a ledger with a mapping would give; nothing is written.
 */
typedef struct {
  GPtrArray *rows;
  GPtrArray *problems;
  MiaoLedgerTotals totals;
} MiaoImportCheck;

/** @progress, @cancellable: (nullable). Errors: those of miao_ledger_read_children(), and
 *  %MIAO_ERROR_CANCELLED. Any thread, while nobody else uses @ledger and @map. */
MiaoImportCheck *miao_import_check_new (MiaoLedger *ledger,
                                        const MiaoLedgerMap *map,
                                        MiaoDate today,
                                        MiaoDate arrived_on,
                                        const MiaoProgress *progress,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_import_check_free (MiaoImportCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoImportCheck, miao_import_check_free)

G_END_DECLS
