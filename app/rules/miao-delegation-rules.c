#include "config.h"

#include "miao-delegation-rules.h"

#include "miao-rules-private.h"

MiaoDelegationState
miao_delegation_state (MiaoDate from, MiaoDate until, MiaoDate ended_on, MiaoDate on)
{
  if (on > until || (ended_on != MIAO_DATE_NONE && on >= ended_on))
    return MIAO_DELEGATION_OVER;

  return on < from ? MIAO_DELEGATION_AHEAD : MIAO_DELEGATION_RUNS;
}

gboolean
miao_delegations_meet (MiaoDate from, MiaoDate until, MiaoDate other_from, MiaoDate other_until)
{
  return from <= other_until && other_from <= until;
}

void
miao_rules_delegation (const MiaoDelegationFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *id = facts->delegation;
  gboolean taken = facts->other_from != MIAO_DATE_NONE;
  gboolean away = facts->away_from != MIAO_DATE_NONE;

  miao_rules_answer (findings, "DLG-01", !facts->same && facts->works_here, id, "name",
                     miao_rules_or_dash (facts->to_name), IS ("works", facts->works_here), NULL);
  miao_rules_answer (findings, "DLG-02", facts->has_account, id, "name",
                     miao_rules_or_dash (facts->to_name), YES_NO ("account", facts->has_account),
                     NULL);
  miao_rules_answer (findings, "DLG-03", on <= facts->from && facts->from <= facts->until, id,
                     "from", DAY (facts->from), "until", DAY (facts->until), "on", DAY (on), NULL);
  miao_rules_answer (findings, "DLG-04", !taken, id, "from", DAY (facts->from), "until",
                     DAY (facts->until), "other", miao_rules_or_dash (facts->other_name),
                     "other_from", DAY (facts->other_from), "other_until", DAY (facts->other_until),
                     NULL);
  miao_rules_answer (findings, "DLG-05", !away, id, "name", miao_rules_or_dash (facts->to_name),
                     "away_from", DAY (facts->away_from), "away_until", DAY (facts->away_until),
                     NULL);
}
