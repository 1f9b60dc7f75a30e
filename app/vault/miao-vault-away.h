#pragma once

#include "miao-carried-key.h"
#include "miao-session.h"
#include "miao-store-tables.h"

G_BEGIN_DECLS

/*
 * One person's work outside the house: the key that goes with it, and the file that it is done in.
 * That file is an encrypted one like an institution's, with drafts, audit chain and all, but one
 * account opens it and it says of itself what it is (miao_session_get_away()).
 */

/**
 * miao_vault_carry_key:
 * @login: whose
 * @ret_house: (out) (transfer full): what tells this institution's file from all others
 *
 * Errors: %MIAO_ERROR_NOT_FOUND for an account without a password, those of miao_slots_load().
 */
MiaoCarriedKey *miao_vault_carry_key (MiaoSession *session,
                                      const char *login,
                                      char **ret_house,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what tells this institution's file from all others; the same in its
 *  copies. */
char *miao_vault_dup_house (MiaoSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Puts the records into the new file, in its one transaction. */
typedef gboolean (*MiaoVaultFill) (MiaoSession *session, gpointer data, GError **error);

/**
 * MiaoVaultAway:
 * @path: FILE.miaopu, which must not be there
 * @account: who works in it; its id, login, name and role are taken over
 * @own: that person's keys, from miao_carried_key_open()
 * @cost: what one guess of the password costs
 * @away: what the file says of itself
 */
typedef struct {
  const char *path;
  const MiaoAccount *account;
  const char *password;
  const MiaoKeys *own;
  MiaoKdfCost cost;
  gboolean practice;
  const char *away;
  MiaoVaultFill fill;
  gpointer fill_data;
} MiaoVaultAway;

/**
 * miao_vault_create_away:
 *
 * Killed on the way, nothing is there. Errors: %MIAO_ERROR_CONFLICT (there is such a file), those
 * of
 * @fill and of miao_store_open().
 */
gboolean miao_vault_create_away (const MiaoVaultAway *setup, GError **error);

G_END_DECLS
