/* What the header of the window says: institution, person, day. */
#include "config.h"

#include "miao-window-private.h"

#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

void
miao_window_show_day (MiaoWindow *self)
{
  char date[MIAO_DATE_BUFFER];
  MiaoDate today = self->session != NULL ? miao_session_today (self->session) : MIAO_DATE_NONE;
  gboolean practice = self->session != NULL && miao_session_is_practice (self->session);
  g_autofree char *text = NULL;

  self->day = today;
  miao_date_format (today, date);
  /* Translators: %s is today's date. */
  text = today == miao_date_today () ? g_strdup_printf (_ ("%s today"), date) : g_strdup (date);
  gtk_label_set_label (GTK_LABEL (self->today_label), text);
  gtk_label_set_label (GTK_LABEL (self->today_button_label), text);
  miao_menu_button_set_name (self->today_button, text);
  gtk_widget_set_visible (self->today_button, practice);
  gtk_widget_set_visible (self->today_label, !practice);
}

void
miao_window_read_institution (MiaoWindow *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("institution"));
  g_autoptr (MiaoRecord) record = NULL;
  const char *name = NULL;

  record = miao_store_first (miao_session_get_store (self->session), query, NULL);
  if (record != NULL)
    name = miao_record_get (record, "name");
  g_free (self->institution_name);
  self->institution_name = g_strdup (name != NULL ? name : "");
}

void
miao_window_show_header (MiaoWindow *self, gboolean open)
{
  gboolean named = self->institution_name != NULL && *self->institution_name != '\0';
  g_autofree char *who = NULL;

  if (self->session != NULL)
    who =
        g_strdup_printf ("%s · %s", miao_session_get_name (self->session),
                         miao_role_label (miao_session_get_role (self->session), miao_language ()));
  gtk_label_set_label (GTK_LABEL (self->account), who != NULL ? who : "");
  miao_menu_button_set_name (self->account_button, who != NULL ? who : "");
  gtk_label_set_label (GTK_LABEL (self->institution), named ? self->institution_name : "");
  gtk_widget_set_visible (self->institution_separator, named);
  gtk_widget_set_visible (self->search_overlay, open);
  gtk_widget_set_visible (self->account_button, open);
  gtk_widget_set_visible (self->lock_button, open);
  gtk_widget_set_visible (self->hide_button, open);
  gtk_widget_set_visible (self->demo_chip,
                          self->session != NULL && miao_session_is_practice (self->session));
}

/* --- the day of a practice file ------------------------------------------------------------ */

static void
move_today (MiaoWindow *self, MiaoDate day)
{
  g_autoptr (GError) error = NULL;

  if (self->session == NULL || day == miao_session_today (self->session))
    return;
  if (!miao_session_set_today (self->session, day, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
  miao_window_show_day (self);
  miao_window_changed (GTK_WIDGET (self));
}

static void
today_picked_cb (MiaoWindow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->today_calendar));

  move_today (self, miao_date_from_ymd (g_date_time_get_year (day), g_date_time_get_month (day),
                                        g_date_time_get_day_of_month (day)));
}

static void
today_reset_cb (MiaoWindow *self)
{
  move_today (self, miao_date_today ());
  gtk_popover_popdown (GTK_POPOVER (self->today_popover));
}

void
miao_window_class_bind_header (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, today_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_reset_cb);
}
