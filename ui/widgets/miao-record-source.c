#include "config.h"

#include "miao-record-source.h"

#include "miao-kind-text.h"
#include "miao-pager.h"
#include "miao-search.h"

/* As many children or families as a search may lead through to what is theirs. */
#define MAX_HITS 200

typedef struct {
  const MiaoRecordSource *type;
  MiaoWanted wanted; /* owned */
  MiaoPager *pager;
} Source;

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  Source *source = data;
  const MiaoRecordSource *type = source->type;
  const MiaoWanted *wanted = &source->wanted;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (type->kind));

  g_clear_pointer (&source->pager, miao_pager_free);
  g_clear_pointer (&source->wanted.facts, g_free);
  if (type->prepare != NULL)
    source->wanted.facts = type->prepare (wanted);
  if (wanted->states != NULL)
    miao_query_where (query, "status", MIAO_OP_IN, wanted->states);
  if (type->narrow != NULL && !type->narrow (wanted, query, error))
    return FALSE;
  miao_query_order (query, sort != NULL ? sort : type->order,
                    sort != NULL ? descending : type->descending);
  source->pager = miao_pager_new (miao_session_get_store (wanted->session), query, error);
  if (source->pager == NULL)
    return FALSE;
  *ret_n = (guint) MIN (miao_pager_get_total (source->pager), G_MAXUINT);
  return TRUE;
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Source *source = data;
  g_autoptr (GPtrArray) records = miao_pager_fetch (source->pager, first, n, error);

  return records != NULL && source->type->add_rows (&source->wanted, records, rows, error);
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->pager, miao_pager_free);
  g_clear_pointer (&source->wanted.session, miao_session_unref);
  g_free ((char *) source->wanted.states);
  g_free ((char *) source->wanted.text);
  g_free ((char *) source->wanted.owner);
  g_free (source->wanted.facts);
  g_free (source);
}

static Source *
source_new (const MiaoRecordSource *type, MiaoSession *session, const MiaoWanted *wanted)
{
  Source *source = g_new0 (Source, 1);

  source->type = type;
  source->wanted.session = session != NULL ? miao_session_ref (session) : NULL;
  source->wanted.states = g_strdup (wanted->states);
  source->wanted.text = g_strdup (wanted->text);
  source->wanted.owner = g_strdup (wanted->owner);
  return source;
}

static gpointer
source_copy (gconstpointer data, MiaoSession *session)
{
  const Source *source = data;

  return source_new (source->type, session, &source->wanted);
}

static MiaoSession *
source_session (gconstpointer data)
{
  return ((const Source *) data)->wanted.session;
}

void
miao_record_list_read (MiaoRecordList *self,
                       const MiaoRecordSource *source,
                       const MiaoWanted *wanted)
{
  static const MiaoListSource functions = { source_open, source_read, source_free, source_copy,
                                            source_session };
  g_autofree char *text = g_strstrip (g_strdup (wanted->text != NULL ? wanted->text : ""));
  MiaoWanted stripped = *wanted;
  Source *data;

  stripped.text = *text != '\0' ? text : NULL;
  data = source_new (source, wanted->session, &stripped);
  miao_record_list_set_source (self, &functions, data);
}

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

MiaoRow *
miao_row_new_shown (MiaoRecord *record, const char *const *fields)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  MiaoRow *row;

  for (guint i = 0; fields[i] != NULL; i++)
    g_ptr_array_add (texts, miao_record_dup_shown (record, fields[i], TRUE));
  g_ptr_array_add (texts, NULL);
  row = miao_row_new (miao_record_get_id (record), (const char *const *) texts->pdata);
  miao_row_set_record (row, record);
  return row;
}

void
miao_row_set_record (MiaoRow *row, MiaoRecord *record)
{
  miao_row_set_data (row, miao_record_ref (record), (GDestroyNotify) miao_record_unref);
}

MiaoRecord *
miao_row_get_record (MiaoRow *row)
{
  return miao_row_get_data (row);
}

static gboolean
add_found (const MiaoWanted *wanted,
           GHashTable *ids,
           const char *kind,
           const char *field,
           const char *searched,
           GError **error)
{
  const char *const kinds[] = { searched, NULL };
  MiaoStore *store = miao_session_get_store (wanted->session);
  g_autoptr (GPtrArray) hits = miao_store_search (store, wanted->text, kinds, MAX_HITS, error);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) records = NULL;

  if (hits == NULL)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            ((const MiaoHit *) hits->pdata[i])->id);
  miao_query_where (query, field, MIAO_OP_IN, words->str);
  records = miao_store_select (store, query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_add (ids, g_strdup (miao_record_get_id (records->pdata[i])));

  return records != NULL;
}

/* The same where the kind names several: one question for each that the search finds. */
static gboolean
add_naming (const MiaoWanted *wanted,
            GHashTable *ids,
            const char *kind,
            const char *field,
            const char *searched,
            GError **error)
{
  const char *const kinds[] = { searched, NULL };
  MiaoStore *store = miao_session_get_store (wanted->session);
  g_autoptr (GPtrArray) hits = miao_store_search (store, wanted->text, kinds, MAX_HITS, error);

  for (guint i = 0; hits != NULL && i < hits->len; i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
    g_autoptr (GPtrArray) records = NULL;

    miao_query_where (query, field, MIAO_OP_HAS, ((const MiaoHit *) hits->pdata[i])->id);
    records = miao_store_select (store, query, error);
    if (records == NULL)
      return FALSE;
    for (guint j = 0; j < records->len; j++)
      g_hash_table_add (ids, g_strdup (miao_record_get_id (records->pdata[j])));
  }

  return hits != NULL;
}

gboolean
miao_wanted_narrow_with_owners (const MiaoWanted *wanted,
                                MiaoQuery *query,
                                const char *kind,
                                GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **words = NULL;
  g_autofree char *joined = NULL;

  if (wanted->text == NULL)
    return TRUE;
  if (!add_found (wanted, ids, kind, "id", kind, error) ||
      !(miao_kind_index (miao_kind_find (kind), "children") >= 0
            ? add_naming (wanted, ids, kind, "children", "child", error)
            : add_found (wanted, ids, kind, "child", "child", error)) ||
      !add_found (wanted, ids, kind, "family", "family", error))
    return FALSE;
  words = (const char **) g_hash_table_get_keys_as_array (ids, NULL);
  joined = g_strjoinv (" ", (char **) words);
  miao_query_where (query, "id", MIAO_OP_IN, joined);

  return TRUE;
}
