#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): without blanks, half-width, upper case; "" for %NULL. */
char *miao_uscc_normalise (const char *input) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_uscc_check:
 * @input: (nullable): a unified social credit code (GB 32100-2015); absent is in order
 * @ret_may_override: (out) (optional): whether a person may keep the code with a written reason:
 *   some codes issued early break the check characters and are legal all the same
 *
 * Checks length, alphabet, the check digit of the organisation code within (GB 11714) and the check
 * character.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID.
 */
gboolean miao_uscc_check (const char *input, gboolean *ret_may_override, GError **error);

/** @code: at least 17 characters of the alphabet. Returns: the character that belongs after them.
 */
char miao_uscc_check_character (const char *code);

/** @code: at least 8 characters 0-9, A-Z. Returns: the check character of an organisation code. */
char miao_organisation_code_check_character (const char *code);

G_END_DECLS
