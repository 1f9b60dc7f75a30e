/* Files that belong to a record: photos, scans, certificates. */
#include "config.h"

#include "miao-attachments.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-id.h"
#include "miao-params.h"

#include <string.h>

static const MiaoField document_params[] = {
  P_TEXT ("owner_kind", "Belongs to (kind)", "所属记录类别", P_MUST),
  P_TEXT ("owner_id", "Belongs to", "所属记录", P_MUST),
  P_LONG ("path", "File", "文件路径", P_MUST),
  P_REF ("replaces", "document", "Takes the place of", "替换的文件", P_MAY),
  P_BOOL ("main_photo", "Is the child's main photograph", "设为儿童主照片", P_MAY),
  P_END,
};

static void
add_link (MiaoRecord *document, const char *kind, const char *id)
{
  g_autoptr (JsonArray) links = miao_record_get_list (document, "links");
  JsonObject *link = json_object_new ();

  json_object_set_string_member (link, "owner_kind", kind);
  json_object_set_string_member (link, "owner_id", id);
  json_array_add_object_element (links, link);
  miao_record_set_list (document, "links", links);
}

/* The same file is kept once: for another record it gets one more link. */
static gboolean
reuse (MiaoCall *call, MiaoRecord *document, GError **error)
{
  const char *kind = miao_call_get (call, "owner_kind");
  const char *id = miao_call_get (call, "owner_id");
  g_autoptr (MiaoRecord) before = miao_record_copy (document);
  g_autoptr (JsonArray) links = miao_record_get_list (document, "links");
  gboolean linked = miao_record_is (document, "owner_id", id);

  for (guint i = 0; i < json_array_get_length (links); i++) {
    if (g_strcmp0 (
            json_object_get_string_member (json_array_get_object_element (links, i), "owner_id"),
            id) == 0)
      linked = TRUE;
  }
  miao_call_result (call, "document", miao_record_get_id (document));
  if (linked) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("这个文件已经登记过，题名是“%s”。", "This file is registered already, as “%s”."),
        miao_record_get (document, "title"));
    return FALSE;
  }
  add_link (document, kind, id);

  return miao_call_update (call, before, document, error);
}

/* The file's own name as it is on the disk, composed or decomposed. Names from old Chinese systems
 * come in GB 18030; what is neither is shown with marks. */
static char *
dup_file_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *name;

  if (g_utf8_validate (base, -1, NULL))
    return g_steal_pointer (&base);
  name = g_convert (base, -1, "UTF-8", "GB18030", NULL, NULL, NULL);

  return name != NULL ? name : g_filename_display_name (base);
}

static void
describe_file (MiaoRecord *document, const MiaoAttachment *attachment, const char *path)
{
  g_autofree char *name = dup_file_name (path);
  static const struct {
    const char *field, *value;
  } defaults[] = {
    { "sensitivity", "1" },
    { "retention", "Y" },
    { "created_via", "IMPORT" },
  };

  miao_record_set (document, "sha256", attachment->sha256);
  miao_record_set_int (document, "bytes", attachment->size);
  miao_record_set (document, "mime", miao_media_mime (attachment->media));
  if (!miao_record_has (document, "name"))
    miao_record_set (document, "name", name);
  if (!miao_record_has (document, "title"))
    miao_record_set (document, "title", name);
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++) {
    const MiaoField *field = miao_kind_field (miao_record_get_kind (document), defaults[i].field);

    if (!miao_record_has (document, defaults[i].field) &&
        miao_codes_find (field->table, defaults[i].value, MIAO_DATE_NONE) != NULL)
      miao_record_set (document, defaults[i].field, defaults[i].value);
  }
}

/* The older file stays, and says which one counts now. */
static gboolean
replace (MiaoCall *call, const char *owner_id, const char *by, GError **error)
{
  g_autoptr (MiaoRecord) old = NULL;

  if (miao_call_get (call, "replaces") == NULL)
    return TRUE;
  old = miao_call_load (call, "document", miao_call_get (call, "replaces"), error);
  if (old == NULL)
    return FALSE;
  if (!miao_record_is (old, "owner_id", owner_id) || miao_record_has (old, "replaced_by")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("要替换的文件须属于同一记录，并且还没有被替换过。",
                   "The file to be replaced must belong to the same record and not be replaced "
                   "yet."));
    return FALSE;
  }

  return miao_call_set (call, old, error, "replaced_by", by, NULL);
}

/* Papers that show that something was done, and the field of the child that says when last. */
static const struct {
  const char *doc_type;
  const char *field;
} shown_by[] = {
  { "D0302", "plan_reviewed_on" },
  { "D0401", "health_checked_on" },
  { "D0403", "vaccination_card_on" },
  { "D0702", "psych_tested_on" },
};

/* Returns: the field that the paper brings up to date; %NULL: none. */
static const char *
field_shown_by (MiaoCall *call, const MiaoRecord *document, const MiaoRecord *child)
{
  MiaoDate on = miao_record_get_date (document, "doc_date");

  if (on == MIAO_DATE_NONE || on > call->today)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (shown_by); i++) {
    MiaoDate last = miao_record_get_date (child, shown_by[i].field);

    if (!miao_record_is (document, "doc_type", shown_by[i].doc_type))
      continue;
    /* The card is made out once; the rest is done again and again. */
    if (last == MIAO_DATE_NONE ||
        (on > last && !g_str_equal (shown_by[i].field, "vaccination_card_on")))
      return shown_by[i].field;
  }

  return NULL;
}

static gboolean
run_document (MiaoCall *call, GError **error)
{
  const char *owner_kind = miao_call_get (call, "owner_kind");
  const char *owner_id = miao_call_get (call, "owner_id");
  const char *path = miao_call_get (call, "path");
  MiaoRecord *document = miao_call_get_record (call, "document");
  g_autoptr (MiaoRecord) owner = NULL, fresh = NULL, existing = NULL;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autofree char *id = miao_id_new ();
  const MiaoKind *kind = miao_kind_find (owner_kind);
  const char *shown;

  if (kind == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("没有名为“%s”的记录类别。", "There is no kind of record “%s”."),
                 owner_kind);
    return FALSE;
  }
  owner = miao_store_load (call->store, kind, owner_id, error);
  if (owner == NULL)
    return FALSE;
  miao_call_set_subject (call, owner_kind, owner_id);
  if (document == NULL)
    document = fresh = miao_record_new (miao_kind_find ("document"));
  attachment = miao_attachments_add (miao_session_get_attachments (call->session), id, path,
                                     call->cancellable, error);
  if (attachment == NULL)
    return FALSE;
  existing = miao_call_first (call, "document", "sha256", attachment->sha256, error);
  if (existing != NULL) {
    miao_attachments_discard (miao_session_get_attachments (call->session), id);
    return reuse (call, existing, error);
  }
  describe_file (document, attachment, path);
  /* The row has the id of the encrypted file: whoever has one has the other. */
  miao_record_set_id (document, attachment->id);
  miao_record_set (document, "owner_kind", owner_kind);
  miao_record_set (document, "owner_id", owner_id);
  if (!miao_call_insert (call, document, error) ||
      !replace (call, owner_id, miao_record_get_id (document), error))
    return FALSE;
  if (strcmp (owner_kind, "child") == 0 &&
      (shown = field_shown_by (call, document, owner)) != NULL &&
      !miao_call_set (call, owner, error, shown, miao_record_get (document, "doc_date"), NULL))
    return FALSE;
  if (miao_call_get_bool (call, "main_photo") && strcmp (owner_kind, "child") == 0) {
    if (!miao_media_is_image (attachment->media)) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                           miao_pick ("主照片须是图片（JPEG、PNG）。",
                                      "The main photograph must be a picture (JPEG or PNG)."));
      return FALSE;
    }
    return miao_call_set (call, owner, error, "photo_main", miao_record_get_id (document), NULL);
  }

  return TRUE;
}

const MiaoUseCase miao_case_add_document = {
  .name = "add-document",
  .label = "Add document",
  .label_zh = "添加文件",
  .permission = MIAO_MAY_DOCUMENT_ADD,
  .params = document_params,
  .records = { { "document", "document", FALSE } },
  .run = run_document,
  .place = MIAO_PLACE_BOTH,
};
