#include "config.h"

#include "miao-child-nothing.h"

#include "miao-child-flag.h"
#include "miao-search.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_NEAR 5

struct _MiaoChildNothing {
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (MiaoChildNothing, miao_child_nothing, GTK_TYPE_WIDGET)

static void
miao_child_nothing_dispose (GObject *object)
{
  g_clear_pointer (&MIAO_CHILD_NOTHING (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_child_nothing_parent_class)->dispose (object);
}

static void
miao_child_nothing_class_init (MiaoChildNothingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_child_nothing_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_child_nothing_init (MiaoChildNothing *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->box, "empty");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
miao_child_nothing_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_NOTHING, NULL);
}

/* Spellings that are heard or typed for one another: n and l, and with or without a final g or an
 * h after z, c, s. */
static GPtrArray *
make_spellings (const char *text)
{
  static const char *const pairs[][2] = { { "n", "l" },    { "l", "n" },    { "ng", "n" },
                                          { "in", "ing" }, { "en", "eng" }, { "an", "ang" },
                                          { "zh", "z" },   { "ch", "c" },   { "sh", "s" },
                                          { "hu", "fu" },  { "fu", "hu" },  { "z", "zh" },
                                          { "c", "ch" },   { "s", "sh" } };
  GPtrArray *spellings = g_ptr_array_new_with_free_func (g_free);
  gsize length = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    const char *at = strstr (text, pairs[i][0]);

    if (at != NULL)
      g_ptr_array_add (spellings, g_strdup_printf ("%.*s%s%s", (int) (at - text), text, pairs[i][1],
                                                   at + strlen (pairs[i][0])));
  }
  /* One character too many, or the last one wrong. */
  if (g_utf8_strlen (text, -1) > 1)
    g_ptr_array_add (spellings,
                     g_strndup (text, (gsize) (g_utf8_prev_char (text + length) - text)));
  return spellings;
}

static void
add_near (GtkWidget *box, const MiaoHit *hit)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *words = g_strdup_printf ("%s · %s", hit->title, hit->number);

  gtk_button_set_label (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "small");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "child", hit->id, "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_near (MiaoSession *session, const char *text)
{
  const char *const kinds[] = { "child", NULL };
  g_autoptr (GPtrArray) spellings = make_spellings (text);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  guint n = 0;

  gtk_box_append (GTK_BOX (box), miao_text_new (_ ("Did you mean:"), "dim"));
  for (guint i = 0; i < spellings->len && n == 0; i++) {
    g_autoptr (GPtrArray) hits = miao_store_search (miao_session_get_store (session),
                                                    spellings->pdata[i], kinds, MAX_NEAR, NULL);

    for (guint j = 0; hits != NULL && j < hits->len; j++, n++)
      add_near (box, hits->pdata[j]);
  }
  gtk_widget_set_visible (box, n > 0);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
add_centred (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = miao_text_new (text, style);

  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  /* A label that wraps asks for height as if it were one character wide. */
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_button (GtkWidget *box, const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

void
miao_child_nothing_show (MiaoChildNothing *self,
                         MiaoSession *session,
                         const char *text,
                         gboolean filtered)
{
  g_autofree char *title = g_strdup_printf (_ ("No child found for “%s”"), text);
  g_autofree char *admit = g_strdup_printf (_ ("Admit “%s”"), text);

  miao_box_clear (self->box);
  gtk_box_append (GTK_BOX (self->box), gtk_image_new_from_icon_name ("miao-child-symbolic"));
  if (*text == '\0') {
    add_centred (self->box, filtered ? _ ("No child in this state") : _ ("No child yet"), "h2");
    if (filtered)
      add_button (self->box, _ ("Show all states"), "children.filter::all", FALSE);
    else
      add_button (self->box, _ ("Admit the first child"), "children.admit", FALSE);
    return;
  }
  add_centred (self->box, title, "h2");
  add_centred (self->box,
               _ ("Names, former names, pinyin, numbers and ID numbers were searched. Try the "
                  "year of birth, “lxm 2023”, or the last four characters of a number."),
               "dim");
  gtk_box_append (GTK_BOX (self->box), make_near (session, text));
  if (filtered)
    add_button (self->box, _ ("Search in all states"), "children.filter::all", FALSE);
  add_button (self->box, admit, "children.admit", FALSE);
}
