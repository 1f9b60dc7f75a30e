#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/*
 * What somebody typed and neither saved nor threw away. It comes back by itself in the form it was
 * typed into; where the record, or the finding of a return, is there no more, no form asks for it,
 * and only this list shows it. Nothing goes but by the hand of whoever typed it.
 */

/**
 * MiaoLeftover:
 * @kind: the form, as in miao-drafts.h
 * @record: which record, or ""
 * @title: what was to be done, in the language of the screen
 * @words: (nullable): what was typed, a line for each field; %NULL when nothing but marks were set
 * @record_kind: (nullable): kind of the record that it is about, when it can be opened
 * @record_id: (nullable): its id
 * @lost: no form asks for it any more
 */
typedef struct {
  char *kind;
  char *record;
  gint64 at_ms;
  char *title;
  char *words;
  const char *record_kind;
  char *record_id;
  gboolean lost;
} MiaoLeftover;

void miao_leftover_free (MiaoLeftover *leftover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoLeftover, miao_leftover_free)

/** Returns: (transfer full) (element-type MiaoLeftover): the person's own, those that are lost
 * first, then the newest first; %NULL with @error set. */
GPtrArray *miao_leftovers_read (MiaoSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Throws it away, for good. */
gboolean miao_leftovers_drop (MiaoSession *session, const MiaoLeftover *leftover, GError **error);

G_END_DECLS
