#include "config.h"

#include "miao-paper-view.h"

#include "miao-archive-papers.h"
#include "miao-gtk-compat.h"
#include "miao-output.h"
#include "miao-page-preview.h"
#include "miao-paper.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoPaperView {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *choice;
  GtkWidget *preview;
  GtkWidget *print;
  GtkWidget *save;
  GtkWidget *seal;
  MiaoSession *session;
  GPtrArray *papers;
  char *child;
  char *volume;
};

G_DEFINE_FINAL_TYPE (MiaoPaperView, miao_paper_view, GTK_TYPE_WIDGET)

static const MiaoArchivePaper *
get_chosen (MiaoPaperView *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  return self->papers != NULL && at < self->papers->len ? self->papers->pdata[at] : NULL;
}

static MiaoPaper *
make_paper (MiaoPaperView *self)
{
  const MiaoArchivePaper *chosen = get_chosen (self);
  g_autoptr (GError) error = NULL;
  MiaoPaper *paper;

  if (chosen == NULL || self->session == NULL)
    return NULL;
  paper = miao_paper_new (self->session, chosen->paper, chosen->id, &error);
  if (paper == NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  return paper;
}

static void
show_paper (MiaoPaperView *self)
{
  const MiaoArchivePaper *chosen = get_chosen (self);
  MiaoPaper *paper = self->session != NULL && miao_session_may (self->session, MIAO_MAY_PRINT)
                         ? make_paper (self)
                         : NULL;

  miao_page_preview_set_owned (MIAO_PAGE_PREVIEW (self->preview),
                               paper != NULL ? miao_paper_get_document (paper) : NULL, paper,
                               (GDestroyNotify) miao_paper_free);
  gtk_widget_set_sensitive (self->print, paper != NULL);
  gtk_widget_set_sensitive (self->save, paper != NULL);
  gtk_widget_set_visible (self->seal, chosen != NULL && chosen->sealable &&
                                          miao_session_may (self->session, MIAO_MAY_ARCHIVE_SEAL));
}

static void
fill_choice (MiaoPaperView *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; self->papers != NULL && i < self->papers->len; i++)
    gtk_string_list_append (titles, ((MiaoArchivePaper *) self->papers->pdata[i])->title);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (titles));
}

gboolean
miao_paper_view_choose (MiaoPaperView *self, const char *paper, const char *id)
{
  for (guint i = 0; self->papers != NULL && i < self->papers->len; i++) {
    const MiaoArchivePaper *candidate = self->papers->pdata[i];

    if (g_strcmp0 (candidate->paper, paper) == 0 && g_strcmp0 (candidate->id, id) == 0) {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), i);
      return TRUE;
    }
  }
  return FALSE;
}

static void chosen_cb (MiaoPaperView *self);

void
miao_paper_view_show (MiaoPaperView *self,
                      MiaoSession *session,
                      const char *child,
                      const char *volume)
{
  const MiaoArchivePaper *chosen = get_chosen (self);
  gboolean same = chosen != NULL && g_strcmp0 (child, self->child) == 0 &&
                  g_strcmp0 (volume, self->volume) == 0;
  g_autofree char *paper = same ? g_strdup (chosen->paper) : NULL;
  g_autofree char *id = same ? g_strdup (chosen->id) : NULL;
  g_autofree char *new_child = g_strdup (child), *new_volume = g_strdup (volume);
  g_autoptr (GError) error = NULL;

  g_signal_handlers_block_by_func (self->choice, chosen_cb, self);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_free (self->child);
  g_free (self->volume);
  self->child = g_steal_pointer (&new_child);
  self->volume = g_steal_pointer (&new_volume);
  if (session != NULL && self->child != NULL) {
    self->session = miao_session_ref (session);
    self->papers = miao_archive_papers (session, self->child, self->volume, &error);
    if (self->papers == NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
  }
  fill_choice (self);
  if (same)
    (void) miao_paper_view_choose (self, paper, id);
  g_signal_handlers_unblock_by_func (self->choice, chosen_cb, self);
  show_paper (self);
}

static void
chosen_cb (MiaoPaperView *self)
{
  show_paper (self);
}

/* --- out of the house ----------------------------------------------------------------------- */

typedef struct {
  MiaoPaperView *view;
  gint64 number; /* in the register of prints */
} Printing;

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Printing *printing = user_data;
  g_autoptr (MiaoPaperView) self = printing->view;
  g_autoptr (GError) error = NULL;

  if (miao_document_print_finish (result, &error)) {
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Sent to the printer and logged"), NULL);
    return;
  }
  if (self->session != NULL)
    (void) miao_output_cancel (self->session, printing->number, NULL);
  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
}

void
miao_paper_view_print (MiaoPaperView *self)
{
  MiaoPaper *paper = make_paper (self);
  g_autoptr (GError) error = NULL;
  Printing *printing;
  gint64 number;

  if (paper == NULL)
    return;
  number = miao_paper_begin_print (self->session, paper, "printer", &error);
  if (number == 0) {
    miao_paper_free (paper);
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  printing = g_new0 (Printing, 1);
  printing->view = g_object_ref (self);
  printing->number = number;
  miao_document_print_owned_async (GTK_WIDGET (self), miao_paper_get_document (paper), paper,
                                   (GDestroyNotify) miao_paper_free, printed_cb, printing);
}

static void
print_cb (MiaoPaperView *self)
{
  miao_paper_view_print (self);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoPaperView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autoptr (MiaoPaper) paper = NULL;
  g_autofree char *path = NULL;

  if (file == NULL) {
    if (error != NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  path = g_file_get_path (file);
  paper = path != NULL ? make_paper (self) : NULL;
  if (paper == NULL)
    return;
  if (!miao_paper_write (self->session, paper, path, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
  else
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved as PDF"), path);
}

static void
save_cb (MiaoPaperView *self)
{
  const MiaoArchivePaper *chosen = get_chosen (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (chosen == NULL)
    return;
  name = g_strdup_printf ("%s.pdf", chosen->title);
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Save as PDF"), name,
                        NULL, save_chosen_cb, g_object_ref (self));
}

static void
seal_cb (MiaoPaperView *self)
{
  const MiaoArchivePaper *chosen = get_chosen (self);

  if (chosen != NULL)
    g_signal_emit_by_name (self, "seal", chosen->paper, chosen->id);
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_paper_view_dispose (GObject *object)
{
  MiaoPaperView *self = MIAO_PAPER_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->child, g_free);
  g_clear_pointer (&self->volume, g_free);

  G_OBJECT_CLASS (miao_paper_view_parent_class)->dispose (object);
}

static void
miao_paper_view_class_init (MiaoPaperViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_paper_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("seal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static GtkWidget *
make_button (MiaoPaperView *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
miao_paper_view_init (MiaoPaperView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = miao_text_new (_ ("Print preview"), "h2");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "pane");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->choice = gtk_drop_down_new (NULL, NULL);
  miao_accessible_set_label (self->choice, _ ("Paper"));
  gtk_widget_set_hexpand (self->choice, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->choice);
  gtk_box_append (GTK_BOX (self->box), head);
  self->preview = miao_page_preview_new ();
  gtk_widget_set_vexpand (self->preview, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->preview);
  gtk_box_append (
      GTK_BOX (self->box),
      miao_text_mark (MIAO_TONE_GOOD, _ ("Screen, paper and PDF are the same pages. Printing is "
                                         "logged.")));
  self->print = make_button (self, buttons, _ ("Print…"), G_CALLBACK (print_cb));
  self->save = make_button (self, buttons, _ ("Save as PDF…"), G_CALLBACK (save_cb));
  self->seal = make_button (self, buttons, _ ("Seal into the archive…"), G_CALLBACK (seal_cb));
  gtk_box_append (GTK_BOX (self->box), buttons);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
}

GtkWidget *
miao_paper_view_new (void)
{
  return g_object_new (MIAO_TYPE_PAPER_VIEW, NULL);
}
