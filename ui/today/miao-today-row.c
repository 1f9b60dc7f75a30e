#include "config.h"

#include "miao-today-row.h"

#include "miao-column-layout.h"
#include "miao-draw.h"
#include "miao-gtk-compat.h"
#include "miao-language.h"
#include "miao-table.h"
#include "miao-today-words.h"

/* The column of days counts Chinese characters, the one of tasks pixels: with large letters its
 * texts take more lines, so that every row still says all of it. */
#define WHEN_EMS 6
#define WHAT_WIDTH 212
#define WHY_WIDTH 96 /* at least; it takes what is left */
#define BUTTON_WIDTH 112

/* The parts of a row; freed with its box. */
typedef struct {
  GtkWidget *stack;
  GtkWidget *head_icon;
  GtkWidget *head;
  GtkWidget *icon;
  GtkWidget *when;
  GtkWidget *until;
  GtkWidget *what;
  GtkWidget *whom;
  GtkWidget *sum;
  GtkWidget *rule;
  GtkWidget *button;
} Parts;

static GtkWidget *
add_label (GtkWidget *box, const char *classes)
{
  GtkWidget *label = miao_text_new (NULL, classes);

  /* No longer text widens its column: the rows stay in line. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_column (GtkWidget *row, int width)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_widget_set_layout_manager (column, miao_column_layout_new (width));
  gtk_box_append (GTK_BOX (row), column);
  return column;
}

static GtkWidget *
make_head (Parts *parts)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_top (head, 2);
  gtk_widget_set_margin_bottom (head, 2);
  parts->head_icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (head), parts->head_icon);
  parts->head = add_label (head, "strong");
  gtk_widget_set_hexpand (parts->head, TRUE);
  return head;
}

static GtkWidget *
make_task (Parts *parts)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *column;

  parts->icon = gtk_image_new ();
  gtk_widget_set_valign (parts->icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (parts->icon, 3);
  gtk_box_append (GTK_BOX (row), parts->icon);
  column = add_column (row, WHEN_EMS * miao_draw_em (row));
  parts->when = add_label (column, "strong");
  parts->until = add_label (column, "dim secondary");
  column = add_column (row, WHAT_WIDTH);
  parts->what = add_label (column, "strong");
  parts->whom = add_label (column, "dim secondary");
  column = add_column (row, WHY_WIDTH);
  gtk_widget_set_hexpand (column, TRUE);
  parts->sum = add_label (column, "secondary");
  parts->rule = add_label (column, "dim secondary");
  parts->button = gtk_button_new_with_label ("");
  gtk_widget_set_valign (parts->button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (parts->button, BUTTON_WIDTH, -1);
  /* The place is set when the row is bound; an action wants one of the right type from the start.
   */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (parts->button), "u", 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (parts->button), "today.do");
  gtk_box_append (GTK_BOX (row), parts->button);
  return row;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Parts *parts = g_new0 (Parts, 1);

  parts->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (parts->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (parts->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (parts->stack), make_head (parts), "head");
  gtk_stack_add_named (GTK_STACK (parts->stack), make_task (parts), "task");
  g_object_set_data_full (G_OBJECT (parts->stack), "miao-parts", parts, g_free);
  gtk_list_item_set_child (item, parts->stack);
}

static void
set_level (GtkWidget *icon, GtkWidget *label, MiaoDueLevel level)
{
  static const char *const classes[] = { "danger", "warning-text" };
  const char *class = miao_today_level_class (level);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++) {
    gtk_widget_remove_css_class (icon, classes[i]);
    gtk_widget_remove_css_class (label, classes[i]);
  }
  if (class != NULL) {
    gtk_widget_add_css_class (icon, class);
    gtk_widget_add_css_class (label, class);
  }
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), miao_today_level_icon (level));
}

static void
set_text (GtkWidget *label, char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  g_free (text);
}

static void
bind_task (const Parts *parts, const MiaoTask *task, MiaoDate today, guint position)
{
  g_autofree char *name =
      g_strdup_printf ("%s: %s %s", miao_today_button (task), task->who, task->title);

  set_level (parts->icon, parts->when, task->due->level);
  set_text (parts->when, miao_today_dup_when (task, today));
  set_text (parts->until, miao_today_dup_until (task, today));
  set_text (parts->what, g_strdup (task->title));
  set_text (parts->whom, miao_today_dup_whom (task));
  set_text (parts->sum, miao_due_dup_sum (task->due, miao_language ()));
  set_text (parts->rule, miao_rule_dup_citation (task->due->rule, miao_language ()));
  gtk_button_set_label (GTK_BUTTON (parts->button), miao_today_button (task));
  miao_accessible_set_label (parts->button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (parts->button), "u", position);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const MiaoDate *today = user_data;
  MiaoTodayItem *row = gtk_list_item_get_item (item);
  const Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "miao-parts");
  const MiaoTask *task = miao_today_item_get_task (row);
  MiaoDueLevel level = miao_today_item_get_level (row);

  gtk_list_item_set_selectable (item, task != NULL);
  gtk_list_item_set_activatable (item, task != NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (parts->stack), task != NULL ? "task" : "head");
  if (task != NULL) {
    bind_task (parts, task, *today, gtk_list_item_get_position (item));
    return;
  }
  set_level (parts->head_icon, parts->head, level);
  set_text (parts->head, g_strdup_printf ("%s %u", miao_today_level_title (level),
                                          miao_today_item_get_count (row)));
}

GtkListItemFactory *
miao_today_row_factory_new (const MiaoDate *today)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) today);
  return factory;
}
