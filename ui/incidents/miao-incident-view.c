#include "config.h"

#include "miao-incident-view.h"

#include "miao-act-form.h"
#include "miao-audit.h"
#include "miao-gtk-compat.h"
#include "miao-incident-acts.h"
#include "miao-incident-cards.h"
#include "miao-incident-ways.h"
#include "miao-incident-words.h"
#include "miao-kind-text.h"
#include "miao-language.h"
#include "miao-paper-out.h"
#include "miao-placement-removal.h"
#include "miao-state-chip.h"
#include "miao-store.h"
#include "miao-table.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

/* The clock of a report is read again while it is shown. */
#define CLOCK_SECONDS 20

struct _MiaoIncidentView {
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *chip;
  GtkWidget *subtitle;
  GtkWidget *remove;
  GtkWidget *more;
  GtkWidget *main;
  GtkWidget *stack;
  GtkWidget *overview;
  GtkWidget *cards;
  GtkWidget *form;
  MiaoSession *session;
  MiaoRecord *incident;
  MiaoPlacementFacts *placement; /* (nullable): in which the child still lives */
  guint clock;
};

enum {
  SIGNAL_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoIncidentView, miao_incident_view, GTK_TYPE_WIDGET)

static gboolean
form_is_open (MiaoIncidentView *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->form;
}

static void
show_form (MiaoIncidentView *self, gboolean shown)
{
  miao_stack_show (self->stack, shown ? self->form : self->overview);
}

/* --- what is shown -------------------------------------------------------------------------- */

static void
show_head (MiaoIncidentView *self)
{
  static const char *const whom[] = { "children", "family" };
  g_autofree char *kind = miao_record_dup_shown (self->incident, "kind", FALSE);
  g_autofree char *at = miao_record_dup_shown (self->incident, "discovered_at", FALSE);
  g_autofree char *title =
      g_strdup_printf ("%s · %s", kind, miao_record_get (self->incident, "incident_no"));
  g_autoptr (GString) words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (whom); i++) {
    g_autofree char *name = miao_record_dup_shown (self->incident, whom[i], FALSE);

    if (*name != '\0')
      g_string_append_printf (words, "%s · ", name);
  }
  g_string_append (words, at);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->subtitle), words->str);
  miao_incident_set_chip (self->chip, self->incident);
}

static void
show_buttons (MiaoIncidentView *self)
{
  static const char *const acts[] = { "edit-incident",    "record-report", "record-reply",
                                      "answer-complaint", "mark-missing",  "mark-found",
                                      "close-incident" };
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *next = miao_incident_next_act (self->incident);
  gboolean may = next != NULL && miao_incident_act_is_offered (self->session, next, self->incident);

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    g_autofree char *action = g_strdup_printf ("incident.act('%s')", acts[i]);

    if (!(may && g_str_equal (acts[i], next)) &&
        miao_incident_act_is_offered (self->session, acts[i], self->incident))
      g_menu_append (menu, miao_incident_act_label (acts[i]), action);
  }
  miao_incident_add_ways (menu, self->incident);
  g_menu_append (menu, _ ("Print…"), "incident.print");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->remove, self->placement != NULL);
  gtk_widget_set_visible (self->main, may);
  if (may)
    gtk_button_set_label (GTK_BUTTON (self->main), miao_incident_act_label (next));
}

static void
show_cards (MiaoIncidentView *self)
{
  GtkWidget *end = miao_incident_end_new (self->incident);

  miao_box_clear (self->cards);
  if (miao_incident_is_unreported (self->incident)) {
    g_autofree char *words =
        miao_incident_dup_clock (miao_record_get_int (self->incident, "discovered_at", 0),
                                 miao_session_now_ms (self->session));

    gtk_box_append (GTK_BOX (self->cards),
                    miao_incident_alarm_new (_ ("To be reported at once, by law"), words));
  }
  if (end != NULL)
    gtk_box_append (GTK_BOX (self->cards), end);
  gtk_box_append (GTK_BOX (self->cards), miao_incident_facts_new (self->incident));
  if (!miao_record_is (self->incident, "kind", "COMPLAINT") ||
      miao_record_has (self->incident, "reports"))
    gtk_box_append (GTK_BOX (self->cards), miao_incident_reports_new (self->incident));
}

static gboolean
clock_cb (gpointer user_data)
{
  MiaoIncidentView *self = user_data;

  if (self->incident != NULL && miao_incident_is_unreported (self->incident) &&
      gtk_widget_get_mapped (self->cards))
    show_cards (self);
  return G_SOURCE_CONTINUE;
}

/* The first child that is still there can be taken out from here, then the next one. */
static void
read_placement (MiaoIncidentView *self)
{
  const char *words = miao_record_get (self->incident, "placements");
  g_auto (GStrv) ids = g_strsplit (words != NULL ? words : "", " ", -1);

  g_clear_pointer (&self->placement, miao_placement_facts_free);
  if (!miao_record_is (self->incident, "status", "OPEN") ||
      !miao_session_may (self->session, MIAO_MAY_PLACEMENT_SUSPEND))
    return;
  for (guint i = 0; ids[i] != NULL && self->placement == NULL; i++) {
    self->placement = miao_placement_facts_read (self->session, ids[i], NULL);
    if (self->placement != NULL &&
        !miao_placement_facts_in (self->placement,
                                  "INTEGRATION EXTENDED CONFIRMED SHORT_CARE ENDING"))
      g_clear_pointer (&self->placement, miao_placement_facts_free);
  }
}

static gboolean
read_again (MiaoIncidentView *self, MiaoSession *session, const char *id, GError **error)
{
  MiaoRecord *incident =
      miao_store_load (miao_session_get_store (session), miao_kind_find ("incident"), id, error);

  if (incident == NULL)
    return FALSE;
  if (self->session != session) {
    g_clear_pointer (&self->session, miao_session_unref);
    self->session = miao_session_ref (session);
  }
  g_clear_pointer (&self->incident, miao_record_unref);
  self->incident = incident;
  read_placement (self);
  gtk_widget_set_visible (self->head, TRUE);
  show_head (self);
  show_buttons (self);
  show_cards (self);
  return TRUE;
}

/* --- acts ----------------------------------------------------------------------------------- */

static void
back_cb (MiaoIncidentView *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
done_cb (MiaoIncidentView *self, MiaoOutcome *outcome)
{
  const char *made = miao_outcome_get (outcome, "incident");
  g_autoptr (GError) error = NULL;

  if (made != NULL && !read_again (self, self->session, made, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
  show_form (self, FALSE);
  miao_window_changed (GTK_WIDGET (self));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Done and recorded"), NULL);
  gtk_widget_child_focus (self->head, GTK_DIR_TAB_FORWARD);
}

static void
cancelled_cb (MiaoIncidentView *self)
{
  show_form (self, FALSE);
  if (self->incident == NULL)
    back_cb (self);
  else
    gtk_widget_grab_focus (self->more);
}

static gboolean
remedy_cb (MiaoIncidentView *self, const char *use_case, const char *record)
{
  if (self->incident == NULL || !miao_incident_act_is_known (use_case))
    return FALSE;
  miao_incident_view_act (self, use_case);
  return TRUE;
}

void
miao_incident_view_act (MiaoIncidentView *self, const char *use_case)
{
  if (self->incident == NULL || !miao_incident_act_is_known (use_case) ||
      !miao_incident_act_is_offered (self->session, use_case, self->incident))
    return;
  miao_incident_begin_act (MIAO_ACT_FORM (self->form), self->session, use_case, self->incident);
  show_form (self, TRUE);
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_incident_view_act (MIAO_INCIDENT_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_incident_view_print (MIAO_INCIDENT_VIEW (widget));
}

static void
main_cb (MiaoIncidentView *self)
{
  const char *next = self->incident != NULL ? miao_incident_next_act (self->incident) : NULL;

  if (next != NULL)
    miao_incident_view_act (self, next);
}

static void
remove_cb (MiaoIncidentView *self)
{
  if (self->placement != NULL)
    miao_placement_remove_child (GTK_WIDGET (self), self->placement);
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_incident_view_dispose (GObject *object)
{
  MiaoIncidentView *self = MIAO_INCIDENT_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->clock, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->placement, miao_placement_facts_free);
  g_clear_pointer (&self->incident, miao_record_unref);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_incident_view_parent_class)->dispose (object);
}

static void
miao_incident_view_class_init (MiaoIncidentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_incident_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "incident.act", "s", act_cb);
  gtk_widget_class_install_action (widget_class, "incident.print", NULL, print_cb);
  signals[SIGNAL_BACK] =
      g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_remove_button (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("miao-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Emergency removal")));
  gtk_button_set_child (GTK_BUTTON (button), box);
  miao_accessible_set_label (button, _ ("Emergency removal"));
  return button;
}

static void
make_head (MiaoIncidentView *self)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("miao-back-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *const buttons[] = { back, self->remove = make_remove_button (),
                                 self->more = gtk_menu_button_new (),
                                 self->main = gtk_button_new () };

  self->head = miao_wrap_new (12);
  gtk_widget_add_css_class (self->head, "page-header");
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _ ("Back to the list"));
  miao_accessible_set_label (back, _ ("Back to the list"));
  self->title = gtk_label_new (NULL);
  self->subtitle = gtk_label_new (NULL);
  self->chip = miao_chip_new_empty ();
  gtk_widget_add_css_class (self->title, "h1");
  gtk_widget_add_css_class (self->subtitle, "dim");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_xalign (GTK_LABEL (self->subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->subtitle), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->chip);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (words), self->subtitle);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _ ("More"));
  miao_menu_button_set_name (self->more, _ ("More"));
  gtk_widget_add_css_class (self->main, "suggested-action");
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++) {
    gtk_widget_set_valign (buttons[i], GTK_ALIGN_CENTER);
    miao_wrap_append (MIAO_WRAP (self->head), buttons[i]);
    if (i == 0)
      miao_wrap_append (MIAO_WRAP (self->head), words);
  }
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect_swapped (self->main, "clicked", G_CALLBACK (main_cb), self);
}

static void
miao_incident_view_init (MiaoIncidentView *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  make_head (self);
  self->stack = gtk_stack_new ();
  self->overview = gtk_scrolled_window_new ();
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->form = miao_act_form_new ();
  gtk_widget_add_css_class (self->stack, "page-body");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_add_css_class (self->cards, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->overview), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->overview), self->cards);
  gtk_stack_add_child (GTK_STACK (self->stack), self->overview);
  gtk_stack_add_child (GTK_STACK (self->stack), self->form);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->form, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect_swapped (self->form, "remedy", G_CALLBACK (remedy_cb), self);
  self->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
}

GtkWidget *
miao_incident_view_new (void)
{
  return g_object_new (MIAO_TYPE_INCIDENT_VIEW, NULL);
}

gboolean
miao_incident_view_open (MiaoIncidentView *self,
                         MiaoSession *session,
                         const char *id,
                         GError **error)
{
  if (!miao_audit_read (session, "incident", id, error) || !read_again (self, session, id, error))
    return FALSE;
  show_form (self, FALSE);
  return TRUE;
}

void
miao_incident_view_begin (MiaoIncidentView *self,
                          MiaoSession *session,
                          const char *use_case,
                          const char *about,
                          const char *id)
{
  miao_incident_view_clear (self);
  self->session = miao_session_ref (session);
  gtk_widget_set_visible (self->head, FALSE);
  miao_incident_begin_new (MIAO_ACT_FORM (self->form), session, use_case, about, id);
  show_form (self, TRUE);
}

void
miao_incident_view_clear (MiaoIncidentView *self)
{
  show_form (self, FALSE);
  miao_box_clear (self->cards);
  g_clear_pointer (&self->placement, miao_placement_facts_free);
  g_clear_pointer (&self->incident, miao_record_unref);
  g_clear_pointer (&self->session, miao_session_unref);
}

void
miao_incident_view_refresh (MiaoIncidentView *self)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (self->incident == NULL)
    return;
  id = g_strdup (miao_record_get_id (self->incident));
  if (!read_again (self, self->session, id, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
}

void
miao_incident_view_print (MiaoIncidentView *self)
{
  if (self->incident != NULL)
    miao_paper_out_print (GTK_WIDGET (self), self->session, "incident",
                          miao_record_get_id (self->incident));
}

gboolean
miao_incident_view_back (MiaoIncidentView *self)
{
  if (!form_is_open (self) || self->incident == NULL)
    return FALSE;
  cancelled_cb (self);
  return TRUE;
}

char *
miao_incident_view_dup_unsaved (MiaoIncidentView *self)
{
  return form_is_open (self) ? miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->form)) : NULL;
}

void
miao_incident_view_discard (MiaoIncidentView *self)
{
  miao_act_form_discard (MIAO_ACT_FORM (self->form));
  show_form (self, FALSE);
}
