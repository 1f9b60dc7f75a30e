#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoProgress:
 * @tell: called now and then, from the thread that works; @what are words for the person, @total is
 *   0 when nobody knows how much there is
 *
 * How long work says how far it is. Functions take it as a pointer that may be %NULL.
 */
typedef struct {
  void (*tell) (const char *what, guint64 done, guint64 total, gpointer data);
  gpointer data;
} MiaoProgress;

static inline void
miao_progress_tell (const MiaoProgress *progress, const char *what, guint64 done, guint64 total)
{
  if (progress != NULL && progress->tell != NULL)
    progress->tell (what, done, total, progress->data);
}

G_END_DECLS
