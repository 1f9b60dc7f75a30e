#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_allowance_card_new:
 * @kind: "child", "family" or "placement"
 *
 * Returns: (nullable): what was paid, what is due, what is stopped or taken back, and the way to
 * the allowances; %NULL when there is nothing to tell, or it is not for this account.
 */
GtkWidget *miao_allowance_card_new (MiaoSession *session,
                                    const char *kind,
                                    const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
