/* What the institution may set: bounds, days, and what contradicts each other. */
#include "config.h"

#include "miao-setting-rules.h"
#include "rules-tests.h"

static const MiaoFinding *
ask_setting (MiaoFindings *findings, const MiaoRuleSetting *setting, int value, int held)
{
  const MiaoSettingFacts facts = {
    .setting = setting,
    .value = value,
    .held = held,
    .from = D ("2026-06-01"),
    .today = D ("2026-06-01"),
  };

  miao_rules_setting (&facts, findings);

  return miao_findings_find (findings, "SET-01");
}

/* Both sides of both bounds of each threshold; what sets them names its article where it was read.
 */
static void
test_setting_bounds (void)
{
  guint n;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  for (guint i = 0; i < n; i++) {
    const int rows[] = { list[i].min - 1, list[i].min, list[i].max, list[i].max + 1 };

    g_assert_nonnull (miao_rule_find (list[i].rule));
    for (gsize k = 0; k < G_N_ELEMENTS (rows); k++) {
      MiaoFindings *findings = miao_findings_new ();
      const gboolean within = k == 1 || k == 2;
      const MiaoFinding *finding = ask_setting (findings, &list[i], rows[k], rows[k] + 1);

      if ((miao_finding_severity (finding) == MIAO_SEVERITY_PASS) != within)
        g_error ("%s = %d", list[i].key, rows[k]);
      expect (findings, "SET-02", MIAO_SEVERITY_PASS);
      done (findings);
    }
  }
}

static void
test_setting_words (void)
{
  static const struct {
    const char *key;
    int value;
    const char *words;
  } rows[] = {
    { "rule.family_capacity", 3,
      "填 3 名；可以填 1–2 名，依据：家庭寄养管理办法（2014）第9条、MZ/T 122—2019" },
    { "rule.coliving_child_min_age", 5, "可以填 6–18 周岁，依据：家庭寄养管理办法（2014）第9条、" },
    { "rule.caregiver_max_age", 66, "可以填 30–65 周岁，依据：家庭寄养管理办法（2014）第8条第5项" },
    { "rule.team_min", 2, "可以填 3–15 人，依据：MZ/T 122—2019" },
    { "rule.team_odd", 0, "填 否；可以填 固定为“是”，依据：MZ/T 122—2019" },
    { "notice.abandoned_days", 59, "填 59 天；可以填 60 天以上，依据：机构自定，只可更严" },
    { "visit.confirmed_days", 31, "填 31 天；可以填 1–30 天，依据：机构自定，只可更严" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    (void) ask_setting (findings, miao_rule_setting_find (rows[i].key), rows[i].value, 0);
    expect (findings, "SET-01", MIAO_SEVERITY_BLOCK);
    expect_words (findings, "SET-01", rows[i].words);
    done (findings);
  }
}

static void
test_setting_days (void)
{
  static const struct {
    const char *from;
    int held;
    gboolean local, day, changes;
  } rows[] = {
    { "2026-06-01", 2, FALSE, TRUE, TRUE },  { "2026-05-31", 2, FALSE, FALSE, TRUE },
    { "2027-06-02", 2, FALSE, TRUE, TRUE },  { "2027-06-03", 2, FALSE, FALSE, TRUE },
    { "2026-06-01", 1, FALSE, TRUE, FALSE }, { "2000-01-01", 0, TRUE, TRUE, FALSE },
    { "1999-12-31", 0, TRUE, FALSE, FALSE }, { "2027-06-02", 0, TRUE, TRUE, FALSE },
    { "2027-06-03", 0, TRUE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    const MiaoSettingFacts facts = {
      .setting = miao_rule_setting_find ("rule.family_capacity"),
      .value = 1,
      .held = rows[i].held,
      .from = D (rows[i].from),
      .today = D ("2026-06-01"),
    };

    if (rows[i].local)
      miao_rules_local_figure (facts.from, facts.today, findings);
    else
      miao_rules_setting (&facts, findings);
    expect (findings, "SET-02", rows[i].day ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_BLOCK);
    if (!rows[i].local)
      expect (findings, "SET-05", rows[i].changes ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_BLOCK);
    done (findings);
  }
}

static void
test_setting_pairs (void)
{
  static const struct {
    const char *key, *text, *other, *other_text;
    gboolean agree;
  } rows[] = {
    { "rule.integration_min_days", "90", "rule.integration_max_days", "90", TRUE },
    { "rule.integration_min_days", "61", "rule.integration_max_days", "60", FALSE },
    { "rule.caregiver_min_age", "65", "rule.caregiver_max_age", "65", TRUE },
    { "rule.caregiver_min_age", "51", "rule.caregiver_max_age", "50", FALSE },
    { "rule.child_opinion_min_age", "8", "rule.child_consent_min_age", "8", TRUE },
    { "eval.effect_excellent", "70", "eval.effect_pass", "70", TRUE },
    { "eval.effect_excellent", "69", "eval.effect_pass", "70", FALSE },
    { "eval.effect_rectify", "71", "eval.effect_pass", "70", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();
    MiaoRuleSettings settings;

    miao_rule_settings_init (&settings);
    g_assert_true (miao_rule_settings_set (&settings, rows[i].key, rows[i].text, NULL));
    g_assert_true (miao_rule_settings_set (&settings, rows[i].other, rows[i].other_text, NULL));
    g_assert_cmpint (miao_rules_settings_agree (&settings, D ("2026-06-01"), findings), ==,
                     rows[i].agree);
    expect (findings, "SET-03", rows[i].agree ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_BLOCK);
    done (findings);
  }
}

static void
test_setting_withdraw (void)
{
  static const struct {
    const char *from;
    gboolean withdrawn, may;
  } rows[] = {
    { "2026-06-02", FALSE, TRUE },
    { "2026-06-01", FALSE, FALSE },
    { "2026-06-02", TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_setting_withdraw ("v1", D (rows[i].from), rows[i].withdrawn, D ("2026-06-01"),
                                 findings);
    expect (findings, "SET-04", rows[i].may ? MIAO_SEVERITY_PASS : MIAO_SEVERITY_BLOCK);
    done (findings);
  }
}

void
add_setting_tests (void)
{
  g_test_add_func ("/setting/bounds", test_setting_bounds);
  g_test_add_func ("/setting/words", test_setting_words);
  g_test_add_func ("/setting/days", test_setting_days);
  g_test_add_func ("/setting/pairs", test_setting_pairs);
  g_test_add_func ("/setting/withdraw", test_setting_withdraw);
}
