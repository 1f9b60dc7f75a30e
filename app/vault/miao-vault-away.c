#include "config.h"

#include "miao-vault-away.h"

#include "miao-audit-private.h"
#include "miao-error.h"
#include "miao-session-private.h"
#include "miao-vault-private.h"

#include <glib/gstdio.h>

MiaoCarriedKey *
miao_vault_carry_key (MiaoSession *session, const char *login, char **ret_house, GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (session->keys_path, error);
  MiaoCarriedKey *carried;

  if (slots == NULL)
    return NULL;
  carried = miao_carried_key_new (slots, login, error);
  if (carried != NULL)
    *ret_house = miao_slots_dup_file_id (slots);

  return carried;
}

char *
miao_vault_dup_house (MiaoSession *session, GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (session->keys_path, error);

  return slots != NULL ? miao_slots_dup_file_id (slots) : NULL;
}

static MiaoAccount *
copy_account (const MiaoAccount *from)
{
  MiaoAccount *account = miao_account_new ();

  account->id = g_strdup (from->id);
  account->login = g_strdup (from->login);
  account->name = g_strdup (from->name);
  account->role = g_strdup (from->role);
  account->staff = g_strdup (from->staff);

  return account;
}

static gboolean
fill (MiaoSession *session,
      const MiaoVaultAway *setup,
      const MiaoSlots *slots,
      const guint8 sign_public[MIAO_SIGN_PUBLIC],
      GError **error)
{
  const gint64 now_ms = miao_session_now_ms (session);
  const char *who = session->account->id;
  MiaoStore *store = session->store;

  if (!miao_store_begin (store, error))
    return FALSE;
  if (miao_store_account_put (store, session->account, now_ms, error) &&
      (!setup->practice || miao_store_setting_set (store, MIAO_SETTING_PRACTICE, "1",
                                                   MIAO_DATE_NONE, who, now_ms, error)) &&
      miao_store_setting_set (store, MIAO_SETTING_AWAY, setup->away, MIAO_DATE_NONE, who, now_ms,
                              error) &&
      miao_session_note_generation (session, slots, error) &&
      miao_audit_event (session, "vault.create", NULL, NULL, NULL, error) &&
      miao_audit_announce_key (session, who, sign_public, error) &&
      setup->fill (session, setup->fill_data, error))
    return miao_store_commit (store, error);
  miao_store_rollback (store);

  return FALSE;
}

/* Makes the database under @part and gives its chain an anchor in @slots. */
static gboolean
make_database (const MiaoVaultAway *setup,
               const char *part,
               MiaoSlots *slots,
               const MiaoKeys *keys,
               const guint8 sign_public[MIAO_SIGN_PUBLIC],
               GError **error)
{
  g_autoptr (MiaoSession) session =
      miao_vault_begin (part, slots, keys, copy_account (setup->account), error);

  return session != NULL && fill (session, setup, slots, sign_public, error) &&
         miao_vault_anchor (session->store, slots, error);
}

gboolean
miao_vault_create_away (const MiaoVaultAway *setup, GError **error)
{
  g_autofree char *part = g_strconcat (setup->path, ".new", NULL);
  g_autofree char *keys_path = miao_slots_dup_path (setup->path);
  g_autoptr (MiaoKeys) keys = NULL;
  g_autoptr (MiaoSlots) slots = NULL;
  guint8 sign_public[MIAO_SIGN_PUBLIC];

  if (g_file_test (setup->path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                 miao_pick ("“%s”已经存在。如果这是同一个外出评估包，请直接打开它；否则请换一个"
                            "名称。",
                            "“%s” exists already. If it is the same field package, open that file; "
                            "else choose another name."),
                 setup->path);
    return FALSE;
  }
  miao_vault_remove_part (part);
  keys = miao_keys_new ();
  slots = miao_slots_new ();
  if (!miao_slots_put_own (slots, setup->account->login, setup->password, setup->cost, setup->own,
                           keys, sign_public, error))
    return FALSE;
  if (make_database (setup, part, slots, keys, sign_public, error) &&
      miao_slots_save (slots, keys_path, keys, error)) {
    if (miao_vault_finish (part, setup->path, error))
      return TRUE;
    (void) g_unlink (keys_path);
  }
  miao_vault_remove_part (part);

  return FALSE;
}
