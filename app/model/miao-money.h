#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): fen as yuan with two decimals: "1645.16", a real minus sign before
 *  what is taken back: "−1354.84". */
char *miao_money_dup (gint64 fen) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the same with a plain "-", for tables that programs read. */
char *miao_money_dup_plain (gint64 fen) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_money_dup_capital:
 * @fen: up to ten thousand million yuan either way
 *
 * Returns: (transfer full): the amount in the figures that nobody alters on paper: 壹仟陆佰肆拾伍元
 *   壹角陆分; 整 ends an amount without fen.
 */
char *miao_money_dup_capital (gint64 fen) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
