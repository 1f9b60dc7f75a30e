/* Public holidays and make-up workdays: which years are known, and the file for the next one; the
 * schedule of vaccinations. */
#include "config.h"

#include "miao-calendar-section.h"

#include "miao-gtk-compat.h"
#include "miao-holidays.h"
#include "miao-page-interface.h"
#include "miao-run.h"
#include "miao-table.h"
#include "miao-vaccines.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define FIRST_YEAR 2019 /* of the days that the program knows itself */

struct _MiaoCalendarSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *years;
  GtkWidget *vaccines;
  MiaoSession *session;
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoCalendarSection,
                               miao_calendar_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_year (MiaoCalendarSection *self, const MiaoCalendar *calendar, int year)
{
  gboolean known = miao_calendar_knows (calendar, year);
  guint off = 0, worked = 0;
  g_autofree char *words = NULL;

  for (MiaoDate day = miao_date_from_ymd (year, 1, 1); day <= miao_date_from_ymd (year, 12, 31);
       day++) {
    if (miao_calendar_name (calendar, day) == NULL)
      continue;
    if (miao_calendar_is_worked (calendar, day))
      worked++;
    else
      off++;
  }
  if (known)
    /* Translators: year, days off, make-up workdays. */
    words = g_strdup_printf (_ ("%d: %u days off, %u make-up workdays"), year, off, worked);
  else
    words = g_strdup_printf (_ ("%d: not known yet, only weekends are left out"), year);
  gtk_box_append (GTK_BOX (self->years),
                  miao_text_mark (known ? MIAO_TONE_GOOD : MIAO_TONE_WARNING, words));
}

static void
show_vaccines (MiaoCalendarSection *self)
{
  MiaoStore *store = miao_session_get_store (self->session);
  g_autoptr (MiaoVaccineSchedule) schedule = miao_vaccines_schedule (store);
  const gboolean own = miao_vaccines_are_own (store);
  const guint n = miao_vaccine_schedule_count (schedule);
  g_autofree char *words =
      own ? g_strdup_printf (ngettext ("The institution's own schedule: %u dose",
                                       "The institution's own schedule: %u doses", n),
                             n)
          : g_strdup_printf (ngettext ("The default schedule: %u dose. Compare it with the local "
                                       "centre for disease control",
                                       "The default schedule: %u doses. Compare it with the local "
                                       "centre for disease control",
                                       n),
                             n);

  empty (self->vaccines);
  gtk_box_append (GTK_BOX (self->vaccines),
                  miao_text_mark (own ? MIAO_TONE_GOOD : MIAO_TONE_WARNING, words));
}

static void
show (MiaoCalendarSection *self)
{
  g_autoptr (MiaoCalendar) calendar = miao_holidays_read (miao_session_get_store (self->session));
  int year;

  miao_date_get_ymd (miao_session_today (self->session), &year, NULL, NULL);
  empty (self->years);
  for (int y = FIRST_YEAR; y <= year + 1; y++)
    add_year (self, calendar, y);
  show_vaccines (self);
}

/* Runs the use case with the file that was chosen. */
static void
import_chosen (MiaoCalendarSection *self,
               GAsyncResult *result,
               const char *use_case,
               const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_open_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (JsonObject) input = json_object_new ();

  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  if (path == NULL || self->session == NULL)
    return;
  json_object_set_string_member (input, "path", path);
  if (!miao_run (GTK_WIDGET (self), use_case, input, NULL, NULL))
    return;
  show (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, said, NULL);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoCalendarSection) self = user_data;

  import_chosen (self, result, "import-holidays", _ ("Holidays imported"));
}

static void
vaccines_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoCalendarSection) self = user_data;

  import_chosen (self, result, "import-vaccine-schedule", _ ("Schedule of vaccinations imported"));
}

static void
import_vaccines_cb (MiaoCalendarSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  miao_open_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        _ ("Schedule of vaccinations"), NULL, NULL, vaccines_chosen_cb,
                        g_object_ref (self));
}

static void
import_cb (MiaoCalendarSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  miao_open_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Holiday file"), NULL,
                        NULL, chosen_cb, g_object_ref (self));
}

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoCalendarSection *self = MIAO_CALENDAR_SECTION (page);

  empty (self->years);
  empty (self->vaccines);
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  show (self);
}

static void
refresh (MiaoPage *page)
{
  MiaoCalendarSection *self = MIAO_CALENDAR_SECTION (page);

  if (self->session != NULL)
    show (self);
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
}

static void
miao_calendar_section_dispose (GObject *object)
{
  MiaoCalendarSection *self = MIAO_CALENDAR_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_calendar_section_parent_class)->dispose (object);
}

static void
miao_calendar_section_class_init (MiaoCalendarSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_calendar_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_vaccines (MiaoCalendarSection *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = miao_small_button (_ ("Import schedule…"), NULL);

  self->vaccines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (card),
                  miao_text_new (_ ("The ages at which each dose is due. A file takes the place of "
                                    "the whole schedule."),
                                 "dim"));
  gtk_box_append (GTK_BOX (card), self->vaccines);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (import_vaccines_cb), self);
  gtk_box_append (GTK_BOX (card), button);
  return card;
}

static void
miao_calendar_section_init (MiaoCalendarSection *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = miao_small_button (_ ("Import holidays…"), NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->years = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (
      GTK_BOX (card),
      miao_text_new (_ ("Terms in working days leave out weekends and public holidays and count "
                        "make-up workdays, as the State Council announces them each year."),
                     "dim"));
  gtk_box_append (GTK_BOX (card), self->years);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (import_cb), self);
  gtk_box_append (GTK_BOX (card), button);
  gtk_box_append (GTK_BOX (self->box), miao_card_new (_ ("Working days"), card, NULL));
  gtk_box_append (GTK_BOX (self->box),
                  miao_card_new (_ ("Schedule of vaccinations"), make_vaccines (self), NULL));
}
