#pragma once

#include "miao-date.h"
#include "miao-rule-settings.h"
#include "miao-store.h"

G_BEGIN_DECLS

/** The thresholds in force on @on: the defaults, then the institution's own (stricter) settings. */
void miao_thresholds_read (MiaoStore *store, MiaoDate on, MiaoRuleSettings *ret_settings);

G_END_DECLS
