#include "config.h"

#include "miao-archive.h"

#include "miao-attachments.h"
#include "miao-audit.h"
#include "miao-codes.h"
#include "miao-csv.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-output.h"
#include "miao-secret.h"
#include "miao-store.h"
#include "miao-volume.h"

#include <string.h>

/* A closed volume as a package that stands for itself. */

typedef struct {
  MiaoSession *session;
  MiaoRecord *record;
  GPtrArray *items;     /* MiaoRecord of the kind archive_item */
  GPtrArray *texts;     /* keeps what the volume points at */
  MiaoVolumeItem *list; /* one for each of @items */
  MiaoVolume volume;
} Package;

static void
package_clear (Package *package)
{
  g_clear_pointer (&package->record, miao_record_unref);
  g_clear_pointer (&package->items, g_ptr_array_unref);
  g_clear_pointer (&package->texts, g_ptr_array_unref);
  g_clear_pointer (&package->list, g_free);
  g_clear_pointer (&package->volume.audit, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

static const char *
keep (Package *package, char *text)
{
  g_ptr_array_add (package->texts, text);

  return text;
}

static const char *
text_of (const MiaoRecord *record, const char *field)
{
  const char *text = miao_record_get (record, field);

  return text != NULL ? text : "";
}

static const char *
code_of (const MiaoRecord *record, const char *field, const char *table)
{
  return miao_codes_name (table, miao_record_get (record, field), MIAO_LANGUAGE_ZH);
}

static const char *
person_of (Package *package, const char *field)
{
  const char *id = miao_record_get (package->record, field);
  g_autoptr (MiaoRecord) staff = NULL;

  if (id != NULL)
    staff = miao_store_load (miao_session_get_store (package->session), miao_kind_find ("staff"),
                             id, NULL);

  return keep (package, g_strdup (staff != NULL ? text_of (staff, "name") : ""));
}

static gboolean
load (Package *package, const char *volume_id, GError **error)
{
  MiaoStore *store = miao_session_get_store (package->session);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_item"));

  package->record = miao_store_load (store, miao_kind_find ("archive_volume"), volume_id, error);
  if (package->record == NULL)
    return FALSE;
  miao_query_where (query, "volume", MIAO_OP_EQ, volume_id);
  miao_query_order (query, "item_no", FALSE);
  package->items = miao_store_select (store, query, error);

  return package->items != NULL;
}

/* Endings by format: the names inside a package are our own. */
static const char *
ending_of (const char *media_type)
{
  static const struct {
    const char *media_type;
    const char *ending;
  } endings[] = { { "application/pdf", "pdf" }, { "image/jpeg", "jpg" }, { "image/png", "png" },
                  { "image/tiff", "tif" },      { "text/plain", "txt" }, { "text/csv", "csv" },
                  { "application/xml", "xml" }, { "audio/mpeg", "mp3" }, { "video/mp4", "mp4" } };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (endings[i].media_type, media_type))
      return endings[i].ending;

  return "bin";
}

static guint
number_of_item (const Package *package, const char *id)
{
  for (guint i = 0; id != NULL && i < package->items->len; i++)
    if (g_strcmp0 (miao_record_get_id (package->items->pdata[i]), id) == 0)
      return (guint) miao_record_get_int (package->items->pdata[i], "item_no", 0);

  return 0;
}

static gboolean
describe_item (Package *package, guint index, GError **error)
{
  MiaoRecord *record = package->items->pdata[index];
  MiaoVolumeItem *item = &package->list[index];
  g_autoptr (MiaoRecord) document =
      miao_store_load (miao_session_get_store (package->session), miao_kind_find ("document"),
                       miao_record_get (record, "document"), error);

  if (document == NULL)
    return FALSE;
  item->sealed.item = (MiaoSealItem){
    .volume = text_of (package->record, "archival_code"),
    .number = (guint) miao_record_get_int (record, "item_no", 0),
    .title = text_of (record, "title"),
    .date = text_of (record, "doc_date"),
    .sealed_at = miao_record_get_int (record, "sealed_at", 0),
    .sealed_by = text_of (record, "sealed_by"),
  };
  (void) miao_digest_parse (text_of (record, "sha256"), item->sealed.item.digest.sha256);
  (void) miao_digest_parse (text_of (record, "sm3"), item->sealed.item.digest.sm3);
  (void) miao_digest_parse (text_of (record, "key_id"), item->sealed.public_key);
  item->sealed.chain = text_of (record, "chain_hash");
  item->sealed.signature = text_of (record, "signature");
  item->section = code_of (record, "section", "archive_section");
  item->responsible = text_of (record, "responsible");
  item->document_no = miao_record_get (record, "doc_no");
  item->pages = (guint) miao_record_get_int (record, "pages", 0);
  item->sensitivity = code_of (record, "sensitivity", "sensitivity");
  item->supersedes = number_of_item (package, miao_record_get (record, "supersedes"));
  item->remark = miao_record_get (record, "remark");
  item->media_type = keep (package, g_strdup (text_of (document, "mime")));
  item->bytes = (guint64) miao_record_get_int (record, "bytes", 0);
  item->file = keep (package, g_strdup_printf ("items/%04u.%s", item->sealed.item.number,
                                               ending_of (item->media_type)));

  return TRUE;
}

/* The seal that closing the volume left, as miao_archive_sign_volume() wrote it. */
static gboolean
describe_seal (Package *package, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *seal = NULL;
  MiaoVolume *volume = &package->volume;

  if (miao_record_has (package->record, "seal"))
    node = json_from_string (miao_record_get (package->record, "seal"), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    seal = json_node_get_object (node);
  if (seal == NULL ||
      !miao_digest_parse (json_object_get_string_member_with_default (seal, "public_key", ""),
                          volume->public_key)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("案卷还没有归档封存。请先办理“案卷归档”，再导出电子档案包。",
                                    "The volume is not closed yet. Close it first, then package "
                                    "it."));
    return FALSE;
  }
  volume->seal_signature =
      keep (package, g_strdup (json_object_get_string_member_with_default (seal, "signature", "")));
  volume->seal = (MiaoSealVolume){
    .volume = text_of (package->record, "archival_code"),
    .n_items = (guint) miao_record_get_int (package->record, "items_n", 0),
    .head = text_of (package->record, "chain_hash"),
    .sealed_at = miao_record_get_int (package->record, "sealed_at", 0),
    .sealed_by = text_of (package->record, "sealed_by"),
  };

  return TRUE;
}

static gboolean
append_audit (const MiaoAuditRow *row, gpointer data, GError **error)
{
  GString *csv = data;
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (row->at_ms / 1000);
  g_autofree char *text = g_date_time_format_iso8601 (at);

  g_string_append_printf (csv, "%" G_GINT64_FORMAT ",", row->seq);
  miao_csv_append (csv, text);
  g_string_append_c (csv, ',');
  miao_csv_append (csv, row->who);
  g_string_append_c (csv, ',');
  miao_csv_append (csv, row->action);
  g_string_append (csv, "\r\n");

  return TRUE;
}

static gboolean
describe (Package *package, GError **error)
{
  g_autoptr (GString) csv = g_string_new ("seq,at,who,action\r\n");
  g_autoptr (MiaoRecord) institution = NULL;
  MiaoStore *store = miao_session_get_store (package->session);
  MiaoVolume *volume = &package->volume;
  const MiaoRecord *record = package->record;

  if (!describe_seal (package, error))
    return FALSE;
  institution = miao_facts_institution (store, error);
  if (institution == NULL || !miao_store_audit_each (store, 1, miao_record_get_id (record), NULL,
                                                     FALSE, 0, append_audit, csv, error))
    return FALSE;
  volume->audit = g_bytes_new (csv->str, csv->len);
  volume->institution =
      keep (package, g_strdup (institution != NULL ? text_of (institution, "name") : ""));
  volume->fonds_no = text_of (record, "fonds_no");
  volume->title = text_of (record, "title");
  volume->year_from = (guint) miao_record_get_int (record, "year_from", 0);
  volume->year_to = (guint) miao_record_get_int (record, "year_to", 0);
  volume->retention = code_of (record, "retention", "retention");
  volume->arranged_by = person_of (package, "made_by");
  volume->checked_by = person_of (package, "checked_by");
  volume->practice = miao_session_is_practice (package->session);
  package->list = g_new0 (MiaoVolumeItem, package->items->len);
  volume->items = package->list;
  volume->n_items = package->items->len;
  for (guint i = 0; i < package->items->len; i++)
    if (!describe_item (package, i, error))
      return FALSE;

  return TRUE;
}

static GInputStream *
open_item (const MiaoVolumeItem *item, gpointer data, GError **error)
{
  Package *package = data;
  MiaoRecord *record = package->items->pdata[item - package->list];
  g_autoptr (GBytes) bytes = miao_attachments_read (miao_session_get_attachments (package->session),
                                                    miao_record_get (record, "document"),
                                                    miao_record_get (record, "sha256"), error);

  return bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
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
write_package (Package *package, const char *path, GCancellable *cancellable, GError **error)
{
  guint8 public_key[MIAO_SEAL_PUBLIC_SIZE];
  guint8 *secret = miao_session_dup_sign_key (package->session, public_key);
  gboolean written;

  if (secret == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("会话已锁定，请解锁后重试。",
                                    "The session is locked. Unlock it and try again."));
    return FALSE;
  }
  written = miao_volume_write (&package->volume, path, format_of (path),
                               miao_session_now_ms (package->session), open_item, package, secret,
                               cancellable, error);
  miao_secret_free (secret);

  return written;
}

gboolean
miao_archive_package (MiaoSession *session,
                      const char *volume_id,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Package)
      package = { .session = session, .texts = g_ptr_array_new_with_free_func (g_free) };
  g_auto (MiaoArchiveReport) report = { 0 };
  g_autoptr (JsonObject) detail = json_object_new ();
  gint64 number;

  if (!miao_session_require (session, MIAO_MAY_ARCHIVE_PACKAGE, error) ||
      !load (&package, volume_id, error) ||
      !miao_archive_verify_volume (session, package.record, &report, error))
    return FALSE;
  if (report.problem != NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT, report.problem);
    return FALSE;
  }
  json_object_set_string_member (detail, "document", "package");
  json_object_set_int_member (detail, "items", package.items->len);
  /* Its line goes with the package: who took it out, when, under which number. */
  number = miao_output_begin (session, "export", "archive_volume", volume_id, detail, error);
  if (number == 0)
    return FALSE;
  if (describe (&package, error) && write_package (&package, path, cancellable, error))
    return TRUE;
  (void) miao_output_cancel (session, number, NULL);

  return FALSE;
}
