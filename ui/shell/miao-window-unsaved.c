/* What would be lost: looked for on all pages, and asked about. */
#include "config.h"

#include "miao-window-private.h"

#include "miao-ask.h"

#include <glib/gi18n.h>

typedef struct {
  MiaoWindow *window;
  void (*then) (MiaoWindow *window);
} Waiting;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  MiaoWindow *self = waiting->window;

  if (miao_ask_finish (result) == 1) {
    for (guint i = 0; i < self->list->len; i++) {
      MiaoWindowPage *entry = &g_array_index (self->list, MiaoWindowPage, i);

      if (entry->page != NULL)
        miao_page_discard (entry->page);
    }
    waiting->then (self);
  }
  g_object_unref (self);
}

char *
miao_window_dup_unsaved (MiaoWindow *self)
{
  char *unsaved = NULL;

  for (guint i = 0; unsaved == NULL && i < self->list->len; i++) {
    MiaoWindowPage *entry = &g_array_index (self->list, MiaoWindowPage, i);

    if (entry->page != NULL)
      unsaved = miao_page_dup_unsaved (entry->page);
  }
  return unsaved;
}

void
miao_window_when_saved (MiaoWindow *self, void (*then) (MiaoWindow *self))
{
  const char *answers[] = { _ ("Cancel"), _ ("Discard"), NULL };
  g_autofree char *unsaved = miao_window_dup_unsaved (self);
  Waiting *waiting;

  if (unsaved == NULL) {
    then (self);
    return;
  }
  waiting = g_new0 (Waiting, 1);
  waiting->window = g_object_ref (self);
  waiting->then = then;
  miao_ask_async (GTK_WIDGET (self), _ ("Discard what is not saved?"), unsaved, answers, TRUE,
                  answered_cb, waiting);
}
