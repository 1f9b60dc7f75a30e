#pragma once

#include "miao-agreement-rules.h"
#include "miao-due.h"
#include "miao-ending-rules.h"
#include "miao-evaluation-rules.h"
#include "miao-exit-rules.h"
#include "miao-intake-rules.h"
#include "miao-integration-rules.h"
#include "miao-return-rules.h"
#include "miao-states.h"

/* What the files of the rule tests share. */

#define D(text) miao_date_parse (text)

/** Default thresholds. */
const MiaoRuleSettings *thresholds (void);

/** Checks every text of every finding, notes what was seen, frees @findings. Each test ends here.
 */
void done (MiaoFindings *findings);

/** Asserts that @rule answered, and with @severity. */
const MiaoFinding *expect (MiaoFindings *findings, const char *rule, MiaoSeverity severity);
/** Asserts that @bad (nullable) answered with @severity, and that everything else that answered
 * passes. */
void expect_only (MiaoFindings *findings, const char *bad, MiaoSeverity severity);
/** Asserts that @rule was not asked. */
void expect_silent (MiaoFindings *findings, const char *rule);
/** Asserts that the Chinese arithmetic of @rule holds @words. */
void expect_words (MiaoFindings *findings, const char *rule, const char *words);

/** Asks both sides: adds @rule's answers of one list that passes and one that does not. */
void note (const char *rule, gboolean passed);

/* Facts in which everything is in order; tests spoil one thing. */
MiaoFamilyFacts good_family (void);
MiaoChildFacts good_child (void);
MiaoMatchingFacts good_matching (void);
MiaoTeamFacts good_team (void);
MiaoSigningFacts good_signing (void);
MiaoIntegrationFacts good_integration (void);
MiaoEndingFacts good_ending (void);

/** Copies @answers with the answer to @item replaced; valid until the next call. */
MiaoAnswers with_answer (const MiaoAnswers *answers, const char *item, const char *answer);

void add_match_tests (void);
void add_family_tests (void);
void add_child_tests (void);
void add_team_tests (void);
void add_care_tests (void);
void add_life_tests (void);
void add_effect_tests (void);
void add_incident_tests (void);
void add_guard_tests (void);
void add_due_tests (void);
void add_due_edge_tests (void);
void add_due_care_tests (void);
void add_application_tests (void);
void add_delegation_tests (void);
void add_need_tests (void);
void add_setting_tests (void);
void add_due_child_tests (void);
void add_return_tests (void);
void add_appendix_d_tests (void);
void add_allowance_tests (void);
