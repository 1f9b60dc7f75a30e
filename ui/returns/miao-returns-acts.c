#include "config.h"

#include "miao-returns-private.h"

#include "miao-file-choice.h"
#include "miao-gtk-compat.h"
#include "miao-return.h"
#include "miao-run.h"
#include "miao-window.h"

#include <glib/gi18n.h>

static GtkWindow *
get_window (MiaoReturnsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static JsonObject *
new_input (MiaoReturnsPage *self)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "submission", miao_record_get_id (self->batch));
  return input;
}

/* --- forms ---------------------------------------------------------------------------------- */

static void
show_form (MiaoReturnsPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "act");
  miao_act_form_show (MIAO_ACT_FORM (self->act));
}

void
miao_returns_begin_build (MiaoReturnsPage *self)
{
  static const char *const params[] = { "period", "submission_kind", "stat_in_care", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);
  MiaoRecordForm *rows;
  char day[MIAO_DATE_BUFFER];

  miao_act_form_begin (form, self->session, "build-submission", NULL);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("All children and families are checked as they stood at the end of "
                              "the month. The kind may stay empty."));
  miao_act_form_set_slow (form, TRUE);
  rows = miao_act_form_add_params (form, params);
  miao_date_format (miao_date_add_months (miao_session_today (self->session), -1), day);
  day[7] = '\0';
  miao_record_form_set (rows, "period", day);
  show_form (self);
}

static gboolean
collect_file (JsonObject *input, gpointer user_data, GError **error)
{
  MiaoReturnsPage *self = user_data;
  const char *path = miao_file_choice_get_path (MIAO_FILE_CHOICE (self->file));

  if (path != NULL)
    json_object_set_string_member (input, "path", path);
  return TRUE;
}

static void
add_file (MiaoReturnsPage *self, const char *label)
{
  MiaoActForm *form = MIAO_ACT_FORM (self->act);

  self->file = miao_file_choice_new (label);
  miao_act_form_add_widget (form, self->file);
  miao_act_form_set_collect (form, collect_file, self);
}

static void
send_cb (MiaoReturnsPage *self)
{
  static const char *const params[] = { "sent_how", "sent_on", "note", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);
  MiaoRecordForm *rows;
  g_autofree char *label = NULL, *today = miao_date_dup (miao_session_today (self->session));

  miao_act_form_begin (form, self->session, "send-submission", miao_record_get_id (self->batch));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The file is compared with the register: only what was approved "
                              "goes out, byte for byte."));
  miao_act_form_fix (form, "submission", miao_record_get_id (self->batch));
  /* Translators: %s is the name of a file. */
  label =
      g_strdup_printf (_ ("File that is sent (%s)"), miao_record_get (self->batch, "file_name"));
  add_file (self, label);
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "sent_on", today);
  show_form (self);
}

static void
receipt_cb (MiaoReturnsPage *self)
{
  static const char *const params[] = { "result", "receipt_no",   "receipt_on",
                                        "items",  "receipt_text", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);

  miao_act_form_begin (form, self->session, "record-receipt", miao_record_get_id (self->batch));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("A receipt.xml is read by itself. What came in another form is typed "
                              "in: each returned child on a line of its own, with the reason."));
  miao_act_form_fix (form, "submission", miao_record_get_id (self->batch));
  add_file (self, _ ("File of the receipt (may be left out)"));
  (void) miao_act_form_add_params (form, params);
  show_form (self);
}

void
miao_returns_leave_act (MiaoReturnsPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->findings));
}

static void
done_cb (MiaoReturnsPage *self, MiaoOutcome *outcome)
{
  JsonObject *result = miao_outcome_get_result (outcome);
  /* Building counts children, a receipt what came back, the sending nothing. */
  const char *words = json_object_has_member (result, "children")   ? _ ("Built and checked")
                      : json_object_has_member (result, "returned") ? _ ("The receipt is recorded")
                                                                    : _ ("The sending is recorded");

  g_clear_pointer (&self->batch, miao_record_unref);
  miao_returns_show_batches (self);
  miao_returns_leave_act (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, words, NULL);
}

static void
cancelled_cb (MiaoReturnsPage *self)
{
  miao_returns_leave_act (self);
}

/* --- at once -------------------------------------------------------------------------------- */

static void
built_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (source);

  if (!miao_run_long_finish (result, NULL) || self->session == NULL)
    return;
  g_clear_pointer (&self->batch, miao_record_unref);
  miao_returns_show_batches (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Built and checked"), NULL);
}

static void
correct_batch (MiaoReturnsPage *self, const char *submission)
{
  g_autoptr (JsonObject) input = json_object_new ();

  json_object_set_string_member (input, "submission", submission);
  miao_run_long_async (GTK_WIDGET (self), "correct-submission", input, NULL, built_cb, NULL);
}

static void
correct_cb (MiaoReturnsPage *self)
{
  if (self->batch != NULL)
    correct_batch (self, miao_record_get_id (self->batch));
}

static void
again_cb (MiaoReturnsPage *self)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *period = NULL;

  if (self->batch == NULL)
    return;
  if (miao_record_is (self->batch, "submission_kind", "correction")) {
    correct_batch (self, miao_record_get (self->batch, "previous_batch"));
    return;
  }
  period = miao_batch_dup_period (self->batch);
  json_object_set_string_member (input, "period", period);
  json_object_set_string_member (input, "submission_kind",
                                 miao_record_get (self->batch, "submission_kind"));
  miao_run_long_async (GTK_WIDGET (self), "build-submission", input, NULL, built_cb, NULL);
}

static void
approve_cb (MiaoReturnsPage *self)
{
  g_autoptr (JsonObject) input = new_input (self);

  if (miao_run (GTK_WIDGET (self), "approve-submission", input, NULL, NULL))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Approved"), NULL);
}

/* --- files ---------------------------------------------------------------------------------- */

static char *
finish_path (MiaoReturnsPage *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);

  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  return file != NULL && self->batch != NULL ? g_file_get_path (file) : NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (source);
  g_autoptr (MiaoOutcome) outcome = NULL;

  if (miao_run_long_finish (result, &outcome))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Return file written"),
                     miao_outcome_get (outcome, "sha256"));
}

static void
write_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoReturnsPage) self = user_data;
  g_autofree char *path = finish_path (self, result);
  g_autoptr (JsonObject) input = NULL;

  if (path == NULL)
    return;
  input = new_input (self);
  json_object_set_string_member (input, "path", path);
  miao_run_long_async (GTK_WIDGET (self), "write-submission", input, NULL, written_cb, NULL);
}

static void
write_cb (MiaoReturnsPage *self)
{
  g_autofree char *name = miao_cwx_dup_file_name (self->batch);

  miao_save_file_async (get_window (self), _ ("Write file"), name, NULL, write_chosen_cb,
                        g_object_ref (self));
}

static void
report_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoReturnsPage) self = user_data;
  g_autofree char *path = finish_path (self, result);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  if (miao_return_write_report (self->session, miao_record_get_id (self->batch), path, &error))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Report written"), path);
  else
    miao_window_say_error (GTK_WIDGET (self), error);
}

static void
report_cb (MiaoReturnsPage *self)
{
  g_autofree char *period = miao_batch_dup_period (self->batch);
  g_autofree char *name = g_strdup_printf (_ ("report-%s.xml"), period);

  miao_save_file_async (get_window (self), _ ("Export report"), name, NULL, report_chosen_cb,
                        g_object_ref (self));
}

void
miao_returns_bind_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, receipt_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
}
