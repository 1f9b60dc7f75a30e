#pragma once

#include "miao-rule-settings.h"
#include "miao-session.h"
#include "miao-store.h"

G_BEGIN_DECLS

/** How far back differences are looked for, in months: what was approved earlier stays. */
#define MIAO_ALLOWANCE_LOOK_BACK 12

/**
 * MiaoAllowance:
 * @month: first day of the month
 * @lines: (element-type MiaoRecord): of the kind allowance_line, in the order of the sheet, without
 *   run, revision and number
 * @once_fen: one-off amounts that are approved, above or below zero
 * @n_rates: rates in force on a day of the month
 * @n_owing: families whose sum is below zero; together @owing_fen, above zero
 * @clawback_fen: above zero
 * @pay_due: day of payment: the institution's, or an earlier one that an agreement promises
 * @gap_month: the first earlier month, after the first that was ever prepared, without allowances
 * @digest: SHA-256 of the lines, hexadecimal
 *
 * What a month comes to, counted from what is stored now. Nothing is written.
 */
typedef struct {
  MiaoDate month;
  GPtrArray *lines;
  guint n_rates;
  guint n_children;
  guint n_families;
  guint n_owing;
  gint64 owing_fen;
  gint64 regular_fen;
  gint64 added_fen;
  gint64 clawback_fen;
  gint64 once_fen;
  guint n_waiting; /* one-off amounts that nobody approved yet, together @waiting_fen */
  gint64 waiting_fen;
  gint64 total_fen;
  MiaoDate pay_due;
  MiaoDate gap_month;
  char *digest;
} MiaoAllowance;

/**
 * miao_allowance_compute:
 * @month: any day of it
 *
 * The days of that month by what the placements, removals, short-term care and rates say now; and
 * for each approved month of the %MIAO_ALLOWANCE_LOOK_BACK before, the difference between what they
 * say now and what was paid, as back pay or claw-back. To be called inside a transaction.
 */
MiaoAllowance *miao_allowance_compute (MiaoStore *store,
                                       MiaoDate month,
                                       const MiaoRuleSettings *settings,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As miao_allowance_compute(), for some children only: @children are ids, (nullable): all. */
MiaoAllowance *miao_allowance_compute_some (MiaoStore *store,
                                            MiaoDate month,
                                            GPtrArray *children,
                                            const MiaoRuleSettings *settings,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_allowance_free (MiaoAllowance *allowance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAllowance, miao_allowance_free)

/** Returns: (transfer full): how the amount of a line comes about: "3000.00 元 ÷ 31 天 × 17 天 =
 *  1645.16 元". */
char *miao_allowance_dup_sum (const MiaoRecord *line,
                              MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the first day of a MONTH text ("2026-10"); %MIAO_DATE_NONE when it is none. */
MiaoDate miao_allowance_parse_month (const char *text);
/** Returns: (transfer full): "2026-10". */
char *miao_allowance_dup_month (MiaoDate day) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: the day of payment that the house has set for @month: in the next one. */
MiaoDate miao_allowance_pay_day (MiaoDate month, const MiaoRuleSettings *settings);

/** Returns: (transfer full) (element-type MiaoRecord): the lines that count of a month's
 *  allowances, in the order of the sheet. */
GPtrArray *miao_allowance_lines (MiaoStore *store,
                                 const MiaoRecord *run,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoRecord): the allowances of months in which the family
 *  gets something or owes it, the newest month first. */
GPtrArray *miao_allowance_runs_of (MiaoStore *store,
                                   const char *family,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_allowance_write_csv:
 * @run: id of a month's allowances
 *
 * The lines as a table for office programs, UTF-8 with its mark; no cell is taken for a formula.
 * In the register of exports. Needs %MIAO_MAY_READ_BENEFITS.
 */
gboolean
miao_allowance_write_csv (MiaoSession *session, const char *run, const char *path, GError **error);

G_END_DECLS
