#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What windows with a few rows to fill in are made of; a question alone is asked with miao-ask.h.
 */

/**
 * miao_dialog_new:
 * @width: pixels; the height is as the content needs
 * @ret_box: (out) (transfer none): where the content goes, from top to bottom
 *
 * Returns: a modal window above the one that @parent is in, with the keys of
 *   miao_dialog_add_keys(). It is not shown yet.
 */
GtkWidget *miao_dialog_new (GtkWidget *parent, const char *title, int width, GtkWidget **ret_box)
    G_GNUC_WARN_UNUSED_RESULT;

/** Says what the window is for, in lines of @width pixels. */
void miao_dialog_say (GtkWidget *box, int width, const char *words);

/** Adds a grid for rows to @box. */
GtkWidget *miao_dialog_add_grid (GtkWidget *box);

/**
 * miao_dialog_attach:
 * @named: what the label names: @editor, or the entry in it
 *
 * Puts a label and its editor into a row of the grid.
 */
void miao_dialog_attach (
    GtkWidget *grid, int row, const char *label, GtkWidget *editor, GtkWidget *named);

/** Adds the line for buttons to @box, at its right end. */
GtkWidget *miao_dialog_add_button_line (GtkWidget *box);

/**
 * miao_dialog_add_buttons:
 * @word: of the button that does it, which Enter presses too
 *
 * "Cancel", which closes the window, and the button that calls @done (@data).
 *
 * Returns: (transfer none): that button, beside which others may stand
 */
GtkWidget *miao_dialog_add_buttons (
    GtkWidget *window, GtkWidget *box, const char *word, GCallback done, gpointer data);

G_END_DECLS
