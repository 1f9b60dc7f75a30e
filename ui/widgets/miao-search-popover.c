#include "config.h"

#include "miao-search-popover.h"

#include "miao-gtk-compat.h"
#include "miao-record-list.h"

#include <glib/gi18n.h>

struct _MiaoSearchPopover {
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *none;
  MiaoChoiceFunc search;
  gpointer user_data;
  GDestroyNotify destroy;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoSearchPopover, miao_search_popover, GTK_TYPE_POPOVER)

static GtkWidget *
make_row (const MiaoChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (choice->title);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  if (choice->detail != NULL && *choice->detail != '\0') {
    GtkWidget *detail = gtk_label_new (choice->detail);

    gtk_label_set_xalign (GTK_LABEL (detail), 0);
    gtk_widget_add_css_class (detail, "dim");
    gtk_widget_add_css_class (detail, "caption");
    gtk_box_append (GTK_BOX (box), detail);
  }
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "miao-id", g_strdup (choice->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "miao-title", g_strdup (choice->title), g_free);
  return row;
}

static void
fill (MiaoSearchPopover *self)
{
  g_autoptr (GPtrArray) found =
      self->search (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->user_data);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (found->pdata[i]));
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_set_visible (self->none, found->len == 0);
}

static void
choose (MiaoSearchPopover *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "miao-id"));
  g_autofree char *title = g_strdup (g_object_get_data (G_OBJECT (row), "miao-title"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id, title);
}

static void
entry_activated_cb (MiaoSearchPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    choose (self, row);
}

static gboolean
entry_key_cb (MiaoSearchPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL || (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
shown_cb (MiaoSearchPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fill (self);
  gtk_widget_grab_focus (self->entry);
}

static void
miao_search_popover_finalize (GObject *object)
{
  MiaoSearchPopover *self = MIAO_SEARCH_POPOVER (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);

  G_OBJECT_CLASS (miao_search_popover_parent_class)->finalize (object);
}

static void
miao_search_popover_class_init (MiaoSearchPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = miao_search_popover_finalize;
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
miao_search_popover_init (MiaoSearchPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->none = gtk_label_new (_ ("Nothing found. Try fewer letters."));
  gtk_widget_add_css_class (self->none, "dim");
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_size_request (scrolled, 280, 240);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  miao_list_leave_on_tab (self->list);

  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  /* Not "search-changed", which comes a moment later: who types fast and presses Down or Return
   * must not get the child that stood there before. */
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose), self);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
}

GtkWidget *
miao_search_popover_new (const char *label,
                         MiaoChoiceFunc search,
                         gpointer user_data,
                         GDestroyNotify destroy)
{
  MiaoSearchPopover *self = g_object_new (MIAO_TYPE_SEARCH_POPOVER, NULL);

  self->search = search;
  self->user_data = user_data;
  self->destroy = destroy;
  miao_accessible_set_label (self->entry, label);
  return GTK_WIDGET (self);
}
