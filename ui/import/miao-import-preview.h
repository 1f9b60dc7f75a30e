#pragma once

#include "miao-import-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_import_preview_new:
 * @check: lives as long as the widget
 *
 * The rows of a ledger as a table; cells that are wrong or doubtful carry a sign and a colour.
 */
GtkWidget *miao_import_preview_new (MiaoImportCheck *check,
                                    const MiaoLedger *ledger) G_GNUC_WARN_UNUSED_RESULT;

/** Selects the row of that line, if it is shown. */
void miao_import_preview_go (GtkWidget *preview, MiaoImportCheck *check, guint line);

G_END_DECLS
