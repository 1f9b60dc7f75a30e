#pragma once

#include "miao-return-rules.h"
#include "miao-store.h"

G_BEGIN_DECLS

/*
 * The chain of accepted batches: what the authority holds of each child. A batch counts as accepted
 * when its receipt took it wholly or in part; a record that the receipt returned does not count.
 */
typedef struct _MiaoReturnChain MiaoReturnChain;

/** @before_serial: batches with a smaller serial number are looked at; 0 = all. */
MiaoReturnChain *miao_return_chain_new (MiaoStore *store,
                                        gint64 before_serial,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_return_chain_free (MiaoReturnChain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoReturnChain, miao_return_chain_free)

/** Returns: (transfer none) (nullable): the newest accepted batch. */
const MiaoRecord *miao_return_chain_newest (const MiaoReturnChain *chain);

/**
 * miao_return_chain_find:
 * @ret_row: (out) (transfer full) (nullable): the newest accepted row (kind "submission_child") of
 *   the child; %NULL when no accepted batch has one
 */
gboolean miao_return_chain_find (MiaoReturnChain *chain,
                                 const char *child,
                                 MiaoRecord **ret_row,
                                 GError **error);

/** Fills @ret_previous from what miao_return_chain_find() gave; texts belong to @row. */
void miao_return_chain_previous (const MiaoReturnChain *chain,
                                 const MiaoRecord *row,
                                 MiaoReturnPrevious *ret_previous);

/** Returns: whether the receipt took the batch, at least in part. */
gboolean miao_return_is_accepted (const MiaoRecord *submission);

G_END_DECLS
