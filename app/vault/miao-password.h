#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MIAO_PASSWORD_MIN 10  /* characters */
#define MIAO_PASSWORD_MAX 256 /* characters */
#define MIAO_LOGIN_MIN 2      /* characters */
#define MIAO_LOGIN_MAX 30     /* characters, domain 6.2 */

/** Returns: (transfer full): @password in Unicode form NFKC, so that full-width letters and
 * composed characters give the same key on every machine. To be freed with miao_secret_free_text().
 */
char *miao_password_normalise (const char *password) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the form in which logins are compared: NFKC, lower case, trimmed. */
char *miao_password_fold_login (const char *login) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_password_check:
 *
 * A password has at least %MIAO_PASSWORD_MIN characters and at least five different ones, does not
 * hold the login, and is not one of the words that everybody tries. Length counts for more than
 * kinds of characters, so there is no rule about digits and signs.
 *
 * Errors: %MIAO_ERROR_INVALID; the message says what to do.
 */
gboolean miao_password_check (const char *login, const char *password, GError **error);

/** A login has letters (of any script), digits, ".", "-" and "_". Errors: %MIAO_ERROR_INVALID. */
gboolean miao_password_check_login (const char *login, GError **error);

G_END_DECLS
