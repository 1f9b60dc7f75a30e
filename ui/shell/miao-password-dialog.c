#include "config.h"

#include "miao-password-dialog.h"

#include "miao-account.h"
#include "miao-banner.h"
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
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, row, 1, 1);
  return entry;
}

static void
add_buttons (Dialog *dialog, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *change = gtk_button_new_with_label (_ ("Change the password"));
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (buttons, 8);
  gtk_widget_add_css_class (change, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), change);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_window_set_default_widget (GTK_WINDOW (dialog->window), change);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), dialog->window);
  g_signal_connect_swapped (change, "clicked", G_CALLBACK (change_cb), dialog);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (dialog->window, controller);
}

void
miao_password_dialog_present (GtkWidget *parent, MiaoSession *session)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *grid = gtk_grid_new ();

  dialog->window = gtk_window_new ();
  dialog->parent = g_object_ref (parent);
  dialog->session = miao_session_ref (session);
  gtk_window_set_title (GTK_WINDOW (dialog->window), _ ("Change password"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window),
                                GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 460, -1);
  gtk_window_set_resizable (GTK_WINDOW (dialog->window), FALSE);
  gtk_widget_add_css_class (dialog->window, "ask");
  gtk_widget_add_css_class (box, "ask-body");
  gtk_window_set_child (GTK_WINDOW (dialog->window), box);

  dialog->banner = miao_banner_new ();
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  dialog->present = add_entry (grid, 0, _ ("Present password"));
  dialog->password = add_entry (grid, 1, _ ("New password"));
  dialog->again = add_entry (grid, 2, _ ("New password again"));
  gtk_box_append (GTK_BOX (box), dialog->banner);
  gtk_box_append (GTK_BOX (box), grid);
  add_buttons (dialog, box);
  g_object_set_data_full (G_OBJECT (dialog->window), "miao-dialog", dialog, dialog_free);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
