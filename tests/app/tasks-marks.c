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
  miao_session_close (history->social);
  miao_session_close (history->director);
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
    { "placement", "moved_in_on" },       { "placement", "confirmed_on" },
    { "placement", "extended_to" },       { "agreement", "term_to" },
    { "agreement", "effective_on" },      { "child", "birth_date" },
    { "child", "adoptable_reviewed_on" }, { "visit", "visited_on" },
    { "evaluation", "finished_on" },      { "family", "approved_on" },
    { "family_member", "birth_date" },    { "family_member", "joined_on" },
    { "admission", "closed_on" },         { "termination", "decided_on" },
    { "termination", "filed_on" },        { "archive_volume", "filed_on" },
    { "archive_volume", "verified_on" },  { "document", "doc_date" },
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
    { "placement", "CONFIRMED" },   { "placement", "ENDED" },        { "placement", "INTEGRATION" },
    { "placement", "SUSPENDED" },   { "family", "ACTIVE" },          { "family", "QUALIFIED" },
    { "family", "CLOSED" },         { "child", "IN_CARE" },          { "child", "EXITED" },
    { "archive_volume", "CLOSED" }, { "archive_volume", "FORMING" }, { "agreement", "SIGNED" },
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
    { "archive_volume", "child", "child" },
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
    miao_record_set (record, "retention", "PERMANENT");
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
