#pragma once

#include "miao-date.h"

G_BEGIN_DECLS

/**
 * miao_date_read:
 * @text: a day as people type it: 2026-3-5, 2026/03/05, 2026.3.5, 2026年3月5日, 20260305, 3-5 or
 *   3月5日 (of @today's year), 今天, 昨天, "today", "yesterday"; full-width digits too
 * @today: what a day without a year belongs to
 *
 * Returns: the day, or %MIAO_DATE_NONE when it cannot be read or does not exist.
 */
MiaoDate miao_date_read (const char *text, MiaoDate today);

G_END_DECLS
