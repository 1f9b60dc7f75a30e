#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What the authority says of a batch. The receipt of our own exchange format is a small XML file
 * (data/exchange/CWX.md); what comes in another form is typed in, a line for each returned record.
 */

/** Largest receipt.xml that is read. */
#define MIAO_RECEIPT_MAX_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024)
/** Most returned records of one receipt. */
#define MIAO_RECEIPT_MAX_ITEMS 100000

/**
 * MiaoReceiptItem:
 * @line: of the typed text or of the file, counted from 1
 * @record: (nullable): id of the record that came back
 * @child_no: (nullable): file number of its child; one of the two is there
 * @code: (nullable): what the authority calls the fault
 * @field: (nullable): the field that is wrong
 * @message: why it came back
 */
typedef struct {
  guint line;
  char *record;
  char *child_no;
  char *code;
  char *field;
  char *message;
} MiaoReceiptItem;

/** @batch, @status, @number, @day: (nullable): what the receipt says, as it is written there. */
typedef struct {
  char *batch;
  char *status;
  char *number;
  char *day;
  char *text;
  GPtrArray *items; /* MiaoReceiptItem */
} MiaoReceipt;

void miao_receipt_free (MiaoReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoReceipt, miao_receipt_free)

/**
 * miao_receipt_read:
 * @path: a receipt.xml
 *
 * Returns: (transfer full): %NULL with %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_LIMIT,
 *   %MIAO_ERROR_CORRUPT (not well-formed), %MIAO_ERROR_FOREIGN (no receipt) or %MIAO_ERROR_INVALID
 *   (a returned record without a number or a reason).
 */
MiaoReceipt *miao_receipt_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_receipt_parse:
 * @text: lines of "ET-2026-00001：reason"; the number ends at the first blank or colon
 *
 * Returns: (transfer full): a receipt with items only; %NULL with %MIAO_ERROR_INVALID, which tells
 *   the line.
 */
MiaoReceipt *miao_receipt_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
