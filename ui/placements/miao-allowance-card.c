/* The foster allowances on the page of a child, a family or a placement. */
#include "config.h"

#include "miao-allowance-card.h"

#include "miao-allowance-account.h"
#include "miao-allowance-source.h"
#include "miao-allowance.h"
#include "miao-codes.h"
#include "miao-kind-text.h"
#include "miao-lookup.h"
#include "miao-money.h"
#include "miao-state-chip.h"
#include "miao-table.h"

#include <glib/gi18n.h>

/* Older months are on the page of the allowances. */
#define MOST_MONTHS 4

static GtkWidget *
add_row (GtkWidget *box, const char *title, const char *detail)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = miao_text_two (title, detail);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (box), row);
  return row;
}

static void
add_chip (GtkWidget *row, MiaoTone tone, const char *words)
{
  GtkWidget *chip = miao_chip_new_empty ();

  miao_chip_set_tone (chip, tone, words);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), chip);
}

static void
add_months (GtkWidget *box, const MiaoAllowanceAccount *account)
{
  for (guint i = 0; i < account->months->len && i < MOST_MONTHS; i++) {
    const MiaoAllowanceMonth *month = account->months->pdata[i];
    gboolean open = g_str_equal (month->status, "OPEN");
    gboolean paid = g_str_equal (month->status, "PAID");
    g_autofree char *money = miao_money_dup (month->fen);
    /* Translators: a month and yuan. */
    g_autofree char *title = g_strdup_printf (_ ("%s: ¥%s"), month->month, money);
    g_autofree char *detail = paid ? g_strdup_printf (_ ("paid on %s"), month->paid_on) : NULL;

    /* What is prepared stands below, as what is due. */
    if (!open)
      add_chip (add_row (box, title, detail), paid ? MIAO_TONE_GOOD : MIAO_TONE_INFO,
                miao_codes_name ("allowance_run_status", month->status, miao_language ()));
  }
}

static char *
dup_due_detail (const MiaoAllowanceAccount *account)
{
  g_autofree char *added = miao_money_dup (account->added_fen);
  g_autofree char *back = miao_money_dup (account->clawback_fen);
  GString *words = g_string_new (_ ("as things stand today"));

  if (account->added_fen != 0)
    /* Translators: yuan. */
    g_string_append_printf (words, _ (", with back pay of ¥%s"), added);
  if (account->clawback_fen != 0)
    g_string_append_printf (words, _ (", ¥%s of earlier months taken back"), back);
  return g_string_free (words, FALSE);
}

static void
add_due (GtkWidget *box, const MiaoAllowanceAccount *account)
{
  g_autofree char *month = miao_allowance_dup_month (account->due);
  g_autofree char *money = miao_money_dup (account->due_fen);
  g_autofree char *title = g_strdup_printf (_ ("%s: ¥%s"), month, money);
  g_autofree char *detail = dup_due_detail (account);
  GtkWidget *row = add_row (box, title, detail);

  if (account->clawback_fen != 0)
    add_chip (row, MIAO_TONE_WARNING,
              miao_codes_name ("allowance_line_kind", "CLAWBACK", miao_language ()));
  else
    add_chip (row, MIAO_TONE_INFO, C_ ("allowance", "due"));
}

static void
add_stops (GtkWidget *box, const MiaoAllowanceAccount *account)
{
  for (guint i = 0; i < account->stops->len; i++) {
    const MiaoAllowanceStop *stop = account->stops->pdata[i];
    g_autofree char *child = miao_lookup_dup_name ("child", stop->child);
    g_autofree char *from = miao_date_dup (stop->from);
    /* Translators: a child and a day. */
    g_autofree char *title = g_strdup_printf (_ ("%s: not paid from %s"), child, from);
    const char *detail = g_str_equal (stop->reason, "ENDED") ? _ ("the placement has ended")
                         : g_str_equal (stop->reason, "SUSPENDED")
                             ? _ ("taken out of the family")
                             : _ ("short-term care; rates that go on are paid");

    add_chip (add_row (box, title, detail), MIAO_TONE_WARNING, C_ ("allowance", "stopped"));
  }
}

static void
add_extras (GtkWidget *box, const MiaoAllowanceAccount *account)
{
  for (guint i = 0; i < account->extras->len; i++) {
    const MiaoRecord *extra = account->extras->pdata[i];
    g_autofree char *money = miao_money_dup (miao_record_get_int (extra, "fen", 0));
    /* Translators: yuan and a month. */
    g_autofree char *title =
        g_strdup_printf (_ ("One-off ¥%s with %s"), money, miao_record_get (extra, "month"));
    gboolean approved = miao_record_is (extra, "status", "APPROVED");

    add_chip (add_row (box, title, miao_record_get (extra, "reason")),
              approved ? MIAO_TONE_INFO : MIAO_TONE_WARNING,
              miao_codes_name ("allowance_extra_status", miao_record_get (extra, "status"),
                               miao_language ()));
  }
}

static GtkWidget *
make_button (const char *label, const char *kind, const char *id)
{
  GtkWidget *button = miao_small_button (label, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", kind, id, "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  return button;
}

GtkWidget *
miao_allowance_card_new (MiaoSession *session, const char *kind, const char *id)
{
  g_autoptr (MiaoAllowanceAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *box, *card, *head;

  if (!miao_session_may (session, MIAO_MAY_READ_BENEFITS))
    return NULL;
  account = miao_allowance_account_read (session, kind, id, miao_session_today (session), &error);
  if (account == NULL || miao_allowance_account_is_empty (account))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  add_due (box, account);
  add_stops (box, account);
  add_extras (box, account);
  add_months (box, account);
  card = miao_card_new (_ ("Foster allowances"), box, &head);
  if (g_str_equal (kind, "placement") && miao_session_may (session, MIAO_MAY_ALLOWANCE_PREPARE))
    gtk_box_append (GTK_BOX (head), make_button (_ ("One-off amount…"), "extra-of-placement", id));
  gtk_box_append (GTK_BOX (head),
                  make_button (_ ("Open the allowances"), "allowance_run",
                               account->months->len > 0
                                   ? ((const MiaoAllowanceMonth *) account->months->pdata[0])->run
                                   : ""));
  return card;
}
