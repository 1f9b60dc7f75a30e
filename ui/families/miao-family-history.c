/* The tabs of a foster family's record that look back: evaluations, placements, history. */
#include "config.h"

#include "miao-family-parts.h"

#include "miao-codes.h"
#include "miao-kind-text.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static GtkWidget *
make_tab (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "page-body");
  gtk_widget_set_margin_top (box, 12);
  gtk_box_append (GTK_BOX (box), child);
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static GtkWidget *
shown (const MiaoFamilyData *data, const MiaoRecord *record, const char *field)
{
  g_autofree char *text = miao_family_data_dup_shown (data, record, field);

  return miao_text_new (text, NULL);
}

static GtkWidget *
open_button (const MiaoRecord *record, const char *what)
{
  g_autofree char *name = g_strdup_printf (_ ("Open %s"), what);
  GtkWidget *button = miao_small_button (_ ("Open"), name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)",
                                    miao_record_get_kind (record)->name,
                                    miao_record_get_id (record), "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  return button;
}

GtkWidget *
miao_family_tab_evaluations (const MiaoFamilyData *data, MiaoSession *session)
{
  const char *heads[] = { _ ("Number"),     _ ("Kind"),        _ ("State"), _ ("Finished"),
                          _ ("Conclusion"), _ ("Valid until"), "",          NULL };
  GtkWidget *table = miao_table_new (heads, -1);
  GtkWidget *head;
  GtkWidget *card = miao_card_new (_ ("Evaluations"), table, &head);

  for (guint i = 0; i < data->evaluations->len; i++) {
    MiaoRecord *evaluation = data->evaluations->pdata[i];

    miao_table_add (MIAO_TABLE (table), shown (data, evaluation, "eval_no"),
                    shown (data, evaluation, "kind"), shown (data, evaluation, "status"),
                    shown (data, evaluation, "finished_on"), shown (data, evaluation, "conclusion"),
                    shown (data, evaluation, "valid_until"),
                    open_button (evaluation, miao_record_get (evaluation, "eval_no")), NULL);
  }
  if (data->evaluations->len == 0)
    miao_table_say (MIAO_TABLE (table), _ ("Not evaluated yet."));
  if (miao_session_may (session, MIAO_MAY_EVALUATION_OPEN))
    gtk_box_append (GTK_BOX (head),
                    miao_family_act_button (_ ("Begin an evaluation"), "open-evaluation", NULL));
  return make_tab (card);
}

GtkWidget *
miao_family_tab_placements (const MiaoFamilyData *data, MiaoSession *session)
{
  const char *heads[] = { _ ("Child"), _ ("State"), _ ("Moved in"), _ ("Confirmed"), _ ("Ended"),
                          "",          NULL };
  GtkWidget *table = miao_table_new (heads, -1);

  for (guint i = 0; i < data->placements->len; i++) {
    MiaoRecord *placement = data->placements->pdata[i];
    g_autofree char *child = miao_record_dup_shown (placement, "child", FALSE);

    miao_table_add (MIAO_TABLE (table), miao_text_new (child, "strong"),
                    shown (data, placement, "status"), shown (data, placement, "moved_in_on"),
                    shown (data, placement, "confirmed_on"), shown (data, placement, "ended_on"),
                    open_button (placement, child), NULL);
  }
  if (data->placements->len == 0)
    miao_table_say (MIAO_TABLE (table), _ ("No child has been placed here yet."));
  return make_tab (miao_card_new (_ ("Children placed here"), table, NULL));
}

/* --- everything in the order of time -------------------------------------------------------- */

typedef struct {
  const char *on;
  char *what;
  char *detail;
} Event;

static void
event_clear (gpointer pointer)
{
  Event *event = pointer;

  g_free (event->what);
  g_free (event->detail);
}

static void
add_event (GArray *events, const char *on, char *what, char *detail)
{
  Event event = { on, what, detail };

  if (on != NULL) {
    g_array_append_val (events, event);
    return;
  }
  event_clear (&event);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const Event *) b)->on, ((const Event *) a)->on);
}

static void
add_caregivers (const MiaoFamilyData *data, GArray *events)
{
  for (guint i = 0; i < data->periods->len; i++) {
    MiaoRecord *period = data->periods->pdata[i];

    add_event (events, miao_record_get (period, "from_on"), g_strdup (_ ("Main caregiver")),
               miao_record_dup_shown (period, "member", FALSE));
  }
  for (guint i = 0; i < data->members->len; i++) {
    MiaoRecord *member = data->members->pdata[i];

    add_event (events, miao_record_get (member, "left_on"), g_strdup (_ ("Left the family")),
               g_strdup (miao_record_get (member, "name")));
  }
}

static GArray *
collect_events (const MiaoFamilyData *data)
{
  GArray *events = g_array_new (FALSE, TRUE, sizeof (Event));

  g_array_set_clear_func (events, event_clear);
  add_caregivers (data, events);
  for (guint i = 0; i < data->applications->len; i++)
    add_event (events, miao_record_get (data->applications->pdata[i], "applied_on"),
               g_strdup (_ ("Application")),
               miao_record_dup_shown (data->applications->pdata[i], "app_no", FALSE));
  for (guint i = 0; i < data->evaluations->len; i++)
    add_event (events, miao_record_get (data->evaluations->pdata[i], "finished_on"),
               miao_record_dup_shown (data->evaluations->pdata[i], "kind", FALSE),
               miao_record_dup_shown (data->evaluations->pdata[i], "conclusion", FALSE));
  for (guint i = 0; i < data->trainings->len; i++)
    add_event (events, miao_record_get (data->trainings->pdata[i], "to_on"),
               miao_record_dup_shown (data->trainings->pdata[i], "kind", FALSE),
               miao_record_dup_shown (data->trainings->pdata[i], "result", FALSE));
  for (guint i = 0; i < data->placements->len; i++) {
    MiaoRecord *placement = data->placements->pdata[i];

    add_event (events, miao_record_get (placement, "moved_in_on"), g_strdup (_ ("Child moved in")),
               miao_record_dup_shown (placement, "child", FALSE));
    add_event (events, miao_record_get (placement, "ended_on"), g_strdup (_ ("Placement ended")),
               miao_record_dup_shown (placement, "child", FALSE));
  }
  add_event (events, miao_record_get (data->family, "approved_on"), g_strdup (_ ("Qualified")),
             miao_record_dup_shown (data->family, "approved_until", FALSE));
  add_event (events, miao_record_get (data->family, "filed_on"), g_strdup (_ ("Filed")),
             miao_record_dup_shown (data->family, "filed_no", FALSE));
  g_array_sort (events, compare_events);
  return events;
}

GtkWidget *
miao_family_tab_history (const MiaoFamilyData *data, MiaoSession *session)
{
  const char *heads[] = { _ ("Date"), _ ("What"), "", NULL };
  GtkWidget *table = miao_table_new (heads, 2);
  g_autoptr (GArray) events = collect_events (data);

  for (guint i = 0; i < events->len; i++) {
    Event *event = &g_array_index (events, Event, i);

    miao_table_add (MIAO_TABLE (table), miao_text_new (event->on, NULL),
                    miao_text_new (event->what, "strong"), miao_text_new (event->detail, "dim"),
                    NULL);
  }
  if (events->len == 0)
    miao_table_say (MIAO_TABLE (table), _ ("Nothing has happened yet."));
  return make_tab (miao_card_new (_ ("History"), table, NULL));
}
