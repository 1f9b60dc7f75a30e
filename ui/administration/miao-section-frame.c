/* The frame of a section: a stack of its lists and of the form for an act. */
#include "config.h"

#include "miao-section-frame.h"

#include "miao-act-form.h"
#include "miao-draw.h"
#include "miao-field-row.h"
#include "miao-table.h"

static void
set_margins (GtkWidget *page)
{
  gtk_widget_add_css_class (page, "page-body");
  gtk_widget_set_margin_top (page, 12);
}

GtkWidget *
miao_section_frame_new (
    GtkWidget *section, GtkWidget *list, GCallback done, GCallback cancelled, GtkWidget **ret_form)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *form = miao_act_form_new ();

  set_margins (form);
  g_signal_connect_swapped (form, "done", done, section);
  g_signal_connect_swapped (form, "cancelled", cancelled, section);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_add_named (GTK_STACK (stack), list, "list");
  gtk_stack_add_named (GTK_STACK (stack), form, "form");
  gtk_widget_set_parent (stack, section);
  *ret_form = form;
  return stack;
}

GtkWidget *
miao_section_body_new (void)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  set_margins (body);
  return body;
}

GtkWidget *
miao_section_scrolled_new (GtkWidget *body)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);
  return scrolled;
}

GtkWidget *
miao_section_choice_new (const char *label,
                         GListModel *names,
                         guint chosen,
                         GtkWidget **ret_drop_down)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = miao_text_new (label, "field-label");
  GtkWidget *drop_down = gtk_drop_down_new (names, NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name, NULL, -1);
  gtk_widget_set_size_request (name, (int) (MIAO_FIELD_LABEL_WIDTH * miao_draw_scale (name)), -1);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), drop_down);
  *ret_drop_down = drop_down;
  return line;
}
