#include "config.h"

#include "miao-match-view.h"

#include "miao-act-form.h"
#include "miao-empty.h"
#include "miao-fold.h"
#include "miao-kind-text.h"
#include "miao-match-pair.h"
#include "miao-paper-out.h"
#include "miao-placement-acts.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoMatchView {
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *stack;
  GtkWidget *fold;
  GtkWidget *list;
  GtkWidget *side;
  GtkWidget *empty;
  GtkWidget *form;
  MiaoSession *session;
  char *kind;
  char *id;
  MiaoMatchList *found;
};

enum {
  SIGNAL_BACK,
  SIGNAL_PROPOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoMatchView, miao_match_view, GTK_TYPE_WIDGET)

static void
show (MiaoMatchView *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

static gboolean
form_is_open (MiaoMatchView *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "form");
}

static MiaoMatch *
get_chosen (MiaoMatchView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row != NULL && self->found != NULL
             ? self->found->matches->pdata[gtk_list_box_row_get_index (row)]
             : NULL;
}

static void
selected_cb (MiaoMatchView *self)
{
  MiaoMatch *match = get_chosen (self);

  gtk_scrolled_window_set_child (
      GTK_SCROLLED_WINDOW (self->side),
      match != NULL ? miao_match_pair_new (self->found, match,
                                           miao_session_may (self->session, MIAO_MAY_MATCH_PROPOSE),
                                           miao_session_may (self->session, MIAO_MAY_PRINT))
                    : NULL);
}

/* --- what is shown -------------------------------------------------------------------------- */

static void
clear_list (MiaoMatchView *self)
{
  GtkListBoxRow *row;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->side), NULL);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_clear_pointer (&self->found, miao_match_list_free);
}

static void
say_instead (MiaoMatchView *self, const char *title, const char *text)
{
  g_object_set (self->empty, "title", title, "text", text, NULL);
  show (self, "empty");
}

static void
show_words (MiaoMatchView *self)
{
  gboolean child = g_str_equal (self->kind, "child");
  g_autofree char *name = miao_kind_dup_title (self->found->subject);
  g_autofree char *title =
      g_strdup_printf (child ? _ ("Families for %s") : _ ("Children for %s"), name);
  g_autofree char *asked =
      g_strdup_printf (ngettext ("The rules were asked of %u pair",
                                 "The rules were asked of %u pairs", self->found->considered),
                       self->found->considered);
  g_autofree char *subtitle =
      g_strdup_printf ("%s · %s%s%s", asked,
                       _ ("The order decides nothing; it says why each stands where it stands."),
                       self->found->more ? " " : "",
                       self->found->more ? _ ("There are more candidates farther away.") : "");

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  gtk_widget_set_tooltip_text (self->subtitle, subtitle);
}

static void
fill (MiaoMatchView *self)
{
  MiaoMatchList *found = self->found;

  show_words (self);
  if (found->matches->len == 0) {
    gboolean child = g_str_equal (self->kind, "child");

    say_instead (self, child ? _ ("No family could take this child") : _ ("No child is waiting"),
                 child ? _ ("A family must be trained, qualified and have a free place.")
                       : _ ("A child must be in the institution and found suited in an "
                            "evaluation that still counts."));
    return;
  }
  for (guint i = 0; i < found->matches->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         miao_match_row_new (found, found->matches->pdata[i], i + 1));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  show (self, "list");
}

static void
read_again (MiaoMatchView *self)
{
  g_autoptr (GError) error = NULL;

  clear_list (self);
  self->found = miao_match_rank (self->session, self->kind, self->id, MIAO_MATCH_MOST, &error);
  if (self->found != NULL) {
    fill (self);
    return;
  }
  gtk_label_set_label (GTK_LABEL (self->title), _ ("Possible matches"));
  gtk_label_set_label (GTK_LABEL (self->subtitle), "");
  say_instead (self, _ ("The possible matches cannot be shown"), error->message);
}

/* --- acts ----------------------------------------------------------------------------------- */

static void
fix_pair (MiaoMatchView *self, const MiaoMatch *match)
{
  miao_act_form_fix (MIAO_ACT_FORM (self->form), "child", miao_record_get_id (match->child));
  miao_act_form_fix (MIAO_ACT_FORM (self->form), "family", miao_record_get_id (match->family));
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const fields[] = { "match_reasons", "meetings", "cross_area_doc",
                                        "care_worker", NULL };
  MiaoMatchView *self = MIAO_MATCH_VIEW (widget);
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  MiaoMatch *match = get_chosen (self);
  g_autofree char *other = NULL;
  MiaoRecordForm *rows;

  if (match == NULL)
    return;
  other = miao_match_dup_other (self->found, match);
  miao_act_form_begin (form, self->session, "propose-match", self->id);
  miao_act_form_set_words (form, NULL, NULL, other);
  fix_pair (self, match);
  rows = miao_act_form_add_params (form, fields);
  miao_record_form_set (rows, "care_worker", miao_session_get_staff (self->session));
  miao_act_form_set_live (form, TRUE);
  show (self, "form");
  miao_act_form_show (form);
}

static void
aside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const fields[] = { "reason", NULL };
  MiaoMatchView *self = MIAO_MATCH_VIEW (widget);
  MiaoActForm *form = MIAO_ACT_FORM (self->form);
  MiaoMatch *match = get_chosen (self);
  g_autofree char *other = NULL, *words = NULL;

  if (match == NULL)
    return;
  other = miao_match_dup_other (self->found, match);
  words = g_strdup_printf (_ ("%s: the reason is shown when the two are considered again."), other);
  miao_act_form_begin (form, self->session, "set-aside-match", self->id);
  miao_act_form_set_words (form, NULL, NULL, words);
  fix_pair (self, match);
  miao_act_form_add_params (form, fields);
  show (self, "form");
  miao_act_form_show (form);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoMatchView *self = MIAO_MATCH_VIEW (widget);
  MiaoMatch *match = get_chosen (self);

  if (match != NULL && match->placement != NULL)
    miao_paper_out_print (widget, self->session, "match-opinion",
                          miao_record_get (match->placement, "matching"));
}

static void
done_cb (MiaoMatchView *self, MiaoOutcome *outcome)
{
  const char *placement = miao_outcome_get (outcome, "placement");

  if (placement != NULL) {
    g_signal_emit (self, signals[SIGNAL_PROPOSED], 0, placement);
    return;
  }
  read_again (self);
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
  miao_window_changed (GTK_WIDGET (self));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Kept with its reason"), NULL);
}

static void
cancelled_cb (MiaoMatchView *self)
{
  show (self, "list");
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static void
back_cb (MiaoMatchView *self)
{
  if (!miao_match_view_back (self))
    g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_match_view_dispose (GObject *object)
{
  MiaoMatchView *self = MIAO_MATCH_VIEW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_MATCH_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->found, miao_match_list_free);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (miao_match_view_parent_class)->dispose (object);
}

static void
miao_match_view_class_init (MiaoMatchViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_match_view_dispose;
  signals[SIGNAL_BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROPOSED] = g_signal_new ("proposed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_EMPTY);
  g_type_ensure (MIAO_TYPE_FOLD);
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-match-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoMatchView, name)
  BIND (title);
  BIND (subtitle);
  BIND (stack);
  BIND (fold);
  BIND (list);
  BIND (side);
  BIND (empty);
  BIND (form);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_install_action (widget_class, "match.propose", NULL, propose_action);
  gtk_widget_class_install_action (widget_class, "match.aside", NULL, aside_action);
  gtk_widget_class_install_action (widget_class, "match.print", NULL, print_action);
}

static void
miao_match_view_init (MiaoMatchView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
miao_match_view_new (void)
{
  return g_object_new (MIAO_TYPE_MATCH_VIEW, NULL);
}

void
miao_match_view_open (MiaoMatchView *self, MiaoSession *session, const char *kind, const char *id)
{
  miao_match_view_clear (self);
  self->session = miao_session_ref (session);
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  read_again (self);
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

void
miao_match_view_refresh (MiaoMatchView *self)
{
  if (self->session != NULL && !form_is_open (self))
    read_again (self);
}

void
miao_match_view_clear (MiaoMatchView *self)
{
  clear_list (self);
  show (self, "empty");
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);
}

gboolean
miao_match_view_back (MiaoMatchView *self)
{
  if (!form_is_open (self))
    return FALSE;
  cancelled_cb (self);
  return TRUE;
}

char *
miao_match_view_dup_unsaved (MiaoMatchView *self)
{
  return form_is_open (self) ? miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->form)) : NULL;
}

void
miao_match_view_discard (MiaoMatchView *self)
{
  if (form_is_open (self))
    miao_act_form_discard (MIAO_ACT_FORM (self->form));
}
