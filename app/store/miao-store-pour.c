#include "config.h"

#include "miao-store-pour.h"

#include "miao-error.h"
#include "miao-search.h"
#include "miao-store-table.h"

#include <string.h>

static gboolean
is_same (const MiaoParam *a, const MiaoParam *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == 'i')
    return a->number == b->number;
  if (a->type == 'b')
    return a->size == b->size && memcmp (a->bytes, b->bytes, a->size) == 0;

  return g_strcmp0 (a->text, b->text) == 0;
}

static gboolean
copy_table (MiaoStore *from, MiaoStore *to, const MiaoTable *table, gint64 *n, GError **error)
{
  g_autofree char *select = miao_table_dup_select (table);
  g_autofree char *insert = miao_table_dup_insert (table);
  g_autoptr (MiaoRows) rows = miao_rows_run (from, select, NULL, 0, error);
  g_auto (MiaoTableRow) row = { 0 };
  int more = rows != NULL ? 1 : -1;

  miao_table_row_init (&row);
  while (more > 0 && (more = miao_rows_next (rows, error)) > 0) {
    miao_table_row_take (&row, table, rows);
    if (!miao_table_row_open (&row, table, from, error) ||
        !miao_table_row_close (&row, table, to, error) ||
        miao_store_run (to, insert, row.cells, table->columns->len, error) < 0)
      return FALSE;
    ++*n;
  }

  return more == 0;
}

static gboolean
refuse_difference (const MiaoTable *table, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               miao_pick ("搬过去的内容与原来不一致（%s），已全部撤销，原数据没有改动。",
                          "What arrived is not what was sent (%s); all of it was taken back, the "
                          "original is unchanged."),
               table->name);

  return FALSE;
}

/* By what the values mean, for each side keeps them in its own way. */
static gboolean
compare_table (MiaoStore *from, MiaoStore *to, const MiaoTable *table, GError **error)
{
  g_autofree char *select = miao_table_dup_select (table);
  g_autoptr (MiaoRows) left = miao_rows_run (from, select, NULL, 0, error);
  g_autoptr (MiaoRows) right = left != NULL ? miao_rows_run (to, select, NULL, 0, error) : NULL;
  g_auto (MiaoTableRow) one = { 0 };
  g_auto (MiaoTableRow) other = { 0 };

  if (right == NULL)
    return FALSE;
  miao_table_row_init (&one);
  miao_table_row_init (&other);
  for (;;) {
    int a = miao_rows_next (left, error);
    int b = a >= 0 ? miao_rows_next (right, error) : -1;

    if (a < 0 || b < 0)
      return FALSE;
    if (a != b)
      return refuse_difference (table, error);
    if (a == 0)
      return TRUE;
    miao_table_row_take (&one, table, left);
    miao_table_row_take (&other, table, right);
    if (!miao_table_row_open (&one, table, from, error) ||
        !miao_table_row_open (&other, table, to, error))
      return FALSE;
    for (guint i = 0; i < table->columns->len; i++) {
      if (!is_same (&one.cells[i], &other.cells[i]))
        return refuse_difference (table, error);
    }
  }
}

static gboolean
check_empty (MiaoStore *to, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (to, error, "SELECT count(*) FROM account", "");

  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return FALSE;
  if (miao_rows_int (rows, 0) == 0)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                       miao_pick ("那里已有机构的数据，未覆盖。请另选一处空的位置。",
                                  "There is an institution already; it was left alone. Please "
                                  "choose an empty place."));

  return FALSE;
}

static gboolean
pour (MiaoStore *from, MiaoStore *to, gint64 *n, GError **error)
{
  g_autoptr (GPtrArray) tables = miao_tables_list ();
  gboolean ok = to->driver->pour (to->connection, TRUE, error);

  for (guint i = 0; ok && i < tables->len; i++) {
    const MiaoTable *table = g_ptr_array_index (tables, i);

    ok = table->anew || copy_table (from, to, table, n, error);
  }
  for (guint i = 0; ok && i < tables->len; i++) {
    const MiaoTable *table = g_ptr_array_index (tables, i);

    ok = table->anew || compare_table (from, to, table, error);
  }

  return ok && miao_store_reindex (to, error) && miao_person_flush (to, error);
}

gboolean
miao_store_pour (MiaoStore *from,
                 MiaoStore *to,
                 MiaoStorePoured poured,
                 gpointer data,
                 gint64 *ret_rows,
                 GError **error)
{
  gboolean ok;

  g_return_val_if_fail (!from->in_transaction && !to->in_transaction, FALSE);

  *ret_rows = 0;
  if (!check_empty (to, error) || !miao_store_begin_read (from, error))
    return FALSE;
  ok = miao_store_begin (to, error);
  if (ok) {
    ok = pour (from, to, ret_rows, error);
    /* Not part of the transaction on a file: guards are always switched on again. */
    if (!to->driver->pour (to->connection, FALSE, ok ? error : NULL))
      ok = FALSE;
    ok = ok && poured (to, data, error);
    ok = miao_store_leave (to, TRUE, ok, error);
  }
  miao_store_rollback (from);
  if (ok && to->driver->bulk != NULL)
    to->driver->bulk (to->connection, FALSE);

  return ok;
}
