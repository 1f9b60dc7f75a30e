#include "config.h"

#include "miao-typed.h"

#include "miao-draft-keeper.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* Called for each widget that takes something in. */
typedef void (*Visit) (GtkWidget *widget, gpointer data);

static gboolean
takes_input (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_TOGGLE_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget);
}

static void
walk (GtkWidget *widget, Visit visit, gpointer data)
{
  if (GTK_IS_PASSWORD_ENTRY (widget))
    return;
  if (takes_input (widget)) {
    visit (widget, data);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (child, visit, data);
}

static const char *
get_property_name (GtkWidget *widget)
{
  if (GTK_IS_EDITABLE (widget))
    return "text";
  return GTK_IS_DROP_DOWN (widget) ? "selected" : "active";
}

static void
add_state (GtkWidget *widget, gpointer data)
{
  JsonArray *states = data;
  GObject *object = G_OBJECT (widget);
  g_autofree char *text = NULL;
  gboolean active;
  guint selected;

  if (GTK_IS_TEXT_VIEW (widget))
    object = G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)));
  if (GTK_IS_TEXT_VIEW (widget) || GTK_IS_EDITABLE (widget)) {
    g_object_get (object, "text", &text, NULL);
  } else if (GTK_IS_DROP_DOWN (widget)) {
    g_object_get (object, "selected", &selected, NULL);
    text = g_strdup_printf ("%u", selected);
  } else {
    g_object_get (object, "active", &active, NULL);
    text = g_strdup (active ? "1" : "0");
  }
  json_array_add_string_element (states, text != NULL ? text : "");
}

char *
miao_typed_dup (GtkWidget *root)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) states = json_array_new ();

  walk (root, add_state, states);
  json_node_set_array (node, states);
  return json_to_string (node, FALSE);
}

typedef struct {
  JsonArray *states;
  guint next;
} Reader;

static void
take_state (GtkWidget *widget, gpointer data)
{
  Reader *reader = data;
  const char *text;

  if (reader->next >= json_array_get_length (reader->states))
    return;
  text = json_array_get_string_element (reader->states, reader->next++);
  if (text == NULL || !gtk_widget_is_sensitive (widget))
    return;
  if (GTK_IS_EDITABLE (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
  else if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
  else if (GTK_IS_DROP_DOWN (widget))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), (guint) g_ascii_strtoull (text, NULL, 10));
  else
    g_object_set (widget, "active", g_str_equal (text, "1"), NULL);
}

void
miao_typed_put_back (GtkWidget *root, const char *content)
{
  g_autoptr (JsonNode) node = json_from_string (content, NULL);
  Reader reader = { 0 };

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  reader.states = json_node_get_array (node);
  walk (root, take_state, &reader);
}

typedef struct {
  GCallback changed;
  gpointer data;
} Watch;

static void
watch (GtkWidget *widget, gpointer data)
{
  const Watch *wanted = data;
  g_autofree char *signal = g_strconcat ("notify::", get_property_name (widget), NULL);

  if (GTK_IS_TEXT_VIEW (widget))
    g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "changed",
                              wanted->changed, wanted->data);
  else
    g_signal_connect_swapped (widget, signal, wanted->changed, wanted->data);
}

void
miao_typed_watch (GtkWidget *root, GCallback changed, gpointer data)
{
  Watch wanted = { changed, data };

  walk (root, watch, &wanted);
}

/* What stands in the form before anybody touches it is no draft. */
static char *
dup_draft (gpointer user_data)
{
  GtkWidget *root = user_data;
  const char *untouched = g_object_get_data (G_OBJECT (root), "miao-untouched");
  g_autofree char *now = miao_typed_dup (root);

  return g_strcmp0 (now, untouched) != 0 ? g_steal_pointer (&now) : NULL;
}

GtkWidget *
miao_typed_keep (GtkWidget *root, GtkWidget *parent, const char *kind, const char *record)
{
  GtkRoot *window = gtk_widget_get_root (parent);
  MiaoSession *session =
      MIAO_IS_WINDOW (window) ? miao_window_get_session (MIAO_WINDOW (window)) : NULL;
  GtkWidget *keeper;
  g_autofree char *draft = NULL;

  if (session == NULL)
    return NULL;
  keeper = miao_draft_keeper_new (dup_draft, root);
  g_object_set_data_full (G_OBJECT (root), "miao-untouched", miao_typed_dup (root), g_free);
  draft = miao_draft_keeper_open (MIAO_DRAFT_KEEPER (keeper), session, kind, record);
  if (draft != NULL) {
    miao_typed_put_back (root, draft);
    miao_draft_keeper_say (MIAO_DRAFT_KEEPER (keeper), _ ("What was typed before is back"));
  }
  miao_typed_watch (root, G_CALLBACK (miao_draft_keeper_touch), keeper);
  return keeper;
}
