/* Which records are looked at: those whose day has come, and those that changed. */
#include "config.h"

#include "miao-error.h"
#include "miao-holidays.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-rules.h"
#include "miao-store-tables.h"
#include "miao-tasks-private.h"
#include "miao-thresholds.h"

/* To be raised when the rules say something else with the same thresholds. */
#define EDITION 8

/* From so many changed records on, nobody waits for them before a page. */
#define MANY 2000

/* Records read with one statement. */
#define CHUNK 200

/* ---- looking ahead ---- */

static gboolean
shows_on (const MiaoTaskReader *reader, MiaoTaskDues list, gconstpointer facts, MiaoDate on)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();

  list (reader, facts, on, dues);

  /* The rules say only what is to be shown, however far away it is. */
  return dues->len > 0;
}

/* The first of the days after @before, up to @last, which shows something, as all later ones do. */
static MiaoDate
search_day (const MiaoTaskReader *reader,
            MiaoTaskDues list,
            gconstpointer facts,
            MiaoDate before,
            MiaoDate last)
{
  while (last - before > 1) {
    const MiaoDate middle = before + (last - before) / 2;

    if (shows_on (reader, list, facts, middle))
      last = middle;
    else
      before = middle;
  }

  return last;
}

/* The rules themselves are asked about the coming days, so that they need no second form that says
 * when. Facts do not change by themselves; what changes them takes the mark back. */
static MiaoDate
find_day (const MiaoTaskReader *reader, MiaoTaskDues list, gconstpointer facts)
{
  const MiaoDate last = reader->today + reader->horizon;

  if (reader->stays && shows_on (reader, list, facts, last))
    return search_day (reader, list, facts, reader->today, last);
  for (MiaoDate on = reader->today + 1; !reader->stays && on <= last; on++)
    if (shows_on (reader, list, facts, on))
      return on;

  return reader->ends ? MIAO_DATE_NONE : last;
}

GPtrArray *
miao_tasks_list (MiaoTaskReader *reader, MiaoTaskDues list, gconstpointer facts)
{
  GPtrArray *dues = miao_dues_new ();
  MiaoDate day;

  list (reader, facts, reader->today, dues);
  if (dues->len > 0) {
    reader->look_on = reader->today;
    return dues;
  }
  if (reader->looked == NULL)
    return dues;
  day = find_day (reader, list, facts);
  if (day != MIAO_DATE_NONE && (reader->look_on == MIAO_DATE_NONE || day < reader->look_on))
    reader->look_on = day;

  return dues;
}

/* ---- reading together ---- */

/* Adds the records that can be seen to the table. */
static gboolean
read_records (MiaoTaskReader *reader, const char *kind, GString *ids, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) records = NULL;

  if (ids->len == 0)
    return TRUE;
  miao_query_where (query, "id", MIAO_OP_IN, ids->str);
  records = miao_tasks_select (reader, query, error);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);

    g_hash_table_replace (reader->records, (gpointer) miao_record_get_id (record),
                          miao_record_ref (record));
  }

  return records != NULL;
}

static void
add_id (const MiaoTaskReader *reader, GString *ids, GHashTable *seen, const char *id)
{
  if (id == NULL || g_hash_table_contains (reader->records, id) ||
      !g_hash_table_add (seen, (gpointer) id))
    return;
  if (ids->len > 0)
    g_string_append_c (ids, ' ');
  g_string_append (ids, id);
}

static gboolean
read_marked (MiaoTaskReader *reader, const MiaoTaskEach *each, GPtrArray *marks, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < marks->len; i++)
    add_id (reader, ids, seen, ((MiaoDueMark *) g_ptr_array_index (marks, i))->record);

  return read_records (reader, each->kind, ids, error);
}

static gboolean
read_refs (MiaoTaskReader *reader,
           const MiaoTaskEach *each,
           const char *field,
           GPtrArray *marks,
           GError **error)
{
  const MiaoField *ref = miao_kind_field (miao_kind_find (each->kind), field);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < marks->len; i++) {
    const MiaoDueMark *mark = g_ptr_array_index (marks, i);
    const MiaoRecord *record = g_hash_table_lookup (reader->records, mark->record);

    if (record != NULL)
      add_id (reader, ids, seen, miao_record_get (record, field));
  }

  return read_records (reader, ref->table, ids, error);
}

gboolean
miao_tasks_read_refs (MiaoTaskReader *reader, GPtrArray *records, const char *field, GError **error)
{
  const MiaoField *ref;

  if (records->len == 0)
    return TRUE;
  ref = miao_kind_field (miao_record_get_kind (records->pdata[0]), field);
  for (guint first = 0; first < records->len; first += CHUNK) {
    g_autoptr (GString) ids = g_string_new (NULL);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = first; i < MIN (records->len, first + CHUNK); i++)
      add_id (reader, ids, seen, miao_record_get (g_ptr_array_index (records, i), field));
    if (!read_records (reader, ref->table, ids, error))
      return FALSE;
  }

  return TRUE;
}

MiaoRecord *
miao_tasks_load (MiaoTaskReader *reader, const char *kind, const char *id, GError **error)
{
  MiaoRecord *record = g_hash_table_lookup (reader->records, id);

  if (record == NULL) {
    record = miao_store_load (reader->store, miao_kind_find (kind), id, error);
    if (record == NULL)
      return NULL;
    g_hash_table_replace (reader->records, (gpointer) miao_record_get_id (record), record);
  }

  return miao_record_ref (record);
}

/* ---- the marks ---- */

static gboolean
go_on (const MiaoTaskReader *reader, const MiaoTaskEach *each, guint done, guint n, GError **error)
{
  miao_progress_tell (reader->progress, miao_kind_label (miao_kind_find (each->kind)), done, n);
  if (!g_cancellable_is_cancelled (reader->cancellable))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                       miao_pick ("已取消。", "Cancelled."));

  return FALSE;
}

/* A record that cannot be seen is not looked at. */
static gboolean
look_at (MiaoTaskReader *reader, const MiaoTaskEach *each, MiaoDueMark *mark, GError **error)
{
  MiaoRecord *record = g_hash_table_lookup (reader->records, mark->record);

  if (record == NULL)
    return TRUE;
  reader->look_on = MIAO_DATE_NONE;
  reader->horizon = each->horizon;
  reader->ends = each->ends;
  reader->stays = each->stays;
  if (!each->add (reader, record, error))
    return FALSE;
  if (reader->looked != NULL && reader->look_on != reader->today) {
    MiaoDueMark *kept = g_new0 (MiaoDueMark, 1);

    kept->kind = g_strdup (mark->kind);
    kept->record = g_strdup (mark->record);
    kept->turn = mark->turn;
    kept->look_on = reader->look_on;
    g_ptr_array_add (reader->looked, kept);
  }

  return TRUE;
}

static gboolean
look_at_all (MiaoTaskReader *reader, const MiaoTaskEach *each, GPtrArray *chunk, GError **error)
{
  gboolean ok = TRUE;

  reader->chunk = chunk;
  for (guint i = 0; ok && i < chunk->len; i++)
    ok = look_at (reader, each, g_ptr_array_index (chunk, i), error);
  miao_tasks_forget_chunk (reader);
  reader->chunk = NULL;

  return ok;
}

gboolean
miao_tasks_each (MiaoTaskReader *reader, const MiaoTaskEach *each, GError **error)
{
  g_autoptr (GPtrArray) marks =
      reader->by_marks ? miao_due_marks_read (reader->store, each->kind, reader->today, error)
                       : miao_due_marks_find (reader->store, each->kind, reader->today, error);

  for (guint first = 0; marks != NULL && first < marks->len; first += CHUNK) {
    g_autoptr (GPtrArray) chunk = g_ptr_array_new ();

    for (guint i = first; i < marks->len && i < first + CHUNK; i++)
      g_ptr_array_add (chunk, g_ptr_array_index (marks, i));
    if (!go_on (reader, each, first, marks->len, error) ||
        !read_marked (reader, each, chunk, error))
      return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (each->refs) && each->refs[i] != NULL; i++)
      if (!read_refs (reader, each, each->refs[i], chunk, error))
        return FALSE;
    if (!look_at_all (reader, each, chunk, error))
      return FALSE;
  }

  return marks != NULL;
}

/* ---- what they were made by ---- */

/* A mark says what a program with these rules, thresholds and holidays found. */
static char *
dup_basis (const MiaoTaskReader *reader)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *holidays =
      miao_store_setting_get (reader->store, MIAO_SETTING_HOLIDAYS, MIAO_DATE_NONE, NULL);
  g_autofree char *vaccines =
      miao_store_setting_get (reader->store, MIAO_SETTING_VACCINES, MIAO_DATE_NONE, NULL);
  guint n;
  const MiaoRuleSetting *list = miao_rule_settings_list (&n);

  for (guint i = 0; i < n; i++) {
    const int value = G_STRUCT_MEMBER (int, &reader->settings, list[i].offset);
    g_autofree char *line = g_strdup_printf ("%s=%d\n", list[i].key, value);

    g_checksum_update (sum, (const guchar *) line, -1);
  }
  if (holidays != NULL)
    g_checksum_update (sum, (const guchar *) holidays, -1);
  if (vaccines != NULL)
    g_checksum_update (sum, (const guchar *) vaccines, -1);
  miao_rules_all (&n);

  return g_strdup_printf ("%s/%d/%u/%s", MIAO_VERSION, EDITION, n, g_checksum_get_string (sum));
}

/* Who sees all that the marks follow from; others go by them and keep none. */
static gboolean
may_keep (const MiaoTaskReader *reader)
{
  const MiaoRole role = miao_session_get_role (reader->session);

  return (role == MIAO_ROLE_CASEWORKER || role == MIAO_ROLE_DIRECTOR) &&
         !miao_store_is_read_only (reader->store);
}

void
miao_tasks_begin_marks (MiaoTaskReader *reader, gboolean whole)
{
  g_autofree char *basis = dup_basis (reader);
  MiaoDate since = MIAO_DATE_NONE;
  gboolean ours = miao_due_marks_are_by (reader->store, basis, &since);

  reader->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) miao_record_unref);
  if (whole)
    return;
  if (!ours && may_keep (reader) &&
      miao_due_marks_make (reader->store, basis, reader->today, NULL)) {
    ours = TRUE;
    since = reader->today;
  }
  /* The marks say nothing of the days before somebody looked. */
  reader->by_marks = ours && reader->today >= since;
  if (reader->by_marks && may_keep (reader))
    reader->looked = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_due_mark_free);
}

gboolean
miao_tasks_are_many (MiaoSession *session)
{
  MiaoTaskReader reader = { .session = session,
                            .store = miao_session_get_store (session),
                            .today = miao_session_today (session) };
  gboolean many;

  /* What fails here fails again, with words, when the tasks are looked at. */
  if (!may_keep (&reader) ||
      !miao_thresholds_read (reader.store, reader.today, &reader.settings, NULL))
    return FALSE;
  miao_tasks_begin_marks (&reader, FALSE);
  many = reader.by_marks && miao_due_marks_count_changed (reader.store, NULL) > MANY;
  miao_tasks_end_marks (&reader);

  return many;
}

void
miao_tasks_end_marks (MiaoTaskReader *reader)
{
  g_autoptr (GError) error = NULL;

  /* Each is right by itself, also when the rest was cancelled. Whoever comes next looks at what
   * could not be kept. */
  if (reader->looked != NULL &&
      !miao_due_marks_keep (reader->store, reader->looked, reader->today, &error))
    g_debug ("%s", error->message);
  g_clear_pointer (&reader->looked, g_ptr_array_unref);
  g_clear_pointer (&reader->arrivals, g_ptr_array_unref);
  g_clear_pointer (&reader->records, g_hash_table_unref);
}
