#pragma once

#include "miao-cwx-keys.h"
#include "miao-return-rules.h"

G_BEGIN_DECLS

/*
 * What stays of families and placements until the whole file has been read: who was there when, in
 * some 40 bytes each, because what two children of one family mean for each other is known only at
 * the end.
 */

typedef struct _MiaoCwxStays MiaoCwxStays;

MiaoCwxStays *miao_cwx_stays_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_cwx_stays_free (MiaoCwxStays *stays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCwxStays, miao_cwx_stays_free)

/** @member: who lives there; id, name and days are kept. */
void
miao_cwx_stays_add_member (MiaoCwxStays *stays, const char *family, const MiaoMemberFacts *member);

/** @family: (nullable). @from: NONE: the placement is kept for its ids alone. */
void miao_cwx_stays_add (MiaoCwxStays *stays,
                         const char *family,
                         const char *placement,
                         MiaoDate from,
                         MiaoDate to,
                         guint line);

/** Calls @func for every placement id that was there before, with both lines. Sorts. */
void miao_cwx_stays_repeated (MiaoCwxStays *stays, MiaoCwxKeysFunc func, gpointer user_data);

/** Calls @func for every placement whose family is not among @families. */
void miao_cwx_stays_missing (MiaoCwxStays *stays,
                             MiaoCwxKeys *families,
                             MiaoCwxKeysFunc func,
                             gpointer user_data);

/** @facts: valid until it returns; without the id of the family. */
typedef void (*MiaoCwxStaysFunc) (const MiaoReturnFamily *facts, gpointer user_data);

/** Calls @func for every family with a stay, with all its stays and members. Sorts. */
void miao_cwx_stays_each_family (MiaoCwxStays *stays,
                                 MiaoDate cut_off,
                                 MiaoCwxStaysFunc func,
                                 gpointer user_data);

G_END_DECLS
