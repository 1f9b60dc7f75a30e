#pragma once

#include "miao-session.h"
#include "miao-store-tables.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_account_dialog_present:
 * @account: (nullable): whose name and role change; %NULL makes a new account
 *
 * Asks for what an account needs, and makes or changes it; @done runs after success.
 */
void miao_account_dialog_present (GtkWidget *parent,
                                  MiaoSession *session,
                                  const MiaoAccount *account,
                                  void (*done) (GtkWidget *parent));

G_END_DECLS
