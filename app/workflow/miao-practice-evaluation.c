/* An evaluation in the practice institution, from opening to review. */
#include "config.h"

#include "miao-practice-private.h"

#include "miao-form.h"
#include "miao-needs.h"
#include "miao-store.h"

#include <string.h>

/* What the family and the child of the practice institution need. */
typedef struct {
  const char *item, *area, *urgency, *text, *plan, *done;
  int days; /* until it is to be met */
} PracticeNeed;

static const PracticeNeed practice_needs[] = {
  { "FND-01", "SKILL", "NORMAL", "想学习辅食制作和情绪安抚", "报名参加区里的照料人培训班",
    "参加了两次培训，已能独立制作辅食", 60 },
  { "CND-04", "SCHOOL", "NORMAL", "数学跟不上，需要课后辅导", "联系学校和志愿者，每周辅导两次",
    NULL, 200 },
};

static const PracticeNeed *
find_need (const char *item)
{
  for (gsize i = 0; i < G_N_ELEMENTS (practice_needs); i++)
    if (strcmp (practice_needs[i].item, item) == 0)
      return &practice_needs[i];

  return NULL;
}

static const char *
answer_for (const MiaoForm *form, const MiaoFormItem *item)
{
  static const struct {
    const char *item, *answer;
  } numbers[] = {
    { "FAM-02.area", "12000" },      { "FAM-02.persons", "4" }, { "FAM-02.average", "2500" },
    { "FAM-04.income", "18000000" }, { "FAM-04.persons", "4" }, { "FAM-04.middle", "3200000" },
    { "FAM-09.visited", "3" },       { "FAM-15.school", "12" }, { "FAM-15.clinic", "25" },
    { "FAM-17.code", "love" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (strcmp (numbers[i].item, item->id) == 0)
      return numbers[i].answer;
  }
  if (miao_need_is_asked (form, item->id))
    return find_need (item->id) != NULL ? "yes" : "no";
  switch (item->type) {
  case MIAO_ITEM_YES_NO:
  case MIAO_ITEM_YES_NO_EXCEPTION:
    return "yes";
  case MIAO_ITEM_SCORE:
    return item->max > 3 ? "4" : "3";
  case MIAO_ITEM_TEXT:
    return "情况良好，符合要求。";
  case MIAO_ITEM_CODE:
    return strcmp (item->table, "end_reason") == 0 ? "T11" : NULL;
  case MIAO_ITEM_DATE:
  case MIAO_ITEM_NUMBER:
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
                               : answer_for (form, item);
      JsonObject *row;

      if (answer == NULL || item->head)
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
sign_all (MiaoPractice *practice, const char *evaluation, const char *conclusion, GError **error)
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
                              "\"conclusion\":\"%s\","
                              "\"opinion\":\"实地查看并访谈后，同意小组结论。\"}",
                              evaluation, miao_record_get_id (g_ptr_array_index (members, m)),
                              conclusion),
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

static gboolean
plan_need (MiaoPractice *practice,
           const char *evaluation,
           const PracticeNeed *need,
           int days_ago,
           GError **error)
{
  g_autofree char *planned = NULL, *met = NULL;

  planned = miao_practice_run (
      practice, "social", "plan-need", "need",
      miao_practice_json (
          "{\"evaluation\":\"%s\",\"need\":{\"item\":\"%s\",\"area\":\"%s\",\"urgency\":\"%s\","
          "\"text\":\"%s\",\"plan\":\"%s\",\"staff\":\"%s\",\"due\":\"%s\"}}",
          evaluation, need->item, need->area, need->urgency, need->text, need->plan,
          miao_session_get_staff (miao_practice_as (practice, "social")),
          miao_practice_ago (practice, days_ago - need->days)),
      error);
  if (planned == NULL || need->done == NULL)
    return planned != NULL;
  if (!miao_practice_day (practice, days_ago - need->days, error))
    return FALSE;
  met = miao_practice_run (
      practice, "social", "meet-need", NULL,
      miao_practice_json ("{\"need\":\"%s\",\"done\":\"%s\"}", planned, need->done), error);

  return met != NULL;
}

/* What the form of that @kind asks about. */
static gboolean
plan_needs (
    MiaoPractice *practice, const char *kind, const char *evaluation, int days_ago, GError **error)
{
  const MiaoForm *form = miao_form_for_kind (kind, practice->today);

  for (gsize i = 0; i < G_N_ELEMENTS (practice_needs); i++)
    if (miao_need_is_asked (form, practice_needs[i].item) &&
        !plan_need (practice, evaluation, &practice_needs[i], days_ago, error))
      return FALSE;

  return miao_practice_day (practice, days_ago, error);
}

/* @subject: "family", "child" or "placement". @conclusion: NULL leaves it in fieldwork. */
char *
miao_practice_evaluate (MiaoPractice *practice,
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
  if (!plan_needs (practice, kind, evaluation, days_ago, error))
    return NULL;
  if (!sign_all (practice, evaluation, conclusion, error))
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
