#include "config.h"

#include "miao-backup-private.h"

#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-secret.h"
#include "miao-session-private.h"

#include <string.h>

/* A backup read again: first the files against their digests, then what is inside. */

#define FILES_DONE 0.4

typedef struct {
  const char *path;
  const MiaoKeys *keys;
  MiaoBackupReport *report;
  MiaoAttachments *attachments;
  MiaoBackupProgress progress;
  gpointer data;
  GCancellable *cancellable;
  gint64 documents;
} Check;

void
miao_backup_report_clear (MiaoBackupReport *report)
{
  g_clear_pointer (&report->backup, miao_backup_free);
  g_clear_pointer (&report->problems, g_ptr_array_unref);
}

static void
tell (Check *check, const char *what, double fraction)
{
  if (check->progress != NULL)
    check->progress (what, fraction, check->data);
}

static void
add (Check *check, const char *where, const char *problem)
{
  miao_backup_add_problem (check->report->problems, where, problem);
}

/* --- Files --- */

static gboolean
is_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  return *name != '\0' && *name != '/' && !g_strv_contains ((const char *const *) parts, "..");
}

/* "digest  name" */
static gboolean
check_line (Check *check, const char *line, GError **error)
{
  const char *name = line + MIAO_SHA256_HEX + 1;
  g_autofree char *path = NULL;
  char digest[MIAO_SHA256_HEX];
  GError *trouble = NULL;

  if (strlen (line) < MIAO_SHA256_HEX + 2 || !is_inside (name)) {
    add (check, MIAO_BACKUP_MANIFEST, miao_pick ("清单有误。", "The list of files is wrong."));
    return TRUE;
  }
  path = g_build_filename (check->path, name, NULL);
  check->report->files++;
  if (!miao_files_digest (path, digest, NULL, check->cancellable, &trouble)) {
    if (!g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND) &&
        !g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_STORE)) {
      g_propagate_error (error, trouble);
      return FALSE;
    }
    add (check, NULL, trouble->message);
    g_error_free (trouble);
  } else if (strncmp (line, digest, MIAO_SHA256_HEX - 1) != 0) {
    add (check, name, miao_pick ("内容与写成时不同。", "Not as it was written."));
  }

  return TRUE;
}

static gboolean
check_files (Check *check, GError **error)
{
  g_autofree char *path = g_build_filename (check->path, MIAO_BACKUP_MANIFEST, NULL);
  g_autofree char *said = miao_backup_note_get (check->path, "manifest");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char digest[MIAO_SHA256_HEX] = "";
  guint n;

  if (!g_file_get_contents (path, &text, NULL, NULL) ||
      !miao_files_digest (path, digest, NULL, check->cancellable, NULL)) {
    add (check, MIAO_BACKUP_MANIFEST, miao_pick ("清单不见了。", "The list of files is gone."));
    return TRUE;
  }
  if (g_strcmp0 (said, digest) != 0)
    add (check, MIAO_BACKUP_MANIFEST, miao_pick ("清单被改动。", "The list of files was changed."));
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i < n; i++) {
    tell (check, miao_pick ("核对文件", "Comparing files"), FILES_DONE * i / MAX (n, 1));
    if (*lines[i] != '\0' && !check_line (check, lines[i], error))
      return FALSE;
  }

  return TRUE;
}

/* --- Content --- */

static gboolean
go_on (gint64 lines, gpointer data)
{
  return !g_cancellable_is_cancelled (((Check *) data)->cancellable);
}

static gboolean
check_document (MiaoRecord *record, gpointer data, GError **error)
{
  Check *check = data;
  GError *trouble = NULL;

  check->documents++;
  tell (check, miao_pick ("核对材料文件", "Comparing documents"),
        0.7 + 0.3 * (double) check->documents / (double) MAX (check->report->backup->documents, 1));
  if (g_cancellable_set_error_if_cancelled (check->cancellable, NULL)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已取消。", "Cancelled."));
    return FALSE;
  }
  if (miao_attachments_verify (check->attachments, miao_record_get_id (record),
                               miao_record_get (record, "sha256"), &trouble))
    return TRUE;
  add (check, miao_record_get_id (record), trouble->message);
  g_error_free (trouble);

  return TRUE;
}

static void
compare_count (Check *check, const char *what, gint64 said, gint64 found)
{
  g_autofree char *problem = NULL;

  if (said == found)
    return;
  problem = g_strdup_printf (miao_pick ("备份说明为 %" G_GINT64_FORMAT "，实有 %" G_GINT64_FORMAT,
                                        "the note says %" G_GINT64_FORMAT
                                        ", there are %" G_GINT64_FORMAT),
                             said, found);
  add (check, what, problem);
}

static gboolean
check_counts (Check *check, MiaoStore *copy, GError **error)
{
  const MiaoBackup *said = check->report->backup;
  g_autoptr (MiaoBackup) found = g_new0 (MiaoBackup, 1);

  if (!miao_backup_count (copy, found, error))
    return FALSE;
  compare_count (check, miao_pick ("操作记录", "Audit log"), said->lines, found->lines);
  compare_count (check, miao_pick ("儿童", "Children"), said->children, found->children);
  compare_count (check, miao_pick ("家庭", "Families"), said->families, found->families);
  compare_count (check, miao_pick ("寄养", "Placements"), said->placements, found->placements);
  compare_count (check, miao_pick ("材料", "Documents"), said->documents, found->documents);

  return TRUE;
}

static gboolean
check_store (Check *check, MiaoStore *copy, GError **error)
{
  const MiaoBackup *said = check->report->backup;
  g_auto (MiaoAuditReport) audit = { 0 };
  g_auto (GStrv) problems = NULL;
  guint8 head[MIAO_AUDIT_HASH_BYTES] = { 0 };

  tell (check, miao_pick ("核验数据库", "Checking the database"), FILES_DONE);
  if (!miao_store_check (copy, FALSE, check->cancellable, &problems, error))
    return FALSE;
  for (guint i = 0; problems[i] != NULL; i++)
    add (check, NULL, problems[i]);
  if (problems[0] != NULL)
    return TRUE;
  if (!miao_secret_from_hex (said->head, head, sizeof head))
    add (check, MIAO_BACKUP_NOTE, miao_pick ("说明有误。", "The note is wrong."));
  tell (check, miao_pick ("核验操作记录", "Checking the audit log"), 0.6);
  if (!miao_audit_verify_chain (copy, said->lines, head, go_on, check, &audit, error))
    return FALSE;
  if (audit.problem != NULL)
    add (check, NULL, audit.problem);

  /* The rows of an older schema are read after the restore has upgraded them. */
  return said->schema != miao_store_get_newest_schema (copy) || check_counts (check, copy, error);
}

static gboolean
check_content (Check *check, const char *store_path, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoStore) copy = miao_backup_open_copy (store_path, check->keys, &trouble);
  g_autoptr (MiaoQuery) documents = miao_query_new (miao_kind_find ("document"));
  g_autofree char *folder = g_strconcat (store_path, ".d", NULL);

  if (copy == NULL) {
    add (check, NULL, trouble->message);
    return TRUE;
  }
  if (!check_store (check, copy, error))
    return FALSE;
  /* A copy made before an upgrade has no documents: nothing in them changes. */
  if (check->report->backup->schema != miao_store_get_newest_schema (copy) ||
      g_strcmp0 (check->report->backup->why, "upgrade") == 0 || check->report->problems->len > 0)
    return TRUE;
  check->attachments = miao_attachments_new (store_path, check->keys);

  return miao_store_each (copy, documents, check_document, check, error);
}

/* Whether the keys belong to this copy's data key. */
static gboolean
fits (const char *store_path, const MiaoKeys *keys)
{
  g_autofree char *path = miao_slots_dup_path (store_path);
  g_autoptr (MiaoSlots) slots = keys != NULL ? miao_slots_load (path, NULL) : NULL;

  return slots != NULL && miao_slots_is_authentic (slots, keys);
}

gboolean
miao_backup_check (const char *path,
                   const MiaoKeys *keys,
                   MiaoBackupProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   MiaoBackupReport *report,
                   GError **error)
{
  Check check = { path, keys, report, NULL, progress, data, cancellable, 0 };
  g_autofree char *store_path = NULL;
  gboolean done;

  *report = (MiaoBackupReport){ 0 };
  report->backup = miao_backup_read (path, error);
  if (report->backup == NULL)
    return FALSE;
  report->problems = g_ptr_array_new_with_free_func (g_free);
  store_path = miao_backup_dup_store_path (report->backup);
  if (!check_files (&check, error))
    return FALSE;
  if (!fits (store_path, keys))
    return TRUE;
  report->opened = TRUE;
  if (!miao_backup_note_is_authentic (path, keys))
    add (&check, MIAO_BACKUP_NOTE, miao_pick ("说明被改动。", "The note was changed."));
  done = check_content (&check, store_path, error);
  g_clear_pointer (&check.attachments, miao_attachments_free);

  return done;
}

gboolean
miao_backup_check_for (MiaoSession *session,
                       const char *path,
                       MiaoBackupProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       MiaoBackupReport *report,
                       GError **error)
{
  g_autoptr (JsonObject) detail = NULL;
  g_autofree char *name = g_path_get_basename (path);

  *report = (MiaoBackupReport){ 0 };
  if (!miao_session_require (session, MIAO_MAY_BACKUP, error) ||
      !miao_backup_check (path, session->keys, progress, data, cancellable, report, error))
    return FALSE;
  detail = json_object_new ();
  json_object_set_string_member (detail, "backup", name);
  json_object_set_int_member (detail, "problems", report->problems->len);

  return miao_audit_event (session, "backup.check", NULL, NULL, detail, error);
}
