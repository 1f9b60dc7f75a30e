/* Opening the store, reading passwords and JSON: what several verbs need. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-error.h"
#include "miao-secret.h"

#include <gio/gunixinputstream.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* Nobody types a password of this length; a wrong file given as password file ends here. */
#define PASSWORD_MAX_BYTES 1024
#define JSON_MAX_BYTES (64 * 1024 * 1024)

static GInputStream *
open_input (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL || strcmp (path, "-") == 0)
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

char *
miao_ctl_read_password (MiaoCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  char buffer[PASSWORD_MAX_BYTES + 1] = { 0 };
  gsize n = 0;
  char *password;

  if (ctl->password_file == NULL) {
    miao_ctl_usage (miao_pick ("须用 --password-file 指定口令文件；口令不能写在命令行里",
                               "--password-file is needed; the password is never an argument"));
    return NULL;
  }
  stream = open_input (ctl->password_file, &error);
  if (stream == NULL ||
      !g_input_stream_read_all (stream, buffer, PASSWORD_MAX_BYTES, &n, NULL, &error)) {
    miao_ctl_usage ("%s", error->message);
    return NULL;
  }
  buffer[strcspn (buffer, "\r\n")] = '\0';
  password = g_strdup (buffer);
  sodium_memzero (buffer, sizeof buffer);

  return password;
}

static int
set_today (MiaoCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  MiaoDate today;

  if (ctl->today == NULL)
    return MIAO_EXIT_DONE;
  today = miao_date_parse (ctl->today);
  if (today == MIAO_DATE_NONE)
    return miao_ctl_usage (miao_pick ("--today：“%s”不是日期，请写成 YYYY-MM-DD",
                                      "--today: “%s” is no day; write YYYY-MM-DD"),
                           ctl->today);
  if (!miao_session_set_today (ctl->session, today, &error))
    return miao_ctl_trouble (error);

  return MIAO_EXIT_DONE;
}

int
miao_ctl_open (MiaoCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  char *password;

  if (ctl->among_calls)
    return set_today (ctl);
  if (ctl->store_path == NULL || ctl->login == NULL)
    return miao_ctl_usage (miao_pick ("须用 --store 指定数据文件，用 --account 指定账号",
                                      "--store and --account are needed"));
  password = miao_ctl_read_password (ctl);
  if (password == NULL)
    return MIAO_EXIT_USAGE;
  ctl->session = miao_session_open (ctl->store_path, ctl->login, password, &error);
  miao_secret_free_text (password);
  if (ctl->session == NULL) {
    g_printerr ("miaopuctl: %s\n", error->message);
    return MIAO_EXIT_TROUBLE;
  }
  if (miao_session_get_alarm (ctl->session) != NULL)
    g_printerr ("miaopuctl: %s\n", miao_session_get_alarm (ctl->session));

  return set_today (ctl);
}

void
miao_ctl_clear (MiaoCtl *ctl)
{
  if (ctl->session != NULL && !ctl->among_calls)
    miao_session_close (ctl->session);
  g_clear_pointer (&ctl->session, miao_session_unref);
  g_clear_pointer (&ctl->store_path, g_free);
  g_clear_pointer (&ctl->login, g_free);
  g_clear_pointer (&ctl->password_file, g_free);
  g_clear_pointer (&ctl->today, g_free);
  g_clear_pointer (&ctl->on, g_free);
  g_clear_pointer (&ctl->output, g_free);
  g_clear_pointer (&ctl->to, g_free);
  g_clear_pointer (&ctl->from, g_free);
  g_clear_pointer (&ctl->encoding, g_free);
  g_clear_pointer (&ctl->mapping, g_free);
  g_clear_pointer (&ctl->period, g_free);
  g_clear_pointer (&ctl->reason, g_free);
  g_clear_pointer (&ctl->anchor, g_free);
  g_clear_pointer (&ctl->arguments, g_strfreev);
}

JsonObject *
miao_ctl_read_json (MiaoCtl *ctl, const char *path, GError **error)
{
  gboolean is_standard = path == NULL || strcmp (path, "-") == 0;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  guint8 piece[16384];
  gssize n;
  JsonNode *root;

  if (is_standard && ctl->among_calls) {
    if (ctl->input == NULL)
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                           miao_pick ("calls：业务的参数写在同一行的末尾",
                                      "calls: the parameters stand at the end of the line"));
    return ctl->input != NULL ? json_object_ref (ctl->input) : NULL;
  }
  stream = open_input (path, error);
  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0) {
    g_byte_array_append (bytes, piece, (guint) n);
    if (bytes->len > JSON_MAX_BYTES) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                           "The parameters are larger than 64 MiB.");
      return NULL;
    }
  }
  if (n < 0)
    return NULL;
  if (!json_parser_load_from_data (parser, (const char *) bytes->data, bytes->len, error)) {
    g_prefix_error (error, "The parameters are not JSON: ");
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         "The parameters must be one JSON object.");
    return NULL;
  }

  return json_object_ref (json_node_get_object (root));
}
