/* Saving the overview of a child: refusals, and what somebody else saved meanwhile. */
#include "config.h"

#include "miao-child-overview-private.h"

#include "miao-conflict-view.h"
#include "miao-do.h"
#include "miao-draft-keeper.h"
#include "miao-error.h"
#include "miao-findings-panel.h"
#include "miao-record-form.h"
#include "miao-use-case.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* What is stored now becomes what the forms are based on; over it what was typed and chosen. */
static gboolean
take_choices (MiaoChildOverview *self, const char *kind, MiaoChoices *choices, GError **error)
{
  gboolean child = g_str_equal (kind, "child");
  MiaoRecord **seen = child ? &self->child : &self->admission;
  MiaoRecord *now = miao_store_load (miao_session_get_store (self->session), miao_kind_find (kind),
                                     miao_record_get_id (*seen), error);

  if (now == NULL)
    return FALSE;
  for (guint i = 0; i < self->cards->len; i++)
    if (g_str_equal (miao_child_overview_get_card (self, i)->section->kind, kind))
      miao_choices_apply (choices, MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form),
                          now);
  miao_record_unref (*seen);
  *seen = now;
  return TRUE;
}

typedef struct {
  MiaoChildOverview *self;
  char *kind;
  char *record;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->self);
  g_free (choosing->kind);
  g_free (choosing->record);
  g_free (choosing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choosing) choosing = user_data;
  MiaoChildOverview *self = choosing->self;
  MiaoChoices *choices = miao_conflict_ask_finish (result);
  MiaoRecord *record =
      self->session != NULL ? miao_child_overview_get_record (self, choosing->kind) : NULL;
  g_autoptr (GError) error = NULL;

  /* Another child may be shown by now. */
  if (choices != NULL && record != NULL && self->editing &&
      g_str_equal (miao_record_get_id (record), choosing->record)) {
    if (take_choices (self, choosing->kind, choices, &error))
      miao_child_overview_save (self);
    else
      miao_banner_show_error (MIAO_BANNER (self->banner), error);
  }
  g_clear_pointer (&choices, g_hash_table_unref);
}

/* Somebody saved while this was typed: the person sees field by field what differs and chooses. */
static void
show_conflict (MiaoChildOverview *self, const char *kind, const MiaoOutcome *outcome)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->self = g_object_ref (self);
  choosing->kind = g_strdup (kind);
  choosing->record = g_strdup (miao_record_get_id (miao_child_overview_get_record (self, kind)));
  miao_conflict_ask_async (GTK_WIDGET (self), miao_outcome_get_conflict (outcome), chosen_cb,
                           choosing);
}

static void
show_refusal (MiaoChildOverview *self, const MiaoOutcome *outcome, const char *kind)
{
  MiaoFindings *findings = miao_outcome_get_findings (outcome);

  for (guint i = 0; i < self->cards->len; i++)
    if (g_str_equal (miao_child_overview_get_card (self, i)->section->kind, kind))
      miao_record_form_show_findings (
          MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form), findings, NULL);
  miao_findings_panel_show (MIAO_FINDINGS_PANEL (self->panel), _ ("Cannot be saved like this"),
                            findings);
}

static void
show_error (MiaoChildOverview *self, const char *kind, const GError *error)
{
  miao_banner_show_error (MIAO_BANNER (self->banner), error);
  for (guint i = 0; i < self->cards->len; i++)
    if (g_str_equal (miao_child_overview_get_card (self, i)->section->kind, kind) &&
        miao_record_form_show_error (
            MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form), kind, error))
      return;
}

static JsonObject *
make_input (MiaoChildOverview *self, const char *kind, gboolean *ret_changed, GError **error)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (JsonObject) fields = json_object_new ();
  MiaoRecord *seen = miao_child_overview_get_record (self, kind);

  for (guint i = 0; i < self->cards->len; i++)
    if (g_str_equal (miao_child_overview_get_card (self, i)->section->kind, kind) &&
        !miao_record_form_to_json (MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form),
                                   fields, TRUE, error))
      return NULL;
  *ret_changed = json_object_get_size (fields) > 0;
  json_object_set_string_member (input, "id", miao_record_get_id (seen));
  json_object_set_int_member (input, "version", miao_record_get_version (seen));
  json_object_set_object_member (input, "seen", miao_record_to_json (seen));
  json_object_set_object_member (input, kind, g_steal_pointer (&fields));
  json_object_set_object_member (
      input, "reasons", miao_findings_panel_get_reasons (MIAO_FINDINGS_PANEL (self->panel)));
  return g_steal_pointer (&input);
}

/* Returns: whether the record is now as the form shows it. */
static gboolean
save_kind (MiaoChildOverview *self, const char *kind, const char *use_case)
{
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (JsonObject) input = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (miao_child_overview_get_record (self, kind) == NULL)
    return TRUE;
  input = make_input (self, kind, &changed, &error);
  if (input != NULL &&
      (!changed || miao_do (GTK_WIDGET (self), self->session, use_case, input, &outcome, &error)))
    return TRUE;
  if (outcome != NULL && miao_outcome_get_conflict (outcome) != NULL)
    show_conflict (self, kind, outcome);
  else if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_REFUSED) && outcome != NULL &&
           miao_findings_length (miao_outcome_get_findings (outcome)) > 0)
    show_refusal (self, outcome, kind);
  else
    show_error (self, kind, error);
  return FALSE;
}

void
miao_child_overview_save (MiaoChildOverview *self)
{
  miao_banner_hide (MIAO_BANNER (self->banner));
  if (!save_kind (self, "child", "edit-child") || !save_kind (self, "admission", "edit-admission"))
    return;
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  miao_child_overview_set_editing (self, FALSE);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved."), NULL);
  miao_window_changed (GTK_WIDGET (self));
}
