#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/** Called when all rows are over and compared, before they are committed. Returns: %FALSE with
 *  @error set to take all of it back. */
typedef gboolean (*MiaoStorePoured) (MiaoStore *to, gpointer data, GError **error);

/**
 * miao_store_pour:
 * @from: only read; everything comes from one moment
 * @to: an empty store: on a server, connected as its administrator
 * @poured: what else belongs to the same act
 * @ret_rows: (out): how many rows there are
 *
 * Carries all rows over as they are, the audit chain among them, reads them back and compares every
 * value; the search index is made anew. Each side has its key: what a server gets is encrypted on
 * the way there and decrypted on the way back. Nothing is left behind in @to on failure.
 *
 * Errors: %MIAO_ERROR_CONFLICT (@to is not empty), %MIAO_ERROR_CORRUPT (a value came back other
 * than it was), %MIAO_ERROR_DENIED.
 */
gboolean miao_store_pour (MiaoStore *from,
                          MiaoStore *to,
                          MiaoStorePoured poured,
                          gpointer data,
                          gint64 *ret_rows,
                          GError **error);

/** A setting that belongs to the place and does not leave it: the wrapped key of a server's
 *  encrypted fields. */
#define MIAO_STORE_OWN_SETTING "vault.field_key"

/** Returns: (transfer full): the names of the tables that are carried over or made anew. */
GStrv miao_store_pour_tables (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
