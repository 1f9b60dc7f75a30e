#pragma once

#include "miao-match-rank.h"
#include "miao-record.h"
#include "miao-session.h"
#include "miao-use-case.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Which families could take a child, and which children a family could take. The candidates are
 * read by indexes, every rule is asked of each pair, and they are put into an order that is told
 * with each of them. Nothing is decided and nothing is stored here.
 */

/** The most pairs of which the rules are asked. */
#define MIAO_MATCH_MOST 200

/** One pair. */
typedef struct {
  MiaoRecord *child;
  MiaoRecord *family;
  MiaoFindings *findings;
  MiaoMatchVerdict verdict;
  MiaoMatchCandidate compared; /* points into the others */
  GPtrArray *earlier;          /* MiaoMatchEarlier: considered and not taken, newest first */
  MiaoRecord *placement;       /* (nullable): the pair's own match in progress */
  char *why;                   /* why it stands where it stands, in the language of the screen */
} MiaoMatch;

typedef struct {
  MiaoRecord *subject; /* child or family */
  GPtrArray *matches;  /* MiaoMatch, the first the first */
  guint considered;    /* pairs of which the rules were asked */
  gboolean more;       /* there are more candidates than that */
  MiaoDate on;         /* the day of the question */
  MiaoRuleSettings settings;
} MiaoMatchList;

void miao_match_list_free (MiaoMatchList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoMatchList, miao_match_list_free)

/**
 * miao_match_rank:
 * @kind: "child": the families for it; "family": the children for it
 * @limit: at most so many pairs are asked about, 1 to %MIAO_MATCH_MOST
 *
 * Errors: %MIAO_ERROR_DENIED for whoever may not read families and placements,
 * %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_INVALID for another kind.
 */
MiaoMatchList *miao_match_rank (MiaoSession *session,
                                const char *kind,
                                const char *id,
                                guint limit,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** One pair that the person names, whether it is a candidate or not; a list of one. */
MiaoMatchList *miao_match_pair (MiaoSession *session,
                                const char *child,
                                const char *family,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): one Chinese line for paper: at which place of how many the pair stands
 *  among the families for the child, and why. */
char *miao_match_list_dup_order (const MiaoMatchList *list,
                                 const MiaoMatch *match) G_GNUC_WARN_UNUSED_RESULT;

/** miao_match_list_dup_order() of today inside a use case; nothing is logged as read. Returns:
 *  (transfer full): a line also for a family that is no candidate; %NULL with @error set. */
char *miao_match_dup_order (MiaoCall *call, const char *child, const char *family, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the pair with that family in the list for a child. */
const MiaoMatch *miao_match_list_find (const MiaoMatchList *list, const char *family);

/** Returns: what one finding of @match means for the match. */
MiaoMatchVerdict miao_match_list_judge (const MiaoMatchList *list,
                                        const MiaoMatch *match,
                                        const MiaoFinding *finding);

/** Returns: (transfer full): everything in it as miaopuctl prints it; at most @most pairs. */
JsonObject *miao_match_list_to_json (const MiaoMatchList *list,
                                     guint most) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
