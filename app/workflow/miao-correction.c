#include "config.h"

#include "miao-correction.h"

#include "miao-kinds.h"
#include "miao-query.h"

static gboolean
is_refused (const MiaoRecord *evaluation)
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
    if (!is_refused (all->pdata[i]))
      *ret = miao_record_ref (all->pdata[i]);

  return all != NULL;
}

gboolean
miao_correction_replaces (GPtrArray *all, const MiaoRecord *evaluation)
{
  for (guint i = 0; i < all->len; i++) {
    const MiaoRecord *other = all->pdata[i];

    if (miao_record_is (other, "supersedes", miao_record_get_id (evaluation)) &&
        miao_record_has (other, "conclusion") && !is_refused (other))
      return TRUE;
  }

  return FALSE;
}

MiaoRecord *
miao_correction_first_standing (GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    if (!miao_correction_replaces (all, all->pdata[i]))
      return miao_record_ref (all->pdata[i]);

  return NULL;
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
  g_autoptr (MiaoRecord) first = miao_record_copy (evaluation);
  g_autoptr (MiaoRecord) newest = NULL;

  *ret = TRUE;
  if (!miao_record_has (evaluation, "supersedes"))
    return TRUE;
  while (miao_record_has (first, "supersedes")) {
    MiaoRecord *before = miao_store_load (store, miao_kind_find ("evaluation"),
                                          miao_record_get (first, "supersedes"), error);

    if (before == NULL)
      return FALSE;
    miao_record_unref (first);
    first = before;
  }
  miao_query_where (query, "kind", MIAO_OP_EQ, kind);
  miao_query_where (query, field, MIAO_OP_EQ, miao_record_get (evaluation, field));
  miao_query_where (query, "supersedes", MIAO_OP_NULL, NULL);
  miao_query_order (query, "created_at", TRUE);
  if (!miao_store_find_first (store, query, &newest, error))
    return FALSE;
  *ret = newest == NULL || g_strcmp0 (miao_record_get_id (newest), miao_record_get_id (first)) == 0;

  return TRUE;
}
