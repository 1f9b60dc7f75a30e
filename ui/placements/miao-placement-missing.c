#include "config.h"

#include "miao-placement-missing.h"

#include "miao-findings-panel.h"
#include "miao-gtk-compat.h"
#include "miao-language.h"
#include "miao-record-list.h"
#include "miao-table.h"

#include <glib/gi18n.h>

typedef struct {
  const char *state;
  const char *use_case;
} Question;

/* What can be asked before the form of the step is filled in. */
static const Question questions[] = {
  { "PROPOSED", "decide-match" },
  { "SIGNED", "move-in" },
  { "INTEGRATION EXTENDED", "confirm-placement" },
};

static MiaoOutcome *
ask (const MiaoPlacementFacts *facts, const Question *question)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *today = miao_date_dup (facts->today);

  json_object_set_string_member (input, "placement", miao_placement_facts_id (facts));
  if (g_str_equal (question->use_case, "decide-match"))
    json_object_set_string_member (input, "decision", "AGREE");
  if (g_str_equal (question->use_case, "move-in")) {
    json_object_set_string_member (input, "moved_in_on", today);
    json_object_set_boolean_member (input, "handover_list", TRUE);
  }
  return miao_use_case_preview (facts->session, question->use_case, input);
}

static const char *
remedy_of (const MiaoFinding *finding, const MiaoPlacementFacts *facts)
{
  const char *remedy = miao_finding_rule (finding)->remedy;

  /* An evaluation that does not exist is opened; one that does is carried on with. */
  if (g_str_equal (miao_finding_rule (finding)->id, "INT-13"))
    return facts->evaluation == NULL ? "open-evaluation" : "conclude-evaluation";
  /* Days pass by themselves. */
  if (g_str_equal (miao_finding_rule (finding)->id, "INT-01") ||
      g_strcmp0 (remedy, "confirm-placement") == 0)
    return NULL;
  return remedy;
}

static GtkWidget *
make_button (const MiaoFinding *finding, const MiaoPlacementFacts *facts)
{
  const char *remedy = remedy_of (finding, facts);
  const MiaoUseCase *use_case = remedy != NULL ? miao_use_case_find (remedy) : NULL;
  g_autofree char *title = miao_finding_dup_title (finding, miao_language ());
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (use_case == NULL)
    return NULL;
  name = g_strdup_printf ("%s: %s", miao_use_case_label (use_case), title);
  button = miao_small_button (miao_use_case_label (use_case), name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "placement.remedy");
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (button), "(ss)", remedy,
      miao_finding_record (finding) != NULL ? miao_finding_record (finding) : "");
  return button;
}

static char *
dup_reason (const MiaoFinding *finding)
{
  g_autofree char *arithmetic = miao_finding_dup_arithmetic (finding, miao_language ());
  g_autofree char *citation =
      miao_rule_dup_citation (miao_finding_rule (finding), miao_language ());

  if (arithmetic == NULL || *arithmetic == '\0')
    return g_strdup_printf ("%s · %s", citation, miao_finding_rule (finding)->id);
  return g_strdup_printf ("%s · %s", arithmetic, citation);
}

static GtkWidget *
make_row (const MiaoFinding *finding, const MiaoPlacementFacts *facts)
{
  MiaoSeverity severity = miao_finding_severity (finding);
  gboolean passed = severity == MIAO_SEVERITY_PASS;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (
      severity == MIAO_SEVERITY_BLOCK ? "miao-pending-symbolic" : miao_severity_icon (severity));
  g_autofree char *title = miao_finding_dup_title (finding, miao_language ());
  g_autofree char *reason = dup_reason (finding);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = passed ? NULL : make_button (finding, facts);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (icon, passed ? "accent" : "warning-text");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), miao_text_new (title, "strong"));
  gtk_box_append (GTK_BOX (words), miao_text_new (reason, "dim secondary"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  if (button != NULL)
    gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  if (passed)
    gtk_widget_set_visible (row, FALSE);
  g_object_set_data (G_OBJECT (row), "miao-passed", GINT_TO_POINTER (passed));
  return row;
}

static void
show_passed_cb (GtkToggleButton *button, GtkWidget *list)
{
  gboolean show = gtk_toggle_button_get_active (button);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), "miao-passed") != NULL)
      gtk_widget_set_visible (row, show);
}

static char *
dup_title (const Question *question, guint missing)
{
  if (missing == 0)
    return g_strdup (_ ("Nothing is missing for the next step"));
  if (g_str_equal (question->use_case, "decide-match"))
    return g_strdup_printf (_ ("Still missing for the match: %u"), missing);
  if (g_str_equal (question->use_case, "move-in"))
    return g_strdup_printf (_ ("Still missing for moving in: %u"), missing);
  return g_strdup_printf (_ ("Still missing to confirm: %u"), missing);
}

static GtkWidget *
make_head (const Question *question, MiaoFindings *findings, GtkWidget *list)
{
  guint passed = miao_findings_count (findings, MIAO_SEVERITY_PASS);
  guint missing = miao_findings_count (findings, MIAO_SEVERITY_BLOCK) +
                  miao_findings_count (findings, MIAO_SEVERITY_REASON);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *toggle = gtk_toggle_button_new_with_label (_ ("Show what is in order"));
  g_autofree char *title = dup_title (question, missing);
  g_autofree char *rest = g_strdup_printf (_ ("%u in order"), passed);
  GtkWidget *label;

  label = miao_text_new (rest, "dim");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "small");
  gtk_widget_set_sensitive (toggle, passed > 0);
  g_signal_connect (toggle, "toggled", G_CALLBACK (show_passed_cb), list);
  gtk_box_append (GTK_BOX (head), miao_text_new (title, "h2"));
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), toggle);
  gtk_widget_add_css_class (head, "card-head");
  miao_accessible_set_label (list, title);
  return head;
}

GtkWidget *
miao_placement_missing_new (const MiaoPlacementFacts *facts, gboolean *ret_ready)
{
  static const MiaoSeverity order[] = { MIAO_SEVERITY_BLOCK, MIAO_SEVERITY_REASON,
                                        MIAO_SEVERITY_ADVICE, MIAO_SEVERITY_PASS };
  const Question *question = NULL;
  g_autoptr (MiaoOutcome) outcome = NULL;
  MiaoFindings *findings;
  GtkWidget *card;
  GtkWidget *list;

  *ret_ready = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (miao_placement_facts_in (facts, questions[i].state))
      question = &questions[i];
  if (question == NULL)
    return NULL;
  outcome = ask (facts, question);
  findings = miao_outcome_get_findings (outcome);
  *ret_ready = miao_outcome_is_done (outcome);
  if (miao_findings_length (findings) == 0)
    return NULL;
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  list = gtk_list_box_new ();
  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < miao_findings_length (findings); i++)
      if (miao_finding_severity (miao_findings_get (findings, i)) == order[k])
        gtk_list_box_append (GTK_LIST_BOX (list),
                             make_row (miao_findings_get (findings, i), facts));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  miao_list_leave_on_tab (list);
  gtk_widget_add_css_class (list, "rows");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_widget_add_css_class (card, "pane");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (card), make_head (question, findings, list));
  gtk_box_append (GTK_BOX (card), list);
  return card;
}
