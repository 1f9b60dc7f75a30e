#pragma once

#include "miao-list-model.h"
#include "miao-search.h"
#include "miao-session.h"

G_BEGIN_DECLS

/** Statuses that the list can be narrowed to: words of child_status apart by a space. */
#define MIAO_CHILD_PRESENT "PRE_INTAKE IN_CARE FOSTER_INTEG FOSTER TEMP_OUT MISSING ADOPT_TRIAL"

/** What the cells of one row need beside the record; the data of its #MiaoRow. */
typedef struct {
  MiaoRecord *child;
  char *name_markup;
  char *reason; /* NULL: nothing was searched for */
  char *age;
  char *place;
  char *place_detail; /* "since 2024-09" */
  char *worker;
  char *due; /* what is late or due; NULL: nothing */
  gboolean late;
  char *photo; /* id of the main photograph */
} MiaoChildRow;

/**
 * miao_child_source:
 *
 * Children by page. With a text the best hits come first (at most 200, each with its reason) unless
 * the person sorts by a column; without one all rows, the newest file number first.
 */
extern const MiaoListSource miao_child_source;

/**
 * miao_child_source_new:
 * @text: what was searched for; a year at its end ("lxm 2023") is the year of birth
 * @statuses: (nullable): only these
 *
 * Returns: (transfer full): the data of #miao_child_source.
 */
gpointer miao_child_source_new (MiaoSession *session,
                                const char *text,
                                const char *statuses) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: how many children the text finds in all; at least what the list shows. */
gint64 miao_child_source_get_total (gconstpointer source);

G_END_DECLS
