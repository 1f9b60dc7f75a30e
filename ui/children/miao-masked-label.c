#include "config.h"

#include "miao-masked-label.h"

#include "miao-audit.h"
#include "miao-gtk-compat.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define SHOWN_SECONDS 10

struct _MiaoMaskedLabel {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *button;
  MiaoSession *session;
  const MiaoField *field;
  char *kind;
  char *id;
  char *text;
  gboolean shown;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (MiaoMaskedLabel, miao_masked_label, GTK_TYPE_WIDGET)

static void
show (MiaoMaskedLabel *self, gboolean shown)
{
  g_autofree char *masked = NULL;

  self->shown = shown;
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->text != NULL && !shown)
    masked = miao_field_mask (self->field, self->text);
  gtk_label_set_label (GTK_LABEL (self->label), self->text == NULL ? "—"
                                                : shown            ? self->text
                                                                   : masked);
  gtk_button_set_icon_name (GTK_BUTTON (self->button),
                            shown ? "miao-eye-symbolic" : "miao-eye-off-symbolic");
  miao_accessible_set_label (self->button, shown ? _ ("Hide the number") : _ ("Show the number"));
  gtk_widget_set_visible (self->button, self->text != NULL);
}

static gboolean
hide_cb (gpointer user_data)
{
  MiaoMaskedLabel *self = user_data;

  self->timeout = 0;
  show (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
clicked_cb (MiaoMaskedLabel *self)
{
  g_autoptr (JsonObject) detail = NULL;
  g_autoptr (GError) error = NULL;

  if (self->shown) {
    show (self, FALSE);
    return;
  }
  detail = json_object_new ();
  json_object_set_string_member (detail, "field", self->field->name);
  /* What cannot be logged is not shown. */
  if (!miao_audit_event (self->session, "reveal", self->kind, self->id, detail, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  show (self, TRUE);
  self->timeout = g_timeout_add_seconds (SHOWN_SECONDS, hide_cb, self);
}

static void
forget (MiaoMaskedLabel *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->text, g_free);
}

static void
miao_masked_label_dispose (GObject *object)
{
  MiaoMaskedLabel *self = MIAO_MASKED_LABEL (object);

  forget (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_masked_label_parent_class)->dispose (object);
}

static void
miao_masked_label_class_init (MiaoMaskedLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_masked_label_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_masked_label_init (MiaoMaskedLabel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->label = gtk_label_new ("—");
  self->button = gtk_button_new ();
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "small");
  gtk_widget_add_css_class (self->button, "eye");
  gtk_widget_set_tooltip_text (self->button, _ ("Show for ten seconds; this is logged"));
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  show (self, FALSE);
}

GtkWidget *
miao_masked_label_new (void)
{
  return g_object_new (MIAO_TYPE_MASKED_LABEL, NULL);
}

void
miao_masked_label_set (MiaoMaskedLabel *self,
                       MiaoSession *session,
                       const MiaoRecord *record,
                       const char *field)
{
  forget (self);
  if (record != NULL) {
    self->session = miao_session_ref (session);
    self->field = miao_kind_field (miao_record_get_kind (record), field);
    self->kind = g_strdup (miao_record_get_kind (record)->name);
    self->id = g_strdup (miao_record_get_id (record));
    self->text = g_strdup (miao_record_get (record, field));
  }
  show (self, FALSE);
}
