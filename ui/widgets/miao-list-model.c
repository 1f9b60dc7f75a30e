#include "config.h"

#include "miao-list-model.h"

#include "miao-error.h"
#include "miao-list-far.h"

#define PAGE_ROWS 100
/* A column view holds about 206 rows: four pages are never thrown away and read again at once. */
#define MAX_PAGES 12
/* So many of them can be in sight, or close by. */
#define SEEN_PAGES 3
/* When rows that somebody holds are asked for again. */
#define AGAIN_MS 500

typedef struct {
  guint index;
  GPtrArray *rows;
  gboolean waiting; /* its rows wait for their content */
} Page;

struct _MiaoListModel {
  GObject parent_instance;

  const MiaoListSource *source;
  gpointer data;
  char *sort;
  gboolean descending;
  guint n;
  GQueue pages;     /* of Page, last used first */
  MiaoListFar *far; /* NULL: everything is read at once */
  guint at_once;    /* how many want every page at once */
  guint round;      /* of reloads: pages of an earlier one come too late */
  guint asking;     /* round of the page that is on its way; 0: none */
  guint asked;      /* that page */
};

enum {
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void miao_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoListModel,
                               miao_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      miao_list_model_iface_init))

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
forget_pages (MiaoListModel *self)
{
  g_queue_clear_full (&self->pages, page_free);
}

static guint
count_rows (MiaoListModel *self, guint index)
{
  return MIN (PAGE_ROWS, self->n - index * PAGE_ROWS);
}

static void ask (MiaoListModel *self);

/* The window may be drawing, and must not wait for the server now. */
static void
fill_later (MiaoListModel *self, Page *page)
{
  page->waiting = TRUE;
  while (page->rows->len < count_rows (self, page->index))
    g_ptr_array_add (page->rows, miao_row_new_waiting ());
}

static Page *
read_page (MiaoListModel *self, guint index)
{
  g_autoptr (GError) error = NULL;
  Page *page = g_new0 (Page, 1);

  page->index = index;
  page->rows = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->far != NULL && self->at_once == 0)
    fill_later (self, page);
  else if (!self->source->read (self->data, index * PAGE_ROWS, PAGE_ROWS, page->rows, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);

  /* Rows that vanished since the count was taken stay as empty lines until the next reload. */
  while (page->rows->len < count_rows (self, index))
    g_ptr_array_add (page->rows, miao_row_new ("", NULL));
  if (self->pages.length >= MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
  g_queue_push_head (&self->pages, page);
  if (page->waiting)
    ask (self);
  return page;
}

static Page *
find_page (MiaoListModel *self, guint index)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next) {
    Page *page = link->data;

    if (page->index == index)
      return page;
  }
  return NULL;
}

/* Rows beyond those that came are lines of rows that vanished. */
static void
fill (Page *page, GPtrArray *rows)
{
  page->waiting = FALSE;
  for (guint i = 0; i < page->rows->len; i++) {
    g_autoptr (MiaoRow) none = miao_row_new ("", NULL);

    miao_row_take (page->rows->pdata[i], i < rows->len ? rows->pdata[i] : none);
  }
}

static void
ask_again_cb (gpointer user_data)
{
  g_autoptr (MiaoListModel) self = user_data;

  ask (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoListModel) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = miao_list_far_finish (result, &error);
  Page *page = self->asking == self->round ? find_page (self, self->asked) : NULL;

  self->asking = 0;
  if (page != NULL && rows != NULL) {
    fill (page, rows);
  } else if (page != NULL && g_error_matches (error, MIAO_ERROR, MIAO_ERROR_BUSY)) {
    /* Somebody holds what is wanted: the rows wait on. */
    (void) g_timeout_add_once (AGAIN_MS, ask_again_cb, g_steal_pointer (&self));
    return;
  } else if (page != NULL) {
    /* Whoever comes by again reads again. */
    g_queue_remove (&self->pages, page);
    page_free (page);
    /* A connection that is lost is told by the window, which then reads everything again. */
    if (!g_error_matches (error, MIAO_ERROR, MIAO_ERROR_LOST) &&
        !g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED))
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  }
  ask (self);
}

/* One page after the other, what is looked at now first: whoever scrolls fast leaves pages behind
 * that nobody has to read. */
static void
ask (MiaoListModel *self)
{
  for (GList *link = self->pages.head; link != NULL && self->asking == 0; link = link->next) {
    const Page *page = link->data;

    if (!page->waiting)
      continue;
    self->asking = self->round;
    self->asked = page->index;
    miao_list_far_read_async (self->far, page->index * PAGE_ROWS, PAGE_ROWS, read_cb,
                              g_object_ref (self));
  }
}

static Page *
get_page (MiaoListModel *self, guint index)
{
  Page *page = find_page (self, index);

  if (page == NULL)
    return read_page (self, index);
  g_queue_remove (&self->pages, page);
  g_queue_push_head (&self->pages, page);
  return page;
}

static GType
get_item_type (GListModel *model)
{
  return MIAO_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return MIAO_LIST_MODEL (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MiaoListModel *self = MIAO_LIST_MODEL (model);

  if (position >= self->n)
    return NULL;
  return g_object_ref (
      g_ptr_array_index (get_page (self, position / PAGE_ROWS)->rows, position % PAGE_ROWS));
}

static void
miao_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
drop_source (MiaoListModel *self)
{
  g_clear_pointer (&self->far, miao_list_far_unref);
  if (self->source != NULL && self->source->free != NULL)
    self->source->free (self->data);
  self->source = NULL;
  self->data = NULL;
}

static void
miao_list_model_finalize (GObject *object)
{
  MiaoListModel *self = MIAO_LIST_MODEL (object);

  forget_pages (self);
  drop_source (self);
  g_free (self->sort);

  G_OBJECT_CLASS (miao_list_model_parent_class)->finalize (object);
}

static void
miao_list_model_class_init (MiaoListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = miao_list_model_finalize;
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
miao_list_model_init (MiaoListModel *self)
{
  g_queue_init (&self->pages);
  self->round = 1;
}

MiaoListModel *
miao_list_model_new (void)
{
  return g_object_new (MIAO_TYPE_LIST_MODEL, NULL);
}

void
miao_list_model_set_source (MiaoListModel *self, const MiaoListSource *source, gpointer data)
{
  guint removed = self->n;

  self->n = 0;
  self->round++;
  forget_pages (self);
  drop_source (self);
  self->source = source;
  self->data = data;
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
}

void
miao_list_model_set_sort (MiaoListModel *self, const char *sort, gboolean descending)
{
  g_autofree char *old = self->sort;

  self->sort = g_strdup (sort);
  self->descending = descending;
}

void
miao_list_model_read_at_once (MiaoListModel *self, gboolean on)
{
  self->at_once = on ? self->at_once + 1 : self->at_once - 1;
}

/* The pages that were looked at last; the first one to begin with. */
static void
note_seen (MiaoListModel *self, guint seen[SEEN_PAGES])
{
  const GList *link = self->pages.head;

  for (guint i = 0; i < SEEN_PAGES; i++, link = link != NULL ? link->next : NULL)
    seen[i] = link != NULL ? ((const Page *) link->data)->index : 0;
}

/* What is seen does not vanish for a moment. */
static void
read_again (MiaoListModel *self, const guint seen[SEEN_PAGES])
{
  miao_list_model_read_at_once (self, TRUE);
  for (guint i = 0; i < SEEN_PAGES; i++)
    if (seen[i] * PAGE_ROWS < self->n)
      (void) get_page (self, seen[i]);
  miao_list_model_read_at_once (self, FALSE);
}

gboolean
miao_list_model_reload (MiaoListModel *self, GError **error)
{
  guint removed = self->n;
  guint seen[SEEN_PAGES];
  gboolean done = TRUE;

  note_seen (self, seen);
  forget_pages (self);
  g_clear_pointer (&self->far, miao_list_far_unref);
  self->n = 0;
  self->round++;
  if (self->source != NULL)
    done = self->source->open (self->data, self->sort, self->descending, &self->n, error);
  if (!done)
    self->n = 0;
  if (self->n > 0)
    self->far = miao_list_far_new (self->source, self->data, self->sort, self->descending);
  if (self->far != NULL)
    read_again (self, seen);
  if (removed > 0 || self->n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->n);
  return done;
}
