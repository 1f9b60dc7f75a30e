#include "config.h"

#include "miao-drafts.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-fieldwork.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-leftovers.h"
#include "miao-news.h"
#include "miao-practice.h"
#include "miao-standards.h"
#include "miao-store-private.h"
#include "miao-store-tables.h"
#include "miao-tasks.h"
#include "miao-thresholds.h"
#include "miao-use-case.h"

#include "practice-fixture.h"
#include "tasks-marks.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is to be done in the practice institution, on chosen days. */

#define TODAY "2026-11-22"

static char *folder;
static char *path;

static MiaoSession *
login (const char *who, const char *today)
{
  g_autoptr (GError) error = NULL;
  MiaoSession *session = miao_session_open (path, who, MIAO_PRACTICE_PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_true (miao_session_set_today (session, miao_date_parse (today), &error));
  g_assert_no_error (error);

  return session;
}

static GPtrArray *
collect (MiaoSession *session)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks = miao_tasks_collect (session, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tasks);

  return tasks;
}

static const MiaoTask *
find (GPtrArray *tasks, const char *rule, const char *who)
{
  const MiaoTask *found = NULL;

  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);

    if (!g_str_equal (task->due->rule->id, rule) || (who != NULL && strcmp (task->who, who) != 0))
      continue;
    g_assert_null (found); /* never twice */
    found = task;
  }

  return found;
}

static void
check (GPtrArray *tasks, const char *rule, const char *who, MiaoDueLevel level, const char *sum)
{
  const MiaoTask *task = find (tasks, rule, who);
  g_autofree char *text = NULL;

  if (task == NULL)
    g_error ("no task %s for %s", rule, who);
  text = miao_due_dup_sum (task->due, MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (text, ==, sum);
  g_assert_cmpint (task->due->level, ==, level);
}

/* The counts on the cards are the rows under them, whoever looks. */
static void
test_counts (void)
{
  static const char *const people[] = { "admin", "social", "director", "archive", "assess1" };

  for (gsize p = 0; p < G_N_ELEMENTS (people); p++) {
    g_autoptr (MiaoSession) session = login (people[p], TODAY);
    g_autoptr (GPtrArray) tasks = collect (session);
    guint counted = 0, mine = 0;
    MiaoDate before = MIAO_DATE_NONE;

    for (MiaoDueLevel level = MIAO_DUE_LATER; level <= MIAO_DUE_LATE; level++) {
      counted += miao_tasks_count (tasks, level, FALSE);
      mine += miao_tasks_count (tasks, level, TRUE);
    }
    g_assert_cmpuint (counted, ==, tasks->len);
    g_assert_cmpuint (mine, <=, tasks->len);
    for (guint i = 0; i < tasks->len; i++) {
      const MiaoTask *task = g_ptr_array_index (tasks, i);

      g_assert_cmpint (task->due->due_on, >=, before);
      before = task->due->due_on;
      g_assert_cmpint (task->due->level, ==,
                       miao_due_level (task->due->due_on, miao_date_parse (TODAY)));
      g_assert_true (*task->title != '\0' && *task->who != '\0');
      g_assert_nonnull (miao_use_case_find (task->use_case));
      g_assert_true (task->may ==
                     miao_session_may (session, miao_use_case_find (task->use_case)->permission));
    }
    /* Neither the administrator nor the archivist is sent to a family. */
    if (p == 0 || p == 3)
      g_assert_cmpuint (tasks->len, ==, 0);
    else
      g_assert_cmpuint (tasks->len, >, 0);
    miao_session_close (session);
  }
}

static void
test_caseworker (void)
{
  g_autoptr (MiaoSession) session = login ("social", TODAY);
  g_autoptr (GPtrArray) tasks = collect (session);

  /* Day 75: the evaluation is late since day 60 and the last day comes in sight. */
  check (tasks, "D16", "姜南乔", MIAO_DUE_LATE, "入户 2026-09-08 + 60 天 = 2026-11-07");
  check (tasks, "D17", "姜南乔", MIAO_DUE_MONTH, "入户 2026-09-08 + 90 天 = 2026-12-07");
  g_assert_cmpstr (find (tasks, "D17", "姜南乔")->use_case, ==, "open-evaluation");
  /* Day 59 with a good evaluation: tomorrow it can be confirmed, by the head. */
  check (tasks, "D16C", "陈星屿", MIAO_DUE_WEEK, "入户 2026-09-24 + 60 天 = 2026-11-23");
  g_assert_false (find (tasks, "D16C", "陈星屿")->may);
  g_assert_true (find (tasks, "D16C", "陈星屿")->mine);
  g_assert_null (find (tasks, "D16", "陈星屿"));
  /* Day 95. */
  check (tasks, "D17", "顾念安", MIAO_DUE_LATE, "入户 2026-08-19 + 90 天 = 2026-11-17");
  check (tasks, "D23", "唐一苇", MIAO_DUE_WEEK, "签订 2026-11-10 + 10 个工作日 = 2026-11-24");
  g_assert_null (find (tasks, "D23", "姜南乔")); /* filed */
  check (tasks, "W3", "唐一苇", MIAO_DUE_TODAY, "协议生效 2026-11-10，已等待 12 天");
  check (tasks, "W2", "温小鱼", MIAO_DUE_TODAY, "提出 2026-11-02，已等待 20 天");
  /* Deciding is the head's: the caseworker is not told every day. */
  g_assert_null (find (tasks, "W1", NULL));
  /* Who has left is nobody's task. */
  g_assert_null (find (tasks, "D18", "黎望舒"));
  miao_session_close (session);
}

static void
test_director (void)
{
  g_autoptr (MiaoSession) session = login ("director", TODAY);
  g_autoptr (GPtrArray) tasks = collect (session);

  check (tasks, "W1", "吕兴民", MIAO_DUE_TODAY, "提出 2026-11-02，已等待 20 天");
  g_assert_true (find (tasks, "W1", "吕兴民")->may);
  g_assert_true (find (tasks, "D16C", "陈星屿")->may);
  g_assert_nonnull (find (tasks, "D16", "姜南乔"));
  miao_session_close (session);
}

/* An assessor sees the evaluations they are in. */
static void
test_assessor (void)
{
  g_autoptr (MiaoSession) session = login ("assess1", TODAY);
  g_autoptr (GPtrArray) tasks = collect (session);
  const MiaoTask *fill = find (tasks, "W5", NULL);

  g_assert_nonnull (fill);
  g_assert_true (fill->mine && fill->may);
  g_assert_cmpstr (fill->kind, ==, "evaluation");
  g_assert_cmpint (fill->due->level, ==, MIAO_DUE_LATE);
  g_assert_null (find (tasks, "W1", NULL));
  miao_session_close (session);
}

/* A task goes when its record comes, and no sooner: the day before, on the day, the day after. */
static void
test_fulfilled (void)
{
  static const struct {
    const char *today;
    MiaoDueLevel level;
  } days[] = { { "2026-11-28", MIAO_DUE_WEEK },
               { "2026-11-29", MIAO_DUE_TODAY },
               { "2026-11-30", MIAO_DUE_LATE } };
  g_autoptr (JsonNode) input = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = login ("social", TODAY);
  g_autofree char *placement = NULL, *text = NULL;

  {
    g_autoptr (GPtrArray) tasks = collect (session);

    placement = g_strdup (find (tasks, "D16", "姜南乔")->placement);
  }
  text = g_strdup_printf ("{\"placement\":\"%s\",\"visit\":{\"visited_on\":\"%s\",\"child_seen\":"
                          "true,\"child_words\":\"今天去了公园。\"}}",
                          placement, TODAY);
  input = json_from_string (text, &error);
  g_assert_no_error (error);
  miao_use_case_run (session, "record-visit", json_node_get_object (input), NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autoptr (GPtrArray) tasks = NULL;

    g_assert_true (miao_session_set_today (session, miao_date_parse (days[i].today), &error));
    tasks = collect (session);
    check (tasks, "D18", "姜南乔", days[i].level, "上次 2026-11-22 + 7 天 = 2026-11-29");
  }
  g_assert_true (miao_session_set_today (session, miao_date_parse ("2026-11-26"), &error));
  {
    g_autoptr (GPtrArray) tasks = collect (session);

    g_assert_null (find (tasks, "D18", "姜南乔"));
  }
  miao_session_close (session);
}

static char *
dup_proposed (MiaoSession *session, const char *placement, int fen)
{
  g_autofree char *text = g_strdup_printf (
      "{\"extra\":{\"placement\":\"%s\",\"month\":\"2026-11\",\"kind\":\"3\",\"fen\":%d,\"reason\":"
      "\"开学购置被褥\"}}",
      placement, fen);
  g_autoptr (JsonNode) input = json_from_string (text, NULL);
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  miao_use_case_run (session, "propose-allowance-extra", json_node_get_object (input), &outcome,
                     &error);
  g_assert_no_error (error);

  return g_strdup (miao_outcome_get (outcome, "allowance_extra"));
}

static void
decide_extra (MiaoSession *session, const char *use_case, const char *extra)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (input, "extra", extra);
  if (g_str_has_prefix (use_case, "withdraw"))
    json_object_set_string_member (input, "reason", "不再需要。");
  miao_use_case_run (session, use_case, input, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_rule (MiaoSession *session, const char *rule)
{
  g_autoptr (GPtrArray) tasks = collect (session);
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    n += g_str_equal (((const MiaoTask *) g_ptr_array_index (tasks, i))->due->rule->id, rule);

  return n;
}

/* An amount outside the rates is the turn of whoever may approve it, and never of its proposer. */
static void
test_extra (void)
{
  g_autoptr (MiaoSession) social = login ("social", "2026-11-20");
  g_autoptr (MiaoSession) director = login ("director", TODAY);
  g_autofree char *placement = NULL, *one = NULL, *other = NULL, *own = NULL;

  {
    g_autoptr (GPtrArray) tasks = collect (director);

    placement = g_strdup (find (tasks, "D16C", "陈星屿")->placement);
    g_assert_null (find (tasks, "W11", NULL));
  }
  one = dup_proposed (social, placement, 50000);
  {
    g_autoptr (GPtrArray) tasks = collect (director);
    const MiaoTask *task = find (tasks, "W11", "陈星屿");

    check (tasks, "W11", "陈星屿", MIAO_DUE_TODAY, "提出 2026-11-20，已等待 2 天");
    g_assert_true (task->may && task->mine);
    g_assert_cmpstr (task->kind, ==, "allowance_extra");
    g_assert_cmpstr (task->record, ==, one);
    g_assert_cmpstr (task->use_case, ==, "approve-allowance-extra");
    g_assert_nonnull (strstr (task->detail, "500.00 元，随 2026-11 发放"));
  }
  g_assert_cmpuint (count_rule (social, "W11"), ==, 0);
  own = dup_proposed (director, placement, -100);
  other = dup_proposed (social, placement, 200);
  g_assert_cmpuint (count_rule (director, "W11"), ==, 2);
  decide_extra (director, "approve-allowance-extra", one);
  g_assert_cmpuint (count_rule (director, "W11"), ==, 1);
  decide_extra (social, "withdraw-allowance-extra", other);
  g_assert_cmpuint (count_rule (director, "W11"), ==, 0);
  decide_extra (social, "withdraw-allowance-extra", own);
  miao_session_close (social);
  miao_session_close (director);
}

/* What others did, to records that the person may read. */
static void
test_news (void)
{
  static const char *const people[] = { "social", "assess2", "archive" };

  for (gsize p = 0; p < G_N_ELEMENTS (people); p++) {
    g_autoptr (MiaoSession) session = login (people[p], TODAY);
    g_autoptr (GPtrArray) news = NULL;
    g_autoptr (GError) error = NULL;
    gint64 since_ms = 0, before_ms = G_MAXINT64;
    g_autofree char *own = g_strdup_printf ("%s：", miao_session_get_name (session));
    gboolean evaluations = FALSE;

    news = miao_news_collect (session, 500, &since_ms, &error);
    g_assert_no_error (error);
    g_assert_cmpint (since_ms, >, 0);
    for (guint i = 0; i < news->len; i++) {
      const MiaoNews *one = g_ptr_array_index (news, i);

      g_assert_false (g_str_has_prefix (one->text, own));
      evaluations = evaluations || g_str_equal (one->kind, "evaluation");
      if (p == 1)
        g_assert_cmpstr (one->kind, !=, "evaluation");
      before_ms = MIN (before_ms, one->at_ms);
    }
    if (p == 0)
      g_assert_true (news->len > 0 && evaluations);
    {
      g_autoptr (GPtrArray) few = miao_news_collect (session, 2, &since_ms, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (few->len, ==, MIN (news->len, 2));
    }
    miao_session_close (session);
  }
}

/* Another main caregiver: refused until everything is there, then agreement and family agree. */
static void
test_change_caregiver (void)
{
  g_autoptr (MiaoSession) session = login ("director", TODAY);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GPtrArray) tasks = collect (session);
  const char *family = find (tasks, "D16C", "陈星屿")->family;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("family_member"));
  g_autoptr (MiaoRecord) stored = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  const char *other = NULL;

  stored = miao_store_load (store, miao_kind_find ("family"), family, &error);
  g_assert_no_error (error);
  miao_query_where (query, "family", MIAO_OP_EQ, family);
  members = miao_store_select (store, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < members->len; i++)
    if (!miao_record_is (stored, "main_caregiver_member",
                         miao_record_get_id (g_ptr_array_index (members, i))))
      other = miao_record_get_id (g_ptr_array_index (members, i));
  g_assert_nonnull (other);
  json_object_set_string_member (input, "family", family);
  json_object_set_string_member (input, "member", other);
  json_object_set_string_member (input, "approved_on", TODAY);
  json_object_set_string_member (input, "reason", "原照料人外出务工");
  outcome = miao_use_case_preview (session, "change-caregiver", input);
  g_assert_false (miao_outcome_is_done (outcome));
  g_assert_cmpint (
      miao_finding_severity (miao_findings_find (miao_outcome_get_findings (outcome), "CHG-01")),
      ==, MIAO_SEVERITY_PASS);
  g_assert_cmpint (
      miao_finding_severity (miao_findings_find (miao_outcome_get_findings (outcome), "CHG-02")),
      ==, MIAO_SEVERITY_BLOCK);
  g_assert_cmpint (
      miao_finding_severity (miao_findings_find (miao_outcome_get_findings (outcome), "CHG-03")),
      ==, MIAO_SEVERITY_BLOCK);
  /* The caregiver of today cannot take over from herself. */
  json_object_set_string_member (input, "member",
                                 miao_record_get (stored, "main_caregiver_member"));
  g_assert_false (miao_use_case_run (session, "change-caregiver", input, NULL, &error));
  g_assert_nonnull (error);
  miao_session_close (session);
}

static void
remove_folder (const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (name, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (name, entry, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      (void) g_unlink (child);
  }
  (void) g_rmdir (name);
}

static void
test_touch (void)
{
  test_marks_touch (path, TODAY);
}

static void
test_basis (void)
{
  test_marks_basis (path, TODAY);
}

/* ---- what they are judged by ---- */

#define FROM "2026-12-01"

static void
set_before (MiaoSession *session, const char *key, const char *value, const char *from)
{
  g_autoptr (GError) error = NULL;

  miao_store_setting_set (miao_session_get_store (session), key, value, miao_date_parse (from),
                          miao_session_get_account (session), 0, &error);
  g_assert_no_error (error);
}

static JsonObject *
find_row (JsonArray *rows, const char *key)
{
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    if (strcmp (json_object_get_string_member (row, "key"), key) == 0)
      return row;
  }
  g_assert_not_reached ();
}

/* What was set before each value was kept with its day and reason is among the entries. */
static void
check_old (MiaoSession *session,
           const char *key,
           const char *on,
           guint n,
           const char *since,
           const char *since_zh)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) all =
      miao_standards_to_json (miao_session_get_store (session), miao_date_parse (on), &error);
  JsonObject *row = find_row (json_object_get_array_member (all, "thresholds"), key);
  JsonArray *entries = json_object_get_array_member (row, "entries");

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (entries), ==, n);
  g_assert_cmpstr (json_object_get_string_member_with_default (row, "since", NULL), ==, since);
  g_assert_cmpstr (json_object_get_string_member_with_default (row, "since_zh", NULL), ==,
                   since_zh);
  if (n > 0 && since_zh != NULL)
    g_assert_true (json_object_get_boolean_member (json_array_get_object_element (entries, 0),
                                                   "from_older_version"));
}

static void
set_now (MiaoSession *session, const char *key, const char *value, const char *from)
{
  g_autoptr (JsonObject) input = json_object_new ();
  MiaoOutcome *outcome = NULL;

  json_object_set_string_member (input, "key", key);
  json_object_set_string_member (input, "value", value);
  json_object_set_string_member (input, "valid_from", from);
  json_object_set_string_member (input, "reason", "院务会决定");
  g_assert_true (miao_use_case_run (session, "set-threshold", input, &outcome, NULL));
  g_assert_no_error (miao_outcome_get_error (outcome));
  miao_outcome_unref (outcome);
}

/* How often a field package has that value of that key, from that day. */
static guint
count_packed (JsonArray *records, const char *key, const char *value, const char *from)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (records); i++) {
    JsonObject *record = json_array_get_object_element (records, i);
    g_autoptr (MiaoRecord) row = miao_record_new (miao_kind_find ("house_value"));

    if (strcmp (json_object_get_string_member (record, "kind"), "house_value") != 0)
      continue;
    g_assert_nonnull (json_object_get_string_member (record, "id"));
    g_assert_true (
        miao_record_merge_json (row, json_object_get_object_member (record, "values"), NULL));
    if (miao_record_is (row, "key", key) && miao_record_is (row, "value", value) &&
        miao_record_is (row, "valid_from", from))
      n++;
  }

  return n;
}

/* What was set before there were records goes along, unless one of its day took its place. */
static void
check_packed (MiaoSession *director)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) input = json_object_new ();
  MiaoCall call = { .session = director,
                    .store = miao_session_get_store (director),
                    .today = miao_date_parse (TODAY),
                    .input = input };
  g_autoptr (MiaoRecord) evaluation =
      miao_call_first (&call, "evaluation", "status", "FIELDWORK", &error);
  g_autoptr (GPtrArray) team =
      miao_facts_team (call.store, miao_record_get_id (evaluation), &error);
  g_autoptr (JsonArray) records =
      miao_fieldwork_collect (&call, evaluation, team->pdata[0], NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_packed (records, "visit.young_days", "10", FROM), ==, 1);
  g_assert_cmpuint (count_packed (records, "visit.young_days", "12", TODAY), ==, 1);
  g_assert_cmpuint (count_packed (records, "eval.exam_months", "2", FROM), ==, 0);
  g_assert_cmpuint (count_packed (records, "eval.exam_months", "1", FROM), ==, 1);
  miao_call_clear_settings (&call);
}

/* Of a value from when thresholds were settings and one of now the later day holds; of one day the
 * one of now. */
static void
test_thresholds (void)
{
  static const struct {
    const char *on;
    int young, exam;
  } rows[] = {
    { "2026-11-21", 15, 3 }, { "2026-11-22", 12, 3 }, { "2026-11-30", 12, 3 },
    { FROM, 10, 1 },         { "2027-06-01", 10, 1 },
  };
  MiaoSession *admin = login ("admin", TODAY), *director = login ("director", TODAY);

  set_before (director, "visit.young_days", "10", FROM);
  set_now (admin, "visit.young_days", "12", TODAY);
  set_before (director, "eval.exam_months", "2", FROM);
  set_now (admin, "eval.exam_months", "1", FROM);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MiaoRuleSettings settings;
    g_autoptr (GError) error = NULL;

    g_assert_true (miao_thresholds_read (miao_session_get_store (admin),
                                         miao_date_parse (rows[i].on), &settings, &error));
    g_assert_no_error (error);
    g_assert_cmpint (settings.visit_young_days, ==, rows[i].young);
    g_assert_cmpint (settings.exam_months, ==, rows[i].exam);
  }
  check_packed (director);
  set_before (director, "visit.first_days", "2", NULL);
  check_old (admin, "visit.young_days", "2026-11-21", 2, NULL, NULL);
  check_old (admin, "visit.young_days", "2026-11-30", 2, TODAY, NULL);
  check_old (admin, "visit.young_days", FROM, 2, FROM, "自旧版本，" FROM " 起");
  check_old (admin, "visit.first_days", TODAY, 1, NULL, "自旧版本");
  check_old (admin, "visit.integration_days", TODAY, 0, NULL, NULL);
  miao_session_unref (director);
  miao_session_unref (admin);
}

/* What cannot be read is not taken for the defaults, which are the loosest: the call fails. */
static void
test_thresholds_lost (void)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (JsonObject) input = json_object_new ();
  MiaoCall call = { .today = miao_date_parse (TODAY), .input = input, .findings = findings };
  g_autoptr (GError) error = NULL;
  MiaoSession *admin, *social;
  MiaoStore *store;

  if (server_is_there ()) {
    g_test_skip ("an account on a server cannot take a table away");
    return;
  }
  social = login ("social", TODAY);
  call.session = admin = login ("admin", TODAY);
  call.store = store = miao_session_get_store (admin);
  g_assert_nonnull (miao_facts_settings_on (&call, miao_date_parse (FROM)));
  g_assert_nonnull (miao_facts_settings (&call));
  g_assert_true (miao_call_judge (&call, &error));
  miao_call_clear_settings (&call);
  g_assert_null (call.settings);
  g_assert_null (call.then);

  miao_store_script (store, "ALTER TABLE house_value RENAME TO lost_value", &error);
  g_assert_no_error (error);
  g_assert_nonnull (miao_facts_settings (&call));
  g_assert_false (miao_call_judge (&call, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_STORE);
  g_clear_error (&error);
  miao_call_clear_settings (&call);
  g_assert_true (miao_call_settings_held (&call, NULL));
  g_assert_null (miao_tasks_collect (social, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  miao_store_script (store, "ALTER TABLE lost_value RENAME TO house_value", &error);
  g_assert_no_error (error);
  miao_session_unref (social);
  miao_session_unref (admin);
}

static void
type (MiaoSession *session, const char *form, const char *record, const char *content)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_drafts_put (session, form, record, content, NULL, &error));
  g_assert_no_error (error);
}

/* What was typed about something that is gone stands first, with its words, and goes by hand only.
 */
static void
test_leftovers (void)
{
  g_autoptr (MiaoSession) session = login ("social", TODAY);
  g_autoptr (GPtrArray) tasks = collect (session);
  const char *placement = find (tasks, "D16C", "陈星屿")->record;
  g_autofree char *gone = g_strdup_printf ("R-01 %s name", find (tasks, "D16", "姜南乔")->record);
  g_autoptr (GPtrArray) list = NULL, left = NULL;
  g_autoptr (GError) error = NULL;
  const MiaoLeftover *first, *second;

  type (session, "finding-note", gone, "{\"note\":\"已核对。\"}");
  type (session, "record-visit", placement,
        "{\"\":{\"child_words\":\"我会系鞋带了。\"},\"seen\":{\"note\":\"旧\"},"
        "\"#widgets\":[\"[\\\"另记一句\\\",\\\"1\\\"]\"]}");
  list = miao_leftovers_read (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  first = g_ptr_array_index (list, 0);
  second = g_ptr_array_index (list, 1);
  g_assert_true (first->lost);
  g_assert_cmpstr (first->title, ==, "说明校验结果");
  g_assert_nonnull (strstr (first->words, "：已核对。"));
  g_assert_cmpstr (first->record_kind, ==, "placement");
  g_assert_false (second->lost);
  g_assert_cmpstr (second->title, ==, "记录探访");
  g_assert_cmpstr (second->record_id, ==, placement);
  g_assert_cmpstr (second->words, ==, "儿童的话：我会系鞋带了。\n另记一句");
  g_assert_true (miao_leftovers_drop (session, first, &error));
  left = miao_leftovers_read (session, &error);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_true (miao_leftovers_drop (session, second, &error));
  g_assert_no_error (error);
}

/* Whether the follow-up of 黎望舒 is asked for on that day, by the marks and without them. */
static gboolean
is_followed_up (MiaoSession *session, const char *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = NULL, whole = NULL;
  gboolean there;

  g_assert_true (miao_session_set_today (session, miao_date_parse (today), &error));
  tasks = collect (session);
  there = find (tasks, "D41P", "黎望舒") != NULL;
  whole = miao_tasks_collect_whole (session, &error);
  g_assert_no_error (error);
  g_assert_true ((find (whole, "D41P", "黎望舒") != NULL) == there);

  return there;
}

static void
save (MiaoSession *session, MiaoRecord *record, gboolean is_new)
{
  MiaoStore *store = miao_session_get_store (session);
  const char *by = miao_session_get_staff (session);
  const gint64 now = miao_session_now_ms (session);
  g_autoptr (GError) error = NULL;

  if (is_new)
    miao_store_insert (store, record, by, now, &error);
  else
    miao_store_update (store, record, by, now, &error);
  g_assert_no_error (error);
}

/* A follow-up that nobody records is asked for however long ago the placement ended, unless the
 * child is missing, and no more once it lives with a family again. In a file of its own: the years
 * pass. */
static void
test_aftercare (void)
{
  g_autofree char *own = g_build_filename (folder, "years", NULL);
  g_autofree char *file = practice_dup (own, TODAY);
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (MiaoRecord) placement = NULL, child = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  session = miao_session_open (file, "social", MIAO_PRACTICE_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (is_followed_up (session, TODAY));
  {
    g_autoptr (GPtrArray) tasks = collect (session);
    const MiaoTask *task = find (tasks, "D41P", "黎望舒");

    g_assert_cmpstr (task->use_case, ==, "record-aftercare");
    g_assert_true (task->may);
    placement = miao_store_load (miao_session_get_store (session), miao_kind_find ("placement"),
                                 task->placement, &error);
    g_assert_no_error (error);
  }
  g_assert_true (is_followed_up (session, "2027-03-20"));
  g_assert_true (is_followed_up (session, "2028-12-01"));
  g_assert_true (is_followed_up (session, "2031-11-22"));
  child = miao_store_load (miao_session_get_store (session), miao_kind_find ("child"),
                           miao_record_get (placement, "child"), &error);
  g_assert_no_error (error);
  miao_record_set (child, "status", "MISSING");
  save (session, child, FALSE);
  g_assert_false (is_followed_up (session, "2031-11-23"));
  miao_record_set (child, "status", "IN_CARE");
  save (session, child, FALSE);
  g_assert_true (is_followed_up (session, "2031-11-24"));
  again = miao_record_new (miao_kind_find ("placement"));
  miao_record_set (again, "child", miao_record_get_id (child));
  miao_record_set (again, "family", miao_record_get (placement, "family"));
  miao_record_set (again, "placement_no", "JY-2031-00001");
  miao_record_set (again, "status", "PROPOSED");
  miao_record_set (again, "proposed_on", "2031-11-23");
  save (session, again, TRUE);
  g_assert_true (is_followed_up (session, "2031-11-24"));
  miao_record_set (again, "moved_in_on", "2031-11-24");
  save (session, again, FALSE);
  g_assert_false (is_followed_up (session, "2031-11-24"));
  g_assert_false (is_followed_up (session, "2032-01-01"));
  miao_session_close (session);
}

/* The last: nothing is then as it was. */
static void
test_history (void)
{
  test_marks_history (path, TODAY);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("miaopu-tasks-XXXXXX", &error);
  g_assert_no_error (error);
  path = practice_dup (folder, TODAY);
  /* First: who logs in again has seen everything. */
  g_test_add_func ("/tasks/news", test_news);
  g_test_add_func ("/tasks/counts", test_counts);
  g_test_add_func ("/tasks/caseworker", test_caseworker);
  g_test_add_func ("/tasks/director", test_director);
  g_test_add_func ("/tasks/assessor", test_assessor);
  g_test_add_func ("/tasks/change-caregiver", test_change_caregiver);
  g_test_add_func ("/tasks/fulfilled", test_fulfilled);
  g_test_add_func ("/tasks/extra", test_extra);
  g_test_add_func ("/tasks/leftovers", test_leftovers);
  g_test_add_func ("/tasks/aftercare", test_aftercare);
  g_test_add_func ("/tasks/marks/touch", test_touch);
  g_test_add_func ("/tasks/marks/basis", test_basis);
  g_test_add_func ("/tasks/marks/history", test_history);
  g_test_add_func ("/tasks/thresholds", test_thresholds);
  g_test_add_func ("/tasks/thresholds/lost", test_thresholds_lost);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  g_free (path);

  return status;
}
