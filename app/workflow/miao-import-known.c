#include "config.h"

#include "miao-import-known.h"

#define ASKED_ROWS 200    /* of a short ledger the store is simply asked */
#define BITS_PER_VALUE 16 /* with 4 of them set: one wrong alarm in 400 */
#define N_HASHES 4

static const char *const fields[] = { "id_no", "child_no" };

struct _MiaoKnown {
  MiaoStore *store;
  guint asked;
  guint64 *bits; /* NULL: not read yet */
  guint64 mask;  /* their number less 1 */
};

MiaoKnown *
miao_known_new (MiaoStore *store)
{
  MiaoKnown *known = g_new0 (MiaoKnown, 1);

  known->store = store;

  return known;
}

void
miao_known_free (MiaoKnown *known)
{
  g_free (known->bits);
  g_free (known);
}

/* FNV-1a; then each further place is the one before plus an odd step (Kirsch and Mitzenmacher). */
static void
hash_text (const char *text, guint64 *ret_place, guint64 *ret_step)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const guchar *p = (const guchar *) text; *p != 0; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (1099511628211);
  hash ^= hash >> 32;
  *ret_place = hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  *ret_step = (*ret_place >> 32) | 1;
}

static void
add_text (const char *text, gpointer data)
{
  MiaoKnown *known = data;
  guint64 place, step;

  hash_text (text, &place, &step);
  for (guint i = 0; i < N_HASHES; i++, place += step)
    known->bits[(place & known->mask) / 64] |= G_GUINT64_CONSTANT (1) << (place % 64);
}

static gboolean
may_be_there (const MiaoKnown *known, const char *text)
{
  guint64 place, step;

  if (known->bits == NULL)
    return TRUE;
  hash_text (text, &place, &step);
  for (guint i = 0; i < N_HASHES; i++, place += step) {
    if ((known->bits[(place & known->mask) / 64] & G_GUINT64_CONSTANT (1) << (place % 64)) == 0)
      return FALSE;
  }

  return TRUE;
}

/* Room for twice as many as there are: a ledger is rarely longer than the register. */
static gboolean
read_register (MiaoKnown *known, GError **error)
{
  const MiaoKind *kind = miao_kind_find ("child");
  g_autoptr (MiaoQuery) query = miao_query_new (kind);
  gint64 n = miao_store_count (known->store, query, error);
  guint64 size = 1 << 22;

  if (n < 0)
    return FALSE;
  while (size < (guint64) n * 2 * G_N_ELEMENTS (fields) * BITS_PER_VALUE)
    size *= 2;
  known->bits = g_new0 (guint64, size / 64);
  known->mask = size - 1;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (!miao_store_each_text (known->store, kind, fields[i], add_text, known, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
ask_store (
    MiaoKnown *known, const char *field, const char *text, MiaoRecord **ret_child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));

  miao_query_where (query, field, MIAO_OP_EQ, text);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);

  return miao_store_find_first (known->store, query, ret_child, error);
}

gboolean
miao_known_asks (const MiaoKnown *known, const MiaoRecord *child)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = miao_record_get (child, fields[i]);

    if (text != NULL && may_be_there (known, text))
      return TRUE;
  }

  /* The register is about to be read. */
  return known->bits == NULL;
}

gboolean
miao_known_find (MiaoKnown *known, const MiaoRecord *child, MiaoRecord **ret_child, GError **error)
{
  *ret_child = NULL;
  if (++known->asked == ASKED_ROWS && !read_register (known, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields) && *ret_child == NULL; i++) {
    const char *text = miao_record_get (child, fields[i]);

    if (text != NULL && may_be_there (known, text) &&
        !ask_store (known, fields[i], text, ret_child, error))
      return FALSE;
  }

  return TRUE;
}

void
miao_known_add (MiaoKnown *known, const MiaoRecord *child)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = miao_record_get (child, fields[i]);

    if (known->bits != NULL && text != NULL)
      add_text (text, known);
  }
}
