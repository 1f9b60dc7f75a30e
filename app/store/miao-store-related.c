/* What belongs to several records at once, in one statement and without what nobody asks for. */
#include "config.h"

#include "miao-query-private.h"
#include "miao-store-cipher.h"

#include <string.h>

static gboolean
read_field (MiaoStore *store, MiaoRecord *record, guint index, const char *text, GError **error)
{
  const MiaoField *field = &miao_record_get_kind (record)->fields[index];
  g_autofree char *opened = NULL;

  if (text != NULL && miao_store_ciphers (store) && miao_field_is_ciphered (field)) {
    text = opened = miao_store_dup_opened (store, miao_record_get_kind (record)->name, field->name,
                                           miao_field_is_marked (field),
                                           miao_record_get_id (record), text, error);
    if (opened == NULL)
      return FALSE;
  }
  miao_record_set_at (record, index, text);

  return TRUE;
}

/* Columns before the fields. */
#define FIRST_FIELD 3

static MiaoRecord *
read_row (
    MiaoStore *store, const MiaoKind *kind, const GArray *indices, MiaoRows *rows, GError **error)
{
  g_autoptr (MiaoRecord) record = miao_record_new (kind);

  miao_record_set_id (record, miao_rows_text (rows, 0));
  miao_record_set_stamp (record, miao_rows_int (rows, 1), miao_rows_text (rows, 2), 0, NULL);
  for (guint i = 0; i < indices->len; i++)
    if (!read_field (store, record, g_array_index (indices, guint, i),
                     miao_rows_text (rows, FIRST_FIELD + i), error))
      return NULL;

  return g_steal_pointer (&record);
}

GPtrArray *
miao_store_select_fields (MiaoStore *store,
                          const MiaoQuery *query,
                          const char *const *fields,
                          GError **error)
{
  const MiaoKind *kind = miao_query_get_kind (query);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (MiaoSql) sql = miao_sql_new (store);
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  g_string_append (sql->sql, "SELECT id, created_at, created_by");
  for (guint i = 0; fields[i] != NULL; i++) {
    const int index = miao_kind_index (kind, fields[i]);

    g_return_val_if_fail (index >= 0, NULL);
    g_array_append_val (indices, index);
    g_string_append_printf (sql->sql, ", \"%s\"", fields[i]);
  }
  g_string_append_printf (sql->sql, " FROM \"%s\"", kind->name);
  miao_query_append_where (query, sql, FALSE);
  miao_query_append_order (query, sql);
  rows = miao_sql_query (sql, store, error);
  if (rows == NULL)
    return NULL;
  while ((more = miao_rows_next (rows, error)) > 0) {
    MiaoRecord *record = read_row (store, kind, indices, rows, error);

    if (record == NULL)
      return NULL;
    g_ptr_array_add (records, record);
  }

  return more == 0 ? g_steal_pointer (&records) : NULL;
}

/* The engine finds the end of each one's stretch in an index on (@ref, @field), however long. */
GHashTable *
miao_store_greatest (MiaoStore *store,
                     const MiaoKind *kind,
                     const char *ref,
                     const char *field,
                     GPtrArray *ids,
                     GError **error)
{
  const MiaoField *owner = miao_kind_field (kind, ref);
  g_autoptr (GHashTable) greatest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (MiaoSql) sql = miao_sql_new (store);
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  g_return_val_if_fail (owner != NULL && owner->table != NULL, NULL);
  g_return_val_if_fail (!miao_field_is_ciphered (miao_kind_field (kind, field)), NULL);

  if (ids->len == 0)
    return g_steal_pointer (&greatest);
  g_string_append_printf (sql->sql,
                          "SELECT o.id, (SELECT max (\"%s\") FROM \"%s\" WHERE \"%s\" = o.id) "
                          "FROM \"%s\" o WHERE o.id IN (",
                          field, kind->name, ref, owner->table);
  for (guint i = 0; i < ids->len; i++) {
    if (i > 0)
      g_string_append (sql->sql, ", ");
    miao_sql_text (sql, g_ptr_array_index (ids, i));
  }
  g_string_append_c (sql->sql, ')');
  rows = miao_sql_query (sql, store, error);
  if (rows == NULL)
    return NULL;
  while ((more = miao_rows_next (rows, error)) > 0) {
    const char *text = miao_rows_text (rows, 1);

    if (text != NULL)
      g_hash_table_insert (greatest, g_strdup (miao_rows_text (rows, 0)), g_strdup (text));
  }

  return more == 0 ? g_steal_pointer (&greatest) : NULL;
}
