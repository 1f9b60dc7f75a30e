#include "config.h"

#include "miao-placements-page.h"

#include "miao-act-form.h"
#include "miao-allowances-view.h"
#include "miao-list-pane.h"
#include "miao-match-view.h"
#include "miao-paper-many.h"
#include "miao-placement-acts.h"
#include "miao-placement-source.h"
#include "miao-placement-view.h"
#include "miao-store.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoPlacementsPage {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *tabs; /* list or allowances */
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *allowances;
  GtkWidget *view;
  GtkWidget *proposal;
  GtkWidget *match;
  MiaoSession *session;
};

static void page_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoPlacementsPage,
                               miao_placements_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_init))

/* The choices of the filter and the states behind them. */
static const MiaoListFilter filters[] = {
  { N_ ("In progress"),
    "PROPOSED MATCHED SIGNED INTEGRATION EXTENDED CONFIRMED SHORT_CARE SUSPENDED ENDING" },
  { N_ ("Before moving in"), "PROPOSED MATCHED SIGNED" },
  { N_ ("Integration period"), "INTEGRATION EXTENDED" },
  { N_ ("Formal placement"), "CONFIRMED SHORT_CARE" },
  { N_ ("Removed or ending"), "SUSPENDED ENDING" },
  { N_ ("Ended or cancelled"), "ENDED CANCELLED" },
  { N_ ("All"), NULL },
  { NULL, NULL },
};

/* The papers of foster care, in the order of its course. */
static const char *const papers[] = {
  "application",
  "consent",
  "review-notice",
  "family-filing",
  "match-opinion",
  "training-certificate",
  "agreement",
  "agreement-filing",
  "handover",
  "visit",
  "visit-round",
  "opinion",
  "integration-report",
  "confirmation",
  "integration-ending",
  "amendment",
  "caregiver-change",
  "short-care",
  "removal",
  "ending-notice",
  "ending-filing",
  NULL,
};

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u placement", "%u placements", n), n);
}

static const MiaoListPaneInfo list_info = {
  .title = N_ ("Placements"),
  .dup_count = dup_count,
  .columns = miao_placement_columns,
  .source = &miao_placement_source,
  .filters = filters,
  .search_everywhere = TRUE,
  .other = N_ ("Print many…"),
  .other_action = "placements.print-many",
  .may_other = MIAO_MAY_PRINT,
  .add = N_ ("Propose a match…"),
  .may_add = MIAO_MAY_MATCH_PROPOSE,
  .empty_icon = "miao-placement-symbolic",
  .empty_title = N_ ("No placements here"),
  .empty_text = N_ ("Choose another state, or propose a match for a child."),
};

static gboolean
is_shown (MiaoPlacementsPage *self, GtkWidget *child)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == child;
}

static void
show (MiaoPlacementsPage *self, GtkWidget *child)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack), child);
}

/* The tabs stand above what they lead to, not above a record. */
static void
shown_cb (MiaoPlacementsPage *self)
{
  gtk_widget_set_visible (self->tabs,
                          self->session != NULL &&
                              miao_session_may (self->session, MIAO_MAY_READ_BENEFITS) &&
                              (is_shown (self, self->list) || is_shown (self, self->allowances)));
}

static gboolean
open_placement (MiaoPlacementsPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  if (!miao_placement_view_open (MIAO_PLACEMENT_VIEW (self->view), self->session, id, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return FALSE;
  }
  show (self, self->view);
  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  miao_window_end_search (GTK_WIDGET (self));
  return TRUE;
}

static void
opened_cb (MiaoPlacementsPage *self, const char *id)
{
  open_placement (self, id);
}

static void
back_cb (MiaoPlacementsPage *self)
{
  miao_list_pane_reload (MIAO_LIST_PANE (self->list));
  show (self, self->list);
  miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
}

static void
begin_proposal (MiaoPlacementsPage *self)
{
  miao_placement_begin_proposal (MIAO_ACT_FORM (self->proposal), self->session);
  show (self, self->proposal);
}

static void
proposed_cb (MiaoPlacementsPage *self, MiaoOutcome *outcome)
{
  if (open_placement (self, miao_outcome_get (outcome, "placement")))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("The match is proposed"), NULL);
  miao_window_changed (GTK_WIDGET (self));
}

static void
match_proposed_cb (MiaoPlacementsPage *self, const char *placement)
{
  if (open_placement (self, placement))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("The match is proposed"), NULL);
  miao_window_changed (GTK_WIDGET (self));
}

static void
print_many_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoSession *session = MIAO_PLACEMENTS_PAGE (widget)->session;

  if (session != NULL)
    miao_paper_many_ask (widget, session, papers);
}

/* --- the page ------------------------------------------------------------------------------- */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  g_clear_pointer (&self->session, miao_session_unref);
  miao_placement_view_clear (MIAO_PLACEMENT_VIEW (self->view));
  miao_match_view_clear (MIAO_MATCH_VIEW (self->match));
  show (self, self->list);
  if (session != NULL)
    self->session = miao_session_ref (session);
  miao_allowances_view_set_session (MIAO_ALLOWANCES_VIEW (self->allowances), session);
  shown_cb (self);
  miao_list_pane_set_session (MIAO_LIST_PANE (self->list), session);
}

static void
refresh (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  if (self->session == NULL)
    return;
  if (is_shown (self, self->view))
    miao_placement_view_refresh (MIAO_PLACEMENT_VIEW (self->view));
  else if (is_shown (self, self->match))
    miao_match_view_refresh (MIAO_MATCH_VIEW (self->match));
  else if (is_shown (self, self->allowances))
    miao_allowances_view_refresh (MIAO_ALLOWANCES_VIEW (self->allowances));
  else
    miao_list_pane_reload (MIAO_LIST_PANE (self->list));
}

static gboolean
open_allowances (MiaoPlacementsPage *self, const char *kind, const char *id, const char *field)
{
  MiaoAllowancesView *view = MIAO_ALLOWANCES_VIEW (self->allowances);

  if (!miao_session_may (self->session, MIAO_MAY_READ_BENEFITS))
    return FALSE;
  show (self, self->allowances);
  if (g_str_equal (kind, "extra-of-placement"))
    miao_allowances_view_propose (view, id);
  if (g_str_equal (kind, "allowance_extra") && g_strcmp0 (field, "approve-allowance-extra") == 0)
    miao_allowances_view_approve_extra (view, id);
  /* A rate or a one-off amount stands beside every month; "" is the newest month. */
  return !g_str_equal (kind, "allowance_run") || *id == '\0' ||
         miao_allowances_view_open (view, id, field);
}

/* "match-child" and "match-family" are no kinds of records: who could be matched with that one. */
static gboolean
open_match (MiaoPlacementsPage *self, const char *kind, const char *id)
{
  show (self, self->match);
  miao_match_view_open (MIAO_MATCH_VIEW (self->match), self->session,
                        g_str_equal (kind, "match-child") ? "child" : "family", id);
  return TRUE;
}

/* The field may be the name of a use case: the Today page leads straight to its form. */
static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);
  g_autoptr (MiaoRecord) record = NULL;

  if (self->session == NULL)
    return FALSE;
  if (g_str_equal (kind, "placement")) {
    if (open_placement (self, id) && field != NULL && miao_placement_act_find (field) != NULL)
      miao_placement_view_act (MIAO_PLACEMENT_VIEW (self->view), field);
    return TRUE;
  }
  if (g_str_equal (kind, "match-child") || g_str_equal (kind, "match-family"))
    return open_match (self, kind, id);
  if (g_str_equal (kind, "allowance_run") || g_str_equal (kind, "allowance_rate") ||
      g_str_equal (kind, "allowance_extra") || g_str_equal (kind, "extra-of-placement"))
    return open_allowances (self, kind, id, field);
  if (!g_str_equal (kind, "visit") && !g_str_equal (kind, "termination") &&
      !g_str_equal (kind, "need"))
    return FALSE;
  record =
      miao_store_load (miao_session_get_store (self->session), miao_kind_find (kind), id, NULL);
  if (record == NULL || !open_placement (self, miao_record_get (record, "placement")))
    return FALSE;
  if (g_str_equal (kind, "need") && field != NULL)
    miao_placement_view_act_on_need (MIAO_PLACEMENT_VIEW (self->view), field, id);
  return TRUE;
}

static void
search (MiaoPage *page, const char *text)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  miao_list_pane_search (MIAO_LIST_PANE (self->list), text);
  if (*text != '\0')
    show (self, self->list);
}

static void
find_focus (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  if (is_shown (self, self->list))
    miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)),
                            GTK_DIR_TAB_FORWARD);
}

static void
add (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  if (is_shown (self, self->allowances))
    miao_allowances_view_add (MIAO_ALLOWANCES_VIEW (self->allowances));
  else if (self->session != NULL && miao_session_may (self->session, MIAO_MAY_MATCH_PROPOSE))
    begin_proposal (self);
}

static gboolean
back (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  if (is_shown (self, self->list))
    return FALSE;
  if (is_shown (self, self->allowances))
    return miao_allowances_view_back (MIAO_ALLOWANCES_VIEW (self->allowances));
  if (is_shown (self, self->match) && miao_match_view_back (MIAO_MATCH_VIEW (self->match)))
    return TRUE;
  if (!is_shown (self, self->view) || !miao_placement_view_back (MIAO_PLACEMENT_VIEW (self->view)))
    back_cb (self);
  return TRUE;
}

static char *
dup_unsaved (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  if (is_shown (self, self->proposal))
    return miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->proposal));
  if (is_shown (self, self->match))
    return miao_match_view_dup_unsaved (MIAO_MATCH_VIEW (self->match));
  if (is_shown (self, self->allowances))
    return miao_allowances_view_dup_unsaved (MIAO_ALLOWANCES_VIEW (self->allowances));
  return miao_placement_view_dup_unsaved (MIAO_PLACEMENT_VIEW (self->view));
}

static void
discard (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  miao_act_form_discard (MIAO_ACT_FORM (self->proposal));
  miao_match_view_discard (MIAO_MATCH_VIEW (self->match));
  miao_allowances_view_discard (MIAO_ALLOWANCES_VIEW (self->allowances));
  miao_placement_view_discard (MIAO_PLACEMENT_VIEW (self->view));
}

static void
print (MiaoPage *page)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (page);

  if (is_shown (self, self->allowances))
    miao_allowances_view_print (MIAO_ALLOWANCES_VIEW (self->allowances));
}

static void
page_init (MiaoPageInterface *iface)
{
  iface->print = print;
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->open = open_record;
  iface->search = search;
  iface->find_focus = find_focus;
  iface->add = add;
  iface->back = back;
  iface->dup_unsaved = dup_unsaved;
  iface->discard = discard;
}

static void
miao_placements_page_dispose (GObject *object)
{
  MiaoPlacementsPage *self = MIAO_PLACEMENTS_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_placements_page_parent_class)->dispose (object);
}

static void
miao_placements_page_class_init (MiaoPlacementsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_placements_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "placements.print-many", NULL,
                                   print_many_action);
}

static void
miao_placements_page_init (MiaoPlacementsPage *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->tabs, "tab-bar");
  gtk_widget_add_css_class (switcher, "tabs");
  gtk_box_append (GTK_BOX (self->tabs), switcher);
  gtk_box_append (GTK_BOX (self->box), self->tabs);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->stack));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  self->allowances = miao_allowances_view_new ();
  self->list = g_object_new (MIAO_TYPE_LIST_PANE, NULL);
  miao_list_pane_set_info (MIAO_LIST_PANE (self->list), &list_info);
  self->view = miao_placement_view_new ();
  self->proposal = miao_act_form_new ();
  self->match = miao_match_view_new ();
  gtk_widget_add_css_class (self->proposal, "page-body");
  gtk_widget_set_margin_top (self->proposal, 12);
  gtk_stack_add_titled (GTK_STACK (self->stack), self->list, "list", _ ("Placements"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->allowances, "allowances",
                        _ ("Foster allowances"));
  gtk_stack_add_named (GTK_STACK (self->stack), self->view, "record");
  gtk_stack_add_named (GTK_STACK (self->stack), self->proposal, "proposal");
  gtk_stack_add_named (GTK_STACK (self->stack), self->match, "match");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->view, "back", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->match, "back", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->match, "proposed", G_CALLBACK (match_proposed_cb), self);
  g_signal_connect_swapped (self->proposal, "done", G_CALLBACK (proposed_cb), self);
  g_signal_connect_swapped (self->proposal, "cancelled", G_CALLBACK (back_cb), self);
}
