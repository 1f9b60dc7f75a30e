#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/* The short papers of foster care: consents, notices, filings with their receipts, certificates,
 * lists of what is handed over. What stands on them is the caller's; how they look is the same. */

/** A row of a frame: a label and what is known, "" leaves room to write; @span as
 *  miao_document_add_grid_cell(). */
typedef struct {
  const char *label;
  const char *value;
  guint span;
} MiaoLetterFact;

/** A part: a head (nullable), words (nullable), then opinions that somebody writes and signs. */
typedef struct {
  const char *head;
  const char *words;
  const char *signed_by; /* (nullable): makes it a frame with room, signed so: "负责人" */
  const char *date;      /* (nullable) of the signature */
} MiaoLetterPart;

/**
 * MiaoLetter:
 * @number: (nullable): the line below the title
 * @to: (nullable): who it is for, before the parts
 * @columns, @rows: (nullable): a table; @rows are @n_rows times @n_columns texts
 * @receipt: (nullable): title of a receipt on the same sheet, with @receipt_facts
 */
typedef struct {
  const char *title;
  const char *number;
  const char *to;
  const MiaoLetterFact *facts;
  guint n_facts;
  const MiaoLetterPart *parts;
  guint n_parts;
  const char *table_head; /* (nullable) */
  const MiaoColumn *columns;
  guint n_columns;
  const char *const *rows;
  guint n_rows;
  const char *note; /* (nullable) */
  const MiaoSignature *signatures;
  guint n_signatures;
  const char *receipt;
  const MiaoLetterFact *receipt_facts;
  guint n_receipt_facts;
  const MiaoSignature *receipt_signatures;
  guint n_receipt_signatures;
} MiaoLetter;

MiaoDocument *miao_print_letter (const MiaoDocumentInfo *info,
                                 const MiaoLetter *letter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
