#include "config.h"

#include "miao-problem-rules.h"

#include "miao-rules-private.h"

#define MINOR "1"

void
miao_rules_close_problem (const MiaoProblemFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  gboolean in_order = facts->closed_on != MIAO_DATE_NONE && facts->visited_on <= facts->closed_on &&
                      facts->closed_on <= on;

  if (g_strcmp0 (facts->severity, MINOR) != 0)
    miao_rules_answer (findings, "VIS-01", facts->rechecked_on != MIAO_DATE_NONE, facts->visit,
                       "text", facts->text, "visited", DAY (facts->visited_on), "closed",
                       DAY (facts->closed_on), "rechecked", DAY (facts->rechecked_on), NULL);
  miao_rules_answer (findings, "VIS-02", in_order, facts->visit, "visited", DAY (facts->visited_on),
                     "closed", DAY (facts->closed_on), "on", DAY (on), NULL);
}

void
miao_rules_serious_problem (const char *visit, const char *text, MiaoFindings *findings)
{
  miao_rules_answer (findings, "VIS-03", FALSE, visit, "text", text, NULL);
}
