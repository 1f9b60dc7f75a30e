/* A field package is opened: its password is asked for once, then its file is there. */
#include "config.h"

#include "miao-window-private.h"

#include "miao-ask.h"
#include "miao-error.h"
#include "miao-fieldwork.h"
#include "miao-secret.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define NAME_TAIL 6 /* characters of the package's id that keep the files of two houses apart */

typedef struct {
  char *path;
  char *store;
  char *password;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening->store);
  miao_secret_free_text (opening->password);
  g_free (opening);
}

static void
show_trouble (MiaoWindow *self, const GError *error)
{
  miao_window_show_setup (self);
  miao_setup_show_error (MIAO_SETUP (self->setup), error);
}

/* Among the person's documents: the package itself may lie on a stick that goes away. */
static char *
dup_store (const MiaoFieldworkHead *head)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const gsize length = strlen (head->package);
  g_autofree char *name = g_strdup_printf (
      "%s-%s.miaopu", head->number, head->package + (length > NAME_TAIL ? length - NAME_TAIL : 0));

  /* The head comes from outside; it names a file in this folder and no other. */
  g_strdelimit (name, "/\\", '-');

  return g_build_filename (folder != NULL ? folder : g_get_home_dir (), name, NULL);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autofree char *folder = g_path_get_dirname (opening->store);
  g_autofree char *login = NULL;
  MiaoSession *session;
  GError *error = NULL;

  (void) g_mkdir_with_parents (folder, 0700);
  if (!miao_fieldwork_open (opening->path, opening->password, opening->store, &login, &error)) {
    g_task_return_error (task, error);
    return;
  }
  session = miao_session_open (opening->store, login, opening->password, &error);
  if (session != NULL)
    g_task_return_pointer (task, session, (GDestroyNotify) miao_session_unref);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoWindow *self = MIAO_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = g_task_propagate_pointer (G_TASK (result), &error);

  if (session == NULL) {
    show_trouble (self, error);
    return;
  }
  miao_window_begin_session (self, session);
}

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);

  opening->password = miao_ask_text_finish (result);
  if (opening->password == NULL)
    return;
  g_task_run_in_thread (task, open_in_thread);
}

static void
ask (MiaoWindow *self, const char *path, const MiaoFieldworkHead *head, const char *store)
{
  Opening *opening = g_new0 (Opening, 1);
  GTask *task = g_task_new (self, NULL, opened_cb, NULL);
  /* Translators: institution, number of the evaluation, who takes it along, a day. */
  g_autofree char *text =
      g_strdup_printf (_ ("%s, evaluation %s, for %s, due back %s. It opens with the password that "
                          "this account had on the day when it left."),
                       head->institution, head->evaluation_no, head->holder, head->due);
  g_autofree char *title = g_strdup_printf (_ ("Field package %s"), head->number);

  miao_window_show_setup (self);
  opening->path = g_strdup (path);
  opening->store = g_strdup (store);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, opening, opening_free);
  miao_ask_password_async (GTK_WIDGET (self), title, text, _ ("Password"), _ ("Open"), FALSE,
                           password_cb, task);
}

gboolean
miao_window_open_package (MiaoWindow *self, const char *path)
{
  g_autoptr (MiaoFieldworkHead) head = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *store = NULL;

  if (!miao_parcel_is (path))
    return FALSE;
  head = miao_fieldwork_peek (path, &error);
  if (head == NULL) {
    show_trouble (self, error);
    return TRUE;
  }
  if (head->back) {
    g_set_error_literal (&error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         _ ("This package is on its way back. Open the institution and merge it at "
                            "its evaluation."));
    show_trouble (self, error);
    return TRUE;
  }
  store = dup_store (head);
  /* It was opened here before: the work goes on in the file that it was made into. */
  if (g_file_test (store, G_FILE_TEST_EXISTS))
    miao_window_ask_log_in (self, store);
  else
    ask (self, path, head, store);

  return TRUE;
}
