/* Doing what the form of an act is for: the input, the outcome, refusals, and what somebody else
 * saved meanwhile. */
#include "config.h"

#include "miao-act-form-private.h"

#include "miao-banner.h"
#include "miao-conflict-view.h"
#include "miao-do.h"
#include "miao-draft-keeper.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-findings-panel.h"
#include "miao-work.h"

#include <glib/gi18n.h>

JsonObject *
miao_act_form_get_values (JsonObject *object, const char *name)
{
  if (name != NULL && json_object_has_member (object, name))
    return json_object_ref (json_object_get_object_member (object, name));
  return json_object_new ();
}

/* Entries where nothing was filled in are not sent: nulls are what empty rows give. */
static gboolean
is_filled (JsonObject *entry)
{
  g_autoptr (GList) members = json_object_get_values (entry);

  for (GList *l = members; l != NULL; l = l->next)
    if (!JSON_NODE_HOLDS_NULL ((JsonNode *) l->data))
      return TRUE;
  return FALSE;
}

static gboolean
collect_entry (MiaoActPart *part, JsonObject *input, GError **error)
{
  g_autoptr (JsonObject) entry = json_object_new ();

  if (!miao_record_form_to_json (part->form, entry, FALSE, error))
    return FALSE;
  if (!is_filled (entry))
    return TRUE;
  if (part->key != NULL)
    json_object_set_string_member (entry, part->key, part->value);
  if (!json_object_has_member (input, part->list))
    json_object_set_array_member (input, part->list, json_array_new ());
  json_array_add_object_element (json_object_get_array_member (input, part->list),
                                 g_steal_pointer (&entry));
  return TRUE;
}

static JsonObject *
collect (MiaoActForm *self, GError **error)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (self->fixed);
  g_autoptr (JsonObject) reasons = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (input, l->data, json_object_dup_member (self->fixed, l->data));
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = miao_act_form_get_part (self, i);
    g_autoptr (JsonObject) values = miao_act_form_get_values (input, part->name);

    if (part->list != NULL) {
      if (!collect_entry (part, input, error))
        return NULL;
      continue;
    }
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
    miao_record_form_show_findings (miao_act_form_get_part (self, i)->form, findings,
                                    miao_act_form_get_part (self, i)->kind);
}

/* @entry: only at the entry of a list that the error is about; otherwise wherever the field is. */
static gboolean
show_at_field (MiaoActForm *self, const GError *error, gboolean entry)
{
  const char *about = miao_error_get_kind (error);
  const gboolean param = g_strcmp0 (about, self->use_case->name) == 0;
  const gboolean other = about != NULL && *about == '#' && !entry;

  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = miao_act_form_get_part (self, i);
    g_autofree char *name = miao_act_part_dup_name (part);

    /* A parameter may be called as a field of the record beside it. */
    if ((part->kind != NULL && param) || (entry && g_strcmp0 (name, about) != 0))
      continue;
    miao_act_form_unfold (part->form, miao_error_get_field (error));
    if (miao_record_form_show_error (part->form, other ? NULL : part->kind, error))
      return TRUE;
  }
  return FALSE;
}

/* In words above the form, and at the field that it is about where the form has one. */
static void
show_error (MiaoActForm *self, const GError *error)
{
  miao_banner_show_error (MIAO_BANNER (self->banner), error);
  if (!show_at_field (self, error, TRUE) && !show_at_field (self, error, FALSE) &&
      miao_error_get_field (error) != NULL)
    (void) miao_act_form_focus_field (self, miao_error_get_kind (error),
                                      miao_error_get_field (error));
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

/* What is stored now becomes what the form is based on; over it what was typed and chosen. */
static gboolean
take_choices (MiaoActForm *self, MiaoChoices *choices, GError **error)
{
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = miao_act_form_get_part (self, i);
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
    miao_act_form_do (self);
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
      show_error (self, error);
    return;
  }
  self->dirty = FALSE;
  self->asked = NULL;
  g_clear_handle_id (&self->preview, g_source_remove);
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  miao_findings_panel_hide (MIAO_FINDINGS_PANEL (self->panel));
  miao_act_form_done (self, outcome);
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

void
miao_act_form_do (MiaoActForm *self)
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
  (void) miao_do (GTK_WIDGET (self), self->session, self->use_case->name, input, &outcome, &error);
  take_outcome (self, outcome, error);
}

static void
show_preview (MiaoActForm *self, MiaoOutcome *outcome)
{
  if (!miao_outcome_is_done (outcome)) {
    if (miao_findings_length (miao_outcome_get_findings (outcome)) > 0)
      show_refusal (self, miao_outcome_get_findings (outcome));
    return;
  }
  mark (self, self->live ? miao_outcome_get_findings (outcome) : NULL);
  miao_findings_panel_show (MIAO_FINDINGS_PANEL (self->panel), _ ("What is to be observed"),
                            miao_outcome_get_findings (outcome));
}

static gboolean
preview_in_thread (MiaoSession *session, gpointer data, GError **error)
{
  Act *act = data;

  act->outcome = miao_use_case_preview (session, act->use_case->name, act->input);
  return TRUE;
}

/* What was typed since is asked about again by itself. */
static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoActForm) self = user_data;
  Act *act = miao_do_read_get_data (result);

  if (miao_do_read_finish (result, NULL) && self->asked == act->input && self->preview == 0 &&
      self->session != NULL)
    show_preview (self, act->outcome);
  if (self->asked == act->input)
    self->asked = NULL;
}

/* Mending a field takes its card away at once; whoever types does not wait for a server. */
void
miao_act_form_explain (MiaoActForm *self)
{
  g_autoptr (JsonObject) input = collect (self, NULL);
  g_autoptr (MiaoOutcome) outcome = NULL;
  Act *act;

  if (input == NULL)
    return;
  if (!miao_store_is_address (miao_session_get_path (self->session))) {
    outcome = miao_use_case_preview (self->session, self->use_case->name, input);
    show_preview (self, outcome);
    return;
  }
  act = g_new0 (Act, 1);
  act->use_case = self->use_case;
  act->input = g_steal_pointer (&input);
  self->asked = act->input;
  miao_do_read_async (self->session, preview_in_thread, act, act_free, previewed_cb,
                      g_object_ref (self));
}
