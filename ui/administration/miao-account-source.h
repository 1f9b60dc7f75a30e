#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

G_BEGIN_DECLS

/** What the source reads into; both belong to the page. */
typedef struct {
  MiaoSession *session;
  GPtrArray *accounts; /* of MiaoAccount, what the list shows; made anew with each reading */
} MiaoAccountRows;

/** Accounts by login; its data is a #MiaoAccountRows. */
extern const MiaoListSource miao_account_source;

/** Returns: (transfer full): the columns of those rows; g_free(). */
MiaoListColumn *miao_account_columns_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
