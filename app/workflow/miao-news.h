#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoNews:
 * @at_ms: when, ms UTC
 * @text: who did what, in the language of the screen: "邵文博：确立正式寄养"
 * @kind, @record: what it was done to
 */
typedef struct {
  gint64 at_ms;
  char *text;
  char *kind;
  char *record;
} MiaoNews;

void miao_news_free (MiaoNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoNews, miao_news_free)

/**
 * miao_news_collect:
 * @limit: most entries
 * @ret_since_ms: (out): when the person logged in the time before; 0 when never
 *
 * What others have done since this person last worked, from the audit chain: only deeds, and only
 * to records that this person may read.
 *
 * Returns: (transfer full) (element-type MiaoNews): the newest first.
 */
GPtrArray *miao_news_collect (MiaoSession *session,
                              guint limit,
                              gint64 *ret_since_ms,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
