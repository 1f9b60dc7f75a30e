#include "config.h"

#include "miao-child-vaccines.h"

#include "miao-child-flag.h"
#include "miao-empty.h"
#include "miao-record-list.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoChildVaccines {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *about;
  GtkWidget *correct;
  GtkWidget *record;
  GtkWidget *list;
  MiaoSession *session;
  MiaoDoses doses;
};

G_DEFINE_FINAL_TYPE (MiaoChildVaccines, miao_child_vaccines, GTK_TYPE_WIDGET)

/* --- the row -------------------------------------------------------------------------------- */

static void
show_about (MiaoChildVaccines *self, const char *id)
{
  const MiaoPlannedDose *planned = miao_doses_find (&self->doses, id);
  const MiaoRecord *record = miao_doses_find_record (&self->doses, id);
  gboolean may =
      self->session != NULL && miao_session_may (self->session, MIAO_MAY_MEASUREMENT_ADD);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->correct, may && record != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->correct), "s",
                                    record != NULL ? miao_record_get_id (record) : "");
  if (record != NULL)
    words = g_strdup (_ ("It is recorded. What was entered in error is corrected."));
  else if (planned != NULL)
    words = g_strdup (_ ("Record it from the card when it was given, or why it is not given."));
  gtk_label_set_label (GTK_LABEL (self->about),
                       words != NULL ? words : _ ("Choose a dose to record or correct it."));
}

static void
selected_cb (MiaoChildVaccines *self, const char *id)
{
  show_about (self, id);
}

/* --- the card ------------------------------------------------------------------------------- */

static GtkWidget *
make_head (MiaoChildVaccines *self)
{
  GtkWidget *head = miao_wrap_new (8);

  self->title = miao_text_new ("", "strong");
  self->record = gtk_button_new_with_label (_ ("Record a dose"));
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->record, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->record), "children.vaccinate");
  gtk_widget_add_css_class (head, "card-head");
  miao_wrap_append (MIAO_WRAP (head), self->title);
  miao_wrap_append (MIAO_WRAP (head), self->record);
  return head;
}

static GtkWidget *
make_foot (MiaoChildVaccines *self)
{
  GtkWidget *foot = miao_wrap_new (8);

  self->about = miao_text_new ("", "caption dim");
  self->correct = gtk_button_new_with_label (_ ("Correct"));
  gtk_widget_set_hexpand (self->about, TRUE);
  gtk_widget_add_css_class (self->correct, "small");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->correct), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->correct), "children.correct-dose");
  gtk_widget_add_css_class (foot, "card-foot");
  miao_wrap_append (MIAO_WRAP (foot), self->about);
  miao_wrap_append (MIAO_WRAP (foot), self->correct);
  return foot;
}

static void
miao_child_vaccines_dispose (GObject *object)
{
  MiaoChildVaccines *self = MIAO_CHILD_VACCINES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->doses.plan, miao_vaccine_plan_free);
  g_clear_pointer (&self->doses.schedule, miao_vaccine_schedule_free);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_child_vaccines_parent_class)->dispose (object);
}

static void
miao_child_vaccines_class_init (MiaoChildVaccinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_child_vaccines_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_child_vaccines_init (MiaoChildVaccines *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = miao_record_list_new ();
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Doses"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), miao_dose_columns ());
  miao_record_list_set_empty (
      MIAO_RECORD_LIST (self->list),
      miao_empty_new ("miao-calendar-symbolic", _ ("No dose can be told"),
                      _ ("The doses follow from the date of birth. Enter it in the record.")));
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (card), make_head (self));
  gtk_box_append (GTK_BOX (card), self->list);
  gtk_box_append (GTK_BOX (card), make_foot (self));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_box_append (GTK_BOX (self->box), card);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
miao_child_vaccines_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_VACCINES, NULL);
}

static void
read_doses (MiaoChildVaccines *self, const MiaoChildView *view)
{
  MiaoStore *store = miao_session_get_store (self->session);
  g_autoptr (GError) error = NULL;

  self->doses.today = miao_session_today (self->session);
  self->doses.schedule = miao_vaccines_schedule (store);
  self->doses.plan = miao_vaccines_read (store, self->doses.schedule, view->child, &error);
  if (self->doses.plan == NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
}

void
miao_child_vaccines_show (MiaoChildVaccines *self, MiaoSession *session, const MiaoChildView *view)
{
  guint given, due;
  g_autofree char *title = NULL;

  g_clear_pointer (&self->doses.plan, miao_vaccine_plan_free);
  g_clear_pointer (&self->doses.schedule, miao_vaccine_schedule_free);
  g_clear_pointer (&self->session, miao_session_unref);
  if (view != NULL) {
    self->session = miao_session_ref (session);
    read_doses (self, view);
  }
  miao_doses_count (&self->doses, &given, &due);
  /* Translators: numbers of doses. */
  title = g_strdup_printf (_ ("%u given · %u due"), given, due);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->record,
                          self->session != NULL &&
                              miao_session_may (self->session, MIAO_MAY_MEASUREMENT_ADD));
  miao_record_list_set_source (MIAO_RECORD_LIST (self->list), &miao_dose_source, &self->doses);
  show_about (self, NULL);
}

const MiaoDoses *
miao_child_vaccines_get (MiaoChildVaccines *self, char **ret_id)
{
  const char *selected = miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list));
  int best = -1;

  if (ret_id == NULL)
    return &self->doses;
  *ret_id = NULL;
  if (miao_doses_find (&self->doses, selected) != NULL &&
      miao_doses_find_record (&self->doses, selected) == NULL) {
    *ret_id = g_strdup (selected);
    return &self->doses;
  }
  for (guint i = 0; self->doses.plan != NULL && i < self->doses.plan->doses->len; i++) {
    const MiaoPlannedDose *planned = &g_array_index (self->doses.plan->doses, MiaoPlannedDose, i);
    const MiaoDoseState state = miao_vaccine_state (planned, self->doses.today);

    if ((state == MIAO_DOSE_DUE || state == MIAO_DOSE_LATE) &&
        (best < 0 ||
         planned->due_on < g_array_index (self->doses.plan->doses, MiaoPlannedDose, best).due_on))
      best = (int) i;
  }
  if (best >= 0)
    *ret_id = g_strdup_printf ("%d", best);
  return &self->doses;
}
