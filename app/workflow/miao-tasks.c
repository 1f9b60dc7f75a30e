#include "config.h"

#include "miao-tasks-private.h"

#include "miao-holidays.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-standards.h"
#include "miao-thresholds.h"
#include "miao-use-case.h"

void
miao_task_free (MiaoTask *task)
{
  miao_due_free (task->due);
  g_free (task->title);
  g_free (task->who);
  g_free (task->detail);
  g_free (task->instead_of);
  g_free (task->stand_in);
  g_free (task->record);
  g_free (task->child);
  g_free (task->family);
  g_free (task->placement);
  g_free (task);
}

gboolean
miao_tasks_is_mine (const MiaoTaskReader *reader, const MiaoRecord *record)
{
  const char *staff = miao_session_get_staff (reader->session);

  if (staff == NULL)
    return FALSE;

  return miao_record_is (record, "care_worker", staff) ||
         miao_delegations_find (reader->delegations, miao_record_get (record, "care_worker"),
                                staff) != NULL;
}

gboolean
miao_tasks_is_made (const MiaoTaskReader *reader, const MiaoRecord *record, const char **ret_worker)
{
  const char *maker = miao_record_get_created_by (record);
  const MiaoDelegation *delegation = miao_delegations_find_maker (reader->delegations, maker);

  *ret_worker = delegation != NULL ? delegation->from : NULL;

  return miao_rights_is_own (maker, miao_session_get_account (reader->session)) ||
         (delegation != NULL &&
          g_strcmp0 (delegation->to, miao_session_get_staff (reader->session)) == 0);
}

/* Says whose it is, and who looks after it. */
static void
tell_stand_in (const MiaoTaskReader *reader, const MiaoTaskAbout *about, MiaoTask *task)
{
  const char *staff = miao_session_get_staff (reader->session);
  const MiaoDelegation *delegation =
      miao_delegations_find (reader->delegations, about->worker, NULL);

  g_autofree char *words = NULL, *detail = NULL;

  if (delegation == NULL)
    return;
  if (g_strcmp0 (delegation->to, staff) == 0) {
    task->instead_of = g_strdup (delegation->from_name);
    words = g_strdup_printf (miao_pick ("代 %s", "for %s"), task->instead_of);
  } else {
    task->stand_in = g_strdup (delegation->to_name);
    words = g_strdup_printf (miao_pick ("由 %s 代办至 %s", "%s stands in until %s"), task->stand_in,
                             miao_record_get (delegation->record, "until_on"));
  }
  detail = g_steal_pointer (&task->detail);
  task->detail =
      *detail != '\0' ? g_strdup_printf ("%s · %s", words, detail) : g_steal_pointer (&words);
}

GPtrArray *
miao_tasks_in_states (MiaoTaskReader *reader, const char *kind, const char *states, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, "status", MIAO_OP_IN, states);

  return miao_store_select (reader->store, query, error);
}

static char *
dup_detail (const MiaoTaskReader *reader, const MiaoTaskAbout *about)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *age = NULL;

  if (about->extra != NULL)
    g_ptr_array_add (parts, (gpointer) about->extra);
  if (about->who == NULL && about->child != NULL && miao_record_has (about->child, "birth_date")) {
    age = miao_date_dup_age (miao_record_get_date (about->child, "birth_date"), reader->today);
    g_ptr_array_add (parts, age);
  }
  if (about->child != NULL && about->family != NULL)
    g_ptr_array_add (parts, (gpointer) miao_record_get (about->family, "name"));
  else if (about->family != NULL)
    g_ptr_array_add (parts, (gpointer) miao_record_get (about->family, "family_no"));
  else if (about->child != NULL)
    g_ptr_array_add (parts, (gpointer) miao_record_get (about->child, "child_no"));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

int
miao_tasks_days (const MiaoTaskReader *reader, const char *key, MiaoDate from)
{
  return reader->thresholds != NULL ? miao_standards_threshold (reader->thresholds, key, from)
                                    : miao_rule_settings_get (&reader->settings, key);
}

void
miao_tasks_add_days (const MiaoTaskReader *reader,
                     const char *rule,
                     const char *record,
                     MiaoDate from,
                     const char *key,
                     MiaoDate on,
                     GPtrArray *dues)
{
  miao_due_deadline (rule, record, from, miao_tasks_days (reader, key, from), reader->calendar, on,
                     dues);
}

gboolean
miao_tasks_is_in (const char *states, const MiaoRecord *record)
{
  g_auto (GStrv) words = g_strsplit (states, " ", -1);

  return g_strv_contains ((const char *const *) words, miao_record_get (record, "status"));
}

static const char *
name_of (const MiaoTaskAbout *about)
{
  MiaoRecord *record = about->child != NULL ? about->child : about->family;
  const char *name = about->who;

  if (name == NULL && record != NULL)
    name = miao_record_get (record, "name");
  if (name == NULL && record != NULL)
    name = miao_record_get (record, record == about->child ? "child_no" : "family_no");

  return name != NULL ? name : "";
}

/* A task belongs to those who may do it; the head sees everything, and whoever cares for a child
 * is told that the placement can be confirmed. */
static gboolean
is_to_be_seen (const MiaoTaskReader *reader, const MiaoDue *due, gboolean may, gboolean mine)
{
  return may || miao_session_get_role (reader->session) == MIAO_ROLE_DIRECTOR ||
         (mine && g_str_equal (due->rule->id, "D16C"));
}

void
miao_tasks_take (MiaoTaskReader *reader, GPtrArray *dues, const MiaoTaskAbout *about)
{
  while (dues->len > 0) {
    MiaoDue *due = g_ptr_array_steal_index (dues, 0);
    const char *act = about->act != NULL ? about->act (due, about->data) : NULL;
    const MiaoUseCase *use_case = miao_use_case_find (act != NULL ? act : due->rule->remedy);
    gboolean may = miao_session_may (reader->session, use_case->permission);
    MiaoTask *task;

    if (!is_to_be_seen (reader, due, may, about->mine)) {
      miao_due_free (due);
      continue;
    }
    task = g_new0 (MiaoTask, 1);
    task->due = due;
    task->title = g_strdup (miao_pick (due->rule->title_zh, due->rule->title_en));
    task->who = g_strdup (name_of (about));
    task->detail = dup_detail (reader, about);
    tell_stand_in (reader, about, task);
    task->use_case = use_case->name;
    task->may = may;
    task->mine = about->mine;
    task->kind = about->kind;
    task->record = g_strdup (about->record);
    task->placement = g_strdup (about->placement);
    if (about->child != NULL)
      task->child = g_strdup (miao_record_get_id (about->child));
    if (about->family != NULL)
      task->family = g_strdup (miao_record_get_id (about->family));
    g_ptr_array_add (reader->tasks, task);
  }
}

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const MiaoTask *first = *(MiaoTask *const *) a;
  const MiaoTask *second = *(MiaoTask *const *) b;
  /* What is due at once stands before everything else. */
  int by = (first->due->since_ms == 0) - (second->due->since_ms == 0);

  if (by == 0)
    by = first->due->due_on - second->due->due_on;

  if (by == 0)
    by = g_strcmp0 (first->due->rule->id, second->due->rule->id);

  return by != 0 ? by : g_strcmp0 (first->record, second->record);
}

static gboolean
collect (MiaoTaskReader *reader, GError **error)
{
  return miao_tasks_of_incidents (reader, error) && miao_tasks_of_placements (reader, error) &&
         miao_tasks_of_families (reader, error) && miao_tasks_of_evaluations (reader, error) &&
         miao_tasks_of_needs (reader, error) && miao_tasks_of_intake (reader, error) &&
         miao_tasks_of_children (reader, error) && miao_tasks_of_transfers (reader, error) &&
         miao_tasks_of_house (reader, error) && miao_tasks_of_endings (reader, error) &&
         miao_tasks_of_allowances (reader, error);
}

static GPtrArray *
collect_as (MiaoSession *session,
            gboolean whole,
            const MiaoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_task_free);
  MiaoTaskReader reader = { .session = session,
                            .store = miao_session_get_store (session),
                            .today = miao_session_today (session),
                            .tasks = tasks,
                            .progress = progress,
                            .cancellable = cancellable };
  g_autoptr (MiaoCalendar) calendar = NULL;
  g_autoptr (MiaoVaccineSchedule) vaccines = NULL;
  g_autoptr (GPtrArray) delegations = NULL, thresholds = NULL;
  gboolean ok;

  if (!miao_session_may (session, MIAO_MAY_FAMILY_READ))
    return g_steal_pointer (&tasks);
  reader.thresholds = thresholds = miao_thresholds_rows (reader.store, error);
  if (thresholds == NULL)
    return NULL;
  miao_rule_settings_init (&reader.settings);
  miao_standards_settings (thresholds, reader.today, &reader.settings);
  miao_tasks_begin_marks (&reader, whole);
  ok = miao_store_begin_read (reader.store, error);
  if (ok) {
    reader.calendar = calendar = miao_holidays_read (reader.store);
    reader.vaccines = vaccines = miao_vaccines_schedule (reader.store);
    reader.delegations = delegations =
        miao_delegations_read (session, reader.today, reader.today, error);
    ok = delegations != NULL && collect (&reader, error);
    miao_store_rollback (reader.store);
  }
  miao_tasks_end_marks (&reader);
  if (!ok)
    return NULL;
  g_ptr_array_sort (tasks, compare_tasks);

  return g_steal_pointer (&tasks);
}

GPtrArray *
miao_tasks_collect (MiaoSession *session, GError **error)
{
  return collect_as (session, FALSE, NULL, NULL, error);
}

GPtrArray *
miao_tasks_collect_whole (MiaoSession *session, GError **error)
{
  return collect_as (session, TRUE, NULL, NULL, error);
}

gboolean
miao_tasks_look (MiaoSession *session,
                 const MiaoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) tasks = collect_as (session, FALSE, progress, cancellable, error);

  return tasks != NULL;
}

/* What tells one task from another. */
static GHashTable *
keys_of (GPtrArray *tasks)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);

    g_hash_table_add (keys, g_strdup_printf ("%s %s %s %d", task->due->rule->id, task->record,
                                             task->due->record, task->due->due_on));
  }

  return keys;
}

static guint
count_missing (GHashTable *keys, GHashTable *among)
{
  GHashTableIter iter;
  gpointer key;
  guint n = 0;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (among, key))
      n++;

  return n;
}

gboolean
miao_tasks_check (MiaoSession *session, guint *ret_n, guint *ret_wrong, GError **error)
{
  g_autoptr (GPtrArray) kept = miao_tasks_collect (session, error);
  g_autoptr (GPtrArray) whole = kept != NULL ? miao_tasks_collect_whole (session, error) : NULL;
  g_autoptr (GHashTable) left = NULL, right = NULL;

  if (whole == NULL)
    return FALSE;
  left = keys_of (kept);
  right = keys_of (whole);
  *ret_n = whole->len;
  *ret_wrong = count_missing (left, right) + count_missing (right, left);

  return *ret_wrong == 0 || miao_due_marks_forget (miao_session_get_store (session), error);
}

guint
miao_tasks_count (GPtrArray *tasks, MiaoDueLevel level, gboolean mine)
{
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);

    if (task->due->level == level && (task->mine || !mine))
      n++;
  }

  return n;
}
