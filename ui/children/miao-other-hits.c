#include "config.h"

#include "miao-other-hits.h"

#include "miao-child-flag.h"
#include "miao-gtk-compat.h"
#include "miao-search.h"

#include <glib/gi18n.h>

#define MAX_HITS 60
#define MAX_SHOWN 12

struct _MiaoOtherHits {
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (MiaoOtherHits, miao_other_hits, GTK_TYPE_WIDGET)

static void
miao_other_hits_dispose (GObject *object)
{
  g_clear_pointer (&MIAO_OTHER_HITS (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_other_hits_parent_class)->dispose (object);
}

static void
miao_other_hits_class_init (MiaoOtherHitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_other_hits_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_other_hits_init (MiaoOtherHits *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->button = gtk_menu_button_new ();
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_popover_set_child (GTK_POPOVER (popover), self->rows);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "flat");
  miao_accessible_set_label (self->button, _ ("Other hits"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
miao_other_hits_new (void)
{
  return g_object_new (MIAO_TYPE_OTHER_HITS, NULL);
}

static void
close_cb (MiaoOtherHits *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
add_row (MiaoOtherHits *self, const MiaoHit *hit)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *words =
      g_strdup_printf ("%s · %s%s%s", miao_kind_label (hit->kind), hit->title,
                       hit->number != NULL ? " · " : "", hit->number != NULL ? hit->number : "");
  GtkWidget *label = miao_text_new (words, NULL);

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", hit->kind->name, hit->id, "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (close_cb), self);
  gtk_box_append (GTK_BOX (self->rows), button);
}

void
miao_other_hits_show (MiaoOtherHits *self, MiaoSession *session, const char *text)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *label = NULL;
  guint n = 0;

  miao_box_clear (self->rows);
  if (session != NULL && *text != '\0')
    hits = miao_store_search (miao_session_get_store (session), text, NULL, MAX_HITS, NULL);
  for (guint i = 0; hits != NULL && i < hits->len; i++) {
    const MiaoHit *hit = hits->pdata[i];

    if (g_str_equal (hit->kind->name, "child"))
      continue;
    if (n < MAX_SHOWN)
      add_row (self, hit);
    n++;
  }
  label = g_strdup_printf (ngettext ("%u other", "%u others", n), n);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
  miao_accessible_set_label (self->button, label);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
