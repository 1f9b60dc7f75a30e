#include "config.h"

#include "miao-need-rules.h"

#include "miao-rules-private.h"

void
miao_rules_plan_need (const MiaoNeedFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const int days = facts->due - facts->found_on;

  miao_rules_answer (findings, "NEED-02", facts->due >= facts->found_on, facts->need, "text",
                     facts->text, "found", DAY (facts->found_on), "due", DAY (facts->due), NULL);
  miao_rules_answer (findings, "NEED-03",
                     facts->staff_left_on == MIAO_DATE_NONE || facts->staff_left_on > on,
                     facts->need, "text", facts->text, "name", facts->staff_name, "left",
                     DAY (facts->staff_left_on), "on", DAY (on), NULL);
  miao_rules_answer (findings, "NEED-06", !facts->urgent || days <= MIAO_NEED_URGENT_DAYS,
                     facts->need, "text", facts->text, "found", DAY (facts->found_on), "due",
                     DAY (facts->due), "days", NUMBER (days), "most",
                     NUMBER (MIAO_NEED_URGENT_DAYS), NULL);
}

void
miao_rules_close_need (const MiaoNeedFacts *facts,
                       MiaoDate closed_on,
                       MiaoDate on,
                       MiaoFindings *findings)
{
  miao_rules_answer (findings, "NEED-04", facts->found_on <= closed_on && closed_on <= on,
                     facts->need, "text", facts->text, "found", DAY (facts->found_on), "closed",
                     DAY (closed_on), "on", DAY (on), NULL);
}

void
miao_rules_need_open (const MiaoNeedFacts *facts,
                      MiaoDate closed_on,
                      const char *state_zh,
                      const char *state_en,
                      MiaoFindings *findings)
{
  miao_rules_answer (findings, "NEED-05", closed_on == MIAO_DATE_NONE, facts->need, "text",
                     facts->text, "closed", DAY (closed_on), "state_zh", state_zh, "state_en",
                     state_en, NULL);
}

void
miao_rules_needs_listed (
    const char *evaluation, guint found, guint listed, const char *missing, MiaoFindings *findings)
{
  miao_rules_answer (findings, "NEED-01", missing == NULL, evaluation, "found", NUMBER (found),
                     "listed", NUMBER (listed), "items", missing, NULL);
}

void
miao_rules_needs_left (const char *need, guint open, const char *items, MiaoFindings *findings)
{
  miao_rules_answer (findings, "NEED-07", open == 0, need, "count", NUMBER (open), "items", items,
                     NULL);
}
