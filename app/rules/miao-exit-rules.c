#include "config.h"

#include "miao-exit-rules.h"

#include "miao-rules-private.h"

#define OF_AGE 18
#define CODE_CAME_OF_AGE "E6"

void
miao_rules_exit (const MiaoExitFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  miao_rules_answer (findings, "LEV-01", facts->open_placements == 0, facts->child, "count",
                     NUMBER (facts->open_placements), NULL);
  miao_rules_answer (findings, "LEV-02", miao_rules_has (facts->confirm_no) || facts->papers > 0,
                     facts->admission, "confirm", facts->confirm_no, "papers",
                     NUMBER (facts->papers), NULL);
  if (g_strcmp0 (facts->exit_code, CODE_CAME_OF_AGE) == 0) {
    int age = miao_date_age (facts->born, on);

    miao_rules_answer (findings, "LEV-03", age >= OF_AGE, facts->admission, "born",
                       DAY (facts->born), "on", DAY (on), "age", age >= 0 ? NUMBER (age) : NULL,
                       NULL);
  }
}
