/* What a batch holds besides the folders, and which folders when it is a correction. */
#include "config.h"

#include "miao-return-private.h"

#include <string.h>

/* ---- events of the period ---- */

/* @ids: (nullable): %NULL holds everything. */
static gboolean
is_in (GPtrArray *ids, const char *id)
{
  return ids == NULL || g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

static gboolean
load_events (MiaoReturn *self, const char *field, MiaoCwxEventType type, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *from = miao_date_dup (self->from), *to = miao_date_dup (self->to);

  miao_query_where (query, field, MIAO_OP_GE, from);
  miao_query_where (query, field, MIAO_OP_LE, to);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  miao_query_order (query, "id", FALSE);
  rows = miao_store_select (self->store, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    MiaoRecord *row = g_ptr_array_index (rows, i);
    MiaoCwxEvent event = {
      .id = miao_record_get_id (row),
      .type = type,
      .subject_kind = "child",
      .subject_id = miao_record_get (row, "child"),
      .on = miao_record_get (row, field),
      .last_paid_month = type == MIAO_CWX_REDUCE ? miao_record_get (row, "last_paid_month") : NULL,
    };

    if (!is_in (self->children.only, event.subject_id))
      continue;

    g_ptr_array_add (self->event_rows, miao_record_ref (row));
    g_array_append_val (self->events, event);
  }

  return rows != NULL;
}

gboolean
miao_return_next_event (gpointer data, MiaoCwxEvent *ret_event, GError **error)
{
  MiaoReturn *self = data;

  if (self->next_event >= self->events->len)
    return FALSE;
  *ret_event = g_array_index (self->events, MiaoCwxEvent, self->next_event++);

  return TRUE;
}

/* ---- struck out since the last accepted batch ---- */

/* Whoever stands in the newest accepted batch has not been told as struck out yet, whatever the
 * clocks of the desks said meanwhile; the time helps where the newest one, a correction, holds a
 * few children only. */
static gboolean
is_not_told (const MiaoRecord *child, const MiaoRecord *reported, const MiaoRecord *newest)
{
  return miao_record_is (reported, "submission", miao_record_get_id (newest)) ||
         miao_record_get_updated_at (child) >= miao_record_get_int (newest, "extracted_at", 0);
}

static gboolean
load_deleted (MiaoReturn *self, GError **error)
{
  const MiaoRecord *newest = miao_return_chain_newest (self->chain);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) rows = NULL;

  if (newest == NULL || self->children.only != NULL)
    return TRUE;
  miao_query_where (query, "void_reason", MIAO_OP_NOT_NULL, NULL);
  miao_query_order (query, "id", FALSE);
  rows = miao_store_select (self->store, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    MiaoRecord *row = g_ptr_array_index (rows, i);
    g_autoptr (MiaoRecord) reported = NULL;

    if (!miao_return_chain_find (self->chain, miao_record_get_id (row), &reported, error))
      return FALSE;
    if (reported != NULL && is_not_told (row, reported, newest))
      g_ptr_array_add (self->deleted, miao_record_ref (row));
  }

  return rows != NULL;
}

gboolean
miao_return_next_deleted (gpointer data, MiaoCwxDeleted *ret_deleted, GError **error)
{
  MiaoReturn *self = data;
  const MiaoRecord *row;

  if (self->next_deleted >= self->deleted->len)
    return FALSE;
  row = g_ptr_array_index (self->deleted, self->next_deleted++);
  ret_deleted->id = miao_record_get_id (row);
  ret_deleted->kind = "child";
  ret_deleted->reason = miao_record_get_void_reason (row);

  return TRUE;
}

/* ---- what a correction holds ---- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The families with which the children of the correction lived: their placements refer to them. */
static gboolean
add_families_of (MiaoReturn *self, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) rows = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  rows = miao_store_select (self->store, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const char *family = miao_record_get (g_ptr_array_index (rows, i), "family");

    if (family != NULL && !is_in (self->families.only, family))
      g_ptr_array_add (self->families.only, g_strdup (family));
  }

  return rows != NULL;
}

/* A correction holds the whole folders of the children that came back; when the receipt names
 * none, the whole batch is corrected. */
static gboolean
load_correction (MiaoReturn *self, GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!miao_record_is (self->submission, "submission_kind", "correction") ||
      !miao_record_has (self->submission, "previous_batch"))
    return TRUE;
  query = miao_query_new (miao_kind_find ("submission_child"));
  miao_query_where (query, "submission", MIAO_OP_EQ,
                    miao_record_get (self->submission, "previous_batch"));
  miao_query_where (query, "returned", MIAO_OP_EQ, "1");
  miao_query_order (query, "child", FALSE);
  rows = miao_store_select (self->store, query, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  self->children.only = g_ptr_array_new_with_free_func (g_free);
  self->families.only = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++) {
    const char *id = miao_record_get (g_ptr_array_index (rows, i), "child");
    g_autoptr (MiaoRecord) child = miao_store_load (self->store, self->children.kind, id, error);

    if (child == NULL || !add_families_of (self, id, error))
      return FALSE;
    if (miao_record_get_void_reason (child) != NULL)
      g_ptr_array_add (self->deleted, miao_record_ref (child));
    else
      g_ptr_array_add (self->children.only, g_strdup (id));
  }
  g_ptr_array_sort (self->children.only, compare_ids);
  g_ptr_array_sort (self->families.only, compare_ids);

  return TRUE;
}

gboolean
miao_return_load_extent (MiaoReturn *self, GError **error)
{
  return load_correction (self, error) && load_deleted (self, error) &&
         load_events (self, "arrived_on", MIAO_CWX_ADD, error) &&
         load_events (self, "closed_on", MIAO_CWX_REDUCE, error);
}
