#pragma once

#include "miao-child-view.h"
#include "miao-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_child_flag_widget:
 * @detailed: with its reason on a second line
 *
 * Returns: (transfer full): a flag with the button that deals with it.
 */
GtkWidget *miao_child_flag_widget (const MiaoChildFlag *flag,
                                   gboolean detailed) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a name and its value below one another in a grid; see grid_add. */
GtkWidget *miao_facts_grid_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** @value: (nullable) (transfer none): a widget instead of @text. */
void miao_facts_grid_add (GtkWidget *grid, const char *name, const char *text, GtkWidget *value);

G_END_DECLS
