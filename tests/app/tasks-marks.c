#include "config.h"

#include "tasks-marks.h"

#include "miao-error.h"
#include "miao-kinds.h"
#include "miao-practice.h"
#include "miao-store-private.h"
#include "miao-store-tables.h"
#include "miao-tasks.h"
#include "miao-use-case.h"

#include "server-fixture.h"

#include <string.h>

/* Steps of the history, and the most days that one of them waits. */
#define STEPS 80
#define STEPS_ON_SERVER 24 /* each statement goes through a second process */
#define WAITS 16

#define BY "01890a5d-ac96-774b-bcce-b302099a0001"

typedef struct {
  GRand *random;
  MiaoSession *social;
  MiaoSession *director;
  MiaoDate today;
  guint written;
  guint done; /* use cases */
  guint refused;
} History;

static MiaoSession *
login (const char *path, const char *who)
{
  g_autoptr (GError) error = NULL;
  MiaoSession *session = miao_session_open (path, who, MIAO_PRACTICE_PASSWORD, &error);

  g_assert_no_error (error);

  return session;
}

static void
go_to (History *history, MiaoDate today)
{
  history->today = today;
  g_assert_true (miao_session_set_today (history->social, today, NULL));
  g_assert_true (miao_session_set_today (history->director, today, NULL));
}

static void
history_begin (History *history, const char *path, const char *today)
{
  *history = (History){ .random = g_rand_new_with_seed (20261122),
                        .social = login (path, "social"),
                        .director = login (path, "director") };
  go_to (history, miao_date_parse (today));
}

static void
history_end (History *history)
{
  miao_session_unref (history->social);
  miao_session_unref (history->director);
  g_rand_free (history->random);
}

/* ---- what is compared ---- */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_lines (GPtrArray *tasks)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);
    g_autofree char *sum = miao_due_dup_sum (task->due, MIAO_LANGUAGE_ZH);

    g_ptr_array_add (lines, g_strdup_printf ("%s %s %s %d %s %s %s %d%d", task->due->rule->id,
                                             task->record, sum, task->due->level, task->who,
                                             task->detail, task->use_case, task->may, task->mine));
  }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
compare_one (MiaoSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = miao_tasks_collect (session, &error);
  g_autoptr (GPtrArray) whole = NULL;
  g_autofree char *ours = NULL, *right = NULL;

  g_assert_no_error (error);
  whole = miao_tasks_collect_whole (session, &error);
  g_assert_no_error (error);
  ours = dup_lines (kept);
  right = dup_lines (whole);
  g_assert_cmpstr (ours, ==, right);
}

static void
compare (History *history)
{
  compare_one (history->social);
  compare_one (history->director);
}

static gint64
count_marks (History *history, gboolean later)
{
  g_autofree char *day = miao_date_dup (history->today);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRows) rows =
      miao_rows_query (miao_session_get_store (history->director), &error,
                       later ? "SELECT count(*) FROM due_mark WHERE look_on > $1"
                             : "SELECT count(*) FROM due_mark WHERE look_on <= $1",
                       "s", day);

  g_assert_no_error (error);
  g_assert_cmpint (miao_rows_next (rows, &error), ==, 1);

  return miao_rows_int (rows, 0);
}

/* ---- what happens ---- */

static MiaoRecord *
pick (History *history, const char *kind)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  all = miao_store_select (miao_session_get_store (history->director), query, &error);
  g_assert_no_error (error);
  if (all->len == 0)
    return NULL;

  return miao_record_ref (
      g_ptr_array_index (all, g_rand_int_range (history->random, 0, (gint32) all->len)));
}

/* Runs a use case; what the rules refuse has no effect. */
static void
run (History *history, MiaoSession *session, const char *name, const char *text)
{
  g_autoptr (JsonNode) input = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (input);
  if (miao_use_case_run (session, name, json_node_get_object (input), NULL, &error)) {
    history->written++;
    history->done++;
  } else {
    g_assert_nonnull (error);
    history->refused++;
  }
}

static void
act (History *history)
{
  static const struct {
    const char *name, *rest;
  } acts[] = {
    { "record-visit", "\"visit\":{\"visited_on\":\"%s\",\"child_seen\":true,\"child_words\":"
                      "\"今天去了公园。\"}" },
    { "record-visit", "\"visit\":{\"visited_on\":\"%s\",\"child_seen\":true,\"child_words\":"
                      "\"好。\",\"problems\":[{\"text\":\"窗台没有护栏\",\"severity\":\"1\"}]}" },
    { "suspend-placement", "\"what\":\"家庭突发变故，%s 先接回。\"" },
    { "return-to-family", "\"returned_on\":\"%s\",\"reason\":\"情况已经好转。\"" },
    { "begin-ending", "\"termination\":{\"started_on\":\"%s\",\"initiator\":\"INSTITUTION\","
                      "\"ground\":\"T32\"}" },
    { "withdraw-ending", "\"reason\":\"%s 商定继续寄养。\"" },
  };
  const guint which = (guint) g_rand_int_range (history->random, 0, G_N_ELEMENTS (acts));
  g_autoptr (MiaoRecord) placement = pick (history, "placement");
  g_autofree char *day = miao_date_dup (history->today);
  g_autofree char *rest = NULL, *text = NULL;

  {
    g_auto (GStrv) parts = g_strsplit (acts[which].rest, "%s", 2);

    rest = g_strjoinv (day, parts);
  }
  text = g_strdup_printf ("{\"placement\":\"%s\",%s}", miao_record_get_id (placement), rest);
  run (history, which < 2 ? history->social : history->director, acts[which].name, text);
}

static void
save (History *history, MiaoRecord *record, gboolean new)
{
  MiaoStore *store = miao_session_get_store (history->director);
  const gint64 now = miao_session_now_ms (history->director);
  g_autoptr (GError) error = NULL;

  /* The guards refuse what is final; the marks must then be as before. */
  if (new ? miao_store_insert (store, record, BY, now, &error)
          : miao_store_update (store, record, BY, now, &error))
    history->written++;
  else
    history->refused++;
}

/* A day of any record moves, or goes, as imports and merges write it. */
static void
move_day (History *history)
{
  static const char *const fields[][2] = {
    { "placement", "moved_in_on" },
    { "placement", "confirmed_on" },
    { "placement", "extended_to" },
    { "agreement", "term_to" },
    { "agreement", "effective_on" },
    { "child", "birth_date" },
    { "child", "adoptable_reviewed_on" },
    { "child", "plan_reviewed_on" },
    { "child", "psych_tested_on" },
    { "child", "health_checked_on" },
    { "child", "disability_cert_until" },
    { "child", "away_until" },
    { "child", "adoption_applied_on" },
    { "child", "adoption_notice_on" },
    { "child", "adoption_family_told_on" },
    { "visit", "visited_on" },
    { "evaluation", "finished_on" },
    { "evaluation", "planned_on" },
    { "evaluation", "review_on" },
    { "evaluation", "told_on" },
    { "family", "approved_on" },
    { "family_member", "birth_date" },
    { "family_member", "joined_on" },
    { "admission", "closed_on" },
    { "admission", "formal_on" },
    { "admission", "health_check_on" },
    { "need", "found_on" },
    { "need", "due" },
    { "termination", "decided_on" },
    { "termination", "filed_on" },
    { "archive_volume", "filed_on" },
    { "archive_volume", "verified_on" },
    { "document", "doc_date" },
  };
  const guint which = (guint) g_rand_int_range (history->random, 0, G_N_ELEMENTS (fields));
  g_autoptr (MiaoRecord) record = pick (history, fields[which][0]);
  MiaoDate day = history->today - g_rand_int_range (history->random, -40, 420);

  if (record == NULL)
    return;
  if (strcmp (fields[which][1], "birth_date") == 0)
    day -= g_rand_int_range (history->random, 0, 19) * 365;
  if (g_rand_int_range (history->random, 0, 6) == 0)
    miao_record_set (record, fields[which][1], NULL);
  else
    miao_record_set_date (record, fields[which][1], day);
  save (history, record, FALSE);
}

static void
change_state (History *history)
{
  static const char *const states[][2] = {
    { "placement", "CONFIRMED" }, { "placement", "ENDED" },       { "placement", "INTEGRATION" },
    { "placement", "SUSPENDED" }, { "family", "ACTIVE" },         { "family", "QUALIFIED" },
    { "family", "CLOSED" },       { "family", "REJECTED" },       { "family", "APPLIED" },
    { "family", "RETURNED" },     { "family", "EVALUATING" },     { "child", "IN_CARE" },
    { "child", "EXITED" },        { "archive_volume", "CLOSED" }, { "archive_volume", "FORMING" },
    { "agreement", "SIGNED" },
  };
  const guint which = (guint) g_rand_int_range (history->random, 0, G_N_ELEMENTS (states));
  g_autoptr (MiaoRecord) record = pick (history, states[which][0]);

  if (record == NULL)
    return;
  miao_record_set (record, "status", states[which][1]);
  save (history, record, FALSE);
}

/* A record goes from one to another. */
static void
change_owner (History *history)
{
  static const char *const refs[][3] = {
    { "visit", "placement", "placement" },  { "family_member", "family", "family" },
    { "placement", "family", "family" },    { "evaluation", "placement", "placement" },
    { "archive_volume", "child", "child" }, { "growth_measure", "child", "child" },
    { "admission", "child", "child" },      { "evaluation", "subject_family", "family" },
  };
  const guint which = (guint) g_rand_int_range (history->random, 0, G_N_ELEMENTS (refs));
  g_autoptr (MiaoRecord) record = pick (history, refs[which][0]);
  g_autoptr (MiaoRecord) owner = pick (history, refs[which][2]);

  if (record == NULL || owner == NULL)
    return;
  miao_record_set (record, refs[which][1], miao_record_get_id (owner));
  save (history, record, FALSE);
}

static void
add_record (History *history)
{
  g_autoptr (MiaoRecord) child = pick (history, "child");
  g_autofree char *number = g_strdup_printf ("%u", history->written + history->refused);
  g_autoptr (MiaoRecord) record = NULL;

  if (g_rand_boolean (history->random)) {
    record = miao_record_new (miao_kind_find ("archive_volume"));
    miao_record_set (record, "child", miao_record_get_id (child));
    miao_record_set (record, "archival_code", number);
    miao_record_set (record, "volume_no", "1");
    miao_record_set (record, "retention", "Y");
    miao_record_set (record, "status", "FORMING");
  } else {
    g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, number, -1);

    /* A note of a visit to a child who left. */
    record = miao_record_new (miao_kind_find ("document"));
    miao_record_set (record, "sha256", sum);
    miao_record_set (record, "name", "a.pdf");
    miao_record_set (record, "mime", "application/pdf");
    miao_record_set (record, "bytes", "1");
    miao_record_set (record, "title", "回访");
    miao_record_set (record, "doc_type", "D1401");
    miao_record_set (record, "owner_kind", "child");
    miao_record_set (record, "owner_id", miao_record_get_id (child));
    miao_record_set_date (record, "doc_date", history->today);
  }
  save (history, record, TRUE);
}

static void
step (History *history)
{
  void (*const steps[]) (History *) = { act,          move_day,     move_day,
                                        change_state, change_owner, add_record };

  if (g_rand_boolean (history->random))
    go_to (history, history->today + g_rand_int_range (history->random, 1, WAITS));
  for (int n = g_rand_int_range (history->random, 1, 3); n > 0; n--)
    steps[g_rand_int_range (history->random, 0, G_N_ELEMENTS (steps))](history);
}

void
test_marks_history (const char *path, const char *today)
{
  History history;
  const guint steps = server_is_there () ? STEPS_ON_SERVER : STEPS;
  gint64 later = 0;

  history_begin (&history, path, today);
  compare (&history);
  for (guint i = 0; i < steps; i++) {
    step (&history);
    compare (&history);
    later = MAX (later, count_marks (&history, TRUE));
  }
  /* The marks were gone by, and something happened. */
  g_assert_cmpint (later, >, 5);
  g_assert_cmpuint (history.written, >, steps / 3);
  g_assert_cmpuint (history.done, >, steps / 20);
  g_assert_cmpint (history.today, >, miao_date_parse (today) + 2 * (int) steps);
  history_end (&history);
}

/* ---- what takes a mark back ---- */

/* A change, and the record whose mark it takes back: found from the id of the changed one. Where
 * the mark is of the record itself there is nothing to be found. */
static const struct {
  const char *kind, *field, *value;
  gboolean when_made; /* also when such a record is made */
  const char *marked, *found;
} touches[] = {
  { "placement", "moved_in_on", "2026-01-02", TRUE, "placement", "SELECT CAST ($1 AS TEXT)" },
  { "placement", "confirmed_on", "2026-01-02", TRUE, "family",
    "SELECT family FROM placement WHERE id = $1" },
  { "visit", "visited_on", "2026-01-03", TRUE, "placement",
    "SELECT placement FROM visit WHERE id = $1" },
  { "evaluation", "finished_on", "2026-01-04", TRUE, "placement",
    "SELECT placement FROM evaluation WHERE id = $1" },
  { "need", "due", "2026-01-08", TRUE, "need", "SELECT CAST ($1 AS TEXT)" },
  { "evaluation", "planned_on", "2026-01-04", TRUE, "family",
    "SELECT subject_family FROM evaluation WHERE id = $1" },
  { "termination", "filed_on", "2026-01-05", TRUE, "termination", "SELECT CAST ($1 AS TEXT)" },
  { "termination", "applied_on", "2026-01-05", TRUE, "placement",
    "SELECT placement FROM termination WHERE id = $1" },
  { "family", "approved_on", "2026-01-06", TRUE, "family", "SELECT CAST ($1 AS TEXT)" },
  { "family_member", "birth_date", "2021-01-07", TRUE, "family",
    "SELECT family FROM family_member WHERE id = $1" },
  { "archive_volume", "verified_on", "2026-01-08", TRUE, "archive_volume",
    "SELECT CAST ($1 AS TEXT)" },
  { "archive_volume", "filed_on", "2026-01-08", TRUE, "admission",
    "SELECT a.id FROM admission a JOIN archive_volume v ON v.child = a.child WHERE v.id = $1" },
  { "admission", "closed_on", "2026-01-09", TRUE, "admission", "SELECT CAST ($1 AS TEXT)" },
  { "document", "doc_date", "2026-01-10", TRUE, "admission",
    "SELECT a.id FROM admission a JOIN document d ON d.owner_id = a.child WHERE d.id = $1" },
  { "agreement", "term_to", "2026-01-11", FALSE, "placement",
    "SELECT id FROM placement WHERE agreement = $1" },
  { "child", "birth_date", "2019-01-12", FALSE, "placement",
    "SELECT id FROM placement WHERE child = $1" },
  { "child", "adoptable_reviewed_on", "2026-01-12", TRUE, "child", "SELECT CAST ($1 AS TEXT)" },
  { "child", "plan_reviewed_on", "2026-01-12", FALSE, "child", "SELECT CAST ($1 AS TEXT)" },
  { "admission", "formal_on", "2026-01-09", TRUE, "child",
    "SELECT child FROM admission WHERE id = $1" },
  { "vaccination", "given_on", "2026-01-12", TRUE, "child",
    "SELECT child FROM vaccination WHERE id = $1" },
  { "growth_measure", "measured_on", "2026-01-12", TRUE, "child",
    "SELECT child FROM growth_measure WHERE id = $1" },
  { "child", "status", "TEMP_OUT", FALSE, "admission",
    "SELECT id FROM admission WHERE child = $1" },
};

/* Nothing is to be looked at any more. */
static void
still_marks (History *history)
{
  MiaoStore *store = miao_session_get_store (history->director);
  g_autoptr (GError) error = NULL;

  miao_store_begin (store, &error);
  miao_store_exec (store, &error, "UPDATE due_mark SET look_on = '9999-12-31'", "");
  miao_store_commit (store, &error);
  g_assert_no_error (error);
}

static void
check_touched (History *history, guint which, const char *id, const char *what)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM due_mark WHERE kind = '%s' AND look_on = '' AND record IN (%s)",
      touches[which].marked, touches[which].found);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRows) rows =
      miao_rows_query (miao_session_get_store (history->director), &error, sql, "s", id);

  g_assert_no_error (error);
  g_assert_cmpint (miao_rows_next (rows, &error), ==, 1);
  if (miao_rows_int (rows, 0) < 1)
    g_error ("%s of %s.%s does not take back the mark of its %s", what, touches[which].kind,
             touches[which].field, touches[which].marked);
}

/* Records that hang together, each made after those that it names; "@kind" is the id of one. */
static const struct {
  const char *kind;
  const char *fields[12][2];
} made[] = {
  { "child",
    { { "child_no", "T-1" }, { "status", "IN_CARE" }, { "adoptable_reviewed_on", "2026-01-01" } } },
  { "admission",
    { { "child", "@child" },
      { "seq", "1" },
      { "arrived_on", "2025-01-01" },
      { "closed_on", "2026-01-01" } } },
  { "archive_volume",
    { { "child", "@child" },
      { "archival_code", "T-1" },
      { "volume_no", "1" },
      { "retention", "Y" },
      { "status", "FORMING" } } },
  { "document",
    { { "sha256", "0000000000000000000000000000000000000000000000000000000000000001" },
      { "name", "a.pdf" },
      { "mime", "application/pdf" },
      { "bytes", "1" },
      { "title", "回访" },
      { "doc_type", "D1401" },
      { "owner_kind", "child" },
      { "owner_id", "@child" } } },
  { "vaccination", { { "child", "@child" }, { "vaccine", "MMR" }, { "dose_no", "1" } } },
  { "growth_measure",
    { { "child", "@child" }, { "measured_on", "2026-01-01" }, { "place", "1" } } },
  { "family", { { "family_no", "T-1" }, { "status", "QUALIFIED" } } },
  { "family_member", { { "family", "@family" }, { "name", "演成员" } } },
  { "agreement",
    { { "agreement_no", "T-1" },
      { "family", "@family" },
      { "child", "@child" },
      { "status", "DRAFT" } } },
  { "placement",
    { { "placement_no", "T-1" },
      { "child", "@child" },
      { "family", "@family" },
      { "agreement", "@agreement" },
      { "proposed_on", "2026-01-01" },
      { "status", "PROPOSED" } } },
  { "visit", { { "placement", "@placement" }, { "visited_on", "2026-01-01" } } },
  { "evaluation",
    { { "eval_no", "T-1" },
      { "kind", "EV_C_INTEGRATION" },
      { "placement", "@placement" },
      { "subject_family", "@family" },
      { "status", "DRAFT" } } },
  { "staff", { { "name", "演负责" } } },
  { "need",
    { { "evaluation", "@evaluation" },
      { "placement", "@placement" },
      { "family", "@family" },
      { "child", "@child" },
      { "area", "OTHER" },
      { "text", "陪伴" },
      { "urgency", "NORMAL" },
      { "staff", "@staff" },
      { "found_on", "2026-01-01" },
      { "due", "2026-02-01" },
      { "status", "OPEN" } } },
  { "termination", { { "placement", "@placement" }, { "started_on", "2026-01-01" } } },
};

static void
check_all_touched (History *history, const char *kind, const char *field, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (touches); i++)
    if (strcmp (touches[i].kind, kind) == 0 &&
        (field != NULL ? strcmp (touches[i].field, field) == 0 : touches[i].when_made))
      check_touched (history, i, id, field != NULL ? "a change" : "the making");
}

static void
make_touching (History *history, GHashTable *records)
{
  MiaoStore *store = miao_session_get_store (history->director);

  for (guint i = 0; i < G_N_ELEMENTS (made); i++) {
    MiaoRecord *record = miao_record_new (miao_kind_find (made[i].kind));
    g_autoptr (GError) error = NULL;

    for (guint f = 0; f < G_N_ELEMENTS (made[i].fields) && made[i].fields[f][0] != NULL; f++) {
      const char *value = made[i].fields[f][1];

      if (*value == '@')
        value = miao_record_get_id (g_hash_table_lookup (records, value + 1));
      miao_record_set (record, made[i].fields[f][0], value);
    }
    still_marks (history);
    miao_store_insert (store, record, BY, miao_session_now_ms (history->director), &error);
    g_assert_no_error (error);
    g_hash_table_insert (records, (gpointer) made[i].kind, record);
    check_all_touched (history, made[i].kind, NULL, miao_record_get_id (record));
  }
}

void
test_marks_touch (const char *path, const char *today)
{
  g_autoptr (GHashTable) records =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) miao_record_unref);
  History history;

  history_begin (&history, path, today);
  compare (&history);
  make_touching (&history, records);
  for (guint i = 0; i < G_N_ELEMENTS (touches); i++) {
    MiaoRecord *record = g_hash_table_lookup (records, touches[i].kind);
    g_autoptr (GError) error = NULL;

    still_marks (&history);
    miao_record_set (record, touches[i].field, touches[i].value);
    miao_store_update (miao_session_get_store (history.director), record, BY,
                       miao_session_now_ms (history.director), &error);
    g_assert_no_error (error);
    check_all_touched (&history, touches[i].kind, touches[i].field, miao_record_get_id (record));
  }
  /* What was stilled is made anew. */
  miao_store_script (miao_session_get_store (history.director), "UPDATE due_basis SET basis = 'x'",
                     NULL);
  compare (&history);
  history_end (&history);
}

/* ---- what they were made by ---- */

static void
set_threshold (History *history, const char *value, MiaoDate from)
{
  g_autoptr (GError) error = NULL;

  miao_store_setting_set (miao_session_get_store (history->director), "visit.confirmed_days", value,
                          from, BY, miao_session_now_ms (history->director), &error);
  g_assert_no_error (error);
}

static void
cancel_looking (MiaoSession *session)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (miao_tasks_are_many (session)); /* in so small a house */
  g_cancellable_cancel (cancellable);
  g_assert_false (miao_tasks_look (session, NULL, cancellable, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
}

void
test_marks_basis (const char *path, const char *today)
{
  History history;
  MiaoDate begin;

  history_begin (&history, path, today);
  begin = history.today;
  compare (&history);
  /* The day before: what was looked at says nothing of it. */
  go_to (&history, begin - 1);
  compare (&history);
  go_to (&history, begin);
  set_threshold (&history, "20", begin);
  compare (&history);
  /* In force in three days. */
  set_threshold (&history, "10", begin + 3);
  compare (&history);
  for (int i = 1; i < 6; i++) {
    go_to (&history, begin + i);
    compare (&history);
  }
  g_assert_cmpint (count_marks (&history, TRUE), >, 0);
  /* Lost, and made anew; also when looking was cancelled. */
  miao_store_script (miao_session_get_store (history.director), "UPDATE due_basis SET basis = 'x'",
                     NULL);
  cancel_looking (history.director);
  compare (&history);
  history_end (&history);
}
