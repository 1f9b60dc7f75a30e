/* The foster allowances: a month's lines, the months, the rates. */
#include "config.h"

#include "miao-allowances-view-private.h"

#include "miao-allowance-source.h"
#include "miao-allowance.h"
#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-fold.h"
#include "miao-gtk-compat.h"
#include "miao-money.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (MiaoAllowancesView, miao_allowances_view, GTK_TYPE_WIDGET)

/* --- the head ------------------------------------------------------------------------------- */

static gboolean
may (MiaoAllowancesView *self, MiaoPermission permission)
{
  return self->session != NULL && miao_session_may (self->session, permission);
}

static gboolean
is_in (MiaoAllowancesView *self, const char *status)
{
  return self->run != NULL && miao_record_is (self->run, "status", status);
}

static void
show_buttons (MiaoAllowancesView *self)
{
  gboolean any = self->run != NULL;
  /* Whoever prepared a month does not approve it: the button is not even there. */
  gboolean own =
      any && self->session != NULL &&
      miao_record_is (self->run, "prepared_account", miao_session_get_account (self->session));

  gtk_widget_set_visible (self->print, any && may (self, MIAO_MAY_PRINT));
  gtk_widget_set_visible (self->save, any && may (self, MIAO_MAY_PRINT));
  gtk_widget_set_visible (self->export, any);
  gtk_widget_set_visible (self->again,
                          is_in (self, "OPEN") && may (self, MIAO_MAY_ALLOWANCE_PREPARE));
  gtk_widget_set_visible (self->approve,
                          is_in (self, "OPEN") && !own && may (self, MIAO_MAY_ALLOWANCE_APPROVE));
  gtk_widget_set_visible (self->pay, is_in (self, "FINAL") && may (self, MIAO_MAY_ALLOWANCE_PAY));
  gtk_widget_set_visible (self->prepare, may (self, MIAO_MAY_ALLOWANCE_PREPARE));
  gtk_widget_set_visible (self->new_rate, may (self, MIAO_MAY_ALLOWANCE_RATE));
}

/* "Prepared by … 2026-11-02 · approved by … 2026-11-03 · to be paid on 2026-11-10" */
static void
show_about (MiaoAllowancesView *self)
{
  const MiaoRecord *run = self->run;
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, _ ("Prepared by %s on %s"), miao_record_get (run, "prepared_by"),
                          miao_record_get (run, "prepared_on"));
  g_string_append (words, " · ");
  if (miao_record_has (run, "finalised_on"))
    g_string_append_printf (words, _ ("approved by %s on %s"),
                            miao_record_get (run, "finalised_by"),
                            miao_record_get (run, "finalised_on"));
  else
    g_string_append (words, _ ("to be approved by somebody else"));
  g_string_append (words, " · ");
  if (miao_record_has (run, "paid_on"))
    g_string_append_printf (words, _ ("paid on %s"), miao_record_get (run, "paid_on"));
  else
    g_string_append_printf (words, _ ("to be paid by %s"), miao_record_get (run, "pay_due"));
  gtk_label_set_label (GTK_LABEL (self->about), words->str);
  gtk_widget_set_tooltip_text (self->about, words->str);
}

static void
show_foot (MiaoAllowancesView *self)
{
  g_autofree char *regular = miao_money_dup (miao_record_get_int (self->run, "regular_fen", 0));
  g_autofree char *added = miao_money_dup (miao_record_get_int (self->run, "added_fen", 0));
  g_autofree char *back = miao_money_dup (-miao_record_get_int (self->run, "clawback_fen", 0));
  g_autofree char *once = miao_money_dup (miao_record_get_int (self->run, "once_fen", 0));
  g_autofree char *total = miao_money_dup (miao_record_get_int (self->run, "total_fen", 0));
  g_autofree char *words = g_strdup_printf (
      /* Translators: amounts in yuan. */
      _ ("Of the month %s + back pay %s + claw-back %s + one-off %s = ¥%s. The first days of a "
         "month are worth "
         "the rate × days ÷ days of the month, rounded to the fen; parts of a month are the "
         "differences and add up to the whole."),
      regular, added, back, once, total);

  gtk_label_set_label (GTK_LABEL (self->foot), words);
}

void
miao_allowances_show_lines (MiaoAllowancesView *self)
{
  MiaoRecordList *lines = MIAO_RECORD_LIST (self->lines);
  MiaoWanted wanted = { .session = self->session };
  g_autofree char *owner = NULL, *title = NULL;

  show_buttons (self);
  gtk_widget_set_visible (self->chip, self->run != NULL);
  gtk_widget_set_visible (self->about, self->run != NULL);
  gtk_widget_set_visible (self->foot, self->run != NULL);
  if (self->run == NULL) {
    gtk_label_set_label (GTK_LABEL (self->title), _ ("Foster allowances"));
    miao_record_list_set_source (lines, NULL, NULL);
    return;
  }
  /* Translators: a month as 2026-10. */
  title = g_strdup_printf (_ ("Foster allowances of %s"), miao_record_get (self->run, "month"));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  miao_allowance_set_chip (self->chip, self->run);
  show_about (self);
  show_foot (self);
  owner = g_strdup_printf ("%s %s", miao_record_get_id (self->run),
                           miao_record_get (self->run, "revision"));
  wanted.owner = owner;
  miao_record_list_read (lines, &miao_allowance_line_source, &wanted);
}

/* --- months --------------------------------------------------------------------------------- */

static gboolean
load_run (MiaoAllowancesView *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->run, miao_record_unref);
  if (id != NULL && self->session != NULL) {
    self->run = miao_store_load (miao_session_get_store (self->session),
                                 miao_kind_find ("allowance_run"), id, &error);
    if (self->run == NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
  }
  miao_allowances_show_lines (self);
  return self->run != NULL;
}

static void
month_cb (MiaoAllowancesView *self, const char *id)
{
  if (self->run == NULL || g_strcmp0 (id, miao_record_get_id (self->run)) != 0)
    load_run (self, id);
}

/* The place of the month in the list, which is by month. */
static guint
find_place (MiaoAllowancesView *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (miao_record_list_get_model (MIAO_RECORD_LIST (self->months)));

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (MiaoRow) row = g_list_model_get_item (model, i);

    if (row != NULL && g_strcmp0 (miao_row_get_id (row), id) == 0)
      return i;
  }
  return 0;
}

void
miao_allowances_show_months (MiaoAllowancesView *self, const char *id)
{
  const MiaoWanted wanted = { .session = self->session };
  MiaoRecordList *months = MIAO_RECORD_LIST (self->months);
  guint place;

  miao_record_list_read (months, &miao_allowance_month_source, &wanted);
  if (miao_record_list_get_n_rows (months) == 0) {
    load_run (self, NULL);
    return;
  }
  place = find_place (self, id);
  miao_record_list_select (months, place);
  load_run (self, miao_record_list_get_selected_id (months));
}

/* --- rates ---------------------------------------------------------------------------------- */

static void
end_rate_cb (MiaoAllowancesView *self, GtkWidget *button)
{
  miao_allowances_end_rate (self, g_object_get_data (G_OBJECT (button), "rate"));
}

static char *
dup_rate_detail (const MiaoRecord *rate)
{
  const char *until = miao_record_get (rate, "valid_to");
  g_autofree char *money = miao_money_dup (miao_record_get_int (rate, "fen", 0));
  g_autofree char *span =
      until != NULL
          /* Translators: two days. */
          ? g_strdup_printf (_ ("%s to %s"), miao_record_get (rate, "valid_from"), until)
          : g_strdup_printf (_ ("in force from %s"), miao_record_get (rate, "valid_from"));

  /* Translators: yuan, days, name of the decision. */
  return g_strdup_printf (_ ("¥%s a month · %s · %s"), money, span,
                          miao_record_get (rate, "decision"));
}

static GtkWidget *
make_rate (MiaoAllowancesView *self, const MiaoRecord *rate)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *title = g_strdup_printf (
      "%s · %s",
      miao_codes_name ("allowance_kind", miao_record_get (rate, "kind"), miao_language ()),
      miao_codes_name ("allowance_scope", miao_record_get (rate, "scope"), miao_language ()));
  g_autofree char *detail = dup_rate_detail (rate);
  GtkWidget *words = miao_text_two (title, detail);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  if (!miao_record_has (rate, "valid_to") && may (self, MIAO_MAY_ALLOWANCE_RATE)) {
    /* Translators: %s is a rate: a screen reader says it. */
    g_autofree char *name = g_strdup_printf (_ ("End the rate %s"), title);
    GtkWidget *button = miao_small_button (_ ("End…"), name);

    g_object_set_data_full (G_OBJECT (button), "rate", g_strdup (miao_record_get_id (rate)),
                            g_free);
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    g_signal_connect_swapped (button, "clicked", G_CALLBACK (end_rate_cb), self);
    gtk_box_append (GTK_BOX (row), button);
  }
  return row;
}

void
miao_allowances_clear_rows (GtkWidget *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
}

void
miao_allowances_append_row (GtkWidget *list, GtkWidget *content)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* The newest first: what is in force stands above what was. */
static void
show_rates (MiaoAllowancesView *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_rate"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rates = NULL;

  miao_allowances_clear_rows (self->rates);
  miao_query_order (query, "valid_from", TRUE);
  miao_query_order (query, "kind", FALSE);
  rates = miao_store_select (miao_session_get_store (self->session), query, &error);
  if (rates == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  for (guint i = 0; i < rates->len; i++)
    miao_allowances_append_row (self->rates, make_rate (self, rates->pdata[i]));
  if (rates->len == 0)
    miao_allowances_append_row (
        self->rates, miao_text_new (_ ("No rates yet. The director sets them by the local "
                                       "decision; then a month can be prepared."),
                                    "dim"));
}

/* --- for the page --------------------------------------------------------------------------- */

void
miao_allowances_view_set_session (MiaoAllowancesView *self, MiaoSession *session)
{
  miao_act_form_flush (MIAO_ACT_FORM (self->act));
  miao_allowances_show_act (self, FALSE);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->run, miao_record_unref);
  miao_allowances_clear_rows (self->rates);
  miao_record_list_set_source (MIAO_RECORD_LIST (self->months), NULL, NULL);
  miao_allowances_show_lines (self);
  miao_allowances_clear_rows (self->extras);
  if (session == NULL || !miao_session_may (session, MIAO_MAY_READ_BENEFITS))
    return;
  self->session = miao_session_ref (session);
  miao_allowances_show_months (self, NULL);
  show_rates (self);
  miao_allowances_show_extras (self);
}

void
miao_allowances_view_refresh (MiaoAllowancesView *self)
{
  g_autofree char *id = self->run != NULL ? g_strdup (miao_record_get_id (self->run)) : NULL;

  if (self->session == NULL)
    return;
  miao_allowances_show_months (self, id);
  show_rates (self);
  miao_allowances_show_extras (self);
}

gboolean
miao_allowances_view_open (MiaoAllowancesView *self, const char *id, const char *act)
{
  MiaoDate month = miao_allowance_parse_month (id);

  if (self->session == NULL)
    return FALSE;
  miao_allowances_show_act (self, FALSE);
  if (month != MIAO_DATE_NONE) {
    if (may (self, MIAO_MAY_ALLOWANCE_PREPARE))
      miao_allowances_begin_prepare (self, id);
    return TRUE;
  }
  miao_allowances_show_months (self, id);
  if (self->run == NULL || g_strcmp0 (miao_record_get_id (self->run), id) != 0)
    return FALSE;
  if (g_strcmp0 (act, "pay-allowances") == 0 && gtk_widget_get_visible (self->pay))
    miao_allowances_begin_pay (self);
  else if (g_strcmp0 (act, "prepare-allowances") == 0 && gtk_widget_get_visible (self->again))
    miao_allowances_begin_prepare (self, miao_record_get (self->run, "month"));
  else if (g_strcmp0 (act, "finalise-allowances") == 0 && gtk_widget_get_visible (self->approve))
    gtk_widget_grab_focus (self->approve);
  return TRUE;
}

void
miao_allowances_view_propose (MiaoAllowancesView *self, const char *placement)
{
  miao_allowances_begin_extra (self, placement);
}

void
miao_allowances_view_add (MiaoAllowancesView *self)
{
  if (may (self, MIAO_MAY_ALLOWANCE_PREPARE))
    miao_allowances_begin_prepare (self, NULL);
}

gboolean
miao_allowances_view_back (MiaoAllowancesView *self)
{
  if (!g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "act"))
    return FALSE;
  miao_allowances_leave_act (self);
  return TRUE;
}

char *
miao_allowances_view_dup_unsaved (MiaoAllowancesView *self)
{
  return miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->act));
}

void
miao_allowances_view_discard (MiaoAllowancesView *self)
{
  miao_act_form_discard (MIAO_ACT_FORM (self->act));
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_allowances_view_dispose (GObject *object)
{
  MiaoAllowancesView *self = MIAO_ALLOWANCES_VIEW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_ALLOWANCES_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->run, miao_record_unref);

  G_OBJECT_CLASS (miao_allowances_view_parent_class)->dispose (object);
}

static void
miao_allowances_view_class_init (MiaoAllowancesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_allowances_view_dispose;
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_FOLD);
  g_type_ensure (MIAO_TYPE_RECORD_LIST);
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-allowances-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoAllowancesView, name)
  BIND (head);
  BIND (title);
  BIND (chip_place);
  BIND (about);
  BIND (print);
  BIND (save);
  BIND (export);
  BIND (again);
  BIND (approve);
  BIND (pay);
  BIND (prepare);
  BIND (stack);
  BIND (lines);
  BIND (foot);
  BIND (months);
  BIND (rates);
  BIND (new_rate);
  BIND (extras);
  BIND (new_extra);
  BIND (act);
#undef BIND
  miao_allowances_bind_acts (widget_class);
  miao_allowances_bind_extras (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
}

static void
miao_allowances_view_init (MiaoAllowancesView *self)
{
  MiaoRecordList *lines, *months;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->chip = miao_chip_new_empty ();
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->chip_place), self->chip);
  lines = MIAO_RECORD_LIST (self->lines);
  miao_record_list_set_label (lines, _ ("Lines"));
  miao_record_list_set_columns (lines, miao_allowance_line_columns ());
  miao_record_list_set_empty (
      lines,
      miao_empty_new ("miao-note-symbolic", _ ("No month prepared yet"),
                      _ ("Set the rates, then prepare a month: each child's days and sum are "
                         "listed here before anybody approves them.")));
  months = MIAO_RECORD_LIST (self->months);
  miao_record_list_set_label (months, _ ("Months"));
  miao_record_list_set_columns (months, miao_allowance_month_columns ());
  miao_record_list_set_two_lines (months, TRUE);
  miao_record_list_set_empty (months,
                              miao_empty_new ("miao-calendar-symbolic", _ ("No month yet"), NULL));
  miao_accessible_set_label (self->rates, _ ("Rates"));
  miao_list_leave_on_tab (self->rates);
  miao_accessible_set_label (self->extras, _ ("One-off amounts"));
  miao_list_leave_on_tab (self->extras);
}

GtkWidget *
miao_allowances_view_new (void)
{
  return g_object_new (MIAO_TYPE_ALLOWANCES_VIEW, NULL);
}
