/* What the cover stands before: a log-in, a locked window, or work that takes a while. */
#include "config.h"

#include "miao-cover-private.h"

#include "miao-avatar.h"
#include "miao-store.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOG_IN_WIDTH 560
#define LOCKED_WIDTH 840

static void
show_account (MiaoCover *self, MiaoSession *session)
{
  GtkListBoxRow *old;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *avatar = miao_avatar_new (40);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name;
  GtkWidget *state = gtk_label_new (_ ("The window is locked; what was typed is kept"));
  g_autofree char *text =
      g_markup_printf_escaped ("<b>%s</b> %s", miao_session_get_name (session),
                               miao_role_label (miao_session_get_role (session), miao_language ()));

  while ((old = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->accounts), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->accounts), GTK_WIDGET (old));
  name = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (name), text);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_widget_add_css_class (state, "dim");
  gtk_widget_add_css_class (state, "caption");
  miao_avatar_set_id (MIAO_AVATAR (avatar), miao_session_get_account (session));
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), state);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (GTK_LIST_BOX (self->accounts), row);
  gtk_list_box_select_row (GTK_LIST_BOX (self->accounts), GTK_LIST_BOX_ROW (row));
}

/* A person is asked something, or the program is at work. */
static void
show_asking (MiaoCover *self, gboolean asking)
{
  gtk_widget_set_visible (self->progress, !asking);
  gtk_widget_set_visible (self->password_label, asking);
  gtk_widget_set_visible (self->password_box, asking);
  gtk_widget_set_visible (self->ways_out, asking);
  gtk_widget_set_visible (self->spare, FALSE);
}

static void
prepare (MiaoCover *self, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_free (self->path);
  self->path = g_strdup (path);
  gtk_label_set_label (GTK_LABEL (self->place),
                       miao_store_is_address (path) ? _ ("Server") : _ ("File, encrypted"));
  gtk_label_set_label (GTK_LABEL (self->file), shown);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  miao_cover_show_problem (self, NULL);
  show_asking (self, TRUE);
  miao_cover_start_clock (self);
}

void
miao_cover_ask (MiaoCover *self, const char *path)
{
  const gboolean server = miao_store_is_address (path);
  g_autofree char *bare = server ? g_strndup (path, strcspn (path, "?")) : g_strdup (path);
  g_autofree char *base = g_path_get_basename (bare);
  g_autofree char *name = g_filename_display_name (base);
  char *dot = g_strrstr (name, ".miaopu");

  if (dot != NULL)
    *dot = '\0';
  g_clear_pointer (&self->locked, miao_session_unref);
  prepare (self, path);
  gtk_editable_set_text (GTK_EDITABLE (self->login), "");
  gtk_label_set_label (GTK_LABEL (self->institution), name);
  gtk_label_set_label (GTK_LABEL (self->title), _ ("Log in"));
  gtk_label_set_label (GTK_LABEL (self->explanation),
                       server
                           ? _ ("The institution lies on a server; log in with your own account.")
                           : _ ("Names of accounts are part of the encrypted file; type yours as "
                                "you were given it."));
  gtk_button_set_label (GTK_BUTTON (self->open), C_ ("button", "Log in"));
  gtk_button_set_label (GTK_BUTTON (self->other),
                        server ? _ ("Another file or server…") : _ ("Another file…"));
  gtk_widget_set_visible (self->reason_chip, FALSE);
  gtk_widget_set_visible (self->login_box, TRUE);
  gtk_widget_set_visible (self->account_side, FALSE);
  gtk_widget_set_size_request (self->body, LOG_IN_WIDTH, -1);
}

void
miao_cover_lock (MiaoCover *self,
                 MiaoSession *session,
                 const char *institution,
                 const char *reason,
                 gboolean ahead)
{
  /* Translators: %s is the person's name. */
  g_autofree char *words =
      g_strdup_printf (_ ("%s, your password takes you back to where you were. Nothing was lost."),
                       miao_session_get_name (session));

  miao_session_ref (session);
  g_clear_pointer (&self->locked, miao_session_unref);
  self->locked = session;
  self->ahead = ahead;
  prepare (self, miao_session_get_path (session));
  show_account (self, session);
  gtk_label_set_label (GTK_LABEL (self->institution), institution);
  gtk_label_set_label (GTK_LABEL (self->title), _ ("Locked"));
  gtk_label_set_label (GTK_LABEL (self->reason), reason);
  gtk_label_set_label (GTK_LABEL (self->explanation), words);
  gtk_button_set_label (GTK_BUTTON (self->open), _ ("Unlock"));
  gtk_button_set_label (GTK_BUTTON (self->other), _ ("Another person…"));
  gtk_widget_set_visible (self->reason_chip, TRUE);
  gtk_widget_set_visible (self->login_box, FALSE);
  gtk_widget_set_visible (self->account_side, TRUE);
  gtk_widget_set_size_request (self->body, LOCKED_WIDTH, -1);
}

void
miao_cover_work (MiaoCover *self,
                 const char *path,
                 const char *institution,
                 const char *title,
                 const char *explanation)
{
  g_clear_pointer (&self->locked, miao_session_unref);
  prepare (self, path);
  show_asking (self, FALSE);
  miao_cover_set_progress (self, 0);
  gtk_label_set_label (GTK_LABEL (self->institution), institution);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->explanation), explanation);
  gtk_widget_set_visible (self->reason_chip, FALSE);
  gtk_widget_set_visible (self->login_box, FALSE);
  gtk_widget_set_visible (self->account_side, FALSE);
  gtk_widget_set_size_request (self->body, LOG_IN_WIDTH, -1);
}
