/* What is known of several records is read together, in few statements: one for each of them would
 * cost more than all that it finds. */
#include "config.h"

#include "miao-correction.h"
#include "miao-kinds.h"
#include "miao-tasks-private.h"

/* Nobody is asked for papers of children who came longer ago. */
#define LOOK_BACK_MONTHS 18

/* The only states in which evaluations make something due. */
static gboolean
is_evaluated (const MiaoRecord *placement)
{
  static const char *const states[] = { "CONFIRMED", "EXTENDED", "INTEGRATION", "SHORT_CARE",
                                        NULL };
  const char *status = miao_record_get (placement, "status");

  return status != NULL && g_strv_contains (states, status);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

/* The records by what their field @ref says, in the order that they were read in. */
static GHashTable *
group (GPtrArray *records, const char *ref)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);

  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);
    const char *id = miao_record_get (record, ref);
    GPtrArray *list = g_hash_table_lookup (groups, id);

    if (list == NULL) {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
      g_ptr_array_add (list, miao_record_ref (record));
      /* The first record of the list holds the key. */
      g_hash_table_insert (groups, (gpointer) id, list);
    } else {
      g_ptr_array_add (list, miao_record_ref (record));
    }
  }

  return groups;
}

static char *
join (GPtrArray *ids)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (ids, i));

  return g_string_free (words, FALSE);
}

/* The kinds are told apart here: a condition on them would lead the engine to the index of kinds,
 * which is as long as the table. */
static gboolean
read_evaluations (MiaoTaskReader *reader, GPtrArray *placements, GError **error)
{
  static const char *const fields[] = {
    "placement",  "kind",          "conclusion", "finished_on",      "rectify_due",
    "planned_on", "review_result", "supersedes", "leader_signed_at", NULL
  };
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autofree char *words = join (placements);
  g_autoptr (GPtrArray) evaluations = NULL;
  GHashTableIter each;
  gpointer list;

  miao_query_where (query, "placement", MIAO_OP_IN, words);
  evaluations = miao_store_select_fields (reader->store, query, fields, error);
  if (evaluations == NULL)
    return FALSE;
  reader->evaluations = group (evaluations, "placement");
  g_hash_table_iter_init (&each, reader->evaluations);
  while (g_hash_table_iter_next (&each, NULL, &list))
    miao_correction_sort (list, NULL);

  return TRUE;
}

static gboolean
read_problems (MiaoTaskReader *reader, GPtrArray *placements, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("visit"));
  g_autofree char *words = join (placements);
  g_autoptr (GPtrArray) visits = NULL;

  miao_query_where (query, "placement", MIAO_OP_IN, words);
  miao_query_where (query, "problems", MIAO_OP_NOT_NULL, NULL);
  visits = miao_store_select (reader->store, query, error);
  if (visits == NULL)
    return FALSE;
  reader->problems = group (visits, "placement");

  return TRUE;
}

static void
take_next (MiaoTaskReader *reader, MiaoRecord *visit)
{
  const char *placement = miao_record_get (visit, "placement");
  const char *last = g_hash_table_lookup (reader->last_visits, placement);
  const char *next = miao_record_get (visit, "next_due");
  const MiaoRecord *other = g_hash_table_lookup (reader->next_visits, placement);

  if (next == NULL || g_strcmp0 (miao_record_get (visit, "visited_on"), last) != 0 ||
      (other != NULL && g_strcmp0 (miao_record_get (other, "next_due"), next) <= 0))
    return;
  /* The record holds the key. */
  g_hash_table_replace (reader->next_visits, (gpointer) placement, miao_record_ref (visit));
}

/* When the next visits are to be, as the newest record of each placement says: of several on one
 * day, the soonest. */
static gboolean
read_next_visits (MiaoTaskReader *reader, GPtrArray *placements, GError **error)
{
  static const char *const fields[] = { "placement", "visited_on", "next_due", NULL };
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("visit"));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) days = g_ptr_array_new (), visits = NULL;
  g_autofree char *words = join (placements), *dates = NULL;
  GHashTableIter each;
  gpointer day;

  reader->next_visits =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) miao_record_unref);
  g_hash_table_iter_init (&each, reader->last_visits);
  while (g_hash_table_iter_next (&each, NULL, &day))
    if (g_hash_table_add (seen, day))
      g_ptr_array_add (days, day);
  if (days->len == 0)
    return TRUE;
  dates = join (days);
  miao_query_where (query, "placement", MIAO_OP_IN, words);
  miao_query_where (query, "visited_on", MIAO_OP_IN, dates);
  visits = miao_store_select_fields (reader->store, query, fields, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    take_next (reader, visits->pdata[i]);

  return visits != NULL;
}

gboolean
miao_tasks_read_placements (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) evaluated = g_ptr_array_new ();

  if (reader->last_visits != NULL)
    return TRUE;
  for (guint i = 0; i < reader->chunk->len; i++) {
    const MiaoDueMark *mark = g_ptr_array_index (reader->chunk, i);
    const MiaoRecord *placement = g_hash_table_lookup (reader->records, mark->record);

    if (placement == NULL)
      continue;
    g_ptr_array_add (all, mark->record);
    if (is_evaluated (placement))
      g_ptr_array_add (evaluated, mark->record);
  }
  if (!read_evaluations (reader, evaluated, error) || !read_problems (reader, all, error))
    return FALSE;
  reader->last_visits = miao_store_greatest (reader->store, miao_kind_find ("visit"), "placement",
                                             "visited_on", all, error);

  return reader->last_visits != NULL && read_next_visits (reader, all, error);
}

/* The newest stay is the last one of its list. Which of them go on is told here: a condition on it
 * would lead the engine to the index of all that do. */
static gboolean
read_stays (MiaoTaskReader *reader, const char *children, GError **error)
{
  static const char *const fields[] = { "child",     "arrived_on", "formal_on", "health_check_on",
                                        "closed_on", "closed_on",  NULL };
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  g_autoptr (GPtrArray) stays = NULL;

  miao_query_where (query, "child", MIAO_OP_IN, children);
  miao_query_order (query, "arrived_on", FALSE);
  stays = miao_store_select_fields (reader->store, query, fields, error);
  if (stays == NULL)
    return FALSE;
  for (guint i = stays->len; i > 0; i--)
    if (miao_record_has (stays->pdata[i - 1], "closed_on"))
      g_ptr_array_remove_index (stays, i - 1);
  reader->open_stays = group (stays, "child");

  return TRUE;
}

static gboolean
read_doses (MiaoTaskReader *reader, const char *children, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("vaccination"));
  g_autoptr (GPtrArray) doses = NULL;

  miao_query_where (query, "child", MIAO_OP_IN, children);
  miao_query_order (query, "given_on", FALSE);
  doses = miao_store_select_fields (reader->store, query, miao_vaccine_plan_fields (), error);
  if (doses == NULL)
    return FALSE;
  reader->doses = group (doses, "child");

  return TRUE;
}

gboolean
miao_tasks_read_children (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  g_autofree char *words = NULL;

  if (reader->measured != NULL)
    return TRUE;
  for (guint i = 0; i < reader->chunk->len; i++)
    g_ptr_array_add (children, ((MiaoDueMark *) g_ptr_array_index (reader->chunk, i))->record);
  words = join (children);
  if (!read_stays (reader, words, error) || !read_doses (reader, words, error))
    return FALSE;
  reader->measured = miao_store_greatest (reader->store, miao_kind_find ("growth_measure"), "child",
                                          "measured_on", children, error);

  return reader->measured != NULL;
}

gboolean
miao_tasks_is_measured (const MiaoTaskReader *reader, const char *child)
{
  return g_hash_table_contains (reader->measured, child);
}

MiaoRecord *
miao_tasks_stay_of (const MiaoTaskReader *reader, const char *child)
{
  GPtrArray *stays = g_hash_table_lookup (reader->open_stays, child);

  return stays != NULL ? stays->pdata[stays->len - 1] : NULL;
}

GPtrArray *
miao_tasks_doses_of (const MiaoTaskReader *reader, const char *child)
{
  return g_hash_table_lookup (reader->doses, child);
}

void
miao_tasks_forget_chunk (MiaoTaskReader *reader)
{
  g_clear_pointer (&reader->open_stays, g_hash_table_unref);
  g_clear_pointer (&reader->doses, g_hash_table_unref);
  g_clear_pointer (&reader->measured, g_hash_table_unref);
  g_clear_pointer (&reader->last_visits, g_hash_table_unref);
  g_clear_pointer (&reader->next_visits, g_hash_table_unref);
  g_clear_pointer (&reader->evaluations, g_hash_table_unref);
  g_clear_pointer (&reader->problems, g_hash_table_unref);
}

MiaoDate
miao_tasks_last_visit (const MiaoTaskReader *reader, const char *placement)
{
  return miao_date_parse (g_hash_table_lookup (reader->last_visits, placement));
}

MiaoDate
miao_tasks_next_visit (const MiaoTaskReader *reader, const char *placement)
{
  const MiaoRecord *visit = g_hash_table_lookup (reader->next_visits, placement);

  return visit != NULL ? miao_record_get_date (visit, "next_due") : MIAO_DATE_NONE;
}

GPtrArray *
miao_tasks_evaluations_of (const MiaoTaskReader *reader, const char *placement)
{
  return g_hash_table_lookup (reader->evaluations, placement);
}

GPtrArray *
miao_tasks_problems_of (const MiaoTaskReader *reader, const char *placement)
{
  return g_hash_table_lookup (reader->problems, placement);
}

/* What the rules ask of these records, and a task tells. A whole look reads all there is, so that
 * what is missing here shows in the comparison with it. */
static const struct {
  const char *kind;
  const char *fields[32];
} wanted[] = {
  { "child",
    { "adoptable_reviewed_on",
      "adoption_applied_on",
      "adoption_family_told_on",
      "adoption_notice_on",
      "away_until",
      "birth_date",
      "birth_precision",
      "care_worker",
      "child_no",
      "defacto_applied_on",
      "defacto_checked_on",
      "defacto_decided_on",
      "device_review_on",
      "disability_cert_until",
      "health_checked_on",
      "import_batch",
      "name",
      "plan_reviewed_on",
      "psych_tested_on",
      "sex",
      "status",
      "vaccination_card_on" } },
  { "family",
    { "approved_on", "approved_until", "family_no", "main_caregiver_member", "name", "status",
      "suspended_on" } },
  { "agreement", { "effective_on", "status", "term_to" } },
  { "admission",
    { "arrived_on", "child", "closed_on", "exit_code", "formal_on", "health_check_on",
      "hukou_applied_on", "hukou_done_on", "notice", "police_notfound_on",
      "police_tempnotfound_on" } },
};

GPtrArray *
miao_tasks_select (MiaoTaskReader *reader, const MiaoQuery *query, GError **error)
{
  const char *kind = miao_query_get_kind (query)->name;

  for (gsize i = 0; reader->by_marks && i < G_N_ELEMENTS (wanted); i++)
    if (g_str_equal (wanted[i].kind, kind))
      return miao_store_select_fields (reader->store, query, wanted[i].fields, error);

  return miao_store_select (reader->store, query, error);
}

GPtrArray *
miao_tasks_arrivals (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  g_autofree char *since = miao_date_dup (miao_date_add_months (reader->today, -LOOK_BACK_MONTHS));

  if (reader->arrivals != NULL)
    return reader->arrivals;
  miao_query_where (query, "arrived_on", MIAO_OP_GE, since);
  miao_query_where (query, "closed_on", MIAO_OP_NULL, NULL);
  reader->arrivals = miao_tasks_select (reader, query, error);

  return reader->arrivals;
}
