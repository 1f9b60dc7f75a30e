#pragma once

#include "miao-family-rules.h"
#include "miao-return-chain.h"
#include "miao-return.h"
#include "miao-store.h"

G_BEGIN_DECLS

/* The walk over the folders, shared by the file that checks and the file that writes. */

/**
 * MiaoReturnWalk:
 * @only: (nullable) (element-type utf8): ids in their order; %NULL: all that are not void
 *
 * Walks over one kind in the order of its ids.
 */
typedef struct {
  const MiaoKind *kind;
  GPtrArray *only;
  GPtrArray *page;
  guint next;
  char *last;
  gboolean end;
} MiaoReturnWalk;

struct _MiaoReturn {
  MiaoSession *session;
  MiaoStore *store;
  MiaoRecord *submission;
  MiaoRecord *institution;
  MiaoReturnChain *chain;
  MiaoRuleSettings settings;
  MiaoDate from;
  MiaoDate to;
  MiaoReturnWalk children;
  MiaoReturnWalk families;
  GArray *events; /* MiaoCwxEvent; strings belong to event_rows */
  GPtrArray *event_rows;
  guint next_event;
  GPtrArray *deleted; /* void children that an accepted batch holds */
  guint next_deleted;
  MiaoReturnEach each; /* (nullable) */
  gpointer each_data;
};

/** Begins both walks anew. */
void miao_return_rewind (MiaoReturn *self);
/** Returns: (transfer full) (nullable): the next folder; %NULL without @error at the end. */
MiaoFolder *miao_return_next_child (gpointer self, GError **error);
MiaoFolder *miao_return_next_family (gpointer self, GError **error);

/** Reads the events of the period, what was struck out, and what a correction is limited to. */
gboolean miao_return_load_extent (MiaoReturn *self, GError **error);
gboolean miao_return_next_event (gpointer self, MiaoCwxEvent *ret_event, GError **error);
gboolean miao_return_next_deleted (gpointer self, MiaoCwxDeleted *ret_deleted, GError **error);

/** Returns: how many children the walk will give, for the progress. */
guint64 miao_return_count (MiaoReturn *self);

G_END_DECLS
