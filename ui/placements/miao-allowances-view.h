#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ALLOWANCES_VIEW (miao_allowances_view_get_type ())
G_DECLARE_FINAL_TYPE (MiaoAllowancesView, miao_allowances_view, MIAO, ALLOWANCES_VIEW, GtkWidget)

/**
 * miao_allowances_view_new:
 *
 * The foster allowances: the lines of a month with their sums, beside them the months and the
 * rates; preparing, approving, paying, the sheet to sign and the table.
 */
GtkWidget *miao_allowances_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @session: (nullable): %NULL forgets everything shown. */
void miao_allowances_view_set_session (MiaoAllowancesView *self, MiaoSession *session);
void miao_allowances_view_refresh (MiaoAllowancesView *self);

/**
 * miao_allowances_view_open:
 * @id: of a month's allowances, or a month ("2026-10") that is not prepared
 * @act: (nullable): a use case whose form is then begun
 *
 * Returns: whether there is such a month.
 */
gboolean miao_allowances_view_open (MiaoAllowancesView *self, const char *id, const char *act);

/** Begins the form of a one-off amount for that placement. */
void miao_allowances_view_propose (MiaoAllowancesView *self, const char *placement);
/** Begins the approval of the one-off amount with that id, for who may approve. */
void miao_allowances_view_approve_extra (MiaoAllowancesView *self, const char *id);
/** Begins to prepare a month. */
void miao_allowances_view_add (MiaoAllowancesView *self);
/** Prints the sheet of the month that is shown. */
void miao_allowances_view_print (MiaoAllowancesView *self);
/** From a form to the lines. Returns: %FALSE when no form is open. */
gboolean miao_allowances_view_back (MiaoAllowancesView *self);
char *miao_allowances_view_dup_unsaved (MiaoAllowancesView *self);
void miao_allowances_view_discard (MiaoAllowancesView *self);

G_END_DECLS
