#include "config.h"

#include "miao-placement-visits.h"

#include "miao-codes.h"
#include "miao-gtk-compat.h"
#include "miao-kind-text.h"
#include "miao-placement-words.h"
#include "miao-record-list.h"
#include "miao-state-chip.h"
#include "miao-table.h"

#include <glib/gi18n.h>

/* A placement of ten years has hundreds of visits; more than these are in the child's book. */
#define MOST_SHOWN 60
#define WHEN_WIDTH 74

static GtkWidget *
make_when (const MiaoPlacementFacts *facts, MiaoDate on)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int day = on - miao_record_get_date (facts->placement, "moved_in_on");
  g_autofree char *date = miao_placement_dup_day (on, facts->today);
  g_autofree char *words = g_strdup_printf (_ ("Day %d"), day);

  gtk_widget_set_size_request (box, WHEN_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), miao_text_new (date, "strong"));
  gtk_box_append (GTK_BOX (box), miao_text_new (words, "dim caption"));
  return box;
}

/* The gravest problem of a visit as a chip. */
static void
add_problem_chip (GtkWidget *line, const MiaoRecord *visit)
{
  g_autoptr (JsonArray) problems = miao_record_get_list (visit, "problems");
  const char *worst = NULL;

  for (guint i = 0; i < json_array_get_length (problems); i++) {
    const char *severity = json_object_get_string_member_with_default (
        json_array_get_object_element (problems, i), "severity", NULL);

    if (severity != NULL && (worst == NULL || g_strcmp0 (severity, worst) > 0))
      worst = severity;
  }
  if (worst != NULL)
    gtk_box_append (GTK_BOX (line),
                    miao_chip_new ("miao-warning-symbolic",
                                   miao_codes_name ("visit_severity", worst, miao_language ()),
                                   "warning"));
}

/* When what a visit found was put right: a line of its own, the visit stays as it was recorded. */
static void
add_closings (GtkWidget *column, const MiaoRecord *visit)
{
  g_autoptr (JsonArray) problems = miao_record_get_list (visit, "problems");

  for (guint i = 0; i < json_array_get_length (problems); i++) {
    JsonObject *row = json_array_get_object_element (problems, i);
    const char *on = json_object_get_string_member_with_default (row, "closed_on", NULL);
    g_autofree char *words = NULL;

    if (on == NULL)
      continue;
    /* Translators: a day, and the problem that a visit found. */
    words = g_strdup_printf (_ ("Closed on %s: %s"), on,
                             json_object_get_string_member_with_default (row, "text", ""));
    gtk_box_append (GTK_BOX (column), miao_text_new (words, "dim caption"));
  }
}

static GtkWidget *
make_visit (const MiaoPlacementFacts *facts, const MiaoRecord *visit)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *visitors = miao_record_dup_shown (visit, "visitors", FALSE);
  const char *words = miao_record_get (visit, "child_words");

  if (words == NULL)
    words = miao_record_get (visit, "caregiver_words");
  if (miao_record_get_bool (visit, "unannounced"))
    gtk_box_append (GTK_BOX (line), miao_chip_new (NULL, C_ ("visit", "Unannounced"), "info"));
  add_problem_chip (line, visit);
  gtk_box_append (GTK_BOX (line), miao_text_new (visitors, "dim"));
  gtk_box_append (GTK_BOX (column), line);
  if (words != NULL)
    gtk_box_append (GTK_BOX (column), miao_text_new (words, NULL));
  add_closings (column, visit);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (row), make_when (facts, miao_record_get_date (visit, "visited_on")));
  gtk_box_append (GTK_BOX (row), column);
  return row;
}

static GtkWidget *
make_next (const MiaoPlacementFacts *facts, MiaoDate next, MiaoDate last, int days)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = miao_small_button (_ ("Record"), _ ("Record a visit"));
  int left = next - facts->today;
  char from[MIAO_DATE_BUFFER], until[MIAO_DATE_BUFFER];
  /* Translators: month and day of the last visit, how many days later, month and day of the next.
   */
  g_autofree char *sum =
      g_strdup_printf (_ ("%s + %d days = %s"), miao_date_format (last, from) + 5, days,
                       miao_date_format (next, until) + 5);
  g_autofree char *words = NULL;

  if (left < 0)
    words = g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -left), -left);
  else if (left == 0)
    words = g_strdup (_ ("Due today"));
  else
    words = g_strdup_printf (ngettext ("Due in %d day", "Due in %d days", (gulong) left), left);
  gtk_box_append (GTK_BOX (column), miao_text_mark (left < 0    ? MIAO_TONE_DANGER
                                                    : left <= 2 ? MIAO_TONE_WARNING
                                                                : MIAO_TONE_INFO,
                                                    words));
  gtk_box_append (GTK_BOX (column), miao_text_new (sum, "secondary"));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button),
                                           "placement.act('record-visit')");
  gtk_widget_set_visible (button, miao_session_may (facts->session, MIAO_MAY_VISIT_RECORD));
  gtk_box_append (GTK_BOX (row), make_when (facts, next));
  gtk_box_append (GTK_BOX (row), column);
  gtk_box_append (GTK_BOX (row), button);
  if (left <= 2)
    gtk_widget_add_css_class (row, "due-soon");
  return row;
}

static void
append (GtkWidget *list, GtkWidget *content, gboolean soon)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (soon)
    gtk_widget_add_css_class (row, "due-soon");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

GtkWidget *
miao_placement_visits_new (const MiaoPlacementFacts *facts)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  MiaoDate last = MIAO_DATE_NONE;
  int days = 0;
  MiaoDate next = miao_placement_facts_next_visit (facts, &last, &days);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u visit", "%u visits", facts->visits->len), facts->visits->len);
  GtkWidget *label = miao_text_new (title, "h2");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_widget_add_css_class (card, "pane");
  gtk_widget_add_css_class (head, "card-head");
  gtk_widget_add_css_class (list, "rows");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (card), head);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  miao_accessible_set_label (list, title);
  miao_list_leave_on_tab (list);
  if (next != MIAO_DATE_NONE)
    append (list, make_next (facts, next, last, days), next - facts->today <= 2);
  for (guint i = 0; i < MIN (facts->visits->len, MOST_SHOWN); i++)
    append (list, make_visit (facts, facts->visits->pdata[i]), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (card), scrolled);
  return card;
}
