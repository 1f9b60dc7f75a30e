#pragma once

#include "miao-session.h"
#include "miao-store-tables.h"

G_BEGIN_DECLS

/*
 * Accounts: the row in the database (who, role, disabled) and the slot in the key file (password)
 * are changed together. The key file is saved first: when the program is killed between the two,
 * the row is missing or old, which an administrator can mend; the other way round nobody could.
 */

/**
 * miao_account_create:
 * @staff: (nullable): id of the person's staff record
 * @ret_id: (out) (optional)
 *
 * Needs %MIAO_MAY_ACCOUNT_MANAGE. Errors: %MIAO_ERROR_DENIED, %MIAO_ERROR_INVALID (login or
 * password breaks the rules, login taken, or the person has another account).
 */
gboolean miao_account_create (MiaoSession *session,
                              const char *login,
                              const char *name,
                              MiaoRole role,
                              const char *staff,
                              const char *password,
                              char **ret_id,
                              GError **error);

/** One's own. Errors: %MIAO_ERROR_KEY (the present password is wrong), %MIAO_ERROR_INVALID. */
gboolean miao_account_change_password (MiaoSession *session,
                                       const char *present,
                                       const char *password,
                                       GError **error);

/** A forgotten one: a new slot with new keys. Needs %MIAO_MAY_ACCOUNT_MANAGE. Enables the account.
 */
gboolean miao_account_reset_password (MiaoSession *session,
                                      const char *login,
                                      const char *password,
                                      GError **error);

/**
 * miao_account_disable:
 *
 * Drops the slot and marks the row: the person cannot log in any more; what they did stays under
 * their name. Enabling again is miao_account_reset_password(). Needs %MIAO_MAY_ACCOUNT_MANAGE; not
 * for oneself and not for the last administrator (%MIAO_ERROR_REFUSED).
 */
gboolean miao_account_disable (MiaoSession *session, const char *login, GError **error);

/** What an account is just now. */
typedef enum {
  MIAO_ACCOUNT_IN_USE,
  MIAO_ACCOUNT_LOCKED,     /* by an administrator */
  MIAO_ACCOUNT_LOCKED_OUT, /* by wrong passwords, for a day */
  MIAO_ACCOUNT_DISABLED,   /* no password opens it */
} MiaoAccountState;

/** locked_until_ms of an account that an administrator locked: the end of the year 9999. */
#define MIAO_ACCOUNT_LOCKED_MS G_GINT64_CONSTANT (253402271999000)

/** Nobody logs in with it until it is unlocked; the password stays. Needs %MIAO_MAY_ACCOUNT_MANAGE;
 *  not for oneself and not for the last administrator (%MIAO_ERROR_REFUSED). */
gboolean miao_account_lock (MiaoSession *session, const char *login, GError **error);
/** Also after too many wrong passwords. Needs %MIAO_MAY_ACCOUNT_MANAGE. */
gboolean miao_account_unlock (MiaoSession *session, const char *login, GError **error);
/** Reads the counted failures, too: an account may lock itself while nobody is logged in. */
MiaoAccountState miao_account_get_state (MiaoSession *session, const MiaoAccount *account);

/** Another role and name, from the next log-in on. Needs %MIAO_MAY_ACCOUNT_MANAGE; not the last
 *  administrator's role (%MIAO_ERROR_REFUSED). */
gboolean miao_account_set_role (
    MiaoSession *session, const char *login, const char *name, MiaoRole role, GError **error);

/** Whose account it is, from the next log-in on; @staff: (nullable): id of a staff record. Needs
 *  %MIAO_MAY_ACCOUNT_MANAGE. Errors: %MIAO_ERROR_INVALID when that person has another account. */
gboolean
miao_account_set_staff (MiaoSession *session, const char *login, const char *staff, GError **error);

/** Returns: (transfer full) (element-type MiaoAccount): all, by login. Anybody who is logged in. */
GPtrArray *miao_account_list (MiaoSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the name of the account with that id, the id when there is none, ""
 * for %NULL: for "by" columns. */
char *miao_account_dup_name (MiaoSession *session, const char *id) G_GNUC_WARN_UNUSED_RESULT;

/** A new recovery key; the old sheet opens nothing any more. Needs %MIAO_MAY_RECOVERY_RENEW.
 *  @ret_key: to be freed with miao_secret_free_text(). */
gboolean miao_account_renew_recovery (MiaoSession *session, char **ret_key, GError **error);

G_END_DECLS
