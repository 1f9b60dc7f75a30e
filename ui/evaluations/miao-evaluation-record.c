#include "config.h"

#include "miao-evaluation-record.h"

#include "miao-ask.h"
#include "miao-banner.h"
#include "miao-codes.h"
#include "miao-conflict-view.h"
#include "miao-draft-keeper.h"
#include "miao-evaluation-look.h"
#include "miao-evaluation-sheet.h"
#include "miao-fold.h"
#include "miao-gtk-compat.h"
#include "miao-record-form.h"
#include "miao-run.h"
#include "miao-state-chip.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

#define LOOK_AFTER_MS 150
#define N_FIELDS 5

struct _MiaoEvaluationRecord {
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *chips;
  GtkWidget *line;
  GtkWidget *keeper_place;
  GtkWidget *keeper;
  GtkWidget *save;
  GtkWidget *next;
  GtkWidget *banner;
  GtkWidget *sheet;
  GtkWidget *side;
  GtkWidget *fields; /* the section of days and opinion; belongs to the sheet */
  MiaoSession *session;
  MiaoEvaluationData *data;
  MiaoAnswerSheet *answers;
  MiaoAnswerSheet *last;
  char *asked;          /* item that a paper is being chosen for */
  char *seen[N_FIELDS]; /* what stood in the fields when the typing began */
  guint look;
};

G_DEFINE_FINAL_TYPE (MiaoEvaluationRecord, miao_evaluation_record, GTK_TYPE_WIDGET)

static const char *const field_names[N_FIELDS + 1] = { "started_on",   "visited_on",  "finished_on",
                                                       "opinion_text", "rectify_due", NULL };

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static gboolean
is_dirty (MiaoEvaluationRecord *self)
{
  return self->answers != NULL &&
         (miao_answer_sheet_is_dirty (self->answers) ||
          (self->fields != NULL && miao_record_form_is_dirty (MIAO_RECORD_FORM (self->fields))));
}

static gboolean
may_fill (MiaoEvaluationRecord *self)
{
  return miao_evaluation_is_open (self->data->evaluation) &&
         miao_session_may (self->session, MIAO_MAY_EVALUATION_FILL);
}

/* --- what the rules say now ----------------------------------------------------------------- */

static void
show_side (MiaoEvaluationRecord *self, const MiaoFindings *findings)
{
  guint sum, most, n;
  gint64 last =
      self->data->before != NULL ? miao_record_get_int (self->data->before, "total_score", -1) : -1;

  empty_box (self->side);
  gtk_box_append (GTK_BOX (self->side),
                  miao_evaluation_side_new (self->data, self->session, findings));
  miao_evaluation_sheet_score (MIAO_EVALUATION_SHEET (self->sheet), self->answers, &sum, &most, &n);
  if (most > 0)
    gtk_box_append (GTK_BOX (self->side), miao_evaluation_score_new (sum, most, n, last));
}

static void
look (MiaoEvaluationRecord *self)
{
  g_autoptr (JsonArray) rows = miao_answer_sheet_dup_rows (self->answers);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoFindings) findings = miao_evaluation_look (
      self->session, miao_record_get_id (self->data->evaluation), rows, NULL, &error);

  if (findings != NULL)
    miao_evaluation_sheet_judge (MIAO_EVALUATION_SHEET (self->sheet), findings);
  else
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  show_side (self, findings);
}

static gboolean
look_cb (gpointer user_data)
{
  MiaoEvaluationRecord *self = user_data;

  self->look = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
show_save (MiaoEvaluationRecord *self)
{
  gtk_widget_set_visible (self->save, may_fill (self));
  gtk_widget_set_sensitive (self->save, is_dirty (self));
}

static void
changed_cb (MiaoEvaluationRecord *self)
{
  miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
  show_save (self);
  if (self->look == 0)
    self->look = g_timeout_add (LOOK_AFTER_MS, look_cb, self);
}

/* --- drafts --------------------------------------------------------------------------------- */

/* What stood where the person typed, when the typing began. */
static JsonObject *
make_seen (MiaoEvaluationRecord *self)
{
  JsonObject *seen = json_object_new ();

  json_object_set_array_member (seen, "answers", miao_answer_sheet_dup_seen (self->answers));
  for (guint i = 0; field_names[i] != NULL; i++)
    if (miao_field_row_is_dirty (
            miao_record_form_get_row (MIAO_RECORD_FORM (self->fields), field_names[i])))
      json_object_set_string_member (seen, field_names[i],
                                     self->seen[i] != NULL ? self->seen[i] : "");
  return seen;
}

static void
take_seen (MiaoEvaluationRecord *self, JsonObject *seen)
{
  miao_answer_sheet_set_seen (self->answers, json_object_get_array_member (seen, "answers"));
  for (guint i = 0; field_names[i] != NULL; i++)
    if (json_object_has_member (seen, field_names[i])) {
      g_free (self->seen[i]);
      self->seen[i] = g_strdup (json_object_get_string_member (seen, field_names[i]));
    }
}

static void
see_fields (MiaoEvaluationRecord *self)
{
  for (guint i = 0; field_names[i] != NULL; i++) {
    g_free (self->seen[i]);
    self->seen[i] = g_strdup (miao_record_get (self->data->evaluation, field_names[i]));
  }
}

static char *
dup_draft (gpointer user_data)
{
  MiaoEvaluationRecord *self = user_data;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *values = json_object_new ();

  json_object_set_object_member (object, "fields", values);
  if (!is_dirty (self))
    return NULL;
  json_object_set_array_member (object, "answers", miao_answer_sheet_dup_changes (self->answers));
  json_object_set_object_member (object, "seen", make_seen (self));
  for (guint i = 0; field_names[i] != NULL; i++) {
    MiaoFieldRow *row = miao_record_form_get_row (MIAO_RECORD_FORM (self->fields), field_names[i]);
    g_autofree char *text = NULL;

    if (!miao_field_row_is_dirty (row))
      continue;
    text = miao_record_form_dup (MIAO_RECORD_FORM (self->fields), field_names[i]);
    json_object_set_string_member (values, field_names[i], text != NULL ? text : "");
  }
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

static gboolean
put_back (MiaoEvaluationRecord *self, const char *draft)
{
  g_autoptr (JsonNode) root = draft != NULL ? json_from_string (draft, NULL) : NULL;
  JsonObject *object;
  JsonObject *values;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  miao_answer_sheet_apply (self->answers, json_object_get_array_member (object, "answers"));
  if (json_object_has_member (object, "seen"))
    take_seen (self, json_object_get_object_member (object, "seen"));
  values = json_object_get_object_member (object, "fields");
  for (guint i = 0; field_names[i] != NULL; i++)
    if (json_object_has_member (values, field_names[i]))
      miao_record_form_type (MIAO_RECORD_FORM (self->fields), field_names[i],
                             json_object_get_string_member (values, field_names[i]));
  miao_evaluation_sheet_read (MIAO_EVALUATION_SHEET (self->sheet));
  return TRUE;
}

/* --- saving --------------------------------------------------------------------------------- */

static void save_now (MiaoEvaluationRecord *self);
static void read_again (MiaoEvaluationRecord *self);

/* One choice: "FAM-13:note" is part of an answer, everything else a field of the evaluation. */
static void
take_choice (MiaoEvaluationRecord *self, const char *key, MiaoKeep keep)
{
  g_auto (GStrv) names = g_strsplit (key, ":", 2);
  MiaoAnswerPart part;

  if (names[1] == NULL) {
    MiaoFieldRow *row = miao_record_form_get_row (MIAO_RECORD_FORM (self->fields), key);
    const char *stored = miao_record_get (self->data->evaluation, key);
    g_autofree char *mine = miao_record_form_dup (MIAO_RECORD_FORM (self->fields), key);
    g_autofree char *both = miao_choices_join (stored, mine);

    if (row != NULL && keep != MIAO_KEEP_MINE)
      miao_field_row_type (row, keep == MIAO_KEEP_BOTH ? both : stored);
  } else if (keep != MIAO_KEEP_MINE && miao_answer_part_parse (names[1], &part)) {
    const char *stored = miao_answer_sheet_get_stored (self->answers, names[0], part);
    g_autofree char *both =
        miao_choices_join (stored, miao_answer_sheet_get (self->answers, names[0], part));
    g_autofree char *theirs = g_strdup (stored);

    miao_answer_sheet_set (self->answers, names[0], part, keep == MIAO_KEEP_BOTH ? both : theirs);
  }
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoEvaluationRecord) self = user_data;
  MiaoChoices *choices = miao_conflict_ask_finish (result);
  GHashTableIter iter;
  gpointer key, keep;

  if (choices == NULL)
    return;
  if (self->data != NULL) {
    read_again (self);
    g_hash_table_iter_init (&iter, choices);
    while (g_hash_table_iter_next (&iter, &key, &keep))
      take_choice (self, key, (MiaoKeep) GPOINTER_TO_INT (keep));
    miao_answer_sheet_see (self->answers);
    see_fields (self);
    miao_evaluation_sheet_read (MIAO_EVALUATION_SHEET (self->sheet));
    save_now (self);
  }
  g_hash_table_unref (choices);
}

static void
conflict_cb (JsonObject *conflict, gpointer user_data)
{
  miao_conflict_ask_async (user_data, conflict, resolved_cb, g_object_ref (user_data));
}

static void
save_now (MiaoEvaluationRecord *self)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) error = NULL;
  const MiaoRunPlace place = { .banner = MIAO_BANNER (self->banner),
                               .conflict = conflict_cb,
                               .conflict_data = self };

  json_object_set_string_member (input, "evaluation", miao_record_get_id (self->data->evaluation));
  json_object_set_array_member (input, "answers", miao_answer_sheet_dup_changes (self->answers));
  json_object_set_object_member (input, "seen", make_seen (self));
  if (!miao_record_form_to_json (MIAO_RECORD_FORM (self->fields), input, TRUE, &error)) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  /* The window reads again before this returns; what is stored then is what was typed. */
  if (!miao_run (GTK_WIDGET (self), "fill-evaluation", input, &place, NULL))
    return;
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  miao_evaluation_record_show (self, self->session, miao_record_get_id (self->data->evaluation),
                               NULL);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoEvaluationRecord) self = user_data;

  if (miao_ask_finish (result) == 1 && self->data != NULL)
    save_now (self);
}

static void
save_cb (MiaoEvaluationRecord *self)
{
  const char *answers[] = { _ ("Cancel"), _ ("Save and take signatures back"), NULL };

  if (!miao_record_is (self->data->evaluation, "status", "SIGNING")) {
    save_now (self);
    return;
  }
  miao_ask_async (
      GTK_WIDGET (self), _ ("Change answers that were signed?"),
      _ ("Signatures stand for the answers as they were. They are taken back, and every "
         "member signs again."),
      answers, TRUE, asked_cb, g_object_ref (self));
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

static void
show_head (MiaoEvaluationRecord *self)
{
  MiaoRecord *evaluation = self->data->evaluation;
  const MiaoForm *form = self->data->form;
  GtkWidget *chip = miao_chip_new_empty ();
  g_autofree char *line = NULL;
  const char *label = NULL;
  const char *member = NULL;
  const char *act = miao_evaluation_next_act (self->data, self->session, &label, &member);

  gtk_label_set_label (
      GTK_LABEL (self->title),
      form != NULL
          ? miao_pick (form->title_zh, form->title_en)
          : miao_codes_name ("eval_kind", miao_record_get (evaluation, "kind"), miao_language ()));
  empty_box (self->chips);
  if (form != NULL) {
    g_autofree char *basis = g_strdup_printf (_ ("MZ/T 122—2019 annex %s"), form->annex);

    gtk_box_append (GTK_BOX (self->chips), miao_chip_new (NULL, basis, NULL));
  }
  miao_evaluation_chip_set (chip, miao_record_get (evaluation, "status"));
  gtk_box_append (GTK_BOX (self->chips), chip);
  /* Translators: number, who is evaluated, version of the form. */
  line = g_strdup_printf (_ ("%s · %s · form version %d"), miao_record_get (evaluation, "eval_no"),
                          self->data->subject,
                          (int) miao_record_get_int (evaluation, "form_version", 1));
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
  miao_record_form_set_fields (MIAO_RECORD_FORM (self->fields),
                               miao_use_case_find ("fill-evaluation")->params, field_names);
  for (guint i = 0; field_names[i] != NULL; i++)
    miao_record_form_set (MIAO_RECORD_FORM (self->fields), field_names[i],
                          miao_record_get (self->data->evaluation, field_names[i]));
  see_fields (self);
  miao_record_form_set_editable (MIAO_RECORD_FORM (self->fields), may_fill (self));
  g_signal_connect_swapped (self->fields, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_add_css_class (box, "item-row");
  gtk_box_append (GTK_BOX (box), self->fields);
  miao_evaluation_sheet_add_section (MIAO_EVALUATION_SHEET (self->sheet), _ ("Days and opinion"),
                                     box);
}

static void
show_sheet (MiaoEvaluationRecord *self)
{
  MiaoRecord *before = self->data->before;
  MiaoAnswerSheet *old = self->answers;
  MiaoAnswerSheet *old_last = self->last;

  self->answers = miao_answer_sheet_new (self->data->evaluation);
  self->last = before != NULL ? miao_answer_sheet_new (before) : NULL;
  miao_evaluation_sheet_show (MIAO_EVALUATION_SHEET (self->sheet), self->data->form, self->answers,
                              self->last,
                              before != NULL ? miao_record_get (before, "finished_on") : NULL,
                              self->data->today, may_fill (self));
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
    empty_box (self->side);
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
  show_head (self);
  show_sheet (self);
  draft =
      miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), session, "fill-evaluation", wanted);
  if (may_fill (self) && put_back (self, draft) && is_dirty (self))
    miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was typed before is back"));
  look (self);
  show_save (self);
  return TRUE;
}

static gboolean
is_same_team (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (miao_record_get_id (a->pdata[i]), miao_record_get_id (b->pdata[i])) != 0 ||
        miao_record_get_version (a->pdata[i]) != miao_record_get_version (b->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Shows what is stored now, and over it what was typed. */
static void
read_again (MiaoEvaluationRecord *self)
{
  g_autoptr (MiaoEvaluationData) data = NULL;
  g_autofree char *draft = NULL;

  data =
      miao_evaluation_data_load (self->session, miao_record_get_id (self->data->evaluation), NULL);
  if (data == NULL)
    return;
  draft = dup_draft (self);
  g_clear_pointer (&self->data, miao_evaluation_data_free);
  self->data = g_steal_pointer (&data);
  miao_banner_hide (MIAO_BANNER (self->banner));
  show_sheet (self);
  put_back (self, draft);
  show_head (self);
  look (self);
  show_save (self);
}

static void
read_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MiaoEvaluationRecord *self = MIAO_EVALUATION_RECORD (widget);

  if (self->data != NULL)
    read_again (self);
}

/* Somebody is at work in the sheet: making it anew would take the keyboard away in mid-word. */
static gboolean
is_at_work (MiaoEvaluationRecord *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return is_dirty (self) || (focus != NULL && gtk_widget_is_ancestor (focus, self->sheet));
}

static void
say_changed (MiaoEvaluationRecord *self)
{
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_INFO,
                    _ ("Somebody else has changed this evaluation"),
                    _ ("What you typed is untouched. Where both changed the same, you are asked "
                       "when you save."));
  miao_banner_set_button (MIAO_BANNER (self->banner), _ ("Show the changes"),
                          "evaluation-record.read-again");
}

void
miao_evaluation_record_refresh (MiaoEvaluationRecord *self)
{
  g_autoptr (MiaoEvaluationData) data = NULL;

  if (self->data == NULL)
    return;
  data =
      miao_evaluation_data_load (self->session, miao_record_get_id (self->data->evaluation), NULL);
  if (data == NULL)
    return;
  if (miao_record_get_version (data->evaluation) !=
      miao_record_get_version (self->data->evaluation)) {
    if (may_fill (self) && is_at_work (self))
      say_changed (self);
    else
      read_again (self);
    return;
  }
  /* What has not changed is left alone: reading again takes the keyboard from nobody. */
  if (is_same_team (self->data->team, data->team))
    return;
  g_clear_pointer (&self->data, miao_evaluation_data_free);
  self->data = g_steal_pointer (&data);
  show_head (self);
  look (self);
  show_save (self);
}

const char *
miao_evaluation_record_get_id (MiaoEvaluationRecord *self)
{
  return self->data != NULL ? miao_record_get_id (self->data->evaluation) : NULL;
}

gboolean
miao_evaluation_record_is_dirty (MiaoEvaluationRecord *self)
{
  return is_dirty (self);
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
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (self->seen[i]);

  G_OBJECT_CLASS (miao_evaluation_record_parent_class)->finalize (object);
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MiaoEvaluationRecord *self = MIAO_EVALUATION_RECORD (widget);

  if (self->data == NULL || !may_fill (self) || !is_dirty (self))
    return GDK_EVENT_PROPAGATE;
  save_cb (self);
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
  gtk_widget_class_install_action (widget_class, "evaluation-record.read-again", NULL,
                                   read_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_cb);
}

static void
miao_evaluation_record_init (MiaoEvaluationRecord *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->keeper = miao_draft_keeper_new (dup_draft, self);
  gtk_box_append (GTK_BOX (self->keeper_place), self->keeper);
}

GtkWidget *
miao_evaluation_record_new (void)
{
  return g_object_new (MIAO_TYPE_EVALUATION_RECORD, NULL);
}
