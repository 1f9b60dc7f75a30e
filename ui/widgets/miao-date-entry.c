#include "config.h"

#include "miao-date-entry.h"

#include "miao-date-text.h"

#include <glib/gi18n.h>

struct _MiaoDateEntry {
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *calendar;
  MiaoDate today;
  gboolean setting;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoDateEntry, miao_date_entry, GTK_TYPE_WIDGET)

static void
open_calendar (MiaoDateEntry *self)
{
  MiaoDate date = miao_date_entry_get_date (self);
  g_autoptr (GDateTime) day = NULL;
  int y;
  int m;
  int d;

  miao_date_get_ymd (date != MIAO_DATE_NONE ? date : self->today, &y, &m, &d);
  day = g_date_time_new_local (y, m, d, 12, 0, 0);
  self->setting = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  self->setting = FALSE;
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
picked_cb (MiaoDateEntry *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (self->setting)
    return;
  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  miao_date_entry_set_date (self, miao_date_from_ymd (g_date_time_get_year (day),
                                                      g_date_time_get_month (day),
                                                      g_date_time_get_day_of_month (day)));
}

static gboolean
key_cb (MiaoDateEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down || (state & GDK_ALT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  open_calendar (self);
  return GDK_EVENT_STOP;
}

/* The day in its one form, so that the person sees how it was understood. */
static void
leave_cb (MiaoDateEntry *self)
{
  MiaoDate date = miao_date_entry_get_date (self);

  if (date != MIAO_DATE_NONE)
    miao_date_entry_set_date (self, date);
}

static void
changed_cb (MiaoDateEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MIAO_DATE_ENTRY (widget)->entry);
}

static void
miao_date_entry_dispose (GObject *object)
{
  MiaoDateEntry *self = MIAO_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_date_entry_parent_class)->dispose (object);
}

static void
miao_date_entry_class_init (MiaoDateEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_date_entry_dispose;
  widget_class->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_date_entry_init (MiaoDateEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->today = miao_date_today ();
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "miao-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _ ("Pick a day (Alt+Down)"));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  self->calendar = gtk_calendar_new ();
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  gtk_widget_set_parent (self->popover, self->entry);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->entry, "icon-release", G_CALLBACK (open_calendar), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (gtk_widget_grab_focus),
                            self->entry);
}

GtkWidget *
miao_date_entry_new (void)
{
  return g_object_new (MIAO_TYPE_DATE_ENTRY, NULL);
}

MiaoDate
miao_date_entry_get_date (MiaoDateEntry *self)
{
  return miao_date_read (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->today);
}

void
miao_date_entry_set_date (MiaoDateEntry *self, MiaoDate date)
{
  char text[MIAO_DATE_BUFFER];

  miao_date_format (date, text);
  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

gboolean
miao_date_entry_is_invalid (MiaoDateEntry *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0' &&
         miao_date_entry_get_date (self) == MIAO_DATE_NONE;
}

void
miao_date_entry_set_today (MiaoDateEntry *self, MiaoDate today)
{
  self->today = today;
}

GtkWidget *
miao_date_entry_get_entry (MiaoDateEntry *self)
{
  return self->entry;
}
