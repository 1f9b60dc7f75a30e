/* The rows of accounts: an institution has tens of them, so all of them are read at once. */
#include "config.h"

#include "miao-account-source.h"

#include "miao-account.h"

#include <glib/gi18n.h>

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  MiaoAccountRows *self = data;

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = miao_account_list (self->session, error);
  if (self->accounts == NULL)
    return FALSE;
  *ret_n = self->accounts->len;
  return TRUE;
}

static char *
dup_time (gint64 ms)
{
  g_autoptr (GDateTime) time = ms > 0 ? g_date_time_new_from_unix_local (ms / 1000) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("—");
}

static const char *
state_words (MiaoAccountState state)
{
  switch (state) {
  case MIAO_ACCOUNT_LOCKED:
    return _ ("Locked");
  case MIAO_ACCOUNT_LOCKED_OUT:
    return _ ("Locked by wrong passwords");
  case MIAO_ACCOUNT_DISABLED:
    return _ ("Disabled");
  case MIAO_ACCOUNT_IN_USE:
  default:
    return _ ("In use");
  }
}

static MiaoRow *
make_row (const MiaoAccountRows *self, const MiaoAccount *account)
{
  g_autofree char *last = dup_time (account->last_login_ms);
  MiaoRole role = MIAO_ROLE_CASEWORKER;
  const char *role_name =
      miao_role_parse (account->role, &role) ? miao_role_label (role, miao_language ()) : "";
  const char *const texts[] = {
    account->login, account->name,
    role_name,      state_words (miao_account_get_state (self->session, account)),
    last,           NULL
  };

  return miao_row_new (account->id, texts);
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  MiaoAccountRows *self = data;

  for (guint i = first; i < first + n && i < self->accounts->len; i++)
    g_ptr_array_add (rows, make_row (self, self->accounts->pdata[i]));
  return TRUE;
}

const MiaoListSource miao_account_source = { source_open, source_read, NULL };

MiaoListColumn *
miao_account_columns_new (void)
{
  const MiaoListColumn columns[] = {
    { .title = _ ("Account"), .width = 160 },
    { .title = _ ("Name"), .width = 120, .expand = TRUE },
    { .title = _ ("Role"), .width = 140 },
    { .title = _ ("State"), .width = 120 },
    { .title = _ ("Last log-in"), .width = 180 },
    { NULL },
  };

  return g_memdup2 (columns, sizeof columns);
}
