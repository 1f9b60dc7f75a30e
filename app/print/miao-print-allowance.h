#pragma once

#include "miao-page.h"
#include "miao-record.h"

G_BEGIN_DECLS

/** One family on the sheet. @what: its children with the sums, a line each. Money is fen. */
typedef struct {
  const char *family; /* name and number */
  const char *carer;
  const char *what;
  gint64 regular_fen;
  gint64 other_fen; /* back pay and claw-back */
} MiaoAllowanceSheetRow;

/** A sum by kind of payment or source of money. */
typedef struct {
  const char *label;
  gint64 fen;
} MiaoAllowanceSheetSum;

typedef struct {
  const MiaoRecord *run;
  const char *institution;
  const MiaoAllowanceSheetRow *rows;
  guint n_rows;
  const MiaoAllowanceSheetSum *kinds;
  guint n_kinds;
  const MiaoAllowanceSheetSum *sources;
  guint n_sources;
} MiaoAllowanceSheet;

/**
 * miao_print_allowance:
 *
 * 寄养费签领表: a row to sign for each family, the sums by kind and source, the whole in figures
 * that nobody alters, who prepared, approved and paid. A month that is not approved says so.
 */
MiaoDocument *miao_print_allowance (const MiaoDocumentInfo *info,
                                    const MiaoAllowanceSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
