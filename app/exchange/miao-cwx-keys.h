#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Ids of a file in 12 bytes each, for what xs:key and xs:keyref say: no id twice, no reference to
 * nothing. An id stands there as a hash of 64 bits, because a return of a million children must fit
 * into little memory: that two of a million different ids get the same hash and are taken for one
 * happens in one file out of some 40 million.
 */

#define MIAO_CWX_ID_BYTES 16

/** Returns: whether @id (nullable) is a UUID. */
gboolean miao_cwx_id_read (const char *id, guint8 ret_id[MIAO_CWX_ID_BYTES]);
/** Returns: (transfer full): the UUID as text. */
char *miao_cwx_id_dup (const guint8 id[MIAO_CWX_ID_BYTES]) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: the same number for the same id, never 0. */
guint64 miao_cwx_id_hash (const guint8 id[MIAO_CWX_ID_BYTES]);

/** Sorts the @n rows of @size bytes where they lie: no memory beside them. */
void miao_cwx_sort (gpointer rows, guint n, gsize size, GCompareFunc compare);

typedef struct _MiaoCwxKeys MiaoCwxKeys;

MiaoCwxKeys *miao_cwx_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_cwx_keys_free (MiaoCwxKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCwxKeys, miao_cwx_keys_free)

/** @id: (nullable): a UUID; one that is none is left to the schema. */
void miao_cwx_keys_add (MiaoCwxKeys *keys, const char *id, guint line);

typedef void (*MiaoCwxKeysFunc) (guint line, guint other_line, gpointer user_data);

/** Calls @func for every id that was there before, with both lines. Sorts. */
void miao_cwx_keys_repeated (MiaoCwxKeys *keys, MiaoCwxKeysFunc func, gpointer user_data);

/** Returns: whether the id with that hash was added. Sorts. */
gboolean miao_cwx_keys_has (MiaoCwxKeys *keys, guint64 hash);

G_END_DECLS
