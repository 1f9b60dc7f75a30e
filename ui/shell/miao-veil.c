#include "config.h"

#include "miao-veil.h"

#include "miao-settings.h"

#include <string.h>

/* A name of one letter would hide half of all words. */
#define LETTERS_MIN 2
#define LETTERS_MAX 60
/* Longer texts are prose; a name in them is looked for no further than this. */
#define TEXT_MAX 4000

static struct {
  gboolean on;
  GHashTable *names;                 /* utf8 */
  gboolean lengths[LETTERS_MAX + 1]; /* in letters: which there are */
  MiaoStore *store;                  /* not owned; where the names are read from */
} veil;

/* --- names ---------------------------------------------------------------------------------- */

static void
add_name (const char *name)
{
  const glong length = g_utf8_strlen (name, -1);

  if (length < LETTERS_MIN || length > LETTERS_MAX)
    return;
  veil.lengths[length] = TRUE;
  g_hash_table_add (veil.names, g_strdup (name));
}

static void
read_field (const MiaoKind *kind, const char *field)
{
  g_autoptr (MiaoQuery) query = miao_query_new (kind);
  g_autoptr (GHashTable) values = miao_store_tally (veil.store, query, field, NULL);
  GHashTableIter iter;
  gpointer name;

  if (values == NULL)
    return;
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    /* A field of former names may hold several. */
    g_auto (GStrv) parts = g_strsplit_set (name, " \n,;", -1);

    add_name (name);
    for (guint i = 0; parts[i] != NULL; i++)
      add_name (parts[i]);
  }
}

static void
read_names (void)
{
  g_hash_table_remove_all (veil.names);
  memset (veil.lengths, 0, sizeof veil.lengths);
  if (veil.store == NULL)
    return;
  for (const MiaoKind *const *kind = miao_kinds (); *kind != NULL; kind++) {
    for (const MiaoField *field = (*kind)->fields; field->name != NULL; field++) {
      /* The institution's own people are known to whoever stands before the screen. */
      if ((field->flags & MIAO_FIELD_NAME) && strcmp ((*kind)->name, "staff") != 0)
        read_field (*kind, field->name);
    }
  }
}

static gboolean
has_name_at (const char *at)
{
  const char *end = at;
  char name[LETTERS_MAX * 6 + 1];

  for (guint length = 1; length <= LETTERS_MAX && *end != '\0'; length++) {
    end = g_utf8_next_char (end);
    if (!veil.lengths[length])
      continue;
    memcpy (name, at, (gsize) (end - at));
    name[end - at] = '\0';
    if (g_hash_table_contains (veil.names, name))
      return TRUE;
  }

  return FALSE;
}

gboolean
miao_veil_holds_name (const char *text)
{
  guint letters = 0;

  if (text == NULL || veil.names == NULL || g_hash_table_size (veil.names) == 0)
    return FALSE;
  for (const char *at = text; *at != '\0' && letters < TEXT_MAX; at = g_utf8_next_char (at)) {
    if (has_name_at (at))
      return TRUE;
    letters++;
  }

  return FALSE;
}

/* --- widgets -------------------------------------------------------------------------------- */

static void
mark (GtkWidget *widget, const char *text)
{
  const gboolean personal = miao_veil_holds_name (text);

  if (personal) {
    gtk_widget_remove_css_class (widget, "public");
    gtk_widget_add_css_class (widget, "personal");
  } else {
    gtk_widget_remove_css_class (widget, "personal");
    gtk_widget_add_css_class (widget, "public");
  }
}

/* Looks again whenever the text is another one, before it is drawn. */
static void
text_cb (GtkWidget *widget)
{
  if (!veil.on)
    return;
  if (GTK_IS_LABEL (widget)) {
    mark (widget, gtk_label_get_text (GTK_LABEL (widget)));
  } else if (GTK_IS_TEXT (widget)) {
    mark (widget, gtk_editable_get_text (GTK_EDITABLE (widget)));
  } else {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
    g_autofree char *text = NULL;

    g_object_get (buffer, "text", &text, NULL);
    mark (widget, text);
  }
}

static void
watch (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    g_signal_connect (widget, "notify::label", G_CALLBACK (text_cb), NULL);
  else if (GTK_IS_TEXT (widget))
    g_signal_connect (widget, "changed", G_CALLBACK (text_cb), NULL);
  else
    g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "changed",
                             G_CALLBACK (text_cb), widget, G_CONNECT_SWAPPED);
}

static void
look_at_tooltip (GtkWidget *widget)
{
  const char *kept = g_object_get_data (G_OBJECT (widget), "miao-veiled-tooltip");
  const char *text = gtk_widget_get_tooltip_text (widget);

  if (veil.on && text != NULL && miao_veil_holds_name (text)) {
    g_object_set_data_full (G_OBJECT (widget), "miao-veiled-tooltip", g_strdup (text), g_free);
    gtk_widget_set_tooltip_text (widget, NULL);
  } else if (!veil.on && kept != NULL) {
    if (text == NULL)
      gtk_widget_set_tooltip_text (widget, kept);
    g_object_set_data (G_OBJECT (widget), "miao-veiled-tooltip", NULL);
  }
}

static void
look_at (GtkWidget *widget, gboolean anew)
{
  if (GTK_IS_LABEL (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget)) {
    const gboolean known = g_object_get_data (G_OBJECT (widget), "miao-veil") != NULL;

    if (!known) {
      g_object_set_data (G_OBJECT (widget), "miao-veil", GINT_TO_POINTER (1));
      watch (widget);
    }
    if (!known || anew)
      text_cb (widget);
  }
  if (gtk_widget_get_has_tooltip (widget) || anew)
    look_at_tooltip (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at (child, anew);
}

/* --- windows -------------------------------------------------------------------------------- */

static void
layout_cb (GtkWidget *window)
{
  if (veil.on)
    look_at (window, FALSE);
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "layout", G_CALLBACK (layout_cb),
                           window, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
show_window (GtkWidget *window)
{
  if (g_object_get_data (G_OBJECT (window), "miao-veil-window") == NULL) {
    g_object_set_data (G_OBJECT (window), "miao-veil-window", GINT_TO_POINTER (1));
    g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
    if (gtk_widget_get_realized (window))
      realize_cb (window);
  }
  if (veil.on)
    gtk_widget_add_css_class (window, "veiled");
  else
    gtk_widget_remove_css_class (window, "veiled");
  look_at (window, TRUE);
}

static void
show_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  const guint n = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    show_window (window);
  }
}

/* A window that is just being made has nothing in it yet; the layout looks at the rest. */
static void
windows_changed_cb (GListModel *windows, guint at, guint removed, guint added, gpointer data)
{
  for (guint i = at; i < at + added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    show_window (window);
  }
}

static void
setting_cb (GSettings *settings)
{
  veil.on = g_settings_get_boolean (settings, "hide-names");
  if (veil.on)
    read_names ();
  show_windows ();
}

void
miao_veil_read_names (MiaoStore *store)
{
  veil.store = store;
  if (veil.on) {
    read_names ();
    show_windows ();
  }
}

void
miao_veil_init (void)
{
  GSettings *settings = miao_settings_get ();

  veil.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (settings, "changed::hide-names", G_CALLBACK (setting_cb), NULL);
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb),
                    NULL);
  setting_cb (settings);
}
