#include "config.h"

#include "miao-store-list.h"

#include "miao-kind-text.h"
#include "miao-pager.h"

typedef struct {
  MiaoStore *store;
  MiaoQuery *query;
  MiaoPager *pager;
  char *order;
  gboolean descending;
  GStrv fields;
} Source;

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  Source *source = data;
  g_autoptr (MiaoQuery) query = miao_query_copy (source->query);

  g_clear_pointer (&source->pager, miao_pager_free);
  if (sort != NULL)
    miao_query_order (query, sort, descending);
  else if (source->order != NULL)
    miao_query_order (query, source->order, source->descending);
  source->pager = miao_pager_new (source->store, query, error);
  if (source->pager == NULL)
    return FALSE;
  *ret_n = (guint) MIN (miao_pager_get_total (source->pager), G_MAXUINT);
  return TRUE;
}

static MiaoRow *
make_row (Source *source, MiaoRecord *record)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  MiaoRow *row;

  for (guint i = 0; source->fields[i] != NULL; i++)
    g_ptr_array_add (texts, miao_record_dup_shown (record, source->fields[i], TRUE));
  g_ptr_array_add (texts, NULL);
  row = miao_row_new (miao_record_get_id (record), (const char *const *) texts->pdata);
  miao_row_set_data (row, miao_record_ref (record), (GDestroyNotify) miao_record_unref);
  return row;
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Source *source = data;
  g_autoptr (GPtrArray) records = miao_pager_fetch (source->pager, first, n, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, make_row (source, records->pdata[i]));
  return TRUE;
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->pager, miao_pager_free);
  miao_query_free (source->query);
  g_strfreev (source->fields);
  g_free (source->order);
  g_free (source);
}

static const MiaoListSource source_type = { source_open, source_read, source_free };

void
miao_record_list_show_fields (MiaoRecordList *self, const MiaoKind *kind, const char *const *fields)
{
  guint n = g_strv_length ((GStrv) fields);
  MiaoListColumn *columns = g_new0 (MiaoListColumn, n + 1);

  for (guint i = 0; i < n; i++) {
    const MiaoField *field = miao_kind_field (kind, fields[i]);

    g_return_if_fail (field != NULL);

    columns[i].title = miao_field_label (field);
    columns[i].sort = fields[i];
    columns[i].expand = i == 0 || g_strcmp0 (fields[i], kind->title) == 0;
    columns[i].xalign = field->type == MIAO_TYPE_INTEGER ? 1 : 0;
  }
  g_object_set_data_full (G_OBJECT (self), "miao-columns", columns, g_free);
  miao_record_list_set_columns (self, columns);
}

void
miao_record_list_set_query (MiaoRecordList *self,
                            MiaoStore *store,
                            MiaoQuery *query,
                            const char *order,
                            gboolean descending,
                            const char *const *fields)
{
  Source *source = g_new0 (Source, 1);

  source->store = store;
  source->query = query;
  source->order = g_strdup (order);
  source->descending = descending;
  source->fields = g_strdupv ((GStrv) fields);
  miao_record_list_set_source (self, &source_type, source);
}

MiaoRecord *
miao_row_get_record (MiaoRow *row)
{
  return miao_row_get_data (row);
}
