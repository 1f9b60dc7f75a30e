/* The foster allowances: which month is to be paid, which child begins or stops to be paid, and
 * which amount outside the rates waits for a second person. */
#include "config.h"

#include "miao-allowance-rules.h"
#include "miao-allowance.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-money.h"
#include "miao-tasks-private.h"

/* Months before the present one that are looked at: what nobody prepared for longer was paid
 * otherwise. */
#define MONTHS_BACK 3

/* The months that are looked at: [0] is the present one, [1] the one before … */
typedef struct {
  MiaoDate first;  /* day; NONE: no rate was in force */
  MiaoRecord *run; /* (nullable) */
  char *id;        /* of the run, or the month */
  MiaoDate pay_on;
} Month;

typedef struct {
  Month months[MONTHS_BACK + 1];
} Months;

static void
months_clear (Months *months)
{
  for (guint i = 0; i <= MONTHS_BACK; i++) {
    g_clear_pointer (&months->months[i].run, miao_record_unref);
    g_free (months->months[i].id);
  }
}

/* The first day that any rate is in force; NONE: this house keeps no allowances. */
static gboolean
read_begin (MiaoTaskReader *reader, MiaoDate *ret_begin, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_rate"));
  g_autoptr (MiaoRecord) first = NULL;

  miao_query_order (query, "valid_from", FALSE);
  if (!miao_store_find_first (reader->store, query, &first, error))
    return FALSE;
  *ret_begin = first != NULL ? miao_record_get_date (first, "valid_from") : MIAO_DATE_NONE;

  return TRUE;
}

static gboolean
read_month (MiaoTaskReader *reader, Month *month, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_run"));
  g_autofree char *text = miao_allowance_dup_month (month->first);

  miao_query_where (query, "month", MIAO_OP_EQ, text);
  if (!miao_store_find_first (reader->store, query, &month->run, error))
    return FALSE;
  month->id =
      month->run != NULL ? g_strdup (miao_record_get_id (month->run)) : g_steal_pointer (&text);
  month->pay_on = month->run != NULL ? miao_record_get_date (month->run, "pay_due")
                                     : miao_allowance_pay_day (month->first, &reader->settings);

  return TRUE;
}

/* Whether a child was with a family on a day of the month. */
static int
has_placement (MiaoTaskReader *reader, MiaoDate first, GError **error)
{
  g_autofree char *from = miao_date_dup (first);
  g_autofree char *to = miao_date_dup (miao_month_last (first));

  for (int ended = 0; ended < 2; ended++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
    g_autoptr (MiaoRecord) any = NULL;

    miao_query_where (query, "moved_in_on", MIAO_OP_LE, to);
    if (ended)
      miao_query_where (query, "ended_on", MIAO_OP_GE, from);
    else
      miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);
    if (!miao_store_find_first (reader->store, query, &any, error))
      return -1;
    if (any != NULL)
      return 1;
  }

  return 0;
}

/* The next step of the month. */
static const char *
next_act (const MiaoDue *due, gpointer data)
{
  const Month *month = data;

  if (month->run == NULL)
    return "prepare-allowances";

  return miao_record_is (month->run, "status", "OPEN") ? "finalise-allowances" : "pay-allowances";
}

static gboolean
add_month (MiaoTaskReader *reader, Month *month, GError **error)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autofree char *text = miao_allowance_dup_month (month->first);
  MiaoTaskAbout about = { .who = text,
                          .kind = "allowance_run",
                          .record = month->id,
                          .mine = FALSE,
                          .act = next_act,
                          .data = month };
  int any = 1;

  if (month->run != NULL && miao_record_is (month->run, "status", "PAID"))
    return TRUE;
  if (month->run == NULL && (any = has_placement (reader, month->first, error)) <= 0)
    return any == 0;
  /* Whoever prepared it has done their part; it is the other's turn. */
  about.mine =
      month->run == NULL || !miao_record_is (month->run, "status", "OPEN") ||
      !miao_record_is (month->run, "prepared_account", miao_session_get_account (reader->session));
  miao_due_allowance (month->id, month->first, month->pay_on, reader->today, dues);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

/* ---- begin and stop ---- */

/* The month whose allowances take a change of @on in: its own, or the next when that was approved
 * before; NULL when it is taken in already, or too long ago. */
static Month *
find_taking (Months *months, MiaoDate on, int *step)
{
  for (*step = MONTHS_BACK; *step >= 0; (*step)--) {
    Month *month = &months->months[*step];
    gboolean final = month->run != NULL && !miao_record_is (month->run, "status", "OPEN");

    if (month->first == MIAO_DATE_NONE || miao_month_last (month->first) < on)
      continue;
    if (!final)
      return month;
    if (miao_record_get_date (month->run, "finalised_on") > on)
      return NULL;
  }

  return NULL;
}

static gboolean
add_change (MiaoTaskReader *reader,
            Months *months,
            const MiaoRecord *placement,
            const char *field,
            gboolean starts,
            GError **error)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autoptr (MiaoRecord) child = NULL, family = NULL;
  MiaoDate on = miao_record_get_date (placement, field);
  MiaoTaskAbout about = { .kind = "allowance_run" };
  int step;
  Month *month = find_taking (months, on, &step);

  if (month == NULL)
    return TRUE;
  child = miao_store_load (reader->store, miao_kind_find ("child"),
                           miao_record_get (placement, "child"), error);
  if (child == NULL)
    return FALSE;
  family = miao_store_load (reader->store, miao_kind_find ("family"),
                            miao_record_get (placement, "family"), error);
  if (family == NULL)
    return FALSE;
  about.child = child;
  about.family = family;
  about.record = month->id;
  about.placement = miao_record_get_id (placement);
  about.mine = miao_tasks_is_mine (reader, placement);
  about.worker = miao_record_get (placement, "care_worker");
  miao_due_allowance_change (month->id, starts, on, month->first, month->pay_on, reader->today,
                             dues);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

static gboolean
add_changes (
    MiaoTaskReader *reader, Months *months, const char *field, gboolean starts, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  MiaoDate since = MIAO_DATE_NONE;
  g_autofree char *from = NULL;
  g_autoptr (GPtrArray) placements = NULL;

  for (guint i = 0; i <= MONTHS_BACK; i++)
    if (months->months[i].first != MIAO_DATE_NONE)
      since = months->months[i].first;
  if (since == MIAO_DATE_NONE)
    return TRUE;
  from = miao_date_dup (since);
  miao_query_where (query, field, MIAO_OP_GE, from);
  if (g_str_equal (field, "suspended_on"))
    miao_query_where (query, "status", MIAO_OP_EQ, "SUSPENDED");
  placements = miao_store_select (reader->store, query, error);
  for (guint i = 0; placements != NULL && i < placements->len; i++)
    if (!add_change (reader, months, placements->pdata[i], field, starts, error))
      return FALSE;

  return placements != NULL;
}

/* ---- amounts outside the rates ---- */

/* Whether the month that the amount goes with is approved: nobody approves the amount any more.
 * @known: month -> whether it is, as far as it was asked for. */
static int
is_closed (MiaoTaskReader *reader, GHashTable *known, const char *month, GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (MiaoRecord) run = NULL;
  gpointer closed;

  if (g_hash_table_lookup_extended (known, month, NULL, &closed))
    return GPOINTER_TO_INT (closed);
  query = miao_query_new (miao_kind_find ("allowance_run"));
  miao_query_where (query, "month", MIAO_OP_EQ, month);
  if (!miao_store_find_first (reader->store, query, &run, error))
    return -1;
  closed = GINT_TO_POINTER (run != NULL && !miao_record_is (run, "status", "OPEN"));
  g_hash_table_insert (known, g_strdup (month), closed);

  return GPOINTER_TO_INT (closed);
}

static gboolean
add_extra (MiaoTaskReader *reader, const MiaoRecord *extra, GError **error)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autoptr (MiaoRecord) child =
      miao_tasks_load (reader, "child", miao_record_get (extra, "child"), error);
  g_autoptr (MiaoRecord) family = NULL;
  g_autofree char *money = miao_money_dup (miao_record_get_int (extra, "fen", 0));
  g_autofree char *words =
      g_strdup_printf (miao_pick ("%s 元，随 %s 发放", "%s yuan, goes with %s"), money,
                       miao_record_get (extra, "month"));
  MiaoTaskAbout about = { .child = child,
                          .extra = words,
                          .kind = "allowance_extra",
                          .record = miao_record_get_id (extra),
                          .placement = miao_record_get (extra, "placement"),
                          .mine = TRUE };

  if (child == NULL)
    return FALSE;
  family = miao_tasks_load (reader, "family", miao_record_get (extra, "family"), error);
  if (family == NULL)
    return FALSE;
  about.family = family;
  miao_due_waiting ("W11", about.record, miao_record_get_date (extra, "proposed_on"),
                    MIAO_DATE_NONE, "提出", "Proposed", reader->today, dues);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

/* Each of them is somebody's turn today: what is read is what is told, so it needs no marks. */
static gboolean
add_extras (MiaoTaskReader *reader, GError **error)
{
  const char *account = miao_session_get_account (reader->session);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) extras = NULL;

  if (!miao_session_may (reader->session, MIAO_MAY_ALLOWANCE_APPROVE))
    return TRUE;
  extras = miao_tasks_in_states (reader, "allowance_extra", "PROPOSED", error);
  for (guint i = 0; extras != NULL && i < extras->len; i++) {
    const MiaoRecord *extra = extras->pdata[i];
    int closed;

    if (miao_rights_is_own (miao_record_get (extra, "proposed_account"), account))
      continue;
    closed = is_closed (reader, known, miao_record_get (extra, "month"), error);
    if (closed < 0 || (closed == 0 && !add_extra (reader, extra, error)))
      return FALSE;
  }

  return extras != NULL;
}

static gboolean
add_all (MiaoTaskReader *reader, Months *months, GError **error)
{
  for (guint i = 1; i <= MONTHS_BACK; i++)
    if (months->months[i].first != MIAO_DATE_NONE && !add_month (reader, &months->months[i], error))
      return FALSE;

  return add_changes (reader, months, "moved_in_on", TRUE, error) &&
         add_changes (reader, months, "ended_on", FALSE, error) &&
         add_changes (reader, months, "suspended_on", FALSE, error);
}

gboolean
miao_tasks_of_allowances (MiaoTaskReader *reader, GError **error)
{
  Months months = { 0 };
  MiaoDate begin;
  gboolean ok = TRUE;

  if (!miao_session_may (reader->session, MIAO_MAY_READ_BENEFITS))
    return TRUE;
  if (!add_extras (reader, error) || !read_begin (reader, &begin, error))
    return FALSE;
  if (begin == MIAO_DATE_NONE)
    return TRUE;
  for (int i = 0; ok && i <= MONTHS_BACK; i++) {
    MiaoDate first = miao_date_add_months (miao_month_first (reader->today), -i);

    if (begin > miao_month_last (first))
      continue;
    months.months[i].first = first;
    ok = read_month (reader, &months.months[i], error);
  }
  ok = ok && add_all (reader, &months, error);
  months_clear (&months);

  return ok;
}
