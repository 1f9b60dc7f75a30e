#include "config.h"

#include "miao-due.h"

#include "miao-incident-rules.h"
#include "miao-rules-private.h"

void
miao_due_report (const char *incident,
                 gint64 discovered_ms,
                 MiaoDate discovered_on,
                 gboolean head,
                 gint64 now_ms,
                 MiaoDate on,
                 GPtrArray *dues)
{
  MiaoReportClock clock = miao_report_clock (discovered_ms, 0, now_ms);
  gboolean escalated = head && clock.state == MIAO_REPORT_ESCALATED;
  g_autofree char *at = miao_report_dup_instant (discovered_ms);
  g_autofree char *zh = miao_report_dup_minutes (clock.minutes, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_report_dup_minutes (clock.minutes, MIAO_LANGUAGE_EN);
  MiaoDue *due = g_new0 (MiaoDue, 1);

  due->rule = miao_rules_row (escalated ? "D30E" : "D30");
  due->record = g_strdup (incident);
  due->from = discovered_on;
  due->end_on = due->due_on = due->remind_on = MIN (discovered_on, on);
  /* Nothing is left of "at once": it is late from the first minute. */
  due->level = MIAO_DUE_LATE;
  due->since_ms = discovered_ms;
  due->what_zh = g_strdup_printf ("发现 %s，已过 %s", at, zh);
  due->what_en = g_strdup_printf ("Discovered %s, %s ago", at, en);
  due->moved_zh = g_strdup ("");
  due->moved_en = g_strdup ("");
  g_ptr_array_add (dues, due);
}
