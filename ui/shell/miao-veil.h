#pragma once

#include "miao-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The veil: while the setting "hide-names" is on, no name of a child or of a family and no picture
 * is seen in any window, for a screen that visitors can look at. A text that holds such a name
 * becomes a grey bar, whichever page made it; pictures and sheets of paper become blank. A text
 * that was not looked at yet is not seen either, so a page never shows a name for a moment.
 *
 * A screen reader says that something is hidden: whoever stands near hears no name either.
 */

/** Once, after GTK was started. */
void miao_veil_init (void);

/**
 * miao_veil_read_names:
 * @store: (nullable): %NULL forgets the names
 *
 * Reads the names that are to be hidden; at a log-in and after changes. Costs nothing while the
 * setting is off; 0.2 s for 100,000 people.
 */
void miao_veil_read_names (MiaoStore *store);

/** Returns: whether a text holds one of the names that were read. */
gboolean miao_veil_holds_name (const char *text);

G_END_DECLS
