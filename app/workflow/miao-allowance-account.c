/* The foster allowances of one child, family or placement: paid, due, stopped, taken back. */
#include "config.h"

#include "miao-allowance-account.h"

#include "miao-allowance-rules.h"
#include "miao-allowance.h"
#include "miao-kinds.h"
#include "miao-thresholds.h"

#include <string.h>

typedef struct {
  MiaoStore *store;
  const char *kind;
  const char *id;
  MiaoDate since;        /* first day of the oldest month that is told */
  GPtrArray *placements; /* MiaoRecord: of the subject, moved in */
  GPtrArray *children;   /* ids, borrowed from @placements */
  GHashTable *runs;      /* id -> MiaoRecord */
  MiaoAllowanceAccount *account;
} Reading;

static void
free_month (gpointer data)
{
  MiaoAllowanceMonth *month = data;

  g_free (month->run);
  g_free (month->month);
  g_free (month->status);
  g_free (month->paid_on);
  g_free (month);
}

static void
free_stop (gpointer data)
{
  MiaoAllowanceStop *stop = data;

  g_free (stop->child);
  g_free (stop);
}

void
miao_allowance_account_free (MiaoAllowanceAccount *account)
{
  g_ptr_array_unref (account->months);
  g_ptr_array_unref (account->stops);
  g_ptr_array_unref (account->extras);
  g_free (account);
}

gboolean
miao_allowance_account_is_empty (const MiaoAllowanceAccount *account)
{
  return account->months->len == 0 && account->due_fen == 0 && account->extras->len == 0 &&
         account->clawback_fen == 0;
}

/* ---- whom it is about ---- */

static gboolean
read_placements (Reading *reading, GError **error)
{
  gboolean one = g_str_equal (reading->kind, "placement");
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  miao_query_where (query, one ? "id" : reading->kind, MIAO_OP_EQ, reading->id);
  miao_query_where (query, "moved_in_on", MIAO_OP_NOT_NULL, NULL);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  miao_query_order (query, "moved_in_on", TRUE);
  reading->placements = miao_store_select (reading->store, query, error);
  for (guint i = 0; reading->placements != NULL && i < reading->placements->len; i++) {
    char *child = (char *) miao_record_get (reading->placements->pdata[i], "child");

    if (!g_ptr_array_find_with_equal_func (reading->children, child, g_str_equal, NULL))
      g_ptr_array_add (reading->children, child);
  }

  return reading->placements != NULL;
}

/* ---- what was paid ---- */

/* The entry of the run that @line belongs to; %NULL without error: prepared anew since, or older
 * than what is told. */
static MiaoAllowanceMonth *
find_month (Reading *reading, const MiaoRecord *line, GError **error)
{
  const char *id = miao_record_get (line, "run");
  MiaoRecord *run = g_hash_table_lookup (reading->runs, id);
  MiaoAllowanceMonth *month;

  if (run == NULL) {
    run = miao_store_load (reading->store, miao_kind_find ("allowance_run"), id, error);
    if (run == NULL)
      return NULL;
    g_hash_table_insert (reading->runs, g_strdup (id), run);
  }
  if (!miao_record_is (line, "revision", miao_record_get (run, "revision")) ||
      miao_allowance_parse_month (miao_record_get (run, "month")) < reading->since)
    return NULL;
  for (guint i = 0; i < reading->account->months->len; i++) {
    month = reading->account->months->pdata[i];
    if (g_str_equal (month->run, id))
      return month;
  }
  month = g_new0 (MiaoAllowanceMonth, 1);
  month->run = g_strdup (id);
  month->month = g_strdup (miao_record_get (run, "month"));
  month->status = g_strdup (miao_record_get (run, "status"));
  month->paid_on = g_strdup (miao_record_get (run, "paid_on"));
  g_ptr_array_add (reading->account->months, month);

  return month;
}

static gboolean
add_line (MiaoRecord *line, gpointer data, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MiaoAllowanceMonth *month = find_month (data, line, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (month != NULL)
    month->fen += miao_record_get_int (line, "fen", 0);

  return TRUE;
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const MiaoAllowanceMonth *one = *(const MiaoAllowanceMonth *const *) a;
  const MiaoAllowanceMonth *other = *(const MiaoAllowanceMonth *const *) b;

  return strcmp (other->month, one->month);
}

/* Lines of a month may be about one that was up to a look-back earlier. */
static gboolean
read_paid (Reading *reading, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_line"));
  g_autofree char *since =
      miao_allowance_dup_month (miao_date_add_months (reading->since, -MIAO_ALLOWANCE_LOOK_BACK));
  gboolean ok;

  miao_query_where (query, reading->kind, MIAO_OP_EQ, reading->id);
  miao_query_where (query, "month", MIAO_OP_GE, since);
  ok = miao_store_each (reading->store, query, add_line, reading, error);
  g_ptr_array_sort (reading->account->months, compare_months);

  return ok;
}

/* ---- what is due ---- */

/* The month that is prepared and not approved; else the one after the newest approved one; else the
 * last one. */
static gboolean
find_due (Reading *reading, MiaoDate today, GError **error)
{
  static const char *const states[] = { "OPEN", "FINAL PAID" };

  reading->account->due = miao_month_first (miao_date_add_months (today, -1));
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_run"));
    g_autoptr (MiaoRecord) run = NULL;

    miao_query_where (query, "status", MIAO_OP_IN, states[i]);
    miao_query_order (query, "month", TRUE);
    if (!miao_store_find_first (reading->store, query, &run, error))
      return FALSE;
    if (run == NULL)
      continue;
    reading->account->due =
        miao_date_add_months (miao_allowance_parse_month (miao_record_get (run, "month")), (int) i);
    break;
  }

  return TRUE;
}

static gboolean
read_due (Reading *reading, MiaoDate today, GError **error)
{
  MiaoAllowanceAccount *account = reading->account;
  g_autoptr (MiaoAllowance) allowance = NULL;
  MiaoRuleSettings settings;

  if (!find_due (reading, today, error))
    return FALSE;
  if (!miao_thresholds_read (reading->store, today, &settings, error))
    return FALSE;
  allowance = miao_allowance_compute_some (reading->store, account->due, reading->children,
                                           &settings, error);
  for (guint i = 0; allowance != NULL && i < allowance->lines->len; i++) {
    const MiaoRecord *line = allowance->lines->pdata[i];
    gint64 fen = miao_record_get_int (line, "fen", 0);

    if (!miao_record_is (line, reading->kind, reading->id))
      continue;
    account->due_fen += fen;
    if (miao_record_is (line, "origin", "ADDED"))
      account->added_fen += fen;
    else if (miao_record_is (line, "origin", "CLAWBACK"))
      account->clawback_fen -= fen;
  }

  return allowance != NULL;
}

/* ---- what is stopped ---- */

/* The day on which the child left for the care that goes on; NONE when there is none. */
static gboolean
find_care (Reading *reading, const MiaoRecord *placement, MiaoDate *ret_from, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("short_care"));
  g_autoptr (MiaoRecord) care = NULL;

  miao_query_where (query, "placement", MIAO_OP_EQ, miao_record_get_id (placement));
  miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  miao_query_order (query, "from_on", TRUE);
  if (!miao_store_find_first (reading->store, query, &care, error))
    return FALSE;
  *ret_from = care != NULL ? miao_record_get_date (care, "from_on") : MIAO_DATE_NONE;

  return TRUE;
}

static void
add_stop (Reading *reading, const MiaoRecord *placement, MiaoDate last, const char *reason)
{
  MiaoAllowanceStop *stop;

  if (last == MIAO_DATE_NONE || last < reading->since)
    return;
  stop = g_new0 (MiaoAllowanceStop, 1);
  stop->child = g_strdup (miao_record_get (placement, "child"));
  stop->from = last + 1;
  stop->reason = reason;
  g_ptr_array_add (reading->account->stops, stop);
}

static gboolean
read_stops (Reading *reading, GError **error)
{
  for (guint i = 0; i < reading->placements->len; i++) {
    const MiaoRecord *placement = reading->placements->pdata[i];
    MiaoDate from = MIAO_DATE_NONE;

    if (miao_record_is (placement, "status", "ENDED")) {
      add_stop (reading, placement, miao_record_get_date (placement, "ended_on"), "ENDED");
    } else if (miao_record_is (placement, "status", "SUSPENDED")) {
      add_stop (reading, placement, miao_record_get_date (placement, "suspended_on"), "SUSPENDED");
    } else if (miao_record_is (placement, "status", "SHORT_CARE")) {
      if (!find_care (reading, placement, &from, error))
        return FALSE;
      add_stop (reading, placement, from, "SHORT_CARE");
    }
  }

  return TRUE;
}

/* ---- outside the rates ---- */

static gboolean
is_paid (Reading *reading, const MiaoRecord *extra)
{
  for (guint i = 0; i < reading->account->months->len; i++) {
    const MiaoAllowanceMonth *month = reading->account->months->pdata[i];

    if (miao_record_is (extra, "month", month->month) && !g_str_equal (month->status, "OPEN"))
      return TRUE;
  }

  return FALSE;
}

static gboolean
read_extras (Reading *reading, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_extra"));
  g_autofree char *since = miao_allowance_dup_month (reading->since);
  g_autoptr (GPtrArray) rows = NULL;

  miao_query_where (query, reading->kind, MIAO_OP_EQ, reading->id);
  miao_query_where (query, "status", MIAO_OP_NE, "WITHDRAWN");
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  miao_query_where (query, "month", MIAO_OP_GE, since);
  miao_query_order (query, "month", TRUE);
  rows = miao_store_select (reading->store, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    if (!is_paid (reading, rows->pdata[i]))
      g_ptr_array_add (reading->account->extras, miao_record_ref (rows->pdata[i]));
  }

  return rows != NULL;
}

MiaoAllowanceAccount *
miao_allowance_account_read (
    MiaoSession *session, const char *kind, const char *id, MiaoDate today, GError **error)
{
  g_autoptr (MiaoAllowanceAccount) account = NULL;
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  g_autoptr (GHashTable) runs =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) miao_record_unref);
  Reading reading = {
    .store = miao_session_get_store (session),
    .kind = kind,
    .id = id,
    .since = miao_month_first (miao_date_add_months (today, -MIAO_ALLOWANCE_LOOK_BACK)),
    .children = children,
    .runs = runs,
  };
  gboolean ok;

  if (!miao_session_require (session, MIAO_MAY_READ_BENEFITS, error) ||
      !miao_store_begin_read (reading.store, error))
    return NULL;
  account = g_new0 (MiaoAllowanceAccount, 1);
  account->months = g_ptr_array_new_with_free_func (free_month);
  account->stops = g_ptr_array_new_with_free_func (free_stop);
  account->extras = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  reading.account = account;
  ok = read_placements (&reading, error);
  if (ok && reading.placements->len > 0)
    ok = read_paid (&reading, error) && read_due (&reading, today, error) &&
         read_stops (&reading, error) && read_extras (&reading, error);
  miao_store_rollback (reading.store);
  g_clear_pointer (&reading.placements, g_ptr_array_unref);

  return ok ? g_steal_pointer (&account) : NULL;
}

/* ---- the months of a family ---- */

typedef struct {
  MiaoStore *store;
  GHashTable *seen; /* run -> itself: looked at */
  GPtrArray *runs;
} Runs;

static gboolean
add_run (MiaoRecord *line, gpointer data, GError **error)
{
  Runs *found = data;
  MiaoRecord *run = g_hash_table_lookup (found->seen, miao_record_get (line, "run"));

  if (run == NULL) {
    run = miao_store_load (found->store, miao_kind_find ("allowance_run"),
                           miao_record_get (line, "run"), error);
    if (run == NULL)
      return FALSE;
    g_hash_table_insert (found->seen, g_strdup (miao_record_get_id (run)), run);
  }
  /* An earlier revision may have paid who gets nothing now. */
  if (miao_record_is (line, "revision", miao_record_get (run, "revision")) &&
      !g_ptr_array_find (found->runs, run, NULL))
    g_ptr_array_add (found->runs, miao_record_ref (run));

  return TRUE;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  return strcmp (miao_record_get (*(const MiaoRecord *const *) b, "month"),
                 miao_record_get (*(const MiaoRecord *const *) a, "month"));
}

GPtrArray *
miao_allowance_runs_of (MiaoStore *store, const char *family, GError **error)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_line"));
  Runs found = { .store = store, .seen = seen, .runs = runs };

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  if (!miao_store_each (store, query, add_run, &found, error))
    return NULL;
  g_ptr_array_sort (runs, compare_runs);

  return g_steal_pointer (&runs);
}
