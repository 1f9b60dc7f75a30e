#include "config.h"

#include "miao-veil.h"

#include "miao-gtk-compat.h"
#include "miao-settings.h"
#include "miao-veil-names.h"

#include <glib/gi18n.h>

static struct {
  gboolean on;
  GHashTable *hidden; /* GtkWidget, weak */
  MiaoStore *store;   /* not owned; where the names are read from */
} veil;

/* Instead of a name. */
static const char *
hidden_words (void)
{
  return _ ("Hidden");
}

/* What a widget without a text says: the picture of a child, a button "Open 林小满". */
static const char *
filter_spoken (const char *words)
{
  return veil.on && miao_veil_holds_name (words) ? hidden_words () : words;
}

/* --- widgets -------------------------------------------------------------------------------- */

/* The label that a page wrote, while the label itself says something else. */
#define LABEL_KEY "miao-veiled-label"
/* The widget is made unreadable by the veil and not by its page. */
#define MADE_KEY "miao-veiled"
/* What is around an entry says that it is hidden. */
#define PLACE_KEY "miao-veiled-place"

static void
gone_cb (gpointer data, GObject *gone)
{
  g_hash_table_remove (veil.hidden, gone);
}

/* What is hidden is known by itself: some of it is in no window when the veil is lifted. */
static void
remember (GtkWidget *widget, gboolean hidden)
{
  if (hidden == g_hash_table_contains (veil.hidden, widget))
    return;
  if (hidden) {
    g_hash_table_add (veil.hidden, widget);
    g_object_weak_ref (G_OBJECT (widget), gone_cb, NULL);
  } else {
    g_hash_table_remove (veil.hidden, widget);
    g_object_weak_unref (G_OBJECT (widget), gone_cb, NULL);
  }
}

static void
mark (GtkWidget *widget, gboolean personal)
{
  if (personal) {
    gtk_widget_remove_css_class (widget, "public");
    gtk_widget_add_css_class (widget, "personal");
  } else {
    gtk_widget_remove_css_class (widget, "personal");
    gtk_widget_add_css_class (widget, "public");
  }
}

/* The name itself leaves the label: whoever asks for the text, a screen reader too, hears that it
 * is hidden. */
static void
look_at_label (GtkLabel *label)
{
  const char *shown = gtk_label_get_label (label);
  const char *kept = g_object_get_data (G_OBJECT (label), LABEL_KEY);
  g_autofree char *own = NULL;

  if (kept != NULL && g_strcmp0 (shown, hidden_words ()) == 0) {
    if (veil.on && miao_veil_holds_name (kept))
      return;
    own = g_strdup (kept);
    g_object_set_data (G_OBJECT (label), LABEL_KEY, NULL);
    remember (GTK_WIDGET (label), FALSE);
    mark (GTK_WIDGET (label), FALSE);
    gtk_label_set_label (label, own);
    return;
  }
  if (veil.on && miao_veil_holds_name (gtk_label_get_text (label))) {
    g_object_set_data_full (G_OBJECT (label), LABEL_KEY, g_strdup (shown), g_free);
    remember (GTK_WIDGET (label), TRUE);
    mark (GTK_WIDGET (label), TRUE);
    gtk_label_set_label (label, hidden_words ());
  } else {
    g_object_set_data (G_OBJECT (label), LABEL_KEY, NULL);
    remember (GTK_WIDGET (label), FALSE);
    mark (GTK_WIDGET (label), FALSE);
  }
}

/* The name of a button is a copy of its label; to be looked at after the label itself. */
static void
look_at_button (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);
  gboolean made = g_object_get_data (G_OBJECT (button), MADE_KEY) != NULL;
  gboolean personal = veil.on && label != NULL &&
                      g_object_get_data (G_OBJECT (button), MIAO_SPOKEN_KEY) == NULL &&
                      (miao_veil_holds_name (label) || g_str_equal (label, hidden_words ()));

  if (personal || made)
    miao_accessible_say_instead (GTK_WIDGET (button), personal ? hidden_words () : label);
  g_object_set_data (G_OBJECT (button), MADE_KEY, GINT_TO_POINTER (personal));
  remember (GTK_WIDGET (button), personal);
}

/* What stands around @entry and can be named: a group, wherever a plain box has no voice. */
static GtkWidget *
get_place (GtkWidget *entry)
{
  GtkWidget *parent = gtk_widget_get_parent (entry);
  GtkWidget *place = parent;

  while (place != NULL &&
         gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (place)) != GTK_ACCESSIBLE_ROLE_GROUP)
    place = gtk_widget_get_parent (place);

  return place != NULL ? place : parent;
}

/* Around an entry that is hidden there is something that says so: its label is read out, and then
 * that it is hidden, instead of nothing. */
static void
speak_for (GtkWidget *entry, gboolean hidden)
{
  GtkWidget *place = get_place (entry);
  gboolean spoken;

  if (place == NULL || g_object_get_data (G_OBJECT (place), MIAO_SPOKEN_KEY) != NULL)
    return;
  spoken = g_object_get_data (G_OBJECT (place), PLACE_KEY) != NULL;
  if (spoken == hidden)
    return;
  g_object_set_data (G_OBJECT (place), PLACE_KEY, GINT_TO_POINTER (hidden));
  miao_accessible_say_instead (place, hidden ? hidden_words () : NULL);
}

/* A screen reader reads what is typed from the entry around the text, whatever is drawn. */
static void
hide_from_readers (GtkWidget *widget, gboolean hidden)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_TEXT (widget) && GTK_IS_EDITABLE (parent))
    widget = parent;
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
  speak_for (widget, hidden);
}

/* What is typed must stay what it is: it is shown as a password is. */
static void
look_at_text (GtkText *text)
{
  gboolean personal = veil.on && miao_veil_holds_name (gtk_editable_get_text (GTK_EDITABLE (text)));
  gboolean made = g_object_get_data (G_OBJECT (text), MADE_KEY) != NULL;

  mark (GTK_WIDGET (text), personal);
  hide_from_readers (GTK_WIDGET (text), personal);
  if (personal == made || (personal && !gtk_text_get_visibility (text)))
    return;
  g_object_set_data (G_OBJECT (text), MADE_KEY, GINT_TO_POINTER (personal));
  remember (GTK_WIDGET (text), personal);
  gtk_text_set_visibility (text, !personal);
}

static void
look_at_text_view (GtkTextView *view)
{
  g_autofree char *text = NULL;
  gboolean personal;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  personal = veil.on && miao_veil_holds_name (text);
  mark (GTK_WIDGET (view), personal);
  remember (GTK_WIDGET (view), personal);
  hide_from_readers (GTK_WIDGET (view), personal);
}

/* Looks again whenever the text is another one, before it is drawn. */
static void
text_cb (GtkWidget *widget)
{
  if (!veil.on && !g_hash_table_contains (veil.hidden, widget))
    return;
  if (GTK_IS_LABEL (widget))
    look_at_label (GTK_LABEL (widget));
  else if (GTK_IS_TEXT (widget))
    look_at_text (GTK_TEXT (widget));
  else if (GTK_IS_BUTTON (widget))
    look_at_button (GTK_BUTTON (widget));
  else
    look_at_text_view (GTK_TEXT_VIEW (widget));
}

static void
watch (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget))
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
  const gboolean holds_words = GTK_IS_LABEL (widget) || GTK_IS_TEXT (widget) ||
                               GTK_IS_TEXT_VIEW (widget) || GTK_IS_BUTTON (widget);
  const gboolean known = g_object_get_data (G_OBJECT (widget), "miao-veil") != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at (child, anew);
  if (holds_words && !known) {
    g_object_set_data (G_OBJECT (widget), "miao-veil", GINT_TO_POINTER (1));
    watch (widget);
  }
  if (holds_words && (!known || anew))
    text_cb (widget);
  else if ((GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget)) &&
           g_hash_table_contains (veil.hidden, widget))
    hide_from_readers (widget, TRUE); /* being shown again has told readers of it */
  if (anew)
    miao_accessible_say_again (widget);
  if (gtk_widget_get_has_tooltip (widget) || anew)
    look_at_tooltip (widget);
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
  if (!veil.on) {
    g_autoptr (GList) hidden = g_hash_table_get_keys (veil.hidden);

    for (GList *l = hidden; l != NULL; l = l->next)
      if (!GTK_IS_BUTTON (l->data))
        text_cb (l->data);
    for (GList *l = hidden; l != NULL; l = l->next)
      if (GTK_IS_BUTTON (l->data))
        text_cb (l->data);
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
    miao_veil_names_read (veil.store);
  show_windows ();
}

void
miao_veil_read_names (MiaoStore *store)
{
  veil.store = store;
  if (veil.on) {
    miao_veil_names_read (veil.store);
    show_windows ();
  }
}

void
miao_veil_init (void)
{
  GSettings *settings = miao_settings_get ();

  veil.hidden = g_hash_table_new (NULL, NULL);
  miao_accessible_set_filter (filter_spoken);
  g_signal_connect (settings, "changed::hide-names", G_CALLBACK (setting_cb), NULL);
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb),
                    NULL);
  setting_cb (settings);
}
