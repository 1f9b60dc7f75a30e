#include "config.h"

#include "miao-cwx-previous.h"

#include "miao-cwx-reader.h"
#include "miao-return-facts.h"

#include <string.h>

/* What the last batch said of a child. */
typedef struct {
  MiaoDate born;
  char sex[4];
  char ethnic[4];
  char paid[8]; /* "2026-09" */
  gboolean seen;
} Child;

struct _MiaoCwxPrevious {
  MiaoDate cut_off;
  gint64 extracted_at;
  GHashTable *children; /* id → Child */
};

static void
header_cb (MiaoCwxReader *reader, MiaoRecord *submission, guint line, gpointer user_data)
{
  MiaoCwxPrevious *self = user_data;

  self->cut_off = miao_record_get_date (submission, "period_to");
}

static void
child_cb (MiaoCwxReader *reader, MiaoFolder *folder, guint line, gpointer user_data)
{
  MiaoCwxPrevious *self = user_data;
  const MiaoRecord *record = miao_folder_get_record (folder);
  const char *sex = miao_record_get (record, "sex");
  const char *ethnic = miao_record_get (record, "ethnic");
  Child *child = g_new0 (Child, 1);

  child->born = miao_record_get_date (record, "birth_date");
  g_strlcpy (child->sex, sex != NULL ? sex : "", sizeof child->sex);
  g_strlcpy (child->ethnic, ethnic != NULL ? ethnic : "", sizeof child->ethnic);
  /* When it was made: the newest id in it. */
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));
    const char *id = miao_record_get_id (part);
    const char *paid = strcmp (miao_record_get_kind (part)->name, "admission") == 0
                           ? miao_record_get (part, "paid_through")
                           : NULL;

    if (paid != NULL && strcmp (paid, child->paid) > 0)
      g_strlcpy (child->paid, paid, sizeof child->paid);
    self->extracted_at = MAX (self->extracted_at, miao_return_id_time (id));
  }
  g_hash_table_replace (self->children, g_strdup (miao_record_get_id (record)), child);
}

MiaoCwxPrevious *
miao_cwx_previous_read (const char *path,
                        guint64 max_bytes,
                        GCancellable *cancellable,
                        GError **error)
{
  static const MiaoCwxFuncs funcs = { .header = header_cb, .child = child_cb };
  MiaoCwxPrevious *self = g_new0 (MiaoCwxPrevious, 1);

  self->children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!miao_cwx_read (path, NULL, max_bytes, &funcs, self, NULL, cancellable, error))
    g_clear_pointer (&self, miao_cwx_previous_free);
  return self;
}

void
miao_cwx_previous_free (MiaoCwxPrevious *self)
{
  g_hash_table_unref (self->children);
  g_free (self);
}

MiaoDate
miao_cwx_previous_get_cut_off (const MiaoCwxPrevious *self)
{
  return self->cut_off;
}

gint64
miao_cwx_previous_get_extracted_at (const MiaoCwxPrevious *self)
{
  return self->extracted_at;
}

void
miao_cwx_previous_ask (MiaoCwxPrevious *self, const char *id, MiaoReturnPrevious *ret_previous)
{
  Child *child = id != NULL ? g_hash_table_lookup (self->children, id) : NULL;

  *ret_previous = (MiaoReturnPrevious){ .cut_off = self->cut_off };
  if (child == NULL)
    return;
  child->seen = TRUE;
  ret_previous->there = TRUE;
  ret_previous->sex = child->sex[0] != '\0' ? child->sex : NULL;
  ret_previous->born = child->born;
  ret_previous->ethnic = child->ethnic[0] != '\0' ? child->ethnic : NULL;
  ret_previous->paid_through = child->paid[0] != '\0' ? child->paid : NULL;
}

void
miao_cwx_previous_each_missing (MiaoCwxPrevious *self,
                                void (*missing) (const char *id, gpointer user_data),
                                gpointer user_data)
{
  GHashTableIter iter;
  gpointer id;
  gpointer child;

  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, &id, &child))
    if (!((const Child *) child)->seen)
      missing (id, user_data);
}
