#include "config.h"

#include "miao-cwx-keys.h"

#include <sodium.h>
#include <string.h>

/* The hash in two halves, so that a row needs no gap. */
typedef struct {
  guint32 high;
  guint32 low;
  guint32 line;
} Key;

struct _MiaoCwxKeys {
  GArray *rows;
  gboolean sorted;
};

gboolean
miao_cwx_id_read (const char *id, guint8 ret_id[MIAO_CWX_ID_BYTES])
{
  guint n = 0;

  memset (ret_id, 0, MIAO_CWX_ID_BYTES);
  for (const char *p = id; p != NULL && *p != '\0' && n < 2 * MIAO_CWX_ID_BYTES; p++) {
    if (*p == '-')
      continue;
    if (!g_ascii_isxdigit (*p))
      return FALSE;
    ret_id[n / 2] = (guint8) (ret_id[n / 2] << 4 | g_ascii_xdigit_value (*p));
    n++;
  }

  return n == 2 * MIAO_CWX_ID_BYTES;
}

char *
miao_cwx_id_dup (const guint8 id[MIAO_CWX_ID_BYTES])
{
  GString *text = g_string_sized_new (37);

  for (guint i = 0; i < MIAO_CWX_ID_BYTES; i++)
    g_string_append_printf (text, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", id[i]);

  return g_string_free (text, FALSE);
}

/* The key is fixed, so that a file gives the same report each time. */
guint64
miao_cwx_id_hash (const guint8 id[MIAO_CWX_ID_BYTES])
{
  static const guint8 key[crypto_shorthash_KEYBYTES] = "miaopu cwx keys";
  guint64 hash;

  crypto_shorthash ((guint8 *) &hash, id, MIAO_CWX_ID_BYTES, key);

  return hash != 0 ? hash : 1;
}

/* Heapsort: the sorts of the libraries take as much memory again. */

static void
swap (guint8 *a, guint8 *b, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    guint8 byte = a[i];

    a[i] = b[i];
    b[i] = byte;
  }
}

static void
sink (guint8 *rows, guint root, guint n, gsize size, GCompareFunc compare)
{
  for (gsize child = 2 * (gsize) root + 1; child < n; child = 2 * child + 1) {
    gsize parent = (child - 1) / 2;

    if (child + 1 < n && compare (rows + child * size, rows + (child + 1) * size) < 0)
      child++;
    if (compare (rows + parent * size, rows + child * size) >= 0)
      return;
    swap (rows + parent * size, rows + child * size, size);
  }
}

void
miao_cwx_sort (gpointer rows, guint n, gsize size, GCompareFunc compare)
{
  guint8 *first = rows;

  for (guint i = n / 2; i > 0; i--)
    sink (first, i - 1, n, size, compare);
  for (guint i = n; i > 1; i--) {
    swap (first, first + (i - 1) * size, size);
    sink (first, 0, i - 1, size, compare);
  }
}

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
  guint8 bytes[MIAO_CWX_ID_BYTES];
  guint64 hash;
  Key key;

  if (!miao_cwx_id_read (id, bytes))
    return;
  hash = miao_cwx_id_hash (bytes);
  key = (Key){ (guint32) (hash >> 32), (guint32) hash, line };
  g_array_append_val (self->rows, key);
  self->sorted = FALSE;
}

static int
compare_hashes (const Key *left, const Key *right)
{
  if (left->high != right->high)
    return left->high < right->high ? -1 : 1;

  return (left->low > right->low) - (left->low < right->low);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;
  int order = compare_hashes (left, right);

  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static void
sort (MiaoCwxKeys *self)
{
  if (!self->sorted)
    miao_cwx_sort (self->rows->data, self->rows->len, sizeof (Key), compare_keys);
  self->sorted = TRUE;
}

void
miao_cwx_keys_repeated (MiaoCwxKeys *self, MiaoCwxKeysFunc func, gpointer user_data)
{
  sort (self);
  for (guint i = 1; i < self->rows->len; i++) {
    const Key *before = &g_array_index (self->rows, Key, i - 1);
    const Key *key = &g_array_index (self->rows, Key, i);

    if (compare_hashes (before, key) == 0)
      func (key->line, before->line, user_data);
  }
}

gboolean
miao_cwx_keys_has (MiaoCwxKeys *self, guint64 hash)
{
  const Key wanted = { (guint32) (hash >> 32), (guint32) hash, 0 };
  guint low = 0;
  guint high = self->rows->len;

  sort (self);
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (compare_hashes (&g_array_index (self->rows, Key, middle), &wanted) < 0)
      low = middle + 1;
    else
      high = middle;
  }

  return low < self->rows->len &&
         compare_hashes (&g_array_index (self->rows, Key, low), &wanted) == 0;
}
