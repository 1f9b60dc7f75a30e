#pragma once

#include "miao-page.h"
#include "miao-record.h"

G_BEGIN_DECLS

/** One amount of a month. @how: how it comes about. Money is fen. */
typedef struct {
  const char *child;
  const char *what;
  const char *how;
  gint64 fen;
} MiaoAllowanceReceiptRow;

/** What one family gets for one month. @carer: (nullable): the main caregiver. */
typedef struct {
  const MiaoRecord *run;
  const char *institution;
  const char *family;
  const char *family_no;
  const char *carer;
  const MiaoAllowanceReceiptRow *rows;
  guint n_rows;
} MiaoAllowanceReceipt;

/**
 * miao_print_receipt:
 *
 * 寄养费领款单 (domain 10.3, P19): what one family gets for a month, amount by amount, the whole in
 * figures that nobody alters, and where the family signs. A month that is not approved says so; a
 * family that owes more than it gets is asked to pay back.
 */
MiaoDocument *miao_print_receipt (const MiaoDocumentInfo *info,
                                  const MiaoAllowanceReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
