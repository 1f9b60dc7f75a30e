#pragma once

#include "miao-ledger-map.h"

G_BEGIN_DECLS

/* One row of data/exchange/headings.tsv. */
typedef struct {
  MiaoLedgerProfile profile;
  const MiaoKind *kind;
  const MiaoField *field;
  GStrv words; /* normalised, the standard term first */
} MiaoHeadingWords;

/* (element-type MiaoHeadingWords), loaded once. */
const GPtrArray *miao_ledger_headings (void);

/* "儿童姓名（必填）*：" → "儿童姓名": without blanks, brackets and signs, half-width, lower case.
 */
char *miao_ledger_heading_normalize (const char *text);

G_END_DECLS
