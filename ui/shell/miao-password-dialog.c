#include "config.h"

#include "miao-password-dialog.h"

#include "miao-account.h"
#include "miao-banner.h"
#include "miao-dialog.h"
#include "miao-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *window;
  GtkWidget *parent;
  GtkWidget *banner;
  GtkWidget *present;
  GtkWidget *password;
  GtkWidget *again;
  MiaoSession *session;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->parent);
  miao_session_unref (dialog->session);
  g_free (dialog);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
change_cb (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (text_of (dialog->password), text_of (dialog->again))) {
    miao_banner_show (MIAO_BANNER (dialog->banner), MIAO_TONE_DANGER,
                      _ ("The two passwords differ. Type the second one again."), NULL);
    return;
  }
  if (!miao_account_change_password (dialog->session, text_of (dialog->present),
                                     text_of (dialog->password), &error)) {
    miao_banner_show_error (MIAO_BANNER (dialog->banner), error);
    return;
  }
  miao_window_say (dialog->parent, MIAO_TONE_GOOD, _ ("The password has been changed"), NULL);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static GtkWidget *
add_entry (GtkWidget *grid, int row, const char *words)
{
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  miao_dialog_attach (grid, row, words, entry, entry);
  return entry;
}

void
miao_password_dialog_present (GtkWidget *parent, MiaoSession *session)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box;
  GtkWidget *grid;

  dialog->window = miao_dialog_new (parent, _ ("Change password"), 460, &box);
  gtk_window_set_resizable (GTK_WINDOW (dialog->window), FALSE);
  dialog->parent = g_object_ref (parent);
  dialog->session = miao_session_ref (session);
  dialog->banner = miao_banner_new ();
  gtk_box_append (GTK_BOX (box), dialog->banner);
  grid = miao_dialog_add_grid (box);
  dialog->present = add_entry (grid, 0, _ ("Present password"));
  dialog->password = add_entry (grid, 1, _ ("New password"));
  dialog->again = add_entry (grid, 2, _ ("New password again"));
  miao_dialog_add_buttons (dialog->window, box, _ ("Change the password"), G_CALLBACK (change_cb),
                           dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "miao-dialog", dialog, dialog_free);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
