#pragma once

#include "miao-date.h"
#include "miao-language.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoCode:
 *
 * One row of a code table. Tables are data (data/codes/TABLE.tsv: code, name_zh, name_en, parent,
 * valid_from, valid_to, source), loaded on first use and kept; any thread.
 */
typedef struct {
  const char *code;
  const char *name_zh;
  const char *name_en;
  const char *parent;  /* NULL: none */
  MiaoDate valid_from; /* NONE: since ever */
  MiaoDate valid_to;   /* last day, NONE: still valid */
  const char *source;
} MiaoCode;

/** Returns: (transfer none): names of all tables, sorted, %NULL-ended. */
const char *const *miao_codes_tables (void);

/** Returns: (transfer none) (nullable): the rows in the order of the file; @ret_n their number. */
const MiaoCode *miao_codes_get (const char *table, guint *ret_n);

/**
 * miao_codes_find:
 * @on: %MIAO_DATE_NONE: any; else only a row valid that day
 *
 * Returns: (transfer none) (nullable): the row.
 */
const MiaoCode *miao_codes_find (const char *table, const char *code, MiaoDate on);

/** Returns: (transfer none): the name of the code, or the code itself when it is not in the table;
 *   "" for %NULL. */
const char *miao_codes_name (const char *table, const char *code, MiaoLanguage language);

/** Returns: (transfer none) (nullable): the code whose code, Chinese or English name is @text. */
const char *miao_codes_parse (const char *table, const char *text, MiaoDate on);

G_END_DECLS
