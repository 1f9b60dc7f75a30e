#include "config.h"

#include "miao-correction.h"

#include "miao-kinds.h"
#include "miao-query.h"

#include <string.h>

#define MS_PER_SECOND 1000

gboolean
miao_correction_is_refused (const MiaoRecord *evaluation)
{
  return miao_record_is (evaluation, "review_result", "BACK") ||
         miao_record_is (evaluation, "review_result", "FAIL");
}

gboolean
miao_correction_find (MiaoStore *store, const char *evaluation, MiaoRecord **ret, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;

  *ret = NULL;
  miao_query_where (query, "supersedes", MIAO_OP_EQ, evaluation);
  miao_query_order (query, "created_at", TRUE);
  all = miao_store_select (store, query, error);
  for (guint i = 0; all != NULL && *ret == NULL && i < all->len; i++)
    if (!miao_correction_is_refused (all->pdata[i]))
      *ret = miao_record_ref (all->pdata[i]);

  return all != NULL;
}

/* ---- versions ---- */

/* The version of @all that @version goes back to. */
static const MiaoRecord *
first_version (GPtrArray *all, const MiaoRecord *version)
{
  guint i = 0;

  while (miao_record_has (version, "supersedes") && i < all->len) {
    const MiaoRecord *other = all->pdata[i++];

    if (miao_record_is (version, "supersedes", miao_record_get_id (other))) {
      version = other;
      i = 0;
    }
  }

  return version;
}

const char *
miao_correction_first (GPtrArray *all, const MiaoRecord *evaluation)
{
  return miao_record_get_id (first_version (all, evaluation));
}

typedef struct {
  MiaoRecord *record;
  const char *first;
  MiaoDate day;
} Version;

/* Ids go by time. */
static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const Version *one = a, *two = b;
  int by = two->day - one->day;

  if (by == 0)
    by = strcmp (two->first, one->first);

  return by != 0 ? by : strcmp (miao_record_get_id (two->record), miao_record_get_id (one->record));
}

void
miao_correction_sort (GPtrArray *all, const char *day)
{
  g_autoptr (GArray) versions = g_array_sized_new (FALSE, FALSE, sizeof (Version), all->len);

  for (guint i = 0; i < all->len; i++) {
    const MiaoRecord *first = first_version (all, all->pdata[i]);
    Version version = { .record = all->pdata[i],
                        .first = miao_record_get_id (first),
                        .day = day != NULL ? miao_record_get_date (first, day) : MIAO_DATE_NONE };

    g_array_append_val (versions, version);
  }
  g_array_sort (versions, compare_versions);
  for (guint i = 0; i < all->len; i++)
    all->pdata[i] = g_array_index (versions, Version, i).record;
}

MiaoRecord *
miao_correction_newest (GPtrArray *all,
                        const char *day,
                        MiaoCorrectionCounts counts,
                        gconstpointer data)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (all, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  miao_correction_sort (sorted, day);
  for (guint i = 0; i < sorted->len; i++)
    if (counts (sorted->pdata[i], data))
      return miao_record_ref (sorted->pdata[i]);

  return NULL;
}

MiaoDate
miao_correction_counts_from (const MiaoRecord *evaluation)
{
  g_autoptr (GDateTime) at = NULL;

  if (!miao_record_has (evaluation, "conclusion"))
    return MIAO_DATE_NONE;
  if (!miao_record_has (evaluation, "supersedes"))
    return miao_record_get_date (evaluation, "finished_on");
  at = g_date_time_new_from_unix_local (miao_record_get_int (evaluation, "leader_signed_at", 0) /
                                        MS_PER_SECOND);

  return at != NULL ? miao_date_from_ymd (g_date_time_get_year (at), g_date_time_get_month (at),
                                          g_date_time_get_day_of_month (at))
                    : MIAO_DATE_NONE;
}

gboolean
miao_correction_is_newest (MiaoStore *store,
                           const MiaoRecord *evaluation,
                           gboolean *ret,
                           GError **error)
{
  const char *kind = miao_record_get (evaluation, "kind");
  const char *field = g_strcmp0 (kind, "EV_B_FAMILY_PRE") == 0  ? "subject_family"
                      : g_strcmp0 (kind, "EV_G_CHILD_PRE") == 0 ? "subject_child"
                                                                : "placement";
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;
  const char *first;

  *ret = TRUE;
  if (!miao_record_has (evaluation, "supersedes"))
    return TRUE;
  miao_query_where (query, "kind", MIAO_OP_EQ, kind);
  miao_query_where (query, field, MIAO_OP_EQ, miao_record_get (evaluation, field));
  all = miao_store_select (store, query, error);
  if (all == NULL)
    return FALSE;
  first = miao_correction_first (all, evaluation);
  for (guint i = 0; *ret && i < all->len; i++) {
    const MiaoRecord *other = all->pdata[i];

    *ret = !miao_record_has (other, "review_result") ||
           miao_record_is (other, "review_result", "BACK") ||
           strcmp (miao_correction_first (all, other), first) <= 0;
  }

  return TRUE;
}
