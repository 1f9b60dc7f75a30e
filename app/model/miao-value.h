#pragma once

#include "miao-date.h"
#include "miao-field.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Between the canonical text of a value and JSON: INTEGER and INSTANT are numbers, BOOLEAN is a
 * boolean, CODES and REFS are arrays of strings, LIST is an array of objects whose members follow
 * the same rule, everything else is a string.
 */

/**
 * miao_value_to_json:
 * @text: (nullable): canonical text
 *
 * Returns: (transfer full): the node; a null node for %NULL.
 */
JsonNode *miao_value_to_json (const MiaoField *field, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_value_from_json:
 * @on: the day on which codes must be valid, or %MIAO_DATE_NONE
 * @typed: whether strings are what a person typed (miao_field_parse()) or canonical text
 * @ret_text: (out) (transfer full) (nullable): canonical text, %NULL for null
 *
 * Members of a LIST that the field does not have are refused when @typed, dropped otherwise.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID.
 */
gboolean miao_value_from_json (const MiaoField *field,
                               JsonNode *node,
                               MiaoDate on,
                               gboolean typed,
                               char **ret_text,
                               GError **error);

/** The same for the array of a LIST field; %NULL for an empty one. */
gboolean miao_value_list_text (const MiaoField *field,
                               JsonArray *array,
                               MiaoDate on,
                               gboolean typed,
                               char **ret_text,
                               GError **error);

/** Returns: the day of a DATE, MONTH (its first) or INSTANT (local time), or %MIAO_DATE_NONE. */
MiaoDate miao_value_to_date (const MiaoField *field, const char *text);

G_END_DECLS
