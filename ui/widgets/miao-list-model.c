#include "config.h"

#include "miao-list-model.h"

#define PAGE_ROWS 100
/* A column view holds about 206 rows: four pages are never thrown away and read again at once. */
#define MAX_PAGES 12

typedef struct {
  guint index;
  GPtrArray *rows;
} Page;

struct _MiaoListModel {
  GObject parent_instance;

  const MiaoListSource *source;
  gpointer data;
  char *sort;
  gboolean descending;
  guint n;
  GQueue pages; /* of Page, last used first */
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

static Page *
read_page (MiaoListModel *self, guint index)
{
  g_autoptr (GError) error = NULL;
  Page *page = g_new0 (Page, 1);

  page->index = index;
  page->rows = g_ptr_array_new_with_free_func (g_object_unref);
  if (!self->source->read (self->data, index * PAGE_ROWS, PAGE_ROWS, page->rows, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);

  /* Rows that vanished since the count was taken stay as empty lines until the next reload. */
  while (page->rows->len < MIN (PAGE_ROWS, self->n - index * PAGE_ROWS))
    g_ptr_array_add (page->rows, miao_row_new ("", NULL));
  if (self->pages.length >= MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
  g_queue_push_head (&self->pages, page);
  return page;
}

static Page *
get_page (MiaoListModel *self, guint index)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next) {
    Page *page = link->data;

    if (page->index != index)
      continue;
    g_queue_unlink (&self->pages, link);
    g_queue_push_head_link (&self->pages, link);
    return page;
  }
  return read_page (self, index);
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

gboolean
miao_list_model_reload (MiaoListModel *self, GError **error)
{
  guint removed = self->n;
  gboolean done = TRUE;

  forget_pages (self);
  self->n = 0;
  if (self->source != NULL)
    done = self->source->open (self->data, self->sort, self->descending, &self->n, error);
  if (!done)
    self->n = 0;
  if (removed > 0 || self->n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->n);
  return done;
}
