#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/** A month's allowances of one child, family or placement. */
typedef struct {
  char *run; /* id */
  char *month;
  char *status; /* of the run */
  char *paid_on;
  gint64 fen;
} MiaoAllowanceMonth;

/** A placement that is not paid for, wholly or in part, from a day on. */
typedef struct {
  char *child; /* id */
  MiaoDate from;
  const char *reason; /* static: SUSPENDED, SHORT_CARE or ENDED */
} MiaoAllowanceStop;

/**
 * MiaoAllowanceAccount:
 * @months: (element-type MiaoAllowanceMonth): of the last %MIAO_ALLOWANCE_LOOK_BACK, newest first
 * @due: the month that comes next, by its first day
 * @due_fen: what that month comes to as things stand today, back pay and claw-back included
 * @added_fen, @clawback_fen: 0 or more: for earlier months, within @due_fen
 * @stops: (element-type MiaoAllowanceStop)
 * @extras: (element-type MiaoRecord): one-off amounts that are not paid yet and not withdrawn
 *
 * What was paid, what is due, what is stopped and what is taken back.
 */
typedef struct {
  GPtrArray *months;
  MiaoDate due;
  gint64 due_fen;
  gint64 added_fen;
  gint64 clawback_fen;
  GPtrArray *stops;
  GPtrArray *extras;
} MiaoAllowanceAccount;

/**
 * miao_allowance_account_read:
 * @kind: "child", "family" or "placement"
 * @today: counts to
 *
 * Counts only the children it is about, so its price does not grow with the house. Needs
 * %MIAO_MAY_READ_BENEFITS.
 */
MiaoAllowanceAccount *miao_allowance_account_read (MiaoSession *session,
                                                   const char *kind,
                                                   const char *id,
                                                   MiaoDate today,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: whether there is nothing to tell: never paid, nothing due, nothing proposed. */
gboolean miao_allowance_account_is_empty (const MiaoAllowanceAccount *account);
void miao_allowance_account_free (MiaoAllowanceAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAllowanceAccount, miao_allowance_account_free)

G_END_DECLS
