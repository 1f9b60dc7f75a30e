#include "config.h"

#include "miao-today-card.h"

#include "miao-gtk-compat.h"
#include "miao-today-words.h"

#include <glib/gi18n.h>

struct _MiaoTodayCard {
  GtkToggleButton parent_instance;

  MiaoDueLevel level;
  GtkWidget *icon;
  GtkWidget *figure;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *listed;
};

G_DEFINE_FINAL_TYPE (MiaoTodayCard, miao_today_card, GTK_TYPE_TOGGLE_BUTTON)

static char *
dup_span (MiaoDueLevel level, GPtrArray *tasks, gboolean mine, MiaoDate today)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  gboolean urgent = FALSE;
  int most = 0;

  switch (level) {
  case MIAO_DUE_LATE:
    for (guint i = 0; i < tasks->len; i++) {
      const MiaoTask *task = g_ptr_array_index (tasks, i);

      if (!task->mine && mine)
        continue;
      most = MAX (most, today - task->due->due_on);
      urgent = urgent || task->due->since_ms != 0;
    }
    if (urgent)
      return g_strdup (_ ("something at once"));
    return most > 0 ? g_strdup_printf (
                          ngettext ("at most %d day", "at most %d days", (gulong) most), most)
                    : g_strdup (_ ("nothing is late"));
  case MIAO_DUE_TODAY:
    from = miao_today_dup_day (today);
    return g_strdup_printf (_ ("due %s"), from);
  case MIAO_DUE_LATER:
    from = miao_today_dup_day (today + 31);
    return g_strdup_printf (_ ("from %s on"), from);
  case MIAO_DUE_WEEK:
  case MIAO_DUE_MONTH:
  default:
    from = miao_today_dup_day (today + (level == MIAO_DUE_WEEK ? 1 : 8));
    until = miao_today_dup_day (today + (level == MIAO_DUE_WEEK ? 7 : 30));
    /* Translators: two days. */
    return g_strdup_printf (_ ("%s to %s"), from, until);
  }
}

static void
miao_today_card_class_init (MiaoTodayCardClass *klass)
{
}

static void
miao_today_card_init (MiaoTodayCard *self)
{
}

/* In one line: what is far away does not stand beside what is late. */
static void
make_small (MiaoTodayCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->figure);
  gtk_box_append (GTK_BOX (box), self->detail);
  gtk_box_append (GTK_BOX (box), self->listed);
  gtk_widget_set_valign (self->listed, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->figure, "strong");
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "small");
}

static void
make_card (MiaoTodayCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_valign (self->listed, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->figure, "figure");
  gtk_label_set_xalign (GTK_LABEL (self->detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->detail), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), self->icon);
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->figure);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->listed);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

GtkWidget *
miao_today_card_new (MiaoDueLevel level)
{
  MiaoTodayCard *self = g_object_new (MIAO_TYPE_TODAY_CARD, NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("miao-pass-symbolic");

  self->level = level;
  self->figure = gtk_label_new ("0");
  self->icon = gtk_image_new_from_icon_name (miao_today_level_icon (level));
  self->title = gtk_label_new (miao_today_level_title (level));
  self->detail = gtk_label_new (NULL);
  self->listed = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_box_append (GTK_BOX (self->listed), mark);
  gtk_box_append (GTK_BOX (self->listed), gtk_label_new (_ ("Listed")));
  gtk_widget_add_css_class (self->listed, "accent");
  gtk_widget_add_css_class (self->listed, "caption");
  gtk_widget_add_css_class (self->title, "strong");
  gtk_widget_add_css_class (self->detail, "dim");
  gtk_widget_add_css_class (self->detail, "secondary");
  if (level == MIAO_DUE_LATER)
    make_small (self);
  else
    make_card (self);
  return GTK_WIDGET (self);
}

void
miao_today_card_show (MiaoTodayCard *self, GPtrArray *tasks, gboolean mine, MiaoDate today)
{
  guint count = miao_tasks_count (tasks, self->level, mine);
  gboolean listed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self));
  g_autofree char *figure = g_strdup_printf ("%u", count);
  g_autofree char *detail = dup_span (self->level, tasks, mine, today);
  /* Translators: group, number of tasks, days. */
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %u, %s"), miao_today_level_title (self->level), count, detail);
  const char *class = miao_today_level_class (self->level);

  gtk_label_set_label (GTK_LABEL (self->figure), figure);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gtk_widget_set_visible (self->listed, listed);
  miao_accessible_set_label (GTK_WIDGET (self), name);
  if (class == NULL)
    return;
  /* Nothing late is nothing to be alarmed about. */
  if (count > 0) {
    gtk_widget_add_css_class (self->figure, class);
    gtk_widget_add_css_class (self->title, class);
    gtk_widget_add_css_class (self->icon, class);
  } else {
    gtk_widget_remove_css_class (self->figure, class);
    gtk_widget_remove_css_class (self->title, class);
    gtk_widget_remove_css_class (self->icon, class);
  }
}
