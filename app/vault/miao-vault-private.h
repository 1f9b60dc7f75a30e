#pragma once

#include "miao-slots.h"
#include "miao-store-tables.h"
#include "miao-vault.h"

G_BEGIN_DECLS

/**
 * miao_vault_begin:
 * @path: where the database is made
 * @account: (transfer full): who makes it
 *
 * Returns: (transfer full): a session in an empty database, whose key file is not there yet.
 *   Errors: those of the store.
 */
MiaoSession *miao_vault_begin (const char *path,
                               MiaoSlots *slots,
                               const MiaoKeys *keys,
                               MiaoAccount *account,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Puts the head of the store's chain into @slots, which are not saved. */
gboolean miao_vault_anchor (MiaoStore *store, MiaoSlots *slots, GError **error);
/** Removes a database that did not get its name, and what the engine put beside it. */
void miao_vault_remove_part (const char *part);
/** The database gets its name as the last thing; the folder is made durable. */
gboolean miao_vault_finish (const char *part, const char *path, GError **error);

G_END_DECLS
