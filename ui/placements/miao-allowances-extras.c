/* The one-off amounts beside the foster allowances: proposed, approved by another, withdrawn. */
#include "config.h"

#include "miao-allowances-view-private.h"

#include "miao-allowance.h"
#include "miao-codes.h"
#include "miao-kind-text.h"
#include "miao-money.h"
#include "miao-run.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* Older ones stand in the lines of their months. */
#define MOST 20

static gboolean
may (MiaoAllowancesView *self, MiaoPermission permission)
{
  return self->session != NULL && miao_session_may (self->session, permission);
}

static MiaoRecord *
find_run (MiaoAllowancesView *self, const char *month)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_run"));

  if (month != NULL)
    miao_query_where (query, "month", MIAO_OP_EQ, month);
  miao_query_order (query, "month", TRUE);
  return miao_store_first (miao_session_get_store (self->session), query, NULL);
}

/* --- forms ---------------------------------------------------------------------------------- */

/* The month that is prepared, or the one after the newest, or the last one. */
static char *
dup_next_month (MiaoAllowancesView *self)
{
  g_autoptr (MiaoRecord) run = find_run (self, NULL);
  MiaoDate month = miao_date_add_months (miao_session_today (self->session), -1);

  if (run != NULL)
    month = miao_date_add_months (miao_allowance_parse_month (miao_record_get (run, "month")),
                                  miao_record_is (run, "status", "OPEN") ? 0 : 1);
  return miao_allowance_dup_month (month);
}

void
miao_allowances_begin_extra (MiaoAllowancesView *self, const char *placement)
{
  static const char *const fields[] = { "placement", "month",       "kind",     "fen",
                                        "reason",    "fund_source", "document", NULL };
  g_autofree char *month = NULL;
  MiaoRecordForm *rows;

  if (!may (self, MIAO_MAY_ALLOWANCE_PREPARE))
    return;
  month = dup_next_month (self);
  rows = miao_act_form_add_record (
      miao_allowances_begin (self, "propose-allowance-extra", placement,
                             _ ("An amount outside the rates, once. It is paid with its month "
                                "after somebody else has approved it.")),
      "extra", fields, NULL);
  miao_record_form_set (rows, "month", month);
  if (placement != NULL)
    miao_record_form_set (rows, "placement", placement);
  miao_allowances_show (self);
}

static char *
dup_words (const MiaoRecord *extra)
{
  g_autofree char *child = miao_record_dup_shown (extra, "child", FALSE);
  g_autofree char *family = miao_record_dup_shown (extra, "family", FALSE);
  g_autofree char *money = miao_money_dup (miao_record_get_int (extra, "fen", 0));

  /* Translators: yuan, month, child, family. */
  return g_strdup_printf (_ ("¥%s · %s · %s · %s"), money, miao_record_get (extra, "month"), child,
                          family);
}

/* Begins an act about the amount, with what it says above; %NULL when it cannot be read. */
static MiaoActForm *
begin_about (MiaoAllowancesView *self, const char *use_case, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRecord) extra = miao_store_load (miao_session_get_store (self->session),
                                                  miao_kind_find ("allowance_extra"), id, &error);
  g_autofree char *words = NULL, *about = NULL;
  MiaoActForm *form;

  if (extra == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return NULL;
  }
  words = dup_words (extra);
  about = g_strdup_printf ("%s\n%s", words, miao_record_get (extra, "reason"));
  form = miao_allowances_begin (self, use_case, id, about);
  miao_act_form_fix (form, "extra", id);
  return form;
}

void
miao_allowances_view_approve_extra (MiaoAllowancesView *self, const char *id)
{
  if (may (self, MIAO_MAY_ALLOWANCE_APPROVE) &&
      begin_about (self, "approve-allowance-extra", id) != NULL)
    miao_allowances_show (self);
}

static void
approve_cb (MiaoAllowancesView *self, GtkWidget *button)
{
  miao_allowances_view_approve_extra (self, g_object_get_data (G_OBJECT (button), "extra"));
}

static void
withdraw_cb (MiaoAllowancesView *self, GtkWidget *button)
{
  static const char *const params[] = { "reason", NULL };
  MiaoActForm *form = begin_about (self, "withdraw-allowance-extra",
                                   g_object_get_data (G_OBJECT (button), "extra"));

  if (form == NULL)
    return;
  (void) miao_act_form_add_params (form, params);
  miao_allowances_show (self);
}

static void
new_extra_cb (MiaoAllowancesView *self)
{
  miao_allowances_begin_extra (self, NULL);
}

/* --- the list ------------------------------------------------------------------------------- */

static void
add_button (MiaoAllowancesView *self,
            GtkWidget *row,
            const MiaoRecord *extra,
            const char *label,
            GCallback callback)
{
  g_autofree char *words = dup_words (extra);
  g_autofree char *name = g_strdup_printf ("%s %s", label, words);
  GtkWidget *button = miao_small_button (label, name);

  g_object_set_data_full (G_OBJECT (button), "extra", g_strdup (miao_record_get_id (extra)),
                          g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_buttons (MiaoAllowancesView *self, GtkWidget *row, const MiaoRecord *extra)
{
  g_autoptr (MiaoRecord) run = find_run (self, miao_record_get (extra, "month"));
  gboolean proposed = miao_record_is (extra, "status", "PROPOSED");
  gboolean own =
      miao_record_is (extra, "proposed_account", miao_session_get_account (self->session));

  if ((run != NULL && !miao_record_is (run, "status", "OPEN")) ||
      miao_record_is (extra, "status", "WITHDRAWN"))
    return;
  /* Whoever proposed it does not approve it: the button is not even there. */
  if (proposed && !own && may (self, MIAO_MAY_ALLOWANCE_APPROVE))
    add_button (self, row, extra, C_ ("allowance", "Approve"), G_CALLBACK (approve_cb));
  if (may (self, MIAO_MAY_ALLOWANCE_PREPARE))
    add_button (self, row, extra, _ ("Withdraw…"), G_CALLBACK (withdraw_cb));
}

static GtkWidget *
make_row (MiaoAllowancesView *self, const MiaoRecord *extra)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *chip = miao_chip_new_empty ();
  const char *status = miao_record_get (extra, "status");
  g_autofree char *title = dup_words (extra);
  g_autofree char *by =
      g_strdup_printf (_ ("proposed by %s"), miao_record_get (extra, "proposed_by"));
  /* Translators: what for, who proposed it. */
  g_autofree char *detail = g_strdup_printf (_ ("%s · %s"), miao_record_get (extra, "reason"), by);

  gtk_box_append (GTK_BOX (row), miao_text_two (title, detail));
  miao_chip_set_tone (chip,
                      g_str_equal (status, "PROPOSED")   ? MIAO_TONE_WARNING
                      : g_str_equal (status, "APPROVED") ? MIAO_TONE_GOOD
                                                         : MIAO_TONE_INFO,
                      miao_codes_name ("allowance_extra_status", status, miao_language ()));
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_hexpand (chip, TRUE);
  gtk_box_append (GTK_BOX (foot), chip);
  add_buttons (self, foot, extra);
  gtk_box_append (GTK_BOX (row), foot);
  return row;
}

void
miao_allowances_show_extras (MiaoAllowancesView *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_extra"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) extras = NULL;

  miao_allowances_clear_rows (self->extras);
  gtk_widget_set_visible (self->new_extra, may (self, MIAO_MAY_ALLOWANCE_PREPARE));
  if (self->session == NULL)
    return;
  miao_query_order (query, "month", TRUE);
  miao_query_limit (query, MOST);
  extras = miao_store_select (miao_session_get_store (self->session), query, &error);
  if (extras == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  for (guint i = 0; i < extras->len; i++)
    miao_allowances_append_row (self->extras, make_row (self, extras->pdata[i]));
  if (extras->len == 0)
    miao_allowances_append_row (
        self->extras, miao_text_new (_ ("None yet. What a child needs once, such as bedding at the "
                                        "beginning of school, is proposed here with its reason."),
                                     "dim"));
}

void
miao_allowances_bind_extras (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, new_extra_cb);
}
