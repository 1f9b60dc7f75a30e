/* The figures beside the names in the page list. A page that was not opened yet has its figure read
 * when nothing else is to be done, so that nobody waits for it. */
#include "config.h"

#include "miao-window-private.h"

#include "miao-do.h"
#include "miao-store.h"
#include "miao-work.h"

typedef struct {
  const MiaoPageInfo *info;
  guint count;
} Figure;

typedef struct {
  MiaoSession *session; /* only compared */
  GArray *figures;      /* of Figure */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->figures);
  g_free (reading);
}

static MiaoWindowPage *
nth (MiaoWindow *self, guint index)
{
  return &g_array_index (self->list, MiaoWindowPage, index);
}

static gboolean
is_unseen (const MiaoWindowPage *entry)
{
  return entry->page == NULL && entry->info->count != NULL;
}

static void
show_figures (MiaoWindow *self)
{
  for (guint i = 0; i < self->list->len; i++) {
    MiaoWindowPage *entry = nth (self, i);
    guint count = entry->page != NULL ? miao_page_get_count (entry->page) : entry->figure;
    g_autofree char *text = g_strdup_printf ("%u", count);

    gtk_label_set_label (GTK_LABEL (entry->count), text);
    gtk_widget_set_visible (entry->count, count > 0);
  }
}

static gboolean
read_figures (MiaoSession *session, gpointer data, GError **error)
{
  Reading *reading = data;

  for (guint i = 0; i < reading->figures->len; i++) {
    Figure *figure = &g_array_index (reading->figures, Figure, i);

    figure->count = figure->info->count (session);
  }
  return TRUE;
}

static void
take_figures (MiaoWindow *self, const Reading *reading)
{
  for (guint i = 0; i < reading->figures->len; i++) {
    const Figure *figure = &g_array_index (reading->figures, Figure, i);

    for (guint j = 0; j < self->list->len; j++)
      if (nth (self, j)->info == figure->info)
        nth (self, j)->figure = figure->count;
  }
  show_figures (self);
}

static void
figures_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoWindow) self = user_data;
  Reading *reading = miao_do_read_get_data (result);

  if (miao_do_read_finish (result, NULL) && self->session == reading->session)
    take_figures (self, reading);
}

static Reading *
reading_new (MiaoWindow *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->session = self->session;
  reading->figures = g_array_new (FALSE, TRUE, sizeof (Figure));
  for (guint i = 0; i < self->list->len; i++)
    if (is_unseen (nth (self, i))) {
      const Figure figure = { .info = nth (self, i)->info };

      g_array_append_val (reading->figures, figure);
    }
  return reading;
}

static gboolean
read_cb (gpointer user_data)
{
  MiaoWindow *self = user_data;
  Reading *reading;

  self->counts_source = 0;
  if (self->session == NULL || miao_session_is_locked (self->session) || miao_work_is_running () ||
      miao_window_server_is_lost (self))
    return G_SOURCE_REMOVE;
  reading = reading_new (self);
  if (miao_store_is_address (miao_session_get_path (self->session))) {
    miao_do_read_async (self->session, read_figures, reading, reading_free, figures_read_cb,
                        g_object_ref (self));
    return G_SOURCE_REMOVE;
  }
  (void) read_figures (self->session, reading, NULL);
  take_figures (self, reading);
  reading_free (reading);
  return G_SOURCE_REMOVE;
}

void
miao_window_show_counts (MiaoWindow *self)
{
  gboolean unseen = FALSE;

  show_figures (self);
  for (guint i = 0; i < self->list->len; i++)
    unseen = unseen || is_unseen (nth (self, i));
  if (unseen && self->counts_source == 0)
    self->counts_source = g_idle_add_full (G_PRIORITY_LOW, read_cb, self, NULL);
}
