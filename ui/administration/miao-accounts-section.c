#include "config.h"

#include "miao-accounts-section.h"

#include "miao-account-dialog.h"
#include "miao-account-source.h"
#include "miao-account.h"
#include "miao-ask.h"
#include "miao-page-interface.h"
#include "miao-record-list.h"
#include "miao-secret.h"
#include "miao-window-keys.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoAccountsSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
  GtkWidget *change;
  GtkWidget *reset;
  GtkWidget *lock;
  GtkWidget *disable;
  GtkWidget *remove;
  MiaoSession *session;
  MiaoAccountRows rows;
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoAccountsSection,
                               miao_accounts_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static const MiaoAccount *
get_selected (MiaoAccountsSection *self)
{
  const char *id = miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list));

  for (guint i = 0; id != NULL && self->rows.accounts != NULL && i < self->rows.accounts->len;
       i++) {
    const MiaoAccount *account = self->rows.accounts->pdata[i];

    if (g_str_equal (account->id, id))
      return account;
  }
  return NULL;
}

static void
show_buttons (MiaoAccountsSection *self)
{
  const MiaoAccount *account = get_selected (self);
  gboolean own = account != NULL && self->session != NULL &&
                 g_strcmp0 (account->id, miao_session_get_account (self->session)) == 0;

  const MiaoAccountState state = account != NULL && self->session != NULL
                                     ? miao_account_get_state (self->session, account)
                                     : MIAO_ACCOUNT_IN_USE;
  const gboolean locked = state == MIAO_ACCOUNT_LOCKED || state == MIAO_ACCOUNT_LOCKED_OUT;

  gtk_button_set_label (GTK_BUTTON (self->lock), locked ? _ ("Unlock the account") : _ ("Lock…"));
  gtk_widget_set_sensitive (self->lock, account != NULL && !own && !account->disabled);
  gtk_widget_set_sensitive (self->remove, account != NULL && !own);
  gtk_widget_set_sensitive (self->change, account != NULL);
  gtk_widget_set_sensitive (self->reset, account != NULL && !own);
  gtk_widget_set_sensitive (self->disable, account != NULL && !own && !account->disabled);
}

static void
reload (GtkWidget *widget)
{
  MiaoAccountsSection *self = MIAO_ACCOUNTS_SECTION (widget);

  miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_buttons (self);
}

/* --- acts ----------------------------------------------------------------------------------- */

static void
new_cb (MiaoAccountsSection *self)
{
  miao_account_dialog_present (GTK_WIDGET (self), self->session, NULL, reload);
}

static void
change_cb (MiaoAccountsSection *self)
{
  if (get_selected (self) != NULL)
    miao_account_dialog_present (GTK_WIDGET (self), self->session, get_selected (self), reload);
}

static void
show_done (MiaoAccountsSection *self, gboolean done, const GError *error, const char *words)
{
  reload (GTK_WIDGET (self));
  if (done)
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, words, NULL);
  else
    miao_window_say_error (GTK_WIDGET (self), error);
}

static void
reset_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MiaoAccountsSection *self = MIAO_ACCOUNTS_SECTION (object);
  g_autofree char *login = user_data;
  g_autoptr (MiaoSecretText) password = miao_ask_text_finish (result);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (password == NULL)
    return;
  done = miao_account_reset_password (self->session, login, password, &error);
  show_done (self, done, error, _ ("The new password is valid from now on"));
}

static void
reset_cb (MiaoAccountsSection *self)
{
  const MiaoAccount *account = get_selected (self);

  if (account == NULL)
    return;
  miao_ask_password_async (GTK_WIDGET (self), _ ("Give a new password?"), account->name,
                           _ ("New password"), _ ("Set the new password"), FALSE, reset_answered_cb,
                           g_strdup (account->login));
}

static void
disable_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MiaoAccountsSection *self = MIAO_ACCOUNTS_SECTION (object);
  g_autofree char *login = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (miao_ask_finish (result) != 1)
    return;
  done = miao_account_disable (self->session, login, &error);
  show_done (self, done, error, _ ("The account has been disabled"));
}

static void
disable_cb (MiaoAccountsSection *self)
{
  const char *answers[] = { _ ("Cancel"), _ ("Disable"), NULL };
  const MiaoAccount *account = get_selected (self);
  g_autofree char *text = NULL;

  if (account == NULL)
    return;
  /* Translators: %s is a person's name. */
  text = g_strdup_printf (_ ("%s cannot log in any more. What they did stays under their name."),
                          account->name);
  miao_ask_async (GTK_WIDGET (self), _ ("Disable this account?"), text, answers, TRUE,
                  disable_answered_cb, g_strdup (account->login));
}

static void
lock_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MiaoAccountsSection *self = MIAO_ACCOUNTS_SECTION (object);
  g_autofree char *login = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (miao_ask_finish (result) != 1)
    return;
  done = miao_account_lock (self->session, login, &error);
  show_done (self, done, error, _ ("The account has been locked"));
}

static void
lock_cb (MiaoAccountsSection *self)
{
  const char *answers[] = { _ ("Cancel"), _ ("Lock the account"), NULL };
  const MiaoAccount *account = get_selected (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done;

  if (account == NULL)
    return;
  if (miao_account_get_state (self->session, account) != MIAO_ACCOUNT_IN_USE) {
    done = miao_account_unlock (self->session, account->login, &error);
    show_done (self, done, error, _ ("The account has been unlocked"));
    return;
  }
  /* Translators: %s is a person's name. */
  text = g_strdup_printf (_ ("%s cannot log in until the account is unlocked. The password stays."),
                          account->name);
  miao_ask_async (GTK_WIDGET (self), _ ("Lock this account?"), text, answers, FALSE,
                  lock_answered_cb, g_strdup (account->login));
}

static void
remove_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *login = user_data;
  g_autoptr (MiaoSecretText) password = miao_ask_text_finish (result);

  if (password != NULL)
    miao_window_replace_keys (GTK_WIDGET (object), login, password);
}

static void
remove_cb (MiaoAccountsSection *self)
{
  const MiaoAccount *account = get_selected (self);
  g_autofree char *title = NULL;

  if (account == NULL)
    return;
  /* Translators: %s is a person's name. */
  title = g_strdup_printf (_ ("Remove %s and replace the data key?"), account->name);
  miao_ask_password_async (
      GTK_WIDGET (self), title,
      _ ("For somebody who leaves. The file is encrypted anew, so that no copy of the old key "
         "opens "
         "what is written from now on; nobody else needs a new password, and the recovery sheet "
         "stays valid. Copies and backups made before can still be opened with the old password: "
         "keep them locked away. The window is closed to everybody while it works, and no other "
         "program may have the file open."),
      _ ("Your own password"), _ ("Remove"), TRUE, remove_answered_cb, g_strdup (account->login));
}

/* --- page ----------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoAccountsSection *self = MIAO_ACCOUNTS_SECTION (page);

  miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->rows.accounts, g_ptr_array_unref);
  if (session != NULL) {
    self->session = miao_session_ref (session);
    self->rows.session = self->session;
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), &miao_account_source, &self->rows);
  }
  show_buttons (self);
}

static void
refresh (MiaoPage *page)
{
  if (MIAO_ACCOUNTS_SECTION (page)->session != NULL)
    reload (GTK_WIDGET (page));
}

static void
add (MiaoPage *page)
{
  new_cb (MIAO_ACCOUNTS_SECTION (page));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->add = add;
}

static void
miao_accounts_section_dispose (GObject *object)
{
  MiaoAccountsSection *self = MIAO_ACCOUNTS_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->rows.accounts, g_ptr_array_unref);

  G_OBJECT_CLASS (miao_accounts_section_parent_class)->dispose (object);
}

static void
miao_accounts_section_class_init (MiaoAccountsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_accounts_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (MiaoAccountsSection *self,
            GtkWidget *bar,
            const char *words,
            void (*clicked) (MiaoAccountsSection *self))
{
  GtkWidget *button = gtk_button_new_with_label (words);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static void
miao_accounts_section_init (MiaoAccountsSection *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  MiaoListColumn *columns = miao_account_columns_new ();
  GtkWidget *make;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  make = add_button (self, bar, _ ("New account…"), new_cb);
  gtk_widget_add_css_class (make, "suggested-action");
  self->change = add_button (self, bar, _ ("Name and role…"), change_cb);
  self->reset = add_button (self, bar, _ ("New password…"), reset_cb);
  self->lock = add_button (self, bar, _ ("Lock…"), lock_cb);
  self->disable = add_button (self, bar, _ ("Disable…"), disable_cb);
  self->remove = add_button (self, bar, _ ("Remove…"), remove_cb);
  gtk_box_append (GTK_BOX (self->box), bar);

  self->list = miao_record_list_new ();
  gtk_widget_add_css_class (self->list, "card");
  gtk_widget_add_css_class (self->list, "flush");
  gtk_widget_set_overflow (self->list, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (self->list, TRUE);
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Accounts"));
  g_object_set_data_full (G_OBJECT (self->list), "miao-columns", columns, g_free);
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), columns);
  gtk_box_append (GTK_BOX (self->box), self->list);
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (show_buttons), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (change_cb), self);
  show_buttons (self);
}
