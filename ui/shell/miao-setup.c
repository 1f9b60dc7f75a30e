#include "config.h"

#include "miao-setup-private.h"

#include "miao-banner.h"
#include "miao-gtk-compat.h"
#include "miao-secret.h"
#include "miao-ui.h"
#include "miao-vault.h"

#include <glib/gi18n.h>

enum {
  SIGNAL_FILE,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoSetup, miao_setup, GTK_TYPE_WIDGET)

void
miao_setup_work_free (gpointer data)
{
  MiaoSetupWork *making = data;

  g_free (making->path);
  g_free (making->institution);
  g_free (making->name);
  g_free (making->login);
  miao_secret_free_text (making->password);
  miao_secret_free_text (making->recovery);
  g_free (making);
}

const char *
miao_setup_get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* There is no key yet that a draft could be encrypted with, so nothing typed here goes to the disk:
 * names stay in their entries, over errors and the way back, as long as the program runs; what is
 * secret does not even stay there. */
void
miao_setup_clear_secrets (MiaoSetup *self)
{
  GtkWidget *const entries[] = { self->password, self->again, self->sheet_key, self->new_password };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
}

void
miao_setup_clear_entries (MiaoSetup *self)
{
  GtkWidget *const entries[] = { self->address, self->institution, self->name, self->login,
                                 self->lost_login };

  miao_setup_clear_secrets (self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
}

void
miao_setup_complain (MiaoSetup *self, GtkWidget *entry, const char *message)
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
  gtk_file_filter_add_suffix (filter, "miaopkg");
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
  g_autofree char *address = g_strstrip (g_strdup (miao_setup_get_text (self->address)));

  if (!miao_store_is_address (address)) {
    miao_setup_complain (self, self->address,
                         _ ("Write the address as your administrator gave it: it begins with "
                            "postgresql://."));
    return;
  }
  miao_banner_hide (MIAO_BANNER (self->banner));
  g_signal_emit (self, signals[SIGNAL_FILE], 0, address);
}

static void
back_cb (MiaoSetup *self)
{
  miao_setup_show_welcome (self);
}

/* --- a forgotten password ------------------------------------------------------------------- */

static void
back_to_login_cb (MiaoSetup *self)
{
  miao_setup_clear_entries (self);
  g_signal_emit (self, signals[SIGNAL_FILE], 0, self->path);
}

static void
recover_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MiaoSetupWork *making = data;
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
  MiaoSetupWork *making = g_new0 (MiaoSetupWork, 1);

  miao_banner_hide (MIAO_BANNER (self->banner));
  making->path = g_strdup (self->path);
  making->recovery = g_strdup (miao_setup_get_text (self->sheet_key));
  making->login = g_strdup (miao_setup_get_text (self->lost_login));
  making->password = g_strdup (miao_setup_get_text (self->new_password));
  gtk_widget_set_sensitive (self->recover_button, FALSE);
  g_task_set_source_tag (task, recover_cb);
  g_task_set_task_data (task, making, miao_setup_work_free);
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
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  miao_setup_class_bind_new (widget_class);
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
miao_setup_opened (MiaoSetup *self, MiaoSession *session)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
}

void
miao_setup_show_welcome (MiaoSetup *self)
{
  miao_setup_clear_secrets (self);
  miao_banner_hide (MIAO_BANNER (self->banner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "welcome");
  gtk_widget_grab_focus (self->open_button);
}

void
miao_setup_show_error (MiaoSetup *self, const GError *error)
{
  miao_setup_show_welcome (self);
  miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

void
miao_setup_show_forgotten (MiaoSetup *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  miao_setup_clear_entries (self);
  miao_banner_hide (MIAO_BANNER (self->banner));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "forgotten");
  gtk_widget_grab_focus (self->sheet_key);
}
