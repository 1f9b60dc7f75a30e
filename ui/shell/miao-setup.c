#include "config.h"

#include "miao-setup.h"

#include "miao-banner.h"
#include "miao-gtk-compat.h"
#include "miao-page-preview.h"
#include "miao-password.h"
#include "miao-print-recovery.h"
#include "miao-print.h"
#include "miao-secret.h"
#include "miao-ui.h"
#include "miao-use-case.h"
#include "miao-vault.h"

#include <glib/gi18n.h>

#define SUFFIX ".miaopu"

struct _MiaoSetup {
  GtkWidget parent_instance;

  GtkWidget *banner;
  GtkWidget *stack;
  GtkWidget *open_button;
  GtkWidget *address;
  GtkWidget *new_heading;
  GtkWidget *new_text;
  GtkWidget *institution;
  GtkWidget *name;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *again;
  GtkWidget *make_button;
  GtkWidget *recovery_key;
  GtkWidget *kept;
  GtkWidget *go_on;
  GtkWidget *sheet_key;
  GtkWidget *lost_login;
  GtkWidget *new_password;
  GtkWidget *recover_button;

  gboolean practice;
  char *path;
  char *made_for;       /* institution of the new file */
  MiaoSession *session; /* of the maker of a new file, until the key was kept */
};

enum {
  SIGNAL_FILE,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoSetup, miao_setup, GTK_TYPE_WIDGET)

/* What a new file is made of, for the thread that makes it. */
typedef struct {
  char *path;
  char *institution;
  char *name;
  char *login;
  char *password;
  gboolean practice;
  char *recovery; /* out */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->path);
  g_free (making->institution);
  g_free (making->name);
  g_free (making->login);
  miao_secret_free_text (making->password);
  miao_secret_free_text (making->recovery);
  g_free (making);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
clear_entries (MiaoSetup *self)
{
  GtkWidget *const entries[] = { self->address,   self->institution, self->name,
                                 self->login,     self->password,    self->again,
                                 self->sheet_key, self->lost_login,  self->new_password };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
}

static void
complain (MiaoSetup *self, GtkWidget *entry, const char *message)
{
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_DANGER, message, NULL);
  gtk_widget_grab_focus (entry);
}

/* --- an existing file ----------------------------------------------------------------------- */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoSetup) self = MIAO_SETUP (user_data);
  g_autoptr (GFile) file = miao_open_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    g_signal_emit (self, signals[SIGNAL_FILE], 0, path);
}

static void
open_cb (MiaoSetup *self)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Files of Miaopu"));
  gtk_file_filter_add_suffix (filter, "miaopu");
  miao_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        _ ("Open the file of an institution"), filter, NULL, file_chosen_cb,
                        g_object_ref (self));
  g_object_unref (filter);
}

/* --- a server ------------------------------------------------------------------------------- */

static void
server_cb (MiaoSetup *self)
{
  miao_banner_hide (MIAO_BANNER (self->banner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "server");
  gtk_widget_grab_focus (self->address);
}

static void
address_cb (MiaoSetup *self)
{
  g_autofree char *address = g_strstrip (g_strdup (text_of (self->address)));

  if (!miao_store_is_address (address)) {
    complain (self, self->address,
              _ ("Write the address as your administrator gave it: it begins with "
                 "postgresql://."));
    return;
  }
  miao_banner_hide (MIAO_BANNER (self->banner));
  g_signal_emit (self, signals[SIGNAL_FILE], 0, address);
}

/* --- a new file ----------------------------------------------------------------------------- */

static void
show_new (MiaoSetup *self, gboolean practice)
{
  self->practice = practice;
  clear_entries (self);
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

static void
back_cb (MiaoSetup *self)
{
  miao_setup_show_welcome (self);
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
  Making *making = data;
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
  Making *making = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->make_button, TRUE);
  g_clear_pointer (&self->session, miao_session_unref);
  self->session = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->session == NULL) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  clear_entries (self);
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
  Making *making;

  if (path == NULL)
    return;
  making = g_new0 (Making, 1);
  making->path =
      g_str_has_suffix (path, SUFFIX) ? g_strdup (path) : g_strconcat (path, SUFFIX, NULL);
  making->institution = g_strstrip (g_strdup (text_of (self->institution)));
  making->name = g_strstrip (g_strdup (text_of (self->name)));
  making->login = g_strdup (text_of (self->login));
  making->password = g_strdup (text_of (self->password));
  making->practice = self->practice;
  gtk_widget_set_sensitive (self->make_button, FALSE);
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_source_tag (task, place_chosen_cb);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_in_thread);
}

static gboolean
check_entries (MiaoSetup *self)
{
  g_autoptr (GError) error = NULL;

  if (*text_of (self->institution) == '\0')
    complain (self, self->institution, _ ("Write the name of the institution."));
  else if (*text_of (self->name) == '\0')
    complain (self, self->name, _ ("Write the name of the administrator."));
  else if (!miao_password_check_login (text_of (self->login), &error))
    complain (self, self->login, error->message);
  else if (!miao_password_check (text_of (self->login), text_of (self->password), &error))
    complain (self, self->password, error->message);
  else if (!g_str_equal (text_of (self->password), text_of (self->again)))
    complain (self, self->again, _ ("The two passwords differ. Type the second one again."));
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
  name = g_strconcat (text_of (self->institution), SUFFIX, NULL);
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
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
}

/* --- a forgotten password ------------------------------------------------------------------- */

static void
back_to_login_cb (MiaoSetup *self)
{
  clear_entries (self);
  g_signal_emit (self, signals[SIGNAL_FILE], 0, self->path);
}

static void
recover_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;

  if (miao_vault_recover (making->path, making->recovery, making->login, making->password, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoSetup *self = MIAO_SETUP (source);
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->recover_button, TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  back_to_login_cb (self);
}

static void
recover_cb (MiaoSetup *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, recovered_cb, NULL);
  Making *making = g_new0 (Making, 1);

  miao_banner_hide (MIAO_BANNER (self->banner));
  making->path = g_strdup (self->path);
  making->recovery = g_strdup (text_of (self->sheet_key));
  making->login = g_strdup (text_of (self->lost_login));
  making->password = g_strdup (text_of (self->new_password));
  gtk_widget_set_sensitive (self->recover_button, FALSE);
  g_task_set_source_tag (task, recover_cb);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, recover_in_thread);
}

/* -------------------------------------------------------------------------------------------- */

static void
miao_setup_dispose (GObject *object)
{
  MiaoSetup *self = MIAO_SETUP (object);
  GtkWidget *child;

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->made_for, g_free);
  g_clear_pointer (&self->session, miao_session_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_SETUP);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_setup_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-setup.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoSetup, name)
  BIND (banner);
  BIND (stack);
  BIND (open_button);
  BIND (address);
  BIND (new_heading);
  BIND (new_text);
  BIND (institution);
  BIND (name);
  BIND (login);
  BIND (password);
  BIND (again);
  BIND (make_button);
  BIND (recovery_key);
  BIND (kept);
  BIND (go_on);
  BIND (sheet_key);
  BIND (lost_login);
  BIND (new_password);
  BIND (recover_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, practice_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_to_login_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
}

static void
miao_setup_class_init (MiaoSetupClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_setup_dispose;
  signals[SIGNAL_FILE] = g_signal_new ("file", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (MIAO_TYPE_BANNER);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
miao_setup_init (MiaoSetup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
miao_setup_show_welcome (MiaoSetup *self)
{
  clear_entries (self);
  miao_banner_hide (MIAO_BANNER (self->banner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "welcome");
  gtk_widget_grab_focus (self->open_button);
}

void
miao_setup_show_forgotten (MiaoSetup *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  clear_entries (self);
  miao_banner_hide (MIAO_BANNER (self->banner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "forgotten");
  gtk_widget_grab_focus (self->sheet_key);
}
