#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * miao_cwx_mapping_build:
 *
 * Writes the mapping of the profile cwx-1 (identity): one row for each element of the format with
 * the field that it comes from, and the rules that look at it. data/exchange/mapping-cwx-1.tsv is
 * this text; a test holds the two together. Mappings of other profiles have the same columns.
 *
 * Returns: (transfer full): tab-separated text with a line of headings.
 */
char *miao_cwx_mapping_build (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
