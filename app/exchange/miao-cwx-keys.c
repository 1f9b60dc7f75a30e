#include "config.h"

#include "miao-cwx-keys.h"

#include <stdlib.h>
#include <string.h>

#define ID_BYTES 16

typedef struct {
  guint8 id[ID_BYTES];
  guint32 line;
} Key;

struct _MiaoCwxKeys {
  GArray *rows;
  gboolean sorted;
};

MiaoCwxKeys *
miao_cwx_keys_new (void)
{
  MiaoCwxKeys *self = g_new0 (MiaoCwxKeys, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Key));

  return self;
}

void
miao_cwx_keys_free (MiaoCwxKeys *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

void
miao_cwx_keys_add (MiaoCwxKeys *self, const char *id, guint line)
{
  Key key = { { 0 }, line };
  guint n = 0;

  for (const char *p = id; p != NULL && *p != '\0' && n < 2 * ID_BYTES; p++) {
    if (*p == '-')
      continue;
    if (!g_ascii_isxdigit (*p))
      return;
    key.id[n / 2] = (guint8) (key.id[n / 2] << 4 | g_ascii_xdigit_value (*p));
    n++;
  }
  if (n == 2 * ID_BYTES)
    g_array_append_val (self->rows, key);
}

static int
compare_keys (const void *a, const void *b)
{
  const Key *left = a;
  const Key *right = b;
  int order = memcmp (left->id, right->id, ID_BYTES);

  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static void
sort (MiaoCwxKeys *self)
{
  if (!self->sorted && self->rows->len > 0)
    qsort (self->rows->data, self->rows->len, sizeof (Key), compare_keys);
  self->sorted = TRUE;
}

void
miao_cwx_keys_repeated (MiaoCwxKeys *self, MiaoCwxKeysFunc func, gpointer user_data)
{
  sort (self);
  for (guint i = 1; i < self->rows->len; i++) {
    const Key *before = &g_array_index (self->rows, Key, i - 1);
    const Key *key = &g_array_index (self->rows, Key, i);

    if (memcmp (before->id, key->id, ID_BYTES) == 0)
      func (key->line, before->line, user_data);
  }
}

void
miao_cwx_keys_missing (MiaoCwxKeys *self,
                       MiaoCwxKeys *references,
                       MiaoCwxKeysFunc func,
                       gpointer user_data)
{
  guint k = 0;

  sort (self);
  sort (references);
  for (guint i = 0; i < references->rows->len; i++) {
    const Key *wanted = &g_array_index (references->rows, Key, i);

    while (k < self->rows->len &&
           memcmp (g_array_index (self->rows, Key, k).id, wanted->id, ID_BYTES) < 0)
      k++;
    if (k == self->rows->len ||
        memcmp (g_array_index (self->rows, Key, k).id, wanted->id, ID_BYTES) != 0)
      func (wanted->line, 0, user_data);
  }
}
