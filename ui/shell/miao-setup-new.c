/* Setting up a new file: what is asked, making it, and the sheet with its recovery key. */
#include "config.h"

#include "miao-setup-private.h"

#include "miao-banner.h"
#include "miao-gtk-compat.h"
#include "miao-page-preview.h"
#include "miao-password.h"
#include "miao-print-recovery.h"
#include "miao-print.h"
#include "miao-use-case.h"
#include "miao-vault.h"

#include <glib/gi18n.h>

#define SUFFIX ".miaopu"

static void
show_new (MiaoSetup *self, gboolean practice)
{
  self->practice = practice;
  miao_setup_clear_secrets (self);
  miao_banner_hide (MIAO_BANNER (self->banner));
  gtk_label_set_label (GTK_LABEL (self->new_heading),
                       practice ? _ ("Set up a practice file") : _ ("Set up an institution"));
  gtk_label_set_label (
      GTK_LABEL (self->new_text),
      practice
          ? _ ("The file is marked as practice for ever; real children do not belong into it.")
          : _ ("Everything is kept in one encrypted file. Nobody can open it without a password "
               "or the recovery key, not even its makers."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "new");
  gtk_widget_grab_focus (self->institution);
}

static void
new_cb (MiaoSetup *self)
{
  show_new (self, FALSE);
}

static void
practice_cb (MiaoSetup *self)
{
  show_new (self, TRUE);
}

static gboolean
name_institution (MiaoSession *session, const char *name, GError **error)
{
  g_autoptr (JsonObject) input = json_object_new ();
  JsonObject *record = json_object_new ();

  json_object_set_string_member (record, "name", name);
  json_object_set_object_member (input, "institution", record);
  return miao_use_case_run (session, "edit-institution", input, NULL, error);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MiaoSetupWork *making = data;
  const MiaoVaultSetup setup = {
    .path = making->path,
    .login = making->login,
    .name = making->name,
    .password = making->password,
    .practice = making->practice,
  };
  g_autoptr (MiaoSession) session = NULL;
  GError *error = NULL;

  if (!miao_vault_create (&setup, &making->recovery, &error) ||
      (session = miao_session_open (making->path, making->login, making->password, &error)) ==
          NULL ||
      !name_institution (session, making->institution, &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_task_return_pointer (task, g_steal_pointer (&session), (GDestroyNotify) miao_session_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoSetup *self = MIAO_SETUP (source);
  MiaoSetupWork *making = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->make_button, TRUE);
  g_clear_pointer (&self->session, miao_session_unref);
  self->session = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->session == NULL) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  miao_setup_clear_entries (self);
  g_free (self->made_for);
  self->made_for = g_strdup (making->institution);
  gtk_label_set_label (GTK_LABEL (self->recovery_key), making->recovery);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kept), FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "recovery");
  gtk_widget_grab_focus (self->kept);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoSetup) self = MIAO_SETUP (user_data);
  g_autoptr (GFile) file = miao_save_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GTask) task = NULL;
  MiaoSetupWork *making;

  if (path == NULL)
    return;
  making = g_new0 (MiaoSetupWork, 1);
  making->path =
      g_str_has_suffix (path, SUFFIX) ? g_strdup (path) : g_strconcat (path, SUFFIX, NULL);
  making->institution = g_strstrip (g_strdup (miao_setup_get_text (self->institution)));
  making->name = g_strstrip (g_strdup (miao_setup_get_text (self->name)));
  making->login = g_strdup (miao_setup_get_text (self->login));
  making->password = g_strdup (miao_setup_get_text (self->password));
  making->practice = self->practice;
  gtk_widget_set_sensitive (self->make_button, FALSE);
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_source_tag (task, place_chosen_cb);
  g_task_set_task_data (task, making, miao_setup_work_free);
  g_task_run_in_thread (task, make_in_thread);
}

static gboolean
check_entries (MiaoSetup *self)
{
  g_autoptr (GError) error = NULL;

  if (*miao_setup_get_text (self->institution) == '\0')
    miao_setup_complain (self, self->institution, _ ("Write the name of the institution."));
  else if (*miao_setup_get_text (self->name) == '\0')
    miao_setup_complain (self, self->name, _ ("Write the name of the administrator."));
  else if (!miao_password_check_login (miao_setup_get_text (self->login), &error))
    miao_setup_complain (self, self->login, error->message);
  else if (!miao_password_check (miao_setup_get_text (self->login),
                                 miao_setup_get_text (self->password), &error))
    miao_setup_complain (self, self->password, error->message);
  else if (!g_str_equal (miao_setup_get_text (self->password), miao_setup_get_text (self->again)))
    miao_setup_complain (self, self->again,
                         _ ("The two passwords differ. Type the second one again."));
  else
    return TRUE;
  return FALSE;
}

static void
make_cb (MiaoSetup *self)
{
  g_autofree char *name = NULL;

  if (!check_entries (self))
    return;
  miao_banner_hide (MIAO_BANNER (self->banner));
  name = g_strconcat (miao_setup_get_text (self->institution), SUFFIX, NULL);
  g_strdelimit (name, "/\\:", '-');
  miao_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        _ ("Where the file is kept"), name, NULL, place_chosen_cb,
                        g_object_ref (self));
}

static void
sheet_printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoSetup *self = MIAO_SETUP (source);
  g_autoptr (GError) error = NULL;

  if (!miao_document_print_finish (result, &error) && error != NULL)
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

static void
print_sheet_cb (MiaoSetup *self)
{
  const char *path = miao_session_get_path (self->session);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *file_name = g_filename_display_name (base);
  g_autofree char *made_on = miao_print_dup_date (miao_session_today (self->session));
  const MiaoDocumentInfo info = {
    .institution = self->made_for,
    .printed_by = miao_session_get_name (self->session),
    .printed_on = made_on,
    .practice = miao_session_is_practice (self->session),
  };

  miao_document_print_async (
      GTK_WIDGET (self),
      miao_print_recovery_sheet (&info, gtk_label_get_label (GTK_LABEL (self->recovery_key)),
                                 file_name, made_on),
      sheet_printed_cb, NULL);
}

static void
kept_cb (MiaoSetup *self)
{
  gtk_widget_set_sensitive (self->go_on,
                            gtk_check_button_get_active (GTK_CHECK_BUTTON (self->kept)));
}

static void
go_on_cb (MiaoSetup *self)
{
  g_autoptr (MiaoSession) session = g_steal_pointer (&self->session);

  gtk_label_set_label (GTK_LABEL (self->recovery_key), "");
  miao_setup_opened (self, session);
}

void
miao_setup_class_bind_new (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, practice_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}
