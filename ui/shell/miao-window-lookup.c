/* Records that forms look up by their names: through the session of the window. */
#include "config.h"

#include "miao-window-private.h"

#include "miao-kind-text.h"
#include "miao-lookup.h"
#include "miao-search.h"

/* Rows that are read beside the window are named through the session there. */
static MiaoStore *
get_store (MiaoWindow *self)
{
  MiaoSession *lent = miao_lookup_get_lent ();
  MiaoSession *session = lent != NULL ? lent : self->session;

  return session != NULL ? miao_session_get_store (session) : NULL;
}

static GPtrArray *
lookup_hits (MiaoStore *store, const char *kind, const char *text, guint limit)
{
  const char *const kinds[] = { kind, NULL };
  g_autoptr (GPtrArray) hits = miao_store_search (store, text, kinds, limit, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_choice_free);

  for (guint i = 0; hits != NULL && i < hits->len; i++) {
    const MiaoHit *hit = hits->pdata[i];

    g_ptr_array_add (
        found,
        miao_choice_new (hit->id, *hit->title != '\0' ? hit->title : hit->number, hit->number));
  }
  return found;
}

static GPtrArray *
lookup_first (MiaoStore *store, const MiaoKind *kind, const char *text, guint limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_choice_free);
  g_autoptr (MiaoQuery) query = miao_query_new (kind);
  g_autoptr (GPtrArray) records = NULL;
  const char *key = kind->title != NULL ? kind->title : kind->number;

  if (*text != '\0' && key != NULL)
    miao_query_where (query, key, MIAO_OP_PREFIX, text);
  if (key != NULL)
    miao_query_order (query, key, FALSE);
  miao_query_limit (query, limit);
  records = miao_store_select (store, query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    MiaoRecord *record = records->pdata[i];
    g_autofree char *name = miao_kind_dup_title (record);
    const char *number = kind->number != NULL ? miao_record_get (record, kind->number) : NULL;

    g_ptr_array_add (found, miao_choice_new (miao_record_get_id (record), name, number));
  }
  return found;
}

static GPtrArray *
lookup_search (const char *kind_name, const char *text, guint limit, gpointer user_data)
{
  MiaoStore *store = get_store (user_data);
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (GPtrArray) found = NULL;

  if (store == NULL || kind == NULL)
    return NULL;
  if (*text != '\0')
    found = lookup_hits (store, kind_name, text, limit);
  if (found != NULL && found->len > 0)
    return g_steal_pointer (&found);
  return lookup_first (store, kind, text, limit);
}

static char *
lookup_name (const char *kind_name, const char *id, gpointer user_data)
{
  MiaoStore *store = get_store (user_data);
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (MiaoRecord) record = NULL;

  if (store == NULL || kind == NULL)
    return NULL;
  record = miao_store_load (store, kind, id, NULL);
  return record != NULL ? miao_kind_dup_title (record) : NULL;
}

static const MiaoLookupBackend lookup_backend = { lookup_search, lookup_name };

void
miao_window_lend_lookup (MiaoWindow *self)
{
  miao_lookup_set_backend (&lookup_backend, self);
}
