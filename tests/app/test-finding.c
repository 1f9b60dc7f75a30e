#include "config.h"

#include "miao-finding.h"

static const MiaoRule rule = {
  .id = "INT-01",
  .instrument = "家庭寄养管理办法（2014）",
  .instrument_en = "Foster Care Measures (2014)",
  .article = "第8条第1项",
  .valid_from = "2014-12-01",
  .valid_until = "2030-12-31",
  .severity = MIAO_SEVERITY_BLOCK,
  .title_zh = "融合期未满60日",
  .title_en = "Integration shorter than 60 days",
  .arithmetic_zh = "入户 {start} + 60 天 = {earliest}；{unknown}{",
  .arithmetic_en = "Move-in {start} + 60 days = {earliest}",
  .kind = "placement",
  .field = "confirmed_on",
  .remedy = "placement.wait",
};

static const MiaoRule house_rule = {
  .id = "OWN-01",
  .instrument = "机构自定",
  .instrument_en = "The institution's own rule",
  .severity = MIAO_SEVERITY_REASON,
  .title_zh = "须说明",
  .title_en = "Say why",
};

static void
test_in_force (void)
{
  g_assert_false (miao_rule_in_force (&rule, miao_date_parse ("2014-11-30")));
  g_assert_true (miao_rule_in_force (&rule, miao_date_parse ("2014-12-01")));
  g_assert_true (miao_rule_in_force (&rule, miao_date_parse ("2030-12-31")));
  g_assert_false (miao_rule_in_force (&rule, miao_date_parse ("2031-01-01")));
  g_assert_true (miao_rule_in_force (&house_rule, miao_date_parse ("1990-01-01")));
}

static void
test_citation (void)
{
  g_autofree char *zh = miao_rule_dup_citation (&rule, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_rule_dup_citation (&rule, MIAO_LANGUAGE_EN);
  g_autofree char *house = miao_rule_dup_citation (&house_rule, MIAO_LANGUAGE_ZH);

  g_assert_cmpstr (zh, ==, "家庭寄养管理办法（2014）第8条第1项 · 2014-12-01 至 2030-12-31");
  g_assert_cmpstr (en, ==, "Foster Care Measures (2014) Art. 8 item 1 · 2014-12-01 to 2030-12-31");
  g_assert_cmpstr (house, ==, "机构自定");
}

static void
test_texts (void)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  MiaoFinding *finding = miao_findings_add (findings, &rule, rule.severity, "id-1", "start",
                                            "2026-01-01", "earliest", "2026-03-02", NULL);
  g_autofree char *zh = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_EN);
  g_autofree char *title = miao_finding_dup_title (finding, MIAO_LANGUAGE_ZH);
  g_autofree char *hint = miao_finding_dup_hint (finding, MIAO_LANGUAGE_ZH);
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpstr (zh, ==, "入户 2026-01-01 + 60 天 = 2026-03-02；{unknown}{");
  g_assert_cmpstr (en, ==, "Move-in 2026-01-01 + 60 days = 2026-03-02");
  g_assert_cmpstr (title, ==, "融合期未满60日");
  g_assert_null (hint);
  g_assert_cmpstr (miao_finding_argument (finding, "start"), ==, "2026-01-01");
  g_assert_null (miao_finding_argument (finding, "end"));
  g_assert_cmpstr (miao_finding_field (finding), ==, "confirmed_on");
  miao_finding_set_target (finding, "evaluation", "concluded_on");
  g_assert_cmpstr (miao_finding_kind (finding), ==, "evaluation");
  g_assert_cmpstr (miao_finding_field (finding), ==, "concluded_on");
  miao_finding_set_reason (finding, "  ");
  g_assert_null (miao_finding_reason (finding));
  miao_finding_set_reason (finding, " 上级批准 ");
  g_assert_cmpstr (miao_finding_reason (finding), ==, "上级批准");

  object = miao_finding_to_json (finding);
  g_assert_cmpstr (json_object_get_string_member (object, "rule"), ==, "INT-01");
  g_assert_cmpstr (json_object_get_string_member (object, "severity"), ==, "block");
  g_assert_cmpstr (json_object_get_string_member (object, "record"), ==, "id-1");
  g_assert_cmpstr (json_object_get_string_member (object, "reason"), ==, "上级批准");
  g_assert_cmpstr (json_object_get_string_member (object, "field"), ==, "concluded_on");
  g_assert_false (json_object_has_member (object, "hint_zh"));
}

static void
test_list (void)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (MiaoFindings) more = miao_findings_new ();
  MiaoFinding *finding = miao_findings_add (findings, &house_rule, house_rule.severity, NULL, NULL);
  g_autoptr (JsonArray) array = NULL;

  g_assert_false (miao_findings_block (findings));
  miao_findings_add (more, &rule, MIAO_SEVERITY_PASS, NULL, NULL);
  miao_findings_add (more, &rule, MIAO_SEVERITY_FATAL, NULL, NULL);
  miao_findings_append (findings, more);
  g_assert_cmpuint (miao_findings_length (more), ==, 0);
  g_assert_cmpuint (miao_findings_length (findings), ==, 3);
  g_assert_cmpuint (miao_findings_count (findings, MIAO_SEVERITY_PASS), ==, 1);
  g_assert_true (miao_findings_block (findings));
  g_assert_true (miao_findings_get (findings, 0) == finding);
  g_assert_true (miao_findings_find (findings, "INT-01") == miao_findings_get (findings, 1));
  g_assert_null (miao_findings_find (findings, "INT-02"));
  array = miao_findings_to_json (findings);
  g_assert_cmpuint (json_array_get_length (array), ==, 3);
}

static void
test_names (void)
{
  for (int i = MIAO_SEVERITY_PASS; i <= MIAO_SEVERITY_FATAL; i++) {
    g_assert_nonnull (miao_severity_name ((MiaoSeverity) i));
    g_assert_nonnull (miao_severity_label ((MiaoSeverity) i, MIAO_LANGUAGE_EN));
  }
  g_assert_cmpstr (miao_severity_label (MIAO_SEVERITY_REASON, MIAO_LANGUAGE_ZH), ==, "须说明");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/in-force", test_in_force);
  g_test_add_func ("/finding/citation", test_citation);
  g_test_add_func ("/finding/texts", test_texts);
  g_test_add_func ("/finding/list", test_list);
  g_test_add_func ("/finding/names", test_names);

  return g_test_run ();
}
