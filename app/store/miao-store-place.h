#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/*
 * On a server: what lies beside the database where the store is a file, so that every desk has it:
 * the key file and the documents' encrypted files. All functions need a store on a server
 * (miao_store_is_server()), and join the caller's transaction or make their own.
 */

/** Bytes of a piece of a document's file. */
#define MIAO_STORE_PIECE_BYTES 262144

gboolean miao_store_is_server (const MiaoStore *store);

/** Returns: (transfer full): the key file's bytes; %NULL with %MIAO_ERROR_NOT_FOUND when there is
 *   none yet. */
GBytes *miao_store_key_file_get (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
miao_store_key_file_put (MiaoStore *store, gconstpointer bytes, gsize size, GError **error);
/** Whoever changes the key file holds it from before reading to after writing. Not across a
 *  rollback of a transaction that was open when it was taken. Errors: %MIAO_ERROR_BUSY. */
gboolean miao_store_key_file_hold (MiaoStore *store, GError **error);
void miao_store_key_file_let_go (MiaoStore *store);

/** Whether the server keeps people apart by logins of their own (it was prepared by its
 *  administrator). Without, everybody connects as the address says. */
gboolean miao_store_has_logins (MiaoStore *store);
/** Outside a transaction: lets an administrator read for ten minutes what a return is built from,
 *  which a server keeps from that role otherwise, and leaves a trace there. For the other roles,
 *  which see it anyway, and on a file nothing is done. */
gboolean miao_store_open_return (MiaoStore *store, GError **error);
/** Outside a transaction: lets a director or an administrator read everything, drafts of others
 *  too, for a backup: for an hour, or until it is closed; leaves a trace there. Nothing where the
 *  connection sees everything anyway. Errors: %MIAO_ERROR_DENIED. */
gboolean miao_store_open_backup (MiaoStore *store, GError **error);
gboolean miao_store_close_backup (MiaoStore *store, GError **error);
/** Makes or changes a person's login. @password: (nullable): as the server gets it, %NULL keeps the
 *  present one. Errors: %MIAO_ERROR_DENIED. */
gboolean miao_store_login_put (
    MiaoStore *store, const char *login, const char *role, const char *password, GError **error);
/** Nobody connects with it any more; whoever is connected is cut off. */
gboolean miao_store_login_drop (MiaoStore *store, const char *login, GError **error);

/** The @n-th piece, from 0, of the file of document @id. Pieces are written once. */
gboolean miao_store_blob_put (
    MiaoStore *store, const char *id, gint64 n, gconstpointer bytes, gsize size, GError **error);
/** Returns: (transfer full): %NULL without @error set behind the last piece. */
GBytes *miao_store_blob_get (MiaoStore *store, const char *id, gint64 n, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/** For a file whose row was not committed. */
gboolean miao_store_blob_remove (MiaoStore *store, const char *id, GError **error);
/** Returns: (transfer full): the ids of all files. */
GStrv miao_store_blob_list (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
