#include "config.h"

#include "miao-returns-page.h"

#include "miao-act-form.h"
#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-finding-detail.h"
#include "miao-gtk-compat.h"
#include "miao-record-list.h"
#include "miao-return-source.h"
#include "miao-return.h"
#include "miao-run.h"
#include "miao-state-chip.h"
#include "miao-stepper.h"
#include "miao-ui.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoReturnsPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *title;
  GtkWidget *chip_place;
  GtkWidget *chip;
  GtkWidget *steps_place;
  GtkWidget *steps;
  GtkWidget *report;
  GtkWidget *again;
  GtkWidget *approve;
  GtkWidget *write;
  GtkWidget *build;
  GtkWidget *batches;
  GtkWidget *filters;
  GtkWidget *toggles[MIAO_RETURN_N_SEVERITIES];
  GtkWidget *findings;
  GtkWidget *foot;
  GtkWidget *detail;
  GtkWidget *act;
  MiaoSession *session;
  MiaoRecord *batch;
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoReturnsPage,
                               miao_returns_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static gboolean
may (MiaoReturnsPage *self, MiaoPermission permission)
{
  return self->session != NULL && miao_session_may (self->session, permission);
}

/* --- findings ------------------------------------------------------------------------------- */

static char *
dup_wanted (MiaoReturnsPage *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                              miao_return_severities ()[i]);
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
show_findings (MiaoReturnsPage *self)
{
  g_autofree char *wanted = dup_wanted (self);

  if (self->batch == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->findings), NULL, NULL);
    miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), NULL, NULL);
    return;
  }
  miao_finding_source_set (MIAO_RECORD_LIST (self->findings), self->session,
                           miao_record_get_id (self->batch), wanted);
  if (miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->findings)) > 0)
    miao_record_list_select (MIAO_RECORD_LIST (self->findings), 0);
  else
    miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), self->session, NULL);
}

static void
count_findings (MiaoReturnsPage *self)
{
  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++) {
    const char *code = miao_return_severities ()[i];
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
    g_autoptr (GError) error = NULL;
    g_autofree char *words = NULL;
    gint64 n = 0;

    if (self->batch != NULL) {
      miao_query_where (query, "submission", MIAO_OP_EQ, miao_record_get_id (self->batch));
      miao_query_where (query, "severity", MIAO_OP_EQ, code);
      n = miao_store_count (miao_session_get_store (self->session), query, &error);
      if (n < 0)
        miao_window_say_error (GTK_WIDGET (self), error);
    }
    words = g_strdup_printf ("%s %d", miao_codes_name ("finding_severity", code, miao_language ()),
                             (int) MAX (n, 0));
    gtk_button_set_label (GTK_BUTTON (self->toggles[i]), words);
  }
}

static void
finding_cb (MiaoReturnsPage *self, const char *id)
{
  miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), self->session, id);
}

static void
finding_open_cb (MiaoReturnsPage *self, const char *id)
{
  gtk_widget_child_focus (self->detail, GTK_DIR_TAB_FORWARD);
}

/* --- the batch ------------------------------------------------------------------------------ */

/* Where a batch is on its way; a batch that is not valid waits at the check. */
static guint
step_of (const MiaoRecord *batch)
{
  static const struct {
    const char *status;
    guint step;
  } steps[] = { { "VALID", 2 },    { "APPROVED", 3 }, { "SEALED", 4 },    { "SENT", 5 },
                { "ACCEPTED", 6 }, { "PARTIAL", 6 },  { "CORRECTED", 6 }, { "REJECTED", 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (miao_record_is (batch, "status", steps[i].status))
      return steps[i].step;
  return 1;
}

static void
show_steps (MiaoReturnsPage *self)
{
  const MiaoRecord *batch = self->batch;
  const MiaoStep steps[] = {
    { _ ("Built"), miao_record_get (batch, "prepared_by") },
    { _ ("Checked"), NULL },
    { _ ("Approval"), miao_record_get (batch, "approved_by") },
    { _ ("File written"), miao_record_get (batch, "file_name") },
    { _ ("Sent"), miao_record_get (batch, "sent_on") },
    { _ ("Receipt"), miao_record_get (batch, "receipt_on") },
  };

  miao_stepper_set_steps (MIAO_STEPPER (self->steps), steps, G_N_ELEMENTS (steps), step_of (batch));
}

static void
show_foot (MiaoReturnsPage *self)
{
  const char *digest = miao_record_get (self->batch, "file_sha256");
  g_autofree char *counts =
      g_strdup_printf (_ ("%d children, %d families, %d placements"),
                       (int) miao_record_get_int (self->batch, "n_children", 0),
                       (int) miao_record_get_int (self->batch, "n_families", 0),
                       (int) miao_record_get_int (self->batch, "n_placements", 0));
  g_autofree char *words =
      digest != NULL ? g_strdup_printf ("%s · SHA-256 %s", counts, digest) : g_strdup (counts);

  gtk_label_set_label (GTK_LABEL (self->foot), words);
}

static void
show_buttons (MiaoReturnsPage *self)
{
  const MiaoRecord *batch = self->batch;
  /* Whoever built a batch does not approve it: the button is not even there. */
  gboolean own =
      batch != NULL && self->session != NULL &&
      g_strcmp0 (miao_record_get_created_by (batch), miao_session_get_account (self->session)) == 0;

  gtk_widget_set_visible (self->build, may (self, MIAO_MAY_SUBMISSION_BUILD));
  gtk_widget_set_visible (self->report, batch != NULL);
  gtk_widget_set_visible (self->again, batch != NULL && may (self, MIAO_MAY_SUBMISSION_BUILD) &&
                                           step_of (batch) < 3);
  gtk_widget_set_visible (self->approve, batch != NULL && !own && step_of (batch) < 3 &&
                                             may (self, MIAO_MAY_SUBMISSION_APPROVE));
  gtk_widget_set_sensitive (self->approve,
                            batch != NULL && miao_record_is (batch, "status", "VALID"));
  gtk_widget_set_visible (self->write, batch != NULL &&
                                           miao_record_is (batch, "status", "APPROVED") &&
                                           may (self, MIAO_MAY_SUBMISSION_WRITE));
}

static void
show_batch (MiaoReturnsPage *self)
{
  g_autofree char *period = NULL, *title = NULL;

  show_buttons (self);
  count_findings (self);
  gtk_widget_set_visible (self->chip, self->batch != NULL);
  gtk_widget_set_visible (self->steps_place, self->batch != NULL);
  if (self->batch == NULL) {
    gtk_label_set_label (GTK_LABEL (self->title), _ ("Returns"));
    gtk_label_set_label (GTK_LABEL (self->foot), "");
    return;
  }
  period = miao_batch_dup_period (self->batch);
  /* Translators: a month as 2026-10. */
  title = g_strdup_printf (_ ("Return of %s"), period);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  miao_batch_chip_set (self->chip, miao_record_get (self->batch, "status"));
  show_steps (self);
  show_foot (self);
}

static void
load_batch (MiaoReturnsPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->batch, miao_record_unref);
  if (id != NULL && self->session != NULL) {
    self->batch = miao_store_load (miao_session_get_store (self->session),
                                   miao_kind_find ("submission"), id, &error);
    if (self->batch == NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
  }
  show_batch (self);
}

static void
batch_cb (MiaoReturnsPage *self, const char *id)
{
  if (self->batch != NULL && g_strcmp0 (id, miao_record_get_id (self->batch)) == 0)
    return;
  load_batch (self, id);
  show_findings (self);
}

static void
show_batches (MiaoReturnsPage *self)
{
  miao_batch_source_set (MIAO_RECORD_LIST (self->batches), self->session);
  if (miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->batches)) > 0) {
    miao_record_list_select (MIAO_RECORD_LIST (self->batches), 0);
  } else {
    load_batch (self, NULL);
    show_findings (self);
  }
}

/* --- acts ----------------------------------------------------------------------------------- */

static void
begin_build (MiaoReturnsPage *self)
{
  static const char *const params[] = { "period", "submission_kind", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);
  MiaoRecordForm *rows;
  char day[MIAO_DATE_BUFFER];

  miao_act_form_begin (form, self->session, "build-submission", NULL);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("All children and families are checked as they stood at the end of "
                              "the month. The kind may stay empty."));
  rows = miao_act_form_add_params (form, params);
  miao_date_format (miao_date_add_months (miao_session_today (self->session), -1), day);
  day[7] = '\0';
  miao_record_form_set (rows, "period", day);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "act");
  miao_act_form_show (form);
}

static void
leave_act (MiaoReturnsPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->findings));
}

static void
done_cb (MiaoReturnsPage *self, MiaoOutcome *outcome)
{
  g_clear_pointer (&self->batch, miao_record_unref);
  show_batches (self);
  leave_act (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Built and checked"), NULL);
}

static void
cancelled_cb (MiaoReturnsPage *self)
{
  leave_act (self);
}

static JsonObject *
new_input (MiaoReturnsPage *self)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "submission", miao_record_get_id (self->batch));
  return input;
}

static void
again_cb (MiaoReturnsPage *self)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *period = NULL;

  if (self->batch == NULL)
    return;
  period = miao_batch_dup_period (self->batch);
  json_object_set_string_member (input, "period", period);
  json_object_set_string_member (input, "submission_kind",
                                 miao_record_get (self->batch, "submission_kind"));
  if (miao_run (GTK_WIDGET (self), "build-submission", input, NULL, NULL)) {
    g_clear_pointer (&self->batch, miao_record_unref);
    show_batches (self);
  }
}

static void
approve_cb (MiaoReturnsPage *self)
{
  g_autoptr (JsonObject) input = new_input (self);

  if (miao_run (GTK_WIDGET (self), "approve-submission", input, NULL, NULL))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Approved"), NULL);
}

static GtkWindow *
get_window (MiaoReturnsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

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
write_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoReturnsPage) self = user_data;
  g_autofree char *path = finish_path (self, result);
  g_autoptr (JsonObject) input = NULL;
  g_autoptr (MiaoOutcome) outcome = NULL;

  if (path == NULL)
    return;
  input = new_input (self);
  json_object_set_string_member (input, "path", path);
  if (miao_run (GTK_WIDGET (self), "write-submission", input, NULL, &outcome))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Return file written"),
                     miao_outcome_get (outcome, "sha256"));
}

static void
write_cb (MiaoReturnsPage *self)
{
  g_autofree char *period = miao_batch_dup_period (self->batch);
  g_autofree char *name = g_strdup_printf (_ ("return-%s.xml"), period);

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

/* --- the page ------------------------------------------------------------------------------- */

static void
page_set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);

  miao_act_form_discard (MIAO_ACT_FORM (self->act));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->batch, miao_record_unref);
  if (session == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->batches), NULL, NULL);
    show_batch (self);
    show_findings (self);
    return;
  }
  self->session = miao_session_ref (session);
  show_batches (self);
}

static void
page_refresh (MiaoPage *page)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);
  g_autofree char *id = self->batch != NULL ? g_strdup (miao_record_get_id (self->batch)) : NULL;

  if (self->session == NULL)
    return;
  miao_record_list_reload (MIAO_RECORD_LIST (self->batches));
  load_batch (self, id);
  miao_record_list_reload (MIAO_RECORD_LIST (self->findings));
  miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), self->session,
                            miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->findings)));
}

static void
page_add (MiaoPage *page)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);

  if (may (self, MIAO_MAY_SUBMISSION_BUILD))
    begin_build (self);
}

static gboolean
page_back (MiaoPage *page)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);

  if (!g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "act"))
    return FALSE;
  leave_act (self);
  return TRUE;
}

static char *
page_dup_unsaved (MiaoPage *page)
{
  return miao_act_form_dup_unsaved (MIAO_ACT_FORM (MIAO_RETURNS_PAGE (page)->act));
}

static void
page_discard (MiaoPage *page)
{
  miao_act_form_discard (MIAO_ACT_FORM (MIAO_RETURNS_PAGE (page)->act));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = page_set_session;
  iface->refresh = page_refresh;
  iface->add = page_add;
  iface->back = page_back;
  iface->dup_unsaved = page_dup_unsaved;
  iface->discard = page_discard;
}

static void
miao_returns_page_dispose (GObject *object)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_RETURNS_PAGE);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->batch, miao_record_unref);

  G_OBJECT_CLASS (miao_returns_page_parent_class)->dispose (object);
}

static void
miao_returns_page_class_init (MiaoReturnsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_returns_page_dispose;
  g_type_ensure (MIAO_TYPE_RECORD_LIST);
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_FINDING_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-returns-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoReturnsPage, name)
  BIND (stack);
  BIND (title);
  BIND (chip_place);
  BIND (steps_place);
  BIND (report);
  BIND (again);
  BIND (approve);
  BIND (write);
  BIND (build);
  BIND (batches);
  BIND (filters);
  BIND (findings);
  BIND (foot);
  BIND (detail);
  BIND (act);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, batch_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
}

static void
miao_returns_page_init (MiaoReturnsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chip = miao_chip_new_empty ();
  gtk_box_append (GTK_BOX (self->chip_place), self->chip);
  self->steps = miao_stepper_new ();
  gtk_widget_add_css_class (self->steps, "card");
  gtk_widget_set_hexpand (self->steps, TRUE);
  gtk_box_append (GTK_BOX (self->steps_place), self->steps);
  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++) {
    self->toggles[i] = gtk_toggle_button_new ();
    gtk_box_append (GTK_BOX (self->filters), self->toggles[i]);
    g_signal_connect_swapped (self->toggles[i], "toggled", G_CALLBACK (show_findings), self);
  }
  miao_record_list_set_label (MIAO_RECORD_LIST (self->batches), _ ("Batches"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->batches), miao_batch_columns ());
  miao_record_list_set_two_lines (MIAO_RECORD_LIST (self->batches), TRUE);
  miao_record_list_set_empty (
      MIAO_RECORD_LIST (self->batches),
      miao_empty_new ("miao-upload-symbolic", _ ("No batch yet"), _ ("Build the first return.")));
  miao_record_list_set_label (MIAO_RECORD_LIST (self->findings), _ ("Findings"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->findings), miao_finding_columns ());
  miao_record_list_set_two_lines (MIAO_RECORD_LIST (self->findings), TRUE);
}
