#include "config.h"

#include "rules-tests.h"

/* The papers of an application beside the tick: their files. */

static void
test_scans (void)
{
  static const struct {
    const char *papers;
    MiaoSeverity severity;
    const char *words;
  } rows[] = {
    { NULL, MIAO_SEVERITY_PASS, "—" },
    { "APP-02", MIAO_SEVERITY_ADVICE, "没有附文件的材料：APP-02" },
    { "APP-02、APP-07", MIAO_SEVERITY_ADVICE, "没有附文件的材料：APP-02、APP-07" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoFindings *findings = miao_findings_new ();

    miao_rules_application_scans ("f1", rows[i].papers, findings);
    expect (findings, "APP-13", rows[i].severity);
    expect_words (findings, "APP-13", rows[i].words);
    done (findings);
  }
}

void
add_application_tests (void)
{
  g_test_add_func ("/application/scans", test_scans);
}
