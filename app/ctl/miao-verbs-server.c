/* Verbs about a server: server, move. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-error.h"
#include "miao-fields.h"
#include "miao-move.h"
#include "miao-secret.h"
#include "miao-store-care.h"

#include <string.h>

static void
add_strings (JsonObject *object, const char *name, const char *const *texts)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (list, texts[i]);
  json_object_set_array_member (object, name, list);
}

static int
tell_state (MiaoStore *store, JsonObject *output)
{
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_int_member (output, "schema", miao_store_get_schema (store));
  if (!miao_store_check_server (store, &problems, &error))
    return miao_ctl_trouble (error);
  json_object_set_boolean_member (output, "sound", problems[0] == NULL);
  add_strings (output, "problems", (const char *const *) problems);
  miao_ctl_print_object (output);

  return problems[0] == NULL ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

/* server prepare|upgrade|check, as the server's administrator. No institution is opened, but for an
 * upgrade that has to encrypt what is there. */
static int
run_server (MiaoCtl *ctl, const char *const *arguments)
{
  const gboolean prepare = strcmp (arguments[0], "prepare") == 0;
  const gboolean upgrade = strcmp (arguments[0], "upgrade") == 0;
  MiaoStoreConfig config = { .path = ctl->store_path, .create = prepare };
  MiaoFieldsUpgrade owner = { .login = ctl->login };
  g_autoptr (MiaoSecretText) password = NULL;
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (GError) error = NULL;
  int status;

  if (!prepare && !upgrade && strcmp (arguments[0], "check") != 0)
    return miao_ctl_usage (miao_pick ("server：prepare（准备）、upgrade（升级）或 check（检查）",
                                      "server: prepare, upgrade or check"));
  if (ctl->store_path == NULL || !miao_store_is_address (ctl->store_path))
    return miao_ctl_usage (miao_pick ("server：须用 --server postgresql://主机/数据库 指定服务器",
                                      "server: --server postgresql://HOST/DATABASE is needed"));
  /* Looking changes nothing, not even an older schema. */
  config.read_only = !prepare && !upgrade;
  if (upgrade && ctl->login != NULL) {
    owner.password = password = miao_ctl_read_password (ctl);
    if (password == NULL)
      return MIAO_EXIT_USAGE;
  }
  config.before_upgrade = miao_fields_before_upgrade;
  config.upgrade_data = &owner;
  store = miao_store_open (&config, &error);
  if (store == NULL || (upgrade && !miao_store_settle_server (store, &error)))
    return miao_ctl_trouble (error);

  status = tell_state (store, output);

  /* What was asked for is done, and what else is wrong with the server is told. */
  return (prepare || upgrade) && status == MIAO_EXIT_TROUBLE ? MIAO_EXIT_DONE : status;
}

/* move --to PLACE */
static int
run_move (MiaoCtl *ctl, const char *const *arguments)
{
  g_auto (MiaoMoveReport) report = { 0 };
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (GError) error = NULL;
  char *password;
  gboolean done;
  int status;

  if (ctl->to == NULL)
    return miao_ctl_usage (
        miao_pick ("move：须用 --to 指定文件或 postgresql://主机/数据库?user=…",
                   "move: --to FILE or --to postgresql://HOST/DATABASE?user=… is needed"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  password = miao_ctl_read_password (ctl);
  if (password == NULL)
    return MIAO_EXIT_USAGE;
  done = miao_move (ctl->session, ctl->to, password, &report, &error);
  miao_secret_free_text (password);
  if (!done)
    return miao_ctl_trouble (error);
  json_object_set_string_member (output, "to", ctl->to);
  json_object_set_int_member (output, "rows", report.rows);
  json_object_set_int_member (output, "documents", report.documents);
  add_strings (output, "new_password_needed", (const char *const *) report.waiting);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_server[] = {
  { "server", "prepare | upgrade | check", "a PostgreSQL database, as its administrator", 1,
    run_server, "PostgreSQL 数据库，由服务器管理员办理" },
  { "move", "--to FILE-OR-ADDRESS", "the whole institution to a server or back to a file", 0,
    run_move, "把整个机构迁到服务器，或迁回文件" },
  { NULL },
};
