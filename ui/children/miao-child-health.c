#include "config.h"

#include "miao-child-health.h"

#include "miao-child-flag.h"
#include "miao-child-text.h"
#include "miao-empty.h"
#include "miao-fold.h"
#include "miao-growth-alerts.h"
#include "miao-growth-table.h"
#include "miao-growth-view.h"
#include "miao-measure-source.h"
#include "miao-record-list.h"

#include <glib/gi18n.h>

/* In pixels at least, and in characters: what the chart needs, and the table beside it. */
#define TABLE_WIDTH 420
#define CHART_EMS 32
#define TABLE_EMS 27

struct _MiaoChildHealth {
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *box;
  GtkWidget *alerts;
  GtkWidget *switches;
  GtkWidget *standard;
  GtkWidget *chart;
  GtkWidget *title;
  GtkWidget *measure;
  GtkWidget *list;
  GtkWidget *correct;
  GtkWidget *about;
  GtkWidget *next;
  MiaoSession *session;
  const MiaoChildView *view;
  MiaoGrowthIndicator indicator;
  gboolean selecting;
};

G_DEFINE_FINAL_TYPE (MiaoChildHealth, miao_child_health, GTK_TYPE_WIDGET)

/* --- the table ------------------------------------------------------------------------------ */

static const MiaoRecord *
find_measure (MiaoChildHealth *self, const char *id)
{
  for (guint i = 0; self->view != NULL && i < self->view->measures->len; i++)
    if (g_strcmp0 (miao_record_get_id (self->view->measures->pdata[i]), id) == 0)
      return self->view->measures->pdata[i];
  return NULL;
}

static void
show_about (MiaoChildHealth *self, const MiaoRecord *record)
{
  g_autofree char *posture = NULL;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GString) lines = NULL;
  const char *who;

  gtk_widget_set_visible (
      self->correct, record != NULL && miao_session_may (self->session, MIAO_MAY_MEASUREMENT_ADD));
  if (record == NULL) {
    gtk_label_set_label (GTK_LABEL (self->about), _ ("Choose a measurement to see more."));
    return;
  }
  posture = miao_child_dup_field (record, "posture");
  place = miao_child_dup_field (record, "place");
  before = miao_child_view_dup_correction (self->view, record);
  who = miao_record_get (record, "measured_by");
  /* Translators: day, person, place, lying or standing. */
  words = g_strdup_printf (_ ("%s measured by %s, %s, %s"), miao_record_get (record, "measured_on"),
                           who != NULL ? who : "—", place, posture);
  lines = g_string_new (words);
  if (miao_record_get_bool (record, "implausible"))
    g_string_append_printf (lines, "\n%s", _ ("Unusual, checked and right."));
  if (before != NULL)
    g_string_append_printf (lines, "\n%s", before);
  gtk_label_set_label (GTK_LABEL (self->about), lines->str);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->correct), "s",
                                    miao_record_get_id (record));
}

static void
selected_cb (MiaoChildHealth *self, const char *id)
{
  show_about (self, find_measure (self, id));
  if (self->selecting || id == NULL)
    return;
  self->selecting = TRUE;
  miao_growth_view_select (MIAO_GROWTH_VIEW (self->chart), id);
  self->selecting = FALSE;
}

static void
walked_cb (MiaoChildHealth *self, const char *id)
{
  guint n = self->view->measures->len;

  if (self->selecting)
    return;
  self->selecting = TRUE;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (miao_record_get_id (self->view->measures->pdata[n - 1 - i]), id))
      miao_record_list_mark (MIAO_RECORD_LIST (self->list), i);
  self->selecting = FALSE;
}

/* --- the chart ------------------------------------------------------------------------------ */

static void
show_chart (MiaoChildHealth *self)
{
  MiaoGrowthIndicator indicator = self->indicator;
  g_autofree char *sex = NULL;
  g_autofree char *words = NULL;
  MiaoDate today;
  int days;

  if (self->view == NULL) {
    miao_growth_view_show (MIAO_GROWTH_VIEW (self->chart), NULL, indicator, MIAO_DATE_NONE);
    return;
  }
  today = miao_session_today (self->session);
  days = today - miao_record_get_date (self->view->child, "birth_date");
  /* Length while lying, height while standing: the age of the last measurement decides. */
  if (self->view->measures->len > 0)
    days = (int) miao_record_get_int (self->view->measures->pdata[self->view->measures->len - 1],
                                      "age_days", days);
  if (indicator == MIAO_GROWTH_WEIGHT_FOR_LENGTH && days >= MIAO_GROWTH_HEIGHT_FROM_DAYS)
    indicator = MIAO_GROWTH_WEIGHT_FOR_HEIGHT;
  miao_growth_view_show (MIAO_GROWTH_VIEW (self->chart), self->view, indicator, today);
  sex = miao_child_dup_field (self->view->child, "sex");
  words =
      g_strdup_printf ("%s · %s · %s", days <= MIAO_GROWTH_2006_LAST_DAY ? "WHO 2006" : "WHO 2007",
                       sex, miao_growth_indicator_label (indicator));
  gtk_label_set_label (GTK_LABEL (self->standard), words);
}

static void
toggled_cb (GtkToggleButton *button, MiaoChildHealth *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->indicator = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "miao-indicator"));
  show_chart (self);
}

static GtkWidget *
make_switches (MiaoChildHealth *self)
{
  static const struct {
    const char *label;
    MiaoGrowthIndicator indicator;
  } choices[] = {
    { NC_ ("growth", "Weight"), MIAO_GROWTH_WEIGHT_FOR_AGE },
    { NC_ ("growth", "Length"), MIAO_GROWTH_LENGTH_FOR_AGE },
    { NC_ ("growth", "Weight for length"), MIAO_GROWTH_WEIGHT_FOR_LENGTH },
    { NC_ ("growth", "BMI"), MIAO_GROWTH_BMI_FOR_AGE },
    { NC_ ("growth", "Head"), MIAO_GROWTH_HEAD_FOR_AGE },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *button =
        gtk_toggle_button_new_with_label (g_dpgettext2 (NULL, "growth", choices[i].label));

    g_object_set_data (G_OBJECT (button), "miao-indicator", GINT_TO_POINTER (choices[i].indicator));
    if (first != NULL)
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
    else
      first = button;
    g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
    gtk_box_append (GTK_BOX (box), button);
  }
  return box;
}

static GtkWidget *
make_chart_card (MiaoChildHealth *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keys = miao_text_new (_ ("read point by point"), "dim caption");

  self->switches = make_switches (self);
  self->standard = miao_text_new ("", "dim secondary");
  self->chart = miao_growth_view_new ();
  gtk_widget_set_hexpand (self->standard, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->standard), 1);
  gtk_label_set_wrap (GTK_LABEL (self->standard), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->standard), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), self->switches);
  gtk_box_append (GTK_BOX (head), self->standard);
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (foot), miao_text_new ("←", "key"));
  gtk_box_append (GTK_BOX (foot), miao_text_new ("→", "key"));
  gtk_box_append (GTK_BOX (foot), keys);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "pane");
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), self->chart);
  gtk_box_append (GTK_BOX (card), foot);
  g_signal_connect_object (self->chart, "walked", G_CALLBACK (walked_cb), self, G_CONNECT_SWAPPED);
  return card;
}

static GtkWidget *
make_table_card (MiaoChildHealth *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = miao_text_new ("", "strong");
  self->measure = gtk_button_new_with_label (C_ ("child", "Measure"));
  self->list = miao_record_list_new ();
  self->about = miao_text_new ("", "caption dim");
  self->next = miao_text_new ("", "caption dim");
  self->correct = gtk_button_new_with_label (_ ("Correct"));
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->measure, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->measure), "children.measure");
  gtk_widget_add_css_class (self->correct, "small");
  gtk_widget_set_valign (self->correct, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->correct), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->correct), "children.correct");
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Measurements"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), miao_measure_columns ());
  miao_record_list_set_empty (MIAO_RECORD_LIST (self->list),
                              miao_empty_new ("miao-scale-symbolic", _ ("Not measured yet"), NULL));
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_add_css_class (head, "card-head");
  gtk_widget_add_css_class (foot, "card-foot");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->measure);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->about);
  gtk_box_append (GTK_BOX (words), self->next);
  gtk_box_append (GTK_BOX (foot), words);
  gtk_box_append (GTK_BOX (foot), self->correct);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (card, TABLE_WIDTH, -1);
  gtk_widget_set_hexpand (card, FALSE);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), self->list);
  gtk_box_append (GTK_BOX (card), foot);
  g_signal_connect_object (self->list, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return card;
}

static void
miao_child_health_dispose (GObject *object)
{
  MiaoChildHealth *self = MIAO_CHILD_HEALTH (object);

  self->view = NULL;
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_child_health_parent_class)->dispose (object);
}

static void
miao_child_health_class_init (MiaoChildHealthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_child_health_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_child_health_init (MiaoChildHealth *self)
{
  GtkWidget *body, *chart;

  self->alerts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->alerts), TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  chart = make_chart_card (self);
  body = miao_fold_new (chart, _ ("Chart"), CHART_EMS, make_table_card (self), _ ("Measurements"),
                        TABLE_EMS);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->alerts);
  gtk_box_append (GTK_BOX (self->box), body);
  self->page = miao_scrolled_new (self->box);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (self->switches)),
                                TRUE);
}

GtkWidget *
miao_child_health_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_HEALTH, NULL);
}

static void
show_texts (MiaoChildHealth *self)
{
  MiaoDate next = miao_child_view_next_measure (self->view, miao_session_today (self->session));
  guint n = self->view->measures->len;
  g_autofree char *title = g_strdup_printf (ngettext ("%u measurement", "%u measurements", n), n);
  g_autofree char *voided = g_strdup_printf (
      ngettext ("%u corrected", "%u corrected", self->view->voided->len), self->view->voided->len);
  g_autofree char *head =
      self->view->voided->len > 0 ? g_strdup_printf ("%s · %s", title, voided) : g_strdup (title);
  char day[MIAO_DATE_BUFFER];
  g_autofree char *words =
      next != MIAO_DATE_NONE ? g_strdup_printf (_ ("Next one by %s"), miao_date_format (next, day))
                             : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (self->title), head);
  gtk_label_set_label (GTK_LABEL (self->next), words);
  gtk_widget_set_visible (self->measure,
                          miao_session_may (self->session, MIAO_MAY_MEASUREMENT_ADD));
}

void
miao_child_health_show (MiaoChildHealth *self, MiaoSession *session, const MiaoChildView *view)
{
  g_clear_pointer (&self->session, miao_session_unref);
  self->view = view;
  miao_box_clear (self->alerts);
  if (view != NULL) {
    self->session = miao_session_ref (session);
    miao_growth_alerts_fill (self->alerts, view);
    show_texts (self);
  }
  gtk_widget_set_visible (self->alerts, gtk_widget_get_first_child (self->alerts) != NULL);
  show_chart (self);
  miao_record_list_set_source (MIAO_RECORD_LIST (self->list), &miao_measure_source, &self->view);
  show_about (self, NULL);
  if (view != NULL && view->measures->len > 0)
    miao_record_list_mark (MIAO_RECORD_LIST (self->list), 0);
}
