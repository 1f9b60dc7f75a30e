#include "config.h"

#include "miao-window-private.h"

#include "miao-application.h"
#include "miao-findings-panel.h"
#include "miao-past-day.h"

#include <glib/gi18n.h>

typedef gboolean (*MatchFunc) (GtkWidget *widget);

static gboolean
is_pane (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "pane");
}

static gboolean
is_tabs (GtkWidget *widget)
{
  return GTK_IS_STACK_SWITCHER (widget) && gtk_widget_has_css_class (widget, "tabs");
}

/* All mapped widgets below @widget that match, in the order of the screen. */
static void
collect (GtkWidget *widget, MatchFunc match, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (match (widget)) {
    g_ptr_array_add (found, widget);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, match, found);
}

static gboolean
is_findings (GtkWidget *widget)
{
  return MIAO_IS_FINDINGS_PANEL (widget);
}

static void
nth_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  miao_window_show_nth (user_data, (guint) g_variant_get_int32 (parameter) - 1);
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  miao_window_show_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
open_record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *kind;
  const char *id;
  const char *field;

  g_variant_get (parameter, "(&s&s&s)", &kind, &id, &field);
  miao_window_open_record (user_data, kind, id, *field != '\0' ? field : NULL);
}

static void
past_day_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoWindow *self = user_data;
  const char *kind;
  const char *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  if (self->session != NULL)
    miao_past_day_ask (GTK_WIDGET (self), self->session, kind, id);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoWindow *self = user_data;

  self->searched_from = gtk_window_get_focus (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->search);
}

static void
focus_tab (GtkWidget *switcher, GtkSelectionModel *tabs)
{
  guint at = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (switcher); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    if (gtk_selection_model_is_selected (tabs, at++))
      gtk_widget_grab_focus (tab);
}

static void
nth_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoWindow *self = user_data;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GtkSelectionModel) tabs = NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint index = (guint) g_variant_get_int32 (parameter) - 1;

  collect (self->pages, is_tabs, found);
  if (found->len == 0)
    return;
  tabs = gtk_stack_get_pages (gtk_stack_switcher_get_stack (found->pdata[0]));
  if (index >= g_list_model_get_n_items (G_LIST_MODEL (tabs)))
    return;
  gtk_selection_model_select_item (tabs, index, TRUE);
  /* The ring goes along: on another tab it would tell of that one. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, found->pdata[0]))
    focus_tab (found->pdata[0], tabs);
}

static void
next_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoWindow *self = user_data;
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint at = 0;

  collect (self->main, is_pane, panes);
  for (guint i = 0; focus != NULL && i < panes->len; i++)
    if (focus == panes->pdata[i] || gtk_widget_is_ancestor (focus, panes->pdata[i]))
      at = i + 1;
  for (guint i = 0; i < panes->len; i++)
    if (gtk_widget_child_focus (panes->pdata[(at + i) % panes->len], GTK_DIR_TAB_FORWARD))
      return;
}

static void
walk_findings (MiaoWindow *self, int by)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (self->pages, is_findings, found);
  if (found->len > 0)
    miao_findings_panel_walk (found->pdata[0], by);
}

static void
next_finding_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  walk_findings (user_data, 1);
}

static void
previous_finding_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  walk_findings (user_data, -1);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoPage *page = miao_window_get_page (user_data);

  if (page != NULL)
    miao_page_add (page);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoPage *page = miao_window_get_page (user_data);

  if (page != NULL)
    miao_page_print (page);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MiaoPage *page = miao_window_get_page (user_data);

  if (page != NULL)
    miao_page_back (page);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  miao_window_changed (user_data);
}

static GtkWidget *
make_key_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  for (const MiaoKey *key = miao_application_keys (); key->action != NULL; key++) {
    g_auto (GStrv) names = NULL;
    g_autofree char *text = NULL;
    GtkWidget *label;
    guint keyval;
    GdkModifierType modifiers;

    if (key->title == NULL)
      continue;
    names = g_strsplit (key->keys, " ", -1);
    gtk_accelerator_parse (names[0], &keyval, &modifiers);
    text = gtk_accelerator_get_label (keyval, modifiers);
    label = gtk_label_new (text);
    gtk_widget_add_css_class (label, "key");
    gtk_widget_set_halign (label, GTK_ALIGN_START);
    gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
    label = gtk_label_new (_ (key->title));
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_grid_attach (GTK_GRID (grid), label, 1, row++, 1, 1);
  }
  return grid;
}

static void
keys_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *grid = make_key_grid ();
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_widget_set_margin_start (grid, 24);
  gtk_widget_set_margin_end (grid, 24);
  gtk_widget_set_margin_top (grid, 16);
  gtk_widget_set_margin_bottom (grid, 24);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Keys"));
  gtk_window_set_transient_for (GTK_WINDOW (window), user_data);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (user_data, "program-name", _ ("Miaopu"), "version", MIAO_VERSION,
                         "logo-icon-name", "org.miaopu.Miaopu", "comments",
                         _ ("Records, foster placements and growth archives of a child-welfare "
                            "institution. Works without a network."),
                         "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static const GActionEntry actions[] = {
  { "nth-page", nth_page_cb, "i" },
  { "page", page_cb, "s" },
  { "open-record", open_record_cb, "(sss)" },
  { "past-day", past_day_cb, "(ss)" },
  { "search", search_cb },
  { "nth-tab", nth_tab_cb, "i" },
  { "next-pane", next_pane_cb },
  { "next-finding", next_finding_cb },
  { "previous-finding", previous_finding_cb },
  { "add", add_cb },
  { "print", print_cb },
  { "back", back_cb },
  { "refresh", refresh_cb },
  { "keys", keys_cb },
  { "about", about_cb },
};

void
miao_window_add_actions (MiaoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
