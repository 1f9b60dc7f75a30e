#include "config.h"

#include "miao-store-tables.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-store-cipher.h"
#include "miao-store-private.h"

/* Settings, drafts and thumbnails. */

char *
miao_store_setting_get (MiaoStore *store, const char *key, MiaoDate on, GError **error)
{
  g_autofree char *day = on != MIAO_DATE_NONE ? miao_date_dup (on) : g_strdup ("9999-12-31");
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error,
                       "SELECT value FROM setting WHERE name = $1 AND valid_from <= $2 "
                       "ORDER BY valid_from DESC LIMIT 1",
                       "ss", key, day);

  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return NULL;
  if (miao_store_ciphers (store) && miao_store_is_secret_setting (key))
    return miao_store_dup_opened (store, "setting", "value", FALSE, key, miao_rows_text (rows, 0),
                                  error);

  return g_strdup (miao_rows_text (rows, 0));
}

void
miao_store_setting_free (MiaoStoreSetting *setting)
{
  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

GPtrArray *
miao_store_settings (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_store_setting_free);
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error, "SELECT name, value, valid_from FROM setting ORDER BY name, valid_from", "");
  int more = -1;

  while (rows != NULL && (more = miao_rows_next (rows, error)) > 0) {
    MiaoStoreSetting *setting = g_new (MiaoStoreSetting, 1);

    setting->key = g_strdup (miao_rows_text (rows, 0));
    setting->value = g_strdup (miao_rows_text (rows, 1));
    setting->from = miao_date_parse (miao_rows_text (rows, 2));
    g_ptr_array_add (found, setting);
  }

  return more == 0 ? g_steal_pointer (&found) : NULL;
}

/* A single statement in a transaction of the caller's or its own. */
static gboolean
write_one (MiaoStore *store, gboolean own, gint64 n, GError *failure, GError **error)
{
  if (n >= 0)
    return miao_store_leave (store, own, TRUE, error);
  miao_store_explain (store, NULL, &failure);
  g_propagate_error (error, failure);

  return miao_store_leave (store, own, FALSE, NULL);
}

gboolean
miao_store_setting_set (MiaoStore *store,
                        const char *key,
                        const char *value,
                        MiaoDate valid_from,
                        const char *by,
                        gint64 now_ms,
                        GError **error)
{
  g_autofree char *day = miao_date_dup (valid_from);
  g_autofree char *closed = NULL;
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  g_return_val_if_fail (value != NULL && by != NULL, FALSE);

  if (miao_store_ciphers (store) && miao_store_is_secret_setting (key)) {
    value = closed = miao_store_dup_closed (store, "setting", "value", FALSE, key, value, error);
    if (closed == NULL)
      return FALSE;
  }
  if (!miao_store_join (store, &own, error))
    return FALSE;
  n = miao_store_exec (store, &failure,
                       "INSERT INTO setting (name, valid_from, value, set_at, set_by) "
                       "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name, valid_from) DO UPDATE SET "
                       "value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by",
                       "sssis", key, day, value, now_ms, by);

  return write_one (store, own, n, failure, error);
}

void
miao_draft_free (MiaoDraft *draft)
{
  g_free (draft->kind);
  g_free (draft->record);
  g_free (draft->content);
  g_free (draft);
}

/* What stands for a draft's id. */
static char *
dup_draft_place (const char *who, const char *kind, const char *record)
{
  return g_strjoin ("\n", who, kind, record, NULL);
}

gboolean
miao_store_draft_put (MiaoStore *store,
                      const char *who,
                      const char *kind,
                      const char *record,
                      const char *content,
                      gint64 now_ms,
                      GError **error)
{
  g_autofree char *closed = NULL;
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  if (record == NULL)
    record = "";
  if (content != NULL && miao_store_ciphers (store)) {
    g_autofree char *place = dup_draft_place (who, kind, record);

    content = closed =
        miao_store_dup_closed (store, "draft", "content", FALSE, place, content, error);
    if (closed == NULL)
      return FALSE;
  }
  if (!miao_store_join (store, &own, error))
    return FALSE;
  if (content != NULL)
    n = miao_store_exec (
        store, &failure,
        "INSERT INTO draft (who, kind, record, content, typed_at) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (who, kind, record) DO UPDATE SET content = excluded.content, "
        "typed_at = excluded.typed_at",
        "ssssi", who, kind, record, content, now_ms);
  else
    n = miao_store_exec (store, &failure,
                         "DELETE FROM draft WHERE who = $1 AND kind = $2 AND record = $3", "sss",
                         who, kind, record);

  return write_one (store, own, n, failure, error);
}

GPtrArray *
miao_store_draft_list (MiaoStore *store, const char *who, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_draft_free);
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error,
                       "SELECT kind, record, content, typed_at FROM draft WHERE who = $1 "
                       "ORDER BY typed_at DESC, kind, record",
                       "s", who);
  int more = rows != NULL ? 1 : -1;

  while (more > 0 && (more = miao_rows_next (rows, error)) > 0) {
    g_autoptr (MiaoDraft) draft = g_new0 (MiaoDraft, 1);

    draft->kind = g_strdup (miao_rows_text (rows, 0));
    draft->record = g_strdup (miao_rows_text (rows, 1));
    draft->at_ms = miao_rows_int (rows, 3);
    if (miao_store_ciphers (store)) {
      g_autofree char *place = dup_draft_place (who, draft->kind, draft->record);

      draft->content = miao_store_dup_opened (store, "draft", "content", FALSE, place,
                                              miao_rows_text (rows, 2), error);
    } else {
      draft->content = g_strdup (miao_rows_text (rows, 2));
    }
    if (draft->content == NULL)
      return NULL;
    g_ptr_array_add (drafts, g_steal_pointer (&draft));
  }

  return more == 0 ? g_steal_pointer (&drafts) : NULL;
}

gboolean
miao_store_thumbnail_put (MiaoStore *store, const char *document, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) closed = NULL;
  GError *failure = NULL;
  gconstpointer data = NULL;
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  gboolean own;
  gint64 n;

  if (size > MIAO_THUMBNAIL_MAX_BYTES) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                         miao_pick ("缩略图太大。", "The thumbnail is too large."));
    return FALSE;
  }
  if (size > 0 && miao_store_ciphers (store)) {
    bytes = closed = miao_store_close_bytes (store, "thumbnail", "bytes", document, bytes, error);
    if (closed == NULL)
      return FALSE;
  }
  if (size > 0)
    data = g_bytes_get_data (bytes, &size);
  if (!miao_store_join (store, &own, error))
    return FALSE;
  if (size > 0)
    n = miao_store_exec (store, &failure,
                         "INSERT INTO thumbnail (document, bytes) VALUES ($1, $2) "
                         "ON CONFLICT (document) DO UPDATE SET bytes = excluded.bytes",
                         "sb", document, data, size);
  else
    n = miao_store_exec (store, &failure, "DELETE FROM thumbnail WHERE document = $1", "s",
                         document);

  return write_one (store, own, n, failure, error);
}

GBytes *
miao_store_thumbnail_get (MiaoStore *store, const char *document, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error, "SELECT bytes FROM thumbnail WHERE document = $1", "s", document);
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return NULL;
  data = miao_rows_blob (rows, 0, &size);
  bytes = g_bytes_new (data, size);

  return miao_store_ciphers (store)
             ? miao_store_open_bytes (store, "thumbnail", "bytes", document, bytes, error)
             : g_steal_pointer (&bytes);
}
