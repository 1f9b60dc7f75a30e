#include "config.h"

#include "miao-password.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <string.h>

/* Fewer different characters than this are a pattern ("aaaaaaaaaa", "1212121212"), not a secret. */
#define DIFFERENT_MIN 5

/* Words of ten and more characters that every list of guesses begins with. */
static const char *const GUESSED[] = {
  "1234567890",    "0123456789", "0987654321",  "9876543210",   "12345678910",  "123456789a",
  "a123456789",    "1q2w3e4r5t", "qwertyuiop",  "password123",  "password1234", "administrator",
  "woaini1314520", "5201314520", "1234567890a", "qwerty123456", "admin123456",  "miaopu123456",
};

char *
miao_password_normalise (const char *password)
{
  char *normal = g_utf8_normalize (password, -1, G_NORMALIZE_ALL_COMPOSE);

  /* Bytes that are no text (a password from a file in another encoding) are used as they are. */
  return normal != NULL ? normal : g_strdup (password);
}

char *
miao_password_fold_login (const char *login)
{
  g_autofree char *normal = miao_password_normalise (login);
  g_autofree char *lower = g_utf8_validate (normal, -1, NULL) ? g_utf8_strdown (normal, -1) : NULL;

  return g_strdup (g_strstrip (lower != NULL ? lower : normal));
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, message);

  return FALSE;
}

static guint
count_different (const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at)));

  return g_hash_table_size (seen);
}

static gboolean
is_guessed (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (GUESSED); i++) {
    if (strcmp (folded, GUESSED[i]) == 0)
      return TRUE;
  }

  return FALSE;
}

gboolean
miao_password_check (const char *login, const char *password, GError **error)
{
  g_autoptr (MiaoSecretText) normal = NULL;
  g_autoptr (MiaoSecretText) folded = NULL;
  g_autofree char *name = miao_password_fold_login (login);
  glong length;

  if (!g_utf8_validate (password, -1, NULL))
    return refuse (error,
                   miao_pick ("口令含有无法识别的字符，请换一个。",
                              "The password has characters that are no text; take another."));
  normal = miao_password_normalise (password);
  folded = g_utf8_strdown (normal, -1);
  length = g_utf8_strlen (normal, -1);

  if (length < MIAO_PASSWORD_MIN) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("口令至少 %d 个字符，现在是 %ld 个。几个不相干的词连在一起，好记又难猜。",
                   "A password has at least %d characters, this one has %ld. A few unrelated "
                   "words are easy to remember and hard to guess."),
        MIAO_PASSWORD_MIN, length);
    return FALSE;
  }
  if (length > MIAO_PASSWORD_MAX) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("口令最多 %d 个字符。", "A password has at most %d characters."),
                 MIAO_PASSWORD_MAX);
    return FALSE;
  }
  if (*name != '\0' && strstr (folded, name) != NULL)
    return refuse (error, miao_pick ("口令里不能包含账号，请换一个。",
                                     "The password may not hold the login; take another."));
  if (count_different (folded) < DIFFERENT_MIN || is_guessed (folded))
    return refuse (error, miao_pick ("这个口令太容易被猜到，请换一个。",
                                     "This password is too easy to guess; take another."));

  return TRUE;
}

gboolean
miao_password_check_login (const char *login, GError **error)
{
  glong length;

  if (login == NULL || !g_utf8_validate (login, -1, NULL))
    return refuse (error, miao_pick ("请填写账号。", "Enter a login."));
  length = g_utf8_strlen (login, -1);
  if (length < MIAO_LOGIN_MIN || length > MIAO_LOGIN_MAX) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("账号须为 %d 至 %d 个字符。", "A login has %d to %d characters."),
                 MIAO_LOGIN_MIN, MIAO_LOGIN_MAX);
    return FALSE;
  }
  for (const char *at = login; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_isalnum (c) && c != '.' && c != '-' && c != '_')
      return refuse (error, miao_pick ("账号只能用文字、字母、数字和 . - _，不能有空格。",
                                       "A login has letters, digits and . - _ only, no spaces."));
  }

  return TRUE;
}
