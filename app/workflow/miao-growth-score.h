#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * miao_growth_score_csv:
 * @in: CSV in UTF-8, with or without a byte-order mark, comma between cells, RFC 4180 quotes
 * @out: written as rows are read; not closed
 *
 * Copies the rows and adds to each the z-scores of the WHO (three decimals), centiles and flags.
 * The first line names the columns, in any order: sex (1/2, m/f, male/female, 男/女) and age_days
 * or age_months are needed; weight_kg, height_cm, measured (lying/standing), head_cm and oedema
 * (1/0, y/n) may be missing or empty. Other columns are copied. Where a row has both ages,
 * age_days counts.
 *
 * Added: waz, haz, whz (weight for length or height), baz, hcz; waz_centile … hcz_centile; flags,
 * words apart by a space: the indicators that are implausible ("waz_implausible"), "oedema",
 * "posture_ignored" (standing below 9 months), "age_outside", "length_outside". A cell is empty
 * where there is no z-score. A copied cell that a spreadsheet would take for a formula gets an
 * apostrophe before it. Memory does not grow with the number of rows.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID (line and column are named), %MIAO_ERROR_LIMIT for a
 *   line beyond 64 KiB, or the error of a stream; rows before the faulty one are written by then.
 *   Any thread.
 */
gboolean miao_growth_score_csv (GInputStream *in, GOutputStream *out, GError **error);

G_END_DECLS
