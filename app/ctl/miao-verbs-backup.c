/* Verbs about keeping the file safe: backup, alarm. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-backup.h"
#include "miao-error.h"
#include "miao-restore.h"
#include "miao-secret.h"

#include <string.h>

static void
tell_progress (const char *what, double fraction, gpointer data)
{
  int *last = data;
  const int percent = (int) (fraction * 100);

  /* One line per tenth is enough for a log. */
  if (percent / 10 != *last)
    g_printerr ("%3d %% %s\n", percent, what);
  *last = percent / 10;
}

static JsonArray *
keep_array (guint keep)
{
  static const char *const NAMES[] = { "newest", "day", "week", "month", "year" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    if ((keep & (1u << i)) != 0)
      json_array_add_string_element (array, NAMES[i]);
  }

  return array;
}

static JsonObject *
backup_object (const MiaoBackup *backup)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (backup->at_ms / 1000);
  g_autofree char *made = g_date_time_format_iso8601 (at);

  json_object_set_string_member (object, "path", backup->path);
  json_object_set_string_member (object, "made", made);
  json_object_set_string_member (object, "why", backup->why);
  json_object_set_boolean_member (object, "verified", backup->problems == 0);
  json_object_set_int_member (object, "schema", backup->schema);
  json_object_set_int_member (object, "audit_lines", backup->lines);
  json_object_set_string_member (object, "audit_head", backup->head);
  json_object_set_int_member (object, "children", backup->children);
  json_object_set_int_member (object, "families", backup->families);
  json_object_set_int_member (object, "placements", backup->placements);
  json_object_set_int_member (object, "documents", backup->documents);
  json_object_set_int_member (object, "bytes", backup->bytes);
  json_object_set_int_member (object, "problems", backup->problems);

  return object;
}

/* backup run [FOLDER] [--scheduled] */
static int
run_run (MiaoCtl *ctl, const char *folder)
{
  g_autoptr (JsonObject) output = NULL;
  g_autoptr (MiaoBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  int last = -1;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_backup_run (ctl->session, folder, ctl->scheduled, tell_progress, &last, NULL, &backup,
                        &error))
    return miao_ctl_trouble (error);
  output = backup != NULL ? backup_object (backup) : json_object_new ();
  json_object_set_boolean_member (output, "made_now", backup != NULL);
  miao_ctl_print_object (output);

  return backup == NULL || backup->problems == 0 ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

/* backup list [FOLDER]: a folder needs no log-in */
static int
run_list (MiaoCtl *ctl, const char *folder)
{
  g_auto (MiaoBackupState) state = { 0 };
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL) {
    int status = miao_ctl_open (ctl);

    if (status != MIAO_EXIT_DONE)
      return status;
    if (!miao_backup_get_state (miao_session_get_store (ctl->session), &state, &error))
      return miao_ctl_trouble (error);
    if (state.folder == NULL)
      return miao_ctl_usage (miao_pick ("没有设置备份文件夹；见 describe set-backup",
                                        "no backup folder is set; see “describe set-backup”"));
    folder = state.folder;
  }
  list = miao_backup_list (folder, NULL, &error);
  if (list == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < list->len; i++) {
    const MiaoBackup *backup = g_ptr_array_index (list, i);
    JsonObject *object = backup_object (backup);

    json_object_set_array_member (object, "kept_as", keep_array (backup->keep));
    json_array_add_object_element (array, object);
  }
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

/* backup check PATH: without --store only the files are compared */
static int
run_check (MiaoCtl *ctl, const char *path)
{
  g_auto (MiaoBackupReport) report = { 0 };
  g_autoptr (JsonObject) output = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *problems;
  int last = -1;
  gboolean done;

  if (path == NULL)
    return miao_ctl_usage (
        miao_pick ("backup check 路径：请写明备份的路径", "backup check PATH: the path is needed"));
  if (ctl->store_path != NULL) {
    int status = miao_ctl_open (ctl);

    if (status != MIAO_EXIT_DONE)
      return status;
    done = miao_backup_check_for (ctl->session, path, tell_progress, &last, NULL, &report, &error);
  } else {
    done = miao_backup_check (path, NULL, tell_progress, &last, NULL, &report, &error);
  }
  if (!done)
    return miao_ctl_trouble (error);
  output = backup_object (report.backup);
  problems = json_array_new ();
  for (guint i = 0; i < report.problems->len; i++)
    json_array_add_string_element (problems, g_ptr_array_index (report.problems, i));
  json_object_set_int_member (output, "files", report.files);
  json_object_set_boolean_member (output, "opened", report.opened);
  json_object_set_boolean_member (output, "sound", report.problems->len == 0);
  json_object_set_array_member (output, "problems", problems);
  miao_ctl_print_object (output);

  return report.problems->len == 0 ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

static JsonObject *
present_object (const MiaoRestorePresent *present)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "exists", present->exists);
  if (present->problem != NULL)
    json_object_set_string_member (object, "problem", present->problem);
  if (present->head == NULL)
    return object;
  json_object_set_boolean_member (object, "same_file", present->same_file);
  json_object_set_boolean_member (object, "same_history", present->same_history);
  json_object_set_int_member (object, "audit_lines", present->lines);
  json_object_set_string_member (object, "audit_head", present->head);
  json_object_set_int_member (object, "children", present->children);
  json_object_set_int_member (object, "families", present->families);
  json_object_set_int_member (object, "placements", present->placements);
  json_object_set_int_member (object, "documents", present->documents);
  json_object_set_int_member (object, "lost_lines", present->lost);

  return object;
}

/* backup restore PATH --reason R [--dry-run] */
static int
run_restore (MiaoCtl *ctl, const char *path)
{
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (MiaoRestore) restore = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  char *secret;
  int last = -1;

  if (path == NULL || ctl->store_path == NULL || ctl->login == NULL)
    return miao_ctl_usage (miao_pick (
        "backup restore 路径 --reason 原因：须有 --store、--account 和 --password-file",
        "backup restore PATH --reason R: --store, --account and --password-file are needed"));
  secret = miao_ctl_read_password (ctl);
  if (secret == NULL)
    return MIAO_EXIT_USAGE;
  restore = miao_restore_new (path, ctl->store_path, ctl->login, secret, &error);
  miao_secret_free_text (secret);
  if (restore == NULL)
    return miao_ctl_trouble (error);
  json_object_set_object_member (output, "backup",
                                 backup_object (miao_restore_get_backup (restore)));
  json_object_set_object_member (output, "replaces",
                                 present_object (miao_restore_get_present (restore)));
  if (!ctl->dry_run) {
    if (!miao_restore_run (restore, ctl->reason, tell_progress, &last, NULL, &aside, &error))
      return miao_ctl_trouble (error);
    if (aside != NULL)
      json_object_set_string_member (output, "kept_aside", aside);
  }
  json_object_set_boolean_member (output, "done", !ctl->dry_run);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

/* backup undo-upgrade PATH: the state before an upgrade, for the older program */
static int
run_undo (MiaoCtl *ctl, const char *path)
{
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  if (path == NULL || ctl->store_path == NULL)
    return miao_ctl_usage (miao_pick ("backup undo-upgrade 路径：须用 --store 指定数据文件",
                                      "backup undo-upgrade PATH: --store is needed"));
  if (!miao_restore_upgrade (ctl->store_path, path, &aside, &error))
    return miao_ctl_trouble (error);
  if (aside != NULL)
    json_object_set_string_member (output, "kept_aside", aside);
  json_object_set_boolean_member (output, "done", TRUE);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

static int
run_backup (MiaoCtl *ctl, const char *const *arguments)
{
  static const struct {
    const char *name;
    int (*run) (MiaoCtl *ctl, const char *argument);
  } ACTS[] = {
    { "run", run_run },         { "list", run_list },         { "check", run_check },
    { "restore", run_restore }, { "undo-upgrade", run_undo },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTS); i++) {
    if (strcmp (arguments[0], ACTS[i].name) == 0)
      return ACTS[i].run (ctl, arguments[1]);
  }

  return miao_ctl_usage (miao_pick ("backup：没有“%s”这个操作", "backup: no act “%s”"),
                         arguments[0]);
}

/* alarm [--reason R]: what opening the file found; with a reason a head accepts it */
static int
run_alarm (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (GError) error = NULL;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (ctl->reason != NULL && !miao_session_acknowledge_alarm (ctl->session, ctl->reason, &error))
    return miao_ctl_trouble (error);
  if (miao_session_get_alarm (ctl->session) != NULL)
    json_object_set_string_member (output, "alarm", miao_session_get_alarm (ctl->session));
  else
    json_object_set_null_member (output, "alarm");
  miao_ctl_print_object (output);

  return miao_session_get_alarm (ctl->session) == NULL ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

const MiaoVerb miao_verbs_backup[] = {
  { "backup", "run [FOLDER] | list [FOLDER] | check PATH | restore PATH | undo-upgrade PATH",
    "keep the file safe (--scheduled, --reason, --dry-run)", 1, run_backup,
    "备份与恢复（--scheduled、--reason、--dry-run）" },
  { "alarm", "[--reason R]", "what opening found; a head accepts it with a reason", 0, run_alarm,
    "打开文件时发现的异常；负责人说明原因后确认" },
  { NULL },
};
