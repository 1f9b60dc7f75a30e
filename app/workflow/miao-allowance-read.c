/* What a month's foster allowances are counted from. */
#include "config.h"

#include "miao-allowance-private.h"

#include "miao-kinds.h"

#include <string.h>

static void
unref_all (gpointer array)
{
  g_ptr_array_unref (array);
}

void
miao_allowance_reader_init (MiaoAllowanceReader *reader)
{
  reader->since = reader->month;
  reader->rates = g_array_new (FALSE, TRUE, sizeof (MiaoAllowanceRate));
  reader->final_months = g_array_new (FALSE, FALSE, sizeof (MiaoDate));
  reader->final_runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->placements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_all);
  reader->care = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_all);
  reader->accounts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) miao_record_unref);
  reader->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->extras = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  reader->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
}

void
miao_allowance_reader_clear (MiaoAllowanceReader *reader)
{
  g_clear_pointer (&reader->rate_rows, g_ptr_array_unref);
  g_array_unref (reader->rates);
  g_array_unref (reader->final_months);
  g_hash_table_unref (reader->final_runs);
  g_hash_table_unref (reader->placements);
  g_hash_table_unref (reader->care);
  g_hash_table_unref (reader->accounts);
  g_hash_table_unref (reader->numbers);
  g_ptr_array_unref (reader->extras);
  g_ptr_array_unref (reader->lines);
}

static gboolean
read_rates (MiaoAllowanceReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_rate"));

  miao_query_order (query, "kind", FALSE);
  miao_query_order (query, "valid_from", FALSE);
  reader->rate_rows = miao_store_select (reader->store, query, error);
  for (guint i = 0; reader->rate_rows != NULL && i < reader->rate_rows->len; i++) {
    const MiaoRecord *row = reader->rate_rows->pdata[i];
    const MiaoAllowanceRate rate = {
      .id = miao_record_get_id (row),
      .kind = miao_record_get (row, "kind"),
      .scope = miao_record_get (row, "scope"),
      .fund_source = miao_record_get (row, "fund_source"),
      .fen = miao_record_get_int (row, "fen", 0),
      .from = miao_record_get_date (row, "valid_from"),
      .to = miao_record_get_date (row, "valid_to"),
      .in_short_care = miao_record_get_bool (row, "in_short_care"),
    };

    g_array_append_val (reader->rates, rate);
  }

  return reader->rate_rows != NULL;
}

/* The approved months that are compared, and the first one that nobody prepared. */
static gboolean
read_runs (MiaoAllowanceReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_run"));
  g_autofree char *since =
      miao_allowance_dup_month (miao_date_add_months (reader->month, -MIAO_ALLOWANCE_LOOK_BACK));
  g_autofree char *present = miao_allowance_dup_month (reader->month);
  g_autoptr (GPtrArray) runs = NULL;
  MiaoDate expected = MIAO_DATE_NONE;

  miao_query_where (query, "month", MIAO_OP_GE, since);
  miao_query_where (query, "month", MIAO_OP_LE, present);
  miao_query_order (query, "month", FALSE);
  runs = miao_store_select (reader->store, query, error);
  for (guint i = 0; runs != NULL && i < runs->len; i++) {
    const MiaoRecord *run = runs->pdata[i];
    MiaoDate month = miao_allowance_parse_month (miao_record_get (run, "month"));

    if (expected != MIAO_DATE_NONE && month > expected && reader->gap_month == MIAO_DATE_NONE)
      reader->gap_month = expected;
    expected = miao_date_add_months (month, 1);
    if (month == reader->month || miao_record_is (run, "status", "OPEN"))
      continue;
    g_array_append_val (reader->final_months, month);
    g_hash_table_insert (reader->final_runs, g_strdup (miao_record_get_id (run)),
                         g_strdup (miao_record_get (run, "revision")));
    reader->since = MIN (reader->since, month);
  }
  if (expected != MIAO_DATE_NONE && expected < reader->month && reader->gap_month == MIAO_DATE_NONE)
    reader->gap_month = expected;

  return runs != NULL;
}

static void
put (GHashTable *table, const char *key, MiaoRecord *record)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL) {
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
    g_hash_table_insert (table, g_strdup (key), list);
  }
  g_ptr_array_add (list, miao_record_ref (record));
}

/* Rows of @kind that touch the days from @since to the end of the month, by their @key. @owner: the
 * only value of @key that is asked for; %NULL: all. */
static gboolean
read_spans_of (MiaoAllowanceReader *reader,
               const char *kind,
               const char *from,
               const char *key,
               const char *owner,
               GHashTable *table,
               GError **error)
{
  g_autofree char *first = miao_date_dup (reader->since);
  g_autofree char *last = miao_date_dup (miao_month_last (reader->month));

  for (int ended = 0; ended < 2; ended++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
    g_autoptr (GPtrArray) rows = NULL;

    miao_query_where (query, from, MIAO_OP_LE, last);
    if (ended)
      miao_query_where (query, "ended_on", MIAO_OP_GE, first);
    else
      miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);
    miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
    if (owner != NULL)
      miao_query_where (query, key, MIAO_OP_EQ, owner);
    rows = miao_store_select (reader->store, query, error);
    if (rows == NULL)
      return FALSE;
    for (guint i = 0; i < rows->len; i++)
      put (table, miao_record_get (rows->pdata[i], key), rows->pdata[i]);
  }

  return TRUE;
}

static gboolean
read_placements (MiaoAllowanceReader *reader, GError **error)
{
  gboolean ok = TRUE;

  if (reader->only == NULL)
    return read_spans_of (reader, "placement", "moved_in_on", "child", NULL, reader->placements,
                          error);
  for (guint i = 0; ok && i < reader->only->len; i++)
    ok = read_spans_of (reader, "placement", "moved_in_on", "child", reader->only->pdata[i],
                        reader->placements, error);

  return ok;
}

/* Short-term care of the placements that were read. */
static gboolean
read_care (MiaoAllowanceReader *reader, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  if (reader->only == NULL)
    return read_spans_of (reader, "short_care", "from_on", "placement", NULL, reader->care, error);
  g_hash_table_iter_init (&iter, reader->placements);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    GPtrArray *placements = value;

    for (guint i = 0; i < placements->len; i++) {
      if (!read_spans_of (reader, "short_care", "from_on", "placement",
                          miao_record_get_id (placements->pdata[i]), reader->care, error))
        return FALSE;
    }
  }

  return TRUE;
}

static gboolean
is_wanted (MiaoAllowanceReader *reader, const MiaoRecord *record)
{
  for (guint i = 0; reader->only != NULL && i < reader->only->len; i++) {
    if (miao_record_is (record, "child", reader->only->pdata[i]))
      return TRUE;
  }

  return reader->only == NULL;
}

/* What goes with the month outside the rates, withdrawn or not. */
static gboolean
read_extras (MiaoAllowanceReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_extra"));
  g_autofree char *month = miao_allowance_dup_month (reader->month);
  g_autoptr (GPtrArray) rows = NULL;

  miao_query_where (query, "month", MIAO_OP_EQ, month);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  rows = miao_store_select (reader->store, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    if (is_wanted (reader, rows->pdata[i]))
      g_ptr_array_add (reader->extras, miao_record_ref (rows->pdata[i]));
  }

  return rows != NULL;
}

/* What was paid for the compared months, in whichever month. One-off amounts are no part of what a
 * month is worth by its rates. */
static gboolean
book_paid (MiaoRecord *line, gpointer data, GError **error)
{
  MiaoAllowanceReader *reader = data;
  const char *revision = g_hash_table_lookup (reader->final_runs, miao_record_get (line, "run"));
  const MiaoAllowanceKey key = {
    miao_record_get (line, "child"),     miao_record_get (line, "family"),
    miao_record_get (line, "placement"), miao_record_get (line, "kind"),
    miao_record_get (line, "scope"),     miao_record_get (line, "fund_source"),
  };

  if (revision != NULL && miao_record_is (line, "revision", revision) &&
      !miao_record_is (line, "origin", "ONCE"))
    miao_allowance_book (reader, &key, miao_allowance_parse_month (miao_record_get (line, "month")),
                         -(int) miao_record_get_int (line, "days", 0), 0,
                         miao_record_get_int (line, "fen", 0));

  return TRUE;
}

static gboolean
read_paid_to (MiaoAllowanceReader *reader, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_line"));
  g_autofree char *since = miao_allowance_dup_month (reader->since);
  g_autofree char *present = miao_allowance_dup_month (reader->month);

  miao_query_where (query, "month", MIAO_OP_GE, since);
  miao_query_where (query, "month", MIAO_OP_LT, present);
  if (child != NULL)
    miao_query_where (query, "child", MIAO_OP_EQ, child);

  return miao_store_each (reader->store, query, book_paid, reader, error);
}

static gboolean
read_paid (MiaoAllowanceReader *reader, GError **error)
{
  gboolean ok = TRUE;

  if (reader->final_months->len == 0)
    return TRUE;
  if (reader->only == NULL)
    return read_paid_to (reader, NULL, error);
  for (guint i = 0; ok && i < reader->only->len; i++)
    ok = read_paid_to (reader, reader->only->pdata[i], error);

  return ok;
}

gboolean
miao_allowance_read (MiaoAllowanceReader *reader, GError **error)
{
  return read_rates (reader, error) && read_runs (reader, error) &&
         read_placements (reader, error) && read_care (reader, error) &&
         read_extras (reader, error) && read_paid (reader, error);
}

/* ---- stays ---- */

static void
add_gap (GArray *gaps, MiaoDate from, MiaoDate to, gboolean short_care)
{
  const MiaoAllowanceGap gap = { from, to, short_care };

  if (to == MIAO_DATE_NONE || from <= to)
    g_array_append_val (gaps, gap);
}

/* The day of leaving and the day of coming back are spent with the family. */
static guint
add_spans (const MiaoRecord *placement, const char *field, GArray *gaps)
{
  g_autoptr (JsonArray) removals = miao_record_get_list (placement, field);

  for (guint i = 0; i < json_array_get_length (removals); i++) {
    JsonObject *removal = json_array_get_object_element (removals, i);
    MiaoDate on =
        miao_date_parse (json_object_get_string_member_with_default (removal, "on", NULL));
    MiaoDate back =
        miao_date_parse (json_object_get_string_member_with_default (removal, "returned_on", NULL));

    add_gap (gaps, on + 1, back != MIAO_DATE_NONE ? back - 1 : MIAO_DATE_NONE, FALSE);
  }

  return json_array_get_length (removals);
}

/* Out in an emergency, or with those who are to adopt the child. */
static void
add_removals (const MiaoRecord *placement, GArray *gaps)
{
  add_spans (placement, "pauses", gaps);
  /* Removed before the days were kept one by one. */
  if (add_spans (placement, "removals", gaps) == 0 &&
      miao_record_is (placement, "status", "SUSPENDED"))
    add_gap (gaps, miao_record_get_date (placement, "suspended_on") + 1, MIAO_DATE_NONE, FALSE);
}

static void
add_care (MiaoAllowanceReader *reader, const MiaoRecord *placement, GArray *gaps)
{
  GPtrArray *rows = g_hash_table_lookup (reader->care, miao_record_get_id (placement));

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const MiaoRecord *care = rows->pdata[i];
    MiaoDate end = miao_record_get_date (care, "ended_on");

    if (end != MIAO_DATE_NONE && miao_record_get_bool (care, "returned"))
      end--;
    add_gap (gaps, miao_record_get_date (care, "from_on") + 1, end, TRUE);
  }
}

GArray *
miao_allowance_stays (MiaoAllowanceReader *reader, GPtrArray *placements)
{
  GArray *stays = g_array_new (FALSE, TRUE, sizeof (MiaoAllowanceStay));

  for (guint i = 0; i < placements->len; i++) {
    const MiaoRecord *placement = placements->pdata[i];
    GArray *gaps = g_array_new (FALSE, FALSE, sizeof (MiaoAllowanceGap));
    MiaoAllowanceStay stay = {
      .placement = miao_record_get_id (placement),
      .family = miao_record_get (placement, "family"),
      .from = miao_record_get_date (placement, "moved_in_on"),
      .to = miao_record_get_date (placement, "ended_on"),
    };

    add_removals (placement, gaps);
    add_care (reader, placement, gaps);
    stay.n_gaps = gaps->len;
    stay.gaps = (const MiaoAllowanceGap *) g_array_free (gaps, FALSE);
    g_array_append_val (stays, stay);
  }

  return stays;
}

/* ---- the day of payment ---- */

static void
take_promise (const MiaoRecord *agreement, MiaoDate month, MiaoDate *pay_due)
{
  g_autoptr (JsonArray) list = miao_record_get_list (agreement, "allowances");

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *item = json_array_get_object_element (list, i);
    gint64 day = json_object_get_int_member_with_default (item, "pay_day", 0);
    MiaoDate next = miao_month_last (month) + 1;

    if (g_strcmp0 (json_object_get_string_member_with_default (item, "period", ""), "MONTH") == 0 &&
        day > 0)
      *pay_due = MIN (*pay_due, MIN (next + (MiaoDate) day - 1, miao_month_last (next)));
  }
}

gboolean
miao_allowance_promise (MiaoAllowanceReader *reader, MiaoDate *pay_due, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, reader->placements);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    GPtrArray *placements = value;

    for (guint i = 0; i < placements->len; i++) {
      const char *id = miao_record_get (placements->pdata[i], "agreement");
      g_autoptr (MiaoRecord) agreement = NULL;

      if (id == NULL)
        continue;
      agreement = miao_store_load (reader->store, miao_kind_find ("agreement"), id, error);
      if (agreement == NULL)
        return FALSE;
      take_promise (agreement, reader->month, pay_due);
    }
  }

  return TRUE;
}
