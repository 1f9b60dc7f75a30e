/* Where backups go and when they are made. Making, checking and restoring them are no changes of
 * records and have functions of their own in the vault. */
#include "config.h"

#include "miao-backup.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-params.h"
#include "miao-store-tables.h"

#include <glib/gstdio.h>

static const MiaoField set_backup_params[] = {
  P_TEXT ("folder", "Target folder", "备份文件夹", P_MUST),
  P_CODE ("every", "backup_every", "How often", "备份频率", P_MUST),
  P_INT ("hour", "Not before (hour)", "不早于（时）", 0, 23, P_MUST),
  P_END,
};

static gboolean
check_folder (const char *folder, GError **error)
{
  g_autofree char *probe = g_build_filename (folder, ".miaopu-probe", NULL);

  if (!g_path_is_absolute (folder) || !g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("找不到文件夹“%s”。请选择已有的文件夹。",
                            "There is no folder “%s”. Choose one that is there."),
                 folder);
    return miao_error_at (error, "folder");
  }
  if (g_file_set_contents (probe, "", 0, NULL)) {
    (void) g_unlink (probe);
    return TRUE;
  }
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("文件夹“%s”不能写入。请检查权限，或换一个文件夹。",
                          "The folder “%s” cannot be written. Check its permissions or choose "
                          "another one."),
               folder);

  return miao_error_at (error, "folder");
}

static gboolean
set (MiaoCall *call, const char *name, const char *value, GError **error)
{
  return miao_store_setting_set (call->store, name, value, MIAO_DATE_NONE,
                                 miao_session_get_account (call->session), call->now_ms, error);
}

static gboolean
run_set_backup (MiaoCall *call, GError **error)
{
  const char *folder = miao_call_get (call, "folder");

  if (!check_folder (folder, error))
    return FALSE;
  if (miao_backup_is_same_disk (miao_session_get_path (call->session), folder))
    miao_call_result (call, "warning",
                      miao_pick ("备份文件夹与数据在同一块磁盘上：磁盘损坏时会一起丢失。",
                                 "The folder lies on the disk of the data: both are lost when it "
                                 "fails."));

  return set (call, MIAO_SETTING_BACKUP_FOLDER, folder, error) &&
         set (call, MIAO_SETTING_BACKUP_EVERY, miao_call_get (call, "every"), error) &&
         set (call, MIAO_SETTING_BACKUP_HOUR, miao_call_get (call, "hour"), error);
}

const MiaoUseCase miao_case_set_backup = {
  .name = "set-backup",
  .label = "Set up backups",
  .label_zh = "设置备份",
  .permission = MIAO_MAY_BACKUP,
  .params = set_backup_params,
  .run = run_set_backup,
};
