#include "config.h"

#include "miao-folder.h"

#include <string.h>

struct _MiaoFolder {
  MiaoRecord *record;
  MiaoDate on;
  GPtrArray *parts; /* NULL: none */
};

MiaoFolder *
miao_folder_new (MiaoRecord *record)
{
  MiaoFolder *self = g_new0 (MiaoFolder, 1);

  self->record = miao_record_ref (record);

  return self;
}

void
miao_folder_free (MiaoFolder *self)
{
  if (self == NULL)
    return;
  miao_record_unref (self->record);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

MiaoFolder *
miao_folder_add (MiaoFolder *self, MiaoFolder *part)
{
  if (self->parts == NULL)
    self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_folder_free);
  g_ptr_array_add (self->parts, part);

  return part;
}

MiaoFolder *
miao_folder_add_record (MiaoFolder *self, MiaoRecord *record)
{
  return miao_folder_add (self, miao_folder_new (record));
}

MiaoRecord *
miao_folder_get_record (const MiaoFolder *self)
{
  return self->record;
}

guint
miao_folder_get_n_parts (const MiaoFolder *self)
{
  return self->parts != NULL ? self->parts->len : 0;
}

MiaoFolder *
miao_folder_get_part (const MiaoFolder *self, guint index)
{
  return g_ptr_array_index (self->parts, index);
}

static gboolean
is_of_kind (const MiaoFolder *self, const char *kind)
{
  return strcmp (miao_record_get_kind (self->record)->name, kind) == 0;
}

MiaoFolder *
miao_folder_find (const MiaoFolder *self, const char *kind)
{
  for (guint i = 0; i < miao_folder_get_n_parts (self); i++)
    if (is_of_kind (miao_folder_get_part (self, i), kind))
      return miao_folder_get_part (self, i);

  return NULL;
}

guint
miao_folder_count (const MiaoFolder *self, const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < miao_folder_get_n_parts (self); i++)
    n += is_of_kind (miao_folder_get_part (self, i), kind);

  return n;
}

static int
compare_parts (const void *a, const void *b)
{
  const MiaoFolder *const *left = a;
  const MiaoFolder *const *right = b;

  if ((*left)->on != (*right)->on)
    return (*left)->on < (*right)->on ? -1 : 1;

  return g_strcmp0 (miao_record_get_id ((*left)->record), miao_record_get_id ((*right)->record));
}

void
miao_folder_sort (MiaoFolder *self)
{
  if (self->parts == NULL)
    return;
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoFolder *part = g_ptr_array_index (self->parts, i);

    part->on = miao_record_event_date (part->record);
    miao_folder_sort (part);
  }
  g_ptr_array_sort (self->parts, compare_parts);
}
