#include "config.h"

#include "miao-store-match.h"

#include "miao-query-private.h"
#include "miao-store-private.h"

#include <string.h>

/* A placement that takes a place, or will: everything that has been decided and is not over. */
#define TAKEN                                                                                      \
  "('MATCHED', 'SIGNED', 'INTEGRATION', 'EXTENDED', 'CONFIRMED', 'SHORT_CARE', 'SUSPENDED', "      \
  "'ENDING')"

/* Each state is read by its own index, in the order of registration, and stops at the limit. */
#define FAMILIES(state)                                                                            \
  "SELECT f.id FROM family f WHERE f.status = '" state "' AND f.home_division >= $1 "              \
  "AND f.home_division < $2 AND f.approved_until >= $3 "                                           \
  "AND CASE WHEN f.capacity < $4 THEN f.capacity ELSE $4 END > (SELECT count (*) FROM placement "  \
  "p "                                                                                             \
  "WHERE p.family = f.id AND p.status IN " TAKEN ") ORDER BY f.id LIMIT $5"

static const char *const family_statements[] = { FAMILIES ("TRAINED"), FAMILIES ("ACTIVE") };

static gboolean
take (MiaoRows *rows, GPtrArray *ids, GHashTable *seen, GError **error)
{
  int more = 0;

  while (rows != NULL && (more = miao_rows_next (rows, error)) > 0) {
    char *id = g_strdup (miao_rows_text (rows, 0));

    g_ptr_array_add (ids, id);
    if (!g_hash_table_add (seen, id))
      g_ptr_array_set_size (ids, (int) ids->len - 1);
  }

  return rows != NULL && more >= 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
miao_store_match_families (
    MiaoStore *store, const char *division, int capacity, MiaoDate on, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *end = miao_sql_dup_end (division);
  g_autofree char *day = miao_date_dup (on);

  for (guint i = 0; i < G_N_ELEMENTS (family_statements); i++) {
    g_autoptr (MiaoRows) rows =
        miao_rows_query (store, error, family_statements[i], "sssii", division, end, day,
                         (gint64) capacity, (gint64) limit);

    if (!take (rows, ids, seen, error))
      return NULL;
  }
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_set_size (ids, (int) MIN (ids->len, limit));

  return g_steal_pointer (&ids);
}

GPtrArray *
miao_store_match_children (MiaoStore *store,
                           const char *sex,
                           MiaoDate born_from,
                           MiaoDate born_to,
                           MiaoDate on,
                           guint limit,
                           GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *day = miao_date_dup (on);
  g_autofree char *from = born_from != MIAO_DATE_NONE ? miao_date_dup (born_from) : g_strdup ("");
  g_autofree char *to = born_to != MIAO_DATE_NONE ? miao_date_dup (born_to) : g_strdup ("");
  /* Inside coalesce() no index serves the condition: the rows then come from the index of the day
   * on which the evaluation ends, in its order, and stop at the limit. A child with two evaluations
   * that count comes up twice, hence twice the limit. */
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error,
      "SELECT c.id FROM evaluation e JOIN child c ON c.id = e.subject_child "
      "WHERE e.valid_until >= $1 AND coalesce (e.kind, NULL) = 'EV_G_CHILD_PRE' "
      "AND coalesce (e.status, NULL) IN ('FINAL', 'REVIEWED', 'FILED') AND e.conclusion = "
      "'G_SUITABLE' "
      "AND coalesce (c.status, NULL) = 'IN_CARE' AND ($2 = '' OR c.sex = $2) "
      "AND ($3 = '' OR c.birth_date >= $3) AND ($4 = '' OR c.birth_date <= $4) "
      "AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.child = c.id AND p.status IN " TAKEN ") "
      "ORDER BY e.valid_until, e.id LIMIT $5",
      "ssssi", day, sex != NULL ? sex : "", from, to, 2 * (gint64) limit);

  if (!take (rows, ids, seen, error))
    return NULL;
  g_ptr_array_set_size (ids, (int) MIN (ids->len, limit));

  return g_steal_pointer (&ids);
}
