#include "config.h"

#include "miao-store-life.h"

#include "miao-store-private.h"

gboolean
miao_store_is_lost (const MiaoStore *store)
{
  return store->driver->is_lost != NULL && store->driver->is_lost (store->connection);
}

gboolean
miao_store_is_away (const MiaoStore *store)
{
  return store->driver->is_away != NULL && store->driver->is_away (store->connection);
}

void
miao_store_give_up (MiaoStore *store)
{
  if (store->driver->give_up != NULL)
    store->driver->give_up (store->connection);
}

gboolean
miao_store_answers (const char *address)
{
  return miao_store_server_driver.answers != NULL && miao_store_server_driver.answers (address);
}

gboolean
miao_store_reconnect (MiaoStore *store, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);

  return !miao_store_is_lost (store) || store->driver->reconnect (store->connection, error);
}

gboolean
miao_store_touch (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error,
      "SELECT 1 FROM child UNION ALL SELECT 1 FROM person UNION ALL SELECT 1 FROM account "
      "UNION ALL SELECT 1 FROM setting LIMIT 1",
      "");

  return rows != NULL;
}

void
miao_store_set_limit (MiaoStore *store, guint ms, guint lock_ms)
{
  if (store->driver->set_limit != NULL)
    store->driver->set_limit (store->connection, ms, lock_ms);
}

void
miao_store_set_waiter (MiaoStore *store, MiaoStoreWaiter waiter, gpointer user_data)
{
  if (store->driver->set_waiter != NULL)
    store->driver->set_waiter (store->connection, waiter, user_data);
}

void
miao_store_cancel (MiaoStore *store)
{
  if (store->driver->cancel != NULL)
    store->driver->cancel (store->connection);
}
