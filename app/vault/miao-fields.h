#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/*
 * The key of what a server gets encrypted value by value: texts in people's own words, identity
 * numbers, drafts, details of the audit log, small pictures. It is random, made with the server's
 * institution or anew whenever one moves there, and lies there wrapped under the data key, so that
 * whoever opens a slot of the key file has it. The data key is replaced while the institution is a
 * file, so a field key never outlives the data key that it was first wrapped under.
 */

/**
 * miao_fields_make:
 *
 * Gives @store, a new institution on a server, a key.
 *
 * Returns: (transfer full) (nullable): what miao_fields_keep() stores; %NULL for a file, which
 *   needs none.
 */
char *miao_fields_make (MiaoStore *store, const MiaoKeys *keys) G_GNUC_WARN_UNUSED_RESULT;

/** Stores it; @wrapped: (nullable): %NULL does nothing. In the transaction that makes the rest. */
gboolean miao_fields_keep (
    MiaoStore *store, const char *wrapped, const char *by, gint64 now_ms, GError **error);

/** Gives @store the key that lies there; of a file nothing is asked. Errors: %MIAO_ERROR_CORRUPT
 *  when there is none that @keys open. */
gboolean miao_fields_open (MiaoStore *store, const MiaoKeys *keys, GError **error);

/** Who opens the key file while a server is upgraded: an account and its password. */
typedef struct {
  const char *login;
  const char *password;
} MiaoFieldsUpgrade;

/** A MiaoStoreUpgradeFunc with a MiaoFieldsUpgrade: what a server holds is encrypted on the way. */
gboolean
miao_fields_before_upgrade (MiaoStore *store, int from, int to, gpointer data, GError **error);

G_END_DECLS
