#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoVaultSetup:
 * @path: FILE.miaopu, which must not be there
 * @login: of the first administrator
 * @name: of that person
 * @password: as typed
 * @practice: made-up data; the day may be chosen, and passwords are derived cheaply
 * @cost: passes 0 = what @practice asks for
 */
typedef struct {
  const char *path;
  const char *login;
  const char *name;
  const char *password;
  gboolean practice;
  MiaoKdfCost cost;
} MiaoVaultSetup;

/**
 * miao_vault_create:
 * @ret_recovery: (out): the recovery key to print on the sheet; to be freed with
 *   miao_secret_free_text(). It is shown this one time.
 *
 * Makes the database and the key file of a new institution, with the first administrator. The
 * database gets its name last: killed on the way, nothing is there, and trying again works.
 *
 * Errors: %MIAO_ERROR_INVALID (login or password), %MIAO_ERROR_CONFLICT (there is such a file),
 * %MIAO_ERROR_READ_ONLY, %MIAO_ERROR_NO_SPACE, those of miao_store_open().
 */
gboolean miao_vault_create (const MiaoVaultSetup *setup, char **ret_recovery, GError **error);

/**
 * miao_vault_recover:
 * @recovery: the recovery key as typed from the sheet
 * @login: the account that gets @password
 *
 * For when the administrator's password is forgotten. Also opens with a key file from an older
 * backup, which ordinary log-in refuses, and makes it the present one.
 *
 * Errors: %MIAO_ERROR_INVALID (a typing error in the sheet's key, told with its group; the password
 * breaks the rules), %MIAO_ERROR_KEY (not the key of this file), %MIAO_ERROR_NOT_FOUND (no such
 * account).
 */
gboolean miao_vault_recover (const char *path,
                             const char *recovery,
                             const char *login,
                             const char *password,
                             GError **error);

G_END_DECLS
