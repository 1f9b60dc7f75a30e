#pragma once

#include "miao-child-view.h"

G_BEGIN_DECLS

/** What the book can be narrowed to. */
typedef enum {
  MIAO_EVENT_CARE,     /* arrival, placements, visits, leaving */
  MIAO_EVENT_HEALTH,   /* measurements */
  MIAO_EVENT_WORDS,    /* what the child said */
  MIAO_EVENT_PAPERS,   /* documents, evaluations */
  MIAO_EVENT_PICTURES, /* photographs */
  MIAO_N_EVENTS,
} MiaoEventKind;

/**
 * MiaoChildEvent:
 * @by: (nullable): who wrote it down
 * @photo: (nullable): id of a picture
 * @tone: other than INFO: not settled yet; @mark says what
 *
 * One thing in a child's life.
 */
typedef struct {
  MiaoDate on;
  MiaoEventKind kind;
  const char *icon;
  char *title;
  char *text;
  char *by;
  char *photo;
  char *mark;
} MiaoChildEvent;

void miao_child_event_free (MiaoChildEvent *event);

/**
 * miao_child_events_read:
 * @ret_hidden: (out): how many the person may not read
 *
 * Returns: (transfer full) (element-type MiaoChildEvent): the newest first.
 */
GPtrArray *miao_child_events_read (MiaoSession *session,
                                   const MiaoChildView *view,
                                   guint *ret_hidden,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
