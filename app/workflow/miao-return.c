#include "config.h"

#include "miao-error.h"
#include "miao-facts.h"
#include "miao-return-private.h"
#include "miao-standards.h"

#include <string.h>

/* Rows of one kind that are read at once. */
#define PAGE 200

static void
walk_rewind (MiaoReturnWalk *walk)
{
  g_clear_pointer (&walk->page, g_ptr_array_unref);
  g_clear_pointer (&walk->last, g_free);
  walk->next = 0;
  walk->end = FALSE;
}

void
miao_return_rewind (MiaoReturn *self)
{
  walk_rewind (&self->children);
  walk_rewind (&self->families);
  self->next_event = 0;
  self->next_deleted = 0;
}

/* The records of a correction, one by one. */
static MiaoRecord *
walk_next_of (MiaoReturn *self, MiaoReturnWalk *walk, GError **error)
{
  MiaoRecord *record;

  if (walk->next >= walk->only->len)
    return NULL;
  record =
      miao_store_load (self->store, walk->kind, g_ptr_array_index (walk->only, walk->next), error);
  if (record == NULL)
    return NULL;
  walk->next++;
  g_clear_pointer (&walk->page, g_ptr_array_unref);
  walk->page = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_ptr_array_add (walk->page, record);

  return record;
}

/* Borrowed: it lives until the next call. */
static MiaoRecord *
walk_next (MiaoReturn *self, MiaoReturnWalk *walk, GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;
  MiaoRecord *record;

  if (walk->only != NULL)
    return walk_next_of (self, walk, error);
  if (walk->page != NULL && walk->next < walk->page->len)
    return g_ptr_array_index (walk->page, walk->next++);
  if (walk->end)
    return NULL;
  query = miao_query_new (walk->kind);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  if (walk->last != NULL)
    miao_query_where (query, "id", MIAO_OP_GT, walk->last);
  miao_query_order (query, "id", FALSE);
  miao_query_limit (query, PAGE);
  g_clear_pointer (&walk->page, g_ptr_array_unref);
  walk->page = miao_store_select (self->store, query, error);
  if (walk->page == NULL)
    return NULL;
  walk->end = walk->page->len < PAGE;
  walk->next = 0;
  if (walk->page->len == 0)
    return NULL;
  record = g_ptr_array_index (walk->page, walk->page->len - 1);
  g_free (walk->last);
  walk->last = g_strdup (miao_record_get_id (record));

  return g_ptr_array_index (walk->page, walk->next++);
}

static gboolean
add_all (MiaoReturn *self,
         MiaoFolder *folder,
         const char *kind,
         const char *field,
         const char *value,
         GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, field, MIAO_OP_EQ, value);
  all = miao_store_select (self->store, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    (void) miao_folder_add_record (folder, g_ptr_array_index (all, i));

  return all != NULL;
}

static gboolean
add_evaluations (
    MiaoReturn *self, MiaoFolder *folder, const char *field, const char *value, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, field, MIAO_OP_EQ, value);
  /* Each evaluation stands once: with the child when it is about one. Drafts stay at home. */
  if (strcmp (field, "subject_family") == 0)
    miao_query_where (query, "subject_child", MIAO_OP_NULL, NULL);
  miao_query_where (query, "status", MIAO_OP_IN, "FILED FINAL REVIEWED");
  all = miao_store_select (self->store, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoRecord *evaluation = g_ptr_array_index (all, i);
    MiaoFolder *part = miao_folder_add_record (folder, evaluation);

    if (!add_all (self, part, "evaluation_member", "evaluation", miao_record_get_id (evaluation),
                  error))
      return FALSE;
  }

  return all != NULL;
}

static gboolean
add_placements (MiaoReturn *self, MiaoFolder *folder, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "moved_in_on", MIAO_OP_NOT_NULL, NULL);
  all = miao_store_select (self->store, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (all, i);
    MiaoFolder *part = miao_folder_add_record (folder, placement);
    const char *id = miao_record_get_id (placement);

    if ((miao_record_has (placement, "agreement") &&
         !add_all (self, part, "agreement", "id", miao_record_get (placement, "agreement"),
                   error)) ||
        !add_all (self, part, "visit", "placement", id, error))
      return FALSE;
    /* Only the ending that was decided: what is under way or was withdrawn stays in the house. */
    if (miao_record_has (placement, "termination") &&
        !add_all (self, part, "termination", "id", miao_record_get (placement, "termination"),
                  error))
      return FALSE;
  }

  return all != NULL;
}

MiaoFolder *
miao_return_next_child (gpointer data, GError **error)
{
  MiaoReturn *self = data;
  MiaoRecord *child = walk_next (self, &self->children, error);
  g_autoptr (MiaoFolder) folder = NULL;
  const char *id;

  if (child == NULL)
    return NULL;
  id = miao_record_get_id (child);
  folder = miao_folder_new (child);
  if (!add_all (self, folder, "admission", "child", id, error) ||
      !add_placements (self, folder, id, error) ||
      !add_evaluations (self, folder, "subject_child", id, error) ||
      !add_all (self, folder, "child_opinion", "child", id, error) ||
      !add_all (self, folder, "growth_measure", "child", id, error) ||
      !add_all (self, folder, "archive_volume", "child", id, error))
    return NULL;
  miao_folder_sort (folder);

  return g_steal_pointer (&folder);
}

MiaoFolder *
miao_return_next_family (gpointer data, GError **error)
{
  MiaoReturn *self = data;
  MiaoRecord *family = walk_next (self, &self->families, error);
  g_autoptr (MiaoFolder) folder = NULL;
  const char *id;

  if (family == NULL)
    return NULL;
  id = miao_record_get_id (family);
  folder = miao_folder_new (family);
  if (!add_all (self, folder, "family_member", "family", id, error) ||
      !add_all (self, folder, "caregiver_period", "family", id, error) ||
      !add_all (self, folder, "application", "family", id, error) ||
      !add_all (self, folder, "training", "family", id, error) ||
      !add_evaluations (self, folder, "subject_family", id, error))
    return NULL;
  miao_folder_sort (folder);

  return g_steal_pointer (&folder);
}

/* ---- life ---- */

MiaoReturn *
miao_return_new (MiaoSession *session, const MiaoRecord *submission, GError **error)
{
  g_autoptr (MiaoReturn) self = g_new0 (MiaoReturn, 1);

  self->session = miao_session_ref (session);
  self->store = miao_session_get_store (session);
  self->submission = miao_record_copy (submission);
  self->from = miao_record_get_date (submission, "period_from");
  self->to = miao_record_get_date (submission, "period_to");
  self->children.kind = miao_kind_find ("child");
  self->families.kind = miao_kind_find ("family");
  self->events = g_array_new (FALSE, TRUE, sizeof (MiaoCwxEvent));
  self->event_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  self->deleted = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  miao_rule_settings_init (&self->settings);
  self->institution = miao_facts_institution (self->store, error);
  if (self->institution == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                           miao_pick ("请先在“管理”中登记本机构的信息。",
                                      "Enter the institution first, under Administration."));
    return NULL;
  }
  if (!miao_standards_put_local (self->store, self->institution, self->to, error))
    return NULL;
  self->chain =
      miao_return_chain_new (self->store, miao_record_get_int (submission, "serial", 0), error);
  if (self->chain == NULL || !miao_return_load_extent (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
miao_return_free (MiaoReturn *self)
{
  if (self == NULL)
    return;
  miao_return_rewind (self);
  g_clear_pointer (&self->children.only, g_ptr_array_unref);
  g_clear_pointer (&self->families.only, g_ptr_array_unref);
  g_clear_pointer (&self->deleted, g_ptr_array_unref);
  g_clear_pointer (&self->chain, miao_return_chain_free);
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->event_rows, g_ptr_array_unref);
  g_clear_pointer (&self->submission, miao_record_unref);
  g_clear_pointer (&self->institution, miao_record_unref);
  miao_session_unref (self->session);
  g_free (self);
}

guint64
miao_return_count (MiaoReturn *self)
{
  g_autoptr (MiaoQuery) query = NULL;
  gint64 n;

  if (self->children.only != NULL)
    return self->children.only->len;
  query = miao_query_new (self->children.kind);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  n = miao_store_count (self->store, query, NULL);

  return n > 0 ? (guint64) n : 0;
}

/* ---- write ---- */

typedef struct {
  const MiaoProgress *progress;
  guint64 total;
} Telling;

static void
tell_written (guint64 n_children, gpointer data)
{
  const Telling *telling = data;

  miao_progress_tell (telling->progress, miao_pick ("写出儿童资料", "Writing the children"),
                      n_children, telling->total);
}

static MiaoFolder *
next_written (gpointer data, GError **error)
{
  MiaoReturn *self = data;
  g_autoptr (MiaoFolder) folder = miao_return_next_child (self, error);

  if (folder != NULL && self->each != NULL && !self->each (folder, self->each_data, error))
    return NULL;

  return g_steal_pointer (&folder);
}

void
miao_return_set_each (MiaoReturn *self, MiaoReturnEach each, gpointer data)
{
  self->each = each;
  self->each_data = data;
}

gboolean
miao_return_write (MiaoReturn *self,
                   const char *path,
                   const MiaoProgress *progress,
                   GCancellable *cancellable,
                   MiaoCwxWritten *ret_written,
                   GError **error)
{
  static const MiaoCwxSource source = {
    .next_family = miao_return_next_family,
    .next_child = next_written,
    .next_event = miao_return_next_event,
    .next_deleted = miao_return_next_deleted,
  };
  Telling telling = { progress, progress != NULL ? miao_return_count (self) : 0 };

  miao_return_rewind (self);

  return miao_cwx_write (path, self->submission, self->institution, &source, self, tell_written,
                         &telling, cancellable, ret_written, error);
}
