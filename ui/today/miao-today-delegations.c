#include "config.h"

#include "miao-today-delegate.h"

#include "miao-delegations.h"
#include "miao-do.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

GtkWidget *
miao_today_delegate_button_new (void)
{
  GtkWidget *button = miao_small_button (_ ("Hand over…"), _ ("Hand over tasks to a colleague"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "today.delegate");
  return button;
}

static void
add_end (GtkWidget *box, const MiaoDelegation *delegation)
{
  /* Translators: two names: whose tasks, who looks after them. */
  g_autofree char *name =
      g_strdup_printf (_ ("End: %s to %s"), delegation->from_name, delegation->to_name);
  GtkWidget *button;

  if (!delegation->may_end)
    return;
  button = miao_small_button (_ ("End"), name);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "today.end-delegation");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    miao_record_get_id (delegation->record));
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_line (const MiaoDelegation *delegation)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const MiaoRecord *record = delegation->record;
  /* Translators: two names: who looks after the tasks, whose they are. */
  g_autofree char *who =
      g_strdup_printf (_ ("%s stands in for %s"), delegation->to_name, delegation->from_name);
  g_autofree char *days = g_strdup_printf (
      /* Translators: first and last day, then the reason. */
      delegation->state == MIAO_DELEGATION_AHEAD ? _ ("begins %s, until %s · %s")
                                                 : _ ("%s to %s · %s"),
      miao_record_get (record, "from_on"), miao_record_get (record, "until_on"),
      miao_record_get (record, "reason"));

  gtk_box_append (GTK_BOX (column), miao_text_new (who, NULL));
  gtk_box_append (GTK_BOX (column), miao_text_new (days, "dim secondary"));
  add_end (column, delegation);
  return column;
}

GtkWidget *
miao_today_delegations_new (MiaoSession *session)
{
  gboolean all = miao_session_get_role (session) == MIAO_ROLE_DIRECTOR;
  MiaoDate today = miao_session_today (session);
  g_autoptr (GPtrArray) delegations = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *box, *card, *head;
  guint n = 0;

  if (!miao_session_may (session, MIAO_MAY_FAMILY_READ))
    return NULL;
  delegations = miao_delegations_read (session, today, today, &error);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  card = miao_card_new (_ ("Standing in"), box, &head);
  if (delegations == NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (error->message, "danger"));
  for (guint i = 0; delegations != NULL && i < delegations->len; i++) {
    const MiaoDelegation *one = delegations->pdata[i];

    /* The head looks after everybody. */
    if (!one->own && !all)
      continue;
    gtk_box_append (GTK_BOX (box), make_line (one));
    n++;
  }
  if (n == 0 && !miao_session_may (session, MIAO_MAY_TASKS_DELEGATE)) {
    g_object_ref_sink (card);
    g_object_unref (card);
    return NULL;
  }
  if (n == 0 && delegations != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (_ ("Nobody's tasks are handed over."), "dim"));
  if (miao_session_may (session, MIAO_MAY_TASKS_DELEGATE))
    gtk_box_append (GTK_BOX (head), miao_today_delegate_button_new ());
  return card;
}

void
miao_today_delegate_end (GtkWidget *from, MiaoSession *session, const char *delegation)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (input, "delegation", delegation);
  if (!miao_do (from, session, "end-delegation", input, NULL, &error)) {
    miao_window_say_error (from, error);
    return;
  }
  miao_window_say (from, MIAO_TONE_GOOD, _ ("The standing in has ended"), NULL);
  miao_window_changed (from);
}
