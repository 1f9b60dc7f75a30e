#include "config.h"

#include "miao-backup-private.h"

#include "miao-audit.h"
#include "miao-session-private.h"

#include <json-glib/json-glib.h>
#include <sys/stat.h>

/* Settings of backups and what became of the last attempts. */

#define DEFAULT_HOUR 18

void
miao_backup_state_clear (MiaoBackupState *state)
{
  g_clear_pointer (&state->folder, g_free);
  g_clear_pointer (&state->last_path, g_free);
  g_clear_pointer (&state->failed, g_free);
}

static gboolean
get (MiaoStore *store, const char *name, char **ret_text, GError **error)
{
  GError *trouble = NULL;

  *ret_text = miao_store_setting_get (store, name, MIAO_DATE_NONE, &trouble);
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, trouble);

  return FALSE;
}

/* @ret_text: (nullable): the member @name */
static gint64
read_attempt (const char *json, const char *name, char **ret_text)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;
  object = json_node_get_object (node);
  *ret_text = g_strdup (json_object_get_string_member_with_default (object, name, NULL));

  return json_object_get_int_member_with_default (object, "at", 0);
}

gboolean
miao_backup_get_state (MiaoStore *store, MiaoBackupState *state, GError **error)
{
  g_autofree char *every = NULL, *hour = NULL, *last = NULL, *failed = NULL;

  *state = (MiaoBackupState){ .every = MIAO_BACKUP_DAILY, .hour = DEFAULT_HOUR };
  if (!get (store, MIAO_SETTING_BACKUP_FOLDER, &state->folder, error) ||
      !get (store, MIAO_SETTING_BACKUP_EVERY, &every, error) ||
      !get (store, MIAO_SETTING_BACKUP_HOUR, &hour, error) ||
      !get (store, MIAO_SETTING_BACKUP_LAST, &last, error) ||
      !get (store, MIAO_SETTING_BACKUP_FAILED, &failed, error))
    return FALSE;
  if (state->folder != NULL && *state->folder == '\0')
    g_clear_pointer (&state->folder, g_free);
  (void) miao_backup_every_parse (every, &state->every);
  if (hour != NULL)
    state->hour = CLAMP ((int) g_ascii_strtoll (hour, NULL, 10), 0, 23);
  state->last_ms = read_attempt (last, "path", &state->last_path);
  state->failed_ms = read_attempt (failed, "message", &state->failed);

  return TRUE;
}

gboolean
miao_backup_wants (const MiaoBackupState *state, gint64 now_ms)
{
  return state->folder != NULL &&
         miao_backup_is_due (state->every, state->hour, state->last_ms, state->failed_ms, now_ms);
}

gboolean
miao_backup_is_same_disk (const char *store_path, const char *folder)
{
  g_autofree char *at = g_strdup (folder);
  struct stat one, other;

  while (stat (at, &other) != 0) {
    char *up = g_path_get_dirname (at);

    if (g_str_equal (up, at)) {
      g_free (up);
      return FALSE;
    }
    g_free (at);
    at = up;
  }

  return stat (store_path, &one) == 0 && one.st_dev == other.st_dev;
}

/* --- After an attempt --- */

static gboolean
set (MiaoSession *session, const char *name, JsonObject *object, GError **error)
{
  g_autofree char *text = NULL;

  if (object != NULL) {
    g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

    text = json_to_string (node, FALSE);
  }

  return miao_store_setting_set (session->store, name, text != NULL ? text : "", MIAO_DATE_NONE,
                                 session->account->id, miao_session_now_ms (session), error);
}

static gboolean
remember_made (MiaoSession *session, const MiaoBackup *backup, GError **error)
{
  g_autoptr (JsonObject) last = json_object_new (), detail = json_object_new ();
  g_autoptr (JsonObject) failed = NULL;
  g_autofree char *name = g_path_get_basename (backup->path);

  json_object_set_int_member (last, "at", backup->at_ms);
  json_object_set_string_member (last, "path", backup->path);
  json_object_set_string_member (detail, "backup", name);
  json_object_set_string_member (detail, "why", backup->why);
  json_object_set_int_member (detail, "lines", backup->lines);
  json_object_set_string_member (detail, "head", backup->head);
  json_object_set_int_member (detail, "problems", backup->problems);
  if (backup->problems > 0) {
    failed = json_object_new ();
    json_object_set_int_member (failed, "at", backup->at_ms);
    json_object_set_string_member (
        failed, "message",
        miao_pick ("备份已写成，但数据本身有问题。请在“管理 → 文件与日志”办理“全部核对”查看。",
                   "The backup was made, but the data themselves have problems. Run “Check "
                   "everything” to see them."));
  }

  return (backup->problems > 0 || set (session, MIAO_SETTING_BACKUP_LAST, last, error)) &&
         set (session, MIAO_SETTING_BACKUP_FAILED, failed, error) &&
         miao_audit_event (session, "backup.make", NULL, NULL, detail, error);
}

static gboolean
remember_failed (MiaoSession *session, const GError *failure, GError **error)
{
  g_autoptr (JsonObject) failed = json_object_new ();

  json_object_set_int_member (failed, "at", miao_session_now_ms (session));
  json_object_set_string_member (failed, "message", failure->message);

  return set (session, MIAO_SETTING_BACKUP_FAILED, failed, error) &&
         miao_audit_event (session, "backup.failed", NULL, NULL, NULL, error);
}

gboolean
miao_backup_remember (MiaoSession *session,
                      const MiaoBackup *backup,
                      const GError *failure,
                      GError **error)
{
  if (!miao_store_begin (session->store, error))
    return FALSE;
  if (backup != NULL ? remember_made (session, backup, error)
                     : remember_failed (session, failure, error))
    return miao_store_commit (session->store, error);
  miao_store_rollback (session->store);

  return FALSE;
}
