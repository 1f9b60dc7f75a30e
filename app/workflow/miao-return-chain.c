#include "config.h"

#include "miao-return-chain.h"

/* A child that was returned more often than this in a row is looked for no further. */
#define LOOK_BACK 24

struct _MiaoReturnChain {
  MiaoStore *store;
  GPtrArray *batches;   /* accepted ones, the newest first */
  GHashTable *accepted; /* id → MiaoRecord in batches */
};

gboolean
miao_return_is_accepted (const MiaoRecord *submission)
{
  gint64 n_returned = miao_record_get_int (submission, "n_returned", 0);

  /* A batch that was corrected had been accepted before, unless all of it came back. */
  return miao_record_is (submission, "status", "ACCEPTED") ||
         miao_record_is (submission, "status", "PARTIAL") ||
         (miao_record_is (submission, "status", "CORRECTED") &&
          n_returned < miao_record_get_int (submission, "n_children", 0));
}

void
miao_return_chain_free (MiaoReturnChain *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->accepted);
  g_ptr_array_unref (self->batches);
  g_free (self);
}

MiaoReturnChain *
miao_return_chain_new (MiaoStore *store, gint64 before_serial, GError **error)
{
  g_autoptr (MiaoReturnChain) self = g_new0 (MiaoReturnChain, 1);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));
  g_autoptr (GPtrArray) rows = NULL;

  self->store = store;
  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  self->accepted = g_hash_table_new (g_str_hash, g_str_equal);
  miao_query_where (query, "status", MIAO_OP_IN, "ACCEPTED CORRECTED PARTIAL");
  miao_query_order (query, "serial", TRUE);
  rows = miao_store_select (store, query, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    MiaoRecord *row = g_ptr_array_index (rows, i);

    if (!miao_return_is_accepted (row) ||
        (before_serial > 0 && miao_record_get_int (row, "serial", 0) >= before_serial))
      continue;
    g_ptr_array_add (self->batches, miao_record_ref (row));
    g_hash_table_insert (self->accepted, (gpointer) miao_record_get_id (row), row);
  }

  return g_steal_pointer (&self);
}

const MiaoRecord *
miao_return_chain_newest (const MiaoReturnChain *self)
{
  return self->batches->len > 0 ? g_ptr_array_index (self->batches, 0) : NULL;
}

gboolean
miao_return_chain_find (MiaoReturnChain *self,
                        const char *child,
                        MiaoRecord **ret_row,
                        GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  *ret_row = NULL;
  if (self->batches->len == 0)
    return TRUE;
  query = miao_query_new (miao_kind_find ("submission_child"));
  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_order (query, "created_at", TRUE);
  miao_query_limit (query, LOOK_BACK);
  rows = miao_store_select (self->store, query, error);
  for (guint i = 0; rows != NULL && *ret_row == NULL && i < rows->len; i++) {
    MiaoRecord *row = g_ptr_array_index (rows, i);

    if (!miao_record_get_bool (row, "returned") &&
        g_hash_table_contains (self->accepted, miao_record_get (row, "submission")))
      *ret_row = miao_record_ref (row);
  }

  return rows != NULL;
}

void
miao_return_chain_previous (const MiaoReturnChain *self,
                            const MiaoRecord *row,
                            MiaoReturnPrevious *ret_previous)
{
  const MiaoRecord *newest = miao_return_chain_newest (self);

  *ret_previous = (MiaoReturnPrevious){ 0 };
  if (newest != NULL)
    ret_previous->cut_off = miao_record_get_date (newest, "period_to");
  if (row == NULL)
    return;
  ret_previous->there = TRUE;
  ret_previous->sex = miao_record_get (row, "sex");
  ret_previous->born = miao_record_get_date (row, "birth_date");
  ret_previous->ethnic = miao_record_get (row, "ethnic");
  ret_previous->paid_through = miao_record_get (row, "paid_through");
}
