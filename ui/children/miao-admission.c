#include "config.h"

#include "miao-admission.h"

#include "miao-act-form.h"
#include "miao-banner.h"
#include "miao-child-flag.h"
#include "miao-child-text.h"
#include "miao-citizen-id.h"
#include "miao-gtk-compat.h"
#include "miao-search.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoAdmission {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *form;
  GtkWidget *twins; /* children who may be the same one */
  MiaoRecordForm *child;
  MiaoSession *session;
};

enum {
  SIGNAL_ADMITTED,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoAdmission, miao_admission, GTK_TYPE_WIDGET)

static const char *const child_first[] = {
  "name",   "id_no",          "sex",          "birth_date",  "birth_precision",
  "ethnic", "child_category", "guardianship", "living_unit", "allergies",
  NULL
};
static const char *const admission_first[] = {
  "arrived_on",    "intake_code",     "sender_type", "sender_name",     "sender_docs",
  "infect_result", "health_check_on", "belongings",  "belongings_none", NULL
};
static const char *const child_later[] = { "former_names",
                                           "birth_basis",
                                           "nationality",
                                           "id_absent_reason",
                                           "guardian_org",
                                           "care_worker",
                                           "special_marks",
                                           "chronic",
                                           "disabled",
                                           "disability_types",
                                           NULL };
static const char *const admission_later[] = { "arrived_time",     "found_on",     "found_time",
                                               "found_place",      "finder_name",  "finder_contact",
                                               "police_report_no", "police_org",   "police_cert_on",
                                               "isolation_from",   "isolation_to", NULL };
static const char *const formal[] = { "formal", NULL };

/* An ID number says the day of birth and the sex; what was typed otherwise is not overwritten. */
static void
read_id_number (MiaoAdmission *self)
{
  g_autofree char *number = miao_record_form_dup (self->child, "id_no");
  g_autofree char *born = miao_record_form_dup (self->child, "birth_date");
  g_autofree char *sex = miao_record_form_dup (self->child, "sex");
  MiaoCitizenId id;
  char day[MIAO_DATE_BUFFER];

  if (number == NULL || !miao_citizen_id_parse (number, &id, NULL))
    return;
  if (born == NULL)
    miao_record_form_type (self->child, "birth_date", miao_date_format (id.born, day));
  if (sex == NULL)
    miao_record_form_type (self->child, "sex", id.sex);
}

static void
add_twins (MiaoAdmission *self,
           const char *field,
           const char *value,
           const char *field2,
           const char *value2,
           GPtrArray *found)
{
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (value == NULL || (field2 != NULL && value2 == NULL))
    return;
  query = miao_query_new (miao_kind_find ("child"));
  miao_query_where (query, field, MIAO_OP_EQ, value);
  if (field2 != NULL)
    miao_query_where (query, field2, MIAO_OP_EQ, value2);
  miao_query_limit (query, 3);
  records = miao_store_select (miao_session_get_store (self->session), query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (found, miao_record_ref (records->pdata[i]));
}

static void
add_twin (MiaoAdmission *self, const MiaoRecord *child)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *chip = gtk_button_new_with_label (_ ("Look"));
  g_autofree char *name = miao_child_dup_name (child);
  g_autofree char *birth = miao_child_dup_birth (child);
  g_autofree char *words =
      g_strdup_printf ("%s · %s · %s", name, miao_record_get (child, "child_no"), birth);
  g_autofree char *spoken = g_strdup_printf (_ ("Look at %s"), name);
  GtkWidget *label = miao_text_new (words, "strong");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (chip, "small");
  miao_accessible_set_label (chip, spoken);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "(sss)", "child",
                                    miao_record_get_id (child), "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.open-record");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), chip);
  gtk_box_append (GTK_BOX (self->twins), row);
}

/* Before anything is saved: is the child there already? */
static void
look_for_twins (MiaoAdmission *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autofree char *number = miao_record_form_dup (self->child, "id_no");
  g_autofree char *name = miao_record_form_dup (self->child, "name");
  g_autofree char *born = miao_record_form_dup (self->child, "birth_date");

  miao_box_clear (self->twins);
  add_twins (self, "id_no", number, NULL, NULL, found);
  if (found->len == 0)
    add_twins (self, "name", name, "birth_date", born, found);
  if (found->len > 0)
    gtk_box_append (GTK_BOX (self->twins),
                    miao_text_new (number != NULL && found->len > 0 &&
                                           miao_record_is (found->pdata[0], "id_no", number)
                                       ? _ ("A child with this ID number is registered already.")
                                       : _ ("A child of this name and date of birth is "
                                            "registered already. Is it the same one?"),
                                   "strong"));
  for (guint i = 0; i < found->len; i++)
    add_twin (self, found->pdata[i]);
  gtk_widget_set_visible (self->twins, found->len > 0);
}

static void
changed_cb (MiaoAdmission *self)
{
  read_id_number (self);
  look_for_twins (self);
}

static void
done_cb (MiaoAdmission *self, MiaoOutcome *outcome)
{
  const char *number = miao_outcome_get (outcome, "child_no");
  g_autofree char *name = miao_record_form_dup (self->child, "name");
  g_autofree char *title =
      name != NULL ? g_strdup_printf (_ ("%s was admitted."), name) : g_strdup (_ ("Admitted."));

  g_signal_emit (self, signals[SIGNAL_ADMITTED], 0, miao_outcome_get (outcome, "child"));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, title, number);
}

static void
cancelled_cb (MiaoAdmission *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
miao_admission_dispose (GObject *object)
{
  MiaoAdmission *self = MIAO_ADMISSION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->twins);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_admission_parent_class)->dispose (object);
}

static void
miao_admission_class_init (MiaoAdmissionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_admission_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_ADMITTED] = g_signal_new ("admitted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] =
      g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_admission_init (MiaoAdmission *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->form = miao_act_form_new ();
  self->twins = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (self->twins, "banner");
  gtk_widget_add_css_class (self->twins, "warning");
  gtk_widget_set_vexpand (self->form, TRUE);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->form, 12);
  gtk_box_append (GTK_BOX (self->box), self->form);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->form, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "cancelled", G_CALLBACK (cancelled_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
miao_admission_new (void)
{
  return g_object_new (MIAO_TYPE_ADMISSION, NULL);
}

void
miao_admission_begin (MiaoAdmission *self, MiaoSession *session, const char *name)
{
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  MiaoRecordForm *admission;
  g_autofree char *today = miao_date_dup (miao_session_today (session));

  g_clear_pointer (&self->session, miao_session_unref);
  self->session = miao_session_ref (session);
  gtk_widget_set_visible (self->twins, FALSE);
  miao_act_form_begin (form, session, "admit-child", NULL);
  miao_act_form_set_words (
      form, NULL, NULL,
      _ ("Fields with * are needed before the child is formally admitted; a name may come later."));
  self->child = miao_act_form_add_record (form, "child", child_first, NULL);
  miao_act_form_add_widget (form, self->twins);
  admission = miao_act_form_add_record (form, "admission", admission_first, NULL);
  miao_record_form_set (admission, "arrived_on", today);
  miao_act_form_add_params (form, formal);
  miao_act_form_fold (form, _ ("More: guardianship, papers, where the child was found"));
  miao_act_form_add_record (form, "child", child_later, NULL);
  miao_act_form_add_record (form, "admission", admission_later, NULL);
  g_signal_connect_object (self->child, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  miao_act_form_show (form);
  if (name != NULL && *name != '\0')
    miao_record_form_type (self->child, "name", name);
}

char *
miao_admission_dup_unsaved (MiaoAdmission *self)
{
  return miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->form));
}

void
miao_admission_discard (MiaoAdmission *self)
{
  miao_act_form_discard (MIAO_ACT_FORM (self->form));
}
