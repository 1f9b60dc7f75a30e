#include "config.h"

#include "miao-row.h"

struct _MiaoRow {
  GObject parent_instance;

  char *id;
  GStrv texts;
  guint n_texts;
  gpointer data;
  GDestroyNotify destroy;
  gboolean waiting;
};

enum {
  SIGNAL_ARRIVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoRow, miao_row, G_TYPE_OBJECT)

static void
miao_row_finalize (GObject *object)
{
  MiaoRow *self = MIAO_ROW (object);

  miao_row_set_data (self, NULL, NULL);
  g_free (self->id);
  g_strfreev (self->texts);

  G_OBJECT_CLASS (miao_row_parent_class)->finalize (object);
}

static void
miao_row_class_init (MiaoRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = miao_row_finalize;
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_row_init (MiaoRow *self)
{
}

MiaoRow *
miao_row_new (const char *id, const char *const *texts)
{
  MiaoRow *self = g_object_new (MIAO_TYPE_ROW, NULL);

  self->id = g_strdup (id);
  self->texts = g_strdupv ((GStrv) texts);
  self->n_texts = self->texts != NULL ? g_strv_length (self->texts) : 0;
  return self;
}

MiaoRow *
miao_row_new_waiting (void)
{
  MiaoRow *self = miao_row_new ("", NULL);

  self->waiting = TRUE;
  return self;
}

gboolean
miao_row_is_waiting (MiaoRow *self)
{
  return self->waiting;
}

void
miao_row_take (MiaoRow *self, MiaoRow *other)
{
  g_free (self->id);
  g_strfreev (self->texts);
  miao_row_set_data (self, other->data, other->destroy);
  other->data = NULL;
  other->destroy = NULL;
  self->id = g_steal_pointer (&other->id);
  other->id = g_strdup ("");
  self->texts = g_steal_pointer (&other->texts);
  self->n_texts = other->n_texts;
  other->n_texts = 0;
  self->waiting = FALSE;
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0);
}

const char *
miao_row_get_id (MiaoRow *self)
{
  return self->id;
}

const char *
miao_row_get_text (MiaoRow *self, guint column)
{
  return column < self->n_texts ? self->texts[column] : "";
}

void
miao_row_set_data (MiaoRow *self, gpointer data, GDestroyNotify destroy)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  self->data = data;
  self->destroy = destroy;
}

gpointer
miao_row_get_data (MiaoRow *self)
{
  return self->data;
}
