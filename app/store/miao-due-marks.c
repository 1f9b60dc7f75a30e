#include "config.h"

#include "miao-due-marks.h"

#include "miao-store-private.h"

#include <string.h>

/* What is older is asked for no more: see the rules of what follows an end. */
#define LOOK_BACK_MONTHS 18

/* Which records a mark is made for; $1 is the first day of the look back. In every other state a
 * record makes nothing due, and changing it makes the mark. */
static const struct {
  const char *kind;
  const char *where;
} sources[] = {
  { "placement", "status IN ('CONFIRMED', 'ENDING', 'EXTENDED', 'INTEGRATION', 'MATCHED', "
                 "'PROPOSED', 'SHORT_CARE', 'SIGNED', 'SUSPENDED') AND $1 <> ''" },
  { "family", "status IN ('ACTIVE', 'APPLIED', 'EVALUATING', 'FILED', 'QUALIFIED', 'REJECTED', "
              "'RETURNED', 'SUSPENDED', 'TRAINED') AND $1 <> ''" },
  { "child", "status IN " MIAO_DUE_MARKS_OF_CHILDREN " AND $1 <> ''" },
  { "archive_volume", "status = 'CLOSED' AND $1 <> ''" },
  { "need", "status = 'OPEN' AND $1 <> ''" },
  { "admission", "closed_on >= $1" },
  /* A child who is neither gone nor with a family again may have to be followed up for longer. */
  { "termination", "decided_on >= $1 OR (decided_on IS NOT NULL AND placement IN "
                   "(SELECT p.id FROM child c JOIN placement p ON p.child = c.id "
                   "WHERE c.status IN ('ADOPT_TRIAL', 'IN_CARE', 'MISSING', 'TEMP_OUT')))" },
};

static const char *
where_of (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (strcmp (sources[i].kind, kind) == 0)
      return sources[i].where;

  g_return_val_if_reached ("1 = 0");
}

void
miao_due_mark_free (MiaoDueMark *mark)
{
  g_free (mark->kind);
  g_free (mark->record);
  g_free (mark);
}

/* Nothing will be due before something changes. Nobody deletes on a server, not even this. */
#define NEVER "9999-12-31"

/* The rows hold a record and its turn. */
static GPtrArray *
take_marks (MiaoRows *rows, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) marks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_due_mark_free);
  int more = rows != NULL ? 1 : -1;

  while (more > 0 && (more = miao_rows_next (rows, error)) > 0) {
    MiaoDueMark *mark = g_new0 (MiaoDueMark, 1);

    mark->kind = g_strdup (kind);
    mark->record = g_strdup (miao_rows_text (rows, 0));
    mark->turn = miao_rows_int (rows, 1);
    g_ptr_array_add (marks, mark);
  }

  return more == 0 ? g_steal_pointer (&marks) : NULL;
}

GPtrArray *
miao_due_marks_read (MiaoStore *store, const char *kind, MiaoDate on, GError **error)
{
  g_autofree char *day = miao_date_dup (on);
  g_autoptr (MiaoRows) rows = miao_rows_query (
      store, error, "SELECT record, turn FROM due_mark WHERE kind = $1 AND look_on <= $2", "ss",
      kind, day);

  return take_marks (rows, kind, error);
}

static char *
dup_since (MiaoDate on)
{
  return miao_date_dup (miao_date_add_months (on, -LOOK_BACK_MONTHS));
}

GPtrArray *
miao_due_marks_find (MiaoStore *store, const char *kind, MiaoDate on, GError **error)
{
  g_autofree char *since = dup_since (on);
  g_autofree char *sql =
      g_strdup_printf ("SELECT id, 0 FROM \"%s\" WHERE %s", kind, where_of (kind));
  g_autoptr (MiaoRows) rows = miao_rows_query (store, error, sql, "s", since);

  return take_marks (rows, kind, error);
}

gint64
miao_due_marks_count_changed (MiaoStore *store, GError **error)
{
  gint64 n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++) {
    g_autoptr (MiaoRows) rows = miao_rows_query (
        store, error, "SELECT count(*) FROM due_mark WHERE kind = $1 AND look_on = ''", "s",
        sources[i].kind);

    if (rows == NULL || miao_rows_next (rows, error) <= 0)
      return -1;
    n += miao_rows_int (rows, 0);
  }

  return n;
}

static gboolean
keep (MiaoStore *store, const MiaoDueMark *mark, GError **error)
{
  g_autofree char *look =
      mark->look_on != MIAO_DATE_NONE ? miao_date_dup (mark->look_on) : g_strdup (NEVER);

  return miao_store_exec (store, error,
                          "UPDATE due_mark SET look_on = $1 "
                          "WHERE kind = $2 AND record = $3 AND turn = $4",
                          "sssi", look, mark->kind, mark->record, mark->turn) >= 0;
}

gboolean
miao_due_marks_keep (MiaoStore *store, GPtrArray *marks, MiaoDate on, GError **error)
{
  g_autofree char *day = miao_date_dup (on);
  gboolean ok;

  if (marks->len == 0)
    return TRUE;
  if (!miao_store_begin_now (store, error))
    return FALSE;
  ok = miao_store_exec (store, error, "UPDATE due_basis SET since_on = $1 WHERE since_on < $1", "s",
                        day) >= 0;
  for (guint i = 0; ok && i < marks->len; i++)
    ok = keep (store, g_ptr_array_index (marks, i), error);

  return miao_store_leave (store, TRUE, ok, error);
}

gboolean
miao_due_marks_are_by (MiaoStore *store, const char *basis, MiaoDate *ret_since)
{
  g_autoptr (MiaoRows) rows =
      miao_rows_query (store, NULL, "SELECT basis, since_on FROM due_basis WHERE id = 1", "");

  *ret_since = MIAO_DATE_NONE;
  if (rows == NULL || miao_rows_next (rows, NULL) <= 0)
    return FALSE;
  *ret_since = miao_date_parse (miao_rows_text (rows, 1));

  return g_strcmp0 (miao_rows_text (rows, 0), basis) == 0;
}

gboolean
miao_due_marks_forget (MiaoStore *store, GError **error)
{
  if (!miao_store_begin (store, error))
    return FALSE;

  return miao_store_leave (
      store, TRUE, miao_store_exec (store, error, "UPDATE due_basis SET basis = ''", "") >= 0,
      error);
}

gboolean
miao_due_marks_make (MiaoStore *store, const char *basis, MiaoDate on, GError **error)
{
  g_autofree char *since = dup_since (on);
  g_autofree char *day = miao_date_dup (on);
  const gint64 turn = g_get_real_time (); /* not one that a mark had before */
  gboolean ok;

  if (!miao_store_begin_now (store, error))
    return FALSE;
  /* The marks of other records stay: they are of records that make nothing due before they change,
   * or to be looked at anyway. */
  ok = TRUE;
  for (gsize i = 0; ok && i < G_N_ELEMENTS (sources); i++) {
    g_autofree char *sql = g_strdup_printf (
        "INSERT INTO due_mark (kind, record, look_on, turn) "
        "SELECT '%s', id, '', CAST ($2 AS BIGINT) FROM \"%s\" WHERE %s "
        "ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn",
        sources[i].kind, sources[i].kind, sources[i].where);

    ok = miao_store_exec (store, error, sql, "si", since, turn) >= 0;
  }
  ok = ok && miao_store_exec (store, error,
                              "INSERT INTO due_basis (id, basis, since_on) VALUES (1, $1, $2) "
                              "ON CONFLICT (id) DO UPDATE SET basis = excluded.basis, "
                              "since_on = excluded.since_on",
                              "ss", basis, day) >= 0;

  return miao_store_leave (store, TRUE, ok, error);
}
