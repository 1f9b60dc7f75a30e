#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_child_words_new:
 * @opinion: (nullable): of the kind "child_opinion"
 *
 * What the child said, word for word as it was written down, with the day, the age and the opinion;
 * the other talk too when the child was heard twice. For whoever decides against it. The reading is
 * logged; who may not read the words sees them masked.
 *
 * Returns: (nullable): %NULL when nothing was said or it cannot be read.
 */
GtkWidget *miao_child_words_new (MiaoSession *session,
                                 const MiaoRecord *opinion) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
