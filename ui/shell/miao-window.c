#include "config.h"

#include "miao-window-private.h"

#include "miao-do.h"
#include "miao-gtk-compat.h"
#include "miao-record-list.h"
#include "miao-settings.h"
#include "miao-ui.h"
#include "miao-work.h"

#include <glib/gi18n.h>

#define GOOD_NEWS_SECONDS 5

G_DEFINE_FINAL_TYPE (MiaoWindow, miao_window, GTK_TYPE_APPLICATION_WINDOW)

static MiaoWindowPage *
nth (MiaoWindow *self, guint index)
{
  return &g_array_index (self->list, MiaoWindowPage, index);
}

static GtkWidget *
make_row (MiaoWindowPage *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (entry->info->icon);
  GtkWidget *label = gtk_label_new (g_dpgettext2 (NULL, "page", entry->info->title));

  entry->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (entry->count, "count");
  gtk_widget_set_visible (entry->count, FALSE);
  gtk_widget_set_valign (entry->count, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry->count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  return row;
}

void
miao_window_fill_pages (MiaoWindow *self)
{
  GtkWidget *child;

  /* The list first: while it empties, no row may look for its page. */
  g_array_set_size (self->list, 0);
  while ((child = gtk_widget_get_first_child (self->pages)) != NULL)
    gtk_stack_remove (GTK_STACK (self->pages), child);
  while ((child = gtk_widget_get_first_child (self->page_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->page_list), child);

  for (const MiaoPageInfo *info = miao_pages (); self->session != NULL && info->id != NULL;
       info++) {
    MiaoWindowPage entry = { .info = info };

    if (info->right != MIAO_N_PERMISSIONS && !miao_session_may (self->session, info->right))
      continue;
    /* A field package holds one evaluation and nothing else. */
    if (miao_session_get_away (self->session) != NULL && !info->away)
      continue;
    entry.row = make_row (&entry);
    g_array_append_val (self->list, entry);
    gtk_list_box_append (GTK_LIST_BOX (self->page_list), entry.row);
  }
}

/* Pages are made when they are first shown, so that starting costs one page, not nine. */
static void
ensure_page (MiaoWindow *self, MiaoWindowPage *entry)
{
  if (entry->page != NULL)
    return;
  entry->page = MIAO_PAGE (g_object_new (entry->info->get_type (), NULL));
  gtk_stack_add_named (GTK_STACK (self->pages), GTK_WIDGET (entry->page), entry->info->id);
  miao_page_set_session (entry->page, self->session);
}

/* Whoever would not wait for another page stays where they are. */
static void
select_shown (MiaoWindow *self)
{
  for (guint i = 0; i < self->list->len; i++) {
    MiaoWindowPage *entry = nth (self, i);

    if (entry->page != NULL && entry->page == miao_window_get_page (self))
      gtk_list_box_select_row (GTK_LIST_BOX (self->page_list), GTK_LIST_BOX_ROW (entry->row));
  }
}

static void
show_entry (MiaoWindow *self, MiaoWindowPage *entry)
{
  gboolean made = entry->page == NULL;

  if (!miao_do_look (GTK_WIDGET (self), self->session)) {
    select_shown (self);
    return;
  }
  ensure_page (self, entry);
  if (gtk_stack_get_visible_child (GTK_STACK (self->pages)) != GTK_WIDGET (entry->page)) {
    miao_banner_hide (MIAO_BANNER (self->banner));
    miao_stack_show (self->pages, GTK_WIDGET (entry->page));
  }
  /* Without its server a page keeps what it has. */
  if (!made && !miao_window_server_is_lost (self))
    miao_page_refresh (entry->page);
  if (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->page_list)) !=
      GTK_LIST_BOX_ROW (entry->row))
    gtk_list_box_select_row (GTK_LIST_BOX (self->page_list), GTK_LIST_BOX_ROW (entry->row));
  /* The keyboard goes along when it stood in the list. */
  if (gtk_widget_get_focus_child (self->page_list) != NULL)
    gtk_widget_grab_focus (entry->row);
  miao_window_show_counts (self);
}

static void
page_selected_cb (MiaoWindow *self, GtkListBoxRow *row)
{
  MiaoWindowPage *entry;

  if (row == NULL)
    return;
  entry = nth (self, (guint) gtk_list_box_row_get_index (row));
  if (entry->page == NULL || miao_window_get_page (self) != entry->page)
    show_entry (self, entry);
}

static gboolean
hide_banner_cb (gpointer user_data)
{
  MiaoWindow *self = user_data;

  self->banner_timeout = 0;
  miao_banner_hide (MIAO_BANNER (self->toast));
  return G_SOURCE_REMOVE;
}

static void
keep_size (MiaoWindow *self)
{
  GSettings *settings = miao_settings_get ();
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width >= 1280 && height >= 720) {
    g_settings_set_int (settings, "window-width", width);
    g_settings_set_int (settings, "window-height", height);
  }
}

static void
close_now (MiaoWindow *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request (GtkWindow *window)
{
  MiaoWindow *self = MIAO_WINDOW (window);
  g_autofree char *unsaved = NULL;

  /* The work has to end first: by itself, or because somebody cancels it. */
  if (miao_work_is_running ())
    return TRUE;
  unsaved = miao_window_dup_unsaved (self);
  /* Closing again from inside this signal would do nothing, so only a real question is put off. */
  if (unsaved != NULL && !self->closing) {
    miao_window_when_saved (self, close_now);
    return TRUE;
  }
  keep_size (self);
  miao_window_end_session (self);
  return GTK_WINDOW_CLASS (miao_window_parent_class)->close_request (window);
}

static void
miao_window_dispose (GObject *object)
{
  MiaoWindow *self = MIAO_WINDOW (object);

  g_clear_handle_id (&self->banner_timeout, g_source_remove);
  miao_window_end_session (self);

  G_OBJECT_CLASS (miao_window_parent_class)->dispose (object);
}

static void
miao_window_finalize (GObject *object)
{
  g_clear_pointer (&MIAO_WINDOW (object)->list, g_array_unref);
  g_free (MIAO_WINDOW (object)->institution_name);

  G_OBJECT_CLASS (miao_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoWindow, name)
  BIND (institution);
  BIND (institution_separator);
  BIND (search_overlay);
  BIND (search);
  BIND (search_key);
  BIND (demo_chip);
  BIND (account_button);
  BIND (account);
  BIND (lock_button);
  BIND (hide_button);
  BIND (root);
  BIND (setup);
  BIND (cover);
  BIND (server_bar);
  BIND (place);
  BIND (main);
  BIND (page_list);
  BIND (today_label);
  BIND (today_button);
  BIND (today_button_label);
  BIND (today_popover);
  BIND (today_calendar);
  BIND (banner);
  BIND (toast);
  BIND (pages);
#undef BIND
}

static void
miao_window_class_init (MiaoWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = miao_window_dispose;
  object_class->finalize = miao_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;

  g_type_ensure (MIAO_TYPE_BANNER);
  g_type_ensure (MIAO_TYPE_SETUP);
  g_type_ensure (MIAO_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-window.ui");
  bind_children (widget_class);
  miao_window_class_bind_search (widget_class);
  miao_window_class_bind_header (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);

  /* After whatever has the keyboard: a popover, a search or a panel closes on Escape first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
}

static void
miao_window_init (MiaoWindow *self)
{
  GSettings *settings = miao_settings_get ();

  self->list = g_array_new (FALSE, TRUE, sizeof (MiaoWindowPage));
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A row that Tab comes to is selected, and with each of them another page would open. */
  miao_list_leave_on_tab (self->page_list);
  miao_window_add_actions (self);
  miao_window_init_search (self);
  miao_banner_let_through (MIAO_BANNER (self->toast));
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  miao_window_init_session (self);
}

MiaoWindow *
miao_window_new (GtkApplication *application)
{
  return g_object_new (MIAO_TYPE_WINDOW, "application", application, NULL);
}

MiaoWindow *
miao_window_from (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return MIAO_IS_WINDOW (root) ? MIAO_WINDOW (root) : NULL;
}

MiaoSession *
miao_window_get_session (MiaoWindow *self)
{
  return self->session;
}

MiaoPage *
miao_window_get_page (MiaoWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->pages));

  return page != NULL ? MIAO_PAGE (page) : NULL;
}

void
miao_window_show_nth (MiaoWindow *self, guint index)
{
  if (index < self->list->len)
    show_entry (self, nth (self, index));
}

void
miao_window_show_page (GtkWidget *widget, const char *page)
{
  MiaoWindow *self = miao_window_from (widget);

  for (guint i = 0; self != NULL && i < self->list->len; i++)
    if (g_str_equal (nth (self, i)->info->id, page))
      show_entry (self, nth (self, i));
}

MiaoPage *
miao_window_get_nth_page (MiaoWindow *self, guint index)
{
  ensure_page (self, nth (self, index));
  return nth (self, index)->page;
}

void
miao_window_say (GtkWidget *widget, MiaoTone tone, const char *title, const char *detail)
{
  MiaoWindow *self = miao_window_from (widget);

  if (self == NULL)
    return;
  if (tone != MIAO_TONE_GOOD) {
    miao_banner_show (MIAO_BANNER (self->banner), tone, title, detail);
    return;
  }
  miao_banner_hide (MIAO_BANNER (self->banner));
  g_clear_handle_id (&self->banner_timeout, g_source_remove);
  miao_banner_show (MIAO_BANNER (self->toast), tone, title, detail);
  self->banner_timeout = g_timeout_add_seconds (GOOD_NEWS_SECONDS, hide_banner_cb, self);
}

void
miao_window_say_error (GtkWidget *widget, const GError *error)
{
  miao_window_say (widget, MIAO_TONE_DANGER, error->message, NULL);
}

void
miao_window_changed (GtkWidget *widget)
{
  MiaoWindow *self = miao_window_from (widget);
  MiaoPage *page = self != NULL ? miao_window_get_page (self) : NULL;

  if (page == NULL || miao_window_server_is_lost (self))
    return;
  miao_page_refresh (page);
  miao_window_show_counts (self);
}
