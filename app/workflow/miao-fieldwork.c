/* What all parts of field packages need: the head, the state that left, the list in the evaluation,
 * and the key that the house keeps. */
#include "config.h"

#include "miao-fieldwork.h"

#include "miao-error.h"
#include "miao-facts.h"
#include "miao-secret.h"
#include "miao-store-tables.h"

#include <sodium.h>
#include <string.h>

#define FORMAT 1
#define HEAD_MAX_BYTES (64 * 1024)

const char *const miao_fieldwork_fields[] = { "started_on", "finished_on", "opinion_text",
                                              "rectify_due", NULL };

/* --- JSON --- */

char *
miao_fieldwork_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

static JsonObject *
parse (const char *text, gssize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (json_parser_load_from_data (parser, text, size, NULL)) {
    root = json_parser_get_root (parser);
    if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
      return json_object_ref (json_node_get_object (root));
  }
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("外出评估包的内容无法读取，请重新导出。",
                                  "What is inside the field package cannot be read. Have it made "
                                  "again."));

  return NULL;
}

JsonObject *
miao_fieldwork_parse (GBytes *bytes, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return parse (text, (gssize) size, error);
}

/* --- Head --- */

void
miao_fieldwork_head_free (MiaoFieldworkHead *head)
{
  g_free (head->package);
  g_free (head->number);
  g_free (head->institution);
  g_free (head->house);
  g_free (head->evaluation_no);
  g_free (head->holder);
  g_free (head->out_on);
  g_free (head->due);
  g_free (head);
}

static const struct {
  const char *name;
  gsize offset;
} head_members[] = {
  { "package", G_STRUCT_OFFSET (MiaoFieldworkHead, package) },
  { "number", G_STRUCT_OFFSET (MiaoFieldworkHead, number) },
  { "institution", G_STRUCT_OFFSET (MiaoFieldworkHead, institution) },
  { "house", G_STRUCT_OFFSET (MiaoFieldworkHead, house) },
  { "evaluation_no", G_STRUCT_OFFSET (MiaoFieldworkHead, evaluation_no) },
  { "holder", G_STRUCT_OFFSET (MiaoFieldworkHead, holder) },
  { "out_on", G_STRUCT_OFFSET (MiaoFieldworkHead, out_on) },
  { "due", G_STRUCT_OFFSET (MiaoFieldworkHead, due) },
};

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

MiaoFieldworkHead *
miao_fieldwork_parse_head (const char *text, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (MiaoFieldworkHead) head = g_new0 (MiaoFieldworkHead, 1);
  gsize size = strlen (text);

  object = parse (text, (gssize) MIN (size, HEAD_MAX_BYTES), error);
  if (object == NULL)
    return NULL;
  if (json_object_get_int_member_with_default (object, "format", 0) > FORMAT) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                         miao_pick ("这个外出评估包由更新版本的程序制作，请先升级本程序。",
                                    "A newer version of the program made this field package. "
                                    "Update this one first."));
    return NULL;
  }
  head->back = g_strcmp0 (get_text (object, "kind"), "back") == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (head_members); i++) {
    char **place = &G_STRUCT_MEMBER (char *, head, head_members[i].offset);
    const char *value = get_text (object, head_members[i].name);

    *place = g_strdup (value != NULL ? value : "");
  }

  return g_steal_pointer (&head);
}

char *
miao_fieldwork_head_to_text (const MiaoFieldworkHead *head)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_string_member (object, "kind", head->back ? "back" : "out");
  for (gsize i = 0; i < G_N_ELEMENTS (head_members); i++)
    json_object_set_string_member (object, head_members[i].name,
                                   G_STRUCT_MEMBER (char *, head, head_members[i].offset));

  return miao_fieldwork_to_text (object);
}

MiaoFieldworkHead *
miao_fieldwork_peek (const char *path, GError **error)
{
  g_autoptr (MiaoParcel) parcel = miao_parcel_read (path, error);

  return parcel != NULL ? miao_fieldwork_parse_head (miao_parcel_get_header (parcel), error) : NULL;
}

MiaoFieldworkHead *
miao_fieldwork_of_session (MiaoSession *session)
{
  const char *away = miao_session_get_away (session);

  return away != NULL ? miao_fieldwork_parse_head (away, NULL) : NULL;
}

/* --- The state that left --- */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

char *
miao_fieldwork_dup_base (const MiaoRecord *evaluation, const MiaoRecord *member, GPtrArray *needs)
{
  static const char *const own[] = { "vote",    "conclusion", "opinion",
                                     "dissent", "opinion_at", "signed_at" };
  g_autoptr (JsonObject) base = json_object_new ();

  json_object_set_array_member (base, "answers", miao_record_get_list (evaluation, "answers"));
  for (gsize i = 0; miao_fieldwork_fields[i] != NULL; i++)
    set_text (base, miao_fieldwork_fields[i],
              miao_record_get (evaluation, miao_fieldwork_fields[i]));
  json_object_set_array_member (base, "visited_on",
                                miao_record_get_list (evaluation, "visited_on"));
  if (needs != NULL)
    json_object_set_array_member (base, "needs", miao_fieldwork_write_needs (needs));
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    set_text (base, own[i], miao_record_get (member, own[i]));

  return miao_fieldwork_to_text (base);
}

int
miao_fieldwork_get_foster_now (MiaoCall *call, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *text =
      miao_store_setting_get (call->store, MIAO_FIELDWORK_FOSTER, MIAO_DATE_NONE, &trouble);

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return -1;
  }

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

/* --- The list in the evaluation --- */

JsonObject *
miao_fieldwork_find (JsonArray *list, const char *package)
{
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *row = json_array_get_object_element (list, i);

    if (g_strcmp0 (get_text (row, "package"), package) == 0)
      return row;
  }

  return NULL;
}

gboolean
miao_fieldwork_none_out (const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "fieldwork");

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *row = json_array_get_object_element (list, i);

    if (g_strcmp0 (get_text (row, "state"), "OUT") != 0)
      continue;
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("外出评估包 %s 还在%s手中（应于 %s 前带回）。请先合并带回的文件，或者"
                            "收回这个包。",
                            "Field package %s is still with %s (due back %s). Merge what comes "
                            "back, or call it back first."),
                 get_text (row, "number"), get_text (row, "holder"), get_text (row, "due"));
    return FALSE;
  }

  return TRUE;
}

void
miao_fieldwork_end (MiaoCall *call,
                    MiaoRecord *evaluation,
                    const char *package,
                    const char *state,
                    const char *reason,
                    const char *protocol)
{
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "fieldwork");
  JsonObject *row = miao_fieldwork_find (list, package);
  char today[MIAO_DATE_BUFFER];

  g_return_if_fail (row != NULL);

  json_object_set_string_member (row, "state", state);
  json_object_set_string_member (row, "back_on", miao_date_format (call->today, today));
  set_text (row, "reason", reason);
  set_text (row, "protocol", protocol);
  miao_record_set_list (evaluation, "fieldwork", list);
}

/* --- The key that the house keeps --- */

/* What stands there when a package is over: settings are not deleted. */
#define OVER "-"

static char *
dup_setting (const char *package)
{
  return g_strconcat ("fieldwork.", package, NULL);
}

static gboolean
put (MiaoCall *call, const char *package, const char *value, GError **error)
{
  g_autofree char *name = dup_setting (package);

  return miao_store_setting_set (call->store, name, value, MIAO_DATE_NONE,
                                 miao_session_get_account (call->session), call->now_ms, error);
}

gboolean
miao_fieldwork_keep_secret (MiaoCall *call,
                            const char *package,
                            const MiaoFieldworkSecret *secret,
                            GError **error)
{
  g_autoptr (MiaoSecretText) key = miao_secret_to_hex (secret->key, sizeof secret->key);
  g_autofree char *public = miao_secret_to_hex (secret->sign_public, sizeof secret->sign_public);
  g_autoptr (MiaoSecretText) value = g_strdup_printf ("%s %s %s", key, public, secret->base_sha256);

  return put (call, package, value, error);
}

gboolean
miao_fieldwork_get_secret (MiaoCall *call,
                           const char *package,
                           MiaoFieldworkSecret *secret,
                           GError **error)
{
  g_autofree char *name = dup_setting (package);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoSecretText) value =
      miao_store_setting_get (call->store, name, MIAO_DATE_NONE, &trouble);
  g_auto (GStrv) words = NULL;

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  words = g_strsplit (value != NULL ? value : OVER, " ", 3);
  if (g_strv_length (words) == 3 &&
      miao_secret_from_hex (words[0], secret->key, sizeof secret->key) &&
      miao_secret_from_hex (words[1], secret->sign_public, sizeof secret->sign_public)) {
    secret->base_sha256 = g_strdup (words[2]);
    sodium_memzero (words[0], strlen (words[0]));
    return TRUE;
  }
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                       miao_pick ("本机构的数据文件中没有这个外出评估包的登记，不能合并。",
                                  "This institution's file knows nothing of this field package, so "
                                  "it cannot be merged."));

  return FALSE;
}

gboolean
miao_fieldwork_forget_secret (MiaoCall *call, const char *package, GError **error)
{
  return put (call, package, OVER, error);
}

void
miao_fieldwork_secret_clear (MiaoFieldworkSecret *secret)
{
  sodium_memzero (secret->key, sizeof secret->key);
  g_clear_pointer (&secret->base_sha256, g_free);
}
