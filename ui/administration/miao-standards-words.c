/* Thresholds and local figures in words, and the entries of one of them. */
#include "config.h"

#include "miao-standards-words.h"

#include "miao-account.h"
#include "miao-rules.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static const MiaoLocalFigure *
find_figure (const char *key)
{
  guint n;
  const MiaoLocalFigure *figures = miao_local_figures (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (figures[i].key, key) == 0)
      return &figures[i];
  return NULL;
}

const char *
miao_standards_label (const char *key)
{
  const MiaoLocalFigure *figure = find_figure (key);
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);

  if (figure != NULL)
    return miao_pick (figure->label_zh, figure->label_en);
  return setting != NULL ? miao_pick (setting->label_zh, setting->label_en) : NULL;
}

char *
miao_standards_dup_value (const MiaoRecord *row)
{
  const char *key = miao_record_get (row, "key");
  const MiaoLocalFigure *figure = find_figure (key);
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);
  const gint64 value = miao_record_get_int (row, "value", 0);

  if (figure != NULL)
    return miao_local_figure_dup_value (figure, value, (int) miao_record_get_int (row, "year", 0),
                                        miao_language ());
  if (setting != NULL)
    return miao_rule_setting_dup_value (setting, (int) value, miao_language ());
  return g_strdup (miao_record_get (row, "value"));
}

char *
miao_standards_dup_source (const char *key)
{
  const MiaoLocalFigure *figure = find_figure (key);
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);
  g_autofree char *basis = NULL;

  if (figure != NULL)
    basis = miao_rule_dup_citation (miao_rule_find (figure->rule), miao_language ());
  else if (setting != NULL)
    basis = miao_rule_setting_dup_basis (setting, miao_language ());
  else
    return g_strdup ("");
  return g_strdup_printf ("%s · %s", figure != NULL ? figure->rule : setting->rule, basis);
}

/* --- the entries of one --------------------------------------------------------------------- */

static GtkWidget *
make_state (GPtrArray *rows, const MiaoRecord *row, MiaoDate today)
{
  const char *key = miao_record_get (row, "key");
  const MiaoDate from = miao_record_get_date (row, "valid_from");

  if (miao_record_has (row, "withdraws"))
    return miao_text_new (_ ("Withdrawal"), "dim");
  if (miao_standards_withdrawal (rows, row) != NULL)
    return miao_text_new (_ ("Withdrawn"), "dim");
  if (miao_standards_is_planned (rows, row, today))
    return miao_text_mark (MIAO_TONE_INFO, C_ ("threshold", "Planned"));
  if (miao_standards_on (rows, key, today) == row)
    return miao_text_mark (MIAO_TONE_GOOD, C_ ("threshold", "In force"));
  /* Another one of the same day took its place before it ever counted. */
  if (miao_standards_on (rows, key, from) != row)
    return miao_text_new (_ ("Replaced"), "dim");
  return miao_text_new (C_ ("threshold", "Over"), "dim");
}

static GtkWidget *
make_withdraw (const MiaoRecord *row, GCallback withdraw, gpointer data)
{
  /* Translators: %s is a day: a screen reader says it. */
  g_autofree char *name =
      g_strdup_printf (_ ("Withdraw what is planned from %s"), miao_record_get (row, "valid_from"));
  GtkWidget *button = miao_small_button (_ ("Withdraw…"), name);

  g_object_set_data_full (G_OBJECT (button), MIAO_STANDARDS_OPENS,
                          g_strdup (miao_record_get_id (row)), g_free);
  g_signal_connect_swapped (button, "clicked", withdraw, data);
  return button;
}

static void
add_entry (MiaoSession *session,
           GPtrArray *rows,
           const MiaoRecord *row,
           GtkWidget *table,
           GCallback withdraw,
           gpointer data)
{
  const MiaoDate today = miao_session_today (session);
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (miao_record_get_created_at (row) / 1000);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M");
  g_autofree char *who = miao_account_dup_name (session, miao_record_get_created_by (row));
  g_autofree char *value = miao_standards_dup_value (row);

  miao_table_add (MIAO_TABLE (table), miao_text_two (miao_record_get (row, "valid_from"), NULL),
                  miao_text_new (value, NULL), make_state (rows, row, today),
                  miao_text_new (miao_record_get (row, "reason"), NULL), miao_text_two (who, when),
                  miao_standards_is_planned (rows, row, today) ? make_withdraw (row, withdraw, data)
                                                               : gtk_label_new (NULL),
                  NULL);
}

void
miao_standards_show_entries (MiaoSession *session,
                             GPtrArray *rows,
                             const char *key,
                             GtkWidget *table,
                             GCallback withdraw,
                             gpointer data)
{
  guint n = 0;

  miao_table_clear (MIAO_TABLE (table));
  for (guint i = rows->len; i-- > 0;) {
    if (!miao_record_is (rows->pdata[i], "key", key))
      continue;
    add_entry (session, rows, rows->pdata[i], table, withdraw, data);
    n++;
  }
  if (n == 0)
    miao_table_say (MIAO_TABLE (table), _ ("Nothing was set yet: the default holds"));
}
