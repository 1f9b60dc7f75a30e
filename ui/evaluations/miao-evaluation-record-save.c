/* Saving an evaluation: signatures that fall, and what somebody else saved meanwhile. */
#include "config.h"

#include "miao-evaluation-record-private.h"

#include "miao-ask.h"
#include "miao-banner.h"
#include "miao-conflict-view.h"
#include "miao-draft-keeper.h"
#include "miao-evaluation-sheet.h"
#include "miao-record-form.h"
#include "miao-run.h"
#include "miao-window.h"

#include <glib/gi18n.h>

static void save_now (MiaoEvaluationRecord *self);

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
    miao_evaluation_record_read_again (self);
    g_hash_table_iter_init (&iter, choices);
    while (g_hash_table_iter_next (&iter, &key, &keep))
      take_choice (self, key, (MiaoKeep) GPOINTER_TO_INT (keep));
    miao_answer_sheet_see (self->answers);
    miao_evaluation_record_see_fields (self);
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
  json_object_set_object_member (input, "seen", miao_evaluation_record_make_seen (self));
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

void
miao_evaluation_record_save (MiaoEvaluationRecord *self)
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
