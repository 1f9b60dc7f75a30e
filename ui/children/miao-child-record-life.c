/* What a child goes through and comes back from: the menu "More" of its page, and the forms. */
#include "config.h"

#include "miao-child-record-private.h"

#include "miao-act-form.h"
#include "miao-gtk-compat.h"
#include "miao-paper-out.h"
#include "miao-paper.h"

#include <glib/gi18n.h>

#define AT_HOME "PRE_INTAKE IN_CARE FOSTER_INTEG FOSTER"
#define USUAL_TRIAL 30 /* days: as long as a trial is as a rule */
#define USUAL_STAY 7   /* days away: a first proposal, to be changed */

typedef struct {
  const char *use_case;
  const char *label;
  const char *states; /* words: in which it is offered */
  void (*fill) (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today);
  const char *explanation;
} Act;

static void
set_day (MiaoRecordForm *rows, const char *field, MiaoDate day)
{
  g_autofree char *text = miao_date_dup (day);

  miao_record_form_set (rows, field, text);
}

/* Most places are near. */
static void
set_own_division (MiaoChildRecord *self, MiaoRecordForm *rows)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("institution"));
  g_autoptr (MiaoRecord) institution = NULL;

  institution = miao_store_first (miao_session_get_store (self->session), query, NULL);
  if (institution != NULL && miao_record_has (institution, "division_code"))
    miao_record_form_set (rows, "division", miao_record_get (institution, "division_code"));
}

static void
fill_leave (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = {
    "reason",           "reason_text",      "from_on", "until_on",    "place",
    "division",         "companion",        "contact", "approved_on", "approved_by",
    "dept_approved_on", "dept_approval_no", NULL
  };
  MiaoRecordForm *rows = miao_act_form_add_record (form, "leave", fields, NULL);

  set_day (rows, "from_on", today);
  set_day (rows, "until_on", today + USUAL_STAY);
  set_own_division (self, rows);
}

static void
fill_extend (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "until_on", "reason", "approved_on", NULL };
  MiaoDate until = miao_record_get_date (self->view->child, "away_until");
  MiaoRecordForm *rows = miao_act_form_add_params (form, fields);

  set_day (rows, "until_on", MAX (until, today) + USUAL_STAY);
  set_day (rows, "approved_on", today);
}

static void
fill_approval (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "approved_on", "approved_by", NULL };

  set_day (miao_act_form_add_params (form, fields), "approved_on", today);
}

static void
fill_back (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "returned_on", "note", NULL };

  set_day (miao_act_form_add_params (form, fields), "returned_on", today);
}

static void
fill_opinion (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "about", "held_on",         "method",
                                        "place", "present_persons", "caregiver_absent",
                                        "words", "opinion",         "sign_doc",
                                        NULL };
  MiaoRecordForm *rows = miao_act_form_add_record (form, "opinion", fields, NULL);

  set_day (rows, "held_on", today);
}

static void
fill_adoption (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "from_on",          "until_on",     "applicants",
                                        "by_foster_family", "disclosed_on", "disclosure",
                                        "evaluated_by",     "evaluation",   "consent_on",
                                        "consent_no",       "secrecy",      NULL };
  MiaoRecordForm *rows = miao_act_form_add_record (form, "adoption", fields, NULL);

  set_day (rows, "from_on", today);
  set_day (rows, "until_on", today + USUAL_TRIAL);
}

static void
fill_adoption_end (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "ended_on", "reason", NULL };

  set_day (miao_act_form_add_params (form, fields), "ended_on", today);
}

static void
fill_adoption_amend (MiaoChildRecord *self, MiaoActForm *form, MiaoDate today)
{
  static const char *const fields[] = { "until_on", "applicants", NULL };
  static const char *const why[] = { "reason", NULL };

  miao_act_form_add_record (form, "adoption_case", fields, self->view->adoption);
  miao_act_form_add_params (form, why);
}

static const Act acts[] = {
  { "leave-temporarily", N_ ("Away for a time…"), AT_HOME, fill_leave,
    N_ ("Hospital, boarding school, relatives: the child stays on the books, a placement goes on; "
        "Today asks from the day on which it is expected.") },
  { "come-back", N_ ("Record the return…"), "TEMP_OUT", fill_back,
    N_ ("The child is again where it belongs: in the institution or with its foster family.") },
  { "extend-leave", N_ ("Extend the time away…"), "TEMP_OUT", fill_extend,
    N_ ("The first day of the return is kept.") },
  { "approve-leave", N_ ("Enter the approval…"), "PRE_INTAKE IN_CARE FOSTER_INTEG FOSTER TEMP_OUT",
    fill_approval,
    N_ ("An emergency does not wait: what was approved afterwards is entered here.") },
  { "record-opinion", N_ ("Record the child's opinion…"), "IN_CARE FOSTER_INTEG FOSTER TEMP_OUT",
    fill_opinion,
    N_ ("Asked in private, in words the child understands; the child's own words are kept.") },
  { "begin-adoption-trial", N_ ("Begin a trial adoption…"), "IN_CARE FOSTER", fill_adoption,
    N_ ("The child gets to know those who wish to adopt it. A foster placement pauses meanwhile; "
        "the foster family is told before.") },
  { "amend-adoption-trial", N_ ("Correct the trial adoption…"), "ADOPT_TRIAL", fill_adoption_amend,
    N_ ("The planned end and who the applicants are, put right while the trial runs; what was "
        "entered before is kept. Other people are another trial: end this one first.") },
  { "end-adoption-trial", N_ ("End the trial adoption…"), "ADOPT_TRIAL", fill_adoption_end,
    N_ ("It did not come about: the child is again where it was. For an adoption that is "
        "registered, discharge the child.") },
};

/* Also when the child is back already; once. */
static gboolean
awaits_approval (const MiaoChildRecord *self)
{
  return self->view->leave != NULL && !miao_record_has (self->view->leave, "approved_on");
}

static gboolean
is_offered (const MiaoChildRecord *self, const Act *act)
{
  g_auto (GStrv) states = g_strsplit (act->states, " ", -1);

  if (g_str_equal (act->use_case, "approve-leave") && !awaits_approval (self))
    return FALSE;
  if (g_str_equal (act->use_case, "amend-adoption-trial") && self->view->adoption == NULL)
    return FALSE;

  return miao_session_may (self->session, miao_use_case_find (act->use_case)->permission) &&
         g_strv_contains ((const char *const *) states,
                          miao_record_get (self->view->child, "status"));
}

static void
append_paper (GMenu *menu, const char *paper, const MiaoRecord *record)
{
  const MiaoPaperKind *kind = miao_paper_find_kind (paper);
  g_autoptr (GMenuItem) item = NULL;
  g_autofree char *label = NULL;

  if (record == NULL)
    return;
  label = g_strdup_printf ("%s…", miao_pick (kind->title_zh, kind->title_en));
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "children.print", "(ss)", paper,
                                     miao_record_get_id (record));
  g_menu_append_item (menu, item);
}

static void
append_papers (const MiaoChildRecord *self, GMenu *menu)
{
  g_autoptr (GMenu) papers = g_menu_new ();

  if (!miao_session_may (self->session, MIAO_MAY_PRINT))
    return;
  append_paper (papers, "leave", self->view->leave);
  append_paper (papers, "adoption-opinion", self->view->adoption);
  if (g_menu_model_get_n_items (G_MENU_MODEL (papers)) > 0)
    g_menu_append_section (menu, _ ("Print"), G_MENU_MODEL (papers));
}

GtkWidget *
miao_child_record_more_new (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("More"));
  miao_menu_button_set_name (button, _ ("More"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

void
miao_child_record_show_more (MiaoChildRecord *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    g_autofree char *action = g_strdup_printf ("children.act('%s')", acts[i].use_case);

    if (is_offered (self, &acts[i]))
      g_menu_append (menu, _ (acts[i].label), action);
  }
  append_papers (self, menu);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->more, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

gboolean
miao_child_record_act (MiaoChildRecord *self, const char *use_case)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts) && self->view != NULL; i++) {
    MiaoActForm *form = MIAO_ACT_FORM (self->form);

    if (g_strcmp0 (acts[i].use_case, use_case) != 0)
      continue;
    /* Asked for from elsewhere: another link, or a state that has changed since. */
    if (!is_offered (self, &acts[i]))
      return TRUE;
    miao_act_form_begin (form, self->session, use_case, miao_child_record_get_id (self));
    miao_act_form_set_words (form, NULL, NULL, _ (acts[i].explanation));
    miao_act_form_fix (form, "child", miao_child_record_get_id (self));
    acts[i].fill (self, form, miao_session_today (self->session));
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
    miao_act_form_show (form);
    return TRUE;
  }
  return FALSE;
}

void
miao_child_record_print (MiaoChildRecord *self, const char *paper, const char *id)
{
  if (self->session != NULL)
    miao_paper_out_print (GTK_WIDGET (self), self->session, paper, id);
}
