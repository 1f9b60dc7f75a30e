#include "config.h"

#include "rules-tests.h"

#include "miao-error.h"
#include "miao-field.h"
#include "miao-use-case.h"

#include <string.h>

enum {
  SEEN_PASS = 1 << 0,
  SEEN_FAIL = 1 << 1,
};

static GHashTable *seen;
static guint n_done;

void
note (const char *rule, gboolean passed)
{
  guint was = GPOINTER_TO_UINT (g_hash_table_lookup (seen, rule));

  g_hash_table_insert (seen, (gpointer) (gsize) miao_rule_find (rule)->id,
                       GUINT_TO_POINTER (was | (passed ? SEEN_PASS : SEEN_FAIL)));
}

/* A text of a finding: there, filled, and without the English in Chinese that a missing placeholder
 * would leave. */
static void
check_text (const MiaoFinding *finding, const char *text, gboolean needed)
{
  if (text == NULL) {
    g_assert_false (needed);
    return;
  }
  if (strchr (text, '{') != NULL || strchr (text, '}') != NULL || *text == '\0')
    g_error ("%s: “%s”", miao_finding_rule (finding)->id, text);
}

void
done (MiaoFindings *findings)
{
  static const MiaoLanguage languages[] = { MIAO_LANGUAGE_ZH, MIAO_LANGUAGE_EN };

  for (guint i = 0; i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);

    g_assert_nonnull (miao_finding_record (finding));
    for (gsize j = 0; j < G_N_ELEMENTS (languages); j++) {
      g_autofree char *title = miao_finding_dup_title (finding, languages[j]);
      g_autofree char *sum = miao_finding_dup_arithmetic (finding, languages[j]);
      g_autofree char *hint = miao_finding_dup_hint (finding, languages[j]);

      check_text (finding, title, TRUE);
      check_text (finding, sum, TRUE);
      check_text (finding, hint, TRUE);
    }
    note (miao_finding_rule (finding)->id, miao_finding_severity (finding) == MIAO_SEVERITY_PASS);
  }
  miao_findings_unref (findings);
  n_done++;
}

const MiaoFinding *
expect (MiaoFindings *findings, const char *rule, MiaoSeverity severity)
{
  const MiaoFinding *finding = miao_findings_find (findings, rule);

  if (finding == NULL)
    g_error ("%s did not answer", rule);
  if (miao_finding_severity (finding) != severity) {
    g_autofree char *sum = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH);

    g_error ("%s: %s instead of %s (%s)", rule,
             miao_severity_name (miao_finding_severity (finding)), miao_severity_name (severity),
             sum);
  }

  return finding;
}

void
expect_only (MiaoFindings *findings, const char *bad, MiaoSeverity severity)
{
  for (guint i = 0; i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);
    const char *rule = miao_finding_rule (finding)->id;

    if (g_strcmp0 (rule, bad) != 0 && miao_finding_severity (finding) != MIAO_SEVERITY_PASS)
      g_error ("%s does not pass", rule);
  }
  if (bad != NULL)
    expect (findings, bad, severity);
}

void
expect_silent (MiaoFindings *findings, const char *rule)
{
  if (miao_findings_find (findings, rule) != NULL)
    g_error ("%s answered", rule);
}

void
expect_words (MiaoFindings *findings, const char *rule, const char *words)
{
  g_autofree char *sum =
      miao_finding_dup_arithmetic (miao_findings_find (findings, rule), MIAO_LANGUAGE_ZH);

  if (strstr (sum, words) == NULL)
    g_error ("%s: “%s” lacks “%s”", rule, sum, words);
}

static void
test_rows (void)
{
  static const char *const numbered[] = { "第2条", "第5条", "第7条", "第8条", "第9条", "第12条" };
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const MiaoRule *const *rules = miao_rules_all (&n);

  g_assert_cmpuint (n, >, 130);
  for (guint i = 0; i < n; i++) {
    const MiaoRule *rule = rules[i];

    g_assert_true (g_hash_table_add (ids, (gpointer) (gsize) rule->id));
    g_assert_true (miao_rule_find (rule->id) == rule);
    g_assert_true (rule->instrument != NULL && rule->instrument_en != NULL);
    g_assert_true (rule->title_zh != NULL && rule->title_en != NULL);
    g_assert_true (rule->arithmetic_zh != NULL && rule->arithmetic_en != NULL);
    g_assert_true (rule->hint_zh != NULL && rule->hint_en != NULL);
    g_assert_true (rule->kind != NULL && rule->field != NULL && rule->remedy != NULL);
    g_assert_cmpint (rule->severity, !=, MIAO_SEVERITY_PASS);
    g_assert_true (rule->valid_from == NULL ||
                   miao_date_parse (rule->valid_from) != MIAO_DATE_NONE);
    g_assert_true ((rule->pass_zh == NULL) == (rule->pass_en == NULL));

    /* Only articles that were read in the text are printed. */
    if (rule->article != NULL && strstr (rule->instrument, "家庭寄养管理办法") != NULL) {
      gboolean known = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (numbered); j++)
        known = known || g_str_has_prefix (rule->article, numbered[j]);
      g_assert_true (known);
    }
    if (strstr (rule->instrument, "MZ/T") != NULL)
      g_assert_null (rule->article);
  }
  g_assert_null (miao_rule_find ("FAM-99"));
  g_assert_null (miao_rule_find (NULL));
}

/* Every finding leads to a field that exists. */
static void
test_targets (void)
{
  guint n;
  const MiaoRule *const *rules = miao_rules_all (&n);

  for (guint i = 0; i < n; i++) {
    const MiaoKind *kind = miao_kind_find (rules[i]->kind);

    if (kind == NULL || miao_kind_field (kind, rules[i]->field) == NULL)
      g_error ("%s points at %s.%s", rules[i]->id, rules[i]->kind, rules[i]->field);
  }
}

/* Every way out is a use case that exists. */
static void
test_remedies (void)
{
  guint n;
  const MiaoRule *const *rules = miao_rules_all (&n);

  for (guint i = 0; i < n; i++) {
    if (miao_use_case_find (rules[i]->remedy) == NULL)
      g_error ("%s: no use case %s", rules[i]->id, rules[i]->remedy);
  }
}

/* Rules that are asked where a record is written: their texts stand by themselves. */
static void
test_records (void)
{
  static const char *const ids[] = { "ORG-01", "GRO-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_findings_add (findings, miao_rule_find (ids[i]), MIAO_SEVERITY_PASS, "r1", NULL);
    miao_findings_add (findings, miao_rule_find (ids[i]), MIAO_SEVERITY_REASON, "r1", NULL);
    done (findings);
  }
  {
    MiaoFindings *findings = miao_findings_new ();

    miao_findings_add (findings, miao_rule_find ("REC-01"), MIAO_SEVERITY_BLOCK, "r1", "label",
                       "过敏史", "before", "无", "theirs", "鸡蛋", "mine", "花生", NULL);
    miao_findings_add (findings, miao_rule_find ("REC-01"), MIAO_SEVERITY_PASS, "r1", "label",
                       "过敏史", "before", "无", "theirs", "无", "mine", "花生", NULL);
    expect_words (findings, "REC-01", "“过敏史”");
    done (findings);
  }
}

static void
test_settings (void)
{
  static const struct {
    const char *key, *text;
    gboolean ok;
  } rows[] = {
    { "rule.integration_min_days", "60", TRUE },
    { "rule.integration_min_days", "59", FALSE },
    { "rule.integration_max_days", "90", TRUE },
    { "rule.integration_max_days", "91", FALSE },
    { "rule.family_capacity", "1", TRUE },
    { "rule.family_capacity", "3", FALSE },
    { "rule.family_capacity", "0", FALSE },
    { "rule.child_opinion_min_age", "7", TRUE },
    { "rule.child_opinion_min_age", "9", FALSE },
    { "rule.child_consent_min_age", "8", TRUE },
    { "rule.child_consent_min_age", "11", FALSE },
    { "rule.caregiver_min_age", "35", TRUE },
    { "rule.caregiver_min_age", "29", FALSE },
    { "rule.caregiver_max_age", "60", TRUE },
    { "rule.caregiver_max_age", "66", FALSE },
    { "rule.team_min", "5", TRUE },
    { "rule.team_min", "2", FALSE },
    { "rule.team_odd", "0", FALSE },
    { "rule.team_leader_years", "2", FALSE },
    { "rule.team_member_years", "0", FALSE },
    { "rule.short_care_days", "31", FALSE },
    { "notice.abandoned_days", "90", TRUE },
    { "notice.abandoned_days", "59", FALSE },
    { "visit.integration_days", "5", TRUE },
    { "visit.integration_days", "8", FALSE },
    { "eval.family_valid_months", "13", FALSE },
    { "eval.child_valid_months", "3", TRUE },
    { "rule.coliving_child_min_age", "5", FALSE },
    { "no.such", "1", FALSE },
    { "rule.team_min", "three", FALSE },
    { "rule.team_min", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    MiaoRuleSettings settings;
    int before;

    miao_rule_settings_init (&settings);
    before = miao_rule_settings_get (&settings, rows[i].key);
    if (miao_rule_settings_set (&settings, rows[i].key, rows[i].text, &error) != rows[i].ok)
      g_error ("%s = %s", rows[i].key, rows[i].text);
    if (rows[i].ok) {
      g_assert_no_error (error);
      g_assert_cmpint (miao_rule_settings_get (&settings, rows[i].key), ==,
                       (int) strtol (rows[i].text, NULL, 10));
    } else {
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
      g_assert_cmpint (miao_rule_settings_get (&settings, rows[i].key), ==, before);
    }
  }
}

/* Every default lies within what may be set, and a stricter value changes an answer. */
static void
test_stricter (void)
{
  MiaoRuleSettings settings;
  MiaoFindings *findings = miao_findings_new ();
  guint n;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (list[i].min, <=, list[i].value);
    g_assert_cmpint (list[i].value, <=, list[i].max);
  }
  miao_rule_settings_init (&settings);
  g_assert_true (miao_rule_settings_set (&settings, "rule.family_capacity", "1", NULL));
  miao_rules_capacity ("f1", 1, 1, &settings, findings);
  expect (findings, "FAM-11", MIAO_SEVERITY_BLOCK);
  expect_words (findings, "FAM-11", "在养 1 人 + 本次 1 人 = 2 人，最多 1 人");
  done (findings);
}

static void
test_states (void)
{
  static const struct {
    const char *machine, *from, *to;
    gboolean may;
  } rows[] = {
    { "child", NULL, "PRE_INTAKE", TRUE },
    { "child", "PRE_INTAKE", "IN_CARE", TRUE },
    { "child", "PRE_INTAKE", "FOSTER", FALSE },
    { "child", "IN_CARE", "FOSTER_INTEG", TRUE },
    { "child", "IN_CARE", "FOSTER", FALSE },
    { "child", "FOSTER", "MISSING", TRUE },
    { "child", "EXITED", "MISSING", FALSE },
    { "child", "EXITED", "PRE_INTAKE", TRUE },
    { "child", "DECEASED", "IN_CARE", FALSE },
    { "family", "", "APPLIED", TRUE },
    { "family", "APPLIED", "EVALUATING", TRUE },
    { "family", "APPLIED", "QUALIFIED", FALSE },
    { "family", "EVALUATING", "QUALIFIED", TRUE },
    { "family", "QUALIFIED", "TRAINED", FALSE },
    { "family", "QUALIFIED", "FILED", TRUE },
    { "family", "FILED", "TRAINED", TRUE },
    { "family", "TRAINED", "ACTIVE", TRUE },
    { "family", "BARRED", "APPLIED", FALSE },
    { "family", "ACTIVE", "BARRED", TRUE },
    { "placement", "PROPOSED", "SIGNED", FALSE },
    { "placement", "PROPOSED", "MATCHED", TRUE },
    { "placement", "INTEGRATION", "CONFIRMED", TRUE },
    { "placement", "INTEGRATION", "INTEGRATION", FALSE },
    { "placement", "CONFIRMED", "SUSPENDED", TRUE },
    { "placement", "ENDED", "CONFIRMED", FALSE },
    { "placement", "ENDED", "SUSPENDED", FALSE },
    { "evaluation", "SIGNING", "FIELDWORK", TRUE },
    { "evaluation", "SIGNING", "FINAL", TRUE },
    { "evaluation", "FINAL", "FIELDWORK", FALSE },
    { "archive_volume", "CLOSED", "ARRANGING", FALSE },
    { "archive_volume", "ARRANGING", "CLOSED", TRUE },
    { "submission", "VALID", "APPROVED", TRUE },
    { "submission", "INVALID", "APPROVED", FALSE },
    { "submission", "APPROVED", "SEALED", TRUE },
    { "submission", "SENT", "ACCEPTED", TRUE },
    { "nobody", "A", "B", FALSE },
    { "child", "IN_CARE", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (miao_state_may (rows[i].machine, rows[i].from, rows[i].to) != rows[i].may)
      g_error ("%s: %s → %s", rows[i].machine, rows[i].from, rows[i].to);
  }
}

/* Every state can be reached, and the states are the codes of the machine's table. */
static void
test_state_lists (void)
{
  const char *const *machines = miao_state_machines ();

  for (gsize i = 0; machines[i] != NULL; i++) {
    const char *const *states = miao_state_list (machines[i]);
    const MiaoKind *kind = miao_kind_find (machines[i]);
    const MiaoField *status = miao_kind_field (kind, "status");

    for (gsize j = 0; states[j] != NULL; j++) {
      gboolean reached = miao_state_may (machines[i], NULL, states[j]);

      for (gsize k = 0; states[k] != NULL; k++)
        reached = reached || miao_state_may (machines[i], states[k], states[j]);
      if (!reached)
        g_error ("%s: nothing leads to %s", machines[i], states[j]);
      if (!miao_field_check (status, states[j], MIAO_DATE_NONE, NULL))
        g_error ("%s: %s is no code of %s", machines[i], states[j], status->table);
    }
  }
  {
    g_autoptr (GPtrArray) next = miao_state_next ("placement", "PROPOSED");

    g_assert_cmpuint (next->len, ==, 2);
    g_assert_cmpstr (g_ptr_array_index (next, 0), ==, "MATCHED");
  }
  g_assert_true (miao_state_placement_open ("SUSPENDED"));
  g_assert_false (miao_state_placement_open ("SIGNED"));
  g_assert_false (miao_state_placement_open (NULL));
}

/* Danger is answered at once: from every open state a child can be taken out. */
static void
test_removal (void)
{
  static const char *const open[] = { "INTEGRATION", "EXTENDED", "CONFIRMED", "SHORT_CARE",
                                      "ENDING" };

  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_true (miao_state_may ("placement", open[i], "SUSPENDED"));
}

/* Every rule was seen both ways over the whole run. */
static void
test_coverage (void)
{
  guint n, missing = 0;
  const MiaoRule *const *rules = miao_rules_all (&n);

  /* A part of the tests (-p) cannot cover everything. */
  if (n_done < 60) {
    g_test_skip ("not all tests ran");
    return;
  }
  for (guint i = 0; i < n; i++) {
    guint was = GPOINTER_TO_UINT (g_hash_table_lookup (seen, rules[i]->id));
    /* A due date (D) and a waiting turn (W) are tasks, not checks: they have no passing side. */
    guint wanted = strchr ("DW", *rules[i]->id) != NULL ? SEEN_FAIL : SEEN_PASS | SEEN_FAIL;

    if ((was & wanted) == wanted)
      continue;
    g_test_message ("%s: passed %d, failed %d", rules[i]->id, (was & SEEN_PASS) != 0,
                    (was & SEEN_FAIL) != 0);
    missing++;
  }
  if (missing > 0)
    g_test_fail ();
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_test_add_func ("/registry/rows", test_rows);
  g_test_add_func ("/registry/targets", test_targets);
  g_test_add_func ("/registry/remedies", test_remedies);
  g_test_add_func ("/registry/records", test_records);
  g_test_add_func ("/settings/law", test_settings);
  g_test_add_func ("/settings/stricter", test_stricter);
  g_test_add_func ("/states/steps", test_states);
  g_test_add_func ("/states/lists", test_state_lists);
  g_test_add_func ("/states/removal", test_removal);
  add_match_tests ();
  add_family_tests ();
  add_child_tests ();
  add_team_tests ();
  add_care_tests ();
  add_life_tests ();
  add_effect_tests ();
  add_incident_tests ();
  add_guard_tests ();
  add_due_tests ();
  add_due_edge_tests ();
  add_due_care_tests ();
  add_application_tests ();
  add_delegation_tests ();
  add_need_tests ();
  add_setting_tests ();
  add_due_child_tests ();
  add_return_tests ();
  add_appendix_d_tests ();
  add_allowance_tests ();
  g_test_add_func ("/zz-coverage/every-rule", test_coverage);
  status = g_test_run ();
  g_hash_table_unref (seen);

  return status;
}
