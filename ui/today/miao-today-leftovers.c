#include "config.h"

#include "miao-today-leftovers.h"

#include "miao-ask.h"
#include "miao-gtk-compat.h"
#include "miao-leftovers.h"
#include "miao-lookup.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* More than these are told by their number. */
#define MOST 5

typedef struct {
  MiaoSession *session;
  MiaoLeftover *leftover;
} Line;

static void
line_free (gpointer data, GClosure *closure)
{
  Line *line = data;

  miao_session_unref (line->session);
  miao_leftover_free (line->leftover);
  g_free (line);
}

static char *
dup_time (const MiaoLeftover *leftover)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (leftover->at_ms / 1000);

  return g_date_time_format (at, "%Y-%m-%d %H:%M");
}

/* What it is about, where that can be named, and when it was typed. */
static char *
dup_detail (const MiaoLeftover *leftover)
{
  g_autofree char *time = dup_time (leftover);
  g_autofree char *name = leftover->record_id != NULL
                              ? miao_lookup_dup_name (leftover->record_kind, leftover->record_id)
                              : NULL;

  return name != NULL ? g_strdup_printf ("%s · %s", name, time) : g_steal_pointer (&time);
}

/* --- looking -------------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *from;
  MiaoSession *session;
  char *kind;
  char *record;
} Looking;

static void
looking_free (Looking *looking)
{
  g_object_unref (looking->from);
  miao_session_unref (looking->session);
  g_free (looking->kind);
  g_free (looking->record);
  g_free (looking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Looking) looking = user_data;
  const MiaoLeftover leftover = { .kind = looking->kind, .record = looking->record };
  g_autoptr (GError) error = NULL;

  /* The window may have been locked meanwhile. */
  if (miao_ask_finish (result) == 0 || !miao_session_is_open (looking->session))
    return;
  if (!miao_leftovers_drop (looking->session, &leftover, &error)) {
    miao_window_say_error (looking->from, error);
    return;
  }
  miao_window_say (looking->from, MIAO_TONE_GOOD, _ ("Thrown away"), NULL);
  miao_window_changed (looking->from);
}

static void
look_cb (GtkWidget *button, gpointer user_data)
{
  const Line *line = user_data;
  const MiaoLeftover *leftover = line->leftover;
  const char *answers[] = { _ ("Keep"), _ ("Throw away"), NULL };
  g_autofree char *time = dup_time (leftover);
  g_autofree char *head =
      leftover->lost ? g_strdup_printf (
                           _ ("Typed %s. No form asks for it any more: copy what is still needed, "
                              "then throw it away."),
                           time)
                     : g_strdup_printf (
                           _ ("Typed %s. It comes back in its form and can be saved there."), time);
  g_autofree char *text = g_strdup_printf (
      "%s\n\n%s", head, leftover->words != NULL ? leftover->words : _ ("Only choices, no words."));
  Looking *looking = g_new0 (Looking, 1);

  looking->from = g_object_ref (GTK_WIDGET (gtk_widget_get_root (button)));
  looking->session = miao_session_ref (line->session);
  looking->kind = g_strdup (leftover->kind);
  looking->record = g_strdup (leftover->record);
  miao_ask_async (button, leftover->title, text, answers, TRUE, answered_cb, looking);
}

/* --- the card ------------------------------------------------------------------------------- */

static void
add_line (GtkWidget *box, MiaoSession *session, MiaoLeftover *leftover)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *detail = dup_detail (leftover);
  g_autofree char *name = g_strdup_printf (_ ("Look at what was typed: %s"), leftover->title);
  GtkWidget *look = miao_small_button (_ ("Look…"), name);
  Line *line = g_new0 (Line, 1);

  gtk_box_append (GTK_BOX (words), miao_text_new (leftover->title, NULL));
  gtk_box_append (GTK_BOX (words), miao_text_new (detail, "dim secondary"));
  if (leftover->lost)
    gtk_box_append (GTK_BOX (words), miao_text_mark (MIAO_TONE_WARNING, _ ("Its place is gone")));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), look);
  gtk_box_append (GTK_BOX (box), row);
  line->session = miao_session_ref (session);
  line->leftover = leftover;
  g_signal_connect_data (look, "clicked", G_CALLBACK (look_cb), line, line_free, 0);
}

GtkWidget *
miao_today_leftovers_new (MiaoSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = miao_leftovers_read (session, &error);
  GtkWidget *box;
  guint n = list != NULL ? list->len : 0;

  if (list != NULL && n == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  if (list == NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (error->message, "danger"));
  for (guint i = 0; i < MIN (n, MOST); i++)
    add_line (box, session, g_ptr_array_steal_index (list, 0));
  if (n > MOST) {
    g_autofree char *more =
        g_strdup_printf (ngettext ("and %u more", "and %u more", n - MOST), n - MOST);

    gtk_box_append (GTK_BOX (box), miao_text_new (more, "dim"));
  }
  return miao_card_new (_ ("Typed and not saved"), box, NULL);
}
