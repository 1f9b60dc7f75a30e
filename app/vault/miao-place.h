#pragma once

#include "miao-store-place.h"

G_BEGIN_DECLS

/*
 * Where an institution's things lie. Beside a file, in its folder. On a server, the key file and
 * the documents lie in the database; a desk keeps a folder of its own for encrypted documents that
 * it has fetched, and for the count of wrong passwords.
 */

/** Returns: (transfer full): what names begin with that lie beside @path: the file itself; for a
 *   server's address a name in the person's data folder, which is made. */
char *miao_place_dup_base (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_place_attach:
 * @store: a store on a server, which outlives the name
 * @path: its address
 *
 * Gives the key file inside @store a name that all functions of miao-slots.h take for a path. To be
 * given back with miao_place_detach().
 *
 * Returns: (transfer full): the name.
 */
char *miao_place_attach (MiaoStore *store, const char *path) G_GNUC_WARN_UNUSED_RESULT;
/** @name: any path; nothing is done for one that is not such a name. */
void miao_place_detach (const char *name);
/** Returns: (transfer none) (nullable): the store that a name of miao_place_attach() stands for. */
MiaoStore *miao_place_get_store (const char *name);
/** Returns: (transfer none) (nullable): the store of the lock @number, see there. */
MiaoStore *miao_place_get_locked (int number);
/** Returns: a number for the lock of the key file called @name: larger than any file's. */
int miao_place_get_lock (const char *name);
/** Returns: (transfer full): the path on this computer that a name is made from. */
char *miao_place_dup_local (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what the server gets for @password; to be freed with
 *  miao_secret_free_text(). The password itself opens the keys and never leaves the desk. */
char *miao_place_dup_password (const char *login, const char *password) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
