/* One pair of the list of possible matches, as a line and as all that is known of it. */
#include "config.h"

#include "miao-match-pair.h"

#include "miao-facts.h"
#include "miao-findings-panel.h"
#include "miao-gtk-compat.h"
#include "miao-kind-text.h"
#include "miao-state-chip.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static gboolean
is_for_child (const MiaoMatchList *list)
{
  return g_str_equal (miao_record_get_kind (list->subject)->name, "child");
}

char *
miao_match_dup_other (const MiaoMatchList *list, const MiaoMatch *match)
{
  const MiaoRecord *other = is_for_child (list) ? match->family : match->child;
  g_autofree char *title = miao_kind_dup_title (other);

  return g_strdup_printf ("%s · %s", title,
                          miao_record_get (other, is_for_child (list) ? "family_no" : "child_no"));
}

static GtkWidget *
make_chip (const MiaoMatch *match)
{
  static const MiaoTone tones[] = {
    [MIAO_MATCH_OPEN] = MIAO_TONE_GOOD,
    [MIAO_MATCH_DECIDE] = MIAO_TONE_WARNING,
    [MIAO_MATCH_REFUSED] = MIAO_TONE_DANGER,
  };
  GtkWidget *chip = miao_chip_new_empty ();

  if (match->placement != NULL)
    miao_chip_set_tone (chip, MIAO_TONE_INFO, _ ("in progress"));
  else
    miao_chip_set_tone (chip, tones[match->verdict],
                        miao_match_verdict_label (match->verdict, miao_language ()));
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

GtkWidget *
miao_match_row_new (const MiaoMatchList *list, const MiaoMatch *match, guint place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *number, *words;
  g_autofree char *other = miao_match_dup_other (list, match);
  g_autofree char *digits = g_strdup_printf ("%u", place);
  g_autofree char *name =
      g_strdup_printf ("%u %s %s %s", place, other,
                       miao_match_verdict_label (match->verdict, miao_language ()), match->why);

  number = gtk_label_new (digits);
  gtk_label_set_width_chars (GTK_LABEL (number), 3);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (number, "dim");
  words = miao_text_two (other, match->why);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), make_chip (match));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  miao_accessible_set_label (row, name);
  return row;
}

/* --- beside the list ------------------------------------------------------------------------ */

static GtkWidget *
make_buttons (const MiaoMatch *match, gboolean may_print)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button;

  if (match->placement != NULL) {
    button = gtk_button_new_with_label (_ ("Open the match"));
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "placement",
                                      miao_record_get_id (match->placement), "");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
    gtk_box_append (GTK_BOX (box), button);
    if (may_print) {
      button = gtk_button_new_with_label (_ ("Print the opinion on the match…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "match.print");
      gtk_box_append (GTK_BOX (box), button);
    }
    return box;
  }
  button = gtk_button_new_with_label (_ ("Propose this match…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "match.propose");
  if (match->verdict == MIAO_MATCH_OPEN)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
  button = gtk_button_new_with_label (_ ("Not this one…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "match.aside");
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
make_earlier (const MiaoMatch *match)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  for (guint i = 0; i < match->earlier->len; i++) {
    const MiaoMatchEarlier *earlier = match->earlier->pdata[i];
    char day[MIAO_DATE_BUFFER];
    g_autofree char *head = g_strdup_printf (
        "%s · %s", miao_date_format (earlier->on, day),
        miao_language () == MIAO_LANGUAGE_ZH ? earlier->decision_zh : earlier->decision_en);

    gtk_box_append (GTK_BOX (box), miao_text_two (head, earlier->text));
  }
  return miao_card_new (_ ("Considered before, and not taken"), box, NULL);
}

static GtkWidget *
make_criteria (const MiaoMatch *match)
{
  const char *heads[] = { _ ("Compared by, in this order"), _ ("Value"), NULL };
  GtkWidget *table = miao_table_new (heads, 0);
  MiaoLanguage language = miao_language ();

  for (guint i = 0; miao_match_criterion (i, language) != NULL; i++) {
    g_autofree char *value = miao_match_dup_value (i, &match->compared, match->verdict, language);

    miao_table_add (MIAO_TABLE (table), miao_text_new (miao_match_criterion (i, language), NULL),
                    miao_text_new (value, NULL), NULL);
  }
  return miao_card_new (_ ("Why it stands here"), table, NULL);
}

/* Cards for what is not in order; a line for each rule that holds, with its values. */
static void
add_findings (GtkWidget *box, const MiaoMatchList *list, const MiaoMatch *match)
{
  static const struct {
    MiaoMatchVerdict verdict;
    const char *title;
  } parts[] = {
    { MIAO_MATCH_REFUSED, N_ ("Refused by") },
    { MIAO_MATCH_DECIDE, N_ ("To be decided by a person") },
    { MIAO_MATCH_OPEN, N_ ("To be weighed") },
  };
  GtkWidget *holds = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++) {
    GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
    gboolean any = FALSE;

    for (guint i = 0; i < miao_findings_length (match->findings); i++) {
      const MiaoFinding *finding = miao_findings_get (match->findings, i);

      if (miao_finding_severity (finding) == MIAO_SEVERITY_PASS ||
          miao_match_list_judge (list, match, finding) != parts[p].verdict)
        continue;
      gtk_box_append (GTK_BOX (part), miao_finding_card_new (finding));
      any = TRUE;
    }
    if (any)
      gtk_box_append (GTK_BOX (box), miao_card_new (_ (parts[p].title), part, NULL));
    else
      g_object_unref (g_object_ref_sink (part));
  }
  for (guint i = 0; i < miao_findings_length (match->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (match->findings, i);
    g_autofree char *title = miao_finding_dup_title (finding, miao_language ());
    g_autofree char *values = miao_finding_dup_arithmetic (finding, miao_language ());
    g_autofree char *head = g_strdup_printf ("✓ %s · %s", miao_finding_rule (finding)->id, title);

    if (miao_finding_severity (finding) == MIAO_SEVERITY_PASS)
      gtk_box_append (GTK_BOX (holds), miao_text_two (head, values));
  }
  gtk_box_append (GTK_BOX (box), miao_card_new (_ ("In order"), holds, NULL));
}

GtkWidget *
miao_match_pair_new (const MiaoMatchList *list,
                     const MiaoMatch *match,
                     gboolean may_propose,
                     gboolean may_print)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *other = miao_match_dup_other (list, match);

  gtk_widget_add_css_class (box, "pane");
  gtk_box_append (GTK_BOX (box), miao_text_new (other, "h2"));
  if (may_propose || match->placement != NULL)
    gtk_box_append (GTK_BOX (box), make_buttons (match, may_print));
  if (match->earlier->len > 0)
    gtk_box_append (GTK_BOX (box), make_earlier (match));
  gtk_box_append (GTK_BOX (box), make_criteria (match));
  add_findings (box, list, match);
  return box;
}
