#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Ids of a file, 20 bytes each, for what xs:key and xs:keyref say: no id twice, no reference to
 * nothing. Sorted once when all are in.
 */

typedef struct _MiaoCwxKeys MiaoCwxKeys;

MiaoCwxKeys *miao_cwx_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_cwx_keys_free (MiaoCwxKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCwxKeys, miao_cwx_keys_free)

/** @id: a UUID; one that is none is left to the schema. */
void miao_cwx_keys_add (MiaoCwxKeys *keys, const char *id, guint line);

typedef void (*MiaoCwxKeysFunc) (guint line, guint other_line, gpointer user_data);

/** Calls @func for every id that was there before, with both lines. Sorts. */
void miao_cwx_keys_repeated (MiaoCwxKeys *keys, MiaoCwxKeysFunc func, gpointer user_data);

/** Calls @func for every id of @references that is not in @keys; both are sorted. */
void miao_cwx_keys_missing (MiaoCwxKeys *keys,
                            MiaoCwxKeys *references,
                            MiaoCwxKeysFunc func,
                            gpointer user_data);

G_END_DECLS
