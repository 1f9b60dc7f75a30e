#include "config.h"

#include "miao-archive.h"

#include "miao-attachments.h"
#include "miao-digest.h"
#include "miao-error.h"
#include "miao-store.h"

#include <string.h>

void
miao_archive_report_clear (MiaoArchiveReport *report)
{
  g_clear_pointer (&report->problem, g_free);
}

static char *
sign (MiaoSession *session, const char *statement, char **ret_public, GError **error)
{
  guint8 signature[MIAO_SESSION_SIGNATURE], public_key[MIAO_SESSION_SIGN_PUBLIC];
  g_autoptr (GString) hex = g_string_new (NULL);

  if (!miao_session_sign (session, statement, strlen (statement), signature, public_key, error))
    return NULL;
  for (gsize i = 0; i < sizeof public_key; i++)
    g_string_append_printf (hex, "%02x", public_key[i]);
  *ret_public = g_string_free (g_steal_pointer (&hex), FALSE);

  return g_base64_encode (signature, sizeof signature);
}

gboolean
miao_archive_sign_item (MiaoSession *session,
                        const MiaoSealItem *seal,
                        const char *previous,
                        MiaoRecord *item,
                        GError **error)
{
  g_autofree char *statement = miao_seal_dup_item_statement (seal, previous, error);
  g_autofree char *chain = NULL, *signature = NULL, *key = NULL;

  if (statement == NULL)
    return FALSE;
  signature = sign (session, statement, &key, error);
  if (signature == NULL)
    return FALSE;
  chain = miao_seal_dup_chain (statement);
  miao_record_set (item, "chain_hash", chain);
  miao_record_set (item, "signature", signature);
  /* The whole public key: whoever checks in thirty years has no list of our accounts. */
  miao_record_set (item, "key_id", key);

  return TRUE;
}

gboolean
miao_archive_sign_volume (MiaoSession *session, MiaoRecord *volume, gint64 now_ms, GError **error)
{
  MiaoSealVolume seal = {
    .volume = miao_record_get (volume, "archival_code"),
    .n_items = (guint) miao_record_get_int (volume, "items_n", 0),
    .head = miao_record_get (volume, "chain_hash"),
    .sealed_at = now_ms,
    .sealed_by = miao_session_get_name (session),
  };
  g_autofree char *statement = miao_seal_dup_volume_statement (&seal, error);
  g_autofree char *signature = NULL, *key = NULL, *text = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object;

  if (statement == NULL)
    return FALSE;
  signature = sign (session, statement, &key, error);
  if (signature == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "statement", statement);
  json_object_set_string_member (object, "signature", signature);
  json_object_set_string_member (object, "public_key", key);
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  miao_record_set (volume, "seal", text);
  miao_record_set_int (volume, "sealed_at", now_ms);
  miao_record_set (volume, "sealed_by", seal.sealed_by);

  return TRUE;
}

static GPtrArray *
load_items (MiaoSession *session, const MiaoRecord *volume, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_item"));

  miao_query_where (query, "volume", MIAO_OP_EQ, miao_record_get_id (volume));
  miao_query_order (query, "item_no", FALSE);

  return miao_store_select (miao_session_get_store (session), query, error);
}

/* The bytes of an item as they are now, or %NULL with words about what is wrong with them. */
static GBytes *
read_item (MiaoSession *session, const MiaoRecord *item, GError **error)
{
  return miao_attachments_read (miao_session_get_attachments (session),
                                miao_record_get (item, "document"),
                                miao_record_get (item, "sha256"), error);
}

static gboolean
parse_key (const char *hex, guint8 ret_key[MIAO_SEAL_PUBLIC_SIZE])
{
  return hex != NULL && miao_digest_parse (hex, ret_key);
}

/* One item against its digests, its place in the chain and its signature. */
static gboolean
check_item (const MiaoRecord *volume,
            const MiaoRecord *item,
            const char *previous,
            GBytes *bytes,
            GError **error)
{
  MiaoSealItem seal = {
    .volume = miao_record_get (volume, "archival_code"),
    .number = (guint) miao_record_get_int (item, "item_no", 0),
    .title = miao_record_get (item, "title"),
    .date = miao_record_has (item, "doc_date") ? miao_record_get (item, "doc_date") : "",
    .sealed_at = miao_record_get_int (item, "sealed_at", 0),
    .sealed_by = miao_record_get (item, "sealed_by"),
  };
  g_autofree char *statement = NULL, *chain = NULL;
  guint8 key[MIAO_SEAL_PUBLIC_SIZE];

  miao_digest_bytes (bytes, &seal.digest);
  statement = miao_seal_dup_item_statement (&seal, previous, error);
  if (statement == NULL)
    return FALSE;
  chain = miao_seal_dup_chain (statement);
  if (!miao_record_is (item, "chain_hash", chain) ||
      !parse_key (miao_record_get (item, "key_id"), key) ||
      !miao_seal_verify (statement, miao_record_get (item, "signature"), key)) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
        miao_pick ("第 %u 件“%s”与封存时不一致：链值或签名不符。",
                   "Item %u “%s” is not as it was sealed: chain value or signature differ."),
        seal.number, seal.title);
    return FALSE;
  }

  return TRUE;
}

gboolean
miao_archive_verify_volume (MiaoSession *session,
                            const MiaoRecord *volume,
                            MiaoArchiveReport *ret_report,
                            GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  const char *previous = NULL;

  if (!miao_session_require (session, MIAO_MAY_ARCHIVE_VERIFY, error) ||
      (items = load_items (session, volume, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < items->len && ret_report->problem == NULL; i++) {
    MiaoRecord *item = g_ptr_array_index (items, i);
    g_autoptr (GError) problem = NULL;
    g_autoptr (GBytes) bytes = read_item (session, item, &problem);

    ret_report->items++;
    if (bytes == NULL || !check_item (volume, item, previous, bytes, &problem)) {
      ret_report->bad_item = (guint) miao_record_get_int (item, "item_no", 0);
      ret_report->problem = g_strdup_printf (miao_pick ("第 %u 件：%s", "Item %u: %s"),
                                             ret_report->bad_item, problem->message);
    }
    previous = miao_record_get (item, "chain_hash");
  }
  if (ret_report->problem == NULL &&
      (g_strcmp0 (previous, miao_record_get (volume, "chain_hash")) != 0 ||
       items->len != (guint) miao_record_get_int (volume, "items_n", 0)))
    ret_report->problem = g_strdup (
        miao_pick ("案卷登记的件数或链值与卷内文件不符。",
                   "The volume's number of items or chain value does not fit what is in it."));

  return TRUE;
}
