#include "config.h"

#include "miao-archive.h"

#include "miao-attachments.h"
#include "miao-audit.h"
#include "miao-bag.h"
#include "miao-digest.h"
#include "miao-error.h"
#include "miao-facts.h"
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

/* ---- package ---- */

static void
append_element (GString *xml, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append_printf (xml, "    <%s>%s</%s>\n", name, escaped, name);
}

static char *
catalogue (const MiaoRecord *volume, GPtrArray *items)
{
  static const char *fields[] = { "item_no", "section",   "title",    "responsible", "doc_date",
                                  "pages",   "sha256",    "sm3",      "chain_hash",  "signature",
                                  "key_id",  "sealed_at", "sealed_by" };
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autofree char *title = g_markup_escape_text (miao_record_get (volume, "title"), -1);

  g_string_append_printf (xml,
                          "<volume xmlns=\"urn:miaopu:volume:1\" code=\"%s\" retention=\"%s\">\n"
                          "  <title>%s</title>\n",
                          miao_record_get (volume, "archival_code"),
                          miao_record_get (volume, "retention"), title);
  for (guint i = 0; i < items->len; i++) {
    MiaoRecord *item = g_ptr_array_index (items, i);

    g_string_append_printf (xml, "  <item file=\"items/%04d.pdf\">\n",
                            (int) miao_record_get_int (item, "item_no", 0));
    for (gsize f = 0; f < G_N_ELEMENTS (fields); f++)
      append_element (xml, fields[f], miao_record_get (item, fields[f]));
    g_string_append (xml, "  </item>\n");
  }
  g_string_append (xml, "</volume>\n");

  return g_string_free (g_steal_pointer (&xml), FALSE);
}

static const char readme[] =
    "本包是一卷儿童个人成长档案，按 BagIt 1.0（RFC 8493）封装。\n"
    "\n"
    "data/volume.xml   卷内目录：件号、题名、日期、页数、SHA-256、SM3、链值、签名\n"
    "data/items/       各件文件（PDF/A）\n"
    "data/audit.csv    本卷的操作记录\n"
    "manifest-sha256.txt、manifest-sm3.txt  各文件的摘要\n"
    "\n"
    "校验文件是否完整：在本文件夹中运行 sha256sum -c manifest-sha256.txt\n"
    "每件的链值是封存声明的 SHA-256；签名算法为 Ed25519（RFC 8032），公钥见目录中的 key_id。\n"
    "文件涉及未成年人隐私，只限依法利用，不得外传。\n";

static gboolean
append_audit (const MiaoAuditRow *row, gpointer data, GError **error)
{
  GString *csv = data;
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (row->at_ms / 1000);
  g_autofree char *text = g_date_time_format_iso8601 (at);

  g_string_append_printf (csv, "%" G_GINT64_FORMAT ",%s,%s,%s\r\n", row->seq, text, row->who,
                          row->action);

  return TRUE;
}

static gboolean
add_contents (
    MiaoSession *session, MiaoBag *bag, const MiaoRecord *volume, GPtrArray *items, GError **error)
{
  g_autofree char *xml = catalogue (volume, items);
  g_autoptr (GBytes) xml_bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GString) csv = g_string_new ("seq,at,who,action\r\n");
  g_autoptr (GBytes) csv_bytes = NULL;

  for (guint i = 0; i < items->len; i++) {
    MiaoRecord *item = g_ptr_array_index (items, i);
    g_autoptr (GBytes) bytes = read_item (session, item, error);
    g_autofree char *name =
        g_strdup_printf ("items/%04d.pdf", (int) miao_record_get_int (item, "item_no", 0));

    if (bytes == NULL || !miao_bag_add_bytes (bag, name, bytes, error))
      return FALSE;
  }
  if (!miao_store_audit_each (miao_session_get_store (session), 1, miao_record_get_id (volume),
                              NULL, FALSE, 0, append_audit, csv, error))
    return FALSE;
  csv_bytes = g_bytes_new (csv->str, csv->len);

  return miao_bag_add_bytes (bag, "volume.xml", xml_bytes, error) &&
         miao_bag_add_bytes (bag, "audit.csv", csv_bytes, error);
}

static MiaoBagFormat
format_of (const char *path)
{
  if (g_str_has_suffix (path, ".zip"))
    return MIAO_BAG_ZIP;
  if (g_str_has_suffix (path, ".tar"))
    return MIAO_BAG_TAR;

  return MIAO_BAG_FOLDER;
}

static gboolean
finish_bag (MiaoSession *session, MiaoBag *bag, const MiaoRecord *volume, GError **error)
{
  g_autofree char *manifest = miao_bag_close_payload (bag, error);
  g_autofree char *signature = NULL, *key = NULL, *seal = NULL;
  g_autoptr (GBytes) seal_bytes = NULL, readme_bytes = NULL;
  g_autoptr (MiaoRecord) institution = NULL;

  if (manifest == NULL)
    return FALSE;
  signature = sign (session, manifest, &key, error);
  if (signature == NULL)
    return FALSE;
  seal = g_strdup_printf ("ed25519 %s\n%s\n", key, signature);
  seal_bytes = g_bytes_new (seal, strlen (seal));
  readme_bytes = g_bytes_new_static (readme, sizeof readme - 1);
  institution = miao_facts_institution (miao_session_get_store (session), NULL);

  return miao_bag_add_tag (bag, "seal.sig", seal_bytes, error) &&
         miao_bag_add_tag (bag, "README.txt", readme_bytes, error) &&
         miao_bag_finish (bag, institution != NULL ? miao_record_get (institution, "name") : "",
                          miao_record_get (volume, "archival_code"), "儿童个人成长档案", error);
}

gboolean
miao_archive_package (MiaoSession *session,
                      const char *volume_id,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MiaoRecord) volume = NULL;
  g_auto (MiaoArchiveReport) report = { 0 };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (MiaoBag) bag = NULL;
  g_autoptr (JsonObject) detail = json_object_new ();

  if (!miao_session_require (session, MIAO_MAY_ARCHIVE_PACKAGE, error))
    return FALSE;
  volume = miao_store_load (miao_session_get_store (session), miao_kind_find ("archive_volume"),
                            volume_id, error);
  if (volume == NULL || !miao_archive_verify_volume (session, volume, &report, error))
    return FALSE;
  if (report.problem != NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT, report.problem);
    return FALSE;
  }
  items = load_items (session, volume, error);
  if (items == NULL)
    return FALSE;
  bag = miao_bag_new (path, format_of (path), miao_record_get (volume, "archival_code"),
                      miao_session_now_ms (session), error);
  if (bag == NULL || !add_contents (session, bag, volume, items, error) ||
      !finish_bag (session, bag, volume, error))
    return FALSE;
  json_object_set_int_member (detail, "items", items->len);

  return miao_audit_event (session, "package-volume", "archive_volume", volume_id, detail, error);
}
