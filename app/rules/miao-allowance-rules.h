#pragma once

#include "miao-date.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/*
 * The arithmetic of the foster allowances (house rule). Money is fen. A month is paid by days: the
 * first @d of the month's @D days are worth a whole month's rate times d / D, rounded to the fen,
 * half a fen up; a part of the month is worth the difference of two such sums. So every day has one
 * value whoever gets it, and the parts of a month add up to the whole to the fen.
 *
 * The day a child moves in and the day it leaves both count. On a day with two families the child
 * is paid for once: to the one it moved in with last.
 */

/**
 * miao_allowance_part:
 * @month_fen: what a whole month is paid with, 0 or more
 * @first, @last: days of the month, 1 … @month_days; nothing when @last < @first
 * @month_days: 28 … 31
 *
 * Returns: what these days are worth.
 */
gint64 miao_allowance_part (gint64 month_fen, int first, int last, int month_days);

/** Returns: the first and the last day of the month that @day lies in. */
MiaoDate miao_month_first (MiaoDate day);
MiaoDate miao_month_last (MiaoDate day);

/** Days on which a child is not with the family, both counted; @to NONE: not over yet. */
typedef struct {
  MiaoDate from;
  MiaoDate to;
  gboolean short_care; /* else taken out in an emergency, which ends every payment */
} MiaoAllowanceGap;

/** A child with a family. @to: the day it left, NONE: it is still there. */
typedef struct {
  const char *placement; /* ids */
  const char *family;
  MiaoDate from;
  MiaoDate to;
  const MiaoAllowanceGap *gaps;
  guint n_gaps;
} MiaoAllowanceStay;

/** A rate; @to NONE: in force. @scope: ALL, DISABLED, SEVERE. */
typedef struct {
  const char *id;
  const char *kind;
  const char *scope;
  const char *fund_source; /* (nullable) */
  gint64 fen;
  MiaoDate from;
  MiaoDate to;
  gboolean in_short_care;
} MiaoAllowanceRate;

typedef struct {
  gboolean disabled;
  int grade; /* 1 … 4; 0: none known */
} MiaoAllowanceChild;

/** Days in a row of one month, with one family and at one rate. */
typedef struct {
  guint stay; /* index */
  guint rate;
  MiaoDate from;
  MiaoDate to;
  int days;
  gint64 fen;
} MiaoAllowancePart;

/** Returns: whether a child is paid for at rates of that scope. */
gboolean miao_allowance_applies (const char *scope, const MiaoAllowanceChild *child);

/**
 * miao_allowance_month:
 * @month: any day of it
 * @stays: of one child; of two that begin on one day the later in the array counts
 * @ret_parts: (element-type MiaoAllowancePart): appended to, rate by rate and day by day
 *
 * What the families of one child get for that month.
 */
void miao_allowance_month (MiaoDate month,
                           const MiaoAllowanceStay *stays,
                           guint n_stays,
                           const MiaoAllowanceRate *rates,
                           guint n_rates,
                           const MiaoAllowanceChild *child,
                           GArray *ret_parts);

/** A rate that is about to be set. */
typedef struct {
  const char *rate; /* id, (nullable) */
  gboolean taken;   /* another one stands against it */
  const char *kind_zh;
  const char *kind_en;
  MiaoDate from;
  MiaoDate to;
  MiaoDate other_from; /* of the other one */
  MiaoDate other_to;
  MiaoDate final_month; /* first day of the newest month that is approved; NONE */
} MiaoAllowanceRateFacts;

/** ALW-01 and ALW-02. */
void miao_rules_allowance_rate (const MiaoAllowanceRateFacts *facts, MiaoFindings *findings);

/** Allowances that are about to be prepared. Days are the first of their months. */
typedef struct {
  const char *run; /* (nullable) */
  MiaoDate month;
  const char *open_run; /* (nullable): another one that is not approved */
  MiaoDate open_month;  /* its month; NONE */
  MiaoDate gap_month;   /* one before it that nobody prepared; NONE */
  guint n_rates;        /* in force on a day of the month */
  guint n_lines;
  guint n_owing; /* families that get less than nothing */
  gint64 owing_fen;
  guint n_waiting; /* one-off amounts of the month that nobody approved yet */
  gint64 waiting_fen;
} MiaoAllowanceRunFacts;

/** A one-off amount that is about to be proposed, approved or withdrawn. */
typedef struct {
  const char *extra; /* id, (nullable) */
  MiaoDate month;    /* first day of the month it goes with */
  gboolean final;    /* that month is approved */
  MiaoDate from;     /* of the placement; NONE: not moved in */
  MiaoDate to;       /* NONE: still there */
} MiaoAllowanceExtraFacts;

/** ALW-12, and ALW-13 when @proposed. */
void miao_rules_allowance_extra (const MiaoAllowanceExtraFacts *facts,
                                 gboolean proposed,
                                 MiaoFindings *findings);

/** ALW-03 … ALW-07, ALW-09 and ALW-14. @on: today. */
void
miao_rules_allowance_run (const MiaoAllowanceRunFacts *facts, MiaoDate on, MiaoFindings *findings);

/** ALW-08: what was prepared is still what comes out today. */
void miao_rules_allowance_same (
    const char *run, gint64 prepared_fen, gint64 now_fen, gboolean same, MiaoFindings *findings);

/** ALW-10 and ALW-11. @on: today. */
void miao_rules_allowance_paid (const char *run,
                                MiaoDate finalised_on,
                                MiaoDate pay_due,
                                MiaoDate paid_on,
                                MiaoDate on,
                                MiaoFindings *findings);

G_END_DECLS
