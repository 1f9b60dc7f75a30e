/* What happens in the practice institution: a ledger comes in, and a dozen children live through
 * foster care, one in every state that a placement can be in. */
#include "config.h"

#include "miao-practice-private.h"

#include "miao-form.h"
#include "miao-store.h"

#include <string.h>

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

/* ---- one family ---- */

typedef struct {
  char *family;
  char *caregiver;
} Home;

static JsonObject *
application (MiaoPractice *practice, int days_ago)
{
  JsonObject *object = miao_practice_json (
      "{\"applied_on\":\"%s\",\"channel\":\"1\",\"motive\":\"love\",\"privacy_consent_on\":\"%s\","
      "\"wish_number\":1}",
      miao_practice_ago (practice, days_ago), miao_practice_ago (practice, days_ago));
  JsonArray *papers = json_array_new ();

  for (int i = 1; i <= 11; i++) {
    JsonObject *paper = json_object_new ();
    g_autofree char *item = g_strdup_printf ("APP-%02d", i);

    json_object_set_string_member (paper, "item", item);
    json_object_set_boolean_member (paper, "ok", TRUE);
    json_array_add_object_element (papers, paper);
  }
  json_object_set_array_member (object, "documents", papers);

  return object;
}

static JsonObject *
without (MiaoRecord *record, const char *const *names)
{
  JsonObject *object = miao_record_to_json (record);
  const MiaoKind *kind = miao_record_get_kind (record);

  json_object_remove_member (object, "id");
  json_object_remove_member (object, "version");
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    if ((kind->fields[i].flags & MIAO_FIELD_DERIVED) != 0)
      json_object_remove_member (object, kind->fields[i].name);
  }
  for (guint i = 0; names[i] != NULL; i++)
    json_object_remove_member (object, names[i]);

  return object;
}

/* The papers of that day: examination, record check, consent. */
static void
date_papers (MiaoPractice *practice, MiaoRecord *member, int days_ago)
{
  static const char *dated[] = { "health_on", "crime_check_on", "consent_on" };

  for (gsize i = 0; i < G_N_ELEMENTS (dated); i++) {
    if (miao_record_has (member, dated[i]))
      miao_record_set (member, dated[i], miao_practice_ago (practice, days_ago));
  }
}

static gboolean
register_home (MiaoPractice *practice, int days_ago, Home *home, GError **error)
{
  static const char *family_skips[] = { "applicant_member",
                                        "main_caregiver_member",
                                        "family_no",
                                        "approval_no",
                                        "filed_on",
                                        "filed_no",
                                        NULL };
  static const char *member_skips[] = { "family", NULL };
  g_autoptr (MiaoRecord) family = miao_sample_family (practice->sample);
  g_autoptr (GPtrArray) members = miao_sample_members (practice->sample, family);
  JsonObject *input = json_object_new ();
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (MiaoRecord) stored = NULL;

  if (!miao_practice_day (practice, days_ago, error)) {
    json_object_unref (input);
    return FALSE;
  }
  for (guint i = 0; i < members->len; i++)
    date_papers (practice, g_ptr_array_index (members, i), days_ago);
  json_object_set_object_member (input, "family", without (family, family_skips));
  json_object_set_object_member (input, "applicant",
                                 without (g_ptr_array_index (members, 0), member_skips));
  json_object_set_object_member (input, "application", application (practice, days_ago));
  json_object_set_boolean_member (input, "apply", TRUE);
  home->family = miao_practice_run (practice, "social", "register-family", "family", input, error);
  if (home->family == NULL)
    return FALSE;
  stored = miao_store_load (miao_session_get_store (miao_practice_as (practice, "social")),
                            miao_kind_find ("family"), home->family, error);
  if (stored == NULL)
    return FALSE;
  home->caregiver = g_strdup (miao_record_get (stored, "main_caregiver_member"));
  for (guint i = 1; i < members->len; i++) {
    g_autofree char *member = NULL;

    input = json_object_new ();
    json_object_set_string_member (input, "family", home->family);
    json_object_set_object_member (input, "member",
                                   without (g_ptr_array_index (members, i), member_skips));
    member = miao_practice_run (practice, "social", "add-member", "family_member", input, error);
    if (member == NULL)
      return FALSE;
  }

  return TRUE;
}

/* ---- an evaluation, from opening to review ---- */

static const char *
answer_for (MiaoPractice *practice, const MiaoFormItem *item)
{
  static const struct {
    const char *item, *answer;
  } numbers[] = {
    { "FAM-02.area", "12000" },      { "FAM-02.persons", "4" }, { "FAM-02.average", "2500" },
    { "FAM-04.income", "18000000" }, { "FAM-04.persons", "4" }, { "FAM-04.middle", "3200000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (strcmp (numbers[i].item, item->id) == 0)
      return numbers[i].answer;
  }
  switch (item->type) {
  case MIAO_ITEM_YES_NO:
  case MIAO_ITEM_YES_NO_EXCEPTION:
    return "yes";
  case MIAO_ITEM_SCORE:
    return "3";
  case MIAO_ITEM_TEXT:
    return "情况良好，符合要求。";
  case MIAO_ITEM_DATE:
  case MIAO_ITEM_NUMBER:
  case MIAO_ITEM_CODE:
  case MIAO_ITEM_COMPUTED:
  default:
    return NULL;
  }
}

static JsonArray *
answers_for (MiaoPractice *practice, const char *kind, int days_ago)
{
  const MiaoForm *form = miao_form_for_kind (kind, practice->today);
  JsonArray *answers = json_array_new ();

  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];
      const char *answer = item->type == MIAO_ITEM_DATE
                               ? miao_practice_ago (practice, days_ago + 20)
                               : answer_for (practice, item);
      JsonObject *row;

      if (answer == NULL || strcmp (item->id, "CHD-06.head") == 0)
        continue;
      row = json_object_new ();
      json_object_set_string_member (row, "item", item->id);
      json_object_set_string_member (row, "answer", answer);
      json_array_add_object_element (answers, row);
    }
  }

  return answers;
}

/* Three people from the staff sign; the first leads. */
static gboolean
sign_all (MiaoPractice *practice, const char *evaluation, GError **error)
{
  static const char *team[] = { "assess1", "assess2", "assess3" };
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation_member"));
  g_autoptr (GPtrArray) members = NULL;

  miao_query_where (query, "evaluation", MIAO_OP_EQ, evaluation);
  members = miao_store_select (miao_session_get_store (miao_practice_as (practice, "social")),
                               query, error);
  if (members == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (team); i++) {
    const char *staff = miao_session_get_staff (miao_practice_as (practice, team[i]));

    for (guint m = 0; m < members->len; m++) {
      g_autofree char *done = NULL;

      if (!miao_record_is (g_ptr_array_index (members, m), "person", staff))
        continue;
      done = miao_practice_run (
          practice, team[i], "sign-opinion", NULL,
          miao_practice_json ("{\"evaluation\":\"%s\",\"member\":\"%s\",\"vote\":\"AGREE\","
                              "\"opinion\":\"实地查看并访谈后，同意小组结论。\"}",
                              evaluation, miao_record_get_id (g_ptr_array_index (members, m))),
          error);
      if (done == NULL)
        return FALSE;
    }
  }

  return TRUE;
}

static gboolean
assign_and_fill (
    MiaoPractice *practice, const char *kind, const char *evaluation, int days_ago, GError **error)
{
  g_autofree char *team = NULL, *filled = NULL;
  JsonObject *input;

  team = miao_practice_run (
      practice, "social", "assign-team", NULL,
      miao_practice_json (
          "{\"evaluation\":\"%s\",\"members\":["
          "{\"person\":\"%s\",\"role\":\"LEADER\",\"conflict\":false,\"conflict_text\":\"无\"},"
          "{\"person\":\"%s\",\"role\":\"MEMBER\",\"conflict\":false,\"conflict_text\":\"无\"},"
          "{\"person\":\"%s\",\"role\":\"MEMBER\",\"conflict\":false,\"conflict_text\":\"无\"}]}",
          evaluation, miao_session_get_staff (miao_practice_as (practice, "assess1")),
          miao_session_get_staff (miao_practice_as (practice, "assess2")),
          miao_session_get_staff (miao_practice_as (practice, "assess3"))),
      error);
  if (team == NULL)
    return FALSE;
  input = miao_practice_json ("{\"evaluation\":\"%s\",\"started_on\":\"%s\",\"visited_on\":"
                              "[{\"on\":\"%s\"}],\"opinion_text\":\"条件符合，同意。\"}",
                              evaluation, miao_practice_ago (practice, days_ago),
                              miao_practice_ago (practice, days_ago));
  json_object_set_array_member (input, "answers", answers_for (practice, kind, days_ago));
  filled = miao_practice_run (practice, "assess1", "fill-evaluation", NULL, input, error);

  return filled != NULL;
}

/* @subject: "family", "child" or "placement". @conclusion: NULL leaves it in fieldwork. */
static char *
evaluate (MiaoPractice *practice,
          const char *kind,
          const char *subject,
          const char *id,
          const char *conclusion,
          int days_ago,
          GError **error)
{
  g_autofree char *evaluation = NULL, *concluded = NULL, *reviewed = NULL;

  if (!miao_practice_day (practice, days_ago, error))
    return NULL;
  evaluation = miao_practice_run (
      practice, "social", "open-evaluation", "evaluation",
      miao_practice_json ("{\"kind\":\"%s\",\"%s\":\"%s\",\"provider_type\":\"2\",\"mode\":[\"1\","
                          "\"2\"],\"reason_not_third_party\":\"本地暂无合格的第三方机构\","
                          "\"planned_on\":\"%s\"}",
                          kind, subject, id, miao_practice_ago (practice, days_ago)),
      error);
  if (evaluation == NULL || !assign_and_fill (practice, kind, evaluation, days_ago, error))
    return NULL;
  if (conclusion == NULL)
    return g_steal_pointer (&evaluation);
  if (!sign_all (practice, evaluation, error))
    return NULL;
  concluded = miao_practice_run (
      practice, "assess1", "conclude-evaluation", NULL,
      miao_practice_json ("{\"evaluation\":\"%s\",\"conclusion\":\"%s\",\"finished_on\":\"%s\"}",
                          evaluation, conclusion, miao_practice_ago (practice, days_ago)),
      error);
  if (concluded == NULL)
    return NULL;
  reviewed = miao_practice_run (
      practice, "director", "review-evaluation", NULL,
      miao_practice_json ("{\"evaluation\":\"%s\",\"result\":\"PASS\",\"text\":\"同意。\"}",
                          evaluation),
      error);

  return reviewed != NULL ? g_steal_pointer (&evaluation) : NULL;
}

/* Evaluated, filed and trained: ready for a child. */
static gboolean
qualify (MiaoPractice *practice, const Home *home, int days_ago, GError **error)
{
  g_autofree char *evaluation =
      evaluate (practice, "EV_B_FAMILY_PRE", "family", home->family, "B_PASS", days_ago, error);
  g_autofree char *filed = NULL, *trained = NULL;

  if (evaluation == NULL || !miao_practice_day (practice, days_ago - 5, error))
    return FALSE;
  filed = miao_practice_run (
      practice, "social", "file-family", NULL,
      miao_practice_json ("{\"family\":\"%s\",\"filed_on\":\"%s\","
                          "\"filed_no\":\"江民备〔演示〕%d号\"}",
                          home->family, miao_practice_ago (practice, days_ago - 5), days_ago),
      error);
  if (filed == NULL)
    return FALSE;
  trained = miao_practice_run (
      practice, "social", "record-training", NULL,
      miao_practice_json (
          "{\"family\":\"%s\",\"training\":{\"kind\":\"PRE\",\"course\":\"岗前培训：照料、安全"
          "与儿童权利\",\"from_on\":\"%s\",\"to_on\":\"%s\",\"hours\":160,\"result\":"
          "\"PASS\",\"certificate_no\":\"PX-%d\"}}",
          home->family, miao_practice_ago (practice, days_ago - 5),
          miao_practice_ago (practice, days_ago - 5), days_ago),
      error);

  return trained != NULL;
}

/* ---- one child ---- */

/* The family-search notice ran out before the child was taken in for good. */
static JsonNode *
notice (MiaoPractice *practice, int days_ago)
{
  g_autofree char *text = g_strdup_printf ("[{\"medium\":\"1\",\"publish_on\":\"%s\",\"days\":60}]",
                                           miao_practice_ago (practice, days_ago + 62));

  return json_from_string (text, NULL);
}

static char *
admit (MiaoPractice *practice,
       const char *name,
       const char *sex,
       int age_days,
       int days_ago,
       GError **error)
{
  static const char *child_skips[] = { "siblings", "photo_main", "care_worker", "child_no", NULL };
  static const char *admission_skips[] = { "child",       "received_by", "entrust_agreement",
                                           "approve_doc", "intake_code", "mpl92_ground",
                                           NULL };
  MiaoDate born = practice->today - age_days;
  g_autoptr (MiaoRecord) child = miao_sample_child_born (practice->sample, born);
  g_autoptr (MiaoRecord) admission = NULL;
  g_autofree char *id_no = NULL, *id = NULL, *measured = NULL;
  JsonObject *input = json_object_new (), *given;

  if (!miao_practice_day (practice, days_ago, error)) {
    json_object_unref (input);
    return NULL;
  }
  id_no = miao_sample_dup_id_no (practice->sample, born, sex);
  miao_record_set (child, "name", name);
  miao_record_set (child, "sex", sex);
  miao_record_set (child, "id_no", id_no);
  miao_record_set (child, "child_category", "12");
  miao_record_set (child, "guardianship", "1");
  miao_record_set (child, "cognition", "1");
  miao_record_set_bool (child, "disabled", FALSE);
  admission = miao_sample_admission (practice->sample, child);
  json_object_set_object_member (input, "child", without (child, child_skips));
  given = without (admission, admission_skips);
  json_object_set_string_member (given, "arrived_on", miao_practice_ago (practice, days_ago));
  json_object_set_string_member (
      given, "intake_code",
      practice->today - days_ago >= miao_date_parse ("2026-04-01") ? "L1" : "A1");
  json_object_set_string_member (given, "sender_docs", "捡拾报案证明、寻亲公告");
  json_object_set_string_member (given, "approve_on", miao_practice_ago (practice, days_ago));
  json_object_set_string_member (given, "health_check_on", miao_practice_ago (practice, days_ago));
  json_object_set_member (given, "notice", notice (practice, days_ago));
  json_object_set_object_member (input, "admission", given);
  json_object_set_boolean_member (input, "formal", TRUE);
  id = miao_practice_run (practice, "social", "admit-child", "child", input, error);
  if (id == NULL || !miao_practice_photo (practice, id, sex, error))
    return NULL;

  return g_steal_pointer (&id);
}

/* Measurements every few months until today; the last ones a little lower, as children are. */
static gboolean
measure (MiaoPractice *practice, const char *child_id, int from_days_ago, GError **error)
{
  static const char *skips[] = { "child", NULL };
  g_autoptr (MiaoRecord) child =
      miao_store_load (miao_session_get_store (miao_practice_as (practice, "social")),
                       miao_kind_find ("child"), child_id, error);
  gint64 last_length = 0, last_weight = 0;

  if (child == NULL)
    return FALSE;
  for (int ago = from_days_ago; ago > 20; ago -= 61) {
    g_autoptr (MiaoRecord) row =
        miao_sample_measure (practice->sample, child, practice->today - ago);
    JsonObject *input = json_object_new ();
    g_autofree char *done = NULL;

    if (!miao_practice_day (practice, ago, error)) {
      json_object_unref (input);
      return FALSE;
    }
    /* Made-up values scatter around the median; children do not shrink. */
    last_length = MAX (miao_record_get_int (row, "length_mm", 0), last_length + 4);
    last_weight = MAX (miao_record_get_int (row, "weight_g", 0), last_weight + 60);
    miao_record_set_int (row, "length_mm", last_length);
    miao_record_set_int (row, "weight_g", last_weight);
    json_object_set_string_member (input, "child", child_id);
    json_object_set_object_member (input, "measure", without (row, skips));
    done = miao_practice_run (practice, "social", "add-measurement", NULL, input, error);
    if (done == NULL)
      return FALSE;
  }

  return TRUE;
}

static gboolean
hear (MiaoPractice *practice, const char *child, const char *about, int days_ago, GError **error)
{
  g_autofree char *done = NULL;

  if (!miao_practice_day (practice, days_ago, error))
    return FALSE;
  done = miao_practice_run (
      practice, "social", "record-opinion", NULL,
      miao_practice_json (
          "{\"child\":\"%s\",\"opinion\":{\"about\":\"%s\",\"held_on\":\"%s\",\"method\":\"1\","
          "\"present_persons\":\"社工\",\"caregiver_absent\":true,\"words\":\"我想和他们一起住。\","
          "\"opinion\":\"AGREE\"}}",
          child, about, miao_practice_ago (practice, days_ago)),
      error);

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

static gboolean
visit (MiaoPractice *practice, const char *placement, int since, int until_ago, GError **error)
{
  int n = 0;

  for (int ago = since - 3; ago > until_ago; ago -= n < 9 ? 7 : 28) {
    g_autofree char *done = NULL;

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
    n++;
  }

  return TRUE;
}

static char *
propose (MiaoPractice *practice, const char *child, const Home *home, int days_ago, GError **error)
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

static gboolean
finish_story (MiaoPractice *practice,
              const Story *story,
              const char *child,
              const char *placement,
              GError **error)
{
  g_autofree char *evaluation = NULL, *confirmed = NULL, *ended = NULL, *letter = NULL;
  int evaluated = story->until == UNTIL_EVALUATED ? story->since - 56 : story->since - 62;

  if (story->heard_in_integration && !hear (practice, child, "INTEGRATION", evaluated + 1, error))
    return FALSE;
  evaluation = evaluate (practice, "EV_C_INTEGRATION", "placement", placement, "C_CONFIRM",
                         evaluated, error);
  if (evaluation == NULL || story->until == UNTIL_EVALUATED)
    return evaluation != NULL;
  if (!miao_practice_day (practice, evaluated - 1, error))
    return FALSE;
  confirmed = miao_practice_run (practice, "director", "confirm-placement", NULL,
                                 miao_practice_json ("{\"placement\":\"%s\"}", placement), error);
  if (confirmed == NULL || story->until == UNTIL_CONFIRMED)
    return confirmed != NULL;
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

  return ended != NULL;
}

static gboolean
place (
    MiaoPractice *practice, const Story *story, const char *child, const Home *home, GError **error)
{
  g_autofree char *placement = propose (practice, child, home, story->since + 20, error);
  g_autofree char *decided = NULL, *moved = NULL;
  int last_visit = story->until == UNTIL_ENDED ? 40 : 3;

  if (placement == NULL || story->until == UNTIL_PROPOSED)
    return placement != NULL;
  if (!miao_practice_day (practice, story->since + 15, error))
    return FALSE;
  decided = miao_practice_run (
      practice, "director", "decide-match", NULL,
      miao_practice_json ("{\"placement\":\"%s\",\"decision\":\"AGREE\"}", placement), error);
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
  if (moved == NULL || !visit (practice, placement, story->since, last_visit, error))
    return FALSE;

  return story->until <= UNTIL_INTEGRATION ||
         finish_story (practice, story, child, placement, error);
}

static gboolean
live_story (MiaoPractice *practice, const Story *story, GError **error)
{
  Home home = { NULL, NULL };
  g_autofree char *child = NULL, *evaluation = NULL;
  int admitted = MIN (story->since + 200, story->age_days - 30);
  int evaluated = story->since + 40;
  gboolean ok;

  child = admit (practice, story->child, story->sex, story->age_days, admitted, error);
  if (child == NULL || !measure (practice, child, admitted - 1, error))
    return FALSE;
  ok = register_home (practice, evaluated + 60, &home, error) &&
       qualify (practice, &home, evaluated + 20, error) &&
       hear (practice, child, "PRE", evaluated + 2, error);
  if (ok)
    evaluation =
        evaluate (practice, "EV_G_CHILD_PRE", "child", child, "G_SUITABLE", evaluated, error);
  ok = ok && evaluation != NULL && place (practice, story, child, &home, error);
  g_free (home.family);
  g_free (home.caregiver);

  return ok;
}

gboolean
miao_practice_live (MiaoPractice *practice, GError **error)
{
  Home waiting = { NULL, NULL };
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
  one = admit (practice, "林小满", "2", 1198, 500, error);
  if (one == NULL || !measure (practice, one, 499, error))
    return FALSE;
  two = admit (practice, "陆时安", "1", 3990, 900, error);
  if (two == NULL || !measure (practice, two, 899, error))
    return FALSE;
  ok = register_home (practice, 40, &waiting, error);
  if (ok)
    evaluation = evaluate (practice, "EV_B_FAMILY_PRE", "family", waiting.family, NULL, 12, error);
  g_free (waiting.family);
  g_free (waiting.caregiver);

  return ok && evaluation != NULL;
}
