#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MIAO_RECOVERY_GROUPS 8
#define MIAO_RECOVERY_DIGITS 6

/**
 * miao_recovery_new:
 *
 * The key of the recovery sheet: 8 groups of 6 digits, each a multiple of 11 that stands for 16
 * random bits (128 bits in all). Digits only, because they are copied by hand from paper; every
 * single wrong digit breaks the multiple of 11 and is told with its group.
 *
 * Returns: (transfer full): "012345-…", 55 characters, to be freed with miao_secret_free_text().
 */
char *miao_recovery_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_recovery_parse:
 * @text: as typed: groups divided by dashes, spaces or line ends, or 48 digits in a row; full-width
 *   digits are read as digits
 *
 * Returns: (transfer full): the form that miao_recovery_new() gives, to be freed with
 *   miao_secret_free_text(). %NULL with %MIAO_ERROR_INVALID and a message that names the group.
 */
char *miao_recovery_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
