/* What is done with the foster allowances, and how they leave the file. */
#include "config.h"

#include "miao-allowances-view-private.h"

#include "miao-allowance.h"
#include "miao-gtk-compat.h"
#include "miao-output.h"
#include "miao-page-preview.h"
#include "miao-paper.h"
#include "miao-run.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* --- forms ---------------------------------------------------------------------------------- */

MiaoActForm *
miao_allowances_begin (MiaoAllowancesView *self,
                       const char *use_case,
                       const char *record,
                       const char *explanation)
{
  MiaoActForm *form = MIAO_ACT_FORM (self->act);

  miao_act_form_begin (form, self->session, use_case, record);
  miao_act_form_set_words (form, NULL, NULL, explanation);
  return form;
}

void
miao_allowances_show_act (MiaoAllowancesView *self, gboolean shown)
{
  gtk_widget_set_visible (self->head, !shown);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shown ? "act" : "list");
}

void
miao_allowances_show (MiaoAllowancesView *self)
{
  miao_allowances_show_act (self, TRUE);
  miao_act_form_show (MIAO_ACT_FORM (self->act));
}

void
miao_allowances_begin_prepare (MiaoAllowancesView *self, const char *month)
{
  static const char *const params[] = { "month", NULL };
  g_autofree char *last =
      miao_allowance_dup_month (miao_date_add_months (miao_session_today (self->session), -1));
  MiaoActForm *form = miao_allowances_begin (
      self, "prepare-allowances", NULL,
      _ ("Each child's days with a family are counted as they are recorded now. Nothing is "
         "paid before somebody else has approved it."));
  MiaoRecordForm *rows = miao_act_form_add_params (form, params);

  miao_record_form_set (rows, "month", month != NULL ? month : last);
  miao_allowances_show (self);
}

void
miao_allowances_begin_pay (MiaoAllowancesView *self)
{
  static const char *const params[] = { "paid_on", "method", "voucher_no", "signed", NULL };
  g_autofree char *today = miao_date_dup (miao_session_today (self->session));
  MiaoActForm *form = miao_allowances_begin (
      self, "pay-allowances", miao_record_get_id (self->run),
      _ ("Families sign the sheet; its scan may be added to the documents first."));
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "run", miao_record_get_id (self->run));
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "paid_on", today);
  miao_allowances_show (self);
}

void
miao_allowances_begin_rate (MiaoAllowancesView *self)
{
  static const char *const fields[] = { "kind",        "scope",         "fen",      "valid_from",
                                        "valid_to",    "in_short_care", "decision", "document",
                                        "fund_source", "note",          NULL };
  g_autofree char *today = miao_date_dup (miao_session_today (self->session));
  MiaoActForm *form = miao_allowances_begin (
      self, "set-allowance-rate", NULL,
      _ ("A new rate ends the one before it on the day before; amounts that were in force "
         "are kept."));
  MiaoRecordForm *rows = miao_act_form_add_record (form, "rate", fields, NULL);

  miao_record_form_set (rows, "scope", "ALL");
  miao_record_form_set (rows, "valid_from", today);
  miao_allowances_show (self);
}

void
miao_allowances_end_rate (MiaoAllowancesView *self, const char *rate)
{
  static const char *const params[] = { "valid_to", "reason", NULL };
  g_autofree char *today = miao_date_dup (miao_session_today (self->session));
  MiaoActForm *form = miao_allowances_begin (self, "end-allowance-rate", rate,
                                             _ ("Nothing takes the place of this rate."));
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "rate", rate);
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "valid_to", today);
  miao_allowances_show (self);
}

void
miao_allowances_leave_act (MiaoAllowancesView *self)
{
  miao_allowances_show_act (self, FALSE);
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->months));
}

static void
done_cb (MiaoAllowancesView *self, MiaoOutcome *outcome)
{
  const char *run = miao_outcome_get (outcome, "allowance_run");
  g_autofree char *id = g_strdup (run != NULL         ? run
                                  : self->run != NULL ? miao_record_get_id (self->run)
                                                      : NULL);

  miao_allowances_leave_act (self);
  miao_allowances_view_refresh (self);
  miao_allowances_show_months (self, id);
  miao_window_changed (GTK_WIDGET (self));
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->months));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Done and recorded"), NULL);
}

static void
cancelled_cb (MiaoAllowancesView *self)
{
  miao_allowances_leave_act (self);
}

/* The way out of a refusal, where it leads to another form of this page. */
static gboolean
remedy_cb (MiaoAllowancesView *self, const char *use_case, const char *record)
{
  if (g_str_equal (use_case, "set-allowance-rate") &&
      miao_session_may (self->session, MIAO_MAY_ALLOWANCE_RATE)) {
    miao_allowances_begin_rate (self);
    return TRUE;
  }
  if (g_str_has_suffix (use_case, "allowance-extra")) {
    miao_allowances_leave_act (self);
    gtk_widget_child_focus (self->extras, GTK_DIR_TAB_FORWARD);
    return TRUE;
  }
  if (record == NULL || !miao_window_has_record (GTK_WIDGET (self), "allowance_run", record))
    return FALSE;

  return miao_allowances_view_open (self, record, use_case);
}

static void
pay_cb (MiaoAllowancesView *self)
{
  if (self->run != NULL)
    miao_allowances_begin_pay (self);
}

static void
rate_cb (MiaoAllowancesView *self)
{
  if (self->session != NULL)
    miao_allowances_begin_rate (self);
}

/* --- at once -------------------------------------------------------------------------------- */

static void
again_cb (MiaoAllowancesView *self)
{
  if (self->run != NULL)
    miao_allowances_begin_prepare (self, miao_record_get (self->run, "month"));
}

/* What it refuses stands beside the form, with the way out. */
static void
approve_cb (MiaoAllowancesView *self)
{
  MiaoActForm *form;

  if (self->run == NULL)
    return;
  form = miao_allowances_begin (
      self, "finalise-allowances", miao_record_get_id (self->run),
      _ ("From now on nothing of this month is changed; what turns out otherwise follows "
         "with a later month."));
  miao_act_form_fix (form, "run", miao_record_get_id (self->run));
  miao_allowances_show (self);
}

/* --- out of the file ------------------------------------------------------------------------ */

typedef struct {
  MiaoAllowancesView *view;
  gint64 number; /* in the register of prints */
} Leaving;

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Leaving *leaving = user_data;
  g_autoptr (MiaoAllowancesView) self = leaving->view;
  g_autoptr (GError) error = NULL;

  if (miao_document_print_finish (result, &error)) {
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Sent to the printer and logged"), NULL);
    return;
  }
  if (self->session != NULL)
    (void) miao_output_cancel (self->session, leaving->number, NULL);
  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
}

static MiaoPaper *
make_sheet (MiaoAllowancesView *self)
{
  g_autoptr (GError) error = NULL;
  MiaoPaper *paper =
      miao_paper_new (self->session, "allowance-sheet", miao_record_get_id (self->run), &error);

  if (paper == NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  return paper;
}

void
miao_allowances_view_print (MiaoAllowancesView *self)
{
  g_autoptr (MiaoPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  Leaving *leaving;
  gint64 number;

  if (self->run == NULL || (paper = make_sheet (self)) == NULL)
    return;
  number = miao_paper_begin_print (self->session, paper, "printer", &error);
  if (number == 0) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  leaving = g_new (Leaving, 1);
  *leaving = (Leaving){ g_object_ref (self), number };
  miao_document_print_owned_async (GTK_WIDGET (self), miao_paper_get_document (paper), paper,
                                   (GDestroyNotify) miao_paper_free, printed_cb, leaving);
  g_steal_pointer (&paper);
}

static void
print_cb (MiaoAllowancesView *self)
{
  miao_allowances_view_print (self);
}

static char *
finish_path (MiaoAllowancesView *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);

  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  return file != NULL && self->run != NULL ? g_file_get_path (file) : NULL;
}

static void
say_written (MiaoAllowancesView *self, gboolean written, const char *path, const GError *error)
{
  if (written)
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved and logged"), path);
  else
    miao_window_say_error (GTK_WIDGET (self), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoAllowancesView) self = user_data;
  g_autofree char *path = finish_path (self, result);
  g_autoptr (MiaoPaper) paper = path != NULL ? make_sheet (self) : NULL;
  g_autoptr (GError) error = NULL;

  if (paper != NULL)
    say_written (self, miao_paper_write (self->session, paper, path, &error), path, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoAllowancesView) self = user_data;
  g_autofree char *path = finish_path (self, result);
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    say_written (
        self,
        miao_allowance_write_csv (self->session, miao_record_get_id (self->run), path, &error),
        path, error);
}

static void
choose (MiaoAllowancesView *self,
        const char *title,
        const char *ending,
        GAsyncReadyCallback callback)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (self->run == NULL)
    return;
  /* Translators: name of a file: a month and its ending. */
  name = g_strdup_printf (_ ("allowances-%s.%s"), miao_record_get (self->run, "month"), ending);
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, title, name, NULL,
                        callback, g_object_ref (self));
}

static void
save_cb (MiaoAllowancesView *self)
{
  choose (self, _ ("Save as PDF"), "pdf", saved_cb);
}

static void
export_cb (MiaoAllowancesView *self)
{
  choose (self, _ ("Export table"), "csv", exported_cb);
}

void
miao_allowances_bind_acts (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, done_cb);
  gtk_widget_class_bind_template_callback (klass, cancelled_cb);
  gtk_widget_class_bind_template_callback (klass, remedy_cb);
  gtk_widget_class_bind_template_callback (klass, pay_cb);
  gtk_widget_class_bind_template_callback (klass, rate_cb);
  gtk_widget_class_bind_template_callback (klass, again_cb);
  gtk_widget_class_bind_template_callback (klass, approve_cb);
  gtk_widget_class_bind_template_callback (klass, print_cb);
  gtk_widget_class_bind_template_callback (klass, save_cb);
  gtk_widget_class_bind_template_callback (klass, export_cb);
}
