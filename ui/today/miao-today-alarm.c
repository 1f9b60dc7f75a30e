#include "config.h"

#include "miao-today-alarm.h"

#include "miao-incident-words.h"
#include "miao-table.h"
#include "miao-tasks.h"

#include <glib/gi18n.h>

#define CLOCK_SECONDS 20

struct _MiaoTodayAlarm {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *button;
  MiaoSession *session;
  gint64 since_ms;
  guint clock;
};

G_DEFINE_FINAL_TYPE (MiaoTodayAlarm, miao_today_alarm, GTK_TYPE_WIDGET)

static gboolean
clock_cb (gpointer user_data)
{
  MiaoTodayAlarm *self = user_data;
  g_autofree char *words = NULL;

  if (self->session != NULL && miao_session_is_open (self->session)) {
    words = miao_incident_dup_clock (self->since_ms, miao_session_now_ms (self->session));
    gtk_label_set_label (GTK_LABEL (self->detail), words);
  }
  return G_SOURCE_CONTINUE;
}

void
miao_today_alarm_clear (MiaoTodayAlarm *self)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_pointer (&self->session, miao_session_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
miao_today_alarm_show (MiaoTodayAlarm *self, MiaoSession *session, GPtrArray *tasks)
{
  const MiaoTask *first = NULL;
  g_autofree char *words = NULL;
  guint n = 0;

  miao_today_alarm_clear (self);
  /* They stand first. */
  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);

    if (task->due->since_ms == 0)
      break;
    if (first == NULL)
      first = task;
    n++;
  }
  if (first == NULL)
    return;
  if (n == 1)
    /* Translators: %s is the name of a child or a family. */
    words = g_strdup_printf (_ ("To be reported at once, by law: %s"), first->who);
  else
    /* Translators: name of a child or a family, how many in all. */
    words = g_strdup_printf (_ ("To be reported at once, by law: %s and others, %u in all"),
                             first->who, n);
  gtk_label_set_label (GTK_LABEL (self->title), words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(sss)", "incident",
                                    first->record, first->use_case);
  self->session = miao_session_ref (session);
  self->since_ms = first->due->since_ms;
  (void) clock_cb (self);
  self->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
miao_today_alarm_dispose (GObject *object)
{
  MiaoTodayAlarm *self = MIAO_TODAY_ALARM (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_today_alarm_parent_class)->dispose (object);
}

static void
miao_today_alarm_class_init (MiaoTodayAlarmClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_today_alarm_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_today_alarm_init (MiaoTodayAlarm *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name ("miao-warning-symbolic");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->title = miao_text_new (NULL, "strong");
  self->detail = miao_text_new (NULL, "detail secondary");
  self->button = gtk_button_new_with_label (_ ("Report it now"));
  gtk_widget_add_css_class (self->box, "banner");
  gtk_widget_add_css_class (self->box, "danger");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(sss)", "incident", "", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.open-record");
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (self->box), icon);
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
