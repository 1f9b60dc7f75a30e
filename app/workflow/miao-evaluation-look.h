#pragma once

#include "miao-finding.h"
#include "miao-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Looking at an evaluation while it is being filled in. Nothing is written.
 */

/**
 * miao_evaluation_look:
 * @answers: rows of the field "answers" as typed, saved or not
 * @conclusion: (nullable): what would be concluded; %NULL: the favourable conclusion of the kind,
 *   so that every blocking item is asked
 *
 * What the rules of the team, the items and the conclusion say now. Everybody who may read
 * evaluations may ask.
 *
 * Returns: (transfer full): %NULL with @error set.
 */
MiaoFindings *miao_evaluation_look (MiaoSession *session,
                                    const char *evaluation,
                                    JsonArray *answers,
                                    const char *conclusion,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_evaluation_team:
 * @ret_sealed: (out): whether opinions are still sealed: not every member has signed
 *
 * The members who have not left, the leader first. While sealed, vote, opinion and dissent of
 * everybody else are taken out: nobody reads them before the last is in.
 *
 * Returns: (transfer full) (element-type MiaoRecord): %NULL with @error set.
 */
GPtrArray *miao_evaluation_team (MiaoSession *session,
                                 const char *evaluation,
                                 gboolean *ret_sealed,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the final evaluation of the same kind about the same
 * subject that came before; %NULL without @error set when there is none. */
MiaoRecord *miao_evaluation_before (MiaoSession *session,
                                    const MiaoRecord *evaluation,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_evaluation_refusal:
 *
 * What keeps the evaluation of a child from a favourable conclusion until the head decides: the
 * child, heard before a placement and once more after that, does not agree, is below the age of
 * consent, and the head has not written reasons yet (rule CHD-10R).
 *
 * Returns: (transfer full) (nullable): that opinion; %NULL without @error set when there is none.
 */
MiaoRecord *miao_evaluation_refusal (MiaoSession *session,
                                     const MiaoRecord *evaluation,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
