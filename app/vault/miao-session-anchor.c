/* The anchor: what the key file remembers of the audit chain, so that opening notices a shortened
 * or rewritten one, and the alarm that follows. */
#include "config.h"

#include "miao-session-private.h"

#include "miao-audit-private.h"
#include "miao-backup-private.h"
#include "miao-error.h"

#include <string.h>

/* How often at most the anchor is written while people work. */
#define ANCHOR_EVERY_US (30 * G_USEC_PER_SEC)
/* How many of the newest lines are compared with their records at opening: some milliseconds. */
#define RECENT_LINES 64

void
miao_session_changed_cb (MiaoStore *store, const char *kind, const char *id, gpointer data)
{
  MiaoSession *session = data;

  /* Failing is no reason to stop anybody; the next commit or closing tries again. */
  if (!miao_store_in_transaction (store) &&
      g_get_monotonic_time () - session->anchored_us >= ANCHOR_EVERY_US)
    (void) miao_session_anchor (session, NULL);
}

static gboolean
write_anchor (MiaoSession *session,
              gint64 count,
              const guint8 hash[MIAO_ANCHOR_HASH],
              gboolean force,
              GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (session->keys_path, error);

  if (slots == NULL)
    return FALSE;
  if (!miao_slots_is_authentic (slots, session->keys)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("密钥文件在使用中被改动。请从备份中取回。",
                                    "The key file was changed while in use. Fetch it from the "
                                    "backup."));
    return FALSE;
  }
  if (!force && miao_slots_get_anchor (slots, NULL) >= count)
    return TRUE;
  miao_slots_set_anchor (slots, count, hash);

  return miao_slots_save (slots, session->keys_path, session->keys, error);
}

static gboolean
anchor (MiaoSession *session, gboolean force, GError **error)
{
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 count = 0;
  gboolean done;
  int lock;

  session->anchored_us = g_get_monotonic_time ();
  if (!miao_store_audit_head (session->store, &count, hash, error))
    return FALSE;
  lock = miao_slots_lock (session->keys_path, error);
  if (lock < 0)
    return FALSE;
  done = write_anchor (session, count, hash, force, error);
  miao_slots_release (lock);

  return done;
}

gboolean
miao_session_anchor (MiaoSession *session, GError **error)
{
  g_return_val_if_fail (session->store != NULL, FALSE);

  /* While the alarm stands the old anchor is the evidence. */
  if (session->alarm != NULL || session->keys == NULL || session->slots_held)
    return TRUE;

  return anchor (session, FALSE, error);
}

typedef struct {
  gint64 count;
  const guint8 *hash;
  gboolean found;
  gboolean same;
} AnchorCheck;

static gboolean
compare_anchor (const MiaoAuditRow *row, gpointer data, GError **error)
{
  AnchorCheck *check = data;

  check->found = row->seq == check->count;
  check->same = check->found && memcmp (row->hash, check->hash, MIAO_ANCHOR_HASH) == 0;

  return FALSE;
}

gboolean
miao_session_check_anchor (MiaoSession *session, const MiaoSlots *slots, GError **error)
{
  guint8 hash[MIAO_ANCHOR_HASH];
  AnchorCheck check = { .hash = hash };
  g_autoptr (GError) trouble = NULL;

  check.count = miao_slots_get_anchor (slots, hash);
  if (check.count == 0)
    return TRUE;
  if (!miao_store_audit_each (session->store, check.count, NULL, NULL, FALSE, 1, compare_anchor,
                              &check, &trouble) &&
      trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  if (!check.found)
    session->alarm = g_strdup (
        miao_pick ("操作记录比上次关闭时短：数据可能被截断，或被换成了旧副本。请立即核对备份。",
                   "The audit log is shorter than when last closed: data were cut off or an "
                   "old copy was put back. Compare with the backup at once."));
  else if (!check.same)
    session->alarm =
        g_strdup (miao_pick ("操作记录与上次关闭时不一致：历史被改写过。请立即核对备份。",
                             "The audit log differs from what it was when last closed: history was "
                             "rewritten. Compare with the backup at once."));

  return TRUE;
}

gboolean
miao_session_check_rest (MiaoSession *session, GError **error)
{
  if (session->alarm != NULL)
    return TRUE;
  if (!miao_backup_get_ahead (session->store, &session->alarm, error))
    return FALSE;

  return session->alarm != NULL ||
         miao_audit_check_recent (session, RECENT_LINES, &session->alarm, error);
}

const char *
miao_session_get_alarm (const MiaoSession *session)
{
  return session->alarm;
}

gboolean
miao_session_acknowledge_alarm (MiaoSession *session, const char *reason, GError **error)
{
  g_autoptr (JsonObject) detail = NULL;

  if (!miao_session_require (session, MIAO_MAY_ALARM_ACCEPT, error))
    return FALSE;
  if (session->alarm == NULL)
    return TRUE;
  if (reason == NULL || *reason == '\0') {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请写明原因。", "Write down the reason."));
    return FALSE;
  }
  detail = json_object_new ();
  json_object_set_string_member (detail, "reason", reason);
  json_object_set_string_member (detail, "alarm", session->alarm);
  if (!miao_backup_accept_ahead (session, NULL, error) ||
      !miao_audit_event (session, "audit.acknowledge", NULL, NULL, detail, error) ||
      !anchor (session, TRUE, error))
    return FALSE;
  g_clear_pointer (&session->alarm, g_free);

  return TRUE;
}
