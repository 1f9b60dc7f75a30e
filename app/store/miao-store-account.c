#include "config.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-store-private.h"
#include "miao-store-tables.h"

#define COLUMNS                                                                                    \
  "id, login, name, role, staff, disabled, failed, locked_until, last_login, created_at, "         \
  "row_version"

MiaoAccount *
miao_account_new (void)
{
  return g_new0 (MiaoAccount, 1);
}

void
miao_account_free (MiaoAccount *account)
{
  g_free (account->id);
  g_free (account->login);
  g_free (account->name);
  g_free (account->role);
  g_free (account->staff);
  g_free (account);
}

static MiaoAccount *
read_account (MiaoRows *rows)
{
  MiaoAccount *account = miao_account_new ();

  account->id = g_strdup (miao_rows_text (rows, 0));
  account->login = g_strdup (miao_rows_text (rows, 1));
  account->name = g_strdup (miao_rows_text (rows, 2));
  account->role = g_strdup (miao_rows_text (rows, 3));
  account->staff = g_strdup (miao_rows_text (rows, 4));
  account->disabled = miao_rows_int (rows, 5) != 0;
  account->failed = miao_rows_int (rows, 6);
  account->locked_until_ms = miao_rows_int (rows, 7);
  account->last_login_ms = miao_rows_int (rows, 8);
  account->created_at_ms = miao_rows_int (rows, 9);
  account->version = miao_rows_int (rows, 10);

  return account;
}

/* Both statements have the same parameters; $10 is the time of making or the version so far. */
static gint64
write_account (
    MiaoStore *store, const MiaoAccount *account, const char *id, gint64 now_ms, GError **error)
{
  static const char insert[] =
      "INSERT INTO account (id, login, name, role, staff, disabled, failed, locked_until, "
      "last_login, created_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
  static const char update[] = "UPDATE account SET login = $2, name = $3, role = $4, staff = $5, "
                               "disabled = $6, failed = $7, "
                               "locked_until = $8, last_login = $9, row_version = row_version + 1 "
                               "WHERE id = $1 AND row_version = $10";

  return miao_store_exec (store, error, account->version == 0 ? insert : update, "sssssiiiii", id,
                          account->login, account->name, account->role, account->staff,
                          (gint64) (account->disabled != FALSE), account->failed,
                          account->locked_until_ms, account->last_login_ms,
                          account->version == 0 ? now_ms : account->version);
}

gboolean
miao_store_account_put (MiaoStore *store, MiaoAccount *account, gint64 now_ms, GError **error)
{
  g_autofree char *id = account->id != NULL ? g_strdup (account->id) : miao_id_new ();
  GError *failure = NULL;
  gboolean own;
  gint64 n;

  if (!miao_store_join (store, &own, error))
    return FALSE;
  n = write_account (store, account, id, now_ms, &failure);
  if (n < 0)
    miao_store_explain (store, NULL, &failure);
  else if (n == 0)
    g_set_error_literal (&failure, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                         miao_pick ("账号已被他人先行修改，请重新载入后再改。",
                                    "The account was changed by somebody else first; please load "
                                    "it again."));
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return miao_store_leave (store, own, FALSE, NULL);
  }
  miao_store_note (store, "account", id);
  if (!miao_store_leave (store, own, TRUE, error))
    return FALSE;
  if (account->version == 0)
    account->created_at_ms = now_ms;
  account->version++;
  if (account->id == NULL)
    account->id = g_steal_pointer (&id);

  return TRUE;
}

MiaoAccount *
miao_store_account_get (MiaoStore *store, const char *id, const char *login, GError **error)
{
  g_autoptr (MiaoRows) rows = NULL;
  int more;

  g_return_val_if_fail (id != NULL || login != NULL, NULL);

  rows = miao_rows_query (store, error,
                          id != NULL ? "SELECT " COLUMNS " FROM account WHERE id = $1"
                                     : "SELECT " COLUMNS " FROM account WHERE login = $1",
                          "s", id != NULL ? id : login);
  more = rows != NULL ? miao_rows_next (rows, error) : -1;
  if (more > 0)
    return read_account (rows);
  if (more == 0)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("没有这个账号。", "There is no such account."));

  return NULL;
}

GPtrArray *
miao_store_account_list (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_account_free);
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, error, "SELECT " COLUMNS " FROM account ORDER BY login", "");
  int more = rows != NULL ? 1 : -1;

  while (more > 0 && (more = miao_rows_next (rows, error)) > 0)
    g_ptr_array_add (accounts, read_account (rows));

  return more == 0 ? g_steal_pointer (&accounts) : NULL;
}
