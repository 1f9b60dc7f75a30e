#pragma once

#include "miao-record.h"
#include "miao-session.h"
#include "miao-standards.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Data of a button: what the form that it opens is about. */
#define MIAO_STANDARDS_OPENS "miao-opens"

/** Returns: (transfer none) (nullable): what is set, in the language of the window. */
const char *miao_standards_label (const char *key);

/** Returns: (transfer full): the value of a row with its unit. */
char *miao_standards_dup_value (const MiaoRecord *row) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what sets it and the id of the rule that asks it: "FAM-11 · …". */
char *miao_standards_dup_source (const char *key) G_GNUC_WARN_UNUSED_RESULT;

/** Adds all entries of @key among @rows to a table of six columns, the newest first; the last
 *  column has a button for those that can still be withdrawn, which calls @withdraw with @data
 *  swapped; the button's MIAO_STANDARDS_OPENS is the id. */
void miao_standards_show_entries (MiaoSession *session,
                                  GPtrArray *rows,
                                  const char *key,
                                  GtkWidget *table,
                                  GCallback withdraw,
                                  gpointer data);

G_END_DECLS
