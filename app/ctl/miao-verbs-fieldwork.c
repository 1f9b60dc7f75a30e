/* Field packages, where no institution is open: looking at one, and opening it to work in it. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-fieldwork.h"
#include "miao-secret.h"

#include <string.h>

static int
run_show (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoFieldworkHead) head = miao_fieldwork_peek (path, &error);
  g_autoptr (JsonObject) object = json_object_new ();

  if (head == NULL)
    return miao_ctl_trouble (error);
  json_object_set_string_member (object, "kind", head->back ? "back" : "out");
  json_object_set_string_member (object, "package", head->package);
  json_object_set_string_member (object, "number", head->number);
  json_object_set_string_member (object, "institution", head->institution);
  json_object_set_string_member (object, "evaluation_no", head->evaluation_no);
  json_object_set_string_member (object, "holder", head->holder);
  json_object_set_string_member (object, "out_on", head->out_on);
  json_object_set_string_member (object, "due", head->due);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

static int
run_open (MiaoCtl *ctl, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *login = NULL;
  char *password;
  gboolean done;

  if (ctl->store_path == NULL)
    return miao_ctl_usage (miao_pick ("fieldwork open：须用 --store 指定要建立的数据文件",
                                      "fieldwork open: --store FILE to make is needed"));
  password = miao_ctl_read_password (ctl);
  if (password == NULL)
    return MIAO_EXIT_USAGE;
  done = miao_fieldwork_open (path, password, ctl->store_path, &login, &error);
  miao_secret_free_text (password);
  if (!done)
    return miao_ctl_trouble (error);
  json_object_set_string_member (object, "store", ctl->store_path);
  json_object_set_string_member (object, "account", login);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

/* fieldwork show|open PACKAGE */
static int
run_fieldwork (MiaoCtl *ctl, const char *const *arguments)
{
  if (strcmp (arguments[0], "show") == 0)
    return run_show (arguments[1]);
  if (strcmp (arguments[0], "open") == 0)
    return run_open (ctl, arguments[1]);

  return miao_ctl_usage ("fieldwork show|open PACKAGE");
}

const MiaoVerb miao_verbs_fieldwork[] = {
  { "fieldwork", "show PACKAGE | open PACKAGE --store FILE --password-file F",
    "a field package: what it is; a file to work in it", 2, run_fieldwork,
    "外出评估包：查看；展开成可以填写的文件" },
  { NULL },
};
