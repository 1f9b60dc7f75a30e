#include "config.h"

#include "miao-act-form-private.h"

#include "miao-banner.h"
#include "miao-conflict-view.h"
#include "miao-draft-keeper.h"
#include "miao-error.h"
#include "miao-findings-panel.h"
#include "miao-fold.h"
#include "miao-typed.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-work.h"
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

/* Which state of the record was seen when the typing began. */
static const char *const base_names[] = { "version", "seen", NULL };

G_DEFINE_FINAL_TYPE (MiaoActForm, miao_act_form, GTK_TYPE_WIDGET)

static MiaoActPart *
part_at (MiaoActForm *self, guint i)
{
  return &g_array_index (self->parts, MiaoActPart, i);
}

/* A record may have rows in several parts: they add to one object. */
static JsonObject *
get_values (JsonObject *object, const char *name)
{
  if (name != NULL && json_object_has_member (object, name))
    return json_object_ref (json_object_get_object_member (object, name));
  return json_object_new ();
}

/* --- drafts --------------------------------------------------------------------------------- */

/* Members of a draft beside the records, whose names cannot begin like this. */
#define DRAFT_LOOSE "#widgets"
#define DRAFT_REASONS "#reasons"

static void
add_loose (MiaoActForm *self, JsonObject *draft)
{
  JsonArray *states = json_array_new ();

  for (guint i = 0; i < self->loose->len; i++) {
    g_autofree char *state = miao_typed_dup (self->loose->pdata[i]);

    json_array_add_string_element (states, state);
  }
  json_object_set_array_member (draft, DRAFT_LOOSE, states);
}

static void
put_back_loose (MiaoActForm *self, JsonObject *draft)
{
  JsonArray *states = json_object_has_member (draft, DRAFT_LOOSE)
                          ? json_object_get_array_member (draft, DRAFT_LOOSE)
                          : NULL;

  for (guint i = 0; states != NULL && i < MIN (self->loose->len, json_array_get_length (states));
       i++)
    miao_typed_put_back (self->loose->pdata[i], json_array_get_string_element (states, i));
}

static char *
dup_draft (gpointer user_data)
{
  MiaoActForm *self = user_data;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  if (!self->dirty)
    return NULL;
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = part_at (self, i);
    const char *name = part->name != NULL ? part->name : "";
    g_autoptr (JsonObject) values = get_values (object, name);

    for (const MiaoField *field = part->fields; field->name != NULL; field++) {
      MiaoFieldRow *row = miao_record_form_get_row (part->form, field->name);
      g_autofree char *text = NULL;

      if (row == NULL || !miao_field_row_is_dirty (row))
        continue;
      text = miao_record_form_dup (part->form, field->name);
      json_object_set_string_member (values, field->name, text != NULL ? text : "");
    }
    json_object_set_object_member (object, name, g_steal_pointer (&values));
  }
  /* What the typing is based on: the record may be another one when the draft comes back. */
  for (guint i = 0; base_names[i] != NULL; i++)
    if (json_object_has_member (self->fixed, base_names[i]))
      json_object_set_member (object, base_names[i],
                              json_object_dup_member (self->fixed, base_names[i]));
  add_loose (self, object);
  json_object_set_object_member (
      object, DRAFT_REASONS, miao_findings_panel_get_reasons (MIAO_FINDINGS_PANEL (self->panel)));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

void
miao_act_form_put_back (MiaoActForm *self, const char *draft)
{
  g_autoptr (JsonNode) root = json_from_string (draft, NULL);
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  put_back_loose (self, object);
  if (json_object_has_member (object, DRAFT_REASONS))
    miao_findings_panel_set_reasons (MIAO_FINDINGS_PANEL (self->panel),
                                     json_object_get_object_member (object, DRAFT_REASONS));
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = part_at (self, i);
    const char *name = part->name != NULL ? part->name : "";
    JsonObject *values;

    if (!json_object_has_member (object, name))
      continue;
    values = json_object_get_object_member (object, name);
    for (const MiaoField *field = part->fields; field->name != NULL; field++)
      if (miao_record_form_get_row (part->form, field->name) != NULL &&
          json_object_has_member (values, field->name))
        miao_record_form_type (part->form, field->name,
                               json_object_get_string_member (values, field->name));
  }
  for (guint i = 0; base_names[i] != NULL; i++)
    if (json_object_has_member (json_node_get_object (root), base_names[i]))
      json_object_set_member (self->fixed, base_names[i],
                              json_object_dup_member (json_node_get_object (root), base_names[i]));
  miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was typed before is back"));
}

/* --- doing it ------------------------------------------------------------------------------- */

static JsonObject *
collect (MiaoActForm *self, GError **error)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (self->fixed);
  g_autoptr (JsonObject) reasons = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (input, l->data, json_object_dup_member (self->fixed, l->data));
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = part_at (self, i);
    g_autoptr (JsonObject) values = get_values (input, part->name);

    if (!miao_record_form_to_json (part->form, part->name != NULL ? values : input, part->edit,
                                   error))
      return NULL;
    if (part->name != NULL)
      json_object_set_object_member (input, part->name, g_steal_pointer (&values));
  }
  if (self->collect != NULL && !self->collect (input, self->collect_data, error))
    return NULL;
  reasons = miao_findings_panel_get_reasons (MIAO_FINDINGS_PANEL (self->panel));
  if (json_object_get_size (reasons) > 0)
    json_object_set_object_member (input, "reasons", g_steal_pointer (&reasons));
  return g_steal_pointer (&input);
}

static void
mark (MiaoActForm *self, MiaoFindings *findings)
{
  for (guint i = 0; i < self->parts->len; i++)
    miao_record_form_show_findings (part_at (self, i)->form, findings, part_at (self, i)->kind);
}

static void
show_refusal (MiaoActForm *self, MiaoFindings *findings)
{
  /* Translators: %s is what was tried: "Confirm placement". */
  g_autofree char *title =
      g_strdup_printf (_ ("Not yet possible: %s"), miao_use_case_label (self->use_case));

  mark (self, findings);
  miao_findings_panel_show (MIAO_FINDINGS_PANEL (self->panel), title, findings);
}

static void do_cb (MiaoActForm *self);

/* What is stored now becomes what the form is based on; over it what was typed and chosen. */
static gboolean
take_choices (MiaoActForm *self, MiaoChoices *choices, GError **error)
{
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = part_at (self, i);
    g_autoptr (MiaoRecord) now = NULL;

    if (!part->edit)
      continue;
    now = miao_store_load (
        miao_session_get_store (self->session), miao_kind_find (part->kind),
        json_object_get_string_member (json_object_get_object_member (self->fixed, "seen"), "id"),
        error);
    if (now == NULL)
      return FALSE;
    miao_choices_apply (choices, part->form, now);
    json_object_set_int_member (self->fixed, "version", miao_record_get_version (now));
    json_object_set_object_member (self->fixed, "seen", miao_record_to_json (now));
  }
  return TRUE;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoActForm) self = user_data;
  MiaoChoices *choices = miao_conflict_ask_finish (result);
  g_autoptr (GError) error = NULL;

  if (choices == NULL)
    return;
  if (self->session == NULL || !json_object_has_member (self->fixed, "seen"))
    g_debug ("The form was left while the person chose.");
  else if (take_choices (self, choices, &error))
    do_cb (self);
  else
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  g_hash_table_unref (choices);
}

static void
take_outcome (MiaoActForm *self, MiaoOutcome *outcome, const GError *error)
{
  if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED)) {
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_INFO, error->message, NULL);
    return;
  }
  if (error != NULL) {
    if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_REFUSED) && outcome != NULL &&
        miao_findings_length (miao_outcome_get_findings (outcome)) > 0)
      show_refusal (self, miao_outcome_get_findings (outcome));
    else if (outcome != NULL && miao_outcome_get_conflict (outcome) != NULL)
      miao_conflict_ask_async (GTK_WIDGET (self), miao_outcome_get_conflict (outcome), chosen_cb,
                               g_object_ref (self));
    else
      miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  self->dirty = FALSE;
  g_clear_handle_id (&self->preview, g_source_remove);
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  miao_findings_panel_hide (MIAO_FINDINGS_PANEL (self->panel));
  g_signal_emit (self, signals[SIGNAL_DONE], 0, outcome);
}

/* What the worker gets and gives. */
typedef struct {
  const MiaoUseCase *use_case;
  JsonObject *input;
  MiaoOutcome *outcome;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  json_object_unref (act->input);
  g_clear_pointer (&act->outcome, miao_outcome_unref);
  g_free (act);
}

static gboolean
act_in_thread (MiaoSession *session,
               const MiaoProgress *progress,
               GCancellable *cancellable,
               gpointer data,
               GError **error)
{
  Act *act = data;

  return miao_use_case_run_long (session, act->use_case->name, act->input, progress, cancellable,
                                 &act->outcome, error);
}

static void
act_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoActForm *self = MIAO_ACT_FORM (source);
  Act *act = miao_work_get_data (result);
  g_autoptr (GError) error = NULL;

  (void) miao_work_finish (result, &error);
  /* Somebody may have logged out meanwhile. */
  if (self->use_case == act->use_case && self->session != NULL)
    take_outcome (self, act->outcome, error);
}

static void
do_cb (MiaoActForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) input = NULL;
  g_autoptr (MiaoOutcome) outcome = NULL;

  miao_banner_hide (MIAO_BANNER (self->banner));
  input = collect (self, &error);
  if (input == NULL) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  if (self->slow) {
    Act *act = g_new0 (Act, 1);

    act->use_case = self->use_case;
    act->input = g_steal_pointer (&input);
    miao_work_async (GTK_WIDGET (self), self->session, miao_use_case_label (self->use_case),
                     act_in_thread, act, act_free, act_done_cb, NULL);
    return;
  }
  (void) miao_use_case_run (self->session, self->use_case->name, input, &outcome, &error);
  take_outcome (self, outcome, error);
}

/* Mending a field takes its card away at once. */
static void
look_again (MiaoActForm *self)
{
  g_autoptr (JsonObject) input = collect (self, NULL);
  g_autoptr (MiaoOutcome) outcome = NULL;

  if (input == NULL)
    return;
  outcome = miao_use_case_preview (self->session, self->use_case->name, input);
  if (miao_findings_length (miao_outcome_get_findings (outcome)) == 0)
    return;
  if (!miao_outcome_is_done (outcome)) {
    show_refusal (self, miao_outcome_get_findings (outcome));
  } else if (self->live) {
    mark (self, miao_outcome_get_findings (outcome));
    miao_findings_panel_show (MIAO_FINDINGS_PANEL (self->panel), _ ("What is to be observed"),
                              miao_outcome_get_findings (outcome));
  } else {
    mark (self, NULL);
    miao_findings_panel_hide (MIAO_FINDINGS_PANEL (self->panel));
  }
}

static gboolean
preview_cb (gpointer user_data)
{
  MiaoActForm *self = user_data;

  self->preview = 0;
  if (self->live || miao_findings_panel_is_shown (MIAO_FINDINGS_PANEL (self->panel)))
    look_again (self);
  return G_SOURCE_REMOVE;
}

void
miao_act_form_set_slow (MiaoActForm *self, gboolean slow)
{
  self->slow = slow;
}

void
miao_act_form_explain (MiaoActForm *self)
{
  look_again (self);
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
  GtkWidget *child;

  g_clear_handle_id (&self->preview, g_source_remove);
  g_array_set_size (self->parts, 0);
  g_ptr_array_set_size (self->loose, 0);
  while ((child = gtk_widget_get_first_child (self->body)) != NULL)
    gtk_box_remove (GTK_BOX (self->body), child);
  self->into = self->body;
  g_clear_pointer (&self->fixed, json_object_unref);
  self->fixed = json_object_new ();
  self->collect = NULL;
  self->dirty = FALSE;
  self->live = FALSE;
  self->slow = FALSE;
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
  self->loose = g_ptr_array_new ();
  self->fixed = json_object_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->keeper = miao_draft_keeper_new (dup_draft, self);
  gtk_box_append (GTK_BOX (self->head), self->keeper);
  g_signal_connect_swapped (self->panel, "reasons-changed", G_CALLBACK (reasons_cb), self);
}

GtkWidget *
miao_act_form_new (void)
{
  return g_object_new (MIAO_TYPE_ACT_FORM, NULL);
}
