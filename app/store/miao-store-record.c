#include "config.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-store-cipher.h"

#include <string.h>

#define VOID_REASON "void_reason"

/* Statements of a kind, made once: kinds are static tables. */
typedef struct {
  char *columns;
  char *insert;
  char *update;
  char *load;
  gboolean has_rule_set;
  gboolean has_legal_hold;
  gboolean has_void_reason;
  const MiaoField *sorted;
} KindSql;

static GMutex lock;
static GHashTable *kind_sqls;

/* Returns the columns in the order of bind_record(). */
static GPtrArray *
list_columns (const KindSql *sql, const MiaoKind *kind)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  if (sql->has_rule_set)
    g_ptr_array_add (columns, g_strdup ("rule_set"));
  if (sql->has_legal_hold)
    g_ptr_array_add (columns, g_strdup ("legal_hold"));
  if (sql->has_void_reason)
    g_ptr_array_add (columns, g_strdup ("void_reason"));
  for (const MiaoField *field = kind->fields; field->name != NULL; field++)
    g_ptr_array_add (columns, g_strdup (field->name));
  if (sql->sorted != NULL)
    g_ptr_array_add (columns, g_strconcat (sql->sorted->name, "_sort", NULL));

  return columns;
}

static KindSql *
make_sql (const MiaoKind *kind)
{
  KindSql *sql = g_new0 (KindSql, 1);
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GString) read = g_string_new ("id, row_version, created_at, created_by, updated_at, "
                                           "updated_by");
  g_autoptr (GString) names = g_string_new ("id, row_version, created_at, created_by, updated_at, "
                                            "updated_by");
  g_autoptr (GString) places = g_string_new ("$1, $4 + 1, $2, $3, $2, $3");
  g_autoptr (GString) sets = g_string_new ("row_version = row_version + 1, updated_at = $2, "
                                           "updated_by = $3");

  sql->has_rule_set = miao_schema_has_system (kind, "rule_set");
  sql->has_legal_hold = miao_schema_has_system (kind, "legal_hold");
  sql->has_void_reason = miao_schema_has_system (kind, "void_reason");
  sql->sorted = miao_schema_sorted_field (kind);
  columns = list_columns (sql, kind);
  for (guint i = 0; i < columns->len; i++) {
    const char *column = g_ptr_array_index (columns, i);

    /* The sort key is written, not read. */
    if (sql->sorted == NULL || i + 1 < columns->len)
      g_string_append_printf (read, ", \"%s\"", column);
    g_string_append_printf (names, ", \"%s\"", column);
    g_string_append_printf (places, ", $%u", i + 5);
    g_string_append_printf (sets, ", \"%s\" = $%u", column, i + 5);
  }
  sql->columns = g_strdup (read->str);
  sql->insert =
      g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", kind->name, names->str, places->str);
  sql->update = g_strdup_printf ("UPDATE \"%s\" SET %s WHERE id = $1 AND row_version = $4",
                                 kind->name, sets->str);
  sql->load = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE id = $1", read->str, kind->name);

  return sql;
}

static const KindSql *
get_sql (const MiaoKind *kind)
{
  KindSql *sql;

  g_mutex_lock (&lock);
  if (kind_sqls == NULL)
    kind_sqls = g_hash_table_new (NULL, NULL);
  sql = g_hash_table_lookup (kind_sqls, kind);
  if (sql == NULL) {
    sql = make_sql (kind);
    g_hash_table_insert (kind_sqls, (gpointer) kind, sql);
  }
  g_mutex_unlock (&lock);

  return sql;
}

const char *
miao_store_columns (const MiaoKind *kind)
{
  return get_sql (kind)->columns;
}

/* Replaces @text by what it is encrypted from; @field: NULL is the reason for making void. */
static gboolean
open_text (MiaoStore *store,
           const MiaoRecord *record,
           const MiaoField *field,
           const char *text,
           char **ret_text,
           GError **error)
{
  const char *name = field != NULL ? field->name : VOID_REASON;

  *ret_text = NULL;
  if (text == NULL || !miao_store_ciphers (store) ||
      (field != NULL && !miao_field_is_ciphered (field)))
    return TRUE;
  *ret_text = miao_store_dup_opened (store, miao_record_get_kind (record)->name, name,
                                     field != NULL && miao_field_is_marked (field),
                                     miao_record_get_id (record), text, error);

  return *ret_text != NULL;
}

MiaoRecord *
miao_store_read (MiaoStore *store, const MiaoKind *kind, MiaoRows *rows, GError **error)
{
  const KindSql *sql = get_sql (kind);
  g_autoptr (MiaoRecord) record = miao_record_new (kind);
  guint column = 6;

  miao_record_set_id (record, miao_rows_text (rows, 0));
  miao_record_set_version (record, miao_rows_int (rows, 1));
  miao_record_set_stamp (record, miao_rows_int (rows, 2), miao_rows_text (rows, 3),
                         miao_rows_int (rows, 4), miao_rows_text (rows, 5));
  if (sql->has_rule_set)
    miao_record_set_rule_set (record, miao_rows_text (rows, column++));
  if (sql->has_legal_hold)
    miao_record_set_legal_hold (record, miao_rows_int (rows, column++) != 0);
  if (sql->has_void_reason) {
    const char *text = miao_rows_text (rows, column++);
    g_autofree char *opened = NULL;

    if (!open_text (store, record, NULL, text, &opened, error))
      return NULL;
    miao_record_set_void_reason (record, opened != NULL ? opened : text);
  }
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const char *text = miao_rows_text (rows, column++);
    g_autofree char *opened = NULL;

    if (text == NULL)
      continue;
    if (!open_text (store, record, &kind->fields[i], text, &opened, error))
      return NULL;
    miao_record_set_at (record, i, opened != NULL ? opened : text);
  }

  return g_steal_pointer (&record);
}

static void
add_text (GArray *params, const char *text)
{
  MiaoParam param = { .type = 's', .text = text };

  g_array_append_val (params, param);
}

static void
add_number (GArray *params, gint64 number)
{
  MiaoParam param = { .type = 'i', .number = number };

  g_array_append_val (params, param);
}

/* The columns in which they begin: $5… are those of list_columns(). */
#define FIRST_COLUMN 4

/* Encrypts those of the bound values that the store must not see. Returns what they now point at.
 */
static gboolean
close_texts (MiaoStore *store,
             const KindSql *sql,
             const MiaoRecord *record,
             GArray *params,
             GPtrArray *texts,
             GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  guint column = FIRST_COLUMN + (sql->has_rule_set ? 1 : 0) + (sql->has_legal_hold ? 1 : 0);

  for (int i = sql->has_void_reason ? -1 : 0; i < 0 || kind->fields[i].name != NULL; i++) {
    MiaoParam *param = &g_array_index (params, MiaoParam, column++);
    const MiaoField *field = i < 0 ? NULL : &kind->fields[i];
    char *closed;

    if (param->type != 's' || param->text == NULL ||
        (field != NULL && !miao_field_is_ciphered (field)))
      continue;
    closed = miao_store_dup_closed (store, kind->name, field != NULL ? field->name : VOID_REASON,
                                    field != NULL && miao_field_is_marked (field),
                                    miao_record_get_id (record), param->text, error);
    if (closed == NULL)
      return FALSE;
    g_ptr_array_add (texts, closed);
    param->text = closed;
  }

  return TRUE;
}

/* $1 id, $2 now, $3 by, $4 version so far, $5… the columns of list_columns(). */
static GArray *
bind_record (const KindSql *sql,
             const MiaoRecord *record,
             const char *id,
             const char *by,
             gint64 now_ms,
             const char *sort)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  GArray *params = g_array_new (FALSE, TRUE, sizeof (MiaoParam));

  add_text (params, id);
  add_number (params, now_ms);
  add_text (params, by);
  add_number (params, miao_record_get_version (record));
  if (sql->has_rule_set)
    add_text (params, miao_record_get_rule_set (record));
  if (sql->has_legal_hold)
    add_number (params, miao_record_get_legal_hold (record));
  if (sql->has_void_reason)
    add_text (params, miao_record_get_void_reason (record));
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const char *text = miao_record_get_at (record, i);
    MiaoType type = kind->fields[i].type;

    if (text != NULL &&
        (type == MIAO_TYPE_INTEGER || type == MIAO_TYPE_INSTANT || type == MIAO_TYPE_BOOLEAN))
      add_number (params, g_ascii_strtoll (text, NULL, 10));
    else
      add_text (params, text);
  }
  if (sql->sorted != NULL)
    add_text (params, sort);

  return params;
}

static gint64
write_row (MiaoStore *store,
           const char *statement,
           const MiaoRecord *record,
           const char *id,
           const char *by,
           gint64 now_ms,
           GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  const KindSql *sql = get_sql (kind);
  g_autofree char *sort = sql->sorted != NULL ? miao_person_dup_sort (record) : NULL;
  g_autoptr (GArray) params = bind_record (sql, record, id, by, now_ms, sort);
  g_autoptr (GPtrArray) texts = NULL;
  GError *local_error = NULL;
  gint64 n;

  if (miao_store_ciphers (store)) {
    texts = g_ptr_array_new_with_free_func (g_free);
    if (!close_texts (store, sql, record, params, texts, error))
      return -1;
  }
  n = miao_store_run (store, statement, (MiaoParam *) (gpointer) params->data, params->len,
                      &local_error);
  if (n < 0) {
    miao_store_explain (store, kind, &local_error);
    g_propagate_error (error, local_error);
  }

  return n;
}

gboolean
miao_store_insert (
    MiaoStore *store, MiaoRecord *record, const char *by, gint64 now_ms, GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  gboolean named = miao_record_get_id (record) != NULL;
  gboolean own, ok;

  g_return_val_if_fail (by != NULL && miao_record_get_version (record) == 0, FALSE);

  if (!miao_record_check (record, FALSE, NULL, error) || !miao_store_join (store, &own, error))
    return FALSE;
  if (!named) {
    g_autofree char *id = miao_id_new ();

    miao_record_set_id (record, id);
  }
  ok = write_row (store, get_sql (kind)->insert, record, miao_record_get_id (record), by, now_ms,
                  error) >= 0 &&
       miao_person_index (store, NULL, record, error);
  if (ok)
    miao_store_note (store, kind->name, miao_record_get_id (record));
  if (!miao_store_leave (store, own, ok, error)) {
    if (!named)
      miao_record_set_id (record, NULL);
    return FALSE;
  }
  miao_record_set_version (record, 1);
  miao_record_set_stamp (record, now_ms, by, now_ms, by);

  return TRUE;
}

/* The row was not there under this version: is it gone, or did somebody save first? */
static gboolean
refuse_stale (MiaoStore *store, const MiaoRecord *record, GError **error)
{
  g_autoptr (MiaoRecord) now =
      miao_store_load (store, miao_record_get_kind (record), miao_record_get_id (record), error);

  if (now == NULL)
    return FALSE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
               miao_pick ("“%s”已被他人先行保存，您的更改未写入。请重新载入后再改。",
                          "“%s” was saved by somebody else first; your changes were not written. "
                          "Please load it again."),
               miao_kind_label (miao_record_get_kind (record)));

  return FALSE;
}

gboolean
miao_store_update (
    MiaoStore *store, MiaoRecord *record, const char *by, gint64 now_ms, GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  g_autoptr (MiaoRecord) before = NULL;
  gboolean own, ok = TRUE;
  gint64 n;

  g_return_val_if_fail (by != NULL && miao_record_get_id (record) != NULL, FALSE);
  g_return_val_if_fail (miao_record_get_version (record) > 0, FALSE);

  if (!miao_record_check (record, FALSE, NULL, error) || !miao_store_join (store, &own, error))
    return FALSE;
  if (miao_schema_is_searchable (kind)) {
    before = miao_store_load (store, kind, miao_record_get_id (record), error);
    ok = before != NULL;
  }
  if (ok) {
    n = write_row (store, get_sql (kind)->update, record, miao_record_get_id (record), by, now_ms,
                   error);
    ok = n > 0 || (n == 0 && refuse_stale (store, record, error));
  }
  ok = ok && (before == NULL || miao_person_index (store, before, record, error));
  if (ok)
    miao_store_note (store, kind->name, miao_record_get_id (record));
  if (!miao_store_leave (store, own, ok, error))
    return FALSE;
  miao_record_set_version (record, miao_record_get_version (record) + 1);
  miao_record_set_stamp (record, miao_record_get_created_at (record),
                         miao_record_get_created_by (record), now_ms, by);

  return TRUE;
}

MiaoRecord *
miao_store_load (MiaoStore *store, const MiaoKind *kind, const char *id, GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  g_return_val_if_fail (kind != NULL, NULL);

  rows = miao_rows_query (store, error, get_sql (kind)->load, "s", id);
  more = rows != NULL ? miao_rows_next (rows, error) : -1;
  if (more > 0)
    return miao_store_read (store, kind, rows, error);
  if (more == 0)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("找不到这条“%s”记录。", "There is no such record of “%s”."),
                 miao_kind_label (kind));

  return NULL;
}

static MiaoRows *
run_query (MiaoStore *store, const MiaoQuery *query, const char *what, GError **error)
{
  g_autoptr (MiaoSql) sql = miao_sql_new (store);

  g_string_append_printf (sql->sql, "SELECT %s FROM \"%s\"", what,
                          miao_query_get_kind (query)->name);
  miao_query_append_where (query, sql, FALSE);
  miao_query_append_order (query, sql);

  return miao_sql_query (sql, store, error);
}

gboolean
miao_store_each (
    MiaoStore *store, const MiaoQuery *query, MiaoStoreEachFunc each, gpointer data, GError **error)
{
  const MiaoKind *kind = miao_query_get_kind (query);
  g_autoptr (MiaoRows) rows = run_query (store, query, miao_store_columns (kind), error);
  int more;

  if (rows == NULL)
    return FALSE;
  while ((more = miao_rows_next (rows, error)) > 0) {
    g_autoptr (MiaoRecord) record = miao_store_read (store, kind, rows, error);

    if (record == NULL || !each (record, data, error))
      return FALSE;
  }

  return more == 0;
}

gboolean
miao_store_each_text (MiaoStore *store,
                      const MiaoKind *kind,
                      const char *name,
                      MiaoStoreTextFunc each,
                      gpointer data,
                      GError **error)
{
  const MiaoField *field = miao_kind_field (kind, name);
  g_autofree char *sql = NULL;
  g_autoptr (MiaoRows) rows = NULL;
  gboolean closed;
  int more;

  g_return_val_if_fail (field != NULL, FALSE);

  closed = miao_store_ciphers (store) && miao_field_is_ciphered (field);
  sql = g_strdup_printf ("SELECT \"%s\"%s FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY \"%s\"",
                         name, closed ? ", id" : "", kind->name, name, name);
  rows = miao_rows_query (store, error, sql, "");
  if (rows == NULL)
    return FALSE;
  while ((more = miao_rows_next (rows, error)) > 0) {
    const char *text = miao_rows_text (rows, 0);
    g_autofree char *opened = NULL;

    if (closed) {
      opened = miao_store_dup_opened (store, kind->name, name, miao_field_is_marked (field),
                                      miao_rows_text (rows, 1), text, error);
      if (opened == NULL)
        return FALSE;
    }
    each (opened != NULL ? opened : text, data);
  }

  return more == 0;
}

static gboolean
add_record (MiaoRecord *record, gpointer data, GError **error)
{
  g_ptr_array_add (data, miao_record_ref (record));

  return TRUE;
}

GPtrArray *
miao_store_select (MiaoStore *store, const MiaoQuery *query, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  if (!miao_store_each (store, query, add_record, records, error))
    return NULL;

  return g_steal_pointer (&records);
}

MiaoRecord *
miao_store_first (MiaoStore *store, const MiaoQuery *query, GError **error)
{
  g_autoptr (MiaoQuery) one = miao_query_copy (query);
  g_autoptr (GPtrArray) records = NULL;

  miao_query_limit (one, 1);
  records = miao_store_select (store, one, error);
  if (records == NULL || records->len == 0)
    return NULL;

  return miao_record_ref (g_ptr_array_index (records, 0));
}

gboolean
miao_store_find_first (MiaoStore *store, const MiaoQuery *query, MiaoRecord **ret, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *ret = miao_store_first (store, query, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

gint64
miao_store_count (MiaoStore *store, const MiaoQuery *query, GError **error)
{
  g_autoptr (MiaoSql) sql = miao_sql_new (store);
  g_autoptr (MiaoRows) rows = NULL;

  g_string_append_printf (sql->sql, "SELECT count(*) FROM \"%s\"",
                          miao_query_get_kind (query)->name);
  miao_query_append_where (query, sql, FALSE);
  rows = miao_sql_query (sql, store, error);
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return -1;

  return miao_rows_int (rows, 0);
}

GHashTable *
miao_store_tally (MiaoStore *store, const MiaoQuery *query, const char *field, GError **error)
{
  const MiaoKind *kind = miao_query_get_kind (query);
  g_autoptr (GHashTable) tally = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (MiaoSql) sql = miao_sql_new (store);
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  g_return_val_if_fail (miao_kind_index (kind, field) >= 0, NULL);

  g_string_append_printf (sql->sql, "SELECT \"%s\", count(*) FROM \"%s\"", field, kind->name);
  miao_query_append_where (query, sql, FALSE);
  g_string_append_printf (sql->sql, " GROUP BY \"%s\"", field);
  rows = miao_sql_query (sql, store, error);
  if (rows == NULL)
    return NULL;
  while ((more = miao_rows_next (rows, error)) > 0) {
    const char *value = miao_rows_text (rows, 0);
    gint64 *count = g_new (gint64, 1);

    *count = miao_rows_int (rows, 1);
    g_hash_table_insert (tally, g_strdup (value != NULL ? value : ""), count);
  }

  return more == 0 ? g_steal_pointer (&tally) : NULL;
}
