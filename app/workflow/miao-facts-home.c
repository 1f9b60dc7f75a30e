/* Whether a home is that of a family which is never to have a child again (domain 6.6, 8.2 F14). */
#include "config.h"

#include "miao-facts-private.h"
#include "miao-standing-rules.h"

/* Telephones of a barred family and of everybody in it; they point into @records. */
static gboolean
read_phones (MiaoCall *call, MiaoRecord *family, GPtrArray *records, GPtrArray *ret, GError **error)
{
  g_autoptr (GPtrArray) members =
      miao_call_all (call, "family_member", "family", miao_record_get_id (family), error);

  if (members == NULL)
    return FALSE;
  if (miao_record_has (family, "phone"))
    g_ptr_array_add (ret, (gpointer) miao_record_get (family, "phone"));
  for (guint i = 0; i < members->len; i++) {
    g_ptr_array_add (records, miao_record_ref (members->pdata[i]));
    if (miao_record_has (members->pdata[i], "phone"))
      g_ptr_array_add (ret, (gpointer) miao_record_get (members->pdata[i], "phone"));
  }
  g_ptr_array_add (ret, NULL);

  return TRUE;
}

static gboolean
compare (MiaoCall *call,
         MiaoRecord *barred,
         const MiaoHome *home,
         MiaoSameHome *ret_same,
         GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) phones = g_ptr_array_new ();
  MiaoHome other = { .division = miao_record_get (barred, "home_division"),
                     .address = miao_record_get (barred, "address") };

  if (!read_phones (call, barred, records, phones, error))
    return FALSE;
  other.phones = (const char *const *) phones->pdata;
  *ret_same = miao_home_compare (home, &other);

  return TRUE;
}

gboolean
miao_facts_ask_home (MiaoCall *call, const char *id, const MiaoHome *home, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("family"));
  g_autoptr (GPtrArray) barred = NULL;
  MiaoBarredHomeFacts facts = { .record = id };

  /* A field package knows one family only. */
  if (miao_session_get_away (call->session) != NULL)
    return TRUE;
  miao_query_where (query, "status", MIAO_OP_EQ, "BARRED");
  barred = miao_store_select (call->store, query, error);
  for (guint i = 0; barred != NULL && i < barred->len; i++) {
    MiaoRecord *family = barred->pdata[i];
    MiaoSameHome same;

    if (g_strcmp0 (miao_record_get_id (family), id) == 0)
      continue;
    if (!compare (call, family, home, &same, error))
      return FALSE;
    /* Who is the same in both goes before who is in one. */
    if (same <= facts.same)
      continue;
    facts.same = same;
    facts.family = miao_record_get_id (family);
    facts.family_no = miao_record_get (family, "family_no");
    facts.barred_on = miao_record_get_date (family, "blacklist_on");
  }
  if (barred != NULL)
    miao_rules_barred_home (&facts, call->findings);

  return barred != NULL;
}
