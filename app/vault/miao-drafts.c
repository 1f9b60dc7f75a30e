#include "config.h"

#include "miao-drafts.h"

#include "miao-error.h"
#include "miao-place.h"
#include "miao-secret.h"
#include "miao-session-private.h"
#include "miao-store-place.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

/* A file: magic, nonce, sealed JSON { kind, record, content or null, at }; the account's id is
 * bound to it. Its name is a keyed hash of whose and what it is. */
#define MAGIC "MIAODRF1"
#define MAGIC_BYTES (sizeof MAGIC - 1)
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define NAME_BYTES 16
#define LARGEST (16 * 1024 * 1024) /* bytes: far more than any form holds */

static GMutex files; /* what is written must not be taken for what was sent */

static char *
dup_folder (const MiaoSession *session)
{
  g_autofree char *base = miao_place_dup_base (session->path);

  return g_strconcat (base, ".drafts", NULL);
}

/* Returns: (transfer full) (nullable): in locked memory. */
static guint8 *
dup_key (const MiaoSession *session, GError **error)
{
  guint8 *key;

  if (session->keys == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_DENIED,
        miao_pick ("窗口已锁定，请先解锁。", "The window is locked; unlock it first."));
    return NULL;
  }
  key = miao_secret_alloc (MIAO_SUBKEY_SIZE);
  miao_keys_derive (session->keys, MIAO_SUBKEY_DRAFTS, key);

  return key;
}

static char *
dup_path (const MiaoSession *session, const guint8 *key, const char *kind, const char *record)
{
  g_autofree char *folder = dup_folder (session);
  g_autofree char *text = g_strjoin ("\n", session->account->id, kind, record, NULL);
  g_autofree char *name = NULL;
  guint8 hash[NAME_BYTES];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), key,
                      MIAO_SUBKEY_SIZE);
  name = miao_secret_to_hex (hash, sizeof hash);

  return g_build_filename (folder, name, NULL);
}

static char *
to_text (const char *kind, const char *record, const char *content, gint64 at_ms)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "record", record);
  if (content != NULL)
    json_object_set_string_member (object, "content", content);
  json_object_set_int_member (object, "at", at_ms);
  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

static gboolean
write_file (const char *path, const guint8 *data, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) trouble = NULL;
  gboolean ok;

  g_mutex_lock (&files);
  ok = g_mkdir_with_parents (folder, 0700) == 0 &&
       g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &trouble);
  g_mutex_unlock (&files);
  if (ok)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
               miao_pick ("服务器断开期间的输入没能存到本机（%s）。请不要关闭窗口。",
                          "What is typed while the server is away could not be kept on this "
                          "computer (%s). Please do not close the window."),
               trouble != NULL ? trouble->message : g_strerror (errno));

  return FALSE;
}

static gboolean
put_here (
    MiaoSession *session, const char *kind, const char *record, const char *content, GError **error)
{
  guint8 *key = dup_key (session, error);
  g_autoptr (MiaoSecretText) text = NULL;
  g_autofree char *path = NULL;
  g_autofree guint8 *sealed = NULL;
  gsize size;
  gboolean ok;

  if (key == NULL)
    return FALSE;
  path = dup_path (session, key, kind, record);
  text = to_text (kind, record, content, miao_session_now_ms (session));
  size = MAGIC_BYTES + NONCE + strlen (text) + TAG;
  sealed = g_malloc (size);
  memcpy (sealed, MAGIC, MAGIC_BYTES);
  randombytes_buf (sealed + MAGIC_BYTES, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (
      sealed + MAGIC_BYTES + NONCE, NULL, (const guint8 *) text, strlen (text),
      (const guint8 *) session->account->id, strlen (session->account->id), NULL,
      sealed + MAGIC_BYTES, key);
  ok = write_file (path, sealed, size, error);
  miao_secret_free (key);

  return ok;
}

/* NULL when it is not this person's, or not whole. */
static JsonObject *
read_bytes (const MiaoSession *session, const guint8 *key, GBytes *sealed)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  g_autoptr (MiaoSecretText) text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (size < MAGIC_BYTES + NONCE + TAG || size > LARGEST || memcmp (bytes, MAGIC, MAGIC_BYTES) != 0)
    return NULL;
  text = g_malloc0 (size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          (guint8 *) text, NULL, NULL, bytes + MAGIC_BYTES + NONCE, size - MAGIC_BYTES - NONCE,
          (const guint8 *) session->account->id, strlen (session->account->id), bytes + MAGIC_BYTES,
          key) != 0)
    return NULL;
  node = json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static gboolean
is_server (const MiaoSession *session)
{
  return miao_store_is_server (session->store);
}

static GBytes *
load_file (const char *path)
{
  char *bytes;
  gsize size;

  return g_file_get_contents (path, &bytes, &size, NULL) ? g_bytes_new_take (bytes, size) : NULL;
}

gboolean
miao_drafts_put (MiaoSession *session,
                 const char *kind,
                 const char *record,
                 const char *content,
                 gboolean *ret_here,
                 GError **error)
{
  const gboolean here = is_server (session);

  record = record != NULL ? record : "";
  if (ret_here != NULL)
    *ret_here = here;
  if (here)
    return put_here (session, kind, record, content, error);

  return miao_store_draft_put (session->store, session->account->id, kind, record, content,
                               miao_session_now_ms (session), error);
}

static const MiaoDraft *
find_there (GPtrArray *drafts, const char *kind, const char *record)
{
  for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
    const MiaoDraft *draft = g_ptr_array_index (drafts, i);

    if (strcmp (draft->kind, kind) == 0 && strcmp (draft->record, record) == 0)
      return draft;
  }

  return NULL;
}

static JsonObject *
find_here (MiaoSession *session, const char *kind, const char *record)
{
  guint8 *key = is_server (session) ? dup_key (session, NULL) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) sealed = NULL;
  JsonObject *found;

  if (key == NULL)
    return NULL;
  path = dup_path (session, key, kind, record);
  sealed = load_file (path);
  found = sealed != NULL ? read_bytes (session, key, sealed) : NULL;
  miao_secret_free (key);

  return found;
}

char *
miao_drafts_dup (MiaoSession *session, const char *kind, const char *record)
{
  g_autoptr (JsonObject) here = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const MiaoDraft *there;

  record = record != NULL ? record : "";
  here = find_here (session, kind, record);
  drafts = miao_store_draft_list (session->store, session->account->id, NULL);
  there = find_there (drafts, kind, record);
  if (here != NULL && (there == NULL || json_object_get_int_member (here, "at") >= there->at_ms))
    return g_strdup (json_object_get_string_member_with_default (here, "content", NULL));

  return there != NULL ? g_strdup (there->content) : NULL;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const MiaoDraft *one = *(MiaoDraft *const *) a;
  const MiaoDraft *two = *(MiaoDraft *const *) b;

  return one->at_ms < two->at_ms ? 1 : one->at_ms > two->at_ms ? -1 : 0;
}

/* What is kept here stands for what is there of the same form, unless that is newer. */
static void
take_here (GPtrArray *drafts, JsonObject *here)
{
  const char *kind = json_object_get_string_member_with_default (here, "kind", "");
  const char *record = json_object_get_string_member_with_default (here, "record", "");
  const char *content = json_object_get_string_member_with_default (here, "content", NULL);
  const gint64 at_ms = json_object_get_int_member_with_default (here, "at", 0);
  const MiaoDraft *there = find_there (drafts, kind, record);
  MiaoDraft *draft;

  if (there != NULL && there->at_ms > at_ms)
    return;
  if (there != NULL)
    g_ptr_array_remove (drafts, (gpointer) there);
  if (content == NULL)
    return;
  draft = g_new0 (MiaoDraft, 1);
  draft->kind = g_strdup (kind);
  draft->record = g_strdup (record);
  draft->content = g_strdup (content);
  draft->at_ms = at_ms;
  g_ptr_array_add (drafts, draft);
}

GPtrArray *
miao_drafts_list (MiaoSession *session, GError **error)
{
  g_autofree char *folder = is_server (session) ? dup_folder (session) : NULL;
  g_autoptr (GDir) entries = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  GPtrArray *drafts = miao_store_draft_list (session->store, session->account->id, error);
  guint8 *key = NULL;
  const char *name;

  if (drafts == NULL || entries == NULL)
    return drafts;
  key = dup_key (session, error);
  if (key == NULL) {
    g_ptr_array_unref (drafts);
    return NULL;
  }
  while ((name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GBytes) sealed = load_file (path);
    g_autoptr (JsonObject) here = sealed != NULL ? read_bytes (session, key, sealed) : NULL;

    if (here != NULL)
      take_here (drafts, here);
  }
  miao_secret_free (key);
  g_ptr_array_sort (drafts, compare_newest);

  return drafts;
}

/* Unless something newer was typed meanwhile. */
static void
forget_sent (const char *path, GBytes *sent)
{
  g_autoptr (GBytes) now = NULL;

  g_mutex_lock (&files);
  now = load_file (path);
  if (now != NULL && g_bytes_equal (now, sent))
    (void) g_unlink (path);
  g_mutex_unlock (&files);
}

/* Returns: 1 taken up, 0 nothing to do with it, -1 an error. */
static int
send_file (
    MiaoSession *session, const guint8 *key, GPtrArray *drafts, const char *path, GError **error)
{
  g_autoptr (GBytes) sealed = load_file (path);
  g_autoptr (JsonObject) here = sealed != NULL ? read_bytes (session, key, sealed) : NULL;
  const MiaoDraft *there;
  const char *kind, *record;
  gint64 at_ms;

  if (here == NULL)
    return 0;
  kind = json_object_get_string_member_with_default (here, "kind", "");
  record = json_object_get_string_member_with_default (here, "record", "");
  at_ms = json_object_get_int_member_with_default (here, "at", 0);
  there = find_there (drafts, kind, record);
  if ((there == NULL || there->at_ms <= at_ms) &&
      !miao_store_draft_put (session->store, session->account->id, kind, record,
                             json_object_get_string_member_with_default (here, "content", NULL),
                             at_ms, error))
    return -1;
  forget_sent (path, sealed);

  return 1;
}

int
miao_drafts_send (MiaoSession *session, GError **error)
{
  g_autofree char *folder = is_server (session) ? dup_folder (session) : NULL;
  g_autoptr (GDir) entries = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  guint8 *key;
  const char *name;
  int n = 0;

  if (entries == NULL)
    return 0;
  key = dup_key (session, error);
  if (key == NULL)
    return -1;
  while (n >= 0 && (name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    int sent = -1;

    if (drafts == NULL)
      drafts = miao_store_draft_list (session->store, session->account->id, error);
    if (drafts != NULL)
      sent = send_file (session, key, drafts, path, error);
    n = sent < 0 ? -1 : n + sent;
  }
  miao_secret_free (key);

  return n;
}
