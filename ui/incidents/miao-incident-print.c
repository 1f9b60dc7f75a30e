#include "config.h"

#include "miao-incident-print.h"

#include "miao-output.h"
#include "miao-page-preview.h"
#include "miao-paper.h"
#include "miao-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *from;
  MiaoSession *session;
  gint64 number; /* in the register of prints */
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->from);
  miao_session_unref (printing->session);
  g_free (printing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Printing) printing = user_data;
  g_autoptr (GError) error = NULL;

  if (miao_document_print_finish (result, &error)) {
    miao_window_say (printing->from, MIAO_TONE_GOOD, _ ("Sent to the printer and logged"), NULL);
    return;
  }
  (void) miao_output_cancel (printing->session, printing->number, NULL);
  if (error != NULL)
    miao_window_say_error (printing->from, error);
}

void
miao_incident_print (GtkWidget *from, MiaoSession *session, const char *name, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoPaper) paper = miao_paper_new (session, name, id, &error);
  Printing *printing;
  gint64 number = 0;

  if (paper != NULL)
    number = miao_paper_begin_print (session, paper, "printer", &error);
  if (number <= 0) {
    miao_window_say_error (from, error);
    return;
  }
  printing = g_new0 (Printing, 1);
  printing->from = g_object_ref (from);
  printing->session = miao_session_ref (session);
  printing->number = number;
  miao_document_print_owned_async (from, miao_paper_get_document (paper), paper,
                                   (GDestroyNotify) miao_paper_free, printed_cb, printing);
  g_steal_pointer (&paper);
}
