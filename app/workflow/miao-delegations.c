#include "config.h"

#include "miao-delegations.h"

#include "miao-store-tables.h"

#include <string.h>

void
miao_delegation_free (MiaoDelegation *delegation)
{
  miao_record_unref (delegation->record);
  g_free (delegation->from_account);
  g_free (delegation->from_name);
  g_free (delegation->to_name);
  g_free (delegation);
}

static char *
dup_name (MiaoStore *store, const char *staff)
{
  g_autoptr (MiaoRecord) person = miao_store_load (store, miao_kind_find ("staff"), staff, NULL);
  const char *name = person != NULL ? miao_record_get (person, "name") : NULL;

  return g_strdup (name != NULL ? name : "");
}

static char *
dup_account (GPtrArray *accounts, const char *staff)
{
  for (guint i = 0; i < accounts->len; i++) {
    const MiaoAccount *account = accounts->pdata[i];

    if (g_strcmp0 (account->staff, staff) == 0)
      return g_strdup (account->id);
  }

  return NULL;
}

static MiaoDelegation *
make (MiaoSession *session, MiaoRecord *record, GPtrArray *accounts, MiaoDate on)
{
  MiaoStore *store = miao_session_get_store (session);
  const char *self = miao_session_get_staff (session);
  MiaoDelegation *delegation = g_new0 (MiaoDelegation, 1);

  delegation->record = miao_record_ref (record);
  delegation->from = miao_record_get (record, "from_staff");
  delegation->to = miao_record_get (record, "to_staff");
  delegation->from_account = dup_account (accounts, delegation->from);
  delegation->from_name = dup_name (store, delegation->from);
  delegation->to_name = dup_name (store, delegation->to);
  delegation->state = miao_delegation_state (miao_record_get_date (record, "from_on"),
                                             miao_record_get_date (record, "until_on"),
                                             miao_record_get_date (record, "ended_on"), on);
  delegation->own = self != NULL && (g_strcmp0 (self, delegation->from) == 0 ||
                                     g_strcmp0 (self, delegation->to) == 0);
  delegation->may_end = delegation->state != MIAO_DELEGATION_OVER &&
                        miao_session_may (session, MIAO_MAY_TASKS_DELEGATE) &&
                        (miao_session_get_role (session) == MIAO_ROLE_DIRECTOR ||
                         (self != NULL && g_strcmp0 (self, delegation->from) == 0));

  return delegation;
}

GPtrArray *
miao_delegations_read (MiaoSession *session, MiaoDate on, MiaoDate since, GError **error)
{
  g_autoptr (GPtrArray) delegations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_delegation_free);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("delegation"));
  g_autofree char *day = miao_date_dup (MIN (on, since));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  miao_query_where (query, "until_on", MIAO_OP_GE, day);
  miao_query_order (query, "from_on", FALSE);
  records = miao_store_select (miao_session_get_store (session), query, error);
  if (records == NULL || records->len == 0)
    return records != NULL ? g_steal_pointer (&delegations) : NULL;
  accounts = miao_store_account_list (miao_session_get_store (session), error);
  for (guint i = 0; accounts != NULL && i < records->len; i++) {
    MiaoDelegation *delegation = make (session, records->pdata[i], accounts, on);

    if (delegation->state == MIAO_DELEGATION_OVER && since >= on)
      miao_delegation_free (delegation);
    else
      g_ptr_array_add (delegations, delegation);
  }

  return accounts != NULL ? g_steal_pointer (&delegations) : NULL;
}

const MiaoDelegation *
miao_delegations_find_maker (GPtrArray *delegations, const char *account)
{
  for (guint i = 0; account != NULL && i < delegations->len; i++) {
    const MiaoDelegation *one = delegations->pdata[i];

    if (one->state == MIAO_DELEGATION_RUNS && g_strcmp0 (one->from_account, account) == 0)
      return one;
  }

  return NULL;
}

const MiaoDelegation *
miao_delegations_find (GPtrArray *delegations, const char *from, const char *to)
{
  for (guint i = 0; from != NULL && i < delegations->len; i++) {
    const MiaoDelegation *one = delegations->pdata[i];

    if (one->state == MIAO_DELEGATION_RUNS && strcmp (one->from, from) == 0 &&
        (to == NULL || strcmp (one->to, to) == 0))
      return one;
  }

  return NULL;
}

/* The archivist and the administrator are not sent to children and families. */
static gboolean
sees_tasks (const MiaoAccount *account)
{
  MiaoRole role;

  return !account->disabled && account->staff != NULL && miao_role_parse (account->role, &role) &&
         (role == MIAO_ROLE_CASEWORKER || role == MIAO_ROLE_ASSESSOR || role == MIAO_ROLE_DIRECTOR);
}

GHashTable *
miao_delegations_accounts (MiaoStore *store, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) accounts = miao_store_account_list (store, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++) {
    const MiaoAccount *account = accounts->pdata[i];

    if (sees_tasks (account))
      g_hash_table_add (people, g_strdup (account->staff));
  }

  return accounts != NULL ? g_steal_pointer (&people) : NULL;
}

GPtrArray *
miao_delegations_people (MiaoSession *session, const char *but, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));
  g_autoptr (GHashTable) accounts = NULL;
  GPtrArray *staff;

  accounts = miao_delegations_accounts (miao_session_get_store (session), error);
  if (accounts == NULL)
    return NULL;
  miao_query_where (query, "left_on", MIAO_OP_NULL, NULL);
  miao_query_order (query, "name", FALSE);
  staff = miao_store_select (miao_session_get_store (session), query, error);
  for (guint i = staff != NULL ? staff->len : 0; i-- > 0;) {
    const char *id = miao_record_get_id (staff->pdata[i]);

    if (g_strcmp0 (id, but) == 0 || !g_hash_table_contains (accounts, id))
      g_ptr_array_remove_index (staff, i);
  }

  return staff;
}
