#pragma once

#include "miao-folder.h"
#include "miao-return-rules.h"

G_BEGIN_DECLS

/*
 * What the rules of a return ask, read out of a folder: the same whether the folder comes from the
 * store or from a file.
 */

typedef struct _MiaoReturnFacts MiaoReturnFacts;

/**
 * MiaoReturnContext:
 * @institution_division: (nullable): where the institution is
 * @cut_off: last day of the period
 * @previous_extracted_at: when the last accepted batch was made, ms UTC; records with a later id
 * are fresh. 0: there is none
 */
typedef struct {
  const char *institution_division;
  MiaoDate cut_off;
  gint64 previous_extracted_at;
} MiaoReturnContext;

/**
 * miao_return_facts_new:
 * @child: a sorted folder of a child; borrowed: must outlive the facts
 * @previous: (nullable): what the last accepted batch said of the child
 */
MiaoReturnFacts *
miao_return_facts_new (const MiaoFolder *child,
                       const MiaoReturnContext *context,
                       const MiaoReturnPrevious *previous) G_GNUC_WARN_UNUSED_RESULT;
void miao_return_facts_free (MiaoReturnFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoReturnFacts, miao_return_facts_free)

const MiaoReturnChild *miao_return_facts_get (const MiaoReturnFacts *facts);

/** Asks V212 about the evaluations in a family's folder (those before placement, mostly). */
void miao_return_ask_family_evaluations (const MiaoFolder *family,
                                         const MiaoRuleSettings *settings,
                                         MiaoFindings *findings,
                                         MiaoReturnTally *tally);

/** Returns: when a record with that id (UUIDv7) was made, ms UTC; 0 when it is none. */
gint64 miao_return_id_time (const char *id);

G_END_DECLS
