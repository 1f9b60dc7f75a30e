#include "config.h"

#include "miao-account-dialog.h"

#include "miao-account.h"
#include "miao-banner.h"
#include "miao-dialog.h"
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
  GtkWidget *person;
  GPtrArray *staff; /* of MiaoRecord, after the first choice: nobody */
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
  g_ptr_array_unref (dialog->staff);
  g_free (dialog->changed);
  g_free (dialog);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* Returns: (nullable): id of the staff record that was chosen. */
static const char *
person_of (Dialog *dialog)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (dialog->person));

  return at > 0 && at <= dialog->staff->len ? miao_record_get_id (dialog->staff->pdata[at - 1])
                                            : NULL;
}

static void
save_cb (Dialog *dialog)
{
  MiaoRole role = (MiaoRole) gtk_drop_down_get_selected (GTK_DROP_DOWN (dialog->role));
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (dialog->changed != NULL)
    done = miao_account_set_staff (dialog->session, dialog->changed, person_of (dialog), &error) &&
           miao_account_set_role (dialog->session, dialog->changed, text_of (dialog->name), role,
                                  &error);
  else
    done = miao_account_create (dialog->session, text_of (dialog->login), text_of (dialog->name),
                                role, person_of (dialog), text_of (dialog->password), NULL, &error);
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
  miao_dialog_attach (dialog->grid, row, words, editor, editor);
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

/* Who works here. The name of the account is theirs unless another one was typed. */
static GtkWidget *
make_people (Dialog *dialog)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));
  GtkStringList *names = gtk_string_list_new (NULL);

  miao_query_where (query, "left_on", MIAO_OP_NULL, NULL);
  miao_query_order (query, "name", FALSE);
  dialog->staff = miao_store_select (miao_session_get_store (dialog->session), query, NULL);
  if (dialog->staff == NULL)
    dialog->staff = g_ptr_array_new ();
  gtk_string_list_append (names, _ ("Nobody of the staff"));
  for (guint i = 0; i < dialog->staff->len; i++) {
    const char *name = miao_record_get (dialog->staff->pdata[i], "name");

    gtk_string_list_append (names, name != NULL ? name : "—");
  }
  return gtk_drop_down_new (G_LIST_MODEL (names), NULL);
}

static void
person_cb (Dialog *dialog)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (dialog->person));
  const char *name =
      person_of (dialog) != NULL ? miao_record_get (dialog->staff->pdata[at - 1], "name") : NULL;

  if (*text_of (dialog->name) == '\0' && name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (dialog->name), name);
}

static void
show_person (Dialog *dialog, const MiaoAccount *account)
{
  for (guint i = 0; account->staff != NULL && i < dialog->staff->len; i++)
    if (g_str_equal (miao_record_get_id (dialog->staff->pdata[i]), account->staff))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (dialog->person), i + 1);
}

static void
fill_grid (Dialog *dialog, const MiaoAccount *account)
{
  MiaoRole role = MIAO_ROLE_CASEWORKER;

  dialog->login = add_row (dialog, 0, _ ("Account"), gtk_entry_new ());
  dialog->person = add_row (dialog, 1, _ ("Staff member"), make_people (dialog));
  dialog->name = add_row (dialog, 2, _ ("Name"), gtk_entry_new ());
  dialog->role = add_row (dialog, 3, _ ("Role"), make_roles ());
  g_signal_connect_swapped (dialog->person, "notify::selected", G_CALLBACK (person_cb), dialog);
  gtk_entry_set_max_length (GTK_ENTRY (dialog->login), 30);
  gtk_entry_set_max_length (GTK_ENTRY (dialog->name), 50);
  if (account == NULL) {
    dialog->password = add_row (dialog, 4, _ ("First password"), gtk_password_entry_new ());
    gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (dialog->password), TRUE);
    return;
  }
  dialog->changed = g_strdup (account->login);
  gtk_editable_set_text (GTK_EDITABLE (dialog->login), account->login);
  gtk_widget_set_sensitive (dialog->login, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (dialog->name), account->name);
  show_person (dialog, account);
  if (miao_role_parse (account->role, &role))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (dialog->role), role);
}

void
miao_account_dialog_present (GtkWidget *parent,
                             MiaoSession *session,
                             const MiaoAccount *account,
                             void (*done) (GtkWidget *parent))
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box;

  dialog->window = miao_dialog_new (
      parent, account != NULL ? _ ("Name and role") : _ ("New account"), 460, &box);
  dialog->parent = g_object_ref (parent);
  dialog->session = miao_session_ref (session);
  dialog->done = done;
  dialog->banner = miao_banner_new ();
  gtk_box_append (GTK_BOX (box), dialog->banner);
  dialog->grid = miao_dialog_add_grid (box);
  fill_grid (dialog, account);
  /* All but the password is there again after the program ended in the middle. */
  dialog->keeper = miao_typed_keep (dialog->grid, parent, "account", dialog->changed);
  if (dialog->keeper != NULL)
    gtk_box_append (GTK_BOX (box), dialog->keeper);
  miao_dialog_add_buttons (dialog->window, box,
                           account != NULL ? _ ("Save") : _ ("Make the account"),
                           G_CALLBACK (save_cb), dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "miao-dialog", dialog, dialog_free);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
