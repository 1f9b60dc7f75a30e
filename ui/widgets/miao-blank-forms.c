/* Forms to be filled in with a pen. */
#include "config.h"

#include "miao-blank-forms.h"

#include "miao-dialog.h"
#include "miao-form.h"
#include "miao-paper-out.h"
#include "miao-paper.h"

#include <glib/gi18n.h>

#define WIDTH 460

typedef struct {
  GtkWidget *from;
  GtkWidget *window;
  GtkWidget *choice;
  MiaoSession *session;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->from);
  miao_session_unref (asking->session);
  g_free (asking);
}

static const char *
get_kind (Asking *asking)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (asking->choice));

  return miao_paper_blanks ()[MIN (at, g_strv_length ((char **) miao_paper_blanks ()) - 1)];
}

static char *
dup_title (const char *kind, MiaoDate today)
{
  const MiaoForm *form = miao_form_for_kind (kind, today);

  if (form == NULL) {
    const MiaoPaperKind *paper = miao_paper_find_kind (kind);

    return g_strdup (miao_pick (paper->title_zh, paper->title_en));
  }
  /* Translators: letter of the annex, title of the form. */
  return g_strdup_printf (_ ("Annex %s %s"), form->annex,
                          miao_pick (form->title_zh, form->title_en));
}

/* The window goes first: what comes next is asked over the one that it stood on. */
static void
print_cb (Asking *asking)
{
  g_autoptr (MiaoSession) session = miao_session_ref (asking->session);
  g_autoptr (GtkWidget) from = g_object_ref (asking->from);
  const char *kind = get_kind (asking);

  gtk_window_destroy (GTK_WINDOW (asking->window));
  miao_paper_out_print (from, session, "blank-form", kind);
}

static void
save_cb (Asking *asking)
{
  g_autoptr (MiaoSession) session = miao_session_ref (asking->session);
  g_autoptr (GtkWidget) from = g_object_ref (asking->from);
  const char *kind = get_kind (asking);
  g_autofree char *title = dup_title (kind, miao_session_today (session));

  gtk_window_destroy (GTK_WINDOW (asking->window));
  miao_paper_out_save (from, session, "blank-form", kind, title);
}

void
miao_blank_forms_ask (GtkWidget *from, MiaoSession *session, const char *kind)
{
  Asking *asking = g_new0 (Asking, 1);
  const char *const *kinds = miao_paper_blanks ();
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *box, *grid, *save, *print;

  asking->from = g_object_ref (from);
  asking->session = miao_session_ref (session);
  asking->window = miao_dialog_new (from, _ ("Blank forms"), WIDTH, &box);
  g_object_set_data_full (G_OBJECT (asking->window), "miao-asking", asking, asking_free);
  for (gsize i = 0; kinds[i] != NULL; i++) {
    g_autofree char *title = dup_title (kinds[i], miao_session_today (session));

    gtk_string_list_append (names, title);
  }
  asking->choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (asking->choice), i);
  miao_dialog_say (box, WIDTH,
                   _ ("To be filled in with a pen, with the items of the institution "
                      "as they are asked today."));
  grid = miao_dialog_add_grid (box);
  miao_dialog_attach (grid, 0, _ ("Form"), asking->choice, asking->choice);
  print =
      miao_dialog_add_buttons (asking->window, box, _ ("Print…"), G_CALLBACK (print_cb), asking);
  save = gtk_button_new_with_label (_ ("Save as PDF…"));
  gtk_widget_insert_before (save, gtk_widget_get_parent (print), print);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), asking);
  gtk_window_present (GTK_WINDOW (asking->window));
}
