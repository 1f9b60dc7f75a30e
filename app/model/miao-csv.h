#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * miao_csv_append:
 * @to: a line that is being written
 * @cell: UTF-8
 *
 * Appends one cell of a table that leaves the house, in quotation marks where needed. Office
 * programs take a cell that begins with =, +, -, @ (also full-width), a tab or a line end for a
 * formula, and a formula can send the table away: such a cell gets an apostrophe before it, unless
 * it is a plain number.
 */
void miao_csv_append (GString *to, const char *cell);

G_END_DECLS
