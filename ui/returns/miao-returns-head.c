#include "config.h"

#include "miao-returns-private.h"

#include "miao-codes.h"
#include "miao-state-chip.h"
#include "miao-stepper.h"
#include "miao-store.h"
#include "miao-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define MS_PER_SECOND 1000
/* Where a batch is on its way; a batch that is not valid waits at the check. */
enum {
  STEP_BUILT,
  STEP_CHECKED,
  STEP_APPROVED,
  STEP_WRITTEN,
  STEP_SENT,
  STEP_RECEIPT,
  N_STEPS,
};

static guint
step_of (const MiaoRecord *batch)
{
  static const struct {
    const char *status;
    guint step;
  } steps[] = { { "VALID", STEP_APPROVED }, { "APPROVED", STEP_WRITTEN }, { "SEALED", STEP_SENT },
                { "SENT", STEP_RECEIPT },   { "ACCEPTED", N_STEPS },      { "PARTIAL", N_STEPS },
                { "REJECTED", N_STEPS },    { "CORRECTED", N_STEPS } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (miao_record_is (batch, "status", steps[i].status))
      return steps[i].step;
  return STEP_CHECKED;
}

/* "11-23 16:20" */
static char *
dup_time (const MiaoRecord *batch, const char *field)
{
  gint64 ms = miao_record_get_int (batch, field, 0);
  g_autoptr (GDateTime) time = ms > 0 ? g_date_time_new_from_unix_local (ms / MS_PER_SECOND) : NULL;

  return time != NULL ? g_date_time_format (time, "%m-%d %H:%M") : NULL;
}

/* What happened, or who or what comes next. */
static const char *
either (const char *done, const char *next)
{
  return done != NULL ? done : next;
}

static void
show_steps (MiaoReturnsPage *self)
{
  const MiaoRecord *batch = self->batch;
  g_autofree char *built = dup_time (batch, "extracted_at");
  g_autofree char *sealed = dup_time (batch, "sealed_at");
  const MiaoStep steps[N_STEPS] = {
    [STEP_BUILT] = { _ ("Built"), built },
    [STEP_CHECKED] = { _ ("Checked"), miao_record_get (batch, "prepared_by") },
    [STEP_APPROVED] = { _ ("Approval"), either (miao_record_get (batch, "approved_by"),
                                                _ ("a director, not the maker")) },
    [STEP_WRITTEN] = { _ ("File written"), either (sealed, _ ("the XML file")) },
    [STEP_SENT] = { _ ("Sent"),
                    either (miao_record_get (batch, "sent_on"), _ ("with the way it went")) },
    [STEP_RECEIPT] = { _ ("Receipt"),
                       either (miao_record_get (batch, "receipt_on"), _ ("number and result")) },
  };

  miao_stepper_set_steps (MIAO_STEPPER (self->steps), steps, N_STEPS, step_of (batch));
}

/* "No. 3 · update · up to 2026-10-31 · follows no. 2 (accepted)" */
static void
show_about (MiaoReturnsPage *self)
{
  const MiaoRecord *batch = self->batch;
  g_autoptr (MiaoRecord) previous = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (
      words, _ ("No. %d · %s · up to %s"), (int) miao_record_get_int (batch, "serial", 0),
      miao_codes_name ("submission_kind", miao_record_get (batch, "submission_kind"),
                       miao_language ()),
      miao_record_get (batch, "period_to"));
  if (miao_record_has (batch, "previous_batch"))
    previous =
        miao_store_load (miao_session_get_store (self->session), miao_kind_find ("submission"),
                         miao_record_get (batch, "previous_batch"), NULL);
  if (previous != NULL) {
    g_string_append (words, " · ");
    g_string_append_printf (
        words,
        /* Translators: serial number and state of another batch. */
        miao_record_is (batch, "submission_kind", "correction") ? _ ("corrects no. %d (%s)")
                                                                : _ ("follows no. %d (%s)"),
        (int) miao_record_get_int (previous, "serial", 0),
        miao_codes_name ("submission_status", miao_record_get (previous, "status"),
                         miao_language ()));
  }
  gtk_label_set_label (GTK_LABEL (self->about), words->str);
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

/* --- the receipt ----------------------------------------------------------------------------- */

static MiaoTone
tone_of (const MiaoRecord *batch)
{
  if (miao_record_get_int (batch, "n_returned", 0) == 0)
    return MIAO_TONE_GOOD;
  return miao_record_is (batch, "status", "CORRECTED") ? MIAO_TONE_INFO : MIAO_TONE_WARNING;
}

static char *
dup_result (const MiaoRecord *batch)
{
  int n = (int) miao_record_get_int (batch, "n_returned", 0);
  const char *state =
      miao_codes_name ("submission_status", miao_record_get (batch, "status"), miao_language ());

  if (n == 0)
    return g_strdup (state);
  /* Translators: state of a batch and how many children the receipt returned. */
  return g_strdup_printf (ngettext ("%s, %d child returned", "%s, %d children returned", n), state,
                          n);
}

/* Number, day, who recorded it, and the file that it came as. */
static char *
dup_receipt_facts (const MiaoRecord *batch)
{
  const char *file = miao_record_get (batch, "receipt_file");
  g_autofree char *facts = g_strdup_printf (
      _ ("Receipt %s of %s · recorded by %s"), miao_record_get (batch, "receipt_no"),
      miao_record_get (batch, "receipt_on"), miao_record_get (batch, "receipt_by"));

  return file != NULL ? g_strdup_printf ("%s · %s", facts, file) : g_steal_pointer (&facts);
}

static void
show_receipt (MiaoReturnsPage *self)
{
  GtkWidget *card, *mark, *words;
  g_autofree char *result = NULL, *facts = NULL;

  miao_box_clear (self->receipt_place);
  gtk_widget_set_visible (self->receipt_place, miao_record_has (self->batch, "receipt_no"));
  if (!miao_record_has (self->batch, "receipt_no"))
    return;
  card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  result = dup_result (self->batch);
  facts = dup_receipt_facts (self->batch);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_hexpand (card, TRUE);
  mark = miao_text_mark (tone_of (self->batch), result);
  gtk_widget_set_hexpand (mark, FALSE);
  gtk_box_append (GTK_BOX (card), mark);
  words = miao_text_two (facts, miao_record_get (self->batch, "receipt_text"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (card), words);
  gtk_box_append (GTK_BOX (self->receipt_place), card);
}

/* --- all of it ------------------------------------------------------------------------------- */

static void
show_button (MiaoReturnsPage *self,
             GtkWidget *button,
             const char *states,
             MiaoPermission permission)
{
  g_auto (GStrv) words = g_strsplit (states, " ", -1);
  const char *status = self->batch != NULL ? miao_record_get (self->batch, "status") : NULL;

  gtk_widget_set_visible (button, status != NULL && miao_returns_may (self, permission) &&
                                      g_strv_contains ((const char *const *) words, status));
}

static void
show_buttons (MiaoReturnsPage *self)
{
  const MiaoRecord *batch = self->batch;
  /* Whoever built a batch does not approve it: the button is not even there. */
  gboolean own =
      batch != NULL && self->session != NULL &&
      g_strcmp0 (miao_record_get_created_by (batch), miao_session_get_account (self->session)) == 0;

  gtk_widget_set_visible (self->build, miao_returns_may (self, MIAO_MAY_SUBMISSION_BUILD));
  gtk_widget_set_visible (self->report, batch != NULL);
  show_button (self, self->again, "INVALID VALID", MIAO_MAY_SUBMISSION_BUILD);
  show_button (self, self->approve, "INVALID VALID", MIAO_MAY_SUBMISSION_APPROVE);
  if (own)
    gtk_widget_set_visible (self->approve, FALSE);
  gtk_widget_set_sensitive (self->approve,
                            batch != NULL && miao_record_is (batch, "status", "VALID"));
  show_button (self, self->write, "APPROVED", MIAO_MAY_SUBMISSION_WRITE);
  show_button (self, self->send, "SEALED", MIAO_MAY_SUBMISSION_SEND);
  show_button (self, self->receipt, "SENT", MIAO_MAY_SUBMISSION_RECEIPT);
  show_button (self, self->correct, "PARTIAL REJECTED", MIAO_MAY_SUBMISSION_BUILD);
}

void
miao_returns_show_head (MiaoReturnsPage *self)
{
  g_autofree char *period = NULL, *title = NULL;

  show_buttons (self);
  gtk_widget_set_visible (self->chip, self->batch != NULL);
  gtk_widget_set_visible (self->about, self->batch != NULL);
  gtk_widget_set_visible (self->steps_place, self->batch != NULL);
  gtk_widget_set_visible (self->receipt_place, FALSE);
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
  show_about (self);
  show_steps (self);
  show_receipt (self);
  show_foot (self);
}
