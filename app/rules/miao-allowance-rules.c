#include "config.h"

#include "miao-allowance-rules.h"

#include "miao-rules-private.h"

#include <string.h>

#define MONTH_DAYS_MAX 31
#define SEVERE_GRADE 2 /* grades 1 and 2 */

MiaoDate
miao_month_first (MiaoDate day)
{
  int year, month;

  miao_date_get_ymd (day, &year, &month, NULL);

  return miao_date_from_ymd (year, month, 1);
}

MiaoDate
miao_month_last (MiaoDate day)
{
  return miao_date_add_months (miao_month_first (day), 1) - 1;
}

/* The first @days of the month, half a fen up. */
static gint64
worth_until (gint64 month_fen, int days, int month_days)
{
  return (2 * month_fen * days + month_days) / (2 * month_days);
}

gint64
miao_allowance_part (gint64 month_fen, int first, int last, int month_days)
{
  if (last < first)
    return 0;

  return worth_until (month_fen, last, month_days) - worth_until (month_fen, first - 1, month_days);
}

gboolean
miao_allowance_applies (const char *scope, const MiaoAllowanceChild *child)
{
  if (strcmp (scope, "DISABLED") == 0)
    return child->disabled || child->grade > 0;
  if (strcmp (scope, "SEVERE") == 0)
    return child->grade > 0 && child->grade <= SEVERE_GRADE;

  return TRUE;
}

/* ---- one child, one month ---- */

typedef enum {
  NOBODY, /* pays nobody anything */
  WITH_FAMILY,
  IN_SHORT_CARE,
} Where;

typedef struct {
  guint stay;
  Where where;
} Day;

static gboolean
covers (MiaoDate from, MiaoDate to, MiaoDate day)
{
  return from != MIAO_DATE_NONE && from <= day && (to == MIAO_DATE_NONE || day <= to);
}

/* Being taken out outweighs short-term care. */
static Where
where_on (const MiaoAllowanceStay *stay, MiaoDate day)
{
  Where where = WITH_FAMILY;

  for (guint i = 0; i < stay->n_gaps; i++) {
    if (!covers (stay->gaps[i].from, stay->gaps[i].to, day))
      continue;
    if (!stay->gaps[i].short_care)
      return NOBODY;
    where = IN_SHORT_CARE;
  }

  return where;
}

static Day
find_day (const MiaoAllowanceStay *stays, guint n_stays, MiaoDate day)
{
  Day found = { 0, NOBODY };
  MiaoDate since = MIAO_DATE_NONE;

  for (guint i = 0; i < n_stays; i++) {
    if (!covers (stays[i].from, stays[i].to, day) || stays[i].from < since)
      continue;
    since = stays[i].from;
    found = (Day){ i, where_on (&stays[i], day) };
  }

  return found;
}

static gboolean
is_paid (const Day *day, const MiaoAllowanceRate *rate, MiaoDate on)
{
  return covers (rate->from, rate->to, on) &&
         (day->where == WITH_FAMILY || (day->where == IN_SHORT_CARE && rate->in_short_care));
}

static void
add_part (GArray *parts,
          guint stay,
          guint index,
          const MiaoAllowanceRate *rate,
          MiaoDate first,
          int from,
          int to,
          int month_days)
{
  const MiaoAllowancePart part = {
    .stay = stay,
    .rate = index,
    .from = first + from,
    .to = first + to,
    .days = to - from + 1,
    .fen = miao_allowance_part (rate->fen, from + 1, to + 1, month_days),
  };

  g_array_append_val (parts, part);
}

void
miao_allowance_month (MiaoDate month,
                      const MiaoAllowanceStay *stays,
                      guint n_stays,
                      const MiaoAllowanceRate *rates,
                      guint n_rates,
                      const MiaoAllowanceChild *child,
                      GArray *ret_parts)
{
  MiaoDate first = miao_month_first (month);
  int n_days = miao_month_last (month) - first + 1;
  Day days[MONTH_DAYS_MAX];

  for (int i = 0; i < n_days; i++)
    days[i] = find_day (stays, n_stays, first + i);
  for (guint r = 0; r < n_rates; r++) {
    int from = -1;

    if (!miao_allowance_applies (rates[r].scope, child))
      continue;
    for (int i = 0; i <= n_days; i++) {
      gboolean paid = i < n_days && is_paid (&days[i], &rates[r], first + i);

      if (from >= 0 && (!paid || days[i].stay != days[from].stay)) {
        add_part (ret_parts, days[from].stay, r, &rates[r], first, from, i - 1, n_days);
        from = -1;
      }
      if (paid && from < 0)
        from = i;
    }
  }
}

/* ---- what is asked ---- */

static const char *
print_month (MiaoDate month, char buffer[MIAO_DATE_BUFFER])
{
  if (month == MIAO_DATE_NONE)
    return "—";
  miao_date_format (month, buffer);
  buffer[strlen ("2026-11")] = '\0';

  return buffer;
}

#define MONTH(month) print_month (month, (char[MIAO_DATE_BUFFER]){ 0 })

void
miao_rules_allowance_rate (const MiaoAllowanceRateFacts *facts, MiaoFindings *findings)
{
  gboolean orderly = facts->to == MIAO_DATE_NONE || facts->from <= facts->to;
  gboolean later =
      facts->final_month == MIAO_DATE_NONE || facts->from > miao_month_last (facts->final_month);

  miao_rules_answer (findings, "ALW-01", orderly && !facts->taken, facts->rate, "kind_zh",
                     facts->kind_zh, "kind_en", facts->kind_en, "from", DAY (facts->from), "to",
                     DAY (facts->to), "other_from", DAY (facts->other_from), "other_to",
                     DAY (facts->other_to), NULL);
  miao_rules_answer (findings, "ALW-02", later, facts->rate, "from", DAY (facts->from), "month",
                     MONTH (facts->final_month), NULL);
}

void
miao_rules_allowance_run (const MiaoAllowanceRunFacts *facts, MiaoDate on, MiaoFindings *findings)
{
  const char *run = facts->run;

  miao_rules_answer (findings, "ALW-03", facts->open_month == MIAO_DATE_NONE,
                     facts->open_run != NULL ? facts->open_run : run, "month", MONTH (facts->month),
                     "open", MONTH (facts->open_month), NULL);
  miao_rules_answer (findings, "ALW-04", facts->month <= on, run, "month", MONTH (facts->month),
                     "on", DAY (on), NULL);
  miao_rules_answer (findings, "ALW-05", miao_month_last (facts->month) < on, run, "last",
                     DAY (miao_month_last (facts->month)), "on", DAY (on), NULL);
  miao_rules_answer (findings, "ALW-06", facts->gap_month == MIAO_DATE_NONE, run, "month",
                     MONTH (facts->month), "gap", MONTH (facts->gap_month), NULL);
  miao_rules_answer (findings, "ALW-07", facts->n_lines > 0, run, "month", MONTH (facts->month),
                     "rates", NUMBER (facts->n_rates), "lines", NUMBER (facts->n_lines), NULL);
  miao_rules_answer (findings, "ALW-09", facts->n_owing == 0, run, "families",
                     NUMBER (facts->n_owing), "fen", DECIMAL (facts->owing_fen, 2), NULL);
  miao_rules_answer (findings, "ALW-14", facts->n_waiting == 0, run, "count",
                     NUMBER (facts->n_waiting), "fen", DECIMAL (facts->waiting_fen, 2), NULL);
}

void
miao_rules_allowance_extra (const MiaoAllowanceExtraFacts *facts,
                            gboolean proposed,
                            MiaoFindings *findings)
{
  gboolean there = facts->from != MIAO_DATE_NONE && facts->from <= miao_month_last (facts->month) &&
                   (facts->to == MIAO_DATE_NONE || facts->to >= facts->month);

  miao_rules_answer (findings, "ALW-12", !facts->final, facts->extra, "month", MONTH (facts->month),
                     NULL);
  if (proposed)
    miao_rules_answer (findings, "ALW-13", there, facts->extra, "month", MONTH (facts->month),
                       "from", DAY (facts->from), "to", DAY (facts->to), NULL);
}

void
miao_rules_allowance_same (
    const char *run, gint64 prepared_fen, gint64 now_fen, gboolean same, MiaoFindings *findings)
{
  miao_rules_answer (findings, "ALW-08", same, run, "before", DECIMAL (prepared_fen, 2), "now",
                     DECIMAL (now_fen, 2), NULL);
}

void
miao_rules_allowance_paid (const char *run,
                           MiaoDate finalised_on,
                           MiaoDate pay_due,
                           MiaoDate paid_on,
                           MiaoDate on,
                           MiaoFindings *findings)
{
  miao_rules_answer (findings, "ALW-10", finalised_on <= paid_on && paid_on <= on, run, "final",
                     DAY (finalised_on), "paid", DAY (paid_on), "on", DAY (on), NULL);
  miao_rules_answer (findings, "ALW-11", paid_on <= pay_due, run, "due", DAY (pay_due), "paid",
                     DAY (paid_on), NULL);
}
