#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/*
 * Who of a ledger is registered already: the same identity number or the same file number. Asking
 * the store for every row costs as much as storing the row, so after the first rows a table of bits
 * tells of nearly all that they are new (it never calls a known one new), and only of the others
 * the store is asked.
 *
 * For one import: inside its transaction, in which nobody else writes.
 */

typedef struct _MiaoKnown MiaoKnown;

/** @store: is not owned */
MiaoKnown *miao_known_new (MiaoStore *store) G_GNUC_WARN_UNUSED_RESULT;
void miao_known_free (MiaoKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoKnown, miao_known_free)

/** Returns: whether the store will be asked about @child, so that it must hold all so far. */
gboolean miao_known_asks (const MiaoKnown *known, const MiaoRecord *child);
/** @ret_child: (transfer full) (nullable): the child as registered; %NULL if @child is new. */
gboolean
miao_known_find (MiaoKnown *known, const MiaoRecord *child, MiaoRecord **ret_child, GError **error);

/** Says that @child has been stored, or will be before the store is asked again. */
void miao_known_add (MiaoKnown *known, const MiaoRecord *child);

G_END_DECLS
