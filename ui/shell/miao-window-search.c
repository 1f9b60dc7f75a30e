/* The search box of the header: its text goes to the page that is shown, or to the first one that
 * searches. */
#include "config.h"

#include "miao-window-private.h"

/* The words in the empty box end before the key that is shown above them, however large the letters
 * are. */
static void
make_room_for_key (MiaoWindow *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search));
  int width = 0;

  if (gtk_widget_get_visible (self->search_key))
    gtk_widget_measure (self->search_key, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_set_margin_end (GTK_WIDGET (text), width);
}

static void
search_changed_cb (MiaoWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  MiaoPage *page = miao_window_get_page (self);

  gtk_widget_set_visible (self->search_key, *text == '\0');
  make_room_for_key (self);
  if (page != NULL && miao_page_has_search (page)) {
    miao_page_search (page, text);
    return;
  }
  for (guint i = 0; *text != '\0' && i < self->list->len; i++) {
    page = miao_window_get_nth_page (self, i);
    if (miao_page_has_search (page)) {
      miao_window_show_nth (self, i);
      miao_page_search (page, text);
      return;
    }
  }
}

static void
search_activated_cb (MiaoWindow *self)
{
  MiaoPage *page = miao_window_get_page (self);

  if (page != NULL)
    miao_page_find_focus (page);
}

static void
search_stopped_cb (MiaoWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->searched_from != NULL && gtk_widget_get_mapped (self->searched_from))
    gtk_widget_grab_focus (self->searched_from);
  else if (miao_window_get_page (self) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (miao_window_get_page (self)), GTK_DIR_TAB_FORWARD);
  self->searched_from = NULL;
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               MiaoWindow *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  search_activated_cb (self);
  return GDK_EVENT_STOP;
}

void
miao_window_clear_search (GtkWidget *widget)
{
  MiaoWindow *self = miao_window_from (widget);

  if (self != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

void
miao_window_end_search (GtkWidget *widget)
{
  MiaoWindow *self = miao_window_from (widget);

  if (self == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return;
  /* Where it was searched from lies behind the record now. */
  self->searched_from = NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

void
miao_window_class_bind_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

void
miao_window_init_search (MiaoWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_swapped (self->search, "map", G_CALLBACK (make_room_for_key), self);
}
