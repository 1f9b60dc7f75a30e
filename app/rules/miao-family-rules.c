#include "config.h"

#include "miao-family-rules.h"

#include "miao-rules-private.h"

#define ADULT_AGE 18

/* GB/T 4658: the codes from 10 to 71 are junior middle school finished or more, 72 is unfinished.
 */
#define EDUCATION_BEST 10
#define EDUCATION_ENOUGH 71
#define EDUCATION_ASK 72

static MiaoDate
lasts_until (MiaoDate on, int months)
{
  return on != MIAO_DATE_NONE ? miao_date_add_months (on, months) : MIAO_DATE_NONE;
}

static gboolean
lives_there (const MiaoMemberFacts *member, MiaoDate on)
{
  return member->co_living && (member->joined == MIAO_DATE_NONE || member->joined <= on) &&
         (member->left == MIAO_DATE_NONE || on <= member->left);
}

void
miao_family_facts_read (MiaoFamilyFacts *facts)
{
  const MiaoAnswers *answers = &facts->answers;
  gint64 area = miao_answers_get_int (answers, "FAM-02.area", -1);
  gint64 average = miao_answers_get_int (answers, "FAM-02.average", -1);

  /* The form writes hundredths of a square metre. */
  facts->area_dm2 = area;
  facts->average_dm2 = average;
  facts->persons = (int) miao_answers_get_int (answers, "FAM-02.persons", -1);
  facts->income_fen = miao_answers_get_int (answers, "FAM-04.income", -1);
  facts->middle_fen = miao_answers_get_int (answers, "FAM-04.middle", -1);
  facts->income_persons = (int) miao_answers_get_int (answers, "FAM-04.persons", -1);
  facts->crime_check_on = miao_date_parse (miao_answers_get (answers, "FAM-06.date"));
  facts->neighbours = (int) miao_answers_get_int (answers, "FAM-09.visited", -1);
}

void
miao_rules_application (const char *application, const MiaoAnswers *papers, MiaoFindings *findings)
{
  /* The last one is about no paper. */
  for (const MiaoRule *rule = miao_rows_application; !g_str_equal (rule->id, "APP-12"); rule++) {
    gboolean there = g_strcmp0 (miao_answers_get (papers, rule->id), "yes") == 0;

    miao_rules_answer (findings, rule->id, there, application, "item", rule->id, "state_zh",
                       there ? "已有" : "没有", "state_en", there ? "there" : "missing", NULL);
  }
}

void
miao_rules_application_own (const char *application, const char *missing, MiaoFindings *findings)
{
  miao_rules_answer (findings, "APP-12", missing == NULL, application, "items",
                     missing != NULL ? missing : "—", NULL);
}

void
miao_rules_application_scans (const char *application, const char *papers, MiaoFindings *findings)
{
  miao_rules_answer (findings, "APP-13", papers == NULL, application, "items",
                     papers != NULL ? papers : "—", NULL);
}

void
miao_rules_capacity (const char *family,
                     int now,
                     int added,
                     const MiaoRuleSettings *settings,
                     MiaoFindings *findings)
{
  miao_rules_answer (findings, "FAM-11", now + added <= settings->family_capacity, family, "now",
                     NUMBER (now), "added", NUMBER (added), "total", NUMBER (now + added), "most",
                     NUMBER (settings->family_capacity), NULL);
}

void
miao_rules_coliving (const char *family,
                     const MiaoMemberFacts *members,
                     guint n_members,
                     const MiaoRuleSettings *settings,
                     MiaoDate on,
                     MiaoFindings *findings)
{
  const int least = settings->coliving_min_age;
  const MiaoMemberFacts *youngest = NULL, *unknown = NULL;
  g_autofree char *who_zh = NULL, *who_en = NULL;
  int count = 0;

  for (guint i = 0; i < n_members; i++) {
    const MiaoMemberFacts *member = &members[i];

    if (member->foster_child || !lives_there (member, on))
      continue;
    /* Somebody of whom nobody knows the age may be a small child. */
    if (member->born == MIAO_DATE_NONE)
      unknown = member;
    else if (member->born <= on && on < miao_date_birthday (member->born, least))
      count++;
    else
      continue;
    if (youngest == NULL || member->born > youngest->born)
      youngest = member;
  }
  if (unknown != NULL) {
    youngest = unknown;
    who_zh = g_strdup_printf ("：%s的出生日期没有登记，年龄不明", unknown->name);
    who_en = g_strdup_printf (": %s, whose date of birth is not entered", unknown->name);
  } else if (youngest != NULL) {
    const char *born = DAY (youngest->born);
    const char *end = DAY (miao_date_birthday (youngest->born, least));

    who_zh = g_strdup_printf ("：%s，%s 出生，%s 满%d周岁", youngest->name, born, end, least);
    who_en = g_strdup_printf (": %s, born %s, %d on %s", youngest->name, born, least, end);
  }
  miao_rules_answer (findings, "FAM-12", youngest == NULL, youngest != NULL ? youngest->id : family,
                     "count", NUMBER (count), "age", NUMBER (least), "who_zh",
                     who_zh != NULL ? who_zh : "", "who_en", who_en != NULL ? who_en : "", NULL);
}

MiaoDate
miao_rules_first_young_day (const MiaoMemberFacts *members,
                            guint n_members,
                            const MiaoRuleSettings *settings,
                            MiaoDate from,
                            MiaoDate to,
                            guint *ret_member)
{
  MiaoDate first = MIAO_DATE_NONE;

  for (guint i = 0; i < n_members; i++) {
    const MiaoMemberFacts *member = &members[i];
    MiaoDate start, end;

    if (member->foster_child || !member->co_living || member->born == MIAO_DATE_NONE)
      continue;
    start = MAX (from, MAX (member->born, member->joined));
    end = miao_date_birthday (member->born, settings->coliving_min_age) - 1;
    end = MIN (to, member->left != MIAO_DATE_NONE ? MIN (end, member->left) : end);
    if (start > end || (first != MIAO_DATE_NONE && start >= first))
      continue;
    first = start;
    *ret_member = i;
  }

  return first;
}

/* Where the local figure comes from, when it is not that on the form. */
static char *
dup_source (int of_year, gint64 written, gint64 house, gboolean zh)
{
  const char *form = written >= 0 ? DECIMAL (written, 2) : miao_rules_or_dash (NULL);
  g_autofree char *year =
      of_year > 0 ? g_strdup_printf (zh ? "%d 年度" : " for %d", of_year) : g_strdup ("");

  if (house <= written)
    return g_strdup ("");

  return zh ? g_strdup_printf ("（本机构登记的%s数值；表上填写 %s）", year, form)
            : g_strdup_printf (" (the institution's figure%s; the form says %s)", year, form);
}

static void
ask_area (const MiaoFamilyFacts *facts, MiaoFindings *findings)
{
  /* A figure on the form that is lower than the one on record would let every home pass. */
  gint64 average = MAX (facts->average_dm2, facts->house_average_dm2);
  gboolean known = facts->area_dm2 >= 0 && facts->persons > 0 && facts->average_dm2 >= 0;
  /* Multiplied, not divided: the quotient is only for the eye. */
  gboolean enough = known && facts->area_dm2 >= average * facts->persons;
  g_autofree char *zh =
      dup_source (facts->house_average_year, facts->average_dm2, facts->house_average_dm2, TRUE);
  g_autofree char *en =
      dup_source (facts->house_average_year, facts->average_dm2, facts->house_average_dm2, FALSE);

  miao_rules_answer (findings, "FAM-02", enough, facts->evaluation, "area",
                     facts->area_dm2 >= 0 ? DECIMAL (facts->area_dm2, 2) : NULL, "persons",
                     facts->persons > 0 ? NUMBER (facts->persons) : NULL, "each",
                     known ? DECIMAL (facts->area_dm2 / facts->persons, 2) : NULL, "average",
                     average >= 0 ? DECIMAL (average, 2) : NULL, "local_zh", zh, "local_en", en,
                     NULL);
}

static void
ask_income (const MiaoFamilyFacts *facts, MiaoFindings *findings)
{
  gint64 middle = MAX (facts->middle_fen, facts->house_middle_fen);
  gboolean known = facts->income_fen >= 0 && facts->income_persons > 0 && facts->middle_fen >= 0;
  /* Compared by division: a product of incomes could leave the range of 64 bits. */
  gboolean enough = known && facts->income_fen / facts->income_persons >= middle;
  g_autofree char *zh =
      dup_source (facts->house_middle_year, facts->middle_fen, facts->house_middle_fen, TRUE);
  g_autofree char *en =
      dup_source (facts->house_middle_year, facts->middle_fen, facts->house_middle_fen, FALSE);

  miao_rules_answer (findings, "FAM-04", enough, facts->evaluation, "income",
                     facts->income_fen >= 0 ? DECIMAL (facts->income_fen, 2) : NULL, "persons",
                     facts->income_persons > 0 ? NUMBER (facts->income_persons) : NULL, "each",
                     known ? DECIMAL (facts->income_fen / facts->income_persons, 2) : NULL,
                     "middle", middle >= 0 ? DECIMAL (middle, 2) : NULL, "local_zh", zh, "local_en",
                     en, NULL);
}

/* What a person's own record says against the answer of the team. */
typedef struct {
  const char *id; /* (nullable): nobody's record says anything */
  const char *name;
  const char *zh;
  const char *en;
} Against;

static const struct {
  const char *rule;
  guint disease;
  const char *zh;
  const char *en;
} diseases[] = {
  { "FAM-05a", MIAO_DISEASE_INFECTIOUS, "登记为患有传染病", "an infectious disease" },
  { "FAM-05b", MIAO_DISEASE_MENTAL, "登记为患有精神疾病", "a mental disease" },
  { "FAM-05c", MIAO_DISEASE_PSYCHOLOGICAL, "登记为患有心理疾患", "a psychological disorder" },
  { "FAM-05d", MIAO_DISEASE_OTHER, "登记为患有其他不利于儿童成长的疾病",
    "another adverse disease" },
};

static void
note_disease (guint has, guint asked, const char *id, const char *name, Against *ret)
{
  for (gsize i = 0; ret->id == NULL && i < G_N_ELEMENTS (diseases); i++) {
    if ((has & asked & diseases[i].disease) != 0)
      *ret = (Against){ id, name, diseases[i].zh, diseases[i].en };
  }
}

static void
note_crime (MiaoCrimeCheck crime, const char *id, const char *name, Against *ret)
{
  if (crime == MIAO_CRIME_CHECK_FOUND)
    *ret = (Against){ id, name, "登记为有违法犯罪记录", "a criminal record" };
  else if (crime == MIAO_CRIME_CHECK_PENDING && ret->id == NULL)
    *ret = (Against){ id, name, "登记为犯罪记录查询中", "a check that is under way" };
}

/* The gravest first. */
static void
note_habit (guint has, const char *id, const char *name, Against *ret)
{
  static const struct {
    guint habit;
    const char *zh;
    const char *en;
  } habits[] = { { MIAO_HABIT_DRUGS, "登记有吸毒", "drugs" },
                 { MIAO_HABIT_GAMBLING, "登记有赌博", "gambling" },
                 { MIAO_HABIT_ALCOHOL, "登记有酗酒", "drinking" },
                 { MIAO_HABIT_OTHER, "登记有其他不良嗜好", "another bad habit" },
                 { MIAO_HABIT_IN_WORDS, "的不良嗜好只有文字说明，请核对后选择",
                   "habits in words only, to be read and chosen" } };

  for (gsize i = 0; ret->id == NULL && i < G_N_ELEMENTS (habits); i++)
    if ((has & habits[i].habit) != 0)
      *ret = (Against){ id, name, habits[i].zh, habits[i].en };
}

/* The answer in words, and what stands in the record in spite of it. */
static char *
dup_state (const char *answer, const Against *against, gboolean zh)
{
  const char *said = zh ? miao_rules_answer_zh (answer) : miao_rules_answer_en (answer);

  if (against->id == NULL)
    return g_strdup (said);

  return zh ? g_strdup_printf ("%s；成员 %s %s", said, against->name, against->zh)
            : g_strdup_printf ("%s; the record of %s names %s", said, against->name, against->en);
}

static void
ask_disease (const MiaoFamilyFacts *facts, gsize which, MiaoDate on, MiaoFindings *findings)
{
  const char *id = diseases[which].rule;
  const char *answer = miao_answers_get (&facts->answers, id);
  g_autofree char *zh = NULL, *en = NULL;
  Against against = { NULL };

  for (guint i = 0; i < facts->n_members; i++) {
    const MiaoMemberFacts *member = &facts->members[i];

    if (lives_there (member, on) && !member->foster_child)
      note_disease (member->diseases, diseases[which].disease, member->id, member->name, &against);
  }
  zh = dup_state (answer, &against, TRUE);
  en = dup_state (answer, &against, FALSE);
  miao_rules_answer (findings, id, against.id == NULL && g_strcmp0 (answer, "yes") == 0,
                     against.id != NULL ? against.id : facts->evaluation, "state_zh", zh,
                     "state_en", en, NULL);
}

static void
ask_checked (MiaoFindings *findings,
             const char *id,
             const char *answer,
             const Against *against,
             MiaoDate checked,
             int months,
             MiaoDate on,
             const char *record)
{
  MiaoDate until = lasts_until (checked, months);
  gboolean fresh = checked != MIAO_DATE_NONE && checked <= on && on <= until;
  g_autofree char *zh = dup_state (answer, against, TRUE);
  g_autofree char *en = dup_state (answer, against, FALSE);

  miao_rules_answer (findings, id, against->id == NULL && fresh && g_strcmp0 (answer, "yes") == 0,
                     against->id != NULL ? against->id : record, "state_zh", zh, "state_en", en,
                     "checked", DAY (checked), "health_on", DAY (checked), "until", DAY (until),
                     "months", NUMBER (months), NULL);
}

static void
ask_neighbours (const MiaoFamilyFacts *facts,
                const MiaoRuleSettings *settings,
                MiaoFindings *findings)
{
  const char *answer = miao_answers_get (&facts->answers, "FAM-09");
  gboolean enough = facts->neighbours < 0 || facts->neighbours >= settings->neighbours;

  miao_rules_answer (findings, "FAM-09", enough && g_strcmp0 (answer, "yes") == 0,
                     facts->evaluation, "state_zh", miao_rules_answer_zh (answer), "state_en",
                     miao_rules_answer_en (answer), "visited",
                     facts->neighbours >= 0 ? NUMBER (facts->neighbours) : NULL, "needed",
                     NUMBER (settings->neighbours), NULL);
}

static void
ask_consent (const MiaoFamilyFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *answer = miao_answers_get (&facts->answers, "FAM-10");
  const MiaoMemberFacts *missing = NULL;
  int adults = 0, agreed = 0;

  for (guint i = 0; i < facts->n_members; i++) {
    const MiaoMemberFacts *member = &facts->members[i];

    /* Who has no date of birth may be of age. */
    if (!lives_there (member, on) || member->foster_child ||
        (member->born != MIAO_DATE_NONE && miao_date_age (member->born, on) < ADULT_AGE))
      continue;
    adults++;
    if (member->consent == MIAO_CONSENT_GIVEN)
      agreed++;
    else if (missing == NULL || member->consent == MIAO_CONSENT_REFUSED)
      missing = member;
  }
  miao_rules_answer (findings, "FAM-10",
                     g_strcmp0 (answer, "yes") == 0 && adults > 0 && agreed == adults,
                     missing != NULL ? missing->id : facts->family, "state_zh",
                     miao_rules_answer_zh (answer), "state_en", miao_rules_answer_en (answer),
                     "agreed", NUMBER (agreed), "members", NUMBER (adults), NULL);
}

/* One hazard of the sub-list ("FAM-13.gas" and so on) is enough, whatever the sum of it says. */
static void
ask_hazards (const MiaoFamilyFacts *facts, MiaoFindings *findings)
{
  const char *answer = miao_answers_get (&facts->answers, "FAM-13");

  for (guint i = 0; i < facts->answers.n; i++) {
    const MiaoAnswer *row = &facts->answers.rows[i];

    if (g_str_has_prefix (row->item, "FAM-13.") && g_strcmp0 (row->answer, "no") == 0)
      answer = "no";
  }
  miao_rules_answer (findings, "FAM-13", g_strcmp0 (answer, "yes") == 0, facts->evaluation,
                     "state_zh", miao_rules_answer_zh (answer), "state_en",
                     miao_rules_answer_en (answer), NULL);
}

/* Words and what goes with them: a code, distances. */
static void
ask_described (MiaoFindings *findings,
               const char *id,
               const char *part,
               const char *other_part,
               const MiaoFamilyFacts *facts)
{
  const MiaoAnswers *answers = &facts->answers;
  const char *answer = miao_answers_get (answers, id);

  if (miao_answers_get (answers, part) == NULL ||
      (other_part != NULL && miao_answers_get (answers, other_part) == NULL))
    answer = NULL;
  miao_rules_answer (findings, id, answer != NULL, facts->evaluation, "state_zh",
                     miao_rules_answer_zh (answer), "state_en", miao_rules_answer_en (answer),
                     NULL);
}

/* Words alone do not contradict the answer; they are told beside it. */
static void
ask_habits (const MiaoFamilyFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *answer = miao_answers_get (&facts->answers, "FAM-07");
  g_autofree char *zh = NULL, *en = NULL;
  Against against = { NULL }, told = { NULL };
  gboolean contradicted;

  for (guint i = 0; i < facts->n_members; i++) {
    const MiaoMemberFacts *member = &facts->members[i];

    if (!lives_there (member, on) || member->foster_child)
      continue;
    note_habit (member->habits & ~(guint) MIAO_HABIT_IN_WORDS, member->id, member->name, &against);
    note_habit (member->habits, member->id, member->name, &told);
  }
  contradicted = against.id != NULL;
  if (contradicted)
    told = against;
  zh = dup_state (answer, &told, TRUE);
  en = dup_state (answer, &told, FALSE);
  miao_rules_answer (findings, "FAM-07", !contradicted && g_strcmp0 (answer, "yes") == 0,
                     contradicted ? against.id : facts->evaluation, "state_zh", zh, "state_en", en,
                     NULL);
}

void
miao_rules_family (const MiaoFamilyFacts *facts,
                   const MiaoRuleSettings *settings,
                   MiaoDate on,
                   MiaoFindings *findings)
{
  /* What must be answered "yes", and what only must be filled in (NULL). */
  static const struct {
    const char *id;
    const char *good;
  } after[] = { { "FAM-14", "yes" }, { "FAM-16", NULL }, { "FAM-18", "yes" }, { "FAM-19", "yes" },
                { "FAM-20", NULL },  { "FAM-21", NULL }, { "FAM-22", "yes" } };
  const MiaoAnswers *answers = &facts->answers;
  Against crime = { NULL };

  for (guint i = 0; i < facts->n_members; i++) {
    const MiaoMemberFacts *member = &facts->members[i];

    if (lives_there (member, on) && !member->foster_child)
      note_crime (member->crime, member->id, member->name, &crime);
  }
  miao_rules_ask_item (findings, "FAM-01", answers, "yes", facts->evaluation);
  ask_area (facts, findings);
  miao_rules_ask_item (findings, "FAM-03", answers, "yes", facts->evaluation);
  ask_income (facts, findings);
  for (gsize i = 0; i < G_N_ELEMENTS (diseases); i++)
    ask_disease (facts, i, on, findings);
  ask_checked (findings, "FAM-06", miao_answers_get (answers, "FAM-06"), &crime,
               facts->crime_check_on, settings->crime_check_months, on, facts->evaluation);
  ask_habits (facts, on, findings);
  miao_rules_ask_item (findings, "FAM-08", answers, "yes", facts->evaluation);
  ask_neighbours (facts, settings, findings);
  ask_consent (facts, on, findings);
  miao_rules_capacity (facts->family, facts->foster_now, facts->foster_added, settings, findings);
  miao_rules_coliving (facts->family, facts->members, facts->n_members, settings, on, findings);
  ask_hazards (facts, findings);
  ask_described (findings, "FAM-15", "FAM-15.school", "FAM-15.clinic", facts);
  ask_described (findings, "FAM-17", "FAM-17.code", NULL, facts);
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    miao_rules_ask_item (findings, after[i].id, answers, after[i].good, facts->evaluation);
}

void
miao_rules_caregiver_age (const MiaoCaregiverFacts *caregiver,
                          const MiaoRuleSettings *settings,
                          MiaoDate on,
                          MiaoFindings *findings)
{
  int age = miao_date_age (caregiver->born, on);
  int after = settings->caregiver_max_age + 1;
  gboolean known = caregiver->born != MIAO_DATE_NONE;
  MiaoDate from =
      known ? miao_date_birthday (caregiver->born, settings->caregiver_min_age) : MIAO_DATE_NONE;
  MiaoDate until = known ? miao_date_birthday (caregiver->born, after) : MIAO_DATE_NONE;

  miao_rules_answer (findings, "CRG-01", known && from <= on && on < until, caregiver->id, "name",
                     caregiver->name, "born", DAY (caregiver->born), "on", DAY (on), "age",
                     age >= 0 ? NUMBER (age) : NULL, "min", NUMBER (settings->caregiver_min_age),
                     "max", NUMBER (settings->caregiver_max_age), "after", NUMBER (after), "from",
                     DAY (from), "until", DAY (until), NULL);
}

static void
ask_education (const MiaoCaregiverFacts *caregiver, MiaoFindings *findings)
{
  gint64 code = -1;
  MiaoFinding *finding;

  if (caregiver->education != NULL)
    (void) g_ascii_string_to_signed (caregiver->education, 10, 0, 99, &code, NULL);
  finding =
      miao_rules_answer (findings, "CRG-04", code >= EDUCATION_BEST && code <= EDUCATION_ENOUGH,
                         caregiver->id, "code", caregiver->education, NULL);
  if (code == EDUCATION_ASK)
    miao_finding_set_severity (finding, MIAO_SEVERITY_REASON);
}

void
miao_rules_caregiver (const MiaoCaregiverFacts *caregiver,
                      const MiaoAnswers *answers,
                      const MiaoRuleSettings *settings,
                      MiaoDate on,
                      MiaoFindings *findings)
{
  Against ill = { NULL }, crime = { NULL };

  note_disease (caregiver->diseases, ~0u, caregiver->id, caregiver->name, &ill);
  note_crime (caregiver->crime, caregiver->id, caregiver->name, &crime);
  miao_rules_caregiver_age (caregiver, settings, on, findings);
  ask_checked (findings, "CRG-02", miao_answers_get (answers, "CRG-02"), &ill, caregiver->health_on,
               settings->health_months, on, caregiver->id);
  miao_rules_ask_item (findings, "CRG-03", answers, "yes", caregiver->id);
  ask_education (caregiver, findings);
  ask_checked (findings, "CRG-05", miao_answers_get (answers, "CRG-05"), &crime,
               caregiver->crime_check_on, settings->crime_check_months, on, caregiver->id);
  miao_rules_ask_item (findings, "CRG-06", answers, "yes", caregiver->id);
}
