#include "config.h"

#include "miao-today-side.h"

#include "miao-avatar.h"
#include "miao-gtk-compat.h"
#include "miao-language.h"
#include "miao-lookup.h"
#include "miao-news.h"
#include "miao-table.h"
#include "miao-today-delegate.h"

#include <glib/gi18n.h>

#define MOST_NEWS 8

static void
add_line (GtkWidget *grid, int row, const char *label, const char *text)
{
  GtkWidget *name = miao_text_new (label, "dim");
  GtkWidget *value = miao_text_new (text, NULL);

  gtk_label_set_wrap (GTK_LABEL (name), FALSE);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);
}

static GtkWidget *
make_person (const MiaoTask *task)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *avatar;

  if (task->child != NULL) {
    avatar = miao_avatar_new (40);
    miao_avatar_set_id (MIAO_AVATAR (avatar), task->child);
    gtk_widget_set_valign (avatar, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (box), avatar);
  }
  gtk_box_append (GTK_BOX (column), miao_text_new (task->who, "strong"));
  gtk_box_append (GTK_BOX (column), miao_text_new (task->detail, "dim"));
  gtk_box_append (GTK_BOX (column), miao_text_new (task->title, "dim"));
  gtk_box_append (GTK_BOX (box), column);
  return box;
}

static void
add_open (GtkWidget *box, const char *label, const char *kind, const char *id)
{
  GtkWidget *button;

  if (id == NULL)
    return;
  button = miao_small_button (label, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", kind, id, "");
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
miao_today_why_new (const MiaoTask *task, MiaoDate today, gboolean may_delegate)
{
  const MiaoRule *rule = task->due->rule;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *how = gtk_grid_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *arithmetic = miao_due_dup_arithmetic (task->due, miao_language (), today);
  g_autofree char *source = miao_rule_dup_citation (rule, miao_language ());
  g_autofree char *name = g_strdup_printf (
      "%s · %s", rule->id, miao_language () == MIAO_LANGUAGE_ZH ? rule->title_zh : rule->title_en);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (how), 12);
  gtk_box_append (GTK_BOX (box), make_person (task));
  add_line (grid, 0, _ ("Rule"), name);
  add_line (grid, 1, _ ("Source"), source);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), miao_text_new (arithmetic, "arithmetic"));
  add_line (how, 0, _ ("What to do"),
            miao_language () == MIAO_LANGUAGE_ZH ? rule->hint_zh : rule->hint_en);
  gtk_box_append (GTK_BOX (box), how);
  if (g_strcmp0 (task->kind, "incident") == 0)
    add_open (buttons, _ ("Incident"), "incident", task->record);
  if (g_strcmp0 (task->kind, "evaluation") == 0)
    add_open (buttons, _ ("Evaluation"), "evaluation", task->record);
  add_open (buttons, _ ("Placement"), "placement", task->placement);
  add_open (buttons, _ ("Child"), "child", task->child);
  add_open (buttons, _ ("Family"), "family", task->family);
  if (may_delegate && task->mine && task->instead_of == NULL && task->stand_in == NULL)
    gtk_box_append (GTK_BOX (buttons), miao_today_delegate_button_new ());
  gtk_box_append (GTK_BOX (box), buttons);
  return miao_card_new (_ ("Why is it due?"), box, NULL);
}

static GtkWidget *
make_news (const MiaoNews *news)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (news->at_ms / 1000);
  g_autofree char *when = g_date_time_format (at, "%m-%d %H:%M");
  g_autofree char *name = miao_lookup_dup_name (news->kind, news->record);
  g_autofree char *detail = g_strdup_printf ("%s · %s", when, name);

  gtk_box_append (GTK_BOX (column), miao_text_new (news->text, NULL));
  gtk_box_append (GTK_BOX (column), miao_text_new (detail, "dim secondary"));
  gtk_button_set_child (GTK_BUTTON (button), column);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "news");
  miao_accessible_set_label (button, news->text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", news->kind, news->record, "");
  return button;
}

GtkWidget *
miao_today_news_new (MiaoSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head;
  GtkWidget *card = miao_card_new (_ ("Since you were last here"), box, &head);
  g_autoptr (GError) error = NULL;
  gint64 since_ms = 0;
  g_autoptr (GPtrArray) news = miao_news_collect (session, MOST_NEWS, &since_ms, &error);

  if (since_ms > 0) {
    g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (since_ms / 1000);
    g_autofree char *when = g_date_time_format (at, "%m-%d %H:%M");
    /* Translators: %s is day and time. */
    g_autofree char *words = g_strdup_printf (_ ("since %s"), when);

    gtk_box_append (GTK_BOX (head), miao_text_new (words, "dim secondary"));
  }
  if (news == NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (error->message, "danger"));
  else if (news->len == 0)
    gtk_box_append (GTK_BOX (box), miao_text_new (_ ("Nothing that concerns you."), "dim"));
  for (guint i = 0; news != NULL && i < news->len; i++)
    gtk_box_append (GTK_BOX (box), make_news (g_ptr_array_index (news, i)));
  return card;
}
