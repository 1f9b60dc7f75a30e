/* What happens in the practice institution: a ledger comes in, and a dozen children live through
 * foster care, one in every state that a placement can be in. */
#include "config.h"

#include "miao-practice-private.h"

#include "miao-store.h"

/* ---- the ledger ---- */

static void
append_cell (GString *line, const char *text)
{
  g_string_append_c (line, ',');
  g_string_append (line, text != NULL ? text : "");
}

static void
append_row (GString *ledger, MiaoPractice *practice)
{
  g_autoptr (MiaoRecord) child = miao_sample_child (practice->sample);
  g_autoptr (MiaoRecord) admission = miao_sample_admission (practice->sample, child);
  g_autoptr (GString) line = g_string_new (NULL);
  static const char *fields[] = {
    "name", "sex", "birth_date", "id_no", "ethnic", "child_category"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const MiaoField *field = miao_kind_field (miao_record_get_kind (child), fields[i]);
    g_autofree char *shown =
        miao_field_display (field, miao_record_get (child, fields[i]), MIAO_LANGUAGE_ZH);

    if (i > 0)
      append_cell (line, shown);
    else
      g_string_append (line, shown != NULL ? shown : "");
  }
  append_cell (line, miao_record_get (admission, "arrived_on"));
  append_cell (line, miao_record_get (admission, "intake_code"));
  append_cell (line, miao_record_get (child, "guardianship"));
  g_string_append_printf (ledger, "%s\n", line->str);
}

gboolean
miao_practice_import (MiaoPractice *practice, guint children, GError **error)
{
  g_autoptr (GString) ledger =
      g_string_new ("姓名,性别,出生日期,身份证号码,民族,儿童类别,入院日期,入院类别,监护类型\n");
  g_autofree char *path = g_build_filename (practice->folder, "演示台账.csv", NULL);
  JsonObject *input = json_object_new ();
  g_autofree char *done = NULL;

  for (guint i = 0; i < children; i++)
    append_row (ledger, practice);
  json_object_set_string_member (input, "path", path);
  if (!g_file_set_contents (path, ledger->str, (gssize) ledger->len, error) ||
      !miao_practice_day (practice, 0, error)) {
    json_object_unref (input);
    return FALSE;
  }
  done = miao_practice_run (practice, "admin", "import-children", "import_batch", input, error);

  return done != NULL;
}

/* ---- one placement ---- */

typedef enum {
  UNTIL_PROPOSED,
  UNTIL_MATCHED,
  UNTIL_SIGNED,
  UNTIL_INTEGRATION,
  UNTIL_EVALUATED,
  UNTIL_CONFIRMED,
  UNTIL_ENDED,
} Until;

/* @since: days since the move-in that was, or is to be. */
typedef struct {
  const char *child;
  const char *sex;
  int age_days;
  int since;
  Until until;
  gboolean heard_in_integration;
} Story;

static const Story stories[] = {
  { "姜南乔", "2", 2660, 75, UNTIL_INTEGRATION, FALSE },
  { "陈星屿", "1", 3110, 59, UNTIL_EVALUATED, TRUE },
  { "周知夏", "2", 1500, 47, UNTIL_INTEGRATION, FALSE },
  { "李星沐", "1", 3200, 400, UNTIL_CONFIRMED, TRUE },
  { "顾念安", "2", 3350, 95, UNTIL_INTEGRATION, FALSE },
  { "唐一苇", "1", 2340, 4, UNTIL_SIGNED, FALSE },
  { "苏禾", "2", 760, 160, UNTIL_CONFIRMED, FALSE },
  { "黎望舒", "1", 1700, 420, UNTIL_ENDED, FALSE },
  { "温小鱼", "2", 545, 0, UNTIL_MATCHED, FALSE },
  { "吕兴民", "1", 1030, 0, UNTIL_PROPOSED, FALSE },
};

#define CONFIRMED_AFTER 63 /* days since the move-in */

/* Those of the days from @from_ago on, and before @until_ago: what is made of the next visit goes
 * by the state of the day. */
static gboolean
visit (MiaoPractice *practice,
       const char *placement,
       int since,
       int from_ago,
       int until_ago,
       GError **error)
{
  int n = 0;

  for (int ago = since - 3; ago > until_ago; ago -= n++ < 8 ? 7 : 28) {
    g_autofree char *done = NULL;

    if (ago > from_ago)
      continue;
    if (!miao_practice_day (practice, ago, error))
      return FALSE;
    done = miao_practice_run (
        practice, "social", "record-visit", NULL,
        miao_practice_json (
            "{\"placement\":\"%s\",\"visit\":{\"visited_on\":\"%s\",\"planned\":true,"
            "\"unannounced\":%s,\"child_seen\":true,\"seen_alone\":true,\"rooms_seen\":true,"
            "\"child_words\":\"喜欢新的书桌。\",\"caregiver_words\":\"吃饭睡觉都好。\"}}",
            placement, miao_practice_ago (practice, ago), n % 4 == 3 ? "true" : "false"),
        error);
    if (done == NULL)
      return FALSE;
  }

  return TRUE;
}

static char *
propose (MiaoPractice *practice,
         const char *child,
         const MiaoPracticeHome *home,
         int days_ago,
         GError **error)
{
  if (!miao_practice_day (practice, days_ago, error))
    return NULL;

  return miao_practice_run (
      practice, "social", "propose-match", "placement",
      miao_practice_json (
          "{\"child\":\"%s\",\"family\":\"%s\",\"match_reasons\":\"作息、性格与居住条件相合。"
          "\",\"meetings\":[{\"on\":\"%s\",\"place\":\"机构会客室\"},{\"on\":\"%s\","
          "\"place\":\"寄养家庭\"}]}",
          child, home->family, miao_practice_ago (practice, days_ago + 6),
          miao_practice_ago (practice, days_ago + 2)),
      error);
}

static gboolean
sign_agreement (
    MiaoPractice *practice, const char *placement, int age_days, int days_ago, GError **error)
{
  g_autofree char *done = NULL, *until = NULL;
  MiaoDate adult = miao_date_birthday (practice->today - age_days, 18);
  MiaoDate term = practice->today - days_ago + 730;

  if (!miao_practice_day (practice, days_ago, error))
    return FALSE;
  until = miao_date_dup (MIN (adult, term));
  done = miao_practice_run (
      practice, "director", "sign-agreement", NULL,
      miao_practice_json (
          "{\"placement\":\"%s\",\"agreement\":{\"signed_inst_on\":\"%s\",\"signed_family_on\":\"%"
          "s\","
          "\"term_from\":\"%s\",\"term_to\":\"%s\",\"integration_days\":90,"
          "\"allowances\":[{\"kind\":\"1\",\"fen\":180000,\"period\":\"MONTH\",\"pay_day\":10}],"
          "\"visit_plan\":\"融合期每周一次，之后每月一次。\","
          "\"short_care_for\":[\"1\",\"2\",\"3\"],"
          "\"short_care_reasons\":\"照料人患病、外出或家庭变故。\","
          "\"duties_inst\":\"制定养育方案，培训，定期探访，按时发放费用，建立寄养档案。\","
          "\"duties_family\":\"保障安全与尊严，提供日常照料和教育，及时就医，接受探访与监督。\","
          "\"breach\":\"一方违约的，另一方可以催告改正；情节严重的，可以解除协议。\"}}",
          placement, miao_practice_ago (practice, days_ago), miao_practice_ago (practice, days_ago),
          miao_practice_ago (practice, days_ago), until),
      error);

  return done != NULL;
}

/* The agreement was filed a few days after it was signed. */
static gboolean
file_agreement (MiaoPractice *practice, const char *placement, int days_ago, GError **error)
{
  g_autoptr (MiaoRecord) stored = NULL;
  g_autofree char *done = NULL;

  if (!miao_practice_day (practice, days_ago, error))
    return FALSE;
  stored = miao_store_load (miao_session_get_store (miao_practice_as (practice, "social")),
                            miao_kind_find ("placement"), placement, error);
  if (stored == NULL)
    return FALSE;
  done = miao_practice_run (practice, "social", "file-agreement", NULL,
                            miao_practice_json ("{\"agreement\":\"%s\",\"filed_on\":\"%s\"}",
                                                miao_record_get (stored, "agreement"),
                                                miao_practice_ago (practice, days_ago)),
                            error);

  return done != NULL;
}

#define PERIODIC_SINCE 365 /* days since the move-in */
#define PERIODIC_AGO 120

/* A placement of more than a year had its parenting and its needs evaluated. */
static gboolean
evaluate_course (MiaoPractice *practice, const char *placement, GError **error)
{
  static const struct {
    const char *kind, *conclusion;
  } course[] = { { "EV_D_EFFECT", "D_PASS" },
                 { "EV_E_FAMILY_NEED", "E_DONE" },
                 { "EV_H_CHILD_NEED", "H_DONE" } };

  for (gsize i = 0; i < G_N_ELEMENTS (course); i++) {
    g_autofree char *done =
        miao_practice_evaluate (practice, course[i].kind, "placement", placement,
                                course[i].conclusion, PERIODIC_AGO, error);

    if (done == NULL)
      return FALSE;
  }

  return TRUE;
}

/* After the end: filed, settled, evaluated. */
static gboolean
settle (MiaoPractice *practice, const char *placement, GError **error)
{
  g_autofree char *family = NULL, *child = NULL, *settled = NULL;

  family = miao_practice_evaluate (practice, "EV_F_FAMILY_END", "placement", placement, "F_DONE",
                                   27, error);
  if (family == NULL)
    return FALSE;
  child = miao_practice_evaluate (practice, "EV_I_CHILD_END", "placement", placement, "I_DONE", 26,
                                  error);
  if (child == NULL || !miao_practice_day (practice, 25, error))
    return FALSE;
  settled = miao_practice_run (
      practice, "social", "settle-ending", NULL,
      miao_practice_json ("{\"placement\":\"%s\",\"filed_on\":\"%s\",\"filed_no\":"
                          "\"江民备〔演示〕解1号\",\"settled_on\":\"%s\",\"settled_fen\":0,"
                          "\"belongings_ok\":true}",
                          placement, miao_practice_ago (practice, 25),
                          miao_practice_ago (practice, 25)),
      error);

  return settled != NULL;
}

/* How many days ago they were visited for the last time. */
static int
last_visit_of (const Story *story)
{
  return story->until == UNTIL_ENDED ? 40 : 3;
}

static gboolean
finish_story (MiaoPractice *practice,
              const Story *story,
              const char *child,
              const char *placement,
              GError **error)
{
  g_autofree char *evaluation = NULL, *confirmed = NULL, *ended = NULL, *letter = NULL;
  int confirmed_ago = story->since - CONFIRMED_AFTER;
  int evaluated = story->until == UNTIL_EVALUATED ? story->since - 56 : confirmed_ago + 1;

  if (story->heard_in_integration &&
      !miao_practice_hear (practice, child, "INTEGRATION", evaluated + 1, error))
    return FALSE;
  evaluation = miao_practice_evaluate (practice, "EV_C_INTEGRATION", "placement", placement,
                                       "C_CONFIRM", evaluated, error);
  if (evaluation == NULL || story->until == UNTIL_EVALUATED)
    return evaluation != NULL;
  if (!miao_practice_day (practice, confirmed_ago, error))
    return FALSE;
  confirmed = miao_practice_run (practice, "director", "confirm-placement", NULL,
                                 miao_practice_json ("{\"placement\":\"%s\"}", placement), error);
  if (confirmed == NULL ||
      !visit (practice, placement, story->since, confirmed_ago, last_visit_of (story), error))
    return FALSE;
  if (story->until == UNTIL_CONFIRMED)
    return story->since < PERIODIC_SINCE || evaluate_course (practice, placement, error);
  if (!miao_practice_day (practice, 30, error))
    return FALSE;
  letter = miao_practice_letter (practice, placement, error);
  if (letter == NULL)
    return FALSE;
  ended = miao_practice_run (
      practice, "director", "end-placement", NULL,
      miao_practice_json (
          "{\"placement\":\"%s\",\"termination\":{\"initiator\":\"FAMILY\",\"ground\":"
          "\"T11\",\"ground_text\":\"家庭迁往外省工作\",\"applied_on\":\"%s\",\"notice_no\":"
          "\"JC-演示-1\",\"notice_served_on\":\"%s\",\"served_how\":\"1\",\"moved_to\":"
          "\"INSTITUTION\","
          "\"support_plan\":\"回院后由社工每周访谈，心理教师跟进。\",\"belongings_ok\":true,"
          "\"evidence\":[\"%s\"]}}",
          placement, miao_practice_ago (practice, 65), miao_practice_ago (practice, 30), letter),
      error);

  return ended != NULL && settle (practice, placement, error);
}

static gboolean
place (MiaoPractice *practice,
       const Story *story,
       const char *child,
       const MiaoPracticeHome *home,
       GError **error)
{
  g_autofree char *placement = propose (practice, child, home, story->since + 20, error);
  g_autofree char *decided = NULL, *moved = NULL;
  int visited_until =
      story->until < UNTIL_CONFIRMED ? last_visit_of (story) : story->since - CONFIRMED_AFTER;

  if (placement == NULL || story->until == UNTIL_PROPOSED)
    return placement != NULL;
  if (!miao_practice_day (practice, story->since + 15, error))
    return FALSE;
  decided =
      miao_practice_run (practice, "director", "decide-match", NULL,
                         miao_practice_json ("{\"placement\":\"%s\",\"decision\":\"AGREE\","
                                             "\"attendee_names\":\"社工、寄养管理员、负责人\"}",
                                             placement),
                         error);
  if (decided == NULL || story->until == UNTIL_MATCHED)
    return decided != NULL;
  if (!sign_agreement (practice, placement, story->age_days, story->since + 8, error))
    return FALSE;
  if (story->until == UNTIL_SIGNED)
    return TRUE;
  if (!file_agreement (practice, placement, story->since + 4, error) ||
      !miao_practice_day (practice, story->since, error))
    return FALSE;
  moved =
      miao_practice_run (practice, "social", "move-in", NULL,
                         miao_practice_json ("{\"placement\":\"%s\",\"moved_in_on\":\"%s\","
                                             "\"handover_list\":true}",
                                             placement, miao_practice_ago (practice, story->since)),
                         error);
  if (moved == NULL ||
      !visit (practice, placement, story->since, story->since, visited_until, error))
    return FALSE;

  return story->until <= UNTIL_INTEGRATION ||
         finish_story (practice, story, child, placement, error);
}

static gboolean
live_story (MiaoPractice *practice, const Story *story, GError **error)
{
  MiaoPracticeHome home = { NULL, NULL };
  g_autofree char *child = NULL, *evaluation = NULL;
  int admitted = MIN (story->since + 200, story->age_days - 30);
  int evaluated = story->since + 40;
  gboolean ok;

  child =
      miao_practice_admit (practice, story->child, story->sex, story->age_days, admitted, error);
  if (child == NULL || !miao_practice_measure (practice, child, admitted - 1, error))
    return FALSE;
  ok = miao_practice_register (practice, evaluated + 60, &home, error) &&
       miao_practice_qualify (practice, &home, evaluated + 20, error) &&
       miao_practice_hear (practice, child, "PRE", evaluated + 2, error);
  if (ok)
    evaluation = miao_practice_evaluate (practice, "EV_G_CHILD_PRE", "child", child, "G_SUITABLE",
                                         evaluated, error);
  ok = ok && evaluation != NULL && place (practice, story, child, &home, error);
  g_free (home.family);
  g_free (home.caregiver);

  return ok;
}

gboolean
miao_practice_live (MiaoPractice *practice, GError **error)
{
  MiaoPracticeHome waiting = { NULL, NULL };
  g_autofree char *one = NULL, *two = NULL, *evaluation = NULL;
  gboolean ok = TRUE;

  for (gsize i = 0; ok && i < G_N_ELEMENTS (stories); i++) {
    ok = live_story (practice, &stories[i], error);
    if (!ok)
      g_prefix_error (error, "%s: ", stories[i].child);
  }
  if (!ok)
    return FALSE;
  /* Two children who only live here, one of them grown; and a family whose evaluation is open. */
  one = miao_practice_admit (practice, "林小满", "2", 1198, 500, error);
  if (one == NULL || !miao_practice_measure (practice, one, 499, error))
    return FALSE;
  two = miao_practice_admit (practice, "陆时安", "1", 3990, 900, error);
  if (two == NULL || !miao_practice_measure (practice, two, 899, error))
    return FALSE;
  ok = miao_practice_register (practice, 40, &waiting, error);
  if (ok)
    evaluation = miao_practice_evaluate (practice, "EV_B_FAMILY_PRE", "family", waiting.family,
                                         NULL, 12, error);
  g_free (waiting.family);
  g_free (waiting.caregiver);

  return ok && evaluation != NULL;
}
