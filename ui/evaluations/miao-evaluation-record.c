#include "config.h"

#include "miao-evaluation-record-private.h"

#include "miao-banner.h"
#include "miao-codes.h"
#include "miao-draft-keeper.h"
#include "miao-evaluation-fieldwork.h"
#include "miao-evaluation-look.h"
#include "miao-evaluation-sheet.h"
#include "miao-fold.h"
#include "miao-gtk-compat.h"
#include "miao-needs.h"
#include "miao-record-form.h"
#include "miao-run.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

#define LOOK_AFTER_MS 150

G_DEFINE_FINAL_TYPE (MiaoEvaluationRecord, miao_evaluation_record, GTK_TYPE_WIDGET)

gboolean
miao_evaluation_record_is_dirty (MiaoEvaluationRecord *self)
{
  return self->answers != NULL &&
         (miao_answer_sheet_is_dirty (self->answers) ||
          (self->fields != NULL && miao_record_form_is_dirty (MIAO_RECORD_FORM (self->fields))));
}

gboolean
miao_evaluation_record_may_fill (MiaoEvaluationRecord *self)
{
  return miao_evaluation_is_open (self->data->evaluation) &&
         miao_session_may (self->session, MIAO_MAY_EVALUATION_FILL);
}

/* --- what the rules say now ----------------------------------------------------------------- */

static void
show_side (MiaoEvaluationRecord *self, const MiaoFindings *findings)
{
  const char *side = _ ("Team and opinions");
  guint sum, most, n;
  gint64 last =
      self->data->before != NULL ? miao_record_get_int (self->data->before, "total_score", -1) : -1;

  miao_box_clear (self->side);
  if (miao_needs_are_found_by (miao_record_get (self->data->evaluation, "kind")))
    side = _ ("Needs, team and opinions");
  g_object_set (gtk_widget_get_ancestor (self->side, MIAO_TYPE_FOLD), "side-title", side, NULL);
  gtk_box_append (GTK_BOX (self->side),
                  miao_evaluation_side_new (self->data, self->session, findings));
  miao_evaluation_sheet_score (MIAO_EVALUATION_SHEET (self->sheet), self->answers, &sum, &most, &n);
  if (most > 0)
    gtk_box_append (GTK_BOX (self->side), miao_evaluation_score_new (sum, most, n, last));
}

void
miao_evaluation_record_look (MiaoEvaluationRecord *self)
{
  g_autoptr (JsonArray) rows = miao_answer_sheet_dup_rows (self->answers);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoFindings) findings = miao_evaluation_look (
      self->session, miao_record_get_id (self->data->evaluation), rows, NULL, &error);

  if (findings != NULL)
    miao_evaluation_sheet_judge (MIAO_EVALUATION_SHEET (self->sheet), findings,
                                 miao_session_get_away (self->session) != NULL);
  else
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  show_side (self, findings);
}

static gboolean
look_cb (gpointer user_data)
{
  MiaoEvaluationRecord *self = user_data;

  self->look = 0;
  miao_evaluation_record_look (self);
  return G_SOURCE_REMOVE;
}

void
miao_evaluation_record_show_save (MiaoEvaluationRecord *self)
{
  gtk_widget_set_visible (self->save, miao_evaluation_record_may_fill (self));
  gtk_widget_set_sensitive (self->save, miao_evaluation_record_is_dirty (self));
}

static void
changed_cb (MiaoEvaluationRecord *self)
{
  miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
  miao_evaluation_record_show_save (self);
  if (self->look == 0)
    self->look = g_timeout_add (LOOK_AFTER_MS, look_cb, self);
}

/* --- papers --------------------------------------------------------------------------------- */

static void
attach (MiaoEvaluationRecord *self, const char *item, const char *path)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  const MiaoRunPlace place = { .banner = MIAO_BANNER (self->banner) };
  const char *before = miao_answer_sheet_get (self->answers, item, MIAO_ANSWER_EVIDENCE);
  g_autofree char *ids = NULL;

  json_object_set_string_member (input, "owner_kind", "evaluation");
  json_object_set_string_member (input, "owner_id", miao_record_get_id (self->data->evaluation));
  json_object_set_string_member (input, "path", path);
  if (!miao_run (GTK_WIDGET (self), "add-document", input, &place, &outcome))
    return;
  before = miao_answer_sheet_get (self->answers, item, MIAO_ANSWER_EVIDENCE);
  ids = g_strdup_printf ("%s%s%s", before != NULL ? before : "", before != NULL ? " " : "",
                         miao_outcome_get (outcome, "document"));
  miao_answer_sheet_set (self->answers, item, MIAO_ANSWER_EVIDENCE, ids);
  miao_evaluation_sheet_read (MIAO_EVALUATION_SHEET (self->sheet));
  changed_cb (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoEvaluationRecord) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_open_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (error != NULL)
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  if (path != NULL && self->asked != NULL && self->answers != NULL)
    attach (self, self->asked, path);
}

static void
evidence_cb (MiaoEvaluationRecord *self, const char *item)
{
  g_free (self->asked);
  self->asked = g_strdup (item);
  miao_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        _ ("Photo or scan that proves the answer"), NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

/* --- showing -------------------------------------------------------------------------------- */

void
miao_evaluation_record_show_head (MiaoEvaluationRecord *self)
{
  MiaoRecord *evaluation = self->data->evaluation;
  const MiaoForm *form = self->data->form;
  GtkWidget *chip = miao_chip_new_empty ();
  g_autofree char *line = NULL;
  g_autofree char *out = miao_evaluation_fieldwork_dup_out (self->data);
  const char *label = NULL;
  const char *member = NULL;
  const char *act = miao_evaluation_next_act (self->data, self->session, &label, &member);

  gtk_label_set_label (
      GTK_LABEL (self->title),
      form != NULL
          ? miao_pick (form->title_zh, form->title_en)
          : miao_codes_name ("eval_kind", miao_record_get (evaluation, "kind"), miao_language ()));
  miao_box_clear (self->chips);
  if (form != NULL) {
    g_autofree char *basis = g_strdup_printf (_ ("MZ/T 122—2019 annex %s"), form->annex);

    gtk_box_append (GTK_BOX (self->chips), miao_chip_new (NULL, basis, NULL));
  }
  miao_evaluation_chip_set (chip, miao_record_get (evaluation, "status"));
  gtk_box_append (GTK_BOX (self->chips), chip);
  if (self->data->corrected != NULL)
    gtk_box_append (GTK_BOX (self->chips),
                    miao_chip_new (NULL, C_ ("evaluation", "Correction"), "info"));
  /* It looks as valid as ever, and counts no more. */
  if (self->data->correction != NULL && !miao_evaluation_is_open (self->data->correction))
    gtk_box_append (
        GTK_BOX (self->chips),
        miao_chip_new ("miao-warning-symbolic", C_ ("evaluation", "Superseded"), "warning"));
  if (out != NULL)
    gtk_box_append (GTK_BOX (self->chips), miao_chip_new (NULL, out, "warning"));
  /* Translators: number, who is evaluated, version of the form. */
  line = g_strdup_printf (_ ("%s · %s · form version %d"), miao_record_get (evaluation, "eval_no"),
                          self->data->subject,
                          (int) miao_record_get_int (evaluation, "form_version", 1));
  if (form != NULL && form->edition > 0) {
    g_autofree char *plain = g_steal_pointer (&line);

    /* Translators: the line above, how often the institution changed its items of the form. */
    line = g_strdup_printf (_ ("%s · own items, edition %d"), plain, form->edition);
  }
  gtk_label_set_label (GTK_LABEL (self->line), line);
  gtk_widget_set_visible (self->next, act != NULL);
  if (act != NULL) {
    gtk_button_set_label (GTK_BUTTON (self->next), label);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->next), "(ss)", act,
                                      member != NULL ? member : "");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->next), "evaluation.act");
  }
}

static void
make_fields (MiaoEvaluationRecord *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->fields = miao_record_form_new ();
  miao_record_form_set_today (MIAO_RECORD_FORM (self->fields), self->data->today);
  miao_record_form_set_editable (MIAO_RECORD_FORM (self->fields),
                                 miao_evaluation_record_may_fill (self));
  miao_record_form_set_fields (MIAO_RECORD_FORM (self->fields),
                               miao_use_case_find ("fill-evaluation")->params,
                               miao_evaluation_fields);
  for (guint i = 0; miao_evaluation_fields[i] != NULL; i++)
    miao_record_form_set (MIAO_RECORD_FORM (self->fields), miao_evaluation_fields[i],
                          miao_record_get (self->data->evaluation, miao_evaluation_fields[i]));
  miao_evaluation_record_see_fields (self);
  g_signal_connect_swapped (self->fields, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_add_css_class (box, "item-row");
  gtk_box_append (GTK_BOX (box), self->fields);
  miao_evaluation_sheet_add_section (MIAO_EVALUATION_SHEET (self->sheet), _ ("Days and opinion"),
                                     box);
}

void
miao_evaluation_record_show_sheet (MiaoEvaluationRecord *self)
{
  MiaoRecord *before = self->data->before;
  MiaoAnswerSheet *old = self->answers;
  MiaoAnswerSheet *old_last = self->last;

  self->answers = miao_answer_sheet_new (self->data->evaluation);
  self->last = before != NULL ? miao_answer_sheet_new (before) : NULL;
  miao_evaluation_sheet_show (MIAO_EVALUATION_SHEET (self->sheet), self->data->form, self->answers,
                              self->last,
                              before != NULL ? miao_record_get (before, "finished_on") : NULL,
                              self->data->today, miao_evaluation_record_may_fill (self));
  make_fields (self);
  /* Only now does nothing point at the old answers any more. */
  g_clear_pointer (&old, miao_answer_sheet_free);
  g_clear_pointer (&old_last, miao_answer_sheet_free);
}

gboolean
miao_evaluation_record_show (MiaoEvaluationRecord *self,
                             MiaoSession *session,
                             const char *id,
                             GError **error)
{
  g_autofree char *wanted = g_strdup (id);
  g_autoptr (MiaoEvaluationData) data = NULL;
  g_autofree char *draft = NULL;

  if (id == NULL) {
    miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), NULL, NULL, NULL);
    miao_evaluation_sheet_show (MIAO_EVALUATION_SHEET (self->sheet), NULL, NULL, NULL, NULL,
                                MIAO_DATE_NONE, FALSE);
    self->fields = NULL;
    miao_box_clear (self->side);
    g_clear_pointer (&self->data, miao_evaluation_data_free);
    g_clear_pointer (&self->answers, miao_answer_sheet_free);
    g_clear_pointer (&self->last, miao_answer_sheet_free);
    g_clear_pointer (&self->session, miao_session_unref);
    return TRUE;
  }
  data = miao_evaluation_data_load (session, wanted, error);
  if (data == NULL)
    return FALSE;
  miao_session_ref (session);
  g_clear_pointer (&self->session, miao_session_unref);
  self->session = session;
  g_clear_pointer (&self->data, miao_evaluation_data_free);
  self->data = g_steal_pointer (&data);
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_evaluation_record_show_head (self);
  miao_evaluation_record_show_sheet (self);
  draft =
      miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), session, "fill-evaluation", wanted);
  if (miao_evaluation_record_may_fill (self) && miao_evaluation_record_put_back (self, draft) &&
      miao_evaluation_record_is_dirty (self))
    miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was typed before is back"));
  miao_evaluation_record_look (self);
  miao_evaluation_record_show_save (self);
  return TRUE;
}

const char *
miao_evaluation_record_get_id (MiaoEvaluationRecord *self)
{
  return self->data != NULL ? miao_record_get_id (self->data->evaluation) : NULL;
}

void
miao_evaluation_record_flush (MiaoEvaluationRecord *self)
{
  miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (self->keeper));
}

void
miao_evaluation_record_focus (MiaoEvaluationRecord *self)
{
  miao_evaluation_sheet_focus_open (MIAO_EVALUATION_SHEET (self->sheet));
}

static void
miao_evaluation_record_dispose (GObject *object)
{
  MiaoEvaluationRecord *self = MIAO_EVALUATION_RECORD (object);
  GtkWidget *child;

  g_clear_handle_id (&self->look, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_EVALUATION_RECORD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_evaluation_record_parent_class)->dispose (object);
}

static void
miao_evaluation_record_finalize (GObject *object)
{
  MiaoEvaluationRecord *self = MIAO_EVALUATION_RECORD (object);

  g_clear_pointer (&self->data, miao_evaluation_data_free);
  g_clear_pointer (&self->answers, miao_answer_sheet_free);
  g_clear_pointer (&self->last, miao_answer_sheet_free);
  g_free (self->asked);
  for (guint i = 0; i < MIAO_EVALUATION_N_FIELDS; i++)
    g_free (self->seen[i]);

  G_OBJECT_CLASS (miao_evaluation_record_parent_class)->finalize (object);
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MiaoEvaluationRecord *self = MIAO_EVALUATION_RECORD (widget);

  if (self->data == NULL || !miao_evaluation_record_may_fill (self) ||
      !miao_evaluation_record_is_dirty (self))
    return GDK_EVENT_PROPAGATE;
  miao_evaluation_record_save (self);
  return GDK_EVENT_STOP;
}

static void
miao_evaluation_record_class_init (MiaoEvaluationRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = miao_evaluation_record_dispose;
  object_class->finalize = miao_evaluation_record_finalize;
  g_type_ensure (MIAO_TYPE_BANNER);
  g_type_ensure (MIAO_TYPE_EVALUATION_SHEET);
  g_type_ensure (MIAO_TYPE_WRAP);
  g_type_ensure (MIAO_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-evaluation-record.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoEvaluationRecord, name)
  BIND (title);
  BIND (chips);
  BIND (line);
  BIND (keeper_place);
  BIND (save);
  BIND (next);
  BIND (banner);
  BIND (sheet);
  BIND (side);
#undef BIND
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_key_cb, NULL);
  miao_evaluation_record_class_install_refresh (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "save_cb",
                                                G_CALLBACK (miao_evaluation_record_save));
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_cb);
}

static void
miao_evaluation_record_init (MiaoEvaluationRecord *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->keeper = miao_draft_keeper_new (miao_evaluation_record_dup_draft, self);
  gtk_box_append (GTK_BOX (self->keeper_place), self->keeper);
}

GtkWidget *
miao_evaluation_record_new (void)
{
  return g_object_new (MIAO_TYPE_EVALUATION_RECORD, NULL);
}
