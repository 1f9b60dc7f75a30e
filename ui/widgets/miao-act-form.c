#include "config.h"

#include "miao-act-form-private.h"

#include "miao-banner.h"
#include "miao-draft-keeper.h"
#include "miao-findings-panel.h"
#include "miao-fold.h"
#include "miao-table.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

#define PREVIEW_AFTER_MS 300

enum {
  SIGNAL_DONE,
  SIGNAL_CANCELLED,
  SIGNAL_REMEDY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoActForm, miao_act_form, GTK_TYPE_WIDGET)

void
miao_act_form_done (MiaoActForm *self, MiaoOutcome *outcome)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, outcome);
}

static gboolean
preview_cb (gpointer user_data)
{
  MiaoActForm *self = user_data;

  self->preview = 0;
  if (self->live || miao_findings_panel_is_shown (MIAO_FINDINGS_PANEL (self->panel)))
    miao_act_form_explain (self);
  return G_SOURCE_REMOVE;
}

void
miao_act_form_set_slow (MiaoActForm *self, gboolean slow)
{
  self->slow = slow;
}

void
miao_act_form_changed (MiaoActForm *self)
{
  self->dirty = TRUE;
  miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
  if (self->preview == 0 &&
      (self->live || miao_findings_panel_is_shown (MIAO_FINDINGS_PANEL (self->panel))))
    self->preview = g_timeout_add (PREVIEW_AFTER_MS, preview_cb, self);
}

/* The cards are not made again while somebody writes into one of them. */
static void
reasons_cb (MiaoActForm *self)
{
  self->dirty = TRUE;
  miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
}

static void
do_cb (MiaoActForm *self)
{
  miao_act_form_do (self);
}

static void
cancel_cb (MiaoActForm *self)
{
  miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (self->keeper));
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

/* No way leads nowhere: what the form itself makes has its field here, what is stored its page, and
 * where neither shows the field, the rows of that record are the nearest. */
static void
go_cb (MiaoActForm *self, const char *kind, const char *record, const char *field)
{
  if (miao_act_form_focus_field (self, kind, field))
    return;
  if (miao_window_has_record (GTK_WIDGET (self), kind, record) &&
      miao_window_open_record (GTK_WIDGET (self), kind, record, field))
    return;
  miao_act_form_focus_part (self, kind);
}

static void
remedy_cb (MiaoActForm *self, const char *use_case, const char *record)
{
  gboolean handled = FALSE;

  g_signal_emit (self, signals[SIGNAL_REMEDY], 0, use_case, record, &handled);
  if (!handled)
    miao_window_lead (GTK_WIDGET (self), use_case, record);
}

/* --- the widget ----------------------------------------------------------------------------- */

void
miao_act_form_clear (MiaoActForm *self)
{
  g_clear_handle_id (&self->preview, g_source_remove);
  g_array_set_size (self->parts, 0);
  g_ptr_array_set_size (self->loose, 0);
  miao_box_clear (self->body);
  self->into = self->body;
  g_clear_pointer (&self->fixed, json_object_unref);
  self->fixed = json_object_new ();
  g_hash_table_remove_all (self->stand_ins);
  self->collect = NULL;
  self->dirty = FALSE;
  self->live = FALSE;
  self->slow = FALSE;
}

static void
part_clear (gpointer data)
{
  g_free (((MiaoActPart *) data)->value);
}

static void
miao_act_form_dispose (GObject *object)
{
  MiaoActForm *self = MIAO_ACT_FORM (object);
  GtkWidget *child;

  g_clear_handle_id (&self->preview, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_ACT_FORM);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_act_form_parent_class)->dispose (object);
}

static void
miao_act_form_finalize (GObject *object)
{
  MiaoActForm *self = MIAO_ACT_FORM (object);

  g_array_unref (self->parts);
  g_ptr_array_unref (self->loose);
  json_object_unref (self->fixed);
  g_hash_table_unref (self->stand_ins);
  g_free (self->record);

  G_OBJECT_CLASS (miao_act_form_parent_class)->finalize (object);
}

static void
miao_act_form_class_init (MiaoActFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = miao_act_form_dispose;
  object_class->finalize = miao_act_form_finalize;
  g_type_ensure (MIAO_TYPE_BANNER);
  g_type_ensure (MIAO_TYPE_FINDINGS_PANEL);
  g_type_ensure (MIAO_TYPE_WRAP);
  g_type_ensure (MIAO_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-act-form.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoActForm, name)
  BIND (above);
  BIND (head);
  BIND (title);
  BIND (banner);
  BIND (body);
  BIND (explanation);
  BIND (button);
  BIND (panel);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CANCELLED] =
      g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMEDY] =
      g_signal_new ("remedy", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                    NULL, G_TYPE_BOOLEAN, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
miao_act_form_init (MiaoActForm *self)
{
  self->parts = g_array_new (FALSE, TRUE, sizeof (MiaoActPart));
  g_array_set_clear_func (self->parts, part_clear);
  self->loose = g_ptr_array_new ();
  self->fixed = json_object_new ();
  self->stand_ins = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->keeper = miao_draft_keeper_new (miao_act_form_dup_draft, self);
  gtk_box_append (GTK_BOX (self->head), self->keeper);
  g_signal_connect_swapped (self->panel, "reasons-changed", G_CALLBACK (reasons_cb), self);
}

GtkWidget *
miao_act_form_new (void)
{
  return g_object_new (MIAO_TYPE_ACT_FORM, NULL);
}
