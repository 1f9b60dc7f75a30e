#pragma once

#include "miao-tasks.h"

G_BEGIN_DECLS

/** Returns: (transfer none): "Late", "Today", "Within 7 days", "Within 30 days", "Later". */
const char *miao_today_level_title (MiaoDueLevel level);
const char *miao_today_level_icon (MiaoDueLevel level);
/** Returns: (transfer none) (nullable): CSS class of the words. */
const char *miao_today_level_class (MiaoDueLevel level);
/** Returns: (transfer full): "4 days late", "Today", "In 3 days". */
char *miao_today_dup_when (const MiaoTask *task, MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "2026年11月22日 星期日". */
char *miao_today_dup_date (MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "11-24 到期"; "11-22" for today; "2027-01-10" when it is months away.
 */
char *miao_today_dup_until (const MiaoTask *task, MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): whom it is about: "林小满 · 3岁3个月 · 林岚家庭". A dot stays with
 * what follows it, so that no line ends with one. */
char *miao_today_dup_whom (const MiaoTask *task) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "11-22". */
char *miao_today_dup_day (MiaoDate day) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer none): words of the button of the task. */
const char *miao_today_button (const MiaoTask *task);

G_END_DECLS
