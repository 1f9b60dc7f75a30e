#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** One change of an agreement that both sides sign. @former: the caregiver before, (nullable); the
 *  other texts as in the dictionary, (nullable) but for @matter and @what. */
typedef struct {
  const char *matter;
  const char *before;
  const char *after;
  const char *former;
  const char *what;
  const char *document;
} MiaoAmendment;

/** Adds the change of today to @agreement, which is not stored yet. */
void miao_amendment_add (MiaoCall *call, MiaoRecord *agreement, const MiaoAmendment *amendment);

/** Returns: (transfer full): the agreement as it was signed, before its caregiver or its term was
 *  changed: what it says when it is printed again. */
MiaoRecord *miao_amendment_undo (const MiaoRecord *agreement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
