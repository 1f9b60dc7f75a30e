#include "config.h"

#include "miao-account-dialog.h"

#include "miao-account.h"
#include "miao-ask.h"
#include "miao-banner.h"
#include "miao-draft-keeper.h"
#include "miao-typed.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *window;
  GtkWidget *parent;
  GtkWidget *banner;
  GtkWidget *grid;
  GtkWidget *login;
  GtkWidget *name;
  GtkWidget *role;
  GtkWidget *keeper;
  GtkWidget *password; /* NULL while an account changes */
  MiaoSession *session;
  char *changed; /* login of the account that changes; NULL: a new one */
  void (*done) (GtkWidget *parent);
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->parent);
  miao_session_unref (dialog->session);
  g_free (dialog->changed);
  g_free (dialog);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
save_cb (Dialog *dialog)
{
  MiaoRole role = (MiaoRole) gtk_drop_down_get_selected (GTK_DROP_DOWN (dialog->role));
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (dialog->changed != NULL)
    done = miao_account_set_role (dialog->session, dialog->changed, text_of (dialog->name), role,
                                  &error);
  else
    done = miao_account_create (dialog->session, text_of (dialog->login), text_of (dialog->name),
                                role, NULL, text_of (dialog->password), NULL, &error);
  if (!done) {
    miao_banner_show_error (MIAO_BANNER (dialog->banner), error);
    return;
  }
  if (dialog->keeper != NULL)
    miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (dialog->keeper));
  dialog->done (dialog->parent);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static GtkWidget *
add_row (Dialog *dialog, int row, const char *words, GtkWidget *editor)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), editor);
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_grid_attach (GTK_GRID (dialog->grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (dialog->grid), editor, 1, row, 1, 1);
  return editor;
}

static GtkWidget *
make_roles (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint role = 0; role < MIAO_N_ROLES; role++)
    gtk_string_list_append (names, miao_role_label ((MiaoRole) role, miao_language ()));
  return gtk_drop_down_new (G_LIST_MODEL (names), NULL);
}

static void
fill_grid (Dialog *dialog, const MiaoAccount *account)
{
  MiaoRole role = MIAO_ROLE_CASEWORKER;

  dialog->login = add_row (dialog, 0, _ ("Account"), gtk_entry_new ());
  dialog->name = add_row (dialog, 1, _ ("Name"), gtk_entry_new ());
  dialog->role = add_row (dialog, 2, _ ("Role"), make_roles ());
  gtk_entry_set_max_length (GTK_ENTRY (dialog->login), 30);
  gtk_entry_set_max_length (GTK_ENTRY (dialog->name), 50);
  if (account == NULL) {
    dialog->password = add_row (dialog, 3, _ ("First password"), gtk_password_entry_new ());
    gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (dialog->password), TRUE);
    return;
  }
  dialog->changed = g_strdup (account->login);
  gtk_editable_set_text (GTK_EDITABLE (dialog->login), account->login);
  gtk_widget_set_sensitive (dialog->login, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (dialog->name), account->name);
  if (miao_role_parse (account->role, &role))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (dialog->role), role);
}

static void
add_buttons (Dialog *dialog, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *save =
      gtk_button_new_with_label (dialog->changed != NULL ? _ ("Save") : _ ("Make the account"));

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (buttons, 8);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_window_set_default_widget (GTK_WINDOW (dialog->window), save);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), dialog->window);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), dialog);
  miao_dialog_add_keys (dialog->window);
}

void
miao_account_dialog_present (GtkWidget *parent,
                             MiaoSession *session,
                             const MiaoAccount *account,
                             void (*done) (GtkWidget *parent))
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  dialog->window = gtk_window_new ();
  dialog->parent = g_object_ref (parent);
  dialog->session = miao_session_ref (session);
  dialog->done = done;
  gtk_window_set_title (GTK_WINDOW (dialog->window),
                        account != NULL ? _ ("Name and role") : _ ("New account"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window),
                                GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 460, -1);
  gtk_widget_add_css_class (dialog->window, "ask");
  gtk_widget_add_css_class (box, "ask-body");
  gtk_window_set_child (GTK_WINDOW (dialog->window), box);
  dialog->banner = miao_banner_new ();
  dialog->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (dialog->grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (dialog->grid), 16);
  gtk_box_append (GTK_BOX (box), dialog->banner);
  gtk_box_append (GTK_BOX (box), dialog->grid);
  fill_grid (dialog, account);
  /* All but the password is there again after the program ended in the middle. */
  dialog->keeper = miao_typed_keep (dialog->grid, parent, "account", dialog->changed);
  if (dialog->keeper != NULL)
    gtk_box_append (GTK_BOX (box), dialog->keeper);
  add_buttons (dialog, box);
  g_object_set_data_full (G_OBJECT (dialog->window), "miao-dialog", dialog, dialog_free);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
