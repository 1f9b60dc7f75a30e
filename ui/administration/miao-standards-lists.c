/* The lists of thresholds and local figures, and of the entries of one of them. */
#include "config.h"

#include "miao-standards-lists.h"

#include "miao-account.h"
#include "miao-facts.h"
#include "miao-standards-words.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-thresholds.h"

#include <glib/gi18n.h>

static GtkWidget *
make_button (const MiaoStandardsLists *lists, const char *word, const char *key, GCallback callback)
{
  g_autofree char *name = g_strdup_printf ("%s %s", word, miao_standards_label (key));
  GtkWidget *button = miao_small_button (word, name);

  g_object_set_data_full (G_OBJECT (button), MIAO_STANDARDS_KEY, g_strdup (key), g_free);
  g_signal_connect_swapped (button, "clicked", callback, lists->data);
  return button;
}

/* What holds now and what is planned: one line for each. */
static GtkWidget *
make_value (const MiaoStandardsLists *lists, const char *key, const char *now, gboolean own)
{
  const MiaoDate today = miao_session_today (lists->session);
  const MiaoRecord *row = miao_standards_on (lists->rows, key, today);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (line), miao_text_new (now, "value"));
  if (own)
    gtk_box_append (GTK_BOX (line),
                    miao_chip_new (NULL, C_ ("threshold", "Changed by the institution"), "info"));
  gtk_box_append (GTK_BOX (box), line);
  if (row != NULL) {
    g_autofree char *day = miao_standards_dup_since (row, miao_language ());
    g_autofree char *since =
        miao_standards_is_old (row) ? g_strdup (day) : g_strdup_printf (_ ("since %s"), day);

    gtk_box_append (GTK_BOX (box), miao_text_new (since, "dim"));
  }
  for (guint i = 0; i < lists->rows->len; i++) {
    const MiaoRecord *planned = lists->rows->pdata[i];
    g_autofree char *value = NULL, *words = NULL;

    if (!miao_record_is (planned, "key", key) ||
        !miao_standards_is_planned (lists->rows, planned, today))
      continue;
    value = miao_standards_dup_value (planned);
    /* Translators: day, value. */
    words = g_strdup_printf (_ ("from %s: %s"), miao_record_get (planned, "valid_from"), value);
    gtk_box_append (GTK_BOX (box), miao_text_mark (MIAO_TONE_INFO, words));
  }
  return box;
}

static void
add_threshold (const MiaoStandardsLists *lists,
               GtkWidget *table,
               const MiaoRuleSetting *setting,
               const MiaoRuleSettings *settings)
{
  const int value = miao_rule_settings_get (settings, setting->key);
  g_autofree char *now = miao_rule_setting_dup_value (setting, value, miao_language ());
  g_autofree char *bounds = miao_rule_setting_dup_bounds (setting, miao_language ());
  g_autofree char *source = miao_standards_dup_source (setting->key);
  g_autofree char *usual = miao_rule_setting_dup_value (setting, setting->value, miao_language ());
  g_autofree char *usually = g_strdup_printf (_ ("default %s"), usual);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  if (setting->min < setting->max) {
    GtkWidget *change = make_button (lists, _ ("Change…"), setting->key, lists->change);

    g_object_set_data (G_OBJECT (change), MIAO_STANDARDS_OPENS, (gpointer) setting->key);
    gtk_box_append (GTK_BOX (acts), change);
  }
  gtk_box_append (GTK_BOX (acts), make_button (lists, _ ("Entries"), setting->key, lists->entries));
  gtk_widget_set_halign (acts, GTK_ALIGN_END);
  miao_table_add (MIAO_TABLE (table),
                  miao_text_two (miao_pick (setting->label_zh, setting->label_en), source),
                  miao_text_two (bounds, setting->min < setting->max ? usually : NULL),
                  make_value (lists, setting->key, now, value != setting->value), acts, NULL);
}

gboolean
miao_standards_show_thresholds (const MiaoStandardsLists *lists,
                                gboolean own,
                                GtkWidget *table,
                                GError **error)
{
  MiaoRuleSettings settings;
  guint n, shown = 0;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  miao_table_clear (MIAO_TABLE (table));
  if (!miao_thresholds_read (miao_session_get_store (lists->session),
                             miao_session_today (lists->session), &settings, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    gboolean set = miao_rule_settings_get (&settings, list[i].key) != list[i].value;

    for (guint k = 0; !set && k < lists->rows->len; k++)
      set = miao_record_is (lists->rows->pdata[k], "key", list[i].key) &&
            miao_standards_is_planned (lists->rows, lists->rows->pdata[k],
                                       miao_session_today (lists->session));
    if (own && !set)
      continue;
    add_threshold (lists, table, &list[i], &settings);
    shown++;
  }
  if (shown == 0)
    miao_table_say (MIAO_TABLE (table),
                    _ ("The defaults hold: the institution has set nothing of its own"));
  return TRUE;
}

gboolean
miao_standards_show_figures (const MiaoStandardsLists *lists, GtkWidget *table, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution =
      miao_facts_institution (miao_session_get_store (lists->session), &problem);
  guint n;
  const MiaoLocalFigure *figures = miao_local_figures (&n);

  miao_table_clear (MIAO_TABLE (table));
  for (guint i = 0; i < n; i++) {
    MiaoLocalValue value;
    g_autofree char *now = NULL;
    g_autofree char *source = miao_standards_dup_source (figures[i].key);

    miao_standards_local (lists->rows, institution, &figures[i],
                          miao_session_today (lists->session), &value);
    now = value.value > 0
              ? miao_local_figure_dup_value (&figures[i], value.value, value.year, miao_language ())
              : g_strdup (_ ("not entered yet"));
    miao_table_add (MIAO_TABLE (table),
                    miao_text_two (miao_pick (figures[i].label_zh, figures[i].label_en), source),
                    make_value (lists, figures[i].key, now, FALSE),
                    make_button (lists, _ ("Entries"), figures[i].key, lists->entries), NULL);
  }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
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
make_withdraw (const MiaoStandardsLists *lists, const MiaoRecord *row)
{
  /* Translators: %s is a day: a screen reader says it. */
  g_autofree char *name =
      g_strdup_printf (_ ("Withdraw what is planned from %s"), miao_record_get (row, "valid_from"));
  GtkWidget *button = miao_small_button (_ ("Withdraw…"), name);

  g_object_set_data_full (G_OBJECT (button), MIAO_STANDARDS_OPENS,
                          g_strdup (miao_record_get_id (row)), g_free);
  g_signal_connect_swapped (button, "clicked", lists->withdraw, lists->data);
  return button;
}

static void
add_entry (const MiaoStandardsLists *lists, GtkWidget *table, const MiaoRecord *row)
{
  const MiaoDate today = miao_session_today (lists->session);
  const gboolean old = miao_standards_is_old (row);
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (miao_record_get_created_at (row) / 1000);
  g_autofree char *when = old ? NULL : g_date_time_format (time, "%Y-%m-%d %H:%M");
  g_autofree char *who =
      old ? NULL : miao_account_dup_name (lists->session, miao_record_get_created_by (row));
  g_autofree char *value = miao_standards_dup_value (row);
  g_autofree char *since = miao_standards_dup_since (row, miao_language ());

  /* Nobody kept who set an old one, and it is no entry that could be withdrawn. */
  miao_table_add (MIAO_TABLE (table), miao_text_two (since, NULL), miao_text_new (value, NULL),
                  make_state (lists->rows, row, today),
                  miao_text_new (old ? "—" : miao_record_get (row, "reason"), NULL),
                  miao_text_two (old ? "—" : who, when),
                  !old && miao_standards_is_planned (lists->rows, row, today)
                      ? make_withdraw (lists, row)
                      : gtk_label_new (NULL),
                  NULL);
}

void
miao_standards_show_entries (const MiaoStandardsLists *lists, const char *key, GtkWidget *table)
{
  guint n = 0;

  miao_table_clear (MIAO_TABLE (table));
  for (guint i = lists->rows->len; i-- > 0;) {
    if (!miao_record_is (lists->rows->pdata[i], "key", key))
      continue;
    add_entry (lists, table, lists->rows->pdata[i]);
    n++;
  }
  if (n == 0)
    miao_table_say (MIAO_TABLE (table), _ ("Nothing was set yet: the default holds"));
}

GtkWidget *
miao_standards_find_opener (GtkWidget *widget, const char *about)
{
  const char *opens = g_object_get_data (G_OBJECT (widget), MIAO_STANDARDS_OPENS);
  GtkWidget *found = NULL;

  if (opens != NULL && g_strcmp0 (opens, about) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = miao_standards_find_opener (child, about);
  return found;
}
