#include "config.h"

#include "miao-leave-rules.h"

#include "miao-codes.h"
#include "miao-rules-private.h"

#include <string.h>

#define PROVINCE_CHARACTERS 2 /* of a division code: GB/T 2260 */

#define HOSPITAL "HOSPITAL"
#define SCHOOL "SCHOOL"

/* The states from which a child may go away and come back to. */
static const char *const at_home[] = { "PRE_INTAKE", "IN_CARE", "FOSTER_INTEG", "FOSTER", NULL };

static const char *
state_zh (const char *state)
{
  return miao_codes_name ("child_status", state, MIAO_LANGUAGE_ZH);
}

static const char *
state_en (const char *state)
{
  return miao_codes_name ("child_status", state, MIAO_LANGUAGE_EN);
}

/* In an emergency nobody waits for a signature; then it is said why. */
static void
ask_approval (const MiaoLeaveFacts *facts, MiaoFindings *findings)
{
  miao_rules_answer (findings, g_strcmp0 (facts->reason, HOSPITAL) == 0 ? "LVE-02H" : "LVE-02",
                     facts->approved_on != MIAO_DATE_NONE && facts->approved_on <= facts->from,
                     facts->child, "approved", DAY (facts->approved_on), "from", DAY (facts->from),
                     NULL);
}

static void
ask_province (const MiaoLeaveFacts *facts, MiaoFindings *findings)
{
  gboolean crosses;

  if ((g_strcmp0 (facts->reason, HOSPITAL) != 0 && g_strcmp0 (facts->reason, SCHOOL) != 0) ||
      !miao_rules_has (facts->own) || !miao_rules_has (facts->there))
    return;
  crosses = strncmp (facts->own, facts->there, PROVINCE_CHARACTERS) != 0;
  miao_rules_answer (
      findings, "LVE-03",
      !crosses ||
          (facts->dept_approved_on != MIAO_DATE_NONE && facts->dept_approved_on <= facts->from &&
           miao_rules_has (facts->dept_approval_no)),
      facts->child, "own_zh", miao_codes_name ("division", facts->own, MIAO_LANGUAGE_ZH), "own_en",
      facts->own, "there_zh", miao_codes_name ("division", facts->there, MIAO_LANGUAGE_ZH),
      "there_en", facts->there, "approved", DAY (facts->dept_approved_on), "number",
      miao_rules_or_dash (facts->dept_approval_no), "from", DAY (facts->from), NULL);
}

void
miao_rules_leave (const MiaoLeaveFacts *facts, MiaoFindings *findings)
{
  miao_rules_answer (
      findings, "LVE-01", facts->state != NULL && g_strv_contains (at_home, facts->state),
      facts->child, "state_zh", state_zh (facts->state), "state_en", state_en (facts->state), NULL);
  ask_approval (facts, findings);
  ask_province (facts, findings);
  miao_rules_answer (findings, "LVE-04",
                     facts->until != MIAO_DATE_NONE && facts->until >= facts->from, facts->child,
                     "from", DAY (facts->from), "until", DAY (facts->until), NULL);
}

void
miao_rules_extend_leave (const char *leave,
                         MiaoDate before,
                         MiaoDate until,
                         MiaoDate approved_on,
                         MiaoDate on,
                         MiaoFindings *findings)
{
  miao_rules_answer (findings, "LVE-04", until != MIAO_DATE_NONE && until > before, leave, "from",
                     DAY (before), "until", DAY (until), NULL);
  miao_rules_answer (findings, "LVE-05", approved_on != MIAO_DATE_NONE && approved_on <= on, leave,
                     "approved", DAY (approved_on), "until", DAY (until), NULL);
}

void
miao_rules_come_back (const char *child, const char *state, MiaoFindings *findings)
{
  miao_rules_answer (findings, "LVE-06", g_strcmp0 (state, "TEMP_OUT") == 0, child, "state_zh",
                     state_zh (state), "state_en", state_en (state), NULL);
}
