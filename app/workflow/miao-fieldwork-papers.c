/* Photos and scans that were added away from the office. */
#include "config.h"

#include "miao-attachments.h"
#include "miao-error.h"
#include "miao-fieldwork.h"
#include "miao-id.h"
#include "miao-media.h"

/* --- into the package --- */

static JsonObject *
pack_paper (MiaoCall *call, const MiaoRecord *document, GError **error)
{
  g_autoptr (GBytes) bytes = miao_attachments_read (miao_session_get_attachments (call->session),
                                                    miao_record_get_id (document),
                                                    miao_record_get (document, "sha256"), error);
  g_autofree char *content = NULL;
  JsonObject *object;
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  content = g_base64_encode (data, size);
  object = json_object_new ();
  json_object_set_string_member (object, "id", miao_record_get_id (document));
  json_object_set_string_member (object, "name", miao_record_get (document, "name"));
  json_object_set_string_member (object, "title", miao_record_get (document, "title"));
  json_object_set_string_member (object, "content", content);

  return object;
}

JsonArray *
miao_fieldwork_pack_papers (MiaoCall *call, const char *evaluation, GError **error)
{
  g_autoptr (GPtrArray) documents = miao_call_all (call, "document", "owner_id", evaluation, error);
  g_autoptr (JsonArray) papers = json_array_new ();
  gint64 bytes = 0;

  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    JsonObject *paper;

    bytes += miao_record_get_int (documents->pdata[i], "bytes", 0);
    if (bytes > MIAO_FIELDWORK_MAX_PAPERS) {
      g_set_error (
          error, MIAO_ERROR, MIAO_ERROR_LIMIT,
          miao_pick ("外出添加的材料合计超过 %d MiB，不能一起打包。请从条目上去掉几份，或者"
                     "换成较小的照片；原文件带回机构后再添加。",
                     "The papers added away are more than %d MiB together and cannot be "
                     "packed. Take some out, or use smaller pictures; the originals can "
                     "be added in the institution."),
          (int) (MIAO_FIELDWORK_MAX_PAPERS / (1024 * 1024)));
      return NULL;
    }
    paper = pack_paper (call, documents->pdata[i], error);
    if (paper == NULL)
      return NULL;
    json_array_add_object_element (papers, paper);
  }

  return documents != NULL ? g_steal_pointer (&papers) : NULL;
}

/* --- and out of it --- */

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("带回的材料不完整，请重新打包。",
                                  "The papers that came back are not complete. Pack again."));

  return FALSE;
}

static MiaoRecord *
describe_paper (MiaoCall *call,
                const MiaoAttachment *attachment,
                const char *evaluation,
                const char *name,
                const char *title)
{
  MiaoRecord *document = miao_record_new (miao_kind_find ("document"));

  miao_record_set_id (document, attachment->id);
  miao_record_set (document, "sha256", attachment->sha256);
  miao_record_set_int (document, "bytes", attachment->size);
  miao_record_set (document, "mime", miao_media_mime (attachment->media));
  miao_record_set (document, "name", name);
  miao_record_set (document, "title", title != NULL ? title : name);
  miao_record_set_date (document, "doc_date", call->today);
  miao_record_set (document, "sensitivity", "1");
  miao_record_set (document, "retention", "Y");
  miao_record_set (document, "created_via", "IMPORT");
  miao_record_set (document, "owner_kind", "evaluation");
  miao_record_set (document, "owner_id", evaluation);

  return document;
}

/* It keeps the id that it had there, so that the answers that were signed name it still. Should the
 * use case be refused after all, the file has no row and is swept after a day. */
static gboolean
take_paper (
    MiaoCall *call, const char *evaluation, JsonObject *paper, GHashTable *ids, GError **error)
{
  const char *id = get_text (paper, "id"), *name = get_text (paper, "name");
  const char *content = get_text (paper, "content");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MiaoRecord) document = NULL;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autofree char *sha256 = NULL;
  guchar *data;
  gsize size;

  if (id == NULL || name == NULL || content == NULL || !miao_id_is_valid (id))
    return refuse (error);
  data = g_base64_decode (content, &size);
  bytes = g_bytes_new_take (data, size);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  document = miao_call_first (call, "document", "sha256", sha256, error);
  if (document == NULL && error != NULL && *error != NULL)
    return FALSE;
  if (document == NULL) {
    attachment =
        miao_attachments_add_bytes (miao_session_get_attachments (call->session), id, bytes, error);
    if (attachment == NULL)
      return FALSE;
    document = describe_paper (call, attachment, evaluation, name, get_text (paper, "title"));
    if (!miao_call_insert (call, document, error))
      return FALSE;
  }
  g_hash_table_insert (ids, g_strdup (id), g_strdup (miao_record_get_id (document)));

  return TRUE;
}

GHashTable *
miao_fieldwork_take_papers (MiaoCall *call,
                            const char *evaluation,
                            JsonArray *papers,
                            GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; papers != NULL && i < json_array_get_length (papers); i++) {
    JsonNode *node = json_array_get_element (papers, i);

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      (void) refuse (error);
      return NULL;
    }
    if (!take_paper (call, evaluation, json_node_get_object (node), ids, error))
      return NULL;
  }

  return g_steal_pointer (&ids);
}
