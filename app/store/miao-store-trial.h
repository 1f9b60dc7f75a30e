#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/** Days from @from until the day before @to, %MIAO_DATE_NONE while they go on. */
typedef struct {
  MiaoDate from;
  MiaoDate to;
} MiaoStoreDays;

/** Returns: (transfer full) (element-type MiaoStoreDays): when @child was on trial adoptions, for
 *  whoever may know its states: on a server also for those who see nothing else of an adoption. */
GArray *miao_store_trial_days (MiaoStore *store,
                               const char *child,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
