#include "config.h"

#include "miao-evaluations-page.h"

#include "miao-blank-forms.h"
#include "miao-evaluation-acts.h"
#include "miao-evaluation-fieldwork.h"
#include "miao-evaluation-record.h"
#include "miao-evaluation-source.h"
#include "miao-list-pane.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MiaoEvaluationsPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *record;
  GtkWidget *act_title;
  GtkWidget *act;
  MiaoSession *session;
  gboolean from_list; /* where an act goes back to */
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoEvaluationsPage,
                               miao_evaluations_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static gboolean
is_view (MiaoEvaluationsPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), name) == 0;
}

static void
show_view (MiaoEvaluationsPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

/* --- the list ------------------------------------------------------------------------------- */

static char *
dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u evaluation", "%u evaluations", n), n);
}

/* The number in the list of pages is that of the first choice. */
static const MiaoListFilter filters[] = { { N_ ("Not finished or not reviewed"),
                                            MIAO_EVALUATION_OPEN },
                                          { N_ ("All states"), NULL },
                                          { NULL, NULL } };

static const MiaoListPaneInfo list_info = {
  .title = N_ ("Evaluations"),
  .dup_count = dup_count,
  .columns = miao_evaluation_columns,
  .source = &miao_evaluation_source,
  .filters = filters,
  .codes = "evaluation_status",
  .search_everywhere = TRUE,
  .other = N_ ("Blank forms…"),
  .other_action = "evaluation.blank",
  .may_other = MIAO_MAY_PRINT,
  .add = N_ ("Begin an evaluation"),
  .may_add = MIAO_MAY_EVALUATION_OPEN,
  .empty_icon = "miao-evaluation-symbolic",
  .empty_title = N_ ("No evaluation"),
  .empty_text = N_ ("Assessors see the evaluations of their own teams."),
};

/* --- the record and acts -------------------------------------------------------------------- */

/* Assessors open what their team evaluates, also from elsewhere. */
static gboolean
may_open (MiaoEvaluationsPage *self, const char *id)
{
  g_autofree char *visible = miao_evaluation_dup_visible (self->session);

  return visible == NULL || strstr (visible, id) != NULL;
}

static gboolean
open_evaluation (MiaoEvaluationsPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  if (!may_open (self, id)) {
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_WARNING,
                     _ ("You are not in the team of this evaluation"),
                     _ ("Assessors see the evaluations of their own teams."));
    return FALSE;
  }
  if (!miao_evaluation_record_show (MIAO_EVALUATION_RECORD (self->record), self->session, id,
                                    &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return FALSE;
  }
  show_view (self, "record");
  miao_evaluation_record_focus (MIAO_EVALUATION_RECORD (self->record));
  miao_window_end_search (GTK_WIDGET (self));
  return TRUE;
}

static void
open_cb (MiaoEvaluationsPage *self, const char *id)
{
  open_evaluation (self, id);
}

/* Something was done with the record that is shown: it is read anew. */
static void
acted (GtkWidget *from)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (from);
  g_autofree char *id =
      g_strdup (miao_evaluation_record_get_id (MIAO_EVALUATION_RECORD (self->record)));

  if (id != NULL)
    open_evaluation (self, id);
  miao_window_changed (from);
}

/* What was typed and not saved would neither be signed nor go along, nor ask for a need. */
static gboolean
needs_saved (const char *act)
{
  static const char *const acts[] = { "sign-opinion",
                                      "conclude-evaluation",
                                      "send-fieldwork",
                                      "pack-fieldwork",
                                      "merge-fieldwork",
                                      "plan-need",
                                      NULL };

  return g_strv_contains (acts, act);
}

/* Returns: whether this page has such an act. */
static gboolean
begin_act (MiaoEvaluationsPage *self, const char *act, const char *member)
{
  const char *id = miao_evaluation_record_get_id (MIAO_EVALUATION_RECORD (self->record));
  g_autoptr (MiaoEvaluationData) data = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (needs_saved (act) &&
      miao_evaluation_record_is_dirty (MIAO_EVALUATION_RECORD (self->record))) {
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_WARNING, _ ("Save the answers first"),
                     g_str_equal (act, "plan-need")
                         ? _ ("The list of needs follows the answers that are saved.")
                         : _ ("Signatures stand for the answers that are saved."));
    return TRUE;
  }
  if (id != NULL &&
      miao_evaluation_fieldwork_act (GTK_WIDGET (self), self->session, act, id, member, acted))
    return TRUE;
  if (!g_str_equal (act, "open-evaluation")) {
    data = id != NULL ? miao_evaluation_data_load (self->session, id, &error) : NULL;
    if (data == NULL) {
      if (error != NULL)
        miao_window_say_error (GTK_WIDGET (self), error);
      return FALSE;
    }
    title =
        g_strdup_printf ("%s · %s", miao_record_get (data->evaluation, "eval_no"), data->subject);
  }
  if (!miao_evaluation_act_begin (MIAO_ACT_FORM (self->act), self->session, act, data, member))
    return FALSE;
  if (!is_view (self, "act"))
    self->from_list = is_view (self, "list");
  gtk_label_set_label (GTK_LABEL (self->act_title), title != NULL ? title : _ ("Evaluations"));
  show_view (self, "act");
  miao_act_form_show (MIAO_ACT_FORM (self->act));
  return TRUE;
}

static void
leave_act (MiaoEvaluationsPage *self)
{
  show_view (self, self->from_list ? "list" : "record");
  if (self->from_list)
    miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
  else
    miao_evaluation_record_refresh (MIAO_EVALUATION_RECORD (self->record));
}

static void
done_cb (MiaoEvaluationsPage *self, MiaoOutcome *outcome)
{
  const char *id = miao_outcome_get (outcome, "evaluation");
  g_autofree char *opened = g_strdup (
      id != NULL ? id : miao_evaluation_record_get_id (MIAO_EVALUATION_RECORD (self->record)));

  show_view (self, "list");
  if (opened != NULL)
    open_evaluation (self, opened);
  miao_window_changed (GTK_WIDGET (self));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
}

static void
cancelled_cb (MiaoEvaluationsPage *self)
{
  leave_act (self);
}

/* What mends a refusal: another act of this page, or the sheet itself. */
static gboolean
remedy_cb (MiaoEvaluationsPage *self, const char *use_case, const char *record)
{
  if (g_str_equal (use_case, "fill-evaluation")) {
    self->from_list = FALSE;
    leave_act (self);
    miao_evaluation_record_focus (MIAO_EVALUATION_RECORD (self->record));
    return TRUE;
  }
  return begin_act (self, use_case, record);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *act;
  const char *member;

  g_variant_get (parameter, "(&s&s)", &act, &member);
  begin_act (MIAO_EVALUATIONS_PAGE (widget), act, *member != '\0' ? member : NULL);
}

static void
blank_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoSession *session = MIAO_EVALUATIONS_PAGE (widget)->session;

  if (session != NULL)
    miao_blank_forms_ask (widget, session, "EV_B_FAMILY_PRE");
}

static gboolean
page_back (MiaoPage *page)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);

  if (is_view (self, "list"))
    return FALSE;
  if (is_view (self, "act")) {
    leave_act (self);
    return TRUE;
  }
  show_view (self, "list");
  miao_list_pane_grab_focus (MIAO_LIST_PANE (self->list));
  return TRUE;
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_back (MIAO_PAGE (widget));
}

/* --- the page ------------------------------------------------------------------------------- */

static void
page_set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);

  g_clear_pointer (&self->session, miao_session_unref);
  miao_evaluation_record_show (MIAO_EVALUATION_RECORD (self->record), NULL, NULL, NULL);
  show_view (self, "list");
  if (session != NULL)
    self->session = miao_session_ref (session);
  miao_list_pane_set_session (MIAO_LIST_PANE (self->list), session);
}

static void
page_refresh (MiaoPage *page)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);

  if (self->session == NULL)
    return;
  miao_list_pane_reload (MIAO_LIST_PANE (self->list));
  if (is_view (self, "record"))
    miao_evaluation_record_refresh (MIAO_EVALUATION_RECORD (self->record));
}

static gboolean
page_open (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);
  g_autoptr (MiaoRecord) member = NULL;

  if (self->session == NULL)
    return FALSE;
  if (g_str_equal (kind, "evaluation_member")) {
    member =
        miao_store_load (miao_session_get_store (self->session), miao_kind_find (kind), id, NULL);
    id = member != NULL ? miao_record_get (member, "evaluation") : NULL;
  } else if (!g_str_equal (kind, "evaluation")) {
    return FALSE;
  }
  if (id != NULL)
    open_evaluation (self, id);
  return TRUE;
}

static void
page_search (MiaoPage *page, const char *text)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);

  show_view (self, "list");
  miao_list_pane_search (MIAO_LIST_PANE (self->list), text);
}

static void
page_find_focus (MiaoPage *page)
{
  miao_list_pane_grab_focus (MIAO_LIST_PANE (MIAO_EVALUATIONS_PAGE (page)->list));
}

static void
page_add (MiaoPage *page)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);

  if (self->session != NULL && miao_session_may (self->session, MIAO_MAY_EVALUATION_OPEN))
    begin_act (self, "open-evaluation", NULL);
}

static guint
page_get_count (MiaoPage *page)
{
  MiaoSession *session = MIAO_EVALUATIONS_PAGE (page)->session;

  return session != NULL ? miao_evaluation_count_open (session) : 0;
}

/* Nothing is lost by leaving: what was typed is a draft, and is there again the next time. */
static char *
page_dup_unsaved (MiaoPage *page)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (page);

  miao_act_form_flush (MIAO_ACT_FORM (self->act));
  miao_evaluation_record_flush (MIAO_EVALUATION_RECORD (self->record));
  return NULL;
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = page_set_session;
  iface->refresh = page_refresh;
  iface->open = page_open;
  iface->search = page_search;
  iface->find_focus = page_find_focus;
  iface->add = page_add;
  iface->back = page_back;
  iface->get_count = page_get_count;
  iface->dup_unsaved = page_dup_unsaved;
}

static void
miao_evaluations_page_dispose (GObject *object)
{
  MiaoEvaluationsPage *self = MIAO_EVALUATIONS_PAGE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_EVALUATIONS_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_evaluations_page_parent_class)->dispose (object);
}

static void
miao_evaluations_page_class_init (MiaoEvaluationsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = miao_evaluations_page_dispose;
  g_type_ensure (MIAO_TYPE_LIST_PANE);
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_EVALUATION_RECORD);
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-evaluations-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoEvaluationsPage, name)
  BIND (stack);
  BIND (list);
  BIND (record);
  BIND (act_title);
  BIND (act);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_install_action (widget_class, "evaluation.act", "(ss)", act_action);
  gtk_widget_class_install_action (widget_class, "evaluation.blank", NULL, blank_action);
  gtk_widget_class_install_action (widget_class, "evaluation.back", NULL, back_action);
}

static void
miao_evaluations_page_init (MiaoEvaluationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  miao_list_pane_set_info (MIAO_LIST_PANE (self->list), &list_info);
}
