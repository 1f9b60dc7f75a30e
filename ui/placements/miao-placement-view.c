#include "config.h"

#include "miao-placement-view.h"

#include "miao-act-form.h"
#include "miao-allowance-card.h"
#include "miao-avatar.h"
#include "miao-fold.h"
#include "miao-gtk-compat.h"
#include "miao-incident-list.h"
#include "miao-kind-text.h"
#include "miao-need-list.h"
#include "miao-paper-many.h"
#include "miao-paper-out.h"
#include "miao-placement-acts.h"
#include "miao-placement-cards.h"
#include "miao-placement-missing.h"
#include "miao-placement-papers.h"
#include "miao-placement-removal.h"
#include "miao-placement-visits.h"
#include "miao-placement-words.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoPlacementView {
  GtkWidget parent_instance;

  GtkWidget *avatar_holder;
  GtkWidget *avatar;
  GtkWidget *title;
  GtkWidget *chip_holder;
  GtkWidget *chip;
  GtkWidget *subtitle;
  GtkWidget *visit_button;
  GtkWidget *remove_button;
  GtkWidget *more_button;
  GtkWidget *main_button;
  GtkWidget *stack;
  GtkWidget *top_holder;
  GtkWidget *top; /* stepper and bar: above the cards, or above the form */
  GtkWidget *stepper;
  gboolean aside; /* the form is of another act than the next step */
  GtkWidget *bar_card;
  GtkWidget *bar;
  GtkWidget *bar_words;
  GtkWidget *cards;
  GtkWidget *side;
  GtkWidget *form;
  MiaoPlacementFacts *facts;
};

enum {
  SIGNAL_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoPlacementView, miao_placement_view, GTK_TYPE_WIDGET)

static gboolean
form_is_open (MiaoPlacementView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "form") == 0;
}

static void
move_top (MiaoPlacementView *self, gboolean to_form)
{
  g_object_ref (self->top);
  if (to_form) {
    if (gtk_widget_get_parent (self->top) == self->top_holder)
      gtk_box_remove (GTK_BOX (self->top_holder), self->top);
    miao_act_form_set_above (MIAO_ACT_FORM (self->form), self->top);
  } else {
    miao_act_form_set_above (MIAO_ACT_FORM (self->form), NULL);
    if (gtk_widget_get_parent (self->top) == NULL)
      gtk_box_append (GTK_BOX (self->top_holder), self->top);
  }
  g_object_unref (self->top);
}

/* The bar tells what the next step waits for; over the form of anything else, a long one of a visit
 * above all, it would only take the room. */
static void
show_bar (MiaoPlacementView *self)
{
  gboolean integration =
      self->facts != NULL && miao_placement_is_integration (self->facts->placement);

  gtk_widget_set_visible (self->bar_card, integration && !(form_is_open (self) && self->aside));
}

static void
show_form (MiaoPlacementView *self, gboolean shown)
{
  if (shown == form_is_open (self)) {
    show_bar (self);
    return;
  }
  move_top (self, shown);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shown ? "form" : "overview");
  show_bar (self);
}

/* --- what is shown -------------------------------------------------------------------------- */

static void
show_head (MiaoPlacementView *self)
{
  const MiaoPlacementFacts *facts = self->facts;
  g_autofree char *title = miao_placement_facts_dup_title (facts);
  g_autofree char *sex = miao_record_dup_shown (facts->child, "sex", FALSE);
  g_autofree char *age =
      miao_date_dup_age (miao_record_get_date (facts->child, "birth_date"), facts->today);
  g_autofree char *worker = miao_record_dup_shown (facts->placement, "care_worker", FALSE);
  /* Translators: number · sex age · care worker. */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%s · %s %s · care worker %s"),
                       miao_record_get (facts->placement, "placement_no"), sex, age, worker);
  g_autofree char *wish = miao_placement_dup_priority (facts->placement);
  g_autofree char *line = wish != NULL ? g_strdup_printf ("%s · %s", subtitle, wish) : NULL;

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->subtitle), line != NULL ? line : subtitle);
  miao_placement_set_chip (self->chip, facts->placement);
  miao_avatar_set_id (MIAO_AVATAR (self->avatar), miao_record_get_id (facts->child));
}

static void
show_menu (MiaoPlacementView *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) past = NULL;
  const MiaoPlacementAct *next = miao_placement_act_main (self->facts);

  for (const MiaoPlacementAct *act = miao_placement_acts (); act->use_case != NULL; act++) {
    g_autofree char *action = g_strdup_printf ("placement.act('%s')", act->use_case);

    /* What has a button of its own is not in the menu. */
    if (act == next || g_str_equal (act->use_case, "record-visit") ||
        !miao_placement_act_is_offered (act, self->facts))
      continue;
    g_menu_append (menu, _ (act->label), action);
  }
  if (miao_session_may (self->facts->session, MIAO_MAY_INCIDENT_RECORD)) {
    g_menu_append (menu, _ ("Record an incident…"), "placement.incident('report-incident')");
    g_menu_append (menu, _ ("Record a complaint…"), "placement.incident('record-complaint')");
  }
  if (self->facts->matching != NULL && miao_session_may (self->facts->session, MIAO_MAY_PRINT))
    g_menu_append (menu, _ ("Print the opinion on the match…"), "placement.print-match");
  if (miao_record_has (self->facts->placement, "suspended_on"))
    g_menu_append (menu, _ ("Print the record of the removal…"), "placement.print-removal");
  past = g_menu_item_new (_ ("State on a day…"), NULL);
  g_menu_item_set_action_and_target (past, "win.past-day", "(ss)", "placement",
                                     miao_placement_facts_id (self->facts));
  g_menu_append_item (menu, past);
  g_menu_append (menu, _ ("Open the child's record"), "placement.open-child");
  g_menu_append (menu, _ ("Open the family's record"), "placement.open-family");
  miao_placement_add_papers (menu, self->facts);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more_button), G_MENU_MODEL (menu));
}

static void
show_buttons (MiaoPlacementView *self, gboolean ready)
{
  const MiaoPlacementFacts *facts = self->facts;
  const MiaoPlacementAct *next = miao_placement_act_main (facts);
  gboolean living =
      miao_placement_facts_in (facts, "INTEGRATION EXTENDED CONFIRMED SHORT_CARE ENDING");

  gtk_widget_set_visible (self->visit_button,
                          living && miao_session_may (facts->session, MIAO_MAY_VISIT_RECORD));
  gtk_widget_set_visible (self->remove_button, living);
  gtk_widget_set_visible (self->main_button, next != NULL);
  if (next != NULL)
    gtk_button_set_label (GTK_BUTTON (self->main_button), _ (next->label));
  if (ready)
    gtk_widget_add_css_class (self->main_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->main_button, "suggested-action");
  show_menu (self);
}

static void
show_cards (MiaoPlacementView *self)
{
  const MiaoPlacementFacts *facts = self->facts;
  gboolean integration = miao_placement_is_integration (facts->placement);
  gboolean ready = FALSE;
  GtkWidget *missing = miao_placement_missing_new (facts, &ready);
  GtkWidget *ending = miao_placement_make_ending (facts);
  GtkWidget *aftercare = miao_placement_make_aftercare (facts);
  GtkWidget *incidents =
      miao_incident_list_new (facts->session, "placements", miao_placement_facts_id (facts));
  GtkWidget *needs = miao_need_list_of (facts->session, "placement",
                                        miao_placement_facts_id (facts), "placement.need");
  GtkWidget *allowances =
      miao_allowance_card_new (facts->session, "placement", miao_placement_facts_id (facts));

  miao_placement_show_steps (MIAO_STEPPER (self->stepper), facts);
  show_bar (self);
  if (integration)
    miao_placement_show_bar (MIAO_INTEGRATION_BAR (self->bar), self->bar_words, facts);
  miao_box_clear (self->cards);
  if (ending != NULL)
    gtk_box_append (GTK_BOX (self->cards), ending);
  if (aftercare != NULL)
    gtk_box_append (GTK_BOX (self->cards), aftercare);
  if (missing != NULL)
    gtk_box_append (GTK_BOX (self->cards), missing);
  gtk_box_append (GTK_BOX (self->cards), miao_placement_make_papers (facts));
  if (allowances != NULL)
    gtk_box_append (GTK_BOX (self->cards), allowances);
  if (needs != NULL)
    gtk_box_append (GTK_BOX (self->cards), needs);
  if (incidents != NULL)
    gtk_box_append (GTK_BOX (self->cards), incidents);
  miao_box_clear (self->side);
  gtk_widget_set_visible (self->side, miao_record_has (facts->placement, "moved_in_on"));
  gtk_box_append (GTK_BOX (self->side), miao_placement_visits_new (facts));
  show_buttons (self, ready);
}

static gboolean
read_again (MiaoPlacementView *self, MiaoSession *session, const char *id, GError **error)
{
  MiaoPlacementFacts *facts = miao_placement_facts_read (session, id, error);

  if (facts == NULL)
    return FALSE;
  g_clear_pointer (&self->facts, miao_placement_facts_free);
  self->facts = facts;
  show_head (self);
  show_cards (self);
  return TRUE;
}

/* --- acts ----------------------------------------------------------------------------------- */

static void
done_cb (MiaoPlacementView *self, MiaoOutcome *outcome)
{
  show_form (self, FALSE);
  miao_window_changed (GTK_WIDGET (self));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Done and recorded"), NULL);
  gtk_widget_child_focus (self->top_holder, GTK_DIR_TAB_FORWARD);
}

static void
cancelled_cb (MiaoPlacementView *self)
{
  show_form (self, FALSE);
  gtk_widget_grab_focus (self->main_button);
}

static gboolean
remedy_cb (MiaoPlacementView *self, const char *use_case, const char *record)
{
  miao_placement_view_act (self, use_case);
  return TRUE;
}

/* What is done elsewhere: evaluations and families have pages of their own. */
static void
lead_away (MiaoPlacementView *self, const char *use_case)
{
  const MiaoPlacementFacts *facts = self->facts;

  if (g_str_has_suffix (use_case, "evaluation") || g_str_equal (use_case, "assign-team") ||
      g_str_equal (use_case, "sign-opinion")) {
    if (facts->evaluation != NULL)
      miao_window_open_record (GTK_WIDGET (self), "evaluation",
                               miao_record_get_id (facts->evaluation), NULL);
    else
      miao_placement_view_act (self, "open-evaluation");
  } else if (g_str_equal (use_case, "report-incident")) {
    miao_window_open_record (GTK_WIDGET (self), "incident-of-child",
                             miao_record_get_id (facts->child), use_case);
  } else if (g_strrstr (use_case, "child") != NULL) {
    miao_window_open_record (GTK_WIDGET (self), "child", miao_record_get_id (facts->child), NULL);
  } else {
    miao_window_open_record (GTK_WIDGET (self), "family", miao_record_get_id (facts->family), NULL);
  }
}

void
miao_placement_view_act (MiaoPlacementView *self, const char *use_case)
{
  const MiaoPlacementAct *act = miao_placement_act_find (use_case);

  if (self->facts == NULL)
    return;
  if (act == NULL) {
    lead_away (self, use_case);
    return;
  }
  if (!miao_placement_act_is_offered (act, self->facts))
    return;
  miao_placement_act_begin (act, MIAO_ACT_FORM (self->form), self->facts);
  self->aside = act != miao_placement_act_main (self->facts);
  show_form (self, TRUE);
  /* The next step is never greyed out: pressing it says what stands against it. */
  if (act == miao_placement_act_main (self->facts))
    miao_act_form_explain (MIAO_ACT_FORM (self->form));
}

void
miao_placement_view_act_on_need (MiaoPlacementView *self, const char *use_case, const char *need)
{
  if (self->facts == NULL ||
      !miao_need_act_begin (MIAO_ACT_FORM (self->form), self->facts->session, use_case, need))
    return;
  self->aside = TRUE;
  show_form (self, TRUE);
  miao_act_form_show (MIAO_ACT_FORM (self->form));
}

static void
need_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *use_case, *need;

  g_variant_get (parameter, "(&s&s)", &use_case, &need);
  miao_placement_view_act_on_need (MIAO_PLACEMENT_VIEW (widget), use_case, need);
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_placement_view_act (MIAO_PLACEMENT_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
remedy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *use_case;
  const char *record;

  g_variant_get (parameter, "(&s&s)", &use_case, &record);
  miao_placement_view_act (MIAO_PLACEMENT_VIEW (widget), use_case);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (widget);
  gboolean child = g_str_equal (name, "placement.open-child");

  if (self->facts != NULL)
    miao_window_open_record (widget, child ? "child" : "family",
                             miao_record_get_id (child ? self->facts->child : self->facts->family),
                             NULL);
}

static void
incident_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (widget);

  if (self->facts != NULL)
    miao_window_open_record (widget, "incident-of-placement", miao_placement_facts_id (self->facts),
                             g_variant_get_string (parameter, NULL));
}

static void
print_removal_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (widget);

  if (self->facts != NULL)
    miao_paper_out_print (widget, self->facts->session, "removal",
                          miao_placement_facts_id (self->facts));
}

static void
print_visits_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (widget);
  g_autofree char *own = NULL;
  const char *where[] = { NULL, NULL };
  const MiaoPaperSome some = { MIAO_DATE_NONE, MIAO_DATE_NONE, where };

  if (self->facts == NULL)
    return;
  own = g_strconcat ("placement=", miao_placement_facts_id (self->facts), NULL);
  where[0] = own;
  miao_paper_many_save (widget, self->facts->session, "visit", &some);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (widget);
  const char *paper, *id;

  g_variant_get (parameter, "(&s&s)", &paper, &id);
  if (self->facts != NULL)
    miao_paper_out_print (widget, self->facts->session, paper, id);
}

static void
print_match_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (widget);

  if (self->facts != NULL && self->facts->matching != NULL)
    miao_paper_out_print (widget, self->facts->session, "match-opinion",
                          miao_record_get_id (self->facts->matching));
}

static void
main_cb (MiaoPlacementView *self)
{
  const MiaoPlacementAct *next = self->facts != NULL ? miao_placement_act_main (self->facts) : NULL;

  if (next != NULL)
    miao_placement_view_act (self, next->use_case);
}

/* --- emergency removal ---------------------------------------------------------------------- */

static void
remove_cb (MiaoPlacementView *self)
{
  if (self->facts != NULL)
    miao_placement_remove_child (GTK_WIDGET (self), self->facts);
}

static void
back_cb (MiaoPlacementView *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_placement_view_dispose (GObject *object)
{
  MiaoPlacementView *self = MIAO_PLACEMENT_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->top);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_PLACEMENT_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->facts, miao_placement_facts_free);

  G_OBJECT_CLASS (miao_placement_view_parent_class)->dispose (object);
}

static void
miao_placement_view_class_init (MiaoPlacementViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_placement_view_dispose;
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_STEPPER);
  g_type_ensure (MIAO_TYPE_INTEGRATION_BAR);
  g_type_ensure (MIAO_TYPE_WRAP);
  g_type_ensure (MIAO_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-placement-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoPlacementView, name)
  BIND (avatar_holder);
  BIND (title);
  BIND (chip_holder);
  BIND (subtitle);
  BIND (visit_button);
  BIND (remove_button);
  BIND (more_button);
  BIND (main_button);
  BIND (stack);
  BIND (top_holder);
  BIND (top);
  BIND (stepper);
  BIND (bar_card);
  BIND (bar);
  BIND (bar_words);
  BIND (cards);
  BIND (side);
  BIND (form);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, main_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_install_action (widget_class, "placement.act", "s", act_cb);
  gtk_widget_class_install_action (widget_class, "placement.need", "(ss)", need_cb);
  gtk_widget_class_install_action (widget_class, "placement.remedy", "(ss)", remedy_action_cb);
  gtk_widget_class_install_action (widget_class, "placement.incident", "s", incident_cb);
  gtk_widget_class_install_action (widget_class, "placement.print-removal", NULL, print_removal_cb);
  gtk_widget_class_install_action (widget_class, "placement.print-visits", NULL, print_visits_cb);
  gtk_widget_class_install_action (widget_class, "placement.print", "(ss)", print_cb);
  gtk_widget_class_install_action (widget_class, "placement.print-match", NULL, print_match_cb);
  gtk_widget_class_install_action (widget_class, "placement.open-child", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "placement.open-family", NULL, open_cb);
  signals[SIGNAL_BACK] =
      g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_placement_view_init (MiaoPlacementView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  miao_menu_button_set_name (self->more_button, _ ("More"));
  g_object_ref (self->top);
  self->avatar = miao_avatar_new (48);
  gtk_box_append (GTK_BOX (self->avatar_holder), self->avatar);
  self->chip = miao_chip_new_empty ();
  gtk_box_append (GTK_BOX (self->chip_holder), self->chip);
}

GtkWidget *
miao_placement_view_new (void)
{
  return g_object_new (MIAO_TYPE_PLACEMENT_VIEW, NULL);
}

gboolean
miao_placement_view_open (MiaoPlacementView *self,
                          MiaoSession *session,
                          const char *id,
                          GError **error)
{
  show_form (self, FALSE);
  return read_again (self, session, id, error);
}

void
miao_placement_view_clear (MiaoPlacementView *self)
{
  show_form (self, FALSE);
  miao_box_clear (self->cards);
  miao_box_clear (self->side);
  g_clear_pointer (&self->facts, miao_placement_facts_free);
}

void
miao_placement_view_refresh (MiaoPlacementView *self)
{
  g_autofree char *id = NULL;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (self->facts == NULL)
    return;
  id = g_strdup (miao_placement_facts_id (self->facts));
  session = miao_session_ref (self->facts->session);
  if (!read_again (self, session, id, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
}

gboolean
miao_placement_view_back (MiaoPlacementView *self)
{
  if (!form_is_open (self))
    return FALSE;
  cancelled_cb (self);
  return TRUE;
}

char *
miao_placement_view_dup_unsaved (MiaoPlacementView *self)
{
  return form_is_open (self) ? miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->form)) : NULL;
}

void
miao_placement_view_discard (MiaoPlacementView *self)
{
  miao_act_form_discard (MIAO_ACT_FORM (self->form));
  show_form (self, FALSE);
}
