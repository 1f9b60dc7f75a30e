#include "config.h"

#include "miao-backup-private.h"

#include "miao-error.h"
#include "miao-secret.h"
#include "miao-session-private.h"
#include "miao-store-audit.h"

#include <string.h>

/* Backups as witnesses: the audit chain of the data must go on from that of the newest backup. */

typedef struct {
  const MiaoBackup *backup;
  gboolean same;
} Compare;

static gboolean
compare_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Compare *compare = data;
  g_autofree char *hash = miao_secret_to_hex (row->hash, sizeof row->hash);

  compare->same = row->seq == compare->backup->lines && strcmp (hash, compare->backup->head) == 0;

  return FALSE;
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

static gboolean
set (MiaoSession *session, const char *name, const char *value, GError **error)
{
  return miao_store_setting_set (session->store, name, value, MIAO_DATE_NONE, session->account->id,
                                 miao_session_now_ms (session), error);
}

gboolean
miao_backup_get_ahead (MiaoStore *store, char **ret_alarm, GError **error)
{
  if (!get (store, MIAO_SETTING_BACKUP_AHEAD, ret_alarm, error))
    return FALSE;
  if (*ret_alarm != NULL && **ret_alarm == '\0')
    g_clear_pointer (ret_alarm, g_free);

  return TRUE;
}

gboolean
miao_backup_accept_ahead (MiaoSession *session, const char *folder, GError **error)
{
  g_auto (MiaoBackupState) state = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *text = NULL;
  gint64 until_ms = miao_session_now_ms (session);

  if (!miao_backup_get_state (session->store, &state, error))
    return FALSE;
  if (folder == NULL)
    folder = state.folder;
  /* Also those that a clock ahead of time gave a later day. */
  list = folder != NULL ? miao_backup_list (folder, NULL, NULL) : NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    until_ms = MAX (until_ms, ((const MiaoBackup *) g_ptr_array_index (list, i))->at_ms);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, until_ms);

  return set (session, MIAO_SETTING_BACKUP_ACCEPTED, text, error) &&
         set (session, MIAO_SETTING_BACKUP_AHEAD, "", error);
}

static gboolean
tell (MiaoSession *session, const MiaoBackup *backup, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (backup->at_ms / 1000);
  g_autofree char *time = g_date_time_format (at, "%Y-%m-%d %H:%M");
  g_autofree char *alarm = g_strdup_printf (
      miao_pick (
          "现有数据不是接着 %s 的备份往下写的：可能被整套换成了旧副本。请停止录入，并与备份核对。",
          "The data do not go on from the backup of %s: an old copy of everything may have "
          "been put back. Stop entering data and compare with the backup."),
      time);

  if (set (session, MIAO_SETTING_BACKUP_AHEAD, alarm, error))
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED, alarm);

  return FALSE;
}

gboolean
miao_backup_check_ahead (MiaoSession *session,
                         const char *folder,
                         const char *file_id,
                         GError **error)
{
  g_autoptr (GPtrArray) list = miao_backup_list (folder, file_id, NULL);
  g_autofree char *text = NULL;
  Compare compare = { 0 };
  gint64 accepted_ms;

  if (!get (session->store, MIAO_SETTING_BACKUP_ACCEPTED, &text, error))
    return FALSE;
  accepted_ms = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  for (guint i = 0; list != NULL && i < list->len; i++) {
    const MiaoBackup *backup = g_ptr_array_index (list, i);

    /* A note that somebody else wrote is no witness. */
    if (backup->at_ms > accepted_ms &&
        (compare.backup == NULL || backup->lines > compare.backup->lines) &&
        miao_backup_note_is_authentic (backup->path, session->keys))
      compare.backup = backup;
  }
  if (compare.backup == NULL)
    return TRUE;
  (void) miao_store_audit_each (session->store, compare.backup->lines, NULL, NULL, FALSE, 1,
                                compare_line, &compare, NULL);

  return compare.same || tell (session, compare.backup, error);
}
