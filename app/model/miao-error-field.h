#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * An error of MIAO_ERROR may know the field that it is about, so that a form marks it. Copies of
 * the error, and what puts other words before it, keep the field.
 */

/**
 * miao_error_set_field:
 * @error: (nullable): where an error has just been put; nothing happens where there is none, or one
 *   of another domain
 * @kind: (nullable): of the record that has the field, or the name of the use case whose parameter
 *   it is; %NULL: any record that the person is filling in
 * @field: its name; of a list the list's own, which is what a form shows
 *
 * What is named later is the outer one and holds.
 */
void miao_error_set_field (GError **error, const char *kind, const char *field);

/** miao_error_at: as miao_error_set_field() without a kind. Returns: %FALSE, to be passed on. */
gboolean miao_error_at (GError **error, const char *field);

/**
 * miao_error_in_entry: says that the field that the error is about, if any, is one of an entry of a
 * list: the kind becomes "#list/value".
 * @list: the parameter that is a list
 * @value: what its key field says, which tells the entries apart
 *
 * Returns: %FALSE, to be passed on.
 */
gboolean miao_error_in_entry (GError **error, const char *list, const char *value);

/** Returns: (transfer none) (nullable): the field; %NULL when the error is not about one. */
const char *miao_error_get_field (const GError *error);

/** Returns: (transfer none) (nullable): the kind or the use case, see miao_error_set_field(). */
const char *miao_error_get_kind (const GError *error);

G_END_DECLS
