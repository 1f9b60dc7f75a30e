#pragma once

#include "miao-banner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_TABLE (miao_table_get_type ())
G_DECLARE_FINAL_TYPE (MiaoTable, miao_table, MIAO, TABLE, GtkWidget)

/**
 * miao_table_new:
 * @heads: (array zero-terminated=1): heads of the columns
 * @expand: the column that takes the spare width; -1: all that have a head share it
 *
 * A small table inside a record: tens of rows, any widgets as cells. Long lists are MiaoRecordList.
 */
GtkWidget *miao_table_new (const char *const *heads, int expand) G_GNUC_WARN_UNUSED_RESULT;
void miao_table_clear (MiaoTable *self);
/** Adds a row: as many cells as heads; %NULL leaves one empty. */
void miao_table_add (MiaoTable *self, GtkWidget *first, ...) G_GNUC_NULL_TERMINATED;
/** Adds a row from an array of as many cells as there are heads. */
void miao_table_add_cells (MiaoTable *self, GtkWidget *const *cells);
/** Words across the whole table, for "none yet". */
void miao_table_say (MiaoTable *self, const char *words);

/** Returns: @body, which scrolls down where it is given less height than it needs: with large
 * letters in a low window. */
GtkWidget *miao_scrolled_new (GtkWidget *body) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: a label that wraps; @classes: CSS classes separated by blanks, or %NULL. */
GtkWidget *miao_text_new (const char *text, const char *classes) G_GNUC_WARN_UNUSED_RESULT;
/** Two lines: what it is, and a smaller one about it (%NULL: one line). */
GtkWidget *miao_text_two (const char *text, const char *detail) G_GNUC_WARN_UNUSED_RESULT;
/** Sign and words of a tone: never the colour alone. */
GtkWidget *miao_text_mark (MiaoTone tone, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/** Removes all children of a box. */
void miao_box_clear (GtkWidget *box);
/** A small button; @name: (nullable): what a screen reader says when the word alone is not clear.
 */
GtkWidget *miao_small_button (const char *label, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/** A card with a head line: @ret_head (nullable) gets the box that further widgets stand in. */
GtkWidget *
miao_card_new (const char *title, GtkWidget *child, GtkWidget **ret_head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
