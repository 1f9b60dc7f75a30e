#pragma once

#include "miao-ledger-private.h"

G_BEGIN_DECLS

/* What miao-ledger-book.c (the parts about the book) and miao-ledger-sheet.c (its rows) share. */

typedef enum {
  MIAO_DATE_SHAPE_NONE,
  MIAO_DATE_SHAPE_YEAR,
  MIAO_DATE_SHAPE_MONTH,
  MIAO_DATE_SHAPE_DAY,
} MiaoDateShape;

typedef struct {
  char *name;
  char *relation;
  char *part;
  gboolean hidden;
} MiaoLedgerSheet;

/* An area of several rows merged into one cell. Rows and columns count from 1. */
typedef struct {
  guint first_row;
  guint last_row;
  guint column;
} MiaoLedgerMerge;

struct _MiaoLedgerBook {
  char *path;
  guint64 max_unpacked;
  GPtrArray *sheets; /* MiaoLedgerSheet */
  GStrv names;
  MiaoLedgerSheet *sheet; /* the chosen one, in @sheets */
  gboolean is_1904;
  GByteArray *shapes; /* MiaoDateShape of each cell format */
  GPtrArray *strings; /* in @chunk */
  GStringChunk *chunk;
  GArray *merges; /* MiaoLedgerMerge, by first row */
};

/* What a number format shows of a date: "yyyy\"年\"m\"月\"" a month. */
MiaoDateShape miao_ledger_format_shape (const char *code);

/* "AB12" → column 28, row 12. */
gboolean miao_ledger_parse_address (const char *text, guint *ret_column, guint *ret_row);

G_END_DECLS
