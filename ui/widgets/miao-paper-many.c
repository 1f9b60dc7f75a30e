/* One paper of all records that have it, in one file. */
#include "config.h"

#include "miao-paper-many.h"

#include "miao-date-entry.h"
#include "miao-dialog.h"
#include "miao-error.h"
#include "miao-gtk-compat.h"
#include "miao-paper-out.h"
#include "miao-sight.h"
#include "miao-table.h"
#include "miao-window.h"
#include "miao-work.h"

#include <glib/gi18n.h>

#define WIDTH 460

static const char *
title_of (const char *paper)
{
  const MiaoPaperKind *kind = miao_paper_find_kind (paper);

  g_return_val_if_fail (kind != NULL, "");
  return miao_pick (kind->title_zh, kind->title_en);
}

static char *
dup_what (const char *paper)
{
  /* Translators: %s is the title of a paper. */
  return g_strdup_printf (_ ("Print all: %s"), title_of (paper));
}

/* --- The file ------------------------------------------------------------------------------- */

/* Which papers; @where: one condition or none. */
typedef struct {
  const char *paper; /* static */
  MiaoDate from, to;
  char *where;
} Choice;

static Choice
choice_new (const char *paper, const MiaoPaperSome *some)
{
  Choice choice = { miao_paper_find_kind (paper)->name, MIAO_DATE_NONE, MIAO_DATE_NONE, NULL };

  if (some != NULL) {
    choice.from = some->from;
    choice.to = some->to;
    choice.where = some->where != NULL ? g_strdup (some->where[0]) : NULL;
  }
  return choice;
}

typedef struct {
  Choice choice;
  char *path;
  guint papers;
  guint pages;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_free (batch->choice.where);
  g_free (batch->path);
  g_free (batch);
}

static gboolean
print_in_thread (MiaoSession *session,
                 const MiaoProgress *progress,
                 GCancellable *cancellable,
                 gpointer data,
                 GError **error)
{
  Batch *batch = data;
  const Choice *choice = &batch->choice;
  const char *const where[] = { choice->where, NULL };
  const MiaoPaperSome some = { choice->from, choice->to, where };
  const gboolean all =
      choice->from == MIAO_DATE_NONE && choice->to == MIAO_DATE_NONE && choice->where == NULL;
  g_autoptr (GPtrArray) ids =
      miao_paper_batch_all (session, choice->paper, all ? NULL : &some, error);

  if (ids == NULL)
    return FALSE;
  batch->papers = ids->len;
  return miao_paper_write_batch (session, choice->paper, ids, batch->path, progress, cancellable,
                                 &batch->pages, error);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *from = GTK_WIDGET (source);
  Batch *batch = miao_work_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!miao_work_finish (result, &error)) {
    if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED))
      miao_window_say (from, MIAO_TONE_INFO, _ ("Cancelled; no file was written"), NULL);
    else
      miao_window_say_error (from, error);
    return;
  }
  /* Translators: title of a paper, how many, pages of the file. */
  words = g_strdup_printf (_ ("%s: %u, %u pages"), title_of (batch->choice.paper), batch->papers,
                           batch->pages);
  miao_window_say (from, MIAO_TONE_GOOD, words, batch->path);
}

typedef struct {
  GtkWidget *from;
  Choice choice;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->from);
  g_free (choosing->choice.where);
  g_free (choosing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choosing) choosing = user_data;
  GtkWidget *from = choosing->from;
  MiaoWindow *window = miao_window_from (from);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autofree char *what = dup_what (choosing->choice.paper);
  Batch *batch;

  if (error != NULL)
    miao_window_say_error (from, error);
  if (file == NULL || window == NULL || miao_window_get_session (window) == NULL)
    return;
  batch = g_new0 (Batch, 1);
  batch->choice = choosing->choice;
  choosing->choice.where = NULL;
  batch->path = g_file_get_path (file);
  miao_work_async (from, miao_window_get_session (window), what, print_in_thread, batch, batch_free,
                   printed_cb, NULL);
}

void
miao_paper_many_save (GtkWidget *from,
                      MiaoSession *session,
                      const char *paper,
                      const MiaoPaperSome *some)
{
  GtkRoot *root = gtk_widget_get_root (from);
  Choosing *choosing = g_new0 (Choosing, 1);
  char day[MIAO_DATE_BUFFER];
  g_autofree char *name = NULL;
  g_autofree char *what = dup_what (paper);

  choosing->from = g_object_ref (from);
  choosing->choice = choice_new (paper, some);
  miao_date_format (miao_session_today (session), day);
  name = g_strdup_printf ("%s-%s.pdf", title_of (paper), day);
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, what, name, NULL,
                        chosen_cb, choosing);
}

/* --- Which paper ---------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *from;
  GtkWidget *window;
  GtkWidget *choice;
  GtkWidget *days[2]; /* from, to */
  GtkWidget *note;
  GtkWidget *mine;
  MiaoSession *session;
  GPtrArray *papers; /* static texts, in the order of the choice */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->from);
  miao_session_unref (asking->session);
  g_ptr_array_unref (asking->papers);
  g_free (asking);
}

static const char *
chosen_paper (Asking *asking)
{
  const guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (asking->choice));

  return g_ptr_array_index (asking->papers, MIN (at, asking->papers->len - 1));
}

#define ROUND "visit-round"
#define ROUND_DAYS 7

/* A paper of some days, which counts by what is due in them. */
static gboolean
is_round (const char *paper)
{
  return g_str_equal (paper, ROUND);
}

static const MiaoKind *
kind_of (const char *paper)
{
  return miao_kind_find (is_round (paper) ? "visit" : miao_paper_find_kind (paper)->kind);
}

/* Which day the two are about; a paper of something that did not happen on a day has none. */
static void
paper_cb (Asking *asking)
{
  const char *paper = chosen_paper (asking);
  const MiaoField *day = miao_paper_batch_day (miao_paper_find_kind (paper));
  g_autofree char *note = NULL;

  if (is_round (paper))
    note = g_strdup (_ ("Families to be visited in these days, and those that are late. Empty: "
                        "the coming week."));
  else if (day != NULL)
    /* Translators: %s is a day of a record: "Visited on". */
    note = g_strdup_printf (_ ("The days count by: %s. Empty: all."),
                            miao_pick (day->label_zh, day->label));
  else
    note = g_strdup (_ ("This paper has no day of its own: all are printed."));
  for (gsize i = 0; i < G_N_ELEMENTS (asking->days); i++)
    gtk_widget_set_sensitive (asking->days[i], day != NULL || is_round (paper));
  gtk_label_set_label (GTK_LABEL (asking->note), note);
  gtk_widget_set_visible (asking->mine, (g_str_equal (paper, "visit") || is_round (paper)) &&
                                            miao_session_get_staff (asking->session) != NULL);
}

static MiaoDate
day_of (GtkWidget *entry)
{
  return gtk_widget_get_sensitive (entry) ? miao_date_entry_get_date (MIAO_DATE_ENTRY (entry))
                                          : MIAO_DATE_NONE;
}

static gboolean
is_mine (Asking *asking)
{
  return gtk_widget_get_visible (asking->mine) &&
         gtk_check_button_get_active (GTK_CHECK_BUTTON (asking->mine));
}

static void
save_round (Asking *asking)
{
  g_autoptr (MiaoSession) session = miao_session_ref (asking->session);
  g_autoptr (GtkWidget) from = g_object_ref (asking->from);
  MiaoDate first = day_of (asking->days[0]), last = day_of (asking->days[1]);
  char days[2][MIAO_DATE_BUFFER];
  g_autofree char *id = NULL;

  if (first == MIAO_DATE_NONE)
    first = last != MIAO_DATE_NONE ? MIN (last, miao_session_today (session))
                                   : miao_session_today (session);
  if (last == MIAO_DATE_NONE)
    last = first + ROUND_DAYS - 1;
  miao_date_format (first, days[0]);
  miao_date_format (last, days[1]);
  id = g_strdup_printf ("%s..%s/%s", days[0], days[1],
                        is_mine (asking) ? miao_session_get_staff (session) : "all");
  gtk_window_destroy (GTK_WINDOW (asking->window));
  miao_paper_out_save (from, session, ROUND, id, title_of (ROUND));
}

/* The window goes first: what comes next is asked over the one that it stood on. */
static void
save_cb (Asking *asking)
{
  g_autoptr (MiaoSession) session = miao_session_ref (asking->session);
  g_autoptr (GtkWidget) from = g_object_ref (asking->from);
  const char *paper = chosen_paper (asking);
  g_autofree char *mine = NULL;
  const char *where[] = { NULL, NULL };
  const MiaoPaperSome some = { day_of (asking->days[0]), day_of (asking->days[1]), where };

  for (gsize i = 0; i < G_N_ELEMENTS (asking->days); i++)
    if (gtk_widget_get_sensitive (asking->days[i]) &&
        miao_date_entry_is_invalid (MIAO_DATE_ENTRY (asking->days[i]))) {
      gtk_widget_grab_focus (asking->days[i]);
      return;
    }
  if (is_round (paper)) {
    save_round (asking);
    return;
  }
  if (is_mine (asking)) {
    mine = g_strconcat ("placement.care_worker=", miao_session_get_staff (session), NULL);
    where[0] = mine;
  }
  gtk_window_destroy (GTK_WINDOW (asking->window));
  miao_paper_many_save (from, session, paper, &some);
}

/* The papers, and which of them. */
static void
add_rows (Asking *asking, GtkWidget *box, GListModel *names)
{
  const char *const labels[] = { _ ("First day"), _ ("Last day") };
  GtkWidget *grid = miao_dialog_add_grid (box);

  asking->choice = gtk_drop_down_new (names, NULL);
  miao_dialog_attach (grid, 0, _ ("Paper"), asking->choice, asking->choice);
  for (gsize i = 0; i < G_N_ELEMENTS (asking->days); i++) {
    MiaoDateEntry *entry = MIAO_DATE_ENTRY (miao_date_entry_new ());

    miao_date_entry_set_today (entry, miao_session_today (asking->session));
    asking->days[i] = GTK_WIDGET (entry);
    miao_dialog_attach (grid, (int) i + 1, labels[i], asking->days[i],
                        miao_date_entry_get_entry (entry));
  }
  asking->mine = gtk_check_button_new_with_label (_ ("Only the placements that I look after"));
  asking->note = miao_text_new (NULL, "dim");
  gtk_box_append (GTK_BOX (box), asking->mine);
  gtk_box_append (GTK_BOX (box), asking->note);
  paper_cb (asking);
  g_signal_connect_swapped (asking->choice, "notify::selected", G_CALLBACK (paper_cb), asking);
}

void
miao_paper_many_ask (GtkWidget *from, MiaoSession *session, const char *const *papers)
{
  Asking *asking = g_new0 (Asking, 1);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *box;

  asking->from = g_object_ref (from);
  asking->session = miao_session_ref (session);
  asking->papers = g_ptr_array_new ();
  asking->window = miao_dialog_new (from, _ ("Print many"), WIDTH, &box);
  g_object_set_data_full (G_OBJECT (asking->window), "miao-asking", asking, asking_free);
  for (gsize i = 0; papers[i] != NULL; i++) {
    if (!miao_session_may (session, miao_sight_section (kind_of (papers[i]))))
      continue;
    g_ptr_array_add (asking->papers, (gpointer) papers[i]);
    gtk_string_list_append (names, title_of (papers[i]));
  }
  miao_dialog_say (box, WIDTH,
                   _ ("One paper of every record that has it, in one PDF with one "
                      "number in the register of prints."));
  add_rows (asking, box, G_LIST_MODEL (names));
  miao_dialog_add_buttons (asking->window, box, _ ("Save as PDF…"), G_CALLBACK (save_cb), asking);
  gtk_window_present (GTK_WINDOW (asking->window));
}
