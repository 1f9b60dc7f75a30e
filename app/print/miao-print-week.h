#pragma once

#include "miao-date.h"
#include "miao-page.h"

G_BEGIN_DECLS

/** One line of the week. @why: the sum that makes it due. */
typedef struct {
  MiaoDate due_on;
  const char *what;
  const char *who;
  const char *detail;
  const char *why;
} MiaoWeekRow;

/**
 * miao_print_week:
 * @monday: first day of the week
 * @today: what is due before it is late
 * @rows: by day
 *
 * What is to be done in one week, to be ticked off with a pen: first what is late, then day by day.
 */
MiaoDocument *miao_print_week (const MiaoDocumentInfo *info,
                               MiaoDate monday,
                               MiaoDate today,
                               const MiaoWeekRow *rows,
                               guint n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
