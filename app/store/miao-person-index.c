#include "config.h"

#include "miao-error.h"
#include "miao-person-private.h"
#include "miao-query-private.h"
#include "miao-schema.h"

#include <string.h>

/*
 * The search index: for each record with names or numbers one row in person, its keys (what is
 * found from its beginning) in person_key and the characters of its names in person_gram.
 */

#define BULK_WAITING 5000   /* keys that make a transaction a long one */
#define MAX_WAITING 1000000 /* keys in memory: some 80 MB; those of 100,000 children */

static gboolean
has_key (const MiaoPersonKeys *keys, const MiaoPersonKey *wanted)
{
  return g_array_binary_search (keys->keys, wanted, miao_person_key_compare, NULL);
}

static gboolean
write_key (MiaoStore *store,
           gint64 what,
           const char *key,
           gint64 n,
           const char *field,
           const char *kind,
           gboolean remove,
           GError **error)
{
  if (what == MIAO_MATCH_ANYWHERE)
    return miao_store_exec (
               store, error,
               remove ? "DELETE FROM person_gram WHERE gram = $1 AND n = $2"
                      : "INSERT INTO person_gram (gram, n) VALUES ($1, $2) ON CONFLICT DO NOTHING",
               "si", key, n) >= 0;

  return miao_store_exec (
             store, error,
             remove
                 ? "DELETE FROM person_key WHERE what = $1 AND key = $2 AND n = $3 AND field = $4"
                 : "INSERT INTO person_key (what, key, n, field, kind) "
                   "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
             "isiss", what, key, n, field, kind) >= 0;
}

/* MiaoPersonKeys wait in memory until the transaction ends or something asks for them. An import
 * then writes them in their order, neighbours to neighbours, instead of all over the index. */

typedef struct {
  gint64 what;  /* MIAO_MATCH_ANYWHERE: a gram */
  guint64 head; /* the first bytes of the key as a number, which mostly decide the order */
  char *key;
  gint64 n;
  const char *field;
  const char *kind;
} Waiting;

static void
waiting_clear (gpointer data)
{
  g_free (((Waiting *) data)->key);
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const Waiting *left = a;
  const Waiting *right = b;
  int order;

  if (left->what != right->what)
    return left->what < right->what ? -1 : 1;
  if (left->head != right->head)
    return left->head < right->head ? -1 : 1;
  order = strcmp (left->key, right->key);
  if (order != 0)
    return order;

  return left->n < right->n ? -1 : left->n > right->n;
}

/* Many rows in one statement, because a statement costs more than a row; in few sizes, so that the
 * statements are prepared once. */
static const guint batch_sizes[] = { 32, 8, 1 };

#define MAX_BATCH 32

typedef enum {
  BATCH_KEYS,
  BATCH_GRAMS,
  BATCH_PERSONS,
} Batch;

#define MAX_COLUMNS 6

static const struct {
  const char *head;
  guint n_columns;
  const char *tail;
} batches[] = {
  [BATCH_KEYS] = { "INSERT INTO person_key (key, n, what, field, kind) VALUES ", 5,
                   " ON CONFLICT DO NOTHING" },
  [BATCH_GRAMS] = { "INSERT INTO person_gram (gram, n) VALUES ", 2, " ON CONFLICT DO NOTHING" },
  [BATCH_PERSONS] = { "INSERT INTO person (n, kind, record, title, number, names) VALUES ", 6, "" },
};

static const char *
batch_sql (Batch batch, guint size)
{
  static gsize made;
  static char *texts[G_N_ELEMENTS (batches)][G_N_ELEMENTS (batch_sizes)];

  if (g_once_init_enter (&made)) {
    for (gsize i = 0; i < G_N_ELEMENTS (batches); i++)
      for (gsize k = 0; k < G_N_ELEMENTS (batch_sizes); k++) {
        g_autofree char *rows = miao_store_dup_places (batch_sizes[k], batches[i].n_columns);

        texts[i][k] = g_strconcat (batches[i].head, rows, batches[i].tail, NULL);
      }
    g_once_init_leave (&made, 1);
  }

  return texts[batch][size];
}

/* The largest number of rows that @left still fill. */
static guint
batch_size (guint left)
{
  guint size = 0;

  while (batch_sizes[size] > left)
    size++;

  return size;
}

static gboolean
write_batch (MiaoStore *store, const Waiting *keys, guint size, GError **error)
{
  gboolean grams = keys[0].what == MIAO_MATCH_ANYWHERE;
  MiaoParam params[MAX_BATCH * MAX_COLUMNS];
  guint n = 0;

  for (guint i = 0; i < batch_sizes[size]; i++) {
    params[n++] = (MiaoParam){ .type = 's', .text = keys[i].key };
    params[n++] = (MiaoParam){ .type = 'i', .number = keys[i].n };
    if (!grams) {
      params[n++] = (MiaoParam){ .type = 'i', .number = keys[i].what };
      params[n++] = (MiaoParam){ .type = 's', .text = keys[i].field };
      params[n++] = (MiaoParam){ .type = 's', .text = keys[i].kind };
    }
  }

  return miao_store_run (store, batch_sql (grams ? BATCH_GRAMS : BATCH_KEYS, size), params, n,
                         error) >= 0;
}

gboolean
miao_person_flush (MiaoStore *store, GError **error)
{
  g_autoptr (GArray) waiting = g_steal_pointer (&store->waiting);
  guint first_gram = 0;
  guint size = 0;

  if (waiting == NULL)
    return TRUE;
  g_array_sort (waiting, compare_waiting);
  while (first_gram < waiting->len &&
         g_array_index (waiting, Waiting, first_gram).what != MIAO_MATCH_ANYWHERE)
    first_gram++;
  for (guint i = 0; i < waiting->len; i += batch_sizes[size]) {
    size = batch_size ((i < first_gram ? first_gram : waiting->len) - i);
    if (!write_batch (store, &g_array_index (waiting, Waiting, i), size, error))
      return FALSE;
  }

  return TRUE;
}

static guint64
head_of (const char *key)
{
  guint64 head = 0;

  for (int i = 0; i < 8; i++) {
    head = head << 8 | (guchar) *key;
    key += *key != '\0';
  }

  return head;
}

/* @key: taken */
static void
wait (MiaoStore *store, gint64 what, char *key, gint64 n, const char *field, const char *kind)
{
  Waiting waiting = { what, head_of (key), key, n, field, kind };

  if (store->waiting == NULL) {
    store->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
    g_array_set_clear_func (store->waiting, waiting_clear);
  }
  g_array_append_val (store->waiting, waiting);
}

/* Takes the texts out of @keys. */
static gboolean
let_wait (MiaoStore *store, const char *kind, gint64 n, MiaoPersonKeys *keys, GError **error)
{
  GHashTableIter iter;
  gpointer gram;

  for (guint i = 0; i < keys->keys->len; i++) {
    MiaoPersonKey *key = &g_array_index (keys->keys, MiaoPersonKey, i);

    wait (store, (gint64) key->what, g_steal_pointer (&key->key), n, key->field, kind);
  }
  g_hash_table_iter_init (&iter, keys->grams);
  while (g_hash_table_iter_next (&iter, &gram, NULL)) {
    g_hash_table_iter_steal (&iter);
    wait (store, MIAO_MATCH_ANYWHERE, gram, n, NULL, kind);
  }

  if (store->waiting != NULL && store->waiting->len > BULK_WAITING)
    miao_store_begin_bulk (store);

  return store->waiting == NULL || store->waiting->len < MAX_WAITING ||
         miao_person_flush (store, error);
}

/* Writes what @to has and @from lacks, or takes it away. */
static gboolean
write_difference (MiaoStore *store,
                  const char *kind,
                  gint64 n,
                  const MiaoPersonKeys *from,
                  const MiaoPersonKeys *to,
                  gboolean remove,
                  GError **error)
{
  GHashTableIter iter;
  gpointer gram;

  for (guint i = 0; i < to->keys->len; i++) {
    const MiaoPersonKey *key = &g_array_index (to->keys, MiaoPersonKey, i);

    if (!has_key (from, key) &&
        !write_key (store, (gint64) key->what, key->key, n, key->field, kind, remove, error))
      return FALSE;
  }
  g_hash_table_iter_init (&iter, to->grams);
  while (g_hash_table_iter_next (&iter, &gram, NULL)) {
    if (!g_hash_table_contains (from->grams, gram) &&
        !write_key (store, MIAO_MATCH_ANYWHERE, gram, n, NULL, kind, remove, error))
      return FALSE;
  }

  return TRUE;
}

static const char *
field_text (const MiaoRecord *record, const char *field)
{
  return field != NULL ? miao_record_get (record, field) : NULL;
}

/* The number of the next row; remembered while the transaction lasts, in which nobody else adds
 * one. 0 on error. */
static gint64
next_number (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;

  if (store->next_person > 0)
    return store->next_person++;
  rows = miao_rows_query (store, error,
                          store->driver->next_person != NULL
                              ? store->driver->next_person
                              : "SELECT coalesce (max (n), 0) + 1 FROM person",
                          "");
  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return 0;
  store->next_person = miao_rows_int (rows, 0) + 1;

  return store->next_person - 1;
}

/* A record of which there is no row yet. */
typedef struct {
  gint64 n;
  const MiaoRecord *record;
  MiaoPersonKeys *keys;
} Newcomer;

static void
newcomer_clear (gpointer data)
{
  miao_person_keys_free (((Newcomer *) data)->keys);
}

static gboolean
insert_persons (MiaoStore *store, const Newcomer *newcomers, guint size, GError **error)
{
  MiaoParam params[MAX_BATCH * MAX_COLUMNS];
  guint n = 0;

  for (guint i = 0; i < batch_sizes[size]; i++) {
    const MiaoRecord *record = newcomers[i].record;
    const MiaoKind *kind = miao_record_get_kind (record);
    const char *title = field_text (record, kind->title);

    params[n++] = (MiaoParam){ .type = 'i', .number = newcomers[i].n };
    params[n++] = (MiaoParam){ .type = 's', .text = kind->name };
    params[n++] = (MiaoParam){ .type = 's', .text = miao_record_get_id (record) };
    params[n++] = (MiaoParam){ .type = 's', .text = title != NULL ? title : "" };
    params[n++] = (MiaoParam){ .type = 's', .text = field_text (record, kind->number) };
    params[n++] = (MiaoParam){ .type = 's', .text = newcomers[i].keys->names->str };
  }

  return miao_store_run (store, batch_sql (BATCH_PERSONS, size), params, n, error) >= 0;
}

/* Returns the number of the row, 0 on error. */
static gint64
update_person (MiaoStore *store,
               const MiaoRecord *record,
               const MiaoPersonKeys *keys,
               GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  const char *title = field_text (record, kind->title);
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error,
                       "UPDATE person SET title = $1, number = $2, names = $3 WHERE record = $4 "
                       "RETURNING n",
                       "ssss", title != NULL ? title : "", field_text (record, kind->number),
                       keys->names->str, miao_record_get_id (record));
  int more = rows != NULL ? miao_rows_next (rows, error) : -1;

  if (more == 0)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("检索索引缺少这条记录，请重建索引。",
                                    "The search index lacks this record; please build it anew."));

  return more > 0 ? miao_rows_int (rows, 0) : 0;
}

static gboolean
add_newcomer (MiaoStore *store, GArray *newcomers, const MiaoRecord *record, GError **error)
{
  Newcomer newcomer = { .n = next_number (store, error), .record = record };

  if (newcomer.n == 0)
    return FALSE;
  newcomer.keys = miao_person_keys_new (store, record);
  g_array_append_val (newcomers, newcomer);

  return TRUE;
}

gboolean
miao_person_index_all (MiaoStore *store, GPtrArray *records, GError **error)
{
  g_autoptr (GArray) newcomers = g_array_new (FALSE, FALSE, sizeof (Newcomer));
  guint size = 0;

  g_array_set_clear_func (newcomers, newcomer_clear);
  if (records->len == 0 || !miao_schema_is_searchable (miao_record_get_kind (records->pdata[0])))
    return TRUE;
  for (guint i = 0; i < records->len; i++)
    if (!add_newcomer (store, newcomers, g_ptr_array_index (records, i), error))
      return FALSE;
  for (guint i = 0; i < newcomers->len; i += batch_sizes[size]) {
    size = batch_size (newcomers->len - i);
    if (!insert_persons (store, &g_array_index (newcomers, Newcomer, i), size, error))
      return FALSE;
  }
  for (guint i = 0; i < newcomers->len; i++) {
    const Newcomer *newcomer = &g_array_index (newcomers, Newcomer, i);

    if (!let_wait (store, miao_record_get_kind (newcomer->record)->name, newcomer->n,
                   newcomer->keys, error))
      return FALSE;
  }

  return TRUE;
}

gboolean
miao_person_index (MiaoStore *store,
                   const MiaoRecord *before,
                   const MiaoRecord *after,
                   GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (after);
  g_autoptr (GArray) newcomers = NULL;
  g_autoptr (MiaoPersonKeys) old = NULL;
  g_autoptr (MiaoPersonKeys) new = NULL;
  gint64 n;

  if (!miao_schema_is_searchable (kind))
    return TRUE;
  if (before == NULL) {
    const Newcomer *newcomer;

    newcomers = g_array_new (FALSE, FALSE, sizeof (Newcomer));
    g_array_set_clear_func (newcomers, newcomer_clear);
    if (!add_newcomer (store, newcomers, after, error))
      return FALSE;
    newcomer = &g_array_index (newcomers, Newcomer, 0);
    return insert_persons (store, newcomer, batch_size (1), error) &&
           let_wait (store, kind->name, newcomer->n, newcomer->keys, error);
  }
  new = miao_person_keys_new (store, after);
  old = miao_person_keys_new (store, before);
  n = update_person (store, after, new, error);

  return n > 0 && miao_person_flush (store, error) &&
         write_difference (store, kind->name, n, new, old, TRUE, error) &&
         write_difference (store, kind->name, n, old, new, FALSE, error);
}

static gboolean
index_record (MiaoRecord *record, gpointer data, GError **error)
{
  return miao_person_index (data, NULL, record, error);
}

gboolean
miao_store_reindex (MiaoStore *store, GError **error)
{
  gboolean own, ok;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  ok = miao_store_exec (store, error, "DELETE FROM person_gram", "") >= 0 &&
       miao_store_exec (store, error, "DELETE FROM person_key", "") >= 0 &&
       miao_store_exec (store, error, "DELETE FROM person", "") >= 0;
  for (const MiaoKind *const *kinds = miao_kinds (); ok && *kinds != NULL; kinds++) {
    g_autoptr (MiaoQuery) query = NULL;

    if (!miao_schema_is_searchable (*kinds))
      continue;
    query = miao_query_new (*kinds);
    ok = miao_store_each (store, query, index_record, store, error);
  }

  return miao_store_leave (store, own, ok, error);
}
