#pragma once

#include "miao-store-private.h"

G_BEGIN_DECLS

/*
 * For app/store and its tests only: all tables as the program knows them, for what goes over all
 * rows of an institution: moving it, and ciphering what a server has.
 */

#define MIAO_TABLE_MAX_COLUMNS 250

typedef struct {
  char *name;
  GPtrArray *columns;
  GString *types;   /* one letter for each column, as in MiaoParam */
  GString *ciphers; /* '-' plain, 'c' ciphered on a server, 'm' ciphered with a mark */
  guint n_place;    /* so many of the first columns name the row, also for the cipher */
  char *order;
  gboolean anew; /* made from the others */
} MiaoTable;

/** Returns: (transfer full) (element-type MiaoTable): tables of records after those beside them. */
GPtrArray *miao_tables_list (void) G_GNUC_WARN_UNUSED_RESULT;

/** Rows of the place's own, which do not leave it, are left out. */
char *miao_table_dup_select (const MiaoTable *table) G_GNUC_WARN_UNUSED_RESULT;
char *miao_table_dup_insert (const MiaoTable *table) G_GNUC_WARN_UNUSED_RESULT;

/** A row in memory: cells as MiaoParam, and what they point at. */
typedef struct {
  MiaoParam cells[MIAO_TABLE_MAX_COLUMNS];
  GPtrArray *held; /* GBytes */
} MiaoTableRow;

void miao_table_row_init (MiaoTableRow *row);
void miao_table_row_clear (MiaoTableRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoTableRow, miao_table_row_clear)

/** Takes the present row of @rows as it is stored; valid until the next. */
void miao_table_row_take (MiaoTableRow *row, const MiaoTable *table, MiaoRows *rows);
/** Turns what @store holds into what it means, and back. */
gboolean
miao_table_row_open (MiaoTableRow *row, const MiaoTable *table, MiaoStore *store, GError **error);
gboolean
miao_table_row_close (MiaoTableRow *row, const MiaoTable *table, MiaoStore *store, GError **error);

G_END_DECLS
