#pragma once

#include "miao-integration-rules.h"
#include "miao-session.h"
#include "miao-store.h"

G_BEGIN_DECLS

/**
 * MiaoPlacementFacts:
 *
 * A placement with everything that its page shows, read in one go. Records that are not there are
 * %NULL.
 */
typedef struct {
  MiaoSession *session;
  MiaoDate today;
  MiaoRuleSettings settings;
  MiaoRecord *placement;
  MiaoRecord *matching;
  MiaoRecord *child;
  MiaoRecord *family;
  MiaoRecord *agreement;
  MiaoRecord *caregiver;
  MiaoRecord *evaluation; /* the newest integration evaluation, open or final */
  MiaoRecord *termination;
  MiaoRecord *short_care; /* that lasts */
  GPtrArray *visits;      /* the newest first */
  GPtrArray *others; /* (element-type MiaoRecord): placements of the children who live there too */
  guint foster_now;  /* children with the family in open placements */
} MiaoPlacementFacts;

MiaoPlacementFacts *miao_placement_facts_read (MiaoSession *session,
                                               const char *id,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_placement_facts_free (MiaoPlacementFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoPlacementFacts, miao_placement_facts_free)

/** Returns: (transfer full): name of the child of @placement; "…" when it cannot be seen. */
char *miao_placement_facts_dup_child (const MiaoPlacementFacts *facts,
                                      const MiaoRecord *placement) G_GNUC_WARN_UNUSED_RESULT;
const char *miao_placement_facts_id (const MiaoPlacementFacts *facts);
/** Returns: whether the placement has one of the states, words separated by blanks. */
gboolean miao_placement_facts_in (const MiaoPlacementFacts *facts, const char *states);
/** Returns: the day on which the next visit is due; %MIAO_DATE_NONE when none is. @ret_last: (out)
 *  (optional): from which day it is counted, @ret_days how many days; given together. */
MiaoDate miao_placement_facts_next_visit (const MiaoPlacementFacts *facts,
                                          MiaoDate *ret_last,
                                          int *ret_days);
/** Returns: (transfer full) (nullable): what the child said last about a placement, when that is
 *  that it does not agree. */
MiaoRecord *
miao_placement_facts_refusal (const MiaoPlacementFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "周知夏 · 许文清家庭". */
char *miao_placement_facts_dup_title (const MiaoPlacementFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
