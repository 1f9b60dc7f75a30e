#include "config.h"

#include "rules-tests.h"

/* A family, a child, a team and so on that pass everything; names are made up. */

static const MiaoAnswer family_answers[] = {
  { "FAM-01", "yes" },       { "FAM-02.area", "9250" },
  { "FAM-02.persons", "3" }, { "FAM-02.average", "3000" },
  { "FAM-03", "yes" },       { "FAM-04.income", "15000000" },
  { "FAM-04.persons", "3" }, { "FAM-04.middle", "4500000" },
  { "FAM-05a", "yes" },      { "FAM-05b", "yes" },
  { "FAM-05c", "yes" },      { "FAM-05d", "yes" },
  { "FAM-06", "yes" },       { "FAM-06.date", "2026-03-01" },
  { "FAM-07", "yes" },       { "FAM-08", "yes" },
  { "FAM-09", "yes" },       { "FAM-09.visited", "2" },
  { "FAM-10", "yes" },       { "FAM-13", "yes" },
  { "FAM-14", "yes" },       { "FAM-15", "小学 800 米" },
  { "FAM-15.school", "8" },  { "FAM-15.clinic", "21" },
  { "FAM-16", "正常" },      { "FAM-17", "喜爱儿童" },
  { "FAM-17.code", "love" }, { "FAM-18", "yes" },
  { "FAM-19", "yes" },       { "FAM-20", "no" },
  { "FAM-21", "no" },        { "FAM-22", "yes" },
  { "CRG-02", "yes" },       { "CRG-03", "yes" },
  { "CRG-05", "yes" },       { "CRG-06", "yes" },
};

static const MiaoMemberFacts members[] = {
  { .id = "m1", .name = "叶青", .born = 720000, .co_living = TRUE, .consent = MIAO_CONSENT_GIVEN },
  { .id = "m2", .name = "顾远", .born = 719000, .co_living = TRUE, .consent = MIAO_CONSENT_GIVEN },
};

static const MiaoAnswer child_answers[] = {
  { "CHD-03", "yes" },        { "CHD-04", "yes" },        { "CHD-05", "yes" },
  { "CHD-06", "yes" },        { "CHD-07", "yes" },        { "CHD-07.date", "2026-05-20" },
  { "CHD-08", "yes" },        { "CHD-09", "yes" },        { "CHD-12", "观察记录" },
  { "CHD-13", "2026-01-31" }, { "CHD-14", "2026-05-01" }, { "CHD-15", "yes" },
  { "CHD-16", "已落户" },
};

static const MiaoTeamMember team[] = {
  { .id = "t1",
    .person = "p1",
    .name = "沈若兰",
    .leader = TRUE,
    .since = 735000,
    .declared = TRUE,
    .has_signed = TRUE,
    .vote = MIAO_VOTE_FOR },
  { .id = "t2",
    .person = "p2",
    .name = "陆一鸣",
    .since = 737000,
    .declared = TRUE,
    .has_signed = TRUE,
    .vote = MIAO_VOTE_FOR },
  { .id = "t3",
    .person = "p3",
    .name = "何静秋",
    .years_tenths = 20,
    .declared = TRUE,
    .has_signed = TRUE,
    .vote = MIAO_VOTE_AGAINST },
};

static const MiaoDate weekly[] = { 739620, 739627, 739634, 739641, 739648, 739655, 739662, 739669 };

const MiaoRuleSettings *
thresholds (void)
{
  static MiaoRuleSettings settings;

  miao_rule_settings_init (&settings);

  return &settings;
}

MiaoAnswers
with_answer (const MiaoAnswers *answers, const char *item, const char *answer)
{
  static MiaoAnswer rows[64];
  MiaoAnswers copy = { rows, answers->n };

  g_assert_cmpuint (answers->n, <, G_N_ELEMENTS (rows));
  for (guint i = 0; i < answers->n; i++)
    rows[i] = answers->rows[i];
  for (guint i = 0; i < copy.n; i++) {
    if (g_str_equal (rows[i].item, item)) {
      rows[i].answer = answer;
      return copy;
    }
  }
  rows[copy.n++] = (MiaoAnswer){ item, answer, NULL, 0 };

  return copy;
}

MiaoFamilyFacts
good_family (void)
{
  MiaoFamilyFacts facts = {
    .family = "f1",
    .evaluation = "e1",
    .answers = { family_answers, G_N_ELEMENTS (family_answers) },
    .foster_added = 1,
    .members = members,
    .n_members = G_N_ELEMENTS (members),
    .caregiver = { .id = "m1",
                   .name = "叶青",
                   .born = D ("1980-06-15"),
                   .education = "61",
                   .health_on = D ("2026-01-10"),
                   .crime_check_on = D ("2026-03-01") },
  };

  miao_family_facts_read (&facts);

  return facts;
}

MiaoChildFacts
good_child (void)
{
  MiaoChildFacts facts = {
    .child = "c1",
    .evaluation = "e2",
    .born = D ("2014-05-12"),
    .category = "12",
    .guardianship = MIAO_GUARDIANSHIP_LONG_TERM,
    .cognition = MIAO_COGNITION_NORMAL,
    .answers = { child_answers, G_N_ELEMENTS (child_answers) },
    .opinion = { .id = "o1",
                 .on = D ("2026-05-25"),
                 .value = MIAO_OPINION_AGREES,
                 .signed_by_child = TRUE },
    .vaccinated = TRUE,
    .siblings = 1,
  };

  miao_child_facts_read (&facts);

  return facts;
}

MiaoMatchingFacts
good_matching (void)
{
  return (MiaoMatchingFacts){
    .matching = "x1",
    .child = "c1",
    .family = "f1",
    .institution_division = "320100",
    .home_division = "320102",
    .capacity = 2,
    .foster_now = 1,
    .family_evaluation = { "e1", D ("2026-04-01"), TRUE, "合格", "passed", D ("2027-04-01"), TRUE },
    .child_evaluation = { "e2", D ("2026-05-28"), TRUE, "适宜", "suited", MIAO_DATE_NONE },
    .disabled = TRUE,
    .rehab_hm = 300,
    .fit_described = TRUE,
    .meetings = 2,
  };
}

MiaoTeamFacts
good_team (void)
{
  return (MiaoTeamFacts){
    .evaluation = "e1",
    .members = team,
    .n_members = G_N_ELEMENTS (team),
    .third_party = TRUE,
    .provider_name = "向阳社会工作服务中心",
    .provider_uscc = "52320100MJ00000000",
    .contract_no = "WT-2026-03",
    .contract_from = D ("2026-01-01"),
    .contract_to = D ("2026-12-31"),
  };
}

MiaoSigningFacts
good_signing (void)
{
  return (MiaoSigningFacts){
    .agreement = "a1",
    .family = "f1",
    .child = "c1",
    .matched_on = D ("2026-06-01"),
    .family_filed_on = D ("2026-04-10"),
    .caregiver = { .id = "m1", .name = "叶青", .born = D ("1980-06-15"), .education = "61" },
    .main_caregiver = TRUE,
    .co_living = TRUE,
    .trained_on = D ("2026-04-20"),
    .clauses = MIAO_CLAUSE_ALL,
    .integration_days = 60,
    .child_born = D ("2014-05-12"),
    .term_from = D ("2026-06-10"),
    .term_to = D ("2032-05-12"),
    .signed_institution_on = D ("2026-06-09"),
    .signed_family_on = D ("2026-06-10"),
  };
}

/* Moved in on 2026-01-01, visited every week from 2026-01-07 on. */
MiaoIntegrationFacts
good_integration (void)
{
  static MiaoDate visits[G_N_ELEMENTS (weekly)];

  for (gsize i = 0; i < G_N_ELEMENTS (weekly); i++)
    visits[i] = D ("2026-01-07") + weekly[i] - weekly[0];

  return (MiaoIntegrationFacts){
    .placement = "p1",
    .child = "c1",
    .born = D ("2017-05-12"),
    .cognition = MIAO_COGNITION_NORMAL,
    .moved_in_on = D ("2026-01-01"),
    .evaluation = { "e3", D ("2026-02-26"), TRUE, "建立正式寄养关系", "formal placement",
                    MIAO_DATE_NONE },
    .opinion = { .id = "o2", .on = D ("2026-02-20"), .value = MIAO_OPINION_AGREES },
    .visits = visits,
    .n_visits = G_N_ELEMENTS (weekly),
    .agreed_caregiver = "m1",
    .agreed_caregiver_name = "叶青",
    .caregiver = "m1",
    .caregiver_name = "叶青",
  };
}

MiaoEndingFacts
good_ending (void)
{
  return (MiaoEndingFacts){
    .placement = "p1",
    .termination = "z1",
    .child = "c1",
    .born = D ("2014-05-12"),
    .cognition = MIAO_COGNITION_NORMAL,
    .ground = "T11",
    .evidence = 1,
    .applied_on = D ("2026-01-31"),
    .opinion = { .id = "o3", .on = D ("2026-02-01"), .value = MIAO_OPINION_AGREES },
    .resettled = TRUE,
    .supported = TRUE,
    .notice_served_on = D ("2026-02-20"),
    .harm_suspected = TRUE,
    .harm_report = "BA-1",
    .filed_on = D ("2026-02-28"),
    .settled = TRUE,
    .belongings = TRUE,
    .family_evaluated = TRUE,
    .child_evaluated = TRUE,
  };
}
