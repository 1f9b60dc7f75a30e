/* Verbs about who may open the file: accounts, keys. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-account.h"
#include "miao-error.h"
#include "miao-pdf.h"
#include "miao-print-recovery.h"
#include "miao-print.h"
#include "miao-rotation.h"
#include "miao-secret.h"
#include "miao-vault.h"

#include <string.h>

static const char *const STATE_NAMES[] = { "in-use", "locked", "locked-out", "disabled" };

/* Another secret than the one of the log-in, from a file of its own. */
static char *
read_from (MiaoCtl *ctl, const char *path)
{
  char *own = ctl->password_file;
  char *secret;

  ctl->password_file = g_strdup (path);
  secret = miao_ctl_read_password (ctl);
  g_free (ctl->password_file);
  ctl->password_file = own;

  return secret;
}

static void
tell_progress (double fraction, gpointer data)
{
  int *told = data;
  const int percent = (int) (fraction * 100);

  if (percent / 10 != *told / 10 || percent == 100)
    g_printerr ("%3d %%\n", percent);
  *told = percent;
}

/* What every verb here says at its end. @error is looked at after @done was made. */
static int
tell (MiaoCtl *ctl, gboolean done, GError **error)
{
  g_autoptr (JsonObject) output = json_object_new ();

  if (!done)
    return miao_ctl_trouble (*error);
  json_object_set_boolean_member (output, "done", TRUE);
  if (ctl->session != NULL && miao_session_get_pending (ctl->session) != NULL)
    json_object_set_string_member (output, "pending", miao_session_get_pending (ctl->session));
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

static int
list_accounts (MiaoCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = miao_account_list (ctl->session, &error);
  g_autoptr (JsonArray) output = json_array_new ();

  if (accounts == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < accounts->len; i++) {
    const MiaoAccount *account = g_ptr_array_index (accounts, i);
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "login", account->login);
    json_object_set_string_member (row, "name", account->name);
    json_object_set_string_member (row, "role", account->role);
    if (account->staff != NULL)
      json_object_set_string_member (row, "staff", account->staff);
    json_object_set_string_member (row, "state",
                                   STATE_NAMES[miao_account_get_state (ctl->session, account)]);
    json_array_add_object_element (output, row);
  }
  miao_ctl_print_array (output);

  return MIAO_EXIT_DONE;
}

static int
reset_account (MiaoCtl *ctl, const char *login, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *password;
  gboolean done;

  if (path == NULL)
    return miao_ctl_usage (miao_pick ("accounts reset 账号 口令文件：请写明账号和新口令所在的文件",
                                      "accounts reset LOGIN PASSWORD-FILE: the login and the file "
                                      "of the new password are needed"));
  password = read_from (ctl, path);
  if (password == NULL)
    return MIAO_EXIT_USAGE;
  done = miao_account_reset_password (ctl->session, login, password, &error);
  miao_secret_free_text (password);

  return tell (ctl, done, &error);
}

static int
set_role (MiaoCtl *ctl, const char *login, const char *name)
{
  g_autoptr (GError) error = NULL;
  MiaoRole role;

  if (name == NULL || !miao_role_parse (name, &role))
    return miao_ctl_usage (miao_pick (
        "accounts role 账号 角色：请写明账号和角色（见 describe role）",
        "accounts role LOGIN ROLE: the login and the role are needed (see “describe role”)"));

  return tell (ctl, miao_account_set_role (ctl->session, login, NULL, role, &error), &error);
}

/* accounts list | lock L | unlock L | disable L | remove L | reset L PASSWORD-FILE | role L ROLE
 * | staff L [STAFF-ID] */
static int
run_accounts (MiaoCtl *ctl, const char *const *arguments)
{
  const char *act = arguments[0], *login = arguments[1];
  g_autoptr (GError) error = NULL;
  gboolean done;
  int told = 0;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (strcmp (act, "list") == 0)
    return list_accounts (ctl);
  if (login == NULL)
    return miao_ctl_usage (miao_pick ("accounts %s：请写明账号", "accounts %s: which account?"),
                           act);
  if (strcmp (act, "reset") == 0)
    return reset_account (ctl, login, arguments[2]);
  if (strcmp (act, "role") == 0)
    return set_role (ctl, login, arguments[2]);
  if (strcmp (act, "staff") == 0)
    done = miao_account_set_staff (ctl->session, login, arguments[2], &error);
  else if (strcmp (act, "lock") == 0)
    done = miao_account_lock (ctl->session, login, &error);
  else if (strcmp (act, "unlock") == 0)
    done = miao_account_unlock (ctl->session, login, &error);
  else if (strcmp (act, "disable") == 0)
    done = miao_account_disable (ctl->session, login, &error);
  else if (strcmp (act, "remove") == 0)
    done = miao_account_remove (ctl->session, login, tell_progress, &told, &error);
  else
    return miao_ctl_usage (
        miao_pick ("accounts：list（列出）、lock（锁定）、unlock（解锁）、disable（停用）、remove（"
                   "移除）、reset（重设口令）、role（变更角色）或 staff（指定是哪名工作人员）",
                   "accounts: list, lock, unlock, disable, remove, reset, role or staff"));

  return tell (ctl, done, &error);
}

/* The sheet as a PDF, or the key itself where nobody asked for a file. */
static int
renew_sheet (MiaoCtl *ctl)
{
  g_autofree char *base = g_path_get_basename (ctl->store_path);
  g_autofree char *day = miao_print_dup_date (miao_date_today ());
  const MiaoDocumentInfo info = { .title = "恢复密钥单", .institution = "" };
  g_autoptr (MiaoDocument) sheet = NULL;
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (MiaoSecretText) key = NULL;
  g_autoptr (GError) error = NULL;

  if (!miao_account_renew_recovery (ctl->session, &key, &error))
    return miao_ctl_trouble (error);
  sheet = miao_print_recovery_sheet (&info, key, base, day);
  if (ctl->output != NULL &&
      miao_pdf_write (sheet, g_get_real_time () / 1000, ctl->output, &error)) {
    json_object_set_string_member (output, "recovery_sheet", ctl->output);
  } else {
    json_object_set_string_member (output, "recovery_key", key);
    if (error != NULL)
      g_printerr ("miaopuctl: %s\n", error->message);
  }
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

/* keys recover LOGIN PASSWORD-FILE: --password-file holds the key of the sheet. */
static int
recover (MiaoCtl *ctl, const char *login, const char *path)
{
  g_autoptr (MiaoSecretText) sheet = NULL;
  g_autoptr (MiaoSecretText) password = NULL;
  g_autoptr (GError) error = NULL;

  if (ctl->store_path == NULL || login == NULL || path == NULL)
    return miao_ctl_usage (
        miao_pick ("keys recover 账号 新口令文件：须有 --store，恢复单上的密钥放在 --password-file",
                   "keys recover LOGIN PASSWORD-FILE, with --store, and the key of the recovery "
                   "sheet in --password-file"));
  sheet = miao_ctl_read_password (ctl);
  if (sheet == NULL)
    return MIAO_EXIT_USAGE;
  password = read_from (ctl, path);
  if (password == NULL)
    return MIAO_EXIT_USAGE;

  return tell (ctl, miao_vault_recover (ctl->store_path, sheet, login, password, &error), &error);
}

static int
use_spare (MiaoCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (ctl->store_path == NULL)
    return miao_ctl_usage (
        miao_pick ("keys spare：须用 --store 指定数据文件", "keys spare: --store is needed"));
  path = miao_slots_dup_path (ctl->store_path);

  return tell (ctl, miao_slots_use_spare (path, &error), &error);
}

static int
tell_status (MiaoCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) output = json_object_new ();
  g_autofree char *path = NULL;
  g_autoptr (MiaoSlots) slots = NULL;

  if (ctl->store_path == NULL)
    return miao_ctl_usage (
        miao_pick ("keys status：须用 --store 指定数据文件", "keys status: --store is needed"));
  path = miao_slots_dup_path (ctl->store_path);
  slots = miao_slots_load (path, &error);
  json_object_set_boolean_member (output, "sound", slots != NULL);
  if (slots != NULL) {
    json_object_set_int_member (output, "slots", miao_slots_get_n (slots));
    json_object_set_int_member (output, "generation", (gint64) miao_slots_get_generation (slots));
    json_object_set_int_member (output, "epoch", miao_slots_get_epoch (slots));
    json_object_set_boolean_member (output, "replacing", miao_slots_is_rotating (slots));
  } else {
    json_object_set_string_member (output, "problem", error->message);
    json_object_set_boolean_member (output, "spare_helps", miao_slots_can_use_spare (path));
  }
  miao_ctl_print_object (output);

  return slots != NULL ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

/* keys status | spare | recover LOGIN PASSWORD-FILE | password PASSWORD-FILE | rotate | renew */
static int
run_keys (MiaoCtl *ctl, const char *const *arguments)
{
  const char *act = arguments[0];
  g_autoptr (MiaoSecretText) present = NULL;
  g_autoptr (MiaoSecretText) password = NULL;
  g_autoptr (GError) error = NULL;
  int told = 0, status;

  if (strcmp (act, "status") == 0)
    return tell_status (ctl);
  if (strcmp (act, "spare") == 0)
    return use_spare (ctl);
  if (strcmp (act, "recover") == 0)
    return recover (ctl, arguments[1], arguments[1] != NULL ? arguments[2] : NULL);
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (strcmp (act, "rotate") == 0)
    return tell (ctl, miao_account_rotate_keys (ctl->session, tell_progress, &told, &error),
                 &error);
  if (strcmp (act, "renew") == 0)
    return renew_sheet (ctl);
  if (strcmp (act, "password") != 0 || arguments[1] == NULL)
    return miao_ctl_usage (
        miao_pick ("keys：status（状态）、spare（用备用密钥文件）、recover 账号 "
                   "口令文件（用恢复单）、password 口令文件（改口令）、rotate（更换数据密钥）或 "
                   "renew（重制恢复单，可加 --output 文件.pdf）",
                   "keys: status, spare, recover LOGIN PASSWORD-FILE, password PASSWORD-FILE, "
                   "rotate or renew [--output SHEET.pdf]"));
  present = miao_ctl_read_password (ctl);
  password = present != NULL ? read_from (ctl, arguments[1]) : NULL;
  if (password == NULL)
    return MIAO_EXIT_USAGE;

  return tell (ctl, miao_account_change_password (ctl->session, present, password, &error), &error);
}

const MiaoVerb miao_verbs_keys[] = {
  { "accounts",
    "list | lock L | unlock L | disable L | remove L | reset L PASSWORD-FILE | role L ROLE | "
    "staff L [STAFF-ID]",
    "the accounts; remove also replaces the data key", 1, run_accounts,
    "账号管理；remove 同时更换数据密钥" },
  { "keys", "status | spare | recover L PASSWORD-FILE | password PASSWORD-FILE | rotate | renew",
    "the key file, the recovery sheet, one's own password", 1, run_keys,
    "密钥文件、恢复单和本人口令" },
  { NULL },
};
