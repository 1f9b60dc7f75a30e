#include "config.h"

#include "miao-list-far.h"

#include "miao-do.h"
#include "miao-lookup.h"
#include "miao-store-life.h"

struct _MiaoListFar {
  const MiaoListSource *source;
  gpointer pattern; /* what is read, without a session of its own */
  char *sort;
  gboolean descending;
  MiaoSession *owner; /* of the window */
  /* Of the threads, which take turns: */
  MiaoSession *session; /* that @data reads through */
  gpointer data;
};

typedef struct {
  MiaoListFar *far;
  guint first;
  guint n;
  GPtrArray *rows;
} Page;

static void
forget (MiaoListFar *self)
{
  if (self->data != NULL && self->source->free != NULL)
    self->source->free (self->data);
  self->data = NULL;
  g_clear_pointer (&self->session, miao_session_unref);
}

static void
far_clear (gpointer data)
{
  MiaoListFar *self = data;

  forget (self);
  if (self->source->free != NULL)
    self->source->free (self->pattern);
  g_free (self->sort);
  miao_session_unref (self->owner);
}

void
miao_list_far_unref (MiaoListFar *self)
{
  g_atomic_rc_box_release_full (self, far_clear);
}

MiaoListFar *
miao_list_far_new (const MiaoListSource *source,
                   gconstpointer data,
                   const char *sort,
                   gboolean descending)
{
  MiaoSession *owner = source->copy != NULL ? source->session (data) : NULL;
  MiaoListFar *self;

  if (owner == NULL || !miao_store_is_address (miao_session_get_path (owner)))
    return NULL;
  self = g_atomic_rc_box_new0 (MiaoListFar);
  self->source = source;
  self->pattern = source->copy (data, NULL);
  self->sort = g_strdup (sort);
  self->descending = descending;
  self->owner = miao_session_ref (owner);
  return self;
}

/* The threads' session is another one after the window was locked or its server was away. */
static gboolean
get_ready (MiaoListFar *self, MiaoSession *session, GError **error)
{
  guint n;

  if (self->data != NULL && self->session == session)
    return TRUE;
  forget (self);
  self->session = miao_session_ref (session);
  self->data = self->source->copy (self->pattern, session);
  if (self->source->open (self->data, self->sort, self->descending, &n, error))
    return TRUE;
  forget (self);
  return FALSE;
}

static gboolean
read_page (MiaoSession *session, gpointer data, GError **error)
{
  Page *page = data;
  MiaoListFar *self = page->far;
  gboolean done;

  miao_lookup_lend (session);
  done = get_ready (self, session, error) &&
         self->source->read (self->data, page->first, page->n, page->rows, error);
  miao_lookup_lend (NULL);
  return done;
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  miao_list_far_unref (page->far);
  g_free (page);
}

void
miao_list_far_read_async (
    MiaoListFar *self, guint first, guint n, GAsyncReadyCallback callback, gpointer user_data)
{
  Page *page = g_new0 (Page, 1);

  page->far = g_atomic_rc_box_acquire (self);
  page->first = first;
  page->n = n;
  page->rows = g_ptr_array_new_with_free_func (g_object_unref);
  miao_do_read_async (self->owner, read_page, page, page_free, callback, user_data);
}

GPtrArray *
miao_list_far_finish (GAsyncResult *result, GError **error)
{
  const Page *page = miao_do_read_get_data (result);

  return miao_do_read_finish (result, error) ? page->rows : NULL;
}
